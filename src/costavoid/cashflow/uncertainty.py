"""What the draws say: how far each headline may be out, and the chance that it pays back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from costavoid.base.arrays import Array, Sent, read_only
from costavoid.base.asked import one_of
from costavoid.base.errors import InputError, shown
from costavoid.base.executors import Progress
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.cashflow.draws import Drawing
from costavoid.cashflow.metrics import paid_back, peaks
from costavoid.cashflow.simulation import Simulation, Tally, added, simulate
from costavoid.cashflow.sums import Weighted

if TYPE_CHECKING:
    import pandas as pd

COUNCIL_CASH = "council net cash"
ALL_PAYERS = "net present value, all payers"
PUBLIC_PURSE = "net present value, public purse"
COUNCIL = "net present value, council"
NOMINAL = "council net cash, nominal"
SPREADS = {"95": (2.5, 97.5), "80": (10.0, 90.0), "50": (25.0, 75.0)}
CUTS = {"median": 50.0} | {
    f"{end}_{name}": percent
    for name, pair in SPREADS.items()
    for end, percent in zip(("low", "high"), pair, strict=True)
}


def measures(
    payers: tuple[Payer, ...], discount_factors: Array, inflation_factors: Array
) -> tuple[Weighted, ...]:
    """Present value by payer, and the council's net cash in the pounds of each year."""
    found = [
        Weighted(payer.value, tuple(discount_factors), frozenset({payer}))
        for payer in dict.fromkeys(payers)
    ]
    council = frozenset({Payer.COUNCIL})
    return (*found, Weighted(COUNCIL_CASH, tuple(inflation_factors), council, Cash.CASH))


def headline_parts(listed: tuple[Weighted, ...]) -> dict[str, tuple[int, ...]]:
    """The measures that each headline adds up, by their place."""
    names = [measure.name for measure in listed]
    payers = tuple(i for i, name in enumerate(names) if name != COUNCIL_CASH)
    public = tuple(i for i in payers if names[i] != Payer.INDIVIDUALS.value)
    found = {ALL_PAYERS: payers, PUBLIC_PURSE: public, NOMINAL: (names.index(COUNCIL_CASH),)}
    if Payer.COUNCIL.value in names:
        found[COUNCIL] = (names.index(Payer.COUNCIL.value),)
    return found


@dataclass(frozen=True, eq=False, repr=False)
class Uncertainty(Sent):
    """The draws of one appraisal: `sums` has a row for each measure, a column for each draw kept.

    Chances, means and errors are of every draw; percentiles of those kept (all, unless `keep` was
    given). They cover only what varies: `varying` inputs, with `fixed` held at their value
    because no interval is published for them.
    """

    simulation: Simulation
    sums: Array
    tallies: Mapping[str, Tally]

    @property
    def varying(self) -> tuple[str, ...]:
        """The ids of the inputs that vary."""
        return self.simulation.draws.varying

    @property
    def fixed(self) -> int:
        """How many inputs are held at their value."""
        return len(self.simulation.inputs.in_use) - len(self.varying)

    @property
    def draws(self) -> int:
        """How many were made."""
        return self.tallies[ALL_PAYERS].draws

    @property
    def kept(self) -> int:
        """How many are kept: the first of those made."""
        return int(self.sums.shape[1])

    @cached_property
    def _parts(self) -> dict[str, tuple[int, ...]]:
        return headline_parts(self.simulation.measures)

    @cached_property
    def headlines(self) -> Mapping[str, Array]:
        """Each headline's draws that are kept: net present value of all payers, the public purse,
        the council; and the council's net cash, nominal."""
        found = {rows: read_only(added(self.sums, rows)) for rows in set(self._parts.values())}
        return MappingProxyType({name: found[rows] for name, rows in self._parts.items()})

    def _ordered(self, rows: tuple[int, ...]) -> Array:
        """A headline's draws from the least to the most, in a table of its own."""
        values = self.sums[rows[0]].copy() if len(rows) == 1 else added(self.sums, rows)
        values.sort()
        return values

    @property
    def chance_council_pays_back(self) -> float:
        """Share of draws in which the council's cash covers its delivery cost by the end."""
        return self.tallies[NOMINAL].chance_not_below_zero

    @property
    def chance_public_purse_pays_back(self) -> float:
        """Share of draws in which the public purse's net present value is not negative."""
        return self.tallies[PUBLIC_PURSE].chance_not_below_zero

    def summary(self) -> pd.DataFrame:
        """Mean, median, 50, 80 and 95% intervals of each headline, pounds; how sure those are.

        `standard_error` is the Monte Carlo error of the mean; `chance_below_zero` the share of
        draws that lose, `loss_if_below` the mean of what they lose. `inputs_varying` and
        `inputs_fixed` say what all this rests on.
        """
        import pandas as pd

        alike = {rows: name for name, rows in self._parts.items()}  # one sort for each
        found = {r: _summary(self._ordered(r), self.tallies[name]) for r, name in alike.items()}
        rows = {name: found[parts] for name, parts in self._parts.items()}
        frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("headline")
        return frame.assign(**self._resting_on)

    def council_cash_by_year(self, *, executor: Executor | None = None) -> pd.DataFrame:
        """The council's net cash in each year, nominal: mean, median and intervals, and whether
        it has paid back by then: never before its first delivery cost, if it has any. Makes the
        draws that are kept again, by the same streams."""
        import pandas as pd

        years = self.simulation.flows.years
        sums, tallies = self._by_year(executor)
        rows = {
            year: _summary(np.sort(row), tallied)
            for year, row, tallied in zip(years, sums, tallies, strict=True)
        }
        frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("financial_year")
        frame["chance_paid_back"] = paid_back(sums, self._council_delivery).mean(axis=1)
        return frame.assign(**self._resting_on)

    def _by_year(self, executor: Executor | None) -> tuple[Array, tuple[Tally, ...]]:
        """The council's net cash, nominal: a row for each year, a column for each draw kept."""
        weights = zip(self.simulation.flows.years, np.diag(self._nominal), strict=True)
        council = frozenset({Payer.COUNCIL})
        yearly = tuple(Weighted(y, tuple(w), council, Cash.CASH) for y, w in weights)
        alone = tuple((at,) for at in range(len(yearly)))
        again = replace(self.simulation, measures=yearly)
        return simulate(again, self.kept, headlines=alone, executor=executor)

    def council_peak_funding(self, *, executor: Executor | None = None) -> pd.Series[float]:
        """The most the council has to fund by a year's end, nominal: mean, median and intervals.

        Positive pounds; 0 in a draw in which it is never out of pocket. Of the draws that are
        kept, made again by the same streams.
        """
        import pandas as pd

        sums, _ = self._by_year(executor)
        needed = np.sort(peaks(sums))
        cuts = dict(zip(CUTS, _cut(needed, CUTS.values()), strict=True))
        return pd.Series({"mean": float(needed.mean()), **cuts}, name="peak_funding")

    def council_payback_year(self, *, executor: Executor | None = None) -> pd.Series[str]:
        """The year from which the council's cash has paid back, to the end: median and intervals.

        "not by" the last year where so many draws do not pay back; there is no mean for it.
        Raises InputError where no delivery cost falls on the council.
        """
        import pandas as pd

        if not self._council_delivery.any():
            raise InputError(
                "council_payback_year: no delivery cost falls on the council, so it has nothing to "
                "get back; see council_cash_by_year()."
            )
        paid = self.council_cash_by_year(executor=executor)["chance_paid_back"]
        return pd.Series(
            {name: _first(paid, share / 100) for name, share in CUTS.items()}, name="payback_year"
        )

    @property
    def _resting_on(self) -> dict[str, int]:
        """How many inputs vary and how many are held, for each table."""
        return {"inputs_varying": len(self.varying), "inputs_fixed": self.fixed}

    @property
    def _council_delivery(self) -> Array:
        """The council's delivery cost by year, positive: what varies does not move its first."""
        flows = self.simulation.flows
        costs = flows.select(payer=Payer.COUNCIL, cash=Cash.CASH, kind=Kind.DELIVERY)
        return -costs[:, 0]

    @property
    def _nominal(self) -> Array:
        (council,) = [m for m in self.simulation.measures if m.name == COUNCIL_CASH]
        return np.array(council.weights)

    def interval(self, name: str, share: int = 95) -> tuple[float, float]:
        """The middle `share` per cent (50, 80 or 95) of one headline's draws."""
        asked = one_of(name, self._parts, "interval, name")
        if str(share) not in SPREADS:
            raise InputError(f"interval, share: {shown(share)} given; give 50, 80 or 95.")
        low, high = _cut(self._ordered(self._parts[asked]), SPREADS[str(share)])
        return low, high

    def digits(self, name: str) -> int:
        """How many figures of a headline's mean the number of draws supports."""
        name = one_of(name, self._parts, "digits, name")
        error, mean = self.tallies[name].standard_error, abs(self.tallies[name].mean)
        if error == 0 or mean == 0:
            return 15
        return max(0, math.floor(math.log10(mean / (2 * error))))


def _first(paid: pd.Series[float], share: float) -> str:
    """The first year by which so many draws have paid back."""
    years = [str(year) for year, chance in paid.items() if chance >= share]
    return years[0] if years else f"not by {paid.index[-1]}"


def _cut(ordered: Array, percents: Iterable[float]) -> list[float]:
    """Percentiles of draws from the least to the most, each between the two nearest."""
    places = [(ordered.size - 1) * percent / 100 for percent in percents]
    return [float(np.interp(p % 1, (0, 1), ordered[[int(p), math.ceil(p)]])) for p in places]


def _summary(ordered: Array, tallied: Tally) -> dict[str, float]:
    row = {"mean": tallied.mean, "standard_error": tallied.standard_error}
    row |= dict(zip(CUTS, _cut(ordered, CUTS.values()), strict=True))
    row["chance_below_zero"] = tallied.chance_below_zero
    row["loss_if_below"] = tallied.loss_if_below
    return row


def draw(
    simulation: Simulation,
    drawing: Drawing,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Uncertainty:
    """Every measure in every draw. Raises Stopped when it is stopped from the keyboard."""
    sums, tallies = simulate(
        simulation,
        drawing.draws,
        headlines=tuple(headline_parts(simulation.measures).values()),
        keep=drawing.keep,
        executor=executor,
        progress=progress,
    )
    return uncertainty_of(simulation, sums, tallies)


def uncertainty_of(simulation: Simulation, sums: Array, tallies: Iterable[Tally]) -> Uncertainty:
    """What draws say that are made: their sums, and a tally for each headline."""
    sums.flags.writeable = False
    names = headline_parts(simulation.measures)
    return Uncertainty(simulation, sums, dict(zip(names, tallies, strict=True)))
