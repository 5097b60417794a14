"""The Answer in full sheet: as costavoid says it, with the headline figures by formula."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.tables import by_payer, financial_case, payers
from costavoid.base.vocabulary import Payer
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.check import Checked
from costavoid.output.report.excel.discounting import Worth
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.payers import ALL, NAMES, NOMINAL, REAL, Paid
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.verdict import AS_WRITTEN, GAVE_WAY, instead, write_section
from costavoid.output.words.in_full import page
from costavoid.output.words.plainly import names, plainly
from costavoid.output.words.sentences import when
from costavoid.version import __version__

LAST, WIDTH = 6, 130  # the last column, and characters over them all
SAID = (
    "The words of this page are costavoid's. When an input is changed, those of the answer are put "
    "together afresh and the rest give way. The figures by formula stand below them. To change a "
    "number, edit a yellow cell on Inputs."
)


def write(
    appraisal: Answer, book: Book, paid: Paid, worth: Worth, checked: Checked, cells: InputCells
) -> None:
    """The page, then the live figures."""
    sheet, first, changed = book["Answer in full"], page(appraisal), cells.changed
    sheet.wide(first.title, "title", last=LAST, width=WIDTH // 2)
    sheet.banner(cells.banner, last=LAST)
    sheet.wide(SAID, "note", last=LAST, width=WIDTH)
    then = instead(appraisal, paid, worth)
    plain = plainly(names(appraisal))
    for section in first.sections:
        words = then.get(section.id, [f'"{GAVE_WAY}"'])
        said = tuple(map(plain, section.sentences))
        write_section(
            sheet, replace(section, sentences=said), words, changed, last=LAST, width=WIDTH
        )
    _live(appraisal, sheet, paid, worth, checked, changed)
    sheet.row += 1
    made = f"Written by costavoid {__version__}. No macros, no links to other files."
    sheet.wide(made, "note", last=LAST, width=WIDTH)
    sheet.widths(44, *[15] * LAST)
    sheet.sheet.set_column(AS_WRITTEN, AS_WRITTEN, None, None, {"hidden": True})
    sheet.print_to(LAST, portrait=True)


def _live(
    appraisal: Answer, sheet: Sheet, paid: Paid, worth: Worth, checked: Checked, changed: str
) -> None:
    years, price_year = appraisal.years, appraisal.settings.price_year
    sheet.section(f"The figures by formula, {when(years)}")
    said = (
        f'IF({changed}=0,"No input has been changed since costavoid wrote this.",'
        f'"Rows of Inputs changed: "&{changed}&'
        '". The figures are yours.")'
    )
    sheet.formula(0, said, "No input has been changed since costavoid wrote this.", "one line")
    sheet.row += 1
    sheet.formula(
        0, checked.outcome.value, "Every total agrees with Python to the penny.", "one line"
    )
    sheet.row += 2
    _budget(appraisal, sheet, paid)
    sheet.row += 1
    sheet.heads(
        (f"Real terms, {price_year} prices", *(NAMES[what] for what in REAL)), figures_from=1
    )
    table = by_payer(appraisal).to_dict("index")
    for payer in payers(appraisal):
        _payer(sheet, payer.label, payer.value, paid, table[payer.value], "pounds")
    _payer(sheet, ALL, ALL, paid, table["all payers"], "total pounds")
    sheet.row += 1
    sheet.heads(("The economic case: every payer, discounted", "Figure"), figures_from=1)
    for label, cell, value, style in (
        ("Net present value", worth.npv, appraisal.npv, "pounds"),
        ("Benefit for each £1 of delivery cost (BCR)", worth.bcr.value, appraisal.bcr, "ratio"),
    ):
        sheet.text(0, label)
        sheet.formula(1, cell, value, style)
        sheet.row += 1


def _budget(appraisal: Answer, sheet: Sheet, paid: Paid) -> None:
    """The council's own cash, as a budget has it."""
    council = Payer.COUNCIL.value
    sheet.heads(
        (
            "The council's own cash, in cash terms",
            "Cash-releasing saving",
            "Delivery cost",
            "Net cash",
        ),
        figures_from=1,
    )
    case = financial_case(appraisal, council).sum()
    sheet.text(0, Payer.COUNCIL.label)
    for column, what in enumerate(NOMINAL, start=1):
        sheet.formula(column, paid.total(council, what, nominal=True), float(case[what]), "pounds")
    sheet.row += 1
    sheet.text(0, "Payback")
    sheet.formula(1, paid.payback.value, appraisal.payback, "one line")
    sheet.row += 1
    sheet.text(0, "The most to fund by a year's end")
    sheet.formula(1, paid.peak.value, appraisal.peak_funding.pounds, "pounds")
    sheet.formula(2, paid.peak_year.value, appraisal.peak_funding.year, "one line")
    sheet.row += 1


def _payer(
    sheet: Sheet, label: str, key: str, paid: Paid, row: Mapping[Hashable, float], style: str
) -> None:
    sheet.text(0, label, "total label" if style.startswith("total") else "text")
    for column, what in enumerate(REAL, start=1):
        sheet.formula(column, paid.total(key, what), row[what], style)
    sheet.row += 1
