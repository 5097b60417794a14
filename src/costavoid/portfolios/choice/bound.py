"""More programmes than every set of can be tried: the best that is found, and what none can pass.

Without overlap what a set comes to is a sum, and an integer programme finds the best. With it, what
is kept of the effects on one cohort at one time is no more than their sum, and no more than the
dearest event times the share avoided, 1 - exp(-L), where L is the sum of -log(1 - s): a curve below
each of its tangents. Under these an integer programme finds a bound that no set can pass; the set
it finds is worked out with overlap, improved one programme or one exchange at a time, and the
difference to the bound is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.portfolios.choice.problem import DECIMALS, PENNY, Problem
from costavoid.portfolios.worth import Shared

SECONDS = 3.0  # for the first integer programme; the others take as long together
EXACT = 2e-6  # of the largest gain: how near to its bound an integer programme comes
STEPS = 100  # of improvement: each is kept only where it gains
TANGENTS = np.array([0.0, 0.1, 0.25, 0.5, 0.8, 1.2, 1.8, 2.6, 4.0, 7.0])  # where L is so much
MOST_LOG = 36.0  # of -log(1 - s): beyond it nothing is left but rounding


@dataclass(frozen=True, eq=False)
class Linear:
    """What sets come to, or a bound of it, as a sum: of the programmes, then of what is kept.

    `gains` has a number for each; `rows` times these are `most` at most.
    """

    gains: Array
    rows: Array
    most: Array

    def scale(self, programmes: int) -> float:
        """The largest gain or loss of a programme; 1 where there is none."""
        return float(np.abs(self.gains[:programmes]).max(initial=0.0)) or 1.0


def linear(problem: Problem) -> Linear:
    """What a set comes to as a sum: exact without overlap, else no less than that."""
    size = len(problem.names)
    gains = problem.worth.base[:, 0].copy()
    times = [(cohort, time) for cohort in problem.worth.shared for time in _overlapping(cohort)]
    rows, most = [np.zeros((0, size + len(times)))], [np.zeros(0)]
    for at, (cohort, time) in enumerate(times):
        places, stake = list(cohort.places), cohort.stake[:, time, 0]
        gains[places] -= stake
        rows.append(_kept(cohort, time, size, at, len(times)))
        dearest = _dearest(cohort, time)
        most.append(np.concatenate([[0.0], dearest * (1 - np.exp(-TANGENTS) * (1 + TANGENTS))]))
    whole = np.concatenate([gains, np.ones(len(times))])
    return Linear(whole, np.concatenate(rows), np.concatenate(most))


def _overlapping(cohort: Shared) -> list[int]:
    """The times in which two programmes or more act."""
    return [int(at) for at in np.flatnonzero((cohort.shares[:, :, 0] > 0).sum(axis=0) > 1)]


def _dearest(cohort: Shared, time: int) -> float:
    """The most that all events of a time are worth, at the worth of the dearest."""
    shares, stake = cohort.shares[:, time, 0], np.maximum(cohort.stake[:, time, 0], 0.0)
    acting = shares > 0
    return float((stake[acting] / shares[acting]).max(initial=0.0))


def _kept(cohort: Shared, time: int, size: int, at: int, times: int) -> Array:
    """What is kept at one time is no more than the sum, and than the curve's tangents."""
    places = list(cohort.places)
    found = np.zeros((1 + TANGENTS.size, size + times))
    found[:, size + at] = 1.0
    found[0, places] = -np.maximum(cohort.stake[:, time, 0], 0.0)
    with np.errstate(divide="ignore"):
        logs = np.minimum(-np.log1p(-cohort.shares[:, time, 0]), MOST_LOG)
    found[1:, places] = -_dearest(cohort, time) * np.outer(np.exp(-TANGENTS), logs)
    return found


def solved(
    problem: Problem, asked: Linear, *, but: Iterable[Array] = (), seconds: float = SECONDS
) -> tuple[Array | None, float]:
    """The set with the most gain, but for some sets, and a bound that no set passes.

    None where no set is left.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    size, extra = len(problem.names), asked.gains.size - len(problem.names)
    scale = asked.scale(size)
    limits = [
        LinearConstraint(np.pad(rows, ((0, 0), (0, extra))), -np.inf, most)
        for rows, most in _limits(problem, tuple(but))
        if len(rows)
    ]
    if len(asked.rows):
        kept = np.concatenate([asked.rows[:, :size] / scale, asked.rows[:, size:]], axis=1)
        limits.append(LinearConstraint(kept, -np.inf, asked.most / scale))
    least = np.zeros(asked.gains.size)
    least[sorted(problem.must)] = 1
    found = milp(
        -np.concatenate([asked.gains[:size] / scale, asked.gains[size:]]),
        integrality=np.concatenate([np.ones(size), np.zeros(extra)]),
        bounds=Bounds(least, np.concatenate([np.ones(size), np.full(extra, np.inf)])),
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
    chosen: Array = np.rint(found.x[:size])
    return chosen, bound


def _limits(problem: Problem, but: tuple[Array, ...]) -> Iterator[tuple[Array, Array]]:
    """Rows of numbers, and what the sum over a set of each may be at most."""
    years = problem.bound
    budget = problem.budget[years] + PENNY
    unit = np.maximum(budget, 1.0)  # each year in parts of its budget
    yield problem.costs[:, years].T / unit[:, None], budget / unit
    size = len(problem.names)
    groups = [_members(group, size) for group in problem.not_both]
    yield np.array(groups), np.ones(len(groups))
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
