"""Counting-error intervals for counts and for the ratio of two counts, by named methods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.asked import a_number
from costavoid.base.bracketing import Places, roots
from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import MOST

Method = Literal["exact", "mid-p"]
METHOD_NAMES: dict[Method, str] = {
    "exact": "exact (Clopper-Pearson, conditional on the total)",
    "mid-p": "mid-P (conditional on the total)",
}

EXACT = 4 * float(np.finfo(np.float64).eps)  # as near a root as a float can tell, as a share of it


def poisson_interval(count: float, level: float = 0.95) -> tuple[float, float]:
    """Exact (Garwood) interval for the mean of a Poisson count.

    Garwood F. (1936) Biometrika 28:437-442.
    """
    from scipy.special import gammaincinv

    count = _count("count", count)
    tail = tail_of(level_of(level))
    low = float(gammaincinv(count, tail)) if count > 0 else 0.0
    return low, float(gammaincinv(count + 1, 1 - tail))


def count_interval(count: float, independent: float, level: float = 0.95) -> tuple[float, float]:
    """The same for a count with the error of so many independent cases, whole or not."""
    from scipy.special import gammaincinv

    tail, times = tail_of(level), count / independent if independent else 1.0
    low = float(gammaincinv(independent, tail)) * times if independent > 0 else 0.0
    return low, float(gammaincinv(independent + 1, 1 - tail)) * times


def share_interval(count: float, of: float, level: float = 0.95) -> tuple[float, float]:
    """The middle of a beta with so many cases on either side: how far a share of `of` may be out.

    Its mean is the share itself. None of them, or all, has no such spread: both ends are the share.
    """
    from scipy.special import betaincinv

    if not 0 < count < of:
        return count / of, count / of
    tail = tail_of(level)
    ends = (float(betaincinv(count, of - count, end)) for end in (tail, 1 - tail))
    return next(ends), next(ends)


def rate_ratio_interval(
    before: float,
    after: float,
    *,
    exposure: float = 1.0,
    level: float = 0.95,
    method: Method = "exact",
    dispersion: float = 1.0,
) -> tuple[float, float]:
    """Interval for the rate after over the rate before, two Poisson counts compared.

    Given the total, the later count is binomial; the interval for its share becomes one for the
    ratio. `exposure` is the later exposure (or expected growth) over the earlier. "exact" is
    Clopper-Pearson (never too narrow); "mid-p" counts half the observed outcome. `dispersion` is
    the variance of a count over its mean (2 where children come in families): the counts are
    divided by it, as so many independent cases, and the interval is then "exact". Upper limit
    infinite when `before` is 0. Przyborowski and Wilenski (1940) Biometrika 31:313-323.
    """
    if not isinstance(method, str) or method not in METHOD_NAMES:
        raise InputError(f"interval method: {shown(method)} given; use 'exact' or 'mid-p'.")
    before, after = _count("count before", before), _count("count after", after)
    level, wanted = level_of(level), "a number above 0"
    exposure = a_number(exposure, "rate ratio: exposure", wanted)
    if exposure <= 0:
        raise InputError(f"rate ratio: an exposure of {exposure:g} given; give {wanted}.")
    if before == 0 and after == 0:
        raise InputError("rate ratio: both counts are 0; there is nothing to compare.")
    dispersion = a_number(dispersion, "rate ratio: dispersion", "a number of 1 or more")
    if dispersion < 1:
        raise InputError(f"rate ratio: a dispersion of {dispersion:g} given; it is 1 or more.")
    if dispersion > 1:
        before, after, method = before / dispersion, after / dispersion, "exact"
    limits = _exact(before, after, level) if method == "exact" else _mid_p(before, after, level)
    low, high = (share / (1 - share) / exposure if share < 1 else float("inf") for share in limits)
    return low, high


def _count(field: str, given: object) -> float:
    """A count as a number. Raises InputError for what is none, or none that can be meant."""
    wanted = f"a whole count from 0 to {MOST:,}"
    count = a_number(given, field, wanted)
    if not (0 <= count <= MOST and count == int(count)):
        raise InputError(f"{field}: {shown(given)} given; give {wanted}.")
    return int(count)


def level_of(given: object) -> float:
    """A level of confidence. Raises InputError for what is none."""
    wanted = "a number between 0 and 1, such as 0.95"
    level = a_number(given, "interval level", wanted)
    if not 0 < level < 1:
        raise InputError(f"interval level: {shown(given)} given; give {wanted}.")
    return level


def tail_of(level: float) -> float:
    """The chance beyond each end of a two-sided interval."""
    return (1 - level) / 2


def _exact(before: float, after: float, level: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    tail = tail_of(level)
    low = float(betaincinv(after, before + 1, tail)) if after > 0 else 0.0
    high = float(betaincinv(after + 1, before, 1 - tail)) if before > 0 else 1.0
    return low, high


def _mid_p(before: float, after: float, level: float) -> tuple[float, float]:
    """Where a tail that counts half the observed outcome is what is beyond each end.

    That is the mean of the tail with the outcome and the tail without it.
    """
    from scipy.special import betainc, betaincc

    tail = tail_of(level)

    def upper_tail(p: Array, _: Places) -> Array:
        without = betainc(after + 1, before, p) if before > 0 else 0.0
        return np.asarray((without + betainc(after, before + 1, p)) / 2 - tail)

    def lower_tail(p: Array, _: Places) -> Array:
        without = betaincc(after, before + 1, p) if after > 0 else 0.0
        return np.asarray((without + betaincc(after + 1, before, p)) / 2 - tail)

    low = _share(upper_tail) if after > 0 else 0.0
    high = _share(lower_tail) if before > 0 else 1.0
    return low, high


def _share(over: Callable[[Array, Places], Array]) -> float:
    """The share at which it is 0, as nearly as a float can say."""
    return float(roots(over, np.zeros(1), np.ones(1), absolute=0.0, relative=EXACT)[0])
