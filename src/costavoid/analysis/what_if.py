"""The same case at other values of some of its inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args
from weakref import WeakKeyDictionary

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.run import run
from costavoid.base.errors import InputError, nearest
from costavoid.base.vocabulary import Cash, Payer, Prices
from costavoid.evidence.estimate import Estimate

Measured = Literal["net present value", "council cash"]


def used(appraisal: Answer, id: object, field: str) -> Estimate:
    """The input in use with this id. Raises InputError offering the nearest."""
    in_use = appraisal.inputs.in_use
    if not isinstance(id, str) or id not in in_use:
        raise InputError(
            f"{field}: {id!r} given, but this appraisal uses no such number. "
            f"{nearest(str(id), in_use)}"
        )
    return in_use[id]


def check_measured(measured: object, field: str) -> None:
    """Raises InputError for what is none of the measures."""
    if measured not in get_args(Measured):
        raise InputError(
            f"{field}, measured: {measured!r} given; use 'net present value' or 'council cash'."
        )


_TRIED: WeakKeyDictionary[Answer, dict[tuple[str, float], dict[Measured, float] | InputError]]
_TRIED = WeakKeyDictionary()


def net_at(appraisal: Answer, id: str, value: float, measured: Measured) -> float:
    """A measure with one input at another value. Raises InputError where that cannot be used."""
    tried = _TRIED.setdefault(appraisal, {})
    if (id, value) not in tried:
        tried[id, value] = _nets(appraisal, id, value)
    found = tried[id, value]
    if isinstance(found, InputError):
        raise found
    return found[measured]


def _nets(appraisal: Answer, id: str, value: float) -> dict[Measured, float] | InputError:
    """Both measures, or why there is none."""
    if value == appraisal.inputs.in_use[id].value:
        there = appraisal
    else:
        try:
            there = with_values(appraisal, {id: value})
        except InputError as error:
            return error
    return {measured: measure(there, measured) for measured in get_args(Measured)}


def with_values(appraisal: Answer, values: Mapping[str, float]) -> Answer:
    """The same appraisal with some numbers changed, by id, and without their intervals."""
    bare = {"low": None, "high": None, "range_kind": None}
    changed = [
        appraisal.inputs.in_use[id].model_copy(update={"value": value, **bare})
        for id, value in values.items()
    ]
    return with_overrides(appraisal, changed)


def with_overrides(appraisal: Answer, overrides: Iterable[Estimate]) -> Answer:
    """The same appraisal, without draws, with more overrides; these win over its own."""
    more = tuple(overrides)
    replaced = {own.id for own in more}
    others = tuple(own for own in appraisal.overrides if own.id not in replaced)
    return run(appraisal.intervention, appraisal.settings, (*others, *more))


def measure(appraisal: Answer, measured: Measured) -> float:
    """All payers' net present value, or the council's own net cash, nominal."""
    if measured == "net present value":
        return appraisal.npv
    flows = appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, prices=Prices.NOMINAL)
    return float(flows.sum())
