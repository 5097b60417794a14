"""Where a net crosses zero as one number moves, or why it does not. Formula 13.

The searches for many numbers go on side by side (`searches`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from costavoid.analysis.searches import (
    ROOT,
    Bracket,
    Key,
    Net,
    Refusals,
    Search,
    Tried,
    Zero,
    side_by_side,
)
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import WHOLES, Unit
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import about, amount

FARTHEST = 1000.0  # times the present value: beyond it, no break-even is worth the name
HALVINGS = 40
STEPS = 8  # on either side of the value in use, where the ends do not tell
CLOSER = 4  # times that it is looked for between the steps, about the nearest
NEAR = 1e-6  # how near the last value that can be appraised is looked for, as a share of it
PENNY = 0.01
NOTHING = 1e-6  # pounds: a net that moves by less is not moved, but rounded otherwise


def zero(net: Callable[[float], float], estimate: Estimate) -> Zero:
    """Where the net is zero, or nan and why it is not; `net` raises InputError for a value refused.

    From the least to the most the number can be: by its unit, and by what can be appraised.
    """

    def tried(asked: Sequence[tuple[str, float]]) -> list[Net]:
        found: list[Net] = []
        for _, value in asked:
            try:
                found.append(net(value))
            except InputError as refused:
                found.append(refused)
        return found

    def refused(asked: Sequence[tuple[str, float]]) -> list[InputError | None]:
        return [part if isinstance(part, InputError) else None for part in tried(asked)]

    return zeros({"": estimate}, tried, refused)[""]


def zeros(
    estimates: Mapping[Key, Estimate],
    nets: Callable[[Sequence[tuple[Key, float]]], Sequence[Net]],
    refusals: Callable[[Sequence[tuple[Key, float]]], Sequence[InputError | None]],
) -> dict[Key, Zero]:
    """As `zero`, for several numbers side by side: each round, all that is asked is worked out.

    `nets` and `refusals` are given (which number, value) pairs.
    """
    searches = {key: _search(estimate) for key, estimate in estimates.items()}
    return side_by_side(searches, nets, refusals)


def _search(estimate: Estimate) -> Search:
    """The steps of `zero`."""
    present, unit, tried = estimate.value, estimate.unit, Tried()
    most = float(WHOLES.get(unit, FARTHEST * max(abs(present), 1.0)))
    least = -most if unit.may_be_negative else 0.0
    straight = yield from _by_a_straight_line(tried, present, least, most)
    if straight is not None:
        return straight, ""
    low = yield from _as_far_as_needed(tried, present, least)
    high = yield from _as_far_as_needed(tried, present, most)
    yield from tried.ask(low, high, *((0.0,) if low < 0 < high else ()))
    ends = [tried.net(value) for value in (low, present, high)]
    if max(ends) - min(ends) < NOTHING:
        return math.nan, "it does not move this result."
    middle = {0.0} if low < 0 < high and tried.runs(0.0) else set()
    values = sorted({low, present, high} | middle)
    if not _crossed(tried, values):
        values = yield from _steps(tried, low, present, high)
    for _ in range(CLOSER):
        values = yield from _closer(tried, values)
    found = []
    for one, other in _crossed(tried, values):
        found.append((yield from _between(tried, one, other, unit)))
    roots = [(root, why) for root, why in found if math.isfinite(root)]
    if roots:
        return min(roots, key=lambda part: abs(part[0] - present))
    return found[0] if found else (math.nan, _never(tried, values, present, unit))


def _never(tried: Tried, values: Sequence[float], present: float, unit: Unit) -> str:
    """Why no value would do."""
    worst = min(map(tried.net, values))
    if worst > 0:
        return f"nothing would: it saves {about(worst)} or more whatever the value."
    best = max(values, key=lambda value: (tried.net(value), value == present))
    cost = about(-tried.net(best))
    if best == present:
        return f"nothing would: no other value is better, and it costs {cost}."
    return f"nothing would: at {amount(best, unit)}, the best of all, it still costs {cost}."


def _crossed(tried: Tried, values: Sequence[float]) -> list[tuple[float, float]]:
    """The neighbours between which the net crosses zero."""
    return [(a, b) for a, b in pairwise(values) if tried.net(a) * tried.net(b) <= 0]


def _steps(
    tried: Tried, low: float, present: float, high: float
) -> Generator[Any, Any, list[float]]:
    """Values from one end to the other, closer together near the value in use."""
    shares = [(step / STEPS) ** 2 for step in range(1, STEPS)]
    inside = [present + share * (end - present) for share in shares for end in (low, high)]
    yield from tried.ask(*inside)
    return sorted({low, present, high, *(value for value in inside if tried.runs(value))})


def _closer(tried: Tried, values: list[float]) -> Generator[Any, Any, list[float]]:
    """More values about the one that comes nearest to zero.

    A net that rises and falls again may cross zero between two steps.
    """
    nearest = min(range(len(values)), key=lambda at: abs(tried.net(values[at])))
    if _crossed(tried, values):
        return values
    low, high = values[max(nearest - 1, 0)], values[min(nearest + 1, len(values) - 1)]
    inside = [low + (high - low) * step / STEPS for step in range(1, STEPS)]
    yield from tried.ask(*inside)
    return sorted({*values, *(value for value in inside if tried.runs(value))})


def _by_a_straight_line(
    tried: Tried, present: float, least: float, most: float
) -> Generator[Any, Any, float | None]:
    """Most numbers move the net in a straight line: where that is zero, if the net is too."""
    ends = [end for end in (0.0, most) if end != present]
    yield from tried.ask(present, ends[0])
    if not tried.runs(ends[0]):
        yield from tried.ask(*ends)
    end = next((end for end in ends if end in tried and tried.runs(end)), None)
    at_present = tried.net(present)
    slope = 0.0 if end is None else (tried.net(end) - at_present) / (end - present)
    if slope == 0:
        return None
    line = present - at_present / slope
    values = [value for value in (line, float(round(line))) if least <= value <= most]
    yield from tried.ask(*values)
    for value in values:
        near = abs(slope) * ROOT * (1 + abs(value))
        if tried.runs(value) and abs(tried.net(value)) <= near:
            return value
    return None


def _as_far_as_needed(tried: Tried, present: float, end: float) -> Generator[Any, Any, float]:
    """The end, or, by halving, a value across zero or the last before it that can be appraised."""
    (refused,) = yield Refusals((end,))
    if refused is None:
        yield from tried.ask(end)
        if tried.runs(end):
            return end
    inside, outside, passed = present, end, [present]
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        (refused,) = yield Refusals((middle,))
        inside, outside = (middle, outside) if refused is None else (inside, middle)
        passed.append(inside)
        if abs(outside - inside) <= NEAR * max(abs(inside), abs(outside)):
            break
    yield from tried.ask(*passed)
    at_present = tried.net(present)
    across = (value for value in passed if tried.runs(value) and tried.net(value) * at_present < 0)
    return next(across, next(value for value in reversed(passed) if tried.runs(value)))


def _between(
    tried: Tried, low: float, high: float, unit: Unit
) -> Generator[Any, Any, tuple[float, str]]:
    """Where the net is zero between two values of which one saves and one costs."""
    root = yield Bracket(low, high)
    if isinstance(root, InputError):
        return (yield from _in_wholes(tried, low, high, str(root)))
    yield from tried.ask(root)
    size = max(abs(tried.net(low)), abs(tried.net(high)))
    if abs(tried.net(root)) > max(PENNY, 1e-9 * size):
        at = amount(root, unit)
        return math.nan, f"the result steps over zero at {at}, and is zero nowhere."
    return root, ""


def _in_wholes(
    tried: Tried, low: float, high: float, refused: str
) -> Generator[Any, Any, tuple[float, str]]:
    """A count is whole: the two whole numbers between which the net crosses zero, in words."""
    while high - low > 1:
        middle = float((low + high) // 2)
        yield from tried.ask(middle)
        if tried.runs(middle) and tried.net(middle) == 0:
            return middle, ""
        if not tried.runs(middle):
            return math.nan, f"not found: {refused}"
        low, high = (middle, high) if tried.net(middle) * tried.net(low) > 0 else (low, middle)
    pays, not_yet = (high, low) if tried.net(high) > tried.net(low) else (low, high)
    return math.nan, f"it must be whole: it pays at {pays:g}, and not at {not_yet:g}."
