"""How a field takes a count: of each year, in all over the run, or standing at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator

from costavoid.base.errors import InputError, shown
from costavoid.base.vocabulary import Unit
from costavoid.evidence.estimate import UNNAMED, Estimate, entered_in, require_unit

COUNTS = (Unit.COUNT_PER_YEAR, Unit.COUNT)


@dataclass(frozen=True, kw_only=True)
class Said(WrapValidator):
    """A field that takes an Estimate, and no bare number: it says which of several counts it is."""

    id: str
    units: tuple[Unit, ...]
    label: str


def counted(id: str, label: str) -> WrapValidator:
    """Field type: a count in each year, or in all over the run; a bare number is a year's."""
    return entered_in(id, *COUNTS, label=label)


def said_count(id: str, *others: Unit, label: str) -> WrapValidator:
    """Field type: an Estimate of a count in each year, or in all (or in one of `others`).

    Raises InputError for a bare number, which could be either.
    """
    units = (*COUNTS, *others)

    def check(value: Any, build: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if value is not None and not isinstance(value, Estimate | dict):
            given = shown(value)
            raise InputError(
                f"{info.field_name}: {given} given; that could be a year's or the whole run's: "
                f"costavoid.local({given}, 'count per year', source='...') or "
                f"costavoid.local({given}, 'count', source='...'), in all (or at any time)."
            )
        made = build(value)
        if made is not None and made.label == UNNAMED:
            made = made.model_copy(update={"label": label})
        return made if made is None else require_unit(made, *units, field=info.field_name or id)

    return Said(check, id=id, units=units, label=label)
