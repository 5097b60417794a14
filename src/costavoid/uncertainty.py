"""What the draws say: how far each headline may be out, and the chance that it pays back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from costavoid.draws import CHUNK
from costavoid.errors import InputError, nearest
from costavoid.executors import Progress
from costavoid.inputs import Array
from costavoid.simulation import Measure, Simulation, simulate
from costavoid.vocabulary import Cash, Payer

if TYPE_CHECKING:
    import pandas as pd

COUNCIL_CASH = "council net cash"
SPREADS = {"95": (2.5, 97.5), "80": (10.0, 90.0), "50": (25.0, 75.0)}


def measures(
    payers: tuple[Payer, ...], discount_factors: Array, inflation_factors: Array
) -> tuple[Measure, ...]:
    """Present value by payer, and the council's net cash in the pounds of each year."""
    found = [
        Measure(payer.value, tuple(discount_factors), frozenset({payer}))
        for payer in dict.fromkeys(payers)
    ]
    council = frozenset({Payer.COUNCIL})
    return (*found, Measure(COUNCIL_CASH, tuple(inflation_factors), council, Cash.CASH))


@dataclass(frozen=True, eq=False, repr=False)
class Uncertainty:
    """The draws of one appraisal: `sums` has a row for each measure and a column for each draw.

    Chances and intervals cover only what varies: `varying` inputs, with `fixed` held at their
    value because no interval is published for them.
    """

    simulation: Simulation
    sums: Array

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """As it was before it was pickled: read-only."""
        self.__dict__.update(state)
        self.sums.flags.writeable = False

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
        """How many."""
        return int(self.sums.shape[1])

    def _row(self, name: str) -> Array:
        names = [measure.name for measure in self.simulation.measures]
        row: Array = self.sums[names.index(name)]
        return row

    @cached_property
    def _parts(self) -> dict[str, tuple[int, ...]]:
        """The measures that each headline adds up."""
        names = [measure.name for measure in self.simulation.measures]
        payers = tuple(i for i, name in enumerate(names) if name != COUNCIL_CASH)
        public = tuple(i for i in payers if names[i] != Payer.INDIVIDUALS.value)
        found = {
            "net present value, all payers": payers,
            "net present value, public purse": public,
            "council net cash, nominal": (names.index(COUNCIL_CASH),),
        }
        if Payer.COUNCIL.value in names:
            found["net present value, council"] = (names.index(Payer.COUNCIL.value),)
        return found

    @cached_property
    def headlines(self) -> Mapping[str, Array]:
        """Each headline's draws: net present value of all payers, the public purse, the council;
        and the council's net cash, nominal."""
        added = {rows: _added(self.sums, rows) for rows in set(self._parts.values())}
        return {name: added[rows] for name, rows in self._parts.items()}

    def _ordered(self, name: str) -> Array:
        """One headline's draws from the least to the most, in a table of its own."""
        rows = self._parts[name]
        values = self.sums[rows[0]].copy() if len(rows) == 1 else _added(self.sums, rows)
        values.sort()
        return values

    @property
    def chance_council_pays_back(self) -> float:
        """Share of draws in which the council's cash covers its delivery cost by the end."""
        return float((self._row(COUNCIL_CASH) >= 0).mean())

    @property
    def chance_public_purse_pays_back(self) -> float:
        """Share of draws in which the public purse's net present value is not negative."""
        return float((self.headlines["net present value, public purse"] >= 0).mean())

    def summary(self) -> pd.DataFrame:
        """Mean, median, 50, 80 and 95% intervals of each headline, pounds; how sure those are.

        `standard_error` is the Monte Carlo error of the mean; `chance_below_zero` the share of
        draws that lose, `loss_if_below` the mean of what they lose.
        """
        import pandas as pd

        rows = {name: _summary(self._ordered(name)) for name in self._parts}
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("headline")

    def council_cash_by_year(self, *, executor: Executor | None = None) -> pd.DataFrame:
        """The council's net cash in each year, nominal: mean, median and intervals, and whether
        it has paid back by then. Draws again, by the same streams."""
        import pandas as pd

        years = self.simulation.flows.years
        weights = dict(zip(years, np.diag(self._nominal), strict=True))
        council = frozenset({Payer.COUNCIL})
        yearly = tuple(Measure(y, tuple(w), council, Cash.CASH) for y, w in weights.items())
        sums = simulate(replace(self.simulation, measures=yearly), self.draws, executor=executor)
        rows = {year: _summary(np.sort(row)) for year, row in zip(years, sums, strict=True)}
        frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("financial_year")
        frame["chance_paid_back"] = _paid_back(np.cumsum(sums, axis=0))
        return frame

    @property
    def _nominal(self) -> Array:
        (council,) = [m for m in self.simulation.measures if m.name == COUNCIL_CASH]
        return np.array(council.weights)

    def interval(self, name: str, share: int = 95) -> tuple[float, float]:
        """The middle `share` per cent (50, 80 or 95) of one headline's draws."""
        if name not in self._parts or str(share) not in SPREADS:
            known = [*self._parts, *SPREADS]
            raise InputError(f"interval: {name!r}, {share!r} given. {nearest(str(name), known)}")
        low, high = _cut(self._ordered(name), SPREADS[str(share)])
        return low, high

    def digits(self, name: str) -> int:
        """How many figures of a headline's mean the number of draws supports."""
        values = self.headlines[name]
        error, mean = _standard_error(values), abs(float(values.mean()))
        if error == 0 or mean == 0:
            return 15
        return max(0, math.floor(math.log10(mean / (2 * error))))


def _paid_back(cumulative: Array) -> list[float]:
    """The chance in each year that it is paid back and stays so to the end."""
    stays = np.minimum.accumulate(cumulative[::-1], axis=0)[::-1] >= 0
    return [float(share) for share in stays.mean(axis=1)]


def _added(sums: Array, rows: tuple[int, ...]) -> Array:
    """The rows added up; the row itself where there is one, nothing where there is none."""
    if not rows:
        return np.zeros(sums.shape[1])
    if len(rows) == 1:
        return np.asarray(sums[rows[0]])
    total = sums[rows[0]] + sums[rows[1]]
    for row in rows[2:]:
        total += sums[row]
    return np.asarray(total)


def _standard_error(values: Array) -> float:
    """Of the mean of the draws, added up in parts so that no second table of them is made."""
    mean = float(values.mean())
    parts = (values[at : at + CHUNK] - mean for at in range(0, values.size, CHUNK))
    squares = math.fsum(float(np.square(part).sum()) for part in parts)
    return math.sqrt(squares / (values.size - 1) / values.size) if values.size > 1 else math.nan


def _cut(ordered: Array, percents: Iterable[float]) -> list[float]:
    """Percentiles of draws from the least to the most, each between the two nearest."""
    places = [(ordered.size - 1) * percent / 100 for percent in percents]
    return [float(np.interp(p % 1, (0, 1), ordered[[int(p), math.ceil(p)]])) for p in places]


def _summary(ordered: Array) -> dict[str, float]:
    cuts = [50.0, *(cut for pair in SPREADS.values() for cut in pair)]
    median, *ends = _cut(ordered, cuts)
    lost = ordered[: np.searchsorted(ordered, 0.0)]
    row = {"mean": float(ordered.mean()), "standard_error": _standard_error(ordered)}
    row["median"] = median
    for name, low, high in zip(SPREADS, ends[::2], ends[1::2], strict=True):
        row |= {f"low_{name}": low, f"high_{name}": high}
    row["chance_below_zero"] = lost.size / ordered.size
    row["loss_if_below"] = float(-lost.mean()) if lost.size else 0.0
    return row


def draw(
    simulation: Simulation,
    draws: int,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Uncertainty:
    """Every measure in every draw."""
    sums = simulate(simulation, draws, executor=executor, progress=progress)
    sums.flags.writeable = False
    return Uncertainty(simulation, sums)
