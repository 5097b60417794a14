"""The best sets of a problem, however many programmes there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from costavoid.base.arrays import Array
from costavoid.portfolios.choice import bound, every_set
from costavoid.portfolios.choice.problem import DECIMALS, Problem

RIVALS = 250  # sets that are followed over the draws: the best, and those near it


@dataclass(frozen=True, eq=False)
class Best:
    """Sets, the best first, each a row of 0 and 1; `worth` of each, less overlap.

    `bound` is what no set can pass: the worth of the best itself where it is `exact`.
    """

    sets: Array
    worth: Array
    bound: float
    exact: bool


def best(problem: Problem, most: int = RIVALS, seconds: float = bound.SECONDS) -> Best:
    """The best sets there are. Every one is tried up to 20 programmes; else so long is looked."""
    if len(problem.names) <= every_set.MOST:
        return _of_all(problem, every_set.every(problem), most)
    return _searched(problem, most, seconds)


def gains_with_more(problem: Problem, pounds: float) -> list[tuple[str, Array, float]]:
    """The best set with so much more: in each year that has a budget alone, then in all of them.

    Of each the year (blank for all), the set and what it comes to.
    """
    years = [[year] for year in problem.bound]
    tries = years + ([problem.bound] if len(years) > 1 else [])
    asked = [problem.with_more(pounds, each) for each in tries]
    named = [problem.years[each[0]] if len(each) == 1 else "" for each in tries]
    if len(problem.names) <= every_set.MOST:
        all_sets = every_set.every(problem)
        found = [_of_all(each, all_sets, 1) for each in asked]
    else:
        seconds = bound.SECONDS / (len(asked) + 1)
        found = [_searched(each, 1, seconds) for each in asked]
    return [(year, b.sets[0], float(b.worth[0])) for year, b in zip(named, found, strict=True)]


def _of_all(problem: Problem, all_sets: every_set.Every, most: int) -> Best:
    places = all_sets.order(every_set.allowed(problem), most)
    worth = all_sets.worth[places]
    sets = every_set.as_rows(places, len(problem.names))
    return Best(sets, worth, float(worth[0]), exact=True)


def _searched(problem: Problem, most: int, seconds: float) -> Best:
    """The best of the integer programme, with what is near it; and its bound."""
    asked = bound.linear(problem)
    chosen, most_worth = bound.solved(problem, asked, seconds=seconds)
    assert chosen is not None  # what must be funded can be: it was checked
    first = bound.improved(problem, chosen) if problem.worth.shared else chosen
    listed = [first]
    if most > 1:
        second, _ = bound.solved(problem, asked, but=[first], seconds=seconds / 3)
        listed += [] if second is None else [second]
        listed += list(bound.neighbours(problem, first))
    sets = np.unique(np.stack(listed), axis=0)
    worth = problem.worth.of(sets)[:, 0]
    total = (sets @ problem.costs).sum(axis=1)
    ranked = np.lexsort((sets.sum(axis=1), total, -np.round(worth, DECIMALS)))[:most]
    found = float(worth[ranked[0]])
    exact = most_worth <= found + bound.EXACT * asked.scale(len(problem.names))
    return Best(sets[ranked], worth[ranked], found if exact else most_worth, exact)
