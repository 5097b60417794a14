"""Break-even: what one number would have to be for the programme to pay. Formula 13."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from costavoid.answer import Appraisal
from costavoid.appraisal import run
from costavoid.errors import InputError, nearest
from costavoid.evidence import Estimate, figure
from costavoid.money import about
from costavoid.vocabulary import WHOLES, Cash, Payer, Prices

Measured = Literal["net present value", "council cash"]
FARTHEST = 1000.0  # times the present value: beyond it, no break-even is worth the name
HALVINGS = 40
NEAR = 1e-6  # how near the last value that can be appraised is looked for, as a share of it
ROOT = 1e-12  # how near a break-even is found: this much, and this share of it
PENNY = 0.01


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

    @property
    def away(self) -> float:
        """How far it is from the value in use, as a share of that; infinite where there is none."""
        if self.reached and self.value == self.present:
            return 0.0
        if not self.reached or self.present == 0:
            return math.inf
        return abs(self.value / self.present - 1)

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

    The nearest to the value in use, where there are several. Raises InputError for an input the
    appraisal does not use, or another measure.
    """
    estimate = used(appraisal, id, "break_even")
    check_measured(measured, "break_even")
    known = {estimate.value: measure(appraisal, measured)}

    def net(value: float) -> float:
        if value not in known:
            known[value] = measure(with_values(appraisal, {id: value}), measured)
        return known[value]

    value, reason = _zero(net, estimate)
    return BreakEven(
        id=id,
        unit=estimate.unit.value,
        measured=measured,
        present=estimate.value,
        value=value,
        reason=reason,
    )


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


def _zero(net: Callable[[float], float], estimate: Estimate) -> tuple[float, str]:
    """Where the net is zero, or nan and why it is not.

    From the least to the most the number can be: by its unit, and by what can be appraised.
    """
    present = estimate.value
    most = float(WHOLES.get(estimate.unit, FARTHEST * max(present, 1.0)))
    straight = _by_a_straight_line(net, present, (0.0, most))
    if straight is not None:
        return straight, ""
    low, high = (_as_far_as_needed(net, present, end) for end in (0.0, most))
    if net(low) == net(high) == net(present):
        return math.nan, "it does not move this result."
    crossed = [(a, b) for a, b in ((low, present), (present, high)) if net(a) * net(b) <= 0]
    if crossed:
        found = [_between(net, *ends) for ends in crossed]
        return min(found, key=lambda part: abs(part[0] - present))
    worst, (best, where) = min(net(low), net(high)), max((net(low), low), (net(high), high))
    if worst > 0:
        return math.nan, f"nothing would: it saves {about(worst)} or more whatever the value."
    return math.nan, f"nothing would: even at {figure(where)} it costs {about(-best)}."


def _by_a_straight_line(
    net: Callable[[float], float], present: float, ends: tuple[float, float]
) -> float | None:
    """Most numbers move the net in a straight line: where that is zero, if the net is too."""
    end = next((end for end in ends if end != present and _runs(net, end)), None)
    slope = 0.0 if end is None else (net(end) - net(present)) / (end - present)
    if slope == 0:
        return None
    line = present - net(present) / slope
    for value in (line, float(round(line))):
        near = abs(slope) * ROOT * (1 + abs(value))
        if ends[0] <= value <= ends[1] and _runs(net, value) and abs(net(value)) <= near:
            return value
    return None


def _as_far_as_needed(net: Callable[[float], float], present: float, end: float) -> float:
    """The end, or, by halving, a value across zero or the last before it that can be appraised."""
    if _runs(net, end):
        return end
    inside, outside = present, end
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if _runs(net, middle) else (inside, middle)
        near = abs(outside - inside) <= NEAR * max(abs(inside), abs(outside))
        if near or net(inside) * net(present) < 0:
            break
    return inside


def _runs(net: Callable[[float], float], value: float) -> bool:
    try:
        net(value)
    except InputError:
        return False
    return True


def _between(net: Callable[[float], float], low: float, high: float) -> tuple[float, str]:
    """Where the net is zero between two values of which one saves and one costs."""
    from scipy.optimize import brentq

    try:
        root = float(brentq(net, low, high, xtol=ROOT, rtol=ROOT))
    except InputError as refused:
        return _in_wholes(net, low, high, str(refused))
    size = max(abs(net(low)), abs(net(high)))
    if abs(net(root)) > max(PENNY, 1e-9 * size):
        return math.nan, f"the result steps over zero at {figure(root)}, and is zero nowhere."
    return root, ""


def _in_wholes(
    net: Callable[[float], float], low: float, high: float, refused: str
) -> tuple[float, str]:
    """A count is whole: the two whole numbers between which the net crosses zero, in words."""
    while high - low > 1:
        middle = float((low + high) // 2)
        if not _runs(net, middle):
            return math.nan, f"not found: {refused}"
        low, high = (middle, high) if net(middle) * net(low) > 0 else (low, middle)
    return math.nan, f"it must be whole, and the result crosses zero from {low:g} to {high:g}."
