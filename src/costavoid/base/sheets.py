"""A table as people keep it (CSV, Excel, a frame, a mapping) as rows of cells."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from costavoid.base.errors import InputError, shown
from costavoid.base.extras import from_extra
from costavoid.base.incoming import refuse_special, text_of

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
EXCEL = (".xlsx", ".xlsm")
BOUNDS = (",", ";", "\t")
Row = list[Any]


def table_of(given: object, name: str, sheet: str = "") -> list[Row]:
    """The rows of a table, its headings first; what is blank in it is None.

    `given` is the path of a CSV or Excel file, a frame, or a mapping from periods to numbers (a
    series too), whose headings are then "period" and "count". Of a workbook, the sheet named
    `sheet` is read where there is one, else its first. Raises InputError, as a sentence that begins
    with `name`, for anything else; CostavoidError where a workbook needs openpyxl.
    """
    if isinstance(given, str | os.PathLike):
        rows = _from_file(Path(os.fspath(given)), name, sheet)
    elif isinstance(given, Mapping):
        rows = [["period", "count"], *([key, value] for key, value in given.items())]
    elif hasattr(given, "to_dict") and hasattr(given, "reset_index"):
        rows = _from_pandas(given)
    else:
        raise InputError(
            f"{name}: {shown(given)} given; give the path of a CSV or Excel file, a DataFrame, or "
            "a mapping from periods to counts."
        )
    if len(rows) > MOST_ROWS:
        raise InputError(f"{name}: more than {MOST_ROWS:,} rows given; check that it is the table.")
    return [[_cell(value) for value in row] for row in rows]


def _from_pandas(given: Any) -> list[Row]:
    """A frame's columns, with its index before them where that is named or says periods."""
    if getattr(given, "ndim", 1) == 1:
        return [["period", "count"], *([k, v] for k, v in given.items())]
    plain = type(given.index).__name__ == "RangeIndex" and given.index.name is None
    frame = given if plain else given.rename_axis(given.index.name or "period").reset_index()
    return [list(frame.columns), *frame.astype(object).to_numpy().tolist()]


def _cell(value: Any) -> Any:
    """A cell without blanks around its text; None for what is blank, or no number."""
    if type(value).__name__ == "Period":  # of pandas: its own name for a month
        return str(value)
    if isinstance(value, str):
        return value.strip() or None
    if type(value).__name__ in ("NaTType", "NAType") or value is None:
        return None
    if isinstance(value, float) and value != value:
        return None
    return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value


def _from_file(path: Path, name: str, sheet: str) -> list[Row]:
    refuse_special(name, path)
    if os.path.isdir(path):
        raise InputError(f"{name}: {str(path)!r} given, which is a folder; give a file in it.")
    try:
        with path.open("rb") as opened:
            held = opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError(
            f"{name}: {str(path)!r} given, where there is no file; check the folder and the "
            "spelling."
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"{name}: {shown(str(path))} given, which cannot be opened ({error})."
        ) from None
    if len(held) > MOST_BYTES:
        raise InputError(
            f"{name}: more than {MOST_BYTES:,} bytes given; check that it is the table."
        )
    if path.suffix.lower() in EXCEL:
        return _from_excel(held, name, sheet)
    if held.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError(
            f"{name}: {path.name!r} given, which is a workbook; save it as .xlsx, or as CSV."
        )
    return _from_csv(held, name)


def _from_csv(held: bytes, name: str) -> list[Row]:
    """The cells of a CSV file, whichever of comma, semicolon and tab is between them."""
    try:
        text = text_of(held)
    except InputError:
        text = held.decode("cp1252", errors="replace")  # as Excel saves "CSV" in Britain
    head = next((line for line in text.splitlines() if line.strip()), "")
    bound = max(BOUNDS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=bound))
    except csv.Error as error:
        raise InputError(f"{name}: this is no CSV file that can be read ({error}).") from None
    return [list(row) for row in rows]


def _from_excel(held: bytes, name: str, sheet: str) -> list[Row]:
    openpyxl = from_extra("openpyxl", "excel")
    try:
        book = openpyxl.load_workbook(io.BytesIO(held), read_only=True, data_only=True)
        chosen = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
        rows = [list(row) for row in chosen.iter_rows(values_only=True, max_row=MOST_ROWS + 1)]
    except (KeyError, IndexError, ValueError, OSError, TypeError, zipfile.BadZipFile) as error:
        raise InputError(
            f"{name}: this workbook cannot be read ({shown(str(error))}); open it in Excel and "
            "save it again, or save the sheet as CSV."
        ) from None
    return rows


def under_headings(
    rows: Sequence[Row], known: Sequence[str], name: str
) -> tuple[list[str], list[Row]]:
    """The headings, in small letters, and the rows below them that hold anything.

    One of the headings has to be among `known`. Raises InputError saying which rows to delete where
    they stand lower down (below a title), and what to write where they stand nowhere.
    """
    for number, row in enumerate(rows):
        heads = [_head(cell) for cell in row]
        if not set(heads) & set(known):
            continue
        if number:
            above = "the row" if number == 1 else f"the {number} rows"
            raise InputError(
                f"{name}: the headings stand in row {number + 1}; delete {above} above them (a "
                "title, perhaps), so that the first row is the headings."
            )
        return heads, [list(each) for each in rows[1:]]
    raise InputError(
        f"{name}: no column of periods found; give one headed {known[0]!r}, with a row for each."
    )


def _head(cell: Any) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    return " ".join(str(cell).lower().replace("_", " ").split()) if cell is not None else ""
