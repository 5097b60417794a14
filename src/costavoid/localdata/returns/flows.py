"""Children who start to be looked after, and what had become of them some years after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from costavoid.localdata.returns.codes import AGES, STILL_IN_CARE
from costavoid.localdata.returns.disclosure import Published, protect
from costavoid.localdata.returns.merging import Groups, folded, merged
from costavoid.localdata.returns.periods import EXITS, NEED_NAMES, Spells
from costavoid.localdata.returns.placement_counts import AT_RISK
from costavoid.localdata.returns.protected import ProtectedTable, sentences
from costavoid.localdata.returns.rows import april

if TYPE_CHECKING:
    import pandas as pd

Whole = NDArray[np.int64]
FOLLOWED = 3  # years after the start, where the return is long enough
WAYS = (*EXITS, STILL_IN_CARE)
ALL = "all"
YEAR = 365


@dataclass(frozen=True, repr=False)
class Flows:
    """Starts by age and need, and by age and what followed, before anything is hidden."""

    first: int
    last: int
    followed: int  # years; 0 where the return is too short to follow anybody
    starts: Whole
    ways: Whole


def flows(periods: Spells, first: int, last: int) -> Flows:
    """Every count. Those who started soon enough are followed for the same time."""
    came = periods.start >= april(first)
    age, need = periods.age.astype(np.int64), periods.kinds["need"].astype(np.int64)
    starts = _table(age[came], need[came], len(NEED_NAMES))
    years = min(FOLLOWED, last - first)
    soon = came & (periods.start + years * YEAR < april(last + 1))
    left = periods.end <= periods.start + years * YEAR
    way = np.where(left, periods.kinds["exit"].astype(np.int64), len(EXITS))
    ways = _table(age[soon], way[soon], len(WAYS)) if years else np.zeros((len(AGES), len(WAYS)))
    return Flows(first, last, years, starts, ways.astype(np.int64))


def _table(rows: Whole, columns: Whole, width: int) -> Whole:
    found = np.bincount(rows * width + columns, minlength=len(AGES) * width)
    return found.reshape(len(AGES), width).astype(np.int64)


@dataclass(frozen=True, repr=False)
class ProtectedFlows:
    """What may be shown, -1 where it is hidden; a row and a column more than the groups: sums."""

    flows: Flows
    ages: Groups
    needs: Groups
    ways: Groups
    starts_shown: Whole
    ways_shown: Whole
    threshold: int

    def entries(self) -> ProtectedTable:
        """Children who started to be looked after, all years, by age and need."""
        said = self._said(self.needs, self.starts_shown)
        years = f"Starts from 1 April {self.flows.first - 1} to 31 March {self.flows.last}."
        frame = self._frame(self.starts_shown, self.needs.labels, "need", share=False)
        return ProtectedTable(frame, (years, *said))

    def exits(self) -> ProtectedTable:
        """Those who started soon enough, by age at the start and what had followed."""
        said = self._said(self.ways, self.ways_shown)
        when = (
            f"Children who started {self.flows.followed} years or more before the end of the "
            f"return, by what had happened {self.flows.followed} years after the start."
        )
        frame = self._frame(self.ways_shown, self.ways.labels, "reason", share=True)
        return ProtectedTable(frame, (when, *said))

    def _said(self, columns: Groups, shown: Whole) -> tuple[str, ...]:
        groups = (*self.ages.merged, *columns.merged)
        return sentences(self.threshold, groups, int((shown < 0).sum()), shown.size)

    def _frame(
        self, shown: Whole, columns: tuple[str, ...], name: str, *, share: bool
    ) -> pd.DataFrame:
        import pandas as pd

        levels = [[*self.ages.labels, ALL], [*columns, ALL]]
        index = pd.MultiIndex.from_product(levels, names=["age at start", name])
        children = pd.Series(pd.array(shown.ravel(), dtype="Int64"), index=index)
        frame = pd.DataFrame({"children": children.mask(children < 0)})
        if share:
            whole = np.repeat(shown[:, -1], shown.shape[1]).astype(float)
            known = (shown.ravel() >= 0) & (whole > 0)
            shares = np.full(shown.size, np.nan)
            shares[known] = np.minimum(shown.ravel()[known] / whole[known], 1.0)
            frame["share"] = np.round(shares, 3)
        return frame


def protected(found: Flows, threshold: int) -> ProtectedFlows:
    """Both tables hidden and rounded together: who is in one and not in the other is hidden too."""
    tables = found.starts[None]
    if found.followed:
        ages, ways = merged(found.ways[None], AGES, WAYS, threshold, in_order=True)
    else:
        ages, ways = merged(found.starts[None], AGES, NEED_NAMES, threshold, in_order=True)[0], None
    ages, needs = merged(tables, AGES, NEED_NAMES, threshold, fixed_rows=ages)
    ways = ways or Groups(WAYS, (tuple(range(len(WAYS))),))
    published = Published()
    starts, s_items = published.add_table(folded(tables, ages, needs)[0])
    after, w_items = published.add_table(folded(found.ways[None], ages, ways)[0])
    if found.followed:
        for came, followed in zip(starts, after, strict=True):
            pair = tuple(map(int, came)), tuple(map(int, followed))
            published.known.append((pair[1], pair[0]))
            published.quiet.append(pair)
        whole = tuple(map(int, starts.ravel())), tuple(map(int, after.ravel()))
        published.quiet.append(whole)
    if found.starts.sum() >= 2 * AT_RISK + starts.size:  # else no curve tells how many
        published.exact.append(tuple(map(int, starts.ravel())))
    shown = protect(published, threshold).values
    return ProtectedFlows(found, ages, needs, ways, shown[s_items], shown[w_items], threshold)


def yearly(counts: Whole, threshold: int) -> Whole:
    """One count a year, hidden and rounded; -1 where it is hidden. No sum is shown beside them."""
    published = Published()
    items = [published.add_item([published.add_atom(int(count))]) for count in counts]
    published.lines.append(tuple(items))
    return protect(published, threshold).values
