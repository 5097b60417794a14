"""Regional recruitment partnership: councils pay together to advertise for social workers."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from costavoid.counterfactuals import RateAvoided, Volume
from costavoid.delivery import Delivery
from costavoid.evidence import Estimate, Money, in_unit
from costavoid.model import PositiveCount
from costavoid.outcomes import Outcome
from costavoid.pathways import AgencyPost, RunningCost, sourced
from costavoid.programme import Evidence, Programme
from costavoid.vocabulary import Unit


class RegionalRecruitmentPartnership(Programme):
    """`councils` that recruit social workers together, as in Children's Social Work Matters.

    `set_up` (pounds in all) pays for the first two years, then `contribution` a council and year.
    `saving` is what the councils together no longer spend a year on advertising and events: by
    default the £700,000 over ten years of the article, which does not say whether that is before
    or after what they paid. `agency_posts_filled` is your own number of posts, at any time, that
    an agency worker would otherwise hold.
    """

    title: ClassVar[str] = "Regional recruitment partnership"
    evidence: ClassVar[Evidence] = (("saving", "recruitment.partnership.saving.year"),)
    councils: PositiveCount
    months: PositiveCount | None = 120
    set_up: Money = sourced("recruitment.partnership.first_two_years")
    set_up_months: PositiveCount = 24
    contribution: Money = sourced("recruitment.partnership.council_year")
    saving: Money = sourced("recruitment.partnership.saving.year")
    agency_posts_filled: Annotated[
        Estimate | None, in_unit("recruitment.agency_posts", Unit.COUNT, "Agency posts filled")
    ] = None
    post: AgencyPost = Field(default_factory=AgencyPost)

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{self.councils} councils, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Advertising no longer bought, and agency posts filled where given."""
        advertising = self.outcome(
            "advertising",
            "Advertising and events no longer paid for",
            counterfactual=Volume(effect=self.saving),
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
        """The first two years, then each council's contribution."""
        first = Delivery(
            id="delivery.set_up",
            label="Partnership, first years",
            cost=self.set_up,
            start=self.start,
            months=self.set_up_months,
        )
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
