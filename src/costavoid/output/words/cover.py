"""The first page of every output, in at most 200 words: what a cabinet member has to know.

The same sentences and the same table stand in Word, HTML, Markdown, the workbook, the slides and
the terminal; everything else is behind it. No number is worked out here.
"""

from __future__ import annotations

from dataclasses import dataclass

from costavoid.analysis.break_even import BreakEven
from costavoid.analysis.chances import ENOUGH, borne
from costavoid.analysis.review.costs import average_cash
from costavoid.analysis.review.finding import ORDER
from costavoid.analysis.review.rules import points, review
from costavoid.analysis.sensitivity import widest
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import Budget, budget
from costavoid.base.vocabulary import Cash, Kind, Payer, Unit
from costavoid.evidence.figures import about, amount, bracketed, pence, per, percent, tenths
from costavoid.output.words.effects import break_evens_of_effects
from costavoid.output.words.evidence_said import AVOIDED, Rating, leading, rating
from costavoid.output.words.findings import cash_finding
from costavoid.output.words.local import whose
from costavoid.output.words.plainly import names
from costavoid.output.words.short_risks import short
from costavoid.output.words.verdict import verdict

RISKS = 3
MOST_OF_IT = 0.5  # of the council's cash: that much of averages is a risk to name
NOTHING = "nothing would: "
MOST_WORDS = 200
EVIDENCE, BREAK_EVEN, RISKS_TITLE = "Evidence", "To break even", "Risks"
RECOMMENDATION = "Recommendation"
PROMPT = "For the author: approve, pilot with a comparison, or do not proceed; and why."
BRACKETS = "Brackets: money spent. Rounded so that lines add up."


@dataclass(frozen=True)
class Cover:
    """The parts of the first page, in the order in which they stand."""

    title: str
    about: str
    verdict: tuple[str, ...]
    rating: Rating
    table: Budget
    caption: str
    finding: str
    chance: str
    break_even: str
    risks: tuple[str, ...]
    recommendation: str = PROMPT


def cover(appraisal: Answer) -> Cover:
    """The first page of an appraisal, the same for every programme."""
    case, table, rated = appraisal.intervention, budget(appraisal), rating(appraisal)
    summary = "" if case.summary() == case.called else case.summary()
    return Cover(
        title=case.called,
        about="; ".join(filter(None, (summary, whose(appraisal)))),
        verdict=verdict(appraisal, table, rated),
        rating=rated,
        table=table,
        caption=caption(appraisal, table.unit),
        finding=cash_finding(appraisal),
        chance=_chance(appraisal),
        break_even=_break_even(appraisal),
        risks=_risks(appraisal),
    )


def cells(table: Budget) -> tuple[tuple[str, ...], ...]:
    """The rows as they are printed: the label, each column, the total (none for a running sum)."""
    return tuple(
        (row.label, *map(bracketed, row.amounts), "" if row.total is None else bracketed(row.total))
        for row in table.rows
    )


def heads(table: Budget) -> tuple[str, ...]:
    """The head of each column: the unit, the years, the total."""
    return (unit_said(table.unit), *table.columns, "Total")


def unit_said(unit: int) -> str:
    """What one of a table's units is: £000, or £."""
    return "£000" if unit > 1 else "£"


def caption(appraisal: Answer, unit: int) -> str:
    """What the table is in, where one stands for so many pounds."""
    prices = appraisal.settings.price_year
    return (
        f"{unit_said(unit)}{'s' if unit > 1 else ''} in cash terms; present value in {prices} "
        f"prices, discounted. {BRACKETS}"
    )


def _break_even(appraisal: Answer) -> str:
    """What the leading effect would have to be, for the council's cash or else for all payers."""
    lead = leading(appraisal)
    if not appraisal.has_delivery or lead is None:
        return "No delivery cost was given, so there is nothing to break even with."
    label = appraisal.claimed[lead][0].label
    own = break_evens_of_effects(appraisal, "council cash")[lead]
    if appraisal.annual(payer=Payer.COUNCIL, kind=Kind.DELIVERY).any() and _moves(appraisal):
        return _reached(own, label, "the council's cash")
    public = break_evens_of_effects(appraisal, "net present value")[lead]
    return _reached(public, label, "all payers together")


def _moves(appraisal: Answer) -> bool:
    """Whether any of the council's cash is released."""
    return bool(appraisal.annual(payer=Payer.COUNCIL, kind=Kind.BENEFIT, cash=Cash.CASH).any())


def _reached(found: BreakEven, label: str, whose: str) -> str:
    """The value in cases where it has them; else in its own unit."""
    what = label[:1].lower() + label[1:]
    if not found.reached:
        why = found.reason.removeprefix(NOTHING)
        return f"For {whose}{': ' if why == found.reason else ', no effect would do: '}{why}"
    unit = Unit(found.unit)
    needed, now = amount(found.value, unit), amount(found.present, unit)
    if unit is Unit.RATIO and not found.means:  # what comes back for each pound
        needed, now = f"{pence(found.value)} for each £1", pence(found.present)
    if found.means and what.endswith(AVOIDED):
        more = " more, not fewer," if found.cases_now < 0 else ""
        needed, now = f"{tenths(found.cases)} a year", f"{tenths(abs(found.cases_now))}{more}"
    return f"For {whose}: {what}, {needed}, against {now.removesuffix(per(unit))} here."


def _risks(appraisal: Answer) -> tuple[str, ...]:
    """The gravest findings, serious ones named so; then what moves the answer most."""
    found = [f for f in points(review(appraisal)) if f.id != "caution"]
    own = appraisal.annual(payer=Payer.COUNCIL, kind=Kind.BENEFIT, cash=Cash.CASH)
    if average_cash(appraisal) >= MOST_OF_IT * float(abs(own).sum()) > 0:
        found.sort(key=lambda f: (ORDER.index(f.severity), f.id != "average_as_cash"))
    said = list(dict.fromkeys(map(short, found)))[:RISKS]
    called = names(appraisal)
    for row in widest(appraisal, RISKS - len(said)) if len(said) < RISKS else ():
        low, high = about(row.net_at_low), about(row.net_at_high)
        known = "10% either way" if row.plus_minus else "its own range"
        label = called.get(row.id, row.label)
        said.append(f"{label}, {known}: all payers' net value is {low} to {high}.")
    return tuple(said)


def _chance(appraisal: Answer) -> str:
    """The chance that the council's cash pays back; blank where none can be given."""
    drawn = appraisal.drawn
    paid = appraisal.annual(payer=Payer.COUNCIL, kind=Kind.DELIVERY).any()
    if drawn is None or not drawn.varying or not paid or borne(appraisal) < ENOUGH:
        return ""
    chance = percent(drawn.chance_council_pays_back)
    return f"Chance that the council's cash pays back by {appraisal.years[-1]}: {chance}."
