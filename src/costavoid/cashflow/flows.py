"""From lines to the one table: line x financial year x draws, real pounds, undiscounted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from costavoid.base.arrays import Array, Sent
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import PERIODS_PER_YEAR, Cash, Kind, Measure, Payer, Resource
from costavoid.base.years import start_year, year_edges
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.prices import PriceIndex, rebase
from costavoid.programme.lines import Line, Use
from costavoid.programme.occupancy import Arrivals, clean, on_edges, timetable
from costavoid.programme.stays import FixedStay, length_of_stay, years

# What a council's own figure is its own cost of, unless it says who else pays.
COUNCIL_PAYS = frozenset(
    {
        Resource.PLACEMENT,
        Resource.REPLACEMENT,
        Resource.PERMANENCE,
        Resource.SOCIAL_WORK,
        Resource.ASSESSMENT,
        Resource.WORKFORCE,
        Resource.RUNNING,
    }
)


TOO_LARGE = 1e15  # pounds in one year: beyond it, pence are lost to rounding


@dataclass(frozen=True)
class Pricing:
    """The price year, the index, and real growth of placement costs above it."""

    price_year: str
    first_year: str
    index: PriceIndex
    placement_inflation: float = 0.0
    residential_inflation: float | None = None  # that of all placements, unless given

    def growth(self, use: Use) -> float:
        """Real growth a year of what a use costs; 0 for what is no placement."""
        if not use.resource.grows_with_placements:
            return 0.0
        apart = self.residential_inflation if use.in_a_home else None
        return self.placement_inflation if apart is None else apart

    def relative_price(self, line: Line, periods: int, inputs: Inputs) -> Array:
        """Real growth of the line's unit cost from its own price year to each year.

        Shape (years, 1); 1 throughout except for placements and what replaces them.
        """
        priced = inputs.estimate(line.use.cost).price_year
        if priced is None:
            return np.ones((periods, 1))
        since = start_year(self.first_year) - start_year(priced) + np.arange(periods)
        return np.power(1 + self.growth(line.use), since.astype(np.float64)).reshape(-1, 1)

    def unit_cost(self, cost: Estimate, inputs: Inputs, units: float = 1.0) -> Array:
        """The cost in use of so many units, in pounds of the price year. Formula 8."""
        in_use = inputs.estimate(cost)
        try:
            factor = rebase(units, in_use.price_year or "", self.price_year, self.index)
        except InputError as error:
            raise InputError(f"{cost.id}: {error}") from None
        return inputs.of(cost) * factor


def used(line: Line, at: Array, weights: Array, inputs: Inputs, late: Array | None = None) -> Array:
    """Weighted sums over times of the resource used by one case a year; (sums, 1) unless it varies.

    `at` are times since the rate of arrivals changed (`occupancy.timetable`); or on the clock,
    cases coming from `late` on. Events for lumps and exits, years of use or running for the rest,
    a spread cost in cases. Formulas 2 to 6.
    """
    use = line.use
    late = lag(line, inputs) if late is None else late
    arrivals = Arrivals(((at, weights, late),))
    if not use.measure.needs_stay:
        return arrivals.occurrences()
    curve = use.curve(inputs)
    if use.measure is Measure.EXIT:
        return arrivals.exits(curve) - _reach_the_end(line, at, weights, late, inputs)
    stayed = arrivals.person_years(curve)
    if isinstance(use.stay, FixedStay) and use.measure is Measure.SPREAD:
        return stayed / length_of_stay(use.stay.length, inputs)
    return stayed


def _reach_the_end(line: Line, at: Array, weights: Array, late: Array, inputs: Inputs) -> Array:
    """Cases still there when their time is up: they end, but do not exit (nobody adopts at 18)."""
    if line.use.until is None or line.use.stay is None:
        return np.zeros((1, 1))
    limit = length_of_stay(line.use.until, inputs)
    left = line.use.stay.curve(inputs).s(limit.reshape(1, -1))
    if not left.any():
        return left[:, :1]
    return left * Arrivals(((at, weights, late + limit),)).occurrences()


def lag(line: Line, inputs: Inputs) -> Array:
    """Years by which the programme's cases come later than it runs."""
    return years(line.cases.lag, inputs) if line.cases.lag else np.zeros(1)


@lru_cache(maxsize=256)
def _timetable(
    edges: tuple[float, ...], blocks: tuple[tuple[float, float, float], ...]
) -> tuple[Array, Array]:
    return timetable(edges, on_edges(np.eye(len(edges) - 1)), blocks)


def profile(line: Line, edges: Array, inputs: Inputs) -> Array:
    """Resource used in each period by one case a year; (periods, 1) unless its time varies."""
    at, weights = _timetable(tuple(edges.tolist()), line.cases.blocks)
    return clean(used(line, at, weights, inputs))


def resource_use(line: Line, edges: Array, inputs: Inputs) -> Array:
    """Resource avoided in each period, shape (periods, draws): cases x shares x time."""
    return _Worked(edges, inputs).resource_use(line)


class _Worked:
    """What lines share, worked out once: the cases of an outcome, and time that is used alike.

    Alike by identity: what an outcome makes its lines of is there as long as they are.
    """

    def __init__(self, edges: Array, inputs: Inputs) -> None:
        self._edges, self._inputs = edges, inputs
        self._profiles: dict[tuple[Any, ...], Array] = {}
        self._per_year: dict[int, Array] = {}

    def resource_use(self, line: Line) -> Array:
        """Cases x shares x time; shape (periods, draws), or (periods, 1) where nothing varies."""
        cases, use = line.cases, line.use
        time = (id(cases), use.measure, id(use.stay), id(use.until))
        if time not in self._profiles:
            self._profiles[time] = profile(line, self._edges, self._inputs)
        if id(cases) not in self._per_year:
            self._per_year[id(cases)] = cases.per_year(self._inputs)
        per_year = self._per_year[id(cases)] * shares(line, self._inputs)
        return self._profiles[time] * per_year


def shares(line: Line, inputs: Inputs) -> Array:
    """The shares of the pathway that lead to the line, multiplied; (1,) unless they vary."""
    product = np.ones(1)
    for factor in line.use.factors:
        product = product * factor.value(inputs)
    return product


def price(line: Line, inputs: Inputs, pricing: Pricing) -> Array:
    """Pounds for one unit of the resource, as `resource_use` counts it; signed."""
    periods = 1
    if line.use.measure.is_by_time:
        periods = PERIODS_PER_YEAR[line.use.cost.unit]
    cost = pricing.unit_cost(line.use.cost, inputs, line.sign * periods)
    return cost * inputs.of(line.use.quantity) if line.use.quantity else cost


def caseload_cost(line: Line, at: float, inputs: Inputs, pricing: Pricing) -> Array:
    """A year's cost of the cases present at one time; zero for lumps and delivery."""
    if not has_caseload(line):
        return np.zeros(1)
    relative = pricing.relative_price(line, int(np.ceil(at)), inputs)[-1]
    stands = line.use.measure is Measure.FLOW
    there = standing(line, at, inputs) if stands else present(line, [at], inputs)[0]
    costs: Array = there * price(line, inputs, pricing) * relative
    return costs


def has_caseload(line: Line) -> bool:
    """Whether a time of it costs money: not of what is paid once, nor of delivery."""
    by_time = line.use.measure in (Measure.STAY, Measure.AFTER_EXIT, Measure.FLOW)
    return by_time and line.kind is not Kind.DELIVERY


def standing(line: Line, at: float, inputs: Inputs) -> Array:
    """How many stand at one moment of what is used all the time (a post, a service)."""
    since = at - lag(line, inputs)
    share = sum(
        (np.where((since > a) & (since <= b), part, 0.0) for a, b, part in line.cases.blocks),
        start=np.zeros(1),
    )
    many: Array = share * line.cases.per_year(inputs) * shares(line, inputs)
    return many


def present(line: Line, times: ArrayLike, inputs: Inputs) -> Array:
    """Cases of a line with a stay that are there at each time on the clock; (times, draws)."""
    at = timetable(times, np.eye(np.size(times)), line.cases.blocks)
    staying = Arrivals(((*at, lag(line, inputs)),)).caseload(line.use.curve(inputs))
    cases: Array = staying * line.cases.per_year(inputs) * shares(line, inputs)
    return cases


def payer_of(line: Line, inputs: Inputs) -> Payer:
    """Who pays. Raises InputError where a unit cost has no single payer."""
    payer = line.use.payer or inputs.estimate(line.use.cost).payer
    if payer is None and (line.kind is Kind.DELIVERY or line.use.resource in COUNCIL_PAYS):
        return Payer.COUNCIL
    untold = payer is Payer.SEVERAL and not (line.use.bundle or line.kind is Kind.DELIVERY)
    if payer is None or untold:
        raise InputError(
            f"{line.use.cost.id}: no single payer; give payer='council' or another, so that the "
            "saving can be told apart."
        )
    return payer


def cash_share(line: Line, inputs: Inputs) -> float:
    """Share that is cash: all new spending, and what the unit cost releases."""
    if line.use.never_cash:
        return 0.0
    if line.use.spends:
        return 1.0
    return inputs.estimate(line.use.cost).cash_releasing or 0.0


@dataclass(frozen=True, eq=False)
class CashFlows(Sent):
    """The one table: pounds by line, cash or avoided, financial year and draw; read-only."""

    lines: tuple[Line, ...]
    payers: tuple[Payer, ...]
    years: tuple[str, ...]
    amounts: Array  # (lines, cash and avoided, years, draws)

    def select(
        self,
        *,
        payer: Payer | None = None,
        cash: Cash | None = None,
        kind: Kind | None = None,
        adjustment: str | None = None,
    ) -> Array:
        """Sum over the lines that match, shape (years, draws); "" is for those of no adjustment."""
        chosen = [
            (payer is None or owner is payer)
            and (kind is None or line.kind is kind)
            and (adjustment is None or line.adjustment == adjustment)
            for line, owner in zip(self.lines, self.payers, strict=True)
        ]
        parts = list(Cash) if cash is None else [cash]
        columns = [list(Cash).index(part) for part in parts]
        summed: Array = self.amounts[chosen][:, columns].sum(axis=(0, 1))
        return summed


def _split(amounts: Array, line: Line, inputs: Inputs) -> Array:
    """Cash and avoided parts of a line's amounts, in the order of `Cash`."""
    share = cash_share(line, inputs)
    return np.stack([amounts * share, amounts * (1 - share)])


def evaluate(
    lines: tuple[Line, ...], labels: tuple[str, ...], inputs: Inputs, pricing: Pricing
) -> CashFlows:
    """Every line in every financial year. Formulas 1 to 8."""
    worked = _Worked(year_edges(len(labels)), inputs)
    with np.errstate(over="ignore", invalid="ignore"):  # refused below, in words
        rows = [
            _split(
                worked.resource_use(line)
                * price(line, inputs, pricing)
                * pricing.relative_price(line, len(labels), inputs),
                line,
                inputs,
            )
            for line in lines
        ]
    amounts = np.stack(np.broadcast_arrays(*rows)) + 0.0  # a copy, without negative zeros
    for line, row in zip(lines, amounts, strict=True):
        if not (np.abs(row) < TOO_LARGE).all():  # nor is what is not a number
            raise InputError(f"{line.id}: the numbers given are too large or too small to compute.")
    amounts.flags.writeable = False
    owners = tuple(payer_of(line, inputs) for line in lines)
    return CashFlows(lines=lines, payers=owners, years=labels, amounts=amounts)


def full_year_effect(flows: CashFlows, year: int, inputs: Inputs, pricing: Pricing) -> Array:
    """A year's cost of the caseload at a year's end; shape (lines, cash and avoided, draws)."""
    return np.stack(
        [
            _split(caseload_cost(line, year + 1.0, inputs, pricing), line, inputs)
            for line in flows.lines
        ]
    )
