"""The Technical annex: what made the workbook, and how costavoid was given the case."""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.tables import case_settings
from costavoid.evidence.catalogue import data_hash
from costavoid.output.report.excel.book import Book
from costavoid.version import __version__

WIDTHS = (60, 70)
SAID = (
    "For whoever runs costavoid again: the case as it was given, by the names that costavoid uses. "
    "The ids of numbers and lines stand to the right of the other sheets, where they do not print."
)


def write(appraisal: Answer, book: Book) -> None:
    """The versions, then each setting of the case."""
    sheet = book["Technical annex"]
    sheet.words("Technical annex", "title")
    sheet.wide(SAID, "note", last=1, width=sum(WIDTHS))
    sheet.section("How this was made")
    index = appraisal.pricing.index
    for said in (
        f"costavoid {__version__}; data {data_hash()[:12]}. No macros, no links to other files.",
        f"Price index: {index.vintage}; forecast after {index.outturn}.",
        "Formulas: docs/method.md of costavoid, by number.",
    ):
        sheet.wide(said, last=1, width=sum(WIDTHS))
    sheet.section("How costavoid was given the case")
    sheet.heads(("Name in costavoid", "As given"))
    for name, value in case_settings(appraisal).items():
        sheet.text(0, name)
        sheet.text(1, value)
        sheet.row += 1
    sheet.widths(*WIDTHS)
    sheet.print_to(1, portrait=True)
