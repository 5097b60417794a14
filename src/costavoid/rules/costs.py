"""Rules about costs, cash and the horizon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from costavoid.appraisal import FOLLOWED
from costavoid.cashflows import evaluate
from costavoid.evidence import Estimate
from costavoid.money import about
from costavoid.periods import financial_years, start_year
from costavoid.rules.finding import STALE_YEARS, Finding, ids, named
from costavoid.vocabulary import Basis, Kind, Payer, Resource

if TYPE_CHECKING:
    from costavoid.answer import Appraisal


def _costs(appraisal: Appraisal, kind: Kind | None = Kind.BENEFIT) -> Iterator[Estimate]:
    """Each unit cost saved, once; with `kind=None` those spent too."""
    lines = appraisal.flows.lines
    made = [line for line in lines if not line.adjustment]
    saved = [line for line in made if kind is None or (line.kind is kind and line.sign > 0)]
    ids = {line.use.cost.id for line in saved}
    return (e for id, e in appraisal.inputs.in_use.items() if id in ids)


def average_cash(appraisal: Appraisal) -> float:
    """Pounds of the council's cash that are a share of an average cost."""
    flows = appraisal.flows
    rows = [
        i
        for i, line in enumerate(flows.lines)
        if line.kind is Kind.BENEFIT
        and flows.payers[i] is Payer.COUNCIL
        and appraisal.inputs.estimate(line.use.cost).basis is Basis.AVERAGE
    ]
    return float(flows.amounts[rows, 0, :, 0].sum())


def stale_costs(appraisal: Appraisal) -> Iterator[Finding]:
    """Unit costs more than five years older than the price year, carried by the deflator alone."""
    to = start_year(appraisal.settings.price_year)
    stale = [
        cost
        for cost in _costs(appraisal, kind=None)
        if cost.price_year and to - start_year(cost.price_year) > STALE_YEARS
    ]
    if stale:
        oldest = min(cost.price_year or "" for cost in stale)
        yield Finding(
            id="stale_cost",
            severity="warning",
            sentence=f"Unit costs more than {STALE_YEARS} years old (the oldest of {oldest}), "
            f"carried forward by general inflation alone: {named(stale)}.",
            cure=f"Override {ids(stale)} with recent local figures.",
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
                cure=f"Override {cost.id} with what one case fewer saves locally "
                "(basis='marginal').",
            )


def no_cash_share(appraisal: Appraisal) -> Iterator[Finding]:
    """A local cost that does not say how much of it is cash: none is counted."""
    silent = [cost for cost in _costs(appraisal) if cost.cash_releasing is None]
    if silent:
        yield Finding(
            id="no_cash_share",
            severity="warning",
            sentence=f"No cash-releasing share was given for {named(silent)}: none of it is "
            "counted as cash.",
            cure=f"Give cash_releasing, from 0 to 1, for {ids(silent)}.",
        )


def nets_off(appraisal: Appraisal) -> bool:
    """Whether what takes the place of something is taken off its saving."""
    instead = (Resource.REPLACEMENT, Resource.WORKFORCE)
    return any(line.use.spends and line.use.resource in instead for line in appraisal.flows.lines)


def no_delivery(appraisal: Appraisal) -> Iterator[Finding]:
    """No delivery cost: gross only, or of what is put in its place alone."""
    if any(line.kind is Kind.DELIVERY for line in appraisal.flows.lines):
        return
    if nets_off(appraisal):
        yield Finding(
            id="no_delivery",
            severity="warning",
            sentence="No delivery cost was given: only what takes the place of what is avoided "
            "has been taken off.",
            cure="Give a delivery cost, unless that is all it costs.",
        )
        return
    yield Finding(
        id="no_delivery",
        severity="serious",
        sentence="No delivery cost was given: every figure is gross of what the programme costs.",
        cure="Give a delivery cost.",
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


def unpaid_benefits(appraisal: Appraisal) -> Iterator[Finding]:
    """Cases counted for longer than the programme is paid for."""
    ends = {
        kind: max((x.cases.end for x in appraisal.flows.lines if x.kind is kind), default=0.0)
        for kind in Kind
    }
    if 0 < ends[Kind.DELIVERY] < ends[Kind.BENEFIT] - 1e-9:
        months = round(12 * (ends[Kind.BENEFIT] - ends[Kind.DELIVERY]))
        yield Finding(
            id="unpaid_benefits",
            severity="serious",
            sentence=f"Cases are counted for {months} months after the last month of delivery is "
            "paid for.",
            cure="Give the outcome the same months, and use persistence for what lasts.",
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


def beyond_horizon(appraisal: Appraisal) -> Iterator[Finding]:
    """Costs or savings that fall after the last year counted."""
    counted = len(appraisal.years)
    longer = financial_years(appraisal.years[0], counted + FOLLOWED)
    flows = evaluate(appraisal.flows.lines, longer, appraisal.inputs, appraisal.pricing)
    later = {kind: float(flows.select(kind=kind)[counted:].sum()) for kind in Kind}
    if max(abs(pounds) for pounds in later.values()) > 0.5:
        yield Finding(
            id="beyond_horizon",
            severity="warning",
            sentence=f"After {appraisal.years[-1]}, the last year counted, fall "
            f"{about(later[Kind.BENEFIT])} of what is avoided and {about(-later[Kind.DELIVERY])} "
            "of delivery (all payers, real): they are in no figure here.",
            cure="Try a longer horizon, and say how long the effect is known to last.",
        )
