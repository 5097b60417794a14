"""What came of a plan so far, and its document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from costavoid.evidence.figures import pounds
from costavoid.output.report.document import Block, Document, Heading, Paragraph, Section, Table
from costavoid.tracking.actuals import Observed
from costavoid.tracking.forecast import Forecast
from costavoid.tracking.ledger import MoneySoFar
from costavoid.tracking.periods import Period
from costavoid.tracking.register import Benefit, Register
from costavoid.tracking.register_file import hash_of
from costavoid.tracking.so_far import Ahead, SoFar, Verdict, known, so_far
from costavoid.tracking.words import (
    METHOD,
    between,
    day_said,
    said,
    said_of_money,
    said_of_year,
    span,
    when_it_could,
    whole_or_tenth,
)

UNTOLD = (Verdict.CANNOT_TELL, Verdict.NOT_PLANNED, Verdict.NOTHING)


@dataclass(frozen=True)
class Counted:
    """One benefit that was counted: what its counts show, and what is to come.

    `compared` is the same against the comparison, where one was given; `elsewhere` what is said
    of a published one.
    """

    benefit: Benefit
    observed: Observed
    so_far: SoFar
    compared: SoFar | None
    ahead: Ahead
    forecast: Forecast | None
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class Results:
    """What came of a plan so far."""

    register: Register
    today: date
    counted: tuple[Counted, ...]
    money: tuple[MoneySoFar, ...]

    @property
    def uncounted(self) -> tuple[Benefit, ...]:
        """Benefits that could be counted, of which no counts were given."""
        told = {each.benefit.id for each in self.counted}
        return tuple(each for each in self.register.counted if each.id not in told)


def sentences(results: Results) -> dict[str, list[str]]:
    """What there is to say, by what it is about: each count, then the money."""
    found = {each.benefit.measure: _of(each) for each in results.counted}
    if results.money:
        found["Money"] = [said_of_money(each) for each in results.money]
    if results.uncounted:
        found["Not counted"] = [
            f"{benefit.measure}: no counts were given." for benefit in results.uncounted
        ]
    return found


def _of(each: Counted) -> list[str]:
    """Of one count: what it shows, when it could show more, and what the year will come to."""
    found = [*each.observed.said, *said(each.so_far)]
    found += [*each.elsewhere[:1], *(said(each.compared) if each.compared else ())]
    if each.so_far.verdict in UNTOLD:
        found.append(when_it_could(each.ahead, each.benefit))
    if each.forecast:
        found.append(said_of_year(each.forecast))
    return [*found, *each.elsewhere[1:]]


def results_document(results: Results) -> Document:
    """What came of a plan so far, with every count."""
    register = results.register
    sections = [
        Section("summary", "Did it happen?", _summary(results)),
        Section("counts", "The counts, cumulatively", tuple(map(_counts, results.counted))),
        Section("method", "How it is judged", tuple(Paragraph(each) for each in METHOD)),
        Section("record", "Against what", _record(results)),
    ]
    if results.money:
        sections.insert(2, Section("money", "Money against the plan", (_money(results),)))
    subtitle = (
        f"Plan approved {day_said(register.approved)}; as it stood on {day_said(results.today)}. "
        f"{register.summary}"
    )
    return Document(f"{register.programme}: benefits so far", subtitle, tuple(sections))


def _summary(results: Results) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for title, found in sentences(results).items():
        blocks.append(Heading(title))
        blocks += [Paragraph(sentence, "item") for sentence in found]
    return tuple(blocks)


def _counts(each: Counted) -> Table:
    """After each period: all that was counted and expected so far, and what that ruled out."""
    rows = []
    for number, (period, count) in enumerate(each.observed.counts, 1):
        upto = replace(each.observed, counts=each.observed.counts[:number])
        then = so_far(each.benefit, upto)
        here = known(each.benefit, ((period, count),))
        rows.append(
            (
                str(period),
                "unknown" if count is None else _many(each.observed.between.get(period), count),
                whole_or_tenth(here.expected(each.benefit.planned)) if here.months else "-",
                *_shown(then),
                whole_or_tenth(then.planned),
                whole_or_tenth(then.without),
                then.verdict.value,
            )
        )
    columns = (
        "Period",
        "Counted",
        "Planned",
        "Counted so far",
        "95% interval",
        "Planned so far",
        "Without it, so far",
        "What may be said",
    )
    return Table(each.benefit.measure, columns, tuple(rows), frozenset({1, 2, 3, 4, 5, 6}))


def _shown(then: SoFar) -> tuple[str, str]:
    """All that was counted, and its interval; nothing where nothing is known."""
    if then.verdict is Verdict.NOTHING:
        return "-", "-"
    return _many((then.least, then.most), then.observed), between(then.interval)


def _many(between: tuple[int, int] | None, count: int) -> str:
    """A count, or the range that it is rounded from."""
    low, high = between or (count, count)
    return str(count) if low == high else f"{low} to {high}"


def _money(results: Results) -> Table:
    rows = tuple(
        (
            each.label,
            span(each.periods),
            pounds(each.actual),
            pounds(each.planned),
            pounds(each.over),
            f"{pounds(each.year_forecast)} ({each.year})",
            pounds(each.year_planned),
        )
        for each in results.money
    )
    columns = (
        "Council's money",
        "Periods",
        "Actual",
        "Planned",
        "Difference",
        "Year, if the rest is as planned",
        "Year, planned",
    )
    caption = "From the ledger, in cash terms"
    return Table(caption, columns, rows, frozenset({2, 3, 4, 5, 6}))


def _record(results: Results) -> tuple[Block, ...]:
    rows = (
        ("Plan approved", day_said(results.register.approved)),
        ("SHA-256 of the plan", hash_of(results.register)),
        ("As it stood on", day_said(results.today)),
        *((f"Counts of {each.benefit.measure}", _source(each)) for each in results.counted),
    )
    return (Table("What was compared", ("What", "Value"), rows),)


def _source(each: Counted) -> str:
    periods: list[Period] = [period for period, _ in each.observed.counts]
    source = each.observed.source or each.benefit.data_source or "source not named in the plan"
    return f"{span(periods)}; {source}"
