"""Team around the school: early help from several agencies, built around schools."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from costavoid.evidence import Estimate, Unit, counted, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import (
    Delivery,
    Outcome,
    PositiveCount,
    Programme,
    RatioOnBaseline,
    SocialWork,
    sourced,
)


class TeamAroundTheSchool(Programme):
    """Several agencies around each of `schools`, so that fewer pupils are referred to social care.

    `referral_ratio` (with over without) applies to your `referrals_per_school` a year. The early
    help that takes their place costs `early_help` for each of `families_helped` a year: by
    default £1,515 in 2010-11, the time of every agency, not only the council's.
    """

    title: ClassVar[str] = "Team around the school"
    evidence_gap: ClassVar[str] = (
        "Manchester's teams around schools were described, not measured; the nearest trial, of "
        "social workers in schools, found no fewer section 47 enquiries."
    )
    schools: PositiveCount
    referrals_per_school: Annotated[
        Estimate,
        in_unit("schools.referrals", Unit.EVENTS_PER_SCHOOL_YEAR, "Referrals a school and year"),
    ] = Field(description="Your own count of referrals for each school and year.")
    referral_ratio: Annotated[
        Estimate, in_unit("schools.referral_ratio", Unit.RATIO, "Referrals, with over without")
    ] = Field(
        description="The effect, referrals with the teams over without: none is published, so "
        "give your own, with what it rests on."
    )
    referral: SocialWork = Field(default_factory=SocialWork)
    families_helped: Annotated[Estimate, counted("schools.families", "Families helped a year")] = (
        Field(description="How many families get early help a year that they did not get before.")
    )
    early_help: Annotated[Estimate, money_in(Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)] = sourced(
        "early_help.caf.six_months"
    )

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return (
            f"{many(self.schools, 'school')}, "
            f"{many(self.families_helped.value, 'family', 'families')} helped a year, "
            f"{self.length}"
        )

    def outcomes(self) -> tuple[Outcome, ...]:
        """Referrals avoided, and what follows them."""
        return (
            self.outcome(
                "referrals",
                "Referrals avoided",
                counterfactual=RatioOnBaseline(
                    baseline=self.referrals_per_school,
                    ratio=self.referral_ratio,
                    cohort=self.schools,
                ),
                pathway=self.referral,
                children="pupils not referred",
            ),
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """Early help for each family, and any other cost given."""
        help_given = Delivery(
            id="delivery.early_help",
            label="Early help for families",
            cost=self.early_help,
            volume=self.families_helped,
            start=self.start,
            months=self.months,
        )
        return (help_given, *super().delivery())
