"""Roots of many functions side by side, each between two values where its signs differ.

Chandrupatla T.R. (1997) Advances in Engineering Software 28:145-149: a step by the inverse
quadratic through the last three points where they bend little enough to trust it, else by half.
SciPy has the same (`optimize.elementwise.find_root`); to load it takes longer than the searches.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from costavoid.base.arrays import Array

ROUNDS = 2046  # halvings that take the largest number a float holds to the smallest

Places = NDArray[np.intp]


def roots(
    values_at: Callable[[Array, Places], Array],
    low: Array,
    high: Array,
    *,
    absolute: float,
    relative: float,
) -> Array:
    """Where each function is zero, between its `low` and its `high`, both finite.

    `values_at` is given numbers, and the place of the function that each is asked of. A root is
    where its function is 0, or an end of a bracket narrower than `absolute` plus that share of
    it; of a function that steps over zero, where it does. nan where the signs do not differ, and
    where a value is nan: that function is not asked again.
    """
    places: Places = np.arange(low.size)
    ends = values_at(low, places), values_at(high, places)
    # newest, the other end of the bracket, and the end given up last: each with its value
    x, f = np.stack([low, high, high]), np.stack([*ends, ends[1]])
    found = np.full(low.shape, np.nan)
    for _ in range(ROUNDS):
        best = np.where(np.abs(f[0]) < np.abs(f[1]), x[0], x[1])
        width, near = np.abs(x[1] - x[0]), np.abs(best) * relative + absolute
        at_zero = np.minimum(np.abs(f[0]), np.abs(f[1])) == 0
        crosses = np.sign(f[0]) * np.sign(f[1]) < 0  # not where either is nan
        going = crosses & (width >= near)
        found[places] = np.where(at_zero | crosses, best, np.nan)
        if not going.any():
            break
        x, f, places = x[:, going], f[:, going], places[going]
        newest = x[0] + _step(x, f, near[going] / width[going]) * (x[1] - x[0])
        x, f = _narrowed(x, f, newest, values_at(newest, places))
    return found


def _step(x: Array, f: Array, near: Array) -> Array:
    """How far to go from the newest end to the other, as a share; `near` is one of their width."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        along, up = (x[0] - x[1]) / (x[2] - x[1]), (f[0] - f[1]) / (f[2] - f[1])
        beyond = (x[2] - x[0]) / (x[1] - x[0])
        quadratic = f[0] / (f[0] - f[1]) * f[2] / (f[2] - f[1])
        quadratic -= beyond * f[0] / (f[2] - f[0]) * f[1] / (f[1] - f[2])
        safe = (1 - np.sqrt(1 - along) < up) & (up < np.sqrt(along))
    step: Array = np.clip(np.where(safe, quadratic, 0.5), 0.5 * near, 1 - 0.5 * near)
    return step


def _narrowed(x: Array, f: Array, newest: Array, value: Array) -> tuple[Array, Array]:
    """The brackets with the newest point in the place of the end on its side of zero."""
    same = np.sign(value) == np.sign(f[0])
    return (
        np.stack([newest, np.where(same, x[1], x[0]), np.where(same, x[0], x[1])]),
        np.stack([value, np.where(same, f[1], f[0]), np.where(same, f[0], f[1])]),
    )
