"""Loads and checks `data/`: unit costs, effects, activity, prices and discount rates."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from costavoid.errors import CostavoidError, DataError, InputError, nearest
from costavoid.evidence import Estimate, Source
from costavoid.money import Band, DiscountSchedule, PriceIndex
from costavoid.vocabulary import EvidenceStatus

T = TypeVar("T")
UNIT_COSTS, EFFECTS, ACTIVITY = "unit_costs.csv", "effects.csv", "activity.csv"
TABLES = (UNIT_COSTS, EFFECTS, ACTIVITY)
REQUIRED = ("id", "label", "value", "unit", "status", "quality", "source")
REQUIRED_FOR_MONEY = ("price_year", "payer", "basis", "cash_releasing")
NUMBERS = ("value", "low", "high", "cash_releasing")


def _folder() -> Traversable:
    return files("costavoid") / "data"


def _rows(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a CSV file with the words that name its place."""
    text = (_folder() / name).read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        place = f"{name}, row {number}"
        for field, cell in row.items():
            if field is None or cell is None:
                raise DataError(f"{place}: more or fewer cells than columns; quote commas.")
            if cell.startswith(("=", "+", "@", "\t")):
                raise DataError(
                    f"{place}, {field}: {cell!r} looks like a spreadsheet formula; write a "
                    "plain value."
                )
        yield place, row


def read_table(name: str, build: Callable[[str, dict[str, str]], T]) -> dict[str, T]:
    """One object per row of a data file, by id. Raises DataError naming file, row and cure."""
    made: dict[str, T] = {}
    for place, row in _rows(name):
        if row["id"] in made:
            raise DataError(f"{place}, id: {row['id']!r} stands twice; give each row its own id.")
        try:
            made[row["id"]] = build(place, row)
        except DataError:
            raise
        except CostavoidError as error:
            raise DataError(f"{place}: {error}") from None
    return made


@cache
def sources() -> dict[str, Source]:
    """Every document the data rest on, by id."""
    return read_table("sources.csv", lambda _, row: Source(**_typed(row)))


def _typed(row: dict[str, str]) -> dict[str, Any]:
    """A row's cells without the blank ones, a year as a number."""
    kept: dict[str, Any] = {field: text for field, text in row.items() if text}
    if "year" in kept:
        kept["year"] = int(kept["year"])
    return kept


def _estimate(place: str, row: dict[str, str]) -> Estimate:
    needed = REQUIRED + (REQUIRED_FOR_MONEY if row["unit"].startswith("GBP") else ("design",))
    for field in needed:
        if not row.get(field):
            raise DataError(f"{place}, {field}: blank; every default needs one.")
    cells: dict[str, Any] = {field: text for field, text in row.items() if text}
    for field in set(NUMBERS) & set(cells):
        try:
            cells[field] = float(cells[field])
        except ValueError:
            raise DataError(f"{place}, {field}: {cells[field]!r} is not a number.") from None
    if cells["source"] not in sources():
        raise DataError(
            f"{place}, source: {cells['source']!r} is not in sources.csv. "
            f"{nearest(cells['source'], sources())}"
        )
    cells["source"] = sources()[cells["source"]]
    return Estimate(**cells)


@cache
def defaults() -> dict[str, Estimate]:
    """Every number the library offers, by id: unit costs, effects and activity."""
    found: dict[str, Estimate] = {}
    for table in TABLES:
        for id, estimate in read_table(table, _estimate).items():
            if id in found:
                raise DataError(f"{table}: id {id!r} is also in another file; ids are unique.")
            found[id] = estimate
    return found


def default(id: str) -> Estimate:
    """The library's own estimate with this id. Raises InputError offering the nearest id."""
    if id not in defaults():
        raise InputError(f"id: {id!r} given; there is no such number. {nearest(id, defaults())}")
    return defaults()[id]


def local(
    value: float,
    unit: str | None = None,
    *,
    source: str | Source,
    id: str | None = None,
    label: str | None = None,
    price_year: str | None = None,
    quality: str = "amber",
    **more: Any,
) -> Estimate:
    """A council's own number as an Estimate: `local(812, "GBP per week", price_year=..., ...)`.

    With the `id` of one of the library's numbers, the unit, label, payer, basis, cash-releasing
    share and design are taken from it unless given, so the figure can be used as an override.
    `source` is a Source or the words that name one. Raises InputError as Estimate does.
    """
    base = defaults().get(id) if id else None
    if base is None and unit is None:
        raise InputError(
            f"local: {value!r} given without a unit; add one, such as 'GBP per week'."
            + (f" {nearest(id, defaults())}" if id else "")
        )
    if base is not None and unit is not None and unit != base.unit:
        raise InputError(f"local {id}: {unit!r} given; this number is in {base.unit.value!r}.")
    kept = ("label", "unit", "payer", "basis", "cash_releasing", "design")
    fields = {name: getattr(base, name) for name in kept} if base else {"unit": unit}
    fields |= {"label": label} if label else {}
    document = (
        source
        if isinstance(source, Source)
        else Source(id="user.local", title=source, publisher="The council's own")
    )
    return Estimate(
        **{"label": "Local figure", **fields, **more},
        id=id or "local.figure",
        value=value,
        price_year=price_year,
        status=EvidenceStatus.LOCAL,
        quality=quality,
        source=document,
    )


@cache
def price_index() -> PriceIndex:
    """The GDP deflator, with its vintage."""
    levels: dict[str, float] = {}
    outturn = ""
    vintages = set()
    for place, row in _rows("gdp_deflator.csv"):
        if row["kind"] not in ("outturn", "forecast"):
            raise DataError(f"{place}, kind: {row['kind']!r} given; write outturn or forecast.")
        levels[row["financial_year"]] = float(row["index"])
        vintages.add(sources()[row["source"]].title)
        outturn = row["financial_year"] if row["kind"] == "outturn" else outturn
    return PriceIndex(vintage="; ".join(sorted(vintages)), outturn=outturn, index=levels)


@cache
def discount_schedules() -> dict[tuple[str, str], DiscountSchedule]:
    """Discount schedules by (edition, name)."""
    text = (_folder() / "discount_rates.toml").read_text(encoding="utf-8")
    found = {}
    for entry in tomllib.loads(text)["schedule"]:
        bands = tuple(Band(**band) for band in entry.pop("bands"))
        schedule = DiscountSchedule(**entry, bands=bands)
        found[(schedule.edition, schedule.name)] = schedule
    return found


def discount_schedule(name: str = "standard", edition: str = "2026") -> DiscountSchedule:
    """One schedule. Raises InputError offering the nearest edition or name."""
    known = discount_schedules()
    if edition not in {e for e, _ in known}:
        raise InputError(
            f"edition: {edition!r} given. {nearest(str(edition), {e for e, _ in known})}"
        )
    if (edition, name) not in known:
        names = {n for e, n in known if e == edition}
        raise InputError(f"discount schedule: {name!r} given. {nearest(str(name), names)}")
    return known[(edition, name)]


@cache
def data_hash() -> str:
    """SHA-256 over every data file, so that a run record says which data it used."""
    digest = hashlib.sha256()
    for entry in sorted(_folder().iterdir(), key=lambda e: e.name):
        if entry.name.endswith((".csv", ".toml")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()
