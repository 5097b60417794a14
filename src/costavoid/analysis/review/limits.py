"""Rules about what the draws cannot show: limits that a draw may pass, and counts of nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain

from costavoid.analysis.review.finding import Finding, ids
from costavoid.appraisal.answer import Answer
from costavoid.cashflow.draws import CHUNK
from costavoid.cashflow.wholes import parts_of_wholes
from costavoid.evidence.figures import figure, percent
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.intervals import poisson_interval
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.effects.rates import RateAvoided

OFTEN = 0.01  # of the draws


def past_the_limit(appraisal: Answer) -> Iterator[Finding]:
    """Draws that pass what there can be, although the numbers in use do not."""
    drawn = appraisal.drawn
    if drawn is None:
        return
    draws = drawn.simulation.draws.chunk(0, min(drawn.draws, CHUNK))
    inputs = appraisal.inputs.drawn(draws)
    found = chain(_too_many_cases(appraisal, inputs), _too_many_shares(appraisal, inputs))
    often = {said: share for said, share in found if share >= OFTEN}
    if often:
        each = "; ".join(f"{said} ({percent(share)} of draws)" for said, share in often.items())
        yield Finding(
            id="past_the_limit",
            severity="warning",
            sentence=f"Some draws pass what there can be: {each}. Means and chances are off by it.",
            cure="Check the intervals of these numbers: they reach past what can happen.",
            source="costavoid: method, draws",
        )


def _too_many_cases(appraisal: Answer, inputs: Inputs) -> Iterator[tuple[str, float]]:
    """How often there are more cases than people, or than expected; each is held there."""
    for cases, outcome in {line.cases: line.outcome for line in appraisal.flows.lines}.items():
        over = cases.unlimited(inputs) > cases.most * (1 + 1e-9)
        yield f"{outcome}, more than one for each of {cases.people}: held at one", over.mean()
        effect = cases.counterfactual
        if isinstance(effect, RateAvoided) and effect.expected:
            over = inputs.of(effect.rate) > inputs.of(effect.expected)
            yield f"{effect.rate.id}, more than {effect.expected.id}: held at it", over.mean()


def _too_many_shares(appraisal: Answer, inputs: Inputs) -> Iterator[tuple[str, float]]:
    """How often shares of one whole together pass it; nothing holds them."""
    for parts in parts_of_wholes(appraisal.flows.lines):
        shares = [inputs.of(appraisal.inputs.in_use[id]) for id in parts]
        over = sum(shares, start=0 * shares[0]) > 1 + 1e-9
        yield f"{' and '.join(parts)}, more than the whole: not held", over.mean()


def count_of_nothing(appraisal: Answer) -> Iterator[Finding]:
    """A count of 0 in a before-and-after, which no draw moves."""
    if appraisal.drawn is None:
        return
    counts = [
        estimate
        for effect in appraisal.claimed
        if isinstance(effect, BeforeAfter)
        for estimate in map(appraisal.inputs.estimate, effect.estimates)
        if estimate.unit.is_count and estimate.value == 0
    ]
    if counts:
        most = poisson_interval(0)[1]
        yield Finding(
            id="count_of_nothing",
            severity="warning",
            sentence=f"Held at 0 in every draw: {ids(counts)}. A count of 0 is no proof of none: "
            f"its 95% interval (exact Poisson) runs to {figure(most)}.",
            cure=f"Show the answer with a count of {math.ceil(most)} there too.",
            source="costavoid: method, counting error",
        )
