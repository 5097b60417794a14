"""`read_903`: a council's own return, read where it lies; what comes out is safe to print."""

from __future__ import annotations

import gc
from typing import Any

from costavoid.base.asked import one_of
from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import as_float_or_nan
from costavoid.localdata.returns.disclosure import LEAST
from costavoid.localdata.returns.files import found_in
from costavoid.localdata.returns.joining import joined
from costavoid.localdata.returns.return_903 import FEWEST, STAYS_BY, Return903
from costavoid.localdata.returns.rows import gather

EARLIEST, LATEST = 1992, 2100  # returns: the first was of 1991-92
MOST = 100  # of a threshold


def read_903(
    path: Any,
    *,
    year: int | None = None,
    uasc: bool = True,
    threshold: int = 5,
    stays_by: str = "placement",
) -> Return903:
    """A council's SSDA903 return, one year or several, as a `Return903`.

    `path` is a folder, a zip, a file or a list of files, CSV or XML; Header and Episodes are
    needed, UASC is read where it is there. The year of each return is that in its folder's or
    file's name, else `year`, else that of its latest start. `uasc=False` leaves out unaccompanied
    asylum-seeking children. Counts of 1 to `threshold` are never shown: 5, or more. `stays_by`
    says what lengths of stay are told apart by: "placement", "placement and provider" or
    "placement and age"; one reading has one of them. It opens no network and writes nothing. Raises
    InputError naming the file, the number of rows and the cure; never what stands in a row.
    """
    by = one_of(stays_by, STAYS_BY, "read_903, stays_by")
    least = _threshold(threshold)
    if not isinstance(uasc, bool):
        raise InputError(f"read_903, uasc: {shown(uasc)} given; write True or False.")
    asked = None if year is None else _year(year)
    try:
        rows = joined(gather(found_in(path), asked), uasc)
    except MemoryError:
        raise InputError("read_903: the return is larger than memory; read fewer years.") from None
    finally:
        gc.collect(0)  # the texts of the files
    made = Return903(rows, least, by)
    if made._periods.child.size < FEWEST:
        raise InputError(
            f"read_903: fewer than {FEWEST} periods of care in all; every count would be hidden. "
            "Add the returns of more years."
        )
    return made


def _threshold(given: Any) -> int:
    number = as_float_or_nan(given)
    if isinstance(given, bool) or not abs(number) <= MOST or number != int(number):
        raise InputError(f"read_903, threshold: {shown(given)} given; give a whole number from 5.")
    if number < LEAST:
        raise InputError(
            f"read_903, threshold: {shown(given)} given; it may be raised, not lowered below "
            f"{LEAST}: counts of 1 to {LEAST} are never shown."
        )
    return int(number)


def _year(given: Any) -> int:
    number = as_float_or_nan(given)
    if isinstance(given, bool) or not EARLIEST <= number <= LATEST or number != int(number):
        raise InputError(
            f"read_903, year: {shown(given)} given; give the year in which the return ends, such "
            "as 2025 for 2024-25."
        )
    return int(number)
