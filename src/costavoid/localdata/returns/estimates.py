"""Numbers of a return as Estimates, made from what it shows."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from costavoid.base.asked import a_number, one_of
from costavoid.base.designs import Design
from costavoid.base.errors import InputError, shown
from costavoid.base.vocabulary import EvidenceStatus, Quality, RangeKind, Unit
from costavoid.base.years import year_label
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate, Source
from costavoid.evidence.given import local
from costavoid.evidence.intervals import share_interval
from costavoid.localdata.returns.protected import ProtectedTable
from costavoid.programme.stays import StepStay

WEEK = 7
MOST_RATIO = 10.0  # children in one application
SAID = (
    "Kaplan-Meier: each step rests on 10 cases or more, of whom more than the threshold leave; "
    "medians and means are those of the steps."
)
AVERAGE = (
    "An average of a whole line of spend, providers and staff mixed: not what one placement fewer "
    "saves"
)


def slug(words: str) -> str:
    """Words as a part of an id."""
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")


def share_of(id: str, label: str, count: int, whole: int, source: Source) -> Estimate:
    """A share as an Estimate, with the 95% interval of its count where it is neither 0 nor all."""
    part = min(count, whole)
    low, high = share_interval(part, whole)
    varies = 0 < part < whole
    return Estimate(
        id=id,
        label=label[:90],
        value=part / whole,
        low=low if varies else None,
        high=high if varies else None,
        range_kind=RangeKind.INTERVAL_95 if varies else None,
        unit=Unit.SHARE,
        design=Design.STATISTICS,
        status=EvidenceStatus.LOCAL,
        quality=Quality.AMBER,
        source=source,
        note=f"About {part} of {whole} children, both rounded",
    )


def ratio_given(given: float | None) -> float | None:
    """Children to an application. Raises InputError below 1 and above 10."""
    if given is None:
        return None
    wanted = "children to an application, 1 to 10, such as 1.7, or leave it out"
    ratio = a_number(given, "proceedings, children_per_application", wanted)
    if not 1 <= ratio <= MOST_RATIO:
        raise InputError(f"proceedings, children_per_application: {ratio:g} given; give {wanted}.")
    return ratio


def unit_cost(
    spend: float,
    nights: int,
    placement: str,
    provider: str | None,
    year: int,
    source: str,
    per: str,
) -> Estimate:
    """Pounds of spend over nights. Raises InputError for a spend of 0 or less."""
    pounds = a_number(spend, "unit_cost, spend", "pounds of the year, such as 12_500_000")
    if pounds <= 0:
        raise InputError(f"unit_cost, spend: {shown(spend)} given; give pounds above 0.")
    time = one_of(per, ("week", "night"), "unit_cost, per")
    if not isinstance(source, str) or not source.strip():
        raise InputError(
            f"unit_cost, source: {shown(source)} given; write where the spend is from, such as "
            "'Section 251, line 3.1.1'."
        )
    night = pounds / nights
    id = f"placement.{slug(placement)}.{provider or 'any'}.week"
    known = time == "week" and id in defaults()
    return local(
        round(night * WEEK if time == "week" else night, 2),
        "GBP per week" if time == "week" else "GBP per day",
        id=id if known else f"return.cost.{slug(placement)}.{slug(provider or 'any')}.{time}",
        label=f"{placement.capitalize()} placement, {provider or 'all providers'}, from the return",
        price_year=year_label(year - 1),
        payer="council",
        basis="average",
        design=Design.STATISTICS,
        source=f"{source}, over the nights in the council's own SSDA903 return of {year}",
        note=f"About {nights:,} nights. {AVERAGE}",
    )


def mean_of(stay: StepStay) -> float:
    """Mean time of a table whose tail leaves, in its unit."""
    left = (1.0, *stay.shares[:-1])
    before = (0.0, *stay.times[:-1])
    return sum(s * (t - b) for s, t, b in zip(left, stay.times, before, strict=True))


def median_of(stay: StepStay) -> float:
    """When half are left: at each step half of those who leave at it have, evenly between."""
    time_before, left_before, before = 0.0, 1.0, 1.0
    shares = (*stay.shares[:-1], 0.0) if stay.tail == "leaves" else stay.shares
    for time, share in zip(stay.times, shares, strict=True):
        left = (before + share) / 2
        if left <= 0.5:
            gone = (left_before - 0.5) / (left_before - left)
            return time_before + (time - time_before) * gone
        time_before, left_before, before = time, left, share
    return math.nan if before > 0 else stay.times[-1]


def summary(stays: Mapping[tuple[str, str], StepStay], part: str) -> ProtectedTable:
    """One row a table of steps."""
    import pandas as pd

    names = ["placement", part or "part"]
    frame = pd.DataFrame(
        {
            "about, at risk first": [int(s.at_risk[0]) if s.at_risk else 0 for s in stays.values()],
            "median days": [round(median_of(s)) for s in stays.values()],
            "mean days": [round(mean_of(s)) for s in stays.values()],
            "note": [s.note for s in stays.values()],
        },
        index=pd.MultiIndex.from_tuples(list(stays), names=names),
    )
    return ProtectedTable(frame if part else frame.droplevel(names[1]), (SAID,))
