"""The question as numbers: what each programme costs, what sets are allowed, what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costavoid.base.arrays import Array
from costavoid.base.asked import a_number, one_of, several
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.years import index_of
from costavoid.evidence.figures import pounds
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.worth import MEASURES, Worth, council_delivery, worth

Which = NDArray[np.bool_]
PENNY = 0.005  # pounds: half a penny, which is only rounding
SAID = 3  # programmes that are named where none can be funded: the cheapest
DECIMALS = 4  # of what a set comes to: what differs by less is the same


@dataclass(frozen=True, eq=False)
class Problem:
    """What a set may be and what it comes to.

    `costs` are the council's gross delivery cash, nominal: (programmes, years). `budget` is for
    each year, infinite where none is given. `must` are places; `not_both` groups of places of
    which one at most may be funded.
    """

    names: tuple[str, ...]
    years: tuple[str, ...]
    worth: Worth
    costs: Array
    budget: Array
    must: frozenset[int] = frozenset()
    not_both: tuple[frozenset[int], ...] = ()

    @property
    def bound(self) -> list[int]:
        """The places of the years that have a budget."""
        return [int(at) for at in np.flatnonzero(np.isfinite(self.budget))]

    def affordable(self, sets: Array) -> Which:
        """Which sets, of shape (sets, programmes), keep within the budget of every year."""
        spent = sets.astype(float) @ self.costs[:, self.bound]
        return np.asarray((spent <= self.budget[self.bound] + PENNY).all(axis=1), dtype=np.bool_)

    def allowed(self, sets: Array) -> Which:
        """Which sets keep to all that was asked."""
        chosen = sets.astype(bool)
        kept = self.affordable(sets)
        for at in self.must:
            kept &= chosen[:, at]
        for group in self.not_both:
            kept &= chosen[:, sorted(group)].sum(axis=1) <= 1
        return kept

    def with_more(self, pounds_more: float, years: Iterable[int]) -> Problem:
        """The same with more money in some years."""
        more = self.budget.copy()
        more[list(years)] += pounds_more
        return Problem(
            self.names, self.years, self.worth, self.costs, more, self.must, self.not_both
        )


def problem(
    joined: Joined, budget: object, by: object, must: object = (), not_both: object = ()
) -> Problem:
    """What was asked, checked. Raises InputError for what cannot be, or what buys nothing."""
    measured = one_of(by, tuple(MEASURES), "by")
    free = [name for name, part in joined.parts if not part.has_delivery]
    if free:
        raise InputError(
            f"{', '.join(free)}: no delivery cost given, so what a budget buys cannot be told; "
            "give each its delivery cost (0 where it truly costs nothing)."
        )
    found = Problem(
        names=joined.names,
        years=joined.years,
        worth=worth(joined, measured),
        costs=np.stack([council_delivery(part) for _, part in joined.parts]),
        budget=_budget(budget, joined.years),
        must=frozenset(places_of(must, joined.names, "must")),
        not_both=groups_of(not_both, joined.names),
    )
    _refuse_nothing(found)
    return found


def _budget(budget: object, years: tuple[str, ...]) -> Array:
    found = np.full(len(years), np.inf)
    wanted = "pounds for each financial year, such as {'2026-27': 500_000}"
    if not isinstance(budget, Mapping):
        raise InputError(f"budget: {shown(budget)} given; give {wanted}.")
    if not budget:
        raise InputError(f"budget: nothing given; give {wanted}.")
    for year, amount in budget.items():
        try:
            at = index_of(year, years)
        except InputError as error:
            raise InputError(f"budget, {error}") from None
        if np.isfinite(found[at]):
            raise InputError(f"budget: {years[at]} given twice; give each year once.")
        pounds_given = a_number(amount, f"budget, {years[at]}", "pounds, 0 or more")
        if pounds_given < 0:
            raise InputError(f"budget, {years[at]}: {shown(amount)} given; give pounds, 0 or more.")
        found[at] = pounds_given
    return found


def places_of(given: object, names: tuple[str, ...], field: str) -> list[int]:
    """The places of some programmes. Raises InputError for what is none of them."""
    if isinstance(given, str):
        given = (given,)
    found = []
    for name in several(given, field, "a list of programmes of the portfolio"):
        if not isinstance(name, str) or name not in names:
            raise InputError(
                f"{field}: {shown(name)} given, but it is no programme of the portfolio. "
                f"{nearest(name, names)}"
            )
        found.append(names.index(name))
    return found


def groups_of(given: object, names: tuple[str, ...]) -> tuple[frozenset[int], ...]:
    """Groups of which one programme at most may be funded. Raises InputError for what is none."""
    wanted = "a list of pairs of programmes, such as [('Pause', 'Conferences')]"
    listed = several(given, "not_both", wanted)
    if listed and all(isinstance(each, str) for each in listed):
        listed = [listed]
    groups = []
    for each in listed:
        if isinstance(each, str):
            raise InputError(f"not_both: {shown(each)} given; give {wanted}.")
        group = frozenset(places_of(each, names, "not_both"))
        if len(group) < 2:
            raise InputError(f"not_both: {shown(each)} given; give two programmes or more.")
        groups.append(group)
    return tuple(groups)


def _refuse_nothing(found: Problem) -> None:
    """Raises InputError where what must be funded may not be, or where nothing can be."""
    for group in found.not_both:
        if len(both := sorted(found.must & group)) > 1:
            raise InputError(
                f"must: {' and '.join(found.names[at] for at in both)} given, and not_both says "
                "that only one of them may be funded; leave one out."
            )
    least = np.zeros((1, len(found.names)))
    least[0, sorted(found.must)] = 1
    if not found.affordable(least)[0]:
        raise InputError(
            f"must: {', '.join(found.names[at] for at in sorted(found.must))} cost more than the "
            f"budget: {_over(found, least[0])}."
        )
    if not found.must and not found.affordable(np.eye(len(found.names))).any():
        cheapest = np.argsort(found.costs.sum(axis=1), kind="stable")[:SAID]
        over = "; ".join(
            f"{found.names[at]} takes {_over(found, np.eye(len(found.names))[at])}"
            for at in cheapest
        )
        raise InputError(f"budget: no programme can be funded with it: {over}.")


def _over(found: Problem, funded: Array) -> str:
    """The first year in which a set costs more than there is."""
    spent = funded @ found.costs
    at = next(year for year in found.bound if spent[year] > found.budget[year] + PENNY)
    return f"{pounds(spent[at])} in {found.years[at]}, of {pounds(found.budget[at])}"
