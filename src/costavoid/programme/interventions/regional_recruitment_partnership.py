"""Regional recruitment partnership: councils pay together to advertise for social workers."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from costavoid.evidence import Estimate, Unit, in_unit, money_in
from costavoid.programme import (
    AgencyPost,
    Delivery,
    Evidence,
    Outcome,
    PositiveCount,
    Programme,
    RateAvoided,
    RunningCost,
    Volume,
    sourced,
)


class RegionalRecruitmentPartnership(Programme):
    """`councils` that recruit social workers together, as in Children's Social Work Matters.

    `set_up` (pounds in all) pays for the first two years, then `contribution` a council and year.
    `saving` is what each no longer spends a year on recruiting alone: by default the article's
    £700,000 over ten years and fifteen councils, which does not say what it counts, nor whether
    it is before or after what they paid. `agency_posts_filled` is your own number of posts, at
    any time, that an agency worker would otherwise hold; leave it out if `saving` holds it.
    """

    title: ClassVar[str] = "Regional recruitment partnership"
    evidence: ClassVar[Evidence] = (("saving", "recruitment.partnership.saving.council_year"),)
    councils: PositiveCount
    months: PositiveCount | None = 120
    set_up: Annotated[Estimate, money_in(Unit.GBP)] = sourced(
        "recruitment.partnership.first_two_years"
    )
    set_up_months: PositiveCount = 24
    contribution: Annotated[Estimate, money_in(Unit.GBP_PER_COUNCIL_YEAR)] = sourced(
        "recruitment.partnership.council_year"
    )
    saving: Annotated[Estimate, money_in(Unit.GBP_PER_COUNCIL_YEAR)] = sourced(
        "recruitment.partnership.saving.council_year"
    )
    agency_posts_filled: Annotated[
        Estimate | None, in_unit("recruitment.agency_posts", Unit.COUNT, "Agency posts filled")
    ] = None
    post: AgencyPost = Field(default_factory=AgencyPost)

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{self.councils} councils, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Recruiting alone no longer paid for, and agency posts filled where given."""
        advertising = self.outcome(
            "advertising",
            "Recruiting alone no longer paid for",
            counterfactual=Volume(number=self.councils, effect=self.saving),
            pathway=RunningCost(cost=self.saving),
            children="the councils' recruitment",
        )
        if self.agency_posts_filled is None:
            return (advertising,)
        posts = self.outcome(
            "posts",
            "Agency posts filled",
            counterfactual=RateAvoided(rate=self.agency_posts_filled),
            pathway=self.post,
            children="social workers' posts",
        )
        return (advertising, posts)

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
