"""Searches that go on side by side: what they ask for in each round is worked out together.

A search is a generator: it yields what it asks for and is sent the reply, until it returns a value,
or nan and the reason.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.bracketing import Places, roots
from costavoid.base.errors import InputError

ROOT = 1e-12  # how near a break-even is found: this much, and this share of it

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


def side_by_side(
    searches: Mapping[Key, Search],
    nets: Callable[[Sequence[tuple[Key, float]]], Sequence[Net]],
    refusals: Callable[[Sequence[tuple[Key, float]]], Sequence[InputError | None]],
) -> dict[Key, Zero]:
    """What each search returns. `nets` and `refusals` are given (which search, value) pairs."""
    searches = dict(searches)
    keys = list(searches)
    replies: dict[Key, Any] = dict.fromkeys(keys)
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
    return {key: found[key] for key in keys}


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
    keys = list(brackets)
    refused: dict[Key, InputError] = {}

    def net(values: Array, places: Places) -> Array:
        pairs = [(keys[at], float(value)) for at, value in zip(places, values, strict=True)]
        found = np.empty(len(pairs))
        for place, ((key, _), one) in enumerate(zip(pairs, nets(pairs), strict=True)):
            found[place] = math.nan if isinstance(one, InputError) else one
            if isinstance(one, InputError):
                refused.setdefault(key, one)
        return found

    low, high = np.array([(part.low, part.high) for part in brackets.values()]).T
    found = roots(net, low, high, absolute=ROOT, relative=ROOT)
    return {key: refused.get(key, float(x)) for key, x in zip(keys, found, strict=True)}


class Tried(dict[float, Net]):
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
