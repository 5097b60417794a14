"""Objects from the tables of a TOML file, with errors that name the place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin

from costavoid.base.errors import InputError, nearest
from costavoid.base.frozen import Frozen
from costavoid.base.unit_words import unit_advice
from costavoid.base.vocabulary import Unit
from costavoid.base.years import FinancialYear
from costavoid.cases.toml import join, shown
from costavoid.evidence.catalogue import default, defaults
from costavoid.evidence.counts import Said
from costavoid.evidence.estimate import Entered, Estimate, Priced, Source
from costavoid.evidence.given import local

OWN_NUMBER = '{ value = ..., unit = "...", source = "..." }'
LIBRARY_NUMBER = '{ id = "..." }'
YEAR = get_args(FinancialYear)[-1]
Made = TypeVar("Made", bound=Frozen)


def made(
    cls: type[Made], table: dict[str, Any], place: str = "", units: tuple[str, ...] = ()
) -> Made:
    """One object from its table, its parts first, so that an error knows where it stands.

    `units` are those its field takes, where it takes only some. Raises InputError with the place in
    the file, what was given and the cure.
    """
    takes = {
        name: (*taken_apart(field.annotation), *field.metadata)
        for name, field in cls.model_fields.items()
    }
    for name in table:
        if name not in takes:
            raise InputError(f"{join(place, name)}: {_no_field(name, takes, place)}")
    fields = {name: _value(part, takes[name], join(place, name)) for name, part in table.items()}
    try:
        found = _estimate(fields, units) if issubclass(cls, Estimate) else cls(**fields)
    except InputError as error:
        lines = str(error).splitlines()
        raise InputError("\n".join(_placed(line, cls, place) for line in lines)) from None
    assert isinstance(found, cls)
    return found


def _no_field(name: str, takes: dict[str, tuple[Any, ...]], place: str) -> str:
    """Why a name is none of these fields: it may be one of a part whose heading is left out."""
    for field, parts in takes.items():
        having = [c for c in _classes(parts) if c is not Estimate and name in c.model_fields]
        if having:
            where = join(re.sub(r"\[\d+\]", "", place), field)
            heading = f"[[{where}]]" if tuple in parts else f"[{where}]"
            kind = " and kind" if "kind" in having[0].model_fields else ""
            return (
                f"there is no such field here, but {field} has one: write it under {heading}, "
                f"and in a file of `costavoid new` take the # off {heading}{kind} above it too."
            )
    return f"there is no such field. {nearest(name, takes)}"


def _classes(takes: tuple[Any, ...]) -> list[type[Frozen]]:
    return [part for part in takes if isinstance(part, type) and issubclass(part, Frozen)]


def _estimate(fields: dict[str, Any], units: tuple[str, ...]) -> Estimate:
    """The library's own number, a council's own, or an Estimate written in full."""
    if set(fields) == {"id"}:
        return default(fields["id"])
    if "status" in fields and isinstance(fields.get("source"), str):
        raise InputError(
            f"source: {shown(fields['source'])} given with a status; leave status out, for a "
            "number of your own, or write source = { id = ..., title = ..., publisher = ... }."
        )
    if "status" in fields:
        return Estimate(**fields)
    for name in ("value", "source"):
        if name not in fields:
            raise InputError(
                f"{name}: nothing given; write {OWN_NUMBER} for a number of your own, or "
                f"{LIBRARY_NUMBER} and no more for one of the library's."
            )
    if units and "unit" not in fields and fields.get("id") not in defaults():
        raise InputError(f"unit: nothing given; write unit = {' or '.join(map(_quoted, units))}.")
    if units and "unit" in fields and not _is_unit(fields["unit"]):
        given = fields["unit"]
        raise InputError(f"unit: {shown(given)} given. {unit_advice(str(given), units)}")
    return local(**fields)


def _is_unit(given: object) -> bool:
    try:
        return bool(Unit(str(given)))
    except ValueError:
        return False


def _quoted(text: str) -> str:
    return f'"{text}"'


def _value(given: Any, takes: tuple[Any, ...], place: str) -> Any:
    """What a field is given, with each table in it made into what it stands for.

    TOML has no word for nothing: `false` leaves out what the library would put in.
    """
    if given is False and NoneType in takes and bool not in takes:
        return None
    if tuple not in takes:
        return _one(given, takes, place)
    if not isinstance(given, list):
        raise InputError(
            f"{place}: {shown(given)} given; it takes a list: write [...], or [[{place}]] above "
            "each table."
        )
    if not given and any(getattr(part, "min_length", 0) for part in takes):
        raise InputError(f"{place}: [] given; write at least one, as [[{place}]] above its fields.")
    single = list(takes)
    single.remove(tuple)
    read = _value if tuple in single else _one  # a list of lists: correlations
    parts = [read(part, tuple(single), f"{place}[{i}]") for i, part in enumerate(given)]
    seen: dict[str, int] = {}
    for i, part in enumerate(parts):
        id = getattr(part, "id", None)
        if id is not None and seen.setdefault(id, i) != i:
            raise InputError(
                f"{place}[{i}].id: {id!r} is also the id of {place}[{seen[id]}]; give each its own."
            )
    return parts


def _one(given: Any, takes: tuple[Any, ...], place: str) -> Any:
    """One value, made if it is a table; what the classes would refuse in Python's words is here."""
    classes = _classes(takes)
    if isinstance(given, dict) and classes:
        marks = (part for part in takes if isinstance(part, Entered | Priced | Said))
        units = tuple(unit.value for mark in marks for unit in mark.units)
        return made(_chosen(given, classes, place), given, place, units)
    if isinstance(given, list):
        raise InputError(
            f"{place}: a list given; it takes one value without brackets, or one table under "
            "[a heading] and not [[a heading]]."
        )
    if Estimate in classes:
        if not any(isinstance(part, Entered) for part in takes):
            raise InputError(
                f"{place}: {shown(given)} given; write a number of your own as {OWN_NUMBER}, with "
                f"price_year if it is money, or one of the library's as {LIBRARY_NUMBER}."
            )
    elif classes and not (Source in classes and isinstance(given, str)):  # text is for `local`
        raise InputError(
            f"{place}: {shown(given)} given; it takes a table: {{ name = value, ... }} with the "
            f"fields of {' or '.join(cls.__name__ for cls in classes)}."
        )
    elif bool in takes and not isinstance(given, bool):
        raise InputError(f"{place}: {shown(given)} given; write true or false, without quotes.")
    elif not isinstance(given, str) and text_only(takes):
        if YEAR in takes and isinstance(given, int):
            return given  # one year: its own sentence says which two it could be
        raise InputError(f"{place}: {shown(given)} given; write text, in double quotes.")
    return given


def text_only(takes: tuple[Any, ...]) -> bool:
    """Whether a field takes text and no number, day or truth."""
    kinds = [part for part in takes if isinstance(part, type) and part is not NoneType]
    return any(issubclass(k, str) for k in kinds) and not {int, float, bool, date} & set(kinds)


def _chosen(table: dict[str, Any], classes: list[type[Frozen]], place: str) -> type[Frozen]:
    """The class a table is of: the only one, the one of its `kind`, or the one with its fields."""
    if len(classes) == 1:
        return classes[0]
    if any("kind" not in cls.model_fields for cls in classes):
        return max(classes, key=lambda c: (len(set(table) & set(c.model_fields)), c is Estimate))
    kinds = {cls.model_fields["kind"].default: cls for cls in classes}
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        absent = "nothing given; take the # off kind under its heading, or say which it is"
        given = f"{shown(kind)} given" if "kind" in table else absent
        raise InputError(f"{place}.kind: {given}. {nearest(str(kind or ''), kinds)}")
    return kinds[kind]


def taken_apart(annotation: Any) -> Iterator[Any]:
    """A type taken apart, its validators too: `tuple[Money, ...]` holds tuple and Estimate."""
    yield get_origin(annotation) or annotation
    for part in get_args(annotation):
        yield from taken_apart(part)


def _placed(line: str, cls: type[Frozen], place: str) -> str:
    """A class's own sentence with its place in the file for the class's name."""
    head, _, said = line.partition(": ")
    said = said.replace("or an Estimate", f"or {OWN_NUMBER}")
    field = re.sub(r"\.(\d+)", r"[\1]", head.removeprefix(f"{cls.__name__}."))
    if re.split(r"[.\[]", field)[0] in cls.model_fields:
        return f"{join(place, field)}: {said}"
    if place and head in (cls.__name__, "local"):
        return f"{place}: {said}"
    return f"{place}: {line}" if place else line
