"""The pages of a portfolio as data: a first page as of one case, then what stands behind it.

Every figure is off the tables of the programmes' own first pages and of what overlap removes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from costavoid.analysis.chances import ENOUGH, borne
from costavoid.appraisal.budget import Budget
from costavoid.base.vocabulary import Payer
from costavoid.evidence.figures import bracketed, in_pounds, many, percent, pounds
from costavoid.output.words.cover import PROMPT, RISKS, cover, unit_said
from costavoid.output.words.evidence_said import RATINGS, Rating
from costavoid.output.words.plainly import names, plainly
from costavoid.output.words.side_by_side import MONEY, Line, SideBySide, side_by_side
from costavoid.output.words.together import (
    NO_COHORT,
    choice_said,
    events_said,
    frontier_said,
    spread,
    worth_said,
)
from costavoid.output.words.verdict import ALL, ALL_AND_PEOPLE, Facts, chart_title, money_said
from costavoid.portfolios.budget import GONE, pays_back, together
from costavoid.portfolios.choice.choose import Choice
from costavoid.portfolios.choice.frontier import Frontier
from costavoid.portfolios.drawn import in_draws
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.rules import HEADLINE, Rule
from costavoid.portfolios.worth import CASH, MEASURES

TITLE = "Portfolio of programmes"
PROGRAMMES, OVERLAP = "The programmes side by side", "Overlap: three answers"
FUND, BUYS = "What to fund", "What each budget buys"
REMOVED, TOGETHER = "Removed for overlap", "Together, less overlap"
RULES = ("How effects combine", "Net cash", "Removed: cash", "Present value", "Removed: value")
NO_RULE = "as if nothing overlapped"
RULES_CAPTION = "The council's net cash and all payers' present value, by how effects combine"
ADDS_UP = (
    "Sums are of the programmes as their own first pages print them, so that tables add up; to the "
    "penny they may be a few {unit} off."
)


@dataclass(frozen=True)
class PortfolioPage:
    """The parts of a portfolio's documents, in the order in which they stand."""

    joined: Joined
    about: str
    verdict: tuple[str, ...]
    rating: Rating
    chance: str
    table: Budget
    caption: str
    finding: str
    break_even: str
    risks: tuple[str, ...]
    programmes: SideBySide  # the last line is all together
    rules: tuple[tuple[str, ...], ...]
    overlap: tuple[str, ...]
    choice: Choice | None
    frontier: Frontier | None
    recommendation: str = PROMPT

    @property
    def lines(self) -> tuple[Line, ...]:
        """The programmes, each alone."""
        return self.programmes.lines[:-1]


def portfolio_page(
    joined: Joined, choice: Choice | None = None, frontier: Frontier | None = None
) -> PortfolioPage:
    """What every document of a portfolio says; what to fund and the frontier where given."""
    alone = side_by_side(joined.parts)
    table = together(joined, alone.unit)
    rated = max((line.rating for line in alone.lines if line.rating), key=RATINGS.index)
    of = _facts(joined, table)
    finding = chart_title(of)
    off = "thousand pounds" if alone.unit > 1 else "pounds"
    whole = Line(TOGETHER, joined.first, table, rated, of.year or "no", 0)
    return PortfolioPage(
        joined=joined,
        about=f"{many(len(joined.parts), 'programme')} together: {', '.join(joined.names)}; "
        f"{alone.about}",
        verdict=(_evidence(alone.lines, rated), *money_said(of, rated), _overlap(joined, table)),
        rating=rated,
        chance=_chance(joined),
        table=table,
        caption=f"{alone.caption} {ADDS_UP.format(unit=off)}",
        finding=finding,
        break_even=_break_even(of),
        risks=_risks(joined, table.unit),
        programmes=replace(alone, lines=(*alone.lines, whole), finding=finding),
        rules=_rules(joined, table.unit),
        overlap=tuple(_of_overlap(joined)),
        choice=choice,
        frontier=frontier,
    )


def _facts(joined: Joined, table: Budget) -> Facts:
    people = any(Payer.INDIVIDUALS in part.flows.payers for _, part in joined.parts)
    spent = -table.row("delivery").whole
    return Facts(
        delivery=any(part.has_delivery for _, part in joined.parts),
        spent=spent,
        released=table.row("net").whole + spent,
        avoided=_left(table, "avoided"),
        worth=table.row("present_value").whole,
        year=pays_back(joined),
        last=joined.years[-1],
        unit=table.unit,
        by="by" if len(joined.years) > 1 else "in",
        who=ALL_AND_PEOPLE if people else ALL,
    )


def _left(table: Budget, line: str) -> int:
    """What overlap leaves of a line."""
    return table.row(f"alone {line}").whole + table.row(f"{GONE} {line}").whole


def _evidence(lines: Iterable[Line], rated: Rating) -> str:
    listed = list(lines)
    least = [line.name for line in listed if line.rating is rated]
    if len(least) == len(listed):
        return f"Evidence for each programme: {rated.word.lower()}."
    return f"Rated as the programme least well known: {', '.join(least)} ({rated.word.lower()})."


def _overlap(joined: Joined, table: Budget) -> str:
    if not joined.cohorts:
        return NO_COHORT
    cash, value = (-table.row(f"{GONE} {of}").whole for of in ("released", "present_value"))
    return (
        f"Removed for overlap, and not in these figures: {in_pounds(cash, table.unit)} of the "
        f"council's cash, {in_pounds(value, table.unit)} of all payers' present value."
    )


def _chance(joined: Joined) -> str:
    """As on the first page of one case, and blank where none of its parts can bear one."""
    drawn = [part.drawn for _, part in joined.parts]
    if not any(each is not None and each.varying for each in drawn):
        return ""
    if any(borne(part) < ENOUGH for _, part in joined.parts):
        return ""
    chance = percent(float((in_draws(joined, CASH) >= 0).mean()))
    return f"Chance that the council's cash pays back by {joined.years[-1]}: {chance}."


def _break_even(of: Facts) -> str:
    if of.spent <= 0:
        return "The council pays nothing to run them, so there is nothing to break even with."
    return (
        f"For the council's cash: {in_pounds(of.spent, of.unit)} released {of.by} {of.last}, "
        f"against {in_pounds(of.released, of.unit)} here, less overlap."
    )


def _risks(joined: Joined, unit: int) -> tuple[str, ...]:
    """What is not known of the overlap, then the gravest risk of each programme."""
    found = []
    if joined.cohorts:
        nets = {rule: together(joined, unit, rule).row("net").whole for rule in Rule}
        found.append(
            f"How effects combine is assumed: the council's net cash runs from "
            f"{in_pounds(min(nets.values()), unit)} to {in_pounds(max(nets.values()), unit)}."
        )
    if unsaid := len(joined.of_overlap()):
        found.append(f"Overlap to settle: {many(unsaid, 'point')}, under {OVERLAP}.")
    for name, part in joined.parts:
        first = cover(part).risks[:1]
        found += [f"{name}: {plainly(names(part))(risk)}" for risk in first]
    return tuple(found[: max(RISKS, len(joined.parts))])


def _rules(joined: Joined, unit: int) -> tuple[tuple[str, ...], ...]:
    """A row for each rule: net cash, present value, and what is removed of each."""
    found = []
    for rule in (*Rule, None):
        table = together(joined, unit, rule)
        ids = ("net", f"{GONE} released", "present_value", f"{GONE} present_value")
        name = f"{rule} (the headline)" if rule is HEADLINE else rule or NO_RULE
        found.append((str(name), *(bracketed(table.row(id).whole) for id in ids)))
    return tuple(found)


def _of_overlap(joined: Joined) -> Iterable[str]:
    if not joined.cohorts:
        yield NO_COHORT
    yield from events_said(joined)
    known = {id: name for _, part in joined.parts for id, name in names(part).items()}
    yield from map(plainly(known), joined.of_overlap())


def side_rows(page: PortfolioPage) -> tuple[tuple[str, ...], ...]:
    """Each programme alone, what overlap removes, and all together: they add up."""
    found = []
    for line in page.lines:
        amounts = (bracketed(line.whole(id)) for id in MONEY)
        found.append((line.name, str(line.rating or ""), *amounts, line.paid_back))
    gone, whole = removed_and_left(page.table)
    found.append((REMOVED, "", *map(bracketed, gone), ""))
    last = page.programmes.lines[-1]
    return (*found, (TOGETHER, str(page.rating), *map(bracketed, whole), last.paid_back))


def removed_and_left(table: Budget) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What overlap removes of each line of money, and what it leaves."""
    gone = {
        id: table.row(f"{GONE} {id}").whole
        for id in ("released", "avoided", "others", "present_value")
    }
    gone |= {"delivery": 0, "net": gone["released"]}
    left = {
        "delivery": table.row("delivery").whole,
        "released": _left(table, "released"),
        "net": table.row("net").whole,
        "avoided": _left(table, "avoided"),
        "others": _left(table, "others"),
        "present_value": table.row("present_value").whole,
    }
    return tuple(gone[id] for id in MONEY), tuple(left[id] for id in MONEY)


def side_heads(page: PortfolioPage) -> tuple[str, ...]:
    """Of the programmes side by side."""
    money = (page.programmes.labels[id] for id in MONEY)
    return (f"Programme, {unit_said(page.table.unit)}", "Evidence", *money, "Pays back")


def fund_lines(choice: Choice) -> tuple[str, ...]:
    """What to fund, a sentence or a year in each."""
    return tuple(choice_said(choice).splitlines())


def frontier_lines(frontier: Frontier) -> tuple[str, ...]:
    """What is said of the frontier beside its table."""
    listed = frontier_said(frontier).splitlines()
    return tuple(line for line in listed if not line.startswith("  "))


def frontier_heads(frontier: Frontier) -> tuple[str, ...]:
    """Of the frontier's table."""
    measure = MEASURES[frontier.by]
    return ("Budget over the horizon", f"{measure[:1].upper()}{measure[1:]}", "Programmes")


def frontier_rows(frontier: Frontier) -> tuple[tuple[str, ...], ...]:
    """A dozen of its sets at most."""
    return tuple(
        (
            pounds(float(frontier.budget[at])),
            worth_said(frontier.by, float(frontier.worth[at])),
            ", ".join(frontier.sets[at]) or "nothing",
        )
        for at in spread(range(len(frontier.sets)))
    )
