"""The sheets that hold Python's figures: Sensitivity and Assumptions log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from costavoid.analysis.assumptions import assumptions
from costavoid.analysis.review.rules import review
from costavoid.analysis.sensitivity import one_at_a_time
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Unit
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.limits import in_words
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import figure_style
from costavoid.output.words.plainly import names, plainly

if TYPE_CHECKING:
    import pandas as pd

VALUES = "Values as calculated by costavoid; they do not change when you edit an input."
SENSITIVITY = {
    "label": ("Input", 36, "text"),
    "unit": ("Unit", 14, "text"),
    "low": ("Low", 11, "number"),
    "value": ("In use", 11, "number"),
    "high": ("High", 11, "number"),
    "net_at_low": ("Net present value at low", 14, "pounds"),
    "net": ("Net present value in use", 14, "pounds"),
    "net_at_high": ("Net present value at high", 14, "pounds"),
    "swing": ("Swing", 13, "pounds"),
    "kind": ("Low and high are", 18, "aside"),
    "note": ("Note", 34, "aside"),
}
LOG = {
    "label": ("Assumption", 32, "text"),
    "value": ("In use", 11, "number"),
    "unit": ("Unit", 14, "aside"),
    "quality": ("Quality of evidence", 11, "aside"),
    "impact": ("Impact on the answer", 11, "aside"),
    "swing": ("Swing of net present value", 14, "pounds"),
    "status": ("Status", 11, "aside"),
    "source": ("Source", 40, "aside"),
    "caution": ("Caution", 40, "aside"),
}
DRAWS = {
    "mean": ("Mean", "pounds"),
    "median": ("Median", "pounds"),
    "low_95": ("95%: from", "pounds"),
    "high_95": ("95%: to", "pounds"),
    "low_80": ("80%: from", "pounds"),
    "high_80": ("80%: to", "pounds"),
    "chance_below_zero": ("Chance below zero", "percent"),
}
COLOURS = {"red": "#F8CBAD", "amber": "#FFE699", "green": "#C6E0B4"}


def sensitivity(appraisal: Answer, book: Book) -> None:
    """Each input to its low and its high, the rest unchanged."""
    sheet, known = book["Sensitivity"], names(appraisal)
    said = (
        "Net present value of all payers with one input at its low and its high, the others "
        "unchanged; the widest first, those without an interval or range after."
    )
    _table(
        sheet, "Sensitivity (Python's figures)", said, one_at_a_time(appraisal), SENSITIVITY, known
    )
    if appraisal.drawn is not None:
        sheet.section("What the simulations say (Python's figures)")
        _draws(sheet, appraisal.drawn.summary())


def log(appraisal: Answer, book: Book) -> None:
    """How good each number is, and how much hangs on it."""
    sheet, known = book["Assumptions log"], names(appraisal)
    plain = plainly(known)
    said = (
        "Red, amber and green: how good the evidence is, and how much the answer moves with the "
        "number; the worst of both together first."
    )
    _table(sheet, "Assumptions log (Python's figures)", said, assumptions(appraisal), LOG, known)
    for word, colour in COLOURS.items():
        look = sheet.workbook_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        sheet.sheet.conditional_format(3, 3, sheet.row, 4, rule)
    sheet.section("Taken for granted, beyond the numbers")
    taken = list(appraisal.intervention.assumptions)
    for outcome in appraisal.outcomes:
        taken += [text for text in outcome.pathway.assumptions if text not in taken]
    for text in taken or ["Nothing is listed."]:
        sheet.wide(plain(text), last=len(LOG) - 1, width=165)
    sheet.section("What a sceptical finance officer would ask")
    for finding in review(appraisal):
        sheet.wide(plain(str(finding)), last=len(LOG) - 1, width=165)


def _table(
    sheet: Sheet,
    title: str,
    said: str,
    frame: pd.DataFrame,
    columns: dict[str, tuple[str, int, str]],
    known: Mapping[str, str],
) -> None:
    sheet.words(title, "title")
    sheet.wide(f"{VALUES} {said}", "note", last=len(columns) - 1, width=165)
    sheet.row += 1
    for column, (head, _, style) in enumerate(columns.values()):
        looks = {"text": "head", "aside": "head aside"}
        sheet.text(column, head, looks.get(style, "head figure"))
    sheet.text(len(columns) + 1, "Id", "head")
    sheet.widths(*(width for _, width, _ in columns.values()), 3, 40)
    sheet.row += 1
    headed = sheet.row
    sheet.freeze(headed, 1)
    plain = plainly(known)
    for id, row in frame.iterrows():
        unit = Unit(row["unit"])
        row["unit"], own = in_words(unit), figure_style(unit)
        row["label"] = known[str(id)]
        cells = [
            (_plain(row[name], plain), own if style == "number" else style)
            for name, (_, _, style) in columns.items()
        ]
        sheet.text(len(columns) + 1, id, "id")
        _row(sheet, cells)
    sheet.filter(headed, len(columns) - 1)
    sheet.print_to(len(columns) - 1)


def _row(sheet: Sheet, cells: Sequence[tuple[object, str]]) -> None:
    for column, (value, style) in enumerate(cells):
        if isinstance(value, str):
            sheet.text(column, value, style)
        else:
            sheet.number(column, float(str(value)), style)
    sheet.row += 1


def _plain(value: object, plain: Callable[[str], str]) -> object:
    return plain(value) if isinstance(value, str) else value


def _draws(sheet: Sheet, frame: pd.DataFrame) -> None:
    """Each headline over the simulations."""
    sheet.heads(("Headline", *(head for head, _ in DRAWS.values())), figures_from=1)
    for name, row in frame.iterrows():
        _row(sheet, [(str(name), "text"), *((row[at], style) for at, (_, style) in DRAWS.items())])
