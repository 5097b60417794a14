"""The events of one cohort that several programmes avoid, moment by moment.

Cases come at a rate that changes at a few moments (a start, a step of phase-in, an end), each as
late as the lag. Between two such moments every rate is the same, so shares of the events are too,
and so is what is lost of each effect. What the cases of that time use, whenever they use it,
follows the share of their own time: nothing is averaged over years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array, Sent
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Unit
from costavoid.base.years import year_edges
from costavoid.cashflow import flows
from costavoid.evidence.figures import tenths
from costavoid.evidence.inputs import Inputs
from costavoid.portfolios.cohorts import Cohort, Reached
from costavoid.programme.lines import Cases, Line
from costavoid.programme.occupancy import DIGITS, Arrivals, clean, on_edges
from costavoid.programme.outcomes import Outcome
from costavoid.programme.stays import years

ROUNDING = 1e-9


@dataclass(frozen=True)
class At:
    """The values at which an overlap is worked out: of each programme, and of the cohorts."""

    programmes: Mapping[str, Inputs]
    cohorts: Inputs


@dataclass(frozen=True, eq=False)
class Overlap(Sent):
    """One cohort in its times: `breaks` bound them, of shape (times + 1, draws).

    `shares` of the events in each time, of shape (programmes, times, draws), are what each
    programme avoids alone, from 0 to 1; `over` what it is above 1, of events there are not.
    `active` is, by programme and outcome, the share of the full effect in each time, and 0 where
    the effect goes the wrong way: what is no gain is not reduced. `parts` is the share of each
    programme's cases that are of the cohort.
    """

    cohort: Cohort
    programmes: tuple[str, ...]
    breaks: Array
    baseline: Array
    shares: Array
    over: Array
    parts: tuple[Array, ...]
    active: Mapping[tuple[str, str], Array]

    @cached_property
    def lengths(self) -> Array:
        """Years of each time, of shape (times, draws)."""
        return np.diff(self.breaks, axis=0)

    def part(self, programme: str) -> Array:
        """The share of a programme's cases that are of the cohort."""
        return self.parts[self.programmes.index(programme)]

    def rows(self, funded: frozenset[str] | None = None) -> list[int]:
        """The places of the programmes that are funded: all, unless said."""
        return [i for i, n in enumerate(self.programmes) if funded is None or n in funded]

    def refuse_more_than_all(self) -> None:
        """Raises InputError where a programme alone would avoid more events than there are."""
        for name, over in zip(self.programmes, self.over, strict=True):
            if (most := float(over.max(initial=0.0))) > ROUNDING:
                there = float(self.baseline[0])
                raise InputError(
                    f"cohort {self.cohort.name}: {name} would avoid {tenths(there * (1 + most))} "
                    f"events a year among its children, and the baseline holds {tenths(there)}; "
                    "give a larger baseline, or (Reached(children=...)) how many more children "
                    "it reaches."
                )


def overlap(cohort: Cohort, appraisals: Mapping[str, Answer], at: At) -> Overlap:
    """The overlap in one cohort at some values of the inputs, or in draws of them."""
    runs = {
        (reached.programme, id): _outcome(appraisals[reached.programme], id)
        for reached in cohort.reached
        for id in reached.outcomes
    }
    spans = {key: _blocks(appraisals[key[0]], o, at.programmes[key[0]]) for key, o in runs.items()}
    breaks = _breaks([edge for blocks in spans.values() for a, b, _ in blocks for edge in (a, b)])
    middle = (breaks[1:] + breaks[:-1]) / 2
    running = {key: _running(blocks, middle) for key, blocks in spans.items()}
    baseline = at.cohorts.of(cohort.baseline)
    if cohort.baseline.unit is Unit.EVENTS_PER_PERSON_YEAR:
        baseline = baseline * at.cohorts.of(cohort.children)
    parts, alone, active = [], [], {}
    for reached in cohort.reached:
        part = _part(cohort, reached, at.cohorts)
        answer, inputs = appraisals[reached.programme], at.programmes[reached.programme]
        cases = {id: _outcome(answer, id).cases(answer.span) for id in reached.outcomes}
        rates = {id: each.per_year(inputs) for id, each in cases.items()}
        for id, rate in rates.items():
            key = (reached.programme, id)
            active[key] = running[key] * np.where(rate > 0, 1.0, 0.0)
        events = {id: active[reached.programme, id] * rates[id] for id in rates}
        alone.append(part * _once(cases, events))
        parts.append(part)
    shares = np.stack(np.broadcast_arrays(*alone)) / baseline
    return Overlap(
        cohort=cohort,
        programmes=tuple(reached.programme for reached in cohort.reached),
        breaks=breaks,
        baseline=baseline,
        shares=np.minimum(shares, 1.0),
        over=np.maximum(shares - 1.0, 0.0),
        parts=tuple(parts),
        active=active,
    )


def _outcome(answer: Answer, id: str) -> Outcome:
    (found,) = (outcome for outcome in answer.outcomes if outcome.id == id)
    return found


def _blocks(
    answer: Answer, outcome: Outcome, inputs: Inputs
) -> tuple[tuple[Array, Array, float], ...]:
    """(from, to, share of the full effect) on the clock, the lag among it."""
    cases = outcome.cases(answer.span)
    late = years(cases.lag, inputs) if cases.lag else np.zeros(1)
    return tuple((late + a, late + b, share) for a, b, share in cases.blocks)


def _breaks(edges: list[Array]) -> Array:
    """The moments at which a rate changes, in order; each once where no draw moves them."""
    stacked = np.stack(np.broadcast_arrays(*edges))
    if stacked.shape[1] == 1:
        rounded, first = np.unique(np.round(stacked[:, 0], DIGITS), return_index=True)
        return stacked[first] if rounded.size > 1 else np.repeat(stacked[first], 2, axis=0)
    return np.sort(stacked, axis=0)


def _running(blocks: tuple[tuple[Array, Array, float], ...], middle: Array) -> Array:
    """The share of the full effect in each time."""
    return sum(
        (np.where((middle >= a) & (middle < b), share, 0.0) for a, b, share in blocks),
        start=np.zeros(middle.shape),
    )


def _part(cohort: Cohort, reached: Reached, inputs: Inputs) -> Array:
    """The share of a programme's children who are of the cohort; no draw makes it more than 1."""
    if reached.children is None:
        return np.ones(1)
    return np.minimum(inputs.of(cohort.children) / inputs.of(reached.children), 1.0)


def _once(cases: Mapping[str, Cases], events: Mapping[str, Array]) -> Array:
    """Events a year of one programme, each once.

    Outcomes on one counterfactual are of the same events: shares of them add up, and wholes are
    each all of them.
    """
    found: dict[object, tuple[Array, Array]] = {}
    for id, each in cases.items():
        wholes, shared = found.get(each.counterfactual, (np.zeros(1), np.zeros(1)))
        if each.share or each.other_share:
            shared = shared + events[id]
        else:
            wholes = np.maximum(wholes, events[id])
        found[each.counterfactual] = (wholes, shared)
    return sum((np.maximum(*pair) for pair in found.values()), start=np.zeros(1))


def at_stake(line: Line, found: Overlap, programme: str, weights: Array, inputs: Inputs) -> Array:
    """What a line's cases of the cohort use, by the time in which they come: its resource.

    `weights` are of years, a row for each sum; the result has the shape (sums, times, draws).
    """
    edges, on = year_edges(weights.shape[1]), on_edges(weights)
    from_each = [flows.used(line, edges, on, inputs, late) for late in found.breaks]
    return _between(line, found, programme, from_each, inputs)


def cases_at_stake(
    line: Line, found: Overlap, programme: str, horizon: int, inputs: Inputs
) -> Array:
    """How many cases of the cohort come in each time, within the years; shape (times, draws)."""
    edges, on = year_edges(horizon), on_edges(np.ones((1, horizon)))
    from_each = [Arrivals(((edges, on, late),)).occurrences() for late in found.breaks]
    counted: Array = _between(line, found, programme, from_each, inputs)[0]
    return counted


def _between(
    line: Line, found: Overlap, programme: str, from_each: list[Array], inputs: Inputs
) -> Array:
    """What comes from one moment on, less what comes from the next on, at the rate between."""
    rate = found.part(programme) * line.cases.per_year(inputs) * flows.shares(line, inputs)
    active = found.active[programme, line.outcome]
    each = [
        clean(first - then) * active[time] * rate
        for time, (first, then) in enumerate(pairwise(from_each))
    ]
    return np.stack(np.broadcast_arrays(*each), axis=1)
