"""Counts as they come in, by month, quarter or year: read, checked, and nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.frozen import MOST, as_float
from costavoid.base.sheets import Row, table_of, under_headings
from costavoid.tracking.periods import Period
from costavoid.tracking.register import Benefit, Register, months_of
from costavoid.tracking.rows import ASIDE, PERIODS, Cells, Placed, at, in_order

COUNTS = ("count", "counts", "number", "observed", "actual", "actuals")
UNKNOWN = ("unknown", "not known", "?")
SHEET = "Actuals"
WHOLE = "write a whole count, 0 if there were none, or unknown"
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.0+)?")


@dataclass(frozen=True)
class Observed:
    """What one benefit's count was in each period, in order; None where it is not known.

    Where counts are rounded, `between` has the least and the most that each may have been; `said`
    is what is to be told of them, and `source` where they are from, if not as the plan says.
    """

    benefit: str
    counts: tuple[tuple[Period, int | None], ...]
    between: Mapping[Period, tuple[int, int]] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    source: str = ""

    def of(self, wanted: Callable[[Period], bool]) -> Observed:
        """The same of some periods."""
        return replace(self, counts=tuple(each for each in self.counts if wanted(each[0])))

    @property
    def ends(self) -> tuple[Observed, Observed]:
        """The least and the most that they may have been, each as counts that are known."""
        low, high = (
            tuple(
                (period, None if count is None else self.between.get(period, (count, count))[end])
                for period, count in self.counts
            )
            for end in (0, 1)
        )
        return replace(self, counts=low, between={}), replace(self, counts=high, between={})


def read_actuals(given: object, register: Register, today: date) -> tuple[Observed, ...]:
    """The counts of each benefit that the table has, in the register's order.

    Columns: the period, and one of counts headed by a benefit's id, or its measure; or "measure"
    and "count"; or "count" alone where the plan has one benefit to count. Raises InputError for
    a gap, a repeat, what is no whole count, a period that has not ended, or another measure.
    """
    if not register.counted:
        raise InputError(
            "actuals: counts given, but no benefit of this plan can be counted: "
            + "; ".join(f"{each.id}, {each.not_counted}" for each in register.benefits)
            + "."
        )
    heads, rows = under_headings(table_of(given, "actuals", SHEET), PERIODS, "actuals")
    by_benefit = _by_benefit(heads, rows, register)
    found = [
        Observed(benefit.id, _checked(by_benefit[benefit.id], benefit, today))
        for benefit in register.counted
        if benefit.id in by_benefit
    ]
    return tuple(found)


def _by_benefit(heads: list[str], rows: list[Row], register: Register) -> dict[str, Cells]:
    """The cells of each benefit."""
    of = next(i for i, head in enumerate(heads) if head in PERIODS)
    others = {i: head for i, head in enumerate(heads) if i != of and head not in ASIDE}
    others = {
        i: head for i, head in others.items() if head or any(at(row, i) is not None for row in rows)
    }
    if "measure" in others.values():
        return _long(heads, of, rows, register)
    columns = {i: _benefit(head, register) for i, head in others.items()}
    if not columns:
        raise InputError(f"actuals: no column of counts given; head one {_ids(register)}.")
    if len({each.id for each in columns.values()}) < len(columns):
        raise InputError("actuals: two columns of one benefit given; give it once.")
    found: dict[str, Cells] = {}
    for where, row in _to_the_last(rows, columns):
        if at(row, of) is not None or any(at(row, i) is not None for i in columns):
            for i, benefit in columns.items():
                found.setdefault(benefit.id, []).append((where, at(row, of), at(row, i)))
    return _not_empty(found)


def _to_the_last(rows: list[Row], columns: Iterable[int]) -> list[tuple[str, Row]]:
    """The rows with their places, to the last that has a count: a form has periods to come."""
    filled = [n for n, row in enumerate(rows) if any(at(row, i) is not None for i in columns)]
    many = filled[-1] + 1 if filled else 0
    return [(f"actuals, row {n}", row) for n, row in enumerate(rows[:many], 2)]


def _not_empty(found: dict[str, Cells]) -> dict[str, Cells]:
    if not found:
        raise InputError("actuals: no counts given; fill in at least one period.")
    return found


def _long(heads: list[str], of: int, rows: list[Row], register: Register) -> dict[str, Cells]:
    """The cells of a table that names the measure in each row."""
    named = heads.index("measure")
    counted = [i for i, head in enumerate(heads) if head in COUNTS]
    if len(counted) != 1:
        raise InputError('actuals: a column "measure" given; give one headed "count" beside it.')
    found: dict[str, Cells] = {}
    for where, row in _to_the_last(rows, counted):
        if any(cell is not None for cell in row):
            benefit = _benefit(str(at(row, named) or ""), register, where)
            found.setdefault(benefit.id, []).append((where, at(row, of), at(row, counted[0])))
    return _not_empty(found)


def _ids(register: Register) -> str:
    return " or ".join(repr(benefit.id) for benefit in register.counted)


def _benefit(head: str, register: Register, where: str = "actuals") -> Benefit:
    """The benefit that a heading names. Raises InputError where the plan counts none such."""
    plain = " ".join(head.lower().replace("_", " ").split())
    if plain in COUNTS and len(register.counted) == 1:
        return register.counted[0]
    for benefit in register.benefits:
        names = (benefit.id.replace("_", " "), benefit.measure.lower())
        if plain in names and benefit.counted:
            return benefit
        if plain in names:
            raise InputError(
                f"{where}: {shown(head)} given, which no count shows: {benefit.not_counted}."
            )
    if plain in COUNTS:
        raise InputError(
            f"{where}: {shown(head)} given, and the plan counts several things; head it "
            f"{_ids(register)}."
        )
    raise InputError(
        f"{where}: {shown(head)} given, which this plan does not count. "
        f"{nearest(head, [benefit.id for benefit in register.counted])}"
    )


def _checked(cells: Cells, benefit: Benefit, today: date) -> tuple[tuple[Period, int | None], ...]:
    """The counts in order. Raises InputError for what cannot be compared with the plan."""

    def within(counts: Placed[int | None]) -> None:
        _refuse_outside(counts, benefit)

    counts = in_order(cells, _count, today, within)
    return tuple((period, count) for period, _, count in counts)


def _refuse_outside(counts: Placed[int | None], benefit: Benefit) -> None:
    months = months_of(benefit)
    begins, ends = Period(months[0], 1), Period(months[-1], 1)
    (first, place, _), (last, its_place, _) = counts[0], counts[-1]
    if first.first < begins.first:
        raise InputError(
            f"{place}: {first} given, but the plan counts from {begins}; leave out what was "
            "before, and give months where a period begins before it."
        )
    if first.first > begins.first:
        raise InputError(
            f"{place}: the counts begin with {first}, but the plan counts from {begins}; give "
            "what is between too, 0 if there were none, or unknown."
        )
    if last.after > ends.after:
        raise InputError(
            f"{its_place}: {last} given, but the plan ends with {ends}; leave out what is after."
        )


def _count(cell: Any, place: str, period: Period) -> int | None:
    """A whole count; None where it is said not to be known."""
    said = cell.lower() if isinstance(cell, str) else ""
    if said in UNKNOWN:
        return None
    if cell is None:
        raise InputError(f"{place}: no count given for {period}; {WHOLE}.")
    if said.startswith(("<", "c", "*", "x")):
        raise InputError(
            f"{place}: {shown(cell)} given for {period}, as published counts are where they are "
            "small; take the count from the council's own records."
        )
    number = as_number(cell)
    if number is None or not 0 <= number <= MOST or number != int(number):
        raise InputError(f"{place}: {shown(cell)} given for {period}; {WHOLE}.")
    return int(number)


def as_number(cell: Any) -> float | None:
    """A number as a sheet or a text has it, with commas between thousands; None for none."""
    if isinstance(cell, str):
        plain = cell.replace(",", "") if _THOUSANDS.fullmatch(cell) else cell
        try:
            return float(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain) else None
        except (ValueError, OverflowError):
            return None
    try:
        return as_float(cell)
    except ValueError:
        return None
