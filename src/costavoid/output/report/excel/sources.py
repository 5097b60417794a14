"""The Sources sheet: where each number comes from, then the documents they rest on."""

from __future__ import annotations

from collections.abc import Mapping

from costavoid.appraisal.answer import Answer
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate, Source
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.limits import in_words
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import figure_style
from costavoid.output.words.plainly import names, plainly

(LABEL, USED, LIBRARY, UNIT, PRICED, PAYER, STATUS, QUALITY, LOW, HIGH) = range(10)
(RANGE, SOURCE, NOTE, _, ID) = range(10, 15)  # the id is not printed
HEAD = 4  # the row of headings, counted from 1
WIDTHS = (28, 11, 11, 11, 8, 10, 9, 8, 10, 10, 11, 33, 35, 3, 34)
WORDS = (UNIT, PAYER, STATUS, QUALITY, RANGE, SOURCE, NOTE, ID)
HEADS = (
    "Number",
    "In use",
    "The library's own",
    "Unit",
    "Price year",
    "Payer",
    "Status",
    "Quality",
    "Low",
    "High",
    "Low and high are",
    "Source",
    "Note and caution",
    "",
    "Id",
)
SAID = (
    "Where each number in use comes from. The figure in use follows Inputs; the rest stays as "
    "costavoid wrote it. Addresses are text, not links."
)


def write(appraisal: Answer, book: Book, cells: InputCells) -> None:
    """A row for each number in use, then each document once."""
    sheet = book["Sources"]
    sheet.words("Sources", "title")
    sheet.wide(SAID, "note", last=NOTE, width=165)
    sheet.row = HEAD - 1
    known = names(appraisal)
    sheet.heads(HEADS, figures_from=USED, words=WORDS)
    for used in appraisal.inputs.in_use.values():
        _number(sheet, used, cells, known)
    sheet.filter(HEAD, NOTE)
    sheet.freeze(HEAD, USED)
    sheet.widths(*WIDTHS)
    sheet.print_to(NOTE)
    sheet.section("The documents")
    cited: dict[Source, None] = {}
    for used in appraisal.inputs.in_use.values():
        cited.setdefault(used.source)
    for source in cited:
        sheet.wide(_document(source), last=NOTE, width=165)


def _number(sheet: Sheet, used: Estimate, cells: InputCells, known: Mapping[str, str]) -> None:
    """One number with its source, and the library's own beside it."""
    national, style = defaults().get(used.id), figure_style(used.unit)
    sheet.text(LABEL, known[used.id])
    sheet.formula(USED, cells.place(used), used.value, style)
    said = [used.note, used.caution]
    if national:
        sheet.number(LIBRARY, national.value, style)
        if (national.source, national.locator) != (used.source, used.locator):
            priced = f", in {national.price_year} prices" if national.price_year else ""
            said.append(f"The library's own{priced}: {_cited(national)}.")
    sheet.text(UNIT, in_words(used.unit), "aside")
    sheet.text(PRICED, used.price_year or "", "figure text")
    sheet.text(PAYER, used.payer.label if used.payer else "", "aside")
    sheet.text(STATUS, used.status.value, "aside")
    sheet.text(QUALITY, used.quality.value, "aside")
    sheet.number(LOW, used.low, style)
    sheet.number(HIGH, used.high, style)
    sheet.text(RANGE, used.range_kind.value if used.range_kind else "", "aside")
    sheet.text(SOURCE, _cited(used), "aside")
    sheet.text(NOTE, plainly(known)(" ".join(part for part in said if part)), "aside")
    sheet.text(ID, used.id, "id")
    sheet.row += 1


def _cited(estimate: Estimate) -> str:
    """Its source, and where in it and on the web to look."""
    source = estimate.source
    where = ", ".join(part for part in (estimate.locator, source.url) if part)
    return f"{source}. {where}" if where else str(source)


def _document(source: Source) -> str:
    """A document, with its address."""
    return f"{source}. {source.url}" if source.url else str(source)
