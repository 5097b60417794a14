"""The options workbook: a sheet side by side by formula, with a chart, then a sheet of each.

The tables are those of the first pages, in whole units; nets, sums and what stands side by side
are formulas.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from costavoid.appraisal.budget import Budget
from costavoid.base.extras import from_extra
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.words.cover import BREAK_EVEN, RECOMMENDATION, RISKS_TITLE, Cover, cover
from costavoid.output.words.cover import EVIDENCE as RATED
from costavoid.output.words.side_by_side import (
    BY_YEAR,
    EVIDENCE,
    MONEY,
    NO_CHANGE,
    PAID_BACK,
    PROMPT,
    SERIOUS,
    TABLE,
    TITLE,
    UNLIKE,
    WHAT_HAPPENS,
    Line,
    SideBySide,
    called,
    unit_word,
)
from costavoid.version import __version__

LONGEST = 31  # letters of the name of a sheet, by the format
BARRED = re.compile(r"[\[\]:*?/\\]")
RESERVED = ("history",)
WIDTH, LAST = 118, 9  # characters over all columns; the last column that words stretch over
CHART_ROWS = 18
# Okabe and Ito's colours, which every eye tells apart.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
OWN_WORKBOOK = "To change people, prices or effects, use the workbook of the option itself."
SUMS = ("net", "cumulative")  # lines that are formulas


@dataclass(frozen=True)
class Placed:
    """Where the table of an option is: its sheet, and the row of each line, counted from 0."""

    sheet: str
    rows: dict[str, int]
    total: int  # the column of totals


def options_bytes(page: SideBySide) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    file = io.BytesIO()
    workbook = from_extra("xlsxwriter").Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": TITLE, "author": "costavoid"})
    names = sheet_names([line.name for line in page.lines])
    book = Book(workbook, (TABLE, *names), page.years)
    placed = [
        option_sheet(book[name], page, line) for name, line in zip(names, page.lines, strict=True)
    ]
    _side_by_side(book, page, placed)
    book.finish()
    workbook.close()
    return file.getvalue()


def sheet_names(names: Iterable[str], others: Iterable[str] = (TABLE,)) -> list[str]:
    """A name of a sheet for each option: what Excel takes, and none like another or `others`."""
    found: list[str] = []
    taken = {*(other.lower() for other in others), *RESERVED}
    for name in names:
        plain = BARRED.sub(" ", " ".join(name.split())).strip("' ") or "Option"
        wanted, number = plain[:LONGEST].strip("' "), 1
        while wanted.lower() in taken:
            number += 1
            end = f" {number}"
            wanted = plain[: LONGEST - len(end)].strip("' ") + end
        taken.add(wanted.lower())
        found.append(wanted)
    return found


def option_sheet(sheet: Sheet, page: SideBySide, line: Line) -> Placed:
    """The first page of one option, its table with live sums."""
    sheet.print_to(LAST)
    sheet.wide(called(page, line), "title", last=LAST, width=WIDTH // 2)
    if line.answer is None or line.table is None:
        sheet.wide(NO_CHANGE, last=LAST, width=WIDTH)
        sheet.wide(WHAT_HAPPENS, "note", last=LAST, width=WIDTH)
        return Placed("", {}, 0)
    first = cover(line.answer)
    sheet.wide(" ".join(first.verdict), "total label", last=LAST, width=WIDTH)
    rated = f"{RATED}: {first.rating.shape} {first.rating.word}. {first.chance}".strip()
    sheet.wide(rated, last=LAST, width=WIDTH)
    sheet.row += 1
    sheet.wide(page.caption, "note", last=LAST, width=WIDTH)
    placed = _table(sheet, line.table, unit_word(page))
    _words(sheet, first)
    return placed


def _words(sheet: Sheet, first: Cover) -> None:
    sheet.row += 1
    sheet.wide(f"{first.finding}.", last=LAST, width=WIDTH)
    parts = {BREAK_EVEN: (first.break_even,), RISKS_TITLE: first.risks}
    for title, sentences in parts.items():
        sheet.section(title)
        for sentence in sentences:
            sheet.wide(sentence, last=LAST, width=WIDTH)


def _table(sheet: Sheet, table: Budget, unit: str) -> Placed:
    total, head = len(table.columns) + 1, sheet.row
    sheet.heads((unit, *table.columns, "Total"), figures_from=1)
    rows = {row.id: head + 1 + at for at, row in enumerate(table.rows)}
    for row in table.rows:
        strong = row.id in SUMS
        style = "total thousands" if strong else "thousands"
        sheet.text(0, row.label, "total label" if strong else "text")
        for column, amount in enumerate(row.amounts, 1):
            if strong:
                sheet.formula(column, _sum(row.id, rows, column), amount, style)
            else:
                sheet.number(column, amount, style)
        if row.total is not None:
            across = f"SUM({_at(sheet.row, 1)}:{_at(sheet.row, total - 1)})"
            sheet.formula(total, across, row.total, style)
        sheet.row += 1
    sheet.widths(34, *[13] * total)
    return Placed(_quoted(sheet), rows, total)


def _sum(id: str, rows: dict[str, int], column: int) -> str:
    """The formula of a net, or of it to date."""
    if id == "net":
        return f"{_at(rows['delivery'], column)}+{_at(rows['released'], column)}"
    before = f"{_at(rows['cumulative'], column - 1)}+" if column > 1 else ""
    return f"{before}{_at(rows['net'], column)}"


def _quoted(sheet: Sheet) -> str:
    """Its name in a formula of another sheet."""
    name = sheet.sheet.get_name().replace("'", "''")
    return f"'{name}'"


def _at(row: int, column: int) -> str:
    name: str = from_extra("xlsxwriter.utility").xl_rowcol_to_cell(row, column)
    return name


def _side_by_side(book: Book, page: SideBySide, placed: Sequence[Placed]) -> None:
    """What is unlike, the table, cash by year and its chart."""
    sheet = book[TABLE]
    sheet.wide(f"{TITLE}: {page.about}", "title", last=LAST, width=WIDTH // 2)
    sheet.section(UNLIKE)
    for sentence in page.unlike:
        sheet.wide(sentence, last=LAST, width=WIDTH)
    sheet.section(TABLE)
    sheet.wide(page.caption, "note", last=LAST, width=WIDTH)
    _money(sheet, page, placed)
    sheet.section(BY_YEAR)
    first = sheet.row + 1
    _by_year(sheet, page, placed)
    sheet.row += 1
    sheet.wide(f"Finding: {page.finding}.", "total label", last=LAST, width=WIDTH)
    _chart(book, sheet, page, first)
    sheet.row += CHART_ROWS
    sheet.section(RECOMMENDATION)
    if page.preferred:
        chosen = f"{page.preferred} is put forward as the preferred option."
        sheet.wide(chosen, last=LAST, width=WIDTH)
    sheet.wide(PROMPT, "note", last=LAST, width=WIDTH)
    made = f"Written by costavoid {__version__}. {OWN_WORKBOOK}"
    sheet.wide(made, "note", last=LAST, width=WIDTH)
    sheet.widths(34, 18, *[13] * (LAST - 1))
    sheet.print_to(LAST, one=True)


def _money(sheet: Sheet, page: SideBySide, placed: Sequence[Placed]) -> None:
    money = tuple(page.labels[id] for id in MONEY)
    sheet.heads(
        (f"Option, {unit_word(page)}", EVIDENCE, *money, PAID_BACK, SERIOUS), figures_from=2
    )
    net = 2 + MONEY.index("net")
    for line, of in zip(page.lines, placed, strict=True):
        sheet.text(0, called(page, line), "total label" if line.name == page.preferred else "text")
        if line.rating:
            sheet.text(1, line.rating, line.rating.word)
        for column, id in enumerate(MONEY, 2):
            formula = f"{of.sheet}!{_at(of.rows[id], of.total)}" if of.rows else ""
            if id == "net":
                spent, released = (net + MONEY.index(i) - MONEY.index("net") for i in MONEY[:2])
                formula = f"{_at(sheet.row, spent)}+{_at(sheet.row, released)}"
            _figure(sheet, column, formula, line.whole(id))
        sheet.text(2 + len(MONEY), line.paid_back, "figure text")
        if line.answer is not None:
            sheet.number(3 + len(MONEY), line.serious, "number")
        sheet.row += 1


def _by_year(sheet: Sheet, page: SideBySide, placed: Sequence[Placed]) -> None:
    count = len(page.columns)
    sheet.heads((f"Option, {unit_word(page)}", *page.columns, "Total"), figures_from=1)
    for line, of in zip(page.lines, placed, strict=True):
        sheet.text(0, called(page, line))
        for column, amount in enumerate(line.amounts("net", count), 1):
            formula = f"{of.sheet}!{_at(of.rows['net'], column)}" if of.rows else ""
            _figure(sheet, column, formula, amount)
        across = f"SUM({_at(sheet.row, 1)}:{_at(sheet.row, count)})"
        sheet.formula(count + 1, across, line.whole("net"), "total thousands")
        sheet.row += 1


def _figure(sheet: Sheet, column: int, formula: str, amount: int) -> None:
    """By formula; nothing where an option has no table."""
    if formula:
        sheet.formula(column, formula, amount, "thousands")
    else:
        sheet.number(column, 0, "thousands")


def _chart(book: Book, sheet: Sheet, page: SideBySide, first: int) -> None:
    """Net cash by year, a column of each option."""
    chart = book.workbook.add_chart({"type": "column"})
    last = len(page.columns)
    for row, colour in zip(_shown(page, first), cycle(COLOURS), strict=False):
        chart.add_series(
            {
                "fill": {"color": colour},
                "name": [TABLE, row, 0],
                "categories": [TABLE, first - 1, 1, first - 1, last],
                "values": [TABLE, row, 1, row, last],
            }
        )
    chart.set_title({"none": True})  # the finding stands above it, where it is never cut off
    chart.set_y_axis({"num_format": "#,##0;(#,##0);0", "name": f"{unit_word(page)}, net cash"})
    chart.set_x_axis({"label_position": "low"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 1080, "height": 20 * (CHART_ROWS - 1)})
    sheet.sheet.insert_chart(sheet.row, 0, chart, {"description": page.finding})


def _shown(page: SideBySide, first: int) -> Iterator[int]:
    """The rows of the options that do something."""
    for row, line in enumerate(page.lines, first):
        if line.answer is not None:
            yield row
