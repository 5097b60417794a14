"""What is avoided in its own units, before a price is put on it: cases, weeks, days, children."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import PERIODS_PER_YEAR, Kind, Measure, Resource, Unit
from costavoid.base.years import year_edges
from costavoid.cashflow.flows import has_caseload, present, resource_use, standing
from costavoid.programme.lines import Line

if TYPE_CHECKING:
    import pandas as pd

NOT_USED = (Resource.RETURN, Resource.HEALTH)  # a worth and not a thing
PERIODS = {
    Unit.GBP_PER_DAY: "working days",
    Unit.GBP_PER_WEEK: "weeks",
    Unit.GBP_PER_MONTH: "months",
    Unit.GBP_PER_PERSON_YEAR: "person-years",
}


def used_in(line: Line, edges: Array, appraisal: Answer) -> tuple[Array, str]:
    """What is used in each year, signed like its pounds, and the unit it is counted in."""
    use = line.use
    amounts = line.sign * resource_use(line, edges, appraisal.inputs)[:, 0]
    if use.measure.is_by_time:
        unit = use.cost.unit
        return amounts * PERIODS_PER_YEAR[unit], PERIODS.get(unit, "years")
    if use.quantity:
        return amounts * appraisal.inputs.estimate(use.quantity).value, use.quantity.unit.value
    return amounts, "exits" if use.measure is Measure.EXIT else "cases"


def at_each_end(line: Line, edges: Array, appraisal: Answer) -> Array:
    """How many are there at each 31 March, signed; nan for what no case stays in."""
    ends = edges[1:]
    if not has_caseload(line):
        return np.full(len(ends), np.nan)
    if line.use.measure is Measure.FLOW:
        at = [float(standing(line, float(end), appraisal.inputs)[0]) for end in ends]
        return line.sign * np.array(at)
    there: Array = line.sign * present(line, ends, appraisal.inputs)[:, 0]
    return there


def quantities(appraisal: Answer) -> pd.DataFrame:
    """A row for each line of benefit and financial year: what is avoided, in its own unit.

    Columns: `outcome`, `line`, `label`, `resource`, `financial_year`, `quantity` (positive is
    avoided, negative used in its place), `unit` (cases, exits, weeks, days, months, years,
    person-years, QALYs) and `at_31_march`, how many are there at the year's end, where cases stay.
    """
    import pandas as pd

    edges, rows = year_edges(len(appraisal.years)), []
    for line in appraisal.flows.lines:
        if line.kind is Kind.DELIVERY:
            continue
        amounts, unit = used_in(line, edges, appraisal)
        ends = at_each_end(line, edges, appraisal)
        rows += [
            {
                "outcome": line.outcome,
                "line": line.id,
                "label": line.label,
                "resource": line.use.resource.value,
                "financial_year": year,
                "quantity": float(amount) + 0.0,  # no minus nothing
                "unit": unit,
                "at_31_march": float(end) + 0.0,
            }
            for year, amount, end in zip(appraisal.years, amounts, ends, strict=True)
        ]
    return pd.DataFrame(rows)


@dataclass(frozen=True)
class InAll:
    """Over the horizon, of one resource in one unit: avoided, or used in the place of it."""

    resource: Resource
    unit: str
    in_its_place: bool
    amount: float


def in_all(appraisal: Answer) -> tuple[InAll, ...]:
    """What the lines of time, or of days, come to over the horizon; nothing of a bare return."""
    edges = year_edges(len(appraisal.years))
    sums: dict[tuple[Resource, str, bool], float] = {}
    for line in appraisal.flows.lines:
        use = line.use
        counted = use.measure.is_by_time or use.quantity
        if line.kind is Kind.DELIVERY or not counted or use.resource in NOT_USED:
            continue
        amounts, unit = used_in(line, edges, appraisal)
        key = (use.resource, unit, use.spends)
        sums[key] = sums.get(key, 0.0) + (-1 if use.spends else 1) * float(amounts.sum())
    return tuple(InAll(*key, amount) for key, amount in sums.items() if abs(amount) >= 0.05)
