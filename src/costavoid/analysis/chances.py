"""What a chance can bear: how much of what moves the answer the draws move too."""

from __future__ import annotations

import math
from dataclasses import replace

from costavoid.analysis.break_even import BreakEven, break_evens_of
from costavoid.analysis.sensitivity import swings
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Unit
from costavoid.cashflow.draws import plan
from costavoid.cashflow.uncertainty import Uncertainty, draw
from costavoid.evidence.distributions import distribution
from costavoid.evidence.estimate import Estimate

ENOUGH = 0.5  # of the swings of a tornado: less, and a chance says more than is known
SHOWN = 3


def borne(appraisal: Answer) -> float:
    """The share of all the swings of a tornado that is of inputs which vary in the draws."""
    drawn = appraisal.uncertainty
    rows = swings(appraisal, appraisal.inputs.in_use)
    known = [row for row in rows if math.isfinite(row.swing)]
    total = sum(row.swing for row in known)
    varying = sum(row.swing for row in known if row.id in drawn.varying)
    return varying / total if total else 1.0


def would_change(appraisal: Answer) -> list[BreakEven]:
    """Up to three values at which the answer would turn, those nearest to the ones in use first."""
    found = break_evens_of(appraisal, appraisal.inputs.in_use, "net present value")
    reached = [answer for answer in found if answer.reached]
    return sorted(reached, key=lambda answer: (round(answer.away, 9), answer.id))[:SHOWN]


def published_alone(appraisal: Answer) -> Uncertainty:
    """The same draws with the published intervals alone, what is assumed held at its value.

    Raises InputError where no draws were made.
    """
    drawn, drawing = appraisal.uncertainty, appraisal.settings.drawing
    if drawing is None or drawing.unpublished is None:
        return drawn
    alone = drawing.model_copy(update={"unpublished": None})
    fixed = plan(drawn.simulation.flows.lines, appraisal.inputs, alone)
    return draw(replace(drawn.simulation, draws=fixed), alone)


def chance_it_saves(estimate: Estimate) -> float | None:
    """The chance that a difference of costs is below nothing, by a normal with its mean and the
    width of its interval; None where it has no interval, or is no difference."""
    spread = distribution(estimate) if estimate.unit is Unit.GBP_DIFFERENCE else None
    if spread is None:
        return None
    if spread.kind != "normal":  # all of its interval is on one side
        return 0.0
    return 0.5 * math.erfc(spread.first / (spread.second * math.sqrt(2)))
