"""Health visitor on the duty team: a health visitor beside those who take referrals."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from costavoid.evidence import Estimate, Unit, in_unit
from costavoid.programme import Outcome, Programme, RateAvoided, RequiredCost, SocialWork


class HealthVisitorSecondment(Programme):
    """A health visitor seconded to the referral and duty team, so that fewer referrals go further.

    `assessments_avoided` a year is the effect, of at most `assessments` without the programme.
    What an assessment leads to counts where `assessment` has its shares. `delivery_cost` is the
    secondment, as money or a Budget of posts.
    """

    title: ClassVar[str] = "Health visitor on the duty team"
    evidence_gap: ClassVar[str] = (
        "Stockport's secondment was described, not measured: nobody has published how many "
        "assessments a health visitor on the duty team makes unnecessary."
    )
    assessments_avoided: Annotated[
        Estimate,
        in_unit("duty.assessments_avoided", Unit.COUNT_PER_YEAR, "Assessments avoided a year"),
    ] = Field(
        description="The effect, assessments avoided a year: none is published, so give your own "
        "count, with what it rests on."
    )
    assessments: Annotated[
        Estimate | None,
        in_unit("duty.assessments", Unit.COUNT_PER_YEAR, "Assessments a year without it"),
    ] = None
    assessment: SocialWork = Field(default_factory=lambda: SocialWork(first="assessment"))
    delivery_cost: RequiredCost = Field(
        description="What the secondment costs: a Budget of posts, or money a year."
    )

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{self.assessments_avoided.value:g} assessments avoided a year, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Assessments avoided, and what follows them."""
        return (
            self.outcome(
                "assessments",
                "Assessments avoided",
                counterfactual=RateAvoided(
                    rate=self.assessments_avoided, expected=self.assessments
                ),
                pathway=self.assessment,
                children="children not assessed",
            ),
        )
