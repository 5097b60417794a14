"""Regional recruitment partnership: councils pay together to advertise for social workers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Resource, Unit, counted, default, in_unit, money_in
from costavoid.programme import (
    AgencyPost,
    Delivery,
    Evidence,
    Months,
    Outcome,
    PositiveCount,
    Programme,
    PublishedCost,
    RateAvoided,
    RunningCost,
    Volume,
    refuse_part,
    sourced,
)

SAVING = "recruitment.partnership.saving.council_year"


class RegionalRecruitmentPartnership(Programme):
    """`councils` that recruit social workers together, as in Children's Social Work Matters.

    `set_up` (pounds in all) pays for the first two years, then `contribution` a council and year.
    `saving` is what each no longer spends a year on recruiting alone: by default the article's
    £700,000 over ten years and fifteen councils, which does not say what it counts, nor whether
    it is before or after what they paid. In its place count it: `adverts` and `delegates` a year
    (of all councils together) at what they cost outside. `agency_posts_filled` is your own number
    of posts, at any time, that an agency worker would otherwise hold; leave it out if `saving`
    holds it.
    """

    title: ClassVar[str] = "Regional recruitment partnership"
    evidence: ClassVar[Evidence] = (("saving", SAVING),)
    councils: PositiveCount
    months: Months | None = 120
    set_up: Annotated[Estimate, money_in(Unit.GBP)] = sourced(
        "recruitment.partnership.first_two_years"
    )
    set_up_months: PositiveCount = 24
    contribution: Annotated[Estimate, money_in(Unit.GBP_PER_COUNCIL_YEAR)] = sourced(
        "recruitment.partnership.council_year"
    )
    saving: Annotated[Estimate, money_in(Unit.GBP_PER_COUNCIL_YEAR)] = sourced(SAVING)
    adverts: Annotated[Estimate | None, counted("recruitment.adverts", "Adverts a year")] = None
    advert: Annotated[Estimate, money_in(Unit.GBP_PER_EVENT)] = sourced("recruitment.advert.press")
    delegates: Annotated[Estimate | None, counted("recruitment.delegates", "Delegates a year")] = (
        None
    )
    delegate: Annotated[Estimate | None, money_in(Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)] = Field(
        default=None,
        description="What a delegate's place costs outside, in GBP per event: none is published.",
    )
    agency_posts_filled: Annotated[
        Estimate | None, in_unit("recruitment.agency_posts", Unit.COUNT, "Agency posts filled")
    ] = None
    post: AgencyPost = Field(default_factory=AgencyPost)

    @model_validator(mode="after")
    def _check(self) -> Self:
        refuse_part(
            "RegionalRecruitmentPartnership",
            "delegates are so many at so much each",
            delegates=self.delegates,
            delegate=self.delegate,
        )
        counted = self.adverts or self.delegates
        if counted and self.saving != default(SAVING):
            raise InputError(
                "RegionalRecruitmentPartnership: saving given beside adverts or delegates; give "
                "the saving, or what it is made of, so that it is counted once."
            )
        return self

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{self.councils} councils, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Recruiting alone no longer paid for, and agency posts filled where given."""
        found = list(self._counted())
        if not found:
            found.append(
                self.outcome(
                    "advertising",
                    "Recruiting alone no longer paid for",
                    counterfactual=Volume(number=self.councils, effect=self.saving),
                    pathway=RunningCost(cost=self.saving),
                    children="the councils' recruitment",
                )
            )
        if self.agency_posts_filled:
            found.append(
                self.outcome(
                    "posts",
                    "Agency posts filled",
                    counterfactual=RateAvoided(rate=self.agency_posts_filled),
                    pathway=self.post,
                    children="social workers' posts",
                )
            )
        return tuple(found)

    def _counted(self) -> Iterator[Outcome]:
        """Adverts and delegates' places no longer bought outside, where they are given."""
        for id, label, many, price in (
            ("adverts", "Adverts no longer bought", self.adverts, self.advert),
            ("delegates", "Places no longer bought", self.delegates, self.delegate),
        ):
            if many and price:
                yield self.outcome(
                    id,
                    label,
                    counterfactual=Volume(cases=many, effect=price),
                    pathway=PublishedCost(cost=price, covers=(Resource.WORKFORCE,)),
                    children=f"{id} bought outside",
                )

    def delivery(self) -> tuple[Delivery, ...]:
        """The first years, then each council's contribution."""
        first = Delivery(
            id="delivery.set_up",
            label="Partnership, first years",
            cost=self.set_up,
            start=self.start,
            months=self.set_up_months,
        )
        if self.months is not None and self.months <= self.set_up_months:
            return (first, *super().delivery())
        then = Delivery(
            id="delivery.contributions",
            label="Partnership, councils' contributions",
            cost=self.contribution,
            cohort=self.councils,
            start=self.start,
            begins_after=self.set_up_months,
            months=self.months,
        )
        return (first, then, *super().delivery())
