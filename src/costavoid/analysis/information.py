"""Which figure should we measure? What knowing each input exactly would be worth. Formula 15.

By regression of the draws' net on the draws of one input (Strong, Oakley and Brennan, Estimating
multiparameter partial expected value of perfect information from a probabilistic sensitivity
analysis sample: a nonparametric regression approach, Medical Decision Making 2014, 34(3), 311-326).
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from costavoid.analysis.what_if import Measured
from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.errors import InputError, shown
from costavoid.cashflow.draws import CHUNK
from costavoid.cashflow.simulation import parts
from costavoid.cashflow.uncertainty import Uncertainty
from costavoid.evidence.figures import about

if TYPE_CHECKING:
    import pandas as pd

HEADLINES: dict[str, str] = {
    "net present value": "net present value, all payers",
    "council cash": "council net cash, nominal",
}
EVERYTHING = "everything"
GROSS = ", but no delivery cost was given: with one, the decision may hang on this"
FEWEST = 1_000
MOST = 16 * CHUNK  # more draws than this sharpen nothing that is printed
BLOCKS = 50  # of draws, left out one at a time to find the error
KNOTS = (0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99)
MIDDLE, OUTWARD = 4, (0, 2, 6, 1, 3, 5, 7)  # the first one, three, all: 3, 5 and 9 knots
SIZES = (1, 2, 3, 5, 9)  # columns: a constant, a line, splines
PENALTY = 2  # times Schwarz's: chance then credits an input without effect less than once in 1,000
EXACT = 1e-12  # of the variance: what is left below it is rounding, not chance


@dataclass(frozen=True)
class Worth:
    """What some knowledge is worth, in pounds, and the standard error of that."""

    pounds: float
    error: float


def value_of_information(
    appraisal: Answer, *, measured: Measured = "net present value"
) -> pd.DataFrame:
    """What knowing each varying input exactly would be worth to the decision to run it or not.

    The first row, "everything", is for all of them together; then one row an input, by id, the
    most valuable first. `evppi` is in pounds of what is `measured`, for this one programme as
    appraised: no study of that input is worth more, for none is perfect. The values of several
    inputs do not add up. `standard_error` is what the draws leave open (at most 262,144 are used),
    and `words` says nothing finer. Raises InputError where no draws were made, fewer than 1,000
    were, or no input varies.
    """
    import pandas as pd

    drawn = _checked(appraisal, measured)
    net, inputs = _draws(drawn, HEADLINES[measured])
    whole = _all_known(net)
    names = _names(appraisal, drawn.varying)
    found = {id: _one_known(net, inputs[id], whole.pounds) for id in drawn.varying}
    found = dict(sorted(found.items(), key=lambda item: item[1].pounds, reverse=True))
    labels = {id: appraisal.inputs.in_use[id].label for id in found}
    priced = appraisal.has_delivery
    known = _known(net, measured) + ("" if priced else GROSS)
    rows = [
        {
            "id": id,
            "label": {EVERYTHING: "Every input that varies", **labels}[id],
            "evppi": worth.pounds,
            "standard_error": worth.error,
            "share_of_evpi": worth.pounds / whole.pounds if whole.pounds else 0.0,
            "words": _words({EVERYTHING: "every varying input", **names}[id], worth, known),
        }
        for id, worth in {EVERYTHING: whole, **found}.items()
    ]
    frame = pd.DataFrame(rows).set_index("id")
    frame.attrs = {"measured": measured, "draws": net.size, "mean_net": float(net.mean())}
    return frame


def _checked(appraisal: Answer, measured: str) -> Uncertainty:
    """The draws, where there are enough of something. Raises InputError where there are not."""
    if not isinstance(appraisal, Answer):
        raise InputError(
            f"value_of_information: {type(appraisal).__name__} given; give what "
            "costavoid.appraise(..., draws=10_000) returns."
        )
    if not isinstance(measured, str) or measured not in HEADLINES:
        raise InputError(
            f"value_of_information, measured: {shown(measured)} given; use 'net present value' or "
            "'council cash'."
        )
    drawn = appraisal.uncertainty
    if drawn.draws < FEWEST:
        raise InputError(
            f"value_of_information: {drawn.draws} draws given; they cannot tell one input's part "
            f"from another's: use {FEWEST:,} or more, such as appraise(..., draws=10_000)."
        )
    if not drawn.varying:
        raise InputError(
            "value_of_information: no input of this appraisal varies, so there is nothing to learn "
            "from it; give the numbers you doubt an interval (low, high, and range_kind='95% "
            "interval'), or draw published ranges too with appraise(..., range_as='95% interval')."
        )
    if not np.isfinite(drawn.sums).all():
        raise InputError(
            "value_of_information: some draws are too large to add up; narrow the widest interval."
        )
    return drawn


def _draws(drawn: Uncertainty, headline: str) -> tuple[Array, dict[str, Array]]:
    """The net and every varying input in the same draws; the inputs are drawn again."""
    net = drawn.headlines[headline][:MOST]
    chunks = [
        drawn.simulation.draws.chunk(number, size) for number, _, size in parts(int(net.size))
    ]
    return net, {id: np.concatenate([chunk[id] for chunk in chunks]) for id in drawn.varying}


def _all_known(net: Array) -> Worth:
    """Of everything: the net of each draw is what would be known."""
    blocks = np.array_split(np.arange(net.size), BLOCKS)
    return _jackknifed(_gain(net), lambda left_out: _gain(np.delete(net, blocks[left_out])))


def _one_known(net: Array, values: Array, most: float) -> Worth:
    """Of one input: what would be known is the net expected at its value."""
    mean = float(net.mean())
    basis, rest = _basis(values), net - mean
    blocks = np.array_split(np.arange(net.size), BLOCKS)
    sums = [_Sums.of(basis[block], rest[block]) for block in blocks]
    whole = _Sums.of(basis, rest)

    def without(left_out: int) -> float:
        expected = mean + basis @ (whole - sums[left_out]).coefficients()
        return _gain(np.delete(expected, blocks[left_out]))

    worth = _jackknifed(_gain(mean + basis @ whole.coefficients()), without)
    return Worth(min(worth.pounds, most), worth.error)


def _gain(expected: Array) -> float:
    """Mean of what is gained where the decision would be another than the mean's; never negative.

    E[max(expected, 0)] - max(E[expected], 0), without the difference of two large numbers.
    """
    other = -expected if expected.mean() > 0 else expected
    return float(np.maximum(other, 0.0).mean())


def _jackknifed(value: float, without: Callable[[int], float]) -> Worth:
    """A value with the error that leaving out each block of draws in turn shows."""
    each = np.array([without(left_out) for left_out in range(BLOCKS)])
    return Worth(value, math.sqrt((BLOCKS - 1) * float(each.var())))


def _basis(values: Array) -> Array:
    """Orthonormal columns: a constant, a straight line, natural cubic splines of more knots."""
    spread = float(values.std())
    at = (values - values.mean()) / (spread if spread > 0 else 1.0)
    columns = [np.ones_like(at), at] if spread > 0 else [np.ones_like(at)]
    knots = np.unique(np.quantile(at, KNOTS))
    if knots.size == len(KNOTS):
        # cubic from each knot on, straight beyond the ends (Hastie and others 2009, 5.2.1)
        cubes = np.maximum(at[:, None] - knots, 0.0) ** 3
        slopes = (cubes[:, :-1] - cubes[:, -1:]) / (knots[-1] - knots[:-1])
        columns += [slopes[:, place] - slopes[:, MIDDLE] for place in OUTWARD]
    return np.asarray(np.linalg.qr(np.column_stack(columns))[0], dtype=np.float64)


@dataclass(frozen=True)
class _Sums:
    """What a regression needs of some draws; sums of blocks add and subtract."""

    count: int
    squares: float
    gram: Array
    moments: Array

    @classmethod
    def of(cls, basis: Array, net: Array) -> _Sums:
        """Those of these draws."""
        return cls(net.size, float(net @ net), basis.T @ basis, basis.T @ net)

    def __sub__(self, other: _Sums) -> _Sums:
        return _Sums(
            self.count - other.count,
            self.squares - other.squares,
            self.gram - other.gram,
            self.moments - other.moments,
        )

    def coefficients(self) -> Array:
        """The least squares of a constant, a line or a spline: the best by a criterion like
        Schwarz's, but stricter, so that an input that moves nothing is credited with nothing.
        """
        least = max(EXACT * self.squares, sys.float_info.min)
        best, lowest = np.zeros(len(self.moments)), math.inf
        for size in [size for size in SIZES if size <= len(self.moments)]:
            fit = np.linalg.solve(self.gram[:size, :size], self.moments[:size])
            left = max(self.squares - float(fit @ self.moments[:size]), least)
            criterion = self.count * math.log(left) + PENALTY * size * math.log(self.count)
            if criterion < lowest:
                lowest = criterion
                best = np.concatenate([fit, np.zeros(len(self.moments) - size)])
        return best


def _names(appraisal: Answer, ids: tuple[str, ...]) -> dict[str, str]:
    """How each input is called: its label, and its id where another has the same label."""
    labels = {id: appraisal.inputs.in_use[id].label for id in ids}
    shared = Counter(labels.values())
    return {
        id: f"'{label}' ({id})" if shared[label] > 1 else f"'{label}'"
        for id, label in labels.items()
    }


def _known(net: Array, measured: Measured) -> str:
    """What the programme does on average, with what is known, in words."""
    if not net.any():
        return "none of it is at stake: the measure is 0 in every draw"
    mean = float(net.mean())
    error = float(net.std(ddof=1)) / math.sqrt(net.size)
    if abs(mean) <= 2 * error:
        return "the programme neither saves nor costs on average, as far as the draws tell"
    does = "saves" if mean > 0 else "costs"
    amount = _to(abs(mean), error)
    if measured == "council cash":
        return f"the programme {does} the council {amount} in cash on average"
    return f"the programme {does} {amount} on average"


def _words(name: str, worth: Worth, known: str) -> str:
    """One sentence, no finer than the error."""
    if round(worth.pounds) == 0:
        said = "would not change the decision, as far as the draws tell"
    elif worth.pounds <= 2 * worth.error:
        most = about(worth.pounds + 2 * worth.error)
        said = f"would be worth less than {most} to this decision, and perhaps nothing"
    else:
        said = f"would be worth about {_to(worth.pounds, worth.error)} to this decision"
    return f"Knowing {name} exactly {said}; with what is known, {known}."


def _to(amount: float, error: float) -> str:
    """Pounds to two figures, or to one where the second is within the error."""
    first = 10.0 ** math.floor(math.log10(amount))
    return about(round(amount / first) * first if 2 * error > first / 10 else amount)
