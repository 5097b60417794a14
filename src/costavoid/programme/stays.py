"""How long a case stays, as estimates: fixed, exponential, or a table of shares."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Literal, Self

import numpy as np
from numpy.typing import ArrayLike
from pydantic import Discriminator, Field, model_validator

from costavoid.base.arrays import Array
from costavoid.base.designs import Design
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen, Number, ShareNumber
from costavoid.base.vocabulary import YEARS_PER_UNIT, EvidenceStatus, Quality, RangeKind, Unit
from costavoid.evidence.estimate import Estimate, Source, measured_in
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.intervals import share_interval
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
    the time the pathway ends. `at_risk` says on how many cases each step rests: with it, an `id`
    and a `source`, each step's share of those who stay is an input that varies in draws as so
    many cases allow; without it the table is held fixed. `note` says what was merged or taken
    from elsewhere.
    """

    kind: Literal["step"] = "step"
    times: tuple[Number, ...]
    shares: tuple[ShareNumber, ...]
    unit: Literal[Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS] = Unit.MONTHS
    tail: Literal["leaves", "stays"]
    at_risk: tuple[Number, ...] = ()
    id: str = Field("", pattern=r"^[a-z0-9_.]*$")
    source: Source | None = None
    note: str = ""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.times) != len(self.shares):
            raise InputError(
                f"StepStay: {len(self.times)} times and {len(self.shares)} shares given; give one "
                "share for each time."
            )
        if self.at_risk:
            self._check_counts()
        self._build(self.shares)
        return self

    def _check_counts(self) -> None:
        if len(self.at_risk) != len(self.times):
            raise InputError(
                f"StepStay.at_risk: {len(self.at_risk)} numbers given for {len(self.times)} "
                "times; give the number of cases at risk at each."
            )
        if min(self.at_risk) < 1:
            raise InputError(
                f"StepStay.at_risk: {min(self.at_risk):g} given; a step rests on 1 case or more."
            )
        if not self.id or self.source is None:
            raise InputError(
                "StepStay.at_risk: given without id and source; name the table, such as "
                "id='stay.foster', and say where it is from, so that its steps can vary."
            )

    @property
    def remains(self) -> bool:
        """Whether some cases are still there after the last step."""
        return self.tail == "stays" and self.shares[-1] > 0

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """The share that stays at each step, of those there before; none without `at_risk`.

        The last step of a table whose tail leaves is not among them: all leave at it. Independent
        of each other, as the steps of a Kaplan-Meier table are (Greenwood, 1926).
        """
        if not self.at_risk or self.source is None:
            return ()
        last = len(self.times) - (self.tail == "leaves")
        before = (1.0, *self.shares)
        return tuple(
            self._step(i, self.shares[i] / before[i] if before[i] else 0.0, self.source)
            for i in range(last)
        )

    def _step(self, place: int, share: float, source: Source) -> Estimate:
        low, high = share_interval(share * self.at_risk[place], self.at_risk[place])
        varies = 0 < low < share < high < 1
        return Estimate(
            id=f"{self.id}.step_{place + 1}",
            label=f"Stay of more than {self.times[place]:g} {self.unit.value}, of those there then",
            value=share,
            low=low if varies else None,
            high=high if varies else None,
            range_kind=RangeKind.INTERVAL_95 if varies else None,
            unit=Unit.SHARE,
            design=Design.STATISTICS,
            status=EvidenceStatus.LOCAL,
            quality=Quality.AMBER,
            source=source,
            note=f"About {self.at_risk[place]:,.10g} cases at risk",
        )

    def curve(self, inputs: Inputs) -> Curve:
        """Its survival curve."""
        if not self.estimates:
            return self._build(self.shares)
        left: list[Array] = [np.ones(1)]
        for estimate in self.estimates:
            left.append(left[-1] * inputs.of(estimate))
        return self._build([*left[1:], *([0.0] if self.tail == "leaves" else [])])

    def _build(self, shares: Sequence[ArrayLike]) -> StepCurve:
        shares = (*shares[:-1], 0.0) if self.tail == "leaves" else shares
        return StepCurve([t / YEARS_PER_UNIT[self.unit] for t in self.times], shares)


Stay = Annotated[FixedStay | ExponentialStay | StepStay, Discriminator("kind")]
