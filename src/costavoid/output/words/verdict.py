"""The verdict: what the evidence says, then what it does to the council's cash and to everybody.

The words are data: a page or a workbook that works with other numbers fills the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import Budget
from costavoid.base.designs import Design
from costavoid.base.vocabulary import Kind, Payer
from costavoid.evidence.figures import in_pounds
from costavoid.output.words.evidence_said import (
    NONE_SHOWN,
    STRONG,
    UNTESTED,
    Rating,
    evidence_sentence,
    leading,
)

# What is true of the council's cash, and how it is said; {pounds} are of the table.
WORDS = {
    "gross": "{released} of the council's cash is released {by} {last}, before any delivery cost.",
    "gross_more": "the council spends {added} more {by} {last}, before any delivery cost.",
    "gross_none": "no council cash is released; cost avoidance is {avoided} {by} {last}, before "
    "any delivery cost.",
    "paid_by_others": "{released} of the council's cash is released {by} {last}; others pay.",
    "paid_by_others_more": "the council spends {added} more {by} {last}; others pay for delivery.",
    "paid_by_others_none": "others pay for it, and none of the council's cash is released.",
    "pays_back": "the council's cash pays back in {year}: {spent} spent, {released} released {by} "
    "{last}.",
    "level": "the council's cash comes out level {by} {last}: {spent} spent, {released} released.",
    "does_not_pay": "the council's cash does not pay back {by} {last}: {spent} spent, {released} "
    "released.",
    "costs": "it costs the council {spent} {by} {last} and releases none of its cash.",
    "costs_more": "it costs the council {spent} {by} {last}, and adds {added} to its other bills.",
}
# The same as the title of the chart of the council's cash.
TITLES = {
    "gross": "{released} of the council's cash is released {by} {last}, before any delivery cost",
    "gross_more": "The council spends {added} more cash {by} {last}",
    "gross_none": "No cash of the council's is released or spent",
    "paid_by_others": "{released} of the council's cash is released {by} {last}; others pay",
    "paid_by_others_more": "The council spends {added} more cash {by} {last}",
    "paid_by_others_none": "No cash of the council's is released or spent",
    "pays_back": "The council's cash pays back in {year}",
    "level": "The council's cash comes out level {by} {last}",
    "does_not_pay": "The council's cash is {down} down {by} {last}",
    "costs": "The council's cash is {down} down {by} {last}",
    "costs_more": "The council's cash is {down} down {by} {last}",
}
ALL = "All payers together"
ALL_AND_PEOPLE = "All payers and the people helped, together,"
# What all that gain or pay come to: better off, worse off, level; net of delivery or before it.
WORTH = (
    "{who} are {worth} better off in present value.",
    "{who} are {loss} worse off in present value.",
    "{who} break even in present value.",
)
WORTH_BEFORE_DELIVERY = (
    "{who} avoid {worth} in present value, before any delivery cost.",
    "{who} spend {loss} more in present value, before any delivery cost.",
    "{who} neither gain nor lose in present value, before any delivery cost.",
)
IF_IT_HOLDS = {
    STRONG.word: "On that evidence ",
    UNTESTED.word: "If the effect assumed holds, ",
    NONE_SHOWN.word: "",
}
OTHERWISE = "If that holds here, "
IF_AS_MUCH = "If the other price buys as much, "  # where two prices are all that is compared


@dataclass(frozen=True)
class Facts:
    """What the words of a verdict depend on: whole units of the table, and years."""

    delivery: bool  # whether a delivery cost was given, by whomever it is paid
    spent: int
    released: int
    avoided: int
    worth: int
    year: str  # of payback, blank without
    last: str
    unit: int
    by: str  # what stands before the last year
    who: str  # all that gain or pay


def facts(appraisal: Answer, table: Budget) -> Facts:
    """Of an answer and its table."""
    payback = appraisal.payback
    return Facts(
        delivery=appraisal.has_delivery,
        spent=-table.row("delivery").whole,
        released=table.row("released").whole,
        avoided=table.row("avoided").whole,
        worth=table.row("present_value").whole,
        year=payback if payback in appraisal.years else "",
        last=appraisal.years[-1],
        unit=table.unit,
        by="by" if len(appraisal.years) > 1 else "in",
        who=ALL_AND_PEOPLE if Payer.INDIVIDUALS in appraisal.flows.payers else ALL,
    )


def situation(of: Facts) -> str:
    """Which of the words are true."""
    way = "" if of.released > 0 else "_more" if of.released < 0 else "_none"
    if not of.delivery:
        return f"gross{way}"
    if of.spent <= 0:
        return f"paid_by_others{way}"
    if of.year:
        return "pays_back"
    if of.released == of.spent:
        return "level"
    return {"": "does_not_pay", "_more": "costs_more", "_none": "costs"}[way]


FREE = {
    "paid_by_others": "{released} of the council's cash is released {by} {last}; its delivery cost "
    "is given as nothing.",
    "paid_by_others_more": "the council spends {added} more {by} {last}; its delivery cost is "
    "given as nothing.",
    "paid_by_others_none": "its delivery cost is given as nothing, and none of the council's cash "
    "is released.",
}


def council_words(appraisal: Answer) -> Mapping[str, str]:
    """What may be said of the council's cash: whether others pay, or nobody does."""
    paid = appraisal.annual(kind=Kind.DELIVERY).any()
    return WORDS if paid or not appraisal.has_delivery else {**WORDS, **FREE}


def otherwise(appraisal: Answer) -> str:
    """What stands before the pounds of evidence that is neither strong, untested nor null."""
    lead = leading(appraisal)
    priced = lead is not None and lead.design(appraisal.inputs) is Design.ACCOUNTING
    return IF_AS_MUCH if priced else OTHERWISE


def worth_words(delivery: bool) -> tuple[str, str, str]:
    """What may be said of all that gain or pay: more, less, and neither."""
    return WORTH if delivery else WORTH_BEFORE_DELIVERY


def money_said(
    of: Facts, rated: Rating, held: str = OTHERWISE, said: Mapping[str, str] = WORDS
) -> tuple[str, str]:
    """The council's cash, and all payers, in a sentence each; `held` is what must hold first."""
    before = IF_IT_HOLDS.get(rated.word, held)
    words = _filled(said[situation(of)], of)
    council = before + words if before else words[:1].upper() + words[1:]
    more, less, neither = worth_words(of.delivery)
    all_payers = more if of.worth > 0 else less if of.worth < 0 else neither
    worth, loss = in_pounds(of.worth, of.unit), in_pounds(-of.worth, of.unit)
    return council, all_payers.format(who=of.who, worth=worth, loss=loss)


def chart_title(of: Facts) -> str:
    """What the chart of the council's cash shows."""
    return _filled(TITLES[situation(of)], of)


def _filled(words: str, of: Facts) -> str:
    amounts = {
        "spent": of.spent,
        "released": of.released,
        "added": -of.released,
        "down": of.spent - of.released,
        "avoided": of.avoided,
    }
    pounds = {name: in_pounds(amount, of.unit) for name, amount in amounts.items()}
    return words.format(**pounds, year=of.year, last=of.last, by=of.by)


def verdict(appraisal: Answer, table: Budget, rated: Rating) -> tuple[str, ...]:
    """The evidence first, then the council, then everybody: three sentences."""
    money = money_said(
        facts(appraisal, table), rated, otherwise(appraisal), council_words(appraisal)
    )
    return (evidence_sentence(appraisal), *money)
