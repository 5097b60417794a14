"""The file to begin a case from: every field, its unit, its default and where that comes from."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from costavoid.appraisal.settings import Settings
from costavoid.base.docstrings import doc_of
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Unit
from costavoid.cases.case import FILL_IN, REQUIRED_SETTINGS, Case, programme_class
from costavoid.cases.filling import check_settings, filled_in, published_of
from costavoid.cases.reading import taken_apart
from costavoid.cases.settings import CaseSettings
from costavoid.cases.toml import join
from costavoid.cases.writing import line
from costavoid.cashflow.draws import Drawing
from costavoid.evidence.catalogue import default, price_index
from costavoid.evidence.estimate import Entered, Estimate, Priced
from costavoid.evidence.figures import interval
from costavoid.programme.base import Intervention
from costavoid.programme.fields import (
    FOLLOWS,
    MUST_GIVE,
    Entry,
    entries,
    part,
    parts_of,
    value_words,
)

Fields = type[BaseModel]
WIDTH = 96
OWN_MONEY = '{ value = ..., unit = "...", price_year = "...", source = "..." }'
HORIZON = 5  # where a file begins; its owner chooses
HOW = """\
Lines that begin with "# " are notes. A line of "#" and a name is left to its default: take the #
away and change it, and leave it above the next [heading]. Write what only you know in the place
of "fill in". The horizon and the price year are only where to begin: choose your own.

A number may be bare, or better have its source: { value = ..., unit = "...", source = "..." }, with
price_year = "2025-26" if it is money and design = "trial" (or as it is) if it is an effect. One of
the library's is { id = "..." }; `costavoid sources` lists them. `false` leaves out what the
library would count.

Your own cost of a placement, in the place of the line `placement` (the figure is invented):
- placement.value = 1000
- placement.unit = "GBP per week"
- placement.price_year = "2025-26"
- placement.source = "Our ledger 2025-26"
- placement.basis = "marginal"
- placement.cash_releasing = 1

`marginal` is the bill that one placement fewer saves; `cash_releasing` is the share of it that is
cash, 1 for all. Without cash_releasing none of the saving counts as cash, unless the number
replaces one of the library's by its id."""
BUDGET = (
    "\n- Or a budget: [[{0}.posts]], each with title, fte and salary; and {0}.on_costs, "
    "{0}.overheads, {0}.premises, {0}.activities."
)
OVERRIDES = """\
#[[overrides]]
# A number of your own in the place of one above, by its id; one heading for each.
#id = "..."
#value = ...
#price_year = "..."
#source = "..."
"""


def new_case(name: str, given: Mapping[str, str] | None = None) -> str:
    """The text of a TOML file to fill in, with every field of a programme.

    `given` are fields and settings to fill in at once, as TOML writes them or in words. Raises
    InputError for a programme or a field there is not, a value it does not take, and, where nothing
    is left to fill in, for what could not be appraised.
    """
    cls = programme_class(name)
    told = filled_in(cls, given or {})
    begun = {"horizon": str(HORIZON), "price_year": f'"{price_index().outturn}"', **told}
    check_settings(begun, told)
    text = "\n\n".join(
        (
            _notes("\n\n".join(filter(None, (*_about(cls), published_of(told))))),
            f'programme = "{cls.__name__}"',
            *_block("", sorted(asked(cls), key=lambda entry: not entry.needed), cls, told),
            "[settings]",
            *_block("settings", _settings(), CaseSettings, begun),
            OVERRIDES,
        )
    )
    if f'"{FILL_IN}"' not in re.sub(r"(?m)^#.*$", "", text):
        Case.read(text.encode()).appraise(draws=None)
    return text


def _about(cls: type[Intervention]) -> Iterator[str]:
    """What the programme is, what else is published of it, and how to fill in the file."""
    yield f"A case for costavoid: {cls.title}."
    yield doc_of(cls)
    for what, id in cls.evidence:
        if what not in cls.model_fields:
            yield f"Published ({what}): {id}, {_cited(default(id))}"
    yield HOW


def asks_for(cls: Fields) -> tuple[str, ...]:
    """The fields a programme cannot do without, or asks for unless others take their place.

    One may ask for this or that (Pause, for women or councils): then the first that is enough.
    """
    needed = tuple(entry.name for entry in entries(cls) if entry.needed) + getattr(cls, "asks", ())
    if needed or not isinstance(_made(cls), InputError):
        return needed
    alone = (name for name in cls.model_fields if not isinstance(_made(cls, name), InputError))
    return tuple(alone)[:1]


def _made(cls: Fields, *names: str) -> BaseModel | InputError:
    """The class with these fields alone, each 1, or why there is no such thing."""
    try:
        return cls(**dict.fromkeys(names, 1))
    except InputError as error:
        return error


def asked(cls: Fields) -> Iterator[Entry]:
    """The fields of a programme, with what stands in each when the least is given."""
    asked = asks_for(cls)
    made = _made(cls, *asked)
    known = None if isinstance(made, InputError) else made
    for plain, entry in zip(entries(cls), entries(cls, known), strict=True):
        value = MUST_GIVE if plain.name in asked else entry.value
        yield Entry(plain.name, plain.what, plain.how, value)


def _settings() -> Iterator[Entry]:
    """The settings, with what stands where one is left out."""
    standing = {**Settings.model_fields, **Drawing.model_fields}
    for entry in entries(CaseSettings):
        info = standing[entry.name]
        usual = None if info.is_required() else info.get_default(call_default_factory=True)
        value = MUST_GIVE if entry.name in REQUIRED_SETTINGS else usual
        yield Entry(entry.name, entry.what, entry.how, value)


def _notes(text: str) -> str:
    """Text as notes, each paragraph wrapped; "- " begins a line."""
    lines = []
    for paragraph in text.split("\n\n"):
        for said in paragraph.split("\n- "):
            words = " ".join(said.split())
            lines += textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)
        lines.append("")
    return "\n".join(f"# {each}".rstrip() for each in lines[:-1])


def _block(
    place: str, found: Iterable[Entry], cls: Fields, told: Mapping[str, str], live: bool = True
) -> Iterator[str]:
    """The fields of one table, those without a heading first; commented out unless `live`."""
    listed = list(found)
    plain = [entry for entry in listed if entry.name in told or not _has_heading(entry, cls)]
    for entry in plain:
        yield _plain(entry, cls, told.get(entry.name), live)
    for entry in listed:
        if entry not in plain:
            yield from _headed(place, entry, cls, live)


def _has_heading(entry: Entry, cls: Fields) -> bool:
    return bool(_classes(entry, cls)) or (entry.needed and _is_estimate(entry, cls))


def _is_estimate(entry: Entry, cls: Fields) -> bool:
    return Estimate in taken_apart(cls.model_fields[entry.name].annotation)


def _classes(entry: Entry, cls: Fields) -> list[Fields]:
    """The classes of what has fields of its own: of what stands, or may."""
    if part(entry.value):
        return [type(entry.value)]
    return parts_of(cls.model_fields[entry.name].annotation)


def _plain(entry: Entry, cls: Fields, given: str | None, live: bool) -> str:
    """A field on one line, under what it is."""
    if given is not None:
        return f"{_said(entry, cls)}\n{entry.name} = {given}"
    if entry.needed:
        code = f'{entry.name} = "{FILL_IN}"'
    elif entry.value in (None, (), FOLLOWS):
        own = _is_estimate(entry, cls) and entry.how.startswith("money")
        code = f"{entry.name} = {OWN_MONEY if own else '...'}"
    else:
        code = line(entry.name, entry.value)
    return f"{_said(entry, cls)}\n{'' if live and entry.needed else '#'}{code}"


def _headed(place: str, entry: Entry, cls: Fields, live: bool) -> Iterator[str]:
    """A field under a heading of its own, with the fields of what stands there or may."""
    where, several = (
        join(place, entry.name),
        tuple in taken_apart(cls.model_fields[entry.name].annotation),
    )
    heading, shown = f"[[{where}]]" if several else f"[{where}]", live and entry.needed
    classes, hidden = _classes(entry, cls), "" if shown else "#"
    said = _said(entry, cls)
    if not shown:
        with_kind = " and kind" if any("kind" in each.model_fields for each in classes) else ""
        above = "" if live else f", and off those of {place}"
        said += "\n" + _notes(
            f"To change a line of it, take the # off {heading}{with_kind} too{above}."
        )
    heading = hidden + heading
    if not classes:
        yield f"{said}\n{heading}\n{_own_number(entry, cls, hidden)}"
    elif len(classes) > 1:
        ways = [_way(each) for each in classes]
        yield "\n".join([said, heading, *ways, f'{hidden}kind = "{FILL_IN}"'])
    else:
        (one,) = classes
        kind = one.model_fields.get("kind")
        named = f'\n{hidden}kind = "{kind.default}"' if kind else ""
        yield f"{said}\n{heading}{named}"
        inside = entries(one, entry.value if part(entry.value) else None)
        yield from _block(where, inside, one, {}, shown)


def _way(cls: Fields) -> str:
    """One kind that a field may be, with the names of its fields."""
    names = [f"{each.name}{' (needed)' if each.needed else ''}" for each in entries(cls)]
    return _notes(f'"{cls.model_fields["kind"].default}" takes {", ".join(names)}.')


def _own_number(entry: Entry, cls: Fields, hidden: str) -> str:
    """A council's own number, to be filled in."""
    marks = cls.model_fields[entry.name].metadata
    units = [mark.units[0].value for mark in marks if isinstance(mark, Entered | Priced)]
    labels = [mark.label for mark in marks if isinstance(mark, Entered)]
    money = entry.how.startswith("money")
    usual = Unit.GBP_PER_YEAR.value if "Budget" in entry.how else FILL_IN
    told = {
        "id": f"own.{entry.name}",
        "label": (*labels, entry.name.replace("_", " ").capitalize())[0],
        "value": FILL_IN,
        "unit": (*units, usual)[0],
        **({"price_year": FILL_IN} if money else {}),
        "source": FILL_IN,
    }
    lines = [f"{hidden}{line(name, value)}" for name, value in told.items()]
    return "\n".join(lines if money else [*lines, '#design = "..."'])


def _said(entry: Entry, cls: Fields) -> str:
    """What a field is, how to give it, what stands in it, and what is published of it."""
    what = entry.what.rstrip(".")
    said = [f"{entry.name}: {what}."]
    if what.lower() == entry.name.replace("_", " "):  # nothing but its name
        said = [f"{entry.name}:"]
    if not _classes(entry, cls):
        how = entry.how.replace("an Estimate", "a number with its source")
        how = how.replace("(`True` or `False`)", "(true or false)").replace("`", "")
        said += [f"{how[:1].upper()}{how[1:]}.", _standing(entry)]
    if entry.how.endswith("`Budget` of posts and other costs"):
        said.append(BUDGET.format(entry.name))
    found = dict.fromkeys(id for field, id in getattr(cls, "evidence", ()) if field == entry.name)
    said += [f"\n- Published: {id}, {_cited(default(id))}" for id in found]
    return _notes(" ".join(said))


def _standing(entry: Entry) -> str:
    if entry.needed:
        return "Required."
    if isinstance(entry.value, Estimate):
        return f"\n- Default: {_cited(entry.value)}"
    return f"Default: {entry.default}."


def _cited(estimate: Estimate) -> str:
    """A number with its unit, its interval and where it is from."""
    where = f", {estimate.source.url}" if estimate.source.url else ""
    return f"{value_words(estimate)}{interval(estimate)}, from {estimate.source}{where}"
