"""Draws of a portfolio: each number once, by id, for every programme and cohort that uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.cashflow.draws import CHUNK, Drawing, DrawPlan, plan
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.overlap import At
from costavoid.portfolios.worth import CASH, MEASURES, VALUE, Worth, worth_at

if TYPE_CHECKING:
    import pandas as pd

CUTS = {
    "median": 0.5,
    "low_95": 0.025,
    "high_95": 0.975,
    "low_80": 0.1,
    "high_80": 0.9,
    "low_50": 0.25,
    "high_50": 0.75,
}
_known: WeakKeyDictionary[Joined, dict[tuple[str, int], Worth]] = WeakKeyDictionary()


def drawing_of(joined: Joined) -> Drawing:
    """How the programmes were drawn. Raises InputError where they were not."""
    drawing = joined.first.settings.drawing
    if drawing is None:
        raise InputError(
            "portfolio: no draws were made; ask for them with appraise(..., draws=10_000) for each "
            "programme."
        )
    return drawing


def how_many(joined: Joined) -> int:
    """How many draws a portfolio is worked out for: those of its programmes, at most one chunk."""
    return min(drawing_of(joined).draws, CHUNK)


def worth_in_draws(joined: Joined, by: str, draws: int | None = None) -> Worth:
    """A measure in so many draws; the same draws as of each programme alone, by id and seed.

    Raises InputError for two numbers with one id, which cannot move together.
    """
    size = how_many(joined) if draws is None else min(draws, how_many(joined))
    kept = _known.setdefault(joined, {})
    if (by, size) not in kept:
        values = _plan(joined).chunk(0, size)
        inputs = {name: part.inputs.drawn(values) for name, part in joined.parts}
        kept[by, size] = worth_at(joined, by, At(inputs, joined.inputs.drawn(values)))
    return kept[by, size]


def _plan(joined: Joined) -> DrawPlan:
    lines = tuple(line for _, part in joined.parts for line in part.flows.lines)
    return plan(lines, Inputs(_numbers(joined).values()), drawing_of(joined))


def _numbers(joined: Joined) -> dict[str, Estimate]:
    """Every number in use, each once, by id."""
    found: dict[str, tuple[str, Estimate]] = {}
    used = [(name, part.inputs) for name, part in joined.parts]
    for name, inputs in (*used, ("the cohorts", joined.inputs)):
        for id, estimate in inputs.in_use.items():
            first, known = found.setdefault(id, (name, estimate))
            if _spread(known) != _spread(estimate):
                raise InputError(
                    f"portfolio: {id} is {known.value:g} in {first} and {estimate.value:g} in "
                    f"{name}, with an interval of its own; two numbers with one id cannot move "
                    "together: give one of them another id, or both the same number."
                )
    return {id: estimate for id, (_, estimate) in found.items()}


def _spread(estimate: Estimate) -> tuple[object, ...]:
    return (estimate.value, estimate.low, estimate.high, estimate.range_kind, estimate.unit)


def in_draws(joined: Joined, by: str, draws: int | None = None) -> Array:
    """The whole portfolio by one measure, less overlap, in each draw."""
    every = np.ones((1, len(joined.parts)))
    return np.asarray(worth_in_draws(joined, by, draws).of(every)[0])


def uncertainty(joined: Joined) -> pd.DataFrame:
    """Council's net cash and the net present value, less overlap: mean, median and intervals.

    `chance_below_zero` is the share of draws that lose; `draws` how many there are, at most
    16,384. Raises InputError where the programmes were not drawn.
    """
    import pandas as pd

    found = {}
    for by in (CASH, VALUE):
        values = in_draws(joined, by)
        cuts = np.quantile(values, list(CUTS.values()))
        found[MEASURES[by]] = {
            "mean": float(values.mean()),
            **dict(zip(CUTS, map(float, cuts), strict=True)),
            "chance_below_zero": float((values < 0).mean()),
            "draws": values.size,
        }
    return pd.DataFrame.from_dict(found, orient="index").rename_axis("measure")
