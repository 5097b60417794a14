"""A count before and after a change, against a trend where there is one."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Design, Unit
from costavoid.base.years import FinancialYear
from costavoid.evidence.estimate import Estimate, in_unit
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.intervals import METHOD_NAMES, Method, rate_ratio_interval


class BeforeAfter(Frozen):
    """A count in one year before and one after, with an optional comparison trend.

    What was expected is the count before, moved as the comparison moved. The interval is
    counting error only: it does not cover what else changed.
    """

    kind: Literal["before and after"] = "before and after"
    before: Annotated[Estimate, in_unit("before", Unit.COUNT_PER_YEAR, "Count before")]
    after: Annotated[Estimate, in_unit("after", Unit.COUNT_PER_YEAR, "Count after")]
    before_year: FinancialYear
    after_year: FinancialYear
    trend_before: Estimate | None = None
    trend_after: Estimate | None = None
    method: Method = "exact"
    standing: ClassVar[bool] = False
    outlasts: ClassVar[bool] = True
    effect: ClassVar[None] = None  # two counts, neither of which is the effect alone

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.trend_before is None) != (self.trend_after is None):
            raise InputError("trend: only one of before and after given; give both or neither.")
        for count in (self.before, self.after):
            if count.value != int(count.value):
                raise InputError(f"{count.id}: {count.value:g} given; a count must be whole.")
        if self.before.value == self.after.value == 0:
            raise InputError("before and after: both counts are 0; there is nothing to compare.")
        if self.before_year >= self.after_year:
            raise InputError(
                f"years: {self.before_year} and {self.after_year} given; the year before must "
                "come first."
            )
        return self

    @property
    def moved(self) -> Estimate:
        """The number that the programme moved: the count after."""
        return self.after

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        trend = (self.trend_before, self.trend_after)
        return (self.before, self.after, *(t for t in trend if t is not None))

    def design(self, inputs: Inputs) -> Design:
        """Before and after, with or without a trend."""
        return Design.BEFORE_AFTER_TREND if self.trend_before else Design.BEFORE_AFTER

    def growth(self, inputs: Inputs) -> Array:
        """How the comparison moved: after over before; 1 without one."""
        if self.trend_before is None or self.trend_after is None:
            return inputs.of(self.before) * 0 + 1
        for trend in (self.trend_before, self.trend_after):
            if (inputs.of(trend) <= 0).any():
                raise InputError(f"{trend.id}: 0 given; a trend needs counts above 0.")
        return inputs.of(self.trend_after) / inputs.of(self.trend_before)

    def expected(self, inputs: Inputs) -> Array:
        """Occurrences a year expected without the programme."""
        return inputs.of(self.before) * self.growth(inputs)

    def avoided(self, inputs: Inputs) -> Array:
        """Occurrences avoided a year; negative where there were more."""
        return self.expected(inputs) - inputs.of(self.after)

    def rate_ratio(self, inputs: Inputs) -> tuple[float, float, float]:
        """After over expected, with its 95% interval by `method`."""
        before, after = (inputs.estimate(e).value for e in (self.before, self.after))
        growth = float(self.growth(inputs)[0])
        low, high = rate_ratio_interval(before, after, exposure=growth, method=self.method)
        return (after / before / growth if before else float("inf")), low, high

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the effect holds no effect at all."""
        _, low, high = self.rate_ratio(inputs)
        return low <= 1 <= high

    def nothing(self, inputs: Inputs) -> float | None:
        """None: no one number carries the effect."""
        return None

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        before, after = (inputs.estimate(e) for e in (self.before, self.after))
        ratio, low, high = self.rate_ratio(inputs)
        expected = float(self.expected(inputs)[0])
        moved = (
            f" (moved with the comparison trend, {self.growth(inputs)[0] - 1:+.1%})"
            if self.trend_before
            else ""
        )
        return (
            f"{before.value:g} in {self.before_year}, {after.value:g} in {self.after_year}; "
            f"{expected:.1f} expected{moved}: rate ratio {ratio:.3f}, 95% interval {low:.3f} to "
            f"{high:.3f}, {METHOD_NAMES[self.method]}, counting error only."
        )
