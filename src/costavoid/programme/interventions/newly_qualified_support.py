"""Newly qualified support: weeks of induction and a supported year, so that fewer leave."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.evidence import Estimate, Resource, Unit, counted, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import (
    Delivery,
    Outcome,
    Programme,
    PublishedCost,
    RateAvoided,
    refuse_more,
    sourced,
)
from costavoid.programme.factors import Factor


class NewlyQualifiedSupport(Programme):
    """Induction and a supported year for `newly_qualified` workers, at any time in their first.

    `induction_weeks` are paid at `social_worker` (a full-time post with on-costs, pounds a
    person-year), before they hold cases. `supported_year` is what the year costs for each besides:
    by default DfE's grant, which DfE pays. `leavers_avoided` a year is the effect, and
    `replacement_cost` what each would have cost; neither is published for social workers.
    """

    title: ClassVar[str] = "Newly qualified support"
    evidence_gap: ClassVar[str] = (
        "Manchester described a summer school and a supported year, and did not measure who "
        "stayed. The scheme before the present one reported 85% of newly qualified workers kept "
        "in 2008-09 and 91.5% in 2010-11 (Community Care, 2012), before and after, without a "
        "comparison."
    )
    newly_qualified: Annotated[
        Estimate, in_unit("newly_qualified.workers", Unit.COUNT, "Workers in their first year")
    ]
    induction_weeks: Annotated[
        Estimate, in_unit("newly_qualified.weeks", Unit.WEEKS_PER_YEAR, "Weeks of induction")
    ]
    social_worker: Annotated[Estimate, money_in(Unit.GBP_PER_PERSON_YEAR)] = sourced(
        "workforce.employed_social_worker.year"
    )
    supported_year: Annotated[Estimate, money_in(Unit.GBP_PER_PERSON_YEAR)] = sourced("asye.grant")
    leavers_avoided: Annotated[
        Estimate, counted("newly_qualified.leavers", "Leavers avoided a year")
    ] = Field(
        description="The effect, leavers avoided a year: none is published, so give your own, "
        "with what it rests on."
    )
    replacement_cost: Annotated[Estimate, money_in(Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)] = (
        Field(
            description="What replacing a worker costs in cash (recruitment, agency cover), in GBP "
            "per event: none is published for social workers."
        )
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        who = self.newly_qualified
        refuse_more(type(self).__name__, "leavers avoided", self.leavers_avoided, "workers", who)
        return self

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What it takes for granted, beyond its numbers."""
        return (
            "Induction is paid on top of a year's work; where it is time within it, it costs "
            "capacity and not cash.",
        )

    @property
    def volume(self) -> Estimate | None:
        """The newly qualified, for costs of each."""
        return self.newly_qualified

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return (
            f"{many(self.newly_qualified.value, 'newly qualified worker')}, "
            f"{many(self.induction_weeks.value, 'week')} of induction each, {self.length}"
        )

    def outcomes(self) -> tuple[Outcome, ...]:
        """Leavers avoided."""
        return (
            self.outcome(
                "leavers",
                "Leavers avoided",
                counterfactual=RateAvoided(rate=self.leavers_avoided),
                pathway=PublishedCost(cost=self.replacement_cost, covers=(Resource.WORKFORCE,)),
                children="social workers who stay",
            ),
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """The weeks of induction, the supported year, and any other cost given."""
        many = {"volume": self.newly_qualified}
        weeks = (Factor(name="weeks of 52", times=self.induction_weeks),)
        return (
            self.delivers("induction", "Induction", self.social_worker, factors=weeks, **many),
            self.delivers("supported_year", "Supported year", self.supported_year, **many),
            *super().delivery(),
        )
