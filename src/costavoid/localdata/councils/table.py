"""The published tables, read once and only when asked for."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from costavoid.base.asked import a_text
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.vocabulary import Unit
from costavoid.base.years import start_year, year_label

ENGLAND = "970"
LONDON = "986"
FINANCIAL_YEAR, MID_YEAR = "financial year", "mid-year"
Values = Mapping[str, Mapping[str, str]]  # by year and area, as they are printed


@dataclass(frozen=True)
class Area:
    """A council, a region or England, as the published tables have it."""

    code: str
    ons: str
    name: str
    kind: str  # council, region or England
    region: str
    began: str
    ended: str
    others: tuple[str, ...]  # codes of the councils it came from, or became
    short: tuple[str, ...]
    said: str


@dataclass(frozen=True)
class Measure:
    """What is counted: `per` of them are 1 of its unit (a rate for each 10,000 is of 10,000)."""

    id: str
    label: str
    published_as: str
    unit: Unit
    per: int
    shown: str
    when: str  # financial year, 31 March, year to 31 March or mid-year
    source: str
    default: str  # the library's own number that it can stand for, or blank
    caution: str

    @property
    def is_rate(self) -> bool:
        """True for so many of each 10,000 children."""
        return self.per == 10_000


def _bytes(name: str) -> bytes:
    return (files("costavoid.localdata.councils") / "data" / name).read_bytes()


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(_bytes(name).decode("utf-8")))


@cache
def areas() -> Mapping[str, Area]:
    """Every council, region and England, by its code."""
    return MappingProxyType({row["code"]: _area(row) for row in _rows("councils.csv")})


def _area(row: dict[str, str]) -> Area:
    lists = {name: tuple(filter(None, row[name].split(";"))) for name in ("others", "short")}
    plain = {name: text for name, text in row.items() if name not in lists}
    return Area(**plain, others=lists["others"], short=lists["short"])


@cache
def measures() -> Mapping[str, Measure]:
    """Everything that is published, by the name it has here."""
    found = {}
    for row in _rows("measures.csv"):
        words = {name: text for name, text in row.items() if name not in ("unit", "per")}
        found[row["id"]] = Measure(**words, unit=Unit(row["unit"]), per=int(row["per"]))
    return MappingProxyType(found)


@cache
def districts() -> Mapping[str, tuple[str, str]]:
    """The council that runs children's services for a district, and when the district ended."""
    found = {row["district"]: (row["council"], row["abolished"]) for row in _rows("districts.csv")}
    return MappingProxyType(found)


@cache
def neighbours() -> Mapping[str, tuple[str, ...]]:
    """The codes of each council's statistical neighbours, the nearest first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("neighbours.csv"):
        found[row["council"]] = (*found.get(row["council"], ()), row["neighbour"])
    return MappingProxyType(found)


@cache
def closeness() -> Mapping[tuple[str, str], str]:
    """How close two neighbours are, in the model's words."""
    rows = _rows("neighbours.csv")
    return MappingProxyType({(row["council"], row["neighbour"]): row["closeness"] for row in rows})


@cache
def figures() -> Mapping[str, Values]:
    """Every published figure as it is printed, by measure, year and area: what is not there is
    missing or suppressed."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    lines = gzip.decompress(_bytes("figures.csv.gz")).decode("utf-8").splitlines()
    for council, measure, year, value, _source in csv.reader(lines[1:]):
        found.setdefault(measure, {}).setdefault(year, {})[council] = value
    return MappingProxyType(found)


def measure(name: object) -> Measure:
    """The measure of this name. Raises InputError offering the nearest."""
    known = measures()
    if not isinstance(name, str) or name not in known:
        raise InputError(f"measure: {shown(name)} given. {nearest(str(name), known)}")
    return known[name]


def year_of(of: Measure, given: object) -> str:
    """A year as the tables write it: 2024-25, or 2025 for what is counted in or at its end.

    Raises InputError for one that is not published, saying which are.
    """
    known = sorted(figures()[of.id])
    text = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"year: {shown(given)} given; {_years_known(of, known)}")
    text = text.strip()
    try:
        if of.when == FINANCIAL_YEAR:
            text = year_label(start_year(text))
        elif of.when != MID_YEAR and not text.isdigit():
            text = str(start_year(text) + 1)  # the year to March 2025 is 2024-25
    except InputError as error:
        raise InputError(f"year: {error}") from None
    if text not in known:
        raise InputError(f"year: {shown(given)} given; {_years_known(of, known)}")
    return text


def _years_known(of: Measure, known: list[str]) -> str:
    """Which years are published of a measure, in words."""
    return (
        f"{of.label} ({of.id}) is published for {known[0]} to {known[-1]} ({of.when}). England's "
        "care applications of earlier years: against_national_trend=True, without a council."
    )


def number(of: Measure, year: str, area: str) -> float | None:
    """One figure in the unit it is printed in; None where it is missing or suppressed."""
    text = figures()[of.id].get(year, {}).get(area)
    return None if text is None else float(text)


def switch(given: object, field: str) -> None:
    """Raises InputError for what is neither True nor False."""
    if not isinstance(given, bool):
        raise InputError(f"{field}: {shown(given)} given; give True or False.")


def year_said(of: Measure, year: str) -> str:
    """A year in words: 2024-25, 31 March 2025, year to March 2025, mid-2024."""
    said = {"31 March": "31 March ", "year to 31 March": "year to March ", MID_YEAR: "mid-"}
    return f"{said.get(of.when, '')}{year}"


def against_said(given: object) -> str:
    """Whom a council is set against. Raises InputError offering the nearest word."""
    words = ("neighbours", "England", "region")
    text = a_text(given, "against")
    for word in words:
        if text is not None and text.strip().casefold() == word.casefold():
            return word
    raise InputError(f"against: {shown(given)} given. {nearest(str(given), words)}")
