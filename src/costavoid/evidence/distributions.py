"""What one estimate's interval says of its spread: a distribution with that interval.

Formula 14.

The unit decides the kind: a share is a beta, a ratio a log-normal, money, durations and rates a
gamma. Both ends of each are the published ones, so its mean is near the published value and need
not be it. A difference, which may go either way, is a normal: it keeps the value as its mean and
the width, and so the ends only where those stand as far off on both sides.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import WHOLES, RangeKind, Unit
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import figure
from costavoid.evidence.kinds import Distribution

LOWER, UPPER = 0.025, 0.975
# By kind of interval: what lies below it, and half of a normal one in standard deviations.
TAILS: dict[RangeKind | None, tuple[float, float]] = {
    RangeKind.INTERVAL_80: (0.1, 1.2815515655446004),
    RangeKind.INTERVAL_90: (0.05, 1.6448536269514722),
    RangeKind.INTERVAL_95: (LOWER, 1.959963984540054),
    RangeKind.INTERVAL_99: (0.005, 2.5758293035489004),
}
BETWEEN = (RangeKind.BETWEEN_COUNCILS, RangeKind.BETWEEN_YEARS)
EDGE = 0.05  # of the interval, at either end
LOGS = np.linspace(math.log(1e-2), math.log(1e9), 60)  # of the concentrations looked between
HALVINGS = 60  # of the distance in which a mean is looked for
EIGHTHS = np.linspace(0.0, 1.0, 9)
ROUNDS = 14  # each looks eight times as closely as the one before


def counted(estimate: Estimate, independent: float) -> Distribution | None:
    """A gamma with the count for its mean and the error of so many cases; none for 0."""
    if estimate.value == 0:
        return None
    return Distribution(estimate.id, "gamma", independent, estimate.value / independent)


def distribution(estimate: Estimate, range_as: str | None = None) -> Distribution | None:
    """How one estimate varies; None where it is held fixed.

    A published range is not an interval: it varies only with `range_as`, "95% interval" (read as
    one), "triangular" or "PERT" (its ends the least and the most). Raises InputError naming the
    estimate where no distribution of its kind has such an interval.
    """
    low, high = estimate.low, estimate.high
    if low is None or high is None or low == high:
        return None
    if estimate.range_kind is RangeKind.RANGE and range_as is None:
        return None
    if estimate.range_kind is RangeKind.RANGE and range_as in ("triangular", "PERT"):
        return _between(estimate, low, high, range_as)
    if estimate.range_kind in BETWEEN and estimate.unit not in WHOLES:
        return _two_pieces(estimate, low, high)
    _refuse_one_sided(estimate, low, high)
    if estimate.unit is Unit.RATIO:
        return _log_normal(estimate, low, high)
    if estimate.unit in WHOLES:
        return _beta(estimate, low, high, WHOLES[estimate.unit])
    if low < 0:
        return Distribution(estimate.id, "normal", estimate.value, _deviation(estimate, high - low))
    return _gamma(estimate, low, high)


def about(spread: Distribution, mean: float) -> Distribution:
    """A beta as concentrated about another mean: shares of one whole keep theirs, to add up."""
    size, share = spread.first + spread.second, mean / spread.high
    return replace(spread, first=share * size, second=(1 - share) * size)


def ends_drawn(estimate: Estimate, spread: Distribution) -> tuple[float, float]:
    """The values below and above which so many draws fall as its interval leaves outside."""
    low, high = spread.quantile(np.array(_cuts(estimate)))
    return float(low), float(high)


def assumed(estimate: Estimate, share: float) -> Distribution | None:
    """How a number would vary of which nobody said how far it may be out; None for none or all.

    A standard error of that share of the value, which is the mean, by the kind of its unit; of a
    share, of the smaller of it and the rest.
    """
    value = estimate.value
    if estimate.unit in WHOLES:
        whole = WHOLES[estimate.unit]
        mean = value / whole
        smaller = min(mean, 1 - mean)
        if smaller <= 0:
            return None
        size = mean * (1 - mean) / (share * smaller) ** 2 - 1
        first, second = mean * size, (1 - mean) * size
        if whole == 1:
            return Distribution(estimate.id, "beta", first, second)
        return Distribution(estimate.id, "PERT", first, second, 0.0, float(whole))
    if value == 0:
        return None
    if value < 0:
        return Distribution(estimate.id, "normal", value, share * -value)
    if estimate.unit is Unit.RATIO:
        spread = math.sqrt(math.log1p(share**2))
        return Distribution(estimate.id, "log-normal", math.log(value) - spread**2 / 2, spread)
    return Distribution(estimate.id, "gamma", 1 / share**2, value * share**2)


def part_of(estimate: Estimate, left: float) -> Distribution:
    """A share with an interval, drawn as a part of what the fixed shares beside it leave."""
    low, high = estimate.low, estimate.high
    if low is None or high is None or high >= left:
        why = f"the shares held fixed beside it leave only {figure(left)}: they need one too"
        raise _impossible(estimate, why)
    return _beta(estimate, low, high, left)


def _refuse_one_sided(estimate: Estimate, low: float, high: float) -> None:
    """A value at the end of its own interval is the middle of no spread with that interval."""
    at = (estimate.value - low) / (high - low)
    if estimate.unit is Unit.RATIO and low > 0:
        at = (math.log(estimate.value) - math.log(low)) / (math.log(high) - math.log(low))
    if not EDGE <= at <= 1 - EDGE:
        raise _impossible(estimate, "the value stands at the end of its own interval")


def _deviation(estimate: Estimate, width: float) -> float:
    """The standard deviation of a normal whose interval is so wide; a range is read as of 95%."""
    return width / (2 * TAILS.get(estimate.range_kind, TAILS[RangeKind.INTERVAL_95])[1])


def _cuts(estimate: Estimate) -> tuple[float, float]:
    """The shares of draws below the ends of its interval."""
    tail = TAILS.get(estimate.range_kind, TAILS[RangeKind.INTERVAL_95])[0]
    return tail, 1 - tail


def _between(estimate: Estimate, low: float, high: float, kind: str) -> Distribution:
    if kind == "triangular":
        return Distribution(estimate.id, "triangular", estimate.value, 0.0, low, high)
    rise = (estimate.value - low) / (high - low)
    return Distribution(estimate.id, "PERT", 1 + 4 * rise, 5 - 4 * rise, low, high)


def _two_pieces(estimate: Estimate, low: float, high: float) -> Distribution:
    """Half of the draws on either side of the value, and both ends kept."""
    if low <= 0:
        raise _impossible(estimate, "no spread of amounts above 0 has so many draws at 0")
    value, half = estimate.value, TAILS[RangeKind.INTERVAL_95][1]
    below, above = math.log(value / low) / half, math.log(high / value) / half
    return Distribution(estimate.id, "two-piece log-normal", math.log(value), below, above=above)


def _log_normal(estimate: Estimate, low: float, high: float) -> Distribution:
    if low <= 0:
        raise _impossible(estimate, "a ratio's interval must be above 0")
    spread = _deviation(estimate, math.log(high / low))
    return Distribution(estimate.id, "log-normal", math.log(low * high) / 2, spread)


def _beta(estimate: Estimate, low: float, high: float, whole: float) -> Distribution:
    """The beta with both ends: of the means that have the lower, the one with the upper too."""
    from scipy.special import betaincinv

    if low <= 0 or high >= whole:
        raise _impossible(estimate, "no spread of shares has so many draws at none or all of it")
    ends = low / whole, high / whole
    below, above = _cuts(estimate)

    def means(size: Array) -> Array:
        least, most = np.full(size.shape, ends[0]), np.full(size.shape, ends[1])
        for _ in range(HALVINGS):
            middle = (least + most) / 2
            short = betaincinv(middle * size, (1 - middle) * size, below) < ends[0]
            least, most = np.where(short, middle, least), np.where(short, most, middle)
        return np.asarray((least + most) / 2)

    def upper(size: Array) -> Array:
        mean = means(size)
        return np.asarray(betaincinv(mean * size, (1 - mean) * size, above))

    size = _solve(upper, ends[1], estimate)
    mean = float(means(np.array([size]))[0])
    first, second = mean * size, (1 - mean) * size
    if first < 1 and second < 1:
        raise _impossible(estimate, "it is so wide that most draws would be none or all of it")
    if whole == 1:
        return Distribution(estimate.id, "beta", first, second)
    return Distribution(estimate.id, "PERT", first, second, 0.0, float(whole))


def _gamma(estimate: Estimate, low: float, high: float) -> Distribution:
    """The gamma with both ends: their quotient tells its shape."""
    from scipy.special import gammaincinv

    if low <= 0:
        raise _impossible(estimate, "no spread of amounts above 0 has so many draws at 0")
    below, above = _cuts(estimate)

    def quotient(shape: Array) -> Array:
        with np.errstate(divide="ignore", over="ignore"):
            ends = (np.log(gammaincinv(shape, end)) for end in (above, below))
            return np.asarray(next(ends) - next(ends))

    shape = _solve(quotient, math.log(high / low), estimate)
    return Distribution(estimate.id, "gamma", shape, low / float(gammaincinv(shape, below)))


def _solve(falls: Callable[[Array], Array], wanted: float, estimate: Estimate) -> float:
    """The concentration at which something that falls with it is as wanted."""
    logs = LOGS  # of the concentration
    values = falls(np.exp(logs))
    if wanted > values[0]:
        raise _impossible(estimate, "no spread of its kind has so wide an interval")
    if wanted < values[-1]:
        raise _impossible(estimate, "its interval is too narrow to tell from none")
    for _ in range(ROUNDS):  # between the last that is more and the first that is not
        after = max(1, int(np.argmax(values <= wanted)))
        logs = logs[after - 1] + EIGHTHS * (logs[after] - logs[after - 1])
        values = falls(np.exp(logs))
    return float(np.exp(logs[int(np.argmin(np.abs(values - wanted)))]))


def _impossible(estimate: Estimate, why: str) -> InputError:
    return InputError(
        f"{estimate.id}: {figure(estimate.value)} ({figure(estimate.low or 0)} to "
        f"{figure(estimate.high or 0)}, {estimate.unit.value}) cannot be drawn: {why}; give the "
        "interval the source prints, or leave low and high out to hold the number fixed."
    )
