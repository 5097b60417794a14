"""When cases come, as formulas: from when to when, in blocks each with its share of the effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from costavoid.analysis.levers import Follows, Sum
from costavoid.base.arrays import Array
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.rows import LABEL, NOTE, START, TOTAL, VALUE, Row, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.programme.lines import MOMENT, Cases

SET = "set in costavoid"
BEGINS = "Begins, so many years after the first 1 April"
ENDS = "Ends, so many years after it"
IN_ORDER = "Every part of the programme begins before it ends."
Block = tuple[float, float, float]  # from, to, share of the full effect


@dataclass(frozen=True)
class Run:
    """Where the start, the end and the blocks stand, and how they follow the cells to edit."""

    follows: Follows
    start: Row
    end: Row
    first: Row  # the first block
    blocks: tuple[Block, ...]

    @property
    def length(self) -> str:
        """Years at full effect that the blocks come to."""
        last = Row(self.first.sheet, self.first.number + len(self.blocks) - 1)
        since, to, share = (self.first.to(last, letters(c)) for c in (VALUE, TOTAL, START))
        return f"SUMPRODUCT({to}-{since},{share})"

    @property
    def changes(self) -> Array:
        """By how much the rate changes at each block's start, and at the end of the last."""
        return np.diff([0.0, *(share for _, _, share in self.blocks), 0.0])


def write_run(sheet: Sheet, cases: Cases, follows: Follows, cells: InputCells) -> Run:
    """The start and the end, then a row for each block."""
    start = _clock(sheet, BEGINS, follows.start, cases.start, cells)
    ends = cells.levers.clock(follows.end)
    if _may_end_first(follows):
        refused = cells.together.refuse(f"{ends}<={cells.levers.clock(follows.start)}", IN_ORDER)
        ends = f"IF({refused}=1,NA(),{ends})"
    end = _clock(sheet, ENDS, follows.end, cases.end, cells, ends)
    sheet.text(LABEL, "Periods, each with its share of the full effect")
    sheet.text(NOTE, "years", "note")
    for column, title in ((VALUE, "From"), (TOTAL, "To"), (START, "Share")):
        sheet.text(column, title, "figure text")
    sheet.row += 1
    first, found = sheet.here, _blocks(cases)
    for i, (block, made) in enumerate(
        zip(found, _formulas(cases, start.value, end.value), strict=True), start=1
    ):
        sheet.text(LABEL, f"Period {i}")
        for column, value, formula, style in zip(
            (VALUE, TOTAL, START), block, made, ("years", "years", "percent"), strict=True
        ):
            if formula:
                sheet.formula(column, formula, value, style)
            else:
                sheet.number(column, value, style)
        sheet.row += 1
    return Run(follows, start, end, first, found)


def _clock(
    sheet: Sheet, label: str, total: Sum, value: float, cells: InputCells, made: str = ""
) -> Row:
    """A time on the clock, as cells of Inputs make it or as costavoid set it."""
    if not (total.start or total.lengths):
        return sheet.constant(label, value, "years", SET)
    return sheet.scalar(label, made or cells.levers.clock(total), value, "years", "Inputs")


def _may_end_first(follows: Follows) -> bool:
    """Whether cells to edit could put the end before the start."""
    start, end = follows.start, follows.end
    longer = set(end.lengths) > set(start.lengths) and end.const >= start.const
    return not (start.start == end.start and (longer or end.const > start.const))


def _blocks(cases: Cases) -> tuple[Block, ...]:
    """The blocks of phase-in, full effect and persistence, those without length among them."""
    found, start, end = [], cases.start, cases.end
    for i, share in enumerate(cases.phase_in):
        found.append((min(start + i, end), min(start + i + 1, end), share))
    full = min(start + len(cases.phase_in), end)
    found.append((full, end, 1.0))
    reached = next(share for since, _, share in reversed(found) if since < end - MOMENT)
    for i, share in enumerate(cases.persistence):
        found.append((end + i, end + i + 1, share * reached))
    return tuple(found)


def _formulas(cases: Cases, start: str, end: str) -> list[tuple[str, str, str]]:
    """From, to and share of each; a share that nothing moves has no formula."""
    made = [
        (f"MIN({start}+{i},{end})", f"MIN({start}+{i + 1},{end})", "")
        for i in range(len(cases.phase_in))
    ]
    made.append((f"MIN({start}+{len(cases.phase_in)},{end})", end, ""))
    reached = f"{(*cases.phase_in, 1.0)[0]:.17g}"
    for i, share in enumerate((*cases.phase_in, 1.0)[1:], start=1):
        reached = f"IF({start}+{i}<{end}-{MOMENT:.9f},{share:.17g},{reached})"
    for i, share in enumerate(cases.persistence):
        made.append((f"{end}+{i}", f"{end}+{i + 1}", f"{share:.17g}*{reached}"))
    return made
