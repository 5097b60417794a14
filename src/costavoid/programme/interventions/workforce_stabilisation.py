"""Workforce stabilisation: permanent social workers in posts that agencies fill."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Resource, Unit, in_unit, money_in
from costavoid.programme import (
    AgencyPost,
    Delivery,
    Evidence,
    Outcome,
    Programme,
    PublishedCost,
    RateAvoided,
    SharesCompared,
    sourced,
)


class WorkforceStabilisation(Programme):
    """A fall in the agency rate among `posts` (full-time equivalents, at any time).

    `agency_rate_before` is your own; `agency_rate_after` by default what Manchester came to,
    3.1%. `retention_payment` is pounds a person-year for every post. `leavers_avoided` a year,
    with `replacement_cost` for each, counts recruitment and induction: no cost of replacing a
    social worker in England is published.
    """

    title: ClassVar[str] = "Workforce stabilisation"
    evidence: ClassVar[Evidence] = (
        ("a level Manchester came to, not an effect", "manchester.agency_rate.after"),
    )
    posts: Annotated[Estimate, in_unit("workforce.posts", Unit.COUNT, "Social workers' posts")]
    agency_rate_before: Annotated[
        Estimate, in_unit("workforce.agency_rate.before", Unit.SHARE, "Agency rate before")
    ] = Field(
        description="Your own share of posts that agency workers hold; England's was 13.0% in "
        "September 2025 (workforce.agency_rate.2025)."
    )
    agency_rate_after: Annotated[
        Estimate, in_unit("manchester.agency_rate.after", Unit.SHARE, "Agency rate after")
    ] = sourced("manchester.agency_rate.after")
    post: AgencyPost = Field(default_factory=AgencyPost)
    retention_payment: Annotated[Estimate | None, money_in(Unit.GBP_PER_PERSON_YEAR)] = None
    leavers_avoided: Annotated[
        Estimate | None,
        in_unit("workforce.leavers_avoided", Unit.COUNT_PER_YEAR, "Leavers avoided a year"),
    ] = None
    replacement_cost: Annotated[
        Estimate | None, money_in(Unit.GBP_PER_PERSON, Unit.GBP_PER_EVENT)
    ] = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.leavers_avoided is None) != (self.replacement_cost is None):
            raise InputError(
                "WorkforceStabilisation: leavers avoided need both leavers_avoided and "
                "replacement_cost (pounds for each, none is published); give both or neither."
            )
        return self

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What it takes for granted, beyond its numbers."""
        if self.phase_in is not None:
            return ()
        return ("The agency rate falls at once, without phase_in; Manchester took four years.",)

    @property
    def volume(self) -> Estimate | None:
        """The posts, for costs by post."""
        return self.posts

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{self.posts.value:g} posts, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Agency posts no longer bought, and leavers avoided where given."""
        agency = self.outcome(
            "agency",
            "Agency posts replaced",
            counterfactual=SharesCompared(
                without=self.agency_rate_before,
                with_programme=self.agency_rate_after,
                cohort=self.posts,
            ),
            pathway=self.post,
            children="social workers' posts",
        )
        if not (self.leavers_avoided and self.replacement_cost):
            return (agency,)
        leavers = self.outcome(
            "leavers",
            "Leavers avoided",
            counterfactual=RateAvoided(rate=self.leavers_avoided),
            pathway=PublishedCost(cost=self.replacement_cost, covers=(Resource.WORKFORCE,)),
            children="social workers who stay",
        )
        return (agency, leavers)

    def delivery(self) -> tuple[Delivery, ...]:
        """The retention payment, and any other cost given."""
        if self.retention_payment is None:
            return super().delivery()
        payment = Delivery(
            id="delivery.retention",
            label="Retention payment",
            cost=self.retention_payment,
            volume=self.posts,
            start=self.start,
            months=self.months,
        )
        return (payment, *super().delivery())
