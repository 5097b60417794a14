"""Financial years, written 2025-26, and the clock: years from 1 April of the first one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, BeforeValidator

from costavoid.base.errors import InputError
from costavoid.base.vocabulary import MONTHS_PER_YEAR

APRIL = 4
_YEAR = re.compile(r"(\d{4})-(\d{2})")


def start_year(financial_year: str) -> int:
    """Calendar year in which a financial year starts: 2025 for "2025-26".

    Raises InputError for anything not written like "2025-26".
    """
    match = _YEAR.fullmatch(financial_year) if isinstance(financial_year, str) else None
    if not match:
        raise InputError(
            f"{financial_year!r} given; write a financial year as two years, like '2025-26'."
        )
    start = int(match[1])
    if int(match[2]) != (start + 1) % 100:
        raise InputError(
            f"{financial_year!r} given; a financial year's second year must follow the first, "
            f"like '{year_label(start)}'."
        )
    return start


def year_label(start: int) -> str:
    """Financial year starting in April of the given calendar year: "2025-26" for 2025."""
    return f"{start}-{(start + 1) % 100:02d}"


def _checked_year(value: Any) -> str:
    return year_label(start_year(value))


FinancialYear = Annotated[str, AfterValidator(_checked_year)]


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


def _day(value: Any) -> Any:
    """A day from a date, a datetime (pandas' too) or text; nothing else is taken for one."""
    try:
        if isinstance(value, str):
            value = date.fromisoformat(value)
        if isinstance(value, datetime):
            value = value.date()
    except ValueError:
        value = None
    if not isinstance(value, date) or not 1900 <= value.year <= 2200:
        raise ValueError("a start is a day, written like '2026-10-01'")
    return value


Day = Annotated[date, BeforeValidator(_day)]
