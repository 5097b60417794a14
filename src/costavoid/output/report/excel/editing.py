"""A cell to edit, and beside it what the sums read: the same, or #N/A where it cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from costavoid.output.report.excel import input_columns as columns
from costavoid.output.report.excel.limits import LONGEST_NAME, Limits
from costavoid.output.report.excel.rows import Row, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import CHANGED, WRONG


@dataclass(frozen=True)
class Guarded:
    """One cell to edit in the row: its column, when it holds, and what to say where it does not.

    `test` is a formula that is true where the cell can be used; `taken` what the sums then read.
    """

    column: int
    test: str
    taken: str
    known: object
    style: str
    asks: str
    of: str = ""
    is_wrong: str = '" is "&{cell}'

    def cell(self, number: int) -> str:
        """The cell to edit."""
        return f"{letters(self.column)}{number}"

    @property
    def guard(self) -> int:
        """The column that the sums read."""
        return columns.GUARDS[self.column]


def number_guard(
    column: int, number: int, limits: Limits, known: float, style: str, asks: str, of: str = ""
) -> Guarded:
    """A number within limits; a blank and text are refused."""
    cell = f"{letters(column)}{number}"
    test = f"IF(ISNUMBER({cell}),AND({limits.holds(cell)}),1=0)"
    return Guarded(column, test, cell, known, style, asks, of)


def year_guard(column: int, number: int, years: str, known: str) -> Guarded:
    """A year that the price index has."""
    cell = f"{letters(column)}{number}"
    test = f"SUMPRODUCT(({years}={cell})*1)=1"
    asks = "choose a year of the price index, such as 2025-26"
    return Guarded(column, test, cell, known, "figure text", asks, "price year of ")


def write_guards(sheet: Sheet, guarded: Sequence[Guarded]) -> None:
    """What the sums read, whether a cell of the row cannot be used, and why, on the row to come."""
    number = sheet.row + 1
    why, wrong = '""', []
    for each in reversed(guarded):
        guard = f"{letters(each.guard)}{number}"
        failed = f"ISERROR({guard})"
        wrong.append(failed)
        why = f"IF({failed},{_said(sheet, each, number)},{why})"
    for each in guarded:
        made = f"IF({each.test},{each.taken},NA())"
        sheet.formula(each.guard, made, each.known, each.style)
    if guarded:
        sheet.formula(columns.IS_WRONG, f"IF(OR({','.join(wrong)}),1,0)", 0, "number")
        sheet.formula(columns.WHY, why, "", "one line")


def _said(sheet: Sheet, each: Guarded, number: int) -> str:
    """What is wrong with a cell, in words."""
    cell, label = each.cell(number), f"{letters(columns.LABEL)}{number}"
    wrong = each.is_wrong.format(cell=cell)
    name = f'"{sheet.prefix}"&"!{cell}, {each.of}"&LEFT({label},{LONGEST_NAME})&","'
    number_or_not = f'IF(ISNUMBER({cell}),{wrong}," is not a number")'
    if each.of.startswith("price year"):
        number_or_not = '" is not in the price index"'
    asks = each.asks.replace('"', "'")
    return f'{name}&IF(ISBLANK({cell})," is empty",{number_or_not})&": {asks}."'


def write_changed(sheet: Sheet, pairs: Sequence[tuple[int, int]]) -> None:
    """Whether a cell of the row to come differs from what costavoid used: 1 or 0."""
    number = sheet.row + 1
    differs = []
    for now, was in pairs:
        cell = f"{letters(now)}{number}"
        differs.append(
            f"IF(ISERROR({cell}),TRUE,OR(ISBLANK({cell}),{cell}<>{letters(was)}{number}))"
        )
    made = f"IF(OR({','.join(differs)}),1,0)".replace("TRUE", "1=1")
    sheet.formula(columns.IS_CHANGED, made, 0, "number")


def mark(sheet: Sheet, first: int, last: int) -> None:
    """Colours the cells to edit: red where one cannot be used, orange where it was changed."""
    wrong, changed = sheet.workbook_format(WRONG), sheet.workbook_format(CHANGED)
    for column, guard in columns.GUARDS.items():
        rule = f"=ISERROR(${letters(guard)}{first})"
        options = {"type": "formula", "criteria": rule, "format": wrong, "stop_if_true": True}
        sheet.sheet.conditional_format(first - 1, column, last - 1, column, options)
    for now, was in columns.AS_USED.items():
        here, there = (f"${letters(column)}{first}" for column in (now, was))
        rule = f"=AND(NOT(ISBLANK({there})),{here}<>{there})"
        options = {"type": "formula", "criteria": rule, "format": changed}
        sheet.sheet.conditional_format(first - 1, now, last - 1, now, options)


class Together:
    """What must hold of several cells at once; rows of Inputs below those to edit."""

    TITLE = "What must hold together"

    def __init__(self, sheet: Sheet, first: int) -> None:
        self._sheet, self._first = sheet, first
        self._found: list[tuple[str, str]] = []

    def refuse(self, when: str, words: str) -> str:
        """A cell that is 1 where `when`, a formula, is true; the words say what should hold."""
        if (when, words) not in self._found:
            self._found.append((when, words))
        row = Row(self._sheet.prefix, self._first + self._found.index((when, words)))
        return row.cell(letters(columns.TAKEN))

    @property
    def last(self) -> int:
        """The last row of them; the row before the first where there are none."""
        return self._first + len(self._found) - 1

    def write(self) -> None:
        """The rows, where there are any."""
        sheet = self._sheet
        if not self._found:
            return
        sheet.row = self._first - 2
        sheet.words(self.TITLE, "section")
        for when, words in self._found:
            self._row(when, words)
        failed = f"=${letters(columns.IS_WRONG)}{self._first}=1"
        rule = {"type": "formula", "criteria": failed, "format": sheet.workbook_format(WRONG)}
        place = (self._first - 1, columns.LABEL, self.last - 1, columns.USED)
        sheet.sheet.conditional_format(*place, rule)

    def _row(self, when: str, words: str) -> None:
        sheet, here = self._sheet, self._sheet.row + 1
        label, refused, wrong = (
            f"{letters(column)}{here}"
            for column in (columns.LABEL, columns.TAKEN, columns.IS_WRONG)
        )
        sheet.text(columns.LABEL, words)
        shown = f'IF({wrong}=1,"it does not","it does")'
        sheet.formula(columns.USED, shown, "it does", "figure text")
        sheet.formula(columns.TAKEN, f"IF({when},1,0)", 0, "number")
        sheet.formula(columns.IS_WRONG, f"IF(ISERROR({refused}),0,{refused})", 0, "number")
        why = f'IF({wrong}=1,"On Inputs, this does not hold: "&{label},"")'
        sheet.formula(columns.WHY, why, "", "one line")
        sheet.row += 1
