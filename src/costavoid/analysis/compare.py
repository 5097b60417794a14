"""Options side by side: one row each, in the same pounds of the same years."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from costavoid.analysis.review.rules import review
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.settings import PLAIN, WHOSE
from costavoid.base.asked import several
from costavoid.base.designs import Design
from costavoid.base.errors import InputError
from costavoid.base.plain_text import name_in_words
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import amount

if TYPE_CHECKING:
    import pandas as pd

SUMS = (
    "delivery",
    "council_cash",
    "council_avoided",
    "others",
    "several",
    "gross",
    "net",
    "council_net_cash",
    "npv",
)
Option = tuple[str, Answer | None]


def compare(options: Iterable[Answer] | Mapping[str, Answer | None]) -> pd.DataFrame:
    """Programmes side by side, one row each: what each costs, saves, for whom, and how surely.

    `options` is a list of Appraisals, called by their programmes' titles (numbered where one is
    repeated), or a mapping from names to Appraisals, in which None is "do nothing".

    Columns, in pounds of the price year over the horizon: `delivery` (positive, all payers);
    `council_cash` and `council_avoided`, the council's benefits; `others`, benefits to every other
    payer told apart; `several`, benefits of which a study does not say who gets them; `gross`, all
    benefits; `net`, gross less delivery; `council_net_cash`, the council's cash less the delivery
    it pays; `npv` and `bcr`, discounted (see `Appraisal`); then `payback` in words;
    `peak_funding`, the most the council has to fund by a year's end, in cash pounds; `evidence`,
    the weakest design among the counterfactuals; `adjusted`, the cautious adjustments made, blank
    without; and `serious`, how many serious findings a review makes.
    Raises InputError where nothing, or something other than an Appraisal, is given, and where
    options differ in price year, years or discounting.
    """
    import pandas as pd

    listed = named(options)
    refuse_unlike(listed)
    names = pd.Index([name for name, _ in listed], name="option")
    return pd.DataFrame([_row(appraisal) for _, appraisal in listed], index=names)


def unlike(options: Iterable[Answer] | Mapping[str, Answer | None]) -> tuple[str, ...]:
    """What to know before one option is set against another, in sentences; empty where nothing.

    Options without a delivery cost; an effect without a control group cut for deadweight in one
    and not in another; and one input, by id, with different numbers. Raises InputError as
    `compare` does.
    """
    listed = named(options)
    refuse_unlike(listed)
    return differences(listed)


def differences(listed: Iterable[Option], *, ids: bool = True) -> tuple[str, ...]:
    """As `unlike`, of options that can be compared; without the ids of inputs for a page."""
    appraised = [(name, part) for name, part in listed if part is not None]
    numbers = _other_numbers(appraised, ids)
    return (*_gross(appraised), *_cut_for_deadweight(appraised), *numbers)


def _gross(appraised: list[tuple[str, Answer]]) -> list[str]:
    return [
        f"{name}: no delivery cost was given, so its figures are gross of it."
        for name, part in appraised
        if not part.has_delivery
    ]


def _cut_for_deadweight(appraised: list[tuple[str, Answer]]) -> list[str]:
    """Uncontrolled effects that are cut in some options only."""
    cut: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for name, part in appraised:
        for outcome in part.outcomes:
            if not outcome.counterfactual.design(part.inputs).has_control:
                cut[outcome.deadweight is not None][name] = None
    if not (cut[True] and cut[False]):
        return []
    return [
        f"Something is taken off for what would have happened anyway (deadweight) in "
        f"{', '.join(cut[True])}; nothing in {', '.join(cut[False])}."
    ]


def _other_numbers(appraised: list[tuple[str, Answer]], ids: bool) -> list[str]:
    """Inputs that two options share by id, with different numbers."""
    used: dict[str, dict[str, Estimate]] = {}
    for name, part in appraised:
        for id, estimate in part.inputs.in_use.items():
            used.setdefault(id, {})[name] = estimate
    said = []
    for id, by_name in used.items():
        if len({(e.value, e.price_year, e.cash_releasing) for e in by_name.values()}) > 1:
            each = "; ".join(f"{_figure(e)} in {name}" for name, e in by_name.items())
            label = next(iter(by_name.values())).label
            said.append(f"{label} ({id}): {each}." if ids else f"{label}: {each}.")
    return said


def _figure(estimate: Estimate) -> str:
    """A number in its unit, with what else of it counts: its price year and share of cash."""
    prices = f" ({estimate.price_year} prices)" if estimate.price_year else ""
    cash = estimate.cash_releasing
    share = f", {cash:.0%} of it cash" if cash is not None else ""
    return f"{amount(estimate.value, estimate.unit)}{prices}{share}"


def named(options: object) -> list[Option]:
    """Each option with the name of its row. Raises InputError for what is not one."""
    if isinstance(options, Mapping):
        return [(_checked_name(name), _checked(name, part)) for name, part in options.items()]
    wanted = "a list of Appraisals, or a mapping from names to Appraisals"
    listed = several(options, "options", wanted)
    for number, part in enumerate(listed, 1):
        if part is None:
            raise InputError(
                f"options: None given as number {number} of a list; name it, as in "
                "{'Do nothing': None, 'Pause': appraisal}."
            )
        _checked(f"number {number}", part)
    titles = [part.intervention.called for part in listed]
    return [
        (title if titles.count(title) == 1 else f"{title} {titles[: at + 1].count(title)}", part)
        for at, (title, part) in enumerate(zip(titles, listed, strict=True))
    ]


def _checked_name(name: object) -> str:
    return name_in_words("options", name, "option")


def _checked(name: object, part: object) -> Answer | None:
    if part is not None and not isinstance(part, Answer):
        raise InputError(
            f"options, {name}: {type(part).__name__} given; give an Appraisal, such as "
            "costavoid.appraise(costavoid.Pause(women=20), horizon=5, price_year='2025-26')."
        )
    return part


def refuse_unlike(listed: Iterable[Option], what: str = "options") -> None:
    """Raises InputError where there is nothing to compare, or pounds that cannot be compared."""
    appraised = [(name, part.settings) for name, part in listed if part is not None]
    if not appraised:
        raise InputError(f"{what}: no Appraisal given; give at least one.")
    for field in PLAIN:
        if field in WHOSE:
            continue
        found: dict[object, str] = {}
        for name, settings in appraised:
            found.setdefault(getattr(settings, field), name)
        if len(found) > 1:
            given = ", ".join(f"{value} ({name})" for value, name in found.items())
            raise InputError(
                f"{what}: {field} {given} given, so they cannot be put side by side; appraise "
                f"each with the same {field}."
            )


def _row(appraisal: Answer | None) -> dict[str, Any]:
    """One option's cells; zeros for doing nothing, which has no ratio."""
    if appraisal is None:
        zeros = dict.fromkeys(SUMS, 0.0)
        return {
            **zeros,
            "bcr": math.nan,
            "payback": "",
            "peak_funding": 0.0,
            "evidence": "no change",
            "adjusted": "",
            "serious": 0,
        }

    def total(
        payer: Payer | None = None, cash: Cash | None = None, kind: Kind | None = None
    ) -> float:
        return float(appraisal.annual(payer=payer, cash=cash, kind=kind).sum())

    others = set(Payer) - {Payer.COUNCIL, Payer.SEVERAL}
    return {
        "delivery": 0.0 - total(kind=Kind.DELIVERY),
        "council_cash": total(Payer.COUNCIL, Cash.CASH, Kind.BENEFIT),
        "council_avoided": total(Payer.COUNCIL, Cash.AVOIDED, Kind.BENEFIT),
        "others": sum(total(payer, kind=Kind.BENEFIT) for payer in Payer if payer in others),
        "several": total(Payer.SEVERAL, kind=Kind.BENEFIT),
        "gross": total(kind=Kind.BENEFIT),
        "net": total(),
        "council_net_cash": total(Payer.COUNCIL, Cash.CASH),
        "npv": appraisal.npv,
        "bcr": appraisal.bcr,
        "payback": appraisal.payback,
        "peak_funding": appraisal.peak_funding.pounds,
        "evidence": _weakest(appraisal).value,
        "adjusted": ", ".join(made.name for made in appraisal.settings.adjustments),
        "serious": sum(finding.severity == "serious" for finding in review(appraisal)),
    }


def _weakest(appraisal: Answer) -> Design:
    designs = (c.design(appraisal.inputs) for c in appraisal.claimed or appraisal.by_counterfactual)
    return Design.weakest(designs)
