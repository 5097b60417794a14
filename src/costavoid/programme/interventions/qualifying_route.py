"""Qualifying routes into social work: what a qualified worker costs by one route and another."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Money, Resource, Unit, default, in_unit
from costavoid.programme import Delivery, Outcome, Programme, PublishedCost, Volume

Route = Literal["frontline", "step_up", "masters", "undergraduate"]


def _published(field: str) -> Any:
    """The cost DfE published for the route in `field`, gross or net."""
    return Field(default_factory=lambda given: default(f"training.{given[field]}.{given['basis']}"))


class QualifyingRoute(Programme):
    """`workers` a year who qualify by `route`, against the same number by `instead_of`.

    `basis` "gross" is what central government pays; "net" what the whole public purse pays, less
    the worth of work on placement, which is why it may be more. Costs are for each who qualifies
    (DfE, 2016); `costavoid.cost_per_worker_in_post` gives the cost of each who is still
    in post, from a retention curve of yours: none by route is published.
    """

    title: ClassVar[str] = "Qualifying routes"
    evidence_gap: ClassVar[str] = (
        "What is published is what each route costs for a worker who qualifies; how long workers "
        "of each route stay, and how well they work, is not compared."
    )
    route: Route
    instead_of: Route = "undergraduate"
    basis: Literal["gross", "net"] = "net"
    workers: Annotated[
        Estimate, in_unit("qualifying.workers", Unit.COUNT_PER_YEAR, "Workers who qualify a year")
    ]
    cost: Money = _published("route")
    cost_instead: Money = _published("instead_of")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.route == self.instead_of:
            raise InputError(
                f"QualifyingRoute: route and instead_of are both {self.route!r}; give two routes "
                "to compare."
            )
        return self

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{self.workers.value:g} workers a year by {self.route}, not {self.instead_of}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """The other route's cost, no longer paid."""
        return (
            self.outcome(
                "route",
                "Workers not trained by the other route",
                counterfactual=Volume(cases=self.workers, effect=self.cost_instead),
                pathway=PublishedCost(cost=self.cost_instead, covers=(Resource.WORKFORCE,)),
                children="newly qualified social workers",
            ),
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """The route's own cost, and any other given."""
        own = Delivery(
            id="delivery.route",
            label="Training by this route",
            cost=self.cost,
            volume=self.workers,
            start=self.start,
            months=self.months,
        )
        return (own, *super().delivery())
