"""Family group conferences, the Family Drug and Alcohol Court, and the Family Nurse Partnership."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from costavoid.analysis.break_even import break_even
from costavoid.analysis.replication.rerun import rerun
from costavoid.appraisal.answer import Answer
from costavoid.evidence.catalogue import default
from costavoid.programme.interventions.family_drug_alcohol_court import FamilyDrugAlcoholCourt
from costavoid.programme.interventions.family_group_conference import FamilyGroupConference
from costavoid.programme.interventions.family_nurse_partnership import FamilyNursePartnership
from costavoid.programme.pathways import PublishedCost


@cache
def conferences(as_claimed: bool = False) -> Answer:
    """A hundred children offered a conference in a year, care alone; as claimed or as modelled."""
    claimed = PublishedCost(cost=default("fgc.rollout.saving_per_child"))
    pathway = {"placement": claimed} if as_claimed else {}
    offered = FamilyGroupConference(
        families=100, children=100, proceedings=None, months=12, **pathway
    )
    return rerun(offered, horizon=5, price_year="2022-23")


def entries_avoided() -> float:
    """Entries to care avoided among the hundred."""
    appraisal = conferences()
    (outcome,) = appraisal.outcomes
    return float(outcome.counterfactual.avoided(appraisal.inputs)[0])


def saved_each(as_claimed: bool) -> float:
    """Pounds for each entry to care avoided."""
    return float(conferences(as_claimed).annual(kind="benefit").sum()) / entries_avoided()


@cache
def london(by_component: bool = False) -> Answer:
    """London's 46 cases of 2014/15; their savings come over the five years that follow each."""
    court = FamilyDrugAlcoholCourt(cases=46, by_component=by_component, months=12)
    return rerun(court, horizon=6, price_year="2014-15")


def gross(by_component: bool = False) -> float:
    """What is saved, undiscounted."""
    return float(london(by_component).annual(kind="benefit").sum())


def cost() -> float:
    """What the court team costs."""
    return -float(london().annual(kind="delivery").sum())


@cache
def one_mother() -> Answer:
    """One mother who joins in a year, in the study's own prices."""
    nurses = FamilyNursePartnership(participants=1, months=12)
    return rerun(nurses, horizon=1, price_year="2013-14")


FIGURES: dict[str, Callable[[], float | None]] = {
    "fgc.points": entries_avoided,
    "fgc.children_per_entry": lambda: 100 / entries_avoided(),
    "fgc.saved_each": lambda: saved_each(as_claimed=True),
    "fgc.saved_each_modelled": lambda: saved_each(as_claimed=False),
    "fdac.cost": cost,
    "fdac.net": lambda: gross() - cost(),
    "fdac.gross": gross,
    "fdac.ratio": lambda: gross() / cost(),
    "fdac.gross_by_component": lambda: gross(by_component=True),
    "fdac.ratio_by_component": lambda: gross(by_component=True) / cost(),
    "fnp.net": lambda: float(one_mother().annual().sum()),
    "fnp.cost_per_qaly": lambda: break_even(one_mother(), "health.qaly.threshold").value,
    "fnp.probability_cost_effective": lambda: None,
}
