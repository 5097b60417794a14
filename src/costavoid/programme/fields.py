"""A programme's fields in an analyst's words: what each is, how to give it, what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MinLen
from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from costavoid.base.docstrings import doc_of
from costavoid.base.vocabulary import Unit
from costavoid.base.years import FinancialYear
from costavoid.evidence.counts import COUNTS, Said
from costavoid.evidence.estimate import Entered, Estimate, Measured, Money, Priced
from costavoid.evidence.figures import printed
from costavoid.programme.delivery import Budget, Costed, PositiveNumber

MUST_GIVE = "**needed**"
MANY = 6  # units, beyond which a field's page says what it does not take
FOLLOWS = "follows from the other fields"
NOTHING = "nothing"

# Fields that every programme has, where no label says what they are.
SHARED = {
    "start": "First day; without one, the first day of the years appraised",
    "months": "How many months it runs; without it, to the end of the years appraised",
    "phase_in": "Share of the full effect in each of the first years",
    "persistence": "Share of the effect that lasts in each year after the end",
    "delivery_cost": "What else it costs to run",
}
UNITS = {
    Unit.SHARE: "a share from 0 to 1",
    Unit.RATIO: "a ratio, such as 0.8",
    Unit.COUNT: "a number",
    Unit.COUNT_PER_YEAR: "a number a year",
    Unit.QALYS: "a number of QALYs",
    Unit.YEARS: "a number of years",
    Unit.MONTHS: "a number of months",
    Unit.WEEKS: "a number of weeks",
    Unit.DAYS: "a number of days",
    Unit.DAYS_PER_WEEK: "a number of days a week",
    Unit.WEEKS_PER_YEAR: "a number of weeks a year",
    Unit.WORKING_DAYS: "a number of working days a year",
}
SHORT_UNITS = {
    Unit.SHARE: "(share)",
    Unit.RATIO: "(ratio)",
    Unit.COUNT: "",
    Unit.COUNT_PER_YEAR: "a year",
}
TYPES: dict[Any, str] = {
    bool: "yes or no (`True` or `False`)",
    int: "a whole number",
    float: "a number",
    str: "words",
    date: "a day, like 2026-10-01",
    Estimate: "an Estimate",
}


def _mark(annotated: Any) -> Any:
    """What tells this kind of field from others of its type."""
    return get_args(annotated)[-1]


MARKS = (
    (_mark(FinancialYear), "a financial year, like 2025-26"),
    (_mark(PositiveNumber), "a number above 0"),
)


@dataclass(frozen=True)
class Entry:
    """One field: `value` is what stands in it unless given, an object or one of the words above."""

    name: str
    what: str
    how: str
    value: Any

    @property
    def needed(self) -> bool:
        """Whether it has no default."""
        return bool(self.value == MUST_GIVE)

    @property
    def default(self) -> str:
        """What stands in it unless given, in words."""
        return value_words(self.value)


def entries(cls: type[BaseModel], made: BaseModel | None = None) -> Iterator[Entry]:
    """The fields of a class, with the values of one that is made, or else the defaults."""
    for name, info in cls.model_fields.items():
        if name == "kind":
            continue
        value = standing(info) if made is None else getattr(made, name)
        yield Entry(
            name=name,
            what=_what(name, info, value),
            how=how(info.annotation, tuple(info.metadata), value),
            value=value,
        )


def standing(info: FieldInfo) -> Any:
    """What a field holds unless given: a value, or the words for why there is none."""
    if info.is_required():
        return MUST_GIVE
    if info.default_factory_takes_validated_data:
        return FOLLOWS
    return info.get_default(call_default_factory=True)


def _what(name: str, info: FieldInfo, value: Any) -> str:
    labels = [mark.label for mark in info.metadata if isinstance(mark, Entered | Said)]
    parts = [value] if part(value) else parts_of(info.annotation)
    if isinstance(value, Estimate):
        said = f"{value.label} (`{value.id}`)"
    elif labels:
        said = labels[0]
    elif info.description:
        return info.description.rstrip(".")
    elif len(parts) == 1:
        said = first_sentence(parts[0])
    else:
        said = SHARED.get(name) or name.replace("_", " ").capitalize()
    return f"{said.rstrip('.')}. {info.description}" if info.description else said.rstrip(".")


def how(annotation: Any, marks: tuple[Any, ...], value: Any = None) -> str:
    """How a field is given: "whole number, 1 or more", "money: GBP per week"."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return how(inner, (*marks, *more), value)
    for mark in marks:
        if isinstance(mark, Said | Measured):
            return f"an Estimate in {' or '.join(repr(unit.value) for unit in mark.units)}"
        if isinstance(mark, Entered) and mark.units == COUNTS:
            return "a number a year, or an Estimate in 'count per year' or 'count' (in all)"
        if isinstance(mark, Entered) and len(mark.units) > MANY:
            return "a number, neither money nor a length of time, or an Estimate"
        if isinstance(mark, Entered):
            return f"{' or '.join(map(_in_unit, mark.units))}, or an Estimate"
        if isinstance(mark, Costed):
            return "money, or a `Budget` of posts and other costs"
        if isinstance(mark, Priced):
            return f"money: {' or '.join(unit.value for unit in mark.units)}"
        if mark == _mark(Money):
            return f"money: {value.unit.value}" if isinstance(value, Estimate) else "money"
        if isinstance(mark, WithJsonSchema):
            return _as_schema(mark.json_schema or {})
    for known, words in MARKS:
        if known in marks:
            return words
    return _of_type(annotation, marks, value)


def _as_schema(schema: dict[str, Any]) -> str:
    """A number that is not an Estimate: a share, a whole number, or any above 0."""
    if schema.get("type") == "integer":
        return "whole number, 1 or more"
    return UNITS[Unit.SHARE] if schema.get("maximum") == 1 else "a number above 0, such as 8.5"


def _of_type(annotation: Any, marks: tuple[Any, ...], value: Any) -> str:
    arguments = [part for part in get_args(annotation) if part is not type(None)]
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        ways = [how(each, (), value) for each in arguments]
        return ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])} or {ways[-1]}"
    if origin is Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in arguments)
    if origin is tuple:
        least = "one or more" if any(isinstance(mark, MinLen) for mark in marks) else "a list"
        return f"{least}, each {how(arguments[0], ())}"
    if annotation is Estimate and isinstance(value, Estimate):
        return f"an Estimate in {value.unit.value}"
    if annotation in TYPES:
        return TYPES[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "one of " + ", ".join(f'"{choice.value}"' for choice in annotation)
    return f"`{annotation.__name__}`"


def _in_unit(unit: Unit) -> str:
    return UNITS.get(unit, f"a number in {unit.value}")


def units_of(annotation: Any, marks: tuple[Any, ...] = ()) -> tuple[Unit, ...]:
    """The units in which a field takes an Estimate; none where it takes no Estimate."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return units_of(inner, (*marks, *more))
    for mark in marks:
        if isinstance(mark, Entered | Said | Measured | Priced):
            return mark.units
        if mark == _mark(Money):
            return tuple(unit for unit in Unit if unit.is_money)
    if annotation is Estimate:
        return tuple(Unit)
    found = [unit for inner in get_args(annotation) for unit in units_of(inner)]
    return tuple(dict.fromkeys(found))


def value_words(value: Any) -> str:
    """A value as a reader would write it, an Estimate with its unit and price year."""
    if isinstance(value, Estimate):
        words = f"{printed(value.value)} {SHORT_UNITS.get(value.unit, value.unit.value)}".strip()
        return f"{words}, {value.price_year} prices" if value.price_year else words
    if value is None or value == ():
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ", ".join(map(value_words, value))
    if isinstance(value, BaseModel):
        return f"`{type(value).__name__}`, as below"
    return printed(value) if isinstance(value, int | float) else str(value)


def range_words(estimate: Estimate) -> str:
    """Its interval or range as printed, and which of the two it is; blank without one."""
    if estimate.low is None or estimate.range_kind is None:
        return ""
    return f"{printed(estimate.low)} to {printed(estimate.high)} ({estimate.range_kind.value})"


def part(value: Any) -> bool:
    """Whether a value has fields of its own that a reader may set."""
    return isinstance(value, BaseModel) and not isinstance(value, Estimate)


def parts_of(annotation: Any) -> list[type[BaseModel]]:
    """The classes with fields of their own that a field can hold, in the order written."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [] if issubclass(annotation, Estimate | Budget) else [annotation]
    found = [each for inner in get_args(annotation) for each in parts_of(inner)]
    return list(dict.fromkeys(found))


def first_sentence(thing: Any) -> str:
    """The first sentence of its docstring."""
    return re.split(r"(?<=\.)\s", " ".join(doc_of(thing).split()), maxsplit=1)[0]
