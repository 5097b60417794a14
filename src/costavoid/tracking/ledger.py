"""Money from the ledger against the plan: spent, cash released, and avoided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from costavoid.analysis.telling import month_after
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.sheets import table_of, under_headings
from costavoid.base.years import year_of
from costavoid.tracking.actuals import as_number
from costavoid.tracking.periods import Period
from costavoid.tracking.register import Money, Register
from costavoid.tracking.rows import ASIDE, PERIODS, Cells, Placed, at, in_order

SHEET = "Ledger"
# What a column is headed, and what of the plan's money it is.
HEADS = {
    "spent": "spent",
    "delivery": "spent",
    "released": "released",
    "cash released": "released",
    "avoided": "avoided",
    "cost avoided": "avoided",
    "cost avoidance": "avoided",
}
LABELS = {
    "spent": "Spent on delivery",
    "released": "Cash released",
    "avoided": "Cost avoidance",
}
MOST_POUNDS = 1e12


@dataclass(frozen=True)
class MoneySoFar:
    """One kind of the council's money over the ledger's periods, in the pounds of each year.

    `year_forecast` is the financial year of the last period: what the ledger has of it, and the
    rest as planned.
    """

    kind: str
    label: str
    periods: tuple[Period, ...]
    actual: float
    planned: float
    year: str
    year_forecast: float
    year_planned: float

    @property
    def over(self) -> float:
        """Actual less planned."""
        return self.actual - self.planned


def read_ledger(given: object, register: Register, today: date) -> tuple[MoneySoFar, ...]:
    """The money of each kind that the table has a column of.

    Columns: the period, and any of "spent", "released" and "avoided", in pounds. Raises InputError
    for a gap, a repeat, what is no number of pounds, or a period outside the plan or to come.
    """
    heads, rows = under_headings(table_of(given, "ledger", SHEET), PERIODS, "ledger")
    of = next(i for i, head in enumerate(heads) if head in PERIODS)
    columns = {
        i: _kind(head)
        for i, head in enumerate(heads)
        if i != of and head not in ASIDE and (head or any(at(row, i) is not None for row in rows))
    }
    if not columns:
        raise InputError("ledger: no column of pounds given; head one spent, released or avoided.")
    if len(set(columns.values())) < len(columns):
        raise InputError("ledger: two columns of one kind given; give each once.")
    filled = [n for n, row in enumerate(rows) if any(at(row, i) is not None for i in columns)]
    if not filled:
        raise InputError("ledger: no pounds given; fill in at least one period.")
    found = []
    for i, kind in columns.items():
        cells: Cells = [
            (f"ledger, row {n}", at(row, of), at(row, i))
            for n, row in enumerate(rows[: filled[-1] + 1], 2)
            if any(cell is not None for cell in row)
        ]
        found.append(_against(kind, cells, register, today))
    order = list(LABELS)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _kind(head: str) -> str:
    if head not in HEADS:
        raise InputError(f"ledger: a column {shown(head)} given. {nearest(head, HEADS)}")
    return HEADS[head]


def _against(kind: str, cells: Cells, register: Register, today: date) -> MoneySoFar:
    money = register.money
    planned = np.asarray(getattr(money, kind))

    def within(found: Placed[float]) -> None:
        for period, place, _ in found:
            if period.first < money.first_month or period.after > month_after(
                money.first_month, len(planned)
            ):
                raise InputError(
                    f"{place}: {period} given, but the plan runs from {register.years[0]} to "
                    f"{register.years[-1]}; leave out what is outside it."
                )

    found = in_order(cells, _pounds, today, within)
    periods = tuple(period for period, _, _ in found)
    begun, ended = _place(periods[0].first, money), _place(periods[-1].after, money)
    year = year_of(periods[-1].first)
    months = [i for i in range(len(planned)) if year_of(month_after(money.first_month, i)) == year]
    in_year = sum(pounds for period, _, pounds in found if year_of(period.first) == year)
    before = float(planned[months[0] : begun].sum()) if begun > months[0] else 0.0
    return MoneySoFar(
        kind=kind,
        label=LABELS[kind],
        periods=periods,
        actual=sum(pounds for _, _, pounds in found),
        planned=float(planned[begun:ended].sum()),
        year=year,
        year_forecast=in_year + float(planned[ended : months[-1] + 1].sum()) + before,
        year_planned=float(planned[months].sum()),
    )


def _place(month: date, money: Money) -> int:
    return (month.year - money.first_month.year) * 12 + month.month - money.first_month.month


def _pounds(cell: Any, place: str, period: Period) -> float:
    plain = re.sub(r"^(-?)\s*£\s*", r"\1", cell) if isinstance(cell, str) else cell
    if isinstance(plain, str) and re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", plain):
        plain = plain.replace(",", "")
    number = as_number(plain)
    if number is None or not abs(number) <= MOST_POUNDS:
        given = "nothing" if cell is None else shown(cell)
        raise InputError(f"{place}: {given} given for {period}; write pounds, such as 12500 or 0.")
    return number
