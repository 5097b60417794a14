"""How many events to expect by chance, of a mean that is known or was itself counted.

A later count whose mean rests on so many earlier events is negative binomial; its tails are those
of the exact conditional (binomial) comparison of the two counts, so a prediction interval and the
interval of the ratio say one thing. Przyborowski J., Wilenski H. (1940) Biometrika 31:313-323;
Faulkenberry G.D. (1973) J. Am. Stat. Assoc. 68:433-435.
"""

from __future__ import annotations

import math

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.asked import a_number
from costavoid.base.errors import InputError, shown
from costavoid.evidence.intervals import level_of, tail_of

KNOWN = math.inf  # events that a mean rests on which is known exactly
MOST_EVENTS = 1e9


def ratio_interval(
    mean: float, events: float, count: float, level: float = 0.95
) -> tuple[float, float]:
    """Interval of a count's own mean over an expected `mean`, which rests on `events` events.

    All are numbers of independent cases, whole or not. Where the mean is known (`events` infinite)
    it is Garwood's interval of the count over it; else Clopper-Pearson's, conditional on the total.
    """
    from scipy.special import betaincinv, gammaincinv

    tail = tail_of(level)
    if math.isinf(events):
        low = float(gammaincinv(count, tail)) if count > 0 else 0.0
        return low / mean, float(gammaincinv(count + 1, 1 - tail)) / mean
    shares = (
        float(betaincinv(count, events + 1, tail)) if count > 0 else 0.0,
        float(betaincinv(count + 1, events, 1 - tail)) if events > 0 else 1.0,
    )
    low, high = (share / (1 - share) * events / mean if share < 1 else math.inf for share in shares)
    return low, high


def at_most(counts: Array, means: Array, events: float) -> Array:
    """Chances of counts so low or lower by chance alone, where `means` are to be expected."""
    from scipy.special import betainc, pdtr

    if math.isinf(events):
        chances: Array = pdtr(counts, means)
    else:
        chances = betainc(events, counts + 1, events / (events + means))
    return chances


def at_least(count: float, mean: float, events: float) -> float:
    """Chance of a count so high or higher by chance alone."""
    from scipy.special import betainc, pdtrc

    if count <= 0:
        return 1.0
    if math.isinf(events):
        return float(pdtrc(count - 1, mean))
    return 1 - float(betainc(events + 1, count, events / (events + mean)))


def most_that_rules_out(means: Array, events: float, level: float = 0.95) -> Array:
    """The highest counts so low that each mean is outside its interval; -1 where none is."""
    tail = tail_of(level)
    low = np.full(means.shape, -1.0)
    high = np.maximum(1.0, np.ceil(means))  # what rules a mean out is below it
    while (high - low > 1).any():
        middle = np.maximum(0.0, np.floor((low + high) / 2))
        rules_out = at_most(middle, means, events) <= tail
        searching = high - low > 1
        low = np.where(searching & rules_out, middle, low)
        high = np.where(searching & ~rules_out, middle, high)
    return low


def prediction_interval(
    mean: float, events: float, *, level: float = 0.95, dispersion: float = 1.0
) -> tuple[float, float]:
    """The counts that chance alone may bring, where `mean` rests on `events` independent events.

    No count within it is told from the mean. `dispersion` is the variance of a count over its mean.
    """
    tail, scaled = tail_of(level), mean / dispersion
    low = float(most_that_rules_out(np.array([scaled]), events, level)[0]) + 1
    below, above = max(0, math.floor(scaled)), max(1, math.ceil(scaled))
    while at_least(above, scaled, events) > tail:
        below, above = above, 2 * above
    while above - below > 1:
        middle = (below + above) // 2
        within = at_least(middle, scaled, events) > tail
        below, above = (middle, above) if within else (below, middle)
    return low * dispersion, below * dispersion


def after_none(
    times: float, *, level: float = 0.95, dispersion: float = 1.0
) -> tuple[float, float]:
    """The counts to come that no event so far leaves possible, over `times` as long a time.

    The limit of `prediction_interval` where nothing has happened yet: (t / (1 + t))^y > tail.
    """
    most = math.ceil(math.log(tail_of(level)) / math.log(times / (1 + times))) - 1
    return 0.0, max(0, most) * dispersion


def chance_of_telling(
    expected: float,
    fall: float,
    *,
    baseline: float | None = None,
    dispersion: float = 1.0,
    level: float = 0.95,
) -> float:
    """The chance (power) that a count will tell a true fall from none.

    `expected` is how many there would be without the programme over the time counted, `fall` the
    share of them that is avoided. `baseline` is how many events that expectation rests on (60, of
    one year's count of 60): its own error is then allowed for, by the exact conditional comparison
    of the two counts; without it the expectation is taken as known, and the count is compared by
    its exact (Garwood) interval. A fall is told where the whole two-sided interval, of `level`,
    lies below no change. `dispersion` is the variance of a count over its mean, 1 or more.
    Raises InputError for what none of these can be.
    """
    mean = _above(expected, "expected", "how many are expected, above 0")
    share = a_number(fall, "fall", "the share avoided, between 0 and 1, such as 0.2")
    if not 0 < share <= 1:
        raise InputError(f"fall: {shown(fall)} given; give the share avoided, such as 0.2.")
    events = KNOWN
    if baseline is not None:
        events = _above(baseline, "baseline", "how many events the expectation rests on")
    spread = a_number(dispersion, "dispersion", "a number of 1 or more")
    if not 1 <= spread <= MOST_EVENTS:
        raise InputError(f"dispersion: {shown(dispersion)} given; it is 1 or more.")
    means = np.array([mean])
    return float(told(means, means * (1 - share), events / spread, spread, level_of(level))[0])


def told(
    without: Array, planned: Array, events: float, dispersion: float = 1.0, level: float = 0.95
) -> Array:
    """As `chance_of_telling`, of pairs of means; `events` are independent ones."""
    from scipy.special import pdtr

    most = most_that_rules_out(without / dispersion, events, level)
    chances: Array = np.where(most < 0, 0.0, pdtr(np.maximum(most, 0.0), planned / dispersion))
    return chances


def _above(given: object, field: str, wanted: str) -> float:
    found = a_number(given, field, f"{wanted}")
    if not 0 < found <= MOST_EVENTS:
        raise InputError(f"{field}: {shown(given)} given; give {wanted}.")
    return found
