"""The fields of a class as boxes: from the same descriptions as case files and generated pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from costavoid.base.docstrings import doc_of
from costavoid.base.frozen import Frozen
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import interval
from costavoid.page.boxes import Box, Choice, Items, Node, Part
from costavoid.page.numbers_drawn import Drawn, sourced
from costavoid.page.numbers_read import LEFT_OUT
from costavoid.page.plain_numbers import estimate_said
from costavoid.page.reading import THERE, named_by_label
from costavoid.page.said import help_of, label_of, without_code
from costavoid.page.shapes import Shape, Takes, chosen, kind_of, shapes
from costavoid.page.typed import inside, number_of_items
from costavoid.programme.fields import FOLLOWS, Entry, entries, first_sentence, part, value_words


@dataclass(frozen=True)
class Fields:
    """Draws the fields of a class, with what stands in the form."""

    drawn: Drawn

    def nodes(
        self, cls: type[Frozen], place: str, listed: Iterable[Entry], but: Iterable[str] = ()
    ) -> tuple[Node, ...]:
        """The fields of a class in their order, without those of some names."""
        left = {
            *but,
            *(["id"] if named_by_label(cls) and f"{place}.id" not in self.drawn.texts else []),
        }
        return tuple(
            node
            for entry in listed
            if entry.name not in left
            for node in self.node(cls, place, entry)
        )

    def node(self, cls: type[Frozen], place: str, entry: Entry) -> Iterator[Node]:
        """One field; none for a number of the library's, which stands among the numbers."""
        shape, name = shapes(cls)[entry.name], f"{place}.{entry.name}" if place else entry.name
        published = tuple(
            f"Published: {estimate_said(e)}{interval(e)}, from {e.source}"
            for field, id in getattr(cls, "evidence", ())
            if field == entry.name
            for e in (default(id),)
        )
        if shape.listed:
            yield self._items(shape, name, entry)
        elif shape.takes is Takes.PART or (shape.classes and self._budget(name)):
            yield self._part(shape, name, entry)
        elif shape.takes is Takes.SOURCED:
            standing = isinstance(entry.value, Estimate)
            if not standing or self._given(name):
                yield sourced(self.drawn, shape, name, entry, published)
        else:
            yield self._plain(shape, name, entry)

    def _given(self, name: str) -> bool:
        return any(inside(name, each) for each in self.drawn.texts)

    def _budget(self, name: str) -> bool:
        return self.drawn.texts.get(f"{name}.kind") == "budget"

    def _plain(self, shape: Shape, name: str, entry: Entry) -> Box:
        choices: tuple[Choice, ...] = ()
        if shape.takes is Takes.CHOICE:
            choices = tuple((choice, choice) for choice in shape.choices)
        elif shape.takes is Takes.YES_NO:
            choices = (("yes", "Yes"), ("no", "No"))
        standing = _standing(entry)
        if choices:
            blank = f"As it is: {standing}" if standing else "Not given"
            choices = (("", "Choose" if entry.needed else blank), *choices)
        return self.drawn.box(
            name,
            label_of(entry),
            help=help_of(entry),
            standing=standing,
            choices=choices,
            needed=entry.needed,
            number=shape.takes is Takes.NUMBER and not shape.several,
        )

    def _items(self, shape: Shape, name: str, entry: Entry) -> Items:
        count = number_of_items(self.drawn.texts, name)
        items = tuple(self._item(shape, f"{name}.{i}", i, entry) for i in range(count or 0))
        held = "" if entry.value == () else _standing(entry)
        return Items(
            name=name,
            label=label_of(entry),
            help=help_of(entry),
            items=items,
            said="" if count is not None else held,
            own=count is not None,
            one=_one_of(shape),
            fault=self.drawn.faults.get(name, ""),
            needed=entry.needed,
        )

    def _item(self, shape: Shape, name: str, at: int, entry: Entry) -> Box | Part:
        label = f"{_one_of(shape)} {at + 1}"
        if shape.takes is Takes.SOURCED:
            bare = Entry(entry.name, label, entry.how, None)
            return sourced(self.drawn, shape, name, bare, (), takes=True)
        return self._opened(shape, name, label, "", takes=True)

    def _part(self, shape: Shape, name: str, entry: Entry) -> Part:
        """A part as it stands, or one's own."""
        said = self.drawn.texts.get(name)
        left_out = said == LEFT_OUT and shape.leave_out
        is_own = not left_out and (said is not None or f"{name}.kind" in self.drawn.texts)
        label, help = label_of(entry), help_of(entry)
        if is_own or (entry.needed and not left_out):
            return self._opened(
                shape, name, label, help, closes=is_own, leaves=shape.leave_out, needed=entry.needed
            )
        stands = part(entry.value)
        held = f"As {_kind_said(type(entry.value))}, all of it by default." if stands else "None."
        return Part(
            name=name,
            label=label,
            help=help,
            said="Left out." if left_out else held,
            opens="Change what it is" if stands else "Give one",
            leaves=shape.leave_out and stands and not left_out,
            closes=left_out,
            hidden=((name, LEFT_OUT),) if left_out else (),
        )

    def _opened(self, shape: Shape, name: str, label: str, help: str, **can: bool) -> Part:
        kind = self.drawn.texts.get(f"{name}.kind", "")
        cls = chosen(shape, kind)
        if shape.takes is Takes.SOURCED:
            cls = shape.classes[0]
        ways = tuple((kind_of(each), _kind_said(each)) for each in shape.classes)
        fields = self.nodes(cls, name, entries(cls)) if cls else ()
        one = len(ways) == 1
        hidden = ((name, THERE),) if one and shape.takes is Takes.PART else ()
        if one and kind:
            hidden = (*hidden, (f"{name}.kind", kind))
        return Part(
            name=name,
            label=label,
            help=help or (without_code(first_sentence(cls)) if cls else ""),
            ways=() if one else ways,
            kind=kind,
            inside=fields,
            own=True,
            closes=can.get("closes", False),
            leaves=can.get("leaves", False),
            takes=can.get("takes", False),
            needed=can.get("needed", False),
            fault=self.drawn.faults.get(f"{name}.kind", self.drawn.faults.get(name, "")),
            hidden=hidden,
        )


def _standing(entry: Entry) -> str:
    """What stands in a field unless it is given; blank where nothing does."""
    if entry.needed or entry.value in (None, (), FOLLOWS):
        return "follows from the others" if entry.value == FOLLOWS else ""
    return value_words(entry.value)


def _one_of(shape: Shape) -> str:
    """What one item of a list is called."""
    if shape.takes is Takes.SOURCED:
        return "Number"
    return re.sub(r"(?<!^)(?=[A-Z])", " ", shape.classes[0].__name__).capitalize()


def _kind_said(cls: type[Frozen]) -> str:
    """A class as a choice: its kind and what it is."""
    kind = kind_of(cls) or re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()
    first = doc_of(cls).strip().split(". ")[0].split("\n\n")[0]
    words = " ".join(first.split()).rstrip(".")
    return without_code(f"{kind}: {words[:1].lower()}{words[1:]}" if words else kind)
