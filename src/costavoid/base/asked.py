"""What a function was asked: a word, a list, a number, whatever type it has in fact.

A cell of a spreadsheet or a frame may hold anything (nan, NA, a day, a list), so no type is taken
for granted: each is looked at before it is compared or counted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import Any, TypeVar

from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.frozen import as_float

PLAIN = (str, bytes, int, float, NoneType)  # short enough to be shown
Word = TypeVar("Word", bound=str)


def one_of(given: object, known: Iterable[Word], field: str) -> Word:
    """The one of some words that was given. Raises InputError offering the nearest."""
    listed = tuple(known)
    for one in listed:
        if isinstance(given, str) and given == one:
            return one
    raise InputError(f"{field}: {shown(given)} given. {nearest(given, listed)}")


def a_text(given: object, field: str) -> str | None:
    """Text, or None. Raises InputError for anything else."""
    if given is None or isinstance(given, str):
        return given
    raise InputError(f"{field}: {shown(given)} given; write text, or leave it out.")


def several(given: object, field: str, wanted: str) -> list[Any]:
    """What was given, as a list. Raises InputError for text, a mapping and what is no list."""
    if not isinstance(given, str | bytes | bytearray | Mapping) and isinstance(given, Iterable):
        try:
            return list(given)
        except TypeError:  # an array without a dimension says that it can be listed
            pass
    said = shown(given) if isinstance(given, PLAIN) else type(given).__name__
    raise InputError(f"{field}: {said} given; give {wanted}.")


def a_number(given: object, field: str, wanted: str) -> float:
    """A finite number of any kind as a float. Raises InputError saying what is wanted."""
    try:
        found = as_float(given)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise InputError(f"{field}: {shown(given)} given; give {wanted}.")
    return found


def a_function(given: Callable[..., Any] | None, field: str) -> Callable[..., Any] | None:
    """A function, or None. Raises InputError for anything else."""
    if given is None or callable(given):
        return given
    raise InputError(f"{field}: {shown(given)} given; give a function, or leave it out.")
