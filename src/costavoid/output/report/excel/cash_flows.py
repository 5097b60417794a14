"""The Cash flows sheet: use x unit cost, in cash or avoided, line by line. Formulas 7 and 8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Cash
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.how_often import Arrived, Came, came_by
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.refusals import cut_otherwise
from costavoid.output.report.excel.resource_use import named
from costavoid.output.report.excel.rows import (
    HEADER,
    NOTE,
    START,
    TOTAL,
    VALUE,
    Formula,
    Row,
    letters,
)
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.unit_costs import PRICE, PRICED, SHARE
from costavoid.programme.lines import Line

SAID = (
    "Real terms, in pounds of the appraisal's price year, not discounted. Positive is money not "
    "spent, negative is money spent. Cash is a bill that falls or is paid; the rest is cost "
    "avoidance, which releases none."
)
PARTS = {
    Cash.CASH: "Of it cash-releasing",
    Cash.AVOIDED: "Of it cost avoidance (non-cashable)",
}  # in the order of Cash
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
    costs: Sequence[Row],
) -> Flows:
    """The pounds of every line, then what of them is cash and what is not."""
    sheet = book["Cash flows"]
    heads = ("Line", "Payer", "Benefit or delivery", "Total", "Cash or avoided")
    sheet.timeline("Cash flows", SAID, heads)
    names = named(appraisal)
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
    sheet.filter(HEADER + 1, sheet.last)
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
    sheet.text(sheet.ids, appraisal.flows.lines[index].id, "id")
    sheet.row += 1
    return row
