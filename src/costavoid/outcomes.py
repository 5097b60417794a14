"""What a programme changes and what it costs: Outcome and Delivery, on one clock."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from costavoid.counterfactuals import Counterfactual, Volume
from costavoid.errors import InputError
from costavoid.evidence import (
    Attribution,
    Deadweight,
    Estimate,
    Money,
    entered,
    in_unit,
    require_unit,
)
from costavoid.infant import Pathway
from costavoid.inputs import Inputs
from costavoid.lines import Cases, Line, Use
from costavoid.model import Frozen, PositiveCount, ShareNumber, as_float
from costavoid.periods import clock
from costavoid.vocabulary import MONTHS_PER_YEAR, Kind, Measure, Resource, Unit

STEADY_UNITS = (Unit.GBP_PER_PERSON_YEAR, Unit.GBP_PER_YEAR)
TOTAL_UNITS = (Unit.GBP, Unit.GBP_PER_PERSON)
PER_PERSON_UNITS = (Unit.GBP_PER_PERSON_YEAR, Unit.GBP_PER_PERSON)


def _day(value: Any) -> Any:
    """A day from a date, a datetime (pandas' too) or text; nothing else is taken for one."""
    try:
        if isinstance(value, str):
            value = date.fromisoformat(value)
        if isinstance(value, datetime):
            value = value.date()
    except ValueError:
        value = None
    if not isinstance(value, date) or not 1900 <= value.year <= 2200:
        raise ValueError("a start is a day, written like '2026-10-01'")
    return value


def _step(outcome: Any, field: str, unit: Unit, label: str) -> None:
    """A bare number for a step of an outcome, entered under the outcome's own id."""
    value = outcome.get(field)
    if value is None or isinstance(value, Estimate | dict):
        return
    with suppress(ValueError):  # what is not a number is refused by the field itself
        outcome[field] = entered(f"{outcome['id']}.{field}", as_float(value), unit, label)


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

    `share` is the share of the counterfactual's cases it is about. `children` names who they
    are: two outcomes of one programme may not save the same resource for the same children.
    `people` and `recurs` bound how many cases there can be.
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
    share: Annotated[Estimate | None, in_unit("share", Unit.SHARE, "Share of cases")] = None
    lag: Annotated[Estimate | None, in_unit("lag", Unit.MONTHS, "Lag")] = None
    deadweight: Deadweight = None
    attribution: Attribution = None
    persistence: tuple[ShareNumber, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _enter(cls, fields: Any) -> Any:
        if isinstance(fields, dict) and isinstance(fields.get("id"), str):
            fields = dict(fields)
            _step(fields, "share", Unit.SHARE, "Share of cases")
            _step(fields, "lag", Unit.MONTHS, "Lag")
            _step(fields, "deadweight", Unit.SHARE, "Deadweight")
            _step(fields, "attribution", Unit.SHARE, "Attribution")
        return fields

    @model_validator(mode="after")
    def _check(self) -> Self:
        if list(self.persistence) != sorted(self.persistence, reverse=True):
            raise InputError(
                f"{self.id}.persistence: {self.persistence} given; an effect that outlasts the "
                "programme can only fade, so the shares must fall."
            )
        if isinstance(self.counterfactual, Volume):
            self._check_effect(self.counterfactual.effect)
        return self

    def _check_effect(self, effect: Estimate) -> None:
        """What a volume's cases are said to gain must be what their pathway counts."""
        used = {estimate for use in self.pathway.uses() for estimate in use.estimates}
        if effect not in used:
            raise InputError(
                f"{self.id}: the effect {effect.id} is not part of the pathway, so it would not "
                "move the result; give the same Estimate to both, such as "
                "Placement(weeks=effect)."
            )

    def cases(self, span: Span) -> Cases:
        """The cases on the clock of one appraisal."""
        return Cases(
            counterfactual=self.counterfactual,
            start=span.start(self.start),
            end=span.end(self.start, self.months),
            phase_in=self.phase_in,
            share=self.share,
            lag=self.lag,
            deadweight=self.deadweight,
            attribution=self.attribution,
            persistence=self.persistence,
        )

    def check(self, span: Span, inputs: Inputs) -> None:
        """Raises InputError for deadweight on a controlled effect, or more cases than people."""
        self.counterfactual.statement(inputs)  # what cannot be said is refused now, not on printing
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
    evenly over that time. A cost per person needs `cohort`, the number of people. The payer is
    the cost's own, else the council.
    """

    id: str = "delivery"
    label: str = "Delivery"
    cost: Money
    cohort: PositiveCount | None = None
    start: Day | None = None
    months: PositiveCount | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.cost, *STEADY_UNITS, *TOTAL_UNITS, field="delivery cost")
        if self.cost.unit in PER_PERSON_UNITS and self.cohort is None:
            raise InputError(
                f"delivery cost: {self.cost.id} given in {self.cost.unit.value!r}, but how many "
                "people is not known here; give it in 'GBP per year' or 'GBP' (in all)."
            )
        return self

    def lines(self, span: Span) -> tuple[Line, ...]:
        """The one line."""
        start, end = span.start(self.start), span.end(self.start, self.months)
        steady = self.cost.unit in STEADY_UNITS
        cohort = (self.cohort or 1) if self.cost.unit in PER_PERSON_UNITS else 1
        return (
            Line(
                id=self.id,
                label=self.label,
                outcome=self.id,
                kind=Kind.DELIVERY,
                cases=Cases(cohort=cohort, evenly=not steady, start=start, end=end),
                use=Use(
                    id=self.id,
                    label=self.label,
                    resource=Resource.DELIVERY,
                    measure=Measure.FLOW if steady else Measure.LUMP,
                    cost=self.cost,
                    spends=True,
                ),
            ),
        )
