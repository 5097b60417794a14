"""The base of every typed object: frozen, no unknown fields, errors as sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self, get_args

import numpy as np
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    WithJsonSchema,
)

from costavoid.base.docstrings import STRIPPED, doc_of
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.plain_text import refuse_instruction
from costavoid.base.unit_words import unit_advice
from costavoid.base.vocabulary import Unit


class Frozen(BaseModel):
    """A value that never changes after it is made. Raises InputError when a field is wrong."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=False, defer_build=True
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        super().__pydantic_init_subclass__(**options)
        if STRIPPED and cls.__doc__ is None:  # said in schemas, case files and documents
            cls.__doc__ = doc_of(cls) or None

    def __init__(self, **data: Any) -> None:
        try:
            super().__init__(**data)
        except ValidationError as error:
            raise InputError(_sentences(type(self), error)) from None
        except TypeError:
            _refuse_unnamed(type(self), data)
            raise

    def model_post_init(self, context: Any) -> None:
        """No text in any field may be taken for a formula or hide what it says.

        Once, when it is made: pydantic runs a validator each time one thing is put into another.
        """
        own = f" {self.__dict__['id']}" if type(self.__dict__.get("id")) is str else ""
        for field, value in self.__dict__.items():
            if type(value) is str or type(value) is tuple:
                _refuse_instruction(f"{type(self).__name__}{own}.{field}", value)

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """As the class itself, from a dict or another value."""
        if isinstance(obj, Mapping):
            _refuse_unnamed(cls, {"": obj})
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            raise InputError(_sentences(cls, error)) from None

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same value with some fields changed, checked like a new one.

        Fields left to their defaults are left to them again, as they may follow from others.
        """
        if update is not None and not isinstance(update, Mapping):
            raise InputError(
                f"{type(self).__name__}, update: {shown(update)} given; give a mapping from the "
                "names of fields to what is to stand in them."
            )
        _refuse_unnamed(type(self), {"": update})
        fields = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self)(**{**fields, **(update or {})})

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Only what is set: most fields of most estimates are blank."""
        return ((k, v) for k, v in super().__repr_args__() if v is not None and v not in ("", ()))


def _refuse_instruction(place: str, value: Any) -> None:
    """As `refuse_instruction`, for a text or each text in a tuple."""
    if type(value) is str:
        refuse_instruction(place, value)
    elif type(value) is tuple:
        for part in value:
            _refuse_instruction(place, part)


MOST = 10**9
NOT_REACHED = "default_factory_not_called"  # follows from another field's error: says nothing new
OBJECT_NEEDED = ("model_type", "model_attributes_type", "tagged_union_error")


def _refuse_unnamed(cls: type[BaseModel], data: Mapping[str, Any]) -> None:
    """Raises InputError naming the field whose own fields have names that are not text."""
    for name, value in data.items():
        for part in value if isinstance(value, list | tuple) else (value,):
            if isinstance(part, Mapping) and not all(isinstance(key, str) for key in part):
                raise InputError(
                    f"{cls.__name__}{f'.{name}' if name else ''}: {shown(part)} given; the names "
                    "of its fields must be text."
                )


def _sentences(cls: type[BaseModel], error: ValidationError) -> str:
    problems = [dict(problem) for problem in error.errors() if problem["type"] != NOT_REACHED]
    return "\n".join(dict.fromkeys(_sentence(cls, problem) for problem in problems))


def _sentence(cls: type[BaseModel], problem: dict[str, Any]) -> str:
    parts = map(str, problem["loc"])  # a field, a place in a list; pydantic's own names are not
    path = ".".join(part for part in parts if re.fullmatch(r"\w+", part))
    place = f"{cls.__name__}.{path}" if path else cls.__name__
    kind, given = problem["type"], problem["input"]
    if kind == "missing":
        said = field_says(cls, path)
        return f"{place}: nothing given; it has no default, so give a value.{said}"
    if kind == "extra_forbidden" and (inside := _with_a_field(cls, path)):
        have = "has" if len(inside) == 1 else "have"
        there = " and ".join(inside)
        return f"{place}: there is no such field, but {there} {have} one: give it there."
    if kind == "extra_forbidden":
        return f"{place}: there is no such field. {nearest(path, cls.model_fields)}"
    if kind in ("enum", "literal_error"):
        known = re.findall(r"'([^']*)'", problem["ctx"]["expected"])
        if Unit.GBP in known:
            return f"{place}: {shown(given)} given. {unit_advice(str(given), known)}"
        return f"{place}: {shown(given)} given. {nearest(str(given), known)}"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        known = re.findall(r"'([^']*)'", problem["ctx"].get("expected_tags", ""))
        tag = given.get("kind") if isinstance(given, Mapping) else None
        said = "nothing given" if tag is None else f"{shown(tag)} given"
        return f"{place}.kind: {said}. {nearest(tag, known) if known else 'Say which it is.'}"
    if kind in OBJECT_NEEDED:
        return f"{place}: {shown(given)} given; {_takes(cls, problem, given)}"
    if kind == "tuple_type":
        text = shown(given)
        return f"{place}: {text} given; it takes several values: write ({text},) for one."
    cause = problem.get("ctx", {}).get("error")
    if isinstance(cause, InputError) and not isinstance(given, str | int | float):
        return _of_a_part(cause, place if path else "")
    message = str(cause) if cause is not None else problem["msg"]
    text = shown(given)
    if f"{text} given" in message:
        return message if place.split(".")[-1] in message else f"{place}: {message}"
    return f"{place}: {text} given; {_lower_first(message)}."


def _of_a_part(cause: InputError, place: str) -> str:
    """A whole sentence already, of a part of this object; with its place, where it has not."""
    field = re.sub(r"(\.\d+)+$", "", place).split(".")[-1]
    if field in str(cause):
        return str(cause)
    return "\n".join(f"{place}: {line}" for line in str(cause).splitlines())


def _with_a_field(cls: type[BaseModel], name: str) -> list[str]:
    """The fields of a class that hold objects with a field of this name."""
    return [
        field
        for field, info in cls.model_fields.items()
        if any(name in part.model_fields for part in _parts_in(info.annotation))
    ]


def _parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The classes of a field, but a number's own: its fields are given to `local`."""
    is_part = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    if is_part and annotation.__name__ != "Estimate":
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_in(inner)


def _takes(cls: type[BaseModel], problem: dict[str, Any], given: Any) -> str:
    """What a field that holds an object takes, and how it is made."""
    wanted = problem.get("ctx", {}).get("class_name", "")
    if wanted == "Estimate" or (not wanted and isinstance(given, int | float)):
        return f"it takes an Estimate: costavoid.local({shown(given)}, unit, source='...')."
    if wanted:
        return f"it takes a {wanted}, with fields of its own: see help(costavoid.{wanted})."
    return f"it takes an object: see help(costavoid.{cls.__name__})."


def field_says(cls: type[BaseModel], path: str) -> str:
    """What a field's description adds to its error, if it has one."""
    field = cls.model_fields.get(path)
    return f" {field.description}" if field and field.description else ""


def _lower_first(text: str) -> str:
    return (text[:1].lower() + text[1:]).rstrip(".")


NOT_NUMBERS = (bool, np.bool_, str, bytes, complex, np.complexfloating)


def as_float(value: Any) -> float:
    """One real number of any kind (int, Decimal, numpy) as a float. Raises ValueError."""
    if isinstance(value, NOT_NUMBERS) or np.ndim(value) or not hasattr(value, "__float__"):
        raise ValueError("must be a number")
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("must be a number") from None


def as_float_or_nan(value: Any) -> float:
    """A number of any kind as a float; nan for what is none."""
    try:
        return as_float(value)
    except ValueError:
        return math.nan


def _whole(value: Any) -> Any:
    """Counts of people: 20 and 20.0 are counts; 20.5, True and "20" are not."""
    number = as_float_or_nan(value)
    if not math.isfinite(number) or number != int(number):
        raise ValueError("a count must be a whole number, such as 20")
    if number > MOST:
        raise ValueError("a count must be a thousand million or less")
    if number < 0:
        raise ValueError("a count cannot be negative; use 0 or more")
    return int(number)


def _whole_positive(value: Any) -> Any:
    number = as_float_or_nan(value)
    if math.isfinite(number) and number < 1 and number == int(number):
        raise ValueError("must be 1 or more")
    return _whole(value)


def _finite(value: Any) -> Any:
    number = as_float(value)
    if not math.isfinite(number):
        raise ValueError("must be a finite number, not NaN or infinity")
    return number


def _share(value: Any) -> Any:
    number = _finite(value)
    if not 0 <= number <= 1:
        raise ValueError("a share or probability must lie between 0 and 1 (write 0.4 for 40%)")
    return number


PositiveCount = Annotated[
    int,
    BeforeValidator(_whole_positive),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST}),
]
Number = Annotated[float, BeforeValidator(_finite)]
ShareNumber = Annotated[
    float,
    BeforeValidator(_share),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
