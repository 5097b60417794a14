"""Social workers in schools: the trial's null, and the pilots' grants."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from costavoid.analysis.replication.rerun import rerun
from costavoid.appraisal.answer import Answer
from costavoid.evidence.catalogue import default
from costavoid.programme.interventions.social_workers_in_schools import SocialWorkersInSchools


@cache
def five_social_workers(place: str = "southampton") -> Answer:
    """Five schools with 20 enquiries each, a social worker in each all week, at a pilot's grant."""
    schools = SocialWorkersInSchools(
        schools=5,
        days_per_week=5,
        section_47_per_school=20,
        social_worker=default(f"grant.swis.{place}.social_worker"),
        months=12,
    )
    return rerun(schools, horizon=1, price_year="2019-20")


def enquiries_more() -> float:
    """Enquiries more than the 100 expected, at the trial's ratio."""
    appraisal = five_social_workers()
    (outcome,) = appraisal.outcomes
    return -float(outcome.counterfactual.avoided(appraisal.inputs)[0])


def grant(place: str) -> float:
    """What five social workers cost for a year."""
    return -float(five_social_workers(place).annual(kind="delivery").sum())


FIGURES: dict[str, Callable[[], float | None]] = {
    "swis.enquiries": enquiries_more,
    "swis.net": lambda: float(five_social_workers().annual().sum()),
    "swis.probability_cost_effective": lambda: None,
    "swis.southampton": lambda: grant("southampton"),
    "swis.lambeth": lambda: grant("lambeth"),
}
