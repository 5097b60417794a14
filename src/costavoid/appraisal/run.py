"""Every step from a programme to its answer, in order; then its draws."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from typing import TypeVar

from costavoid.appraisal.adjustments import adjusted
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.settings import Settings
from costavoid.base.errors import InputError, Interrupted
from costavoid.base.executors import Progress
from costavoid.base.vocabulary import Kind
from costavoid.base.years import financial_years, given_year, start_year, year_of
from costavoid.cashflow.draws import Drawing, plan
from costavoid.cashflow.flows import Pricing, evaluate
from costavoid.cashflow.simulation import Simulation, Stopped
from costavoid.cashflow.uncertainty import Uncertainty, draw, measures, uncertainty_of
from costavoid.evidence.catalogue import discount_schedule, price_index
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.programme.base import Intervention, refuse_more_than_whole
from costavoid.programme.lines import Line
from costavoid.programme.outcomes import Outcome
from costavoid.programme.span import Span

MAX_HORIZON = 125
FOLLOWED = 60  # years after the horizon: longer than any stay and its allowance
MOST_INFLATION = 0.5  # a year, real: beyond it, a percentage was written as a number


OfAnswer = TypeVar("OfAnswer", bound=Answer)


def first_year_of(intervention: Intervention, price_year: str) -> str:
    """The first financial year, where none is given: the start's, else the price year.

    Raises InputError of the price year, where that is none.
    """
    if intervention.start:
        return year_of(intervention.start)
    try:
        return given_year(price_year)
    except InputError as error:
        raise InputError(f"Settings.price_year: {error}") from None


def with_draws(
    point: OfAnswer, *, executor: Executor | None = None, progress: Progress | None = None
) -> OfAnswer:
    """The same answer with its draws, where its settings ask for them.

    Raises Interrupted, which has the answer with the draws that are finished, when it is stopped
    from the keyboard.
    """
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


def _interrupted(point: Answer, drawing: Drawing, drawn: Uncertainty) -> Interrupted:
    """The error that has the appraisal with the draws that are finished."""
    finished = drawing.model_copy(update={"draws": drawn.draws})
    settings = point.settings.model_copy(update={"drawing": finished})
    return Interrupted(
        f"stopped after {drawn.draws:,} of {drawing.draws:,} draws; `.finished` of this error is "
        "the appraisal with those draws.",
        replace(point, settings=settings, drawn=drawn),
    )


def check(settings: Settings, start: date | None = None) -> None:
    """Raises InputError for settings with which no programme that starts then can be appraised."""
    if settings.horizon > MAX_HORIZON:
        raise InputError(f"horizon: {settings.horizon} given; use {MAX_HORIZON} years or fewer.")
    for name in ("placement_inflation", "residential_inflation"):
        if abs(growth := getattr(settings, name) or 0.0) > MOST_INFLATION:
            raise InputError(
                f"{name}: {growth:g} given; write 0.03 for 3% a year above general inflation."
            )
    discount_schedule(settings.schedule, settings.edition)
    index = price_index()
    index.level(settings.price_year)
    if start_year(settings.first_year) < start_year(index.first):
        follows = start is not None and year_of(start) == settings.first_year
        given = f"start: {start}" if follows else f"first_year: {settings.first_year}"
        raise InputError(f"{given} given; the price index starts in {index.first}.")


def run(
    intervention: Intervention,
    settings: Settings,
    overrides: tuple[Estimate, ...],
    outcomes: tuple[Outcome, ...] | None = None,
) -> Answer:
    """Every step from a programme to its answer, in order; with other outcomes than its own, if
    given."""
    check(settings, intervention.start)
    index = price_index()
    span = Span(first_year=settings.first_year, horizon=settings.horizon)
    outcomes = intervention.outcomes() if outcomes is None else outcomes
    made = intervention.lines(span, outcomes)
    committed = tuple(line for line in made if line.committed)
    lines = tuple(line for line in made if not line.committed)
    offered = [e for adjustment in settings.adjustments for e in adjustment.estimates]
    decided = [*_numbers(lines), *offered]
    Inputs([*decided, *_numbers(committed)])  # no id stands for two numbers
    inputs = Inputs(decided, _not_only_of(committed, decided, overrides))
    for outcome in outcomes:
        outcome.check(span, inputs)
    refuse_more_than_whole(outcomes, inputs)
    pricing = Pricing(
        settings.price_year,
        settings.first_year,
        index,
        settings.placement_inflation,
        settings.residential_inflation,
    )
    years = financial_years(settings.first_year, settings.horizon)
    if settings.adjustments:
        uncut = cost_more(lines, settings, inputs, pricing)
        met = [e for a in settings.adjustments for e in a.cuts(lines, inputs).values()]
        lines = adjusted(lines, settings.adjustments, inputs, uncut=uncut)
        decided = [*_numbers(lines), *met]
        inputs = Inputs(decided, _not_only_of(committed, decided, overrides))
    flows = evaluate(lines, years, inputs, pricing)
    return Answer(
        intervention, settings, overrides, outcomes, inputs, pricing, flows, committed=committed
    )


def _not_only_of(
    committed: tuple[Line, ...], decided: list[Estimate], overrides: tuple[Estimate, ...]
) -> list[Estimate]:
    """The overrides but those of what is committed alone."""
    apart = {e.id for e in _numbers(committed)} - {e.id for e in decided}
    return [own for own in overrides if not (isinstance(own, Estimate) and own.id in apart)]


def _numbers(lines: tuple[Line, ...]) -> list[Estimate]:
    return [estimate for line in lines for estimate in line.estimates]


def cost_more(
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
