"""A programme that is not in the library, put together from its parts."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from costavoid.evidence import Estimate
from costavoid.programme import (
    Delivery,
    DeliveryCost,
    Intervention,
    Outcome,
    deliveries,
    listed,
    longest,
    numbered,
)


def _costs(given: Any) -> Any:
    """A cost alone is a Delivery of it, for as long as the programme runs."""
    return (Delivery(cost=given),) if isinstance(given, Estimate) else listed(given)


class Custom(Intervention):
    """A programme of your own: what it `changes` and what it `costs`.

    Each change is an `Outcome` (cases a year, how that is known, and what each case uses); each
    cost a `Delivery`; one alone needs no list. `delivery_cost`, money or a Budget, is paid for as
    long as the longest change. The same rules apply as to every programme: no saving is counted
    twice.
    """

    title: ClassVar[str] = "Programme"
    name: str = Field(min_length=1)
    changes: Annotated[tuple[Outcome, ...], BeforeValidator(listed), Field(min_length=1)]
    costs: Annotated[tuple[Delivery, ...], BeforeValidator(_costs)] = ()
    delivery_cost: DeliveryCost = None

    @property
    def called(self) -> str:
        """Its name."""
        return self.name

    def summary(self) -> str:
        """Its name."""
        return self.name

    def outcomes(self) -> tuple[Outcome, ...]:
        """What it changes; parts without a start of their own begin with the programme."""
        return tuple(
            part if part.start else part.model_copy(update={"start": self.start})
            for part in self.changes
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """What it costs."""
        paid = deliveries(
            self.delivery_cost, self.name, start=self.start, months=longest(self.changes)
        )
        costs = (
            part if part.start else part.model_copy(update={"start": self.start})
            for part in self.costs
        )
        return numbered((*paid, *costs))
