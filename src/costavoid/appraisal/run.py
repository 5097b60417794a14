"""`appraise`: a programme, a horizon and a price year become one frozen answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace

from costavoid.appraisal.adjustments import Adjustment, adjusted
from costavoid.appraisal.answer import Appraisal, Settings
from costavoid.base.errors import InputError, Interrupted
from costavoid.base.executors import Progress, checked
from costavoid.base.vocabulary import Kind
from costavoid.base.years import financial_years, start_year, year_of
from costavoid.cashflow.draws import SEED, Drawing, RangeAs, plan
from costavoid.cashflow.flows import Pricing, evaluate
from costavoid.cashflow.simulation import Simulation, Stopped
from costavoid.cashflow.uncertainty import Uncertainty, draw, measures, uncertainty_of
from costavoid.evidence.catalogue import discount_schedule, price_index
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.prices import Timing
from costavoid.programme.base import Intervention, refuse_more_than_whole
from costavoid.programme.lines import Line
from costavoid.programme.span import Span

MAX_HORIZON = 125
FOLLOWED = 60  # years after the horizon: longer than any stay and its allowance
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
    adjustments: Adjustment | Iterable[Adjustment] = (),
    draws: int | None = None,
    seed: int = SEED,
    range_as: RangeAs | None = None,
    correlations: Iterable[tuple[str, str, float]] = (),
    keep: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Appraisal:
    """What a programme avoids spending, for whom, in each of `horizon` financial years.

    Results are in pounds of `price_year`. `first_year` is by default the financial year of the
    programme's start, else the price year. `overrides` are a council's own Estimates, each
    replacing the number with its id. `placement_inflation` is real growth of placement costs a
    year. `adjustments` are cautious cuts, made by `design_adjustment` and `optimism_bias`: none
    unless given.

    With `draws`, every input that has an interval is drawn so often, from `seed`, and the result
    has `.uncertainty`; a published range varies only with `range_as`; `correlations` are (id, id,
    rank correlation). Percentiles come from the first `keep` draws (all, unless given): memory
    holds no more. `executor` is any concurrent.futures Executor, and changes no answer;
    `progress(done, draws)` is called as chunks are finished. Raises InputError, with the field
    and the cure, and computes nothing, when anything given cannot be used; Interrupted, which has
    the appraisal of the draws that are finished, when it is stopped from the keyboard.
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
        adjustments=_adjustments(adjustments),
        drawing=_drawing(draws, seed, range_as, correlations, keep),
    )
    checked(executor)
    point = run(intervention, settings, _listed(overrides))
    return with_draws(point, executor=executor, progress=progress)


def _drawing(
    draws: int | None,
    seed: int,
    range_as: RangeAs | None,
    correlations: Iterable[tuple[str, str, float]],
    keep: int | None,
) -> Drawing | None:
    if not isinstance(correlations, list | tuple):
        raise InputError(
            f"correlations: {correlations!r} given; give a list of (id, id, rank correlation)."
        )
    pairs = tuple(correlations)
    if draws is None:
        beside = {
            "seed": seed != SEED,
            "range_as": range_as is not None,
            "correlations": bool(pairs),
            "keep": keep is not None,
        }
        given = ", ".join(name for name, is_given in beside.items() if is_given)
        if given:
            raise InputError(f"{given}: given without draws; add draws=10_000.")
        return None
    return Drawing(draws=draws, seed=seed, range_as=range_as, correlations=pairs, keep=keep)


def with_draws(
    point: Appraisal, *, executor: Executor | None = None, progress: Progress | None = None
) -> Appraisal:
    """The same appraisal with its draws, where its settings ask for them."""
    drawing, flows = point.settings.drawing, point.flows
    if drawing is None:
        return point
    simulation = Simulation(
        flows=flows,
        inputs=point.inputs,
        pricing=point.pricing,
        draws=plan(flows.lines, point.inputs, drawing),
        measures=measures(flows.payers, point.discount_factors, point.inflation_factors),
    )
    try:
        drawn = draw(simulation, drawing, executor=executor, progress=progress)
    except Stopped as stopped:
        drawn = uncertainty_of(simulation, stopped.sums, stopped.tallies)
        raise _interrupted(point, drawing, drawn) from stopped
    return replace(point, drawn=drawn)


def _interrupted(point: Appraisal, drawing: Drawing, drawn: Uncertainty) -> Interrupted:
    """The error that has the appraisal with the draws that are finished."""
    finished = drawing.model_copy(update={"draws": drawn.draws})
    settings = point.settings.model_copy(update={"drawing": finished})
    return Interrupted(
        f"stopped after {drawn.draws:,} of {drawing.draws:,} draws; `.finished` of this error is "
        "the appraisal with those draws.",
        replace(point, settings=settings, drawn=drawn),
    )


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


def _adjustments(given: object) -> tuple[Adjustment, ...]:
    """One Adjustment or several, as a tuple. Raises InputError for anything else."""
    made = []
    for part in given if isinstance(given, list | tuple | Iterator) else (given,):
        if not isinstance(part, Adjustment):
            raise InputError(
                f"adjustments: {part!r} given; give what costavoid.design_adjustment(...) or "
                "costavoid.optimism_bias(...) makes, or a list of them."
            )
        made.append(part)
    return tuple(made)


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
    offered = [e for adjustment in settings.adjustments for e in adjustment.estimates]
    inputs = Inputs([*_numbers(lines), *offered], overrides)
    outcomes = intervention.outcomes()
    for outcome in outcomes:
        outcome.check(span, inputs)
    refuse_more_than_whole(outcomes, inputs)
    pricing = Pricing(settings.price_year, settings.first_year, index, settings.placement_inflation)
    years = financial_years(settings.first_year, settings.horizon)
    if settings.adjustments:
        uncut = _cost_more(lines, settings, inputs, pricing)
        met = [e for a in settings.adjustments for e in a.cuts(lines, inputs).values()]
        lines = adjusted(lines, settings.adjustments, inputs, uncut=uncut)
        inputs = Inputs([*_numbers(lines), *met], overrides)
    flows = evaluate(lines, years, inputs, pricing)
    return Appraisal(intervention, settings, overrides, inputs, pricing, flows)


def _numbers(lines: tuple[Line, ...]) -> list[Estimate]:
    return [estimate for line in lines for estimate in line.estimates]


def _cost_more(
    lines: tuple[Line, ...], settings: Settings, inputs: Inputs, pricing: Pricing
) -> set[str]:
    """Outcomes whose cases, each one fewer, cost more than they save: not gains to be cut.

    Judged to the last pound, not to the horizon, so that a longer one changes no earlier year.
    """
    years = financial_years(settings.first_year, settings.horizon + FOLLOWED)
    flows = evaluate(lines, years, inputs, pricing)
    worth: dict[str, float] = {}
    for line, amounts in zip(lines, flows.amounts, strict=True):
        if line.kind is Kind.BENEFIT and line.cases.per_year(inputs)[0] > 0:
            worth[line.outcome] = worth.get(line.outcome, 0.0) + float(amounts.sum())
    return {outcome for outcome, pounds in worth.items() if pounds < 0}
