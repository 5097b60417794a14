"""Options side by side: what is unlike first, then evidence beside money, by one sign convention.

A row of each is off the table of its own first page; no number is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from costavoid.analysis.compare import Option, differences
from costavoid.analysis.review.rules import review
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import Budget, budget
from costavoid.evidence.figures import bracketed, in_pounds
from costavoid.output.words.cover import BRACKETS
from costavoid.output.words.evidence_said import Rating, rating
from costavoid.output.words.sentences import when
from costavoid.output.words.verdict import Facts, facts

TITLE = "Options appraisal"
UNLIKE, TABLE, BY_YEAR = "What is not alike", "Side by side", "The council's net cash by year"
ALIKE = "Nothing was found that would make one figure here unlike another."
MONEY = ("delivery", "released", "net", "avoided", "others", "present_value")
EVIDENCE, PAID_BACK, SERIOUS = "Evidence", "Pays back", "Serious"
NO_CHANGE = "Nothing is spent, and nothing is avoided: every other option is counted against this."
PROMPT = "For the author: which option, why, and why not the others."
WHAT_HAPPENS = (
    "For the author: what happens to the children, the caseload and the budget if nothing is done."
)


@dataclass(frozen=True)
class Line:
    """One option: its first page's table and rating; none for doing nothing."""

    name: str
    answer: Answer | None
    table: Budget | None
    rating: Rating | None
    paid_back: str
    serious: int

    def whole(self, id: str) -> int:
        """What a line of its table comes to."""
        return 0 if self.table is None else self.table.row(id).whole

    def amounts(self, id: str, columns: int) -> tuple[int, ...]:
        """A line of its table, by column."""
        return (0,) * columns if self.table is None else self.table.row(id).amounts


@dataclass(frozen=True)
class SideBySide:
    """The options in order, what to know before they are compared, and what their pounds are."""

    lines: tuple[Line, ...]
    unlike: tuple[str, ...]
    about: str
    caption: str
    labels: dict[str, str]  # of each line of money
    columns: tuple[str, ...]  # years
    years: tuple[str, ...]
    unit: int
    preferred: str
    finding: str


def side_by_side(options: Iterable[Option], preferred: str = "") -> SideBySide:
    """Of options that can be compared, the preferred one named."""
    listed = list(options)
    answers = [part for _, part in listed if part is not None]
    first, unit = answers[0], min(budget(part).unit for part in answers)
    lines = tuple(_line(name, part, unit) for name, part in listed)
    tables = [line.table for line in lines if line.table is not None]
    prices = first.settings.price_year
    return SideBySide(
        lines=lines,
        unlike=(*_known(lines), *_of_whom(lines), *differences(listed, ids=False)) or (ALIKE,),
        about=f"{when(first.years)}, in {prices} prices",
        caption=f"{'£000s' if unit > 1 else '£'} against doing nothing, in cash terms; present "
        f"value in {prices} prices, discounted. {BRACKETS}",
        labels={id: max((t.row(id).label for t in tables), key=len) for id in MONEY},
        columns=tables[0].columns,
        years=first.years,
        unit=unit,
        preferred=preferred,
        finding=_finding(lines, unit, first.years),
    )


def _line(name: str, answer: Answer | None, unit: int) -> Line:
    if answer is None:
        return Line(name, None, None, None, "", 0)
    table = budget(answer, unit)
    serious = sum(finding.severity == "serious" for finding in review(answer))
    return Line(name, answer, table, rating(answer), _paid_back(facts(answer, table)), serious)


def _known(lines: Iterable[Line]) -> list[str]:
    """How well each is known, where they differ."""
    rated: dict[Rating, list[str]] = {}
    for line in lines:
        if line.rating:
            rated.setdefault(line.rating, []).append(line.name)
    if len(rated) < 2:
        return []
    each = "; ".join(f"{one.shape} {one.word}: {', '.join(of)}" for one, of in rated.items())
    return [f"How well the effect is known. {each}."]


def _of_whom(lines: Iterable[Line]) -> list[str]:
    """Whom each is for and how long, where they differ: one need not replace another."""
    cases = {line.name: line.answer.intervention for line in lines if line.answer}
    of = {name: case.summary() for name, case in cases.items() if case.summary() != case.called}
    if len(set(of.values())) < 2:
        return []
    return [f"Whom it is for. {'; '.join(f'{name}: {who}' for name, who in of.items())}."]


def _paid_back(of: Facts) -> str:
    if not of.delivery:
        return "no cost given"
    if of.spent <= 0:
        return "others pay"
    return of.year or "no"


def _finding(lines: tuple[Line, ...], unit: int, years: tuple[str, ...]) -> str:
    """Which option leaves the council with most cash, and how well that is known."""
    by = f"{'by' if len(years) > 1 else 'in'} {years[-1]}"
    costed = [line for line in lines if line.answer is None or line.answer.has_delivery]
    best = max(costed, key=lambda line: line.whole("net"), default=None)
    left_out = ", ".join(line.name for line in lines if line not in costed)
    but = f"; {left_out} cannot be ranked, as no delivery cost was given" if left_out else ""
    net = best.whole("net") if best else 0
    if best is None or net <= 0 or best.rating is None:
        return f"No option releases more of the council's cash than it costs {by}{but}"
    evidence = f"evidence: {best.rating.word.lower()}"
    most = f"{best.name} leaves the council with most cash"
    return f"{most}: {in_pounds(net, unit)} {by} ({evidence}){but}"


def called(page: SideBySide, line: Line) -> str:
    """The name of an option, the preferred one marked."""
    return f"{line.name} (preferred)" if line.name == page.preferred else line.name


def heads(page: SideBySide) -> tuple[str, ...]:
    """Of the table of options."""
    money = (page.labels[id] for id in MONEY)
    return (f"Option, {unit_word(page)}", EVIDENCE, *money, PAID_BACK, SERIOUS)


def rows(page: SideBySide) -> tuple[tuple[str, ...], ...]:
    """An option in each, as the table prints it."""
    return tuple(
        (
            called(page, line),
            str(line.rating) if line.rating else "",
            *(bracketed(line.whole(id)) for id in MONEY),
            line.paid_back,
            str(line.serious) if line.answer is not None else "",
        )
        for line in page.lines
    )


def year_heads(page: SideBySide) -> tuple[str, ...]:
    """Of the table of net cash by year."""
    return (f"Option, {unit_word(page)}", *page.columns, "Total")


def year_rows(page: SideBySide) -> tuple[tuple[str, ...], ...]:
    """The council's net cash of each option, by year, and its total."""
    return tuple(
        (
            called(page, line),
            *map(bracketed, line.amounts("net", len(page.columns))),
            bracketed(line.whole("net")),
        )
        for line in page.lines
    )


def unit_word(page: SideBySide) -> str:
    """What one stands for."""
    return "£000" if page.unit > 1 else "£"
