"""A workbook being written: sheets with rows that hand back where their cells are.

Every text is written as text, never as a formula; every formula with the value it has in Python,
for readers that do not calculate.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from costavoid.base.plain_text import begins_as_formula
from costavoid.output.report.excel.styles import STYLES, WRONG, Styles

LABEL, NOTE, VALUE, TOTAL, START, FIRST = range(6)  # columns of a sheet with years across
HEADER, CLOCK = 4, 5  # its rows of years' names, and of years on the clock
LONGEST_TEXT = 32_767  # what a cell holds
CUT = " … (cut: longer than a cell holds)"
NOT_DEFINED = "not defined"
A4, YEARS_ON_A_PAGE = 9, 15
HIGHEST = 409  # points, of a row

# A formula of a year's column and the one before it.
Formula = Callable[[str, str], str]


def letters(column: int) -> str:
    """A column's name: A for 0, AA for 26."""
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in so many characters."""
    wide = int(1.2 * width)  # letters are narrower than the figures widths are counted in
    return sum(len(textwrap.wrap(part, wide)) or 1 for part in text.split("\n"))


def _height(lines: int, size: int = 11) -> float:
    """Points for so many lines of a size of type."""
    return min(lines * size * 15 / 11 + 1, HIGHEST)


@dataclass(frozen=True)
class Row:
    """A row that has been written; `number` counts from 1, as Excel does."""

    sheet: str
    number: int

    @property
    def value(self) -> str:
        """Its one value."""
        return self.cell(letters(VALUE))

    def cell(self, column: str) -> str:
        """One cell of it, held fast."""
        return f"{self.sheet}!${column}${self.number}"

    def at(self, column: str) -> str:
        """Its cell in a column of years."""
        return f"{self.sheet}!{column}${self.number}"

    def to(self, last: Row, column: str) -> str:
        """From this row to another in one column, held fast."""
        return f"{self.sheet}!${column}${self.number}:${column}${last.number}"

    def down(self, last: Row, column: str) -> str:
        """The same in a column of years."""
        return f"{self.sheet}!{column}${self.number}:{column}${last.number}"


def same(row: Row) -> Formula:
    """What another row holds."""
    return lambda c, p: row.at(c)


def plus(one: Row, other: Row) -> Formula:
    """The sum of two rows."""
    return lambda c, p: f"{one.at(c)}+{other.at(c)}"


def times(one: Row, other: Row) -> Formula:
    """The product of two rows."""
    return lambda c, p: f"{one.at(c)}*{other.at(c)}"


class Sheet:
    """One sheet, written from the top down."""

    def __init__(self, worksheet: Any, styles: Styles, years: tuple[str, ...]) -> None:
        name = worksheet.get_name()
        self.sheet, self.styles, self.years = worksheet, styles, years
        self.prefix = f"'{name}'" if " " in name else name
        self.row = 0
        self._widths: dict[int, int] = {}
        self._wrapped: list[tuple[int, int, str]] = []  # row, column, text

    @property
    def last(self) -> int:
        """The last column of years."""
        return FIRST + len(self.years) - 1

    @property
    def here(self) -> Row:
        """The row that comes next."""
        return Row(self.prefix, self.row + 1)

    def text(self, column: int, text: object, style: str = "text") -> None:
        """Plain text, whatever it begins with; cut, and said to be, where a cell cannot hold it."""
        shown = str(text)
        if len(shown) > LONGEST_TEXT:
            shown = shown[: LONGEST_TEXT - len(CUT)] + CUT
        if "text_wrap" in STYLES[style]:
            self._wrapped.append((self.row, column, shown))
        risky = begins_as_formula(shown, "-", "'")
        self.sheet.write_string(self.row, column, shown, self.styles.of(style, quoted=risky))

    def number(self, column: int, value: float | None, style: str) -> None:
        """A number; the words for it where it is not defined; blank where there is none."""
        if value is None:
            self.sheet.write_blank(self.row, column, None, self.styles.of(style))
        elif math.isfinite(value):
            self.sheet.write_number(self.row, column, value, self.styles.of(style))
        else:
            self.text(column, NOT_DEFINED, "figure text")

    def formula(self, column: int, formula: str, value: object, style: str) -> None:
        """A formula, with what it comes to in Python."""
        known = NOT_DEFINED if isinstance(value, float) and not math.isfinite(value) else value
        local = formula.replace(f"{self.prefix}!", "")
        self.sheet.write_formula(self.row, column, f"={local}", self.styles.of(style), known)

    def workbook_format(self, look: dict[str, Any]) -> Any:
        """A format for cells that change their look by a rule."""
        return self.styles.add(look)

    def heads(self, titles: Sequence[str], *, figures_from: int = VALUE) -> None:
        """A row of column headings."""
        for column, title in enumerate(titles):
            self.text(column, title, "head figure" if column >= figures_from else "head")
        self.row += 1

    def words(self, text: object, style: str = "text", column: int = LABEL) -> None:
        """A row with only words on it."""
        self.text(column, text, style)
        self.row += 1

    def wide(self, text: object, style: str = "text", *, last: int, width: int) -> None:
        """A row of words over several columns, `width` characters wide, as high as it needs."""
        size = STYLES[style].get("font_size", 11)
        self.sheet.set_row(self.row, _height(_lines(str(text), width), size))
        self.sheet.merge_range(self.row, LABEL, self.row, last, "", self.styles.of(style))
        self.words(text, style)
        self._wrapped = [cell for cell in self._wrapped if cell[0] != self.row - 1]

    def saying(self, formula: str, known: str, *, last: int, width: int) -> None:
        """As `wide`, of words that a formula gives; as high as those known need, or one line."""
        self.sheet.set_row(self.row, _height(_lines(known, width)))
        self.sheet.merge_range(self.row, LABEL, self.row, last, "", self.styles.of("text"))
        self.formula(LABEL, formula, known, "text")
        self.row += 1

    def banner(self, formula: str, *, last: int) -> None:
        """A row over several columns that is white on red while a formula says something."""
        place = (self.row, LABEL, self.row, last)
        self.sheet.set_row(self.row, _height(2))
        self.sheet.merge_range(*place, "", self.styles.of("text"))
        self.formula(LABEL, formula, "", "text")
        look = self.workbook_format(WRONG)
        rule = {"type": "formula", "criteria": f'=$A${self.row + 1}<>""', "format": look}
        self.sheet.conditional_format(*place, rule)
        self.row += 1

    def widths(self, *widths: int) -> None:
        """Columns' widths in characters, from the first."""
        for column, width in enumerate(widths):
            self._widths[column] = width
            self.sheet.set_column(column, column, width)

    def fit_rows(self) -> None:
        """Makes rows as high as their text needs: not every reader does so by itself."""
        needed: dict[int, int] = {}
        for row, column, text in self._wrapped:
            lines = _lines(text, self._widths.get(column, 8))
            needed[row] = max(lines, needed.get(row, 1))
        for row, lines in needed.items():
            if lines > 1:
                self.sheet.set_row(row, _height(lines))

    def section(self, title: str) -> None:
        """A heading across the sheet, after a blank row."""
        self.row += 1
        self.words(title, "section")

    def constant(self, label: str, value: float, style: str = "number", note: str = "") -> Row:
        """A labelled number that Python set."""
        here = self.here
        self.text(LABEL, label)
        self.text(NOTE, note, "note")
        self.number(VALUE, value, style)
        self.row += 1
        return here

    def scalar(self, label: str, formula: str, value: object, style: str, note: str = "") -> Row:
        """A labelled formula with one value."""
        here = self.here
        self.text(LABEL, label)
        self.text(NOTE, note, "note")
        self.formula(VALUE, formula, value, style)
        self.row += 1
        return here

    def yearly(
        self,
        label: str,
        formula: Formula,
        values: ArrayLike,
        style: str,
        *,
        note: str = "",
        total: bool = False,
    ) -> Row:
        """A labelled row over the years, from a formula of a column and the one before it.

        One value more than there are years has one at the start too.
        """
        here, known = self.here, np.asarray(values, dtype=np.float64)
        first = self.last + 1 - known.size
        self.text(LABEL, label, "total label" if style.startswith("total") else "text")
        self.text(NOTE, note, "note")
        for column, value in enumerate(known, start=first):
            made = formula(letters(column), letters(column - 1))
            self.formula(column, made, float(value), style)
        if total:
            across = f"SUM({letters(FIRST)}{here.number}:{letters(self.last)}{here.number})"
            self.formula(TOTAL, across, float(known.sum()), style)
        self.row += 1
        return here

    def across(self, row: Row) -> str:
        """A row's cells over all years."""
        return f"{row.cell(letters(FIRST))}:${letters(self.last)}${row.number}"

    def timeline(self, title: str, said: str, heads: Sequence[str], *, clock: bool = False) -> None:
        """The top of a sheet with the financial years across it, and a clock if asked for."""
        self.words(title, "title")
        self.wide(said, "note", last=FIRST, width=140)
        self.row = HEADER
        self.heads([*heads, *self.years])
        if clock:
            self.text(LABEL, "Years on the clock at the end of the year (31 March)", "note")
            for column in range(START, self.last + 1):
                self.number(column, column - START, "number")
            self.row += 1
        self.sheet.freeze_panes(self.row, FIRST)
        self.sheet.repeat_rows(HEADER, self.row - 1)
        self.sheet.repeat_columns(LABEL)
        self.widths(52, 30, *[13] * (self.last - NOTE))


class Book:
    """The workbook: its sheets in order, all locked but for the cells to edit."""

    def __init__(self, workbook: Any, names: Sequence[str], years: tuple[str, ...]) -> None:
        self.workbook, self.years = workbook, years
        self.styles = Styles(workbook)
        self._sheets = {
            name: Sheet(workbook.add_worksheet(name), self.styles, years) for name in names
        }
        for sheet in self._sheets.values():
            self._set_up(sheet.sheet)

    def __getitem__(self, name: str) -> Sheet:
        return self._sheets[name]

    def finish(self) -> None:
        """What can only be done when all is written."""
        for sheet in self._sheets.values():
            sheet.fit_rows()

    def _set_up(self, worksheet: Any) -> None:
        worksheet.protect("", {"format_columns": True, "format_rows": True})
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        pages = max(1, math.ceil(len(self.years) / YEARS_ON_A_PAGE))
        worksheet.fit_to_pages(pages, 0)
        worksheet.set_footer("&L&A&Rcostavoid, page &P of &N")
