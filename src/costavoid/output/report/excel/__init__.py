"""The workbook: the same lines as Python evaluates, as live formulas."""

from __future__ import annotations

import io
import os
from pathlib import Path

from costavoid.appraisal.answer import Answer
from costavoid.base.extras import from_extra
from costavoid.base.files import replacing
from costavoid.output.report.excel import (
    annex,
    break_even,
    cash_flows,
    check,
    dashboard,
    dashboard_working,
    discounting,
    how_often,
    in_full,
    payers,
    resource_use,
    sources,
    unit_costs,
    values,
)
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.deflators import Deflators
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.rating_cells import rated
from costavoid.output.words.cover import cover

SHEETS = (
    "Dashboard",
    "Inputs",
    "Answer in full",
    "How often",
    "Resource use",
    "Unit costs",
    "Cash flows",
    "Payers",
    "Discounting",
    "Deflators",
    "Sensitivity",
    "Assumptions log",
    "Sources",
    "Dashboard working",
    "Check",
    "Technical annex",
)


def to_excel(appraisal: Answer, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
    """A workbook with live formulas: change a yellow cell on Inputs, and all of it follows.

    Numbers, prices, people, first day, length and deadweight can be changed; what cannot be used
    shows an error and is named.

    Formulas work in Excel 2016 and later and in LibreOffice; no macros, no links. Returns the
    path. Raises InputError where it cannot be written, CostavoidError where XlsxWriter is not
    installed or a line is of a kind that no formula is known for.
    """
    with replacing(path, overwrite=overwrite) as write:
        write(excel_bytes(appraisal))
    return Path(path)


def excel_bytes(appraisal: Answer) -> bytes:
    """The workbook as the bytes of an .xlsx file. Raises as `to_excel`, but for the path."""
    file = io.BytesIO()  # the disk is left to `replacing`, whose errors are told in words
    workbook = from_extra("xlsxwriter").Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": appraisal.intervention.title, "author": "costavoid"})
    _fill(appraisal, Book(workbook, SHEETS, appraisal.years))
    workbook.close()
    return file.getvalue()


def _fill(appraisal: Answer, book: Book) -> None:
    """Every sheet, each from the cells of those before it."""
    cells = InputCells(appraisal, book["Inputs"], Deflators(appraisal, book["Deflators"]))
    arrived = how_often.write(appraisal, book, cells)
    used = resource_use.write(appraisal, book, cells, arrived)
    costs = unit_costs.write(appraisal, book, cells)
    flows = cash_flows.write(appraisal, book, cells, used, arrived, costs)
    factor, inflation = discounting.factors(appraisal, book, cells)
    paid = payers.write(appraisal, book, flows, inflation)
    worth = discounting.economic_case(appraisal, book, factor, paid)
    said = cover(appraisal)
    known = rated(appraisal, cells, said)
    working = dashboard_working.write(appraisal, book, paid, worth, inflation, known, said)
    rates = factor, inflation
    even = break_even.live(appraisal, book, arrived, flows, working, rates, cells, known, said)
    dashboard.write(appraisal, book, working, known, even, said, cells)
    checked = check.write(appraisal, book, flows, paid, worth, cells.changed)
    in_full.write(appraisal, book, paid, worth, checked, cells)
    values.sensitivity(appraisal, book)
    values.log(appraisal, book)
    sources.write(appraisal, book, cells)
    annex.write(appraisal, book)
    cells.write()
    book.finish()
