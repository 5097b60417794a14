"""Random returns, small and odd, as rows: for attacks on what they show."""

from __future__ import annotations

import numpy as np

from costavoid.localdata.returns.frames import NO_DAY
from costavoid.localdata.returns.joining import joined
from costavoid.localdata.returns.return_903 import FEWEST, STAYS_BY, Return903
from costavoid.localdata.returns.rows import KNOWN, Rows, april

LAST = 2025


def random_rows(random: np.random.Generator) -> Rows:
    """A few dozen to a few hundred children over one to five years, their codes at odd shares."""
    years = int(random.integers(1, 6))
    children = int(random.integers(FEWEST + 5, 250))
    first = LAST - years + 1
    columns: dict[str, list[int]] = {name: [] for name in ("child", "start", "end", "year", *KNOWN)}
    shares = {
        name: random.dirichlet(np.full(len(known), float(random.choice([0.1, 0.3, 1.0]))))
        for name, known in KNOWN.items()
    }
    born = []
    span = (april(first) - 700, april(LAST + 1) - 1)
    for child in range(children):
        day = int(random.integers(*span))
        born.append(day - int(random.integers(0, 17 * 365)))
        for k in range(int(random.integers(1, 5))):
            end = day + int(random.exponential(200)) + 1
            if day >= april(LAST + 1):
                break
            columns["child"].append(child)
            columns["start"].append(day)
            columns["end"].append(end if end < april(LAST + 1) else NO_DAY)
            columns["year"].append(LAST)
            for name, known in KNOWN.items():
                columns[name].append(int(random.choice(len(known), p=shares[name])))
            columns["RNE"][-1] = KNOWN["RNE"].index("P" if k else "S")
            day = end + (int(random.integers(1, 300)) if random.random() < 0.2 else 0)
    made = {
        name: np.array(values, dtype=np.int32 if name in ("child", "start", "end") else np.int16)
        for name, values in columns.items()
    }
    asylum = np.zeros(children, dtype=bool)
    return Rows(made, np.array(born, dtype=np.int32), asylum, first, LAST, {}, {})


def random_return(seed: int) -> Return903 | None:
    """One of them, read; None for one with too few periods of care."""
    random = np.random.default_rng(seed)
    rows = joined(random_rows(random), True)
    threshold = int(random.choice([5, 5, 5, 7, 10]))
    made = Return903(rows, threshold, str(random.choice(STAYS_BY)))
    return made if len(made._periods) >= FEWEST else None
