"""Cited numbers: estimates, the catalogue of our own, prices and discounting, distributions.

Comes in: rows of `data/` and a council's own figures. Goes out: `Estimate`, `Inputs`, and the one
place in which a number is re-based, discounted, drawn from a spread or written out in words.
Not here: what a programme does with a number.

Authors of a programme import what they need of this room from here.
"""

from costavoid.base.vocabulary import Payer, Resource, Unit
from costavoid.evidence.catalogue import default, defaults
from costavoid.evidence.counts import counted
from costavoid.evidence.estimate import (
    Attribution,
    CaseMoney,
    Deadweight,
    Estimate,
    Money,
    OptionalCaseMoney,
    OptionalTimedMoney,
    Source,
    TimedMoney,
    in_unit,
    measured_in,
    money_in,
    require_unit,
)
from costavoid.evidence.given import local

__all__ = [
    "Attribution",
    "CaseMoney",
    "Deadweight",
    "Estimate",
    "Money",
    "OptionalCaseMoney",
    "OptionalTimedMoney",
    "Payer",
    "Resource",
    "Source",
    "TimedMoney",
    "Unit",
    "counted",
    "default",
    "defaults",
    "in_unit",
    "local",
    "measured_in",
    "money_in",
    "require_unit",
]
