"""Delivery that is committed already: spent whatever is decided, so in no result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from costavoid.appraisal.answer import Answer
from costavoid.cashflow.flows import evaluate
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.programme.lines import Line

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["financial_year", "payer", "label", "pounds", "source"]


def inputs_of(lines: tuple[Line, ...], overrides: Iterable[Estimate]) -> Inputs:
    """The numbers of committed lines, with the overrides that are of them."""
    used = [estimate for line in lines for estimate in line.estimates]
    ids = {estimate.id for estimate in used}
    return Inputs(used, [own for own in overrides if own.id in ids])


def spent_anyway(appraisal: Answer) -> pd.DataFrame:
    """Delivery spent whatever is decided, a row for each part and year, in pounds of each year.

    Columns: `financial_year`, `payer`, `label`, `pounds` (positive, nominal) and `source`. No rows
    where nothing is. HM Treasury Green Book: sunk costs are left out of an appraisal.
    """
    import pandas as pd

    lines = appraisal.committed
    if not lines:
        return pd.DataFrame(columns=COLUMNS)
    inputs = inputs_of(lines, appraisal.overrides)
    flows = evaluate(lines, appraisal.years, inputs, appraisal.pricing)
    real = -flows.amounts[..., 0].sum(axis=1)
    rows = [
        (year, payer.value, line.label, float(pounds), str(line.use.cost.source))
        for line, payer, spent in zip(lines, flows.payers, real, strict=True)
        for year, pounds in zip(appraisal.years, spent * appraisal.inflation_factors, strict=True)
        if pounds
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
