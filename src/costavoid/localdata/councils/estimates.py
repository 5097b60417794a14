"""One published figure as an Estimate: its source, price year, quality, and how far it moves."""

from __future__ import annotations

import math
import re
from statistics import stdev

from costavoid.base.designs import Design
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Basis, EvidenceStatus, Payer, Quality, RangeKind
from costavoid.base.years import start_year, year_label
from costavoid.evidence.catalogue import default, price_index, sources
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import figure, pounds
from costavoid.evidence.prices import rebase
from costavoid.localdata.councils.table import ENGLAND, Area, Measure, figures, number, year_said

YEARS = 5  # whose spread is the range of a council's own cost
FEWEST = 3  # of them, to tell a spread from
HALF = 1.959963984540054  # of a 95% interval, in standard deviations


def newest(of: Measure, area: Area) -> str:
    """The last year for which it is published. Raises InputError where it is for none."""
    known = [year for year in sorted(figures()[of.id]) if number(of, year, area.code) is not None]
    if not known:
        raise InputError(
            f"measure: {of.id} given; it is not published for {area.name}. {area.said}".rstrip()
        )
    return known[-1]


def estimate(of: Measure, year: str, area: Area) -> Estimate:
    """A figure with all that is known of it. Raises InputError where it is missing."""
    value = number(of, year, area.code)
    if value is None:
        known = [each for each in sorted(figures()[of.id]) if number(of, each, area.code)]
        years = f"published for {', '.join(known)}" if known else "published for no year"
        raise InputError(
            f"year: {year} given; {of.label} ({of.id}) is missing or suppressed for {area.name} "
            f"then: {years}. {area.said}".rstrip()
        )
    if of.unit.is_money:
        return _cost(of, year, area, value)
    return Estimate(
        id=own_id(of, year, area),
        label=labelled(of, year, area),
        value=value / of.per,
        unit=of.unit,
        design=Design.STATISTICS,
        status=EvidenceStatus.PUBLISHED,
        quality=Quality.GREEN,
        source=sources()[of.source],
        locator=f"{of.published_as}, {year}, {area.name}",
        note=f"Printed as {value:g} {of.shown}" if of.per > 1 else "",
        caution=of.caution,
    )


def own_id(of: Measure, year: str, area: Area) -> str:
    """The id of a council's own figure, which is no number of the library's."""
    name = re.sub(r"[^a-z0-9]+", "_", area.name.casefold()).strip("_")
    return f"council.{name}.{of.id}.{year.replace('-', '_')}"


def labelled(of: Measure, year: str, area: Area) -> str:
    """What a figure is, whose and of when."""
    label = of.label.removesuffix(" on 31 March")
    return f"{label}, {area.name}, {year_said(of, year)}"


def _cost(of: Measure, year: str, area: Area, value: float) -> Estimate:
    """A weekly cost, in the place of the library's own number; or a sum spent in a year."""
    standing = default(of.default) if of.default else None
    low, high, spread = years_spread(of, year, area) if standing else (None, None, "")
    england = number(of, year, ENGLAND)
    beside = f" England's is {pounds(england)} ({year})." if england and standing else ""
    share = standing.cash_releasing if standing else 0.0
    notes = [spread, "Share that is cash: England's, none is published for a council" * bool(share)]
    return Estimate(
        id=of.default or own_id(of, year, area),
        label=labelled(of, year, area),
        value=value,
        low=low,
        high=high,
        range_kind=RangeKind.BETWEEN_YEARS if low is not None else None,
        unit=of.unit,
        price_year=year,
        payer=Payer.COUNCIL,
        basis=Basis.AVERAGE,
        cash_releasing=share,
        status=EvidenceStatus.PUBLISHED,
        quality=Quality.GREEN,
        source=sources()[of.source],
        locator=f"{of.published_as}, {year} (OT), {area.name}",
        note="; ".join(filter(None, notes)),
        caution=f"{of.caution}{beside}",
    )


def years_spread(of: Measure, year: str, area: Area) -> tuple[float | None, float | None, str]:
    """The range of a cost from how much its last five years spread, and what it rests on.

    The standard deviation of their logarithms, each re-based to pounds of the last, on both sides
    of the last: value / e^(1.96 s) to value x e^(1.96 s). None where fewer than three are published
    or all are the same.
    """
    years = [year_label(start_year(year) - back) for back in range(YEARS)]
    printed = {each: number(of, each, area.code) for each in reversed(years)}
    known = {each: value for each, value in printed.items() if value}
    if len(known) < FEWEST:
        return None, None, f"Published for {len(known)} of five years, too few to tell a range from"
    based = [rebase(value, each, year, price_index()) for each, value in known.items()]
    spread, value = stdev(map(math.log, based)), known[year]
    said = f"{', '.join(map(figure, known.values()))} in {next(iter(known))} to {year}, as printed"
    times = math.exp(HALF * spread)
    if spread == 0:
        return None, None, said
    return value / times, value * times, said


def beside_england(of: Measure, year: str) -> float | None:
    """England's own figure, in the unit it is printed in."""
    return number(of, year, ENGLAND)


def region_of(area: Area) -> str:
    """The region that it lies in: inner and outer London are London."""
    return "London" if area.region.endswith("London") else area.region
