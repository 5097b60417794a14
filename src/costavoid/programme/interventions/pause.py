"""Pause: work with women who have had children removed, so that no further child is."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import (
    Attribution,
    Deadweight,
    Estimate,
    Unit,
    default,
    in_unit,
    require_unit,
)
from costavoid.programme import (
    Delivery,
    DeliveryCost,
    Evidence,
    InfantRemovedAtBirth,
    Intervention,
    NeonatalStay,
    Outcome,
    Pathway,
    PositiveCount,
    RateAvoided,
    ShareNumber,
    deliveries,
    sourced,
)


def _evaluated_rate(fields: dict[str, Any]) -> Estimate:
    by_woman = fields.get("women") is not None
    return default("pause.removals_avoided.round1" if by_woman else "pause.infants_avoided.round2")


def _published_cost(fields: dict[str, Any]) -> Estimate | None:
    """Published for a woman-year only: a cohort of councils has no default cost."""
    return default("delivery.pause.woman_year") if fields.get("women") is not None else None


class Pause(Intervention):
    """Pause for `women` (or a practice in each of `councils`), for `programme_months`.

    `removal_rate` is removals avoided a year for each woman: by default the Round 1 evaluation's
    27 among 137 women (0.197, 95% interval 0.130 to 0.287). With `councils` it is infants
    avoided a year for each council, by default Round 2's 14.4. Removals avoided lead to
    `pathway`; births avoided to `neonatal` (None leaves the NHS out). `lag` is months from the
    start to the first birth that can be avoided. `delivery_cost` is pounds a woman-year, a
    year, or in all; by default Pause's own £18,000 a woman-year, to be replaced by a quoted price.
    """

    title: ClassVar[str] = "Pause"
    evidence: ClassVar[Evidence] = (
        ("removal_rate", "pause.removals_avoided.round1"),
        ("removal_rate", "pause.infants_avoided.round2"),
        ("removal_rate", "pause.removals.projection"),
    )
    women: PositiveCount | None = None
    councils: PositiveCount | None = None
    programme_months: PositiveCount = 18
    removal_rate: Estimate = Field(default_factory=_evaluated_rate)
    pathway: Pathway = Field(default_factory=InfantRemovedAtBirth)
    neonatal: NeonatalStay | None = Field(default_factory=NeonatalStay)
    lag: Annotated[
        Estimate | None, in_unit("pause.lag", Unit.MONTHS, "Start to first birth avoided")
    ] = sourced("pause.lag")
    deadweight: Deadweight = None
    attribution: Attribution = None
    persistence: tuple[ShareNumber, ...] = ()
    delivery_cost: DeliveryCost = Field(default_factory=_published_cost)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.women is None) == (self.councils is None):
            raise InputError(
                "Pause: give women=20 (a cohort) or councils=5 (a practice in each), not both."
            )
        wanted = Unit.EVENTS_PER_PERSON_YEAR if self.women else Unit.EVENTS_PER_COUNCIL_YEAR
        require_unit(self.removal_rate, wanted)
        return self

    @property
    def cohort(self) -> int:
        """Women, or councils."""
        return self.women or self.councils or 1

    def summary(self) -> str:
        """Who and how long, in a few words."""
        who = f"{self.women} women" if self.women else f"a practice in each of {self.councils}"
        return (
            f"{who}, {self.programme_months} {'month' if self.programme_months == 1 else 'months'}"
        )

    def outcomes(self) -> tuple[Outcome, ...]:
        """Removals avoided, and the neonatal stays of the births avoided."""
        removals = Outcome(
            id="removals",
            label="Removals avoided",
            counterfactual=RateAvoided(rate=self.removal_rate, cohort=self.cohort),
            pathway=self.pathway,
            children="children not removed",
            people=self.women,
            start=self.start,
            months=self.programme_months,
            lag=self.lag,
            deadweight=self.deadweight,
            attribution=self.attribution,
            persistence=self.persistence,
        )
        if self.neonatal is None:
            return (removals,)
        births = removals.model_copy(
            update={"id": "births", "label": "Births avoided", "pathway": self.neonatal}
        )
        return (removals, births)

    def delivery(self) -> tuple[Delivery, ...]:
        """The programme's cost while it runs."""
        return deliveries(
            self.delivery_cost,
            "Pause delivery",
            cohort=self.women,
            start=self.start,
            months=self.programme_months,
        )
