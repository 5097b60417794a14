"""More programmes than every set of can be tried: the best that is found, and what none can pass.

Without overlap what a set comes to is a sum, and an integer programme finds the best. With it, the
sum before overlap is a bound that no set can pass; the best set found is worked out with overlap,
improved one programme or one exchange at a time, and the difference to the bound is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.portfolios.choice.problem import DECIMALS, PENNY, Problem

SECONDS = 3.0  # for the first integer programme; the others take as long together
EXACT = 1e-6  # of the largest gain: how near to its bound an integer programme comes
STEPS = 100  # of improvement: each is kept only where it gains


def most_of(problem: Problem) -> Array:
    """What each programme can add at most, whatever is funded beside it.

    Overlap only takes off a gain; where less of something would be a gain, all of it is added.
    """
    most = problem.worth.base[:, 0].copy()
    for cohort in problem.worth.shared:
        losing = np.minimum(cohort.stake[:, :, 0], 0.0).sum(axis=1)
        np.add.at(most, list(cohort.places), -losing)
    return most


def solved(
    problem: Problem, gains: Array, *, but: Iterable[Array] = (), seconds: float = SECONDS
) -> tuple[Array | None, float]:
    """The set with the most gain, but for some sets, and a bound that no set passes.

    None where no set is left.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    if (scale := float(np.abs(gains).max(initial=0.0))) == 0:
        scale = 1.0
    limits = [
        LinearConstraint(rows, -np.inf, most)
        for rows, most in _limits(problem, tuple(but))
        if len(rows)
    ]
    least = np.zeros(gains.size)
    least[sorted(problem.must)] = 1
    found = milp(
        -gains / scale,
        integrality=np.ones(gains.size),
        bounds=Bounds(least, np.ones(gains.size)),
        constraints=limits,
        options={"mip_rel_gap": 0.0, "time_limit": seconds},
    )
    if found.x is None:
        if found.status == 2:  # no set is left
            return None, -np.inf
        raise InputError(
            f"choose: no set was found in {seconds:g} seconds; give fewer programmes, or a budget "
            "for fewer years."
        )
    bound = -float(found.mip_dual_bound if found.mip_dual_bound is not None else found.fun) * scale
    chosen: Array = np.rint(found.x)
    return chosen, bound


def _limits(problem: Problem, but: tuple[Array, ...]) -> Iterator[tuple[Array, Array]]:
    """Rows of numbers, and what the sum over a set of each may be at most."""
    years = problem.bound
    budget = problem.budget[years] + PENNY
    unit = np.maximum(budget, 1.0)  # each year in parts of its budget
    yield problem.costs[:, years].T / unit[:, None], budget / unit
    size = len(problem.names)
    yield (
        np.array([_members(group, size) for group in problem.not_both]),
        np.ones(len(problem.not_both)),
    )
    # not the same set again: at least one programme more, or one fewer
    yield np.array([2 * each - 1 for each in but]), np.array([each.sum() - 1 for each in but])


def _members(group: Iterable[int], size: int) -> Array:
    row = np.zeros(size)
    row[list(group)] = 1
    return row


def neighbours(problem: Problem, chosen: Array) -> Array:
    """The sets that differ by one programme, or by one exchanged for another, and are allowed."""
    size = chosen.size
    flips = np.abs(chosen - np.eye(size))
    inside, outside = np.flatnonzero(chosen == 1), np.flatnonzero(chosen == 0)
    swaps = np.repeat(chosen[None, :], inside.size * outside.size, axis=0)
    pairs = np.arange(len(swaps))
    swaps[pairs, np.repeat(inside, outside.size)] = 0
    swaps[pairs, np.tile(outside, inside.size)] = 1
    listed = np.concatenate([flips, swaps])
    kept: NDArray[np.bool_] = problem.allowed(listed)
    return np.asarray(listed[kept])


def improved(problem: Problem, chosen: Array) -> Array:
    """The set, and then the best of its neighbours, for as long as that gains."""
    at = float(problem.worth.of(chosen[None, :])[0, 0])
    for _ in range(STEPS):
        near = neighbours(problem, chosen)
        if not len(near):
            return chosen
        worths = problem.worth.of(near)[:, 0]
        best = int(worths.argmax())
        if worths[best] <= at + 10.0**-DECIMALS:
            return chosen
        chosen, at = near[best], float(worths[best])
    return chosen
