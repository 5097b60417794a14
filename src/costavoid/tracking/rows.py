"""Rows of a table by period, in order: nothing missing between them, twice, or not yet over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from costavoid.base.errors import InputError
from costavoid.tracking.periods import Period, periods

PERIODS = ("period", "month", "quarter", "date", "financial year", "year", "period ending")
ASIDE = ("note", "notes", "comment", "comments")
Cells = list[tuple[str, Any, Any]]  # where, the period, what else there is
Value = TypeVar("Value")
Placed = list[tuple[Period, str, Value]]


def at(row: Sequence[Any], i: int) -> Any:
    """A cell of a row, which may be shorter than the headings."""
    return row[i] if i < len(row) else None


def in_order(
    cells: Cells,
    value_of: Callable[[Any, str, Period], Value],
    today: date,
    check: Callable[[Placed[Value]], None],
) -> Placed[Value]:
    """What each period has, in order, with its place; `check` comes before gaps are looked for.

    Raises InputError for a period that is none, is missing, comes twice, or has not ended `today`.
    """
    places = [where for where, _, _ in cells]
    for place, (_, period, _) in zip(places, cells, strict=True):
        if period is None:
            raise InputError(f"{place}: a row without its period given; write which it is of.")
    named = periods([period for _, period, _ in cells], places)
    found = [
        (period, place, value_of(value, place, period))
        for period, place, (_, _, value) in zip(named, places, cells, strict=True)
    ]
    found.sort(key=lambda each: each[0])
    for period, place, _ in found:
        if period.after > today:
            raise InputError(
                f"{place}: {period} given, which has not ended on {today}; leave it out until it "
                "has."
            )
    check(found)
    for (one, place, _), (other, its_place, _) in pairwise(found):
        _refuse_break(one, place, other, its_place)
    return found


def _refuse_break(one: Period, place: str, other: Period, its_place: str) -> None:
    if other.first < one.after:
        both = str(one) if one == other else f"{one} and {other}"
        raise InputError(
            f"{its_place}: {both} given, and {place.rpartition(', ')[2]} has it already; give each "
            "month once."
        )
    if other.first > one.after:
        raise InputError(
            f"{its_place}: {one} is followed by {other}; give what is between too (0 "
            "if there was none; a count may be unknown)."
        )
