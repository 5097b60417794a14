"""The sums of a first page as products of a few numbers that are moved, alone and together.

Each sum in each year is worked out with every number here or elsewhere; where it is linear in each
of them, those corners say what it is everywhere. That it is, is tried against the appraisal itself;
a number that it is not linear in is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from costavoid.analysis.movable import CASH, Movable, Values, moved, with_cash
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import exact
from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.cashflow.flows import evaluate

HERE, FAR, NEAR = 0, 1, 2  # a number in use, at its farther end, at its nearer end
PENNY = 1e-6  # pounds, of a million or less: what is nearer is the same
PARTS = (1.0, 0.5, 0.25)  # of the way to the ends, tried in turn
LEFT_OUT = "the pounds do not move in proportion to it"


@dataclass(frozen=True, eq=False)
class Response:
    """Sums of pounds by year for any values of `moves` between their ends.

    `terms` are, of each sum, pounds by year for each set of numbers moved (by position): how much
    they add for each whole way from the value in use to the farther end, multiplied together.
    `left_out` are the labels of numbers for which this does not hold.
    """

    moves: tuple[Movable, ...]
    terms: Mapping[str, Mapping[tuple[int, ...], Array]]
    left_out: tuple[str, ...] = ()

    def at(self, values: Values) -> dict[str, Array]:
        """Each sum by year, with some of the numbers elsewhere."""
        ways = [way(one, values.get(one, one.value)) for one in self.moves]
        return {
            name: np.sum([np.prod([ways[i] for i in of]) * by for of, by in terms.items()], axis=0)
            for name, terms in self.terms.items()
        }


def response(appraisal: Answer, moves: Iterable[Movable]) -> Response:
    """With as many of the numbers as it holds for, each as far as it does."""
    wanted = tuple(one for one in moves if one.low < one.high)
    found = _tried(appraisal, wanted)
    return found or _one_by_one(appraisal, wanted)


def _one_by_one(appraisal: Answer, moves: tuple[Movable, ...]) -> Response:
    """Each with those before it, as far as it goes."""
    best, left = Response((), _terms(_grid(appraisal, ()), 0)), []
    for one in moves:
        for part in PARTS:
            near = one.nearer(part)
            found = _tried(appraisal, (*best.moves, near)) if near.low < near.high else None
            if found:
                best = found
                break
        else:
            left.append(one.label)
    return Response(best.moves, best.terms, tuple(left))


def _tried(appraisal: Answer, moves: tuple[Movable, ...]) -> Response | None:
    """The response, if it is the appraisal's at every corner and at points between."""
    try:
        grid = _grid(appraisal, moves)
        made = Response(moves, _terms(grid, len(moves)))
        if not all(_same(grid[name], spread) for name, spread in _spread(made).items()):
            return None
        for values in _points(moves):
            there = moved(appraisal, values)
            sums = exact(there.flows, there.inflation_factors, there.discount_factors)
            if not all(_same(sums[name][:, 0], by) for name, by in made.at(values).items()):
                return None
    except InputError:
        return None
    return made


def _grid(appraisal: Answer, moves: tuple[Movable, ...]) -> dict[str, Array]:
    """Each sum with every number at each of its places: an axis for each, then one of years."""
    apart = tuple(one for one in moves if one.path)  # each another programme
    shares = tuple(one for one in moves if one.name == CASH)
    values = tuple(one for one in moves if one not in apart and one not in shares)
    columns = tuple(product(*map(_places, values)))
    drawn: dict[str, Array] = {
        one.of: np.array([_end(one, at[i]) for at in columns]) for i, one in enumerate(values)
    }
    axes = (*apart, *shares, *values)
    order = [axes.index(one) for one in moves]
    blocks: dict[str, list[Array]] = {}
    for at in product(*map(_places, apart)):
        there = _programme(appraisal, dict(zip(apart, at, strict=True)))
        for share in product(*map(_places, shares)):
            inputs = there.inputs
            for one, where in zip(shares, share, strict=True):
                inputs = inputs.at(with_cash(inputs.in_use[one.of], _end(one, where)))
            flows = evaluate(there.flows.lines, there.years, inputs.drawn(drawn), there.pricing)
            sums = exact(flows, there.inflation_factors, there.discount_factors)
            for name, by in sums.items():
                block = np.broadcast_to(by, (len(there.years), len(columns)))
                blocks.setdefault(name, []).append(block.T)
    shape = tuple(len(_places(one)) for one in axes)
    return {
        name: np.reshape(np.concatenate(found), (*shape, -1)).transpose(*order, len(axes))
        for name, found in blocks.items()
    }


def _programme(appraisal: Answer, places: Mapping[Movable, int]) -> Answer:
    values = {one: _end(one, at) for one, at in places.items()}
    if all(value == one.value for one, value in values.items()):
        return appraisal
    return moved(appraisal, values)


def _terms(grid: Mapping[str, Array], count: int) -> dict[str, dict[tuple[int, ...], Array]]:
    """What the corners say: here, and what each set of numbers adds when they are all far."""
    found: dict[str, dict[tuple[int, ...], Array]] = {}
    for name, whole in grid.items():
        corners = whole[(slice(0, NEAR),) * count]
        for axis in range(count):
            first, other = np.split(corners, 2, axis=axis)
            corners = np.concatenate([first, other - first], axis=axis)
        sets = product((HERE, FAR), repeat=count)
        by_set = {tuple(np.flatnonzero(at).tolist()): corners[at] for at in sets}
        moving = {of: by for of, by in by_set.items() if not of or not _same(by, np.zeros(1))}
        found[name] = moving
    return found


def _spread(made: Response) -> dict[str, Array]:
    """The response all over the grid."""
    found: dict[str, Array] = {}
    shape = tuple(len(_places(one)) for one in made.moves)
    ways = [
        np.reshape([way(one, _end(one, at)) for at in _places(one)], (-1, *(1,) * (len(shape) - i)))
        for i, one in enumerate(made.moves)
    ]
    for name, terms in made.terms.items():
        total = np.zeros((*shape, 1))
        for of, by in terms.items():
            part = by
            for i in of:
                part = part * ways[i]
            total = total + part
        found[name] = total
    return found


def _places(one: Movable) -> tuple[int, ...]:
    """Where it is worked out: an input, which may be held at a limit, at its nearer end too."""
    return (HERE, FAR) if one.path or one.name == CASH else (HERE, FAR, NEAR)


def _points(moves: tuple[Movable, ...]) -> Iterator[Values]:
    """Places to try: both ends of all, and some between of each together with others."""
    for part in (1.0, 0.5):
        for side in (0, 1):
            yield {
                one: _between(one, part, (side + i * (part < 1)) % 2) for i, one in enumerate(moves)
            }


def _between(one: Movable, part: float, side: int) -> float:
    end = _end(one, (FAR, NEAR)[side])
    value = one.value + part * (end - one.value)
    return float(round(value)) if one.whole else value


def _end(one: Movable, at: int) -> float:
    """The value at a place of the grid."""
    far_is_high = one.high - one.value >= one.value - one.low
    return (one.value, one.high if far_is_high else one.low, one.low if far_is_high else one.high)[
        at
    ]


def way(one: Movable, value: float) -> float:
    """How far along the way to the farther end."""
    return (value - one.value) / (_end(one, FAR) - one.value)


def _same(one: Array, other: Array) -> bool:
    return bool((np.abs(one - other) <= PENNY * np.maximum(1.0, np.abs(one) / 1e6)).all())
