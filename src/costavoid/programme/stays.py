"""How long a case stays, as estimates: fixed, exponential, or a table of shares."""

from __future__ import annotations

from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Discriminator, model_validator

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen, Number, ShareNumber
from costavoid.base.vocabulary import YEARS_PER_UNIT, Unit
from costavoid.evidence.estimate import Estimate, measured_in
from costavoid.evidence.inputs import Inputs
from costavoid.programme.occupancy import Curve, ExponentialCurve, StepCurve

SHORTEST, LONGEST = 1e-4, 200.0  # years: an hour, and more than a lifetime


def years(estimate: Estimate, inputs: Inputs) -> Array:
    """A duration in years: months / 12, weeks / 52, days / 364."""
    return inputs.of(estimate) / YEARS_PER_UNIT[estimate.unit]


def shorter(one: Estimate, other: Estimate) -> bool:
    """Whether the first duration is shorter than the second, whatever their units."""
    lengths = [each.value / YEARS_PER_UNIT[each.unit] for each in (one, other)]
    return lengths[0] < lengths[1] - 1e-9


def length_of_stay(estimate: Estimate, inputs: Inputs) -> Array:
    """A duration in years that somebody can stay: an hour to 200 years, or InputError.

    A draw outside that is the nearest that can be.
    """
    length = years(estimate, inputs)
    given = inputs.estimate(estimate).value / YEARS_PER_UNIT[estimate.unit]
    if not SHORTEST <= given <= LONGEST:
        raise InputError(
            f"{estimate.id}: a stay of {inputs.estimate(estimate).value:g} {estimate.unit.value} "
            "given; use a length between an hour and 200 years, or leave the line out."
        )
    if length.size == 1:
        return length
    return np.clip(length, SHORTEST, LONGEST)


class FixedStay(Frozen):
    """Every case stays the same length of time."""

    kind: Literal["fixed"] = "fixed"
    length: Annotated[Estimate, measured_in(*YEARS_PER_UNIT)]

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        return (self.length,)

    def curve(self, inputs: Inputs) -> Curve:
        """Its survival curve."""
        return StepCurve([length_of_stay(self.length, inputs)], [0.0])


class ExponentialStay(Frozen):
    """A constant chance of leaving, with this mean length of stay."""

    kind: Literal["exponential"] = "exponential"
    mean: Annotated[Estimate, measured_in(*YEARS_PER_UNIT)]

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        return (self.mean,)

    def curve(self, inputs: Inputs) -> Curve:
        """Its survival curve."""
        return ExponentialCurve(length_of_stay(self.mean, inputs))


class StepStay(Frozen):
    """A Kaplan-Meier table: the share still there after each time, in `unit`.

    `tail` says what the share left after the last step does: "leaves" then, or "stays" until
    the time the pathway ends.
    """

    kind: Literal["step"] = "step"
    times: tuple[Number, ...]
    shares: tuple[ShareNumber, ...]
    unit: Literal[Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS] = Unit.MONTHS
    tail: Literal["leaves", "stays"]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.times) != len(self.shares):
            raise InputError(
                f"StepStay: {len(self.times)} times and {len(self.shares)} shares given; give one "
                "share for each time."
            )
        self._build()
        return self

    @property
    def remains(self) -> bool:
        """Whether some cases are still there after the last step."""
        return self.tail == "stays" and self.shares[-1] > 0

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """None: the table is a setting of the case."""
        return ()

    def curve(self, inputs: Inputs) -> Curve:
        """Its survival curve."""
        return self._build()

    def _build(self) -> StepCurve:
        shares = (*self.shares[:-1], 0.0) if self.tail == "leaves" else self.shares
        return StepCurve([t / YEARS_PER_UNIT[self.unit] for t in self.times], shares)


Stay = Annotated[FixedStay | ExponentialStay | StepStay, Discriminator("kind")]
