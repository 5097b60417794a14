"""Loads and checks `data/`: unit costs, effects, activity, prices and discount rates."""

from __future__ import annotations

import csv
import hashlib
import math
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

from costavoid.base.asked import one_of
from costavoid.base.errors import CostavoidError, DataError, InputError, nearest, shown
from costavoid.base.plain_text import begins_as_formula
from costavoid.base.vocabulary import EvidenceStatus
from costavoid.base.years import financial_years, start_year, year_label
from costavoid.evidence.estimate import Estimate, Source
from costavoid.evidence.prices import DiscountSchedule, PriceIndex

T = TypeVar("T")
UNIT_COSTS, EFFECTS, ACTIVITY = "unit_costs.csv", "effects.csv", "activity.csv"
TABLES = (UNIT_COSTS, EFFECTS, ACTIVITY)
ESTIMATE_COLUMNS = ("id", "label", "value", "unit", "status", "quality", "source")
COLUMNS = {
    UNIT_COSTS: ESTIMATE_COLUMNS,
    EFFECTS: ESTIMATE_COLUMNS,
    ACTIVITY: ESTIMATE_COLUMNS,
    "alternatives.csv": ("id", "alternative", "why"),
    "sources.csv": ("id", "title", "publisher", "year", "url"),
    "gdp_deflator.csv": ("financial_year", "index", "kind", "source"),
    "published_figures.csv": (
        "id",
        "published",
        "tolerance",
        "inputs",
        "expected_status",
        "source",
    ),
}
REQUIRED_FOR_MONEY = ("price_year", "payer", "basis", "cash_releasing")
NUMBERS = ("value", "low", "high", "cash_releasing")


def _folder() -> Traversable:
    return files("costavoid.evidence") / "data"


def rows(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a CSV file with the words that name its place."""
    text = (_folder() / name).read_text(encoding="utf-8-sig")
    reader = csv.DictReader(text.splitlines())
    missing = set(COLUMNS[name]) - set(reader.fieldnames or ())
    if missing:
        raise DataError(f"{name}: no column {', '.join(sorted(missing))}; add it to the first row.")
    for row in reader:
        place = f"{name}, row {reader.line_num}"
        for field, cell in row.items():
            if field is None or cell is None:
                raise DataError(f"{place}: more or fewer cells than columns; quote commas.")
            if begins_as_formula(cell):
                raise DataError(
                    f"{place}, {field}: {cell!r} looks like a spreadsheet formula; write a "
                    "plain value."
                )
        yield place, row


def read_table(name: str, build: Callable[[str, dict[str, str]], T]) -> Mapping[str, T]:
    """One object per row of a data file, by id. Raises DataError naming file, row and cure."""
    made: dict[str, T] = {}
    for place, row in rows(name):
        if row["id"] in made:
            raise DataError(f"{place}, id: {row['id']!r} stands twice; give each row its own id.")
        try:
            made[row["id"]] = build(place, row)
        except DataError:
            raise
        except CostavoidError as error:
            raise DataError(f"{place}: {error}") from None
    return MappingProxyType(made)


@cache
def sources() -> Mapping[str, Source]:
    """Every document the data rest on, by id."""
    return read_table("sources.csv", _source)


def _source(place: str, row: dict[str, str]) -> Source:
    cells: dict[str, Any] = {field: text for field, text in row.items() if text}
    if "year" in cells:
        cells["year"] = int(number(place, "year", cells["year"]))
    return Source(**cells)


def number(place: str, field: str, cell: str) -> float:
    """A cell as a finite number. Raises DataError naming its place."""
    try:
        number = float(cell)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise DataError(f"{place}, {field}: {cell!r} is not a number.")
    return number


def _estimate(place: str, row: dict[str, str]) -> Estimate:
    needed = ESTIMATE_COLUMNS + (
        REQUIRED_FOR_MONEY if row["unit"].startswith("GBP") else ("design",)
    )
    for field in needed:
        if not row.get(field):
            raise DataError(f"{place}, {field}: blank; every default needs one.")
    cells: dict[str, Any] = {field: text for field, text in row.items() if text}
    for field in set(NUMBERS) & set(cells):
        cells[field] = number(place, field, cells[field])
    if cells["source"] not in sources():
        raise DataError(
            f"{place}, source: {cells['source']!r} is not in sources.csv. "
            f"{nearest(cells['source'], sources())}"
        )
    cells["source"] = sources()[cells["source"]]
    return Estimate(**cells)


@cache
def defaults() -> Mapping[str, Estimate]:
    """Every number the library offers, by id: unit costs, effects and activity."""
    found: dict[str, Estimate] = {}
    for table in TABLES:
        for id, estimate in read_table(table, _estimate).items():
            if id in found:
                raise DataError(f"{table}: id {shown(id)} is also in another file; ids are unique.")
            found[id] = estimate
    return MappingProxyType(found)


def default(id: str) -> Estimate:
    """The library's own estimate with this id. Raises InputError offering the nearest id."""
    if not isinstance(id, str) or id not in defaults():
        raise InputError(
            f"id: {shown(id)} given; there is no such number. {nearest(str(id), defaults())}"
        )
    return defaults()[id]


def national_care_applications(year: str, earlier: int = 0) -> Estimate:
    """Care applications in England in a financial year (Cafcass), for a comparison trend.

    With `earlier`, the mean of it and so many years before. Raises InputError naming the years
    that are known.
    """
    stem, year = "care_applications.england.", year_label(start_year(year))
    known = sorted(i[len(stem) :].replace("_", "-") for i in defaults() if i.startswith(stem))
    years = financial_years(year_label(start_year(year) - earlier), earlier + 1)
    for each in years:
        if each not in known:
            raise InputError(
                f"national trend: {each} given; counts are known for {known[0]} to {known[-1]}. "
                "Use years inside that, or your own comparison as trend_before and trend_after."
            )
    counts = [default(stem + each.replace("-", "_")) for each in years]
    if not earlier:
        return counts[0]
    mean = sum(count.value for count in counts) / len(counts)
    return (
        counts[-1]
        .at(mean)
        .model_copy(
            update={
                "id": f"{counts[0].id}_to_{year.replace('-', '_')}",
                "label": f"{counts[0].label} to {year}, mean of the years",
                "status": EvidenceStatus.DERIVED,
            }
        )
    )


@cache
def price_index() -> PriceIndex:
    """The GDP deflator, with its vintage."""
    levels: list[tuple[str, float]] = []
    outturn = ""
    vintages = set()
    for place, row in rows("gdp_deflator.csv"):
        if row["kind"] not in ("outturn", "forecast"):
            raise DataError(f"{place}, kind: {row['kind']!r} given; write outturn or forecast.")
        level = number(place, "index", row["index"])
        try:
            year = year_label(start_year(row["financial_year"]))
        except InputError as error:
            raise DataError(f"{place}, financial_year: {error}") from None
        if levels and (start_year(year) != start_year(levels[-1][0]) + 1 or level <= 0):
            raise DataError(f"{place}: {year}, {level:g}; years must follow one another, above 0.")
        levels.append((year, level))
        if row["source"] not in sources():
            raise DataError(f"{place}, source: {row['source']!r} is not in sources.csv.")
        vintages.add(sources()[row["source"]].title)
        outturn = year if row["kind"] == "outturn" else outturn
    if len(levels) < 2:
        raise DataError("gdp_deflator.csv: fewer than two years; growth needs two.")
    return PriceIndex(vintage="; ".join(sorted(vintages)), outturn=outturn, levels=tuple(levels))


@cache
def discount_schedules() -> Mapping[tuple[str, str], DiscountSchedule]:
    """Discount schedules by (edition, name)."""
    text = (_folder() / "discount_rates.toml").read_text(encoding="utf-8")
    found: dict[tuple[str, str], DiscountSchedule] = {}
    try:
        for entry in tomllib.loads(text)["schedule"]:
            schedule = DiscountSchedule(**entry)
            if (schedule.edition, schedule.name) in found:
                raise InputError(f"{schedule.edition}, {schedule.name} stands twice; keep one.")
            if schedule.source not in sources():
                raise InputError(f"source {schedule.source!r} is not in sources.csv.")
            found[(schedule.edition, schedule.name)] = schedule
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"discount_rates.toml: {error}; write it as TOML.") from None
    except KeyError as error:
        raise DataError(f"discount_rates.toml: no {error}; add it.") from None
    except InputError as error:
        raise DataError(f"discount_rates.toml: {error}") from None
    return MappingProxyType(found)


def discount_schedule(name: str = "standard", edition: str = "2026") -> DiscountSchedule:
    """One schedule. Raises InputError offering the nearest edition or name."""
    known = discount_schedules()
    edition = one_of(edition, {e for e, _ in known}, "edition")
    name = one_of(name, (n for e, n in known if e == edition), "discount schedule, name")
    return known[(edition, name)]


@cache
def data_hash() -> str:
    """SHA-256 over every data file, so that a run record says which data it used."""
    digest = hashlib.sha256()
    for entry in sorted(_folder().iterdir(), key=lambda e: e.name):
        if entry.name.endswith((".csv", ".toml")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()
