"""The reference page of what a programme of your own is put together from: classes and fields."""

from __future__ import annotations

from pydantic import BaseModel

from costavoid.output.markdown_text import table
from costavoid.programme.delivery import Budget, Delivery, Post
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.effects.postponed import Postponed
from costavoid.programme.effects.rates import RateAvoided, RatioOnBaseline, Volume
from costavoid.programme.effects.shares_compared import SharesCompared
from costavoid.programme.effects.vacancies import EmptyPosts
from costavoid.programme.fields import entries
from costavoid.programme.outcomes import Outcome
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
    Placement,
    PublishedCost,
    ReturnOnSpend,
    RunningCost,
    SocialWork,
    TrainedInstead,
)
from costavoid.programme.stays import ExponentialStay, FixedStay, StepStay
from generate.markdown import document

PARTS: dict[str, tuple[type[BaseModel], ...]] = {
    "What changes, and what it costs": (Outcome, Delivery, Budget, Post),
    "How many cases, and how that is known": (
        RateAvoided,
        BeforeAfter,
        RatioOnBaseline,
        SharesCompared,
        Volume,
        EmptyPosts,
        Postponed,
    ),
    "What a case would have used": (
        Placement,
        CareProceedings,
        InfantRemovedAtBirth,
        ChildAtHome,
        NeonatalStay,
        SocialWork,
        LeavingCare,
        AgencyPost,
        FilledPost,
        LeaveGiven,
        TrainedInstead,
        RunningCost,
        PublishedCost,
        CostDifference,
        ReturnOnSpend,
        HealthGain,
    ),
    "How long a case stays": (FixedStay, ExponentialStay, StepStay),
}


def parts_page() -> str:
    """docs/reference/parts.md: each class in its own words, and its fields."""
    said = []
    for heading, classes in PARTS.items():
        said.append(f"## {heading}")
        for cls in classes:
            said += [_class(cls), _fields(cls)]
    return document(
        "# Parts of a programme",
        "What a programme of your own (`Custom`) is put together from, in Python or in "
        "[a file](../own-programme.md).",
        *said,
    )


def _class(cls: type[BaseModel]) -> str:
    """Where the site puts what the class says of itself."""
    options = "      heading_level: 3\n      members: false"
    return f"::: costavoid.{cls.__name__}\n    options:\n{options}"


def _fields(cls: type[BaseModel]) -> str:
    rows = [(f"`{e.name}`", e.what, e.how, e.default) for e in entries(cls)]
    return table(("Field", "What it is", "How to give it", "If left out"), rows)
