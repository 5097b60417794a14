"""From lines to the one table: line x financial year x draws, real pounds, undiscounted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from costavoid import occupancy
from costavoid.errors import InputError
from costavoid.evidence import Estimate
from costavoid.inputs import Array, Inputs
from costavoid.lines import Line
from costavoid.money import PriceIndex, rebase
from costavoid.periods import start_year, year_edges
from costavoid.stays import FixedStay, length_of_stay, years
from costavoid.vocabulary import PERIODS_PER_YEAR, Cash, Kind, Measure, Payer, Resource


@dataclass(frozen=True)
class Pricing:
    """The price year, the index, and real growth of placement costs above it."""

    price_year: str
    first_year: str
    index: PriceIndex
    placement_inflation: float = 0.0

    def relative_price(self, line: Line, periods: int, inputs: Inputs) -> Array:
        """Real growth of the line's unit cost from its own price year to each year.

        Shape (years, 1); 1 throughout except for placements and what replaces them.
        """
        priced = inputs.estimate(line.use.cost).price_year
        if line.use.resource not in (Resource.PLACEMENT, Resource.REPLACEMENT) or priced is None:
            return np.ones((periods, 1))
        since = start_year(self.first_year) - start_year(priced) + np.arange(periods)
        return np.power(1 + self.placement_inflation, since.astype(np.float64)).reshape(-1, 1)

    def unit_cost(self, cost: Estimate, inputs: Inputs) -> Array:
        """The unit cost in use, in pounds of the price year. Formula 8."""
        in_use = inputs.estimate(cost)
        try:
            factor = rebase(1.0, in_use.price_year or "", self.price_year, self.index)
        except InputError as error:
            raise InputError(f"{cost.id}: {error}") from None
        return inputs.of(cost) * factor


def per_case(line: Line, edges: Array, start: float, end: float, inputs: Inputs) -> Array:
    """Resource used in each period by one case a year spread over [start, end].

    Events for lumps and exits, years of use for stays, years of running for a flow; a spread
    cost in cases. Formulas 2 to 6.
    """
    use = line.use
    shift = lag(line, inputs)
    a, b = start + shift, end + shift
    if use.measure in (Measure.LUMP, Measure.FLOW):
        return occupancy.occurrences(edges, a, b)
    curve = use.curve(inputs)
    if use.measure is Measure.EXIT:
        return occupancy.exits(edges, a, b, curve) - _reach_the_end(line, edges, a, b, inputs)
    stayed = occupancy.person_years(edges, a, b, curve)
    if isinstance(use.stay, FixedStay) and use.measure is Measure.SPREAD:
        return stayed / length_of_stay(use.stay.length, inputs)
    return stayed


def _reach_the_end(line: Line, edges: Array, a: Array, b: Array, inputs: Inputs) -> Array:
    """Cases still there when their time is up: they end, but do not exit (nobody adopts at 18)."""
    if line.use.until is None or line.use.stay is None:
        return np.zeros((len(edges) - 1, 1))
    limit = length_of_stay(line.use.until, inputs)
    left = line.use.stay.curve(inputs).s(limit.reshape(1, -1))
    return left * occupancy.occurrences(edges, a + limit, b + limit)


def lag(line: Line, inputs: Inputs) -> Array:
    """Years by which the programme's cases come later than it runs."""
    return years(line.cases.lag, inputs) if line.cases.lag else np.zeros(1)


def profile(line: Line, edges: Array, inputs: Inputs) -> Array:
    """Resource used in each period by one case a year; (periods, 1) unless its time varies."""
    used: Array = sum(
        (share * per_case(line, edges, a, b, inputs) for a, b, share in line.cases.blocks),
        start=np.zeros((len(edges) - 1, 1)),
    )
    return used


def rate(line: Line, inputs: Inputs) -> Array:
    """Cases a year (or standing), with the shares of the pathway; (1,) unless they vary."""
    cases: Array = line.cases.per_year(inputs) * _shares(line, inputs)
    return cases


def resource_use(line: Line, edges: Array, inputs: Inputs) -> Array:
    """Resource avoided in each period, shape (periods, draws): cases x shares x time."""
    return profile(line, edges, inputs) * rate(line, inputs)


def _shares(line: Line, inputs: Inputs) -> Array:
    product = np.ones(1)
    for factor in line.use.factors:
        product = product * factor.value(inputs)
    return product


def price(line: Line, inputs: Inputs, pricing: Pricing) -> Array:
    """Pounds for one unit of the resource, as `resource_use` counts it; signed."""
    cost = pricing.unit_cost(line.use.cost, inputs)
    if line.use.quantity:
        cost = cost * inputs.of(line.use.quantity)
    if line.use.measure in (Measure.STAY, Measure.AFTER_EXIT, Measure.FLOW):
        cost = cost * PERIODS_PER_YEAR[line.use.cost.unit]
    return line.sign * cost


def caseload_cost(line: Line, at: float, inputs: Inputs, pricing: Pricing) -> Array:
    """A year's cost of the cases present at one time; zero for lumps and delivery."""
    if line.use.measure not in (Measure.STAY, Measure.AFTER_EXIT) or line.kind is Kind.DELIVERY:
        return np.zeros(1)
    curve = line.use.curve(inputs)
    shift = lag(line, inputs)
    present: Array = sum(
        (
            share * occupancy.caseload(np.array([at]), a + shift, b + shift, curve)
            for a, b, share in line.cases.blocks
        ),
        start=np.zeros((1, 1)),
    )
    cases = present[0] * line.cases.per_year(inputs) * _shares(line, inputs)
    periods = int(np.ceil(at))
    relative = pricing.relative_price(line, periods, inputs)[-1]
    costs: Array = cases * price(line, inputs, pricing) * relative
    return costs


def payer_of(line: Line, inputs: Inputs) -> Payer:
    """Who pays. Raises InputError where a unit cost has no single payer."""
    payer = line.use.payer or inputs.estimate(line.use.cost).payer
    if payer is None and line.kind is Kind.DELIVERY:
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
class CashFlows:
    """The one table: pounds by line, cash or avoided, financial year and draw; read-only."""

    lines: tuple[Line, ...]
    payers: tuple[Payer, ...]
    years: tuple[str, ...]
    amounts: Array  # (lines, cash and avoided, years, draws)

    def select(
        self, *, payer: Payer | None = None, cash: Cash | None = None, kind: Kind | None = None
    ) -> Array:
        """Sum over the lines that match, shape (years, draws)."""
        chosen = [
            (payer is None or owner is payer) and (kind is None or line.kind is kind)
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
    edges = year_edges(len(labels))
    with np.errstate(over="ignore", invalid="ignore"):  # refused below, in words
        rows = [
            _split(
                resource_use(line, edges, inputs)
                * price(line, inputs, pricing)
                * pricing.relative_price(line, len(labels), inputs),
                line,
                inputs,
            )
            for line in lines
        ]
    amounts = np.stack(np.broadcast_arrays(*rows)) + 0.0  # a copy, without negative zeros
    for line, row in zip(lines, amounts, strict=True):
        if not np.isfinite(row).all():
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
