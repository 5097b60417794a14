"""How many events are expected without a programme, and on how many events that rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from costavoid.appraisal.without import expected
from costavoid.base.vocabulary import RangeKind
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import figure, many
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.series import dispersion_of
from costavoid.programme.effects import Counterfactual
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.effects.rates import RateAvoided, RatioOnBaseline
from costavoid.programme.effects.shares_compared import SharesCompared

# Standard errors from the middle of an interval to its end.
WIDE = {
    RangeKind.INTERVAL_80: 1.2816,
    RangeKind.INTERVAL_90: 1.6449,
    RangeKind.INTERVAL_95: 1.9600,
    RangeKind.INTERVAL_99: 2.5758,
}


@dataclass(frozen=True)
class Baseline:
    """Events a year without the programme, and of how many independent events that has the error.

    `dispersion` is the variance of a count over its mean: 1 for cases that come one by one.
    """

    a_year: float
    events: float
    dispersion: float
    said: str


def baseline_of(counterfactual: Counterfactual, years: float, inputs: Inputs) -> Baseline | None:
    """The baseline that an effect itself states; None where it says only how many are avoided.

    `years` are those over which its cases are counted: 1, but for what is counted in all. A
    baseline with an interval rests on as many events as have an error as wide; one without, on
    one count of its own size.
    """
    total = expected(counterfactual, inputs)
    if total <= 0:
        return None
    if isinstance(counterfactual, BeforeAfter):
        return _counted_before(counterfactual, total, inputs)
    estimate = inputs.estimate(_baseline_estimate(counterfactual))
    events, said = total, f"one count of {figure(total)}, without an interval"
    wide = WIDE.get(estimate.range_kind) if estimate.range_kind else None
    if wide and estimate.low is not None and estimate.high is not None:
        half = (estimate.high - estimate.low) / 2 / wide
        events = (estimate.value / half) ** 2 if half else total
        said = (
            f"{estimate.range_kind} {figure(estimate.low)} to {figure(estimate.high)}, as wide as "
            f"that of a count of {figure(round(events))}"
        )
    return Baseline(total / years, events, 1.0, f"{said}; source: {estimate.source}")


def _baseline_estimate(counterfactual: Counterfactual) -> Estimate:
    """The number that says how many there would be."""
    if isinstance(counterfactual, RatioOnBaseline):
        return counterfactual.baseline
    if isinstance(counterfactual, SharesCompared):
        return counterfactual.without
    assert isinstance(counterfactual, RateAvoided) and counterfactual.expected
    return counterfactual.expected


def _counted_before(effect: BeforeAfter, total: float, inputs: Inputs) -> Baseline:
    """The counts of the years before, with the error of the trend's counts added to theirs."""
    years = (*effect.earlier, inputs.estimate(effect.before).value)
    spread = effect.spread(inputs)
    error = spread / sum(years)
    said = f"{many(len(years), 'count')} before: {', '.join(map(figure, years))}"
    for part in (effect.trend_before, effect.trend_after):
        if part is not None and part.unit.is_count:
            error += 1 / inputs.estimate(part).value
    if effect.trend_before:
        said += ", moved with a comparison"
    return Baseline(total, 1 / error, spread, said)


def counted(years: Sequence[float]) -> Baseline:
    """The baseline of counts of one year or more, the oldest first."""
    spread = dispersion_of(years)
    said = f"{many(len(years), 'count')} before: {', '.join(map(figure, years))}"
    return Baseline(sum(years) / len(years), sum(years) / spread, spread, said)
