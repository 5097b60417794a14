"""Rules about what the effect rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from costavoid.before_after import BeforeAfter
from costavoid.evidence import NO_SOURCE, Estimate
from costavoid.outcomes import Outcome
from costavoid.periods import start_year
from costavoid.programme import labels
from costavoid.rules.finding import Finding, ids, named
from costavoid.vocabulary import Design, EvidenceStatus, Unit

if TYPE_CHECKING:
    from costavoid.answer import Appraisal


def no_comparison(appraisal: Appraisal) -> Iterator[Finding]:
    """An effect without a control group, unless cut for deadweight that has a source."""
    for counterfactual, outcomes in appraisal.intervention.by_counterfactual().items():
        design = counterfactual.design(appraisal.inputs)
        if design.has_control:
            continue
        sentence = f"{labels(outcomes)}: {design.value}. {design.weakness}"
        cut = [appraisal.inputs.estimate(o.deadweight) for o in outcomes if o.deadweight]
        grounded = [e for e in cut if e.value > 0 and e.source != NO_SOURCE]
        if len(grounded) < len(outcomes) or design is Design.OPINION:
            yield Finding(
                id="no_comparison",
                severity="serious",
                sentence=sentence,
                cure="Find a comparison, or set deadweight and say what it rests on.",
            )
        else:
            yield Finding(
                id="no_comparison",
                severity="warning",
                sentence=f"{sentence} Deadweight allowed for: "
                f"{', '.join(f'{value:.0%}' for value in sorted({e.value for e in cut}))}.",
                cure="Ask whether that is enough.",
            )


def could_be_chance(appraisal: Appraisal) -> Iterator[Finding]:
    """An effect whose interval holds no effect."""
    for counterfactual, outcomes in appraisal.intervention.by_counterfactual().items():
        if counterfactual.could_be_chance(appraisal.inputs):
            yield Finding(
                id="could_be_chance",
                severity="serious",
                sentence=f"{labels(outcomes)}: the interval includes no change at all, so it could "
                "be chance; the evidence cannot tell.",
                cure="Do not present the saving as a finding.",
            )


def more_than_one_each(appraisal: Appraisal) -> Iterator[Finding]:
    """A rate above one a year for each person: more likely a slip than a finding."""
    for counterfactual, outcomes in appraisal.intervention.by_counterfactual().items():
        for estimate in map(appraisal.inputs.estimate, counterfactual.estimates):
            if estimate.unit is Unit.EVENTS_PER_PERSON_YEAR and estimate.value > 1:
                yield Finding(
                    id="more_than_one_each",
                    severity="serious",
                    sentence=f"{labels(outcomes)}: {estimate.value:g} a year avoided for each "
                    "person is more than one each.",
                    cure=f"Check {estimate.id}: 8.6 for each hundred is 0.086.",
                )


def counted_before(appraisal: Appraisal) -> Iterator[Finding]:
    """A change that was counted before the years appraised."""
    for counterfactual, outcomes in appraisal.intervention.by_counterfactual().items():
        if not isinstance(counterfactual, BeforeAfter):
            continue
        gap = start_year(appraisal.years[0]) - start_year(counterfactual.after_year)
        if gap > 0:
            yield Finding(
                id="counted_before",
                severity="serious",
                sentence=f"{labels(outcomes)}: the change was counted up to "
                f"{counterfactual.after_year}, before the years appraised (from "
                f"{appraisal.years[0]}): today's budget may hold it already, and it is taken to "
                "last.",
                cure="Appraise the years of the change, or use an effect still to come.",
            )


def trend(appraisal: Appraisal) -> Iterator[Finding]:
    """What a comparison trend does to the claim."""
    for counterfactual, outcomes in appraisal.intervention.by_counterfactual().items():
        if not isinstance(counterfactual, BeforeAfter) or counterfactual.trend_before is None:
            continue
        plain = counterfactual.model_copy(update={"trend_before": None, "trend_after": None})
        yield Finding(
            id="trend",
            severity="warning",
            sentence=f"{labels(outcomes)}: against the comparison trend "
            f"{float(counterfactual.avoided(appraisal.inputs)[0]):.1f} a year are avoided, "
            f"without it {float(plain.avoided(appraisal.inputs)[0]):.1f}. Its own error is not in "
            "the interval, and a national trend is for children of all ages.",
            cure="Give both.",
        )


def harm(appraisal: Appraisal) -> Iterator[Finding]:
    """More occurrences with the programme than without."""
    for counterfactual, outcomes in appraisal.intervention.by_counterfactual().items():
        avoided = float(counterfactual.avoided(appraisal.inputs)[0])
        if avoided < 0:
            yield Finding(
                id="more_not_fewer",
                severity="serious",
                sentence=f"{labels(outcomes)}: there are {-avoided:.1f} a year more, not fewer; "
                "they are counted as costs.",
                cure="Say so in the business case.",
            )


def no_source(appraisal: Appraisal) -> Iterator[Finding]:
    """Numbers typed in without a source."""
    bare = [e.id for e in appraisal.inputs.in_use.values() if e.source == NO_SOURCE]
    if bare:
        yield Finding(
            id="no_source",
            severity="warning",
            sentence=f"Entered without a source: {', '.join(sorted(bare))}.",
            cure="Give each as costavoid.local(value, unit, source='...').",
        )


def assumed(appraisal: Appraisal) -> Iterator[Finding]:
    """Numbers nobody published."""
    for estimate in appraisal.inputs.in_use.values():
        if estimate.status is EvidenceStatus.ASSUMED:
            yield Finding(
                id="assumed",
                severity="note",
                sentence=f"{estimate.label} ({estimate.value:g} {estimate.unit.value}) is an "
                f"assumption. {estimate.note}.",
                cure=f"Override {estimate.id} if you know better.",
            )


def pathway_assumptions(appraisal: Appraisal) -> Iterator[Finding]:
    """What a pathway takes for granted."""
    for outcome in appraisal.intervention.outcomes():
        for assumption in outcome.pathway.assumptions:
            yield Finding(
                id="pathway_assumption",
                severity="warning",
                sentence=f"{outcome.label}: {assumption}",
                cure="Set the pathway's own fields.",
            )


def phased_in(appraisal: Appraisal) -> Iterator[Finding]:
    """Years between the counts, interpolated."""
    phased: dict[tuple[float, ...], list[Outcome]] = {}
    for outcome in appraisal.intervention.outcomes():
        if outcome.phase_in:
            phased.setdefault(outcome.phase_in, []).append(outcome)
    for phase_in, outcomes in phased.items():
        shares = ", ".join(f"{share:.0%}" for share in phase_in)
        yield Finding(
            id="phased_in",
            severity="note",
            sentence=f"{labels(outcomes)}: {shares} of the full effect in the first years is "
            "an assumption, not a count.",
            cure="Set phase_in to your own counts.",
        )


def cautions(appraisal: Appraisal) -> Iterator[Finding]:
    """What the evidence itself warns of, once for each warning."""
    warned: dict[str, list[Estimate]] = {}
    for estimate in appraisal.inputs.in_use.values():
        if estimate.caution:
            warned.setdefault(estimate.caution, []).append(estimate)
    for caution, estimates in warned.items():
        yield Finding(
            id="caution",
            severity="warning",
            sentence=f"{named(estimates)}: {caution}",
            cure=f"Override {ids(estimates)} with local figures.",
        )
