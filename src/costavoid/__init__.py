"""What an early-intervention programme avoids spending: for whom, when, how surely, and is it cash?

import costavoid as ca
appraisal = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26")
print(appraisal)
"""

from costavoid import charts as charts
from costavoid.analysis.assumptions import assumptions
from costavoid.analysis.compare import compare, unlike
from costavoid.analysis.information import value_of_information
from costavoid.analysis.replication.figures import Replication, replications
from costavoid.analysis.review.finding import Finding
from costavoid.analysis.scenarios import low_and_high, scenarios
from costavoid.analysis.sensitivity import break_evens, grid, one_at_a_time
from costavoid.analysis.sharing import share_between
from costavoid.api.appraisal import Appraisal
from costavoid.api.appraise import appraise
from costavoid.api.many import appraise_many
from costavoid.appraisal.adjustments import Adjustment, design_adjustment, optimism_bias
from costavoid.appraisal.settings import Settings
from costavoid.base.errors import CostavoidError, DataError, InputError, Interrupted
from costavoid.cases.case import Case, load
from costavoid.cases.schema import schema
from costavoid.evidence.catalogue import default, defaults, discount_schedule, local, price_index
from costavoid.evidence.estimate import Estimate, Source
from costavoid.evidence.figures import about
from costavoid.evidence.intervals import poisson_interval, rate_ratio_interval
from costavoid.evidence.retention import Retention, agency_premium, cost_per_worker_in_post
from costavoid.programme.base import Intervention
from costavoid.programme.delivery import Budget, Delivery, Post
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.effects.rates import RateAvoided, RatioOnBaseline, Volume
from costavoid.programme.effects.shares_compared import SharesCompared
from costavoid.programme.interventions.childrens_centres import ChildrensCentres
from costavoid.programme.interventions.custom import Custom
from costavoid.programme.interventions.family_drug_alcohol_court import FamilyDrugAlcoholCourt
from costavoid.programme.interventions.family_group_conference import FamilyGroupConference
from costavoid.programme.interventions.family_nurse_partnership import FamilyNursePartnership
from costavoid.programme.interventions.health_visitor_secondment import HealthVisitorSecondment
from costavoid.programme.interventions.house_project import HouseProject
from costavoid.programme.interventions.mockingbird import Mockingbird
from costavoid.programme.interventions.neighbourhood_teams import NeighbourhoodTeams
from costavoid.programme.interventions.pause import Pause
from costavoid.programme.interventions.qualifying_route import QualifyingRoute
from costavoid.programme.interventions.regional_recruitment_partnership import (
    RegionalRecruitmentPartnership,
)
from costavoid.programme.interventions.shared_service import SharedService
from costavoid.programme.interventions.social_workers_in_schools import SocialWorkersInSchools
from costavoid.programme.interventions.sure_start import SureStart
from costavoid.programme.interventions.systemic_practice import SystemicPractice
from costavoid.programme.interventions.team_around_the_school import TeamAroundTheSchool
from costavoid.programme.interventions.therapeutic_foster_placement import (
    TherapeuticFosterPlacement,
)
from costavoid.programme.interventions.training_partnership import TrainingPartnership
from costavoid.programme.interventions.workforce_stabilisation import WorkforceStabilisation
from costavoid.programme.outcomes import Outcome
from costavoid.programme.pathways import (
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
from costavoid.programme.stays import ExponentialStay, FixedStay, StepStay
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
