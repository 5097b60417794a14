"""What an early-intervention programme avoids spending: for whom, when, how surely, and is it cash?

import costavoid as ca
appraisal = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26")
print(appraisal)
"""

from costavoid import charts as charts
from costavoid.adjustments import Adjustment, design_adjustment, optimism_bias
from costavoid.answer import Appraisal
from costavoid.appraisal import appraise
from costavoid.assumptions import assumptions
from costavoid.before_after import BeforeAfter
from costavoid.case import Case
from costavoid.catalogue import default, defaults, discount_schedule, local, price_index
from costavoid.compare import compare, unlike
from costavoid.counterfactuals import RateAvoided, RatioOnBaseline, Volume
from costavoid.delivery import Budget, Delivery, Post
from costavoid.errors import CostavoidError, DataError, InputError, Interrupted
from costavoid.evidence import Estimate, Source
from costavoid.information import value_of_information
from costavoid.intervals import poisson_interval, rate_ratio_interval
from costavoid.interventions.childrens_centres import ChildrensCentres
from costavoid.interventions.custom import Custom
from costavoid.interventions.family_drug_alcohol_court import FamilyDrugAlcoholCourt
from costavoid.interventions.family_group_conference import FamilyGroupConference
from costavoid.interventions.family_nurse_partnership import FamilyNursePartnership
from costavoid.interventions.health_visitor_secondment import HealthVisitorSecondment
from costavoid.interventions.house_project import HouseProject
from costavoid.interventions.mockingbird import Mockingbird
from costavoid.interventions.neighbourhood_teams import NeighbourhoodTeams
from costavoid.interventions.pause import Pause
from costavoid.interventions.qualifying_route import QualifyingRoute
from costavoid.interventions.regional_recruitment_partnership import RegionalRecruitmentPartnership
from costavoid.interventions.shared_service import SharedService
from costavoid.interventions.social_workers_in_schools import SocialWorkersInSchools
from costavoid.interventions.sure_start import SureStart
from costavoid.interventions.systemic_practice import SystemicPractice
from costavoid.interventions.team_around_the_school import TeamAroundTheSchool
from costavoid.interventions.therapeutic_foster_placement import TherapeuticFosterPlacement
from costavoid.interventions.training_partnership import TrainingPartnership
from costavoid.interventions.workforce_stabilisation import WorkforceStabilisation
from costavoid.load import load
from costavoid.many import appraise_many
from costavoid.money import about
from costavoid.outcomes import Outcome
from costavoid.pathways import (
    AgencyPost,
    CareProceedings,
    HealthGain,
    InfantRemovedAtBirth,
    LeavingCare,
    NeonatalStay,
    Placement,
    PublishedCost,
    ReturnOnSpend,
    RunningCost,
    SocialWork,
)
from costavoid.programme import Intervention
from costavoid.replication import Replication, replications
from costavoid.retention import Retention, agency_premium, cost_per_worker_in_post
from costavoid.rules.finding import Finding
from costavoid.scenarios import low_and_high, scenarios
from costavoid.schema import schema
from costavoid.sensitivity import break_evens, grid, one_at_a_time
from costavoid.settings import Settings
from costavoid.shares_compared import SharesCompared
from costavoid.sharing import share_between
from costavoid.stays import ExponentialStay, FixedStay, StepStay
from costavoid.version import __version__ as __version__

__all__ = [
    "Adjustment",
    "AgencyPost",
    "Appraisal",
    "BeforeAfter",
    "Budget",
    "CareProceedings",
    "Case",
    "ChildrensCentres",
    "CostavoidError",
    "Custom",
    "DataError",
    "Delivery",
    "Estimate",
    "ExponentialStay",
    "FamilyDrugAlcoholCourt",
    "FamilyGroupConference",
    "FamilyNursePartnership",
    "Finding",
    "FixedStay",
    "HealthGain",
    "HealthVisitorSecondment",
    "HouseProject",
    "InfantRemovedAtBirth",
    "InputError",
    "Interrupted",
    "Intervention",
    "LeavingCare",
    "Mockingbird",
    "NeighbourhoodTeams",
    "NeonatalStay",
    "Outcome",
    "Pause",
    "Placement",
    "Post",
    "PublishedCost",
    "QualifyingRoute",
    "RateAvoided",
    "RatioOnBaseline",
    "RegionalRecruitmentPartnership",
    "Replication",
    "Retention",
    "ReturnOnSpend",
    "RunningCost",
    "Settings",
    "SharedService",
    "SharesCompared",
    "SocialWork",
    "SocialWorkersInSchools",
    "Source",
    "StepStay",
    "SureStart",
    "SystemicPractice",
    "TeamAroundTheSchool",
    "TherapeuticFosterPlacement",
    "TrainingPartnership",
    "Volume",
    "WorkforceStabilisation",
    "about",
    "agency_premium",
    "appraise",
    "appraise_many",
    "assumptions",
    "break_evens",
    "compare",
    "cost_per_worker_in_post",
    "default",
    "defaults",
    "design_adjustment",
    "discount_schedule",
    "grid",
    "load",
    "local",
    "low_and_high",
    "one_at_a_time",
    "optimism_bias",
    "poisson_interval",
    "price_index",
    "rate_ratio_interval",
    "replications",
    "scenarios",
    "schema",
    "share_between",
    "unlike",
    "value_of_information",
]
