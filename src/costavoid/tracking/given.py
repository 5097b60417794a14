"""What `plan` and `against` are given, looked at before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from costavoid.base.errors import InputError, shown
from costavoid.base.years import given_day
from costavoid.tracking.so_far import Comparison


def day_given(given: str | date | None, field: str) -> date:
    """A day; today where none is given. Raises InputError for what is none."""
    if given is None:
        return date.today()
    try:
        found: date = given_day(given)
    except ValueError as error:
        raise InputError(f"{field}: {shown(given)} given; {error}.") from None
    return found


def pairs_given(given: Mapping[str, Any] | None, field: str) -> list[tuple[str, Any]]:
    """The pairs of a mapping from ids. Raises InputError for anything else."""
    if given is None:
        return []
    if not isinstance(given, Mapping) or not all(isinstance(key, str) for key in given):
        raise InputError(f"{field}: {shown(given)} given; give a mapping from benefits' ids.")
    return list(given.items())


def notes_given(given: str | Mapping[str, str] | None, field: str) -> str | dict[str, str]:
    """One text for all, or one by id. Raises InputError for what is no text."""
    if isinstance(given, str):
        return given
    found = dict(pairs_given(given, field))
    for id, text in found.items():
        if not isinstance(text, str):
            raise InputError(f"{field}, {id}: {shown(text)} given; write text.")
    return found


def comparison_given(id: str, given: Any) -> Comparison:
    """A comparison, or a pair of what it is made of. Raises InputError for anything else."""
    if isinstance(given, Comparison):
        return given
    if isinstance(given, tuple | list) and len(given) == 2:
        try:
            return Comparison(before=given[0], after=given[1])
        except InputError as error:
            raise InputError(f"comparisons, {id}: {error}") from None
    raise InputError(
        f"comparisons, {id}: {shown(given)} given; give how many there were elsewhere before, and "
        "in the time counted, such as (2310, 2204)."
    )
