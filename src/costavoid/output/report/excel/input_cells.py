"""The Inputs sheet: every number in use, the cells to edit, with units and sources beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import WHOLES, Unit
from costavoid.evidence.estimate import Estimate
from costavoid.output.report.excel import input_columns as columns
from costavoid.output.report.excel.book import Row, Sheet, letters
from costavoid.output.report.excel.editing import Together
from costavoid.output.report.excel.input_rows import Written, write_row
from costavoid.output.report.excel.lever_cells import LeverCells
from costavoid.output.report.excel.limits import LARGEST, of_estimate
from costavoid.output.report.excel.setting_cells import SettingCells
from costavoid.output.report.excel.styles import CHANGED, EDIT, WRONG

FIRST_ROW = 8  # where the groups begin, below the title, the legend and the headings
GROUPS = (
    "Effects, rates and counts",
    "Shares and ratios",
    "Lengths of time",
    "Unit costs and delivery",
)
BANNER_ROW = 6  # above the headings: what cannot be used


class InputCells:
    """Where each number is; what no formula asks for stays locked."""

    def __init__(self, appraisal: Answer, sheet: Sheet) -> None:
        self._appraisal, self._sheet = appraisal, sheet
        self._found: dict[str, Written] = {}
        self._groups: list[tuple[str, list[Written]]] = []
        self.levers = LeverCells(appraisal, sheet, FIRST_ROW + 1)
        number = self.levers.last + 1
        for title, estimates in _groups(appraisal.inputs.in_use):
            number += 1  # the group's heading
            group = []
            for estimate in estimates:
                row = Row(sheet.prefix, number)
                group.append(Written(estimate, row, set(), of_estimate(estimate)))
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

    def cash(self, estimate: Estimate) -> str:
        """The share of the money that is cash."""
        return self._cell(estimate, columns.CASH)

    @property
    def changed(self) -> str:
        """How many numbers and settings have been changed since it was written."""
        return f"SUM({self._down(columns.IS_CHANGED, self.settings.last)})"

    @property
    def wrong(self) -> str:
        """How many rows hold what cannot be used; asked when all formulas have been written."""
        return f"SUM({self._down(columns.IS_WRONG, self.together.last)})"

    @property
    def banner(self) -> str:
        """The first of them in words, and how many there are besides; blank where there is none."""
        last = self.together.last
        wrong, why = (self._down(column, last) for column in (columns.IS_WRONG, columns.WHY))
        first = f"INDEX({why},MATCH(1,{wrong},0))"
        more = f'IF({self.wrong}>1," And "&({self.wrong}-1)&" more, red on Inputs.","")'
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
                write_row(self._appraisal, sheet, written, self.settings)
        self.settings.write()
        self.together.write()
        self.settings.fixed()
        sheet.widths(*columns.WIDTHS)
        sheet.sheet.print_area(0, 0, self.settings.foot - 1, columns.ID)
        sheet.sheet.repeat_columns(columns.LABEL)
        sheet.sheet.fit_to_pages(2, 0)
        sheet.sheet.set_tab_color(EDIT)
        self._mark_wrong()
        self._mark_changes()

    def _mark_wrong(self) -> None:
        """Colours a cell that cannot be used."""
        sheet, last = self._sheet, self.together.last
        look = sheet.workbook_format(WRONG)
        for column, guard in columns.GUARDS.items():
            rule = f"=ISERROR(${letters(guard)}{FIRST_ROW + 1})"
            options = {"type": "formula", "criteria": rule, "format": look, "stop_if_true": True}
            sheet.sheet.conditional_format(FIRST_ROW, column, last - 1, column, options)

    def _mark_changes(self) -> None:
        """Colours a cell that differs from what Python used."""
        sheet, last = self._sheet, self.settings.last
        changed = self._sheet.workbook_format(CHANGED)
        for now, was in columns.AS_USED.items():
            top = FIRST_ROW + 1
            here, there = (f"${letters(column)}{top}" for column in (now, was))
            rule = f"=AND(NOT(ISBLANK({there})),{here}<>{there})"
            options = {"type": "formula", "criteria": rule, "format": changed}
            sheet.sheet.conditional_format(FIRST_ROW, now, last - 1, now, options)


def _groups(in_use: Mapping[str, Estimate]) -> Iterator[tuple[str, list[Estimate]]]:
    """The numbers by what they are, in the order the lines use them."""
    groups: dict[str, list[Estimate]] = {title: [] for title in GROUPS}
    for estimate in in_use.values():
        groups[_group(estimate.unit)].append(estimate)
    return ((title, found) for title, found in groups.items() if found)


def _group(unit: Unit) -> str:
    effects, shares, times, money = GROUPS
    if unit.is_money:
        return money
    if unit.is_duration:
        return times
    return shares if unit in WHOLES or unit is Unit.RATIO else effects


def _top(sheet: Sheet, price_year: str, banner: str) -> None:
    sheet.row = 0
    sheet.words("Inputs", "title")
    said = (
        "The yellow cells with blue figures are the only ones to edit: type your own figure over "
        "one, with its price year, and every sheet but Sensitivity and Assumptions log follows. "
        "A cell that differs from what costavoid used turns orange; one that cannot be used turns "
        "red, and no sheet shows a figure until it is put right. The sheets are protected "
        "without a password, so that a slip is hard and an audit easy."
    )
    sheet.wide(said, "note", last=columns.IN_PRICES, width=130)
    sheet.text(columns.LABEL, "A cell to edit", "edit text")
    sheet.row += 1
    said = (
        "Phasing in, what lasts after the end, and which lines there are, cannot be changed here: "
        "run costavoid with your figures before you publish."
    )
    sheet.wide(said, "note", last=columns.IN_PRICES, width=130)
    sheet.row = BANNER_ROW - 1
    sheet.banner(banner, last=columns.IN_PRICES)
    sheet.row = FIRST_ROW - 1
    heads = list(columns.HEADS)
    heads.insert(columns.IN_PRICES, f"In {price_year} prices")
    sheet.heads(heads, figures_from=len(heads))
    sheet.sheet.freeze_panes(FIRST_ROW, columns.USED)
    sheet.sheet.repeat_rows(FIRST_ROW - 1)
