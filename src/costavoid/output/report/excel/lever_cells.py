"""People, first day, length and deadweight as cells to edit, at the head of the Inputs sheet."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from costavoid.analysis.lever_search import LeverSearch
from costavoid.analysis.levers import Follows, Lever, Moves, Sum, first_day, last_day
from costavoid.analysis.reread import Path
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import MONTHS_PER_YEAR
from costavoid.base.years import APRIL, start_year
from costavoid.output.report.excel import input_columns as columns
from costavoid.output.report.excel.editing import (
    Guarded,
    number_guard,
    write_changed,
    write_guards,
)
from costavoid.output.report.excel.limits import LIMITS_OF_SHARE, Limits, validation
from costavoid.output.report.excel.rows import Row, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.programme.lines import Line

TITLE = "People, first day, length and deadweight"
TO_THE_END = "to the end"
UNITS = {
    Moves.PEOPLE: "in all",
    Moves.START: "day",
    Moves.LENGTH: "months",
    Moves.DEADWEIGHT: "share",
}
NOTES = {
    Moves.START: "The years appraised stay the same, and a length keeps its months.",
    Moves.LENGTH: "What runs by the year follows it; what is paid in all is spread over it.",
    Moves.PEOPLE: "What is paid for each of them follows it.",
    Moves.DEADWEIGHT: "None was given: taken off the cases of the lines that it applies to.",
}
DAY_0 = date(1899, 12, 30)  # of the days that Excel counts
OPEN = f"Write {TO_THE_END!r} for the end of the years appraised."


class LeverCells:
    """Where the levers stand, from a row on down, and how each line reads them."""

    def __init__(self, appraisal: Answer, sheet: Sheet, first: int) -> None:
        search = LeverSearch(appraisal)
        self._appraisal, self._sheet, self._first = appraisal, sheet, first
        self._levers = sorted(search.levers, key=lambda lever: list(Moves).index(lever.moves))
        ids = [line.id for line in appraisal.flows.lines]
        self._follows = dict(zip(ids, search.follows(), strict=True))
        at = first + 1  # after the heading
        self._rows = {lever.path: Row(sheet.prefix, at + i) for i, lever in enumerate(self._levers)}
        self._asked: set[Path] = set()

    @property
    def last(self) -> int:
        """The last row of them; the row before the first where there are none."""
        return self._first + len(self._levers) if self._levers else self._first - 1

    def follows(self, line: Line) -> Follows:
        """How a line follows them."""
        return self._follows[line.id]

    def cell(self, path: Path) -> str:
        """What the sums read: how many, years on the clock, months, or a share."""
        self._asked.add(path)
        return self._rows[path].cell(letters(columns.TAKEN))

    def clock(self, total: Sum) -> str:
        """Years on the clock."""
        parts = [self.cell(total.start)] if total.start else []
        parts += [f"{self.cell(path)}/{MONTHS_PER_YEAR}" for path in total.lengths]
        if total.const > 0 or not parts:
            parts.append(f"{total.const:.17g}")
        made = "+".join(parts)
        return f"{made}-{-total.const:.17g}" if total.const < 0 else made

    def write(self) -> None:
        """The heading and a row for each."""
        if not self._levers:
            return
        sheet = self._sheet
        sheet.row = self._first - 1
        sheet.words(TITLE, "section")
        for lever in self._levers:
            self._write(lever, live=lever.path in self._asked and not lever.refused)

    def _write(self, lever: Lever, *, live: bool) -> None:
        sheet = self._sheet
        sheet.text(columns.LABEL, lever.label)
        style = {Moves.START: "day", Moves.DEADWEIGHT: "percent"}.get(lever.moves, "number")
        for column, look in (
            (columns.USED, f"edit {style}" if live else style),
            (columns.WAS, style),
        ):
            _show(sheet, column, lever, look)
        sheet.text(columns.UNIT, UNITS[lever.moves], "aside")
        notes = [NOTES[lever.moves]] if live else []
        if lever.to_the_end and live:
            notes.append(OPEN)
        if lever.refused:
            notes = [f"Locked: {lever.refused}"]
        sheet.text(columns.NOTE, " ".join(notes), "aside")
        sheet.text(columns.ID, lever.id, "id")
        if live:
            self._guard(lever)
            write_changed(sheet, [(columns.USED, columns.WAS)])
        sheet.row += 1

    def _guard(self, lever: Lever) -> None:
        sheet, number = self._sheet, self._sheet.row + 1
        guarded = self._guarded(lever, number)
        sheet.text(columns.LIMITS, guarded.asks.removeprefix("give "), "note")
        write_guards(sheet, [guarded])
        place = (sheet.row, columns.USED, sheet.row, columns.USED)
        rule: dict[str, object] = validation(self._limits(lever), guarded.asks)
        if lever.moves is Moves.START:
            first, last = (
                datetime.combine(day(self._appraisal), time()) for day in (first_day, last_day)
            )
            rule |= {"validate": "date", "minimum": first, "maximum": last}
        if lever.to_the_end:
            rule = {**rule, "validate": "custom", "value": f"={guarded.test}"}
            for name in ("criteria", "minimum", "maximum"):
                rule.pop(name)
        sheet.sheet.data_validation(*place, rule)

    def _limits(self, lever: Lever) -> Limits:
        above = lever.above or lever.low == 0.0
        if lever.moves is Moves.DEADWEIGHT:
            above = False
        if lever.not_below is None:
            return Limits(lever.low, lever.high, above=above, whole=lever.whole)
        other = next(each for each in self._levers if each.path == lever.not_below)
        said = f", {'more' if lever.above else 'no fewer'} than '{other.label}'"
        return Limits(
            lever.low,
            lever.high,
            above=True,
            whole=lever.whole,
            not_below=self.cell(other.path).split("!")[1],
            above_it=lever.above,
            said_of_it=said,
        )

    def _guarded(self, lever: Lever, number: int) -> Guarded:
        cell = f"{letters(columns.USED)}{number}"
        limits = self._limits(lever)
        if lever.moves is Moves.DEADWEIGHT:
            return number_guard(columns.USED, number, limits, 0.0, "percent", LIMITS_OF_SHARE)
        if lever.moves is not Moves.START:
            plain = number_guard(columns.USED, number, limits, lever.value, "number", limits.asks)
            return self._or_to_the_end(lever, plain, cell) if lever.to_the_end else plain
        first, last = first_day(self._appraisal), last_day(self._appraisal)
        days = Limits(float(_serial(first)), float(_serial(last)), whole=True)
        return Guarded(
            columns.USED,
            f"IF(ISNUMBER({cell}),AND({days.holds(cell)}),1=0)",
            _on_the_clock(cell, start_year(self._appraisal.settings.first_year)),
            lever.value,
            "years",
            f"give a day from {_said(first)} to {_said(last)}",
            is_wrong='" cannot be used"',
        )

    def _or_to_the_end(self, lever: Lever, plain: Guarded, cell: str) -> Guarded:
        """A length, or the words for the end of the years appraised."""
        horizon = self._appraisal.settings.horizon
        begins = f"{horizon - lever.value / MONTHS_PER_YEAR:.17g}"
        for each in self._levers:
            if each.path == lever.begins and not each.refused:
                begins = self.cell(each.path)
        months = f"({horizon}-{begins})*{MONTHS_PER_YEAR}"
        ends = f'{cell}="{TO_THE_END}"'
        return Guarded(
            plain.column,
            f"IF({ends},1=1,{plain.test})",
            f"IF({ends},{months},{cell})",
            plain.known,
            plain.style,
            f"{plain.asks}, or write '{TO_THE_END}'",
        )


def _show(sheet: Sheet, column: int, lever: Lever, style: str) -> None:
    if lever.to_the_end:
        sheet.text(column, TO_THE_END, "edit text" if style.startswith("edit") else "figure text")
    elif lever.day:
        sheet.number(column, float(_serial(lever.day)), style)
    else:
        sheet.number(column, lever.value, style)


def _serial(day: date) -> int:
    """A day as Excel counts it."""
    return (day - DAY_0) // timedelta(days=1)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _on_the_clock(cell: str, first_year: int) -> str:
    """A day as years from 1 April of the first year, a day being a part of its month."""
    months = f"(YEAR({cell})-{first_year})*{MONTHS_PER_YEAR}+MONTH({cell})-{APRIL}"
    long = f"DAY(DATE(YEAR({cell}),MONTH({cell})+1,0))"
    return f"({months}+(DAY({cell})-1)/{long})/{MONTHS_PER_YEAR}"
