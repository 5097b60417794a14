"""Rules about how much is claimed: of whom, from which baseline, how soon, and on what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from costavoid.analysis.review.finding import (
    CASH,
    GREEN_BOOK,
    OPTIMISM,
    SENSITIVITY,
    Finding,
    ids,
)
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.without import expected
from costavoid.base.designs import Design
from costavoid.base.vocabulary import EvidenceStatus, Kind, Quality, Resource
from costavoid.evidence.estimate import NO_SOURCE, Estimate
from costavoid.evidence.figures import about, tenths, three
from costavoid.programme.base import labels
from costavoid.programme.effects import Counterfactual
from costavoid.programme.lines import Line
from costavoid.programme.outcomes import Outcome

CLAIMED_WHOLE = (Design.BEFORE_AFTER, Design.HISTORICAL_RATE, Design.STATISTICS)
NEARLY_ALL, ALL = 0.8, 0.95  # of what was expected without the programme
UNMEASURED = (None, Design.OPINION)  # an effect that nobody says was measured
LEAST_SHARE, MOST_OF_IT = 0.1, 0.5  # of the gross benefit
MOST_NAMED = 3


def no_deadweight(appraisal: Answer) -> Iterator[Finding]:
    """An uncontrolled effect claimed whole: neither deadweight nor attribution is set."""
    if any(adjustment.by_design for adjustment in appraisal.settings.adjustments):
        return
    whole = [
        outcome
        for outcome in appraisal.claiming
        if outcome.counterfactual.design(appraisal.inputs) in CLAIMED_WHOLE
        and not outcome.deadweight
        and not outcome.attribution
    ]
    if whole:
        yield Finding(
            id="no_deadweight",
            severity="warning",
            sentence=f"{labels(whole)}: nothing is taken off for what would have happened anyway "
            "(deadweight) or for what others did (attribution), so the whole change is claimed.",
            cure="Set deadweight and attribution; 0 and 1, with a source, say that you looked.",
            source=f"{GREEN_BOOK} 2.10",
        )


def unanswered(appraisal: Answer) -> Iterator[Finding]:
    """What a reader of this programme will ask, and the case does not answer."""
    questions = appraisal.intervention.questions
    if questions:
        yield Finding(
            id="unanswered",
            severity="warning",
            sentence=f"{appraisal.intervention.called}: {' '.join(questions)}",
            cure="Answer it with the fields named, or say in the case why it does not arise.",
            source=OPTIMISM,
        )


def less_than_one(appraisal: Answer) -> Iterator[Finding]:
    """Fewer than one case over the whole run: no placement is freed by a part of a child."""
    few = {
        outcome: many
        for outcome in appraisal.claiming
        if outcome.often != "at any time"
        and 0 < (many := outcome.cases(appraisal.span).total(appraisal.inputs)) < 1
    }
    if few:
        said = "; ".join(f"{outcome.label}: {three(many)} in all" for outcome, many in few.items())
        yield Finding(
            id="less_than_one",
            severity="warning",
            sentence=f"{said}. A part of a case frees no placement and no post: it is a chance of "
            "one, and the pounds are that chance times its cost.",
            cure="Say it as a chance, or appraise as many as would avoid a whole case.",
            source=CASH,
        )


def no_optimism_bias(appraisal: Answer) -> Iterator[Finding]:
    """An effect without a comparison, not adjusted for optimism."""
    made = {adjustment.name for adjustment in appraisal.settings.adjustments}
    uncontrolled = [
        outcome
        for outcome in appraisal.claiming
        if not outcome.counterfactual.design(appraisal.inputs).has_control
    ]
    if uncontrolled and "optimism bias" not in made:
        yield Finding(
            id="no_optimism_bias",
            severity="note",
            sentence="No adjustment for optimism bias is made. The Green Book has no generic value "
            "for benefits, and expects one from an organisation's own evidence of what its "
            "programmes came to.",
            cure="Give adjustments=[costavoid.optimism_bias(benefits=..., source=...)] from your "
            "own record, or say why none is due.",
            source=OPTIMISM,
        )


def near_all(appraisal: Answer) -> Iterator[Finding]:
    """Nearly all of what was expected is said to be avoided."""
    for counterfactual, outcomes in appraisal.claimed.items():
        there = expected(counterfactual, appraisal.inputs)
        avoided = float(counterfactual.avoided(appraisal.inputs)[0])
        if there <= 0 or avoided < NEARLY_ALL * there:
            continue
        yield Finding(
            id="near_all",
            severity="serious" if avoided >= ALL * there else "warning",
            sentence=f"{labels(outcomes)}: {avoided / there:.0%} of what was expected without "
            f"the programme is said to be avoided ({tenths(avoided)} of {tenths(there)}).",
            cure="Check both numbers, and say why almost none would be left.",
            source=OPTIMISM,
        )


def overlap(appraisal: Answer) -> Iterator[Finding]:
    """Two outcomes, for children in other words, that save one resource on one number."""
    for one, other in combinations(appraisal.claiming, 2):
        if _split(one, other) or _split(other, one):
            continue
        saved = one.pathway.saves() & other.pathway.saves()
        counted = _numbers(one) & _numbers(other)
        if not saved or not counted:
            continue
        shared = one.counterfactual == other.counterfactual
        yield Finding(
            id="overlap",
            severity="note" if shared else "warning",
            sentence=f"{labels((one, other))}: both save {', '.join(sorted(saved))} and rest on "
            f"{', '.join(sorted(counted))}, for {one.children} and for {other.children}. If some "
            "are the same children, their saving is counted twice.",
            cure="Say how the two are told apart, or leave one out.",
            source="costavoid: decision 1, no saving is counted twice",
        )


def _split(one: Outcome, other: Outcome) -> bool:
    """Whether the second is about the rest of the cases that the first is about."""
    alike = one.counterfactual == other.counterfactual
    return alike and one.share is not None and one.share == other.other_share


def _numbers(outcome: Outcome) -> set[str]:
    return {estimate.id for estimate in outcome.counterfactual.estimates}


def no_ramp_up(appraisal: Answer) -> Iterator[Finding]:
    """Savings in the year it starts, at full effect from the first day."""
    sudden = {
        outcome.id: outcome
        for outcome in appraisal.claiming
        if not outcome.lag and not outcome.phase_in
    }
    early: dict[int, dict[Outcome, float]] = {}
    for line, rows in zip(appraisal.flows.lines, appraisal.flows.amounts, strict=True):
        first = int(line.cases.start)
        if line.outcome not in sudden or not _counted(line) or first >= len(appraisal.years):
            continue
        sums = early.setdefault(first, {})
        of = sudden[line.outcome]
        sums[of] = sums.get(of, 0.0) + float(rows[:, first].sum())
    for first, sums in early.items():
        gains = {outcome: pounds for outcome, pounds in sums.items() if pounds > 0.5}
        if gains:
            yield Finding(
                id="no_ramp_up",
                severity="warning",
                sentence=f"{labels(gains)}: at full effect from the first day, so "
                f"{about(sum(gains.values()))} (all payers, net of what takes its place) is "
                f"counted in {appraisal.years[first]} already, the year it starts.",
                cure="Give phase_in or lag; lag=0 says that there is no run-up.",
                source=OPTIMISM,
            )


def _counted(line: Line) -> bool:
    """Whether it is a saving or what takes its place, and not one that its own assumption puts in
    the year of spending."""
    own = line.kind is Kind.BENEFIT and not line.adjustment
    return own and line.use.resource is not Resource.RETURN


def rests_on_weak(appraisal: Answer) -> Iterator[Finding]:
    """The share of the gross benefit that rests on an assumption or a number rated red."""
    effects = {e.id for o in appraisal.claiming for e in carriers(o.counterfactual)}
    total = weak = 0.0
    resting: dict[Estimate, float] = {}
    for line, rows in zip(appraisal.flows.lines, appraisal.flows.amounts, strict=True):
        if line.kind is Kind.DELIVERY or line.sign < 0 or line.adjustment:
            continue
        worth = max(0.0, float(rows[:, :, 0].sum(axis=0) @ appraisal.discount_factors))
        total += worth
        moved = {line.cases.lag}  # when, and not how much
        used = {appraisal.inputs.estimate(e) for e in line.estimates if e not in moved}
        poor = {e for e in used if is_weak(e) or (e.id in effects and e.design in UNMEASURED)}
        weak += worth if poor else 0.0
        for estimate in poor:
            resting[estimate] = resting.get(estimate, 0.0) + worth
    if not total or weak < LEAST_SHARE * total:
        return
    heaviest = sorted(resting, key=lambda e: (-resting[e], e.id not in effects, e.id))
    first = heaviest[:MOST_NAMED]
    own = any(e.status is EvidenceStatus.LOCAL and e.source != NO_SOURCE for e in first)
    said = "; ".join(f"{e.label} ({resting[e] / total:.0%})" for e in first)
    more = f"; and {len(heaviest) - len(first)} more" if len(heaviest) > len(first) else ""
    yield Finding(
        id="rests_on_weak",
        severity="warning" if weak >= MOST_OF_IT * total else "note",
        sentence=f"{weak / total:.0%} of the gross benefit (present value, all payers) rests on an "
        f"assumption, an opinion or a number rated red: {said}{more}.",
        cure=f"Find better figures for {ids(first)} first, and show break_even for each."
        + (" Give quality where your own are better than red." if own else ""),
        source=SENSITIVITY,
    )


def carriers(counterfactual: Counterfactual) -> tuple[Estimate, ...]:
    """The numbers that carry an effect: its own, or the counts it is the difference of."""
    return (counterfactual.effect,) if counterfactual.effect else counterfactual.estimates


def is_weak(estimate: Estimate) -> bool:
    """Whether a number is an assumption or rated red."""
    return estimate.status is EvidenceStatus.ASSUMED or estimate.quality is Quality.RED
