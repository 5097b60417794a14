"""Financial years, written 2025-26, and the clock: years from 1 April of the first one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator

from costavoid.base.days import day_of
from costavoid.base.errors import InputError, shown
from costavoid.base.vocabulary import MONTHS_PER_YEAR

APRIL = 4
EARLIEST, LATEST = 1800, 2200  # the years that may be given
# 2025-26, and as people write it: 2025/26, FY 2025-26, 2025–26, 2025-2026, 2025 to 2026
_YEAR = re.compile(
    r"\s*(?:fy\s*)?([0-9]{4})\s*(?:[-/\u2010-\u2015\u2212]|\bto\b)\s*([0-9]{4}|[0-9]{2})\s*",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:fy\s*)?([0-9]{4})\s*", re.IGNORECASE)


def start_year(financial_year: str) -> int:
    """Calendar year in which a financial year starts: 2025 for "2025-26".

    Takes it as people write it: "2025/26", "FY2025-26", "2025-2026". Raises InputError for one
    year alone, two that do not follow each other, and anything else.
    """
    match = _YEAR.fullmatch(financial_year) if isinstance(financial_year, str) else None
    if not match:
        raise InputError(f"{shown(financial_year)} given; {_cure(financial_year)}.")
    start, second = int(match[1]), match[2]
    if start == 9999 or int(second) != (start + 1) % 10 ** len(second):
        follows = year_label(start if start < 9999 else LATEST)
        raise InputError(
            f"{financial_year!r} given; a financial year's second year must follow the first, "
            f"like '{follows}'."
        )
    return start


def _cure(given: object) -> str:
    """What to write for what is no financial year; one year alone could be either of two."""
    alone = _ALONE.fullmatch(str(given)) if isinstance(given, str | int) else None
    if alone and EARLIEST < int(alone[1]) <= LATEST:
        year = int(alone[1])
        return (
            f"one year could be either of two: write '{year_label(year)}', from April {year}, or "
            f"'{year_label(year - 1)}'"
        )
    return "write a financial year as two years, like '2025-26'"


def year_label(start: int) -> str:
    """Financial year starting in April of the given calendar year: "2025-26" for 2025."""
    return f"{start}-{(start + 1) % 100:02d}"


def _checked_year(value: Any) -> str:
    return year_label(start_year(value))


def given_year(value: Any) -> str:
    """A financial year as it is written here. Raises InputError for one nobody can mean."""
    start = start_year(value)
    if not EARLIEST <= start <= LATEST:
        raise InputError(
            f"{value!r} given; give a financial year from '{year_label(EARLIEST)}' to "
            f"'{year_label(LATEST)}'."
        )
    return year_label(start)


FinancialYear = Annotated[str, BeforeValidator(given_year)]


def financial_years(first: str, count: int) -> tuple[str, ...]:
    """The labels of `count` financial years from `first` on."""
    start = start_year(first)
    return tuple(year_label(start + i) for i in range(count))


def year_of(day: date) -> str:
    """The financial year a day falls in: "2026-27" for 1 October 2026."""
    return year_label(day.year if day.month >= APRIL else day.year - 1)


def clock(day: date, first_year: str) -> float:
    """Years from 1 April of `first_year` to a day, in months / 12; a day is a part of its month.

    1 October is 0.5 exactly. Negative before the first year.
    """
    months = (day.year - start_year(first_year)) * MONTHS_PER_YEAR + day.month - APRIL
    part = (day.day - 1) / monthrange(day.year, day.month)[1]
    return (months + part) / MONTHS_PER_YEAR


def year_edges(count: int) -> NDArray[np.float64]:
    """Edges of `count` financial years on the clock: 0, 1, ... count."""
    return np.arange(count + 1, dtype=np.float64)


def month_edges(years: int) -> NDArray[np.float64]:
    """Edges of the months of `years` financial years on the clock: 0, 1/12, 2/12, ..."""
    return np.arange(years * MONTHS_PER_YEAR + 1, dtype=np.float64) / MONTHS_PER_YEAR


def index_of(year: str, years: Sequence[str]) -> int:
    """Position of a financial year in a horizon. Raises InputError when it lies outside."""
    label = _checked_year(year)
    if label not in years:
        raise InputError(
            f"year: {label} given; this appraisal runs from {years[0]} to {years[-1]}. "
            "Choose a year inside it, or appraise over a longer horizon."
        )
    return list(years).index(label)


def given_day(value: Any) -> Any:
    """A day from a date, a datetime (pandas' too) or text; nothing else is taken for one."""
    if isinstance(value, str):
        value = day_of(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        raise ValueError("which day that is depends on where: give it without a time zone")
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date) or not 1900 <= value.year <= LATEST:
        raise ValueError(
            "it takes a day, written like '2026-10-01', '1 October 2026' or, the day first, "
            "'01/10/2026'"
        )
    return value


Day = Annotated[date, BeforeValidator(given_day)]
