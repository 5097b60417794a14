"""The Cash flows sheet: use x unit cost, in cash or avoided, line by line. Formulas 7 and 8."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import PERIODS_PER_YEAR, Cash
from costavoid.base.years import start_year
from costavoid.cashflow.flows import cash_share, price
from costavoid.output.report.excel.book import (
    HEADER,
    NOTE,
    START,
    TOTAL,
    VALUE,
    Book,
    Formula,
    Row,
    Sheet,
    letters,
)
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.occurrences import Arrived, Came, came_by
from costavoid.output.report.excel.refusals import cut_otherwise
from costavoid.output.report.excel.resource_use import named
from costavoid.programme.lines import Line

SAID = (
    "Real pounds of the appraisal's price year, undiscounted. Positive is money not spent, "
    "negative is money spent. Cash is a bill that falls or is paid; the rest is avoided without "
    "releasing cash."
)
PARTS = {Cash.CASH: "Of it cash", Cash.AVOIDED: "Of it avoided, not cash"}  # in the order of Cash
# Columns of the table of unit costs.
(LINE, LINE_ID, UNIT_COST, PERIODS, QUANTITY, SIGN, PRICE, SHARE, PRICED) = range(9)
PAYER, KIND = NOTE, VALUE  # columns of the tables of pounds


@dataclass(frozen=True)
class Flows:
    """Where the pounds stand: the first and last line's row, in cash and avoided."""

    cash: tuple[Row, Row]
    avoided: tuple[Row, Row]

    def sum(self, column: str, part: Cash, *, payer: str | None, kind: str | None) -> str:
        """Pounds in one year's column of the lines that match."""
        first, last = self.cash if part is Cash.CASH else self.avoided
        found = first.down(last, column)
        tests = [(PAYER, payer), (KIND, kind)]
        asked = [f'({first.to(last, letters(where))}="{word}")' for where, word in tests if word]
        return f"SUMPRODUCT({'*'.join([*asked, found])})"

    def row(self, part: Cash, index: int) -> Row:
        """One line's row."""
        first, _ = self.cash if part is Cash.CASH else self.avoided
        return Row(first.sheet, first.number + index)


def write(
    appraisal: Answer,
    book: Book,
    cells: InputCells,
    used: Mapping[str, Row],
    arrived: Mapping[Came, Arrived],
) -> Flows:
    """The table of unit costs, then the pounds of every line."""
    sheet = book["Cash flows"]
    heads = ("Line", "Payer", "Benefit or delivery", "Total", "Cash or avoided")
    sheet.timeline("Cash flows", SAID, heads)
    names = named(appraisal)
    costs = _unit_costs(appraisal, sheet, cells, names)
    amounts = appraisal.flows.amounts[..., 0]
    sheet.section("Pounds in the year, cash and avoided together")
    lines = appraisal.flows.lines
    first = sheet.here
    totals = [Row(first.sheet, first.number + i).cell(letters(TOTAL)) for i in range(len(lines))]
    cases = {line.outcome: arrived[came_by(line, cells)].per_year.value for line in reversed(lines)}
    refused = cut_otherwise(appraisal, totals, cases, cells)
    together = [
        _pounds(
            appraisal,
            sheet,
            i,
            names[line.id],
            "both",
            _priced(line, used[line.id], costs[i], cells),
            amounts[i].sum(axis=0),
        )
        for i, line in enumerate(lines)
    ]
    found = {}
    for j, (part, title) in enumerate(PARTS.items()):
        sheet.section(title)
        rows = [
            _pounds(
                appraisal,
                sheet,
                i,
                names[line.id],
                part.value,
                _part(together[i], costs[i], part, refused.get(line.outcome)),
                amounts[i, j],
            )
            for i, line in enumerate(lines)
        ]
        found[part] = rows[0], rows[-1]
    return Flows(found[Cash.CASH], found[Cash.AVOIDED])


def _priced(line: Line, used: Row, cost: Row, cells: InputCells) -> Formula:
    """Use x unit cost, with real growth of placement costs from the cost's own price year."""
    price = cost.cell(letters(PRICE))
    if not line.use.resource.grows_with_placements:
        return lambda c, p: f"{used.at(c)}*{price}"
    growth, since = cells.settings.growth(line.use), cost.cell(letters(PRICED))
    return lambda c, p: (
        f"{used.at(c)}*{price}*(1+{growth})^(VALUE(LEFT({c}${HEADER + 1},4))-{since})"
    )


def _part(together: Row, cost: Row, part: Cash, refused: str | None) -> Formula:
    share = cost.cell(letters(SHARE))
    taken = share if part is Cash.CASH else f"(1-{share})"
    if refused:
        return lambda c, p: f"IF({refused}=1,NA(),{together.at(c)}*{taken})"
    return lambda c, p: f"{together.at(c)}*{taken}"


def _pounds(
    appraisal: Answer,
    sheet: Sheet,
    index: int,
    label: str,
    part: str,
    formula: Formula,
    values: Array,
) -> Row:
    """One line's pounds over the years, with what they are summed by."""
    row = sheet.yearly(label, formula, values, "pounds", total=True)
    sheet.row -= 1
    sheet.text(PAYER, appraisal.flows.payers[index].label)
    sheet.text(KIND, appraisal.flows.lines[index].kind.value, "figure text")
    sheet.text(START, part, "figure text")
    sheet.row += 1
    return row


def _unit_costs(
    appraisal: Answer, sheet: Sheet, cells: InputCells, names: Mapping[str, str]
) -> list[Row]:
    """Pounds for one unit of each line's use, signed."""
    price_year = appraisal.settings.price_year
    sheet.section("Pounds for one unit of use")
    heads = (
        "Line",
        "Line's id",
        f"Unit cost, {price_year} prices",
        "Periods in a year",
        "How many a case uses",
        "Saved 1, spent -1",
        "Pounds a unit of use",
        "Share that is cash",
        "Price year begins",
    )
    sheet.heads(heads)
    return [_unit_cost(appraisal, sheet, cells, line, names) for line in appraisal.flows.lines]


def _unit_cost(
    appraisal: Answer, sheet: Sheet, cells: InputCells, line: Line, names: Mapping[str, str]
) -> Row:
    use, inputs, pricing = line.use, appraisal.inputs, appraisal.pricing
    here = sheet.here
    per = PERIODS_PER_YEAR[use.cost.unit] if use.measure.is_by_time else 1
    sheet.text(LINE, names[line.id])
    sheet.text(LINE_ID, line.id, "note")
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
