"""Break-even: what one number would have to be for the programme to pay. Formula 13."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from weakref import WeakKeyDictionary

import numpy as np

from costavoid.analysis.zero import amount, per, zero
from costavoid.appraisal.answer import Appraisal
from costavoid.appraisal.run import run
from costavoid.base.errors import InputError, nearest
from costavoid.base.vocabulary import Cash, Payer, Prices, Unit
from costavoid.evidence.estimate import Estimate
from costavoid.programme.base import labels

Measured = Literal["net present value", "council cash"]
WHOSE: dict[Measured, str] = {
    "net present value": "all payers, discounted",
    "council cash": "the council's own cash",
}


@dataclass(frozen=True)
class BreakEven:
    """The value at which a measure is zero; nan with the reason where there is none.

    `measured` says of what: all payers' net present value, or the council's own net cash.
    `means` says it in cases avoided, where the number is a rate, a ratio or a share. Money is in
    pounds of its own `price_year`.
    """

    id: str
    label: str
    unit: str
    measured: Measured
    present: float
    value: float
    reason: str = ""
    means: str = ""
    price_year: str = ""

    @property
    def reached(self) -> bool:
        """Whether there is such a value."""
        return math.isfinite(self.value)

    @property
    def away(self) -> float:
        """How far it is from the value in use, as a share of that; infinite where there is no
        such value, or the value in use is 0."""
        if self.reached and self.value == self.present:
            return 0.0
        if not self.reached or self.present == 0:
            return math.inf
        return abs(self.value / self.present - 1)

    def __str__(self) -> str:
        name = self.id if self.label == self.id else f"{self.label} ({self.id})"
        if not self.reached:
            return f"{name} ({WHOSE[self.measured]}): {self.reason}"
        unit = Unit(self.unit)
        now = amount(self.present, unit).removesuffix(per(unit))
        prices = f", in {self.price_year} prices" if self.price_year else ""
        means = f". {self.means}" if self.means else ""
        return (
            f"{name} breaks even ({WHOSE[self.measured]}) at {amount(self.value, unit)}, now "
            f"{now}{prices}{means}."
        )


def break_even(
    appraisal: Appraisal, id: str, *, measured: Measured = "net present value"
) -> BreakEven:
    """The value of one input at which the programme neither saves nor costs, the rest unchanged.

    The nearest to the value in use, where there are several. Raises InputError for an input the
    appraisal does not use, or another measure.
    """
    estimate = used(appraisal, id, "break_even")
    check_measured(measured, "break_even")

    def net(value: float) -> float:
        return net_at(appraisal, id, value, measured)

    value, reason = zero(net, estimate)
    return BreakEven(
        id=id,
        label=estimate.label,
        unit=estimate.unit.value,
        measured=measured,
        present=estimate.value,
        value=value,
        reason=reason,
        means="" if reason else _in_cases(appraisal, estimate, value),
        price_year=estimate.price_year or "",
    )


def _in_cases(appraisal: Appraisal, estimate: Estimate, value: float) -> str:
    """How many cases the break-even of a rate, ratio or share avoids, and how many are now."""
    unit = estimate.unit
    if unit.is_money or unit.is_duration or unit.is_count:
        return ""
    there = appraisal.inputs.drawn({estimate.id: np.array([value])})
    said = []
    for effect, outcomes in appraisal.intervention.by_counterfactual().items():
        if estimate.id in {e.id for e in effect.estimates} and effect.kind != "volume":
            then, now = (float(effect.avoided(inputs)[0]) for inputs in (there, appraisal.inputs))
            often = "at any time" if effect.standing else "a year"
            fewer = f"{then:.1f} {often}" if then >= 0 else f"{-then:.1f} {often} more, not fewer"
            said.append(f"{labels(outcomes)}: {fewer}; now {now:.1f}")
    return ". ".join(said)


def used(appraisal: Appraisal, id: object, field: str) -> Estimate:
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


# What each value of one input gives, as long as its appraisal is kept: a tornado, a log and the
# break-evens of one document ask for the same values again and again.
_TRIED: WeakKeyDictionary[Appraisal, dict[tuple[str, float], dict[Measured, float] | InputError]]
_TRIED = WeakKeyDictionary()


def net_at(appraisal: Appraisal, id: str, value: float, measured: Measured) -> float:
    """A measure with one input at another value. Raises InputError where that cannot be used."""
    tried = _TRIED.setdefault(appraisal, {})
    if (id, value) not in tried:
        tried[id, value] = _nets(appraisal, id, value)
    found = tried[id, value]
    if isinstance(found, InputError):
        raise found
    return found[measured]


def _nets(appraisal: Appraisal, id: str, value: float) -> dict[Measured, float] | InputError:
    """Both measures, or why there is none."""
    if value == appraisal.inputs.in_use[id].value:
        there = appraisal
    else:
        try:
            there = with_values(appraisal, {id: value})
        except InputError as error:
            return error
    return {measured: measure(there, measured) for measured in get_args(Measured)}


def with_values(appraisal: Appraisal, values: Mapping[str, float]) -> Appraisal:
    """The same appraisal with some numbers changed, by id, and without their intervals."""
    bare = {"low": None, "high": None, "range_kind": None}
    changed = [
        appraisal.inputs.in_use[id].model_copy(update={"value": value, **bare})
        for id, value in values.items()
    ]
    return with_overrides(appraisal, changed)


def with_overrides(appraisal: Appraisal, overrides: Iterable[Estimate]) -> Appraisal:
    """The same appraisal, without draws, with more overrides; these win over its own."""
    more = tuple(overrides)
    replaced = {own.id for own in more}
    others = tuple(own for own in appraisal.overrides if own.id not in replaced)
    return run(appraisal.intervention, appraisal.settings, (*others, *more))


def measure(appraisal: Appraisal, measured: Measured) -> float:
    """All payers' net present value, or the council's own net cash, nominal."""
    if measured == "net present value":
        return appraisal.npv
    flows = appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, prices=Prices.NOMINAL)
    return float(flows.sum())
