"""A case as the texts of the form: what a dropped file holds, or a default that is opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from costavoid.base.frozen import Frozen
from costavoid.cases.case import Case
from costavoid.cases.writing import toml_table
from costavoid.evidence.estimate import Estimate
from costavoid.page.numbers_read import LEFT_OUT, SETTINGS
from costavoid.page.reading import THERE
from costavoid.page.shapes import Shape, Takes, kind_of, shapes
from costavoid.page.typed import Texts, own_name
from costavoid.programme.delivery import Budget

BUDGET = "budget"


def texts_of(case: Case) -> Texts:
    """What stands in the form when a case is opened in it."""
    found = {"programme": type(case.intervention).__name__}
    found |= part_texts(case.intervention, "")
    found |= part_texts(case.settings, SETTINGS)
    for own in case.overrides:
        for name, text in _number(_in_full(own), own_name(own.id, "")[:-1], ":"):
            if name != own_name(own.id, "id"):
                found[name] = text
    return found


def part_texts(part: Frozen, place: str) -> Texts:
    """The fields that were set in a part, as texts."""
    table, found = toml_table(part), dict[str, str]()
    for name, shape in shapes(type(part)).items():
        if name in table:
            where = f"{place}.{name}" if place else name
            found |= dict(_field(shape, table[name], getattr(part, name), where))
    return found


def opened(part: Frozen, place: str) -> Texts:
    """A part that stands by default, as texts to be changed."""
    kind = kind_of(type(part))
    return {place: THERE, **({f"{place}.kind": kind} if kind else {}), **part_texts(part, place)}


def plain(value: float) -> str:
    """A number in figures, to the last of them, without an exponent."""
    text = f"{Decimal(repr(value)):f}"
    return text.removesuffix(".0")


def _field(shape: Shape, told: Any, value: Any, name: str) -> Iterator[tuple[str, str]]:
    if told is False and shape.takes is not Takes.YES_NO:
        yield name, LEFT_OUT
    elif shape.listed:
        yield name, str(len(told))
        for i, (one, made) in enumerate(zip(told, value, strict=True)):
            yield from _one(one, made, f"{name}.{i}")
    elif shape.takes in (Takes.PART, Takes.SOURCED):
        yield from _one(told, value, name)
    elif shape.rows:
        yield name, "; ".join(", ".join(map(_text, row)) for row in told) or LEFT_OUT
    elif shape.several:
        yield name, ", ".join(map(_text, told)) or LEFT_OUT
    else:
        yield name, _text(told)


def _one(told: Any, value: Any, name: str) -> Iterator[tuple[str, str]]:
    """One part, or one number."""
    if isinstance(value, Budget):
        yield f"{name}.kind", BUDGET
        yield from part_texts(value, name).items()
    elif isinstance(value, Estimate):
        yield from _number(told if isinstance(told, dict) else {"value": told}, name, ".")
    else:
        yield from opened(value, name).items()


def _number(told: Mapping[str, Any], name: str, mark: str) -> Iterator[tuple[str, str]]:
    """A number and what is said of it."""
    for part, given in told.items():
        if part == "value":
            yield (f"{name}:value" if mark == ":" else name), _text(given)
        elif isinstance(given, dict):
            yield from ((f"{name}{mark}{part}.{key}", _text(one)) for key, one in given.items())
        else:
            yield f"{name}{mark}{part}", _text(given)


def _in_full(own: Estimate) -> dict[str, Any]:
    """An override as a case file has it."""
    return {**toml_table(_Held(number=own))["number"]}


class _Held(Frozen):
    """One number, to be written as a field of a case is."""

    number: Estimate


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else str(value)
