"""A programme made again with a plain field changed, and what its lines then say.

What a line says is parted in two: the plain numbers (how many, from when to when) and the rest,
which is the same for two lines that differ in those numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.programme.base import Intervention
from costavoid.programme.effects import Counterfactual
from costavoid.programme.effects.postponed import Postponed
from costavoid.programme.effects.rates import RateAvoided, RatioOnBaseline, Volume
from costavoid.programme.length import Runs
from costavoid.programme.lines import Line
from costavoid.programme.span import Span

Path = tuple[str | int, ...]  # from a programme to one of its fields, by names and positions
Made = TypeVar("Made", bound=Frozen)


@dataclass(frozen=True)
class Plain:
    """One line's plain numbers, and the line without them."""

    numbers: Mapping[str, float]  # start, end, cohort, compared, people, put_off; 0 for none
    rest: Line


def changed(part: Made, path: Path, value: Any) -> Made:
    """The same programme, or part of one, with another value in a field of it.

    A length takes the place of weeks or of a last day. Raises InputError as a new one.
    """
    name, *rest = path
    assert isinstance(name, str)  # a position stands after the field it is in
    held = getattr(part, name)
    if rest and isinstance(at := rest[0], int):
        inner = changed(held[at], tuple(rest[1:]), value)
        value = (*held[:at], inner, *held[at + 1 :])
    elif rest:
        value = changed(held, tuple(rest), value)
    update = {name: value}
    if isinstance(part, Runs) and name == "months":
        update |= {"weeks": None, "last_day": None}
    return part.model_copy(update=update)


def read(
    programme: Intervention, changes: Iterable[tuple[Path, Any]], span: Span
) -> tuple[Plain, ...] | None:
    """What each line says after some changes; None where the programme is refused."""
    try:
        for path, value in changes:
            programme = changed(programme, path, value)
        return tuple(map(plain, programme.lines(span)))
    except InputError:
        return None


def plain(line: Line) -> Plain:
    """A line parted in two."""
    cases = line.cases
    compared, many, put_off = _compared(cases.counterfactual)
    numbers = {
        "start": cases.start,
        "end": cases.end,
        "cohort": cases.cohort,
        "compared": many,
        "people": float(cases.people or 0),
        "put_off": put_off,
    }
    bare = replace(
        cases,
        counterfactual=compared,
        cohort=1.0,
        people=1 if cases.people else None,
        start=0.0,
        end=1.0,
    )
    rest = replace(line, label="", cases=bare, use=replace(line.use, label=""))
    return Plain(MappingProxyType(numbers), rest)


def _compared(found: Counterfactual | None) -> tuple[Counterfactual | None, float, float]:
    """A counterfactual of one, how many it is of, and over how many months it is postponed."""
    if isinstance(found, Postponed):
        of, many, _ = _compared(found.of)
        alone = found.model_copy(update={"of": of, "months": 1})
        return alone, many, float(found.months)
    if isinstance(found, RateAvoided | RatioOnBaseline):
        return found.model_copy(update={"cohort": 1}), float(found.cohort), 0.0
    if isinstance(found, Volume):
        return found.model_copy(update={"number": 1}), float(found.number), 0.0
    return found, 0.0, 0.0
