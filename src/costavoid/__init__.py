"""What an early-intervention programme avoids spending: for whom, when, how surely, and is it cash?

import costavoid as ca
appraisal = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26")
print(appraisal)

Every public name is here. It is loaded from its room when it is first used, so that the import
itself is light; docs/find-your-way.md lists the rooms.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from costavoid.version import __version__ as __version__

if TYPE_CHECKING:  # for editors and type checkers; where each name is found when it is used: _HOMES
    from costavoid import charts as charts
    from costavoid.analysis.assumptions import assumptions as assumptions
    from costavoid.analysis.compare import compare as compare
    from costavoid.analysis.compare import unlike as unlike
    from costavoid.analysis.information import value_of_information as value_of_information
    from costavoid.analysis.replication.figures import Replication as Replication
    from costavoid.analysis.replication.figures import replications as replications
    from costavoid.analysis.review.finding import Finding as Finding
    from costavoid.analysis.scenarios import low_and_high as low_and_high
    from costavoid.analysis.scenarios import scenarios as scenarios
    from costavoid.analysis.sensitivity import break_evens as break_evens
    from costavoid.analysis.sensitivity import grid as grid
    from costavoid.analysis.sensitivity import one_at_a_time as one_at_a_time
    from costavoid.analysis.sharing import share_between as share_between
    from costavoid.api.appraisal import Appraisal as Appraisal
    from costavoid.api.appraise import appraise as appraise
    from costavoid.api.many import appraise_many as appraise_many
    from costavoid.api.options import Options as Options
    from costavoid.api.portfolio import Portfolio as Portfolio
    from costavoid.api.portfolio import portfolio as portfolio
    from costavoid.appraisal.adjustments import Adjustment as Adjustment
    from costavoid.appraisal.adjustments import design_adjustment as design_adjustment
    from costavoid.appraisal.adjustments import optimism_bias as optimism_bias
    from costavoid.appraisal.settings import Settings as Settings
    from costavoid.base.errors import CostavoidError as CostavoidError
    from costavoid.base.errors import DataError as DataError
    from costavoid.base.errors import InputError as InputError
    from costavoid.base.errors import Interrupted as Interrupted
    from costavoid.cases.case import Case as Case
    from costavoid.cases.case import load as load
    from costavoid.cases.cohorts import load_cohorts as load_cohorts
    from costavoid.cases.schema import schema as schema
    from costavoid.evidence.alternatives import Alternative as Alternative
    from costavoid.evidence.alternatives import alternatives as alternatives
    from costavoid.evidence.catalogue import default as default
    from costavoid.evidence.catalogue import defaults as defaults
    from costavoid.evidence.catalogue import discount_schedule as discount_schedule
    from costavoid.evidence.catalogue import price_index as price_index
    from costavoid.evidence.estimate import Estimate as Estimate
    from costavoid.evidence.estimate import Source as Source
    from costavoid.evidence.figures import about as about
    from costavoid.evidence.given import local as local
    from costavoid.evidence.intervals import poisson_interval as poisson_interval
    from costavoid.evidence.intervals import rate_ratio_interval as rate_ratio_interval
    from costavoid.evidence.predictions import chance_of_telling as chance_of_telling
    from costavoid.evidence.retention import Retention as Retention
    from costavoid.evidence.retention import agency_premium as agency_premium
    from costavoid.evidence.retention import cost_per_worker_in_post as cost_per_worker_in_post
    from costavoid.localdata.councils.profile import Council as Council
    from costavoid.localdata.councils.profile import council as council
    from costavoid.localdata.returns.inventing import invent_903 as invent_903
    from costavoid.localdata.returns.protected import ProtectedTable as ProtectedTable
    from costavoid.localdata.returns.reading import read_903 as read_903
    from costavoid.localdata.returns.return_903 import Return903 as Return903
    from costavoid.localdata.returns.yearly import YearlyCounts as YearlyCounts
    from costavoid.portfolios.cohorts import Cohort as Cohort
    from costavoid.portfolios.cohorts import Reached as Reached
    from costavoid.programme.base import Intervention as Intervention
    from costavoid.programme.delivery import Budget as Budget
    from costavoid.programme.delivery import Delivery as Delivery
    from costavoid.programme.delivery import Post as Post
    from costavoid.programme.effects.before_after import BeforeAfter as BeforeAfter
    from costavoid.programme.effects.postponed import Postponed as Postponed
    from costavoid.programme.effects.rates import RateAvoided as RateAvoided
    from costavoid.programme.effects.rates import RatioOnBaseline as RatioOnBaseline
    from costavoid.programme.effects.rates import Volume as Volume
    from costavoid.programme.effects.shares_compared import SharesCompared as SharesCompared
    from costavoid.programme.effects.vacancies import EmptyPosts as EmptyPosts
    from costavoid.programme.interventions.change_of_provider import (
        ChangeOfProvider as ChangeOfProvider,
    )
    from costavoid.programme.interventions.childrens_centres import (
        ChildrensCentres as ChildrensCentres,
    )
    from costavoid.programme.interventions.custom import Custom as Custom
    from costavoid.programme.interventions.family_drug_alcohol_court import (
        FamilyDrugAlcoholCourt as FamilyDrugAlcoholCourt,
    )
    from costavoid.programme.interventions.family_group_conference import (
        FamilyGroupConference as FamilyGroupConference,
    )
    from costavoid.programme.interventions.family_nurse_partnership import (
        FamilyNursePartnership as FamilyNursePartnership,
    )
    from costavoid.programme.interventions.health_visitor_secondment import (
        HealthVisitorSecondment as HealthVisitorSecondment,
    )
    from costavoid.programme.interventions.house_project import HouseProject as HouseProject
    from costavoid.programme.interventions.mockingbird import Mockingbird as Mockingbird
    from costavoid.programme.interventions.neighbourhood_teams import (
        NeighbourhoodTeams as NeighbourhoodTeams,
    )
    from costavoid.programme.interventions.newly_qualified_support import (
        NewlyQualifiedSupport as NewlyQualifiedSupport,
    )
    from costavoid.programme.interventions.pause import Pause as Pause
    from costavoid.programme.interventions.qualifying_route import (
        QualifyingRoute as QualifyingRoute,
    )
    from costavoid.programme.interventions.regional_recruitment_partnership import (
        RegionalRecruitmentPartnership as RegionalRecruitmentPartnership,
    )
    from costavoid.programme.interventions.shared_service import SharedService as SharedService
    from costavoid.programme.interventions.social_workers_in_schools import (
        SocialWorkersInSchools as SocialWorkersInSchools,
    )
    from costavoid.programme.interventions.sure_start import SureStart as SureStart
    from costavoid.programme.interventions.systemic_practice import (
        SystemicPractice as SystemicPractice,
    )
    from costavoid.programme.interventions.team_around_the_school import (
        TeamAroundTheSchool as TeamAroundTheSchool,
    )
    from costavoid.programme.interventions.therapeutic_foster_placement import (
        TherapeuticFosterPlacement as TherapeuticFosterPlacement,
    )
    from costavoid.programme.interventions.training_partnership import (
        TrainingPartnership as TrainingPartnership,
    )
    from costavoid.programme.interventions.workforce_stabilisation import (
        WorkforceStabilisation as WorkforceStabilisation,
    )
    from costavoid.programme.outcomes import Outcome as Outcome
    from costavoid.programme.pathways import AgencyPost as AgencyPost
    from costavoid.programme.pathways import CareProceedings as CareProceedings
    from costavoid.programme.pathways import ChildAtHome as ChildAtHome
    from costavoid.programme.pathways import CostDifference as CostDifference
    from costavoid.programme.pathways import FilledPost as FilledPost
    from costavoid.programme.pathways import HealthGain as HealthGain
    from costavoid.programme.pathways import InfantRemovedAtBirth as InfantRemovedAtBirth
    from costavoid.programme.pathways import LeaveGiven as LeaveGiven
    from costavoid.programme.pathways import LeavingCare as LeavingCare
    from costavoid.programme.pathways import NeonatalStay as NeonatalStay
    from costavoid.programme.pathways import Placement as Placement
    from costavoid.programme.pathways import PublishedCost as PublishedCost
    from costavoid.programme.pathways import ReturnOnSpend as ReturnOnSpend
    from costavoid.programme.pathways import RunningCost as RunningCost
    from costavoid.programme.pathways import SocialWork as SocialWork
    from costavoid.programme.pathways import TrainedInstead as TrainedInstead
    from costavoid.programme.staff import RetentionOffer as RetentionOffer
    from costavoid.programme.stays import ExponentialStay as ExponentialStay
    from costavoid.programme.stays import FixedStay as FixedStay
    from costavoid.programme.stays import StepStay as StepStay
    from costavoid.tracking.plans import Plan as Plan
    from costavoid.tracking.plans import plan as plan
    from costavoid.tracking.realisation import Realisation as Realisation
    from costavoid.tracking.so_far import Comparison as Comparison

_HOMES = {
    "analysis.assumptions": ("assumptions",),
    "analysis.compare": ("compare", "unlike"),
    "analysis.information": ("value_of_information",),
    "analysis.replication.figures": ("Replication", "replications"),
    "analysis.review.finding": ("Finding",),
    "analysis.scenarios": ("low_and_high", "scenarios"),
    "analysis.sensitivity": ("break_evens", "grid", "one_at_a_time"),
    "analysis.sharing": ("share_between",),
    "api.appraisal": ("Appraisal",),
    "api.appraise": ("appraise",),
    "api.many": ("appraise_many",),
    "api.portfolio": ("Portfolio", "portfolio"),
    "appraisal.adjustments": ("Adjustment", "design_adjustment", "optimism_bias"),
    "api.options": ("Options",),
    "appraisal.settings": ("Settings",),
    "base.errors": ("CostavoidError", "DataError", "InputError", "Interrupted"),
    "cases.case": ("Case", "load"),
    "cases.cohorts": ("load_cohorts",),
    "cases.schema": ("schema",),
    "evidence.alternatives": ("Alternative", "alternatives"),
    "evidence.catalogue": ("default", "defaults", "discount_schedule", "price_index"),
    "evidence.estimate": ("Estimate", "Source"),
    "evidence.figures": ("about",),
    "evidence.given": ("local",),
    "evidence.intervals": ("poisson_interval", "rate_ratio_interval"),
    "evidence.predictions": ("chance_of_telling",),
    "evidence.retention": ("Retention", "agency_premium", "cost_per_worker_in_post"),
    "portfolios.cohorts": ("Cohort", "Reached"),
    "localdata.councils.profile": ("Council", "council"),
    "localdata.returns.inventing": ("invent_903",),
    "localdata.returns.protected": ("ProtectedTable",),
    "localdata.returns.reading": ("read_903",),
    "localdata.returns.return_903": ("Return903",),
    "localdata.returns.yearly": ("YearlyCounts",),
    "programme.base": ("Intervention",),
    "programme.delivery": ("Budget", "Delivery", "Post"),
    "programme.effects.before_after": ("BeforeAfter",),
    "programme.effects.postponed": ("Postponed",),
    "programme.effects.rates": ("RateAvoided", "RatioOnBaseline", "Volume"),
    "programme.effects.shares_compared": ("SharesCompared",),
    "programme.effects.vacancies": ("EmptyPosts",),
    "programme.interventions.change_of_provider": ("ChangeOfProvider",),
    "programme.interventions.childrens_centres": ("ChildrensCentres",),
    "programme.interventions.custom": ("Custom",),
    "programme.interventions.family_drug_alcohol_court": ("FamilyDrugAlcoholCourt",),
    "programme.interventions.family_group_conference": ("FamilyGroupConference",),
    "programme.interventions.family_nurse_partnership": ("FamilyNursePartnership",),
    "programme.interventions.health_visitor_secondment": ("HealthVisitorSecondment",),
    "programme.interventions.house_project": ("HouseProject",),
    "programme.interventions.mockingbird": ("Mockingbird",),
    "programme.interventions.neighbourhood_teams": ("NeighbourhoodTeams",),
    "programme.interventions.newly_qualified_support": ("NewlyQualifiedSupport",),
    "programme.interventions.pause": ("Pause",),
    "programme.interventions.qualifying_route": ("QualifyingRoute",),
    "programme.interventions.regional_recruitment_partnership": ("RegionalRecruitmentPartnership",),
    "programme.interventions.shared_service": ("SharedService",),
    "programme.interventions.social_workers_in_schools": ("SocialWorkersInSchools",),
    "programme.interventions.sure_start": ("SureStart",),
    "programme.interventions.systemic_practice": ("SystemicPractice",),
    "programme.interventions.team_around_the_school": ("TeamAroundTheSchool",),
    "programme.interventions.therapeutic_foster_placement": ("TherapeuticFosterPlacement",),
    "programme.interventions.training_partnership": ("TrainingPartnership",),
    "programme.interventions.workforce_stabilisation": ("WorkforceStabilisation",),
    "programme.outcomes": ("Outcome",),
    "programme.pathways": (
        "AgencyPost",
        "CareProceedings",
        "ChildAtHome",
        "CostDifference",
        "FilledPost",
        "HealthGain",
        "InfantRemovedAtBirth",
        "LeaveGiven",
        "LeavingCare",
        "NeonatalStay",
        "Placement",
        "PublishedCost",
        "ReturnOnSpend",
        "RunningCost",
        "SocialWork",
        "TrainedInstead",
    ),
    "programme.staff": ("RetentionOffer",),
    "programme.stays": ("ExponentialStay", "FixedStay", "StepStay"),
    "tracking.plans": ("Plan", "plan"),
    "tracking.realisation": ("Realisation",),
    "tracking.so_far": ("Comparison",),
}
_ROOM_OF = {name: room for room, names in _HOMES.items() for name in names}

__all__ = sorted(_ROOM_OF)


def __getattr__(name: str) -> Any:
    """A public name, from its room, when it is first used."""
    if name == "charts":
        return import_module("costavoid.charts")
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'costavoid' has no attribute {name!r}")
    found = getattr(import_module(f"costavoid.{_ROOM_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__", "charts"])
