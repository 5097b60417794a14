"""What the counts so far show of one benefit: against the plan, and against no change.

Each is one comparison of all that was counted with all that was expected for the same months.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

import numpy as np

from costavoid.analysis.telling import ENOUGH, MOST_QUARTERS, QUARTER
from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import MONTHS_PER_YEAR
from costavoid.evidence.estimate import Estimate, entered_in
from costavoid.evidence.intervals import count_interval
from costavoid.evidence.predictions import KNOWN, prediction_interval, ratio_interval, told
from costavoid.programme.effects.before_after import TRENDS
from costavoid.tracking.actuals import Observed
from costavoid.tracking.periods import Period
from costavoid.tracking.register import Benefit, months_of

Interval = tuple[float, float]
LEAST = 1e-9  # of an event: what is smaller is rounding


class Comparison(Frozen):
    """How a comparison moved, such as ten statistical neighbours: `before` in the baseline's
    years and `after` in those counted, as two counts a year or two rates in one unit."""

    before: Annotated[Estimate, entered_in("trend.before", *TRENDS, label="Comparison, before")]
    after: Annotated[Estimate, entered_in("trend.after", *TRENDS, label="Comparison, after")]

    def model_post_init(self, context: object) -> None:
        """Both in one unit, and above 0."""
        super().model_post_init(context)
        for part in (self.before, self.after):
            if part.value <= 0:
                raise InputError(f"{part.id}: 0 given; a comparison needs numbers above 0.")
        if self.before.unit is not self.after.unit:
            raise InputError(
                f"comparison: {self.before.id} given in {self.before.unit.value!r} and "
                f"{self.after.id} in {self.after.unit.value!r}; give both in one unit."
            )

    @property
    def growth(self) -> float:
        """After over before."""
        return self.after.value / self.before.value

    @property
    def error(self) -> float:
        """The variance of the logarithm of its growth: of counts; nothing of rates."""
        if not self.before.unit.is_count:
            return 0.0
        return 1 / self.before.value + 1 / self.after.value


class Verdict(StrEnum):
    """What may be said of a fall, with 95% intervals."""

    NOTHING = "no count is known"
    NOT_PLANNED = "no fall was planned yet"
    CANNOT_TELL = "cannot tell yet"
    AS_PLANNED = "fewer, and the plan is not ruled out"
    SHORT = "fewer, but not as many fewer as planned"
    BEYOND = "fewer than planned"
    NOT_MET = "the planned fall is ruled out, and no fall is seen"
    MORE = "more than without the programme"


@dataclass(frozen=True)
class SoFar:
    """One benefit's counts so far, and what they rule out at 95%.

    `without` and `planned` are expected for the same months; `by_chance` are the counts that chance
    alone may bring without the programme, and `as_planned` with it. `ratio` is observed over
    `without`, with its interval. With a comparison, `without` and `planned` have moved with it.
    Of rounded counts, `least` and `most` are what `observed` may be, and intervals hold both.
    """

    benefit: str
    measure: str
    periods: tuple[Period, ...]
    unknown: tuple[Period, ...]
    compared: bool
    observed: int
    interval: Interval
    without: float
    planned: float
    by_chance: Interval
    as_planned: Interval
    ratio: float
    ratio_interval: Interval
    verdict: Verdict
    least: int
    most: int

    @property
    def rounded(self) -> bool:
        """Whether how many there were is known only as a range."""
        return self.least < self.most

    @property
    def rules_out_no_change(self) -> bool:
        """Whether no change at all would hardly give such a count."""
        low, high = self.ratio_interval
        return not low <= 1 <= high

    @property
    def rules_out_plan(self) -> bool:
        """Whether the planned fall would hardly give such a count."""
        low, high = self.ratio_interval
        return bool(self.without) and not low <= self.planned / self.without <= high

    @property
    def fewer(self) -> tuple[float, float, float]:
        """How many fewer than without the programme, with the interval."""
        if self.verdict is Verdict.NOTHING:
            return 0.0, 0.0, 0.0
        low, high = self.ratio_interval
        return (
            self.without - self.observed,
            self.without * (1 - high),
            self.without * (1 - low),
        )


@dataclass(frozen=True)
class Known:
    """The months that are counted, in the order of a benefit's months, and how many there were."""

    months: tuple[int, ...]
    observed: int

    def expected(self, monthly: tuple[float, ...]) -> float:
        """How many were expected in the same months."""
        return float(np.take(np.asarray(monthly), np.asarray(self.months, dtype=int)).sum())


def known(benefit: Benefit, counts: tuple[tuple[Period, int | None], ...]) -> Known:
    """What is known of some periods."""
    order = {month: i for i, month in enumerate(months_of(benefit))}
    months = [
        i
        for period, count in counts
        if count is not None
        for month, i in order.items()
        if period.first <= month < period.after
    ]
    return Known(tuple(months), sum(count for _, count in counts if count is not None))


def events_behind(benefit: Benefit, comparison: Comparison | None) -> float:
    """How many independent events the expectation rests on.

    A comparison's counts add their own error to the baseline's: as if there were fewer of these,
    so that the logarithm's variance is the sum of theirs (an approximation).
    """
    if comparison is None:
        return benefit.baseline_events
    return 1 / (1 / benefit.baseline_events + comparison.error)


def so_far(benefit: Benefit, observed: Observed, comparison: Comparison | None = None) -> SoFar:
    """All the counts so far, as one comparison.

    Where they are rounded, each interval reaches from that of the least they may be to that of the
    most, and only what all of them rule out is ruled out.
    """
    shown = _compared(benefit, observed, comparison)
    if not observed.between or shown.verdict is Verdict.NOTHING:
        return shown
    least, most = (_compared(benefit, each, comparison) for each in observed.ends)
    between = (least.ratio_interval[0], most.ratio_interval[1])
    return replace(
        shown,
        interval=(least.interval[0], most.interval[1]),
        ratio_interval=between,
        verdict=_verdict(between, shown.planned / shown.without),
        least=least.observed,
        most=most.observed,
    )


def _compared(benefit: Benefit, observed: Observed, comparison: Comparison | None) -> SoFar:
    """Counts that are known, as one comparison."""
    seen = known(benefit, observed.counts)
    growth = comparison.growth if comparison else 1.0
    without = seen.expected(benefit.without) * growth
    planned = seen.expected(benefit.planned) * growth
    events, spread = events_behind(benefit, comparison), benefit.dispersion
    nothing = not seen.months or without < LEAST
    if nothing:
        ratio, between = 1.0, (0.0, float("inf"))
    else:
        ratio = seen.observed / without
        between = ratio_interval(without / spread, events, seen.observed / spread)
    return SoFar(
        benefit=benefit.id,
        measure=benefit.measure,
        periods=tuple(period for period, _ in observed.counts),
        unknown=tuple(period for period, count in observed.counts if count is None),
        compared=comparison is not None,
        observed=seen.observed,
        interval=count_interval(seen.observed, seen.observed / spread),
        without=without,
        planned=planned,
        by_chance=prediction_interval(without, events, dispersion=spread),
        as_planned=prediction_interval(planned, events, dispersion=spread),
        ratio=ratio,
        ratio_interval=between,
        verdict=Verdict.NOTHING if nothing else _verdict(between, planned / without),
        least=seen.observed,
        most=seen.observed,
    )


def _verdict(between: Interval, planned: float) -> Verdict:
    """What may be said, of the ratio's interval and the ratio that was planned."""
    low, high = between
    if low > 1:
        return Verdict.MORE
    if planned >= 1 - LEAST:
        return Verdict.BEYOND if high < 1 else Verdict.NOT_PLANNED
    if high < 1:
        if low > planned:
            return Verdict.SHORT
        return Verdict.BEYOND if high < planned else Verdict.AS_PLANNED
    return Verdict.NOT_MET if low > planned else Verdict.CANNOT_TELL


@dataclass(frozen=True)
class Ahead:
    """How long until the counts could tell the planned fall from none, from the months counted.

    `months` is how many more, `chance` the chance by then; None where no number is enough.
    """

    months: int | None
    months_if_known: int | None


def ahead(benefit: Benefit, observed: Observed, comparison: Comparison | None = None) -> Ahead:
    """From which further quarter on a fall as planned would be told, with a chance of 80%.

    It counts from the start, as the plan did, not from what chance has brought so far; months that
    are not known stay out of it.
    """
    seen = known(benefit, observed.counts)
    done = max((i + 1 for i in _months(benefit, observed)), default=0)
    without, planned = (np.asarray(each) for each in (benefit.without, benefit.planned))
    events = events_behind(benefit, comparison)
    w, p = (_later(monthly, done, seen.expected(tuple(monthly))) for monthly in (without, planned))
    first: list[int | None] = []
    for resting_on in (events, KNOWN):
        enough = np.flatnonzero(told(w, p, resting_on, benefit.dispersion) >= ENOUGH)
        first.append((int(enough[0]) + 1) * QUARTER if enough.size else None)
    return Ahead(*first)


def _months(benefit: Benefit, observed: Observed) -> list[int]:
    """The places of every month that has been asked about, known or not."""
    periods = [period for period, _ in observed.counts]
    return [
        i
        for i, month in enumerate(months_of(benefit))
        if any(period.first <= month < period.after for period in periods)
    ]


def _later(monthly: Array, done: int, so_far: float) -> Array:
    """How many are expected in all after each further quarter; the last twelve months go on."""
    beyond = np.full(MOST_QUARTERS * QUARTER, float(monthly[-MONTHS_PER_YEAR:].mean()))
    to_come = np.concatenate([monthly[done:], beyond])[: MOST_QUARTERS * QUARTER]
    expected: Array = so_far + to_come.cumsum()[QUARTER - 1 :: QUARTER]
    return expected
