"""The Payers sheet: who saves and who pays, real and in cash pounds of each year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.tables import payers
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices
from costavoid.cashflow import metrics
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.cash_flows import Flows
from costavoid.output.report.excel.rows import FIRST, HEADER, Row, letters, plus, times
from costavoid.output.report.excel.rows import TOTAL as TOTAL_COLUMN
from costavoid.output.report.excel.sheet import Sheet

SAID = (
    "Real terms first, in pounds of the appraisal's price year, not discounted; then the budget "
    "view: cash only, in cash terms (the pounds of each year). Delivery is negative."
)
BENEFIT, DELIVERY = Kind.BENEFIT.value, Kind.DELIVERY.value
REAL = ("cash", "avoided", "gross", "delivery", "net_cash", "net")  # the columns of by_payer()
NOMINAL = ("cash_released", "delivery", "net")  # the columns of financial_case()
NAMES = {
    "cash": "Cash-releasing saving",
    "avoided": "Cost avoidance (non-cashable)",
    "gross": "Benefits, cash and cost avoidance",
    "delivery": "Delivery cost",
    "net_cash": "Net cash",
    "net": "Net, cash and cost avoidance",
}
ALL = "All payers"


@dataclass(frozen=True)
class Paid:
    """Where each payer's totals stand, by the columns of by_payer() and financial_case()."""

    real: dict[str, dict[str, Row]]
    nominal: dict[str, dict[str, Row]]
    payback: Row
    peak: Row
    peak_year: Row

    def total(self, payer: str, what: str, *, nominal: bool = False) -> str:
        """The cell of a total over the years."""
        return (self.nominal if nominal else self.real)[payer][what].cell(letters(TOTAL_COLUMN))


def write(appraisal: Answer, book: Book, flows: Flows, inflation: Row) -> Paid:
    """A section for each payer, the council first, then for all together."""
    sheet = book["Payers"]
    sheet.timeline("Payers", SAID, ("What", "Pounds", "", "Total", ""))
    owners = payers(appraisal)
    real = {payer.value: _real(appraisal, sheet, flows, payer) for payer in owners}
    real[ALL] = _real(appraisal, sheet, flows, None)
    nominal = {payer.value: _nominal(appraisal, sheet, real, payer, inflation) for payer in owners}
    council = nominal[Payer.COUNCIL.value]
    return Paid(
        real, nominal, _payback(appraisal, sheet, council), *_peak(appraisal, sheet, council)
    )


def _real(appraisal: Answer, sheet: Sheet, flows: Flows, payer: Payer | None) -> dict[str, Row]:
    name = payer.label if payer else None
    sheet.section(name or ALL)
    rows: dict[str, Row] = {}

    def summed(what: str, kind: Kind, *parts: Cash) -> None:
        values = [appraisal.annual(payer=payer, kind=kind, cash=part) for part in parts]
        rows[what] = sheet.yearly(
            NAMES[what],
            lambda c, p: "+".join(
                flows.sum(c, part, payer=name, kind=kind.value) for part in parts
            ),
            np.sum(values, axis=0),
            "pounds",
            note="real terms",
            total=True,
        )

    def added(what: str, first: str, second: str, cash: Cash | None, kind: Kind | None) -> None:
        rows[what] = sheet.yearly(
            NAMES[what],
            plus(rows[first], rows[second]),
            appraisal.annual(payer=payer, cash=cash, kind=kind),
            "total pounds",
            note="real terms",
            total=True,
        )

    summed("cash", Kind.BENEFIT, Cash.CASH)
    summed("avoided", Kind.BENEFIT, Cash.AVOIDED)
    added("gross", "cash", "avoided", None, Kind.BENEFIT)
    summed("delivery", Kind.DELIVERY, *Cash)
    added("net_cash", "cash", "delivery", Cash.CASH, None)
    added("net", "gross", "delivery", None, None)
    return rows


def _nominal(
    appraisal: Answer,
    sheet: Sheet,
    real: dict[str, dict[str, Row]],
    payer: Payer,
    inflation: Row,
) -> dict[str, Row]:
    """The financial case of one payer: cash only, in cash pounds."""
    sheet.section(f"{payer.label}: cash, in cash terms")
    rows: dict[str, Row] = {}
    kinds = {"cash": Kind.BENEFIT, "delivery": Kind.DELIVERY, "net_cash": None}
    for (what, kind), column in zip(kinds.items(), NOMINAL, strict=True):
        source = real[payer.value][what]
        rows[column] = sheet.yearly(
            NAMES[what],
            times(source, inflation),
            appraisal.annual(payer=payer, cash=Cash.CASH, kind=kind, prices=Prices.NOMINAL),
            "total pounds" if kind is None else "pounds",
            note="cash terms",
            total=True,
        )
    net = appraisal.annual(payer=payer, cash=Cash.CASH, prices=Prices.NOMINAL)
    first = rows["net"].number
    rows["cumulative_net"] = sheet.yearly(
        "Net cash, cumulative",
        lambda c, p: f"SUM({rows['net'].cell(letters(FIRST))}:{c}${first})",
        net.cumsum(),
        "pounds",
        note="cash terms",
    )
    return rows


def _payback(appraisal: Answer, sheet: Sheet, council: dict[str, Row]) -> Row:
    """The first year from which the council's cash to date covers its cost, to the end."""
    sheet.section("When the council's own cash pays back")
    to_date, cost, years = council["cumulative_net"], council["delivery"], sheet.years
    index = sheet.yearly(
        "Year of the appraisal period",
        lambda c, p: f"COLUMN({c}$1)-{FIRST}",
        range(1, len(years) + 1),
        "number",
    )
    short = sheet.yearly(
        "Its number, where cash to date does not cover cost to date",
        lambda c, p: f"IF({to_date.at(c)}>=-{metrics.NOTHING:.9f},0,{index.at(c)})",
        _short_years(appraisal),
        "number",
    )
    spent = appraisal.annual(
        payer=Payer.COUNCIL, cash=Cash.CASH, kind=Kind.DELIVERY, prices=Prices.NOMINAL
    )
    costs = sheet.yearly(
        "Its number, where it pays for delivery",
        lambda c, p: f"IF({cost.at(c)}=0,{len(years) + 1},{index.at(c)})",
        [i if pounds else len(years) + 1 for i, pounds in enumerate(spent, 1)],
        "number",
    )
    late, first = f"MAX({sheet.across(short)})", f"MIN({sheet.across(costs)})"
    names = sheet.across(Row(sheet.prefix, HEADER + 1))
    over = f"{years[0]} to {years[-1]}"
    never = f"It does not pay back within the {len(years)} years from {over}."
    if len(years) == 1:
        never = f"It does not pay back within {years[0]}."
    made = (
        f'IF({first}>{len(years)},"{metrics.NO_COST}",IF({late}={len(years)},"{never}",'
        f"INDEX({names},1,MAX({late}+1,{first}))))"
    )
    return sheet.scalar("The council's cash pays back in", made, appraisal.payback, "one line")


def _peak(appraisal: Answer, sheet: Sheet, council: dict[str, Row]) -> tuple[Row, Row]:
    """The deepest point of the council's net cash to date, and its year."""
    peak, to_date = appraisal.peak_funding, sheet.across(council["cumulative_net"])
    deepest = f"MIN({to_date})"
    most = sheet.scalar(
        "The most the council has to fund by a year's end",
        f"IF({deepest}<-{metrics.NOTHING:.9f},-{deepest},0)",
        peak.pounds,
        "pounds",
        "cash terms",
    )
    names = sheet.across(Row(sheet.prefix, HEADER + 1))
    found = f'IF({most.value}=0,"",INDEX({names},1,MATCH({deepest},{to_date},0)))'
    return most, sheet.scalar("In the year", found, peak.year, "one line")


def _short_years(appraisal: Answer) -> list[int]:
    """Each year's number where the council's cash to date does not cover its cost, else 0."""
    net = appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, prices=Prices.NOMINAL)
    return [0 if total >= -metrics.NOTHING else i for i, total in enumerate(net.cumsum(), 1)]
