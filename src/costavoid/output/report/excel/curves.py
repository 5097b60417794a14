"""How long cases stay, as formulas: S, H and G of each kind of stay. Formulas 3 to 6.

Each takes the text of a cell that holds years since the case came, 0 or more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from costavoid.base.errors import CostavoidError
from costavoid.base.vocabulary import YEARS_PER_UNIT
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.rows import LABEL, NOTE, TOTAL, VALUE, Row, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.programme.stays import (
    LONGEST,
    SHORTEST,
    ExponentialStay,
    FixedStay,
    Stay,
    StepStay,
    length_of_stay,
)

Formula = Callable[[str], str]


@dataclass(frozen=True)
class Closed:
    """S, the share still there; H, its integral; G, the integral of H."""

    s: Formula
    h: Formula
    g: Formula


def duration(
    sheet: Sheet, label: str, estimate: Estimate, inputs: Inputs, cells: InputCells
) -> Row:
    """A length of stay in years; its cell takes what costavoid would."""
    each = YEARS_PER_UNIT[estimate.unit]
    cells.narrow(estimate, SHORTEST * each, LONGEST * each)
    formula = f"{cells.value(estimate)}/{each}"
    value = float(length_of_stay(estimate, inputs)[0])
    return sheet.scalar(label, formula, value, "years", "years", estimate.id)


def stay_curve(sheet: Sheet, stay: Stay, inputs: Inputs, cells: InputCells) -> Closed:
    """The curve of a stay, with its own numbers laid out. Raises CostavoidError for a new kind."""
    if isinstance(stay, FixedStay):
        return _fixed(duration(sheet, "Length of stay", stay.length, inputs, cells).value)
    if isinstance(stay, ExponentialStay):
        return _exponential(duration(sheet, "Mean length of stay", stay.mean, inputs, cells).value)
    if isinstance(stay, StepStay):
        return _steps(*_table(sheet, stay, cells))
    raise CostavoidError(
        f"Excel: no formula is known for a stay of kind {stay!r}; add one to "
        "costavoid.output.report.excel.curves."
    )


def _fixed(length: str) -> Closed:
    return Closed(
        s=lambda x: f"IF({x}>{length},0,1)",
        h=lambda x: f"MIN({x},{length})",
        g=lambda x: f"({x}^2-MAX(0,{x}-{length})^2)/2",
    )


def _exponential(mean: str) -> Closed:
    def stayed(x: str) -> str:
        return f"{mean}*(1-EXP(-{x}/{mean}))"

    return Closed(
        s=lambda x: f"EXP(-{x}/{mean})",
        h=stayed,
        g=lambda x: f"{mean}*({x}-{stayed(x)})",
    )


def _steps(times: str, drops: str) -> Closed:
    def gone(x: str, power: str) -> str:
        return f"SUMPRODUCT(({x}>{times})*{drops}{power})"

    return Closed(
        s=lambda x: f"1-{gone(x, '')}",
        h=lambda x: f"{x}-{gone(x, f'*({x}-{times})')}",
        g=lambda x: f"({x}^2-{gone(x, f'*({x}-{times})^2')})/2",
    )


def _table(sheet: Sheet, stay: StepStay, cells: InputCells) -> tuple[str, str]:
    """The steps of a table of shares: when, and what share of all cases leaves then."""
    sheet.text(LABEL, "A table of who is still there (set in costavoid)")
    sheet.text(NOTE, f"after the last step, the rest {stay.tail}", "note")
    sheet.text(VALUE, "Years since", "figure text")
    sheet.text(TOTAL, "Share leaving", "figure text")
    sheet.row += 1
    left = [1.0, *stay.shares]
    if stay.tail == "leaves":
        left[-1] = 0.0
    first, there = sheet.here, "1"
    for i, time in enumerate(stay.times):
        sheet.text(LABEL, f"Step {i + 1}")
        sheet.number(VALUE, time / YEARS_PER_UNIT[stay.unit], "years")
        if i < len(stay.estimates):
            stays = cells.value(stay.estimates[i])
            sheet.formula(TOTAL, f"{there}*(1-{stays})", left[i] - left[i + 1], "factor")
            there = f"({there}-{sheet.here.cell(letters(TOTAL))})"
        elif stay.estimates:
            sheet.formula(TOTAL, there, left[i], "factor")
        else:
            sheet.number(TOTAL, left[i] - left[i + 1], "factor")
        sheet.row += 1
    last = Row(first.sheet, sheet.row)
    return first.to(last, letters(VALUE)), first.to(last, letters(TOTAL))


def gone(curve: Closed) -> Closed:
    """Those who have left."""
    return Closed(
        s=lambda x: f"1-({curve.s(x)})",
        h=lambda x: f"{x}-({curve.h(x)})",
        g=lambda x: f"{x}^2/2-({curve.g(x)})",
    )


def until(curve: Closed, limit: Row, by_then: Row) -> Closed:
    """A curve cut off at a limit; `by_then` is its H there, H(U)."""

    def cut(x: str) -> str:
        return f"MIN({x},{limit.value})"

    return Closed(
        s=lambda x: f"IF({x}<={limit.value},{curve.s(x)},0)",
        h=lambda x: curve.h(cut(x)),
        g=lambda x: f"{curve.g(cut(x))}+{by_then.value}*MAX(0,{x}-{limit.value})",
    )
