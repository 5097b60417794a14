"""Every number in use, with a box for one's own in its place: by what it is for, widest first."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from costavoid.analysis.sensitivity import Swing, swings
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Kind, Unit
from costavoid.cases.case import numbers_in
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import about, amount, interval
from costavoid.output.words.plainly import names
from costavoid.page.boxes import Box
from costavoid.page.numbers_drawn import Drawn, beside, hidden, lacks_source
from costavoid.page.plain_numbers import estimate_said, unit_said
from costavoid.page.typed import inside, own_name
from costavoid.programme.lines import Line

DELIVERY = "What it costs to run"
EFFECT = "How many, and how well it works"
YOURS, LIBRARY = "yours", "the library's"
KNOWN = {"green": "Good", "amber": "Fair", "red": "Weak"}


@dataclass(frozen=True)
class Card:
    """One number: the box, what stands in it by default and where that is from, whose is in use.

    `in_use` is blank where the default is. `moves` says how far it moves the answer of all payers;
    blank where it does not.
    """

    id: str
    box: Box
    unit: str
    default: str
    source: str
    url: str
    quality: str
    whose: str
    in_use: str
    moves: str
    caution: str
    is_own: bool


@dataclass(frozen=True)
class Group:
    """Numbers that are for one thing."""

    title: str
    cards: tuple[Card, ...]


def groups(answer: Answer, drawn: Drawn, council: str, *, exact: bool = True) -> tuple[Group, ...]:
    """The numbers in use, each once, in groups; the group and the number that matter most first.

    Numbers that stand in a field of their own in the form are left to it. Unless `exact`, it is not
    the answer of the form, and no pounds of it are said.
    """
    in_use = answer.inputs.in_use
    widths = {row.id: row for row in swings(answer, in_use)}
    typed = typed_numbers(answer, drawn.texts)
    places: dict[str, list[str]] = {}
    for id, title in _titles(answer).items():
        if id in in_use and id not in typed:
            places.setdefault(title, []).append(id)
    called = names(answer)
    ordered = sorted(places.items(), key=lambda each: min(_rank(widths[id]) for id in each[1]))
    return tuple(
        Group(
            title,
            tuple(
                _card(answer, id, widths[id] if exact else None, drawn, council, called)
                for id in sorted(ids, key=lambda id: _rank(widths[id]))
            ),
        )
        for title, ids in ordered
    )


def typed_numbers(answer: Answer, texts: Mapping[str, str]) -> dict[str, str]:
    """The fields of the programme in which numbers were typed, by the id of the number."""
    found = {}
    for place, number in numbers_in(answer.intervention):
        name = re.sub(r"\[(\d+)\]", r".\1", place)
        if name in texts or f"{name}.id" in texts:
            found[number.id] = name
    return found


def _rank(row: Swing) -> float:
    return math.inf if math.isnan(row.swing) else -row.swing


def _titles(answer: Answer) -> dict[str, str]:
    """What each number is for: the first use that it has, effects before prices."""
    found: dict[str, str] = {}
    lines = (*answer.flows.lines, *answer.committed)
    for line in lines:
        if line.kind is Kind.BENEFIT:
            _put(found, line.cases.estimates, EFFECT)
    for line in lines:
        _put(found, line.estimates, DELIVERY if line.kind is Kind.DELIVERY else _used(answer, line))
    return found


def _put(found: dict[str, str], estimates: Iterable[Estimate], title: str) -> None:
    for estimate in estimates:
        found.setdefault(estimate.id, title)


def _used(answer: Answer, line: Line) -> str:
    """What a case uses and what that costs."""
    called = {outcome.id: outcome.label for outcome in answer.outcomes}
    label = called.get(line.outcome, line.label)
    return f"What one case uses and costs: {label[:1].lower()}{label[1:]}"


def _card(
    answer: Answer, id: str, row: Swing | None, drawn: Drawn, council: str, called: dict[str, str]
) -> Card:
    used = answer.inputs.in_use[id]
    standing = defaults().get(id, used)
    is_own = own_name(id, "value") in drawn.texts
    name = own_name(id, "")[:-1]
    money, delivery = used.unit.is_money, id.startswith("delivery.")
    box = drawn.box(
        own_name(id, "value"),
        called.get(id, used.label),
        number=True,
        beside=_open(drawn, name, used, money, delivery) if is_own else (),
        hidden=_own_hidden(drawn, name, used, id),
        missing_source=lacks_source(drawn, name, ":"),
    )
    return Card(
        id=id,
        box=box,
        unit=unit_said(used.unit),
        default=f"{estimate_said(standing)}{interval(standing)}",
        source=str(standing.source),
        url=standing.source.url if standing.source.url.startswith("http") else "",
        quality=f"{KNOWN[standing.quality.value]} evidence ({standing.quality.value})",
        whose=_whose(used, standing, is_own, council),
        in_use=estimate_said(used) if used.value != standing.value or is_own else "",
        moves=_moves(row) if row else "",
        caution=standing.caution,
        is_own=is_own,
    )


def _open(drawn: Drawn, name: str, used: Estimate, money: bool, delivery: bool) -> tuple[Box, ...]:
    return beside(drawn, name, ":", (used.unit,), money, delivery)


def _own_hidden(drawn: Drawn, name: str, used: Estimate, id: str) -> tuple[tuple[str, str], ...]:
    """Its unit, where the library has no number with this id to take it from."""
    kept = hidden(drawn, name, ":")
    if id in defaults() or own_name(id, "value") not in drawn.texts:
        return kept
    unit = own_name(id, "unit")
    return kept if any(inside(unit, n) for n, _ in kept) else (*kept, (unit, used.unit.value))


def _whose(used: Estimate, standing: Estimate, is_own: bool, council: str) -> str:
    if is_own:
        return YOURS
    if used == standing or not council:
        return LIBRARY if used.id in defaults() else YOURS
    return f"published for {council}" if used.value != standing.value else LIBRARY


def _moves(row: Swing) -> str:
    """How far the answer goes as the number goes from its low to its high."""
    if math.isnan(row.swing) or round(row.swing) == 0:
        return ""
    unit = Unit(row.unit)
    ends = (
        "10% either way"
        if row.plus_minus
        else (f"from {amount(row.low, unit)} to {amount(row.high, unit)}")
    )
    return f"Moved {ends}, it moves the answer by {about(row.swing)}."
