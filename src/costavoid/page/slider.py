"""The slider of the effect: its places, and the published value, interval and break-even on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from costavoid.analysis.break_even import BreakEven, break_evens_of
from costavoid.analysis.movable import EFFECT, Movable, matters, movables
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Unit
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import amount, interval
from costavoid.output.report.sliders import stops
from costavoid.output.words.evidence_said import leading
from costavoid.output.words.plainly import names
from costavoid.page.typed import own_name
from costavoid.page.writing_back import plain

WIDTH = 1000.0  # of the drawing of the marks
WHOSE = {"council cash": "the council's cash", "net present value": "all payers together"}


@dataclass(frozen=True)
class Slider:
    """The effect to move: `values` are what each place types into the box of this `name`.

    `here` is the place in use; `band`, `published` and `even` are where the marks stand, from 0 to
    1000, each blank where there is none, and `note` says all of it.
    """

    name: str
    label: str
    values: tuple[str, ...]
    texts: tuple[str, ...]
    here: int
    band: tuple[float, float] | None
    published: float | None
    even: float | None
    note: tuple[str, ...]


def slider(answer: Answer, typed: Mapping[str, str]) -> Slider | None:
    """That of the effect that carries the answer; none where nothing is claimed.

    `typed` are the fields in which numbers of the programme were typed, by the id of the number.
    """
    lead = leading(answer)
    moving = [one for one in movables(answer, lead) if one.name == EFFECT] if lead else []
    if not moving:
        return None
    (one,) = moving
    used = answer.inputs.in_use[one.of]
    standing = defaults().get(one.of, used)
    wider = _wide_enough(one, standing)
    places = stops(wider)
    measured = matters(answer)
    (even,) = break_evens_of(answer, [one.of], measured)
    return Slider(
        name=typed.get(one.of) or own_name(one.of, "value"),
        label=names(answer).get(one.of, one.label),
        values=tuple(plain(value) for value in places),
        texts=tuple(_said(value, one.unit) for value in places),
        here=places.index(one.value),
        band=_band(standing, places),
        published=_at(standing.value, places) if one.of in defaults() else None,
        even=_at(even.value, places) if even.reached else None,
        note=(*_published(standing, one.of), _breaks_even(even, measured)),
    )


def _wide_enough(one: Movable, standing: Estimate) -> Movable:
    """The same, from and to far enough that what was published is on it."""
    known = (standing.low, standing.high, standing.value)
    ends = [end for end in known if end is not None]
    return Movable(
        one.name,
        one.label,
        one.unit,
        one.value,
        min(one.low, *ends),
        max(one.high, *ends),
        one.of,
        one.path,
        one.whole,
        one.published,
    )


def _said(value: float, unit: Unit | None) -> str:
    return plain(value) if unit is None else amount(value, unit)


def _at(value: float, places: tuple[float, ...]) -> float | None:
    """Where a value stands: between which places, as a part of the whole width."""
    if not places[0] <= value <= places[-1] or len(places) < 2:
        return None
    i = max(i for i, place in enumerate(places) if place <= value)
    part = 0.0 if i == len(places) - 1 else (value - places[i]) / (places[i + 1] - places[i])
    return round(WIDTH * (i + part) / (len(places) - 1), 1)


def _band(standing: Estimate, places: tuple[float, ...]) -> tuple[float, float] | None:
    if standing.low is None or standing.high is None:
        return None
    low, high = _at(standing.low, places), _at(standing.high, places)
    return None if low is None or high is None else (low, high)


def _published(standing: Estimate, id: str) -> tuple[str, ...]:
    """What was published of it."""
    if id not in defaults():
        return ()
    return (f"Published, at the bar: {amount(standing.value, standing.unit)}{interval(standing)}.",)


def _breaks_even(even: BreakEven, measured: str) -> str:
    """Where it breaks even, or why nowhere."""
    whose = WHOSE[measured]
    if not even.reached:
        return f"For {whose} it breaks even at no value: {even.reason}"
    return f"For {whose} it breaks even at {amount(even.value, Unit(even.unit))}, the triangle."
