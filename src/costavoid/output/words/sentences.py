"""The answer in plain words: the council's own saving first, cash apart from avoided."""

from __future__ import annotations

from dataclasses import dataclass

from costavoid.analysis.review.finding import Finding
from costavoid.analysis.review.other_studies import beside, effect_said
from costavoid.analysis.review.rules import at_first, review
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Kind, Payer
from costavoid.evidence.catalogue import discount_schedule
from costavoid.evidence.figures import about, pence, tenths
from costavoid.output.words.caution import adjustment_lines
from costavoid.output.words.chances import difference_lines, uncertainty_lines
from costavoid.output.words.council import council_lines
from costavoid.output.words.effects import effect_lines
from costavoid.output.words.horizon import horizon_lines
from costavoid.output.words.local import local_lines
from costavoid.output.words.otherwise import alternative_lines, scenario_lines
from costavoid.output.words.quantities import quantity_lines
from costavoid.programme.base import labels
from costavoid.programme.effects import Counterfactual
from costavoid.programme.effects.postponed import Postponed
from costavoid.programme.outcomes import Outcome
from costavoid.programme.stays import years

HOMES = "children's homes"
NEARLY_EVEN = 0.05  # a difference no evidence here is good enough to show


@dataclass(frozen=True)
class Sentences:
    """What there is to say of an answer, put together once: every page and print reads it here."""

    findings: tuple[Finding, ...]
    own: tuple[str, ...]
    answer: tuple[str, ...]
    effects: tuple[str, ...]
    how_we_know: tuple[str, ...]
    serious: tuple[str, ...]
    assumed: tuple[str, ...]
    not_counted: tuple[str, ...]


def sentences(appraisal: Answer) -> Sentences:
    """The council's own cash first, then others', chances, caution; then what it rests on."""
    findings = review(appraisal)
    return Sentences(
        findings=findings,
        own=tuple(local_lines(appraisal)),
        answer=(
            *council_lines(appraisal),
            *_others(appraisal),
            *_public(appraisal),
            *horizon_lines(appraisal),
            *difference_lines(appraisal),
            *uncertainty_lines(appraisal),
            *alternative_lines(appraisal),
            *scenario_lines(appraisal),
            *adjustment_lines(appraisal),
            *(f.sentence for f in findings if f.id == "beyond_forecast"),
        ),
        effects=tuple(effect_lines(appraisal)),
        how_we_know=(*quantity_lines(appraisal), *_how_we_know(appraisal)),
        serious=tuple(_serious(findings)),
        assumed=tuple(_assumed(appraisal)),
        not_counted=tuple(_not_counted(appraisal)),
    )


def when(years: tuple[str, ...]) -> str:
    """The years from the first to the last, in words."""
    return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _others(appraisal: Answer) -> list[str]:
    """What each other payer is spared, and what it pays to deliver; a mixed sum by itself."""
    sums = {
        payer: float(appraisal.annual(payer=payer, kind=Kind.BENEFIT).sum())
        for payer in Payer
        if payer is not Payer.COUNCIL and payer in appraisal.flows.payers
    }
    mixed = sums.pop(Payer.SEVERAL, 0.0)
    sums = {payer: amount for payer, amount in sums.items() if abs(amount) >= 0.5}
    prices, said = appraisal.settings.price_year, []
    if sums:
        listed = "; ".join(f"{payer.label} {about(amount)}" for payer, amount in sums.items())
        cost = " (a minus is a cost to them)" if min(sums.values()) < 0 else ""
        said.append(f"Avoided by others, not the council, in {prices} prices{cost}: {listed}.")
    if abs(mixed) >= 0.5:
        said.append(
            f"Avoided by several payers, of whom the council may be one (the study does not tell "
            f"them apart), in {prices} prices: {about(mixed)}."
        )
    return [
        *said,
        *(
            f"Delivery costs {payer.label} {about(-spent)}."
            for payer in Payer
            if payer is not Payer.COUNCIL
            and (spent := float(appraisal.annual(payer=payer, kind=Kind.DELIVERY).sum())) < 0
        ),
    ]


def _public(appraisal: Answer) -> list[str]:
    """All payers together, discounted; the public purse alone where people gain too."""
    chosen = discount_schedule(appraisal.settings.schedule, appraisal.settings.edition)
    worth = f"All payers, discounted ({chosen.title}): net present value {about(appraisal.npv)}"
    if "bcr" in appraisal.why:
        return [f"{worth}, gross of delivery."]
    even = ", about break-even" if abs(appraisal.bcr - 1) < NEARLY_EVEN else ""
    said = [f"{worth}; {pence(appraisal.bcr)} of benefit for each £1 of delivery{even}."]
    if Payer.INDIVIDUALS in appraisal.flows.payers:
        said.append(
            f"The public purse alone: {pence(appraisal.public_bcr)} for each £1 of delivery; the "
            "rest is gained by people, not by any budget."
        )
    return said


def _how_we_know(appraisal: Answer) -> list[str]:
    """One paragraph for each counterfactual, naming the outcomes that rest on it."""
    inputs, said = appraisal.inputs, []
    for counterfactual, outcomes in appraisal.by_counterfactual.items():
        design, statement = counterfactual.design(inputs), counterfactual.statement(inputs)
        full = float(counterfactual.avoided(inputs)[0])
        counted = {outcome: _counted(appraisal, outcome, full) for outcome in outcomes}
        alike = {text: [o for o in outcomes if counted[o] == text] for text in counted.values()}
        said.append(
            " ".join(f"{labels(some)}: {text}." for text, some in alike.items())
            + (
                f" How we know: {design.value}. {statement} Weakness: {design.weakness}"
                if counterfactual in appraisal.claimed
                else f" {statement}"
            )
            + _cautions(appraisal, counterfactual)
            + _also_published(appraisal, counterfactual)
        )
    return said


def _also_published(appraisal: Answer, counterfactual: Counterfactual) -> str:
    """What else is published of this effect, counted otherwise, and why the two differ."""
    if counterfactual.effect is None:
        return ""
    others = beside(appraisal, appraisal.inputs.estimate(counterfactual.effect))
    said = "".join(f" Also published: {effect_said(other)}." for other in others)
    return f"{said} {appraisal.intervention.effects_differ}".rstrip() if others else ""


def _counted(appraisal: Answer, outcome: Outcome, full: float) -> str:
    """How many a year at full effect, after each step, and in all."""
    cases, inputs = outcome.cases(appraisal.span), appraisal.inputs
    standing = outcome.often == "at any time"
    if isinstance(outcome.counterfactual, Postponed):
        return f"{tenths(-cases.total(inputs))} come after all"
    if not outcome.claims and standing:
        return f"{tenths(full)} at any time"
    often = "at any time" if standing else "a year"
    text = f"{tenths(full / cases.years)} {often} at full effect"
    steps = [(f.name, float(f.value(inputs)[0])) for f in cases.factors]
    if any(share != 1 for _, share in steps):
        kept = ", ".join(f"{name} {share:.0%}" for name, share in steps if share != 1)
        text += f", {tenths(float(cases.per_year(inputs)[0]))} counted ({kept})"
    late = float(years(cases.lag, inputs)[0]) if cases.lag else 0.0
    after = ["some after the appraisal period"] * (
        cases.blocks[-1][1] + late > len(appraisal.years) + 1e-9
    )
    after += ["it goes on after the appraisal period"] * (outcome.months is None)
    found = cases.total(inputs)
    one = tenths(found) == "1"
    of_them = ("year" if one else "years") + " of them" if standing else "case" + "s" * (not one)
    total = f"{tenths(found)} {of_them} in all"
    return f"{text}, {total}" + (f" ({', '.join(after)})" if after else "")


def _cautions(appraisal: Answer, counterfactual: Counterfactual) -> str:
    used = [appraisal.inputs.estimate(estimate) for estimate in counterfactual.estimates]
    return "".join(f" Caution: {estimate.caution}" for estimate in used if estimate.caution)


def _serious(findings: tuple[Finding, ...]) -> list[str]:
    """Serious findings that nothing above has said, of those a short review holds."""
    said = ("no_comparison", "no_delivery")
    found = [f for f in at_first(findings) if f.severity == "serious" and f.id not in said]
    return [f"Serious: {finding.sentence} {finding.cure}" for finding in found]


def _growth(appraisal: Answer) -> list[str]:
    """By how much prices of placements are taken to outrun others."""
    uses = (line.use for line in appraisal.flows.lines)
    found = dict.fromkeys((use.in_a_home, appraisal.pricing.growth(use)) for use in uses)
    return [
        f"Prices of {HOMES if home else 'placements'} grow {growth:.1%} a year above others."
        for home, growth in found
        if growth
    ]


def _assumed(appraisal: Answer) -> list[str]:
    """What the programme, its pathways and its settings take for granted."""
    taken = dict.fromkeys((*_growth(appraisal), *appraisal.intervention.assumptions))
    for outcome in appraisal.outcomes:
        taken |= dict.fromkeys(outcome.pathway.assumptions)
    return [f"Assumed: {' '.join(taken)}"] if taken else []


def _not_counted(appraisal: Answer) -> list[str]:
    """What the pathways leave out."""
    left_out: dict[str, None] = {}
    for outcome in appraisal.outcomes:
        left_out |= dict.fromkeys(outcome.pathway.not_counted)
    return [f"Not counted: {'; '.join(left_out)}."]
