"""Qualifying routes into social work: what a qualified worker costs by one route and another."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Unit, counted, default, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import (
    Delivery,
    Outcome,
    PositiveCount,
    Programme,
    TrainedInstead,
    Volume,
    refuse_part,
)

Training = Annotated[Estimate, money_in(Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)]
Route = Literal["frontline", "step_up", "masters", "undergraduate"]


def _published(field: str) -> Any:
    """The cost DfE published for the route in `field`, gross or net."""
    return Field(default_factory=lambda given: default(f"training.{given[field]}.{given['basis']}"))


class QualifyingRoute(Programme):
    """`workers` a year who qualify by `route`, against the same number by `instead_of`.

    `basis` "gross" is what central government pays; "net" what the whole public purse pays, less
    the worth of work on placement, which is why it may be more. Costs are for each who qualifies
    (DfE, 2016). With `in_post` and `in_post_instead`, the shares still in post after
    `years_in_post`, it is compared with as many still in post by the other route: yours, as none
    by route is published. `costavoid.cost_per_worker_in_post` gives it for every year of a curve.
    """

    title: ClassVar[str] = "Qualifying routes"
    evidence_gap: ClassVar[str] = (
        "What is published is what each route costs for a worker who qualifies; how long workers "
        "of each route stay, and how well they work, is not compared."
    )
    route: Route
    instead_of: Route = "undergraduate"
    basis: Literal["gross", "net"] = "net"
    workers: Annotated[Estimate, counted("qualifying.workers", "Workers who qualify a year")]
    cost: Training = _published("route")
    cost_instead: Training = _published("instead_of")
    years_in_post: PositiveCount = 2
    in_post: Annotated[
        Estimate | None, in_unit("qualifying.in_post", Unit.SHARE, "Still in post, by this route")
    ] = None
    in_post_instead: Annotated[
        Estimate | None,
        in_unit("qualifying.in_post_instead", Unit.SHARE, "Still in post, by the other route"),
    ] = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.route == self.instead_of:
            raise InputError(
                f"QualifyingRoute: route and instead_of are both {self.route!r}; give two routes "
                "to compare."
            )
        refuse_part(
            "QualifyingRoute",
            "the routes are compared by those still in post",
            in_post=self.in_post,
            in_post_instead=self.in_post_instead,
        )
        for left in (self.in_post, self.in_post_instead):
            if left and left.value == 0:
                raise InputError(
                    f"{left.id}: 0 given; nobody of that route is left, so no number of them "
                    "stands beside the other; give a share above 0, or fewer years_in_post."
                )
        return self

    def summary(self) -> str:
        """Who and how long, in a few words."""
        who = f"{many(self.workers.value, 'worker')} a year by {self.route}, not {self.instead_of}"
        return (
            f"{who}, as in post after {many(self.years_in_post, 'year')}" if self.in_post else who
        )

    def outcomes(self) -> tuple[Outcome, ...]:
        """The other route's cost, no longer paid."""
        return (
            self.outcome(
                "route",
                "Workers not trained by the other route",
                counterfactual=Volume(cases=self.workers, effect=self.cost_instead),
                pathway=TrainedInstead(
                    cost=self.cost_instead,
                    in_post=self.in_post,
                    in_post_instead=self.in_post_instead,
                ),
                children="newly qualified social workers",
            ),
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """The route's own cost, and any other given."""
        own = self.delivers("route", "Training by this route", self.cost, volume=self.workers)
        return (own, *super().delivery())
