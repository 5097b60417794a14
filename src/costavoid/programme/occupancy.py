"""How many cases are there, for how long, and when do they leave: the exact integrals.

One occurrence a year, spread evenly over [a, b], each staying according to a survival curve S:
S(u) is the share still there u years after the occurrence, H its integral and G the integral of
H. Where a = b there is one occurrence, at a. All times are years on one clock; `edges` bound
the periods and may be any rising numbers. An event on an edge belongs to the period it starts.

Everything broadcasts: a, b and the parameters of a curve may be arrays of draws, and results
have the shape (periods, draws); plain numbers give draws = 1. Formulas 2 to 6 of the method.

Every result is a weighted sum of S, H or G over times (a period is the difference of two edges):
a curve gives such sums whole, and adds times past every draw's stay at once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import factorial
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError

NOISE = 1e-11  # differences of G are exact to about 1e-13; what is smaller than this is nothing
DIGITS = 12  # times that agree so far are one


def _power(n: int, x: Array) -> Array:
    """x^n / n! where x is above 0, else 0; n to 2: S, H and G of a case that stays for good."""
    if n == 0:
        return np.where(x > 0, 1.0, 0.0)
    ramp = np.maximum(x, 0.0)
    return ramp if n == 1 else ramp * ramp / 2


def _powers(n: int, at: Array, weights: Array, since: Array) -> Array:
    """Weighted sums of it over times, as `Curve.summed`: times after every draw's at once."""
    after, back, past = at > since.max(), since.min() - since, at - since.min()
    total = np.zeros((len(weights), 1 if n else since.size))
    for k in range(n + 1):
        moment = (weights[:, after] * past[after] ** k).sum(axis=1, keepdims=True)
        total = (total * back if k else total) + moment / (factorial(k) * factorial(n - k))
    for i in np.flatnonzero((past > 0) & ~after):
        power = _power(n, at[i] - since)
        for row, weight in zip(total, weights[:, i], strict=True):
            row += weight * power
    return total


class Curve(ABC):
    """A survival curve; x is years since the occurrence, of shape (times, draws)."""

    @abstractmethod
    def integral(self, n: int, x: Array) -> Array:
        """S at x (n = 0), H (1) or G (2); zero for x <= 0, when nothing has happened yet."""

    def s(self, x: Array) -> Array:
        """Share still there just before x."""
        return self.integral(0, x)

    def h(self, x: Array) -> Array:
        """Integral of S from 0 to x: mean years of stay so far."""
        return self.integral(1, x)

    def g(self, x: Array) -> Array:
        """Integral of H from 0 to x."""
        return self.integral(2, x)

    def summed(self, n: int, at: Array, weights: Array, since: Array) -> Array:
        """Weighted sums of S (n = 0), H (1) or G (2) over the times `at`, where x = at - since.

        `weights` has a row for each sum, `since` a number for each draw: shape (sums, draws).
        """
        total = np.zeros((len(weights), 1))
        for i in np.flatnonzero(at > since.min()):
            total = total + weights[:, i, None] * self.integral(n, at[i] - since)
        return total


class StepCurve(Curve):
    """A stay known from a table (Kaplan-Meier, or one fixed length): shares fall at stated times.

    `times` are years (each a number or an array of draws), rising; `shares` are what is left
    after each, falling within [0, 1]. After the last step the remaining share stays for good:
    cap it with `Until`, or end the table with a share of 0. Raises InputError otherwise.
    """

    def __init__(self, times: Sequence[ArrayLike], shares: Sequence[ArrayLike]) -> None:
        if len(times) != len(shares) or not times:
            raise InputError(
                f"step curve: {len(times)} times and {len(shares)} shares given; give one share "
                "for each time, and at least one."
            )
        self._times = [np.atleast_1d(np.asarray(t, dtype=np.float64)) for t in times]
        left = [np.ones(1), *(np.atleast_1d(np.asarray(p, dtype=np.float64)) for p in shares)]
        self._drops = [before - after for before, after in pairwise(left)]
        if any((d < 0).any() for d in self._drops) or (left[-1] < 0).any():
            raise InputError(
                "step curve: shares must start at 1 or less and fall, staying at 0 or more: "
                "a case that has left does not come back."
            )
        previous = np.zeros(1)
        for time in self._times:
            if (time < previous).any():
                raise InputError("step curve: times must be 0 or more years and rise.")
            previous = time

    def integral(self, n: int, x: Array) -> Array:
        """One for each case that comes, less a share of one at each step."""
        left = _power(n, x)
        for time, drop in zip(self._times, self._drops, strict=True):
            left = left - drop * _power(n, x - time)
        return left

    def summed(self, n: int, at: Array, weights: Array, since: Array) -> Array:
        """The same over times."""
        left = _powers(n, at, weights, since)
        for time, drop in zip(self._times, self._drops, strict=True):
            left = left - drop * _powers(n, at, weights, since + time)
        return left


class ExponentialCurve(Curve):
    """A stay with a constant chance of leaving; `mean` is in years, above 0."""

    def __init__(self, mean: ArrayLike) -> None:
        self._mean = np.atleast_1d(np.asarray(mean, dtype=np.float64))
        if (self._mean <= 0).any():
            raise InputError("exponential stay: the mean must be above 0.")

    def integral(self, n: int, x: Array) -> Array:
        """The share that decays; its integral is the mean x who has left, and so on."""
        years = np.maximum(x, 0.0) / self._mean
        if n == 0:
            return np.where(x > 0, np.exp(-years), 0.0)
        stayed = -self._mean * np.expm1(-years)
        return stayed if n == 1 else self._mean * (_power(1, x) - stayed)

    def summed(self, n: int, at: Array, weights: Array, since: Array) -> Array:
        """The same over times: those whole years apart are one polynomial of the share S(1)."""
        after = at > since.max()
        total = super().summed(0, at[~after], weights[:, ~after], since)
        at_rest, rows = at[after], weights[:, after].T
        parts = np.round(at_rest % 1.0, DIGITS)
        share = np.exp(-1 / self._mean)
        for part in np.unique(parts):
            first = at_rest[parts == part].min()
            years = np.rint(at_rest[parts == part] - first).astype(int)
            each = np.zeros((years.max() + 1, len(weights), 1))
            each[years, :, 0] = rows[parts == part]
            power = each[-1]
            for row in each[-2::-1]:
                power = power * share + row
            total = total + power * np.exp((since - first) / self._mean)
        for k in range(n):
            total = self._mean * (_powers(k, at, weights, since) - total)
        return total


class Until(Curve):
    """A curve cut off at a fixed time: whoever is left leaves then (an 18th birthday)."""

    def __init__(self, curve: Curve, limit: ArrayLike) -> None:
        self._curve = curve
        self._limit = np.atleast_1d(np.asarray(limit, dtype=np.float64))

    def integral(self, n: int, x: Array) -> Array:
        """As the curve up to the limit; nobody after it."""
        if n == 0:
            return np.where(x <= self._limit, self._curve.s(x), 0.0)
        before = self._curve.integral(n, np.minimum(x, self._limit))
        if n == 1:
            return before
        return before + self._curve.h(self._limit + 0 * x) * _power(1, x - self._limit)

    def summed(self, n: int, at: Array, weights: Array, since: Array) -> Array:
        """The same over times; the curve's own sums where no draw has reached the limit."""
        inside = at - since.min() <= self._limit.min()
        rest = super().summed(n, at[~inside], weights[:, ~inside], since)
        return self._curve.summed(n, at[inside], weights[:, inside], since) + rest


class _Gone(Curve):
    """Those who have left."""

    def __init__(self, curve: Curve) -> None:
        self._curve = curve

    def integral(self, n: int, x: Array) -> Array:
        """Who has come, less who stays."""
        return _power(n, x) - self._curve.integral(n, x)

    def summed(self, n: int, at: Array, weights: Array, since: Array) -> Array:
        """The same over times."""
        return _powers(n, at, weights, since) - self._curve.summed(n, at, weights, since)


class AfterExit(Until):
    """What begins when a case leaves and ends at a fixed time: an allowance to the age of 18."""

    def __init__(self, curve: Curve, limit: ArrayLike) -> None:
        super().__init__(_Gone(curve), limit)


@dataclass(frozen=True, eq=False)
class Arrivals:
    """When cases come, for weighted sums over times: parts of (at, weights, since).

    `order` is 1 for cases that come at one a year from then on, 0 for one case.
    """

    parts: tuple[tuple[Array, Array, Array], ...]  # one or two
    order: int = 1

    @classmethod
    def over(cls, at: Array, weights: Array, a: ArrayLike, b: ArrayLike) -> Self:
        """One a year over [a, b]; or one at a, where they are the same."""
        start, end = (np.atleast_1d(np.asarray(bound, dtype=np.float64)) for bound in (a, b))
        if (end < start).any():
            raise InputError("occurrences: the window must not end before it starts.")
        if np.all(start == end):
            return cls(((at, weights, start),), order=0)
        return cls(((at, weights, start), (at, -weights, end)))

    def _sum(self, n: int, curve: Curve | None = None) -> Array:
        order = n + self.order
        found = [curve.summed(order, *p) if curve else _powers(order, *p) for p in self.parts]
        return found[0] if len(found) == 1 else found[0] + found[1]

    def occurrences(self) -> Array:
        """How many have come. Formula 2."""
        return self._sum(0)

    def caseload(self, curve: Curve) -> Array:
        """How many are there. Formula 3."""
        return self._sum(0, curve)

    def person_years(self, curve: Curve) -> Array:
        """Years that they have stayed. Formula 4."""
        return self._sum(1, curve)

    def exits(self, curve: Curve) -> Array:
        """How many have left: who have come, less who are there. Formula 5."""
        return self.occurrences() - self.caseload(curve)


def on_edges(weights: Array) -> Array:
    """Weights of the edges in sums of the change in each period, from those of the periods."""
    return -np.diff(weights, axis=1, prepend=0.0, append=0.0)


def timetable(
    times: ArrayLike, weights: Array, blocks: Sequence[tuple[float, float, float]]
) -> tuple[Array, Array]:
    """Times since the rate of arrivals changed, each once, and their weights in each sum.

    `blocks` are (from, to, cases a year); `weights` has a row for each sum over the `times`.
    """
    changes = [(a, share) for a, _, share in blocks] + [(b, -share) for _, b, share in blocks]
    since = np.concatenate([np.asarray(times) - at for at, _ in changes])
    each = np.concatenate([change * weights for _, change in changes], axis=1)
    _, first, which = np.unique(np.round(since, DIGITS), return_index=True, return_inverse=True)
    summed = np.zeros((first.size, len(weights)))
    np.add.at(summed, which, each.T)
    return since[first], np.ascontiguousarray(summed.T)


def clean(change: Array) -> Array:
    """A change without what is only rounding."""
    return np.where(np.abs(change) < NOISE, 0.0, change)


def _changes(edges: ArrayLike) -> tuple[Array, Array]:
    return np.asarray(edges, dtype=np.float64), on_edges(np.eye(np.size(edges) - 1))


def occurrences(edges: ArrayLike, a: ArrayLike, b: ArrayLike) -> Array:
    """Occurrences in each period. Formula 2."""
    return clean(Arrivals.over(*_changes(edges), a, b).occurrences())


def caseload(times: ArrayLike, a: ArrayLike, b: ArrayLike, curve: Curve) -> Array:
    """Cases present at each time (just before it: 31 March, not 1 April). Formula 3."""
    return Arrivals.over(np.asarray(times), np.eye(np.size(times)), a, b).caseload(curve)


def person_years(edges: ArrayLike, a: ArrayLike, b: ArrayLike, curve: Curve) -> Array:
    """Years of stay in each period, over all cases. Formula 4."""
    return clean(Arrivals.over(*_changes(edges), a, b).person_years(curve))


def exits(edges: ArrayLike, a: ArrayLike, b: ArrayLike, curve: Curve) -> Array:
    """Cases that leave in each period: occurrences less the change in caseload. Formula 5."""
    return clean(Arrivals.over(*_changes(edges), a, b).exits(curve))
