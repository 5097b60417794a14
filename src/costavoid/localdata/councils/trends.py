"""How a council's neighbours, its region or England moved from one year to another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from costavoid.base.asked import a_number
from costavoid.base.designs import Design
from costavoid.base.errors import InputError, shown
from costavoid.base.vocabulary import EvidenceStatus, Quality, Unit
from costavoid.evidence.catalogue import sources
from costavoid.evidence.estimate import Estimate
from costavoid.localdata.councils import table
from costavoid.localdata.councils.estimates import own_id, region_of
from costavoid.localdata.councils.table import ENGLAND, MID_YEAR, Area, Measure

POPULATION, NEIGHBOURS = "population", "dfe_neighbours_2025"
OF = " neighbours"
MOST_EARLIER = 20


def trend(
    area: Area,
    measure: object,
    before: object,
    after: object,
    against: object,
    *,
    per_child: bool,
    earlier: object,
) -> dict[str, Estimate]:
    """The comparison before and after, by the fields of a BeforeAfter."""
    of, whom = countable(measure), table.against_said(against)
    first, last = (table.year_of(of, year) for year in (before, after))
    if first >= last:
        raise InputError(f"before: {shown(before)} given, after {shown(after)}; it comes first.")
    table.switch(per_child, "per_child")
    wanted = f"a whole number of years, 0 to {MOST_EARLIER}"
    more = a_number(earlier, "earlier", wanted)
    if not (0 <= more <= MOST_EARLIER and more == int(more)):
        raise InputError(f"earlier: {shown(earlier)} given; give {wanted}.")
    years = [table.year_of(of, int(first) - back) for back in reversed(range(int(more) + 1))]
    found = moved(area, of, years, [last], whom, per_child)
    return dict(zip(("trend_before", "trend_after"), found, strict=True))


def countable(measure: object) -> Measure:
    """The measure of this name. Raises InputError for one that counts no cases."""
    of = table.measure(measure)
    if of.unit.is_money or of.when == MID_YEAR or not (of.is_rate or of.unit.is_count):
        counts = [m.id for m in table.measures().values() if m.is_rate or m.unit.is_count]
        known = ", ".join(name for name in counts if name != POPULATION)
        raise InputError(f"measure: {of.id} given, which counts no cases; give one of {known}.")
    return of


def moved(
    area: Area, of: Measure, before: list[str], after: list[str], whom: str, per_child: bool = False
) -> tuple[Estimate, Estimate]:
    """Cases a year elsewhere, the mean of the years before and of those after, as published.

    Years are as the tables write them; a council with one missing is left out of all. Raises
    InputError where none is left.
    """
    every = (*before, *after)
    kept, left_out = _with_every_year(of, _others(area, of, whom), every, per_child)
    first, last = (
        _estimate(of, years, kept, left_out, who_said(area, whom), per_child)
        for years in (before, after)
    )
    return first, last


def published_of(of: Measure, year: str) -> str | None:
    """A financial year as the tables write it; None where nothing is published of it."""
    try:
        return table.year_of(of, year)
    except InputError:
        return None


def counted(of: Measure, year: str, area: Area) -> Estimate:
    """A rate for each 10,000 as a whole count of cases. Raises InputError for what is no rate."""
    if not of.is_rate:
        raise InputError(f"as_count: given for {of.id}, which is no rate for each 10,000 children.")
    cases = _count(of, year, area.code, False)
    if cases is None:
        raise InputError(
            f"year: {year} given; {of.id}, or the number of children, is missing or suppressed for "
            f"{area.name}. {area.said}".rstrip()
        )
    made = _estimate(of, [year], [area.code], [], area.name, False)
    return made.model_copy(update={"id": own_id(of, year, area), "value": float(round(cases))})


def _others(area: Area, of: Measure, whom: str) -> list[str]:
    """The areas that a council is set against. Raises InputError where there are none."""
    if whom == "England":
        return [ENGLAND]
    if whom == "region":
        return [each.code for each in table.areas().values() if _beside(each, area)]
    near = table.neighbours().get(area.code, ())
    if not near:
        raise InputError(
            f"against: 'neighbours' given, but {area.name} has none in the model of 2025: give "
            f"'region' or 'England'. {area.said}".rstrip()
        )
    return list(near)


def _beside(other: Area, area: Area) -> bool:
    """Whether it is another council in the same region, today's or one of before."""
    return other.kind == "council" and other != area and region_of(other) == region_of(area)


def who_said(area: Area, whom: str) -> str:
    """Whom it is set against, in words."""
    if whom == "England":
        return "England"
    if whom == "region":
        return f"the rest of {region_of(area)}"
    return f"{area.name}'s{OF}"


def _with_every_year(
    of: Measure, codes: list[str], years: Iterable[str], per_child: bool
) -> tuple[list[str], list[str]]:
    """Those with a figure in every year, and those without; of the abolished, only the first."""

    def has_all(code: str) -> bool:
        return all(_count(of, year, code, per_child) is not None for year in years)

    kept = [code for code in codes if has_all(code)]
    if not kept:
        raise InputError(
            f"trend: {of.id} is missing or suppressed in one of {', '.join(years)} for all of "
            f"{', '.join(table.areas()[code].name for code in codes)}; give other years, or "
            "against='England'."
        )
    return kept, [c for c in codes if c not in kept and not table.areas()[c].ended]


def _children(of: Measure, year: str, code: str) -> float | None:
    """The children there: of the middle of the year before, as the published rates have it."""
    return table.number(table.measure(POPULATION), str(int(year) - 1), code)


def _count(of: Measure, year: str, code: str, per_child: bool) -> float | None:
    """Cases in a year; None where it, or the children it is a rate of, are missing."""
    value, children = table.number(of, year, code), _children(of, year, code)
    if value is None or (children is None and (of.is_rate or per_child)):
        return None
    return value if not of.is_rate else value * (children or 0.0) / of.per


def _estimate(
    of: Measure, years: list[str], kept: list[str], left_out: list[str], who: str, per_child: bool
) -> Estimate:
    """Cases over all of them, the mean of some years; or the share of the children there."""
    cases = sum(_count(of, year, code, per_child) or 0.0 for year in years for code in kept)
    people = sum(_children(of, year, code) or 0.0 for year in years for code in kept)
    when = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    name = re.sub(r"[^a-z0-9]+", "_", f"{who} {when}".casefold()).strip("_")
    made = of.is_rate or per_child or len(kept) > 1 or len(years) > 1
    return Estimate(
        id=f"trend.{of.id}.{name}",
        label=f"{of.label.removesuffix(' on 31 March')}, {who}, {table.year_said(of, when)}",
        value=cases / people if per_child else round(cases / len(years), 1),
        unit=Unit.SHARE if per_child else Unit.COUNT_PER_YEAR,
        design=Design.STATISTICS,
        status=EvidenceStatus.DERIVED if made else EvidenceStatus.PUBLISHED,
        quality=Quality.GREEN if not of.is_rate else Quality.AMBER,
        source=sources()[of.source],
        locator=f"{of.published_as}, {when}, {who}",
        note=_note(of, kept, left_out, who),
        caution=of.caution,
    )


def _note(of: Measure, kept: list[str], left_out: list[str], who: str) -> str:
    """How it was made, of which councils, and who is left out."""
    names = [table.areas()[code].name for code in kept]
    parts = []
    if of.is_rate:
        parts.append(
            f"Rate {of.shown} as printed, times the children there in the middle of the year before"
        )
    if len(names) > 1:
        chosen = f", by {sources()[NEIGHBOURS]}" if who.endswith(OF) else ""
        parts.append(f"sum of {', '.join(names)}{chosen}")
    if left_out:
        gone = ", ".join(table.areas()[code].name for code in left_out)
        parts.append(f"{gone} left out, with a year missing or suppressed")
    said = "; ".join(parts)
    return said[:1].upper() + said[1:]
