"""Which published measure stands for a benefit, as the plan says it when it is approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from costavoid.base.errors import InputError, shown
from costavoid.base.years import start_year, year_label, year_of
from costavoid.localdata.councils.table import measures
from costavoid.localdata.councils.trends import countable
from costavoid.tracking.register import Benefit, Register

MOST_YEARS = 20
WANTED = 'a measure and the year of the baseline, such as ("looked_after_started", "2024-25")'


@dataclass(frozen=True)
class Published:
    """A measure that is published by council, and the financial years that a baseline is of."""

    measure: str
    years: tuple[str, ...]


def published_given(id: str, given: Any) -> Published:
    """What a user says of one benefit. Raises InputError for a measure or year there is not."""
    field = f"published, {id}"
    if not isinstance(given, tuple | list) or len(given) not in (2, 3):
        raise InputError(f"{field}: {shown(given)} given; give {WANTED}, or its first and last.")
    try:
        of = countable(given[0])
        starts = [start_year(year) for year in given[1:]]
    except InputError as error:
        raise InputError(f"{field}: {error}") from None
    if not 0 <= starts[-1] - starts[0] < MOST_YEARS:
        raise InputError(
            f"{field}: {shown(given[1])} to {shown(given[-1])} given; the first year comes first, "
            f"and they are {MOST_YEARS} at the most."
        )
    return Published(of.id, tuple(map(year_label, range(starts[0], starts[-1] + 1))))


def with_published(register: Register, said: Mapping[str, Published]) -> Register:
    """The register that says which published measure is which of its benefits.

    Raises InputError for a benefit that is none or is not counted, and for a year in which the
    programme ran.
    """
    for id, each in said.items():
        benefit = register.benefit(id)
        if benefit.first_month is None:
            raise InputError(f"published, {id}: given, but no count shows it: it has no baseline.")
        begins = year_of(benefit.first_month)
        if each.years[-1] >= begins:
            raise InputError(
                f"published, {id}: {each.years[-1]} given, but the plan counts from {begins}; give "
                "the years that the baseline is of."
            )
    benefits = tuple(
        benefit.model_copy(
            update={
                "published": said[benefit.id].measure,
                "published_years": said[benefit.id].years,
            }
        )
        if benefit.id in said
        else benefit
        for benefit in register.benefits
    )
    return register.model_copy(update={"benefits": benefits})


def published_said(benefit: Benefit) -> str:
    """Which measure stands for a benefit, in words."""
    of = measures()[benefit.published]
    first, last = benefit.published_years[0], benefit.published_years[-1]
    years = first if first == last else f"{first} to {last}"
    stands = f"which the plan says stands for {benefit.measure}, its baseline of {years}"
    return f"{of.label} ({of.id}), {stands}"
