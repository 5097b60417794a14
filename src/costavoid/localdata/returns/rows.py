"""All rows of all years as arrays of whole numbers: no id, date of birth or postcode as text.

A child is a number from here on: the ids are forgotten once the rows of every year are joined.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from costavoid.base.errors import InputError
from costavoid.localdata.returns.codes import (
    LEGAL,
    NEEDS,
    NEW_EPISODE,
    PLACEMENTS,
    PROVIDERS,
    REASONS,
    SAME_DAY,
    grouped,
)
from costavoid.localdata.returns.files import Found
from costavoid.localdata.returns.frames import (
    FIRST_DAY,
    NO_DAY,
    Column,
    Frames,
    Table,
    tables_in,
)

Whole = NDArray[Any]
KNOWN = {  # the codes of each column, by their place; one more, -1, for blank or unknown
    "RNE": NEW_EPISODE,
    "LS": LEGAL,
    "CIN": tuple(NEEDS),
    "PLACE": tuple(grouped(PLACEMENTS)),
    "PLACE_PROVIDER": tuple(grouped(PROVIDERS)),
    "REC": (SAME_DAY, *grouped(REASONS)),
}
NONE = -1


def code(column: str, word: str) -> int:
    """The place of a code in its column's list."""
    return KNOWN[column].index(word)


def codes(column: str, words: Iterable[str]) -> list[int]:
    """The places of several."""
    return [code(column, word) for word in words]


def april(year: int) -> int:
    """The first day of the return that ends in this year, in days since 1970."""
    return date(year - 1, 4, 1).toordinal() - FIRST_DAY


def year_of_day(day: int) -> int:
    """The year in which the return ends that holds a day."""
    found = date.fromordinal(int(day) + FIRST_DAY)
    return found.year + (found.month >= 4)


@dataclass(repr=False)
class Rows:
    """Episodes as columns of numbers, and each child's day of birth; `counts` of what was met."""

    columns: dict[str, Whole]
    born: Whole
    asylum: Whole
    first: int  # the years in which the first and the last return end
    last: int
    unknown: dict[str, int]
    repairs: dict[str, int]

    def keep(self, which: Whole) -> None:
        """Only these rows, or these in this order."""
        self.columns = {name: values[which] for name, values in self.columns.items()}

    def __len__(self) -> int:
        return len(self.columns["child"])

    def __getitem__(self, name: str) -> Whole:
        return self.columns[name]

    def __reduce__(self) -> str:
        raise InputError("a return is not pickled or copied: it holds children's dates.")


@dataclass
class Gathered:
    """What has been read so far, file by file."""

    ids: dict[str, int] = field(default_factory=dict, repr=False)
    children: int = 0
    parts: list[tuple[str, int, dict[str, Whole]]] = field(default_factory=list, repr=False)
    headers: list[tuple[int, Whole, Whole]] = field(default_factory=list, repr=False)
    asylum: set[int] = field(default_factory=set, repr=False)
    unknown: dict[str, int] = field(default_factory=dict)
    repairs: dict[str, int] = field(default_factory=dict)
    places: dict[tuple[str, int], str] = field(default_factory=dict)

    def numbers(self, column: Column) -> Whole:
        """The number of each child; -1 where the id is blank."""
        known = self.ids
        of = [known[word] if word in known else self._new(word) for word in column.words]
        return column.of(of, np.int32)

    def _new(self, word: str) -> int:
        """The number of an id not met as it is written: trimmed, and without a trailing ".0"."""
        tidy = word.strip().removesuffix(".0")
        if not tidy:
            return NONE
        if tidy not in self.ids:
            self.ids[tidy] = self.children
            self.children += 1
        self.ids[word] = self.ids[tidy]
        return self.ids[tidy]


def gather(files: Iterable[Found], year: int | None) -> Rows:
    """Every row of every year. Raises InputError for what is no return, or a year twice."""
    got, any_file = Gathered(), False
    for found in files:
        any_file = True
        tables = tables_in(found, got.repairs)
        if tables:
            _add(found, tables, year or found.year or _latest(found, tables), got)
    if not any_file:
        raise InputError("read_903: every file given is empty; export the return again.")
    if not got.parts:
        raise InputError("read_903: no table of Episodes found; it holds the placements: add it.")
    if not got.headers:
        raise InputError("read_903: no Header table found; ages come from it: add it.")
    return _joined(got)


def _latest(found: Found, tables: Frames) -> int:
    """The year of the latest start, where neither the folder nor the name says one."""
    if "Episodes" not in tables:
        return 0
    days = tables["Episodes"].days["DECOM"]
    days = days[days != NO_DAY]
    if not days.size:
        raise InputError(f"read_903: {found.place} has no row with a start (DECOM); add the dates.")
    return year_of_day(int(days.max()))


def _add(found: Found, tables: Frames, year: int, got: Gathered) -> None:
    for name, table in tables.items():
        if not table.rows:
            continue
        earlier = got.places.setdefault((name, year), found.place)
        if earlier != found.place and year:
            raise InputError(
                f"read_903: {name} of {year} given twice: {earlier} and {found.place}; keep one, "
                "or put each year in a folder named by it."
            )
        child = got.numbers(table.columns["CHILD"])
        if name == "Header":
            got.headers.append((year, child, table.days["DOB"]))
        elif name == "UASC":
            got.asylum.update(child[child != NONE].tolist())
        else:
            got.parts.append((found.place, year, _coded(table, child, year, got)))


def _coded(table: Table, child: Whole, year: int, got: Gathered) -> dict[str, Whole]:
    made = {"child": child, "start": table.days["DECOM"], "end": table.days["DEC"]}
    made["year"] = np.full(table.rows, year, dtype=np.int16)
    for name, known in KNOWN.items():
        column = table.columns[name]
        places = [known.index(word) if word in known else NONE for word in column.words]
        strange = [bool(word) and word not in known for word in column.words]
        made[name] = column.of(places, np.int8)
        got.unknown[name] = got.unknown.get(name, 0) + int(column.of(strange, bool).sum())
    return made


SOME, HALF = 0.05, 0.5  # of the rows of a file


def _shifted(got: Gathered) -> int:
    """1 where folders are named by the year in which a return begins, else 0.

    Told by the rows themselves: some start after 31 March of the year named, and hardly any after
    the 31 March that follows. Raises InputError where neither year fits.
    """
    late = {0: 0, 1: 0}
    for place, year, part in got.parts:
        starts = part["start"]
        after = [int((starts >= april(year + 1 + shift)).sum()) for shift in (0, 1)]
        for shift in late:
            late[shift] += after[shift] > SOME * len(starts)
        if after[1] > HALF * len(starts):
            raise InputError(
                f"read_903: {place} is taken for the return of {year}, but {after[1]:,} of its "
                f"{len(starts):,} rows start after 31 March {year + 1}; name its folder by the "
                "year in which the return ends, or split a file of several years."
            )
    return int(late[0] > 0 and late[1] == 0)


def _first_year(got: Gathered) -> int:
    """The first year covered: before the first file's own, where that holds several years."""
    years = [year for _, year, _ in got.parts]
    first = min(years)
    for _, year, part in got.parts:
        closed = part["end"][part["end"] != NO_DAY]
        before = closed < april(year)
        if before.sum() > max(20, len(part["end"]) * SOME):
            first = min(first, year_of_day(int(np.quantile(closed[before], 0.005))))
            key = "rows of earlier years in a file of one year"
            got.repairs[key] = got.repairs.get(key, 0) + int(before.sum())
    return first


def _moved(got: Gathered) -> None:
    """Every year named taken for the one in which its return ends."""
    shift = _shifted(got)
    if not shift:
        return
    got.headers = [(year + shift, child, days) for year, child, days in got.headers]
    for _, _, part in got.parts:
        part["year"] = part["year"] + shift
    got.parts = [(place, year + shift, part) for place, year, part in got.parts]
    key = "rows of returns named by the year in which they begin"
    got.repairs[key] = sum(len(part["year"]) for _, _, part in got.parts)


def _joined(got: Gathered) -> Rows:
    _moved(got)
    years = sorted({year for _, year, _ in got.parts})
    absent = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if absent:
        raise InputError(
            f"read_903: Episodes of {years[0]} to {years[-1]} given, but none of {absent[0]}; give "
            "that year too, or only the years after it: who came and left between is not known."
        )
    columns = {
        name: np.concatenate([part[name] for _, _, part in got.parts]) for name in got.parts[0][2]
    }
    born = np.full(got.children, NO_DAY, dtype=np.int32)
    for _, child, days in sorted(got.headers, key=lambda each: each[0]):
        told = (child != NONE) & (days != NO_DAY)
        changed = (born[child[told]] != NO_DAY) & (born[child[told]] != days[told])
        key = "dates of birth that differ between years: the newest kept"
        got.repairs[key] = got.repairs.get(key, 0) + int(changed.sum())
        born[child[told]] = days[told]
    asylum = np.zeros(got.children, dtype=bool)
    asylum[list(got.asylum)] = True
    return Rows(columns, born, asylum, _first_year(got), years[-1], got.unknown, got.repairs)
