"""What the buttons of the form do: open a part, leave it out, add one more, keep a version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.cases.blank import asked
from costavoid.cases.case import programme_class
from costavoid.page.answered import EXAMPLE, with_beginnings
from costavoid.page.numbers_read import LEFT_OUT
from costavoid.page.reading import THERE
from costavoid.page.typed import OWN, Texts, inside, number_of_items, read_query, without
from costavoid.page.versions import Version, with_one_more, without_one
from costavoid.page.writing_back import opened, part_texts
from costavoid.programme.fields import entries, part

MOST_ITEMS = 40
BUDGET = "budget"
_DO = re.compile(r"(?P<what>[a-z]+)(?::(?P<of>.{0,400}))?", re.DOTALL)
Done = tuple[Texts, tuple[Version, ...]]


def done(do: str, given: Mapping[str, str], kept: tuple[Version, ...]) -> Done:
    """The form and the versions after a button was pressed; as they were where none was.

    Raises InputError for a button that there is not, and for what it cannot do.
    """
    texts = dict(given)
    if not do:
        return texts, kept
    match = _DO.fullmatch(do)
    what, of = (match["what"], match["of"] or "") if match else ("", "")
    if what == "keep":
        return texts, with_one_more(kept, of, with_beginnings(texts))
    if what == "drop" and of.isdigit():
        return texts, without_one(kept, int(of))
    if what == "use" and of.isdigit():
        found = [one for one in kept if one.at == int(of)]
        return (read_query(found[0].state) if found else texts), kept
    if what == "reset":
        return {}, kept
    if what in CHANGES:
        return CHANGES[what](texts, of), kept
    raise InputError(f"do: {do[:40]!r} given; the page has no such button.")


def _open(texts: Texts, place: str) -> Texts:
    """A part made one's own: as it stands by default, to be changed."""
    held = _standing(texts, place)
    rest = without(texts, place)
    if isinstance(held, Frozen) and part(held):
        return {**rest, **opened(held, place)}
    return {**rest, place: THERE}


def _leave(texts: Texts, place: str) -> Texts:
    return {**without(texts, place), place: LEFT_OUT}


def _budget(texts: Texts, place: str) -> Texts:
    """A budget of posts in the place of one sum, with one post to begin with."""
    return {**without(texts, place), f"{place}.kind": BUDGET, f"{place}.posts": "1"}


def _add(texts: Texts, place: str) -> Texts:
    """One more in a list; a list that stands by default is first made one's own."""
    count = number_of_items(texts, place)
    if count is None:
        held = _standing(texts, place)
        listed = held if isinstance(held, tuple) else ()
        for i, one in enumerate(listed):
            if isinstance(one, Frozen):
                texts = {**texts, **part_texts(one, f"{place}.{i}")}
        count = len(listed)
    if count >= MOST_ITEMS:
        raise InputError(f"{place}: {count} given; a page holds no more, so use a case file.")
    return {**texts, place: str(count + 1)}


def _take(texts: Texts, place: str) -> Texts:
    """One of a list taken out; those after it move up."""
    whole, _, at = place.rpartition(".")
    count = number_of_items(texts, whole)
    if not at.isdigit() or count is None or int(at) >= count:
        return texts
    left = without(texts, place)
    for i in range(int(at) + 1, count):
        from_, to = f"{whole}.{i}", f"{whole}.{i - 1}"
        moved = {n: t for n, t in left.items() if inside(from_, n)}
        left = without(left, from_)
        left |= {to + name.removeprefix(from_): text for name, text in moved.items()}
    return {**left, whole: str(count - 1)}


def _back(texts: Texts, id: str) -> Texts:
    """The library's number again, in the place of one's own."""
    mine = (m for m in map(OWN.fullmatch, texts) if m)
    gone = {match[0] for match in mine if match["id"] == id}
    return {name: text for name, text in texts.items() if name not in gone}


def _standing(texts: Mapping[str, str], place: str) -> Any:
    """What stands at a place by default: a part, a list or nothing."""
    name = texts.get("programme", EXAMPLE["programme"])
    head, *rest = place.split(".")
    found = [entry.value for entry in asked(programme_class(name)) if entry.name == head]
    held: Any = found[0] if found else None
    for step in rest:
        held = _inside(held, step)
    return held


def _inside(held: Any, step: str) -> Any:
    if isinstance(held, tuple):
        return held[int(step)] if step.isdigit() and int(step) < len(held) else None
    if not part(held):
        return None
    found = [entry.value for entry in entries(type(held), held) if entry.name == step]
    return found[0] if found else None


CHANGES = {
    "open": _open,
    "leave": _leave,
    "close": without,
    "budget": _budget,
    "add": _add,
    "take": _take,
    "back": _back,
}
