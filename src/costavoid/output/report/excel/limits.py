"""What may be typed into a cell: the same limits in its formula, its validation and its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from costavoid.base.frozen import MOST
from costavoid.base.vocabulary import WHOLES, Unit
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import unit_name

LARGEST = 10.0**12  # beyond any figure: costavoid itself has no limit
PROMPT = "What it can be"
LONGEST_NAME = 80  # characters of a label in a sentence about a cell


@dataclass(frozen=True)
class Limits:
    """A number from `low` to `high`: without `low` where `above`, whole where `whole`.

    `not_below` is a cell whose number it may not be below, nor equal to where `above_it`.
    """

    low: float
    high: float
    above: bool = False
    whole: bool = False
    not_below: str = ""
    above_it: bool = False
    said_of_it: str = ""

    def within(self, low: float, high: float, *, above: bool, whole: bool) -> Limits:
        """These limits and others: the narrower at each end."""
        low, above = max((self.low, self.above), (low, above))
        return replace(
            self, low=low, above=above, high=min(high, self.high), whole=self.whole or whole
        )

    def holds(self, cell: str) -> str:
        """Whether a cell that holds a number holds one within them."""
        tests = [f"{cell}{'>' if self.above else '>='}{_plain(self.low)}"]
        tests.append(f"{cell}<={_plain(self.high)}")
        if self.whole:
            tests.append(f"{cell}=INT({cell})")
        if self.not_below:
            tests.append(f"{cell}{'>' if self.above_it else '>='}{self.not_below}")
        return ",".join(tests)

    @property
    def asks(self) -> str:
        """What to give, in words."""
        return f"give {self.words}"

    @property
    def words(self) -> str:
        """What it can be, in words."""
        kind = "a whole number" if self.whole else "a number"
        low, high = _said(self.low), _said(self.high)
        if self.low <= -LARGEST:
            said = kind
        elif self.high >= MOST:
            said = f"{kind} above {low}" if self.above else f"{kind} of {low} or more"
        else:
            said = (
                f"{kind} above {low}, to {high}" if self.above else f"{kind} from {low} to {high}"
            )
        return f"{said}{self.said_of_it}"


def _said(number: float) -> str:
    """A limit as it is written."""
    return f"{number:,.0f}" if number == int(number) else f"{number:.10g}"


def of_estimate(used: Estimate) -> Limits:
    """What costavoid takes for a number in this unit."""
    low = -LARGEST if used.unit.may_be_negative else 0.0
    return Limits(low, float(WHOLES.get(used.unit, LARGEST)))


SHARE = Limits(0.0, 1.0)
SHARE_WORDS = "a share from 0 to 1 (0.4 is 40%)"
LIMITS_OF_SHARE = f"give {SHARE_WORDS}"


def in_words(unit: Unit) -> str:
    """A unit as an officer writes it."""
    return unit_name(unit).replace("count", "number")


def limited(limits: Limits, unit: Unit) -> str:
    """What it can be, in words."""
    return SHARE_WORDS if unit is Unit.SHARE else limits.words


def asked(limits: Limits, unit: Unit) -> str:
    """What to give, with its unit."""
    if unit is Unit.SHARE:
        return LIMITS_OF_SHARE
    return f"{limits.asks}, in {in_words(unit)}"


def validation(limits: Limits, said: str) -> dict[str, Any]:
    """The rule for typing: a blank is refused too."""
    rule = {
        "validate": "integer" if limits.whole else "decimal",
        "criteria": "between",
        "minimum": _least(limits),
        "maximum": limits.high,
        "ignore_blank": False,
        "input_title": PROMPT,
        "input_message": f"{said[0].upper()}{said[1:]}."[:255],
        "error_title": "This cannot be used",
        "error_message": f"{said[0].upper()}{said[1:]}."[:255],
    }
    return rule


def _least(limits: Limits) -> float:
    """The least that may be typed; the formula of the cell holds the limit itself."""
    return limits.low + (1e-9 if limits.above else 0.0)


def _plain(number: float) -> str:
    """A number without an exponent where it is whole."""
    return f"{number:.0f}" if number == int(number) else f"{number:.10g}"
