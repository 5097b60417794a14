"""Works out a workbook's formulas in plain Python, knowing nothing of how costavoid wrote them.

Each formula is turned into a Python expression: references, text and the few functions that the
workbooks use. What a cell shows without being calculated is never read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np
import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import from_excel, to_excel

SAME_IN_PYTHON = {"^": "**", "=": "==", "<>": "!="}  # `&` binds in Python as it does in Excel
Later = Callable[[], Any]


class ExcelError(Exception):
    """What a cell shows in place of a value: #N/A, #DIV/0!."""


class Text(str):
    """Text, which `&` puts together."""

    def __and__(self, other: object) -> Text:
        return Text(self + (f"{other:.15g}" if isinstance(other, int | float) else str(other)))

    def __rand__(self, other: object) -> Text:
        return Text(f"{other:.15g}") & self


class Workbook:
    """A workbook whose cells are worked out when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path)
        self._known: dict[tuple[str, int, int], Any] = {}

    @contextmanager
    def typed(self, *cells: tuple[str, int, int, Any]) -> Iterator[None]:
        """With other things in some cells (sheet, row, column, what); then as it was."""
        found = [self.book[sheet].cell(row, column) for sheet, row, column, _ in cells]
        held = [cell.value for cell in found]
        self._put(found, [what for *_, what in cells])
        try:
            yield
        finally:
            self._put(found, held)

    def _put(self, cells: list[Any], values: list[Any]) -> None:
        for cell, value in zip(cells, values, strict=True):
            cell.value = value
        self._known.clear()

    @property
    def sheets(self) -> list[str]:
        """The names of its sheets."""
        return list(self.book.sheetnames)

    @property
    def asked(self) -> set[str]:
        """Every cell that has been worked out or read so far, as "Inputs!B12"."""
        return {f"{sheet}!{get_column_letter(c)}{row}" for sheet, c, row in self._known}

    def cell(self, sheet: str, column: int, row: int) -> Any:
        """What one cell comes to; None where it is blank."""
        place = (sheet, column, row)
        if place not in self._known:
            self._known[place] = self._worked_out(*place)
        found = self._known[place]
        if isinstance(found, ExcelError):
            raise ExcelError(*found.args)
        return found

    def rows(self, sheet: str, first: int = 1) -> list[list[Any]]:
        """What every cell of a sheet shows, row by row, from one row on down."""
        across = range(1, self.book[sheet].max_column + 1)
        down = range(first, self.book[sheet].max_row + 1)
        return [[self._shown(sheet, column, row) for column in across] for row in down]

    def _shown(self, sheet: str, column: int, row: int) -> Any:
        try:
            return self.cell(sheet, column, row)
        except ExcelError as error:
            return str(error)

    def _worked_out(self, sheet: str, column: int, row: int) -> Any:
        cell = self.book[sheet].cell(row, column)
        if cell.data_type == "e":
            return ExcelError(cell.value)
        if cell.data_type != "f":
            if isinstance(cell.value, date):
                return float(to_excel(cell.value))
            return Text(cell.value) if isinstance(cell.value, str) else cell.value
        names = {"one": self._one, "many": self._many, "held": self.cell, **FUNCTIONS}
        names["Text"] = Text
        try:
            return eval(_compiled(cell.value, sheet), names)  # only what _python writes
        except ExcelError as error:
            return error
        except ZeroDivisionError:
            return ExcelError("#DIV/0!")

    def _one(self, sheet: str, column: int, row: int) -> Any:
        found = self.cell(sheet, column, row)
        return 0.0 if found is None else found

    def _many(self, sheet: str, left: int, top: int, right: int, bottom: int) -> Any:
        places = [[(c, r) for c in range(left, right + 1)] for r in range(top, bottom + 1)]
        return np.array([[self.cell(sheet, *at) for at in line] for line in places], dtype=object)


@cache
def _compiled(formula: str, sheet: str) -> CodeType:
    return compile(_python(formula, sheet), formula, "eval")


def _python(formula: str, sheet: str) -> str:
    """A formula as a Python expression; what a function is given waits until it asks."""
    made: list[str] = []
    inside: list[str] = []
    tokens = [token for token in Tokenizer(formula).items if token.type != Token.WSPACE]
    for i, token in enumerate(tokens):
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            inside.append(token.value[:-1])
            made.append(token.value + ("" if tokens[i + 1].subtype == Token.CLOSE else "lambda: "))
        elif token.type == Token.FUNC:
            inside.pop()
            made.append(")")
        elif token.type == Token.SEP:
            made.append(", lambda: ")
        elif token.type == Token.OPERAND:
            made.append(_operand(token, sheet, inside[-1] if inside else ""))
        else:
            if token.type == Token.OP_PRE:
                # -2^2 is 4 in Excel and -4 in Python: no formula may need the difference
                assert _after_one(tokens[i + 1 :]) != "^", formula
            made.append(SAME_IN_PYTHON.get(token.value, token.value))
    return "".join(made)


def _after_one(tokens: list[Token]) -> str:
    """What stands after the first number, cell, function or bracket."""
    depth = 0
    for token, following in pairwise(tokens):
        depth += {Token.OPEN: 1, Token.CLOSE: -1}.get(token.subtype, 0)
        if depth <= 0:
            return str(following.value)
    return ""


def _operand(token: Token, sheet: str, function: str) -> str:
    if token.subtype == Token.TEXT:
        return f"Text({token.value[1:-1]!r})"
    if token.subtype != Token.RANGE:
        return str(float(token.value))
    named, _, cells = token.value.rpartition("!")
    left, top, right, bottom = range_boundaries(cells)
    if function == "COLUMN":
        return str(left)
    where = named.strip("'") or sheet
    if ":" in cells:
        return f"many({where!r}, {left}, {top}, {right}, {bottom})"
    if function in ("ISBLANK", "ISNUMBER"):
        return f"held({where!r}, {left}, {top})"
    return f"one({where!r}, {left}, {top})"


def _if(test: Later, then: Later, otherwise: Later) -> Any:
    return then() if test() else otherwise()


def _fails(value: Later) -> bool:
    try:
        value()
    except (ExcelError, ZeroDivisionError):
        return True
    return False


def _is_number(value: Later) -> bool:
    return not _fails(value) and isinstance(value(), int | float)


def _not_available() -> Any:
    raise ExcelError("#N/A")


def _match(sought: Later, among: Later, kind: Later) -> int:
    assert kind() == 0  # exactly
    found = [i for i, each in enumerate(among().ravel(), 1) if each == sought()]
    return found[0] if found else _not_available()


def _index(among: Later, row: Later, column: Later = lambda: 1) -> Any:
    return among()[int(row()) - 1, int(column()) - 1]


def _numbers(given: tuple[Later, ...]) -> list[float]:
    """The numbers in cells and ranges: text and blanks in a range do not count."""
    found = [each for one in given for each in np.ravel(np.array(one(), dtype=object))]
    return [float(each) for each in found if isinstance(each, int | float)]


def _sum_product(*given: Later) -> float:
    product: Any = 1.0
    for each in given:
        product = product * each()
    return float(np.sum(product))


def _day(serial: Later) -> datetime:
    found = from_excel(serial())
    assert isinstance(found, datetime)
    return found


def _date(year: Later, month: Later, day: Later) -> float:
    """As Excel has it: day 0 is the last of the month before."""
    assert day() == 0
    months = int(year()) * 12 + int(month()) - 1
    return float(to_excel(datetime(months // 12, months % 12 + 1, 1))) - 1


def _text(value: Later, look: Later) -> Text:
    pounds, _, places = look().partition("#,##0")
    assert pounds in ("", "£") and places in ("", ".0")
    return Text(f"{pounds}{_round(value, lambda: len(places.strip('.'))):,.{len(places) // 2}f}")


def _round(value: Later, places: Later) -> float:
    """To the nearest, halves away from nothing, of what the number is written as."""
    unit = Decimal(1).scaleb(-int(places()))
    return float(Decimal(repr(float(value()))).quantize(unit, ROUND_HALF_UP))


def _value(text: Later) -> float:
    try:
        return float(text())
    except ValueError:
        raise ExcelError("#VALUE!") from None


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "ABS": lambda x: np.abs(np.asarray(x(), dtype=float))[()],
    "AND": lambda *given: all(each() for each in given),
    "COLUMN": lambda x: x(),
    "DATE": _date,
    "DAY": lambda serial: _day(serial).day,
    "EXP": lambda x: math.exp(x()),
    "IF": _if,
    "INDEX": _index,
    "INT": lambda x: math.floor(x()),
    "ISBLANK": lambda x: x() is None,
    "ISERROR": _fails,
    "ISNUMBER": _is_number,
    "LEFT": lambda text, length: Text(text()[: int(length())]),
    "LOG10": lambda x: math.log10(x()),
    "MATCH": _match,
    "MAX": lambda *given: max(_numbers(given)),
    "MID": lambda text, first, long: Text(text()[int(first()) - 1 :][: int(long())]),
    "MIN": lambda *given: min(_numbers(given)),
    "MOD": lambda x, n: x() % n(),
    "MONTH": lambda serial: _day(serial).month,
    "NA": _not_available,
    "OR": lambda *given: any(each() for each in given),
    "PRODUCT": lambda *given: math.prod(_numbers(given)),
    "ROUND": _round,
    "SQRT": lambda x: math.sqrt(x()),
    "SUM": lambda *given: math.fsum(_numbers(given)),
    "SUMPRODUCT": _sum_product,
    "TEXT": _text,
    "UPPER": lambda text: Text(text().upper()),
    "VALUE": _value,
    "YEAR": lambda serial: _day(serial).year,
}
