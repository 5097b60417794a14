"""What of a case can be changed besides its numbers: people, first day, length, deadweight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from costavoid.analysis.reread import Path
from costavoid.appraisal.answer import Answer
from costavoid.base.frozen import MOST, Frozen
from costavoid.base.vocabulary import MONTHS_PER_YEAR
from costavoid.base.years import APRIL, clock, start_year
from costavoid.evidence.estimate import Estimate
from costavoid.programme.length import LEAST, Runs

MONTHS = ("months", "programme_months", "set_up_months", "begins_after")
WHOLE_MONTHS = ("set_up_months",)
MOST_OPEN = 6  # lengths that were not given: more would hide what matters
LONGEST = 125.0 * MONTHS_PER_YEAR  # as many years as can be appraised
NAMED = {
    "start": "First day",
    "months": "How many months it runs",
    "programme_months": "How many months it runs",
    "set_up_months": "Months of setting up",
    "begins_after": "Months before it begins",
    "cohort": "How many it is for",
    "people": "How many people there are, who can have one case each",
    "number": "How many there are",
    "fte": "Full-time posts",
    "deadweight": "Deadweight: share that would have happened anyway",
}


class Moves(StrEnum):
    """What a lever moves."""

    PEOPLE = "how many"
    START = "first day"
    LENGTH = "months"
    DEADWEIGHT = "share"


@dataclass(frozen=True)
class Lever:
    """One thing to change: `value` is how many, years on the clock, months, or a share.

    It is from `low` to `high`, without `low` itself where `above`. `to_the_end` is a length that
    was not given, from the first day that `begins` it; `not_below` a length it may not be shorter
    than (nor as long as, where `above`).
    `refused` says why the lines cannot follow it by a formula; blank where they can.
    """

    path: Path
    moves: Moves
    label: str
    value: float
    low: float
    high: float
    day: date | None = None
    above: bool = False
    whole: bool = False
    to_the_end: bool = False
    begins: Path | None = None
    not_below: Path | None = None
    refused: str = ""

    @property
    def id(self) -> str:
        """Its path in the programme, as text."""
        return ".".join(map(str, self.path))


@dataclass(frozen=True)
class Sum:
    """Years on the clock: a first day and lengths (months), with `const` years added."""

    const: float
    start: Path | None = None
    lengths: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Follows:
    """How the plain numbers of one line follow the levers; None where they stay."""

    start: Sum
    end: Sum
    cohort: Path | None = None  # of the cases alone
    compared: Path | None = None  # of the counterfactual
    people: Path | None = None
    put_off: Path | None = None  # months of what is postponed
    deadweight: Path | None = None  # where none was given


def first_day(appraisal: Answer) -> date:
    """The first day of the years appraised."""
    return date(start_year(appraisal.settings.first_year), APRIL, 1)


def last_day(appraisal: Answer) -> date:
    """Their last day."""
    first = first_day(appraisal)
    return first.replace(year=first.year + appraisal.settings.horizon) - timedelta(days=1)


def candidates(appraisal: Answer) -> list[Lever]:
    """Every field that might be one, lengths first."""
    case = appraisal.intervention
    found = list(_within(appraisal, case, (), case.called, Begins(("start",), 0.0)))
    left_out = [lever for lever in found if lever.to_the_end][MOST_OPEN:]
    found = [lever for lever in found if lever not in left_out]
    return sorted(found, key=lambda lever: lever.moves is not Moves.LENGTH)


def without_deadweight(part: Frozen, path: Path = (), whose: str = "") -> Iterator[Lever]:
    """The programme, and each part of it, that takes a deadweight and was given none."""
    if "deadweight" in type(part).model_fields and dict(part)["deadweight"] is None:
        label = NAMED["deadweight"] + (f": {whose}" if path else "")
        yield Lever((*path, "deadweight"), Moves.DEADWEIGHT, label, 0.0, 0.0, 1.0)
    for inner, inside, name in _parts(part, whose):
        yield from without_deadweight(inner, (*path, *inside), name)


@dataclass(frozen=True)
class Begins:
    """The first day that a part begins with: its own, or that of what it is part of."""

    path: Path
    years: float


def _within(
    appraisal: Answer, part: Frozen, path: Path, whose: str, begins: Begins
) -> Iterator[Lever]:
    own = getattr(part, "start", None)
    if own is not None:
        begins = Begins((*path, "start"), appraisal.span.start(own))
    for name in type(part).model_fields:
        lever = _lever(appraisal, part, (*path, name), getattr(part, name), begins)
        if lever:
            label = NAMED.get(name, name.replace("_", " ").capitalize())
            yield replace(lever, label=f"{label}: {whose}" if path else label)
    for inner, inside, inner_name in _parts(part, whose if path else ""):
        yield from _within(appraisal, inner, (*path, *inside), inner_name, begins)


def _parts(part: Frozen, whose: str) -> Iterator[tuple[Frozen, Path, str]]:
    """The parts of a part that have fields of their own, with what each is called.

    What has no name of its own is called as what it is part of.
    """
    for name in type(part).model_fields:
        held = getattr(part, name)
        several = held if isinstance(held, tuple) else (held,)
        for i, inner in enumerate(several):
            if isinstance(inner, Frozen) and not isinstance(inner, Estimate):
                at: Path = (name, i) if isinstance(held, tuple) else (name,)
                yield inner, at, _name(inner, whose or name.replace("_", " "))


def _name(part: Frozen, otherwise: str) -> str:
    own = getattr(part, "label", None) or getattr(part, "title", None)
    return own if isinstance(own, str) else otherwise


def _lever(appraisal: Answer, part: Frozen, path: Path, value: Any, begins: Begins) -> Lever | None:
    """A field as a lever, if it can be one."""
    name, horizon = path[-1], float(appraisal.settings.horizon)
    if name == "start" and (value is not None or len(path) == 1):
        day = value or first_day(appraisal)
        at = clock(day, appraisal.settings.first_year)
        return Lever(path, Moves.START, "", at, 0.0, horizon, day=day)
    if name in MONTHS:
        at_end = value is None and name == "months" and isinstance(part, Runs)
        if value is None and not at_end:
            return None
        months = float(value or (horizon - begins.years) * MONTHS_PER_YEAR)
        whole = name in WHOLE_MONTHS
        low = 1.0 if whole else LEAST
        made = Lever(path, Moves.LENGTH, "", months, low, LONGEST, above=not whole, whole=whole)
        return replace(made, to_the_end=at_end, begins=begins.path if at_end else None)
    if name in ("weeks", "last_day") or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        whole = isinstance(value, int)
        low = 1.0 if whole else LEAST
        return Lever(path, Moves.PEOPLE, "", float(value), low, MOST, above=not whole, whole=whole)
    return None
