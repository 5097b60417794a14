"""Cells of a workbook typed over, and the same change made in Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import costavoid as ca
from costavoid.analysis.reread import changed
from costavoid.appraisal.answer import Answer
from costavoid.cashflow.flows import evaluate
from example_cases import CASES, again
from excel_formulas import ExcelError, Workbook

USED, PRICED, CASH, NOTE, ID = 2, 5, 6, 9, 19  # columns of Inputs, as openpyxl counts
FIRST_ROWS = {"Inputs": 9, "Deflators": 6}  # of the sheets with cells to edit
GROWTH = "Real growth of placement costs a year, above general inflation"
BANNER, NPV = ("Answer in full", 1, 2), ("Check", 3, 9)
# One example of each programme; the last where there are several.
ONE_EACH = {type(case.intervention).__name__: name for name, case in CASES.items()}


@dataclass(frozen=True)
class Cell:
    """One cell to edit: where it stands, what it is called, and whose it is."""

    sheet: str
    row: int
    column: int
    label: str
    id: str
    holds: Any

    def given(self, typed: Any) -> tuple[str, int, int, Any]:
        """Its place, and something typed into it."""
        return self.sheet, self.row, self.column, typed

    @property
    def is_level(self) -> bool:
        """A level of the price index."""
        return self.sheet == "Deflators"

    @property
    def is_rate(self) -> bool:
        """A discount rate, which Python takes from an edition of the Green Book alone."""
        return not self.id and self.label.startswith("Discount rate")


def editable(workbook: Workbook) -> list[Cell]:
    """Every cell to edit, from the top down."""
    return [
        Cell(
            name,
            row,
            column,
            sheet.cell(row, 1).value,
            sheet.cell(row, ID).value or "",
            cell.value,
        )
        for name, first in FIRST_ROWS.items()
        for sheet in [workbook.book[name]]
        for row in range(first, sheet.max_row + 1)
        for column in (USED, PRICED, CASH)
        if not (cell := sheet.cell(row, column)).protection.locked
    ]


def in_python(case: ca.Appraisal, *edits: tuple[Cell, Any]) -> Answer:
    """The same change. Raises InputError where Python refuses it."""
    numbers: dict[str, ca.Estimate] = {}
    programme, settings = case.intervention, {}
    for cell, typed in edits:
        if cell.label == GROWTH and not cell.id:
            settings["placement_inflation"] = typed
        elif cell.id in case.inputs.in_use:
            used = numbers.get(cell.id, case.inputs.in_use[cell.id])
            bare = {"value": typed, "low": None, "high": None, "range_kind": None}
            fields = {USED: bare, PRICED: {"price_year": typed}, CASH: {"cash_releasing": typed}}
            numbers[cell.id] = used.model_copy(update=fields[cell.column])
        else:
            path = tuple(int(part) if part.isdigit() else part for part in cell.id.split("."))
            to = typed.date() if isinstance(typed, datetime) else typed
            programme = changed(programme, path, to)
    return again(case, *numbers.values(), programme=programme, **settings)


def npv_with_level(case: ca.Appraisal, year: str, level: float) -> float:
    """Python's net present value with another level of the price index."""
    levels = tuple((at, level if at == year else was) for at, was in case.pricing.index.levels)
    index = replace(case.pricing.index, levels=levels)
    pricing = replace(case.pricing, index=index)
    flows = evaluate(case.flows.lines, case.years, case.inputs, pricing)
    return float((flows.amounts.sum(axis=(0, 1))[:, 0] * case.discount_factors).sum())


def shown(workbook: Workbook, place: tuple[str, int, int]) -> Any:
    """What a cell shows; the error as text."""
    try:
        return workbook.cell(*place)
    except ExcelError as error:
        return str(error)


def slips(cell: Cell) -> Iterator[Any]:
    """What people do to a cell: clear it, write in it, a minus sign, two noughts too many."""
    yield None
    yield "about forty"
    if isinstance(cell.holds, int | float):
        yield -abs(cell.holds or 0.4)
        yield (cell.holds or 0.4) * 100
    if isinstance(cell.holds, date):
        yield -40
        yield cell.holds.replace(year=cell.holds.year + 100)


def day(year: int, month: int, of_month: int) -> datetime:
    """A day as a cell holds it."""
    return datetime.combine(date(year, month, of_month), time())
