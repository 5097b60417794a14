"""The texts of the form as the tables of a case file: what was understood, and what was not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Unit
from costavoid.base.years import given_day, given_year
from costavoid.cases.settings import CaseSettings
from costavoid.page.numbers_read import (
    LEFT_OUT,
    SETTINGS,
    Read,
    Table,
    override_in,
    price_year,
    sourced_in,
    whole,
)
from costavoid.page.plain_numbers import number_in, understood
from costavoid.page.shapes import Shape, Takes, chosen, kind_of, shapes
from costavoid.page.typed import own_ids
from costavoid.programme.base import Intervention

MOST_ITEMS = 200
THERE = "yes"  # what is typed for a part that is there
TICKS = {"yes": True, "true": True, "no": False, "false": False}


def read(cls: type[Intervention], texts: Mapping[str, str]) -> Read:
    """The table of a case of this programme, with everything in the form that belongs to it."""
    made = Read(texts)
    made.table = {
        "programme": cls.__name__,
        **_fields(cls, "", made),
        SETTINGS: _fields(CaseSettings, SETTINGS, made),
    }
    overrides = [
        found for id in own_ids(texts) if (found := override_in(id, made, price_year(texts)))
    ]
    if overrides:
        made.table["overrides"] = overrides
    return made


def _fields(cls: type[Frozen], place: str, made: Read) -> Table:
    """The fields of one table that were given."""
    found: Table = {}
    for name, shape in shapes(cls).items():
        value = _field(shape, f"{place}.{name}" if place else name, made)
        if value is not None:
            found[name] = value
    if found.get("label") and named_by_label(cls):
        found.setdefault("id", slug(str(found["label"])))
    return found


def named_by_label(cls: type[Frozen]) -> bool:
    """Whether a class asks for an id beside its label: one is then made of the label."""
    info = cls.model_fields.get("id")
    return info is not None and info.is_required() and "label" in cls.model_fields


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
        if shape.classes and made.texts.get(f"{name}.kind") == "budget":
            made.text(f"{name}.kind")
            return _fields(shape.classes[0], name, made)
        return sourced_in(shape, name, made)
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


def _items(shape: Shape, name: str, made: Read) -> list[Any] | None:
    """The items of a list, each a table or a number with its source."""
    said = made.text(name)
    if said is None or not said.isdigit() or len(said) > 3:
        return None
    if int(said) > MOST_ITEMS:
        made.faults[name] = f"{said} given; a page holds {MOST_ITEMS} at most, so use a case file."
        return None
    one = sourced_in if shape.takes is Takes.SOURCED else _part
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
