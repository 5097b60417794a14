"""How many children are not in placement at the end of each financial year, 31 March."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Kind, Measure, Resource
from costavoid.base.years import year_edges
from costavoid.cashflow.flows import present
from costavoid.programme.lines import Line

if TYPE_CHECKING:
    import pandas as pd


def placement_lines(appraisal: Answer) -> tuple[Line, ...]:
    """The lines of time in a placement that is avoided, and what adjustments take off them."""
    return tuple(
        line
        for line in appraisal.flows.lines
        if line.kind is Kind.BENEFIT
        and line.use.resource is Resource.PLACEMENT
        and line.use.measure is Measure.STAY
    )


def children_in_placement(appraisal: Answer) -> pd.Series[float]:
    """Fewer children in placement at each 31 March, by financial year, than without the programme.

    Less what adjustments take off; negative where the programme places more. What takes the place
    of a placement is not taken off. All zero where no line is time in a placement. Formula 3.
    """
    import pandas as pd

    ends = year_edges(len(appraisal.years))[1:]
    fewer = np.zeros(len(ends))
    for line in placement_lines(appraisal):
        fewer += line.sign * present(line, ends, appraisal.inputs)[:, 0]
    index = pd.Index(appraisal.years, name="financial_year")
    return pd.Series(fewer, index=index, name="children")
