"""Pause: Hackney's £1.2m, the charity's 100-woman projection, and Rounds 1 and 2."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from costavoid.analysis.replication.rerun import rerun
from costavoid.appraisal import tables
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Payer
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import Estimate
from costavoid.programme.interventions.pause import Pause
from costavoid.programme.pathways import NeonatalStay, Placement, PublishedCost
from costavoid.programme.stays import FixedStay

LOW, HIGH = "pause.removals_avoided.worked_back.low", "pause.removals_avoided.worked_back.high"


def year_of_care() -> Placement:
    """A year of care at the all-age average of the time; children stay throughout."""
    return Placement(
        cost=default("placement.average.year.gmca"),
        stay=FixedStay(length=default("age.end_of_childhood")),
    )


def neonatal_for_every_birth() -> NeonatalStay:
    """Every birth at the mean cost of care for withdrawal."""
    return NeonatalStay(share=1.0, days=None, cost=default("neonatal.withdrawal.stay"))


@cache
def hackney(
    rate: str = "pause.removals.projection", neonatal: NeonatalStay | None = None
) -> Answer:
    """29 women for 18 months; the dates are assumed, so that the pilot ends with a year."""
    pilot = Pause(
        women=29,
        start="2012-10-01",
        programme_months=18,
        removal_rate=default(rate),
        pathway=year_of_care(),
        neonatal=neonatal,
        lag=None,
        delivery_cost=None,
    )
    return rerun(pilot, horizon=2, price_year="2013-14")


def full_year_effect(rate: str = "pause.removals.projection") -> float:
    """Children avoided by the end of the pilot x a year of care."""
    return float(tables.full_year_effect(hackney(rate), "2013-14")["gross"]["all payers"])


def neonatal(stay: NeonatalStay) -> float:
    """The NHS line over the pilot."""
    return float(hackney(neonatal=stay).annual(payer=Payer.NHS).sum())


@cache
def at_published_cost(
    women: int, months: int, rate: str, cost: str, delivery: Estimate | None = None
) -> Answer:
    """A cohort at a published cost for each removal avoided, in that cost's own prices."""
    priced = default(cost)
    programme = Pause(
        women=women,
        programme_months=months,
        removal_rate=default(rate),
        pathway=PublishedCost(cost=priced),
        neonatal=None,
        lag=None,
        delivery_cost=delivery,
    )
    return rerun(programme, horizon=months // 12, price_year=priced.price_year or "")


def projection() -> Answer:
    """The charity's 100 women for 5 years."""
    return at_published_cost(
        100,
        60,
        "pause.removals.projection",
        "pause.cost_per_removal.projection",
        default("delivery.pause.woman_year"),
    )


def a_year(women: int, rate: str, cost: str = "pause.saving_per_removal.round1") -> float:
    """A cohort's published saving in one year."""
    return float(at_published_cost(women, 12, rate, cost).annual(kind="benefit").sum())


def infants(councils: int, years: int) -> float:
    """Infants who would have entered care, at Round 2's rate for each council."""
    practices = Pause(councils=councils, programme_months=12 * years, lag=None)
    appraisal = rerun(practices, horizon=years, price_year="2019-20")
    removals = practices.outcomes()[0]
    return removals.cases(appraisal.span).total(appraisal.inputs)


FIGURES: dict[str, Callable[[], float | None]] = {
    "pause.hackney.full_year": full_year_effect,
    "pause.hackney.projection_cost": lambda: a_year(
        29, "pause.removals.projection", "pause.cost_per_removal.projection"
    ),
    "pause.hackney.in_year": lambda: float(
        tables.in_year(hackney(), "2013-14")["gross"]["all payers"]
    ),
    "pause.hackney.neonatal": lambda: neonatal(NeonatalStay()),
    "pause.hackney.neonatal_most": lambda: neonatal(neonatal_for_every_birth()),
    "pause.hackney.evaluated_low": lambda: full_year_effect(
        "pause.removals_avoided.worked_back.low"
    ),
    "pause.hackney.evaluated": lambda: full_year_effect("pause.removals_avoided.round1"),
    "pause.hackney.evaluated_high": lambda: full_year_effect(
        "pause.removals_avoided.worked_back.high"
    ),
    "pause.projection.removals": lambda: (
        projection().outcomes[0].cases(projection().span).total(projection().inputs)
    ),
    "pause.projection.care_cost": lambda: float(projection().annual(kind="benefit").sum()),
    "pause.projection.programme_cost": lambda: -float(projection().annual(kind="delivery").sum()),
    "pause.projection.net": lambda: float(projection().annual().sum()),
    "pause.round1.low": lambda: a_year(125, LOW),
    "pause.round1.central": lambda: a_year(137, "pause.removals_avoided.round1"),
    "pause.round1.high": lambda: a_year(125, HIGH),
    "pause.round2.three_years": lambda: infants(councils=5, years=3),
    "pause.round2.england": lambda: infants(councils=151, years=1),
    "pause.round2.ratio_4_years": lambda: None,
    "pause.round2.ratio_18_years": lambda: None,
}
