"""The sheets that hold values from Python: Sensitivity, Assumptions log and Sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from costavoid.analysis.assumptions import assumptions
from costavoid.analysis.review.rules import review
from costavoid.analysis.sensitivity import one_at_a_time
from costavoid.appraisal.answer import Answer
from costavoid.evidence.catalogue import data_hash
from costavoid.evidence.estimate import Source
from costavoid.output.report.excel.book import Book, Sheet
from costavoid.version import __version__

if TYPE_CHECKING:
    import pandas as pd

VALUES = "Values as calculated by costavoid; they do not change when you edit an input."
SENSITIVITY = {
    "label": ("Input", 44, "text"),
    "unit": ("Unit", 20, "text"),
    "low": ("Low", 13, "number"),
    "value": ("In use", 13, "number"),
    "high": ("High", 13, "number"),
    "net_at_low": ("NPV at low", 16, "pounds"),
    "net": ("NPV in use", 16, "pounds"),
    "net_at_high": ("NPV at high", 16, "pounds"),
    "swing": ("Swing", 16, "pounds"),
    "direction": ("Direction", 18, "aside"),
    "kind": ("Low and high are", 20, "text"),
    "note": ("Note", 40, "text"),
}
LOG = {
    "label": ("Assumption", 44, "text"),
    "value": ("In use", 13, "number"),
    "unit": ("Unit", 20, "aside"),
    "quality": ("Quality of evidence", 12, "text"),
    "impact": ("Impact on the answer", 12, "text"),
    "swing": ("Swing of NPV", 16, "pounds"),
    "direction": ("Direction", 18, "aside"),
    "kind": ("Low and high are", 20, "text"),
    "status": ("Status", 14, "text"),
    "source": ("Source", 50, "text"),
    "caution": ("Caution", 50, "text"),
    "note": ("Note", 40, "text"),
}
COLOURS = {"red": "#F8CBAD", "amber": "#FFE699", "green": "#C6E0B4"}


def sensitivity(appraisal: Answer, book: Book) -> None:
    """Each input to its low and its high, the rest unchanged."""
    sheet = book["Sensitivity"]
    said = (
        "Net present value of all payers with one input at its low and its high, the others "
        "unchanged; the widest first, those without an interval or range after."
    )
    _table(sheet, "Sensitivity (from Python)", said, one_at_a_time(appraisal), SENSITIVITY)
    if appraisal.drawn is not None:
        sheet.section("What the draws say (from Python)")
        _plain(sheet, appraisal.drawn.summary().reset_index())


def log(appraisal: Answer, book: Book) -> None:
    """How good each number is, and how much hangs on it."""
    sheet = book["Assumptions log"]
    said = (
        "Red, amber and green: how good the evidence is, and how much the answer moves with the "
        "number; the worst of both together first."
    )
    _table(sheet, "Assumptions log (from Python)", said, assumptions(appraisal), LOG)
    for word, colour in COLOURS.items():
        look = sheet.workbook_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        sheet.sheet.conditional_format(3, 3, sheet.row, 4, rule)
    sheet.section("Taken for granted, beyond the numbers")
    taken = list(appraisal.intervention.assumptions)
    for outcome in appraisal.outcomes:
        taken += [text for text in outcome.pathway.assumptions if text not in taken]
    for text in taken or ["Nothing is listed."]:
        sheet.wide(text, last=5, width=115)
    sheet.section("What a sceptical finance officer would ask")
    for finding in review(appraisal):
        sheet.wide(str(finding), last=5, width=115)


def sources(appraisal: Answer, book: Book) -> None:
    """Every document the numbers rest on."""
    sheet = book["Sources"]
    cited: dict[Source, list[str]] = {}
    for estimate in appraisal.inputs.in_use.values():
        cited.setdefault(estimate.source, []).append(estimate.id)
    sheet.words("Sources", "title")
    sheet.words("The documents behind the numbers in use. Addresses are text, not links.", "note")
    sheet.row += 1
    sheet.heads(("Title", "Publisher", "Year", "Address", "Numbers from it"), figures_from=9)
    for source, ids in cited.items():
        cells = (source.title, source.publisher, source.year or "", source.url, ", ".join(ids))
        for column, text in enumerate(cells):
            sheet.text(column, text)
        sheet.row += 1
    sheet.widths(60, 40, 8, 60, 60)
    sheet.section("How this was made")
    index = appraisal.pricing.index
    for said in (
        f"costavoid {__version__}; data {data_hash()[:12]}.",
        f"Price index: {index.vintage}; forecast after {index.outturn}.",
        "Formulas: docs/method.md of costavoid, by number on each sheet.",
    ):
        sheet.wide(said, last=3, width=160)


def _table(
    sheet: Sheet,
    title: str,
    said: str,
    frame: pd.DataFrame,
    columns: dict[str, tuple[str, int, str]],
) -> None:
    sheet.words(title, "title")
    sheet.wide(f"{VALUES} {said}", "note", last=4, width=100)
    sheet.row += 1
    for column, (head, _, style) in enumerate(columns.values()):
        sheet.text(column, head, "head" if style in ("text", "aside") else "head figure")
    sheet.text(len(columns), "Id", "head")
    sheet.widths(*(width for _, width, _ in columns.values()), 40)
    sheet.row += 1
    sheet.sheet.freeze_panes(sheet.row, 1)
    sheet.sheet.repeat_rows(sheet.row - 1)
    for id, row in frame.iterrows():
        cells = [(row[name], style) for name, (_, _, style) in columns.items()]
        _row(sheet, [*cells, (id, "note")])


def _row(sheet: Sheet, cells: Sequence[tuple[object, str]]) -> None:
    for column, (value, style) in enumerate(cells):
        if isinstance(value, str):
            sheet.text(column, value, style)
        else:
            sheet.number(column, float(str(value)), style)
    sheet.row += 1


def _plain(sheet: Sheet, frame: pd.DataFrame) -> None:
    """A table as it is."""
    sheet.heads([str(name).replace("_", " ") for name in frame.columns], figures_from=1)
    for row in frame.itertuples(index=False):
        _row(sheet, [(value, "text" if isinstance(value, str) else "number") for value in row])
