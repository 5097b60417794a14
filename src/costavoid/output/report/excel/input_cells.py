"""The Inputs sheet: every number in use, the cells to edit, with units and sources beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import WHOLES, Unit
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate
from costavoid.output.report.excel import input_columns as columns
from costavoid.output.report.excel.book import Row, Sheet, letters
from costavoid.output.report.excel.editing import (
    Guarded,
    Together,
    number_guard,
    write_changed,
    write_guards,
    year_guard,
)
from costavoid.output.report.excel.lever_cells import LeverCells
from costavoid.output.report.excel.limits import (
    LARGEST,
    LIMITS_OF_SHARE,
    SHARE,
    Limits,
    asked,
    of_estimate,
    validation,
)
from costavoid.output.report.excel.setting_cells import SettingCells
from costavoid.output.report.excel.styles import CHANGED, EDIT, EDITED, WRONG, figure_style

FIRST_ROW = 8  # where the groups begin, below the title, the legend and the headings
GROUPS = (
    "Effects, rates and counts",
    "Shares and ratios",
    "Lengths of time",
    "Unit costs and delivery",
)
BANNER_ROW = 6  # above the headings: what cannot be used
NOT_LIVE = "No line of this workbook uses it, so it cannot be edited here; run costavoid again."


@dataclass
class Written:
    """A number as it stands on the sheet, its limits, and what of it formulas have asked for."""

    estimate: Estimate
    row: Row
    asked: set[int]
    limits: Limits


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
        return f'IF({self.wrong}=0,"",{first}&{more}&" Until then there is no answer.")'

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
                _row(self._appraisal, sheet, written, self.settings)
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


def _row(appraisal: Answer, sheet: Sheet, written: Written, settings: SettingCells) -> None:
    used = written.estimate
    national = defaults().get(used.id)
    live = columns.USED in written.asked
    sheet.text(columns.LABEL, used.label)
    guarded = _number_cell(sheet, written) if live else []
    if not live:
        sheet.number(columns.USED, used.value, figure_style(used.unit))
    if national:
        sheet.number(columns.NATIONAL, national.value, figure_style(used.unit))
        sheet.text(columns.NATIONAL_PRICED, national.price_year or "", "figure text")
        same = national.source == used.source and national.locator == used.locator
        sheet.text(columns.NATIONAL_SOURCE, "the same" if same else _cited(national))
    sheet.text(columns.UNIT, used.unit.value, "aside")
    if used.price_year:
        guarded += _money_cells(appraisal, sheet, written, settings)
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
    write_guards(sheet, guarded)
    held = columns.AS_USED if used.price_year else (columns.USED,)
    write_changed(sheet, [(now, columns.AS_USED[now]) for now in held])
    sheet.row += 1


def _cited(estimate: Estimate) -> str:
    """Its source, and where in it and on the web to look."""
    source = estimate.source
    where = ", ".join(part for part in (estimate.locator, source.url) if part)
    return f"{source}. {where}" if where else str(source)


def _number_cell(sheet: Sheet, written: Written) -> list[Guarded]:
    """The number itself."""
    used, limits = written.estimate, written.limits
    style, asks = figure_style(used.unit), asked(limits, used.unit)
    sheet.number(columns.USED, used.value, EDITED[style])
    _only(sheet, columns.USED, validation(limits, asks))
    return [number_guard(columns.USED, written.row.number, limits, used.value, style, asks)]


def _only(sheet: Sheet, column: int, rule: dict[str, object]) -> None:
    """What may be typed into a cell of the row."""
    sheet.sheet.data_validation(sheet.row, column, sheet.row, column, rule)


def _money_cells(
    appraisal: Answer, sheet: Sheet, written: Written, settings: SettingCells
) -> list[Guarded]:
    """Price year, pounds of the appraisal's price year, and the share that is cash."""
    used, number, found = written.estimate, written.row.number, []
    year, share = used.price_year or "", used.cash_releasing or 0.0
    live = columns.PRICED in written.asked
    sheet.text(columns.PRICED, year, "edit text" if live else "figure text")
    if live:
        found.append(year_guard(columns.PRICED, number, settings.index_years, year))
        asks = f"{found[0].asks[0].upper()}{found[0].asks[1:]}."
        years = {"validate": "list", "source": f"={settings.index_years}", "error_message": asks}
        _only(sheet, columns.PRICED, {**years, "ignore_blank": False})
    value, priced = (
        f"{letters(columns.GUARDS[column] if live else column)}{number}"
        for column in (columns.USED, columns.PRICED)
    )
    sheet.formula(
        columns.IN_PRICES,
        f"{value}*{settings.level(settings.price_year)}/{settings.level(priced)}",
        float(appraisal.pricing.unit_cost(used, appraisal.inputs)[0]),
        "pence",
    )
    editable = columns.CASH in written.asked
    sheet.number(columns.CASH, share, "edit percent" if editable else "percent")
    if editable:
        of = "share that is cash of "
        guard = number_guard(columns.CASH, number, SHARE, share, "percent", LIMITS_OF_SHARE, of)
        found.append(guard)
        _only(sheet, columns.CASH, validation(SHARE, LIMITS_OF_SHARE))
    sheet.text(columns.WAS_PRICED, year, "figure text")
    sheet.number(columns.WAS_CASH, share, "percent")
    return found
