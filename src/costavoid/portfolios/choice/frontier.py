"""The most that can be had at every budget, and which programmes are in no set that gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.asked import one_of
from costavoid.evidence.figures import about, tenths
from costavoid.portfolios.choice import every_set
from costavoid.portfolios.choice.best import best
from costavoid.portfolios.choice.problem import DECIMALS, PENNY, Problem, groups_of, places_of
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.worth import CASH, MEASURES, PLACEMENTS, council_delivery, worth

if TYPE_CHECKING:
    import pandas as pd

STEPS = 20  # budgets tried, where there are too many programmes to try every set
SECONDS = 0.5  # for each of them
WHOLE = "the horizon"  # what a budget is for here


@dataclass(frozen=True, eq=False, repr=False)
class Frontier:
    """Sets of which none that costs as little comes to as much, the cheapest first.

    `budget` is the council's gross delivery cash over the horizon, in pounds of each year; `worth`
    what the set comes to by the measure, less overlap. `never` gives, of each programme that is
    in none of the sets, the reason. `exact` says whether every set was tried.
    """

    by: str
    budget: Array
    worth: Array
    sets: tuple[tuple[str, ...], ...]
    never: Mapping[str, str]
    exact: bool

    def to_frame(self) -> pd.DataFrame:
        """A row for each set: `budget`, `worth`, `programmes` in words, and what is `added`."""
        import pandas as pd

        before: tuple[str, ...] = ()
        found = []
        for budget, worth_of, names in zip(self.budget, self.worth, self.sets, strict=True):
            found.append(
                {
                    "budget": float(budget) + 0.0,
                    "worth": float(worth_of) + 0.0,
                    "programmes": ", ".join(names) or "nothing",
                    "added": ", ".join(n for n in names if n not in before),
                    "dropped": ", ".join(n for n in before if n not in names),
                }
            )
            before = names
        return pd.DataFrame(found)

    def answer(self) -> dict[str, Any]:
        """The whole as plain values, for JSON."""
        sets = zip(self.budget, self.worth, self.sets, strict=True)
        return {
            "by": self.by,
            "exact": self.exact,
            "sets": [
                {"budget": float(b) + 0.0, "worth": float(w) + 0.0, "programmes": list(names)}
                for b, w, names in sets
            ],
            "never": dict(self.never),
        }


def frontier(joined: Joined, by: object, must: object = (), not_both: object = ()) -> Frontier:
    """The frontier of a measure. Raises InputError as `choose` does."""
    measured = one_of(by, tuple(MEASURES), "by")
    costs = np.stack([council_delivery(part) for _, part in joined.parts])
    whole = Problem(
        names=joined.names,
        years=(WHOLE,),
        worth=worth(joined, measured),
        costs=costs.sum(axis=1, keepdims=True),
        budget=np.array([np.inf]),
        must=frozenset(places_of(must, joined.names, "must")),
        not_both=groups_of(not_both, joined.names),
    )
    exact = len(whole.names) <= every_set.MOST
    sets, worths, budgets = (_every if exact else _some)(whole)
    named = tuple(tuple(whole.names[at] for at in np.flatnonzero(row)) for row in sets)
    entered = {name for names in named for name in names}
    never = {
        name: _why(whole, at, sets[-1])
        for at, name in enumerate(whole.names)
        if name not in entered
    }
    return Frontier(measured, budgets, worths, named, never, exact)


def _every(whole: Problem) -> tuple[Array, Array, Array]:
    """Of every set, those that no other beats at its cost."""
    found = every_set.every(whole)
    places = np.flatnonzero(every_set.allowed(whole))
    cost = np.round(found.total[places], 2)
    worths = np.round(found.worth[places], DECIMALS)
    places = places[np.lexsort((places, found.count[places], -worths, cost))]
    worths = found.worth[places]
    before = np.concatenate([[-np.inf], np.maximum.accumulate(worths)[:-1]])
    kept = places[worths > before + 10.0**-DECIMALS]
    sets = every_set.as_rows([int(at) for at in kept], len(whole.names))
    return sets, found.worth[kept], found.total[kept]


def _some(whole: Problem) -> tuple[Array, Array, Array]:
    """The best set found at some budgets, from nothing to all that there is to fund."""
    rows: list[Array] = []
    worths: list[float] = []
    least = whole.costs[sorted(whole.must)].sum()
    for budget in np.linspace(least, whole.costs.sum(), STEPS):
        found = best(replace(whole, budget=np.array([budget + PENNY])), 1, SECONDS)
        if not worths or found.worth[0] > worths[-1] + 10.0**-DECIMALS:
            rows.append(found.sets[0])
            worths.append(float(found.worth[0]))
    sets = np.stack(rows)
    return sets, np.array(worths), (sets @ whole.costs)[:, 0]


def _why(whole: Problem, at: int, last: Array) -> str:
    """Why a programme is in no set of the frontier."""
    said = _placed if whole.worth.by == PLACEMENTS else about
    alone = float(whole.worth.base[at, 0])
    if alone <= 0:
        if whole.worth.by == PLACEMENTS:
            return "it avoids no placement"
        whose = "the council's cash" if whole.worth.by == CASH else "present value, all payers"
        return f"even alone it loses {said(-alone)} of {whose}"
    barred = sorted({o for g in whole.not_both if at in g for o in g if o != at and last[o]})
    if barred:
        return f"it may not be funded with {', '.join(whole.names[o] for o in barred)}"
    with_it = last.copy()
    with_it[at] = 1
    then, now = whole.worth.of(np.stack([with_it, last]))[:, 0]
    beside = sorted(
        {o for c in whole.worth.shared if at in c.places for o in c.places if o != at and last[o]}
    )
    names = ", ".join(whole.names[o] for o in beside) or "the others"
    return (
        f"alone it comes to {said(alone)}, but beside {names}, which reach the same children, it "
        f"would change the whole by {said(float(then - now))}"
    )


def _placed(many: float) -> str:
    return f"{tenths(many)} placements"
