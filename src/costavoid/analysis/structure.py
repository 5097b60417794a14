"""Structural scenarios: what nobody knows, and no interval of a number can hold.

Not what is hoped or feared of one input (`scenarios`, `one_at_a_time`), but what would be
otherwise: whether the effect carries over, when it comes, how long it lasts, how long the children
would have stayed, what placements will cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from costavoid.analysis.break_even import BreakEven, break_even
from costavoid.analysis.what_if import measure
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.children import placement_lines
from costavoid.appraisal.run import run
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import MONTHS_PER_YEAR, YEARS_PER_UNIT, Unit
from costavoid.base.years import start_year
from costavoid.evidence.catalogue import default, price_index
from costavoid.evidence.estimate import Estimate, entered
from costavoid.evidence.prices import rebase
from costavoid.programme.effects.postponed import Postponed
from costavoid.programme.outcomes import Outcome
from costavoid.programme.pathways import InfantRemovedAtBirth, Placement

if TYPE_CHECKING:
    import pandas as pd

HALF = 0.5
PLACEMENTS_RISE = 0.03  # a year, real
# What the National Audit Office printed of a place in a children's home, in two reports.
HOMES = ("placement.residential.any.year.2012_13", "placement.residential.any.place_year.nao")
STAYING = (0.1, 0.2)  # of the infants who would have been removed, in care to 18
CHILDHOOD = 18  # years
STAY_TO_18 = "infant.exit.long_term_care"


@dataclass(frozen=True)
class Scenario:
    """One thing otherwise, the rest unchanged: both nets with it."""

    name: str
    npv: float
    council_net_cash: float


@dataclass(frozen=True)
class _Otherwise:
    """What a scenario changes: numbers in use, outcomes, settings."""

    name: str
    overrides: tuple[Estimate, ...] = ()
    outcomes: tuple[Outcome, ...] | None = None
    settings: dict[str, Any] | None = None


def structural(appraisal: Answer) -> tuple[Scenario, ...]:
    """Each structural scenario that this case has.

    Left out is what it cannot be appraised under, and what changes nothing, unless over more years.
    """
    found = []
    for otherwise in _each(appraisal):
        try:
            answer = _with(appraisal, otherwise)
        except InputError:  # such as a longer run than the price index or the people allow
            continue
        if otherwise.settings or abs(answer.npv - appraisal.npv) >= 0.5:
            cash = measure(answer, "council cash")
            found.append(Scenario(otherwise.name, answer.npv, cash))
    return tuple(found)


def structural_frame(appraisal: Answer) -> pd.DataFrame:
    """A row for each structural scenario, the rest unchanged: `npv`, `change`, `council_net_cash`.

    Pounds: `npv` of all payers, real and discounted; `council_net_cash` in those of each year.
    """
    import pandas as pd

    rows = [
        {
            "scenario": found.name,
            "npv": found.npv,
            "change": found.npv - appraisal.npv,
            "council_net_cash": found.council_net_cash,
        }
        for found in structural(appraisal)
    ]
    columns = ["scenario", "npv", "change", "council_net_cash"]
    return pd.DataFrame(rows, columns=columns).set_index("scenario")


def _with(appraisal: Answer, otherwise: _Otherwise) -> Answer:
    replaced = {own.id for own in otherwise.overrides}
    kept = tuple(own for own in appraisal.overrides if own.id not in replaced)
    settings = appraisal.settings.model_copy(update={"drawing": None, **(otherwise.settings or {})})
    overrides = (*kept, *otherwise.overrides)
    return run(appraisal.intervention, settings, overrides, otherwise.outcomes)


def _each(appraisal: Answer) -> Iterator[_Otherwise]:
    yield _less(appraisal)
    yield _later(appraisal)
    yield from _lasting(appraisal)
    yield from _shorter(appraisal)
    yield from _dearer(appraisal)
    yield from _staying(appraisal)


def _moved(appraisal: Answer) -> list[Outcome]:
    """The outcomes that go with the effect: those that claim it, and what takes part of it back."""
    return [
        outcome
        for outcome in appraisal.outcomes
        if outcome.counterfactual in appraisal.claimed
        or isinstance(outcome.counterfactual, Postponed)
    ]


def _less(appraisal: Answer) -> _Otherwise:
    """Half of the effect is the programme's, or carries over here."""

    def of(outcome: Outcome, used: Estimate | None) -> Estimate:
        if used:
            return used.at(used.value * HALF)
        return entered(f"{outcome.id}.attribution", HALF, Unit.SHARE, "Half of the effect")

    return _stepped(appraisal, "half of the effect", "attribution", of)


def _later(appraisal: Answer) -> _Otherwise:
    """All of it comes a year later, while delivery is paid as before."""

    def of(outcome: Outcome, used: Estimate | None) -> Estimate:
        if used:
            return used.at(used.value + YEARS_PER_UNIT[used.unit])
        return entered(f"{outcome.id}.lag", 12.0, Unit.MONTHS, "A year later")

    return _stepped(appraisal, "the effect comes a year later", "lag", of)


def _stepped(appraisal: Answer, name: str, step: str, of: Any) -> _Otherwise:
    """A step of every outcome at another value: its own number's, or one that it did not have."""
    overrides: dict[str, Estimate] = {}
    changed: dict[str, Outcome] = {}
    for outcome in _moved(appraisal):
        own: Estimate | None = getattr(outcome, step)
        if own:
            overrides[own.id] = of(outcome, appraisal.inputs.estimate(own))
        else:
            changed[outcome.id] = outcome.model_copy(update={step: of(outcome, None)})
    return _Otherwise(
        name, tuple(overrides.values()), tuple(changed.get(o.id, o) for o in appraisal.outcomes)
    )


def _lasting(appraisal: Answer) -> Iterator[_Otherwise]:
    """Half of what it came to lasts one more year, where it ends and nothing is said to last."""
    if any(isinstance(outcome.counterfactual, Postponed) for outcome in appraisal.outcomes):
        return
    lasts = [
        outcome
        for outcome in appraisal.claiming
        if outcome.months
        and outcome.counterfactual.outlasts
        and not outcome.persistence
        and not (outcome.in_all and outcome.months < MONTHS_PER_YEAR)  # a year's rate of it is none
    ]
    if lasts:
        longer = {o.id: o.model_copy(update={"persistence": (HALF,)}) for o in lasts}
        yield _Otherwise(
            "half of it lasts a year after the end",
            outcomes=tuple(longer.get(o.id, o) for o in appraisal.outcomes),
        )


def _shorter(appraisal: Answer) -> Iterator[_Otherwise]:
    """Those kept out of a placement would have stayed half as long as is taken."""
    placing = {o.id for o in appraisal.claiming if isinstance(o.pathway, Placement)}
    lengths = {
        estimate.id: appraisal.inputs.estimate(estimate)
        for line in placement_lines(appraisal)
        if line.outcome in placing and line.use.stay
        for estimate in line.use.stay.estimates
        if estimate.unit.is_duration
    }
    if lengths:
        halved = tuple(estimate.at(estimate.value * HALF) for estimate in lengths.values())
        yield _Otherwise("the children would have stayed half as long", halved)


@lru_cache
def homes_rise() -> tuple[float, str]:
    """Real growth a year of the price of a place in a children's home, and over which years."""
    before, after = (default(id) for id in HOMES)
    first, last = before.price_year or "", after.price_year or ""
    then = rebase(before.value, first, last, price_index())
    years = start_year(last) - start_year(first)
    return round((after.value / then) ** (1 / years) - 1, 3), f"{first} to {last}"


def _dearer(appraisal: Answer) -> Iterator[_Otherwise]:
    """Placements rise above other prices, where nothing is said of that."""
    lines, settings = placement_lines(appraisal), appraisal.settings
    grows = [it.use for it in appraisal.flows.lines if it.use.resource.grows_with_placements]
    apart = settings.residential_inflation is not None
    others = [use for use in grows if not (apart and use.in_a_home)]
    if lines and others and not settings.placement_inflation:
        which = " other than homes'" if apart else ""
        yield _Otherwise(
            f"placement prices{which} rise {PLACEMENTS_RISE:.0%} a year above others",
            settings={"placement_inflation": PLACEMENTS_RISE},
        )
    said = settings.placement_inflation or settings.residential_inflation is not None
    if any(line.use.in_a_home for line in lines) and not said:
        rise, when = homes_rise()
        yield _Otherwise(
            f"prices of children's homes alone rise {rise:.1%} a year above others, as the "
            f"National Audit Office's did from {when}",
            settings={"residential_inflation": rise},
        )


def exits_break_even(appraisal: Answer) -> BreakEven | None:
    """The share of the infants in care to 18 at which 18 years of it break even; None without."""
    longer = _over_childhood(appraisal)
    if not longer or not appraisal.has_delivery:
        return None
    try:
        answer = _with(appraisal, _Otherwise("", settings=longer))
        return break_even(answer, STAY_TO_18)
    except InputError:
        return None


def _over_childhood(appraisal: Answer) -> dict[str, Any] | None:
    """The settings of 18 years, where infants' exits are the library's and fewer are appraised."""
    pathways = [
        o.pathway for o in appraisal.claiming if isinstance(o.pathway, InfantRemovedAtBirth)
    ]
    ours = any(pathway.long_term_share.id == STAY_TO_18 for pathway in pathways)
    return {"horizon": CHILDHOOD} if ours and appraisal.settings.horizon < CHILDHOOD else None


def _staying(appraisal: Answer) -> Iterator[_Otherwise]:
    """A share of the infants stays in care to 18, over the years appraised and over a childhood."""
    if STAY_TO_18 not in appraisal.inputs.in_use:
        return
    in_use = appraisal.inputs.in_use[STAY_TO_18]
    longer = _over_childhood(appraisal)
    if longer:
        yield _Otherwise(f"{_share(in_use.value)}, over {CHILDHOOD} years", settings=longer)
    for share in STAYING:
        yield _Otherwise(_share(share), (in_use.at(share),))
        if longer:
            name = f"{_share(share)}, over {CHILDHOOD} years"
            yield _Otherwise(name, (in_use.at(share),), settings=longer)


def _share(share: float) -> str:
    who = f"{share:.0%}" if share else "none"
    return f"{who} of the infants in care to {CHILDHOOD}"
