"""A workbook being written: its sheets in order, all locked but for the cells to edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import Styles

A4 = 9


class Book:
    """The workbook: its sheets in order, all locked but for the cells to edit."""

    def __init__(self, workbook: Any, names: Sequence[str], years: tuple[str, ...]) -> None:
        self.workbook, self.years = workbook, years
        self.styles = Styles(workbook)
        self._sheets = {
            name: Sheet(workbook.add_worksheet(name), self.styles, years) for name in names
        }
        for sheet in self._sheets.values():
            self._set_up(sheet.sheet)

    def __getitem__(self, name: str) -> Sheet:
        return self._sheets[name]

    def finish(self) -> None:
        """What can only be done when all is written."""
        for sheet in self._sheets.values():
            sheet.finish()

    def _set_up(self, worksheet: Any) -> None:
        allowed = ("format_columns", "format_rows", "autofilter", "sort")
        worksheet.protect("", dict.fromkeys(allowed, True))
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        worksheet.set_footer("&L&A&Rcostavoid, page &P of &N")
