"""One sheet being written: rows that hand back where their cells are.

Every text is written as text, never as a formula; every formula with the value it has in Python,
for readers that do not calculate.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Container, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from costavoid.base.plain_text import begins_as_formula
from costavoid.output.report.excel.rows import (
    FIRST,
    HEADER,
    LABEL,
    NOTE,
    START,
    TOTAL,
    VALUE,
    Formula,
    Row,
    letters,
)
from costavoid.output.report.excel.styles import STYLES, WRONG, Styles

LONGEST_TEXT = 32_767  # what a cell holds
CUT = " … (cut: longer than a cell holds)"
NOT_DEFINED = "not defined"
ACROSS, UPRIGHT = 200, 140  # characters of columns on a page that can still be read
HIGHEST = 409  # points, of a row


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in so many characters."""
    wide = int(1.1 * width)  # letters are narrower than the figures widths are counted in
    return sum(len(textwrap.wrap(part, wide)) or 1 for part in text.split("\n"))


def _height(lines: int, size: int = 11) -> float:
    """Points for so many lines of a size of type."""
    return min(lines * size * 15 / 11 + 1, HIGHEST)


class Sheet:
    """One sheet, written from the top down."""

    def __init__(self, worksheet: Any, styles: Styles, years: tuple[str, ...]) -> None:
        name = worksheet.get_name()
        self.sheet, self.styles, self.years = worksheet, styles, years
        self.prefix = f"'{name}'" if " " in name else name
        self.row = 0
        self._widths: dict[int, int] = {}
        self._wrapped: list[tuple[int, int, str]] = []  # row, column, text
        self._printed: tuple[int, bool, bool] | None = None  # the last column, upright, one page

    @property
    def last(self) -> int:
        """The last column of years."""
        return FIRST + len(self.years) - 1

    @property
    def ids(self) -> int:
        """The column for ids, which is not printed."""
        return self.last + 2

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

    def heads(
        self, titles: Sequence[str], *, figures_from: int = VALUE, words: Container[int] = ()
    ) -> None:
        """A row of column headings, over figures from one column on but for those of words."""
        for column, title in enumerate(titles):
            figures = column >= figures_from and column not in words
            aside = "head aside" if column > LABEL else "head"
            self.text(column, title, "head figure" if figures else aside)
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
        self.text(LABEL, text, style)
        self.keep_height()
        self.row += 1

    def saying(
        self, formula: str, known: str, *, last: int, width: int, style: str = "text"
    ) -> None:
        """As `wide`, of words that a formula gives; as high as those known need, or one line."""
        self.spread(LABEL, formula, known, last=last, width=width, style=style)
        self.row += 1

    def spread(
        self, column: int, formula: str, known: str, *, last: int, width: int, style: str
    ) -> None:
        """Words by formula from one column to another of the row, as high as those known need."""
        size = STYLES[style].get("font_size", 11)
        self.sheet.set_row(self.row, _height(_lines(known, width * 11 // size), size))
        self.sheet.merge_range(self.row, column, self.row, last, "", self.styles.of(style))
        self.formula(column, formula, known, style)
        self.keep_height()

    def keep_height(self) -> None:
        """Leaves the row as high as it has been made, whatever its words need."""
        self._wrapped = [cell for cell in self._wrapped if cell[0] != self.row]

    def pixels(self, column: int) -> int:
        """How wide a column is on the screen."""
        return 7 * self._widths.get(column, 8) + 5

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

    def freeze(self, row: int, column: int = 0) -> None:
        """Keeps what is above a row, the last of it on every printed page, and left of a column."""
        self.sheet.freeze_panes(row, column)
        self.sheet.repeat_rows(row - 1)

    def filter(self, head: int, last: int) -> None:
        """Lets the rows below a row of headings, counted from 1, be filtered up to here."""
        self.sheet.autofilter(head - 1, 0, self.row - 1, last)

    def print_to(self, last: int, *, portrait: bool = False, one: bool = False) -> None:
        """Prints the columns up to one, on as many pages across as keep the words readable.

        All of it on `one` page, if asked for.
        """
        self._printed = last, portrait, one

    def finish(self) -> None:
        """What can only be done when all of it is written."""
        self._fit_rows()
        if self._printed is None:
            return
        last, portrait, one = self._printed
        widths = [self._widths.get(column, 8) for column in range(last + 1)]
        self.sheet.print_area(0, 0, max(self.row - 1, 0), last)
        room = (UPRIGHT if portrait else ACROSS) - widths[0]
        pages = max(1, math.ceil(sum(widths[1:]) / room))
        self.sheet.fit_to_pages(pages, int(one))
        if pages > 1:
            self.sheet.repeat_columns(LABEL)
        if portrait:
            self.sheet.set_portrait()

    def _fit_rows(self) -> None:
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

    def tag(self, id: str) -> None:
        """An id beside the row before, where it is not printed."""
        self.row -= 1
        self.text(self.ids, id, "id")
        self.row += 1

    def constant(self, label: str, value: float, style: str = "number", note: str = "") -> Row:
        """A labelled number that Python set."""
        here = self.here
        self.text(LABEL, label)
        self.text(NOTE, note, "note")
        self.number(VALUE, value, style)
        self.row += 1
        return here

    def scalar(
        self, label: str, formula: str, value: object, style: str, note: str = "", id: str = ""
    ) -> Row:
        """A labelled formula with one value; the id of what it reads is not printed."""
        here = self.here
        if id:
            self.text(self.ids, id, "id")
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
        self.wide(said, "note", last=FIRST, width=120)
        self.row = HEADER
        self.heads([*heads, *self.years])
        if clock:
            began = f"Years since 1 April {self.years[0][:4]}, at the end of each year (31 March)"
            self.text(LABEL, began, "note")
            for column in range(START, self.last + 1):
                self.number(column, column - START, "number")
            self.row += 1
        self.sheet.freeze_panes(self.row, FIRST)
        self.sheet.repeat_rows(HEADER, self.row - 1)
        self.widths(46, 26, *[12] * (self.last - NOTE))
        self.sheet.set_column(self.ids, self.ids, 40)
        self.print_to(self.last)
