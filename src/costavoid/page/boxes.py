"""What a form is made of: boxes, parts with boxes of their own, and lists of them. Only data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Choice = tuple[str, str]  # what is sent, and what is read


@dataclass(frozen=True)
class Box:
    """One box to type in, or to choose from (`choices`).

    `value` is what stands in it, `help` how to fill it, `standing` what stands unless it is filled.
    `echo` says what was understood, `fault` what is wrong. `beside` are the boxes of a number's
    unit, price year and source; `hidden` what a file said of it that has no box.
    """

    name: str
    label: str
    help: str = ""
    value: str = ""
    standing: str = ""
    choices: tuple[Choice, ...] = ()
    suggested: str = ""  # the list of words to choose or type from, by its id
    echo: str = ""
    fault: str = ""
    needed: bool = False
    number: bool = False
    beside: tuple[Box, ...] = ()
    hidden: tuple[Choice, ...] = ()
    published: tuple[str, ...] = ()
    missing_source: bool = False
    budget: bool = False  # it can be built from posts instead


@dataclass(frozen=True)
class Part:
    """Something with fields of its own: as the programme has it, one's own, or left out.

    `ways` are what it may be, where it may be several things; `kind` which of them is chosen. With
    `opens` it can be made one's own, with `leaves` left out, with `closes` put back, with `takes`
    taken out of its list.
    """

    name: str
    label: str
    help: str = ""
    said: str = ""
    ways: tuple[Choice, ...] = ()
    kind: str = ""
    inside: tuple[Box | Part | Items, ...] = ()
    own: bool = False
    opens: str = ""
    leaves: bool = False
    closes: bool = False
    takes: bool = False
    fault: str = ""
    needed: bool = False
    hidden: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list of things, each a part or a box."""

    name: str
    label: str
    help: str = ""
    items: tuple[Box | Part, ...] = ()
    said: str = ""
    own: bool = False
    one: str = ""  # what one more of them is called
    fault: str = ""
    needed: bool = False


Node = Box | Part | Items


def names_of(node: Node) -> Iterator[str]:
    """The names under which a form sends what stands in this and in all that is in it."""
    yield node.name
    if isinstance(node, Items):
        inner: tuple[Node, ...] = node.items
    elif isinstance(node, Part):
        inner = node.inside
        yield f"{node.name}.kind"
        yield from (name for name, _ in node.hidden)
    else:
        inner = node.beside
        yield from (name for name, _ in node.hidden)
    for each in inner:
        yield from names_of(each)
