"""The lines with some inputs as arrays, one column a draw: sums of pounds, one row a measure.

A measure is a weighted sum over years of some of the cash flows (a present value, say). The
weights go into the sums over years before any draw does, so the table of lines, years and draws
is never built; lines that use time alike, for as many cases, share that work.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.base.years import year_edges
from costavoid.cashflow import flows
from costavoid.cashflow.flows import Pricing
from costavoid.evidence.inputs import Inputs
from costavoid.programme.lines import Cases, Line
from costavoid.programme.occupancy import on_edges, timetable


@dataclass(frozen=True)
class Weighted:
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
    """Lines that use time alike, those with the same shares side by side.

    `at` and `weights` are times since arrivals changed, and their weights: a row for each sum.
    """

    at: Array
    weights: Array
    lines: tuple[tuple[_Owned, ...], ...]


class Sums:
    """The lines put together once, to be summed for any values of their inputs."""

    def __init__(
        self,
        lines: Iterable[Line],
        payers: Iterable[Payer],
        inputs: Inputs,
        pricing: Pricing,
        measures: tuple[Weighted, ...],
    ) -> None:
        self._pricing, self._count = pricing, len(measures)
        self._alike = _alike(lines, payers, inputs, pricing, measures)

    def of(self, inputs: Inputs, size: int) -> Array:
        """The measures for so many draws of the inputs, shape (measures, size)."""
        found = np.zeros((self._count, size))
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            for cases, group in self._alike:
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
            price = flows.price(owned.line, inputs, self._pricing)
            for measure, row, share in owned.belongs:
                pounds = sums[row] * price
                found[measure] += pounds if share == 1 else share * pounds


def _alike(
    lines: Iterable[Line],
    payers: Iterable[Payer],
    inputs: Inputs,
    pricing: Pricing,
    measures: tuple[Weighted, ...],
) -> tuple[tuple[Cases, tuple[_Alike, ...]], ...]:
    """For each cases, the lines that share work, and the weights that they share.

    Time and shares are alike by identity: what an outcome makes its lines of is made once.
    """
    weights, rows = np.unique([m.weights for m in measures], axis=0, return_inverse=True)
    years = weights.shape[1]
    groups: dict[Cases, dict[Any, dict[Any, list[_Owned]]]] = {}
    of_cases: dict[int, dict[Any, dict[Any, list[_Owned]]]] = {}  # each is hashed once
    for line, payer in zip(lines, payers, strict=True):
        use = line.use
        if id(line.cases) not in of_cases:
            of_cases[id(line.cases)] = groups.setdefault(line.cases, {})
        relative = tuple(pricing.relative_price(line, years, inputs)[:, 0].tolist())
        cash = flows.cash_share(line, inputs)
        shares = [measure.share(payer, line.kind, cash) for measure in measures]
        belongs = ((m, int(rows[m]), share) for m, share in enumerate(shares) if share)
        time = (use.measure, id(use.stay), id(use.until), relative)
        group = of_cases[id(line.cases)].setdefault(time, {})
        factors = tuple(map(id, use.factors))
        group.setdefault(factors, []).append(_Owned(line, tuple(belongs)))
    return tuple(
        (
            cases,
            tuple(
                _Alike(
                    *timetable(year_edges(years), on_edges(weights * relative), cases.blocks),
                    tuple(map(tuple, together.values())),
                )
                for (*_, relative), together in alike.items()
            ),
        )
        for cases, alike in groups.items()
    )
