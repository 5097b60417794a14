"""The pounds of a portfolio's workbook: each programme alone, and every set that shares children.

Overlap is not a sum over programmes, so what it removes is looked up by the number of the set that
is switched on, cohort by cohort, each row worked out in Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

import numpy as np

from costavoid.base.arrays import Array
from costavoid.output.report.excel.rows import letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.portfolios.budget import LINES, REDUCED, Pounds, by_line, removed_by_line
from costavoid.portfolios.joined import Joined

MOST = 6  # programmes in one cohort, of which every set is written: 64 rows
WHOLE_LINES = {
    "delivery": "Delivery cost",
    "released": "Cash-releasing saving",
    "avoided": "Cost avoidance",
    "others": "Other payers",
    "present_value": "All payers, present value",
}
COUNTS_AS, YEARS_FROM = 1, 1  # columns
ON, SCALE = 1, 2  # columns of the sheet with the switches
LARGEST = 100  # times a programme


@dataclass(frozen=True)
class Switches:
    """Where programmes are switched: the sheet, and the first's row, counted from 1."""

    sheet: str
    first: int

    def cell(self, column: int, at: int) -> str:
        """The cell of one programme."""
        return f"{self.sheet}!${letters(column)}${self.first + at}"


@dataclass(frozen=True)
class Placed:
    """Where the pounds are: rows counted from 1."""

    sheet: str
    known: Pounds
    counts: int  # the first row of how much of each programme counts
    lines: dict[str, int]  # the first row of each line
    sets: tuple[tuple[int, int, int], ...]  # of each cohort: row of its number; its sets' rows

    def counted(self, programmes: int) -> str:
        """How much of each programme counts."""
        return self.down(self.counts, self.counts + programmes - 1, COUNTS_AS)

    def down(self, first: int, last: int, column: int) -> str:
        """Cells of one column."""
        name = letters(column)
        return f"{self.sheet}!${name}${first}:${name}${last}"

    def removed(self, line: str, year: int, years: int) -> str:
        """What overlap removes of a line in a year, by the sets that are on."""
        column = YEARS_FROM + REDUCED.index(line) * years + year
        parts = (
            f"INDEX({self.down(first, last, column)},{self.sheet}!$B${number}+1)"
            for number, first, last in self.sets
        )
        return "+".join(parts) or "0"


def locked_on(joined: Joined) -> dict[str, str]:
    """Programmes that cannot be switched, each with a cohort of too many sets."""
    return {
        name: cohort.name
        for cohort in joined.cohorts
        if len(cohort.reached) > MOST
        for name in (part.programme for part in cohort.reached)
    }


def locked_in_scale(joined: Joined) -> list[str]:
    """Programmes whose scale overlap does not take: they share children with another."""
    shared = {part.programme for cohort in joined.cohorts for part in cohort.reached}
    return [name for name in joined.names if name in shared]


def write_pounds(sheet: Sheet, joined: Joined, switches: Switches) -> Placed:
    """The sheet, and where its cells are; `switches` says where programmes are switched."""
    known = by_line(joined)
    last = max(len(joined.years), 2)
    sheet.wide("Pounds of each programme alone, and of every set", "title", last=last, width=60)
    said = (
        "In pounds of each year, the last lines in present value; costs negative. "
        "Worked out in Python: nothing here is to be changed."
    )
    sheet.wide(said, "note", last=last, width=60)
    sheet.section("How much of each programme counts")
    counts = sheet.row + 1
    for at, name in enumerate(joined.names):
        sheet.text(0, name)
        sheet.formula(COUNTS_AS, _counts(switches, at, name, joined), 1, "number")
        sheet.row += 1
    lines = {line: _line(sheet, joined, known, line) for line in LINES}
    sets = tuple(_sets(sheet, joined, at, counts) for at in range(len(joined.cohorts)))
    sheet.widths(44, *[14] * (len(REDUCED) * len(joined.years)))
    return Placed(sheet.prefix, known, counts, lines, sets)


def _counts(switches: Switches, at: int, name: str, joined: Joined) -> str:
    """On or off times the scale; #N/A where a cell holds neither."""
    on, scale = switches.cell(ON, at), switches.cell(SCALE, at)
    switch = f"IF(ISNUMBER({on}),IF(OR({on}=0,{on}=1),{on},NA()),NA())"
    if name in locked_on(joined):
        return "1"
    if name in locked_in_scale(joined):
        return switch
    times = f"IF(ISNUMBER({scale}),IF(AND({scale}>=0,{scale}<={LARGEST}),{scale},NA()),NA())"
    return f"{switch}*{times}"


def _line(sheet: Sheet, joined: Joined, known: Pounds, line: str) -> int:
    """A line of every programme; the first row, counted from 1."""
    sheet.section(f"{WHOLE_LINES[line]}, each alone")
    sheet.heads(("Programme", *joined.years), figures_from=1)
    first = sheet.row + 1
    for name, of in known.alone.items():
        sheet.text(0, name)
        for column, amount in enumerate(of[line], YEARS_FROM):
            sheet.number(column, float(amount), "pence")
        sheet.row += 1
    return first


def _sets(sheet: Sheet, joined: Joined, at: int, counts: int) -> tuple[int, int, int]:
    """Every set of a cohort's programmes, or all of them on where there are too many sets."""
    cohort = joined.cohorts[at]
    names = [part.programme for part in cohort.reached]
    alone = Joined(joined.parts, (cohort,))
    few = len(names) <= MOST
    sheet.section(f"Removed for overlap in {cohort.name}, by the set that is on")
    every = range(2 ** len(names)) if few else range(1)
    powers = [
        f"{2**i}*$B${counts + joined.names.index(name)}" for i, name in enumerate(names) if few
    ]
    number = sheet.row + 1
    sheet.text(0, "The number of the set that is on")
    sheet.formula(COUNTS_AS, "+".join(powers) or "0", every[-1], "number")
    sheet.row += 1
    heads = (f"{WHOLE_LINES[line]}, {year}" for line in REDUCED for year in joined.years)
    sheet.heads(("Set", *heads), figures_from=1)
    first = sheet.row + 1
    for each in every:
        on = [bool(each >> i & 1) for i in range(len(names))] if few else [True] * len(names)
        funded = frozenset(compress(names, on))
        sheet.text(0, ", ".join(compress(names, on)) or "none")
        _removed(sheet, removed_by_line(alone, funded=funded))
    return number, first, sheet.row


def _removed(sheet: Sheet, gone: dict[str, Array]) -> None:
    amounts = np.concatenate([gone[line] for line in REDUCED])
    for column, amount in enumerate(amounts, YEARS_FROM):
        sheet.number(column, float(amount), "pence")
    sheet.row += 1
