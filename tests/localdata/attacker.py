"""An attacker who holds every table of one reading, all sums, and the rules they are made by.

Whole numbers are solved for (scipy.optimize.milp), which tells more than the reader's own audit,
and nothing of that audit is used. Known besides: a child in place on 31 March was there the year
before or came in the year; a number shown as 0 is 0; one that is hidden is not; how many cases each
curve rests on, exactly, which its counts only come near to; who left within the years followed
started in the years counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

from costavoid.localdata.returns.merging import folded
from costavoid.localdata.returns.placement_counts import fewest_cases
from costavoid.localdata.returns.return_903 import Return903

ALL = "all"
BIG = 10_000


class System:
    """Whole numbers not shown, and what is known of sums of them."""

    def __init__(self, threshold: int) -> None:
        self.threshold = threshold
        self.names: dict[Any, int] = {}
        self.limits: list[tuple[list[int], list[int], float, float]] = []
        self.targets: list[tuple[str, list[int], list[int]]] = []

    def of(self, key: Any) -> int:
        return self.names.setdefault(key, len(self.names))

    def shown(self, name: str, keys: Iterable[Any], value: Any) -> None:
        """One number of a table, the sum of these: what it may have been."""
        places = [self.of(key) for key in keys]
        if pd.isna(value):
            self.limits.append((places, [], 1, BIG))
            self.targets.append((name, places, []))
        elif value == 0:
            self.limits.append((places, [], 0, 0))
        else:
            least = 5 * (self.threshold // 5 + 1)
            assert value % 5 == 0 and value >= least, value
            low = self.threshold + 1 if value == least else max(value - 2, self.threshold + 1)
            self.limits.append((places, [], low, value + 2))

    def pinned(self, truth: dict[Any, int]) -> list[str]:
        """What is solved for as no more than the threshold, though it is 1 to that in truth."""
        values = np.zeros(len(self.names))
        for key, place in self.names.items():
            values[place] = truth[key]
        rows, low, high = self._matrix(values)
        found, clear = [], set()
        for i, (name, plus, minus) in enumerate(self.targets):
            true = values[plus].sum() - values[minus].sum()
            if i in clear or not 1 <= true <= self.threshold:
                continue
            aim = np.zeros(len(values))
            np.add.at(aim, plus, -1)
            np.add.at(aim, minus, 1)
            done = milp(
                aim,
                constraints=LinearConstraint(rows, low, high),
                integrality=np.ones(len(values)),
                bounds=Bounds(0, BIG),
                options={"mip_rel_gap": 0.0},
            )
            assert done.x is not None, (name, done.message)
            if round(-done.fun) <= self.threshold:
                found.append(f"{name}: {true:.0f} solved for as at most {-done.fun:.0f}")
            for j, (_, p, m) in enumerate(self.targets):
                if round(done.x[p].sum() - done.x[m].sum()) > self.threshold:
                    clear.add(j)
        return found

    def _matrix(self, values: np.ndarray) -> tuple[Any, list[float], list[float]]:
        rows = lil_matrix((len(self.limits), len(values)))
        low, high = [], []
        for i, (plus, minus, least, most) in enumerate(self.limits):
            for place in plus:
                rows[i, place] += 1
            for place in minus:
                rows[i, place] -= 1
            low.append(least)
            high.append(most)
            true = values[plus].sum() - values[minus].sum()
            assert least <= true <= most, "the truth is not among what the attacker takes for it"
        return rows.tocsr(), low, high


def attack_placements(read: Return903) -> tuple[list[str], int]:
    """What comes out of placements() and the curves, and how many numbers it hides."""
    frame = read.placements().frame
    types = [x for x in frame.index.levels[1] if x != ALL]
    providers = [x for x in frame.index.levels[2] if x != ALL]
    system, truth = System(read.threshold), {}
    groups = read._groups
    counts = {"march": read._counts.march, "started": read._counts.started}
    columns = {"march": "children at 31 March", "started": "placements started"}
    for what, column in columns.items():
        table = folded(counts[what], *groups)
        for t, year in enumerate(read.years):
            for i, kind in enumerate(groups[0].labels):
                for j, provider in enumerate(groups[1].labels):
                    truth[what, year, kind, provider] = int(table[t, i, j])
            for kind, provider in product([*types, ALL], [*providers, ALL]):
                of = [
                    (what, year, k, p)
                    for k in (types if kind == ALL else [kind])
                    for p in (providers if provider == ALL else [provider])
                ]
                value = frame.loc[(year, kind, provider), column]
                system.shown(f"{column} {year} {kind} {provider}", of, value)
    cells = list(product(types, providers))
    for before, year in zip(read.years, read.years[1:], strict=False):
        for cell in cells:
            there = [system.of(("march", before, *cell)), system.of(("started", year, *cell))]
            now = [system.of(("march", year, *cell))]
            system.limits.append((there, now, 0, BIG))
            system.targets.append((f"who left in {year}, {cell}", there, now))
    for group in _curves(read, types, providers):
        keys = [("started", year, *cell) for year in read.years for cell in group]
        total = sum(truth[key] for key in keys)
        if total >= fewest_cases(len(read.years), len(keys)):
            system.limits.append(([system.of(key) for key in keys], [], total, total))
    return system.pinned(truth), int(frame[list(columns.values())].isna().sum().sum())


def _curves(read: Return903, types: list[str], providers: list[str]) -> list[list[Any]]:
    if read._by.endswith("provider"):
        return [[cell] for cell in product(types, providers)]
    return [[(kind, provider) for provider in providers] for kind in types]


def attack_flows(read: Return903) -> tuple[list[str], int]:
    """The same of entries() and exits(), and of the two compared."""
    system, truth = System(read.threshold), {}
    flows = read._flows
    tables = {"entries": (read.entries().frame, flows.needs, flows.flows.starts)}
    if flows.flows.followed:
        tables["exits"] = (read.exits().frame, flows.ways, flows.flows.ways)
    ages, hidden = list(flows.ages.labels), 0
    for what, (frame, columns, counts) in tables.items():
        table = folded(counts[None], flows.ages, columns)[0]
        names = list(columns.labels)
        for i, age in enumerate(ages):
            for j, name in enumerate(names):
                truth[what, age, name] = int(table[i, j])
        for age, name in product([*ages, ALL], [*names, ALL]):
            of = [
                (what, a, n)
                for a in (ages if age == ALL else [age])
                for n in (names if name == ALL else [name])
            ]
            system.shown(f"{what} {age} {name}", of, frame.loc[(age, name), "children"])
        hidden += int(frame["children"].isna().sum())
    for age in [*ages, ALL] if "exits" in tables else []:
        came, followed = (
            [p for key, p in system.names.items() if key[0] == what and age in (ALL, key[1])]
            for what in ("entries", "exits")
        )
        system.limits.append((came, followed, 0, BIG))
        system.targets.append((f"started too late to be followed, {age}", came, followed))
    whole = [p for key, p in system.names.items() if key[0] == "entries"]
    total = int(flows.flows.starts.sum())
    if total >= 20 + len(whole):
        system.limits.append((whole, [], total, total))
    return system.pinned(truth), hidden
