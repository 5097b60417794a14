"""The chart of the Dashboard: the council's cash by year, and to date as a line over it."""

from __future__ import annotations

from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.dashboard_working import NAME, Working
from costavoid.output.report.excel.rows import HEADER, Row
from costavoid.output.report.excel.sheet import Sheet

MOST_LABELS = 12  # years named under it
SPENT, SAVED, TO_DATE, GREY = "#D55E00", "#0072B2", "#222222", "#D9D9D9"
POUNDS, THOUSANDS = "#,##0;(#,##0);0", "#,##0,;(#,##0,);0"  # brackets, as in the table
ALTERNATIVE = (
    "Columns of the council's delivery cost (below the line) and cash-releasing saving (above it) "
    "in each financial year, in the pounds of the year, and a line of its net cash to date. The "
    "words above it say what it shows; the figures are in the table."
)


def insert(book: Book, sheet: Sheet, working: Working, *, unit: int, last: int, high: int) -> None:
    """The chart at the row to come, over the columns up to the last, its axis in a unit."""
    years = book[NAME]
    heads = years.across(Row(years.prefix, HEADER + 1))
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for name, id, colour in (
        ("Delivery cost", "delivery", SPENT),
        ("Cash-releasing saving", "released", SAVED),
    ):
        chart.add_series(
            {
                "name": name,
                "categories": f"={heads}",
                "values": f"={years.across(working.yearly[id])}",
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    line = book.workbook.add_chart({"type": "line"})
    line.add_series(
        {
            "name": "Net cash to date",
            "categories": f"={heads}",
            "values": f"={years.across(working.cumulative)}",
            "line": {"color": TO_DATE, "width": 2.25},
            "marker": {"type": "circle", "size": 6, "fill": {"color": TO_DATE}},
        }
    )
    chart.combine(line)
    chart.set_title({"none": True})  # a cell above it: LibreOffice keeps a title as it was
    every = 1 + len(sheet.years) // MOST_LABELS
    chart.set_x_axis({"label_position": "low", "line": {"color": TO_DATE}, "interval_unit": every})
    grid = {"visible": True, "line": {"color": GREY}}
    large = unit > 1
    axis = {"name": "£000s" if large else "£", "num_format": THOUSANDS if large else POUNDS}
    chart.set_y_axis({**axis, "major_gridlines": grid, "line": {"none": True}})
    chart.set_legend({"position": "bottom"})
    wide = sum(sheet.pixels(column) for column in range(last + 1))
    chart.set_size({"width": wide, "height": high})
    place = {"description": ALTERNATIVE, "object_position": 2}
    sheet.sheet.insert_chart(sheet.row, 0, chart, place)
