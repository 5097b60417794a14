"""Every draw, a part at a time: its sums of pounds, and what is known of draws not kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import astuple, dataclass
from functools import cached_property, partial
from itertools import takewhile

import numpy as np

from costavoid.base.arrays import Array, Sent
from costavoid.base.executors import Progress, each
from costavoid.cashflow.draws import CHUNK, DrawPlan
from costavoid.cashflow.flows import CashFlows, Pricing
from costavoid.cashflow.metrics import NOTHING
from costavoid.cashflow.sums import Sums, Weighted
from costavoid.evidence.inputs import Inputs

Part = tuple[int, int, int]  # number of the first chunk, the first draw, how many
BLOCK = 3 * CHUNK  # draws worked on at a time: long enough that threads seldom wait, short to hold
# Bytes. Freed once, it tells glibc's malloc to reuse the memory of arrays up to this size and not
# to give it back: see "Memory given back" in docs/performance.md.
REUSED_BY_MALLOC = 8 * 2**20


@dataclass(frozen=True)
class Simulation(Sent):
    """Everything one part needs; picklable, so that it may run anywhere."""

    flows: CashFlows
    inputs: Inputs
    pricing: Pricing
    draws: DrawPlan
    measures: tuple[Weighted, ...]

    def part(self, number: int, size: int) -> Array:
        """The measures of so many draws from one chunk on, shape (measures, size)."""
        return self._sums.of(self.inputs.drawn(self.draws.chunks(number, size)), size)

    @cached_property
    def _sums(self) -> Sums:
        return Sums(self.flows.lines, self.flows.payers, self.inputs, self.pricing, self.measures)


class Stopped(KeyboardInterrupt):
    """Stopped from the keyboard; `sums` and `tallies` are of the draws that are finished."""

    def __init__(self, sums: Array, tallies: tuple[Tally, ...]) -> None:
        super().__init__(sums, tallies)
        self.sums, self.tallies = sums, tallies


def parts(draws: int, size: int = CHUNK) -> Iterator[Part]:
    """(number of its first chunk, first draw, size) of each part of so many draws."""
    for first in range(0, draws, size):
        yield first // CHUNK, first, min(size, draws - first)


def simulate(
    simulation: Simulation,
    draws: int,
    *,
    headlines: tuple[tuple[int, ...], ...] = (),
    keep: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> tuple[Array, tuple[Tally, ...]]:
    """Every measure in the first `keep` draws, shape (measures, draws), and a tally of all of
    them for each headline (the measures it adds up). The same whatever the executor.

    Raises Stopped when it is stopped from the keyboard, with what is finished without a gap from
    the first draw on; a plain KeyboardInterrupt where nothing is.
    """
    kept = draws if keep is None else min(keep, draws)
    found = np.empty((len(simulation.measures), kept))
    listed, done = tuple(parts(draws, BLOCK)), 0
    tallies: dict[int, tuple[Tally, ...]] = {}
    run = partial(_one, simulation, headlines, kept)
    try:
        with closing(each(run, listed, executor)) as results:
            for place, (rows, tallied) in results:
                _, first, size = listed[place]
                found[:, first : first + rows.shape[1]] = rows
                tallies[place] = tallied
                done += size
                if progress:
                    progress(done, draws)
    except KeyboardInterrupt as stopped:
        whole = list(takewhile(tallies.__contains__, range(len(listed))))
        if not whole:
            raise
        finished = sum(listed[place][2] for place in whole)
        raise Stopped(found[:, :finished], _added_up(tallies, whole)) from stopped
    return found, _added_up(tallies, range(len(listed)))


def _added_up(tallies: Mapping[int, tuple[Tally, ...]], places: Iterable[int]) -> tuple[Tally, ...]:
    """The tally of each headline over some parts, in their order."""
    columns = zip(*(tallies[place] for place in places), strict=True)
    return tuple(together(column) for column in columns)


def _one(
    simulation: Simulation, headlines: tuple[tuple[int, ...], ...], kept: int, part: Part
) -> tuple[Array, tuple[Tally, ...]]:
    """One part: the draws of it that are kept, and the tally of each headline."""
    np.empty(REUSED_BY_MALLOC, dtype=np.byte)  # and freed at once
    number, first, size = part
    rows = simulation.part(number, size)
    tallies = tuple(tally(added(rows, measures)) for measures in headlines)
    return rows[:, : max(0, kept - first)], tallies


def added(sums: Array, rows: tuple[int, ...]) -> Array:
    """The rows added up; the row itself where there is one, nothing where there is none."""
    if not rows:
        return np.zeros(sums.shape[1])
    if len(rows) == 1:
        return np.asarray(sums[rows[0]])
    total = sums[rows[0]] + sums[rows[1]]
    for row in rows[2:]:
        total += sums[row]
    return np.asarray(total)


@dataclass(frozen=True)
class Tally:
    """So many draws, their `mean`, the sum of `squares` about it, and those below zero."""

    draws: int
    mean: float
    squares: float
    lost: int  # draws below zero
    pounds_lost: float  # their sum, as a loss

    @property
    def standard_error(self) -> float:
        """The Monte Carlo error of the mean; not a number for one draw."""
        if self.draws < 2:
            return math.nan
        return math.sqrt(self.squares / (self.draws - 1) / self.draws)

    @property
    def chance_below_zero(self) -> float:
        """The share of draws that lose."""
        return self.lost / self.draws

    @property
    def chance_not_below_zero(self) -> float:
        """The share of draws that do not lose."""
        return (self.draws - self.lost) / self.draws

    @property
    def loss_if_below(self) -> float:
        """The mean of what the draws that lose lose; 0 where none does."""
        return self.pounds_lost / self.lost if self.lost else 0.0


def tally(values: Array) -> Tally:
    """Of one part of the draws."""
    with np.errstate(over="ignore", invalid="ignore"):
        mean = float(values.mean())
        lost = values[~(values >= -NOTHING)]
        about = values - mean
        squares = float(np.square(about, out=about).sum())
        return Tally(values.size, mean, squares, lost.size, float(-lost.sum()))


def together(parts: Sequence[Tally]) -> Tally:
    """Of all the parts: squares about the mean of all (Chan, Golub and LeVeque 1979)."""
    draws, means, squares, lost, pounds = np.array([astuple(part) for part in parts]).T
    with np.errstate(over="ignore", invalid="ignore"):
        mean = float((draws * means).sum() / draws.sum())
        about = float((squares + draws * np.square(means - mean)).sum())
    return Tally(int(draws.sum()), mean, about, int(lost.sum()), float(pounds.sum()))
