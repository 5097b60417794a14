"""The base of every programme, and the rules every programme obeys."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen, ShareNumber
from costavoid.base.vocabulary import Kind, Resource, Unit
from costavoid.base.years import Day
from costavoid.evidence.estimate import Attribution, Deadweight, Estimate, in_unit
from costavoid.evidence.figures import many
from costavoid.evidence.inputs import Inputs
from costavoid.programme.delivery import Delivery, DeliveryCost, deliveries
from costavoid.programme.effects import Counterfactual
from costavoid.programme.length import Runs
from costavoid.programme.lines import Line
from costavoid.programme.outcomes import Outcome
from costavoid.programme.span import Span

# What is published of a programme's effect: the field it belongs to, and an id (of the number, or
# of the document that prints none).
Evidence = tuple[tuple[str, str], ...]


class Intervention(Frozen, ABC):
    """A programme: typed fields an analyst recognises, its outcomes and its delivery cost."""

    title: ClassVar[str]
    evidence: ClassVar[Evidence] = ()
    evidence_gap: ClassVar[str] = ""  # why there is no published effect, where there is none
    effects_differ: ClassVar[str] = ""  # why its published effects are not one, where there are two
    no_benefit_found: ClassVar[Evidence] = ()  # field, and the trial that found none of its effect
    asks: ClassVar[tuple[str, ...]] = ()  # fields to give, unless others take their place
    start: Day | None = None

    @property
    def called(self) -> str:
        """What to call it: its title, or its own name."""
        return self.title

    @abstractmethod
    def summary(self) -> str:
        """Who and how long, in a few words."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What it takes for granted, beyond its numbers."""
        return ()

    @property
    def questions(self) -> tuple[str, ...]:
        """What a reader will ask that the case does not answer; a review asks it."""
        return ()

    @abstractmethod
    def outcomes(self) -> tuple[Outcome, ...]:
        """What it changes."""

    @abstractmethod
    def delivery(self) -> tuple[Delivery, ...]:
        """What it costs; empty when no cost is given."""

    def lines(self, span: Span, outcomes: tuple[Outcome, ...] | None = None) -> tuple[Line, ...]:
        """Every line of arithmetic of its outcomes, and of its delivery.

        `outcomes` are its own, where they have been made. Raises InputError where two of them
        would count one saving.
        """
        outcomes = self.outcomes() if outcomes is None else outcomes
        refuse_overlap(outcomes)
        parts: tuple[Outcome | Delivery, ...] = (*outcomes, *self.delivery())
        for part in parts:
            if not isinstance(part, Outcome | Delivery):
                raise InputError(
                    f"{type(self).__name__}: {part!r} given; outcomes() gives Outcomes and "
                    "delivery() gives Deliveries."
                )
        lines = tuple(line for part in parts for line in part.lines(span))
        refuse_repeats("line", [line.id for line in lines])
        if not any(line.kind is Kind.BENEFIT for line in lines):
            raise InputError(f"{type(self).__name__}: no outcome has a cost to avoid; give one.")
        return lines


class Programme(Runs, Intervention):
    """A programme whose outcomes share one start, one length and the steps after the effect.

    Without `months`, `weeks` or a `last_day` it runs to the end of the horizon. `phase_in` is the
    share of the full effect in each of the first years; `lag` months until the first effect;
    `persistence` the share that lasts in each year after the end. `delivery_cost` is money, or a
    Budget.
    """

    phase_in: tuple[ShareNumber, ...] | None = None
    lag: Annotated[Estimate | None, in_unit("lag", Unit.MONTHS, "Lag before the effect")] = None
    deadweight: Deadweight = None
    attribution: Attribution = None
    persistence: tuple[ShareNumber, ...] = ()
    delivery_cost: DeliveryCost = None

    @property
    def phases(self) -> tuple[float, ...]:
        """The share of the full effect in each of the first years."""
        return self.phase_in or ()

    @property
    def cohort(self) -> float | None:
        """How many a delivery cost for each is for, where that is fixed."""
        return None

    @property
    def volume(self) -> Estimate | None:
        """How many a year (or standing) a delivery cost for each is for, as an Estimate."""
        return None

    @property
    def persons(self) -> Estimate | None:
        """How many people a cost per person is for, where those are not the `volume`."""
        return None

    @property
    def length(self) -> str:
        """How long it runs, in words."""
        if self.weeks:
            return many(self.weeks, "week")
        return many(self.months, "month") if self.months else "the whole appraisal period"

    def outcome(self, id: str, label: str, **what: Any) -> Outcome:
        """An Outcome with the programme's own start, length and steps."""
        return Outcome(
            id=id,
            label=label,
            **{
                "start": self.start,
                "months": self.months,
                "phase_in": self.phases,
                "lag": self.lag,
                "deadweight": self.deadweight,
                "attribution": self.attribution,
                "persistence": self.persistence,
                **what,
            },
        )

    def delivers(self, id: str, label: str, cost: Estimate, **what: Any) -> Delivery:
        """A Delivery with the programme's own start and length."""
        own = {"start": self.start, "months": self.months}
        return Delivery(id=f"delivery.{id}", label=label, cost=cost, **(own | what))

    def delivery(self) -> tuple[Delivery, ...]:
        """The cost given, if any."""
        return deliveries(
            self.delivery_cost,
            f"{self.title}, delivery",
            cohort=self.cohort,
            volume=self.volume,
            persons=self.persons,
            start=self.start,
            months=self.months,
        )


def by_counterfactual(
    outcomes: Iterable[Outcome],
) -> Mapping[Counterfactual, tuple[Outcome, ...]]:
    """The outcomes that rest on each counterfactual."""
    resting: dict[Counterfactual, tuple[Outcome, ...]] = {}
    for outcome in outcomes:
        resting[outcome.counterfactual] = (*resting.get(outcome.counterfactual, ()), outcome)
    return MappingProxyType(resting)


def labels(outcomes: Iterable[Outcome]) -> str:
    """Their names in a sentence: "Removals avoided, births avoided"."""
    first, *rest = [outcome.label for outcome in outcomes]
    return ", ".join([first, *(label[:1].lower() + label[1:] for label in rest)])


def refuse_overlap(outcomes: tuple[Outcome, ...]) -> None:
    """Raises InputError where two outcomes save one resource for the same children."""
    refuse_repeats("outcome", [outcome.id for outcome in outcomes])
    claimed: dict[tuple[Resource, str], str] = {}
    for outcome in outcomes:
        children = " ".join(re.findall(r"\w+", outcome.children.casefold()))
        for resource in outcome.pathway.saves():
            other = claimed.setdefault((resource, children), outcome.id)
            if other != outcome.id:
                raise InputError(
                    f"outcomes {other} and {outcome.id}: both save {resource.value} for "
                    f"{outcome.children}, which would count one saving twice; leave one out, say "
                    "in children who they are if they are not the same, or, for parts of one "
                    "published saving, say what each holds (covers) or who pays (shares)."
                )


def refuse_more_than_whole(outcomes: tuple[Outcome, ...], inputs: Inputs) -> None:
    """Raises InputError where outcomes save one resource for more cases than there are."""
    shared: dict[tuple[Resource, Counterfactual], float] = {}
    for outcome in outcomes:
        share = inputs.estimate(outcome.share).value if outcome.share else 1.0
        if outcome.other_share:
            share = 1 - inputs.estimate(outcome.other_share).value
        for resource in outcome.pathway.saves():
            case = (resource, outcome.counterfactual)
            shared[case] = shared.get(case, 0.0) + share
            if shared[case] > 1 + 1e-9:
                raise InputError(
                    f"outcome {outcome.id}: with the others on the same counterfactual it saves "
                    f"{resource.value} for {shared[case]:.0%} of the cases; give each a share, so "
                    "that together they are 1 or less."
                )


def refuse_repeats(kind: str, ids: list[str]) -> None:
    """Raises InputError where one id stands for two things."""
    repeated = sorted({id for id in ids if ids.count(id) > 1})
    if repeated:
        raise InputError(f"{kind}: {', '.join(repeated)} stands twice; give each its own id.")
