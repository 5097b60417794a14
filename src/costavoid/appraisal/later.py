"""What the cases and costs counted go on to, after the last year of the horizon."""

from __future__ import annotations

from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.run import FOLLOWED
from costavoid.base.vocabulary import Kind
from costavoid.base.years import financial_years
from costavoid.cashflow.flows import evaluate

LARGE = 0.1  # of the benefit counted


@dataclass(frozen=True)
class Later:
    """Pounds after the horizon, all payers, real and undiscounted; `large` beside what is counted.

    `benefits` is of cases that begin by the horizon's end, or after a programme that ends; a
    programme that goes on has more, of which nothing is known here.
    """

    benefits: float
    delivery: float
    large: bool


def after_horizon(appraisal: Answer) -> Later:
    """What falls in the 60 years after the horizon, of the lines as they are."""
    counted = len(appraisal.years)
    longer = financial_years(appraisal.years[0], counted + FOLLOWED)
    flows = evaluate(appraisal.flows.lines, longer, appraisal.inputs, appraisal.pricing)
    benefits, delivery = flows.select(kind=Kind.BENEFIT), flows.select(kind=Kind.DELIVERY)
    within, after = float(benefits[:counted].sum()), float(benefits[counted:].sum())
    return Later(
        benefits=after,
        delivery=-float(delivery[counted:].sum()),
        large=abs(after) > max(0.5, LARGE * abs(within)),
    )
