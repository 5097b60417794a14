"""The targets of a register by quarter, and when its counts could tell anything."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from costavoid.analysis.baselines import Baseline
from costavoid.analysis.measures import Measured
from costavoid.analysis.telling import Quarter, quarter_of, quarters, when_told
from costavoid.output.words.telling import when_planned
from costavoid.tracking.register import Benefit, months_of


@dataclass(frozen=True)
class Target:
    """What is expected in one quarter, without and with the programme; and the chances by then."""

    label: str
    months: tuple[str, ...]
    without: float
    planned: float
    by_then: Quarter


def measured(benefit: Benefit) -> Measured:
    """A benefit that is counted, as what its chances are worked out from."""
    assert benefit.first_month is not None
    baseline = Baseline(
        benefit.baseline_a_year,
        benefit.baseline_events,
        benefit.dispersion,
        benefit.baseline_source,
    )
    return Measured(
        benefit.id,
        benefit.measure,
        (benefit.id,),
        benefit.first_month,
        baseline,
        np.asarray(benefit.without),
        np.asarray(benefit.planned),
    )


def targets(benefit: Benefit) -> tuple[Target, ...]:
    """Each quarter of the plan."""
    months = months_of(benefit)
    found = []
    by_quarter = groupby(range(len(months)), key=lambda i: quarter_of(months[i]))
    for (label, places), chance in zip(by_quarter, quarters(measured(benefit)), strict=True):
        part = list(places)
        found.append(
            Target(
                label,
                tuple(f"{months[i]:%Y-%m}" for i in part),
                sum(benefit.without[i] for i in part),
                sum(benefit.planned[i] for i in part),
                chance,
            )
        )
    return tuple(found)


def when_said(benefit: Benefit) -> str:
    """By which quarter its counts could tell the planned fall from none, in a sentence."""
    when = when_told(measured(benefit))
    return when_planned(when, benefit.baseline_source, falls=benefit.fall > 0)
