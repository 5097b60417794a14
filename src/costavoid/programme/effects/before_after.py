"""A count before and after a change, against a trend where there is one."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Design, Unit
from costavoid.base.years import FinancialYear
from costavoid.evidence.estimate import Estimate, entered_in, in_unit
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.intervals import METHOD_NAMES, Method, rate_ratio_interval

TRENDS = tuple(
    unit
    for unit in (Unit.COUNT_PER_YEAR, *Unit)  # a bare number is a count a year
    if not unit.is_money and not unit.is_duration
)


class BeforeAfter(Frozen):
    """A count in one year before and one after, with an optional comparison trend.

    What was expected is the count before, moved as the comparison moved: two counts, or two rates
    in one unit. With `population_before` and `population_after` (the children there, the
    referrals made) it moves as they did too, so that the trend is then one of rates. The interval
    is counting error only: it does not cover what else changed.
    """

    kind: Literal["before and after"] = "before and after"
    before: Annotated[Estimate, in_unit("before", Unit.COUNT_PER_YEAR, "Count before")]
    after: Annotated[Estimate, in_unit("after", Unit.COUNT_PER_YEAR, "Count after")]
    before_year: FinancialYear
    after_year: FinancialYear
    trend_before: Annotated[
        Estimate | None, entered_in("trend.before", *TRENDS, label="Comparison, before")
    ] = None
    trend_after: Annotated[
        Estimate | None, entered_in("trend.after", *TRENDS, label="Comparison, after")
    ] = None
    population_before: Annotated[
        Estimate | None, in_unit("population.before", Unit.COUNT, "Of how many, before")
    ] = None
    population_after: Annotated[
        Estimate | None, in_unit("population.after", Unit.COUNT, "Of how many, after")
    ] = None
    method: Method = "exact"
    standing: ClassVar[bool] = False
    outlasts: ClassVar[bool] = True
    effect: ClassVar[None] = None  # two counts, neither of which is the effect alone

    @model_validator(mode="after")
    def _check(self) -> Self:
        for name, (first, then) in {
            "trend": (self.trend_before, self.trend_after),
            "population": (self.population_before, self.population_after),
        }.items():
            if (first is None) != (then is None):
                raise InputError(
                    f"{name}: only one of before and after given; give both or neither."
                )
            if first and then and first.unit is not then.unit:
                raise InputError(
                    f"{name}: {first.id} given in {first.unit.value!r} and {then.id} in "
                    f"{then.unit.value!r}; give both in one unit."
                )
        if self.population_before and self.trend_before and self.trend_before.unit.is_count:
            raise InputError(
                f"trend: {self.trend_before.id} given in {self.trend_before.unit.value!r} beside a "
                "population; a count elsewhere grows with the people there too, so give the trend "
                "as a share of them ('share' or 'ratio')."
            )
        for count, people in (
            (self.before, self.population_before),
            (self.after, self.population_after),
        ):
            if people and count.value > people.value:
                raise InputError(
                    f"{count.id}: {count.value:g} given among {people.value:g}; give the whole "
                    "that they are of."
                )
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
        return (self.before, self.after, *(e for pair in self._compared for e in pair))

    @property
    def _compared(self) -> tuple[tuple[Estimate, Estimate], ...]:
        """Before and after of the trend and of the population, where they are given."""
        trend = (self.trend_before, self.trend_after)
        population = (self.population_before, self.population_after)
        return tuple((first, then) for first, then in (trend, population) if first and then)

    def design(self, inputs: Inputs) -> Design:
        """Before and after, with or without a trend."""
        return Design.BEFORE_AFTER_TREND if self.trend_before else Design.BEFORE_AFTER

    def growth(self, inputs: Inputs) -> Array:
        """How the comparison, and the population, moved: after over before; 1 without them."""
        moved = inputs.of(self.before) * 0 + 1
        for first, then in self._compared:
            for part in (first, then):
                if (inputs.of(part) <= 0).any():
                    raise InputError(f"{part.id}: 0 given; a comparison needs numbers above 0.")
            moved = moved * inputs.of(then) / inputs.of(first)
        return moved

    def expected(self, inputs: Inputs) -> Array:
        """Occurrences a year expected without the programme."""
        return inputs.of(self.before) * self.growth(inputs)

    def avoided(self, inputs: Inputs) -> Array:
        """Occurrences avoided a year; negative where there were more."""
        return self.expected(inputs) - inputs.of(self.after)

    def rate_ratio(self, inputs: Inputs | None = None) -> tuple[float, float, float]:
        """After over expected, with its 95% interval by `method`: of its own numbers, or `inputs`.

        The count after that was expected is `before` moved as the comparison (and the population)
        moved, formula 1.
        """
        inputs = inputs or Inputs(self.estimates)
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

    def statement(self, inputs: Inputs | None = None) -> str:
        """One sentence on what it rests on: its own numbers, or those of `inputs`."""
        inputs = inputs or Inputs(self.estimates)
        before, after = (inputs.estimate(e) for e in (self.before, self.after))
        ratio, low, high = self.rate_ratio(inputs)
        expected = float(self.expected(inputs)[0])
        with_what = " and ".join(
            name
            for name, given in (
                ("comparison trend", self.trend_before),
                ("population", self.population_before),
            )
            if given
        )
        moved = f" (moved with the {with_what}, {self.growth(inputs)[0] - 1:+.1%})"
        return (
            f"{before.value:g} in {self.before_year}, {after.value:g} in {self.after_year}; "
            f"{expected:.1f} expected{moved if with_what else ''}: rate ratio {ratio:.3f}, 95% "
            f"interval {low:.3f} to {high:.3f}, {METHOD_NAMES[self.method]}, counting error only."
        )
