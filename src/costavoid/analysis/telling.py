"""When counts could tell the planned fall from none: the chance of it, quarter by quarter.

A fall is told where the two-sided 95% interval of the count so far, over what was expected, lies
below no change (`costavoid.evidence.predictions`). Looked at once: who looks every quarter and
stops at the first that tells has more chances to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np

from costavoid.analysis.measures import Measured
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import MONTHS_PER_YEAR
from costavoid.base.years import APRIL, year_of
from costavoid.evidence.predictions import KNOWN, told

ENOUGH = 0.8  # of a chance: the convention for power (ICH E9, 1998, section 3.5)
MOST_QUARTERS = 200  # 50 years: beyond it, never
QUARTER = 3  # months


@dataclass(frozen=True)
class Quarter:
    """All that is counted up to a quarter's end, and the chance that it tells the fall from none.

    `chance` allows for the baseline's own error; `chance_if_known` would be it if the baseline
    were known exactly: the most that counting alone can reach.
    """

    label: str
    number: int
    without: float
    planned: float
    chance: float
    chance_if_known: float


@dataclass(frozen=True)
class When:
    """The first quarter by which the chance is `ENOUGH`; None where it never is.

    Beyond the case's own years the last twelve months are taken to go on.
    """

    first: Quarter | None
    first_if_known: Quarter | None


def quarter_of(month: date) -> str:
    """A financial year's quarter: "2026-27 Q3" for October 2026."""
    return f"{year_of(month)} Q{(month.month - APRIL) % MONTHS_PER_YEAR // QUARTER + 1}"


def month_after(first: date, months: int) -> date:
    """The month so many months later."""
    count = first.year * MONTHS_PER_YEAR + first.month - 1 + months
    return date(count // MONTHS_PER_YEAR, count % MONTHS_PER_YEAR + 1, 1)


def quarters(measured: Measured) -> tuple[Quarter, ...]:
    """Each quarter of the case's years, cumulatively from the start."""
    return tuple(_quarters(measured, len(measured.without)))


def when_told(measured: Measured) -> When:
    """By which quarter, from the start, the fall can be told from none."""
    found: dict[str, Quarter] = {}
    for quarter in _quarters(measured, MOST_QUARTERS * QUARTER):
        for name in ("chance", "chance_if_known"):
            if getattr(quarter, name) >= ENOUGH:
                found.setdefault(name, quarter)
        if len(found) == 2:
            break
    return When(found.get("chance"), found.get("chance_if_known"))


def _quarters(measured: Measured, months: int) -> Iterator[Quarter]:
    monthly = [_going_on(each, months) for each in (measured.without, measured.planned)]
    labels = [quarter_of(month_after(measured.first_month, i)) for i in range(months)]
    parts = [(label, len(list(part))) for label, part in groupby(labels)]
    ends = np.cumsum([many for _, many in parts])
    without, planned = (np.concatenate([[0.0], each.cumsum()])[ends] for each in monthly)
    events, spread = measured.baseline.events, measured.baseline.dispersion
    chances = told(without, planned, events, spread)
    if_known = told(without, planned, KNOWN, spread)
    for i, (label, _) in enumerate(parts):
        numbers = (float(each[i]) for each in (without, planned, chances, if_known))
        yield Quarter(label, i + 1, *numbers)


def _going_on(monthly: Array, months: int) -> Array:
    """As long as `months`, the mean of the last twelve going on."""
    more = months - len(monthly)
    if more <= 0:
        return monthly[:months]
    return np.concatenate([monthly, np.full(more, monthly[-MONTHS_PER_YEAR:].mean())])
