"""What would have to be true to break even, on the Dashboard, by formula where that can be.

All that is saved rests in proportion on the cases of the leading effect, so that these can be
worked out afresh; a number in another unit cannot, and its sentence gives way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Cash, Payer
from costavoid.evidence.figures import tenths
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.cash_flows import Flows
from costavoid.output.report.excel.dashboard_working import NAME, Working
from costavoid.output.report.excel.how_often import Arrived, Came
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.rows import TOTAL, Row, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.templates import filled, quoted, to_a_tenth
from costavoid.output.words.cover import Cover
from costavoid.output.words.evidence_said import leading

COUNCIL, ALL_PAYERS = "the council's cash", "all payers together"
WORDS = "For {whose}: {what}, {needed} a year, against {now}{more} here."
MORE = " more, not fewer,"
NOT_AFRESH = "To know it with your figures, run costavoid with them."
CASES = " a year, against "  # in a sentence that counts cases


@dataclass(frozen=True)
class Rests:
    """What rests on the leading effect, and all there is: pounds over the years, now."""

    whose: str
    own: Row
    net: Row


def live(
    appraisal: Answer,
    book: Book,
    arrived: Mapping[Came, Arrived],
    flows: Flows,
    working: Working,
    rates: tuple[Row, Row],
    cells: InputCells,
    said: Cover,
) -> str:
    """The formula of the sentence. `rates` are the discount factor and the prices of each year."""
    lead = leading(appraisal)
    if lead is None or not appraisal.has_delivery:
        return quoted(said.break_even)
    otherwise = f"IF({cells.changed}=0,{quoted(said.break_even)},{quoted(NOT_AFRESH)})"
    counted = [a.avoided for (cases, _), a in arrived.items() if cases.counterfactual == lead]
    if CASES not in said.break_even or not counted or counted[0] is None:
        return otherwise
    sheet = book[NAME]
    sheet.section("To break even: what rests on the cases of the leading effect, over the years")
    lines = [i for i, x in enumerate(appraisal.flows.lines) if x.cases.counterfactual == lead]
    found = [_council(appraisal, sheet, flows, working, rates[1], lines)]
    found.append(_all(appraisal, sheet, flows, working, rates[0], lines))
    now, value = counted[0].value, float(lead.avoided(appraisal.inputs)[0])
    what = appraisal.claimed[lead][0].label
    what = what[:1].lower() + what[1:]
    sentences = []
    for rests, own, net in found:
        many = value * (1 - net / own) if own else 0.0
        needed = sheet.scalar(
            f"Needed, for {rests.whose}",
            f"IF({rests.own.value}=0,0,{now}*(1-{rests.net.value}/{rests.own.value}))",
            many,
            "cases",
            "a year",
        )
        gaps = {
            "whose": quoted(rests.whose),
            "what": quoted(what),
            "needed": to_a_tenth(needed.value),
            "now": to_a_tenth(f"ABS({now})"),
            "more": f'IF({now}<0,"{MORE}","")',
        }
        written = WORDS.format(
            whose=rests.whose,
            what=what,
            needed=tenths(many),
            now=tenths(abs(value)),
            more=MORE if value < 0 else "",
        )
        sentences.append((filled(WORDS, gaps), needed, written))
    if said.break_even not in (written for _, _, written in sentences):
        return otherwise
    (council, of_council, _), (everybody, of_all, _) = sentences
    released, cost = working.yearly["released"], working.yearly["delivery"]
    moves = f"SUMPRODUCT(ABS({sheet.across(released)}))*ABS({cost.cell(letters(TOTAL))})>0"
    chosen = (
        f"IF({moves},IF({of_council.value}*{now}>0,{council},{quoted(NOT_AFRESH)}),"
        f"IF({of_all.value}*{now}>0,{everybody},{quoted(NOT_AFRESH)}))"
    )
    return f'IF(ISERROR({of_all.value}),"",{chosen})'


def _council(
    appraisal: Answer, sheet: Sheet, flows: Flows, working: Working, prices: Row, lines: list[int]
) -> tuple[Rests, float, float]:
    """The council's cash, in the pounds of each year."""
    own = [i for i in lines if appraisal.flows.payers[i] is Payer.COUNCIL]
    made = "+".join(
        f"SUMPRODUCT({sheet.across(flows.row(Cash.CASH, i))},{sheet.across(prices)})" for i in own
    )
    amounts = appraisal.flows.amounts[own, list(Cash).index(Cash.CASH), :, 0]
    value = float((amounts * appraisal.inflation_factors).sum())
    spent, released = working.yearly["delivery"], working.yearly["released"]
    net = "+".join(row.cell(letters(TOTAL)) for row in (spent, released))
    at_all = appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, prices="nominal").sum()
    return _rests(sheet, COUNCIL, made or "0", value, net, float(at_all))


def _all(
    appraisal: Answer, sheet: Sheet, flows: Flows, working: Working, factor: Row, lines: list[int]
) -> tuple[Rests, float, float]:
    """All payers, in present value."""
    made = "+".join(
        f"SUMPRODUCT({sheet.across(flows.row(part, i))},{sheet.across(factor)})"
        for i in lines
        for part in Cash
    )
    amounts = appraisal.flows.amounts[lines, :, :, 0].sum(axis=(0, 1))
    value = float((amounts * appraisal.discount_factors).sum())
    net = working.yearly["present_value"].cell(letters(TOTAL))
    return _rests(sheet, ALL_PAYERS, made or "0", value, net, appraisal.npv)


def _rests(
    sheet: Sheet, whose: str, own: str, own_value: float, net: str, net_value: float
) -> tuple[Rests, float, float]:
    one = sheet.scalar(f"Rests on it, {whose}", own, own_value, "pounds")
    other = sheet.scalar(f"Net, {whose}", net, net_value, "pounds")
    return Rests(whose, one, other), own_value, net_value
