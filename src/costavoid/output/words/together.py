"""What programmes come to together, which to fund, and what every budget buys: in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.evidence.figures import about, figure, many, percent, pounds, tenths
from costavoid.evidence.figures import rounded as in_pounds
from costavoid.output.words.sentences import when
from costavoid.portfolios.choice.choose import MORE, Choice, WithMore
from costavoid.portfolios.choice.frontier import Frontier
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.pounds import OVERLAP, Row, rows, summed
from costavoid.portfolios.rules import HEADLINE
from costavoid.portfolios.tables import bounds, events
from costavoid.portfolios.worth import MEASURES, PLACEMENTS

LARGE = 100_000  # pounds, from which they are said in thousands
NOTES = 4  # that are printed
SHOWN = 12  # sets of a frontier that are printed
NO_COHORT = (
    "No overlap was said: none of these programmes is taken to reach a child whom another reaches."
)


def portfolio_said(joined: Joined) -> str:
    """The answer of a portfolio: the council's cash first, the pounds removed for overlap apart."""
    return "\n".join(_portfolio(joined))


def _portfolio(joined: Joined) -> Iterator[str]:
    listed, first = rows(joined), joined.first
    yield (
        f"{many(len(joined.parts), 'programme')} together, {when(joined.years)}: "
        f"{', '.join(joined.names)}"
    )
    yield _sums("The council's cash, pounds of each year", listed, first.inflation_factors, True)
    yield _sums(
        f"All payers, present value in {first.settings.price_year} prices",
        listed,
        first.discount_factors,
        False,
    )
    if not joined.cohorts:
        yield NO_COHORT
    else:
        yield from _three(joined)
        yield from events_said(joined)
    notes = joined.notes()
    yield from (f"Note: {note}" for note in notes[:NOTES])
    if len(notes) > NOTES:
        yield f"Note: {len(notes) - NOTES} more, in notes()."


def _sums(name: str, listed: list[Row], factors: Array, council: bool) -> str:
    """Saved, less overlap, less what it costs to run: pounds that add up as they are written."""
    payer, cash = (Payer.COUNCIL, Cash.CASH) if council else (None, None)

    def total(kind: str) -> float:
        return float(summed(listed, payer=payer, cash=cash, kind=kind) @ factors)

    saved, gone, paid = total(Kind.BENEFIT), -total(OVERLAP), -total(Kind.DELIVERY)
    places = _places(saved, gone, paid)
    net, gone, paid = (round(each, places) + 0.0 for each in (saved - gone - paid, gone, paid))
    return (
        f"{name}: {in_pounds(net + gone + paid)} saved, less {in_pounds(gone)} removed for "
        f"overlap, less {in_pounds(paid)} to run them: {in_pounds(net)} net."
    )


def _places(*amounts: float) -> int:
    """To how many places pounds are said beside each other: thousands, where they are large."""
    return -3 if max(map(abs, amounts)) >= LARGE else 0


def _pounds(amount: float) -> str:
    return in_pounds(round(amount, _places(amount)) + 0.0)


def _three(joined: Joined) -> Iterator[str]:
    yield "Where they reach the same children (council's net cash; net present value, all payers):"
    for rule, row in bounds(joined).to_dict(orient="index").items():
        head = " (the headline)" if rule == HEADLINE else ""
        yield (
            f"  {rule}: {_pounds(row['council_net_cash'])}; "
            f"{_pounds(row['net_present_value'])}{head}"
        )


def events_said(joined: Joined) -> Iterator[str]:
    """Of each cohort, over the horizon: events expected, avoided by each alone, and together."""
    frame = events(joined)
    for overlap in joined.overlaps:
        cohort = overlap.cohort
        own = frame[frame.index.get_level_values("cohort") == cohort.name]
        in_all = {str(column): float(own[column].sum()) for column in own}
        alone = ", ".join(
            f"{name} {tenths(in_all[f'{name} alone'])}" for name in overlap.programmes
        )
        yield (
            f"{cohort.name}: {figure(cohort.children.value)} in the cohort, "
            f"{tenths(float(overlap.baseline[0]))} events a year without any; avoided over the "
            f"horizon {tenths(in_all[HEADLINE])} together, and "
            f"{tenths(in_all['sum'])} if each were alone ({alone})."
        )


def choice_said(choice: Choice) -> str:
    """What is to be funded and why: the years, the overlap, the next £100,000, the runner-up."""
    return "\n".join(_choice(choice))


def _choice(choice: Choice) -> Iterator[str]:
    funded = ", ".join(choice.funded) or "nothing: every set that may be funded loses"
    yield f"Fund {funded}."
    yield f"It comes to {worth_said(choice.by, choice.worth)}: {MEASURES[choice.by]}, less overlap."
    yield _proof(choice)
    yield from _years(choice)
    if choice.joined.cohorts:
        yield f"Removed for overlap: {worth_said(choice.by, choice.removed)}."
        yield from _cohorts(choice)
    yield from _next(choice)
    yield _left_out(choice)
    if choice.wins:
        share, draws, sets = choice.wins
        yield (
            f"It is the best in {percent(share)} of {draws:,} simulations, of the {sets:,} sets "
            "that come nearest; what can be afforded does not vary."
        )


def _proof(choice: Choice) -> str:
    if choice.exact:
        return "No other set that may be funded comes to more."
    gap = choice.bound - choice.worth
    return (
        f"Too many programmes to try every set: none can come to more than "
        f"{worth_said(choice.by, choice.bound)}, {worth_said(choice.by, gap)} above this one."
    )


def _years(choice: Choice) -> Iterator[str]:
    funding = choice.funding().to_dict(orient="index")
    for year, row in choice.by_year().iterrows():
        paid = funding[str(year)]
        parts = [f"{name} {pounds(paid[name])}" for name in choice.funded if paid[name]]
        if np.isnan(row["budget"]):
            budget = "no budget was given"
        else:
            budget = f"{pounds(float(row['left']))} left of {pounds(float(row['budget']))}"
        said = f" ({', '.join(parts)})" if parts else ""
        yield f"  {year}: {pounds(float(row['used']))} used, {budget}{said}"


def _cohorts(choice: Choice) -> Iterator[str]:
    """How much of each cohort is used."""
    reaching = {o.cohort.name: len(o.programmes) for o in choice.joined.overlaps}
    for name, row in choice.cohorts().iterrows():
        yield (
            f"  {name}: {figure(float(row['programmes']))} of the {reaching[str(name)]} programmes "
            f"that reach it funded; at most {percent(float(row['most_together']))} of "
            f"{tenths(float(row['baseline']))} events a year avoided"
        )


def _next(choice: Choice) -> Iterator[str]:
    gaining = [each for each in choice.with_more if each.gain > 0]
    if not gaining:
        yield f"The next {about(MORE)} would buy nothing, in any one year or in each of them."
        return
    alone = [each for each in gaining if each.year]
    most = max(alone, key=lambda each: each.gain, default=None)
    every = next((each for each in gaining if not each.year), None)
    for each in (most, every):
        if each:
            where = f"in {each.year} alone" if each.year else "in each year with a budget"
            yield (
                f"The next {about(MORE)} {where} would buy {worth_said(choice.by, each.gain)} more"
                f"{_changed(each)}."
            )
    if not most:
        yield f"In any one year alone, {about(MORE)} would buy nothing."


def _changed(more: WithMore) -> str:
    added = f": {', '.join(more.added)}" if more.added else ""
    return added + (f" in place of {', '.join(more.dropped)}" if more.dropped else "")


def _left_out(choice: Choice) -> str:
    if choice.next_best is None:
        return "No other set may be funded."
    names, less = choice.next_best
    tried = "" if choice.exact else ", of those tried"
    return (
        f"The best set left out{tried}: {', '.join(names) or 'nothing'}; it comes to "
        f"{worth_said(choice.by, less)} less."
    )


def frontier_said(frontier: Frontier) -> str:
    """What every budget buys, at up to a dozen of them, and what is never bought."""
    return "\n".join(_frontier(frontier))


def _frontier(frontier: Frontier) -> Iterator[str]:
    yield f"The most that each budget buys: {MEASURES[frontier.by]}, less overlap."
    if not frontier.exact:
        yield "Too many programmes to try every set: the best found at some budgets."
    for at in spread(range(len(frontier.sets))):
        yield (
            f"  {pounds(float(frontier.budget[at]))}: "
            f"{worth_said(frontier.by, float(frontier.worth[at]))} "
            f"({', '.join(frontier.sets[at]) or 'nothing'})"
        )
    for name, why in frontier.never.items():
        yield f"Never: {name}, as {why}."


def spread(places: Sequence[int]) -> list[int]:
    """A dozen of them at most, the first and the last among them."""
    if len(places) <= SHOWN:
        return list(places)
    return sorted({round(at) for at in np.linspace(0, len(places) - 1, SHOWN)})


def worth_said(by: str, worth: float) -> str:
    """What a set comes to by a measure: pounds, or placements."""
    return f"{tenths(worth)} placements" if by == PLACEMENTS else _pounds(worth)
