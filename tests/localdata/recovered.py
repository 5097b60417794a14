"""What went into an invented return against what is read from it.

Counts and nights are compared one by one with those of the invented children, worked out with
loops; medians with those of all placements started in the window, followed to their end, in
standard errors. Run alone, `python tests/localdata/recovered.py 200` does so for so many seeds.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import costavoid as ca
from costavoid.localdata.returns.codes import AGES
from costavoid.localdata.returns.curves import followed
from costavoid.localdata.returns.invented import Invented, invent
from costavoid.localdata.returns.inventing import BEFORE
from costavoid.localdata.returns.periods import EXITS, NEED_NAMES, TYPES
from costavoid.localdata.returns.rows import april
from costavoid.localdata.returns.survival import kaplan_meier

STARTS, YEARS, END = 90, 5, 2025
FIRST = END - YEARS + 1
KIND = {"U": "foster", "K": "residential", "R": "other residential", "P": "with parents"}
KIND |= {"A": "adoption", "Z": "other"}
WAY = {"E12": "adoption", "E46": "guardianship", "E4A": "return", "E4B": "return"}
WAY |= {"E13": "relatives", "E41": "relatives", "E3": "other", "E8": "other"}


@dataclass
class Recovered:
    """What differs: counts by name, nights, and medians in standard errors."""

    counts_differ: list[str]
    nights_differ: int
    foster_median: float
    care_median: float


def kind_of(code: str) -> str:
    return "supported" if code == "K3" else KIND[code[0]]


def age_of(days: float) -> str:
    years = max(int(days // 365.25), 0)
    return AGES[[years < 1, years < 5, years < 10, years < 16, True].index(True)]


def truth(made: Invented) -> tuple[Counter[object], int]:
    """Counts by year, type and what they count, and nights in all, by loops."""
    found: Counter[object] = Counter()
    nights = 0
    for start, end, place in zip(made.start, made.end, made.place, strict=True):
        for year in range(FIRST, END + 1):
            low, high = april(year), april(year + 1)
            found["started", year, kind_of(place)] += low <= start < high
            found["march", year, kind_of(place)] += start < high <= end
            nights += max(0, min(end, high) - max(start, low))
    first = np.append(True, made.child[1:] != made.child[:-1])
    for child, (start, end) in enumerate(zip(made.start[first], made.end[made.last], strict=True)):
        if april(FIRST) <= start < april(END + 1):
            age = age_of(start - made.born[child])
            found["entry", age, str(made.need[child])] += 1
            if start + 3 * 365 < april(END + 1):
                over = end <= start + 3 * 365
                way = WAY.get(str(made.reason[child]), "grown up") if over else "still in care"
                found["exit", age, way] += 1
    return found, nights


def recovered(seed: int, folder: Path) -> Recovered:
    """One seed."""
    random = np.random.default_rng(seed)
    ca.invent_903(folder, starts=STARTS, years=YEARS, end=END, seed=seed)
    made = invent(STARTS * (YEARS + BEFORE), YEARS, END, random)
    read = ca.read_903(folder)
    wanted, nights = truth(made)
    counts, flows = read._counts, read._flows.flows
    got: Counter[object] = Counter()
    for t, year in enumerate(read.years):
        for i, kind in enumerate(TYPES):
            got["started", year, kind] += int(counts.started[t, i].sum())
            got["march", year, kind] += int(counts.march[t, i].sum())
    for i, age in enumerate(AGES):
        for j in range(len(NEED_NAMES) - 1):
            got["entry", age, f"N{j + 1}"] += int(flows.starts[i, j])
        for j, way in enumerate((*EXITS, "still in care")):
            got["exit", age, way] += int(flows.ways[i, j])
    differ = [str(key) for key in {*wanted, *got} if wanted[key] != got[key]]
    return Recovered(
        differ,
        int(counts.nights.sum()) - nights,
        _median(read, made, care=False),
        _median(read, made, care=True),
    )


def _median(read: ca.Return903, made: Invented, *, care: bool) -> float:
    """How far the median read is from that of everybody followed to the end, in its errors."""
    first = np.append(True, made.child[1:] != made.child[:-1])
    if care:
        start, end = made.start[first], made.end[made.last]
        spells, which = read._periods, np.arange(len(read._periods))
    else:
        foster = np.char.startswith(made.place.astype(str), "U")
        start, end = made.start[foster], made.end[foster]
        spells = read._placements
        which = np.flatnonzero(spells.kinds["type"] == TYPES.index("foster"))
    inside = (start >= april(FIRST)) & (start < april(END + 1))
    true = float(np.median((end - start)[inside]))
    cases = followed(spells, which, FIRST, END)
    curve = kaplan_meier(cases.entry, cases.time, cases.left)
    # the share still there at the true median: 0.5, but for chance
    share = curve.share_after(true)
    error = share * curve.spread(0, true) ** 0.5
    return (share - 0.5) / error


def main(seeds: int) -> None:
    found = []
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as place:
            found.append(recovered(seed, Path(place) / "r"))
    differ = sum(bool(one.counts_differ) for one in found)
    print(
        f"{seeds} seeds: counts differ in {differ}, nights in "
        f"{sum(one.nights_differ != 0 for one in found)}"
    )
    for name in ("foster_median", "care_median"):
        z = np.array([getattr(one, name) for one in found])
        print(
            f"{name}: mean {z.mean():.3f}, sd {z.std():.3f}, beyond 1.96: "
            f"{(np.abs(z) > 1.96).mean():.3f}, largest {np.abs(z).max():.2f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
