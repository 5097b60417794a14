"""How many cases are there, for how long, and when do they leave: the exact integrals.

One occurrence a year, spread evenly over [a, b], each staying according to a survival curve S:
S(u) is the share still there u years after the occurrence, H its integral and G the integral of
H. Where a = b there is one occurrence, at a. All times are years on one clock; `edges` bound
the periods and may be any rising numbers. An event on an edge belongs to the period it starts.

Everything broadcasts: a, b and the parameters of a curve may be arrays of draws, and results
have the shape (periods, draws); plain numbers give draws = 1. Formulas 2 to 6 of the method.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from costavoid.errors import InputError

Array = NDArray[np.float64]


class Curve(Protocol):
    """A survival curve; x is years since the occurrence, of shape (times, draws)."""

    def s(self, x: Array) -> Array:
        """Share still there just before x; zero for x <= 0, when nothing has happened yet."""
        ...

    def h(self, x: Array) -> Array:
        """Integral of S from 0 to x: mean years of stay so far."""
        ...

    def g(self, x: Array) -> Array:
        """Integral of H from 0 to x."""
        ...


NOISE = 1e-11  # differences of G are exact to about 1e-13; what is smaller than this is nothing


def _ramp(x: Array) -> Array:
    return np.maximum(x, 0.0)


def _change(so_far: Array) -> Array:
    """What is added in each period to a running total."""
    added = np.diff(so_far, axis=0)
    return np.where(np.abs(added) < NOISE, 0.0, added)


class StepCurve:
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

    def s(self, x: Array) -> Array:
        left = np.where(x > 0, 1.0, 0.0)
        for time, drop in zip(self._times, self._drops, strict=True):
            left = left - drop * ((x > time) & (x > 0))
        return left

    def h(self, x: Array) -> Array:
        area = _ramp(x)
        for time, drop in zip(self._times, self._drops, strict=True):
            area = area - drop * _ramp(x - time)
        return area

    def g(self, x: Array) -> Array:
        area = _ramp(x) ** 2 / 2
        for time, drop in zip(self._times, self._drops, strict=True):
            area = area - drop * _ramp(x - time) ** 2 / 2
        return area


class ExponentialCurve:
    """A stay with a constant chance of leaving; `mean` is in years, above 0."""

    def __init__(self, mean: ArrayLike) -> None:
        self._mean = np.atleast_1d(np.asarray(mean, dtype=np.float64))
        if (self._mean <= 0).any():
            raise InputError("exponential stay: the mean must be above 0.")

    def s(self, x: Array) -> Array:
        return np.where(x > 0, np.exp(-_ramp(x) / self._mean), 0.0)

    def h(self, x: Array) -> Array:
        return -self._mean * np.expm1(-_ramp(x) / self._mean)

    def g(self, x: Array) -> Array:
        return self._mean * (_ramp(x) - self.h(x))


class Until:
    """A curve cut off at a fixed time: whoever is left leaves then (an 18th birthday)."""

    def __init__(self, curve: Curve, limit: ArrayLike) -> None:
        self._curve = curve
        self._limit = np.atleast_1d(np.asarray(limit, dtype=np.float64))

    def s(self, x: Array) -> Array:
        return np.where(x <= self._limit, self._curve.s(x), 0.0)

    def h(self, x: Array) -> Array:
        return self._curve.h(np.minimum(x, self._limit))

    def g(self, x: Array) -> Array:
        before = self._curve.g(np.minimum(x, self._limit))
        return before + self._curve.h(self._limit + 0 * x) * _ramp(x - self._limit)


class AfterExit:
    """What begins when a case leaves and ends at a fixed time: an allowance to the age of 18."""

    def __init__(self, curve: Curve, limit: ArrayLike) -> None:
        self._curve = curve
        self._limit = np.atleast_1d(np.asarray(limit, dtype=np.float64))

    def s(self, x: Array) -> Array:
        return np.where((x > 0) & (x <= self._limit), 1.0 - self._curve.s(x), 0.0)

    def h(self, x: Array) -> Array:
        inside = np.minimum(x, self._limit)
        return _ramp(inside) - self._curve.h(inside)

    def g(self, x: Array) -> Array:
        inside = np.minimum(x, self._limit)
        before = _ramp(inside) ** 2 / 2 - self._curve.g(inside)
        return before + self.h(self._limit + 0 * x) * _ramp(x - self._limit)


def _column(edges: ArrayLike) -> Array:
    return np.asarray(edges, dtype=np.float64).reshape(-1, 1)


def _since(times: ArrayLike, a: ArrayLike, b: ArrayLike) -> tuple[Array, Array, bool]:
    """Years since a and since b, and whether all occurrences fall at one instant."""
    t, a, b = _column(times), np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if (b < a).any():
        raise InputError("occurrences: the window must not end before it starts.")
    return t - a, t - b, bool(np.all(a == b))


def _arrived(times: ArrayLike, a: ArrayLike, b: ArrayLike) -> Array:
    """Occurrences before each time."""
    since_a, since_b, instant = _since(times, a, b)
    return np.where(since_a > 0, 1.0, 0.0) if instant else _ramp(since_a) - _ramp(since_b)


def occurrences(edges: ArrayLike, a: ArrayLike, b: ArrayLike) -> Array:
    """Occurrences in each period. Formula 2."""
    return _change(_arrived(edges, a, b))


def caseload(times: ArrayLike, a: ArrayLike, b: ArrayLike, curve: Curve) -> Array:
    """Cases present at each time (just before it: 31 March, not 1 April). Formula 3."""
    since_a, since_b, instant = _since(times, a, b)
    return curve.s(since_a) if instant else curve.h(since_a) - curve.h(since_b)


def person_years(edges: ArrayLike, a: ArrayLike, b: ArrayLike, curve: Curve) -> Array:
    """Years of stay in each period, over all cases. Formula 4."""
    since_a, since_b, instant = _since(edges, a, b)
    so_far = curve.h(since_a) if instant else curve.g(since_a) - curve.g(since_b)
    return _change(so_far)


def exits(edges: ArrayLike, a: ArrayLike, b: ArrayLike, curve: Curve) -> Array:
    """Cases that leave in each period: occurrences less the change in caseload. Formula 5."""
    return _change(_arrived(edges, a, b) - caseload(edges, a, b, curve))
