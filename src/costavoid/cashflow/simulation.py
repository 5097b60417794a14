"""The same lines with drawn inputs, a part at a time: sums of pounds, one row a measure.

A measure is a weighted sum over years of some of the cash flows (a present value, say). The
weights go into the sums over years before any draw does, so the table of lines, years and draws
is never built; lines that use time alike, for as many cases, share that work.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import astuple, dataclass
from functools import cached_property, partial
from itertools import groupby, takewhile
from operator import attrgetter
from typing import Any

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.executors import Progress, each
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.base.years import year_edges
from costavoid.cashflow import flows
from costavoid.cashflow.draws import CHUNK, Draws
from costavoid.cashflow.flows import CashFlows, Pricing
from costavoid.cashflow.metrics import NOTHING
from costavoid.evidence.inputs import Inputs
from costavoid.programme.lines import Cases, Line
from costavoid.programme.occupancy import on_edges, timetable

Part = tuple[int, int, int]  # number of the first chunk, the first draw, how many
BLOCK = 3 * CHUNK  # draws worked on at a time: long enough that threads seldom wait, short to hold
# Bytes. Freed once, it tells glibc's malloc to reuse the memory of arrays up to this size and not
# to give it back: see "Memory given back" in docs/performance.md.
REUSED_BY_MALLOC = 8 * 2**20


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
class _Owned:
    """A line and the measures it belongs to: (measure, row of weights, share) of each."""

    line: Line
    belongs: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, eq=False)
class _Alike:
    """Lines of the same cases that use time alike, those with the same shares side by side.

    `at` and `weights` are times since arrivals changed, and their weights: a row for each sum.
    """

    cases: Cases
    at: Array
    weights: Array
    lines: tuple[tuple[_Owned, ...], ...]


@dataclass(frozen=True)
class Simulation:
    """Everything one part needs; picklable, so that it may run anywhere."""

    flows: CashFlows
    inputs: Inputs
    pricing: Pricing
    draws: Draws
    measures: tuple[Measure, ...]

    def part(self, number: int, size: int) -> Array:
        """The measures of so many draws from one chunk on, shape (measures, size)."""
        inputs = self.inputs.drawn(self.draws.chunks(number, size))
        found = np.zeros((len(self.measures), size))
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            for cases, group in groupby(self._alike, key=attrgetter("cases")):
                per_year = cases.per_year(inputs)
                for alike in group:
                    used = flows.used(alike.lines[0][0].line, alike.at, alike.weights, inputs)
                    for lines in alike.lines:
                        rate = per_year * flows.shares(lines[0].line, inputs)
                        self._add(found, lines, used * rate, inputs)
        return found

    def _add(self, found: Array, lines: tuple[_Owned, ...], sums: Array, inputs: Inputs) -> None:
        """Lines that differ only in their price, added to the measures they belong to."""
        for owned in lines:
            price = flows.price(owned.line, inputs, self.pricing)
            for measure, row, share in owned.belongs:
                pounds = sums[row] * price
                found[measure] += pounds if share == 1 else share * pounds

    @cached_property
    def _alike(self) -> tuple[_Alike, ...]:
        """The lines that share work together, and the weights that they share."""
        weights, rows = np.unique([m.weights for m in self.measures], axis=0, return_inverse=True)
        years = weights.shape[1]
        groups: dict[Cases, dict[Any, dict[Any, list[_Owned]]]] = {}
        for line, payer in zip(self.flows.lines, self.flows.payers, strict=True):
            use = line.use
            relative = tuple(self.pricing.relative_price(line, years, self.inputs)[:, 0])
            cash = flows.cash_share(line, self.inputs)
            shares = [measure.share(payer, line.kind, cash) for measure in self.measures]
            belongs = ((m, int(rows[m]), share) for m, share in enumerate(shares) if share)
            time = (use.measure, use.stay, use.until, relative)
            group = groups.setdefault(line.cases, {}).setdefault(time, {})
            group.setdefault(use.factors, []).append(_Owned(line, tuple(belongs)))
        return tuple(
            _Alike(
                cases,
                *timetable(year_edges(years), on_edges(weights * relative), cases.blocks),
                tuple(map(tuple, lines.values())),
            )
            for cases, alike in groups.items()
            for (*_, relative), lines in alike.items()
        )


class Stopped(KeyboardInterrupt):
    """Stopped from the keyboard; `sums` and `tallies` are of the draws that are finished."""

    def __init__(self, sums: Array, tallies: tuple[Tally, ...]) -> None:
        super().__init__()
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
