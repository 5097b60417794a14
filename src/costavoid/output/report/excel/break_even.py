"""What would have to be true to break even, on the Dashboard, by formula where that can be.

All that rests on the leading effect moves in proportion with the cases that it avoids, so that
these can be worked out afresh. A number that is no count of cases cannot, and its sentence gives
way once an input is changed; so does that of an answer that no effect could reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Cash, Payer, Prices, Unit
from costavoid.evidence.figures import figure, tenths
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.cash_flows import Flows
from costavoid.output.report.excel.counts import PerYear
from costavoid.output.report.excel.dashboard_working import NAME, Working
from costavoid.output.report.excel.how_often import Arrived, Came
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.rating_cells import Rated
from costavoid.output.report.excel.rows import TOTAL, Row, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.templates import (
    filled,
    quoted,
    to_a_tenth,
    to_four_figures,
)
from costavoid.output.words.cover import Cover
from costavoid.output.words.evidence_said import leading
from costavoid.programme.effects import Counterfactual

COUNCIL, ALL_PAYERS = "the council's cash", "all payers together"
WORDS = "For {whose}: {what}, {needed} a year, against {now}{more} here."
MORE = " more, not fewer,"
NOT_AFRESH = "To know it with your figures, run costavoid with them."
SAID: tuple[tuple[Callable[[float], str], Callable[[str], str]], ...] = (
    (tenths, to_a_tenth),  # cases that follow from a rate, a ratio or a share
    (figure, to_four_figures),  # cases given as a number
)


@dataclass(frozen=True)
class Rests:
    """What rests on the leading effect, and all there is: pounds over the years, of somebody."""

    whose: str
    own: str
    own_value: float
    net: str
    net_value: float


def live(
    appraisal: Answer,
    book: Book,
    arrived: Mapping[Came, Arrived],
    flows: Flows,
    working: Working,
    rates: tuple[Row, Row],
    cells: InputCells,
    rated: Rated,
    said: Cover,
) -> str:
    """The formula of the sentence. `rates` are the discount factor and the prices of each year."""
    lead = leading(appraisal)
    if lead is None or not appraisal.has_delivery:
        return quoted(said.break_even)
    sheet = book[NAME]
    counted = [a.counted for (cases, _), a in arrived.items() if cases.counterfactual == lead]
    afresh = quoted(NOT_AFRESH)
    if len(counted) == 1 and counted[0].avoided:
        parts = tuple(_parts(appraisal, sheet, lead, flows, working, rates))
        which = _spoken(appraisal, lead, parts, said.break_even)
        if which:
            afresh = _sentence(appraisal, sheet, lead, parts, counted[0], working, rated, which)
    return f"IF({cells.changed}=0,{quoted(said.break_even)},{afresh})"


def _parts(
    appraisal: Answer,
    sheet: Sheet,
    lead: Counterfactual,
    flows: Flows,
    working: Working,
    rates: tuple[Row, Row],
) -> Iterator[Rests]:
    """The council's cash in the pounds of each year, then all payers in present value."""
    lines = [i for i, x in enumerate(appraisal.flows.lines) if x.cases.counterfactual == lead]
    own = [i for i in lines if appraisal.flows.payers[i] is Payer.COUNCIL]
    factor, prices = (sheet.across(row) for row in rates)
    amounts, money = appraisal.flows.amounts[..., 0], working.yearly
    total = {id: row.cell(letters(TOTAL)) for id, row in money.items()}

    def weighted(lines: list[int], parts: tuple[Cash, ...], by: str) -> str:
        made = [
            f"SUMPRODUCT({sheet.across(flows.row(part, i))},{by})" for i in lines for part in parts
        ]
        return "+".join(made) or "0"

    yield Rests(
        COUNCIL,
        weighted(own, (Cash.CASH,), prices),
        float((amounts[own, list(Cash).index(Cash.CASH)] * appraisal.inflation_factors).sum()),
        f"{total['delivery']}+{total['released']}",
        float(appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, prices=Prices.NOMINAL).sum()),
    )
    yield Rests(
        ALL_PAYERS,
        weighted(lines, tuple(Cash), factor),
        float((amounts[lines] * appraisal.discount_factors).sum()),
        total["present_value"],
        appraisal.npv,
    )


def _label(appraisal: Answer, lead: Counterfactual) -> str:
    label = appraisal.claimed[lead][0].label
    return label[:1].lower() + label[1:]


def _spoken(
    appraisal: Answer, lead: Counterfactual, parts: tuple[Rests, ...], written: str
) -> Callable[[str], str] | None:
    """How its cases are written, where this way of working gives what costavoid says."""
    value = float(lead.avoided(appraisal.inputs)[0])
    for in_python, in_excel in SAID:
        for rests in parts:
            if rests.own_value and written == WORDS.format(
                whose=rests.whose,
                what=_label(appraisal, lead),
                needed=in_python(value * (1 - rests.net_value / rests.own_value)),
                now=in_python(abs(value)),
                more=MORE if value < 0 else "",
            ):
                return in_excel
    return None


def _sentence(
    appraisal: Answer,
    sheet: Sheet,
    lead: Counterfactual,
    parts: tuple[Rests, ...],
    counted: PerYear,
    working: Working,
    rated: Rated,
    in_words: Callable[[str], str],
) -> str:
    """The sentence of the council where its cash moves, else of all payers."""
    assert counted.avoided is not None
    sheet.section("To break even: what rests on the cases of the leading effect, over the years")
    now, value = counted.avoided.value, float(lead.avoided(appraisal.inputs)[0])
    reach, found = _reach(appraisal, lead, counted, rated), []
    for rests in parts:
        one = sheet.scalar(f"Rests on it: {rests.whose}", rests.own, rests.own_value, "pounds")
        net = sheet.scalar(f"Net: {rests.whose}", rests.net, rests.net_value, "pounds")
        known = value * (1 - rests.net_value / rests.own_value) if rests.own_value else 0.0
        made = f"IF({one.value}=0,0,{now}*(1-{net.value}/{one.value}))"
        label = f"Cases a year needed: {rests.whose}"
        needed = sheet.scalar(label, made, known, "cases").value
        gaps = {
            "whose": quoted(rests.whose),
            "what": quoted(_label(appraisal, lead)),
            "needed": in_words(needed),
            "now": in_words(f"ABS({now})"),
            "more": f'IF({now}<0,"{MORE}","")',
        }
        reached = ",".join(test.format(needed=needed, now=now) for test in reach)
        found.append(f"IF(AND({reached}),{filled(WORDS, gaps)},{quoted(NOT_AFRESH)})")
    council, everybody = found
    released, spent = (sheet.across(working.yearly[id]) for id in ("released", "delivery"))
    moves = f"AND(SUMPRODUCT(ABS({released}))>0,SUMPRODUCT(ABS({spent}))>0)"
    return f'IF(ISERROR({net.value}),"",IF({moves},{council},{everybody}))'


def _reach(appraisal: Answer, lead: Counterfactual, counted: PerYear, rated: Rated) -> list[str]:
    """What must be true of the cases needed: tests, with {needed} and {now}."""
    tests = ["{needed}>0", "{now}<>0"]
    if counted.most:
        tests.append(f"{{needed}}*{counted.rate.value}/{{now}}<={counted.most.value}")
    most = _most(appraisal, lead)
    value = float(lead.avoided(appraisal.inputs)[0])
    if most is not None and value:
        tests += [f"{{needed}}<={{now}}*{most / value:.17g}", f"{rated.changed}=0"]
    return tests


def _most(appraisal: Answer, lead: Counterfactual) -> float | None:
    """The most cases a year that its number can avoid; None where it has no such end."""
    moved = appraisal.inputs.estimate(lead.moved)
    ends = {Unit.SHARE: (0.0, 1.0), Unit.RATIO: (0.0,), Unit.COUNT: (0.0,)}
    tried = [
        float(lead.avoided(appraisal.inputs.drawn({moved.id: np.array([end])}))[0])
        for end in ends.get(moved.unit, ())
    ]
    expected = getattr(lead, "expected", None)
    if expected is not None:
        there = np.array([appraisal.inputs.estimate(expected).value])
        tried.append(float(lead.avoided(appraisal.inputs.drawn({moved.id: there}))[0]))
    return max(tried) if tried else None
