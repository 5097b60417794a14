"""Therapeutic foster placement: a year of high support when mainstream placements are failing."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from costavoid.evidence import Estimate, Money
from costavoid.programme import sourced
from costavoid.programme.interventions.placement_step import PlacementStep


class TherapeuticFosterPlacement(PlacementStep):
    """High-level support for `young_people` a year whose mainstream placements are failing.

    Without it they are taken to need `placement` (by default a children's home, pounds a week);
    with it `therapeutic_placement` for as many weeks, after which they go home or back to a
    foster family. Those who do not settle are `re_entry_share`.
    """

    title: ClassVar[str] = "Therapeutic foster placement"
    evidence_gap: ClassVar[str] = (
        "Blackburn's scheme was described (twelve months of support, young people who often "
        "return home or to their placement), not measured: no effect has been published."
    )
    placement: Money = sourced("placement.residential.any.week")
    therapeutic_placement: Money = Field(
        description="What the therapeutic placement costs a week, all in; none is published."
    )

    @property
    def left(self) -> Estimate:
        """The placement they would otherwise need."""
        return self.placement

    @property
    def instead(self) -> Estimate:
        """The therapeutic placement."""
        return self.therapeutic_placement
