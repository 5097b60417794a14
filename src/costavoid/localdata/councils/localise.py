"""What one council's published figures put in the place of a case's defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Resource
from costavoid.base.years import start_year, year_label
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import pounds
from costavoid.localdata.councils.estimates import YEARS, estimate
from costavoid.localdata.councils.profile import Council, council
from costavoid.localdata.councils.table import (
    Measure,
    against_said,
    areas,
    measures,
    number,
)
from costavoid.programme.base import Intervention
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.outcomes import Outcome

# What cases of a before-and-after are compared with, by what they use: the first that they do.
COMPARED = (
    (Resource.PLACEMENT, "looked_after_started"),
    (Resource.PROCEEDINGS, "care_applications_rate"),
    (Resource.SOCIAL_WORK, "in_need_rate"),
    (Resource.ASSESSMENT, "referrals"),
)


def measure_of(id: str) -> Measure | None:
    """What is published by council of one of the library's own numbers, or nothing."""
    standing = defaults().get(id)
    if standing is None:
        return None
    for of in measures().values():
        same = standing.source.id == of.source and standing.locator.startswith(of.published_as)
        if of.default and same:
            return of
    return None


def figures_for(whose: Council, in_use: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """The council's own figures in the place of England's, for those in use that are England's.

    Each of the year of the number it replaces, or the last of the five before; where none is
    published, England's stands and says so. A figure of the user's own is left alone.
    """
    found = []
    for used in in_use:
        of = measure_of(used.id)
        if of is not None and used == defaults()[used.id]:
            found.append(_in_its_place(used, of, whose))
    return tuple(found)


def _in_its_place(used: Estimate, of: Measure, whose: Council) -> Estimate:
    """The council's figure under the id of England's, or England's that says it stands."""
    last = str(used.price_year)
    area = areas()[whose.code]
    for year in (year_label(start_year(last) - back) for back in range(YEARS)):
        if number(of, year, area.code):
            made = estimate(of, year, area)
            beside = f"{pounds(used.value)} ({last})"
            caution = f"{of.caution} England's is {beside}, which it replaces."
            return made.model_copy(update={"id": used.id, "caution": caution})
    stands = f"Not published for {area.name}: England's stands. {area.said}".rstrip()
    return used.model_copy(update={"caution": f"{used.caution} {stands}".strip()})


def standing_council(whose: Council) -> Council:
    """The council, if it runs services today. Raises InputError naming who does now."""
    area = areas()[whose.code]
    if area.ended:
        now = " or ".join(repr(areas()[code].name) for code in area.others)
        raise InputError(f"council: {area.name!r} given. {area.said} Give {now}.")
    return whose


def not_published(overrides: tuple[Estimate, ...], name: str | None) -> tuple[Estimate, ...]:
    """The overrides but a council's published figures, which follow from its name."""
    if name is None:
        return overrides
    known = [defaults()[own.id] for own in overrides if own.id in defaults()]
    theirs = figures_for(council(name), known)
    return tuple(own for own in overrides if own not in theirs)


def check_words(name: object, against: object) -> None:
    """Raises InputError for a council there is not, or one abolished, and for a word unknown."""
    if name is not None:
        standing_council(council(str(name)))
    if against is not None:
        against_said(against)


def compared(programme: Intervention, whose: Council, against: str) -> Intervention:
    """The programme, its before-and-after set against a trend that is published.

    Raises InputError where it has none, or has a comparison already.
    """
    trends = _Trends(whose, against, _measures(programme))
    made: Intervention = trends.put_in(programme)
    if not trends.found:
        raise InputError(
            f"against: {against!r} given, but this {type(programme).__name__} rests on no "
            "before-and-after of yours: leave it out, or give your counts before and after."
        )
    return made


def _measures(programme: Intervention) -> Mapping[BeforeAfter, str]:
    """What each before-and-after is compared with."""
    found: dict[BeforeAfter, str] = {}
    for outcome in programme.outcomes():
        if isinstance(outcome.counterfactual, BeforeAfter):
            found.setdefault(outcome.counterfactual, _measure(outcome))
    return found


def _measure(outcome: Outcome) -> str:
    for resource, name in COMPARED:
        if resource in outcome.pathway.saves():
            return name
    raise InputError(
        f"against: given, but no trend is published of what {outcome.label!r} counts; give "
        "trend_before and trend_after, such as costavoid.council('Hackney').trend(...) gives."
    )


class _Trends:
    """Puts a comparison into each before-and-after of a programme."""

    def __init__(self, whose: Council, against: str, counts: Mapping[BeforeAfter, str]) -> None:
        self.whose, self.against, self.counts = whose, against, counts
        self.found = 0

    def put_in(self, part: Any) -> Any:
        """A part of a programme, and all in it, with its comparison."""
        if isinstance(part, tuple):
            return tuple(self.put_in(each) for each in part)
        if not isinstance(part, Frozen) or isinstance(part, Estimate):
            return part
        fields = {name: getattr(part, name) for name in part.model_fields_set}
        inside = {name: self.put_in(value) for name, value in fields.items()}
        changed = {name: made for name, made in inside.items() if made is not fields[name]}
        if {"trend_before", "trend_after", "before_year", "after_year"} <= set(
            type(part).model_fields
        ):
            changed |= self._trend(part)
        return part.model_copy(update=changed) if changed else part

    def _trend(self, part: Any) -> dict[str, Estimate]:
        """The comparison of one before-and-after, or of a programme that makes one."""
        if not (part.before_year and part.after_year):
            return {}
        if part.trend_before:
            raise InputError(
                f"against: {self.against!r} given, but the case has a comparison already "
                f"({part.trend_before.label}); give one or the other."
            )
        effect = part if isinstance(part, BeforeAfter) else part.counterfactual()
        if effect not in self.counts:  # of a part that the programme does not use
            return {}
        self.found += 1
        return self.whose.trend(
            self.counts[effect],
            effect.before_year,
            effect.after_year,
            self.against,
            per_child=effect.population_before is not None,
            earlier=len(effect.earlier),
        )
