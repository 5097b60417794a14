"""Shared service: councils run one service together that each ran alone."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Unit, money_in
from costavoid.programme import (
    Delivery,
    Outcome,
    PositiveCount,
    Programme,
    RunningCost,
    Volume,
    refuse_longer,
)


class SharedService(Programme):
    """One service for `councils` that each ran alone at `cost_apart`, pounds a council-year.

    Together it costs `cost_together` a year (or for each council) and `set_up`, pounds in all,
    over the first `set_up_months`; `delivery_cost` is any other cost, or the whole.
    `costavoid.share_between` says what each council pays and gets.
    """

    title: ClassVar[str] = "Shared service"
    asks: ClassVar[tuple[str, ...]] = ("cost_together",)
    evidence_gap: ClassVar[str] = (
        "The Learning Together Partnership and the tri-borough services were described as saving "
        "administration and duplication; no council has published what each paid before and after."
    )
    councils: PositiveCount
    cost_apart: Annotated[Estimate, money_in(Unit.GBP_PER_COUNCIL_YEAR)] = Field(
        description="What each council pays for the service alone, in GBP per council-year: the "
        "effect, and none is published."
    )
    cost_together: Annotated[
        Estimate | None, money_in(Unit.GBP_PER_YEAR, Unit.GBP_PER_COUNCIL_YEAR)
    ] = None
    set_up: Annotated[Estimate | None, money_in(Unit.GBP)] = None
    set_up_months: PositiveCount = 12

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.councils == 1:
            raise InputError("SharedService.councils: 1 given; a shared service needs 2 or more.")
        if self.cost_together is None and self.delivery_cost is None:
            raise InputError(
                "SharedService: no cost given; give cost_together (a year, or for each council), "
                "or delivery_cost."
            )
        refuse_longer("SharedService", "set_up_months", self.set_up_months, self.months)
        return self

    @property
    def cohort(self) -> float | None:
        """The councils, for costs by council."""
        return self.councils

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{self.councils} councils, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """The services the councils no longer run alone."""
        return (
            self.outcome(
                "services",
                "Services no longer run alone",
                counterfactual=Volume(number=self.councils, effect=self.cost_apart),
                pathway=RunningCost(cost=self.cost_apart),
                children="the councils' own services",
            ),
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """Setting up, the service together, and any other cost given."""
        found = []
        if self.set_up:
            first, label = self.set_up_months, "Setting up the shared service"
            found.append(self.delivers("set_up", label, self.set_up, months=first))
        if self.cost_together:
            shared, label = self.cost_together, "Shared service"
            found.append(self.delivers("together", label, shared, cohort=self.councils))
        return (*found, *super().delivery())
