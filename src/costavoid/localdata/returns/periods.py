"""Periods of care and placements, from episodes in order.

A change of legal status does not end a placement; changes are taken from the codes, and from the
reason for a new episode only where the codes cannot tell (a move to another carer of one kind).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from costavoid.base.errors import InputError
from costavoid.localdata.returns.codes import (
    AGE_STARTS,
    AGES,
    BY_RELATIVES,
    CARE_ORDERS,
    MOVES,
    NEEDS,
    OTHER,
    PLACEMENTS,
    PROVIDER_GROUPS,
    PROVIDERS,
    REASONS,
    RELATIVES,
    SAME_DAY,
    START,
    TEMPORARY,
    grouped,
)
from costavoid.localdata.returns.joining import OPEN, uninterrupted
from costavoid.localdata.returns.rows import KNOWN, NONE, Rows, Whole, april, code, codes

DAYS_A_YEAR = 365.25


def _groups(column: str, groups: dict[str, str], names: tuple[str, ...], other: str) -> Whole:
    """The place of the group of each code of a column; the last entry is for none or unknown."""
    found = [names.index(groups.get(word, other)) for word in KNOWN[column]]
    return np.array([*found, names.index(other)], dtype=np.int8)


TYPES = tuple(PLACEMENTS)
EXITS = tuple(REASONS)
NEED_NAMES = (*NEEDS.values(), "not given")
TYPE_OF = _groups("PLACE", grouped(PLACEMENTS), TYPES, OTHER)
PROVIDER_OF = _groups("PLACE_PROVIDER", grouped(PROVIDERS), PROVIDER_GROUPS, "none")
EXIT_OF = _groups("REC", grouped(REASONS), EXITS, OTHER)
NEED_OF = _groups("CIN", NEEDS, NEED_NAMES, "not given")


@dataclass(repr=False)
class Spells:
    """Lengths of time in order: days since 1970, and small whole numbers that say of what kind.

    `lost` marks an end nobody knows the reason of: the child is not followed beyond it.
    """

    child: Whole
    start: Whole
    end: Whole
    age: Whole
    lost: Whole
    kinds: dict[str, Whole]

    def __len__(self) -> int:
        return len(self.start)

    def __reduce__(self) -> str:
        raise InputError("a return is not pickled or copied: it holds children's dates.")


def age_groups(born: Whole, day: Whole) -> Whole:
    """The group of each age in whole years; a birth after the day counts as under 1."""
    years = np.floor((day - born) / DAYS_A_YEAR)
    return (np.searchsorted(AGE_STARTS, np.maximum(years, 0), side="right") - 1).astype(np.int8)


def first_rows(rows: Rows) -> Whole:
    """The rows at which a period of care begins."""
    n = len(rows)
    if n == 0:
        return np.zeros(0, dtype=bool)
    other = np.append(True, rows["child"][1:] != rows["child"][:-1])
    gap = np.append(True, rows["start"][1:] > rows["end"][:-1])
    left = np.append(True, rows["REC"][:-1] != code("REC", SAME_DAY))
    return np.asarray(other | gap | (left & (rows["RNE"] == code("RNE", START))))


def periods_of_care(rows: Rows, new: Whole) -> Spells:
    """One row a period of care: age and need at its start, why it ended."""
    first = np.flatnonzero(new)
    last = np.append(first[1:] - 1, len(rows) - 1)[: len(first)]
    child, start = rows["child"][first], rows["start"][first]
    kinds = {
        "need": NEED_OF[rows["CIN"][first]],
        "exit": EXIT_OF[rows["REC"][last]],
        "legal": rows["LS"][first],
    }
    lost = rows["REC"][last] == code("REC", "E99")
    age = age_groups(rows.born[child], start)
    return Spells(child, start, rows["end"][last], age, lost, kinds)


def placements(rows: Rows, new: Whole) -> Spells:
    """One row a placement: its type and provider, and the child's age at its start."""
    place, provider = uninterrupted(rows, new)
    moved = np.isin(rows["RNE"], codes("RNE", MOVES))
    temporary = np.isin(rows["PLACE"], codes("PLACE", TEMPORARY))
    back = np.append(False, temporary[:-1])[: len(rows)]
    same = np.append(False, (place[1:] == place[:-1]) & (provider[1:] == provider[:-1]))[
        : len(rows)
    ]
    begins = new | ~same | (moved & ~temporary & ~back)
    first = np.flatnonzero(begins)
    last = np.append(first[1:] - 1, len(rows) - 1)[: len(first)]
    group = PROVIDER_OF[provider[first]]
    relatives = np.isin(place[first], codes("PLACE", RELATIVES))
    group = np.where(relatives, PROVIDER_GROUPS.index(BY_RELATIVES), group).astype(np.int8)
    child, start = rows["child"][first], rows["start"][first]
    kinds = {"type": TYPE_OF[place[first]], "provider": group}
    lost = rows["REC"][last] == code("REC", "E99")
    return Spells(child, start, rows["end"][last], age_groups(rows.born[child], start), lost, kinds)


def first_orders(rows: Rows, new: Whole) -> Whole:
    """The days of the first care-type order in each period of care that has one."""
    order = np.isin(rows["LS"], codes("LS", CARE_ORDERS))
    period = np.cumsum(new)
    at = np.flatnonzero(order)
    _, earliest = np.unique(period[at], return_index=True)
    found = at[earliest]
    return np.asarray(rows["start"][found])


def by_year(days: Whole, first: int, last: int) -> Whole:
    """How many of these days fall in each return."""
    edges = np.array([april(year) for year in range(first, last + 2)])
    return np.histogram(days, bins=edges)[0] if len(days) else np.zeros(last - first + 1, int)


def ended(spells: Spells) -> Whole:
    """Which have an end that is known."""
    return np.asarray((spells.end != OPEN) & ~spells.lost)


def ages_named() -> tuple[str, ...]:
    """The names of the age groups."""
    return AGES


UNKNOWN = NONE
