"""Systemic practice: clinicians in social work units, meant to pay for themselves in time."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Unit, counted, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import (
    Delivery,
    Outcome,
    Placement,
    Programme,
    RateAvoided,
    refuse_part,
    usual_placement,
)


class SystemicPractice(Programme):
    """Clinicians in social work units, funded up front; the question is when they pay back.

    `entries_avoided` to care a year is the effect at its full size, of at most `entries` without
    the programme; `phase_in` says how it grows. Each is a `placement` avoided, by default foster
    care for the average last period of care, 864 days. `clinicians` (full-time
    equivalents) cost `clinician` each; `delivery_cost` is any other cost, or the whole.
    """

    title: ClassVar[str] = "Systemic practice"
    asks: ClassVar[tuple[str, ...]] = ("clinicians", "clinician")
    evidence_gap: ClassVar[str] = (
        "Hackney reported 30% fewer children in care and costs 5% lower with Reclaiming Social "
        "Work, before and after, while much else changed; the tri-borough published no effect. "
        "Neither gives a number of entries to care that clinicians avoid."
    )
    entries_avoided: Annotated[
        Estimate,
        counted("systemic.entries_avoided", "Entries to care avoided a year"),
    ] = Field(
        description="The effect, entries to care avoided a year: none is published, so give your "
        "own, with what it rests on."
    )
    entries: Annotated[
        Estimate | None,
        counted("systemic.entries", "Entries to care a year without it"),
    ] = None
    placement: Placement = Field(default_factory=usual_placement)
    clinicians: Annotated[
        Estimate | None, in_unit("systemic.clinicians", Unit.COUNT, "Clinicians in post")
    ] = None
    clinician: Annotated[Estimate | None, money_in(Unit.GBP_PER_PERSON_YEAR)] = Field(
        default=None,
        description="What a full-time clinician costs a year with on-costs, in GBP per "
        "person-year.",
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        given = refuse_part(
            "SystemicPractice",
            "clinicians are so many at so much each",
            clinicians=self.clinicians,
            clinician=self.clinician,
        )
        if not given and self.delivery_cost is None:
            raise InputError(
                "SystemicPractice: no cost given; give clinicians=8 and clinician (what one costs "
                "a year), or delivery_cost."
            )
        return self

    def summary(self) -> str:
        """Who and how long, in a few words."""
        entries = many(self.entries_avoided.value, "entry", "entries")
        return f"{entries} to care avoided a year, {self.length}"

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

    def delivery(self) -> tuple[Delivery, ...]:
        """The clinicians, and any other cost given."""
        if self.clinician is None:
            return super().delivery()
        posts = self.delivers("clinicians", "Clinicians", self.clinician, volume=self.clinicians)
        return (posts, *super().delivery())
