"""What may be shown of counts of children, and a proof that nothing small can be worked out.

Numbers that are shown are sums of unseen counts. Those of 1 up to the threshold are hidden; where
one alone of a row, column or series is, another with it; the rest is rounded. Then everything shown
is put together, with what anybody knows (a child in place at the end of a year was there before or
came in it), and each hidden number, and each number that two tables could be differenced for, is
solved for at its largest. Where that is not above the threshold, more is hidden, until it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
LEAST = 5  # counts of 1 to 5 are never shown
BASE = 5  # what is shown is rounded to
NEAR = 1e-6


@dataclass
class Published:
    """Counts nobody sees, the sums of them that may be shown, and what is known of them.

    `items` are the atoms of each sum; `lines` the items of one row, column or series, `tables`
    those of one table; `known` pairs of which the first sum is never more than the second; `exact`
    sums that a reader may come to know otherwise (how many cases a curve rests on); `quiet` pairs
    whose difference is not shown, but must not come out either.
    """

    atoms: list[int] = field(default_factory=list)
    items: list[tuple[int, ...]] = field(default_factory=list)
    lines: list[tuple[int, ...]] = field(default_factory=list)
    tables: list[set[int]] = field(default_factory=list)
    known: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    exact: list[tuple[int, ...]] = field(default_factory=list)
    quiet: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)

    def add_atom(self, count: int) -> int:
        """The place of one more count."""
        self.atoms.append(int(count))
        return len(self.atoms) - 1

    def add_item(self, atoms: Iterable[int]) -> int:
        """The place of one more sum that may be shown."""
        self.items.append(tuple(atoms))
        return len(self.items) - 1

    def add_table(self, counts: Whole) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """A table of counts with its sums: the places of its atoms, and of its items.

        Items have a row and a column more than the table: the sums, and the sum of all.
        """
        rows, columns = counts.shape
        atoms = np.array([[self.add_atom(c) for c in row] for row in counts]).reshape(rows, columns)
        items = np.array(
            [[self.add_item([a]) for a in row] + [self.add_item(row)] for row in atoms]
            + [[self.add_item(c) for c in atoms.T] + [self.add_item(atoms.ravel())]]
        )
        self.lines += [tuple(line) for line in (*items, *items.T)]
        self.tables.append(set(items.ravel().tolist()))
        return atoms, items


@dataclass(frozen=True)
class Shown:
    """What is shown of each item: a rounded number, or -1 where it is hidden."""

    values: Whole
    threshold: int
    secondary: int

    @property
    def hidden(self) -> int:
        """How many are."""
        return int((self.values < 0).sum())


def rounded(counts: Any, threshold: int, base: int = BASE) -> Whole:
    """To the nearest `base`, but never to what a hidden count could be; nothing stays nothing."""
    values = np.asarray(counts, dtype=np.int64)
    least = (threshold // base + 1) * base
    near = np.maximum((values + base // 2) // base * base, least)
    return np.where(values == 0, 0, near)


def could_be(shown: int, threshold: int, base: int = BASE) -> tuple[int, int]:
    """The least and the most that a shown number may have been."""
    if shown == 0:
        return 0, 0
    low, high = shown - base // 2, shown + base // 2
    least = (threshold // base + 1) * base
    return (threshold + 1, high) if shown == least else (max(low, threshold + 1), high)


def is_small(counts: Any, threshold: int) -> NDArray[np.bool_]:
    """Which are 1 up to the threshold."""
    values = np.asarray(counts)
    return np.asarray((values >= 1) & (values <= threshold))


def protect(published: Published, threshold: int) -> Shown:
    """What may be shown, hidden until nothing small can be solved for."""
    if not published.items:
        return Shown(np.zeros(0, dtype=np.int64), threshold, 0)
    truth = np.array(published.atoms, dtype=np.int64)
    counts = np.array([truth[list(item)].sum() for item in published.items], dtype=np.int64)
    hidden = is_small(counts, threshold)
    first = int(hidden.sum())
    while True:
        _with_another(hidden, counts, published)
        pinned = _pinned(published, counts, hidden, truth, threshold)
        if not pinned or not (~hidden & (counts > 0)).any():
            break
        now: set[int] = set()
        for atoms, item in pinned:
            near = _near_items(published, atoms, item)
            if not near & now:
                now.add(_another(published, counts, hidden, near))
                hidden[list(now)] = True
            if not (~hidden & (counts > 0)).any():
                break
    shown = np.where(hidden, -1, rounded(counts, threshold))
    return Shown(shown, threshold, int(hidden.sum()) - first)


def _with_another(hidden: NDArray[np.bool_], counts: Whole, published: Published) -> None:
    """Where one of a line is hidden alone, the smallest beside it too; again until none is.

    A sum is hidden last.
    """
    changed = True
    while changed:
        changed = False
        for line in published.lines:
            alone = [i for i in line if hidden[i]]
            others = [i for i in line if not hidden[i] and counts[i] > 0]
            if len(alone) == 1 and others:
                hidden[min(others, key=lambda i: (len(published.items[i]), counts[i]))] = True
                changed = True


def _near_items(published: Published, atoms: frozenset[int], item: int | None) -> set[int]:
    """The items of the same line, or else of the same counts."""
    beside = {i for line in published.lines if item in line for i in line}
    return beside or {i for i, of in enumerate(published.items) if atoms & set(of)}


def _another(published: Published, counts: Whole, hidden: NDArray[np.bool_], near: set[int]) -> int:
    """The smallest shown number of those near, else of its table, else of all; sums last."""
    shown = [i for i in range(len(counts)) if not hidden[i] and counts[i] > 0]
    table = {i for items in published.tables if near & items for i in items}
    nearest = [i for i in shown if i in near] or [i for i in shown if i in table]
    return min(nearest or shown, key=lambda i: (len(published.items[i]), counts[i]))


def _pinned(
    published: Published,
    counts: Whole,
    hidden: NDArray[np.bool_],
    truth: Whole,
    threshold: int,
) -> list[tuple[frozenset[int], int | None]]:
    """The atoms of what can be solved for as at most the threshold, and its item if it is one."""
    wanted: list[tuple[tuple[int, ...], tuple[int, ...], int | None]] = [
        (published.items[i], (), int(i)) for i in np.flatnonzero(hidden)
    ]
    for plus, minus in published.quiet:
        if is_small(truth[list(plus)].sum() - truth[list(minus)].sum(), threshold):
            wanted.append((plus, minus, None))
    if not wanted:
        return []
    solver = _Solver(published, counts, hidden, threshold)
    while wanted:  # one world in which as many as can be are large; then another for the rest
        clear = solver.all_at_once(wanted)
        if not clear.any():
            break
        wanted = [one for one, is_clear in zip(wanted, clear, strict=True) if not is_clear]
    return [
        (frozenset(plus) | frozenset(minus), item)
        for plus, minus, item in wanted
        if solver.largest(plus, minus) < threshold + 1 - NEAR
    ]


class _Solver:
    """Everything shown and known, as limits on the counts."""

    def __init__(
        self, published: Published, counts: Whole, hidden: NDArray[np.bool_], threshold: int
    ) -> None:
        from scipy.sparse import csr_matrix

        self._size, self._threshold = len(published.atoms), threshold
        shown = rounded(counts, threshold)
        rows: list[tuple[dict[int, float], float]] = []
        for i, atoms in enumerate(published.items):
            form = dict.fromkeys(atoms, 1.0)
            below = {a: -1.0 for a in atoms}
            if hidden[i]:
                rows.append((below, -1.0))  # a zero is never hidden
                continue
            low, high = could_be(int(shown[i]), threshold)
            rows += [(form, float(high)), (below, -float(low))]
        for less, more in published.known:
            rows.append((_difference(less, more), 0.0))
        for atoms in published.exact:
            known = float(sum(published.atoms[a] for a in atoms))
            rows.append((dict.fromkeys(atoms, 1.0), known))
            rows.append(({a: -1.0 for a in atoms}, -known))
        self._limits = np.array([limit for _, limit in rows])
        data = [(r, a, v) for r, (form, _) in enumerate(rows) for a, v in form.items()]
        places, atoms_of, factors = zip(*data, strict=True)
        self._matrix = csr_matrix((factors, (places, atoms_of)), shape=(len(rows), self._size))

    def largest(self, plus: tuple[int, ...], minus: tuple[int, ...]) -> float:
        """The most that the difference of two sums may be; infinite where nothing limits it."""
        from scipy.optimize import linprog

        aim = np.zeros(self._size)
        for atom, value in _difference(plus, minus).items():
            aim[atom] = -value
        done = linprog(aim, A_ub=self._matrix, b_ub=self._limits, bounds=(0, None), method="highs")
        return float("inf") if done.status in (3, 4) else -float(done.fun)

    def all_at_once(
        self, wanted: Sequence[tuple[tuple[int, ...], tuple[int, ...], int | None]]
    ) -> NDArray[np.bool_]:
        """Which may be above the threshold, in one world where as many as can be are."""
        from scipy.optimize import linprog
        from scipy.sparse import coo_matrix, hstack, vstack
        from scipy.sparse import csr_matrix as csr

        count, top = len(wanted), self._threshold + 1
        data = [
            (w, atom, -value)
            for w, (plus, minus, _) in enumerate(wanted)
            for atom, value in _difference(plus, minus).items()
        ]
        w, a, v = zip(*data, strict=True)
        forms = coo_matrix((v, (w, a)), shape=(count, self._size))
        eye = coo_matrix((np.ones(count), (range(count), range(count))), shape=(count, count))
        empty = coo_matrix((self._matrix.shape[0], count))
        matrix = csr(vstack([hstack([self._matrix, empty]), hstack([forms, eye])]))
        limits = np.concatenate([self._limits, np.zeros(count)])
        aim = np.concatenate([np.zeros(self._size), -np.ones(count)])
        bounds = [(0, None)] * self._size + [(0, top)] * count
        done = linprog(aim, A_ub=matrix, b_ub=limits, bounds=bounds, method="highs")
        if done.x is None:
            return np.zeros(count, dtype=bool)
        return np.asarray(done.x[self._size :] >= top - NEAR)


def _difference(plus: Iterable[int], minus: Iterable[int]) -> dict[int, float]:
    """The factor of each count in the difference of two sums."""
    found: dict[int, float] = {}
    for atoms, sign in ((plus, 1.0), (minus, -1.0)):
        for atom in atoms:
            found[int(atom)] = found.get(int(atom), 0.0) + sign
    return found
