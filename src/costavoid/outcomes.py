"""What a programme changes and what it costs: Outcome, Delivery and the Intervention base."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from costavoid.counterfactuals import Counterfactual
from costavoid.errors import InputError
from costavoid.evidence import Attribution, Deadweight, Estimate, in_unit, require_unit
from costavoid.infant import Pathway
from costavoid.inputs import Inputs
from costavoid.lines import Cases, Line, Use
from costavoid.model import Frozen, PositiveCount, ShareNumber
from costavoid.periods import clock
from costavoid.vocabulary import MONTHS_PER_YEAR, Measure, Payer, Unit

STEADY_UNITS = (Unit.GBP_PER_PERSON_YEAR, Unit.GBP_PER_YEAR)
TOTAL_UNITS = (Unit.GBP, Unit.GBP_PER_PERSON, Unit.GBP_PER_EVENT)

PER_PERSON_UNITS = (Unit.GBP_PER_PERSON_YEAR, Unit.GBP_PER_PERSON)


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("a start is a day, written like '2026-10-01'") from None
    return value


Day = Annotated[date, BeforeValidator(_day)]


class Span(Frozen):
    """When a programme runs, on the clock of one appraisal."""

    first_year: str
    horizon: PositiveCount

    def start(self, day: date | None) -> float:
        """Years from the start of the horizon; no day means its first day."""
        if day is None:
            return 0.0
        at = clock(day, self.first_year)
        if at < 0:
            raise InputError(
                f"start: {day} given, before the first year {self.first_year}; give an earlier "
                "first_year, so that no cost is lost."
            )
        if at >= self.horizon:
            raise InputError(
                f"start: {day} given, after the horizon of {self.horizon} years from "
                f"{self.first_year}; give a longer horizon."
            )
        return at

    def end(self, day: date | None, months: int | None) -> float:
        """Years from the start of the horizon; no length means to its end."""
        if months is None:
            return float(self.horizon)
        return self.start(day) + months / MONTHS_PER_YEAR


class Outcome(Frozen):
    """Cases a year that change, when, and what each uses.

    `children` names who they are: two outcomes of one programme may not save the same resource
    for the same children. `people` and `recurs` bound how many cases there can be.
    """

    id: str
    label: str
    counterfactual: Counterfactual
    pathway: Pathway
    children: str
    start: Day | None = None
    months: PositiveCount | None = None
    people: PositiveCount | None = None
    recurs: bool = True
    phase_in: tuple[ShareNumber, ...] = ()
    lag: Annotated[Estimate | None, in_unit("lag", Unit.MONTHS, "Lag")] = None
    deadweight: Deadweight = None
    attribution: Attribution = None
    persistence: tuple[ShareNumber, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if list(self.persistence) != sorted(self.persistence, reverse=True):
            raise InputError(
                f"{self.id}.persistence: {self.persistence} given; an effect that outlasts the "
                "programme can only fade, so the shares must fall."
            )
        return self

    def cases(self, span: Span) -> Cases:
        """The cases on the clock of one appraisal."""
        return Cases(
            counterfactual=self.counterfactual,
            start=span.start(self.start),
            end=span.end(self.start, self.months),
            phase_in=self.phase_in,
            lag=self.lag,
            deadweight=self.deadweight,
            attribution=self.attribution,
            persistence=self.persistence,
        )

    def check(self, span: Span, inputs: Inputs) -> None:
        """Raises InputError for deadweight on a controlled effect, or more cases than people."""
        design = self.counterfactual.design(inputs)
        if self.deadweight and design.has_control:
            raise InputError(
                f"{self.id}.deadweight: {inputs.estimate(self.deadweight).value:g} given, but the "
                f"effect rests on a {design.value}, whose control group already shows what would "
                "have happened anyway; leave deadweight out."
            )
        total = self.cases(span).total(inputs)
        if self.people and not self.recurs and total > self.people:
            raise InputError(
                f"{self.id}: {total:.1f} occurrences avoided among {self.people} people, each of "
                "whom can have only one; lower the rate or the length."
            )

    def lines(self, span: Span) -> tuple[Line, ...]:
        """One line for each resource a case uses."""
        cases = self.cases(span)
        return tuple(
            Line(
                id=f"{self.id}.{use.id}",
                label=use.label,
                outcome=self.id,
                cases=cases,
                use=use,
            )
            for use in self.pathway.uses()
        )


class Delivery(Frozen):
    """What the programme costs: a line like any other, always cash.

    A cost a year runs while the programme runs; a total, or one per participant, is spread
    evenly over that time. `cohort` multiplies a cost per person.
    """

    id: str = "delivery"
    label: str = "Delivery"
    cost: Estimate
    cohort: PositiveCount = 1
    payer: Payer = Payer.COUNCIL
    start: Day | None = None
    months: PositiveCount | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.cost, *STEADY_UNITS, *TOTAL_UNITS)
        return self

    def lines(self, span: Span) -> tuple[Line, ...]:
        """The one line."""
        start, end = span.start(self.start), span.end(self.start, self.months)
        steady = self.cost.unit in STEADY_UNITS
        cohort = self.cohort if self.cost.unit in PER_PERSON_UNITS else 1
        return (
            Line(
                id=self.id,
                label=self.label,
                outcome=self.id,
                kind="delivery",
                cases=Cases(
                    cohort=cohort if steady else cohort / (end - start),
                    start=start,
                    end=end,
                ),
                use=Use(
                    id=self.id,
                    label=self.label,
                    resource="delivery",
                    measure=Measure.FLOW if steady else Measure.LUMP,
                    cost=self.cost,
                    payer=self.payer,
                    cash_releasing=1.0,
                    spends=True,
                ),
            ),
        )


class Intervention(Frozen, ABC):
    """A programme: typed fields an analyst recognises, its outcomes and its delivery cost."""

    title: ClassVar[str]
    start: Day | None = None

    @abstractmethod
    def summary(self) -> str:
        """Who and how long, in a few words."""

    @abstractmethod
    def outcomes(self) -> tuple[Outcome, ...]:
        """What it changes."""

    @abstractmethod
    def delivery(self) -> tuple[Delivery, ...]:
        """What it costs; empty when no cost is given."""

    def by_counterfactual(self) -> dict[Counterfactual, list[Outcome]]:
        """The outcomes that rest on each counterfactual."""
        resting: dict[Counterfactual, list[Outcome]] = {}
        for outcome in self.outcomes():
            resting.setdefault(outcome.counterfactual, []).append(outcome)
        return resting

    def lines(self, span: Span) -> tuple[Line, ...]:
        """Every line of arithmetic. Raises InputError where two outcomes would count one saving."""
        outcomes = self.outcomes()
        refuse_overlap(outcomes)
        parts: tuple[Outcome | Delivery, ...] = (*outcomes, *self.delivery())
        return tuple(line for part in parts for line in part.lines(span))


def labels(outcomes: Iterable[Outcome]) -> str:
    """Their names in a sentence: "Removals avoided, births avoided"."""
    first, *rest = [outcome.label for outcome in outcomes]
    return ", ".join([first, *(label[:1].lower() + label[1:] for label in rest)])


def refuse_overlap(outcomes: tuple[Outcome, ...]) -> None:
    """Raises InputError where two outcomes save one resource for the same children."""
    claimed: dict[tuple[str, str], str] = {}
    for outcome in outcomes:
        for resource in {use.resource for use in outcome.pathway.uses() if not use.spends}:
            other = claimed.setdefault((resource, outcome.children), outcome.id)
            if other != outcome.id:
                raise InputError(
                    f"outcomes {other} and {outcome.id}: both save {resource} for "
                    f"{outcome.children}, which would count one saving twice; leave one out, or "
                    "make them about different children."
                )
