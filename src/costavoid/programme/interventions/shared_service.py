"""Shared service: councils run one service together that each ran alone."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Money, Unit, require_unit
from costavoid.programme import Outcome, PositiveCount, Programme, RequiredCost, RunningCost, Volume


class SharedService(Programme):
    """One service for `councils` that each ran alone at `cost_apart`, pounds a council-year.

    `delivery_cost` is what it costs together, setting up included. `costavoid.share_between`
    says what each council pays and gets.
    """

    title: ClassVar[str] = "Shared service"
    evidence_gap: ClassVar[str] = (
        "The Learning Together Partnership and the tri-borough services were described as saving "
        "administration and duplication; no council has published what each paid before and after."
    )
    councils: PositiveCount
    cost_apart: Money = Field(
        description="What each council pays for the service alone, in GBP per council-year: the "
        "effect, and none is published."
    )
    delivery_cost: RequiredCost = Field(
        description="What the service costs together: a Budget, or money a year "
        "(or for each council)."
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.cost_apart, Unit.GBP_PER_COUNCIL_YEAR, field="cost_apart")
        if self.councils == 1:
            raise InputError("SharedService.councils: 1 given; a shared service needs 2 or more.")
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
