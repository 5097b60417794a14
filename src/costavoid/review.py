"""Reviewer mode: what a sceptical finance officer would send back, one rule a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from costavoid.evidence import NO_SOURCE, Estimate
from costavoid.model import Frozen
from costavoid.money import about
from costavoid.outcomes import Outcome, labels
from costavoid.periods import start_year
from costavoid.vocabulary import Basis, EvidenceStatus

if TYPE_CHECKING:
    from costavoid.answer import Appraisal

STALE_YEARS = 5
Severity = Literal["serious", "warning", "note"]
ORDER: tuple[Severity, ...] = ("serious", "warning", "note")


class Finding(Frozen):
    """One thing to mend or to say: what is wrong, and the cure."""

    id: str
    severity: Severity
    sentence: str
    cure: str

    def __str__(self) -> str:
        return f"[{self.severity}] {self.sentence} {self.cure}"


def _costs(appraisal: Appraisal) -> Iterator[Estimate]:
    """Each unit cost in use once, delivery apart."""
    ids = {line.use.cost.id for line in appraisal.flows.lines if line.kind == "benefit"}
    return (e for id, e in appraisal.inputs.in_use.items() if id in ids)


def no_comparison(appraisal: Appraisal) -> Iterator[Finding]:
    """An effect without a control group, not already cut for deadweight."""
    for counterfactual, outcomes in appraisal.intervention.by_counterfactual().items():
        design = counterfactual.design(appraisal.inputs)
        if not design.has_control and any(outcome.deadweight is None for outcome in outcomes):
            yield Finding(
                id="no_comparison",
                severity="serious",
                sentence=f"{labels(outcomes)}: {design.value}. {design.weakness}",
                cure="Set deadweight, or find a comparison.",
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
            sentence=f"{_labels(estimates)}: {caution}",
            cure=f"Override {_ids(estimates)} with local figures.",
        )


def _labels(estimates: list[Estimate]) -> str:
    return "; ".join(estimate.label for estimate in estimates)


def _ids(estimates: list[Estimate]) -> str:
    return ", ".join(estimate.id for estimate in estimates)


def stale_costs(appraisal: Appraisal) -> Iterator[Finding]:
    """Unit costs more than five years older than the price year, carried by the deflator alone."""
    to = start_year(appraisal.settings.price_year)
    stale = [
        cost
        for cost in _costs(appraisal)
        if cost.price_year and to - start_year(cost.price_year) > STALE_YEARS
    ]
    if stale:
        oldest = min(cost.price_year or "" for cost in stale)
        yield Finding(
            id="stale_cost",
            severity="warning",
            sentence=f"{len(stale)} unit costs are more than {STALE_YEARS} years old (the oldest "
            f"of {oldest}), carried forward by general inflation alone: {_labels(stale)}.",
            cure=f"Override {_ids(stale)} with recent local figures.",
        )


def average_as_cash(appraisal: Appraisal) -> Iterator[Finding]:
    """An average cost part of which is shown as cash."""
    for cost in _costs(appraisal):
        if cost.basis is Basis.AVERAGE and cost.cash_releasing:
            yield Finding(
                id="average_as_cash",
                severity="warning",
                sentence=f"{cost.label}: {cost.cash_releasing:.0%} of an average cost is shown as "
                "cash; what one case fewer releases may differ.",
                cure=f"Override {cost.id} with what one case fewer saves locally.",
            )


def no_cash_share(appraisal: Appraisal) -> Iterator[Finding]:
    """A local cost that does not say how much of it is cash: none is counted."""
    silent = [cost for cost in _costs(appraisal) if cost.cash_releasing is None]
    if silent:
        yield Finding(
            id="no_cash_share",
            severity="warning",
            sentence=f"No cash-releasing share was given for {_labels(silent)}: none of it is "
            "counted as cash.",
            cure=f"Give cash_releasing, from 0 to 1, for {_ids(silent)}.",
        )


def no_delivery(appraisal: Appraisal) -> Iterator[Finding]:
    """No delivery cost: gross only."""
    if not any(line.kind == "delivery" for line in appraisal.flows.lines):
        yield Finding(
            id="no_delivery",
            severity="serious",
            sentence="No delivery cost was given: every figure is gross of what the programme "
            "costs.",
            cure="Give delivery_cost.",
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


def beyond_forecast(appraisal: Appraisal) -> Iterator[Finding]:
    """Nominal years after the last forecast of the price index."""
    last = appraisal.pricing.index.last
    if start_year(appraisal.years[-1]) > start_year(last):
        growth = appraisal.pricing.index.final_growth
        yield Finding(
            id="beyond_forecast",
            severity="note",
            sentence=f"Nominal figures after {last} grow at the index's last rate, {growth:.1%} a "
            "year.",
            cure="Use real figures for those years.",
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


def average_of_all_care(appraisal: Appraisal) -> Iterator[Finding]:
    """An all-age average where a placement-specific cost exists."""
    for cost in _costs(appraisal):
        if cost.id.startswith("placement.average"):
            worth = about(float(appraisal.pricing.unit_cost(cost, appraisal.inputs)[0]))
            yield Finding(
                id="average_of_all_care",
                severity="serious",
                sentence=f"{cost.label} ({worth} {cost.unit.value[4:]}) averages all ages and "
                "placements; the child avoided here is not the average child.",
                cure="Use a placement's own cost.",
            )


RULES: tuple[Callable[[Appraisal], Iterator[Finding]], ...] = (
    no_comparison,
    harm,
    no_delivery,
    average_of_all_care,
    cautions,
    stale_costs,
    average_as_cash,
    no_cash_share,
    no_source,
    assumed,
    phased_in,
    beyond_forecast,
)


def review(appraisal: Appraisal) -> tuple[Finding, ...]:
    """Every finding, gravest first."""
    found = {finding: None for rule in RULES for finding in rule(appraisal)}
    return tuple(sorted(found, key=lambda finding: ORDER.index(finding.severity)))
