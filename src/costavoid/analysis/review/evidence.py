"""Rules about what the effect rests on."""

from __future__ import annotations

from collections.abc import Iterator

from costavoid.analysis.review.costs import averages_of_all_care
from costavoid.analysis.review.finding import (
    MAGENTA_BOOK,
    STATUSES,
    Finding,
    ids,
    named,
)
from costavoid.appraisal.answer import Answer
from costavoid.base.designs import Design
from costavoid.base.vocabulary import EvidenceStatus, Unit
from costavoid.evidence.estimate import NO_SOURCE, Estimate
from costavoid.evidence.figures import amount, figure
from costavoid.programme.base import labels
from costavoid.programme.effects.postponed import Postponed
from costavoid.programme.outcomes import Outcome
from costavoid.programme.pathways import RunningCost

NOT_AN_EFFECT = (
    None,
    Design.OPINION,
    Design.ACCOUNTING,
    Design.STATISTICS,
)  # which a council's own may better


def no_comparison(appraisal: Answer) -> Iterator[Finding]:
    """An effect without a control group, unless cut for deadweight that has a source."""
    alike: dict[tuple[Design, float, bool], list[Outcome]] = {}
    for outcome in appraisal.claiming:
        design = outcome.counterfactual.design(appraisal.inputs)
        cut = appraisal.inputs.estimate(outcome.deadweight) if outcome.deadweight else None
        sourced = cut is not None and cut.source != NO_SOURCE
        if not design.has_control:
            alike.setdefault((design, cut.value if cut else 0.0, sourced), []).append(outcome)
    for (design, share, sourced), outcomes in alike.items():
        sentence = f"{labels(outcomes)}: {design.value}. {design.weakness}"
        if share or sourced:
            bare = "" if sourced else ", without a source"
            sentence += f" Deadweight allowed for: {share:.0%}{bare}."
        allowed_for = sourced and design not in NOT_AN_EFFECT
        if design is Design.ACCOUNTING:
            allowed_for = all(_two_prices(outcome, appraisal) for outcome in outcomes)
        yield Finding(
            id="no_comparison",
            severity="warning" if allowed_for else "serious",
            sentence=sentence,
            cure=_cure(design, share, sourced),
            source=f"{MAGENTA_BOOK}s 1.9 and 3.7",
        )


def _two_prices(outcome: Outcome, appraisal: Answer) -> bool:
    """Whether its effect is a price, and what takes the place of what is saved is priced too."""
    effect = outcome.counterfactual.effect
    if effect is None or not effect.unit.is_money:
        return False
    instead = any(use.spends for use in outcome.pathway.used)
    return instead or (isinstance(outcome.pathway, RunningCost) and appraisal.has_delivery)


def _cure(design: Design, share: float, sourced: bool) -> str:
    if design is Design.ACCOUNTING:
        return "Give the price of what takes its place, and count afterwards whether it came."
    if design is Design.OPINION:
        return "Measure it, or give the number's design and source, if somebody did."
    if sourced:
        return "Ask whether that is enough."
    if share:
        return "Find a comparison, or say what the deadweight rests on."
    return "Find a comparison, or set deadweight and say what it rests on."


def could_be_chance(appraisal: Answer) -> Iterator[Finding]:
    """An effect whose interval holds no effect."""
    for counterfactual, outcomes in appraisal.claimed.items():
        if counterfactual.could_be_chance(appraisal.inputs):
            yield Finding(
                id="could_be_chance",
                severity="serious",
                sentence=f"{labels(outcomes)}: the interval includes no change at all, so it could "
                "be chance; the evidence cannot tell.",
                cure="Do not present the change as a finding.",
                source=f"{MAGENTA_BOOK} 1.9",
            )


def no_interval(appraisal: Answer) -> Iterator[Finding]:
    """An effect found against a control group, printed without its interval."""
    for counterfactual, outcomes in appraisal.claimed.items():
        effect = counterfactual.effect and appraisal.inputs.estimate(counterfactual.effect)
        if effect and counterfactual.design(appraisal.inputs).has_control and effect.low is None:
            yield Finding(
                id="no_interval",
                severity="warning",
                sentence=f"{labels(outcomes)}: no interval is given for the effect, so how far it "
                "could be chance is not known.",
                cure=f"Find the interval the study prints, and give it with {effect.id}.",
                source=f"{MAGENTA_BOOK} 1.9",
            )


def more_than_one_each(appraisal: Answer) -> Iterator[Finding]:
    """A rate above one a year for each person: more likely a slip than a finding."""
    for counterfactual, outcomes in appraisal.claimed.items():
        for estimate in map(appraisal.inputs.estimate, counterfactual.estimates):
            if estimate.unit is Unit.EVENTS_PER_PERSON_YEAR and estimate.value > 1:
                yield Finding(
                    id="more_than_one_each",
                    severity="serious",
                    sentence=f"{labels(outcomes)}: {figure(estimate.value)} a year avoided for "
                    "each person is more than one each.",
                    cure=f"Check {estimate.id}: 8.6 for each hundred is 0.086.",
                    source="costavoid: the units of a rate",
                )


def harm(appraisal: Answer) -> Iterator[Finding]:
    """More occurrences with the programme than without."""
    for counterfactual, outcomes in appraisal.by_counterfactual.items():
        if isinstance(counterfactual, Postponed):  # takes back what another outcome claims
            continue
        avoided = float(counterfactual.avoided(appraisal.inputs)[0])
        spent = not any(outcome.claims for outcome in outcomes)
        if avoided < 0:
            yield Finding(
                id="more_not_fewer",
                severity="serious",
                sentence=f"{labels(outcomes)}: there are {-avoided:.1f} "
                f"{outcomes[0].often} more, not fewer; "
                f"{'what they would cost is not spent' if spent else 'they are counted as costs'}.",
                cure="Say so in the business case.",
                source="costavoid: decision 6, caution never makes a harm look smaller",
            )


def no_source(appraisal: Answer) -> Iterator[Finding]:
    """Numbers typed in without a source."""
    bare = [
        e.id
        for e in appraisal.inputs.in_use.values()
        if e.source == NO_SOURCE and not (e.unit.is_duration and e.value == 0)  # no lag: an answer
    ]
    if bare:
        yield Finding(
            id="no_source",
            severity="warning",
            sentence=f"Entered without a source: {', '.join(sorted(bare))}.",
            cure="Give each as costavoid.local(value, unit, source='...').",
            source=STATUSES,
        )


def assumed(appraisal: Answer) -> Iterator[Finding]:
    """Numbers nobody published."""
    found = [e for e in appraisal.inputs.in_use.values() if e.status is EvidenceStatus.ASSUMED]
    if found:
        each = " ".join(f"{e.label} ({amount(e.value, e.unit)}): {e.note}." for e in found)
        yield Finding(
            id="assumed",
            severity="note",
            sentence=f"Assumed, as nobody published it: {each}",
            cure=f"Override {ids(found)} if you know better.",
            source=STATUSES,
        )


def pathway_assumptions(appraisal: Answer) -> Iterator[Finding]:
    """What a pathway takes for granted."""
    made: dict[str, list[Outcome]] = {}
    for outcome in appraisal.outcomes:
        for assumption in outcome.pathway.assumptions:
            made.setdefault(assumption, []).append(outcome)
    together: dict[str, list[str]] = {}
    fields: dict[str, dict[str, None]] = {}
    for assumption, outcomes in made.items():
        of = labels(outcomes)
        together.setdefault(of, []).append(assumption)
        own = fields.setdefault(of, {})
        own |= dict.fromkeys(name for o in outcomes for name in o.pathway.would_answer)
    for of, assumptions in together.items():
        known = " and ".join(fields[of])
        yield Finding(
            id="pathway_assumption",
            severity="warning",
            sentence=f"{of}: {' '.join(assumptions)}",
            cure=f"Give the pathway's {known}, or say so in the report."
            if known
            else "Say so wherever the result is quoted: no field changes it.",
            source=STATUSES,
        )


def phased_in(appraisal: Answer) -> Iterator[Finding]:
    """Years between the counts, interpolated."""
    phased: dict[tuple[float, ...], list[Outcome]] = {}
    for outcome in appraisal.claiming:
        if outcome.phase_in:
            phased.setdefault(outcome.phase_in, []).append(outcome)
    for phase_in, outcomes in phased.items():
        shares = ", ".join(f"{share:.0%}" for share in phase_in)
        yield Finding(
            id="phased_in",
            severity="note",
            sentence=f"{labels(outcomes)}: {shares} of the full effect in the first years is "
            "an assumption, not a count.",
            cure="Say so beside the figures of those years.",
            source="costavoid: method, occurrences avoided a year",
        )


def cautions(appraisal: Answer) -> Iterator[Finding]:
    """What the evidence itself warns of, once for each warning."""
    told = averages_of_all_care(appraisal)  # said more gravely by their own rule
    values = {line.use.cost.id for line in appraisal.flows.lines if line.use.never_cash}
    warned: dict[str, list[Estimate]] = {}
    for estimate in appraisal.inputs.in_use.values():
        if estimate.caution and estimate not in told:
            warned.setdefault(estimate.caution, []).append(estimate)
    for caution, estimates in warned.items():
        own = [e for e in estimates if e.design in NOT_AN_EFFECT and e.id not in values]
        yield Finding(
            id="caution",
            severity="warning",
            sentence=f"{named(estimates)}: {caution}",
            cure=f"Override {ids(own)} with local figures, or say so wherever the result is quoted."
            if own
            else "Say so wherever the result is quoted.",
            source=STATUSES,
        )
