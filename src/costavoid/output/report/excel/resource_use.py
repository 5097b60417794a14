"""The Resource use sheet: what the cases use in each year, line by line. Formulas 2 to 6."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Measure
from costavoid.base.years import year_edges
from costavoid.cashflow.flows import profile, resource_use
from costavoid.evidence.inputs import Inputs
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.counts import Steps
from costavoid.output.report.excel.curves import Closed, duration, gone, stay_curve, until
from costavoid.output.report.excel.how_often import Arrived, Came, came_by, change
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.rows import Formula, Row
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.words.explain import COUNTED
from costavoid.programme.lines import Line
from costavoid.programme.occupancy import Curve
from costavoid.programme.stays import FixedStay, Stay, length_of_stay

SAID = (
    "What one case a year uses to date and in each year, by the closed form of its length of stay "
    "(docs/method.md, formulas 2 to 6); then times the cases a year and the shares of the pathway."
)


def write(
    appraisal: Answer, book: Book, cells: InputCells, arrived: Mapping[Came, Arrived]
) -> dict[str, Row]:
    """The row of each line's use, by the line's id."""
    sheet = book["Resource use"]
    heads = ("Step", "Unit and number", "Value", "Total", "At the start")
    sheet.timeline("Resource use", SAID, heads, clock=True)
    return {
        line.id: _line(appraisal, sheet, line, cells, arrived[came_by(line, cells)])
        for line in appraisal.flows.lines
    }


def named(appraisal: Answer) -> dict[str, str]:
    """What each line is called, by id: without the percentage that a cell now holds."""
    found, whole = {}, ""
    for line in appraisal.flows.lines:
        if line.adjustment:
            word = "Less" if line.kind == "benefit" else "More"
            found[line.id] = f"{word}, for {line.adjustment}: {whole}"
        else:
            whole = found[line.id] = line.label
    return found


def _line(appraisal: Answer, sheet: Sheet, line: Line, cells: InputCells, arrived: Arrived) -> Row:
    inputs, edges = appraisal.inputs, year_edges(len(appraisal.years))
    sheet.section(named(appraisal)[line.id])
    sheet.tag(line.id)
    one = arrived.in_year
    if line.use.measure.needs_stay:
        one = _waited(appraisal, sheet, line, cells, arrived)
    steps = Steps(sheet, inputs, cells)
    factors = "".join(f"*{steps.factor(factor)}" for factor in line.use.factors)
    counted = COUNTED[line.use.measure]
    return sheet.yearly(
        f"Avoided: {counted}" if line.sign > 0 else f"Used: {counted}",
        lambda c, p: f"{one.at(c)}*{arrived.per_year.value}{factors}",
        resource_use(line, edges, inputs)[:, 0],
        "total cases",
        note="one a year x cases x shares",
        total=True,
    )


def _waited(
    appraisal: Answer, sheet: Sheet, line: Line, cells: InputCells, arrived: Arrived
) -> Row:
    """Use in each year of one case a year, where it depends on how long cases stay."""
    inputs, stay = appraisal.inputs, _stay(line)
    formula, value = _so_far(sheet, line, stay, inputs, cells)
    rows, sums = [], []
    for i, (since, years) in enumerate(zip(arrived.since, arrived.years_since, strict=True)):
        values = value(years)
        rows.append(
            sheet.yearly(
                f"{_word(line)} since change {i + 1} of the rate",
                _of(formula, since),
                values,
                "cases",
            )
        )
        sums.append(values)
    to_date = sheet.yearly(
        f"{_word(line)} to date, of one a year",
        lambda c, p: f"SUMPRODUCT({arrived.changes},{rows[0].down(rows[-1], c)})",
        arrived.steps @ np.stack(sums),
        "cases",
    )
    each = profile(line, year_edges(len(appraisal.years)), inputs)[:, 0]
    whole = ""
    if line.use.measure is Measure.SPREAD and isinstance(stay, FixedStay):
        whole = "/" + duration(sheet, "Spread over", stay.length, inputs, cells).value
    return sheet.yearly(
        "In the year, of one case a year",
        lambda c, p: change(to_date, c, p) + whole,
        each,
        "cases",
    )


def _of(formula: Callable[[str], str], row: Row) -> Formula:
    return lambda c, p: formula(row.at(c))


def _stay(line: Line) -> Stay:
    assert line.use.stay is not None  # a Use is refused without one
    return line.use.stay


def _word(line: Line) -> str:
    return "Exits" if line.use.measure is Measure.EXIT else "Years of use"


def _so_far(
    sheet: Sheet, line: Line, stay: Stay, inputs: Inputs, cells: InputCells
) -> tuple[Callable[[str], str], Callable[[Array], Array]]:
    """Use so far of one case a year, so many years after the first: as a formula, and in Python."""
    closed, curve = stay_curve(sheet, stay, inputs, cells), line.use.curve(inputs)
    if line.use.measure is not Measure.EXIT:
        made = _cut(sheet, line, closed, curve, inputs, cells)
        return made.g, lambda years: curve.g(years.reshape(-1, 1))[:, 0]
    cut = _cut(sheet, line, closed, curve, inputs, cells)
    if line.use.until is None:
        return (
            lambda x: f"{x}-({cut.h(x)})",
            lambda years: years - curve.h(years.reshape(-1, 1))[:, 0],
        )
    limit = length_of_stay(line.use.until, inputs)
    left = float(stay.curve(inputs).s(limit.reshape(1, -1))[0, 0])
    end = Row(sheet.prefix, sheet.row - 1)  # the limit: the row before H(U)
    remain = sheet.scalar(
        "Share still there when time is up", closed.s(end.value), left, "factor", "no exit, no cost"
    )
    return (
        lambda x: f"{x}-({cut.h(x)})-{remain.value}*MAX(0,{x}-{end.value})",
        lambda years: (
            years
            - curve.h(years.reshape(-1, 1))[:, 0]
            - left * np.maximum(0.0, years - float(limit[0]))
        ),
    )


def _cut(
    sheet: Sheet, line: Line, closed: Closed, curve: Curve, inputs: Inputs, cells: InputCells
) -> Closed:
    """The curve up to the time at which everything ends, where there is one."""
    if line.use.until is None:
        return closed
    if line.use.measure is Measure.AFTER_EXIT:
        closed = gone(closed)
    limit = duration(sheet, "Time is up, from the case", line.use.until, inputs, cells)
    value = curve.h(length_of_stay(line.use.until, inputs).reshape(1, -1))
    by_then = sheet.scalar(
        "Years of use by then", closed.h(limit.value), float(value[0, 0]), "years"
    )
    return until(closed, limit, by_then)
