"""The Inputs sheet: every number in use, the cells to edit, with units and sources beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import WHOLES, Unit
from costavoid.evidence.estimate import Estimate
from costavoid.output.report.excel import input_columns as columns
from costavoid.output.report.excel.deflators import Deflators
from costavoid.output.report.excel.editing import Together, mark
from costavoid.output.report.excel.input_rows import Written, write_row
from costavoid.output.report.excel.lever_cells import LeverCells
from costavoid.output.report.excel.limits import LARGEST, of_estimate
from costavoid.output.report.excel.rows import Row, letters
from costavoid.output.report.excel.setting_cells import UNCUT, SettingCells
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import EDIT
from costavoid.output.words.plainly import names

FIRST_ROW = 8  # where the groups begin, below the title, the legend and the headings
GROUPS = (
    "Effects, rates and counts",
    "Unit costs and delivery",
    "Shares and ratios",
    "Lengths of time",
)
BANNER_ROW = 6  # above the headings: what cannot be used


class InputCells:
    """Where each number is; what no formula asks for stays locked."""

    def __init__(self, appraisal: Answer, sheet: Sheet, deflators: Deflators) -> None:
        self._appraisal, self._sheet, self.deflators = appraisal, sheet, deflators
        self._found: dict[str, Written] = {}
        self._groups: list[tuple[str, list[Written]]] = []
        self.levers = LeverCells(appraisal, sheet, FIRST_ROW + 1)
        number, known = self.levers.last + 1, names(appraisal)
        for title, estimates in _groups(appraisal.inputs.in_use):
            number += 2  # a blank row, and the group's heading
            group = []
            for estimate in estimates:
                row = Row(sheet.prefix, number)
                label, limits = known[estimate.id], of_estimate(estimate)
                group.append(Written(estimate, label, row, set(), limits))
                number += 1
            self._groups.append((title, group))
            self._found |= {written.estimate.id: written for written in group}
        self.settings = SettingCells(appraisal, sheet, number + 1)
        self.together = Together(sheet, self.settings.last + 3)

    def _cell(self, estimate: Estimate, column: int) -> str:
        written = self._found[estimate.id]
        written.asked.add(column)
        return written.row.cell(letters(columns.GUARDS.get(column, column)))

    def value(self, estimate: Estimate) -> str:
        """The number in use, where it can be used."""
        return self._cell(estimate, columns.USED)

    def narrow(
        self,
        estimate: Estimate,
        low: float,
        high: float = LARGEST,
        *,
        above: bool = False,
        whole: bool = False,
    ) -> None:
        """What a use of the number asks of it, beyond its unit."""
        written = self._found[estimate.id]
        written.limits = written.limits.within(low, high, above=above, whole=whole)

    def in_prices(self, estimate: Estimate) -> str:
        """Money in pounds of the appraisal's price year."""
        written = self._found[estimate.id]
        written.asked.update((columns.USED, columns.PRICED))
        return self._cell(estimate, columns.IN_PRICES)

    def price_year(self, estimate: Estimate) -> str:
        """The price year of the money."""
        return self._cell(estimate, columns.PRICED)

    def place(self, estimate: Estimate) -> str:
        """The cell that shows the number in use, for other sheets to show."""
        return self._found[estimate.id].row.cell(letters(columns.USED))

    def is_changed(self, estimate: Estimate) -> str:
        """Whether the row of a number has been changed since it was written: 1 or 0."""
        return self._found[estimate.id].row.cell(letters(columns.IS_CHANGED))

    def cash(self, estimate: Estimate) -> str:
        """The share of the money that is cash."""
        return self._cell(estimate, columns.CASH)

    @property
    def changed(self) -> str:
        """How many numbers and settings have been changed since it was written."""
        return self._count(columns.IS_CHANGED, self.settings.last)

    @property
    def wrong(self) -> str:
        """How many rows hold what cannot be used; asked when all formulas have been written."""
        return self._count(columns.IS_WRONG, self.together.last)

    def _count(self, column: int, last: int) -> str:
        return f"SUM({self._down(column, last)},{self.deflators.down(column)})"

    @property
    def banner(self) -> str:
        """The first of them in words, and how many there are besides; blank where there is none."""
        last = self.together.last
        here = [self._down(column, last) for column in (columns.IS_WRONG, columns.WHY)]
        there = [self.deflators.down(column) for column in (columns.IS_WRONG, columns.WHY)]
        found = [f"INDEX({why},MATCH(1,{wrong},0))" for wrong, why in (here, there)]
        first = f"IF(SUM({here[0]})>0,{found[0]},{found[1]})"
        more = f'IF({self.wrong}>1," And "&({self.wrong}-1)&" more, shown in red.","")'
        return f'IF({self.wrong}=0,"",{first}&{more}&" Until then, read no figure here.")'

    def _down(self, column: int, last: int) -> str:
        name = letters(column)
        return f"{self._sheet.prefix}!${name}${FIRST_ROW + 1}:${name}${last}"

    def write(self) -> None:
        """Everything on the sheet, when the other sheets have asked for what they need."""
        sheet = self._sheet
        _top(sheet, self._appraisal.settings.price_year, self.banner)
        self.levers.write()
        for title, group in self._groups:
            sheet.row = group[0].row.number - 2
            sheet.words(title, "section")
            for written in group:
                write_row(self._appraisal, sheet, written, self.settings, self.deflators)
        self.settings.write()
        self.together.write()
        if self._appraisal.settings.adjustments:
            sheet.row += 1
            sheet.wide(UNCUT, "note", last=columns.PRINTED, width=165)
        sheet.widths(*columns.WIDTHS)
        sheet.print_to(columns.PRINTED)
        sheet.sheet.set_tab_color(EDIT)
        mark(sheet, FIRST_ROW + 1, self.together.last)
        self.deflators.write()


def _groups(in_use: Mapping[str, Estimate]) -> Iterator[tuple[str, list[Estimate]]]:
    """The numbers by what they are, in the order the lines use them."""
    groups: dict[str, list[Estimate]] = {title: [] for title in GROUPS}
    for estimate in in_use.values():
        groups[_group(estimate.unit)].append(estimate)
    return ((title, found) for title, found in groups.items() if found)


def _group(unit: Unit) -> str:
    effects, money, shares, times = GROUPS
    if unit.is_money:
        return money
    if unit.is_duration:
        return times
    return shares if unit in WHOLES or unit is Unit.RATIO else effects


def _top(sheet: Sheet, price_year: str, banner: str) -> None:
    sheet.row = 0
    sheet.words("Inputs", "title")
    said = (
        "Type your own figure over a yellow cell, and every sheet follows but Sensitivity and "
        "Assumptions log. A cell that differs from Python's figure turns orange; one that cannot "
        "be used turns red, and no sheet shows a figure until it is put right."
    )
    sheet.wide(said, "note", last=columns.PRINTED, width=165)
    sheet.text(columns.LABEL, "A cell to edit", "edit text")
    sheet.row += 1
    said = (
        "Phasing in, what lasts after the end, and which lines there are, cannot be changed here: "
        "run costavoid with your figures before you publish. Where each number comes from is on "
        "Sources; the price index is on Deflators."
    )
    sheet.wide(said, "note", last=columns.PRINTED, width=165)
    sheet.row = BANNER_ROW - 1
    sheet.banner(banner, last=columns.PRINTED)
    sheet.row = FIRST_ROW - 1
    heads = [head.format(price_year=price_year) for head in columns.HEADS]
    sheet.heads(heads, figures_from=columns.USED, words=columns.WORDS)
    sheet.freeze(FIRST_ROW, columns.USED)
