"""The set to fund under a budget, and all that is to be said of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from costavoid.base.arrays import Array
from costavoid.portfolios.choice.best import Best, best, gains_with_more
from costavoid.portfolios.choice.problem import Problem, problem
from costavoid.portfolios.drawn import how_many, worth_in_draws
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.rules import HEADLINE, together

if TYPE_CHECKING:
    import pandas as pd

MORE = 100_000.0  # pounds, of which is said what they would buy
FOLLOWED = 1_000  # draws, over which it is counted how often the same set is the best


@dataclass(frozen=True)
class WithMore:
    """What more money would buy: in one year, or in each that has a budget (`year` blank)."""

    year: str
    gain: float
    added: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Choice:
    """Which programmes to fund: `funded`, and what they come to by the measure, less overlap.

    `exact` says whether every set was tried, or proved no better; else no set can pass `bound`.
    """

    joined: Joined
    problem: Problem
    best: Best

    @property
    def by(self) -> str:
        """What was to be as large as it could be."""
        return self.problem.worth.by

    @property
    def funded(self) -> tuple[str, ...]:
        """The programmes to fund; none, where every set loses."""
        return self._named(self.best.sets[0])

    @property
    def worth(self) -> float:
        """What they come to: pounds, or placements."""
        return float(self.best.worth[0]) + 0.0

    @property
    def exact(self) -> bool:
        """Whether no other set is better."""
        return self.best.exact

    @property
    def bound(self) -> float:
        """What no set can pass."""
        return self.best.bound

    @property
    def next_best(self) -> tuple[tuple[str, ...], float] | None:
        """The best set left out, and by how much less; None where no other is allowed."""
        if len(self.best.sets) < 2:
            return None
        return self._named(self.best.sets[1]), float(self.best.worth[0] - self.best.worth[1])

    @property
    def chosen(self) -> Joined | None:
        """The portfolio of what is funded; None where nothing is."""
        return self.joined.only(self.funded) if self.funded else None

    @property
    def removed(self) -> float:
        """What overlap takes off the set that is funded, by the measure."""
        return float(self.problem.worth.removed(self.best.sets[:1])[0, 0])

    def by_year(self) -> pd.DataFrame:
        """By financial year: the `budget` (nan without one), what is `used`, what is `left`."""
        import pandas as pd

        problem, chosen = self.problem, self.best.sets[0]
        used = chosen @ problem.costs
        budget = np.where(np.isfinite(problem.budget), problem.budget, math.nan)
        columns = {"budget": budget, "used": used, "left": budget - used}
        return pd.DataFrame(columns, index=pd.Index(problem.years, name="financial_year"))

    def funding(self) -> pd.DataFrame:
        """Financial year x programme that is funded: what the council pays to run it, gross.

        In pounds of the year.
        """
        import pandas as pd

        problem, chosen = self.problem, np.flatnonzero(self.best.sets[0])
        columns = {problem.names[at]: problem.costs[at] for at in chosen}
        return pd.DataFrame(columns, index=pd.Index(problem.years, name="financial_year"))

    def cohorts(self) -> pd.DataFrame:
        """How much of each cohort's events the set avoids: a row for each cohort.

        `baseline` events a year; `programmes`, how many of the funded reach it; `most_alone` and
        `most_together`, the largest share avoided at any time, as if alone and together.
        """
        import pandas as pd

        found = {}
        for overlap in self.joined.overlaps:
            shares = overlap.shares[overlap.rows(frozenset(self.funded))][:, :, 0]
            found[overlap.cohort.name] = {
                "children": overlap.cohort.children.value,
                "baseline": float(overlap.baseline[0]),
                "programmes": len(shares),
                "most_alone": float(shares.max(initial=0.0)),
                "most_together": float(together(shares, HEADLINE).max()) if len(shares) else 0.0,
            }
        columns = ["children", "baseline", "programmes", "most_alone", "most_together"]
        frame = pd.DataFrame.from_dict(found, orient="index", columns=columns)
        return frame.rename_axis("cohort")

    @cached_property
    def with_more(self) -> tuple[WithMore, ...]:
        """What the next £100,000 would buy: in each year that has a budget, and in all of them."""
        now = set(self.funded)
        found = []
        for year, chosen, worth in gains_with_more(self.problem, MORE):
            gain, then = worth - self.worth, set(self._named(chosen))
            better = gain > 0
            found.append(
                WithMore(
                    year=year,
                    gain=gain if better else 0.0,
                    added=self._in_order(then - now) if better else (),
                    dropped=self._in_order(now - then) if better else (),
                )
            )
        return tuple(found)

    @cached_property
    def wins(self) -> tuple[float, int, int] | None:
        """The share of draws in which the same set is the best of those followed, how many draws,
        how many sets; None where nothing was drawn. What is affordable is as without draws."""
        if self.joined.first.settings.drawing is None:
            return None
        drawn = worth_in_draws(self.joined, self.by, min(FOLLOWED, how_many(self.joined)))
        worths = drawn.of(self.best.sets)
        won = worths[0] >= worths.max(axis=0) - 1e-6
        return float(won.mean()), worths.shape[1], len(worths)

    def answer(self) -> dict[str, Any]:
        """The whole answer as plain values, for JSON."""
        left_out, won = self.next_best, self.wins
        years, funding = self.by_year(), self.funding().to_dict(orient="index")
        return {
            "by": self.by,
            "funded": list(self.funded),
            "worth": self.worth,
            "exact": self.exact,
            "bound": self.bound,
            "removed_for_overlap": self.removed,
            "years": [
                {
                    "financial_year": year,
                    **{str(name): _number(row[name]) for name in row},
                    "programmes": funding[year],
                }
                for year, row in years.to_dict(orient="index").items()
            ],
            "cohorts": self.cohorts().reset_index().to_dict(orient="records"),
            "best_left_out": None
            if left_out is None
            else {"funded": list(left_out[0]), "less_by": left_out[1]},
            "next_100000": [
                {
                    "financial_year": each.year or "each year",
                    "gain": each.gain,
                    "added": list(each.added),
                    "dropped": list(each.dropped),
                }
                for each in self.with_more
            ],
            "same_set_wins": None
            if won is None
            else {"share": won[0], "draws": won[1], "sets_followed": won[2]},
        }

    def _named(self, chosen: Array) -> tuple[str, ...]:
        return tuple(self.problem.names[at] for at in np.flatnonzero(chosen))

    def _in_order(self, names: set[str]) -> tuple[str, ...]:
        return tuple(name for name in self.problem.names if name in names)


def _number(value: Any) -> float | None:
    return None if math.isnan(value) else float(value) + 0.0


def choose(
    joined: Joined, budget: object, by: object, must: object = (), not_both: object = ()
) -> Choice:
    """The set of programmes to fund. Raises InputError for what cannot be, or what buys nothing."""
    asked = problem(joined, budget, by, must, not_both)
    return Choice(joined, asked, best(asked))
