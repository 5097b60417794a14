"""How one line is made, step by step, in the order it is calculated."""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import PERIODS_PER_YEAR, Measure, Unit
from costavoid.base.years import year_edges
from costavoid.cashflow.flows import cash_share, lag, payer_of, resource_use
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import figure, pence, pounds, three
from costavoid.output.words.caution import said
from costavoid.programme.lines import Line

COUNTED = {
    Measure.LUMP: "occurrences",
    Measure.EXIT: "exits",
    Measure.SPREAD: "cases' worth of cost",
    Measure.STAY: "person-years",
    Measure.AFTER_EXIT: "person-years",
    Measure.FLOW: "years of running",
}


COUNTED_OVER = {
    Measure.EXIT: "counted at the end of a stay",
    Measure.SPREAD: "spread evenly over",
    Measure.STAY: "counted over a stay",
    Measure.AFTER_EXIT: "counted from the end of a stay",
}


def explain(appraisal: Answer, id: str) -> str:
    """Quantity x unit cost x share = subtotal for one line, with every step named."""
    line = appraisal.line(id)
    steps = [f"{line.label} [{line.id}]", *_part(appraisal, line)]
    steps += [*_cases(appraisal, line), *_use(appraisal, line)]
    return "\n".join([*steps, *_money(appraisal, line)])


def _part(appraisal: Answer, line: Line) -> list[str]:
    """What an adjustment is a part of, and what it rests on."""
    for adjustment in appraisal.settings.adjustments:
        if adjustment.name == line.adjustment:
            whole = line.id.removesuffix(f".{adjustment.id}")
            does = "takes back a part of" if line.takes_back else "adds to"
            text = said(adjustment, line, appraisal.inputs)
            return [f"  {does} {whole}, for {adjustment.name}; {text}"]
    return []


def _value(appraisal: Answer, estimate: Estimate) -> str:
    used = appraisal.inputs.estimate(estimate)
    return f"{figure(used.value)} {used.unit.value} [{used.id}, {used.status.value}]"


def _cases(appraisal: Answer, line: Line) -> list[str]:
    cases, inputs = line.cases, appraisal.inputs
    clock = f"years from 1 April {appraisal.settings.first_year[:4]}"
    if cases.counterfactual is None:
        how = "arriving evenly" if cases.evenly else "all the time"
        if cases.volume:
            often = "a year" if cases.volume.unit is Unit.COUNT_PER_YEAR else how
            used = f"{_value(appraisal, cases.volume)} {often}"
            return [f"  {used}, {cases.start:.3f} to {cases.end:.3f} ({clock})"]
        return [f"  {figure(cases.cohort)} {how}, {cases.start:.3f} to {cases.end:.3f} ({clock})"]
    full = float(cases.counterfactual.avoided(inputs)[0])
    often = f"over {three(cases.years)} years" if cases.in_all else "a year"
    often = often if cases.in_all or not cases.counterfactual.standing else "at any time"
    steps = [
        f"  avoided at full effect: {full:.4g} {often}: {cases.counterfactual.statement(inputs)}"
    ]
    if cases.lag:
        steps.append(f"  lag: {_value(appraisal, cases.lag)}")
    if cases.only_gains and full < 0:
        steps.append("  an effect that goes the wrong way is not cut: 0 a year")
    for factor in cases.factors:
        steps.append(f"  x {factor.name}: {float(factor.value(inputs)[0]):.4g}")
    if cases.persistence:
        steps.append(f"  persistence after the programme: {list(cases.persistence)} by year")
    late = float(lag(line, inputs)[0])
    windows = "; ".join(
        f"{a + late:.3f} to {b + late:.3f} x {figure(share)}" for a, b, share in cases.blocks
    )
    stands = cases.counterfactual.standing and not cases.in_all
    fall = "they stand" if stands else "cases fall evenly"
    return [*steps, f"  so {fall} over ({clock}): {windows}"]


def _use(appraisal: Answer, line: Line) -> list[str]:
    use, inputs = line.use, appraisal.inputs
    steps = [
        f"  x {factor.name}: {float(factor.value(inputs)[0]):.4g}"
        + "".join(f" [{e.id}]" for e in factor.estimates)
        for factor in use.factors
    ]
    if use.stay:
        lengths = ", ".join(_value(appraisal, e) for e in use.stay.estimates) or "a table"
        steps.append(f"  {COUNTED_OVER[use.measure]} ({use.stay.kind}): {lengths}")
    if use.until:
        steps.append(f"  until, from the occurrence: {_value(appraisal, use.until)}")
    return steps


def _money(appraisal: Answer, line: Line) -> list[str]:
    inputs, pricing = appraisal.inputs, appraisal.pricing
    cost = float(pricing.unit_cost(line.use.cost, inputs)[0])
    used = inputs.estimate(line.use.cost)
    steps = [
        f"  unit cost: {pence(used.value)} {used.unit.value[4:] or 'in all'} in {used.price_year} "
        f"prices [{used.id}, {used.status.value}, {used.source}] = {pence(cost)} in "
        f"{pricing.price_year} prices"
    ]
    if line.use.quantity:
        steps.append(f"  x quantity: {_value(appraisal, line.use.quantity)}")
    if line.use.measure.is_by_time:
        steps.append(f"  x {PERIODS_PER_YEAR[used.unit]} periods a year")
    growth = pricing.growth(line.use)
    if growth and (pricing.relative_price(line, 2, inputs) != 1).any():
        steps.append(
            f"  x real growth of placement costs: {growth:.1%} a year from {used.price_year}"
        )
    share = cash_share(line, inputs)
    row = [other.id for other in appraisal.flows.lines].index(line.id)
    cash = appraisal.flows.amounts[row, 0, :, 0]
    amounts = appraisal.flows.amounts[row, :, :, 0].sum(axis=0)
    volumes = resource_use(line, year_edges(len(appraisal.years)), inputs)[:, 0]
    steps.append(
        f"  paid by: {payer_of(line, inputs).label}; {share:.1%} of it is cash" + _way(line)
    )
    for year, volume, amount, part in zip(appraisal.years, volumes, amounts, cash, strict=True):
        steps.append(
            f"  {year}: {volume:.4f} {COUNTED[line.use.measure]} = {pounds(float(amount))}, "
            f"of which cash {pounds(float(part))}"
        )
    steps.append(f"  total: {pounds(float(amounts.sum()))}")
    return steps


def _way(line: Line) -> str:
    """Why the amounts have the sign they have."""
    if line.takes_back:
        return f"; taken back, so {'negative' if line.sign < 0 else 'positive'}"
    return "; spent, so negative" if line.sign < 0 else ""
