"""Social workers in schools: a day or two a week in each, judged by section 47 enquiries."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.base.vocabulary import WORKING_DAYS_PER_WEEK
from costavoid.evidence import Estimate, Unit, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import (
    Delivery,
    Evidence,
    Outcome,
    Placement,
    PositiveCount,
    Programme,
    RatioOnBaseline,
    SocialWork,
    sourced,
)
from costavoid.programme.factors import Factor

EACH = Unit.EVENTS_PER_SCHOOL_YEAR


class SocialWorkersInSchools(Programme):
    """A social worker in each of `schools` for `days_per_week`, over `months`.

    `section_47_per_school` is your own count of enquiries a school and year. `social_worker` is
    the cost of one full-time post with on-costs, pounds a person-year: by default one council's,
    to be replaced by yours (the pilots had grants of £74,800 and £90,600 for each). The effect is
    the trial's: enquiries 5.5% higher (95% interval 4.5% lower to 16.6% higher). Entries to care
    count where your baseline, a ratio and a placement are given: the trial measured them and found
    no evidence of benefit, at 23 and 35 months, and the size of it could not be read.
    """

    title: ClassVar[str] = "Social workers in schools"
    evidence: ClassVar[Evidence] = (("section_47_ratio", "swis.section_47_ratio"),)
    no_benefit_found: ClassVar[Evidence] = (("care_entry_ratio", "swis_sswr_2025"),)
    schools: PositiveCount
    days_per_week: Annotated[
        Estimate, in_unit("swis.days_per_week", Unit.DAYS_PER_WEEK, "Days a week in each school")
    ] = Field(description="Days a week in each school, of five: Stockport ran half a day to two.")
    section_47_per_school: Annotated[
        Estimate, in_unit("swis.section_47_per_school", EACH, "Section 47 enquiries a school")
    ] = Field(description="Your own count of section 47 enquiries for each school and year.")
    social_worker: Annotated[Estimate, money_in(Unit.GBP_PER_PERSON_YEAR)] = sourced(
        "workforce.employed_social_worker.year"
    )
    section_47_ratio: Annotated[
        Estimate, in_unit("swis.section_47_ratio", Unit.RATIO, "Enquiries, with over without")
    ] = sourced("swis.section_47_ratio")
    enquiry: SocialWork = Field(default_factory=lambda: SocialWork(first="section 47"))
    care_entries_per_school: Annotated[
        Estimate | None, in_unit("swis.care_entries_per_school", EACH, "Entries to care a school")
    ] = None
    care_entry_ratio: Annotated[
        Estimate | None, in_unit("swis.care_entry_ratio", Unit.RATIO, "Entries, with over without")
    ] = None
    placement: Placement | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        entries = (self.care_entries_per_school, self.care_entry_ratio, self.placement)
        if any(entries) and not all(entries):
            raise InputError(
                "SocialWorkersInSchools: entries to care need care_entries_per_school, "
                "care_entry_ratio and placement together; the trial found no benefit in them, so "
                "give all three of your own or none."
            )
        return self

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What it takes for granted, beyond its numbers."""
        if self.days_per_week.value >= WORKING_DAYS_PER_WEEK:
            return ()
        return (
            "The trial placed a social worker in each school; fewer days a week are not the dose "
            "whose effect it measured.",
        )

    def summary(self) -> str:
        """Who and how long, in a few words."""
        days = self.days_per_week.value
        schools = many(self.schools, "school")
        return f"{schools}, {many(days, 'day')} a week in each, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Enquiries avoided, and entries to care where they are given."""
        enquiries = self.outcome(
            "section_47",
            "Section 47 enquiries avoided",
            counterfactual=RatioOnBaseline(
                baseline=self.section_47_per_school,
                ratio=self.section_47_ratio,
                cohort=self.schools,
            ),
            pathway=self.enquiry,
            children="children no longer enquired into",
        )
        if not (self.care_entries_per_school and self.care_entry_ratio and self.placement):
            return (enquiries,)
        entries = self.outcome(
            "care_entries",
            "Entries to care avoided",
            counterfactual=RatioOnBaseline(
                baseline=self.care_entries_per_school,
                ratio=self.care_entry_ratio,
                cohort=self.schools,
            ),
            pathway=self.placement,
            children="children who do not enter care",
        )
        return (enquiries, entries)

    def delivery(self) -> tuple[Delivery, ...]:
        """The posts, by days in school, and any other cost given."""
        days = Factor(name="days of a five-day week", times=self.days_per_week)
        posts = self.delivers(
            "social_workers",
            "Social workers in schools",
            self.social_worker,
            cohort=self.schools,
            factors=(days,),
        )
        return (posts, *super().delivery())
