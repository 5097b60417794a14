"""The same lines with drawn inputs, a chunk at a time: sums of pounds, one row a measure.

A measure is a weighted sum over years of some of the cash flows (a present value, say), so the
table of lines, years and draws is never built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np

from costavoid import cashflows
from costavoid.cashflows import CashFlows, Pricing
from costavoid.draws import CHUNK, Draws
from costavoid.inputs import Array, Inputs
from costavoid.periods import year_edges
from costavoid.vocabulary import Cash, Kind, Payer

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Measure:
    """A weighted sum over years of the flows of some payers, cash or avoided, of one kind."""

    name: str
    weights: tuple[float, ...]
    payers: frozenset[Payer]
    cash: Cash | None = None
    kind: Kind | None = None

    def share(self, payer: Payer, kind: Kind, cash_share: float) -> float:
        """How much of one line belongs to it."""
        if payer not in self.payers or (self.kind and kind is not self.kind):
            return 0.0
        return {None: 1.0, Cash.CASH: cash_share, Cash.AVOIDED: 1 - cash_share}[self.cash]


@dataclass(frozen=True)
class Simulation:
    """Everything one chunk needs; picklable, so that it may run anywhere."""

    flows: CashFlows
    inputs: Inputs
    pricing: Pricing
    draws: Draws
    measures: tuple[Measure, ...]

    def chunk(self, number: int, size: int) -> Array:
        """The measures of one chunk, shape (measures, size)."""
        inputs = self.inputs.drawn(self.draws.chunk(number, size))
        weights = np.array([measure.weights for measure in self.measures])
        edges = year_edges(len(self.flows.years))
        found = np.zeros((len(self.measures), size))
        with np.errstate(over="ignore", invalid="ignore"):
            for line, payer in zip(self.flows.lines, self.flows.payers, strict=True):
                cash = cashflows.cash_share(line, inputs)
                shares = np.array([m.share(payer, line.kind, cash) for m in self.measures])
                rows = np.flatnonzero(shares)
                profile = cashflows.profile(line, edges, inputs)
                relative = self.pricing.relative_price(line, len(edges) - 1, inputs)
                summed = (shares[rows, None] * weights[rows]) @ (profile * relative)
                scale = cashflows.rate(line, inputs) * cashflows.price(line, inputs, self.pricing)
                for row, sums in zip(rows, summed, strict=True):
                    found[row] += sums * scale
        return found


def chunks(draws: int) -> Iterator[tuple[int, int, int]]:
    """(number, first draw, size) of each chunk."""
    for number, first in enumerate(range(0, draws, CHUNK)):
        yield number, first, min(CHUNK, draws - first)


def simulate(
    simulation: Simulation,
    draws: int,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Array:
    """Every measure in every draw, shape (measures, draws); the same whatever the executor."""
    found = np.empty((len(simulation.measures), draws))
    done = 0
    for first, rows in _results(simulation, draws, executor):
        found[:, first : first + rows.shape[1]] = rows
        done += rows.shape[1]
        if progress:
            progress(done, draws)
    return found


def _results(
    simulation: Simulation, draws: int, executor: Executor | None
) -> Iterator[tuple[int, Array]]:
    run = partial(_one, simulation)
    parts = list(chunks(draws))
    yield from (executor.map(run, parts) if executor else map(run, parts))


def _one(simulation: Simulation, part: tuple[int, int, int]) -> tuple[int, Array]:
    number, first, size = part
    return first, simulation.chunk(number, size)
