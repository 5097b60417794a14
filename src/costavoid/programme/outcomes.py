"""What a programme changes: cases a year, when, and what each uses."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Any, Self

from pydantic import model_validator

from costavoid.base.errors import InputError
from costavoid.base.frozen import PositiveCount, ShareNumber, as_float
from costavoid.base.vocabulary import MONTHS_PER_YEAR, Measure, Unit
from costavoid.evidence.estimate import Attribution, Deadweight, Estimate, entered, in_unit
from costavoid.evidence.inputs import Inputs
from costavoid.programme.effects import Counterfactual
from costavoid.programme.effects.postponed import Postponed
from costavoid.programme.effects.rates import RateAvoided, Volume
from costavoid.programme.length import Months, Runs
from costavoid.programme.lines import Cases, Line
from costavoid.programme.pathways import Pathway
from costavoid.programme.span import Span


def _step(outcome: Any, field: str, unit: Unit, label: str) -> None:
    """A bare number for a step of an outcome, entered under the outcome's own id."""
    value = outcome.get(field)
    if value is None or isinstance(value, Estimate | dict):
        return
    with suppress(ValueError):  # what is not a number is refused by the field itself
        outcome[field] = entered(f"{outcome['id']}.{field}", as_float(value), unit, label)


class Outcome(Runs):
    """Cases a year that change, when, and what each uses.

    `share` is the share of the counterfactual's cases it is about; `other_share` that of another
    outcome, where this one is about the rest. `children` names who they are: two outcomes of one
    programme may not save the same resource for the same children. `people` and `recurs` bound
    how many cases there can be. `begins_after` is months after the start; the end stays.
    """

    id: str
    label: str
    counterfactual: Counterfactual
    pathway: Pathway
    children: str
    begins_after: Months | None = None
    people: PositiveCount | None = None
    recurs: bool = True
    phase_in: tuple[ShareNumber, ...] = ()
    share: Annotated[Estimate | None, in_unit("share", Unit.SHARE, "Share of cases")] = None
    other_share: Annotated[
        Estimate | None, in_unit("other_share", Unit.SHARE, "Share of another outcome")
    ] = None
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
            _step(fields, "other_share", Unit.SHARE, "Share of another outcome")
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
        if self.persistence and not self.counterfactual.outlasts:
            raise InputError(
                f"{self.id}.persistence: {self.persistence} given, but its cases are those the "
                "programme itself handles, so none come after it ends; leave persistence out."
            )
        if self.share and self.other_share:
            raise InputError(
                f"{self.id}: share and other_share given; give share (what this outcome is about) "
                "or other_share (what another is about, and this is the rest), not both."
            )
        if self.begins_after and self.begins_after >= (self.months or 0):
            raise InputError(
                f"{self.id}.begins_after: {self.begins_after} months given of "
                f"{self.months or 'no number of'} months; give months, from the start, that go on "
                "after it begins."
            )
        if isinstance(self.counterfactual, Volume):
            self._check_effect(self.counterfactual.effect)
        flows = {use.measure is Measure.FLOW for use in self.pathway.used}
        if flows == {True, False}:
            raise InputError(
                f"{self.id}: its pathway holds what is used all the time and what each case uses "
                "once; give them as two outcomes."
            )
        if flows == {True} and not self.counterfactual.standing:
            raise InputError(
                f"{self.id}: {self.pathway.used[0].label.lower()} is used all the time, so it "
                "takes a standing number, in 'count' (posts, say); the "
                f"{self.counterfactual.kind} given counts otherwise."
            )
        if self._by_number and flows == {False}:
            raise InputError(
                f"{self.id}: {self.pathway.used[0].label.lower()} is used by each case, so it "
                "takes cases a year, or in all; the volume given counts otherwise."
            )
        return self

    @property
    def _by_number(self) -> bool:
        """Whether it is about a number of things that are there all the time."""
        return isinstance(self.counterfactual, Volume) and self.counterfactual.cases is None

    @property
    def in_all(self) -> bool:
        """Whether its cases are counted in all over the run, and so come evenly over it."""
        uses_time = any(use.measure is Measure.FLOW for use in self.pathway.used)
        return self.counterfactual.standing and not uses_time

    @property
    def often(self) -> str:
        """How its cases are counted: "a year", "in all" or "at any time"."""
        if self.in_all:
            return "in all"
        return "at any time" if self.counterfactual.standing else "a year"

    def _check_effect(self, effect: Estimate) -> None:
        """What a volume's cases are said to gain must be what their pathway counts."""
        used = {estimate for use in self.pathway.used for estimate in use.estimates}
        if effect not in used:
            raise InputError(
                f"{self.id}: the effect {effect.id} is not part of the pathway, so it would not "
                "move the result; give the same Estimate to both, such as "
                "Placement(weeks=effect)."
            )

    @property
    def claims(self) -> bool:
        """Whether it claims to save: not what is only spent, nor what takes back another's."""
        return bool(self.pathway.saves()) and not isinstance(self.counterfactual, Postponed)

    def cases(self, span: Span) -> Cases:
        """The cases on the clock of one appraisal."""
        return Cases(
            counterfactual=self.counterfactual,
            in_all=self.in_all,
            people=None if self.recurs else self.people,
            start=span.start(self.start) + (self.begins_after or 0) / MONTHS_PER_YEAR,
            end=span.end(self.start, self.months),
            phase_in=self.phase_in,
            share=self.share,
            other_share=self.other_share,
            lag=self.lag,
            deadweight=self.deadweight,
            attribution=self.attribution,
            persistence=self.persistence,
        )

    def check(self, span: Span, inputs: Inputs) -> None:
        """Raises InputError for deadweight on a controlled effect, or more cases than people."""
        self.counterfactual.statement(inputs)  # what cannot be said is refused now, not on printing
        self.pathway.check(span.horizon, inputs)
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
            for use in self.pathway.used
        )


def longest(changes: tuple[Outcome, ...]) -> float | None:
    """The months of the longest of them; None where one runs to the end of the horizon."""
    lengths = [change.months for change in changes]
    return None if None in lengths else max(filter(None, lengths))


def check_returns(name: str, share: Estimate | None, returns: tuple[float, ...]) -> None:
    """Raises InputError unless a share postponed has its pace, and all of it comes in the end."""
    if (share is None) != (not returns):
        raise InputError(
            f"{name}: postponed_share and returns belong together: give the share that is only "
            "postponed, and the share of it that comes in each year after, such as "
            "returns=(0.5, 0.3, 0.2); or neither."
        )
    if returns and abs(sum(returns) - 1) > 1e-9:
        raise InputError(
            f"{name}.returns: {returns} given, together {sum(returns):g}; all that is postponed "
            "comes in the end, so give shares that add to 1."
        )


def postponed(avoided: Outcome, share: Estimate, returns: tuple[float, ...]) -> Outcome:
    """What comes after a programme of what it put off: `returns` of it in each year after.

    Raises InputError where the outcome is not a rate avoided for a number of months.
    """
    of, months = avoided.counterfactual, avoided.months
    if not isinstance(of, RateAvoided) or months is None:
        raise InputError(
            f"{avoided.id}: only a rate avoided for some months can be postponed; the "
            f"{of.kind} given is not, so leave what is postponed out."
        )
    return avoided.model_copy(
        update={
            "id": f"{avoided.id}_postponed",
            "label": f"{avoided.label}: only postponed",
            "counterfactual": Postponed(of=of, share=share, months=months),
            "children": f"{avoided.children}, but born later",
            "people": None,
            "begins_after": months,
            "months": months + MONTHS_PER_YEAR * len(returns),
            "phase_in": returns,
            "persistence": (),
        }
    )
