"""Files as frames: columns by name in any case and order, codes trimmed, dates as whole days.

Each distinct value is looked at once. No message holds a cell of a file.
"""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from costavoid.base.errors import InputError
from costavoid.localdata.returns.codes import EPISODES, NEEDED, READ
from costavoid.localdata.returns.files import (
    Found,
    columns_of,
    refuse_unknown,
    table_of,
)

if TYPE_CHECKING:
    import pandas as pd

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
Frames = dict[str, "pd.DataFrame"]


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
            dtype="category",
            na_filter=False,
            skip_blank_lines=True,
            index_col=False,
            low_memory=False,
        )
    except (ValueError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        if isinstance(error, pd.errors.EmptyDataError) or not rest.strip():
            return {table: _empty(KEPT[table])}
        raise InputError(
            f"read_903: {found.place} has rows with more cells than its {len(columns)} columns, or "
            "a quotation mark left open; export it again."
        ) from None
    frame.columns = pd.Index([columns[i] for i in sorted(places)])
    for name in KEPT[table]:
        if name not in frame:
            frame[name] = pd.Categorical([""] * len(frame))
    return {table: cleaned(found.place, frame[list(KEPT[table])], repairs)}


def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame({name: pd.Categorical([]) for name in columns})
    return cleaned("", frame, {})


def cleaned(place: str, frame: pd.DataFrame, repairs: dict[str, int]) -> pd.DataFrame:
    """Codes trimmed and in capitals, ids without a trailing ".0", dates as days since 1970."""
    import pandas as pd

    made: dict[str, Any] = {}
    for name in frame.columns:
        column = frame[name]
        words = [str(word).strip() for word in column.cat.categories]
        codes = column.cat.codes.to_numpy()
        if name in DATES:
            made[name] = _days(place, name, words, codes, repairs)
            continue
        if name == "CHILD":
            words = [word[:-2] if word.endswith(".0") else word for word in words]
        else:
            words = [word.upper() for word in words]
        known = {word: i for i, word in enumerate(dict.fromkeys(words))}
        places = np.array([known[word] for word in words], dtype=np.int64)
        made[name] = pd.Categorical.from_codes(
            places[codes] if len(places) else codes, categories=list(known)
        )
    return pd.DataFrame(made)


def _days(
    place: str, name: str, words: list[str], codes: np.ndarray, repairs: dict[str, int]
) -> np.ndarray:
    days = np.full(len(words) + 1, NO_DAY, dtype=np.int32)
    short = np.zeros(len(words) + 1, dtype=bool)
    bad = np.zeros(len(words) + 1, dtype=bool)
    for i, word in enumerate(words):
        if not word:
            continue
        day, two = _day(word)
        short[i], bad[i] = two, day is None
        days[i] = NO_DAY if day is None else day
    wrong = int(bad[codes].sum())
    if wrong:
        raise InputError(
            f"read_903: {place}, column {name}: {wrong:,} of {len(codes):,} rows hold what is no "
            "date; write dates as dd/mm/yyyy (31/03/2025), or leave the cell empty."
        )
    repairs["dates with two-digit years"] = repairs.get("dates with two-digit years", 0) + int(
        short[codes].sum()
    )
    return days[codes]


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
    import pandas as pd

    from costavoid.localdata.returns.xml_form import rows_of

    made = {}
    for table, rows in rows_of(found).items():
        columns = KEPT[table]
        frame = pd.DataFrame(rows, columns=list(columns), dtype=str).astype("category")
        made[table] = cleaned(found.place, frame, {})
    return made
