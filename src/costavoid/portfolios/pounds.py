"""The one table of a portfolio: every line of every programme, and what overlap takes off it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array, read_only
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.cashflow import flows
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.overlap import Overlap, at_stake
from costavoid.portfolios.rules import HEADLINE, Rule, lost
from costavoid.programme.lines import Line

OVERLAP = "overlap"  # the kind of a row that takes pounds off for it
REMOVED = "Removed for overlap"
Key = tuple[str, int]  # of a programme's line: its name, and the place of the line
_known: WeakKeyDictionary[Joined, tuple[Mapping[Key, Array], ...]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Row:
    """A line of one programme, or what overlap removes from it: pounds, real, undiscounted.

    `amounts` has a row each for cash and avoided, a column for each financial year.
    """

    programme: str
    line: str
    label: str
    outcome: str
    kind: str
    payer: Payer
    amounts: Array


def rows(
    joined: Joined, rule: Rule = HEADLINE, *, funded: frozenset[str] | None = None
) -> list[Row]:
    """Every row: the programmes' own, each followed by what overlap removes from it, if anything.

    `funded` are the programmes there are; all, unless said.
    """
    found = []
    taken = removed(joined, rule, funded)
    for name, part in joined.parts:
        if funded is not None and name not in funded:
            continue
        for at, line in enumerate(part.flows.lines):
            amounts = read_only(part.flows.amounts[at, :, :, 0].copy())
            found.append(_row(name, part, at, line.kind.value, amounts))
            if (name, at) in taken:
                found.append(_row(name, part, at, OVERLAP, taken[name, at]))
    return found


def _row(name: str, part: Answer, at: int, kind: str, amounts: Array) -> Row:
    line, payer = part.flows.lines[at], part.flows.payers[at]
    if kind == OVERLAP:
        label = f"{REMOVED}: {line.label}"
        return Row(name, f"{line.id}.{OVERLAP}", label, line.outcome, kind, payer, amounts)
    return Row(name, line.id, line.label, line.outcome, kind, payer, amounts)


def removed(
    joined: Joined, rule: Rule = HEADLINE, funded: frozenset[str] | None = None
) -> dict[Key, Array]:
    """Pounds that overlap removes, by programme and line, in the shape of a row's amounts.

    Only where it removes something; what it removes of a saving is negative.
    """
    found: dict[Key, Array] = {}
    for overlap, worth in zip(joined.overlaps, stakes(joined), strict=True):
        there = overlap.rows(funded)
        if len(there) < 2:
            continue
        gone = lost(overlap.shares[there], rule)[:, 0]
        for key, pounds in worth.items():
            if funded is None or key[0] in funded:
                found[key] = found.get(key, 0.0) - pounds @ gone
    return {key: amounts + 0.0 for key, amounts in found.items() if amounts.any()}


def stakes(joined: Joined) -> tuple[Mapping[Key, Array], ...]:
    """Pounds of the lines in each cohort, by the time their cases come: (cash, years, times).

    Worked out once, and kept as long as the portfolio is.
    """
    if joined not in _known:
        _known[joined] = tuple(dict(_stakes(joined, overlap)) for overlap in joined.overlaps)
    return _known[joined]


def _stakes(joined: Joined, overlap: Overlap) -> Iterator[tuple[Key, Array]]:
    for name, at, line, part in lines_of(joined, overlap):
        years = len(part.years)
        relative = part.pricing.relative_price(line, years, part.inputs)[:, 0]
        used = at_stake(line, overlap, name, np.diag(relative), part.inputs)
        pounds = (used * flows.price(line, part.inputs, part.pricing))[:, :, 0]
        cash = flows.cash_share(line, part.inputs)
        yield (name, at), np.stack([pounds * cash, pounds * (1 - cash)])


def lines_of(joined: Joined, overlap: Overlap) -> Iterator[tuple[str, int, Line, Answer]]:
    """The lines that overlap in a cohort may reduce: of benefit, and that are not kept whole."""
    for name, part in joined.parts:
        for at, line in enumerate(part.flows.lines):
            reached = (name, line.outcome) in overlap.active and line.kind is Kind.BENEFIT
            if reached and (name, line.outcome) not in joined.kept_whole:
                yield name, at, line, part


def summed(
    listed: list[Row],
    *,
    payer: Payer | None = None,
    cash: Cash | None = None,
    kind: str | None = None,
    programme: str | None = None,
) -> Array:
    """Pounds by financial year of the rows that match; `kind` may be "overlap"."""
    years = listed[0].amounts.shape[1]
    columns = [list(Cash).index(part) for part in (list(Cash) if cash is None else [cash])]
    total = np.zeros(years)
    for row in listed:
        if (
            (payer is None or row.payer is payer)
            and (kind is None or row.kind == kind)
            and (programme is None or row.programme == programme)
        ):
            total = total + row.amounts[columns].sum(axis=0)
    return total
