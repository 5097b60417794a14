"""England's published tables of children looked after, as the generator and short curves use them.

`england.csv` holds facts typed from the Department for Education's tables, each with its source and
where in it (Open Government Licence v3.0); a blank value is one the source does not show.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from costavoid.base.arrays import Array
from costavoid.evidence.catalogue import default, sources
from costavoid.evidence.estimate import Source

BANDS = (  # the published lengths of placements: name, first day, last day
    ("1 to 7 days", 0, 7),
    ("from 8 days to under 1 month", 7, 30),
    ("from 1 month to under 3 months", 30, 91),
    ("from 3 months to under 6 months", 91, 182),
    ("from 6 months to under 1 year", 182, 365),
    ("from 1 year to under 2 years", 365, 730),
    ("from 2 years to under 5 years", 730, 1826),
)
LAST = "from 5 years and over"
OPEN_BAND = 1826
LONGEST = 6574  # days: 18 years
CARE = "care.duration.ceased.2024"


@cache
def tables() -> dict[tuple[str, str], dict[str, float]]:
    """Every table by its name and group: the published numbers by name."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    text = files("costavoid.localdata.returns").joinpath("england.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        table = found.setdefault((row["table"], row["group"]), {})
        table[row["name"]] = float(row["value"] or 0)
    return found


def source() -> Source:
    """Where they are from."""
    return sources()["dfe_cla_2024"]


@dataclass(frozen=True)
class Durations:
    """How long England's placements of one kind lasted that ended in 2024."""

    shares: Array  # of all, by band, the open band last
    cases: float
    mean: float  # days
    median: float  # days

    @property
    def open_mean(self) -> float:
        """Mean days of the open band, so that the mean of all is the published one; 5 to 18 years.

        Within each other band, lengths are taken as spread evenly.
        """
        middles = np.array([(low + high) / 2 for _, low, high in BANDS])
        rest = self.mean - float((self.shares[:-1] * middles).sum())
        if self.shares[-1] <= 0:
            return float(OPEN_BAND)
        return float(np.clip(rest / self.shares[-1], OPEN_BAND + 1, LONGEST))

    def steps(self) -> tuple[list[float], list[float]]:
        """When those of each band leave, on average, and the share still there after."""
        left, times, shares = 1.0, [], []
        for (_, low, high), share in zip(BANDS, self.shares[:-1], strict=True):
            if share > 0:
                left -= float(share)
                times.append((low + high) / 2)
                shares.append(max(round(left, 6), 0.0))
        if self.shares[-1] > 0:
            times.append(self.open_mean)
            shares.append(0.0)
        return times, shares

    def mean_beyond(self, day: float) -> float:
        """Mean days still to come for those there after a day."""
        edges: list[tuple[float, float]] = [(low, high) for _, low, high in BANDS]
        edges.append((OPEN_BAND, 2 * self.open_mean - OPEN_BAND))
        weights, means = [], []
        for (low, high), share in zip(edges, self.shares, strict=True):
            if high > day:
                inside = (high - max(low, day)) / (high - low)
                weights.append(share * inside)
                means.append((max(low, day) + high) / 2 - day)
        total = sum(weights)
        if total <= 0:
            return float(self.median)
        return float(sum(w * m for w, m in zip(weights, means, strict=True)) / total)


@cache
def durations(kind: str) -> Durations:
    """Of one type of placement."""
    found = tables()["duration", kind]
    counts = np.array([found[name] for name in (*(b[0] for b in BANDS), LAST)])
    return Durations(counts / counts.sum(), found["all"], found["mean days"], found["median days"])


def mean_in_care() -> float:
    """Mean days of the last period of care of those who left in 2024."""
    return default(CARE).value
