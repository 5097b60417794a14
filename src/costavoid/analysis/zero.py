"""Where a net crosses zero as one number moves, or why it does not. Formula 13."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from costavoid.base.errors import InputError
from costavoid.base.vocabulary import WHOLES, Unit
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import about, amount

FARTHEST = 1000.0  # times the present value: beyond it, no break-even is worth the name
HALVINGS = 40
STEPS = 8  # on either side of the value in use, where the ends do not tell
NEAR = 1e-6  # how near the last value that can be appraised is looked for, as a share of it
ROOT = 1e-12  # how near a break-even is found: this much, and this share of it
PENNY = 0.01


def zero(net: Callable[[float], float], estimate: Estimate) -> tuple[float, str]:
    """Where the net is zero, or nan and why it is not.

    From the least to the most the number can be: by its unit, and by what can be appraised.
    """
    present = estimate.value
    most = float(WHOLES.get(estimate.unit, FARTHEST * max(abs(present), 1.0)))
    least = -most if estimate.unit.may_be_negative else 0.0
    straight = _by_a_straight_line(net, present, least, most)
    if straight is not None:
        return straight, ""
    low, high = (_as_far_as_needed(net, present, end) for end in (least, most))
    if net(low) == net(high) == net(present):
        return math.nan, "it does not move this result."
    middle = {0.0} if low < 0 < high and _runs(net, 0.0) else set()
    tried = sorted({low, present, high} | middle)
    if not _crossed(net, tried):
        tried = _steps(net, low, present, high)
    found = [_between(net, *ends, estimate.unit) for ends in _crossed(net, tried)]
    roots = [(root, why) for root, why in found if math.isfinite(root)]
    if roots:
        return min(roots, key=lambda part: abs(part[0] - present))
    if found:
        return found[0]
    if min(map(net, tried)) > 0:
        worst = about(min(map(net, tried)))
        return math.nan, f"nothing would: it saves {worst} or more whatever the value."
    best = max(tried, key=lambda value: (net(value), value == present))
    cost = about(-net(best))
    if best == present:
        return math.nan, f"nothing would: no other value is better, and it costs {cost}."
    return math.nan, f"nothing would: even at {amount(best, estimate.unit)} it costs {cost}."


def _crossed(net: Callable[[float], float], values: list[float]) -> list[tuple[float, float]]:
    """The neighbours between which the net crosses zero."""
    return [(a, b) for a, b in pairwise(values) if net(a) * net(b) <= 0]


def _steps(net: Callable[[float], float], low: float, present: float, high: float) -> list[float]:
    """Values from one end to the other, closer together near the value in use."""
    shares = [(step / STEPS) ** 2 for step in range(1, STEPS)]
    inside = [present + share * (end - present) for share in shares for end in (low, high)]
    return sorted({low, present, high, *(value for value in inside if _runs(net, value))})


def _by_a_straight_line(
    net: Callable[[float], float], present: float, least: float, most: float
) -> float | None:
    """Most numbers move the net in a straight line: where that is zero, if the net is too."""
    end = next((end for end in (0.0, most) if end != present and _runs(net, end)), None)
    slope = 0.0 if end is None else (net(end) - net(present)) / (end - present)
    if slope == 0:
        return None
    line = present - net(present) / slope
    for value in (line, float(round(line))):
        near = abs(slope) * ROOT * (1 + abs(value))
        if least <= value <= most and _runs(net, value) and abs(net(value)) <= near:
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


def _between(
    net: Callable[[float], float], low: float, high: float, unit: Unit
) -> tuple[float, str]:
    """Where the net is zero between two values of which one saves and one costs."""
    from scipy.optimize import brentq

    try:
        root = float(brentq(net, low, high, xtol=ROOT, rtol=ROOT))
    except InputError as refused:
        return _in_wholes(net, low, high, str(refused))
    size = max(abs(net(low)), abs(net(high)))
    if abs(net(root)) > max(PENNY, 1e-9 * size):
        at = amount(root, unit)
        return math.nan, f"the result steps over zero at {at}, and is zero nowhere."
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
    pays, not_yet = (high, low) if net(high) > net(low) else (low, high)
    return math.nan, f"it must be whole: it pays at {pays:g}, and not at {not_yet:g}."
