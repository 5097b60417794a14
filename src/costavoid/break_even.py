"""Break-even: what one number would have to be for the programme to pay. Formula 13."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from costavoid.answer import Appraisal
from costavoid.appraisal import run
from costavoid.errors import InputError, nearest
from costavoid.evidence import Estimate, figure
from costavoid.money import about
from costavoid.vocabulary import WHOLES, Cash, Payer, Prices

Measured = Literal["net present value", "council cash"]
FARTHEST = 1000.0  # times the present value: beyond it, no break-even is worth the name
HALVINGS = 40


@dataclass(frozen=True)
class BreakEven:
    """The value at which a measure is zero; nan with the reason where there is none.

    `measured` says of what: all payers' net present value, or the council's own net cash.
    """

    id: str
    unit: str
    measured: Measured
    present: float
    value: float
    reason: str = ""

    @property
    def reached(self) -> bool:
        """Whether there is such a value."""
        return math.isfinite(self.value)

    def __str__(self) -> str:
        if not self.reached:
            return f"{self.id}: {self.reason}"
        return (
            f"{self.id}: {self.measured} is zero at {self.value:.4g} {self.unit} "
            f"(now {self.present:.4g})"
        )


def break_even(
    appraisal: Appraisal, id: str, *, measured: Measured = "net present value"
) -> BreakEven:
    """The value of one input at which the programme neither saves nor costs, the rest unchanged.

    Raises InputError for an input the appraisal does not use, or another measure.
    """
    in_use = appraisal.inputs.in_use
    if not isinstance(id, str) or id not in in_use:
        raise InputError(
            f"break_even: {id!r} given, but this appraisal uses no such number. "
            f"{nearest(str(id), in_use)}"
        )
    if measured not in ("net present value", "council cash"):
        raise InputError(
            f"break_even, measured: {measured!r} given; use 'net present value' or 'council cash'."
        )
    estimate = in_use[id]

    def net(value: float) -> float:
        return _measure(_with(appraisal, estimate, value), measured)

    value, reason = _zero(net, *_bounds(net, estimate))
    return BreakEven(
        id=id,
        unit=estimate.unit.value,
        measured=measured,
        present=estimate.value,
        value=value,
        reason=reason,
    )


def _with(appraisal: Appraisal, estimate: Estimate, value: float) -> Appraisal:
    """The same appraisal with one number changed."""
    changed = estimate.model_copy(
        update={"value": value, "low": None, "high": None, "range_kind": None}
    )
    others = tuple(own for own in appraisal.overrides if own.id != estimate.id)
    return run(appraisal.intervention, appraisal.settings, (*others, changed))


def _measure(appraisal: Appraisal, measured: Measured) -> float:
    if measured == "net present value":
        return appraisal.npv
    flows = appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, prices=Prices.NOMINAL)
    return float(flows.sum())


def _bounds(net: Callable[[float], float], estimate: Estimate) -> tuple[float, float]:
    """From the least to the most the number can be: by its unit, and by what can be appraised."""
    most = float(WHOLES.get(estimate.unit, FARTHEST * max(estimate.value, 1.0)))
    return _last_that_runs(net, estimate.value, 0.0), _last_that_runs(net, estimate.value, most)


def _last_that_runs(net: Callable[[float], float], inside: float, outside: float) -> float:
    """The value nearest to `outside` that can be appraised at all, by halving."""
    if _runs(net, outside):
        return outside
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if _runs(net, middle) else (inside, middle)
    return inside


def _runs(net: Callable[[float], float], value: float) -> bool:
    try:
        net(value)
    except InputError:
        return False
    return True


def _zero(net: Callable[[float], float], low: float, high: float) -> tuple[float, str]:
    """Where the net crosses zero between the two, or nan and why it does not."""
    at_low, at_high = net(low), net(high)
    if at_low == at_high:
        return math.nan, "it does not move this result."
    if at_low * at_high > 0:
        if at_low > 0:
            least = about(min(at_low, at_high))
            return math.nan, f"nothing would: it saves {least} or more whatever the value."
        best, where = max((at_low, low), (at_high, high))
        return math.nan, f"nothing would: even at {figure(where)} it costs {about(-best)}."
    from scipy.optimize import brentq

    return float(brentq(net, low, high, xtol=1e-12, rtol=1e-12)), ""
