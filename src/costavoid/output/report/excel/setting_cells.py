"""The settings that are live, at the foot of the Inputs sheet."""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.run import MOST_INFLATION
from costavoid.evidence.catalogue import discount_schedule
from costavoid.evidence.prices import Band, DiscountSchedule
from costavoid.output.report.excel import input_columns as columns
from costavoid.output.report.excel.editing import number_guard, write_changed, write_guards
from costavoid.output.report.excel.limits import Limits, validation
from costavoid.output.report.excel.rows import Row, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.programme.lines import Use

UNCUT = (
    "Cautious adjustments stay on the lines they were made on: run costavoid again if your figures "
    "make an outcome cost more than it saves, which is then not cut."
)
GROWTH = Limits(-MOST_INFLATION, MOST_INFLATION)
RATE = Limits(0.0, 0.999999)  # 1 is refused, and whatever is this near it a slip
PLACEMENT_GROWTH = "Real growth of placement costs a year, above general inflation"
HOME_GROWTH = "The same of children's homes, where it is not that of all placements"


class SettingCells:
    """Where the settings stand, from a row on down."""

    def __init__(self, appraisal: Answer, sheet: Sheet, first: int) -> None:
        self._appraisal, self._sheet, self._first = appraisal, sheet, first
        settings = appraisal.settings
        self._schedule = discount_schedule(settings.schedule, settings.edition)
        self._asked: set[int] = set()  # rows of settings that some formula reads
        at = first + 2  # after the section's heading, which has a blank row before it
        self._inflation, self._homes = Row(sheet.prefix, at), Row(sheet.prefix, at + 1)
        self._bands = tuple(
            (band, Row(sheet.prefix, at + 2 + i))
            for i, band in enumerate(_reached(self._schedule, len(appraisal.years)))
        )
        self._price_year = Row(sheet.prefix, at + 2 + len(self._bands))

    @property
    def last(self) -> int:
        """The last row that can be edited."""
        return self._price_year.number

    def growth(self, use: Use) -> str:
        """Real growth a year of what a placement costs."""
        apart = use.in_a_home and self._appraisal.settings.residential_inflation is not None
        row = self._homes if apart else self._inflation
        self._asked.add(row.number)
        return row.cell(letters(columns.TAKEN))

    @property
    def price_year(self) -> str:
        """The price year of the appraisal."""
        return self._price_year.cell(letters(columns.USED))

    def rate(self, year: int) -> str:
        """The discount rate that applies to the step into a year, 1 or more."""
        reached = [row for band, row in self._bands if year <= band.to_year]
        row = reached[0] if reached else self._bands[-1][1]
        self._asked.add(row.number)
        return row.cell(letters(columns.TAKEN))

    def write(self) -> None:
        """A row for each."""
        sheet, settings = self._sheet, self._appraisal.settings
        sheet.row = self._first - 1
        sheet.section("Settings")
        growth = settings.placement_inflation
        self._edited_where_read(PLACEMENT_GROWTH, growth, GROWTH)
        apart = settings.residential_inflation
        self._edited_where_read(HOME_GROWTH, growth if apart is None else apart, GROWTH)
        since = 0
        for band, _ in self._bands:
            label = f"Discount rate, years {since} to {band.to_year}"
            self._edited_where_read(label, band.rate, RATE)
            since = band.to_year + 1
        sheet.text(columns.LABEL, "Prices of the appraisal")
        sheet.text(columns.USED, settings.price_year, "figure text")
        sheet.text(columns.NOTE, "Locked: change it in costavoid.", "aside")
        sheet.row += 1

    def _edited_where_read(self, label: str, value: float, limits: Limits) -> None:
        """A setting to edit, where some formula reads it."""
        sheet = self._sheet
        if sheet.row + 1 in self._asked:
            self._edited(label, value, "edit percent", limits)
            return
        sheet.text(columns.LABEL, label)
        sheet.number(columns.USED, value, "percent")
        sheet.text(columns.NOTE, "Locked: nothing in this workbook hangs on it.", "aside")
        sheet.row += 1

    def _edited(self, label: str, value: float, style: str, limits: Limits) -> None:
        """One setting to edit."""
        sheet, number, plain = self._sheet, self._sheet.row + 1, style.replace("edit ", "")
        sheet.text(columns.LABEL, label)
        sheet.number(columns.USED, value, style)
        sheet.number(columns.WAS, value, plain)
        write_changed(sheet, [(columns.USED, columns.WAS)])
        each = " (0.03 is 3%)" if plain == "percent" else ""
        asks = limits.asks + each
        sheet.text(columns.LIMITS, limits.words + each, "note")
        write_guards(sheet, [number_guard(columns.USED, number, limits, value, plain, asks)])
        place = (sheet.row, columns.USED, sheet.row, columns.USED)
        sheet.sheet.data_validation(*place, validation(limits, asks))
        sheet.row += 1


def _reached(schedule: DiscountSchedule, years: int) -> list[Band]:
    """The bands that some year of the horizon is in."""
    starts = [0, *(band.to_year + 1 for band in schedule.bands)]
    return [band for since, band in zip(starts, schedule.bands, strict=False) if since <= years]
