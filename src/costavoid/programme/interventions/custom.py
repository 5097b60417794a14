"""A programme that is not in the library, put together from its parts."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from costavoid.programme import Delivery, Intervention, Outcome


class Custom(Intervention):
    """A programme of your own: what it `changes` and what it `costs`.

    Each change is an `Outcome` (cases a year, how that is known, and what each case uses); each
    cost a `Delivery`. The same rules apply as to every programme: no saving is counted twice.
    """

    title: ClassVar[str] = "Programme"
    name: str = Field(min_length=1)
    changes: tuple[Outcome, ...] = Field(min_length=1)
    costs: tuple[Delivery, ...] = ()

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
        return tuple(
            part if part.start else part.model_copy(update={"start": self.start})
            for part in self.costs
        )
