"""Pounds as a study printed them: a cost per case, a return for each pound, a value of health."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ValidationInfo, model_validator

from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen, as_float
from costavoid.base.vocabulary import Measure, Payer, Resource, Unit
from costavoid.evidence.estimate import (
    Estimate,
    entered,
    in_unit,
    money_in,
)
from costavoid.evidence.figures import figure
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase, sourced
from costavoid.programme.stays import FixedStay


class PayerShare(Frozen):
    """Which share of a published cost one payer pays, as its study splits it."""

    payer: Payer
    share: Annotated[Estimate, in_unit("payer_share", Unit.SHARE, "Share of a payer")]


def _each_payer(given: Any, info: ValidationInfo) -> Any:
    """{"council": 0.9, "nhs": 0.1} as its parts; a bare share is from where the cost is."""
    if not isinstance(given, Mapping):
        return given
    return tuple(
        PayerShare(
            payer=payer,
            share=share
            if isinstance(share, Estimate | Mapping)
            else _of_study(payer, share, info.data.get("cost")),
        )
        for payer, share in given.items()
    )


def _of_study(payer: str, share: Any, cost: Estimate | None) -> Estimate:
    made = entered(f"payer_share.{payer}", as_float(share), Unit.SHARE, "Share of a payer")
    if cost is None:
        return made
    return made.model_copy(update={"source": cost.source, "quality": cost.quality})


class PublishedCost(PathwayBase):
    """A cost per occurrence as a study printed it, for studies that print no quantities.

    `covers` names what it may hold: by default any of a council's costs of care, so nothing else
    of them may be counted for the same children. `over` spreads it evenly over a time. `shares` is
    the study's own split of it, {"council": ..., "nhs": ...}: shares that add to 1, each to its
    payer. With `present_value` it is worth that much at the time of the case already, discounted
    by the study (`study_rate`), and is not spread and discounted again; no part of it is cash of
    that year. Raises InputError where
    shares do not add up, or a present value is to be spread.
    """

    kind: Literal["published cost"] = "published cost"
    cost: Annotated[Estimate, money_in(Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)]
    covers: tuple[Resource, ...] = (
        Resource.PLACEMENT,
        Resource.ASSESSMENT,
        Resource.PROCEEDINGS,
        Resource.PERMANENCE,
    )
    over: Annotated[Estimate | None, in_unit("over", Unit.YEARS, "Years it is spread over")] = None
    shares: Annotated[tuple[PayerShare, ...], BeforeValidator(_each_payer)] = ()
    present_value: bool = False
    study_rate: Annotated[
        Estimate | None, in_unit("published.study_rate", Unit.SHARE, "The study's discount rate")
    ] = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.covers:
            raise ValueError("covers: nothing given; name what the cost holds")
        if self.present_value and self.over:
            raise InputError(
                f"{self.cost.id}.present_value: given with over; what is worth that much at the "
                "time of the case is booked then, as spreading it would discount it twice: leave "
                "one of them out."
            )
        if self.study_rate and not self.present_value:
            raise InputError(
                f"{self.cost.id}.study_rate: given without present_value=True; a rate belongs to "
                "a figure that is discounted already."
            )
        if len({part.payer for part in self.shares}) < len(self.shares):
            raise InputError(f"{self.cost.id}.shares: a payer stands twice; add its shares.")
        whole = sum(part.share.value for part in self.shares)
        if self.shares and abs(whole - 1) > 1e-6:
            raise InputError(
                f"{self.cost.id}.shares: {figure(whole)} given in all; the payers of one cost "
                "share the whole of it, so give shares that add to 1 ('several' for a rest that "
                "is not told apart)."
            )
        return self

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pathway takes for granted, beyond its numbers."""
        if not self.present_value:
            return ()
        rate = f" at {self.study_rate.value:.1%} a year" if self.study_rate else ""
        return (
            f"The published saving is worth that much at the time of the case (discounted by its "
            f"study{rate}) and is booked then, though it comes over later years: no year's budget "
            "can rest on it.",
        )

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("anything outside the study's own cost per case",)

    def saves(self) -> set[Resource]:
        """Everything the study's cost may hold."""
        return set(self.covers)

    def uses(self) -> tuple[Use, ...]:
        """The cost, once per occurrence, whole or by payer."""
        if not self.shares:
            return (self._use("published", self.cost.label),)
        return tuple(
            self._use(
                f"published_{part.payer}",
                f"{self.cost.label}: {part.payer.label}",
                factors=(Factor(name=f"share of {part.payer.label}", times=part.share),),
                payer=part.payer,
            )
            for part in self.shares
        )

    def _use(self, id: str, label: str, **what: Any) -> Use:
        return Use(
            id=id,
            label=label,
            resource=self.covers[0],
            measure=Measure.SPREAD if self.over else Measure.LUMP,
            cost=self.cost,
            stay=FixedStay(length=self.over) if self.over else None,
            bundle=True,
            never_cash=self.present_value,
            **what,
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
    spend: Annotated[Estimate, money_in(Unit.GBP_PER_YEAR)]
    per_pound: Annotated[Estimate, in_unit("return.per_pound", Unit.RATIO, "Return for each £1")]
    payer: Payer = Payer.SEVERAL

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
    value: Annotated[Estimate, money_in(Unit.GBP_PER_QALY)] = sourced("health.qaly.threshold")

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
