"""What in the return cannot be, or seldom is: a count for each check, never a row.

Rules and their numbers are those of the Department's validation, as in csc-validator-be-903.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from costavoid.localdata.returns.codes import TEMPORARY
from costavoid.localdata.returns.joining import OPEN, REPAIRS
from costavoid.localdata.returns.periods import DAYS_A_YEAR, Spells
from costavoid.localdata.returns.protected import ProtectedTable
from costavoid.localdata.returns.rows import Rows, Whole, code, codes

ADULT, SIXTEEN, TEN = 18, 16, 10
POLICE, EMERGENCY = 3, 21  # days: 72 hours, and the longest of an emergency order


@dataclass(frozen=True)
class Check:
    """One check: its name, the rule's number, and how many rows it finds."""

    name: str
    rule: str
    count: int


def checked(rows: Rows, periods: Spells) -> tuple[Check, ...]:
    """About ten checks of the joined rows."""
    found = list(_of_ages(rows, periods))
    found += _of_codes(rows)
    names = {"RNE": "new episode", "LS": "legal status", "CIN": "need", "PLACE": "placement"}
    names |= {"PLACE_PROVIDER": "provider", "REC": "end"}
    for column, count in rows.unknown.items():
        found.append(Check(f"unknown codes of {names[column]} ({column})", "101-150", count))
    return tuple(found)


def _of_ages(rows: Rows, periods: Spells) -> Iterator[Check]:
    born = rows.born
    age = (rows["start"] - born[rows["child"]]) / DAYS_A_YEAR
    at_entry = (periods.start - born[periods.child]) / DAYS_A_YEAR
    yield Check("children who start at 18 or over", "352", int((at_entry >= ADULT).sum()))
    yield Check("episodes that start before birth", "302", int((age < 0).sum()))
    supported = np.isin(rows["PLACE"], codes("PLACE", ("H5", "K3")))
    young = supported & (age < SIXTEEN)
    yield Check("supported accommodation under 16 (H5, K3)", "371", int(young.sum()))
    justice = np.isin(rows["LS"], codes("LS", ("J1", "J2", "J3")))
    yield Check("youth justice status under 10", "358", int((justice & (age < TEN)).sum()))


def _of_codes(rows: Rows) -> Iterator[Check]:
    length = np.where(rows["end"] == OPEN, 0, rows["end"].astype(np.int64) - rows["start"])
    legal, place = rows["LS"], rows["PLACE"]

    def with_status(word: str) -> Whole:
        return np.asarray(legal == code("LS", word))

    police = with_status("L1") & (length > POLICE)
    yield Check("police protection of more than 3 days", "361", int(police.sum()))
    emergency = with_status("L2") & (length > EMERGENCY)
    yield Check("emergency protection of more than 21 days", "362", int(emergency.sum()))
    home = with_status("V2") & (place == code("PLACE", "P1"))
    yield Check("with parents under section 20 (V2 and P1)", "378", int(home.sum()))
    adopted = np.isin(place, codes("PLACE", ("A5", "A6"))) & ~with_status("E1")
    yield Check("placed under a placement order without one", "408", int(adopted.sum()))
    parents = rows["PLACE_PROVIDER"] == code("PLACE_PROVIDER", "PR0")
    elsewhere = parents & (place != code("PLACE", "P1"))
    yield Check("provided by parents, but placed elsewhere", "550", int(elsewhere.sum()))
    yield Check("a new legal status only (L), but another placement", "434", _not_legal(rows))


def _not_legal(rows: Rows) -> int:
    """New episodes for legal status alone, with another placement than before."""
    same_child = np.append(False, rows["child"][1:] == rows["child"][:-1])[: len(rows)]
    joined = np.append(False, rows["start"][1:] == rows["end"][:-1])[: len(rows)]
    other = np.append(False, rows["PLACE"][1:] != rows["PLACE"][:-1])[: len(rows)]
    legal = rows["RNE"] == code("RNE", "L")
    settled = ~np.isin(rows["PLACE"], codes("PLACE", TEMPORARY))
    return int((same_child & joined & other & legal & settled).sum())


def banded(count: int, threshold: int) -> str:
    """A count of rows as text; one that is small only as a band."""
    return f"1 to {threshold}" if 1 <= count <= threshold else f"{count:,}"


def as_table(checks: tuple[Check, ...], threshold: int) -> ProtectedTable:
    """The checks as a table."""
    import pandas as pd

    frame = pd.DataFrame(
        {"rows": [banded(c.count, threshold) for c in checks], "rule": [c.rule for c in checks]},
        index=pd.Index([c.name for c in checks], name="check"),
    )
    said = f"Counts of 1 to {threshold} are shown as a band. Rules: the Department's validation."
    return ProtectedTable(frame, (said,))


def repairs_table(repairs: dict[str, int], threshold: int) -> ProtectedTable:
    """What was repaired, how often, and how."""
    import pandas as pd

    frame = pd.DataFrame(
        {
            "rows": [banded(repairs.get(name, 0), threshold) for name in REPAIRS],
            "what was done": list(REPAIRS.values()),
        },
        index=pd.Index(list(REPAIRS), name="met"),
    )
    return ProtectedTable(frame, (f"Counts of 1 to {threshold} are shown as a band.",))
