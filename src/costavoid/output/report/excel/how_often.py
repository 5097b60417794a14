"""The How often sheet: how many cases a year, and when they fall. Formulas 1 and 2."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from costavoid.analysis.levers import Follows
from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import YEARS_PER_UNIT, Measure
from costavoid.cashflow.flows import lag
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.counts import PerYear, Steps, per_year
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.refusals import more_than_whole, no_longer_than_appraised
from costavoid.output.report.excel.rows import CLOCK, START, TOTAL, VALUE, Formula, Row, letters
from costavoid.output.report.excel.runs import Run, write_run
from costavoid.output.report.excel.sheet import Sheet
from costavoid.programme.lines import Cases, Line
from costavoid.programme.occupancy import NOISE, clean

SAID = (
    "How many cases a year the programme changes at its full effect, step by step, and in which "
    "years they fall. A period has its own share of the full effect."
)


Came = tuple[Cases, Follows]


@dataclass(frozen=True)
class Arrived:
    """Where the cases of one outcome stand."""

    counted: PerYear
    since: tuple[Row, ...]  # years since each change of the rate, at the end of each year
    years_since: tuple[Array, ...]  # the same in Python
    in_year: Row  # cases in each year, of one a year at full effect
    steps: Array  # by how much the rate changes, in Python

    @property
    def per_year(self) -> Row:
        """Cases a year at full effect."""
        return self.counted.rate

    @property
    def changes(self) -> str:
        """By how much the rate changes, as a range beside `since`."""
        return self.since[0].to(self.since[-1], letters(VALUE))


def change(to_date: Row, c: str, p: str) -> str:
    """The change from one column to the next, without what is only rounding."""
    moved = f"{to_date.at(c)}-{to_date.at(p)}"
    return f"IF(ABS({moved})<{NOISE:.0E},0,{moved})"


def write(appraisal: Answer, book: Book, cells: InputCells) -> dict[Came, Arrived]:
    """Every set of cases that some line is about, by what it is and how it follows the levers."""
    sheet = book["How often"]
    heads = ("Step", "Unit and number", "Value", "Total", "At the start")
    sheet.timeline("How often", SAID, heads, clock=True)
    no_longer_than_appraised(appraisal, cells)
    outcomes = {outcome.id: outcome.label for outcome in appraisal.outcomes}
    found: dict[Came, Arrived] = {}
    for line in appraisal.flows.lines:
        came = came_by(line, cells)
        if came not in found:
            title = outcomes.get(line.outcome, line.label)
            part = ": gains only, for cautious adjustments" if line.cases.only_gains else ""
            sheet.section(f"{title}{part}")
            found[came] = _cases(appraisal, sheet, line, cells)
    return found


def came_by(line: Line, cells: InputCells) -> Came:
    """What the cases of a line are told from others by."""
    return line.cases, cells.levers.follows(line)


def _cases(appraisal: Answer, sheet: Sheet, line: Line, cells: InputCells) -> Arrived:
    """One set of cases: how many a year, their blocks of time, and how many fall in each year."""
    cases, inputs = line.cases, appraisal.inputs
    run = write_run(sheet, cases, cells.levers.follows(line), cells)
    alike = {other.outcome for other in appraisal.flows.lines if other.cases == cases}
    refused = tuple(more_than_whole(appraisal, alike, cells))
    counted = per_year(Steps(sheet, inputs, cells, run), cases, refused)
    late = float(lag(line, inputs)[0])
    delay = None
    if cases.lag:
        formula = f"{cells.value(cases.lag)}/{YEARS_PER_UNIT[cases.lag.unit]}"
        delay = sheet.scalar("Lag before the effect", formula, late, "years", "years").value
    since, years_since = _since(sheet, run, delay, late)
    changes = since[0].to(since[-1], letters(VALUE))
    arrived: Array = run.changes @ np.stack(years_since)
    word = "Years of running" if line.use.measure is Measure.FLOW else "Cases"
    to_date = sheet.yearly(
        f"{word} to date, of one a year",
        lambda c, p: f"SUMPRODUCT({changes},{since[0].down(since[-1], c)})",
        arrived,
        "cases",
    )
    each = clean(np.diff(arrived))
    one = sheet.yearly(
        f"{word} in the year, of one a year", lambda c, p: change(to_date, c, p), each, "cases"
    )
    many = float(cases.per_year(inputs)[0])
    sheet.yearly(
        f"{word} in the year",
        lambda c, p: f"{one.at(c)}*{counted.rate.value}",
        each * many,
        "total cases",
        total=True,
    )
    return Arrived(counted, since, years_since, one, run.changes)


def _since(
    sheet: Sheet, run: Run, delay: str | None, late: float
) -> tuple[tuple[Row, ...], tuple[Array, ...]]:
    """Years since each change of the rate; blocks follow one another, so one more than blocks."""
    clock = Row(sheet.prefix, CLOCK + 1)
    edges = np.arange(len(sheet.years) + 1, dtype=np.float64)
    rows, values = [], []
    for i in range(len(run.blocks) + 1):
        ends = i == len(run.blocks)
        block = Row(sheet.prefix, run.first.number + (i - 1 if ends else i))
        at = block.cell(letters(TOTAL if ends else VALUE))
        share = None if ends else block.cell(letters(START))
        before = Row(sheet.prefix, run.first.number + i - 1).cell(letters(START)) if i else None
        step = f"{share}-{before}" if share and before else share or f"-{before}"
        moment = run.blocks[-1][1] if ends else run.blocks[i][0]
        since = np.maximum(0.0, edges - (moment + late))
        begun = at if delay is None else f"({at}+{delay})"
        row = sheet.yearly(
            f"Years since the {'end' if ends else f'start of period {i + 1}'}",
            _after(clock, begun),
            since,
            "years",
            note="Value: change in the share",
        )
        sheet.row -= 1
        sheet.formula(VALUE, step, float(run.changes[i]), "factor")
        sheet.row += 1
        rows.append(row)
        values.append(since)
    return tuple(rows), tuple(values)


def _after(clock: Row, begun: str) -> Formula:
    return lambda c, p: f"MAX(0,{clock.at(c)}-{begun})"
