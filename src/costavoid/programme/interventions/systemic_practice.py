"""Systemic practice: clinicians in social work units, meant to pay for themselves in time."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from costavoid.evidence import Estimate, Unit, default, in_unit
from costavoid.programme import FixedStay, Outcome, Placement, Programme, RateAvoided, RequiredCost


def usual_placement() -> Placement:
    """Foster care for as long as the average last period of care."""
    return Placement(stay=FixedStay(length=default("care.duration.ceased.2024")))


class SystemicPractice(Programme):
    """Clinicians in social work units, funded up front; the question is when they pay back.

    `entries_avoided` to care a year is the effect at its full size, of at most `entries` without
    the programme; `phase_in` says how it grows. Each is a `placement` avoided, by default foster
    care for the average last period of care, 864 days. `clinicians` is their cost.
    """

    title: ClassVar[str] = "Systemic practice"
    evidence_gap: ClassVar[str] = (
        "Hackney reported 30% fewer children in care and costs 5% lower with Reclaiming Social "
        "Work, before and after, while much else changed; the tri-borough published no effect. "
        "Neither gives a number of entries to care that clinicians avoid."
    )
    entries_avoided: Annotated[
        Estimate,
        in_unit("systemic.entries_avoided", Unit.COUNT_PER_YEAR, "Entries to care avoided a year"),
    ] = Field(
        description="The effect, entries to care avoided a year: none is published, so give your "
        "own, with what it rests on."
    )
    entries: Annotated[
        Estimate | None,
        in_unit("systemic.entries", Unit.COUNT_PER_YEAR, "Entries to care a year without it"),
    ] = None
    placement: Placement = Field(default_factory=usual_placement)
    delivery_cost: RequiredCost = Field(
        description="What the clinicians cost: a Budget of posts, or money a year."
    )

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{self.entries_avoided.value:g} entries to care avoided a year, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Placements avoided."""
        return (
            self.outcome(
                "care_entries",
                "Entries to care avoided",
                counterfactual=RateAvoided(rate=self.entries_avoided, expected=self.entries),
                pathway=self.placement,
                children="children who do not enter care",
            ),
        )
