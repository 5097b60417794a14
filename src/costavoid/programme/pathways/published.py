"""Pounds as a study printed them: a cost per case, a return for each pound, a value of health."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from costavoid.base.vocabulary import Measure, Payer, Resource, Unit
from costavoid.evidence.estimate import Estimate, Money, in_unit, money_in, require_unit
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase, sourced
from costavoid.programme.stays import FixedStay


class PublishedCost(PathwayBase):
    """A cost per occurrence as a study printed it, for studies that print no quantities.

    `covers` names what it may hold: by default any of a council's costs of care, so nothing else
    of them may be counted for the same children. `over` spreads it evenly over a time.
    """

    kind: Literal["published cost"] = "published cost"
    cost: Money
    covers: tuple[Resource, ...] = (
        Resource.PLACEMENT,
        Resource.ASSESSMENT,
        Resource.PROCEEDINGS,
        Resource.PERMANENCE,
    )
    over: Annotated[Estimate | None, in_unit("over", Unit.YEARS, "Years it is spread over")] = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.cost, Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)
        if not self.covers:
            raise ValueError("covers: nothing given; name what the cost holds")
        return self

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("anything outside the study's own cost per case",)

    def saves(self) -> set[Resource]:
        """Everything the study's cost may hold."""
        return set(self.covers)

    def uses(self) -> tuple[Use, ...]:
        """The cost, once per occurrence."""
        return (
            Use(
                id="published",
                label=self.cost.label,
                resource=self.covers[0],
                measure=Measure.SPREAD if self.over else Measure.LUMP,
                cost=self.cost,
                stay=FixedStay(length=self.over) if self.over else None,
                bundle=True,
            ),
        )


class CostDifference(PathwayBase):
    """What each person costs more with a programme than without, as a trial of two arms printed it.

    Signed: above nothing is spent, below it saved, and its interval may hold both. Cash only where
    the estimate has a `cash_releasing` share.
    """

    kind: Literal["cost difference"] = "cost difference"
    cost: Annotated[Estimate, money_in(Unit.GBP_DIFFERENCE)]

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("which services the difference is made of, and costs after the study ended",)

    def saves(self) -> set[Resource]:
        """What the study's difference may hold: any service for the same people."""
        return {Resource.RETURN}

    def uses(self) -> tuple[Use, ...]:
        """The difference, once for each person."""
        return (
            Use(
                id="difference",
                label=self.cost.label,
                resource=Resource.RETURN,
                measure=Measure.LUMP,
                cost=self.cost,
                spends=True,
                bundle=True,
                never_cash=not self.cost.cash_releasing,
            ),
        )


class ReturnOnSpend(PathwayBase):
    """What a study says comes back for each pound spent, where it prints nothing finer.

    `spend` is pounds a year; the return falls to `payer` and is never cash.
    """

    kind: Literal["return on spend"] = "return on spend"
    spend: Money
    per_pound: Annotated[Estimate, in_unit("return.per_pound", Unit.RATIO, "Return for each £1")]
    payer: Payer = Payer.SEVERAL

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.spend, Unit.GBP_PER_YEAR, field="spend")
        return self

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pathway takes for granted, beyond its numbers."""
        return (
            "The published return is put in the year of the spending, though it comes over many "
            "years: no year's budget can rest on it.",
        )

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("when the return comes, and which budgets get it: not published",)

    def uses(self) -> tuple[Use, ...]:
        """The return, while the spending lasts."""
        return (
            Use(
                id="return",
                label=self.per_pound.label,
                resource=Resource.RETURN,
                measure=Measure.FLOW,
                cost=self.spend,
                factors=(Factor(name="returned for each £1", times=self.per_pound),),
                payer=self.payer,
                bundle=True,
                never_cash=True,
            ),
        )


class HealthGain(PathwayBase):
    """Health gained by each person, in quality-adjusted life years, valued in pounds.

    A value to people, not money that anybody gets.
    """

    kind: Literal["health gain"] = "health gain"
    qalys: Annotated[Estimate, in_unit("health.qalys", Unit.QALYS, "QALYs gained by each")]
    value: Money = sourced("health.qaly.threshold")

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pathway takes for granted, beyond its numbers."""
        return ("Health is valued at a threshold, and discounted like money.",)

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("health after the study ended",)

    def uses(self) -> tuple[Use, ...]:
        """The gain, once for each person."""
        return (
            Use(
                id="health",
                label="Value of health gained",
                resource=Resource.HEALTH,
                measure=Measure.LUMP,
                cost=self.value,
                quantity=self.qalys,
                payer=Payer.INDIVIDUALS,
                never_cash=True,
            ),
        )
