"""Where cells are: columns' names, rows that have been written, and formulas over years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LABEL, NOTE, VALUE, TOTAL, START, FIRST = range(6)  # columns of a sheet with years across
HEADER, CLOCK = 4, 5  # its rows of years' names, and of years on the clock

# A formula of a year's column and the one before it.
Formula = Callable[[str, str], str]


def letters(column: int) -> str:
    """A column's name: A for 0, AA for 26."""
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


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
