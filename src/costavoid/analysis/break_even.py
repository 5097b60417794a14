"""Break-even: what one number would have to be for the programme to pay. Formula 13."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from costavoid.analysis.what_if import Measured, check_measured, nets_at, refusals, used
from costavoid.analysis.zero import zeros
from costavoid.appraisal.answer import Answer
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Unit
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import amount, per
from costavoid.programme.base import labels
from costavoid.programme.outcomes import Outcome

WHOSE: dict[Measured, str] = {
    "net present value": "all payers, discounted",
    "council cash": "the council's own cash",
}


WITHOUT_CASES = ("volume", "postponed")  # kinds whose cases a break-even does not count


@dataclass(frozen=True)
class BreakEven:
    """The value at which a measure is zero; nan with the reason where there is none.

    `measured` says of what: all payers' net present value, or the council's own net cash.
    `means` says it in cases avoided, where the number is a rate, a ratio or a share, and `cases`
    and `cases_now` are those of the first outcome that rests on it. Money is in pounds of its own
    `price_year`.
    """

    id: str
    label: str
    unit: str
    measured: Measured
    present: float
    value: float
    reason: str = ""
    means: str = ""
    price_year: str = ""
    cases: float = math.nan
    cases_now: float = math.nan

    @property
    def share_of_present(self) -> float:
        """The break-even as a share of the value in use; nan without either."""
        return self.value / self.present if self.reached and self.present else math.nan

    @property
    def points(self) -> float:
        """How many points above the value in use, for a share: 0.05 is five; nan for the rest."""
        return self.value - self.present if self.unit == Unit.SHARE else math.nan

    @property
    def reached(self) -> bool:
        """Whether there is such a value."""
        return math.isfinite(self.value)

    @property
    def away(self) -> float:
        """How far it is from the value in use, as a share of that; infinite where there is no
        such value, or the value in use is 0."""
        if self.reached and self.value == self.present:
            return 0.0
        if not self.reached or self.present == 0:
            return math.inf
        return abs(self.value / self.present - 1)

    def __str__(self) -> str:
        name = self.id if self.label == self.id else f"{self.label} ({self.id})"
        if not self.reached:
            return f"{name} ({WHOSE[self.measured]}): {self.reason}"
        unit = Unit(self.unit)
        now = amount(self.present, unit).removesuffix(per(unit))
        prices = f", in {self.price_year} prices" if self.price_year else ""
        means = f". {self.means}" if self.means else ""
        return (
            f"{name} breaks even ({WHOSE[self.measured]}) at {amount(self.value, unit)}, now "
            f"{now}{prices}{means}."
        )


def break_even(
    appraisal: Answer, id: str, *, measured: Measured = "net present value"
) -> BreakEven:
    """The value of one input at which the programme neither saves nor costs, the rest unchanged.

    The nearest to the value in use, where there are several. Raises InputError for an input the
    appraisal does not use, or another measure.
    """
    used(appraisal, id, "break_even")
    check_measured(measured, "break_even")
    (found,) = break_evens_of(appraisal, [id], measured)
    return found


def break_evens_of(appraisal: Answer, ids: Iterable[str], measured: Measured) -> list[BreakEven]:
    """Of each of some inputs in use, searched for side by side."""
    estimates = {id: appraisal.inputs.in_use[id] for id in ids}

    def nets(asked: Sequence[tuple[str, float]]) -> list[float | InputError]:
        return nets_at(appraisal, [{id: value} for id, value in asked], measured)

    def refused(asked: Sequence[tuple[str, float]]) -> list[InputError | None]:
        return refusals(appraisal, [{id: value} for id, value in asked])

    found = zeros(estimates, nets, refused)
    return [_said(appraisal, estimates[id], measured, *zero) for id, zero in found.items()]


def _said(
    appraisal: Answer, estimate: Estimate, measured: Measured, value: float, reason: str
) -> BreakEven:
    counted = [] if reason else _cases(appraisal, estimate, value)
    return BreakEven(
        id=estimate.id,
        label=estimate.label,
        unit=estimate.unit.value,
        measured=measured,
        present=estimate.value,
        value=value,
        reason=reason,
        means=". ".join(_in_words(*found) for found in counted),
        price_year=estimate.price_year or "",
        cases=counted[0][1] if counted else math.nan,
        cases_now=counted[0][2] if counted else math.nan,
    )


def _cases(
    appraisal: Answer, estimate: Estimate, value: float
) -> list[tuple[tuple[Outcome, ...], float, float]]:
    """How many cases the break-even of a rate, ratio or share avoids, and how many are now."""
    unit = estimate.unit
    if unit.is_money or unit.is_duration or unit.is_count:
        return []
    there = appraisal.inputs.drawn({estimate.id: np.array([value])})
    found = []
    for effect, outcomes in appraisal.by_counterfactual.items():
        if estimate.id in {e.id for e in effect.estimates} and effect.kind not in WITHOUT_CASES:
            then, now = (float(effect.avoided(inputs)[0]) for inputs in (there, appraisal.inputs))
            found.append((outcomes, then, now))
    return found


def _in_words(outcomes: tuple[Outcome, ...], then: float, now: float) -> str:
    often = outcomes[0].often
    fewer = f"{then:.1f} {often}" if then >= 0 else f"{-then:.1f} {often} more, not fewer"
    return f"{labels(outcomes)}: {fewer}; now {now:.1f}"
