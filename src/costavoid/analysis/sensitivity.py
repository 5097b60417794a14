"""Sensitivity: which numbers move the answer, one at a time and in pairs. Formula 16."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from costavoid.analysis.break_even import break_evens_of
from costavoid.analysis.what_if import Measured, check_measured, measure, net_at, nets_at, used
from costavoid.analysis.zero import NOTHING, PENNY
from costavoid.appraisal.answer import Answer, an_answer
from costavoid.base.asked import a_number, one_of, several
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import WHOLES, RangeKind
from costavoid.cashflow.draws import RangeAs, counts_compared
from costavoid.evidence.distributions import LOWER, UPPER, distribution
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.intervals import count_interval

if TYPE_CHECKING:
    import pandas as pd

Direction = Literal["more saves more", "more saves less", "no effect", "both ways", "not known"]
PLUS_MINUS = 0.1  # each way, where nothing says how far a number may be out
NO_INTERVAL = f"no interval: ±{PLUS_MINUS:.0%}"
POISSON = "95% interval (Poisson)"
WIDER = "95% interval (Poisson, with its dispersion)"
IN_WHOLES = "A count: moved to whole numbers."


@dataclass(frozen=True)
class Swing:
    """One input at its low, at its value and at its high, and the net at each.

    A net is nan where the input cannot be appraised at that end; `note` says why.
    """

    id: str
    label: str
    unit: str
    price_year: str
    low: float
    value: float
    high: float
    net_at_low: float
    net: float
    net_at_high: float
    swing: float
    direction: Direction
    kind: str
    plus_minus: float
    note: str

    @property
    def nets(self) -> tuple[float, ...]:
        """The nets that could be computed, by rising value of the input."""
        return tuple(
            net for net in (self.net_at_low, self.net, self.net_at_high) if not math.isnan(net)
        )


def one_at_a_time(
    appraisal: Answer,
    *,
    measured: Measured = "net present value",
    range_as: RangeAs | None = None,
) -> pd.DataFrame:
    """Each input to its low and its high, the rest unchanged: the rows of a tornado, widest first.

    One row an input, by id. `swing` is the most less the least of `net_at_low`, `net` and
    `net_at_high`, pounds of what is `measured`: all payers' "net present value", or the "council
    cash", nominal. `kind` says what low and high are: an interval, or a published "range", which
    goes to its own ends, or, with `range_as` "triangular" or "PERT", to those of the middle 95% of
    that spread; for a count before or after, its "95% interval (Poisson)". Inputs with none of
    these come after, whatever their swing: moved by `plus_minus`, 10% each way, which says nothing
    of how far they may be out.

    Where an end cannot be appraised its net is nan, and `note` says why. Formula 16.
    """
    import pandas as pd

    an_answer(appraisal)
    check_measured(measured, "one_at_a_time")
    if range_as is not None:
        one_of(range_as, get_args(RangeAs), "one_at_a_time, range_as")
    rows = swings(appraisal, appraisal.inputs.in_use, measured=measured, range_as=range_as)
    return pd.DataFrame([asdict(row) for row in rows]).set_index("id")


def swings(
    appraisal: Answer,
    ids: Iterable[str],
    *,
    measured: Measured = "net present value",
    range_as: RangeAs | None = None,
) -> list[Swing]:
    """The swings of some inputs: those with an interval or range first, then the widest."""
    present = measure(appraisal, measured)
    counts = counts_compared(appraisal.flows.lines, appraisal.inputs)
    estimates = [appraisal.inputs.in_use[id] for id in ids]
    ends = {e.id: _ends(e, range_as, counts.get(e.id)) for e in estimates}
    wanted = [{id: value} for id, to in ends.items() for value in to[:2]]
    nets_at(appraisal, wanted, measured)  # all of them together: each is then at hand below
    found = [_swing(appraisal, e, present, measured, ends[e.id]) for e in estimates]
    return sorted(found, key=lambda row: (row.plus_minus > 0, unknown_last(row.swing), row.id))


def widest(appraisal: Answer, most: int) -> list[Swing]:
    """The inputs that move the net present value most, at most so many, whatever their range."""
    found = [row for row in swings(appraisal, appraisal.inputs.in_use) if round(row.swing, 2) > 0]
    return sorted(found, key=lambda row: unknown_last(row.swing))[:most]


def unknown_last(swing: float) -> float:
    """Sorts swings, the widest first and those that are not known last; to the penny."""
    return math.inf if math.isnan(swing) else -round(swing, 2)


def _swing(
    appraisal: Answer,
    estimate: Estimate,
    present: float,
    measured: Measured,
    to: tuple[float, float, str],
) -> Swing:
    low, high, kind = to
    ends = [_at(appraisal, estimate, end, measured) for end in (low, high)]
    (low, at_low, why_low), (high, at_high, why_high) = ends
    if estimate.value == 0 and kind == NO_INTERVAL:
        why_low = "It is 0, so a share of it is nothing: try a value of your own."
    known = [net for net in (at_low, present, at_high) if not math.isnan(net)]
    return Swing(
        id=estimate.id,
        label=estimate.label,
        unit=estimate.unit.value,
        price_year=estimate.price_year or "",
        low=low,
        value=estimate.value,
        high=high,
        net_at_low=at_low,
        net=present,
        net_at_high=at_high,
        swing=_width(known),
        direction=_direction(known),
        kind=kind,
        plus_minus=PLUS_MINUS if kind == NO_INTERVAL else 0.0,
        note=" ".join(dict.fromkeys(why for why in (why_low, why_high) if why)),
    )


def _width(nets: list[float]) -> float:
    """The most less the least; nothing where only rounding tells them apart."""
    if len(nets) < 2:
        return math.nan
    width = max(nets) - min(nets)
    return width if width >= NOTHING else 0.0


def _ends(
    estimate: Estimate, range_as: RangeAs | None, cases: float | None
) -> tuple[float, float, str]:
    """How far down and up to go, and what that is; of a count, with the error of so many cases."""
    low, high = estimate.low, estimate.high
    if low is None and cases is not None:
        alone = math.isclose(cases, estimate.value)
        return (*count_interval(estimate.value, cases), POISSON if alone else WIDER)
    if low is None or high is None or estimate.range_kind is None:
        ends = sorted(estimate.value * (1 + step) for step in (-PLUS_MINUS, PLUS_MINUS))
        return ends[0], min(ends[1], WHOLES.get(estimate.unit, math.inf)), NO_INTERVAL
    if estimate.range_kind is not RangeKind.RANGE or range_as is None:
        return low, high, estimate.range_kind.value
    spread = None if range_as == "95% interval" else distribution(estimate, range_as)
    if spread is not None:
        low, high = (float(end) for end in spread.quantile(np.array([LOWER, UPPER])))
    return low, high, f"range, read as {range_as}"


def _at(
    appraisal: Answer, estimate: Estimate, end: float, measured: Measured
) -> tuple[float, float, str]:
    """The end used, the net there, and what to say of it; a count that must be whole is."""
    away = math.floor if end < estimate.value else math.ceil
    tries = [end, float(away(end))] if estimate.unit.is_count else [end]
    refused = ""
    for value in dict.fromkeys(tries):
        try:
            net = net_at(appraisal, estimate.id, value, measured)
        except InputError as error:
            refused = refused or str(error)
        else:
            return value, net, IN_WHOLES if refused else ""
    return end, math.nan, refused


def _direction(nets: list[float]) -> Direction:
    """Which way the net goes as the input rises; half a penny is no movement."""
    if len(nets) < 2:
        return "not known"
    steps = [b - a for a, b in pairwise(nets) if abs(b - a) >= PENNY / 2]
    if not steps:
        return "no effect"
    if min(steps) < 0 < max(steps):
        return "both ways"
    return "more saves more" if steps[0] > 0 else "more saves less"


def grid(
    appraisal: Answer,
    id_one: str,
    values_one: Iterable[float],
    id_two: str,
    values_two: Iterable[float],
    *,
    measured: Measured = "net present value",
) -> pd.DataFrame:
    """The net for each pair of values of two inputs: the first down, the second across.

    Pounds of what is `measured`. Raises InputError for an input that is not used, the same one
    twice, and values, or pairs of them, that cannot be appraised.
    """
    import pandas as pd

    check_measured(measured, "grid")
    for id in (id_one, id_two):
        used(appraisal, id, "grid")
    if id_one == id_two:
        raise InputError(f"grid: {id_one} given twice; give two inputs, or see one_at_a_time.")
    down, across = _numbers("values_one", values_one), _numbers("values_two", values_two)
    pairs = [{id_one: one, id_two: two} for one in down for two in across]
    nets = np.array(_all_of(pairs, nets_at(appraisal, pairs, measured))).reshape(len(down), -1)
    rows, columns = pd.Index(down, name=id_one), pd.Index(across, name=id_two)
    return pd.DataFrame(nets, index=rows, columns=columns)


def _numbers(field: str, values: object) -> list[float]:
    """The values as numbers. Raises InputError for what is not a list of them."""
    wanted = "a list of finite numbers"
    listed = several(values, f"grid, {field}", wanted)
    if not listed:
        raise InputError(f"grid, {field}: nothing given; give at least one number.")
    return [a_number(value, f"grid, {field}", wanted) for value in listed]


def _all_of(
    pairs: Sequence[Mapping[str, float]], nets: Sequence[float | InputError]
) -> list[float]:
    """The nets. Raises InputError naming the first pair that has none."""
    for values, net in zip(pairs, nets, strict=True):
        if isinstance(net, InputError):
            given = ", ".join(f"{id} {value:g}" for id, value in values.items())
            raise InputError(f"grid, at {given}: {net}") from None
    return [net for net in nets if not isinstance(net, InputError)]


def break_evens(appraisal: Answer, *, measured: Measured = "net present value") -> pd.DataFrame:
    """Where every input in use would break even, the nearest to the value in use first.

    One row an input, by id. `away` is how far break-even is from the value in use, as a share of
    it; infinite where that is 0, or where there is none, and then `reason` says why, and the row
    comes last. `words` says all of it; money is in pounds of its own `price_year`.
    """
    import pandas as pd

    an_answer(appraisal)
    check_measured(measured, "break_evens")
    found = break_evens_of(appraisal, appraisal.inputs.in_use, measured)
    found.sort(key=lambda answer: (bool(answer.reason), round(answer.away, 9), answer.id))
    rows = [
        {
            "id": answer.id,
            "label": appraisal.inputs.in_use[answer.id].label,
            "unit": answer.unit,
            "price_year": answer.price_year,
            "present": answer.present,
            "break_even": answer.value,
            "away": answer.away,
            "reason": answer.reason,
            "words": str(answer),
        }
        for answer in found
    ]
    return pd.DataFrame(rows).set_index("id")
