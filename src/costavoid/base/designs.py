"""How an effect is known: study designs, strongest first, and what a sceptic says of each."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from costavoid.base.docstrings import restore


class Design(StrEnum):
    """How an effect is known, strongest first."""

    TRIAL = "trial"
    MATCHED = "matched comparison"
    BEFORE_AFTER_TREND = "before and after, against a trend"
    BEFORE_AFTER = "before and after"
    HISTORICAL_RATE = "historical rate"
    ACCOUNTING = "accounting comparison"  # two prices of one thing; nobody measured an effect
    OPINION = "opinion"
    STATISTICS = "statistics"  # a description, not an effect

    @property
    def has_control(self) -> bool:
        """True where a comparison group already shows what would have happened anyway."""
        return self in (Design.TRIAL, Design.MATCHED)

    @staticmethod
    def weakest(designs: Iterable[Design]) -> Design:
        """Of several numbers that carry one effect: a description beside a guess is a guess."""
        last = (Design.STATISTICS, Design.ACCOUNTING, Design.OPINION)
        ranked = [*(design for design in Design if design not in last), *last]
        return max(designs, key=ranked.index)

    @property
    def weakness(self) -> str:
        """What a sceptic would say first, in one sentence."""
        return _WEAKNESS[self]


_WEAKNESS = {
    Design.TRIAL: "A trial elsewhere may not carry over to this place and these families.",
    Design.MATCHED: "Matched groups may differ in ways nobody measured.",
    Design.BEFORE_AFTER_TREND: (
        "The trend stands in for a comparison group: something else local may have changed."
    ),
    Design.BEFORE_AFTER: (
        "There is no comparison group: some or all of the change might have happened anyway."
    ),
    Design.HISTORICAL_RATE: (
        "It assumes the past rate would have gone on; people are referred when things are at "
        "their worst, and would often have improved anyway."
    ),
    Design.ACCOUNTING: (
        "It compares prices: that as much is done for the other price, and that the change comes "
        "and lasts, is taken for granted."
    ),
    Design.OPINION: "It is an opinion: nobody has measured it.",
    Design.STATISTICS: "It describes what happens; it does not show what a programme changes.",
}


restore(__name__)  # said in schemas
