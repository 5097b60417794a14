"""The texts of the form as the tables of a case file: what was understood, and what was not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Unit
from costavoid.base.years import given_day, given_year
from costavoid.cases.settings import CaseSettings
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import NO_SOURCE, Estimate
from costavoid.page.plain_numbers import number_in, understood
from costavoid.page.shapes import Shape, Takes, chosen, kind_of, shapes
from costavoid.page.typed import own_ids, own_name
from costavoid.programme.base import Intervention

SETTINGS = "settings"
LEFT_OUT = "no"  # what is typed for a part that the case goes without
THERE = "yes"  # and for one that is there
SHARES = ("cash_releasing",)
NUMBERS = ("low", "high", *SHARES)
TICKS = {"yes": True, "true": True, "no": False, "false": False}
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


def read(cls: type[Intervention], texts: Mapping[str, str]) -> Read:
    """The table of a case of this programme, with everything in the form that belongs to it."""
    made = Read(texts)
    made.table = {
        "programme": cls.__name__,
        **_fields(cls, "", made),
        SETTINGS: _fields(CaseSettings, SETTINGS, made),
    }
    overrides = [
        found for id in own_ids(texts) if (found := _override(id, made, price_year(texts)))
    ]
    if overrides:
        made.table["overrides"] = overrides
    return made


def price_year(texts: Mapping[str, str]) -> str:
    """The price year of the results, which a number without one of its own has too."""
    return texts.get(f"{SETTINGS}.price_year", "")


def _fields(cls: type[Frozen], place: str, made: Read) -> Table:
    """The fields of one table that were given."""
    found: Table = {}
    for name, shape in shapes(cls).items():
        value = _field(shape, f"{place}.{name}" if place else name, made)
        if value is not None:
            found[name] = value
    if found.get("label") and "id" in cls.model_fields:
        found.setdefault("id", slug(str(found["label"])))
    return found


def slug(label: str) -> str:
    """A label as an id: what nobody need think of on a form."""
    return re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_") or "own"


def _field(shape: Shape, name: str, made: Read) -> Any:
    """What a field was given; None where nothing was."""
    if shape.listed:
        return _items(shape, name, made)
    if shape.takes is Takes.PART:
        return _part(shape, name, made)
    if shape.takes is Takes.SOURCED:
        if made.texts.get(f"{name}.kind") == "budget":
            made.text(f"{name}.kind")
            return _fields(shape.classes[0], name, made)
        return _sourced(shape, name, made)
    text = made.text(name)
    if text is None:
        return None
    if text == LEFT_OUT and shape.several:
        return []
    if text == LEFT_OUT and shape.leave_out and shape.takes is not Takes.YES_NO:
        return False
    try:
        return _plain(shape, text, name, made)
    except (InputError, ValueError) as error:
        made.faults[name] = _sentence(text, error)
        return None


def _sentence(text: str, error: Exception) -> str:
    said = str(error)
    return said if isinstance(error, InputError) else f"{shown(text)} given; {said}."


def _plain(shape: Shape, text: str, name: str, made: Read) -> Any:
    if shape.rows:
        return [
            [_cell(cell.strip()) for cell in row.split(",")]
            for row in text.replace("\n", ";").split(";")
            if row.strip()
        ]
    if shape.several:
        between = text.replace("\n", ",").replace(";", ",")
        parts = [part.strip() for part in between.split(",") if part.strip()]
        read_ = [_one(shape, part) for part in parts]
        made.echoes[name] = ", ".join(said for _, said in read_)
        return [value for value, _ in read_]
    value, said = _one(shape, text)
    if said != text:
        made.echoes[name] = said
    return value


def _one(shape: Shape, text: str) -> tuple[Any, str]:
    """The value of a text, and what it was taken for."""
    if shape.takes is Takes.YES_NO:
        return TICKS.get(text.casefold(), text), text
    if shape.takes is Takes.YEAR:
        year = given_year(text)
        return year, year
    if shape.takes is Takes.DAY:
        day = given_day(text)
        return day, f"{day.day} {day:%B %Y}"
    if shape.takes is Takes.NUMBER:
        value = number_in(text, share=shape.share or not shape.units)
        return whole(value), understood(value, Unit.SHARE if shape.share else None)
    return text, text


def _cell(text: str) -> Any:
    """A cell of a row: a number where it is one, else words."""
    try:
        return whole(number_in(text))
    except InputError:
        return text


def whole(value: float) -> float | int:
    """The same number without a fraction, where it has none."""
    return int(value) if value.is_integer() and abs(value) < WHOLE else value


def _items(shape: Shape, name: str, made: Read) -> list[Any] | None:
    """The items of a list, each a table or a number with its source."""
    said = made.text(name)
    if said is None or not said.isdigit() or len(said) > 3:
        return None
    one = _sourced if shape.takes is Takes.SOURCED else _part
    found = [one(shape, f"{name}.{i}", made, always=True) for i in range(int(said))]
    return [item for item in found if item is not None]


def _part(shape: Shape, name: str, made: Read, always: bool = False) -> Any:
    """The table of a part; False where it is left out, None where the form says nothing of it."""
    said, kind = made.text(name), made.text(f"{name}.kind")
    if said == LEFT_OUT and shape.leave_out:
        return False
    if said is None and kind is None and not always:
        return None
    cls = chosen(shape, kind)
    if cls is None:
        made.faults[f"{name}.kind"] = "Choose what it is."
        return None
    named = {"kind": kind_of(cls)} if kind_of(cls) else {}
    return {**named, **_fields(cls, name, made)}


def _sourced(shape: Shape, name: str, made: Read, always: bool = False) -> Any:
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


def _override(id: str, made: Read, year: str) -> Table | None:
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
