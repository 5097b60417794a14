"""One line of arithmetic as data: cases x named factors x time x unit cost, to a payer.

Python evaluates a Line, `explain` prints it; nothing else says how a number is made.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Discriminator, model_validator

from costavoid.counterfactuals import Counterfactual
from costavoid.errors import InputError
from costavoid.evidence import Estimate, require_unit
from costavoid.inputs import Array, Inputs
from costavoid.model import Frozen, Number, ShareNumber
from costavoid.occupancy import AfterExit, Curve, ExponentialCurve, StepCurve, Until
from costavoid.vocabulary import (
    PERIODS_PER_YEAR,
    YEARS_PER_UNIT,
    Measure,
    Payer,
    Unit,
)

LUMP_UNITS = (Unit.GBP, Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)
QUANTITY_UNITS = {Unit.GBP_PER_DAY: Unit.DAYS}


def years(estimate: Estimate, inputs: Inputs) -> Array:
    """A duration in years: months / 12, weeks / 52, days / 364."""
    return inputs.of(estimate) / YEARS_PER_UNIT[estimate.unit]


class Factor(Frozen):
    """One named share of the cases: an estimate, or what is left of 1 after some of them."""

    name: str
    times: Estimate | None = None
    one_minus: tuple[Estimate, ...] = ()

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        return ((self.times,) if self.times else ()) + self.one_minus

    def value(self, inputs: Inputs) -> Array:
        """The share. Raises InputError where the parts of `one_minus` exceed 1."""
        if self.times:
            return inputs.of(self.times)
        taken = sum((inputs.of(e) for e in self.one_minus), start=inputs.of(self.one_minus[0]) * 0)
        if (taken > 1 + 1e-9).any():
            parts = ", ".join(f"{e.id} {inputs.estimate(e).value:g}" for e in self.one_minus)
            raise InputError(f"{self.name}: shares add to more than 1 ({parts}); lower one.")
        return 1 - taken


class FixedStay(Frozen):
    """Every case stays the same length of time."""

    kind: Literal["fixed"] = "fixed"
    length: Estimate

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        return (self.length,)

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.length, *YEARS_PER_UNIT)
        if self.length.value == 0:
            raise InputError(f"{self.length.id}: a stay of 0 given; leave the line out instead.")
        return self

    def curve(self, inputs: Inputs) -> Curve:
        """Its survival curve."""
        return StepCurve([years(self.length, inputs)], [0.0])


class ExponentialStay(Frozen):
    """A constant chance of leaving, with this mean length of stay."""

    kind: Literal["exponential"] = "exponential"
    mean: Estimate

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        return (self.mean,)

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.mean, *YEARS_PER_UNIT)
        return self

    def curve(self, inputs: Inputs) -> Curve:
        """Its survival curve."""
        return ExponentialCurve(years(self.mean, inputs))


class StepStay(Frozen):
    """A Kaplan-Meier table: the share still there after each time, in `unit`.

    `tail` says what the share left after the last step does: "leaves" then, or "stays" until
    the time the pathway ends.
    """

    kind: Literal["step"] = "step"
    times: tuple[Number, ...]
    shares: tuple[ShareNumber, ...]
    unit: Unit = Unit.MONTHS
    tail: Literal["leaves", "stays"]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.unit.is_duration:
            raise InputError(f"StepStay.unit: {self.unit.value!r} given; use a unit of time.")
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


class Use(Frozen):
    """What one occurrence uses of one resource, and who pays.

    `delays` run from the occurrence; `until` caps a stay at a fixed time after the occurrence.
    `spends` marks what a programme spends instead of saves (a replacement place, a fee lost).
    """

    id: str
    label: str
    resource: str
    measure: Measure
    cost: Estimate
    factors: tuple[Factor, ...] = ()
    quantity: Estimate | None = None
    delays: tuple[Estimate, ...] = ()
    stay: Stay | None = None
    until: Estimate | None = None
    spends: bool = False
    payer: Payer | None = None
    cash_releasing: ShareNumber | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.measure in (Measure.STAY, Measure.AFTER_EXIT, Measure.FLOW):
            require_unit(self.cost, *PERIODS_PER_YEAR)
        elif self.quantity:
            require_unit(self.cost, *QUANTITY_UNITS)
            require_unit(self.quantity, QUANTITY_UNITS[self.cost.unit])
        else:
            require_unit(self.cost, *LUMP_UNITS)
        if self.measure not in (Measure.LUMP, Measure.FLOW) and self.stay is None:
            raise InputError(f"{self.id}: a {self.measure.value} needs a length of stay.")
        if self.measure is Measure.SPREAD and not isinstance(self.stay, FixedStay):
            raise InputError(f"{self.id}: a cost is spread over one fixed length of time.")
        if self.measure is Measure.AFTER_EXIT and self.until is None:
            raise InputError(f"{self.id}: what follows an exit needs a time at which it ends.")
        return self

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        found = [self.cost, *self.delays]
        found += [e for e in (self.quantity, self.until) if e]
        for part in (*self.factors, *((self.stay,) if self.stay else ())):
            found += part.estimates
        return tuple(found)

    def curve(self, inputs: Inputs) -> Curve:
        """The curve of the time that costs money: the stay, or what follows it."""
        if self.stay is None:
            raise InputError(f"{self.id}: a {self.measure.value} has no stay.")
        curve = self.stay.curve(inputs)
        if self.until is None:
            return curve
        limit = years(self.until, inputs)
        return (AfterExit if self.measure is Measure.AFTER_EXIT else Until)(curve, limit)

    def delay(self, inputs: Inputs) -> Array:
        """Years from the occurrence to the first use."""
        return sum((years(e, inputs) for e in self.delays), start=inputs.of(self.cost) * 0)


class Cases(Frozen):
    """How many cases, when: the counterfactual and the steps after it, each visible.

    `start` and `end` are years on the clock. `phase_in` gives the share of the full effect in
    each of the first years; `persistence` the share in each year after the end. Lag,
    deadweight, attribution and persistence apply in that order.
    """

    counterfactual: Counterfactual | None = None
    cohort: Number = 1.0
    start: Number
    end: Number
    phase_in: tuple[ShareNumber, ...] = ()
    lag: Estimate | None = None
    deadweight: Estimate | None = None
    attribution: Estimate | None = None
    persistence: tuple[ShareNumber, ...] = ()

    @property
    def factors(self) -> tuple[Factor, ...]:
        """Deadweight and attribution as named factors."""
        found = []
        if self.deadweight:
            found.append(Factor(name="not deadweight", one_minus=(self.deadweight,)))
        if self.attribution:
            found.append(Factor(name="attribution", times=self.attribution))
        return tuple(found)

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        own = self.counterfactual.estimates if self.counterfactual else ()
        return own + tuple(e for e in (self.lag, self.deadweight, self.attribution) if e)

    @property
    def blocks(self) -> tuple[tuple[float, float, float], ...]:
        """(from, to, share of the full effect), covering phase-in, full effect, persistence."""
        found, at = [], self.start
        for share in self.phase_in:
            if at < self.end:
                found.append((at, min(at + 1, self.end), share))
                at = min(at + 1, self.end)
        if at < self.end:
            found.append((at, self.end, 1.0))
        for i, share in enumerate(self.persistence):
            found.append((self.end + i, self.end + i + 1, share))
        return tuple(found)

    def per_year(self, inputs: Inputs) -> Array:
        """Cases a year at full effect, after deadweight and attribution."""
        rate = np.array([self.cohort])
        if self.counterfactual:
            rate = self.counterfactual.avoided(inputs)
        for factor in self.factors:
            rate = rate * factor.value(inputs)
        return rate

    def total(self, inputs: Inputs) -> float:
        """Cases over the whole programme and what persists after it."""
        length = sum((b - a) * share for a, b, share in self.blocks)
        return float(self.per_year(inputs).max()) * length


class Line(Frozen):
    """Cases x use: one row of the cash-flow table for each payer and financial year."""

    id: str
    label: str
    outcome: str
    kind: Literal["benefit", "delivery"] = "benefit"
    cases: Cases
    use: Use

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        return self.cases.estimates + self.use.estimates

    @property
    def sign(self) -> int:
        """Positive is money not spent, negative is money spent."""
        return -1 if self.use.spends else 1
