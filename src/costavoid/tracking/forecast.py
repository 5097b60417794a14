"""What the financial year will come to, from what has been seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from costavoid.base.vocabulary import Cash, Payer
from costavoid.base.years import year_of
from costavoid.evidence.predictions import after_none, prediction_interval
from costavoid.tracking.actuals import Observed
from costavoid.tracking.register import Benefit, months_of
from costavoid.tracking.so_far import LEAST, Interval, SoFar, known


@dataclass(frozen=True)
class Forecast:
    """One benefit's events in a financial year: those counted, and the rest at the rate so far.

    The rest keeps the ratio of observed to expected that was seen, whose interval is that of a
    count to come: both its own chance and that of the counts so far. `cash` is what the fall in
    that year releases for the council over the plan's years, at the plan's pounds for each case.
    """

    benefit: str
    measure: str
    year: str
    counted: int
    events: float
    interval: Interval
    without: float
    planned: float
    cash: float
    cash_interval: Interval

    @property
    def complete(self) -> bool:
        """Whether every month of the year is counted."""
        return self.interval == (self.events, self.events)


def forecast(benefit: Benefit, observed: Observed, so_far: SoFar, growth: float) -> Forecast | None:
    """Of the financial year that the last count is in; None where no count is known exactly."""
    seen = known(benefit, observed.counts)
    if not seen.months or so_far.without < LEAST or observed.between:
        return None
    year = year_of(observed.counts[-1][0].first)
    months = [i for i, month in enumerate(months_of(benefit)) if year_of(month) == year]
    without, planned = (
        float(np.asarray(each)[months].sum()) * growth
        for each in (benefit.without, benefit.planned)
    )
    this_year = tuple(each for each in observed.counts if year_of(each[0].first) == year)
    counted = known(benefit, this_year)
    rest = without - counted.expected(benefit.without) * growth
    low = high = more = 0.0
    if rest > LEAST:
        more = so_far.ratio * rest
        low, high = _rest(seen.observed, rest / so_far.without, benefit.dispersion)
    events = counted.observed + more
    between = (counted.observed + low, counted.observed + high)
    each_case = _cash_for_each(benefit)
    return Forecast(
        benefit=benefit.id,
        measure=benefit.measure,
        year=year,
        counted=counted.observed,
        events=events,
        interval=between,
        without=without,
        planned=planned,
        cash=each_case * (without - events) + 0.0,  # no minus nothing
        cash_interval=(
            each_case * (without - between[1]) + 0.0,
            each_case * (without - between[0]) + 0.0,
        ),
    )


def _rest(observed: int, times: float, dispersion: float) -> Interval:
    """The counts that a rest so many `times` as long as what was counted may bring."""
    if not observed:
        return after_none(times, dispersion=dispersion)
    return prediction_interval(observed * times, observed / dispersion, dispersion=dispersion)


def _cash_for_each(benefit: Benefit) -> float:
    """The council's cash for each case fewer, real, over the plan's years; 0 where none is."""
    fall = benefit.fall
    return benefit.worth(Cash.CASH, Payer.COUNCIL) / fall if fall > LEAST else 0.0
