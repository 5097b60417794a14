"""What a field takes on a form, read off the class that has it: one place decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Unit
from costavoid.cases.reading import YEAR, taken_apart
from costavoid.evidence.counts import Said
from costavoid.evidence.estimate import Entered, Estimate
from costavoid.programme.delivery import Budget
from costavoid.programme.fields import units_of


class Takes(StrEnum):
    """What is typed into a field."""

    SOURCED = "a number with its source"
    NUMBER = "a number"
    TEXT = "words"
    DAY = "a day"
    YEAR = "a financial year"
    YES_NO = "yes or no"
    CHOICE = "one of some words"
    PART = "fields of its own"


@dataclass(frozen=True)
class Shape:
    """What a field takes: one, or `several`, or `rows` of several.

    `units` are those of a number with its source; with `bare`, the number alone will do. `classes`
    are what a part may be. With `leave_out` the field may hold nothing.
    """

    takes: Takes
    units: tuple[Unit, ...] = ()
    bare: bool = False
    share: bool = False
    choices: tuple[str, ...] = ()
    classes: tuple[type[Frozen], ...] = ()
    several: bool = False
    rows: bool = False
    leave_out: bool = False

    @property
    def listed(self) -> bool:
        """Whether it is a list whose items stand under one another, each with its own boxes."""
        return self.several and self.takes in (Takes.PART, Takes.SOURCED)


@cache
def shapes(cls: type[BaseModel]) -> dict[str, Shape]:
    """The fields of a class, but `kind`, which is chosen with the class itself."""
    return {name: _shape(info) for name, info in cls.model_fields.items() if name != "kind"}


def _shape(info: FieldInfo) -> Shape:
    parts = (*taken_apart(info.annotation), *info.metadata)
    kinds = [part for part in parts if isinstance(part, type)]
    classes = tuple(kind for kind in dict.fromkeys(kinds) if issubclass(kind, Frozen))
    shared: dict[str, Any] = {
        "several": tuple in kinds,
        "rows": kinds.count(tuple) > 1,
        "leave_out": NoneType in kinds,
    }
    if Estimate in classes:
        return Shape(
            Takes.SOURCED,
            units=units_of(info.annotation, tuple(info.metadata)) or tuple(Unit),
            bare=any(isinstance(part, Entered | Said) for part in parts),
            classes=tuple(each for each in classes if each is Budget),
            **shared,
        )
    if classes:
        return Shape(Takes.PART, classes=classes, **shared)
    if choices := _choices(info.annotation):
        return Shape(Takes.CHOICE, choices=choices, **shared)
    return Shape(_plain(parts, kinds), share=_is_share(parts), **shared)


def _plain(parts: tuple[Any, ...], kinds: list[type]) -> Takes:
    if YEAR in parts:
        return Takes.YEAR
    if bool in kinds:
        return Takes.YES_NO
    if date in kinds:
        return Takes.DAY
    return Takes.NUMBER if {int, float} & set(kinds) else Takes.TEXT


def _choices(annotation: Any) -> tuple[str, ...]:
    """The words of a closed list, whichever way it is written."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(member.value) for member in annotation)
    found = [choice for inner in get_args(annotation) for choice in _choices(inner)]
    return tuple(dict.fromkeys(found))


def _is_share(parts: tuple[Any, ...]) -> bool:
    schemas = (part.json_schema or {} for part in parts if isinstance(part, WithJsonSchema))
    return any(schema.get("maximum") == 1 for schema in schemas)


def kind_of(cls: type[Frozen]) -> str:
    """The word by which a class is chosen among others; blank where it has none."""
    info = cls.model_fields.get("kind")
    return "" if info is None else str(info.default)


def chosen(shape: Shape, kind: str | None) -> type[Frozen] | None:
    """The class of a part: the only one, or the one of its kind; None where none is chosen."""
    if len(shape.classes) == 1:
        return shape.classes[0]
    return next((each for each in shape.classes if kind and kind_of(each) == kind), None)
