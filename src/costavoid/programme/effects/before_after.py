"""A count before and after a change, against a trend where there is one."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from costavoid.base.arrays import Array
from costavoid.base.designs import Design
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen, Number
from costavoid.base.vocabulary import Unit
from costavoid.base.years import FinancialYear
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import Estimate, entered_in, in_unit
from costavoid.evidence.figures import figure
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.intervals import METHOD_NAMES, Method, rate_ratio_interval
from costavoid.evidence.series import dispersion_of

SIBLINGS = "counts.dispersion.siblings"
MANY_TIMES = 100  # from which a spread is a whole number
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

    `earlier` are the counts of the years before that one, the oldest first: what was expected is
    then the mean of them all; give a trend or population before as the mean of the same years.
    `dispersion` is the variance of a count over its mean: as given, or
    as these years spread (three or more), or that of children who come in families where
    `counted` is "children", or 1. It widens the interval and the draws, and moves no mean.
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
    earlier: tuple[Number, ...] = ()
    counted: Literal["families", "children"] | None = None
    dispersion: Annotated[
        Estimate | None, in_unit("counts.dispersion", Unit.RATIO, "Variance of a count over mean")
    ] = None
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
        for earlier in self.earlier:
            if earlier < 0 or earlier != int(earlier):
                raise InputError(f"earlier: {earlier:g} given; a count must be whole, 0 or more.")
        if self.earlier and not self.before.value:
            raise InputError(
                f"earlier: given, but {self.before.id} is 0; leave earlier out, or begin with "
                "a year in which there were some."
            )
        if self.dispersion and self.dispersion.value < 1:
            raise InputError(
                f"dispersion: {self.dispersion.value:g} given; the variance of a count over its "
                "mean is 1 (independent cases) or more."
            )
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

    def _years_before(self, inputs: Inputs) -> tuple[float, ...]:
        return (*self.earlier, inputs.estimate(self.before).value)

    def spread(self, inputs: Inputs) -> float:
        """The variance of a count over its mean: as given, as the years before have it, or 1."""
        if self.dispersion:
            return self.dispersion.value
        families = default(SIBLINGS).value if self.counted == "children" else 1.0
        return max(families, dispersion_of(self._years_before(inputs)))

    def independent(self, inputs: Inputs) -> dict[Estimate, float]:
        """Of how many independent cases each count has the error: fewer where they come together.

        The error of all the years before is put on the last of them. A comparison's counts are
        taken as they are.
        """
        spread, years = self.spread(inputs), self._years_before(inputs)
        found = {
            self.before: years[-1] ** 2 / sum(years) / spread if sum(years) else 0.0,
            self.after: inputs.estimate(self.after).value / spread,
        }
        for part in (self.trend_before, self.trend_after):
            if part is not None and part.unit.is_count:  # a trend may be a rate
                found[part] = inputs.estimate(part).value
        return found

    def expected(self, inputs: Inputs) -> Array:
        """Occurrences a year expected without the programme."""
        usual = (inputs.of(self.before) + sum(self.earlier)) / (len(self.earlier) + 1)
        return usual * self.growth(inputs)

    def avoided(self, inputs: Inputs) -> Array:
        """Occurrences avoided a year; negative where there were more."""
        return self.expected(inputs) - inputs.of(self.after)

    def rate_ratio(self, inputs: Inputs | None = None) -> tuple[float, float, float]:
        """After over expected, with its 95% interval by `method`: of its own numbers, or `inputs`.

        The count after that was expected is `before` moved as the comparison (and the population)
        moved, formula 1.
        """
        inputs = inputs or Inputs(self.estimates)
        years, after = self._years_before(inputs), inputs.estimate(self.after).value
        exposure = float(self.growth(inputs)[0]) / len(years)
        low, high = rate_ratio_interval(
            sum(years),
            after,
            exposure=exposure,
            method=self.method,
            dispersion=self.spread(inputs),
        )
        return (after / sum(years) / exposure if sum(years) else float("inf")), low, high

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
            f"{figure(before.value)} in {self.before_year}{self._earlier_said(inputs)}, "
            f"{figure(after.value)} in {self.after_year}; {expected:.1f} expected"
            f"{moved if with_what else ''}: rate ratio {ratio:.3f}, 95% interval {low:.3f} to "
            f"{high:.3f}, {self._method_said(inputs)}, counting error only."
        )

    def _earlier_said(self, inputs: Inputs) -> str:
        if not self.earlier:
            return ""
        years = self._years_before(inputs)
        counts = ", ".join(map(figure, self.earlier))
        return f" (after {counts}; mean of the {len(years)} years {sum(years) / len(years):.1f})"

    def _method_said(self, inputs: Inputs) -> str:
        """How the interval was made, and what widens it."""
        spread = self.spread(inputs)
        if spread <= 1:
            return METHOD_NAMES[self.method]
        if self.dispersion:
            why = f"source: {self.dispersion.source}"
        elif spread > dispersion_of(self._years_before(inputs)):
            why = "children who come in families, an assumption"
        else:
            why = "as the years before spread"
        times = f"{spread:.2g}" if spread < MANY_TIMES else f"{spread:,.0f}"
        return f"{METHOD_NAMES['exact']}, with {times} times the variance of a count ({why})"
