"""Placements by year, type and provider: at 31 March, started, and nights; protected together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from costavoid.localdata.returns.codes import PROVIDER_GROUPS
from costavoid.localdata.returns.disclosure import Published, is_small, protect
from costavoid.localdata.returns.joining import OPEN
from costavoid.localdata.returns.merging import Groups, folded, merged, sums_small
from costavoid.localdata.returns.periods import TYPES, Spells
from costavoid.localdata.returns.protected import ProtectedTable, sentences
from costavoid.localdata.returns.rows import april

if TYPE_CHECKING:
    import pandas as pd

Whole = NDArray[np.int64]
AT_RISK = 10  # at the least, at every step of a curve and after it
NIGHTS = 100  # what nights are rounded to
ALL = "all"
AT_MARCH, STARTED, IN_YEAR = "children at 31 March", "placements started", "nights"
SAID = (
    f"Nights are rounded to the nearest {NIGHTS}, and hidden where the number of children is.",
    "A year is a return's: 1 April to 31 March, named by the year in which it ends.",
)


@dataclass(frozen=True, repr=False)
class PlacementCounts:
    """Counts by year, type and provider, of the finest groups; `there` in place in the year."""

    first: int
    march: Whole
    started: Whole
    there: Whole
    nights: Whole

    @property
    def years(self) -> range:
        """The years in which the returns end."""
        return range(self.first, self.first + len(self.march))


def counted(spells: Spells, first: int, last: int) -> PlacementCounts:
    """Every count, before anything is hidden."""
    rows, columns = len(TYPES), len(PROVIDER_GROUPS)
    shape = (last - first + 1, rows, columns)
    march, started, there, nights = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    cell = spells.kinds["type"].astype(np.int64) * columns + spells.kinds["provider"]
    start, end = spells.start, spells.end
    for i, year in enumerate(range(first, last + 1)):
        begin, over = april(year), april(year + 1)
        inside = np.flatnonzero((start < over) & (end > begin))
        here, s, e = cell[inside], start[inside], np.minimum(end[inside], over)
        there[i] = np.bincount(here, minlength=rows * columns).reshape(rows, columns)
        spent = (e - np.maximum(s, begin)).astype(np.float64)
        summed = np.bincount(here, weights=spent, minlength=rows * columns)
        nights[i] = np.round(summed).astype(np.int64).reshape(rows, columns)
        # who leaves on 31 March is not there that night
        stays = here[(end[inside] >= over) | (end[inside] == OPEN)]
        march[i] = np.bincount(stays, minlength=rows * columns).reshape(rows, columns)
        came = here[s >= begin]
        started[i] = np.bincount(came, minlength=rows * columns).reshape(rows, columns)
    return PlacementCounts(first, march, started, there, nights)


def groups_of(counts: PlacementCounts, threshold: int) -> tuple[Groups, Groups]:
    """The types and providers of one reading."""
    both = np.concatenate([counts.march, counts.started])
    return merged(both, TYPES, PROVIDER_GROUPS, threshold, small=sums_small)


@dataclass(frozen=True, repr=False)
class ProtectedPlacements:
    """What may be shown, -1 where it is hidden; a row and a column more than the groups: sums."""

    years: range
    types: Groups
    providers: Groups
    march: Whole
    started: Whole
    nights: Whole
    threshold: int

    def table(self) -> ProtectedTable:
        """The table of all years."""
        values = {AT_MARCH: self.march, STARTED: self.started, IN_YEAR: self.nights}
        hidden = sum(int((each < 0).sum()) for each in values.values())
        numbers = sum(each.size for each in values.values())
        merged_ = (*self.types.merged, *self.providers.merged)
        said = (*sentences(self.threshold, merged_, hidden, numbers), *SAID)
        return ProtectedTable(self._frame(values), said)

    def _frame(self, values: dict[str, Whole]) -> pd.DataFrame:
        import pandas as pd

        names = ["year", "placement", "provider"]
        levels: list[Any] = [list(self.years)]
        levels += [[*self.types.labels, ALL], [*self.providers.labels, ALL]]
        index = pd.MultiIndex.from_product(levels, names=names)
        columns = {name: pd.array(each.ravel(), dtype="Int64") for name, each in values.items()}
        frame = pd.DataFrame(columns, index=index)
        return frame.mask(frame < 0)


def protected(
    counts: PlacementCounts, types: Groups, providers: Groups, threshold: int, by_provider: bool
) -> ProtectedPlacements:
    """All years' counts hidden and rounded together, as a year's are tied to the next's.

    A curve of `stay` gives nearly away how many placements of its group started in all: where there
    are enough for one, they are taken for known.
    """
    march = folded(counts.march, types, providers)
    started = folded(counts.started, types, providers)
    there = folded(counts.there, types, providers)
    published = Published()
    places: list[tuple[Whole, Whole]] = []
    atoms: list[tuple[Whole, Whole]] = []
    for at_march, came in zip(march, started, strict=True):
        a, m = published.add_table(at_march)
        b, s = published.add_table(came)
        places.append((m, s))
        if atoms:
            before = atoms[-1][0]
            for was, new, now in zip(before.ravel(), b.ravel(), a.ravel(), strict=True):
                published.known.append(((int(now),), (int(was), int(new))))
                published.quiet.append(((int(was), int(new)), (int(now),)))
        atoms.append((a, b))
    every = np.array([b for _, b in atoms])
    known = every.reshape(*every.shape[:2], -1, 1) if by_provider else every[:, :, None, :]
    for row, part in np.ndindex(*known.shape[1:3]):
        group = tuple(known[:, row, part].ravel().tolist())
        if sum(published.atoms[a] for a in group) >= fewest_cases(len(march), len(group)):
            published.exact.append(group)
    shown = protect(published, threshold).values
    shape = (len(march), len(types.members) + 1, len(providers.members) + 1)
    found = [np.array([shown[p[k]] for p in places]).reshape(shape) for k in (0, 1)]
    nights = _nights(folded(counts.nights, types, providers), there, found, threshold)
    return ProtectedPlacements(
        counts.years, types, providers, found[0], found[1], nights, threshold
    )


def fewest_cases(years: int, numbers: int = 0) -> int:
    """Of a group for a curve of its own: so many that its sum gives no hidden number away."""
    return 2 * AT_RISK + max(numbers, years * len(PROVIDER_GROUPS))


def with_sums(counts: Whole) -> Whole:
    """Tables with a row and a column more: their sums."""
    wide = np.concatenate([counts, counts.sum(axis=2, keepdims=True)], axis=2)
    return np.concatenate([wide, wide.sum(axis=1, keepdims=True)], axis=1)


def _nights(nights: Whole, there: Whole, shown: list[Whole], threshold: int) -> Whole:
    """Nights, hidden where a count beside them is, or few children spent them."""
    every, people = with_sums(nights), with_sums(there)
    hidden = (shown[0] < 0) | (shown[1] < 0) | is_small(people, threshold)
    for table, where in zip(every, hidden, strict=True):
        _with_another(table, where)
    near = np.maximum((every + NIGHTS // 2) // NIGHTS * NIGHTS, NIGHTS)
    return np.where(hidden, -1, np.where(every == 0, 0, near))


def _with_another(table: Whole, hidden: NDArray[np.bool_]) -> None:
    """Where one of a row or column is hidden alone, the smallest beside it too."""
    changed = True
    while changed:
        changed = False
        for values, where in (
            *zip(table, hidden, strict=True),
            *zip(table.T, hidden.T, strict=True),
        ):
            others = np.flatnonzero(~where & (values > 0))
            if where.sum() == 1 and others.size:
                where[others[np.argmin(values[others])]] = True
                changed = True
