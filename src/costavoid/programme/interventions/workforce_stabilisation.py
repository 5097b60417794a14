"""Workforce stabilisation: permanent social workers in posts that agencies fill, or nobody."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Resource, Unit, counted, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import (
    AgencyPost,
    Delivery,
    EmptyPosts,
    Evidence,
    FilledPost,
    LeaveGiven,
    Outcome,
    Programme,
    PublishedCost,
    RateAvoided,
    RetentionOffer,
    SharesCompared,
    Volume,
    refuse_more,
    refuse_part,
    sourced,
)
from costavoid.programme.factors import Factor


class WorkforceStabilisation(Programme):
    """A fall in the agency rate among `posts` (full-time equivalents, at any time).

    `agency_rate_before` is your own; `agency_rate_after` by default what Manchester came to,
    3.1%. `vacancy_rate_before` and `vacancy_rate_after` count posts that stood empty too, each
    with what `vacancy` says (`FilledPost(empty=...)`, what one cost while empty); a vacancy rate
    holds the posts that agencies cover (`agency_covering` of theirs), which are not counted twice.

    What is done about it: `offer`, a share of salary or days of leave, for posts that neither an
    agency holds nor, where vacancies are given, nobody; or `retention_payment`, pounds a
    person-year for every post. `leavers_avoided` a year, with `replacement_cost` for each, counts
    recruitment and induction: no cost of replacing a social worker in England is published.
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
    vacancy_rate_before: Annotated[
        Estimate | None, in_unit("workforce.vacancy_rate.before", Unit.SHARE, "Vacancy rate before")
    ] = None
    vacancy_rate_after: Annotated[
        Estimate | None, in_unit("workforce.vacancy_rate.after", Unit.SHARE, "Vacancy rate after")
    ] = None
    agency_covering: Annotated[
        Estimate,
        in_unit("workforce.agency_covering.2025", Unit.SHARE, "Agency workers who cover a vacancy"),
    ] = sourced("workforce.agency_covering.2025")
    vacancy: FilledPost = Field(default_factory=FilledPost)
    offer: RetentionOffer | None = None
    retention_payment: Annotated[Estimate | None, money_in(Unit.GBP_PER_PERSON_YEAR)] = None
    leavers_avoided: Annotated[
        Estimate | None,
        counted("workforce.leavers_avoided", "Leavers avoided a year"),
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
        refuse_part(
            "WorkforceStabilisation",
            "vacancies are compared before and after",
            vacancy_rate_before=self.vacancy_rate_before,
            vacancy_rate_after=self.vacancy_rate_after,
        )
        refuse_more(
            "WorkforceStabilisation", "leavers avoided", self.leavers_avoided, "posts", self.posts
        )
        if self.offer and self.retention_payment:
            raise InputError(
                "WorkforceStabilisation: offer and retention_payment given; give what each worker "
                "is paid once, as the share of salary it is or as pounds."
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
        return f"{many(self.posts.value, 'post')}, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Agency posts no longer bought; empty posts, leave and leavers where given."""
        agency = self.outcome(
            "agency",
            "Agency posts replaced",
            counterfactual=self._agency,
            pathway=self.post,
            children="social workers' posts",
        )
        return (agency, *self._vacancies(), *self._leave(), *self._leavers())

    @property
    def _agency(self) -> SharesCompared:
        return SharesCompared(
            without=self.agency_rate_before,
            with_programme=self.agency_rate_after,
            cohort=self.posts,
        )

    @property
    def _not_employed(self) -> Estimate:
        """The share of posts that no worker of our own holds, to whom nothing is offered."""
        return self.vacancy_rate_after or self.agency_rate_after

    def _vacancies(self) -> tuple[Outcome, ...]:
        if not (self.vacancy_rate_before and self.vacancy_rate_after):
            return ()
        vacant = SharesCompared(
            without=self.vacancy_rate_before,
            with_programme=self.vacancy_rate_after,
            cohort=self.posts,
        )
        return (
            self.outcome(
                "vacancies",
                "Empty posts filled",
                counterfactual=EmptyPosts(
                    vacant=vacant, agency=self._agency, covering=self.agency_covering
                ),
                pathway=self.vacancy,
                children="posts that nobody held",
            ),
        )

    def _leave(self) -> tuple[Outcome, ...]:
        if not (self.offer and self.offer.days_of_leave):
            return ()
        return (
            self.outcome(
                "leave",
                "Days of leave given",
                counterfactual=Volume(cases=self.posts, effect=self.offer.days_of_leave),
                pathway=LeaveGiven(offer=self.offer),
                children="social workers on leave",
                other_share=self._not_employed,
                phase_in=(),
                lag=None,
                deadweight=None,
                attribution=None,
                persistence=(),
            ),
        )

    def _leavers(self) -> tuple[Outcome, ...]:
        if not (self.leavers_avoided and self.replacement_cost):
            return ()
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
        """The offer or retention payment, and any other cost given."""
        found = []
        if self.offer and self.offer.share_of_salary:
            employed = Factor(name="posts of our own staff", one_minus=(self._not_employed,))
            offered = {"volume": self.posts, "factors": (employed, *self.offer.factors)}
            found.append(self.delivers("offer", "Retention offer", self.offer.salary, **offered))
        if self.retention_payment:
            paid = self.retention_payment
            found.append(self.delivers("retention", "Retention payment", paid, volume=self.posts))
        return (*found, *super().delivery())
