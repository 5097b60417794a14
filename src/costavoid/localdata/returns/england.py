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
LEAST_MORE = 365
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

        Within each other band lengths are spread evenly in their logarithms, as short stays are
        more common than long ones; in the first, evenly. Beyond the open band's start the chance of
        leaving is taken as constant, and a year to come as the least mean (assumed).
        """
        middles = np.array([middle(low, high) for _, low, high in BANDS])
        rest = self.mean - float((self.shares[:-1] * middles).sum())
        if self.shares[-1] <= 0:
            return float(OPEN_BAND + LEAST_MORE)
        return float(np.clip(rest / self.shares[-1], OPEN_BAND + LEAST_MORE, LONGEST))

    def steps(self) -> tuple[list[float], list[float]]:
        """When those of each band leave, on average, and the share still there after."""
        left, times, shares = 1.0, [], []
        for (_, low, high), share in zip(BANDS, self.shares[:-1], strict=True):
            if share > 0:
                left -= float(share)
                times.append(round(middle(low, high), 1))
                shares.append(max(round(left, 6), 0.0))
        if self.shares[-1] > 0:
            times.append(round(self.open_mean, 1))
            shares.append(0.0)
        return times, shares

    def mean_beyond(self, day: float) -> float:
        """Mean days still to come for those there after a day."""
        weights, means = [], []
        for (_, low, high), share in zip(BANDS, self.shares[:-1], strict=True):
            since = max(float(low), day)
            if high > since:
                whole = np.log(high / low) if low else float(high)
                inside = np.log(high / since) if low else high - since
                weights.append(float(share * inside / whole))
                means.append(middle(since, high) - day)
        if self.shares[-1] > 0:
            weights.append(float(self.shares[-1]))
            means.append(max(self.open_mean - max(day, 0), self.open_mean - OPEN_BAND))
        total = sum(weights)
        if total <= 0:
            return self.median
        return float(sum(w * m for w, m in zip(weights, means, strict=True)) / total)


def middle(low: float, high: float) -> float:
    """Mean of lengths between two days: evenly in their logarithms; from 0, evenly."""
    if low <= BANDS[0][2] - 0.5 and high == BANDS[0][2]:
        return (low + high) / 2
    return float((high - low) / np.log(high / low))


@cache
def durations(kind: str) -> Durations:
    """Of one type of placement."""
    found = tables()["duration", kind]
    counts = np.array([found[name] for name in (*(b[0] for b in BANDS), LAST)])
    return Durations(counts / counts.sum(), found["all"], found["mean days"], found["median days"])


def mean_in_care() -> float:
    """Mean days of the last period of care of those who left in 2024."""
    return default(CARE).value
