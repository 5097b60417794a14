"""What happens when an outcome does, one small file a pathway: the resources one case uses.

Comes in: estimates of costs, shares and lengths. Goes out: `Use`s, for the lines of an outcome.
Not here: how many cases there are (`effects`), or when the programme runs (`span`).
"""

from typing import Annotated

from pydantic import Discriminator

from costavoid.programme.pathways.base import PathwayBase, sourced
from costavoid.programme.pathways.court import CareProceedings
from costavoid.programme.pathways.infant import ChildAtHome, InfantRemovedAtBirth
from costavoid.programme.pathways.leaving_care import LeavingCare
from costavoid.programme.pathways.neonatal import NeonatalStay
from costavoid.programme.pathways.placement import Placement, usual_placement
from costavoid.programme.pathways.posts import FilledPost, LeaveGiven
from costavoid.programme.pathways.published import (
    CostDifference,
    HealthGain,
    PublishedCost,
    ReturnOnSpend,
)
from costavoid.programme.pathways.social_work import SocialWork
from costavoid.programme.pathways.workforce import AgencyPost, RunningCost, TrainedInstead

Pathway = Annotated[
    AgencyPost
    | CareProceedings
    | ChildAtHome
    | CostDifference
    | FilledPost
    | HealthGain
    | InfantRemovedAtBirth
    | LeaveGiven
    | LeavingCare
    | NeonatalStay
    | Placement
    | PublishedCost
    | ReturnOnSpend
    | RunningCost
    | SocialWork
    | TrainedInstead,
    Discriminator("kind"),
]

__all__ = [
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
    "Pathway",
    "PathwayBase",
    "Placement",
    "PublishedCost",
    "ReturnOnSpend",
    "RunningCost",
    "SocialWork",
    "TrainedInstead",
    "sourced",
    "usual_placement",
]
