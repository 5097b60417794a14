"""The council's cash and everybody's value by financial year, in thousands of pounds that add up.

What a budget report prints. Each line is rounded to date, so that its years add up to its own
total; nets are sums of what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Cash, Kind, Measure, Payer
from costavoid.cashflow.flows import CashFlows

MOST = 6  # years shown one by one: beyond it, the first five and the rest together
FIRST = 5
SMALL = 10_000.0  # pounds: under it, thousands would say nothing
THOUSAND = 1000
FINE = 6  # decimals of a unit: what is left beyond is of adding up, and would tip a half


@dataclass(frozen=True)
class Row:
    """One line: whole units by column, its total (none for a running total)."""

    id: str
    label: str
    amounts: tuple[int, ...]
    total: int | None

    @property
    def whole(self) -> int:
        """The total, or where it ends."""
        return self.amounts[-1] if self.total is None else self.total


@dataclass(frozen=True)
class Budget:
    """The lines in order; `columns` are financial years, the last perhaps of several.

    Positive is money not spent. `unit` is what one stands for in pounds: 1,000, or 1 where all is
    small.
    """

    columns: tuple[str, ...]
    unit: int
    rows: tuple[Row, ...]

    def row(self, id: str) -> Row:
        """The line of that id."""
        return next(row for row in self.rows if row.id == id)


def budget(appraisal: Answer, unit: int | None = None) -> Budget:
    """The seven lines of a first page, in thousands, or in pounds where all is small.

    `unit` is 1,000 or 1, where the table is to stand beside another.

    The council's own, and what other payers gain less what they pay, are in the pounds of each
    year, not discounted; the last line is the present value to all payers. What is avoided is
    never in the council's cash.
    """
    by_draw = exact(appraisal.flows, appraisal.inflation_factors, appraisal.discount_factors)
    pounds = {id: amounts[:, 0] for id, amounts in by_draw.items()}
    unit = unit or _unit(pounds.values())
    columns = columns_of(appraisal.years)
    parts = {id: in_whole_units(amounts, unit) for id, amounts in pounds.items()}
    net = tuple(a + b for a, b in zip(parts["delivery"], parts["released"], strict=True))
    to_date = tuple(int(sum(net[: i + 1])) for i in range(len(net)))
    given = "" if appraisal.has_delivery else " (not given)"
    people = " and people" if Payer.INDIVIDUALS in appraisal.flows.payers else ""
    rows = (
        _row("delivery", f"Delivery cost{given}", parts["delivery"]),
        _row("released", "Cash-releasing saving", parts["released"]),
        _row("net", "Net cash", net),
        Row("cumulative", "Cumulative net cash", to_date, None),
        _row("avoided", "Cost avoidance", parts["avoided"]),
        _row("others", f"Other payers{people}", parts["others"]),
        _row("present_value", f"All{people or ' payers'}, present value", parts["present_value"]),
    )
    return Budget(columns, unit, rows)


def exact(flows: CashFlows, inflation: Array, discount: Array) -> dict[str, Array]:
    """The five lines that are not sums of others, to the penny; each (years, draws).

    `inflation` and `discount` are the factors of each year.
    """
    cash, now = inflation[:, None], discount[:, None]
    everybody, council = flows.select(), flows.select(payer=Payer.COUNCIL)
    own = partial(flows.select, payer=Payer.COUNCIL)
    found: dict[str, Array] = {
        "delivery": cash * own(cash=Cash.CASH, kind=Kind.DELIVERY),
        "released": cash * own(cash=Cash.CASH, kind=Kind.BENEFIT),
        "avoided": cash * own(cash=Cash.AVOIDED),
        "others": cash * (everybody - council),
        "present_value": now * everybody,
    }
    return found


def medium_term(appraisal: Answer) -> Budget:
    """The council's cash as lines of a medium-term financial plan, base apart from one-off.

    Base goes on to the end of the appraisal period; one-off ends sooner, or is paid once. In the
    pounds of each year, each against today's budget, not against the year before.
    """
    ends = {outcome.id: outcome.months for outcome in appraisal.outcomes}
    goes_on = any(outcome.months is None for outcome in appraisal.claiming)
    pounds = {
        (kind, base): np.zeros(len(appraisal.years)) for kind in Kind for base in (True, False)
    }
    cash = list(Cash).index(Cash.CASH)
    for i, line in enumerate(appraisal.flows.lines):
        if appraisal.flows.payers[i] is not Payer.COUNCIL:
            continue
        paid_once = line.kind is Kind.DELIVERY and line.use.measure is Measure.LUMP
        ongoing = ends[line.outcome] is None if line.outcome in ends else goes_on and not paid_once
        real = appraisal.flows.amounts[i, cash, :, 0]
        pounds[line.kind, ongoing] = pounds[line.kind, ongoing] + real * appraisal.inflation_factors
    unit = _unit(pounds.values())
    columns = columns_of(appraisal.years)
    labels = {
        (Kind.DELIVERY, True): "Delivery cost, base",
        (Kind.DELIVERY, False): "Delivery cost, one-off",
        (Kind.BENEFIT, True): "Cash-releasing saving, base",
        (Kind.BENEFIT, False): "Cash-releasing saving, one-off",
    }
    parts = {of: in_whole_units(pounds[of], unit) for of in labels}
    rows = [_row(f"{of[0].value} {of[1]}", label, parts[of]) for of, label in labels.items()]
    net = tuple(sum(column) for column in zip(*parts.values(), strict=True))
    return Budget(columns, unit, (*rows, _row("net", "Net effect on the budget", net)))


def _unit(amounts: Iterable[Array]) -> int:
    """Thousands, or pounds where all is small."""
    largest = max(float(np.abs(each).max()) for each in amounts)
    return THOUSAND if largest >= SMALL else 1


def _row(id: str, label: str, amounts: tuple[int, ...]) -> Row:
    return Row(id, label, amounts, sum(amounts))


def columns_of(years: tuple[str, ...]) -> tuple[str, ...]:
    """The years as a table heads its columns: beyond six, the first five and the rest as one."""
    if len(years) <= MOST:
        return years
    return (*years[:FIRST], f"{years[FIRST]} to {years[-1]}")


def in_whole_units(amounts: Array, unit: int) -> tuple[int, ...]:
    """Each column in whole units: what is rounded is the sum to date, so the total is right."""
    years = amounts if len(amounts) <= MOST else np.append(amounts[:FIRST], amounts[FIRST:].sum())
    to_date = np.rint((years.cumsum() / unit).round(FINE))
    return tuple(int(one) for one in np.diff(to_date, prepend=0.0))
