"""Health visitor on the duty team: a health visitor beside those who take referrals."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Unit, counted, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import (
    Delivery,
    Outcome,
    Programme,
    RateAvoided,
    SocialWork,
    sourced,
)


class HealthVisitorSecondment(Programme):
    """A health visitor seconded to the referral and duty team, so that fewer referrals go further.

    `assessments_avoided` a year is the effect, of at most `assessments` without the programme.
    What an assessment leads to counts where `assessment` has its shares. `health_visitors`
    (full-time equivalents) at `health_visitor` each are the secondment; its payer says who bears
    it, by default the council. `delivery_cost` is any other cost, or the whole as a Budget.
    """

    title: ClassVar[str] = "Health visitor on the duty team"
    asks: ClassVar[tuple[str, ...]] = ("health_visitors",)
    evidence_gap: ClassVar[str] = (
        "Stockport's secondment was described, not measured: nobody has published how many "
        "assessments a health visitor on the duty team makes unnecessary."
    )
    assessments_avoided: Annotated[
        Estimate,
        counted("duty.assessments_avoided", "Assessments avoided a year"),
    ] = Field(
        description="The effect, assessments avoided a year: none is published, so give your own "
        "count, with what it rests on."
    )
    assessments: Annotated[
        Estimate | None,
        counted("duty.assessments", "Assessments a year without it"),
    ] = None
    assessment: SocialWork = Field(default_factory=lambda: SocialWork(first="assessment"))
    health_visitors: Annotated[
        Estimate | None, in_unit("duty.health_visitors", Unit.COUNT, "Health visitors seconded")
    ] = None
    health_visitor: Annotated[Estimate, money_in(Unit.GBP_PER_PERSON_YEAR)] = sourced(
        "health_visitor.year"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.health_visitors is None and self.delivery_cost is None:
            raise InputError(
                "HealthVisitorSecondment: no cost given; give health_visitors=1 (how many, "
                "full-time), or delivery_cost."
            )
        return self

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{many(self.assessments_avoided.value, 'assessment')} avoided a year, {self.length}"

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

    def delivery(self) -> tuple[Delivery, ...]:
        """The secondment, and any other cost given."""
        if self.health_visitors is None:
            return super().delivery()
        label, many = "Health visitors on the duty team", self.health_visitors
        seconded = self.delivers("health_visitors", label, self.health_visitor, volume=many)
        return (seconded, *super().delivery())
