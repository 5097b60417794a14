"""One line of arithmetic as data: cases x named factors x time x unit cost, to a payer.

Python evaluates a Line, `explain` prints it; nothing else says how a number is made.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import (
    PERIODS_PER_YEAR,
    YEARS_PER_UNIT,
    Kind,
    Measure,
    Payer,
    Resource,
    Unit,
)
from costavoid.evidence.estimate import Estimate, require_unit
from costavoid.evidence.inputs import Inputs
from costavoid.programme.effects import Counterfactual
from costavoid.programme.factors import Factor
from costavoid.programme.occupancy import AfterExit, Curve, Until
from costavoid.programme.stays import FixedStay, Stay, length_of_stay

TIME_UNITS = tuple(unit for unit in PERIODS_PER_YEAR if unit is not Unit.GBP_PER_DAY)
LUMP_UNITS = (Unit.GBP, Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON, Unit.GBP_DIFFERENCE)
MOMENT = 1e-9  # of a year: what is shorter is only rounding of months to years
QUANTITY_UNITS = {Unit.GBP_PER_DAY: Unit.DAYS, Unit.GBP_PER_QALY: Unit.QALYS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What one occurrence uses of one resource, and who pays.

    `until` caps a stay at a fixed time after the occurrence. `spends` marks what a programme
    spends instead of saves (a replacement place, a fee lost): always cash. `bundle` marks a
    study's own total, whose payers may not be told apart; `never_cash` a value, not money;
    `residential` a place in a children's home, whose price may grow otherwise than a family's.
    """

    id: str
    label: str
    resource: Resource
    measure: Measure
    cost: Estimate
    factors: tuple[Factor, ...] = ()
    quantity: Estimate | None = None
    stay: Stay | None = None
    until: Estimate | None = None
    spends: bool = False
    payer: Payer | None = None
    bundle: bool = False
    never_cash: bool = False
    residential: bool = False

    def __post_init__(self) -> None:
        if self.measure.is_by_time:
            staffed = self.resource.is_staffed
            require_unit(self.cost, *(PERIODS_PER_YEAR if staffed else TIME_UNITS))
        elif self.quantity:
            require_unit(self.cost, *QUANTITY_UNITS)
            require_unit(self.quantity, QUANTITY_UNITS[self.cost.unit])
        else:
            require_unit(self.cost, *LUMP_UNITS)
        if self.measure.needs_stay and self.stay is None:
            raise InputError(f"{self.id}: a {self.measure.value} needs a length of stay.")
        if self.measure is Measure.SPREAD and not isinstance(self.stay, FixedStay):
            raise InputError(f"{self.id}: a cost is spread over one fixed length of time.")
        if self.until:
            require_unit(self.until, *YEARS_PER_UNIT)
        if self.measure is Measure.AFTER_EXIT and self.until is None:
            raise InputError(f"{self.id}: what follows an exit needs a time at which it ends.")

    @property
    def in_a_home(self) -> bool:
        """Whether it is time in a children's home: said so, or priced as the library prices one."""
        return self.residential or self.cost.id.startswith("placement.residential.")

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        found = [self.cost]
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
        limit = length_of_stay(self.until, inputs)
        return (AfterExit if self.measure is Measure.AFTER_EXIT else Until)(curve, limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """How many cases, when: the counterfactual and the steps after it, each visible.

    `start` and `end` are years on the clock. `phase_in` gives the share of the full effect in
    each of the first years; `share` the share of cases this outcome is about, or `other_share` that
    which it is not; `persistence` the share of the effect reached that lasts into each year after
    the end. Lag, deadweight, attribution and persistence apply in that order. Without a
    counterfactual, `volume` cases a year come (or stand), or `cohort` runs all the time or arrives
    `evenly` over it. What a counterfactual counts `in_all` comes evenly over the run too.
    `factors` are share, deadweight and attribution, named. `only_gains` leaves out an effect that
    goes the wrong way. `people` can have one case each: a draw that passes them is held there.
    """

    counterfactual: Counterfactual | None = None
    volume: Estimate | None = None
    cohort: float = 1.0
    evenly: bool = False
    in_all: bool = False
    only_gains: bool = False
    people: int | None = None
    start: float
    end: float
    phase_in: tuple[float, ...] = ()
    share: Estimate | None = None
    other_share: Estimate | None = None
    lag: Estimate | None = None
    deadweight: Estimate | None = None
    attribution: Estimate | None = None
    persistence: tuple[float, ...] = ()
    factors: tuple[Factor, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        found = []
        if self.share:
            found.append(Factor(name="share of cases", times=self.share))
        if self.other_share:
            found.append(Factor(name="the rest of cases", one_minus=(self.other_share,)))
        if self.deadweight:
            found.append(Factor(name="not deadweight", one_minus=(self.deadweight,)))
        if self.attribution:
            found.append(Factor(name="attribution", times=self.attribution))
        object.__setattr__(self, "factors", tuple(found))

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        own = self.counterfactual.estimates if self.counterfactual else ()
        shares = (self.share, self.other_share)
        steps = (self.volume, *shares, self.lag, self.deadweight, self.attribution)
        return own + tuple(step for step in steps if step)

    @property
    def blocks(self) -> tuple[tuple[float, float, float], ...]:
        """(from, to, share of the full effect), covering phase-in, full effect, persistence."""
        found, at = [], self.start
        for share in self.phase_in:
            if at < self.end - MOMENT:
                found.append((at, min(at + 1, self.end), share))
                at = min(at + 1, self.end)
        if at < self.end - MOMENT or not found:
            found.append((at, self.end, 1.0))
        reached = found[-1][2]  # an effect cannot outlast what it came to
        for i, share in enumerate(self.persistence):
            found.append((self.end + i, self.end + i + 1, share * reached))
        return tuple(found)

    @property
    def changes(self) -> Array:
        """By how much the rate changes at each block's start, and at the end of the last."""
        return np.diff([0.0, *(share for _, _, share in self.blocks), 0.0])

    @property
    def length(self) -> float:
        """Years at full effect that the blocks come to."""
        return sum((b - a) * share for a, b, share in self.blocks)

    @property
    def years(self) -> float:
        """How many years what is counted in all is spread over; 1 for what is not."""
        return self.end - self.start if self.in_all else 1.0

    def per_year(self, inputs: Inputs) -> Array:
        """Cases a year (or standing) at full effect, after deadweight and attribution."""
        rate = self.unlimited(inputs)
        return rate if self.people is None else np.minimum(rate, self.most)

    @property
    def most(self) -> float:
        """The most cases a year that there can be."""
        return self.people / self.length if self.people and self.length > 0 else math.inf

    def unlimited(self, inputs: Inputs) -> Array:
        """As `per_year`, were there any number of people."""
        rate = np.array([self.cohort / (self.end - self.start) if self.evenly else self.cohort])
        if self.volume:
            rate = rate * inputs.of(self.volume)
        if self.counterfactual:
            rate = self.counterfactual.avoided(inputs) / self.years
        if self.only_gains:
            rate = np.maximum(rate, 0.0)
        for factor in self.factors:
            rate = rate * factor.value(inputs)
        return rate

    def total(self, inputs: Inputs) -> float:
        """Cases over the whole programme and what persists after it."""
        return float(self.unlimited(inputs).max()) * self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Cases x use: one row of the cash-flow table for each payer and financial year.

    A line with an `adjustment` is a part of another line, counted again: taken back where
    `takes_back`, added where not. What is `committed` is spent whatever is decided: in no flow.
    """

    id: str
    label: str
    outcome: str
    kind: Kind = Kind.BENEFIT
    cases: Cases
    use: Use
    adjustment: str = ""
    takes_back: bool = False
    committed: bool = False

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        return self.cases.estimates + self.use.estimates

    @property
    def sign(self) -> int:
        """Positive is money not spent, negative is money spent."""
        return -1 if self.use.spends is not self.takes_back else 1
