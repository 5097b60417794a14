"""The Deflators sheet: the price index, a year a row, each level a cell to edit."""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.output.report.excel import input_columns as columns
from costavoid.output.report.excel.editing import (
    mark,
    number_guard,
    write_changed,
    write_guards,
)
from costavoid.output.report.excel.limits import Limits, validation
from costavoid.output.report.excel.rows import Row, letters
from costavoid.output.report.excel.sheet import Sheet

HEAD = 5  # the row of headings, counted from 1
FIRST = HEAD + 1
LEVEL = Limits(0.0, 1e9, above=True)
WIDTHS = (14, 14, 16, 20, 16, 20, 20, 14, 3, *columns.WIDTHS[columns.NOTE + 1 :])
SAID = (
    "The GDP deflator of HM Treasury, which takes money from one year's prices to another's. When "
    "a later one is published, type its levels over the yellow cells: every sheet follows."
)


class Deflators:
    """Where the level of each year is."""

    def __init__(self, appraisal: Answer, sheet: Sheet) -> None:
        self._sheet, self._index = sheet, appraisal.pricing.index
        self._prices = appraisal.settings.price_year
        top = Row(sheet.prefix, FIRST)
        self._rows = top, Row(sheet.prefix, FIRST + len(self._index.levels) - 1)

    @property
    def years(self) -> str:
        """The years of the price index."""
        return self.down(columns.LABEL)

    def level(self, year: str) -> str:
        """The index of the year that a cell holds; an error while any level cannot be used."""
        return f"SUMPRODUCT(({self.years}={year})*{self.down(columns.TAKEN)})"

    def down(self, column: int) -> str:
        """One column of all years."""
        first, last = self._rows
        return first.to(last, letters(column))

    def write(self) -> None:
        """The title, then a row for each year."""
        sheet, index = self._sheet, self._index
        sheet.words("Deflators", "title")
        vintage = f"{index.vintage}; forecast after {index.outturn}."
        sheet.wide(f"{SAID} {vintage}", "note", last=columns.WAS, width=125)
        sheet.row = HEAD - 1
        sheet.heads(
            (
                "Financial year",
                "Index in use",
                "Known or forecast",
                "What it can be",
                "Rise on the year before",
                f"£1 of {self._prices} in that year's money",
                f"£1 of that year in {self._prices} prices",
                "Python's figure",
                "",
                *columns.HEADS[columns.NOTE + 1 :],
            ),
            figures_from=columns.USED,
        )
        for i, (year, level) in enumerate(index.levels):
            self._year(year, level, index.levels[i - 1][1] if i else None)
        sheet.widths(*WIDTHS)
        sheet.print_to(columns.WAS, portrait=True)
        sheet.freeze(HEAD, columns.USED)
        mark(sheet, FIRST, self._rows[1].number)

    def _year(self, year: str, level: float, before: float | None) -> None:
        sheet, here = self._sheet, self._sheet.row + 1
        taken = f"{letters(columns.TAKEN)}{here}"
        sheet.text(columns.LABEL, year)
        sheet.number(columns.USED, level, "edit number")
        known = "known" if year <= self._index.outturn else "forecast"
        sheet.text(columns.UNIT, known, "figure text")
        sheet.text(columns.LIMITS, LEVEL.words, "figure text")
        if before:
            last = f"{letters(columns.TAKEN)}{here - 1}"
            sheet.formula(columns.PRICED, f"{taken}/{last}-1", level / before - 1, "percent")
        base, of_base = self.level(f'"{self._prices}"'), self._index.level(self._prices)
        sheet.formula(columns.CASH, f"{taken}/{base}", level / of_base, "factor")
        sheet.formula(columns.IN_PRICES, f"{base}/{taken}", of_base / level, "factor")
        sheet.number(columns.WAS, level, "number")
        write_changed(sheet, [(columns.USED, columns.WAS)])
        asks = LEVEL.asks
        write_guards(sheet, [number_guard(columns.USED, here, LEVEL, level, "number", asks)])
        place = (sheet.row, columns.USED, sheet.row, columns.USED)
        sheet.sheet.data_validation(*place, validation(LEVEL, asks))
        sheet.row += 1
