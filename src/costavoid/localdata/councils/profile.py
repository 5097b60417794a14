"""One council: what is published of it, beside England and its statistical neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from costavoid.evidence.estimate import Estimate
from costavoid.localdata.councils import names, table, trends
from costavoid.localdata.councils.estimates import beside_england, estimate, newest
from costavoid.localdata.councils.table import Area, Measure

if TYPE_CHECKING:
    import pandas as pd

LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0: "
    "Department for Education, Cafcass, Office for National Statistics."
)


@dataclass(frozen=True, repr=False)
class Council:
    """An English council that runs children's services, with what is published of it.

    `name`, `code` (of the Department for Education), `ons` and `region`; `note` is blank, or says
    that it was abolished, is new, or took over from others. Facts under the Open Government
    Licence; what is missing or suppressed stays missing.
    """

    _area: Area = field(compare=True)

    @property
    def name(self) -> str:
        """Its name."""
        return self._area.name

    @property
    def code(self) -> str:
        """The Department for Education's code: "204"."""
        return self._area.code

    @property
    def ons(self) -> str:
        """The Office for National Statistics' code: "E09000012"."""
        return self._area.ons

    @property
    def region(self) -> str:
        """The region it lies in."""
        return self._area.region

    @property
    def note(self) -> str:
        """What to know of how it came to be, or ended; blank for most."""
        return self._area.said

    @property
    def is_abolished(self) -> bool:
        """Whether it runs no services today."""
        return bool(self._area.ended)

    def __repr__(self) -> str:
        return f"<Council {self.name}>"

    def figures(self, *, latest: bool = False) -> pd.DataFrame:
        """Every published figure, with England's and its neighbours' median beside it.

        Columns: `measure` (its id), `label`, `year`, `value`, `england`, `neighbours_median`,
        `rank` (1 is the highest of the `of` councils with a figure), `shown` (the unit), `source`.
        As printed: a share in per cent, a rate for each 10,000 children; nan where missing. With
        `latest`, only the last year in which there is one.
        """
        import pandas as pd

        table.switch(latest, "latest")
        rows = [
            self._row(of, year)
            for of in table.measures().values()
            for year in self._years(of, latest)
        ]
        return pd.DataFrame(rows).astype({"rank": "Int64"})

    def _years(self, of: Measure, latest: bool) -> list[str]:
        """The years of a measure: all, or the last with a figure (else the last of all)."""
        years = sorted(table.figures()[of.id])
        if not latest:
            return years
        mine = [year for year in years if table.number(of, year, self.code) is not None]
        return [(mine or years)[-1]]

    def _row(self, of: Measure, year: str) -> dict[str, Any]:
        value = table.number(of, year, self.code)
        near = [table.number(of, year, code) for code in self._near]
        known = [each for each in near if each is not None]
        every = _councils(of, year)
        return {
            "measure": of.id,
            "label": of.label,
            "year": year,
            "value": value,
            "england": beside_england(of, year),
            "neighbours_median": median(known) if known else None,
            "rank": None if value is None else 1 + sum(other > value for other in every),
            "of": len(every),
            "shown": of.shown,
            "source": of.source,
        }

    def figure(
        self, measure: str, *, year: str | int | None = None, as_count: bool = False
    ) -> Estimate:
        """One figure as an Estimate; of the last year in which there is one, unless given.

        A weekly cost bears the id of the library's own number, so that it can be given among the
        `overrides` of a case; its range is how much its last five years spread, re-based. A rate
        for each 10,000 is a share, or events per person-year; with `as_count`, it times the
        children there: a baseline. Raises InputError for a measure there is not, and for a year
        in which it is missing.
        """
        of = table.measure(measure)
        table.switch(as_count, "as_count")
        when = newest(of, self._area) if year is None else table.year_of(of, year)
        return (trends.counted if as_count else estimate)(of, when, self._area)

    @property
    def _near(self) -> tuple[str, ...]:
        return table.neighbours().get(self.code, ())

    def neighbours(self) -> tuple[Council, ...]:
        """Its ten statistical neighbours, the nearest first (2025 model); none if abolished."""
        return tuple(Council(table.areas()[code]) for code in self._near)

    def trend(
        self,
        measure: str,
        before: str,
        after: str,
        against: str = "neighbours",
        *,
        per_child: bool = False,
        earlier: int = 0,
    ) -> dict[str, Estimate]:
        """How its neighbours, its region or England moved: what a BeforeAfter is set against.

        `{"trend_before": ..., "trend_after": ...}`, counts for `BeforeAfter(..., **trend)` or
        `ChildrensCentres(..., **trend)`; with `per_child`, shares of the children there, to go
        with a population. `measure` is a count, or a rate for each 10,000 children (made a count
        by the children there). With `earlier`, the mean of the year before and of so many before
        it. Councils with a year missing are left out of all, and named. Raises InputError for a
        year in which nothing is published.
        """
        return trends.trend(
            self._area, measure, before, after, against, per_child=per_child, earlier=earlier
        )


def _councils(of: Measure, year: str) -> list[float]:
    """Every council's figure of one year."""
    found: Mapping[str, str] = table.figures()[of.id][year]
    return [float(text) for code, text in found.items() if table.areas()[code].kind == "council"]


def council(name: str) -> Council:
    """The council of this name, common short form or code: "Hackney", "Hull", "BCP", "204".

    Raises InputError offering the nearest; for a county district, it names the council that runs
    children's services there.
    """
    return Council(names.found(name))
