"""What a set of programmes comes to by one measure: at the values of the inputs, or in draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Cash, Kind, Measure, Payer, Resource
from costavoid.base.years import year_edges
from costavoid.cashflow import flows
from costavoid.evidence.inputs import Inputs
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.overlap import At, Overlap, at_stake, cases_at_stake, overlap
from costavoid.portfolios.pounds import lines_of
from costavoid.portfolios.rules import lost
from costavoid.programme.effects.rates import Volume
from costavoid.programme.lines import Line
from costavoid.programme.occupancy import Arrivals, on_edges, timetable

CASH, VALUE, PLACEMENTS = "council cash", "net present value", "placements avoided"
MEASURES: dict[str, str] = {
    CASH: "the council's net cash over the horizon, in pounds of each year",
    VALUE: "the net present value, all payers",
    PLACEMENTS: "placements avoided over the horizon",
}


@dataclass(frozen=True, eq=False)
class Shared:
    """One cohort: the places of its programmes, their shares of its events, and what is at stake.

    `shares` and `stake` have the shape (programmes, times, draws).
    """

    places: tuple[int, ...]
    shares: Array
    stake: Array


@dataclass(frozen=True, eq=False)
class Worth:
    """One measure: `base` of each programme alone, shape (programmes, draws), and its cohorts."""

    by: str
    base: Array
    shared: tuple[Shared, ...]

    def removed(self, sets: Array) -> Array:
        """What overlap removes: `sets` is (sets, programmes), the result (sets, draws)."""
        gone = np.zeros((len(sets), self.base.shape[1]))
        for cohort in self.shared:
            for at, row in enumerate(sets[:, list(cohort.places)].astype(bool)):
                if row.sum() > 1:
                    stake = cohort.stake[row].sum(axis=0)
                    gone[at] += (lost(cohort.shares[row]) * stake).sum(axis=0)
        return gone

    def of(self, sets: Array) -> Array:
        """What each set comes to, less overlap, shape (sets, draws)."""
        return np.asarray(sets.astype(float) @ self.base - self.removed(sets))


def worth(joined: Joined, by: str) -> Worth:
    """A measure at the values of the inputs: one draw."""
    inputs = {name: part.inputs for name, part in joined.parts}
    return worth_at(joined, by, At(inputs, joined.inputs), joined.overlaps)


def worth_at(joined: Joined, by: str, at: At, overlaps: tuple[Overlap, ...] | None = None) -> Worth:
    """A measure at some values of the inputs, or in draws of them."""
    if overlaps is None:
        overlaps = tuple(overlap(cohort, joined.appraisals, at) for cohort in joined.cohorts)
    base = [_alone(part, by, at.programmes[name]) for name, part in joined.parts]
    shared = tuple(_shared(joined, by, at, found) for found in overlaps)
    varying = (*base, *(s.stake for s in shared), *(s.shares for s in shared))
    size = max(each.shape[-1] for each in varying)
    wide = np.stack([np.broadcast_to(each, (size,)) for each in base])
    return Worth(by, wide, shared)


def _alone(part: Answer, by: str, inputs: Inputs) -> Array:
    """One programme alone, shape (draws,)."""
    found = np.zeros(1)
    for line, payer in zip(part.flows.lines, part.flows.payers, strict=True):
        if by == PLACEMENTS:
            if is_placed(part, line):
                at, on = timetable(
                    year_edges(len(part.years)),
                    on_edges(np.ones((1, len(part.years)))),
                    line.cases.blocks,
                )
                come = Arrivals(((at, on, flows.lag(line, inputs)),)).occurrences()[0]
                cases = line.cases.per_year(inputs) * flows.shares(line, inputs)
                found = found + line.sign * come * cases
        elif (weights := weights_of(part, line, payer, by)).any():
            at, on = timetable(year_edges(len(part.years)), on_edges(weights), line.cases.blocks)
            cases = line.cases.per_year(inputs) * flows.shares(line, inputs)
            used = flows.used(line, at, on, inputs)[0] * cases
            found = found + used * flows.price(line, inputs, part.pricing)
    return found


def _shared(joined: Joined, by: str, at: At, found: Overlap) -> Shared:
    stake: dict[str, Array] = dict.fromkeys(found.programmes, np.zeros((1, 1)))
    for name, pounds in _at_stake(joined, by, at.programmes, found):
        stake[name] = stake[name] + pounds
    wide = [
        np.broadcast_to(each, found.shares.shape[1:2] + each.shape[1:]) for each in stake.values()
    ]
    return Shared(
        places=tuple(joined.names.index(name) for name in found.programmes),
        shares=found.shares,
        stake=np.stack(np.broadcast_arrays(*wide)),
    )


def _at_stake(
    joined: Joined, by: str, inputs: Mapping[str, Inputs], found: Overlap
) -> Iterator[tuple[str, Array]]:
    """What the lines of each programme have at stake in a cohort, by time: (times, draws)."""
    for name, place, line, part in lines_of(joined, found):
        own = inputs[name]
        if by == PLACEMENTS:
            if is_placed(part, line):
                yield name, line.sign * cases_at_stake(line, found, name, len(part.years), own)
        elif (weights := weights_of(part, line, part.flows.payers[place], by)).any():
            used = at_stake(line, found, name, weights, own)[0]
            yield name, used * flows.price(line, own, part.pricing)


def weights_of(part: Answer, line: Line, payer: Payer, by: str) -> Array:
    """What a measure makes of a line's real pounds before its price grows: (1, years)."""
    relative = part.pricing.relative_price(line, len(part.years), part.inputs)[:, 0]
    if by == VALUE:
        return np.asarray(part.discount_factors * relative)[None, :]
    share = flows.cash_share(line, part.inputs) if payer is Payer.COUNCIL else 0.0
    return np.asarray(part.inflation_factors * relative * share)[None, :]


def is_placed(part: Answer, line: Line) -> bool:
    """Whether a line's cases are placements that do not begin: not shorter ones."""
    return (
        line.kind is Kind.BENEFIT
        and line.use.resource is Resource.PLACEMENT
        and line.use.measure is Measure.STAY
        and not isinstance(line.cases.counterfactual, Volume)
    )


def council_delivery(part: Answer) -> Array:
    """What the council pays to run a programme in each year, gross: cash pounds of the year."""
    paid = part.annual(payer=Payer.COUNCIL, cash=Cash.CASH, kind=Kind.DELIVERY, prices="nominal")
    return 0.0 - paid
