"""What would have happened without the programme, and how that is known.

Each counterfactual gives the occurrences avoided in a year of the programme's full effect
(formula 1), and says in words what it rests on.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Discriminator, model_validator

from costavoid.errors import InputError
from costavoid.evidence import Estimate, in_unit, require_unit
from costavoid.inputs import Array, Inputs
from costavoid.intervals import METHOD_NAMES, Method, rate_ratio_interval
from costavoid.model import Frozen, PositiveCount
from costavoid.periods import FinancialYear
from costavoid.vocabulary import Design, RangeKind, Unit


class RateAvoided(Frozen):
    """So many occurrences avoided a year for each person (or council) in the programme.

    `expected`, where known, is the rate without the programme; more cannot be avoided.
    """

    kind: Literal["rate avoided"] = "rate avoided"
    rate: Estimate
    cohort: PositiveCount
    expected: Estimate | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.rate, Unit.EVENTS_PER_PERSON_YEAR, Unit.EVENTS_PER_COUNCIL_YEAR)
        if self.expected:
            require_unit(self.expected, self.rate.unit)
        return self

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        return (self.rate, self.expected) if self.expected else (self.rate,)

    def design(self, inputs: Inputs) -> Design:
        """How the effect is known; opinion where the number does not say."""
        return inputs.estimate(self.rate).design or Design.OPINION

    def avoided(self, inputs: Inputs) -> Array:
        """Occurrences avoided a year."""
        rate = inputs.of(self.rate)
        if self.expected and (rate > inputs.of(self.expected)).any():
            raise InputError(
                f"{self.rate.id}: {rate.max():g} avoided a year given, but only "
                f"{inputs.of(self.expected).min():g} are expected without the programme; no more "
                "can be avoided than would have happened."
            )
        return rate * self.cohort

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the effect holds no effect at all."""
        rate = inputs.estimate(self.rate)
        return rate.low is not None and rate.high is not None and rate.low <= 0 <= rate.high

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        rate = inputs.estimate(self.rate)
        return (
            f"{rate.value:.3g} avoided a year for each of {self.cohort}{_interval(rate)}; source: "
            f"{rate.source}.{_note(rate)}"
        )


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


class RatioOnBaseline(Frozen):
    """A rate ratio found elsewhere, applied to a local count a year."""

    kind: Literal["ratio on baseline"] = "ratio on baseline"
    baseline: Annotated[Estimate, in_unit("baseline", Unit.COUNT_PER_YEAR, "Local baseline")]
    ratio: Annotated[Estimate, in_unit("ratio", Unit.RATIO, "Rate ratio, with over without")]

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        return (self.baseline, self.ratio)

    def design(self, inputs: Inputs) -> Design:
        """How the ratio is known; opinion where the number does not say."""
        return inputs.estimate(self.ratio).design or Design.OPINION

    def avoided(self, inputs: Inputs) -> Array:
        """Occurrences avoided a year; negative where the ratio is above 1."""
        return inputs.of(self.baseline) * (1 - inputs.of(self.ratio))

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the effect holds no effect at all."""
        ratio = inputs.estimate(self.ratio)
        return ratio.low is not None and ratio.high is not None and ratio.low <= 1 <= ratio.high

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        baseline, ratio = inputs.estimate(self.baseline), inputs.estimate(self.ratio)
        return (
            f"Rate ratio {ratio.value:.3f}{_interval(ratio)}, applied to a local baseline of "
            f"{baseline.value:g} a year; source: {ratio.source}."
            f"{_note(ratio)}"
        )


class Volume(Frozen):
    """So many cases a year, for programmes whose effect is time or pounds per case.

    `effect` is the estimate that carries the effect (weeks saved, say); its design counts.
    """

    kind: Literal["volume"] = "volume"
    cases: Annotated[Estimate, in_unit("cases", Unit.COUNT_PER_YEAR, "Cases a year")]
    effect: Estimate

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        return (self.cases, self.effect)

    def design(self, inputs: Inputs) -> Design:
        """How the effect per case is known; opinion where the number does not say."""
        return inputs.estimate(self.effect).design or Design.OPINION

    def avoided(self, inputs: Inputs) -> Array:
        """Cases a year."""
        return inputs.of(self.cases)

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the effect holds no effect at all."""
        return inputs.estimate(self.effect).low == 0

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        cases, effect = inputs.estimate(self.cases), inputs.estimate(self.effect)
        return (
            f"{effect.value:g} {effect.unit.value}{_interval(effect)} for each of "
            f"{cases.value:g} cases a year; source: {effect.source}."
            f"{_note(effect)}"
        )


Counterfactual = Annotated[
    RateAvoided | BeforeAfter | RatioOnBaseline | Volume, Discriminator("kind")
]


def _interval(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None or estimate.range_kind is None:
        return ""
    words = "95% interval" if estimate.range_kind is RangeKind.INTERVAL_95 else "published range"
    return f" ({words} {estimate.low:.3g} to {estimate.high:.3g})"


def _note(estimate: Estimate) -> str:
    return f" {estimate.note}." if estimate.note else ""
