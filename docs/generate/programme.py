"""One page for each programme, made from its class."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from inspect import cleandoc, get_annotations
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from costavoid.base.designs import Design
from costavoid.cases.known import known
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import Estimate
from costavoid.output.markdown_text import plain, table
from costavoid.programme.base import Intervention, Programme
from costavoid.programme.fields import (
    FOLLOWS,
    Entry,
    entries,
    first_sentence,
    part,
    parts_of,
    range_words,
    standing,
    value_words,
)
from costavoid.programme.pathways import PathwayBase
from generate.answers import answer, examples_of
from generate.gallery import figures_of
from generate.markdown import citation, document

Rows = Iterator[tuple[str, ...]]
BASES = (Intervention, Programme)
COLUMNS = ("Field", "What it is", "Your own", "Default", "Status", "Quality", "Source")
ESTIMATES = (
    'An Estimate is a number with its unit and source, such as `ca.local(35, "months", '
    'source="Our records")`; money is always one, with its price year too '
    '(`price_year="2025-26"`).'
)
REPLACED = (
    "Each of these stands until you give your own: as the field, or by the id in brackets with "
    '`ca.appraise(..., overrides=[ca.local(..., id="...")])`.'
)


def file_name(cls: type[Intervention]) -> str:
    """A class's name as a file has it: childrens_centres for ChildrensCentres."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def programme_page(cls: type[Intervention], examples: Path | None = None) -> str:
    """docs/programmes/<name>.md: what goes in, what is known, what is counted.

    `examples` is the folder in which to look for examples of it; without one none is linked.
    """
    found = _sorted(cls)
    return document(
        f"# {plain(cls.title)}",
        f"*{_in_a_line(cls)}*",
        answer(cls, examples),
        cleandoc(cls.__doc__ or ""),
        f"In Python `{cls.__name__}`; in [a file](../own-programme.md) "
        f'`programme = "{cls.__name__}"`.',
        "## What you give",
        ESTIMATES,
        _given(entry for entry in found if not _ours(entry)),
        *_from_the_library(cls, [entry for entry in found if _ours(entry)]),
        "## What is known",
        *_known(cls),
        "## What is counted",
        *_counted(cls),
        "## What is not counted",
        _not_counted(cls),
        "## Published figures",
        figures_of(cls.title),
        *_examples(cls, examples),
    )


def _in_a_line(cls: type[Intervention]) -> str:
    """What the first line of its file says it is."""
    return (sys.modules[cls.__module__].__doc__ or "").strip().split("\n")[0]


def index_page(programmes: Iterable[type[Intervention]]) -> str:
    """docs/programmes/README.md: every programme with what is known of it."""
    rows = [
        (
            f"[{plain(cls.title)}]({file_name(cls)}.md)",
            _in_a_line(cls),
            known(cls),
            f"`{cls.__name__}`",
        )
        for cls in programmes
    ]
    return document(
        "# Programmes",
        "What is known is how the effect that each uses unless given another is known; a strong "
        "design can have found no effect, so read the page.",
        table(("Programme", "What it is", "What is known", "In Python"), rows),
        "How to add one: [add a programme](../add-a-programme.md).",
    )


def _ours(entry: Entry) -> bool:
    return isinstance(entry.value, Estimate) or part(entry.value) or entry.value == FOLLOWS


def _sorted(cls: type[Intervention]) -> list[Entry]:
    """What is needed first, then the programme's own, then what all programmes share."""
    own = {name for c in cls.__mro__ if c not in BASES for name in get_annotations(c)}
    return sorted(entries(cls), key=lambda entry: (not entry.needed, entry.name not in own))


def _given(found: Iterable[Entry]) -> str:
    rows = [(f"`{entry.name}`", entry.what, entry.how, entry.default) for entry in found]
    return table(("Field", "What it is", "How to give it", "If left out"), rows)


def _from_the_library(cls: type[Intervention], found: list[Entry]) -> list[str]:
    """The defaults, then each part: with its defaults where it has one, else its fields."""
    said = ["## What the library gives", REPLACED] if found else []
    own = [entry for entry in found if not part(entry.value)]
    said += [table(COLUMNS, _rows(own))] if own else []
    for entry in entries(cls):
        if part(entry.value):
            said += _part(entry.name, type(entry.value), entry.value)
    for name, info in cls.model_fields.items():
        classes = parts_of(info.annotation)
        if len(classes) == 1 and not part(standing(info)):
            said += _part(name, classes[0])
    return said


def _part(name: str, cls: type[BaseModel], made: BaseModel | None = None) -> list[str]:
    """A part of a programme: what it is, and its fields."""
    head = f"### `{name}`: `{cls.__name__}`" + ("" if made else ", where you give one")
    return [head, first_sentence(cls), table(COLUMNS, _rows(entries(cls, made), f"{name}."))]


def _rows(found: Iterable[Entry], before: str = "") -> Rows:
    """One row for each field, and after a part those of the part."""
    for entry in found:
        value = entry.value
        standing_of: tuple[str, ...] = ("", "", "")
        if isinstance(value, Estimate):
            status = value.status.value.replace("_", " ")
            standing_of = (status, value.quality.value, citation(value.source))
        name = f"`{before}{entry.name}`"
        yield (name, entry.what, entry.how, entry.default, *standing_of)
        if part(value):
            yield from _rows(entries(type(value), value), f"{before}{entry.name}.")


def _known(cls: type[Intervention]) -> list[str]:
    if not cls.evidence:
        return [cls.evidence_gap or "What you give: every part carries evidence of its own."]
    found = [(field, default(id)) for field, id in cls.evidence]
    rows = [
        (
            plain(estimate.label),
            value_words(estimate),
            range_words(estimate) or "none printed",
            (estimate.design or Design.OPINION).value,
            estimate.quality.value,
            f"`{field}`" if field in cls.model_fields else plain(field),
            citation(estimate.source),
        )
        for field, estimate in found
    ]
    header = ("Found", "Value", "Interval", "How it is known", "Quality", "Used as", "Source")
    remarks = [f"{plain(e.label)}: {_remark(e)}" for _, e in found if e.note or e.caution]
    designs = sorted({e.design or Design.OPINION for _, e in found}, key=list(Design).index)
    weak = [f"{design.value.capitalize()}: {design.weakness}" for design in designs]
    return [table(header, rows), _bullets(remarks), "What a sceptic says first:", _bullets(weak)]


def _remark(estimate: Estimate) -> str:
    said = (estimate.note, estimate.caution)
    return " ".join(f"{plain(text).rstrip('.')}." for text in said if text)


def _counted(cls: type[Intervention]) -> list[str]:
    """The benefit and the cost in the class's words, then the pathways its code uses."""
    saved, spent = first_sentence(cls.outcomes), first_sentence(cls.delivery)
    ways = _pathways(cls)
    said = [f"- **Changed:** {saved}\n- **Cost to run:** {spent}"]
    said += ["Cases are valued by:"] if ways else []
    return [*said, _bullets(f"`{way.__name__}`: {first_sentence(way)}" for way in ways)]


def _pathways(cls: type[Intervention]) -> list[type[PathwayBase]]:
    """What a field holds or can hold, and what the code of the class names."""
    named: list[object] = []
    for info in cls.model_fields.values():
        made = standing(info)
        parts = [type(made)] if part(made) else parts_of(info.annotation)
        named += [inner for each in parts for inner in (each, *_inside(each))]
    modules = [vars(sys.modules[c.__module__]) for c in cls.__mro__ if issubclass(c, Intervention)]
    named += [thing for names in modules for thing in names.values()]
    ways = [n for n in named if isinstance(n, type) and issubclass(n, PathwayBase)]
    return [way for way in dict.fromkeys(ways) if way is not PathwayBase]


def _inside(cls: type[BaseModel]) -> list[type[BaseModel]]:
    return [each for info in cls.model_fields.values() for each in parts_of(info.annotation)]


def _standing(values: Iterable[Any]) -> Iterator[PathwayBase]:
    """The pathways among these values, and those inside them."""
    for value in values:
        if isinstance(value, PathwayBase):
            yield value
            yield from _standing(getattr(value, name) for name in type(value).model_fields)


def _not_counted(cls: type[Intervention]) -> str:
    found = list(_standing(standing(info) for info in cls.model_fields.values()))
    left_out = [text for pathway in found for text in pathway.not_counted]
    assumed = [text for pathway in found for text in pathway.assumptions]
    said = [_bullets(left_out)] if left_out else []
    said += ["Taken for granted, beyond the numbers:", _bullets(assumed)] if assumed else []
    said.append(
        "Every printed result lists what it leaves out, as that follows from what you give."
    )
    return "\n\n".join(said)


def _examples(cls: type[Intervention], folder: Path | None) -> list[str]:
    found = [file.name for file in examples_of(cls, folder)]
    if not found:
        return []
    return ["## Example", _bullets(f"[{name}](../../examples/{name})" for name in found)]


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in dict.fromkeys(texts))
