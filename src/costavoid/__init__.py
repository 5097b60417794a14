"""What an early-intervention programme avoids spending: for whom, when, how surely, and is it cash?

import costavoid as ca
appraisal = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26")
print(appraisal)
"""

from costavoid.answer import Appraisal, Settings
from costavoid.appraisal import appraise
from costavoid.catalogue import default, defaults, discount_schedule, local, price_index
from costavoid.counterfactuals import BeforeAfter, RateAvoided, RatioOnBaseline, Volume
from costavoid.errors import CostavoidError, DataError, InputError
from costavoid.evidence import Estimate, Source
from costavoid.infant import InfantRemovedAtBirth
from costavoid.intervals import poisson_interval, rate_ratio_interval
from costavoid.interventions import ChildrensCentres, Custom, Pause
from costavoid.money import about
from costavoid.outcomes import Delivery, Outcome
from costavoid.pathways import CareProceedings, NeonatalStay, Placement, PublishedCost
from costavoid.programme import Intervention
from costavoid.replication import Replication, replications
from costavoid.rules.finding import Finding
from costavoid.stays import ExponentialStay, FixedStay, StepStay
from costavoid.version import __version__ as __version__

__all__ = [
    "Appraisal",
    "BeforeAfter",
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
    "InfantRemovedAtBirth",
    "InputError",
    "Intervention",
    "NeonatalStay",
    "Outcome",
    "Pause",
    "Placement",
    "PublishedCost",
    "RateAvoided",
    "RatioOnBaseline",
    "Replication",
    "Settings",
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
