"""What an early-intervention programme avoids spending: for whom, when, how surely, and is it cash?

import costavoid as ca
appraisal = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26")
print(appraisal)
"""

from costavoid.answer import Appraisal, Settings
from costavoid.appraisal import appraise
from costavoid.before_after import BeforeAfter
from costavoid.catalogue import default, defaults, discount_schedule, local, price_index
from costavoid.counterfactuals import RateAvoided, RatioOnBaseline, SharesCompared, Volume
from costavoid.delivery import Budget, Delivery, Post
from costavoid.errors import CostavoidError, DataError, InputError
from costavoid.evidence import Estimate, Source
from costavoid.intervals import poisson_interval, rate_ratio_interval
from costavoid.interventions import ChildrensCentres, Custom, Pause
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
from costavoid.rules.finding import Finding
from costavoid.stays import ExponentialStay, FixedStay, StepStay
from costavoid.version import __version__ as __version__

__all__ = [
    "AgencyPost",
    "Appraisal",
    "BeforeAfter",
    "Budget",
    "CareProceedings",
    "ChildrensCentres",
    "CostavoidError",
    "Custom",
    "DataError",
    "Delivery",
    "Estimate",
    "ExponentialStay",
    "Finding",
    "FixedStay",
    "HealthGain",
    "InfantRemovedAtBirth",
    "InputError",
    "Intervention",
    "LeavingCare",
    "NeonatalStay",
    "Outcome",
    "Pause",
    "Placement",
    "Post",
    "PublishedCost",
    "RateAvoided",
    "RatioOnBaseline",
    "Replication",
    "ReturnOnSpend",
    "RunningCost",
    "Settings",
    "SharesCompared",
    "SocialWork",
    "Source",
    "StepStay",
    "Volume",
    "about",
    "appraise",
    "default",
    "defaults",
    "discount_schedule",
    "local",
    "poisson_interval",
    "price_index",
    "rate_ratio_interval",
    "replications",
]
