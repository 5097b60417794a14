"""A row of the Inputs sheet: one number with its unit and source, and its cells to edit."""

from __future__ import annotations

from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.evidence.estimate import Estimate
from costavoid.output.report.excel import input_columns as columns
from costavoid.output.report.excel.deflators import Deflators
from costavoid.output.report.excel.editing import (
    Guarded,
    number_guard,
    write_changed,
    write_guards,
    year_guard,
)
from costavoid.output.report.excel.limits import (
    LIMITS_OF_SHARE,
    PROMPT,
    SHARE,
    Limits,
    asked,
    in_words,
    limited,
    validation,
)
from costavoid.output.report.excel.rows import Row, letters
from costavoid.output.report.excel.setting_cells import SettingCells
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import EDITED, figure_style
from costavoid.programme.lines import Line

NOT_LIVE = "Locked: no line of this workbook uses it. Change it in costavoid."


@dataclass
class Written:
    """A number as it stands on the sheet, its limits, and what of it formulas have asked for."""

    estimate: Estimate
    label: str
    row: Row
    asked: set[int]
    limits: Limits


def write_row(
    appraisal: Answer,
    sheet: Sheet,
    written: Written,
    settings: SettingCells,
    deflators: Deflators,
) -> None:
    """One number, on the row to come."""
    used = written.estimate
    live = columns.USED in written.asked
    sheet.text(columns.LABEL, written.label)
    guarded = _number_cell(sheet, written) if live else []
    if not live:
        sheet.number(columns.USED, used.value, figure_style(used.unit))
    sheet.text(columns.UNIT, in_words(used.unit), "aside")
    if used.price_year:
        guarded += _money_cells(appraisal, sheet, written, settings, deflators)
    said = f"{used.status.value}, evidence rated {used.quality.value}"
    sheet.text(columns.NOTE, said.capitalize() if live else NOT_LIVE, "aside")
    sheet.text(columns.ID, used.id, "id")
    sheet.number(columns.WAS, used.value, figure_style(used.unit))
    write_guards(sheet, guarded)
    held = columns.AS_USED if used.price_year else (columns.USED,)
    write_changed(sheet, [(now, columns.AS_USED[now]) for now in held])
    sheet.row += 1


def _number_cell(sheet: Sheet, written: Written) -> list[Guarded]:
    """The number itself."""
    used, limits = written.estimate, written.limits
    style, asks = figure_style(used.unit), asked(limits, used.unit)
    sheet.text(columns.LIMITS, limited(limits, used.unit), "note")
    sheet.number(columns.USED, used.value, EDITED[style])
    _only(sheet, columns.USED, validation(limits, asks))
    return [number_guard(columns.USED, written.row.number, limits, used.value, style, asks)]


def _only(sheet: Sheet, column: int, rule: dict[str, object]) -> None:
    """What may be typed into a cell of the row."""
    sheet.sheet.data_validation(sheet.row, column, sheet.row, column, rule)


def _priced_by(appraisal: Answer, used: Estimate) -> list[Line]:
    return [line for line in appraisal.flows.lines if line.use.cost.id == used.id]


def _money_cells(
    appraisal: Answer,
    sheet: Sheet,
    written: Written,
    settings: SettingCells,
    deflators: Deflators,
) -> list[Guarded]:
    """Price year, pounds of the appraisal's price year, and the share that is cash."""
    used, number, found = written.estimate, written.row.number, []
    year, share = used.price_year or "", used.cash_releasing or 0.0
    live = columns.PRICED in written.asked
    sheet.text(columns.PRICED, year, "edit text" if live else "figure text")
    if live:
        found.append(year_guard(columns.PRICED, number, deflators.years, year))
        asks = f"{found[0].asks[0].upper()}{found[0].asks[1:]}."
        years = {"validate": "list", "source": f"={deflators.years}", "error_message": asks}
        prompt = {"input_title": PROMPT, "input_message": asks}
        _only(sheet, columns.PRICED, {**years, **prompt, "ignore_blank": False})
    value, priced = (
        f"{letters(columns.GUARDS[column] if live else column)}{number}"
        for column in (columns.USED, columns.PRICED)
    )
    sheet.formula(
        columns.IN_PRICES,
        f"{value}*{deflators.level(settings.price_year)}/{deflators.level(priced)}",
        float(appraisal.pricing.unit_cost(used, appraisal.inputs)[0]),
        "pence",
    )
    editable = columns.CASH in written.asked
    if all(line.use.spends for line in _priced_by(appraisal, used)):
        for column in (columns.CASH, columns.WAS_CASH):
            sheet.text(column, "all spent", "figure text")
    else:
        sheet.number(columns.CASH, share, "edit percent" if editable else "percent")
        sheet.number(columns.WAS_CASH, share, "percent")
    if editable:
        of = "share that is cash of "
        guard = number_guard(columns.CASH, number, SHARE, share, "percent", LIMITS_OF_SHARE, of)
        found.append(guard)
        _only(sheet, columns.CASH, validation(SHARE, LIMITS_OF_SHARE))
    sheet.text(columns.WAS_PRICED, year, "figure text")
    return found
