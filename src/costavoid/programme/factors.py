"""One named factor of a line of arithmetic: a share, a part of a year, one for each so many."""

from __future__ import annotations

from typing import Any

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import WHOLES, Unit
from costavoid.evidence.estimate import Estimate, require_unit
from costavoid.evidence.inputs import Inputs


class Factor(Frozen):
    """One named factor: an estimate, 1 less some of them, 1 and one more, or one for each so many.

    `times` is a share, a ratio, or a part of a week or a year; `one_minus` and `one_plus` are
    shares. `one_for_each` (six workers a team, sixteen children a worker) gives its
    inverse, less that of `less_one_for_each`, how many it was before. Checked like all that comes
    from outside: a delivery cost of a case file may have some.
    """

    name: str
    times: Estimate | None = None
    one_minus: tuple[Estimate, ...] = ()
    one_plus: Estimate | None = None
    one_for_each: Estimate | None = None
    less_one_for_each: Estimate | None = None

    def model_post_init(self, context: Any) -> None:
        """One of its three parts is given, in a unit that it takes."""
        super().model_post_init(context)
        if self.times:
            require_unit(self.times, *WHOLES, Unit.RATIO)
        for estimate in (*self.one_minus, *((self.one_plus,) if self.one_plus else ())):
            require_unit(estimate, Unit.SHARE)
        for many in self._divisors:
            require_unit(many, Unit.COUNT, Unit.SHARE)
        parts = (self.times, self.one_minus, self.one_plus, self.one_for_each)
        if len([part for part in parts if part]) != 1:
            raise InputError(
                f"Factor {self.name}: give one of times, one_minus, one_plus and one_for_each."
            )

    @property
    def _divisors(self) -> tuple[Estimate, ...]:
        """What it divides by."""
        many = (self.one_for_each, self.less_one_for_each)
        return tuple(estimate for estimate in many if estimate)

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        alone = (self.times, self.one_plus)
        found = tuple(estimate for estimate in alone if estimate)
        return found + self.one_minus + self._divisors

    def value(self, inputs: Inputs) -> Array:
        """The factor. Raises InputError where the parts of `one_minus` exceed 1, or for one for
        each of none."""
        if self.times:
            return inputs.of(self.times) / WHOLES.get(self.times.unit, 1)
        if self.one_plus:
            return 1 + inputs.of(self.one_plus)
        if self.one_for_each:
            now, *before = (self._inverse(many, inputs) for many in self._divisors)
            return now - before[0] if before else now
        values = [inputs.estimate(e).value for e in self.one_minus]
        if sum(values) > 1 + 1e-9:
            parts = zip(self.one_minus, values, strict=True)
            given = ", ".join(f"{e.id} {value:g}" for e, value in parts)
            raise InputError(f"{self.name}: shares add to more than 1 ({given}); lower one.")
        taken: Array = sum((inputs.of(e) for e in self.one_minus), start=np.zeros(1))
        return np.maximum(1 - taken, 0.0)

    def _inverse(self, many: Estimate, inputs: Inputs) -> Array:
        values = inputs.of(many)
        if (values <= 0).any():
            raise InputError(
                f"{many.id}: 0 given; {self.name} divides by it, so give a number above 0."
            )
        return 1 / values
