"""`appraise`: a programme, a horizon and a price year become one frozen answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from costavoid.answer import Appraisal, Settings
from costavoid.cashflows import Pricing, evaluate
from costavoid.catalogue import discount_schedule, price_index
from costavoid.errors import InputError
from costavoid.evidence import Estimate
from costavoid.inputs import Inputs
from costavoid.money import Timing
from costavoid.periods import financial_years, start_year, year_of
from costavoid.programme import Intervention, refuse_more_than_whole
from costavoid.span import Span

MAX_HORIZON = 125
MOST_INFLATION = 0.5  # a year, real: beyond it, a percentage was written as a number


def appraise(
    intervention: Intervention,
    *,
    horizon: int,
    price_year: str,
    first_year: str | None = None,
    overrides: Iterable[Estimate] = (),
    edition: str = "2026",
    schedule: str = "standard",
    timing: Timing = "start of year",
    placement_inflation: float = 0.0,
) -> Appraisal:
    """What a programme avoids spending, for whom, in each of `horizon` financial years.

    Results are in pounds of `price_year`. `first_year` is by default the financial year of the
    programme's start, else the price year. `overrides` are a council's own Estimates, each
    replacing the number with its id. `placement_inflation` is real growth of placement costs a
    year. Raises InputError, with the field and the cure, and computes nothing, when anything
    given cannot be used.
    """
    if not isinstance(intervention, Intervention):
        raise InputError(
            f"intervention: {type(intervention).__name__} given; give a programme, such as "
            "costavoid.Pause(women=20)."
        )
    started = year_of(intervention.start) if intervention.start else price_year
    settings = Settings(
        horizon=horizon,
        price_year=price_year,
        first_year=started if first_year is None else first_year,
        edition=edition,
        schedule=schedule,
        timing=timing,
        placement_inflation=placement_inflation,
    )
    return run(intervention, settings, _listed(overrides))


def _listed(overrides: object) -> tuple[Estimate, ...]:
    """One Estimate or several, as a tuple; anything else in it is refused where it is used."""
    if isinstance(overrides, Estimate):
        return (overrides,)
    if isinstance(overrides, str | Mapping) or not isinstance(overrides, Iterable):
        raise InputError(
            f"overrides: {type(overrides).__name__} given; give a list of Estimates, each with the "
            "id of the number it replaces."
        )
    return tuple(overrides)


def run(
    intervention: Intervention, settings: Settings, overrides: tuple[Estimate, ...]
) -> Appraisal:
    """Every step from a programme to its answer, in order."""
    if settings.horizon > MAX_HORIZON:
        raise InputError(f"horizon: {settings.horizon} given; use {MAX_HORIZON} years or fewer.")
    if abs(settings.placement_inflation) > MOST_INFLATION:
        raise InputError(
            f"placement_inflation: {settings.placement_inflation:g} given; write 0.03 for 3% a "
            "year above general inflation."
        )
    discount_schedule(settings.schedule, settings.edition)
    index = price_index()
    index.level(settings.price_year)
    if start_year(settings.first_year) < start_year(index.first):
        raise InputError(
            f"first_year: {settings.first_year} given; the price index starts in {index.first}."
        )
    span = Span(first_year=settings.first_year, horizon=settings.horizon)
    lines = intervention.lines(span)
    inputs = Inputs((e for line in lines for e in line.estimates), overrides)
    outcomes = intervention.outcomes()
    for outcome in outcomes:
        outcome.check(span, inputs)
    refuse_more_than_whole(outcomes, inputs)
    pricing = Pricing(settings.price_year, settings.first_year, index, settings.placement_inflation)
    years = financial_years(settings.first_year, settings.horizon)
    flows = evaluate(lines, years, inputs, pricing)
    return Appraisal(intervention, settings, overrides, inputs, pricing, flows)
