"""Under the live table of a portfolio: a budget to edit, what is used and left, and the chart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from costavoid.base.arrays import Array
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.options import CHART_ROWS, COLOURS, LAST, WIDTH
from costavoid.output.report.excel.portfolio_pounds import Placed
from costavoid.output.report.excel.rows import letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import WRONG
from costavoid.output.words.portfolio_page import PortfolioPage
from costavoid.portfolios.budget import DELIVERY

BUDGET, LEFT = "Budget", "Left (brackets: over the budget)"


def _limited(given: Array, year: int) -> bool:
    """Whether a year has a budget."""
    return bool(given.size and np.isfinite(given[year]))


def _left(given: Array, used: Array, year: int) -> float | str:
    return float(given[year] - used[year]) if _limited(given, year) else ""


def write_budget(
    book: Book, sheet: Sheet, page: PortfolioPage, placed: Placed, delivery: int
) -> None:
    """A budget to edit for each year, what is used of it, and what is left."""
    sheet.section(BUDGET)
    sheet.wide(
        "Of the council's delivery cost, gross, in pounds of each year; leave a year blank for no "
        "limit.",
        "note",
        last=LAST,
        width=WIDTH,
    )
    sheet.heads(("£", *page.joined.years), figures_from=1)
    given = page.choice.problem.budget if page.choice is not None else np.array([])
    row, years = sheet.row + 1, range(len(page.joined.years))
    limits = {"validate": "decimal", "criteria": ">=", "value": 0}
    sheet.text(0, "Budget")
    for year in years:
        limit = float(given[year]) if _limited(given, year) else None
        sheet.number(1 + year, limit, "edit pounds")
        sheet.sheet.data_validation(sheet.row, 1 + year, sheet.row, 1 + year, limits)
    sheet.row += 1
    used = -placed.known.whole(DELIVERY)
    known: dict[str, list[float | str]] = {
        "Used": used.tolist(),
        LEFT: [_left(given, used, year) for year in years],
    }
    rows: dict[str, Callable[[str], str]] = {
        "Used": lambda column: f"-{column}{delivery + 1}",
        LEFT: lambda column: f'IF(ISNUMBER({column}{row}),{column}{row}-{column}{row + 1},"")',
    }
    for label, formula in rows.items():
        sheet.text(0, label)
        for year in years:
            sheet.formula(1 + year, formula(letters(1 + year)), known[label][year], "thousands")
        sheet.row += 1
    over = {"type": "cell", "criteria": "<", "value": 0, "format": book.styles.add(WRONG)}
    sheet.sheet.conditional_format(sheet.row - 1, 1, sheet.row - 1, len(years), over)


def write_chart(
    book: Book, sheet: Sheet, page: PortfolioPage, head: int, rows: dict[str, int]
) -> None:
    """The council's net cash by year and to date, of what is switched on."""
    sheet.row += 1
    last = len(page.joined.years)
    place = sheet.sheet.get_name()
    chart = book.workbook.add_chart({"type": "column"})
    to_date = book.workbook.add_chart({"type": "line"})
    for kind, id, colour in ((chart, "net", COLOURS[0]), (to_date, "cumulative", COLOURS[1])):
        look = "fill" if kind is chart else "line"
        kind.add_series(
            {
                look: {"color": colour},
                "name": [place, rows[id], 0],
                "categories": [place, head, 1, head, last],
                "values": [place, rows[id], 1, rows[id], last],
            }
        )
    chart.combine(to_date)
    title = "The council's net cash by year, of the programmes that are on"
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_y_axis({"num_format": "#,##0;(#,##0);0", "name": "£ of each year"})
    chart.set_x_axis({"label_position": "low"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 1080, "height": 20 * (CHART_ROWS - 1)})
    sheet.sheet.insert_chart(sheet.row, 0, chart, {"description": title})
    sheet.row += CHART_ROWS
