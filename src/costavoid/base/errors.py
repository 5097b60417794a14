"""Errors are sentences: the field, what was given, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar


class CostavoidError(ValueError):
    """Something given to the library cannot be used; the message says what to do."""


class InputError(CostavoidError):
    """A field, id, year or number given by the user is wrong."""


class DataError(CostavoidError):
    """A row of a data file is wrong; the message names file, row, field and cure."""


class Interrupted(KeyboardInterrupt):
    """A run stopped from the keyboard; `finished` is what it had finished.

    The appraisal with the draws made so far, or from `appraise_many` the appraisals by name.
    """

    def __init__(self, message: str, finished: Any) -> None:
        super().__init__(message)
        self.finished = finished

    def __reduce__(self) -> tuple[type[Interrupted], tuple[str, Any]]:
        return type(self), (self.args[0], self.finished)


LONGEST_NAME = 200  # characters of what was given that are compared with the names known
Member = TypeVar("Member", bound=StrEnum)


def shown(value: object, most: int = 80) -> str:
    """What was given, as Python writes it but for a day, cut to what a sentence can hold."""
    text = value.isoformat() if isinstance(value, date | time) else repr(value)
    return text if len(text) <= most else f"{text[: most - 3]}..."


def member(kind: type[Member], given: object, field: str) -> Member:
    """The member of a closed list with this value. Raises InputError offering the nearest."""
    try:
        return kind(given if isinstance(given, str) else "")
    except ValueError:
        known = [choice.value for choice in kind]
        raise InputError(f"{field}: {shown(given)} given. {nearest(given, known)}") from None


def nearest(given: object, known: Iterable[str]) -> str:
    """A sentence offering the closest known name, or a short list of them."""
    names = sorted(known)
    close = get_close_matches(str(given)[:LONGEST_NAME], names, n=1, cutoff=0.6)
    holding = [name for name in names if str(given) in re.split(r"[._ ]", name)]
    close = close or (holding if len(holding) == 1 else [])
    if close:
        return f"Did you mean {close[0]!r}?"
    shown = ", ".join(names[:12])
    return f"Known: {shown}{', ...' if len(names) > 12 else ''}."
