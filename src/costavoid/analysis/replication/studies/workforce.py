"""House Project, recruitment partnership, workforce and qualifying routes: sums councils quote."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

from costavoid.analysis.replication.rerun import rerun
from costavoid.appraisal.answer import Answer
from costavoid.evidence.catalogue import default
from costavoid.programme.interventions.house_project import HouseProject
from costavoid.programme.interventions.qualifying_route import QualifyingRoute, Route
from costavoid.programme.interventions.regional_recruitment_partnership import (
    RegionalRecruitmentPartnership,
)
from costavoid.programme.interventions.workforce_stabilisation import WorkforceStabilisation
from costavoid.programme.pathways import AgencyPost


def one_young_person() -> float:
    """A year of the earlier placement less a year of House Project."""
    project = HouseProject(young_people=1, weeks_replaced=52, months=12)
    return float(rerun(project, horizon=2, price_year="2019-20").annual().sum())


@cache
def partnership() -> Answer:
    """Fifteen councils for ten years, in pounds as paid."""
    councils = RegionalRecruitmentPartnership(councils=15)
    return rerun(councils, horizon=10, price_year="2011-12")


def total(appraisal: Answer, kind: str) -> float:
    """Pounds over the horizon, undiscounted; what is spent as a positive number."""
    return abs(float(appraisal.annual(kind=kind).sum()))


def for_each_pound(appraisal: Answer) -> float:
    """What comes back for each pound spent, undiscounted."""
    return total(appraisal, "benefit") / total(appraisal, "delivery")


def manchester(post: AgencyPost | None = None, price_year: str = "2025-26") -> Answer:
    """A hundred posts, with Manchester's fall in the agency rate, for a year."""
    workforce = WorkforceStabilisation(
        posts=100,
        agency_rate_before=default("manchester.agency_rate.before"),
        post=post or AgencyPost(),
        months=12,
    )
    return rerun(workforce, horizon=1, price_year=price_year)


def agency_posts() -> float:
    """Agency posts replaced, of a hundred posts."""
    appraisal = manchester()
    (outcome,) = appraisal.outcomes
    return float(outcome.counterfactual.avoided(appraisal.inputs)[0])


def in_2010() -> float:
    """The same at the extra cost of an agency worker in 2010."""
    extra = AgencyPost(extra=default("workforce.agency_social_worker.extra.year.2010"))
    return total(manchester(extra, "2010-11"), "benefit")


@cache
def compared(route: Route, instead_of: Route, basis: Literal["gross", "net"]) -> float:
    """Cost of a qualified worker by one route over the cost by another."""
    trained = QualifyingRoute(route=route, instead_of=instead_of, basis=basis, workers=1, months=12)
    return 1 / for_each_pound(rerun(trained, horizon=1, price_year="2015-16"))


FIGURES: dict[str, Callable[[], float | None]] = {
    "house_project.one_young_person": one_young_person,
    "recruitment.cost": lambda: total(partnership(), "delivery"),
    "recruitment.saving": lambda: total(partnership(), "benefit"),
    "recruitment.ratio": lambda: for_each_pound(partnership()),
    "workforce.agency_posts": agency_posts,
    "workforce.saving_2010": in_2010,
    "workforce.saving_2025": lambda: total(manchester(), "benefit"),
    "routes.frontline_premium": lambda: 100 * (compared("frontline", "undergraduate", "net") - 1),
    "routes.three_times_masters": lambda: compared("frontline", "masters", "gross"),
    "routes.three_times_undergraduate": lambda: compared("frontline", "undergraduate", "gross"),
}
