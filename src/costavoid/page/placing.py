"""The field of the form that each sentence of an error is about."""

from __future__ import annotations

import re

from costavoid.base.frozen import Frozen
from costavoid.cases.settings import CaseSettings
from costavoid.page.numbers_read import SETTINGS, Read
from costavoid.page.typed import own_name

_PLACE = re.compile(r"(?P<place>[\w.\[\]]+): ")
_NUMBER = re.compile(r"^(?:Estimate|local) (?P<id>[a-z0-9_.]+)(?:, \w+)?: ")
_OVERRIDE = re.compile(r"overrides\[(?P<at>\d+)\](?:\.(?P<part>\w+))?")
_UNUSED = re.compile(r"overrides: '(?P<id>[a-z0-9_.]+)' given, but")
_NOTHING = "nothing given; it has no default"
STILL = "Still to be given."


def placed(error: str, cls: type[Frozen], made: Read) -> tuple[dict[str, str], tuple[str, ...]]:
    """The sentences of an error by the field that each is about, and those that are about none."""
    faults: dict[str, str] = {}
    general: list[str] = []
    for line in error.splitlines():
        name = _field_of(line, cls, made)
        if name:
            faults.setdefault(name, _said(line))
        else:
            general.append(line)
    return faults, tuple(general)


def _said(line: str) -> str:
    """A sentence as it stands at its field, which need not be named again."""
    number = _NUMBER.match(line)
    said = line if number else _PLACE.sub("", line, count=1)
    said = _NUMBER.sub("", said, count=1)
    return STILL if said.startswith(_NOTHING) else said[:1].upper() + said[1:]


def _field_of(line: str, cls: type[Frozen], made: Read) -> str:
    """The name of a field; blank where the sentence is about none of the form."""
    if unused := _UNUSED.match(line):
        return own_name(unused["id"], "value")
    if number := _NUMBER.match(line):
        return _of_a_number(number["id"], made)
    head = _PLACE.match(line)
    if head is None:
        return ""
    if override := _OVERRIDE.fullmatch(head["place"]):
        listed = made.table.get("overrides", [])
        id = listed[int(override["at"])]["id"] if int(override["at"]) < len(listed) else ""
        return own_name(id, override["part"] or "value") if id else ""
    return _of_a_place(re.sub(r"\[(\d+)\]", r".\1", head["place"]), cls, made)


def _of_a_number(id: str, made: Read) -> str:
    """Where the number with this id was typed."""
    own, plain = own_name(id, "value"), id.removeprefix("own.")
    found = [name for name in (own, id, plain) if name in made.texts]
    found += [
        n.removesuffix(".id") for n, text in made.texts.items() if n.endswith(".id") and text == id
    ]
    return found[0] if found else ""


def _of_a_place(name: str, cls: type[Frozen], made: Read) -> str:
    """A place in a case file as a field of the form: a list of numbers is one field."""
    head = name.split(".")[0]
    if head in CaseSettings.model_fields and head not in cls.model_fields:
        name = f"{SETTINGS}.{name}"
    elif head not in cls.model_fields and head != SETTINGS:
        return ""
    whole, _, last = name.rpartition(".")
    if last.isdigit() and not made.texts.get(whole, "0").isdigit():
        return whole
    return whole if last == "value" else name
