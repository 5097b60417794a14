"""How long cases stay, by Kaplan-Meier: those seen late count from when they are seen, and those
still there up to when they were last seen.

Kaplan and Meier (1958); variance by Greenwood (1926).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costavoid.base.arrays import Array

Whole = NDArray[np.int64]


@dataclass(frozen=True, repr=False)
class Survival:
    """At each time at which some left: how many were at risk, how many left, the share left."""

    times: Array
    at_risk: Whole
    left: Whole
    shares: Array

    def share_after(self, time: float) -> float:
        """The share still there after a time."""
        place = int(np.searchsorted(self.times, time, side="right"))
        return float(self.shares[place - 1]) if place else 1.0

    def area(self, start: float, end: float) -> float:
        """Mean time spent between two times, of all who came."""
        inside = self.times[(self.times > start) & (self.times < end)]
        edges = np.concatenate([[start], inside, [end]])
        heights = np.array([self.share_after(edge) for edge in edges[:-1]])
        return float((heights * np.diff(edges)).sum())

    def spread(self, start: float, end: float) -> float:
        """Greenwood's sum between two times: the squared relative error of the share that stays."""
        inside = (self.times > start) & (self.times <= end)
        n, d = self.at_risk[inside].astype(float), self.left[inside].astype(float)
        if (n <= d).any():
            return float("inf")
        return float((d / (n * (n - d))).sum())


def kaplan_meier(entry: Array, time: Array, left: NDArray[np.bool_]) -> Survival:
    """The table of shares; `entry` and `time` since the start, `left` whether each left then.

    A case is at risk at a time where its entry is before it and its own time is not.
    """
    times, counts = np.unique(time[left], return_counts=True)
    came = np.searchsorted(np.sort(entry), times, side="left")
    gone = np.searchsorted(np.sort(time), times, side="left")
    at_risk = came - gone
    shares = np.cumprod(1.0 - counts / np.maximum(at_risk, 1))
    return Survival(times.astype(np.float64), at_risk, counts, shares)


def at_risk_after(entry: Array, time: Array, moment: float) -> int:
    """How many are still followed just after a moment."""
    return int(((entry <= moment) & (time > moment)).sum())
