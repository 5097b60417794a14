"""A period as people write it: a month, a quarter or a financial year, with the months it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from costavoid.analysis.telling import QUARTER, month_after, quarter_of
from costavoid.base.days import MONTHS, day_of
from costavoid.base.errors import InputError, shown
from costavoid.base.vocabulary import MONTHS_PER_YEAR
from costavoid.base.years import APRIL, EARLIEST, LATEST, start_year, year_of

HOW = "write a month like 2026-10, a quarter like 2026-27 Q3, or a financial year like 2026-27"
_MONTH = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})")
_UK_MONTH = re.compile(r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})")
_NAMED = re.compile(r"(?P<name>[a-z]{3,9})\.?[ -]+(?P<year>[0-9]{4}|[0-9]{2})")
_YEAR = r"(?:fy ?)?(?P<year>[0-9]{4} ?[-/] ?[0-9]{2,4})"
_QUARTER = r"(?:q|quarter) ?(?P<quarter>[0-9])"
_QUARTERS = tuple(
    re.compile(pattern) for pattern in (rf"{_YEAR},? {_QUARTER}", rf"{_QUARTER},? (?:of )?{_YEAR}")
)
_CALENDAR = re.compile(r"(?:q|quarter) ?[0-9],? ?[0-9]{4}|[0-9]{4},? ?(?:q|quarter) ?[0-9]")


@dataclass(frozen=True, order=True)
class Period:
    """Whole months from `first` on: 1 for a month, 3 for a quarter, 12 for a financial year."""

    first: date
    months: int

    @property
    def after(self) -> date:
        """The day after its last."""
        return month_after(self.first, self.months)

    def __str__(self) -> str:
        if self.months == QUARTER:
            return quarter_of(self.first)
        if self.months == MONTHS_PER_YEAR:
            return year_of(self.first)
        return f"{self.first:%Y-%m}"


def periods(given: Sequence[object], places: Sequence[str]) -> list[Period]:
    """Each period that was given. Raises InputError, with its place, for what is none.

    Where all are days, they are the first or the last days of months or of quarters, as they follow
    each other: 01/04/2026 is 1 April, as in Britain.
    """
    days = [_day(value) for value in given]
    if given and all(days):
        return _of_days([day for day in days if day], places)
    return [_period(value, place) for value, place in zip(given, places, strict=True)]


def _day(given: object) -> date | None:
    """A day, where one was given and it is not a month."""
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    if isinstance(given, str):
        return day_of(re.sub(r"[ T]00:00(:00)?$", "", given.strip()))
    return None


def _of_days(days: Sequence[date], places: Sequence[str]) -> list[Period]:
    """What days are the first or last of; one day alone does not say whether of a month or more."""
    first = all(day.day == 1 for day in days)
    last = all((day + timedelta(days=1)).day == 1 for day in days)
    for day, place in zip(days, places, strict=True):
        if day.day != 1 and (day + timedelta(days=1)).day != 1:
            raise InputError(
                f"{place}: {shown(day)} given, read with its day first; a period begins on the "
                f"first of a month, so {HOW}."
            )
    if not first and not last:
        raise InputError(f"{places[0]}: first days and last days of months given together; {HOW}.")
    months = [date(day.year, day.month, 1) for day in days]
    if len(set(months)) < 2:
        raise InputError(
            f"{places[0]}: {shown(days[0])} given, which may be a month or a quarter; {HOW}."
        )
    apart = min(_months_between(a, b) for a, b in pairwise(sorted(set(months))))
    if apart not in (1, QUARTER):
        raise InputError(f"{places[0]}: days {apart} months apart given; {HOW}.")
    if last and apart == QUARTER:
        months = [month_after(month, 1 - QUARTER) for month in months]
    for month, place in zip(months, places, strict=True):
        if apart == QUARTER and (month.month - APRIL) % QUARTER:
            raise InputError(
                f"{place}: a quarter from {month:%B %Y} given; quarters begin in April, July, "
                f"October and January, so {HOW}."
            )
    return [Period(month, apart) for month in months]


def _months_between(one: date, other: date) -> int:
    return (other.year - one.year) * MONTHS_PER_YEAR + other.month - one.month


def _period(given: object, place: str) -> Period:
    """One period by its name."""
    plain = " ".join(str(given).lower().replace("\u2013", "-").split())
    found = None
    for pattern in _QUARTERS:
        match = pattern.fullmatch(plain)
        if match and 1 <= int(match["quarter"]) <= 4:
            begins = date(_start(match["year"], place), APRIL, 1)
            found = Period(month_after(begins, QUARTER * (int(match["quarter"]) - 1)), QUARTER)
    if _CALENDAR.fullmatch(plain):
        raise InputError(
            f"{place}: {shown(given)} given, which may be a calendar quarter or a financial one; "
            f"{HOW}."
        )
    found = found or _month(plain, place) or _year(plain, place)
    if found is None or not EARLIEST < found.first.year < LATEST:
        raise InputError(f"{place}: {shown(given)} given; {HOW}.")
    return found


def _month(plain: str, place: str) -> Period | None:
    match = _MONTH.fullmatch(plain) or _UK_MONTH.fullmatch(plain)
    if match and 1 <= int(match["month"]) <= MONTHS_PER_YEAR:
        year, month = int(match["year"]), int(match["month"])
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", plain) and month == (year + 1) % 100:
            raise InputError(
                f"{place}: {shown(plain)} given, which may be a month or a financial year; write "
                f"{MONTHS[month - 1].capitalize()} {year}, or FY {plain}."
            )
        return Period(date(year, month, 1), 1) if year else None
    named = _NAMED.fullmatch(plain)
    if not named:
        return None
    century = "" if len(named["year"]) == 4 else "20"
    day = day_of(f"1 {named['name']} {century}{named['year']}")
    return Period(day, 1) if day else None


def _year(plain: str, place: str) -> Period | None:
    if not re.fullmatch(r"(?:fy ?)?[0-9]{4} ?(?:-|/|to) ?[0-9]{2,4}", plain):
        return None
    return Period(date(_start(plain, place), APRIL, 1), MONTHS_PER_YEAR)


def _start(year: str, place: str) -> int:
    try:
        return start_year(year)
    except InputError as error:
        raise InputError(f"{place}: {error}") from None
