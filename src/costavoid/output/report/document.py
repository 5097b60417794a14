"""A document as data: sections of paragraphs, tables and pictures. Word, HTML and Markdown show it.

No number is worked out here; a number that is not in an appraisal cannot be in a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from costavoid.base.asked import one_of, several
from costavoid.base.errors import InputError
from costavoid.output.charts.chart import Chart
from costavoid.output.words.evidence_said import (
    MODERATE,
    RATINGS,
    STRONG,
    UNTESTED,
    WEAK,
    Rating,
)

Kind = Literal["plain", "item", "gap", "verdict"]


MINUS = "\N{MINUS SIGN}\N{WORD JOINER}"


def unbroken(text: str) -> str:
    """Prose in which no line ends between a minus and its pounds."""
    return text.replace("-£", f"{MINUS}£")


# The colour of a rating's cell, behind its word in white.
SHADES = {
    **dict.fromkeys(("green", "low"), STRONG.colour),
    **dict.fromkeys(("amber", "medium", "warning"), MODERATE.colour),
    **dict.fromkeys(("red", "high", "serious"), WEAK.colour),
    "note": UNTESTED.colour,
    **{str(rating): rating.colour for rating in RATINGS},
}


@dataclass(frozen=True)
class Heading:
    """A heading inside a section, one level below the section's own."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Plain text; an item of a list; a gap that the author has to fill, marked as such; or the
    verdict, which is read first."""

    text: str
    kind: Kind = "plain"


@dataclass(frozen=True)
class Table:
    """A table with a caption and a header row; `numeric` are the columns set to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    total: bool = False  # the last row adds up the others
    strong: frozenset[int] = frozenset()  # rows set apart, such as a net
    rated: frozenset[int] = frozenset()  # columns of ratings, whose cells have a colour


@dataclass(frozen=True)
class Rated:
    """A rating as a coloured cell with its shape and word, after what is rated; then a note."""

    label: str
    rating: Rating
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart, drawn when it is needed; its caption and alternative text come with it."""

    draw: Callable[[], Chart]


@dataclass(frozen=True)
class Reference:
    """One source in the numbered list; `url` is blank where it has none."""

    number: int
    text: str
    url: str


Block = Heading | Paragraph | Rated | Table | Picture | Reference


@dataclass(frozen=True)
class Section:
    """A titled part of a document, which can be embedded alone by its id."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    cites: bool = False  # it has numbers of the list of sources in it
    on_new_page: bool = False


@dataclass(frozen=True)
class Document:
    """A title and the sections in order."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]


def in_plain_words(section: Section, plain: Callable[[str], str]) -> Section:
    """The section with every sentence, heading and cell as `plain` says it."""
    return replace(section, blocks=tuple(_said(block, plain) for block in section.blocks))


def _said(block: Block, plain: Callable[[str], str]) -> Block:
    if isinstance(block, Heading | Paragraph):
        return replace(block, text=plain(block.text))
    if isinstance(block, Table):
        rows = tuple(tuple(plain(cell) for cell in row) for row in block.rows)
        return replace(block, caption=plain(block.caption), rows=rows)
    return block


SOURCES = "sources"


def chosen(document: Document, parts: Iterable[str] | None) -> Document:
    """Only the sections wanted, in the document's order; with the sources where one is cited.

    The first then begins by saying what it is about, since it stands in somebody else's document.

    Raises InputError for a part that is none of them.
    """
    if parts is None:
        return document
    listed = [parts] if isinstance(parts, str) else several(parts, "parts", "a list of sections")
    known = [section.id for section in document.sections]
    wanted = [one_of(part, known, "parts") for part in listed]
    if not wanted:
        raise InputError(f"parts: none given; name one or more of {', '.join(known)}.")
    cited = any(s.cites for s in document.sections if s.id in wanted)
    kept = {*wanted, SOURCES} if cited else set(wanted)
    first, *rest = (section for section in document.sections if section.id in kept)
    about = Paragraph(f"{document.title}. {document.subtitle}.")
    sections = (replace(first, blocks=(about, *first.blocks)), *rest)
    return Document(document.title, document.subtitle, sections)
