"""What a programme changes and what it costs: typed faces, outcomes, pathways, lines.

Comes in: estimates and an analyst's fields. Goes out: `Line`s, each one row of arithmetic as data:
cases x factors x time x unit cost. Here too: the exact time that cases take (`occupancy`).
Not here: pounds of a year, prices, or what an answer looks like.

Authors of a programme import what they need of this room from here.
"""

from costavoid.base.frozen import Number, PositiveCount, ShareNumber
from costavoid.base.years import Day, FinancialYear
from costavoid.programme.base import Evidence, Intervention, Programme
from costavoid.programme.delivery import (
    Budget,
    Delivery,
    DeliveryCost,
    Post,
    RequiredCost,
    deliveries,
    listed,
    numbered,
)
from costavoid.programme.effects import (
    BeforeAfter,
    Counterfactual,
    EmptyPosts,
    Postponed,
    RateAvoided,
    RatioOnBaseline,
    SharesCompared,
    Volume,
)
from costavoid.programme.length import Months
from costavoid.programme.outcomes import Outcome, check_returns, longest, postponed
from costavoid.programme.pathways import (
    AgencyPost,
    CareProceedings,
    ChildAtHome,
    CostDifference,
    FilledPost,
    HealthGain,
    InfantRemovedAtBirth,
    LeaveGiven,
    LeavingCare,
    NeonatalStay,
    Pathway,
    Placement,
    PublishedCost,
    ReturnOnSpend,
    RunningCost,
    SocialWork,
    TrainedInstead,
    sourced,
    usual_placement,
)
from costavoid.programme.staff import (
    RetentionOffer,
    more_for_each,
    refuse_longer,
    refuse_more,
    refuse_part,
)
from costavoid.programme.stays import ExponentialStay, FixedStay, Stay, StepStay

__all__ = [
    "AgencyPost",
    "BeforeAfter",
    "Budget",
    "CareProceedings",
    "ChildAtHome",
    "CostDifference",
    "Counterfactual",
    "Day",
    "Delivery",
    "DeliveryCost",
    "EmptyPosts",
    "Evidence",
    "ExponentialStay",
    "FilledPost",
    "FinancialYear",
    "FixedStay",
    "HealthGain",
    "InfantRemovedAtBirth",
    "Intervention",
    "LeaveGiven",
    "LeavingCare",
    "Months",
    "NeonatalStay",
    "Number",
    "Outcome",
    "Pathway",
    "Placement",
    "PositiveCount",
    "Post",
    "Postponed",
    "Programme",
    "PublishedCost",
    "RateAvoided",
    "RatioOnBaseline",
    "RequiredCost",
    "RetentionOffer",
    "ReturnOnSpend",
    "RunningCost",
    "ShareNumber",
    "SharesCompared",
    "SocialWork",
    "Stay",
    "StepStay",
    "TrainedInstead",
    "Volume",
    "check_returns",
    "deliveries",
    "listed",
    "longest",
    "more_for_each",
    "numbered",
    "postponed",
    "refuse_longer",
    "refuse_more",
    "refuse_part",
    "sourced",
    "usual_placement",
]
