"""Rules about costs, who pays them, cash and the horizon."""

from __future__ import annotations

from collections.abc import Iterator

from costavoid.analysis.review.finding import (
    CASH,
    LIFETIME,
    Finding,
    ids,
    named,
)
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.later import after_horizon
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Basis, Kind, Payer, Resource
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import about
from costavoid.evidence.given import CASH_SHARE_KEPT
from costavoid.programme.delivery import Budget
from costavoid.programme.pathways import PathwayBase


def unit_costs(
    appraisal: Answer, *, spent: bool = False, valued: bool = True
) -> tuple[Estimate, ...]:
    """Each unit cost saved, once; `spent` ones too, and those `valued` but never a payer's cash."""
    flows = appraisal.flows
    wanted = [
        line
        for line, payer in zip(flows.lines, flows.payers, strict=True)
        if not line.adjustment
        and (spent or (line.kind is Kind.BENEFIT and line.sign > 0))
        and (valued or not (line.use.never_cash or payer is Payer.SEVERAL))
    ]
    used = {line.use.cost.id for line in wanted}
    return tuple(e for id, e in appraisal.inputs.in_use.items() if id in used)


def average_cash(appraisal: Answer) -> float:
    """Pounds of the council's cash that are a share of an average cost, of each year."""
    flows = appraisal.flows
    rows = [
        i
        for i, line in enumerate(flows.lines)
        if line.kind is Kind.BENEFIT
        and flows.payers[i] is Payer.COUNCIL
        and appraisal.inputs.estimate(line.use.cost).basis is Basis.AVERAGE
    ]
    return float((flows.amounts[rows, 0, :, 0].sum(axis=0) * appraisal.inflation_factors).sum())


def average_as_cash(appraisal: Answer) -> Iterator[Finding]:
    """Average costs part of which is shown as cash."""
    found = [
        cost
        for cost in unit_costs(appraisal, valued=False)
        if cost.basis in (Basis.AVERAGE, None) and cost.cash_releasing
    ]
    if found:
        shares = "; ".join(
            f"{cost.label} ({cost.cash_releasing:.0%}"
            f"{'' if cost.basis else '; not said to be anything else'})"
            for cost in found
        )
        yield Finding(
            id="average_as_cash",
            severity="warning",
            sentence=f"Average costs are shown as cash, in part or whole: {shares}. What one case "
            "fewer releases may differ.",
            cure=f"Override {ids(found)} with what one case fewer saves (basis='marginal').",
            source=CASH,
        )


def no_cash_share(appraisal: Answer) -> Iterator[Finding]:
    """A local cost that does not say how much of it is cash: none is counted."""
    silent = [c for c in unit_costs(appraisal, valued=False) if c.cash_releasing is None]
    if silent:
        yield Finding(
            id="no_cash_share",
            severity="serious",
            sentence=f"No cash-releasing share was given for {named(silent)}: none of it is "
            "counted as cash.",
            cure=f"Give cash_releasing, from 0 to 1, for {ids(silent)}.",
            source=CASH,
        )


def kept_cash_share(appraisal: Answer) -> Iterator[Finding]:
    """A cost of the case's own whose cash share is the library's: a national one, not asked for."""
    kept = [c for c in unit_costs(appraisal, valued=False) if CASH_SHARE_KEPT in c.note.lower()]
    counted = [c for c in kept if c.cash_releasing and c.payer in (None, Payer.COUNCIL)]
    if counted:
        yield Finding(
            id="kept_cash_share",
            severity="warning",
            sentence="The cost is your own, the share of it that is cash the library's national "
            "one: " + ", ".join(f"{c.label} ({c.cash_releasing:.0%})" for c in counted) + ".",
            cure=f"Give cash_releasing for {ids(counted)}: what share of it is an invoice that "
            "stops.",
            source=CASH,
        )


def nets_off(appraisal: Answer) -> bool:
    """Whether what takes the place of something is taken off its saving."""
    instead = (Resource.REPLACEMENT, Resource.WORKFORCE)
    return any(line.use.spends and line.use.resource in instead for line in appraisal.flows.lines)


def no_delivery(appraisal: Answer) -> Iterator[Finding]:
    """No delivery cost: gross only, or of what is put in its place alone."""
    if appraisal.has_delivery:
        return
    if appraisal.committed:
        yield Finding(
            id="no_delivery",
            severity="serious",
            sentence="The whole of the delivery cost given is committed already, so it is in no "
            "figure and the programme looks free.",
            cure="Give what is still to be decided, and say how the rest could not be spent "
            "otherwise.",
            source=LIFETIME,
        )
        return
    if nets_off(appraisal):
        yield Finding(
            id="no_delivery",
            severity="warning",
            sentence="No delivery cost was given: only what takes the place of what is avoided "
            "has been taken off.",
            cure="Give a delivery cost, unless that is all it costs.",
            source=LIFETIME,
        )
        return
    yield Finding(
        id="no_delivery",
        severity="serious",
        sentence="No delivery cost was given: every figure is gross of what the programme costs.",
        cure="Give a delivery cost.",
        source=LIFETIME,
    )


def delivery_incomplete(appraisal: Answer) -> Iterator[Finding]:
    """A budget of posts without a part that posts cost."""
    case = appraisal.intervention
    for budget in (getattr(case, field) for field in type(case).model_fields):
        if not isinstance(budget, Budget) or not budget.posts or not budget.missing:
            continue
        bare = "on-costs" in budget.missing
        yield Finding(
            id="delivery_incomplete",
            severity="warning" if bare else "note",
            sentence=f"The delivery budget has posts but no {' and no '.join(budget.missing)}"
            + (": the posts are counted at bare salary." if bare else "."),
            cure="Give each, or 0 with a source where another figure holds it.",
            source="costavoid: the parts of a Budget",
        )


def averages_of_all_care(appraisal: Answer) -> list[Estimate]:
    """The costs saved that average all ages and placements."""
    return [c for c in unit_costs(appraisal) if c.id.startswith("placement.average")]


def average_of_all_care(appraisal: Answer) -> Iterator[Finding]:
    """An all-age average where a placement-specific cost exists."""
    for cost in averages_of_all_care(appraisal):
        worth = about(float(appraisal.pricing.unit_cost(cost, appraisal.inputs)[0]))
        yield Finding(
            id="average_of_all_care",
            severity="serious",
            sentence=f"{cost.label} ({worth} {cost.unit.value[4:]}) averages all ages and "
            "placements; the child avoided here is not the average child.",
            cure="Use the placement's own cost, and what one fewer saves of it (basis='marginal').",
            source=CASH,
        )


def not_the_councils(appraisal: Answer) -> Iterator[Finding]:
    """A saving that falls to another payer, counted as the council's."""
    usual = _usual_payers(appraisal)
    taken: dict[str, tuple[Estimate, Payer]] = {}
    for line, owner in zip(appraisal.flows.lines, appraisal.flows.payers, strict=True):
        if line.kind is Kind.DELIVERY or line.sign < 0 or line.adjustment or line.use.payer:
            continue
        cost = appraisal.inputs.estimate(line.use.cost)
        known = defaults().get(cost.id)
        payer = known.payer if known else usual.get(line.id)
        if owner is Payer.COUNCIL and payer not in (None, Payer.COUNCIL):
            taken[cost.id] = (cost, payer)
    if taken:
        said = "; ".join(f"{cost.label} ({payer.label})" for cost, payer in taken.values())
        cash = any(cost.cash_releasing for cost, _ in taken.values())
        yield Finding(
            id="not_the_councils",
            severity="serious",
            sentence="Counted as the council's"
            + (", in part as its cash," if cash else "")
            + f" though the library knows another payer: {said}. What others stop spending is not "
            "in the council's budget.",
            cure=f"Leave the payer of {', '.join(taken)} as it is, or show the agreement that "
            "brings the money to the council.",
            source=CASH,
        )


def _usual_payers(appraisal: Answer) -> dict[str, Payer | None]:
    """Who pays each line when the pathway's own costs are used."""
    found: dict[str, Payer | None] = {}
    for outcome in appraisal.outcomes:
        kind: type[PathwayBase] = type(outcome.pathway)
        try:
            uses = kind().uses()
        except InputError:  # a pathway without costs of its own
            continue
        found |= {f"{outcome.id}.{use.id}": use.payer or use.cost.payer for use in uses}
    return found


def beyond_horizon(appraisal: Answer) -> Iterator[Finding]:
    """Costs or savings that fall after the last year counted."""
    later = after_horizon(appraisal)
    if max(abs(later.benefits), abs(later.delivery)) > 0.5:
        yield Finding(
            id="beyond_horizon",
            severity="warning",
            sentence=f"After {appraisal.years[-1]}, the last year counted, fall "
            f"{about(later.benefits)} of what is avoided and {about(later.delivery)} "
            "of delivery (all payers, real): they are in no figure here.",
            cure="Try a longer horizon, and say how long the effect is known to last.",
            source=LIFETIME,
        )
