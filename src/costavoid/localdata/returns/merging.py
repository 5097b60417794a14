"""Groups of one reading, fixed once: the smallest merged first until few counts are small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costavoid.base.errors import InputError, nearest, shown
from costavoid.localdata.returns.disclosure import is_small

Whole = NDArray[np.int64]
FEW = 0.1  # of the counts that are not 0 may be small before more groups are merged
QUARTER = 0.25  # of the tables in which the sum of a group may be
FEWEST = 2  # groups that stay


@dataclass(frozen=True)
class Groups:
    """Names merged into groups: `members` by place, in the order of the names."""

    names: tuple[str, ...]
    members: tuple[tuple[int, ...], ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The name of each group: its members' joined by "or"."""
        return tuple(" or ".join(self.names[i] for i in group) for group in self.members)

    @property
    def merged(self) -> tuple[str, ...]:
        """The groups that were put together."""
        return tuple(x for x, m in zip(self.labels, self.members, strict=True) if len(m) > 1)

    @property
    def of(self) -> NDArray[np.int64]:
        """The group of each name, by place."""
        found = np.zeros(len(self.names), dtype=np.int64)
        for place, group in enumerate(self.members):
            found[list(group)] = place
        return found

    def place(self, given: object, field: str) -> int:
        """The place of the group asked for. Raises InputError, also for a part of one."""
        labels = self.labels
        if isinstance(given, str) and given in labels:
            return labels.index(given)
        if isinstance(given, str) and given in self.names:
            whole = labels[int(self.of[self.names.index(given)])]
            raise InputError(
                f"{field}: {shown(given)} given, but too few children are in it: this reading "
                f"counts it together with others; ask for {whole!r}."
            )
        raise InputError(f"{field}: {shown(given)} given. {nearest(given, labels)}")


def apart(names: tuple[str, ...]) -> Groups:
    """Each name a group of its own."""
    return Groups(names, tuple((i,) for i in range(len(names))))


def together(groups: Groups, one: int, other: int) -> Groups:
    """Two groups merged, in the place of the first."""
    both = tuple(sorted(groups.members[one] + groups.members[other]))
    rest = [g for i, g in enumerate(groups.members) if i not in (one, other)]
    return Groups(groups.names, tuple(sorted([*rest, both])))


def folded(counts: Whole, rows: Groups, columns: Groups) -> Whole:
    """Tables of counts (tables, rows, columns) by group."""
    found = np.zeros((counts.shape[0], len(rows.members), len(columns.members)), dtype=np.int64)
    for r, row in enumerate(rows.members):
        for c, column in enumerate(columns.members):
            found[:, r, c] = counts[:, list(row)][:, :, list(column)].sum(axis=(1, 2))
    return found


def cells_small(counts: Whole, threshold: int) -> bool:
    """Whether more than a few of the counts and sums that are not 0 are small."""
    every = [counts, counts.sum(axis=1), counts.sum(axis=2), counts.sum(axis=(1, 2))]
    values = np.concatenate([each.ravel() for each in every])
    there = int((values > 0).sum())
    return bool(there) and float(is_small(values, threshold).sum()) > FEW * there


def sums_small(counts: Whole, threshold: int) -> bool:
    """Whether the sum of some row or column is small in more than a quarter of the tables."""
    for axis in (1, 2):
        sums = counts.sum(axis=axis)
        there = (sums > 0).sum(axis=0)
        if (is_small(sums, threshold).sum(axis=0) > QUARTER * there).any():
            return True
    return False


def merged(
    counts: Whole,
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    threshold: int,
    *,
    in_order: bool = False,
    fixed_rows: Groups | None = None,
    small: Callable[[Whole, int], bool] = cells_small,
) -> tuple[Groups, Groups]:
    """Groups of rows and of columns of which few are `small`; `in_order` keeps rows' order.

    Names that nobody has are left as they are.
    """
    by_row, by_column = fixed_rows or apart(rows), apart(columns)
    while small(folded(counts, by_row, by_column), threshold):
        now = folded(counts, by_row, by_column)
        by_size = now.sum(axis=(0, 2)), now.sum(axis=(0, 1))
        smallest = [
            (int(sizes[sizes > 0].min()), axis)
            for axis, sizes in enumerate(by_size)
            if (sizes > 0).sum() > FEWEST and not (axis == 0 and fixed_rows)
        ]
        if not smallest:
            break
        _, axis = min(smallest)
        if axis == 0:
            by_row = _merge_smallest(by_row, by_size[0], in_order)
        else:
            by_column = _merge_smallest(by_column, by_size[1], False)
    return by_row, by_column


def _merge_smallest(groups: Groups, sizes: Whole, in_order: bool) -> Groups:
    """The smallest group that anybody is in, with the next smallest, or the smaller beside it."""
    there = [int(i) for i in np.flatnonzero(sizes > 0)]
    place = min(there, key=lambda i: sizes[i])
    others = [i for i in there if i != place]
    if in_order:
        at = there.index(place)
        others = [there[i] for i in (at - 1, at + 1) if 0 <= i < len(there)]
    return together(groups, place, min(others, key=lambda i: sizes[i]))
