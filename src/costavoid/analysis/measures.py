"""What can be counted month by month to see whether a case came true: planned, and without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import floor

import numpy as np

from costavoid.analysis.baselines import Baseline, baseline_of
from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import MONTHS_PER_YEAR
from costavoid.base.years import APRIL, start_year
from costavoid.evidence.figures import figure
from costavoid.evidence.inputs import Inputs
from costavoid.programme.effects import Counterfactual
from costavoid.programme.effects.rates import Volume
from costavoid.programme.lines import Cases
from costavoid.programme.occupancy import Arrivals, clean, on_edges, timetable
from costavoid.programme.outcomes import Outcome
from costavoid.programme.stays import years

AVOIDED = (" avoided", " no longer needed")  # what a label of an outcome adds to its measure's name


@dataclass(frozen=True, eq=False)
class Measured:
    """Events to count each month, from the month the programme starts to the horizon's end.

    `without` and `planned` are how many are expected in each month without the programme and with
    it; `outcomes` the ids of those that rest on the count.
    """

    id: str
    label: str
    outcomes: tuple[str, ...]
    first_month: date
    baseline: Baseline
    without: Array
    planned: Array

    @property
    def falls(self) -> bool:
        """Whether fewer are planned than without the programme."""
        return bool(self.planned.sum() < self.without.sum() - 1e-9)


@dataclass(frozen=True)
class NotMeasured:
    """An outcome that no count of events shows, and why."""

    id: str
    label: str
    outcomes: tuple[str, ...]
    reason: str


def measures(
    appraisal: Answer, baselines: Mapping[str, Baseline] | None = None
) -> tuple[Measured | NotMeasured, ...]:
    """One for each effect that claims to save, by the id of the first outcome that rests on it.

    `baselines` are by that id, in the place of the effect's own. Without the programme there would
    be as many as are planned and those that the case claims: deadweight and what others did are
    taken to happen anyway. Raises InputError for a baseline of what is none of them, or below
    what the case avoids.
    """
    given = dict(baselines or {})
    found = tuple(
        _measure(effect, outcomes, appraisal, given)
        for effect, outcomes in appraisal.claimed.items()
    )
    if given:
        known = ", ".join(each.id for each in found)
        raise InputError(
            f"baselines: {', '.join(given)} given; no count of that name can be kept. The "
            f"benefits are {known}; a baseline is for what happens, case by case."
        )
    return found


def _measure(
    effect: Counterfactual,
    outcomes: tuple[Outcome, ...],
    appraisal: Answer,
    given: dict[str, Baseline],
) -> Measured | NotMeasured:
    of = min(outcomes, key=lambda o: bool(o.share or o.other_share))  # of all its cases, if any is
    ids = tuple(outcome.id for outcome in outcomes)
    label = of.label
    for ending in AVOIDED:
        label = label.removesuffix(ending)
    reason = _why_not(effect, of)
    if reason:
        return NotMeasured(of.id, label, ids, reason)
    cases = of.cases(appraisal.span)
    baseline = given.pop(of.id, None) or baseline_of(effect, cases.years, appraisal.inputs)
    if baseline is None:
        return NotMeasured(
            of.id,
            label,
            ids,
            "nothing says how many there would be without the programme; give the counts of the "
            f'years before: baselines={{"{of.id}": (..., ...)}}',
        )
    return _by_month(of, label, ids, baseline, cases, appraisal)


def _why_not(effect: Counterfactual, outcome: Outcome) -> str:
    """Why no count of events shows it; blank where one does."""
    if isinstance(effect, Volume):
        return "its effect is what each case saves, not how many there are"
    if outcome.often == "at any time":
        return "it is a number that stands all the time, not events that happen"
    return ""


def _by_month(
    outcome: Outcome,
    label: str,
    ids: tuple[str, ...],
    baseline: Baseline,
    cases: Cases,
    appraisal: Answer,
) -> Measured:
    inputs, effect = appraisal.inputs, outcome.counterfactual
    begins = floor(round(cases.start * MONTHS_PER_YEAR, 9))
    months = appraisal.settings.horizon * MONTHS_PER_YEAR - begins
    fewer = float(effect.avoided(inputs)[0]) / cases.years * _come(cases, begins, months, inputs)
    expected = np.full(months, baseline.a_year / MONTHS_PER_YEAR)
    planned = expected - fewer
    if planned.min() < -1e-9:
        raise InputError(
            f"baselines: {figure(baseline.a_year)} a year given for {outcome.id}, but the case "
            f"avoids {figure(float(fewer.max()) * MONTHS_PER_YEAR)}; no more can be avoided than "
            "would have happened."
        )
    first = _month(start_year(appraisal.settings.first_year) * MONTHS_PER_YEAR + APRIL - 1 + begins)
    without = planned + fewer * _claimed(cases, inputs)
    return Measured(outcome.id, label, ids, first, baseline, without, np.maximum(planned, 0.0))


def _come(cases: Cases, begins: int, months: int, inputs: Inputs) -> Array:
    """In each month, the share of a year's cases at full effect that falls in it."""
    edges = (begins + np.arange(months + 1)) / MONTHS_PER_YEAR
    at, weights = timetable(edges, on_edges(np.eye(months)), cases.blocks)
    late = years(cases.lag, inputs) if cases.lag else np.zeros(1)
    come: Array = clean(Arrivals(((at, weights, late),)).occurrences())[:, 0]
    return come


def _claimed(cases: Cases, inputs: Inputs) -> float:
    """The share of the fall that the case claims: less deadweight, and what others brought."""
    share = 1.0
    if cases.deadweight:
        share *= 1 - float(inputs.of(cases.deadweight)[0])
    if cases.attribution:
        share *= float(inputs.of(cases.attribution)[0])
    return share


def _month(since_year_0: int) -> date:
    return date(since_year_0 // MONTHS_PER_YEAR, since_year_0 % MONTHS_PER_YEAR + 1, 1)
