"""A number with its source as boxes: the number, its unit, its price year, where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from costavoid.base.designs import Design
from costavoid.base.vocabulary import Basis, Unit
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate
from costavoid.page.boxes import Box, Choice
from costavoid.page.plain_numbers import estimate_said, unit_said
from costavoid.page.said import help_of, label_of
from costavoid.page.shapes import Shape
from costavoid.programme.fields import Entry

ASK = "Where is this number from? A colleague must find it again."
CASH = "Share that is cash"
CASH_HELP = "How much of it the council stops paying when one case does not happen: 100% for a bill"
BASES = {
    Basis.AVERAGE: "average: all that is spent, over all cases",
    Basis.MARGINAL: "marginal: the bill that one case fewer saves",
    Basis.PRICE: "price: what is charged",
}
MOST_UNITS = 12  # with more, the list of what the library has says nothing
SHOWN = ("unit", "price_year", "source", "cash_releasing", "basis", "design")


@dataclass(frozen=True)
class Drawn:
    """What stands in the form, what it was taken for, and what is wrong with it, by name."""

    texts: Mapping[str, str]
    echoes: Mapping[str, str]
    faults: Mapping[str, str]

    def box(self, name: str, label: str, **what: Any) -> Box:
        """A box with what stands in it."""
        return Box(
            name=name,
            label=label,
            value=self.texts.get(name, ""),
            echo=self.echoes.get(name, ""),
            fault=self.faults.get(name, ""),
            **what,
        )


def sourced(
    drawn: Drawn,
    shape: Shape,
    name: str,
    entry: Entry,
    published: tuple[str, ...],
    takes: bool = False,
) -> Box:
    """The boxes of a field that takes a number with its source."""
    money = all(unit.is_money for unit in shape.units)
    standing = estimate_said(entry.value) if isinstance(entry.value, Estimate) else ""
    return drawn.box(
        name,
        label_of(entry),
        help=help_of(entry),
        standing=standing,
        needed=entry.needed,
        number=True,
        published=published,
        beside=beside(drawn, name, ".", shape.units, money),
        hidden=hidden(drawn, name, ".", but=_held(drawn, name)),
        missing_source=lacks_source(drawn, name, "."),
        budget=bool(shape.classes) and name not in drawn.texts,
    )


def _held(drawn: Drawn, name: str) -> tuple[str, ...]:
    return ("id",) if name not in drawn.texts else ()


def lacks_source(drawn: Drawn, name: str, mark: str) -> bool:
    """Whether a number stands in the form and nothing says where it is from."""
    value = name if mark == "." else f"{name}:value"
    told = (f"{name}{mark}source", f"{name}{mark}source.title")
    return value in drawn.texts and not any(each in drawn.texts for each in told)


def beside(
    drawn: Drawn,
    name: str,
    mark: str,
    units: tuple[Unit, ...],
    money: bool,
    delivery: bool = False,
) -> tuple[Box, ...]:
    """The boxes of what is said of a number."""

    def box(part: str, label: str, **what: Any) -> Box:
        return drawn.box(f"{name}{mark}{part}", label, **what)

    found = []
    if len(units) > 1:
        found.append(box("unit", "In what unit", choices=_choices(units)))
    if f"{name}{mark}source.title" not in drawn.texts:
        found.append(box("source", "Source", help=ASK))
    if money:
        found.append(box("price_year", "Price year", standing="that of the results"))
        if not delivery:
            share = box("cash_releasing", CASH, help=CASH_HELP, number=True)
            named = tuple((basis.value, words) for basis, words in BASES.items())
            found += [share, box("basis", "Kind of cost", choices=(("", "Not said"), *named))]
    else:
        designs = tuple((design.value, design.value) for design in Design)
        found.append(box("design", "How it is known", choices=(("", "Not said"), *designs)))
    if mark == "." and name not in drawn.texts and len(units) <= MOST_UNITS:
        choices = _of_library(units)
        if choices:
            found.append(
                box("id", "Or one of the library's", choices=(("", "None of them"), *choices))
            )
    return tuple(found)


def hidden(drawn: Drawn, name: str, mark: str, but: Iterable[str] = ()) -> tuple[Choice, ...]:
    """What a file says of a number that has no box of its own."""
    shown = {f"{name}{mark}{part}" for part in (*SHOWN, *but, "value")}
    parts = tuple(f"{name}{mark}{part}" for part in Estimate.model_fields)
    return tuple(
        (each, text)
        for each, text in drawn.texts.items()
        if each not in shown and (each in parts or each.startswith(f"{name}{mark}source."))
    )


def _choices(units: Iterable[Unit]) -> tuple[Choice, ...]:
    return tuple((unit.value, unit_said(unit)) for unit in units)


def _of_library(units: tuple[Unit, ...]) -> tuple[Choice, ...]:
    """The library's own numbers in these units."""
    found = (e for e in defaults().values() if e.unit in units)
    return tuple((e.id, f"{e.label}: {estimate_said(e)}") for e in sorted(found, key=_label))


def _label(estimate: Estimate) -> str:
    return estimate.label
