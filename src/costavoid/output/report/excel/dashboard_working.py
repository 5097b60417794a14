"""The Dashboard working sheet: the money of the Dashboard by year, and its words by formula.

The words are those of `costavoid.output.words.verdict`, chosen and filled by cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import FIRST as FIRST_YEARS
from costavoid.appraisal.budget import MOST, SMALL, THOUSAND
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices
from costavoid.evidence.figures import in_pounds
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.discounting import Worth
from costavoid.output.report.excel.payers import ALL, Paid
from costavoid.output.report.excel.rating_cells import Rated
from costavoid.output.report.excel.rows import FIRST, Row, letters, same
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.templates import capital, filled, pounds, quoted, whole
from costavoid.output.words.cover import Cover
from costavoid.output.words.evidence_said import NONE_SHOWN, STRONG, UNTESTED
from costavoid.output.words.verdict import (
    IF_IT_HOLDS,
    TITLES,
    Facts,
    council_words,
    facts,
    otherwise,
    situation,
    worth_words,
)

NAME = "Dashboard working"
SAID = "What the Dashboard shows, worked out year by year, and the words that its figures choose."
LABELS = {
    "delivery": "Delivery cost, the council's, cash terms",
    "released": "Cash-releasing saving, the council's, cash terms",
    "avoided": "Cost avoidance, the council's, cash terms",
    "others": "Other payers, gains less costs, cash terms",
    "present_value": "All payers, present value",
}


@dataclass(frozen=True)
class Working:
    """Where what the Dashboard shows stands."""

    yearly: Mapping[str, Row]  # pounds of each year, by the ids of the first page's table
    cumulative: Row
    to_date: Mapping[str, Row]  # whole units to date
    unit: Row
    council: Row
    all_payers: Row
    title: Row


def write(
    appraisal: Answer,
    book: Book,
    paid: Paid,
    worth: Worth,
    inflation: Row,
    rated: Rated,
    said: Cover,
) -> Working:
    """The money, what is true of it, and the words."""
    sheet = book[NAME]
    sheet.timeline(NAME, SAID, ("What", "Unit", "Value", "Total", ""))
    sheet.section("Pounds in the year")
    yearly, exact = _yearly(appraisal, sheet, paid, worth, inflation)
    council = paid.nominal[Payer.COUNCIL.value]
    net = exact["delivery"] + exact["released"]
    cumulative = sheet.yearly(
        "Net cash, cumulative", same(council["cumulative_net"]), net.cumsum(), "pounds"
    )
    first, last = yearly["delivery"], yearly["present_value"]
    block = f"{first.cell(letters(FIRST))}:${letters(sheet.last)}${last.number}"
    large = f"IF(MAX(MAX({block}),-MIN({block}))>={SMALL:.0f},{THOUSAND:.0f},1)"
    unit = sheet.scalar("The table is in units of", large, said.table.unit, "number", "£")
    sheet.section("Whole units to date, so that the years of the table add up to its total")
    to_date = {
        id: _to_date(sheet, LABELS[id], row, unit, exact[id] / said.table.unit)
        for id, row in yearly.items()
    }
    return Working(
        yearly,
        cumulative,
        to_date,
        unit,
        *_words(appraisal, sheet, paid, to_date, unit, rated, said),
    )


def _yearly(
    appraisal: Answer, sheet: Sheet, paid: Paid, worth: Worth, inflation: Row
) -> tuple[dict[str, Row], dict[str, Array]]:
    """Each line of the first page's table, in pounds, and the same in Python."""
    own, nominal = Payer.COUNCIL.value, Prices.NOMINAL
    council, real, everybody = paid.nominal[own], paid.real[own], paid.real[ALL]
    formulas = {
        "delivery": same(council["delivery"]),
        "released": same(council["cash_released"]),
        "avoided": lambda c, p: f"{real['avoided'].at(c)}*{inflation.at(c)}",
        "others": lambda c, p: f"({everybody['net'].at(c)}-{real['net'].at(c)})*{inflation.at(c)}",
        "present_value": same(worth.yearly["present_value"]),
    }
    exact = {
        "delivery": appraisal.annual(payer=own, kind=Kind.DELIVERY, cash=Cash.CASH, prices=nominal),
        "released": appraisal.annual(payer=own, kind=Kind.BENEFIT, cash=Cash.CASH, prices=nominal),
        "avoided": appraisal.annual(payer=own, cash=Cash.AVOIDED, prices=nominal),
        "others": appraisal.annual(prices=nominal) - appraisal.annual(payer=own, prices=nominal),
        "present_value": appraisal.annual(prices=Prices.PRESENT_VALUE),
    }
    rows = {
        id: sheet.yearly(LABELS[id], formula, exact[id], "pounds", total=True)
        for id, formula in formulas.items()
    }
    return rows, exact


def _to_date(sheet: Sheet, label: str, row: Row, unit: Row, exact: Array) -> Row:
    start = row.cell(letters(FIRST))
    return sheet.yearly(
        label,
        lambda c, p: whole(f"SUM({start}:{c}${row.number})/{unit.value}"),
        np.rint(exact.cumsum()),
        "number",
    )


def columns(years: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The columns of the table: from which year to which, counted from 0."""
    if len(years) <= MOST:
        return tuple((i, i) for i in range(len(years)))
    return (*((i, i) for i in range(FIRST_YEARS)), (FIRST_YEARS, len(years) - 1))


def _words(
    appraisal: Answer,
    sheet: Sheet,
    paid: Paid,
    to_date: Mapping[str, Row],
    unit: Row,
    rated: Rated,
    said: Cover,
) -> tuple[Row, Row, Row]:
    """The council's sentence, everybody's, and the title of the chart."""
    known = facts(appraisal, said.table)
    end = letters(sheet.last)
    sheet.section("What is true of the council's cash")
    whole_units = {
        "spent": (f"-{to_date['delivery'].cell(end)}", known.spent),
        "released": (to_date["released"].cell(end), known.released),
        "added": (f"-{to_date['released'].cell(end)}", -known.released),
        "down": (
            f"-{to_date['delivery'].cell(end)}-{to_date['released'].cell(end)}",
            known.spent - known.released,
        ),
        "avoided": (to_date["avoided"].cell(end), known.avoided),
        "worth": (to_date["present_value"].cell(end), known.worth),
        "loss": (f"-{to_date['present_value'].cell(end)}", -known.worth),
    }
    figures = {
        name: sheet.scalar(name.capitalize(), made, value, "number", "whole units")
        for name, (made, value) in whole_units.items()
    }
    gaps = {
        name: sheet.scalar(
            f"{name.capitalize()}, in words",
            pounds(row.value, unit.value),
            in_pounds(whole_units[name][1], said.table.unit),
            "one line",
        ).value
        for name, row in figures.items()
    }
    payback = paid.payback.value
    year = f'IF(ISERROR(VALUE(LEFT({payback},4))),"",{payback})'
    gaps["year"] = sheet.scalar("Year of payback", year, known.year, "one line").value
    gaps |= {"last": quoted(known.last), "by": quoted(known.by), "who": quoted(known.who)}
    chosen = sheet.scalar(
        "So, which of the words below",
        _situation(known, figures, gaps),
        _key(situation(known)),
        "one line",
    )
    council = _chosen(sheet, "The council's cash, in words", council_words(appraisal), gaps, chosen)
    title = _chosen(sheet, "The title of the chart", TITLES, gaps, chosen)
    sheet.section("The sentences of the Dashboard")
    before = quoted(otherwise(appraisal))
    for word in (STRONG.word, UNTESTED.word, NONE_SHOWN.word):
        before = f"IF({rated.word}={quoted(word)},{quoted(IF_IT_HOLDS[word])},{before})"
    prefix = sheet.scalar("How sure", before, "", "one line")
    sentence = f'IF({prefix.value}="",{capital(council)},{prefix.value}&{council})'
    worth = figures["worth"].value
    more, less, neither = worth_words(known.delivery)
    everybody = (
        f"IF({worth}>0,{filled(more, gaps)},IF({worth}<0,{filled(less, gaps)},"
        f"{filled(neither, gaps)}))"
    )
    return (
        sheet.scalar("The council's cash", sentence, said.verdict[1], "one line"),
        sheet.scalar("Everybody", everybody, said.verdict[2], "one line"),
        sheet.scalar("The title of the chart", title, said.finding, "one line"),
    )


def _key(situation: str) -> str:
    """A situation as it is written on the sheet."""
    return situation.replace("_", " ")


def _situation(known: Facts, figures: Mapping[str, Row], gaps: Mapping[str, str]) -> str:
    """Which of the words are true, as `situation` says it."""
    released = figures["released"].value

    def way(more: str, less: str, none: str) -> str:
        return f'IF({released}>0,"{_key(more)}",IF({released}<0,"{_key(less)}","{_key(none)}"))'

    if not known.delivery:
        return way("gross", "gross_more", "gross_none")
    others = way("paid_by_others", "paid_by_others_more", "paid_by_others_none")
    short = way("does_not_pay", "costs_more", "costs")
    short = f'IF({released}={figures["spent"].value},"{_key("level")}",{short})'
    return (
        f"IF({figures['spent'].value}<=0,{others},"
        f'IF({gaps["year"]}<>"","{_key("pays_back")}",{short}))'
    )


def _chosen(
    sheet: Sheet, title: str, words: Mapping[str, str], gaps: Mapping[str, str], chosen: Row
) -> str:
    """All the words, filled; and a formula for those that are true."""
    sheet.section(title)
    first = sheet.here
    for key, template in words.items():
        last = sheet.scalar(_key(key), filled(template, gaps), "", "one line")
    keys, texts = first.to(last, "A"), first.to(last, "C")
    return f"INDEX({texts},MATCH({chosen.value},{keys},0))"
