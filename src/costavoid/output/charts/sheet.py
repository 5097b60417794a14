"""The sheet every chart is drawn on: title, key, panels and notes, in inches from the top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from costavoid.appraisal.answer import Answer
from costavoid.output.charts.drawing import (
    POINTS,
    Box,
    Color,
    Drawing,
    Line,
    Look,
    Mark,
    Panel,
    Shape,
    Words,
)
from costavoid.output.charts.lettering import (
    BODY,
    LEADING,
    RISE,
    SMALL,
    TITLE,
    clean,
    high,
    legible,
    wide,
    wrapped,
)

EDGE, BARE, GAP = 0.12, 0.02, 0.16  # inches: of the margin, between panels
NOT_CASH = Look("pale", "saved", 0.6, hatched=True)
CASH, COST = Look("saved"), Look("spent")
DOT, DOTTED = 4.5, Look("ink")  # points across
LEAST = 0.5  # pounds: less than this is nothing


@dataclass(frozen=True)
class Form:
    """How a chart is drawn: how wide in inches, and whether its title is on it."""

    width: float
    titled: bool = False

    @property
    def narrow(self) -> bool:
        """Whether it is for a small screen: names then stand above what they name."""
        return self.width < 5

    @property
    def edge(self) -> float:
        """The margin: next to nothing under a caption, whose left edge is the drawing's too."""
        return EDGE if self.titled else BARE

    @property
    def inside(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.edge


WIDE = 6.6  # inches: the text of a page on A4, or near it
TITLED, CAPTIONED, NARROW = Form(WIDE, titled=True), Form(WIDE), Form(3.0)


@dataclass(frozen=True)
class Key:
    """One entry of the key: what a look means."""

    words: str
    look: Look
    shape: Literal["box", "line", "dot", "diamond", "cross", "marked"] = "box"


@dataclass(frozen=True)
class Row:
    """A row of panels of equal width, each with its heading; sizes in inches.

    `left` and `right` are kept free in each panel for labels, `foot` beneath it.
    """

    headings: tuple[str, ...]
    height: float
    form: Form
    left: float = 0.56
    right: float = 0.1
    foot: float = 0.24
    columns: int = 0  # how many there is room for; as many as there are headings, unless given

    @property
    def panel(self) -> float:
        """The width of one panel with what is kept free."""
        count = self.columns or len(self.headings)
        return (self.form.inside - (count - 1) * GAP) / count

    @property
    def lines(self) -> list[list[str]]:
        """The headings as lines."""
        return [wrapped(text, self.panel, size=BODY, bold=True) for text in self.headings if text]

    @property
    def top(self) -> float:
        """Inches taken by the headings."""
        lines = self.lines
        return high(max(map(len, lines)), BODY) + 0.1 if lines else 0.06


@dataclass
class Sheet:
    """A sheet with its words on it, and the panels of each row to draw on."""

    width: float
    height: float
    panels: list[list[Panel]] = field(default_factory=list)
    around: list[Shape] = field(default_factory=list)

    @property
    def drawing(self) -> Drawing:
        """What has been drawn so far."""
        panels = (tuple(panel.shapes) for row in self.panels for panel in row)
        return Drawing(self.width, self.height, tuple(self.around), tuple(panels))


def blank(
    form: Form,
    title: str,
    rows: Sequence[Row],
    *,
    subject: str = "",
    said: Sequence[str] = (),
    key: Sequence[Key] = (),
    notes: Sequence[str] = (),
) -> Sheet:
    """A sheet with its words, and the empty panels of each row.

    The title and its `subject` are left out where a caption says them; `said` stands under them,
    `notes` at the foot.
    """
    heads = wrapped(title, form.inside, size=TITLE, bold=True, most=3) if form.titled else []
    under = wrapped(subject, form.inside, size=BODY, most=2) if form.titled and subject else []
    under += [line for text in said for line in wrapped(text, form.inside, size=BODY)]
    foot = [line for text in notes for line in wrapped(text, form.inside, size=SMALL)]
    entries = _key_lines(key, form.inside)
    edge = form.edge
    middle = edge + high(len(heads), TITLE) + (0.03 if heads else 0)
    keyed = middle + high(len(under), BODY) + (0.05 if under else 0)
    top = keyed + len(entries) * KEY_LINE + 0.08
    panels = sum(row.top + row.height + row.foot for row in rows) + GAP * (len(rows) - 1)
    below = GAP + high(len(foot), SMALL) if foot else 0.0
    sheet = Sheet(form.width, top + panels + below + edge)
    sheet.around += [
        *paragraph(edge, edge, heads, size=TITLE, bold=True),
        *paragraph(edge, middle, under),
        *_drawn_key(entries, edge, keyed),
    ]
    for row in rows:
        sheet.panels.append(_panels(sheet, row, top))
        top += row.top + row.height + row.foot + GAP
    sheet.around += paragraph(edge, top, foot, size=SMALL, color="grey")
    return sheet


def _panels(sheet: Sheet, row: Row, top: float) -> list[Panel]:
    """The panels of one row, with their headings."""
    made = []
    lines = row.lines or [[]]
    for i, heading in enumerate(lines):
        left = row.form.edge + i * (row.panel + GAP)
        sheet.around += paragraph(left, top, heading, bold=True)
        made.append(Panel(left + row.left, top + row.top, room(row), row.height))
    return made


def room(row: Row) -> float:
    """Inches across the scale of one panel."""
    return row.panel - row.left - row.right


def paragraph(
    left: float,
    top: float,
    lines: Sequence[str],
    *,
    size: float = BODY,
    bold: bool = False,
    color: Color = "ink",
) -> Iterator[Words]:
    """Some lines of text, inches from the left and the top."""
    for i, line in enumerate(lines):
        yield Words(left, top + (i * LEADING + 1) * size / POINTS, line, size, bold, color)


SWATCH, KEY_LINE = 0.2, high(1, BODY) * 1.15


def _key_lines(key: Sequence[Key], inches: float) -> list[list[tuple[float, Key]]]:
    """The key in lines that fit: each entry with where it starts."""
    lines: list[list[tuple[float, Key]]] = []
    at = inches + 1
    for entry in key:
        wanted = SWATCH + 0.07 + wide(entry.words, BODY)
        if at + wanted > inches:
            lines.append([])
            at = 0.0
        lines[-1].append((at, entry))
        at += wanted + 0.22
    return lines


def _drawn_key(lines: list[list[tuple[float, Key]]], left: float, top: float) -> Iterator[Shape]:
    for i, line in enumerate(lines):
        middle = top + KEY_LINE * (i + 0.5)
        for at, entry in line:
            yield from _swatch(left + at, middle, entry)
            foot = middle + RISE * BODY / 2 / POINTS
            yield Words(left + at + SWATCH + 0.07, foot, legible(entry.words), BODY)


def _swatch(at: float, middle: float, entry: Key) -> Iterator[Shape]:
    half = at + SWATCH / 2
    if entry.shape == "box":
        yield Box(at, middle - 0.05, SWATCH, 0.1, entry.look)
    elif entry.shape in ("line", "marked"):
        yield Line(((at, middle), (at + SWATCH, middle)), entry.look)
    if entry.shape == "marked":
        yield Mark(half, middle, DOT, DOTTED)
    elif entry.shape in ("dot", "diamond", "cross"):
        yield Mark(half, middle, DOT, entry.look, entry.shape)


def called(appraisal: Answer) -> str:
    """What to call the programme, beginning with a capital."""
    name = clean(appraisal.intervention.called)
    return name[:1].upper() + name[1:]
