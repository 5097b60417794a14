"""Mockingbird: foster families around a hub home that they can turn to."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from costavoid.evidence import Estimate, Unit, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import (
    Delivery,
    Evidence,
    Outcome,
    PositiveCount,
    Programme,
    ReturnOnSpend,
    Volume,
    sourced,
)


class Mockingbird(Programme):
    """`constellations` of foster families that together cost `cost_a_year`.

    All that is published of its worth is what comes back for each pound, 99p: it does not quite
    pay for itself. Nothing finer is published that rests on a comparison, so nothing finer is
    modelled.
    """

    title: ClassVar[str] = "Mockingbird"
    evidence: ClassVar[Evidence] = (("return_per_pound", "mockingbird.return"),)
    constellations: PositiveCount
    cost_a_year: Annotated[Estimate, money_in(Unit.GBP_PER_YEAR)] = Field(
        description="What the constellations cost together, in GBP per year: none is published."
    )
    return_per_pound: Annotated[
        Estimate, in_unit("mockingbird.return", Unit.RATIO, "Return for each £1")
    ] = sourced("mockingbird.return")

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{many(self.constellations, 'constellation')}, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """The published return."""
        return (
            self.outcome(
                "return",
                "Published return",
                counterfactual=Volume(effect=self.return_per_pound),
                pathway=ReturnOnSpend(spend=self.cost_a_year, per_pound=self.return_per_pound),
                children="fostered children",
            ),
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """The constellations, and any other cost given."""
        own = Delivery(
            id="delivery.constellations",
            label="Mockingbird constellations",
            cost=self.cost_a_year,
            start=self.start,
            months=self.months,
        )
        return (own, *super().delivery())
