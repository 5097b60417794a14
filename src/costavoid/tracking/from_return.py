"""A return's protected counts by year as actuals: ranges where rounded, unknown where hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from costavoid.analysis.telling import month_after
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import MONTHS_PER_YEAR
from costavoid.base.years import APRIL
from costavoid.localdata.returns.return_903 import Return903
from costavoid.localdata.returns.yearly import YearlyCounts
from costavoid.tracking.actuals import Observed, read_actuals
from costavoid.tracking.periods import Period
from costavoid.tracking.register import Benefit, Register, months_of

HOW = 'give which of its counts is which: {"entries": ours.yearly("proceedings")}'


def observed_in(given: object, register: Register, today: date) -> tuple[Observed, ...]:
    """The counts of each benefit, from a table or from a return. Raises InputError for others."""
    if isinstance(given, Return903):
        raise InputError(f"actuals: a 903 reading given; {HOW}.")
    if not isinstance(given, Mapping):
        return read_actuals(given, register, today)
    if not any(isinstance(each, YearlyCounts) for each in given.values()):
        return read_actuals(given, register, today)
    by_id = {id: _yearly(id, each, register) for id, each in given.items()}
    return tuple(
        _observed(benefit, by_id[benefit.id], today)
        for benefit in register.counted
        if benefit.id in by_id
    )


def _yearly(id: Any, given: object, register: Register) -> YearlyCounts:
    benefit = register.benefit(id)
    if not isinstance(given, YearlyCounts):
        raise InputError(f"actuals, {id}: a return's counts and others given together; {HOW}.")
    if not benefit.counted:
        raise InputError(f"actuals, {id}: given, which no count shows: {benefit.not_counted}.")
    return given


def _observed(benefit: Benefit, given: YearlyCounts, today: date) -> Observed:
    """Whole years of the plan; the months before the first of them are not known.

    Raises InputError where the return has no whole year of the plan that has ended.
    """
    months = months_of(benefit)
    years = {
        year: Period(date(year - 1, APRIL, 1), MONTHS_PER_YEAR)
        for year in given.shown
        if months[0] <= date(year - 1, APRIL, 1) <= months[-1]
        and date(year, APRIL, 1) <= min(month_after(months[-1], 1), today)
    }
    if not years:
        have = ", ".join(map(str, given.shown))
        raise InputError(
            f"actuals, {benefit.id}: the return has the years that end in {have}, none of them a "
            f"whole year of the plan, which counts from {Period(months[0], 1)}, that has ended on "
            f"{today}; count from the council's own records until one has."
        )
    first = next(iter(years.values())).first
    return Observed(
        benefit.id,
        (
            *((period, None) for period in _before(months, first)),
            *((period, given.shown[year]) for year, period in years.items()),
        ),
        {p: given.between[year] for year, p in years.items() if year in given.between},
        (f"Given for {benefit.measure}: {given.label}.", *given.said),
        f"the council's own SSDA903 return, {given.label}, rounded",
    )


def _before(months: Sequence[date], first: date) -> Iterator[Period]:
    """The months of a plan before a financial year begins, whole years as such."""
    left = [month for month in months if month < first]
    while left:
        whole = left[0].month == APRIL and len(left) >= MONTHS_PER_YEAR
        period = Period(left[0], MONTHS_PER_YEAR if whole else 1)
        yield period
        left = left[period.months :]
