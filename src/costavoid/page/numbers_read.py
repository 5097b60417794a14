"""A number of one's own, read with its unit, its price year and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Unit
from costavoid.base.years import given_year
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import NO_SOURCE, Estimate
from costavoid.page.plain_numbers import number_in, understood
from costavoid.page.shapes import Shape
from costavoid.page.typed import own_name

SETTINGS = "settings"
LEFT_OUT = "no"  # what is typed for a part that the case goes without
SHARES = ("cash_releasing",)
NUMBERS = ("low", "high", *SHARES)
WHOLE = 2**53  # above it, not every whole number has a float of its own
Table = dict[str, Any]


@dataclass
class Read:
    """What was read: a case file's table, what each text was taken for, and what is wrong with it.

    `used` are the texts that the case has room for; `faults` and `echoes` are by name.
    """

    texts: Mapping[str, str]
    table: Table = field(default_factory=dict)
    echoes: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """What stands under a name, which is then one that the case has room for."""
        found = self.texts.get(name)
        if found is not None:
            self.used[name] = found
        return found


def price_year(texts: Mapping[str, str]) -> str:
    """The price year of the results, which a number without one of its own has too."""
    return texts.get(f"{SETTINGS}.price_year", "")


def whole(value: float) -> float | int:
    """The same number without a fraction, where it has none."""
    return int(value) if value.is_integer() and abs(value) < WHOLE else value


def sourced_in(shape: Shape, name: str, made: Read, always: bool = False) -> Any:
    """A number with its source, one of the library's by its id, or a bare one."""
    text = made.text(name)
    if text == LEFT_OUT and shape.leave_out:
        return False
    told = _parts_of(name, made)
    if text is None:
        return _of_the_library(name, told, made)
    value = _value(text, name, _units(shape, told), made)
    if value is None:
        return None
    if shape.bare and not told:
        return value
    unit = told.get("unit") or shape.units[0].value
    year = {"price_year": price_year(made.texts)} if _is_money(unit) else {}
    beside = {"unit": unit, **year, "source": NO_SOURCE.title}
    own = {} if "id" in told else {"id": f"own.{_plain_id(name)}"}
    return {**own, "value": value, **beside, **told}


def _of_the_library(name: str, told: Table, made: Read) -> Table | None:
    """One of the library's numbers, by its id; without one, nothing said of a number counts."""
    is_one = told.get("id") in defaults()
    for each in [used for used in made.used if used.startswith(f"{name}.")]:
        if not is_one or each != f"{name}.id":
            del made.used[each]
    return {"id": told["id"]} if is_one else None


def override_in(id: str, made: Read, year: str) -> Table | None:
    """A number of one's own in the place of the one with this id."""
    text = made.text(own_name(id, "value"))
    if text is None:
        return None
    told = _parts_of(own_name(id, "")[:-1], made, ":")
    standing = defaults().get(id)
    unit = told.get("unit") or (standing.unit.value if standing else "")
    known = (Unit(unit),) if unit in list(Unit) else ()
    value = _value(text, own_name(id, "value"), known, made)
    if value is None:
        return None
    prices = {"price_year": year} if _is_money(unit) and year else {}
    return {"id": id, "value": value, **prices, "source": NO_SOURCE.title, **told}


def _units(shape: Shape, told: Mapping[str, Any]) -> tuple[Unit, ...]:
    unit = told.get("unit")
    return (Unit(unit),) if unit in list(Unit) else shape.units


def _value(text: str, name: str, units: tuple[Unit, ...], made: Read) -> float | int | None:
    try:
        value = number_in(text, units)
    except InputError as error:
        made.faults[name] = str(error)
        return None
    made.echoes[name] = understood(value, units[0] if units else None)
    return whole(value)


def _parts_of(name: str, made: Read, mark: str = ".") -> Table:
    """What else is said of a number: its unit, price year, source and the like."""
    found: Table = {}
    for part in Estimate.model_fields:
        if part == "value":
            continue
        text = made.text(f"{name}{mark}{part}")
        if text is None:
            inner = _source(f"{name}{mark}source", made) if part == "source" else None
        else:
            inner = _part_value(part, text, f"{name}{mark}{part}", made)
        if inner is not None:
            found[part] = inner
    return found


def _part_value(part: str, text: str, name: str, made: Read) -> Any:
    try:
        if part in NUMBERS:
            return whole(number_in(text, share=part in SHARES))
        return given_year(text) if part == "price_year" else text
    except InputError as error:
        made.faults[name] = str(error)
        return None


def _source(name: str, made: Read) -> Table | None:
    """A document that a case file told in full."""
    keys = ("id", "title", "publisher", "year", "url", "licence")
    found: Table = {key: text for key in keys if (text := made.text(f"{name}.{key}")) is not None}
    if found.get("year", "").isdigit():
        found["year"] = int(found["year"])
    return found or None


def _is_money(unit: str) -> bool:
    return unit in list(Unit) and Unit(unit).is_money


def _plain_id(name: str) -> str:
    """A name as part of an id."""
    return name.lower().replace("[", ".").replace("]", "")
