"""Where a net crosses zero as one number moves, or why it does not. Formula 13.

A search asks for nets and is given them, so that the searches for many numbers go on side by side
and what they ask for is worked out together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np

from costavoid.base.arrays import Array
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
NOTHING = 1e-6  # pounds: a net that moves by less is not moved, but rounded otherwise

Key = TypeVar("Key", bound=Hashable)
Net = float | InputError  # pounds, or why there are none
Zero = tuple[float, str]  # the value, or nan and the reason


@dataclass(frozen=True)
class Nets:
    """Asks for the net at each value."""

    values: tuple[float, ...]


@dataclass(frozen=True)
class Refusals:
    """Asks only whether each value can be appraised: None, or why not."""

    values: tuple[float, ...]


@dataclass(frozen=True)
class Bracket:
    """Asks for the root between two values of which one saves and one costs."""

    low: float
    high: float


Search = Generator[Nets | Refusals | Bracket, Any, Zero]
Step = Generator[Nets | Refusals | Bracket, Any, None]


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
    replies: dict[Key, Any] = dict.fromkeys(searches)
    found: dict[Key, Zero] = {}
    while searches:
        asked: dict[Key, Nets | Refusals | Bracket] = {}
        for key, search in list(searches.items()):
            try:
                asked[key] = search.send(replies[key])
            except StopIteration as done:
                found[key] = done.value
                del searches[key]
        replies = _replies(asked, nets, refusals)
    return {key: found[key] for key in estimates}


def _replies(
    asked: Mapping[Key, Nets | Refusals | Bracket],
    nets: Callable[[Sequence[tuple[Key, float]]], Sequence[Net]],
    refusals: Callable[[Sequence[tuple[Key, float]]], Sequence[InputError | None]],
) -> dict[Key, Any]:
    """What each search asked for, worked out together by kind."""
    replies: dict[Key, Any] = {}
    for kind, work in ((Nets, nets), (Refusals, refusals)):
        wanted = {key: part.values for key, part in asked.items() if isinstance(part, kind)}
        pairs = [(key, value) for key, values in wanted.items() for value in values]
        done = iter(work(pairs) if pairs else ())
        replies |= {key: [next(done) for _ in values] for key, values in wanted.items()}
    brackets = {key: part for key, part in asked.items() if isinstance(part, Bracket)}
    return replies | (_roots(brackets, nets) if brackets else {})


def _roots(
    brackets: Mapping[Key, Bracket], nets: Callable[[Sequence[tuple[Key, float]]], Sequence[Net]]
) -> dict[Key, Net]:
    """The root in each bracket, or why a value inside it was refused."""
    from scipy.optimize.elementwise import find_root

    keys = list(brackets)
    refused: dict[Key, InputError] = {}

    def net(values: Array, places: Array) -> Array:
        pairs = [(keys[int(at)], float(value)) for at, value in zip(places, values, strict=True)]
        found = np.empty(len(pairs))
        for place, ((key, _), one) in enumerate(zip(pairs, nets(pairs), strict=True)):
            found[place] = math.nan if isinstance(one, InputError) else one
            if isinstance(one, InputError):
                refused.setdefault(key, one)
        return found

    ends = np.array([(part.low, part.high) for part in brackets.values()]).T
    near = {"xatol": ROOT, "xrtol": ROOT}
    places = np.arange(len(keys), dtype=np.float64)
    solved = find_root(net, tuple(ends), args=(places,), tolerances=near)
    return {key: refused.get(key, float(x)) for key, x in zip(keys, solved.x, strict=True)}


class _Tried(dict[float, Net]):
    """The nets of one search so far."""

    def ask(self, *values: float) -> Step:
        """Have those that are not there yet."""
        missing = tuple(dict.fromkeys(value for value in values if value not in self))
        if missing:
            found = yield Nets(missing)
            self.update(zip(missing, found, strict=True))

    def runs(self, value: float) -> bool:
        """Whether the number can be that."""
        return not isinstance(self[value], InputError)

    def net(self, value: float) -> float:
        """The net there. Raises the InputError where there is none."""
        found = self[value]
        if isinstance(found, InputError):
            raise found
        return found


def _search(estimate: Estimate) -> Search:
    """The steps of `zero`."""
    present, unit, tried = estimate.value, estimate.unit, _Tried()
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
    found = []
    for one, other in _crossed(tried, values):
        found.append((yield from _between(tried, one, other, unit)))
    roots = [(root, why) for root, why in found if math.isfinite(root)]
    if roots:
        return min(roots, key=lambda part: abs(part[0] - present))
    return found[0] if found else (math.nan, _never(tried, values, present, unit))


def _never(tried: _Tried, values: Sequence[float], present: float, unit: Unit) -> str:
    """Why no value would do."""
    worst = min(map(tried.net, values))
    if worst > 0:
        return f"nothing would: it saves {about(worst)} or more whatever the value."
    best = max(values, key=lambda value: (tried.net(value), value == present))
    cost = about(-tried.net(best))
    if best == present:
        return f"nothing would: no other value is better, and it costs {cost}."
    return f"nothing would: even at {amount(best, unit)} it costs {cost}."


def _crossed(tried: _Tried, values: Sequence[float]) -> list[tuple[float, float]]:
    """The neighbours between which the net crosses zero."""
    return [(a, b) for a, b in pairwise(values) if tried.net(a) * tried.net(b) <= 0]


def _steps(
    tried: _Tried, low: float, present: float, high: float
) -> Generator[Any, Any, list[float]]:
    """Values from one end to the other, closer together near the value in use."""
    shares = [(step / STEPS) ** 2 for step in range(1, STEPS)]
    inside = [present + share * (end - present) for share in shares for end in (low, high)]
    yield from tried.ask(*inside)
    return sorted({low, present, high, *(value for value in inside if tried.runs(value))})


def _by_a_straight_line(
    tried: _Tried, present: float, least: float, most: float
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


def _as_far_as_needed(tried: _Tried, present: float, end: float) -> Generator[Any, Any, float]:
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
    tried: _Tried, low: float, high: float, unit: Unit
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
    tried: _Tried, low: float, high: float, refused: str
) -> Generator[Any, Any, tuple[float, str]]:
    """A count is whole: the two whole numbers between which the net crosses zero, in words."""
    while high - low > 1:
        middle = float((low + high) // 2)
        yield from tried.ask(middle)
        if not tried.runs(middle):
            return math.nan, f"not found: {refused}"
        low, high = (middle, high) if tried.net(middle) * tried.net(low) > 0 else (low, middle)
    pays, not_yet = (high, low) if tried.net(high) > tried.net(low) else (low, high)
    return math.nan, f"it must be whole: it pays at {pays:g}, and not at {not_yet:g}."
