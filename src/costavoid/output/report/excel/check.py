"""The Check sheet: each total by formula, the same total from Python, and the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.tables import by_payer, financial_case, payers
from costavoid.base.vocabulary import Cash, Kind, Prices
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.cash_flows import Flows
from costavoid.output.report.excel.discounting import Worth
from costavoid.output.report.excel.payers import ALL, NAMES, NOMINAL, REAL, Paid
from costavoid.output.report.excel.resource_use import named
from costavoid.output.report.excel.rows import TOTAL as TOTAL_COLUMN
from costavoid.output.report.excel.rows import Row, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import WRONG

ABOUT, WHAT, FORMULA, PYTHON, DIFFERENCE, _, ID = range(7)  # the id is not printed
LIMIT = 0.005  # half a penny
PARTS = {Cash.CASH: "Cash-releasing", Cash.AVOIDED: "Cost avoidance (non-cashable)"}
CASH_TERMS = {
    "cash_released": "Cash-releasing saving, cash terms",
    "delivery": "Delivery cost, cash terms",
    "net": "Net cash, cash terms",
}
FIRST_ROW = 8
SAID = (
    "Each total of this workbook beside the same total from costavoid when the workbook was "
    "written. While no input is changed they agree to the penny; when you change one, the "
    "difference is what your change does."
)


@dataclass(frozen=True)
class Total:
    """One total: whose or which line's, what it is, its cell, and what Python has."""

    about: str
    what: str
    cell: str
    python: float
    id: str = ""


@dataclass(frozen=True)
class Checked:
    """Where the outcome of the check stands."""

    largest: Row
    outcome: Row


def totals(appraisal: Answer, flows: Flows, paid: Paid, worth: Worth) -> Iterator[Total]:
    """Every total, the headline figures first."""
    yield Total("Economic case", "Net present value", worth.npv, appraisal.npv)
    yield Total("Economic case", "Benefit for each £1 of delivery", worth.bcr.value, appraisal.bcr)
    for name, cell, kind in (
        ("Benefits, present value", worth.benefits, Kind.BENEFIT),
        ("Delivery cost, present value", worth.delivery, Kind.DELIVERY),
    ):
        value = float(appraisal.annual(kind=kind, prices=Prices.PRESENT_VALUE).sum())
        yield Total("Economic case", name, cell, value)
    table = by_payer(appraisal).to_dict("index")
    for payer in payers(appraisal):
        for what in REAL:
            value = table[payer.value][what]
            yield Total(payer.label, NAMES[what], paid.total(payer.value, what), value)
    for what in REAL:
        yield Total(ALL, NAMES[what], paid.total(ALL, what), table["all payers"][what])
    for payer in payers(appraisal):
        case = financial_case(appraisal, payer.value).sum()
        for what in NOMINAL:
            cell = paid.total(payer.value, what, nominal=True)
            yield Total(payer.label, CASH_TERMS[what], cell, float(case[what]))
    names = named(appraisal)
    for i, line in enumerate(appraisal.flows.lines):
        for j, part in enumerate(Cash):
            cell = flows.row(part, i).cell(letters(TOTAL_COLUMN))
            value = float(appraisal.flows.amounts[i, j].sum())
            yield Total(names[line.id], PARTS[part], cell, value, line.id)


def write(
    appraisal: Answer, book: Book, flows: Flows, paid: Paid, worth: Worth, changed: str
) -> Checked:
    """Every total, and whether all agree."""
    sheet = book["Check"]
    found = list(totals(appraisal, flows, paid, worth))
    sheet.words("Check", "title")
    sheet.wide(SAID, "note", last=DIFFERENCE, width=120)
    checked = _outcome(sheet, len(found), changed)
    sheet.row = FIRST_ROW - 1
    sheet.heads(
        (
            "Whose, or which line",
            "Total",
            "This workbook's figure",
            "Python's figure",
            "Difference",
        ),
        figures_from=FORMULA,
    )
    for total in found:
        _total(sheet, total)
    sheet.freeze(FIRST_ROW)
    sheet.filter(FIRST_ROW, DIFFERENCE)
    sheet.widths(58, 38, 18, 18, 16, 3, 40)
    sheet.print_to(DIFFERENCE)
    return checked


def _outcome(sheet: Sheet, count: int, changed: str) -> Checked:
    """The largest difference, and what it means."""
    sheet.row += 1
    first, last = Row(sheet.prefix, FIRST_ROW + 1), Row(sheet.prefix, FIRST_ROW + count)
    cells = first.to(last, letters(DIFFERENCE))
    edits = sheet.scalar("Rows of Inputs changed since this was written", changed, 0, "number")
    most = f"MAX(MAX({cells}),-MIN({cells}))"
    largest = sheet.scalar("Largest difference, pounds", most, 0.0, "difference")
    good = "Every total agrees with Python to the penny."
    mine = "Inputs were changed: the differences are what the changes do."
    bad = "A total differs from Python though no input was changed: do not use these figures."
    broken = "An input cannot be used: see the cell in red."
    made = (
        f'IF(ISERROR({largest.value}),"{broken}",IF({edits.value}>0,"{mine}",'
        f'IF({largest.value}<{LIMIT},"{good}","{bad}")))'
    )
    outcome = sheet.scalar("So", made, good, "one line")
    wrong = {"type": "formula", "criteria": f'=OR({outcome.value.split("!")[1]}="{bad}",'}
    wrong["criteria"] += f'{outcome.value.split("!")[1]}="{broken}")'
    wrong["format"] = sheet.workbook_format(WRONG)
    sheet.sheet.conditional_format(outcome.number - 1, FORMULA, outcome.number - 1, FORMULA, wrong)
    return Checked(largest, outcome)


def _total(sheet: Sheet, total: Total) -> None:
    """One row; a total that is not defined (a ratio to nothing) counts as 0, an error as one."""
    number = sheet.here.number
    formula, python = (f"{letters(column)}{number}" for column in (FORMULA, PYTHON))
    style = "ratio" if "£1" in total.what else "pence"
    sheet.text(ABOUT, total.about)
    sheet.text(WHAT, total.what)
    sheet.text(ID, total.id, "id")
    sheet.formula(FORMULA, total.cell, total.python, style)
    sheet.number(PYTHON, total.python, style)
    one, other = (f"IF(ISNUMBER({cell}),{cell},0)" for cell in (formula, python))
    differs = f"IF(ISERROR({formula}),NA(),{one}-{other})"
    sheet.formula(DIFFERENCE, differs, 0.0, "difference")
    sheet.row += 1
