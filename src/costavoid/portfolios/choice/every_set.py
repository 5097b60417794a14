"""Every set of up to 20 programmes, tried at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costavoid.base.arrays import Array
from costavoid.portfolios.choice.problem import DECIMALS, PENNY, Problem
from costavoid.portfolios.rules import after, part
from costavoid.portfolios.worth import Shared, Worth

MOST = 20  # programmes: a million sets

Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Every:
    """What every set comes to and costs; the place of a set is the sum of 2^i of its programmes."""

    worth: Array
    total: Array  # what it costs over the horizon
    count: Places

    def order(self, allowed: NDArray[np.bool_], most: int) -> list[int]:
        """The best sets first. Of sets that come to the same: the cheaper, then the smaller."""
        places = np.flatnonzero(allowed)
        if places.size > most:
            cut = np.partition(self.worth[places], places.size - most)[places.size - most]
            places = places[self.worth[places] >= cut - 10.0**-DECIMALS]
        rounded = np.round(self.worth[places], DECIMALS)
        ranked = np.lexsort((places, self.count[places], np.round(self.total[places], 2), -rounded))
        return [int(at) for at in places[ranked][:most]]


def every(problem: Problem) -> Every:
    """All sets of the programmes."""
    return Every(
        worth=_added(problem.worth.base[:, 0]) - removed(problem.worth, len(problem.names)),
        total=_added(problem.costs.sum(axis=1)),
        count=np.rint(_added(np.ones(len(problem.names)))).astype(np.int64),
    )


def allowed(problem: Problem) -> NDArray[np.bool_]:
    """Which of all sets keep to the budget, and to what must and may not be."""
    size = len(problem.names)
    kept = np.ones(2**size, dtype=bool)
    for year in problem.bound:
        kept &= _added(problem.costs[:, year]) <= problem.budget[year] + PENNY
    places = np.arange(2**size)
    for at in problem.must:
        kept &= (places >> at) & 1 == 1
    for group in problem.not_both:
        kept &= sum((places >> at) & 1 for at in group) <= 1
    return kept


def _added(values: Array) -> Array:
    """The sum over the members of every set."""
    found = np.zeros(1)
    for value in values:
        found = np.concatenate([found, found + value])
    return found


def removed(worth: Worth, size: int) -> Array:
    """What overlap removes from every set, at the first draw."""
    found = np.zeros(2**size)
    places = np.arange(2**size)
    for cohort in worth.shared:
        inside = np.zeros(2**size, dtype=np.int64)  # the set of the cohort's own programmes
        for bit, at in enumerate(cohort.places):
            inside |= ((places >> at) & 1) << bit
        found += _of_cohort(cohort)[inside]
    return found


def _of_cohort(cohort: Shared) -> Array:
    """What overlap removes from every set of one cohort's programmes."""
    shares, stake = cohort.shares[:, :, 0], cohort.stake[:, :, 0]
    found = np.zeros(2 ** len(shares))
    for time in np.flatnonzero((shares > 0).sum(axis=0) > 1):
        before, counted_twice = np.zeros(1), np.zeros(1)
        for share in shares[:, time]:
            counted_twice = np.concatenate([counted_twice, counted_twice + before * share])
            before = np.concatenate([before, after(before, share)])
        found += part(counted_twice, _added(shares[:, time])) * _added(stake[:, time])
    return found


def as_rows(places: list[int], size: int) -> Array:
    """Sets by their places, as rows of 0 and 1."""
    return np.array([[(at >> bit) & 1 for bit in range(size)] for at in places], dtype=np.float64)
