"""How a benefit's published measure moved elsewhere: in neighbours, a region or England."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from costavoid.base.errors import InputError, shown
from costavoid.base.years import year_of
from costavoid.evidence.figures import tenths
from costavoid.localdata.councils.localise import standing_council
from costavoid.localdata.councils.names import found
from costavoid.localdata.councils.profile import LICENCE, council
from costavoid.localdata.councils.table import Area, Measure, against_said, measures
from costavoid.localdata.councils.trends import OF, moved, published_of, who_said
from costavoid.tracking.actuals import Observed
from costavoid.tracking.published import published_said
from costavoid.tracking.register import Benefit
from costavoid.tracking.so_far import Comparison


@dataclass(frozen=True)
class Others:
    """Whom a council is set against."""

    area: Area
    whom: str

    @property
    def name(self) -> str:
        """In words."""
        who = who_said(self.area, self.whom)
        return f"{who.removesuffix(OF)} ten statistical{OF}" if who.endswith(OF) else who


def others_given(name: object, whom: object) -> Others | None:
    """Whom to set a council against: its neighbours, unless said. Raises InputError for others."""
    if name is None:
        if whom is not None:
            raise InputError(f"against: {shown(whom)} given without council; name yours too.")
        return None
    area = found(name)
    standing_council(council(area.name))
    return Others(area, "neighbours" if whom is None else against_said(whom))


@dataclass(frozen=True)
class Elsewhere:
    """How others moved: the comparison, the counts it is of, and all that is to be said of it.

    Without a comparison, `said` says why there is none.
    """

    said: tuple[str, ...]
    comparison: Comparison | None = None
    observed: Observed | None = None


def elsewhere(benefit: Benefit, observed: Observed, others: Others) -> Elsewhere:
    """How a benefit's measure moved elsewhere from the baseline's years to those counted.

    Only years that are published are compared; which they are is said, and what is left out.
    """
    against = f"Not set against {others.name}"
    if not benefit.published:
        how = f'plan(..., published={{"{benefit.id}": (measure, year of the baseline)}})'
        return Elsewhere(
            (
                f"{against}: the plan does not say which published measure stands for it; it is "
                f"said when the plan is made, by {how}.",
            )
        )
    of = measures()[benefit.published]
    years = dict.fromkeys(year_of(p.first) for p, count in observed.counts if count is not None)
    known = {year: text for year in years if (text := published_of(of, year))}
    before = [published_of(of, year) for year in benefit.published_years]
    if not (known and all(before)):
        wanted = ", ".join((known and benefit.published_years) or years) or "no known count"
        return Elsewhere(
            (f"{against}: {of.label} of {wanted} is not in the published tables here.",)
        )
    try:
        pair = moved(others.area, of, [*filter(None, before)], [*known.values()], others.whom)
        compared = Comparison(before=pair[0], after=pair[1])
    except InputError as error:
        return Elsewhere((f"{against}: {error}",))
    late = [year for year in years if year not in known]
    part = observed.of(lambda period: year_of(period.first) not in late)
    return Elsewhere(_said(benefit, of, others, compared, late, known), compared, part)


def _said(
    benefit: Benefit,
    of: Measure,
    others: Others,
    pair: Comparison,
    late: list[str],
    known: Mapping[str, str],
) -> tuple[str, ...]:
    """Which measure stands for which, how it moved, of whom, and what is left out."""
    stands = (
        f"Set against {others.name} by {published_said(benefit)}: "
        f"{tenths(pair.before.value)} a year there then, {tenths(pair.after.value)} in "
        f"{' and '.join(known)} ({pair.growth - 1:+.1%})."
    )
    parts = [stands, *(f"{note}." for note in (pair.after.note,) if note)]
    if of.caution:
        parts.append(of.caution)
    if late:
        parts.append(f"Not yet published, and left out of that comparison: {', '.join(late)}.")
    parts.append(
        "Its interval has the chance in those counts, not how far one council's trend differs from "
        "another's."
    )
    return (*parts, f"Source: {pair.after.source}. {LICENCE}")
