"""The portfolio workbook: switch programmes on and off, change their scale, see what is left.

The first sheet is the first page with its table by formula; "Pounds" holds each programme alone,
and what overlap removes of every set of programmes that share children; then the programmes' own.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from costavoid.base.extras import from_extra
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.options import option_sheet, sheet_names
from costavoid.output.report.excel.portfolio_live import write_live, write_top
from costavoid.output.report.excel.portfolio_pounds import write_pounds
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.words.portfolio_page import (
    BUYS,
    FUND,
    OVERLAP,
    RULES,
    RULES_CAPTION,
    TITLE,
    PortfolioPage,
    frontier_heads,
    frontier_lines,
    frontier_rows,
    fund_lines,
)
from costavoid.output.words.side_by_side import UNLIKE

FIRST, SHARED, POUNDS = "Portfolio", "Overlap", "Pounds"
LAST, WIDTH = 4, 120  # of "Overlap": the last column, characters over all


def portfolio_bytes(page: PortfolioPage) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    file = io.BytesIO()
    workbook = from_extra("xlsxwriter").Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": TITLE, "author": "costavoid"})
    own = (FIRST, SHARED, POUNDS)
    names = sheet_names([line.name for line in page.lines], own)
    book = Book(workbook, (FIRST, SHARED, *names, POUNDS), page.joined.years)
    switches = write_top(book[FIRST], page)
    pounds = write_pounds(book[POUNDS], page.joined, switches)
    write_live(book, book[FIRST], page, pounds)
    _shared(book[SHARED], page)
    for name, line in zip(names, page.lines, strict=True):
        option_sheet(book[name], page.programmes, line)
    book.finish()
    workbook.close()
    return file.getvalue()


def _shared(sheet: Sheet, page: PortfolioPage) -> None:
    """The three answers, what is unlike, and what to fund where it was asked."""
    sheet.wide(OVERLAP, "title", last=LAST, width=WIDTH // 2)
    sheet.wide(RULES_CAPTION, "note", last=LAST, width=WIDTH)
    sheet.heads(
        (f"{RULES[0]}, {'£000' if page.table.unit > 1 else '£'}", *RULES[1:]), figures_from=1
    )
    _rows(sheet, page.rules)
    sheet.row += 1
    _said(sheet, page.overlap)
    sheet.section(UNLIKE)
    _said(sheet, page.programmes.unlike)
    if page.choice is not None:
        sheet.section(FUND)
        _said(sheet, (line.strip() for line in fund_lines(page.choice)))
    if page.frontier is not None:
        first, *rest = frontier_lines(page.frontier)
        sheet.section(BUYS)
        _said(sheet, [first])
        budget, worth, programmes = frontier_heads(page.frontier)
        sheet.heads((programmes, budget, worth), figures_from=1)
        _rows(sheet, [(names, *figures) for *figures, names in frontier_rows(page.frontier)])
        _said(sheet, rest)
    sheet.widths(48, *[18] * LAST)
    sheet.print_to(LAST)


def _rows(sheet: Sheet, rows: Iterable[tuple[str, ...]]) -> None:
    for name, *figures in rows:
        sheet.text(0, name)
        for column, figure in enumerate(figures, 1):
            sheet.text(column, figure, "figure text")
        sheet.row += 1


def _said(sheet: Sheet, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        sheet.wide(sentence, last=LAST, width=WIDTH)
