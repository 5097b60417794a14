"""What a return says, safe to print: `Return903`."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import as_float_or_nan
from costavoid.evidence.estimate import Estimate, Source
from costavoid.localdata.councils.names import found as council_named
from costavoid.localdata.returns import flows as entries_and_exits
from costavoid.localdata.returns import placement_counts
from costavoid.localdata.returns.checks import as_table, checked, repairs_table
from costavoid.localdata.returns.curves import Followed, followed, stay
from costavoid.localdata.returns.estimates import ratio_given, share_of, slug, summary, unit_cost
from costavoid.localdata.returns.merging import Groups
from costavoid.localdata.returns.orders import proceedings_table
from costavoid.localdata.returns.periods import (
    by_year,
    first_orders,
    first_rows,
    periods_of_care,
    placements,
)
from costavoid.localdata.returns.protected import ProtectedTable
from costavoid.localdata.returns.rows import Rows, Whole
from costavoid.localdata.returns.yearly import YearlyCounts, yearly_counts
from costavoid.programme.stays import StepStay

STAYS_BY = ("placement", "placement and provider", "placement and age")
FEWEST = 20  # periods of care
CARE = "care"
ROUND = 5


class Return903:
    """A council's SSDA903 returns, joined: tables and lengths of stay that are safe to print.

    Made by `read_903`. Children's ids are forgotten once the years are joined; what is kept are
    dates, and no part of a child's record is shown, printed, pickled or copied. Every table is a
    `ProtectedTable`: small counts hidden, the rest rounded, its groups fixed once for this reading.
    """

    def __init__(self, rows: Rows, threshold: int, stays_by: str) -> None:
        new = first_rows(rows)
        self._periods = periods_of_care(rows, new)
        self._placements = placements(rows, new)
        self._orders = by_year(first_orders(rows, new), rows.first, rows.last)
        self._checks = checked(rows, self._periods)
        self._repairs = dict(rows.repairs)
        self._first, self._last = rows.first, rows.last
        self._threshold, self._by = threshold, stays_by

    def __repr__(self) -> str:
        periods = max(round(len(self._periods) / ROUND) * ROUND, ROUND)
        return (
            f"Return903: returns of {self._first} to {self._last}, about {periods:,} periods of "
            f"care; counts of 1 to {self._threshold} hidden, stays by {self._by}"
        )

    def __reduce__(self) -> str:
        raise InputError(
            "Return903: a return is not pickled or copied, as it holds children's dates; keep its "
            "tables (placements().frame) instead, or read the files again."
        )

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which its returns end."""
        return tuple(range(self._first, self._last + 1))

    @property
    def threshold(self) -> int:
        """Counts of 1 up to this are hidden."""
        return self._threshold

    @cached_property
    def _counts(self) -> placement_counts.PlacementCounts:
        return placement_counts.counted(self._placements, self._first, self._last)

    @cached_property
    def _groups(self) -> tuple[Groups, Groups]:
        return placement_counts.groups_of(self._counts, self._threshold)

    @cached_property
    def _shown(self) -> placement_counts.ProtectedPlacements:
        by_provider = self._by.endswith("provider")
        return placement_counts.protected(self._counts, *self._groups, self._threshold, by_provider)

    @cached_property
    def _flows(self) -> entries_and_exits.ProtectedFlows:
        found = entries_and_exits.flows(self._periods, self._first, self._last)
        return entries_and_exits.protected(found, self._threshold)

    @property
    def _source(self) -> Source:
        span = str(self._last) if self._first == self._last else f"{self._first} to {self._last}"
        return Source(
            id="user.ssda903",
            title=f"The council's own SSDA903 return, {span}",
            publisher="given for this case",
        )

    def placements(self) -> ProtectedTable:
        """By year, type and provider: children at 31 March, placements started, nights in the year.

        Types are grouped as costs are: "residential" is homes and schools of section 251, line
        3.1.1 (K1, K2, R1, S1); relatives and friends who foster (U1 to U3) are a provider of their
        own. A change of legal status starts no placement.
        """
        return self._shown.table()

    def entries(self) -> ProtectedTable:
        """Children who started to be looked after in all its years, by age then and need."""
        return self._flows.entries()

    def exits(self) -> ProtectedTable:
        """What had become, three years on, of those who started: left and why, or still in care.

        By age at the start, with each reason's share. Only those who started soon enough are
        counted, so that nobody's time is cut short; a return of two or three years follows them
        for one or two. Raises InputError for a return of one year, which follows nobody.
        """
        self._refuse_one_year()
        return self._flows.exits()

    def _refuse_one_year(self) -> None:
        if self._first == self._last:
            raise InputError(
                "Return903, exits: one year only given; what becomes of those who start is seen "
                "in later returns: read two years or more."
            )

    def exit_share(self, reason: str, age: str = "under 1") -> Estimate:
        """One share of `exits()` as an Estimate, with a 95% interval for its count.

        `reason` is a group of `exits()`, such as "adoption", "guardianship" or "still in care";
        it feeds `InfantRemovedAtBirth(adoption_share=...)`. Raises InputError for a group that
        this reading counts with others, or a number that is hidden.
        """
        self._refuse_one_year()
        found = self._flows
        row = found.ages.place(age, "exit_share, age")
        column = found.ways.place(reason, "exit_share, reason")
        count, whole = int(found.ways_shown[row, column]), int(found.ways_shown[row, -1])
        if count < 0 or whole <= 0:
            raise InputError(
                f"exit_share: {reason!r}, {age!r} given, which is hidden as too few children are "
                "in it; use England's share, or read more years."
            )
        label = f"Children {age} at the start: {reason}, {found.flows.followed} years on"
        return share_of(
            f"return.exit.{slug(age)}.{slug(reason)}", label, count, whole, self._source
        )

    def stay(
        self, placement: str | None = None, *, provider: str | None = None, age: str | None = None
    ) -> StepStay:
        """How long placements of one type last; without a type, how long periods of care do.

        By Kaplan-Meier: cases under way at the start count from then, and those still under way at
        the end up to then. Each step rests on 10 cases or more, of whom more than the threshold
        leave, and varies in draws as its cases allow; `note` says how the tail is told. With few
        cases it is England's published table, held fixed. `provider` or `age` (at the start) is
        asked for where `read_903` was told `stays_by`. Raises InputError for another group.
        """
        if placement is None:
            self._refuse_parts(provider, age, "a period of care")
            cases = followed(self._periods, np.arange(len(self._periods)), self._first, self._last)
            return self._stay(cases, CARE, "stay.care")
        types, _ = self._groups
        place = types.place(placement, "stay, placement")
        which = np.isin(self._placements.kinds["type"], types.members[place])
        id = f"stay.{slug(placement)}"
        which, id = self._narrowed(which, id, provider, age)
        cases = followed(self._placements, np.flatnonzero(which), self._first, self._last)
        kind = types.names[types.members[place][0]]
        return self._stay(cases, kind, id)

    def _stay(self, cases: Followed, kind: str, id: str) -> StepStay:
        return stay(cases, kind, id, self._source, self._threshold, len(self.years))

    def _narrowed(self, which: Whole, id: str, provider: object, age: object) -> tuple[Whole, str]:
        """Of these placements those of a provider or an age, as this reading tells them apart."""
        parts = {"provider": provider, "age": age}
        wanted = self._by.rpartition(" and ")[2] if " and " in self._by else ""
        if not wanted:
            self._refuse_parts(provider, age, "a type of placement")
            return which, id
        (other,) = {"provider", "age"} - {wanted}
        if parts[other] is not None or parts[wanted] is None:
            raise InputError(
                f"stay: this reading tells stays apart by {self._by}; give {wanted}=..., and no "
                f"{other}. Two ways at once could be compared to give a small count away."
            )
        groups = self._groups[1] if wanted == "provider" else self._flows.ages
        place = groups.place(parts[wanted], f"stay, {wanted}")
        kinds = self._placements.kinds["provider"] if wanted == "provider" else self._placements.age
        return which & np.isin(kinds, groups.members[place]), f"{id}.{slug(str(parts[wanted]))}"

    def _refuse_parts(self, provider: object, age: object, what: str) -> None:
        if provider is not None or age is not None:
            raise InputError(
                f"stay: a provider or age given, but this reading has one table for {what}; read "
                'with stays_by="placement and provider" or "placement and age".'
            )

    def proceedings(
        self, children_per_application: float | None = None, *, council: str | None = None
    ) -> ProtectedTable:
        """Children whose first care-type order (interim, full, freeing, placement) is in each year.

        A proxy for care applications: a return holds no application, and no child who stayed at
        home. `children_per_application` turns children into applications (1.70 in England in
        2015-16); England's published applications stand beside, and for each 10,000 children
        those of England and of the `council` named. Raises InputError for a ratio below 1, and for
        a council there is not.
        """
        ratio = ratio_given(children_per_application)
        area = None if council is None else council_named(council)
        return proceedings_table(self.years, self._ordered, ratio, self._threshold, area)

    @cached_property
    def _ordered(self) -> Whole:
        return entries_and_exits.yearly(self._orders, self._threshold)

    def yearly(
        self,
        what: str,
        *,
        placement: str | None = None,
        provider: str | None = None,
        children_per_application: float | None = None,
    ) -> YearlyCounts:
        """One count by year, to be set against a plan: `plan.against({"entries": ...})`.

        `what` is "placements started" (of one type and provider of `placements()`, else of all) or
        "proceedings". Its numbers are in the tables too: hidden years are not known, others ranges.
        Raises InputError for another count or group.
        """
        ratio = ratio_given(children_per_application)
        return yearly_counts(what, placement, provider, ratio, self._ordered, self._shown)

    def unit_cost(
        self,
        spend: float,
        *,
        placement: str,
        year: int,
        source: str,
        provider: str | None = None,
        per: str = "week",
    ) -> Estimate:
        """A line of spend over the nights in the return: pounds a week (or a `per="night"`).

        `spend` is pounds of the year that ends in `year`, `source` where it is from (such as
        "Section 251, line 3.1.1"). It is an average, all providers and staff in the line included:
        not what one placement fewer saves. Nights are those of `placements()`. Raises InputError
        where they are hidden.
        """
        types, providers = self._groups
        row = types.place(placement, "unit_cost, placement")
        column = -1 if provider is None else providers.place(provider, "unit_cost, provider")
        if isinstance(year, bool) or as_float_or_nan(year) not in self.years:
            raise InputError(
                f"unit_cost, year: {shown(year)} given; this return has {self._first} to "
                f"{self._last}."
            )
        nights = int(self._shown.nights[int(year) - self._first, row, column])
        if nights <= 0:
            raise InputError(
                f"unit_cost: {placement!r} in {year} given, whose nights are hidden or none; use "
                "a published cost."
            )
        return unit_cost(spend, nights, placement, provider, int(year), source, per)

    def stays(self) -> ProtectedTable:
        """Every length of stay of this reading: cases at risk, median and mean in days, and a note,
        of the tables of `stay()`, between whose steps time runs evenly."""
        types, providers = self._groups
        rows = {(CARE, ""): self.stay()}
        wanted = self._by.rpartition(" and ")[2] if " and " in self._by else ""
        parts: Groups = providers if wanted == "provider" else self._flows.ages
        for label in types.labels:
            if not wanted:
                rows[label, ""] = self.stay(label)
                continue
            for part in parts.labels:
                rows[label, part] = self.stay(label, **{wanted: part})
        return summary(rows, wanted)

    def repairs(self) -> ProtectedTable:
        """What was repaired as the years were joined: how many rows, and how."""
        return repairs_table(self._repairs, self._threshold)

    def checks(self) -> ProtectedTable:
        """What in the return cannot be, or seldom is: how many rows, and the rule's number."""
        return as_table(self._checks, self._threshold)
