"""Headline figures of a row of annual flows: ratios, payback, rate of return.

Each takes arrays of pounds by financial year, so the same function serves any payer and any
price basis; the words that go with an undefined one come from here too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flows = NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    """A number, or nan with the reason why there is none."""

    value: float
    reason: str = ""


NOTHING = 1e-9  # pounds: a loss of less is what is left of a sum that comes to nothing
NO_COST = "No delivery cost falls here, so there is nothing to compare the savings with."


def ratio(benefits: float, costs: float) -> Figure:
    """Benefits for each pound of delivery cost."""
    if costs == 0:
        return Figure(math.nan, NO_COST)
    return Figure(benefits / costs)


def internal_rate_of_return(net: Flows) -> Figure:
    """The discount rate at which the net flows are worth nothing, a year."""
    net = np.where(np.abs(net) < 1e-9 * np.abs(net).max(initial=0.0), 0.0, net)
    if not (net > 0).any():
        return Figure(math.nan, "Not defined: no year has savings above its costs.")
    if not (net < 0).any():
        return Figure(math.nan, "Not defined: no year has costs above its savings.")
    changes = int(np.count_nonzero(np.diff(np.sign(net[net != 0]))))
    if changes > 1:
        return Figure(
            math.nan,
            f"Not defined: the net flow changes sign {changes} times, so there may be several.",
        )
    import numpy_financial

    try:
        rate = float(numpy_financial.irr(net))
    except np.linalg.LinAlgError:
        rate = math.nan
    return Figure(rate, "" if math.isfinite(rate) else "Not defined: no rate was found.")


def payback(benefits: Flows, costs: Flows, years: tuple[str, ...]) -> str:
    """The financial year from which savings to date cover costs to date, to the end; or a sentence.

    `costs` are positive pounds.
    """
    if not costs.any():
        return NO_COST
    paid = paid_back(benefits - costs, costs)
    if not paid[-1]:
        if len(years) == 1:
            return f"It does not pay back within {years[0]}."
        return f"It does not pay back within the {len(years)} years from {years[0]} to {years[-1]}."
    return years[int(paid.argmax())]


@dataclass(frozen=True)
class PeakFunding:
    """The deepest point of the net to date at a year's end: positive pounds, and that year.

    Nothing, with no year, where the net to date is never below nothing.
    """

    pounds: float
    year: str

    @property
    def needed(self) -> bool:
        """Whether anything has to be funded ahead."""
        return bool(self.year)


def peak_funding(net: Flows, years: tuple[str, ...]) -> PeakFunding:
    """What has to be funded before it comes back: the most that costs to date exceed savings by."""
    needed = float(peaks(net))
    return PeakFunding(needed, years[int(np.cumsum(net).argmin())] if needed else "")


def peaks(net: Flows) -> Flows:
    """The deepest point of the net to date, positive; of each column, where there are columns."""
    deepest: Flows = -np.cumsum(net, axis=0).min(axis=0)
    return np.where(deepest > NOTHING, deepest, 0.0)


def paid_back(net: Flows, costs: Flows) -> NDArray[np.bool_]:
    """Whether the net to date covers its costs in each year, and so in every later one.

    `net` has a row for each year, and may have a column for each draw; `costs` are by year.
    Before the first cost there is nothing to pay back, so those years do not count.
    """
    covered = np.cumsum(net, axis=0) >= -NOTHING
    stays: NDArray[np.bool_] = np.logical_and.accumulate(covered[::-1], axis=0)[::-1]
    if costs.any():
        stays[: int(np.flatnonzero(costs)[0])] = False
    return stays
