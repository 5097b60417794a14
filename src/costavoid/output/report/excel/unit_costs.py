"""The Unit costs sheet: pounds for one unit of each line's use. Formula 8."""

from __future__ import annotations

from collections.abc import Mapping

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import PERIODS_PER_YEAR
from costavoid.base.years import start_year
from costavoid.cashflow.flows import cash_share, price
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.limits import in_words
from costavoid.output.report.excel.resource_use import named
from costavoid.output.report.excel.rows import Row, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.programme.lines import Line

(LINE, UNIT, UNIT_COST, PERIODS, QUANTITY, SIGN, PRICE, SHARE, PRICED) = range(9)
ID = PRICED + 2  # not printed
HEAD = 4  # the row of headings, counted from 1
SAID = (
    "What one unit of each line's use costs: the unit cost on Inputs, in the appraisal's prices, "
    "times how often it is paid in a year and how many a case uses."
)


def write(appraisal: Answer, book: Book, cells: InputCells) -> list[Row]:
    """Pounds for one unit of each line's use, signed: the rows in the order of the lines."""
    sheet, price_year = book["Unit costs"], appraisal.settings.price_year
    sheet.words("Unit costs", "title")
    sheet.wide(SAID, "note", last=PRICED, width=150)
    sheet.row = HEAD - 1
    heads = (
        "Line",
        "Unit",
        f"Unit cost, {price_year} prices",
        "Periods in a year",
        "How many a case uses",
        "Saved 1, spent -1",
        "Pounds a unit of use",
        "Share that is cash",
        "Price year begins",
    )
    sheet.heads([*heads, "", "Id"], words=(ID,))
    names = named(appraisal)
    rows = [_unit_cost(appraisal, sheet, cells, line, names) for line in appraisal.flows.lines]
    sheet.filter(HEAD, PRICED)
    sheet.freeze(HEAD, UNIT)
    sheet.widths(52, 20, *[15] * (PRICED - UNIT), 3, 40)
    sheet.print_to(PRICED)
    return rows


def _unit_cost(
    appraisal: Answer, sheet: Sheet, cells: InputCells, line: Line, names: Mapping[str, str]
) -> Row:
    use, inputs, pricing = line.use, appraisal.inputs, appraisal.pricing
    here = sheet.here
    per = PERIODS_PER_YEAR[use.cost.unit] if use.measure.is_by_time else 1
    sheet.text(LINE, names[line.id])
    sheet.text(UNIT, in_words(use.cost.unit), "aside")
    sheet.text(ID, line.id, "id")
    unit = float(pricing.unit_cost(use.cost, inputs)[0])
    sheet.formula(UNIT_COST, cells.in_prices(use.cost), unit, "pence")
    sheet.number(PERIODS, per, "number")
    if use.quantity:
        many = inputs.estimate(use.quantity).value
        sheet.formula(QUANTITY, cells.value(use.quantity), many, "number")
    else:
        sheet.number(QUANTITY, 1, "number")
    sheet.number(SIGN, line.sign, "number")
    across = f"{letters(UNIT_COST)}{here.number}:{letters(SIGN)}{here.number}"
    each = float(price(line, inputs, pricing)[0])
    sheet.formula(PRICE, f"PRODUCT({across})", each, "pence")
    share = cash_share(line, inputs)
    if use.never_cash or use.spends:
        sheet.number(SHARE, share, "percent")
    else:
        sheet.formula(SHARE, cells.cash(use.cost), share, "percent")
    priced = inputs.estimate(use.cost).price_year
    assert priced is not None  # money without one is refused
    begins = f"VALUE(LEFT({cells.price_year(use.cost)},4))"
    sheet.formula(PRICED, begins, start_year(priced), "number")
    sheet.row += 1
    return here
