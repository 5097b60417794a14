"""The Inputs sheet: every number in use, the cells to edit, with units and sources beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import WHOLES, Unit
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate
from costavoid.output.report.excel import input_columns as columns
from costavoid.output.report.excel.book import Row, Sheet, letters
from costavoid.output.report.excel.setting_cells import SettingCells
from costavoid.output.report.excel.styles import CHANGED, EDIT, EDITED, figure_style

FIRST_ROW = 8  # where the groups begin, below the title, the legend and the headings
GROUPS = (
    "Effects, rates and counts",
    "Shares and ratios",
    "Lengths of time",
    "Unit costs and delivery",
)
LARGEST = 10**12  # beyond any figure: costavoid itself has no limit
NOT_LIVE = "No line of this workbook uses it, so it cannot be edited here; run costavoid again."


@dataclass(frozen=True)
class Written:
    """A number as it stands on the sheet, and what of it formulas have asked for."""

    estimate: Estimate
    row: Row
    asked: set[int]


class InputCells:
    """Where each number is; what no formula asks for stays locked."""

    def __init__(self, appraisal: Answer, sheet: Sheet) -> None:
        self._appraisal, self._sheet = appraisal, sheet
        self._found: dict[str, Written] = {}
        self._groups: list[tuple[str, list[Written]]] = []
        number = FIRST_ROW + 1
        for title, estimates in _groups(appraisal.inputs.in_use):
            number += 1  # the group's heading
            group = []
            for estimate in estimates:
                group.append(Written(estimate, Row(sheet.prefix, number), set()))
                number += 1
            self._groups.append((title, group))
            self._found |= {written.estimate.id: written for written in group}
        self.settings = SettingCells(appraisal, sheet, number + 1)

    def _cell(self, estimate: Estimate, column: int) -> str:
        written = self._found[estimate.id]
        written.asked.add(column)
        return written.row.cell(letters(column))

    def value(self, estimate: Estimate) -> str:
        """The number in use."""
        return self._cell(estimate, columns.USED)

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
        first, last = FIRST_ROW + 1, self.settings.last
        column = letters(columns.IS_CHANGED)
        return f"SUM({self._sheet.prefix}!${column}${first}:${column}${last})"

    def write(self) -> None:
        """Everything on the sheet, when the other sheets have asked for what they need."""
        sheet = self._sheet
        _top(sheet, self._appraisal.settings.price_year)
        for title, group in self._groups:
            sheet.row = group[0].row.number - 2
            sheet.words(title, "section")
            for written in group:
                _row(self._appraisal, sheet, written, self.settings)
        self.settings.write()
        sheet.widths(*columns.WIDTHS)
        sheet.sheet.print_area(0, 0, self.settings.foot - 1, columns.ID)
        sheet.sheet.repeat_columns(columns.LABEL)
        sheet.sheet.fit_to_pages(2, 0)
        sheet.sheet.set_tab_color(EDIT)
        self._mark_changes()

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


def _top(sheet: Sheet, price_year: str) -> None:
    sheet.row = 0
    sheet.words("Inputs", "title")
    said = (
        "The yellow cells with blue figures are the only ones to edit: type your own figure over "
        "one, with its price year, and every sheet but Sensitivity and Assumptions log follows. "
        "A cell that differs from what costavoid used turns orange. The sheets are protected "
        "without a password, so that a slip is hard and an audit easy."
    )
    sheet.wide(said, "note", last=columns.IN_PRICES, width=130)
    sheet.text(columns.LABEL, "A cell to edit", "edit text")
    sheet.row += 1
    said = (
        "Dates, lengths of programmes, numbers of people set in the programme, and which lines "
        "there are, cannot be changed here. costavoid also refuses more than this workbook does "
        "(a replaced placement that outlasts the years appraised, say): run it with your figures "
        "before you publish."
    )
    sheet.wide(said, "note", last=columns.IN_PRICES, width=130)
    sheet.row = FIRST_ROW - 1
    heads = list(columns.HEADS)
    heads.insert(columns.IN_PRICES, f"In {price_year} prices")
    sheet.heads(heads, figures_from=len(heads))
    sheet.sheet.freeze_panes(FIRST_ROW, columns.USED)
    sheet.sheet.repeat_rows(FIRST_ROW - 1)


def _row(appraisal: Answer, sheet: Sheet, written: Written, settings: SettingCells) -> None:
    used, number = written.estimate, written.row.number
    national = defaults().get(used.id)
    live = columns.USED in written.asked
    sheet.text(columns.LABEL, used.label)
    _number_cell(sheet, used, live=live)
    if national:
        sheet.number(columns.NATIONAL, national.value, figure_style(used.unit))
        sheet.text(columns.NATIONAL_PRICED, national.price_year or "", "figure text")
        same = national.source == used.source and national.locator == used.locator
        sheet.text(columns.NATIONAL_SOURCE, "the same" if same else _cited(national))
    sheet.text(columns.UNIT, used.unit.value, "aside")
    if used.price_year:
        _money_cells(appraisal, sheet, written, settings)
    sheet.text(columns.PAYER, used.payer.label if used.payer else "", "aside")
    sheet.text(columns.STATUS, used.status.value)
    sheet.text(columns.QUALITY, used.quality.value)
    sheet.number(columns.LOW, used.low, figure_style(used.unit))
    sheet.number(columns.HIGH, used.high, figure_style(used.unit))
    sheet.text(columns.RANGE, used.range_kind.value if used.range_kind else "", "aside")
    sheet.text(columns.SOURCE, _cited(used))
    said = (used.note, used.caution, "" if live else NOT_LIVE)
    sheet.text(columns.NOTE, " ".join(part for part in said if part))
    sheet.text(columns.ID, used.id, "note")
    sheet.number(columns.WAS, used.value, figure_style(used.unit))
    held = columns.AS_USED if used.price_year else (columns.USED,)
    differs = ",".join(
        f"{letters(now)}{number}<>{letters(columns.AS_USED[now])}{number}" for now in held
    )
    sheet.formula(columns.IS_CHANGED, f"IF(OR({differs}),1,0)", 0, "number")
    sheet.row += 1


def _cited(estimate: Estimate) -> str:
    """Its source, and where in it and on the web to look."""
    source = estimate.source
    where = ", ".join(part for part in (estimate.locator, source.url) if part)
    return f"{source}. {where}" if where else str(source)


def _number_cell(sheet: Sheet, used: Estimate, *, live: bool) -> None:
    if not live:
        sheet.number(columns.USED, used.value, figure_style(used.unit))
        return
    sheet.number(columns.USED, used.value, EDITED[figure_style(used.unit)])
    sheet.sheet.data_validation(sheet.row, columns.USED, sheet.row, columns.USED, _limits(used))


def _limits(used: Estimate) -> dict[str, Any]:
    """What may be typed, as costavoid would accept it."""
    low = -LARGEST if used.unit.may_be_negative else 0
    high = WHOLES.get(used.unit, LARGEST)
    said = f"Give a number in {used.unit.value}, from {low:g} to {high:g}."
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "error_title": "This cannot be used",
        "error_message": said,
    }


def _money_cells(appraisal: Answer, sheet: Sheet, written: Written, settings: SettingCells) -> None:
    """Price year, pounds of the appraisal's price year, and the share that is cash."""
    used, number = written.estimate, written.row.number
    value, priced = (f"{letters(column)}{number}" for column in (columns.USED, columns.PRICED))
    live = columns.PRICED in written.asked
    sheet.text(columns.PRICED, used.price_year, "edit text" if live else "figure text")
    if live:
        years = {"validate": "list", "source": f"={settings.index_years}"}
        years["error_message"] = "Choose a year of the price index, such as 2025-26."
        sheet.sheet.data_validation(sheet.row, columns.PRICED, sheet.row, columns.PRICED, years)
    sheet.formula(
        columns.IN_PRICES,
        f"{value}*{settings.level(settings.price_year)}/{settings.level(priced)}",
        float(appraisal.pricing.unit_cost(used, appraisal.inputs)[0]),
        "pence",
    )
    share = used.cash_releasing or 0.0
    editable = columns.CASH in written.asked
    sheet.number(columns.CASH, share, "edit percent" if editable else "percent")
    if editable:
        whole = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
        sheet.sheet.data_validation(
            sheet.row,
            columns.CASH,
            sheet.row,
            columns.CASH,
            {**whole, "error_message": "Give 0% to 100%."},
        )
    sheet.text(columns.WAS_PRICED, used.price_year, "figure text")
    sheet.number(columns.WAS_CASH, share, "percent")
