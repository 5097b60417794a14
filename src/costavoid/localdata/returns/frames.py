"""Files as frames: columns by name in any case and order, codes trimmed, dates as whole days.

Each distinct value is looked at once. No message holds a cell of a file.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from costavoid.base.errors import InputError
from costavoid.localdata.returns.codes import EPISODES, NEEDED, READ
from costavoid.localdata.returns.files import Found, columns_of, refuse_unknown, table_of
from costavoid.localdata.returns.xml_form import rows_of

if TYPE_CHECKING:
    import pandas as pd

Whole = NDArray[Any]
TWO_DIGITS = "dates with two-digit years"  # as `repairs` counts them
KEPT = {"Episodes": EPISODES, "Header": ("CHILD", "DOB"), "UASC": ("CHILD",)}
DATES = ("DECOM", "DEC", "DOB")
NO_DAY = np.iinfo(np.int32).min  # where there is no date
DATE = re.compile(  # dd/mm/yyyy or dd/mm/yy, or as ISO writes it; a time of day after it is let be
    r"(?:(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}|\d{2})|(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2}))"
    r"(?:[ T]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
)
FIRST_DAY = date(1970, 1, 1).toordinal()
LAST_OF_2000 = 68  # years of two digits up to it are of this century, as Python reads them
EARLIEST = 1900
LATEST = 2100


@dataclass(frozen=True, repr=False)
class Column:
    """A column as its distinct words and, for each row, the place of its word."""

    words: list[str]
    codes: Whole

    def of(self, values: Any, dtype: Any) -> Whole:
        """For each row what `values` has for its word."""
        known = np.array(values, dtype=dtype)
        return known[self.codes] if len(known) else np.zeros(len(self.codes), dtype)


@dataclass(frozen=True, repr=False)
class Table:
    """One table of one file: columns of codes, and days since 1970."""

    columns: dict[str, Column]
    days: dict[str, Whole]
    rows: int


Frames = dict[str, Table]


def tables_in(found: Found, repairs: dict[str, int]) -> Frames:
    """The tables of one file that are read, by name; none for one of the other tables."""
    return _xml(found) if found.xml else _csv(found, repairs)


def _csv(found: Found, repairs: dict[str, int]) -> Frames:
    import pandas as pd

    first, _, rest = found.text.lstrip("\n").partition("\n")
    columns, separator = columns_of(first)
    table = table_of(columns)
    if table is None:
        refuse_unknown(found.place, columns)
    if table not in READ:
        return {}
    wanted = [each for each in KEPT[table] if each in columns]
    missing = [each for each in NEEDED.get(table, ()) if each not in columns]
    if missing:
        raise InputError(
            f"read_903: {found.place} is a table of {table} without the column "
            f"{', '.join(missing)}; export it again with all columns."
        )
    places = [columns.index(each) for each in wanted]
    try:
        frame = pd.read_csv(
            io.StringIO(rest),
            sep=separator,
            header=None,
            names=range(len(columns)),
            usecols=places,
            dtype=str,
            na_filter=False,
            skip_blank_lines=True,
            index_col=False,
            low_memory=False,
        )
    except (ValueError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        if isinstance(error, pd.errors.EmptyDataError) or not rest.strip():
            return {}
        raise InputError(
            f"read_903: {found.place} has rows with more cells than its {len(columns)} columns, or "
            "a quotation mark left open; export it again."
        ) from None
    named = dict(zip(sorted(places), frame.columns, strict=True))
    held = {columns[i]: _column(frame[name]) for i, name in named.items()}
    none = Column([""], np.zeros(len(frame), dtype=np.int8))
    whole = {name: held.get(name, none) for name in KEPT[table]}
    return {table: cleaned(found.place, whole, len(frame), repairs)}


def _column(column: pd.Series[Any]) -> Column:
    import pandas as pd

    codes, words = pd.factorize(column.to_numpy(dtype=object))
    return Column(words.tolist(), codes.astype(np.int32))


def cleaned(place: str, columns: dict[str, Column], rows: int, repairs: dict[str, int]) -> Table:
    """Codes trimmed and in capitals, dates as days since 1970; ids as they are."""
    made, days = {}, {}
    for name, column in columns.items():
        if name == "CHILD":
            made[name] = column  # tidied once for all years
            continue
        words = [str(word).strip() for word in column.words]
        if name in DATES:
            days[name] = _days(place, name, Column(words, column.codes), repairs)
        else:
            made[name] = Column([word.upper() for word in words], column.codes)
    return Table(made, days, rows)


def _days(place: str, name: str, column: Column, repairs: dict[str, int]) -> Whole:
    found = [_day(word) if word else (NO_DAY, False) for word in column.words]
    wrong = int(column.of([day is None for day, _ in found], bool).sum())
    if wrong:
        raise InputError(
            f"read_903: {place}, column {name}: {wrong:,} of {len(column.codes):,} rows hold what "
            "is no date; write dates as dd/mm/yyyy (31/03/2025), or leave the cell empty."
        )
    short = int(column.of([two for _, two in found], bool).sum())
    repairs[TWO_DIGITS] = repairs.get(TWO_DIGITS, 0) + short
    return column.of([day for day, _ in found], np.int32)


def _day(word: str) -> tuple[int | None, bool]:
    """Days since 1970, and whether the year had two digits only; None for what is no date."""
    found = DATE.fullmatch(word)
    if found is None:
        return None, False
    d, m, y = (found["d"] or found["d2"]), (found["m"] or found["m2"]), (found["y"] or found["y2"])
    two = len(y) == 2
    year = int(y) + (0 if not two else 2000 if int(y) <= LAST_OF_2000 else 1900)
    try:
        day = date(year, int(m), int(d)).toordinal() - FIRST_DAY
    except ValueError:
        return None, False
    return (day if EARLIEST <= year <= LATEST else None), two


def _xml(found: Found) -> Frames:
    made = {}
    for table, rows in rows_of(found).items():
        columns = {}
        for i, name in enumerate(KEPT[table]):
            words, codes = np.unique([row[i] for row in rows], return_inverse=True)
            columns[name] = Column([str(word) for word in words], codes)
        made[table] = cleaned(found.place, columns, len(rows), {})
    return made
