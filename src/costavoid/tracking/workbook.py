"""The register, and what came of it, in Excel: the document's tables, and sheets to fill in.

The workbook of a register has a sheet "Actuals" to type counts into, and a sheet "So far" whose
formulas add them up beside the targets; the same file is what `Plan.against` reads.
"""

from __future__ import annotations

import io
import re
import textwrap
from typing import Any

from costavoid.analysis.telling import month_after
from costavoid.base.extras import from_extra
from costavoid.base.plain_text import begins_as_formula
from costavoid.output.report.document import Document, Heading, Paragraph, Section, Table
from costavoid.output.report.excel.styles import Styles
from costavoid.tracking import actuals, ledger
from costavoid.tracking.documents import register_document
from costavoid.tracking.register import Benefit, Register, months_of
from costavoid.tracking.results import Results, results_document
from costavoid.tracking.targets import targets
from costavoid.tracking.words import day_said

WIDE, WIDEST, NARROW = 110, 34, 11  # characters of a column
LINE, A4 = 15.5, 9  # points of a line of text; a size of paper
NUMBER = re.compile(r"-?£?[0-9][0-9,]*(\.[0-9]+)?")
NOT_IN_A_NAME = r"[\[\]:*?/\\]"  # of a sheet
TARGETS = ("Quarter", "Without it", "Target", "Counted", "Without it, so far", "Target, so far")
SO_FAR = (*TARGETS, "Counted so far", "95% interval, low", "95% interval, high")
TO_FILL = "edit number"


def register_bytes(register: Register) -> bytes:
    """The register as the bytes of an .xlsx file, with sheets to fill in."""
    return _written(register_document(register), register)


def results_bytes(results: Results) -> bytes:
    """What came of a plan as the bytes of an .xlsx file."""
    return _written(results_document(results), None)


def _written(document: Document, register: Register | None) -> bytes:
    file = io.BytesIO()
    workbook = from_extra("xlsxwriter").Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": document.title, "author": "costavoid"})
    styles = Styles(workbook)
    for section in document.sections:
        _section(
            workbook.add_worksheet(re.sub(NOT_IN_A_NAME, "", section.title)[:31]),
            section,
            document,
            styles,
        )
    if register is not None:
        _to_fill(workbook, register, styles)
    workbook.close()
    return file.getvalue()


def _section(sheet: Any, section: Section, document: Document, styles: Styles) -> None:
    """A section as a sheet: its words across, its tables below one another."""
    _page(sheet)
    _text(sheet, 0, 0, document.title, styles, "title")
    _text(sheet, 1, 0, section.title, styles, "section")
    widths = _widths([block for block in section.blocks if isinstance(block, Table)])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = 3
    for block in section.blocks:
        if isinstance(block, Table):
            row = _table(sheet, row, block, widths, styles)
        elif isinstance(block, Paragraph | Heading):
            style = "section" if isinstance(block, Heading) else "text"
            if len(widths) > 1:
                sheet.merge_range(row, 0, row, len(widths) - 1, "", styles.of(style))
            _text(sheet, row, 0, block.text, styles, style)
            sheet.set_row(row, LINE * _lines(block.text, sum(widths)))
            row += 1


def _page(sheet: Any) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _widths(tables: list[Table]) -> list[int]:
    """Of each column, by its longest cell; one wide column where there is no table."""
    if not tables:
        return [WIDE]
    columns = range(max(len(table.columns) for table in tables))
    found = []
    for column in columns:
        cells = [
            cell
            for table in tables
            for row in (table.columns, *table.rows)
            for cell in row[column : column + 1]
        ]
        found.append(min(WIDEST, max(NARROW, *(len(cell) + 2 for cell in cells))))
    return found


def _lines(text: str, width: int) -> int:
    return len(textwrap.wrap(text, max(1, width - 2))) or 1


def _table(sheet: Any, row: int, block: Table, widths: list[int], styles: Styles) -> int:
    """A table from a row on; gives the row after it and a blank one."""
    _text(sheet, row, 0, block.caption, styles, "one line")
    for number, cells in enumerate((block.columns, *block.rows), row + 1):
        for column, cell in enumerate(cells):
            _cell(sheet, number, column, cell, block, styles, head=number == row + 1)
        high = max(_lines(cell, wide) for cell, wide in zip(cells, widths, strict=False))
        sheet.set_row(number, LINE * high)
    return row + 3 + len(block.rows)


def _cell(
    sheet: Any, row: int, column: int, cell: str, block: Table, styles: Styles, *, head: bool
) -> None:
    """A cell of a table: a number as a number, so that it can be added up."""
    numeric = column in block.numeric
    if head:
        _text(sheet, row, column, cell, styles, "head figure" if numeric else "head")
    elif numeric and NUMBER.fullmatch(cell):
        style = "pounds" if "£" in cell else "number"
        sheet.write_number(row, column, float(re.sub("[£,]", "", cell)), styles.of(style))
    else:
        _text(sheet, row, column, cell, styles, "figure text" if numeric else "text")


def _text(sheet: Any, row: int, column: int, text: str, styles: Styles, style: str) -> None:
    """Text as text, whatever it begins with."""
    risky = begins_as_formula(text, "-", "'")
    sheet.write_string(row, column, text, styles.of(style, quoted=risky))


def _to_fill(workbook: Any, register: Register, styles: Styles) -> None:
    """A sheet of counts and one of money to fill in, and what the counts come to."""
    counted = register.counted
    money = workbook.add_worksheet(ledger.SHEET)
    months = range(len(register.money.spent))
    first = register.money.first_month
    _form(
        money,
        [f"{month_after(first, i):%Y-%m}" for i in months],
        ["spent", "released", "avoided"],
        styles,
    )
    if not counted:
        return
    so_far = workbook.add_worksheet("So far")
    form = workbook.add_worksheet(actuals.SHEET)
    months_named = [f"{month:%Y-%m}" for month in months_of(counted[0])]
    _form(form, months_named, [benefit.id for benefit in counted], styles)
    _page(so_far)
    row = 0
    for column, benefit in enumerate(counted, 1):
        row = _so_far(so_far, row, benefit, _letter(column), styles)
    so_far.set_column(0, len(SO_FAR) - 1, 18)


def _form(sheet: Any, months: list[str], heads: list[str], styles: Styles) -> None:
    """A column of months, and a blank yellow cell for each under each heading."""
    _page(sheet)
    for column, head in enumerate(["period", *heads]):
        _text(sheet, 0, column, head, styles, "head")
    for row, month in enumerate(months, 1):
        _text(sheet, row, 0, month, styles, "text")
        for column in range(1, len(heads) + 1):
            sheet.write_blank(row, column, None, styles.of(TO_FILL))
    sheet.set_column(0, len(heads), 18)
    sheet.freeze_panes(1, 1)


def _so_far(sheet: Any, row: int, benefit: Benefit, column: str, styles: Styles) -> int:
    """One benefit's quarters: the counts typed in, added up, with Garwood's exact interval.

    A quarter is counted when each of its months is; a blank one leaves all after it blank.
    """
    ends = day_said(benefit.ends)
    _text(sheet, row, 0, f"{benefit.measure}, to {ends}", styles, "section")
    for at, head in enumerate(SO_FAR):
        _text(sheet, row + 1, at, head, styles, "head figure" if at else "head")
    month, first = 2, row + 3  # rows of Actuals, and of this sheet, counted from 1
    for number, each in enumerate(targets(benefit)):
        here, at = row + 2 + number, first + number
        cells = f"{actuals.SHEET}!${column}${month}:${column}${month + len(each.months) - 1}"
        month += len(each.months)
        _text(sheet, here, 0, each.label, styles, "text")
        for place, value in (
            (1, each.without),
            (2, each.planned),
            (4, each.by_then.without),
            (5, each.by_then.planned),
        ):
            sheet.write_number(here, place, round(value, 1), styles.of("number"))
        counted = f'IF(COUNT({cells})={len(each.months)},SUM({cells}),"")'
        so_far = f'IF(COUNT($D${first}:$D{at})={number + 1},SUM($D${first}:$D{at}),"")'
        low = f'IF($G{at}="","",IF($G{at}=0,0,CHIINV(0.975,2*$G{at})/2))'
        high = f'IF($G{at}="","",CHIINV(0.025,2*$G{at}+2)/2)'
        for place, formula, style in (
            (3, counted, "number"),
            (6, so_far, "number"),
            (7, low, "ratio"),
            (8, high, "ratio"),
        ):
            sheet.write_formula(here, place, f"={formula}", styles.of(style), "")
    return row + 4 + len(targets(benefit))


def _letter(column: int) -> str:
    name: str = from_extra("xlsxwriter.utility").xl_col_to_name(column)
    return name
