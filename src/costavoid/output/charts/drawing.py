"""A drawing as data: boxes, lines, marks and words, in inches from the top left of its sheet.

It is written as SVG or painted as PNG elsewhere; colours are named by what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from typing import Literal

Color = Literal["ink", "grey", "faint", "paper", "saved", "spent", "pale", "other"]
Align = Literal["start", "middle", "end"]
Point = tuple[float, float]
POINTS = 72  # to the inch
HATCHING = 0.055  # inches from one line of a hatching to the next


@dataclass(frozen=True)
class Look:
    """How a shape is drawn: its filling, its edge and the width of that in points."""

    fill: Color | None = None
    edge: Color | None = None
    width: float = 0.0
    dotted: bool = False
    hatched: bool = False


@dataclass(frozen=True)
class Box:
    """A rectangle; `said` is what a reader of a page sees who points at it."""

    left: float
    top: float
    width: float
    height: float
    look: Look
    said: str = ""


@dataclass(frozen=True)
class Line:
    """Straight lines from point to point."""

    points: tuple[Point, ...]
    look: Look


@dataclass(frozen=True)
class Mark:
    """A mark at a point; `size` in points across, `said` as of a box."""

    x: float
    y: float
    size: float
    look: Look
    shape: Literal["dot", "diamond", "cross"] = "dot"
    said: str = ""

    @property
    def outline(self) -> tuple[Point, ...]:
        """The corners of a diamond or of a cross."""
        half = self.size / 2 / POINTS
        if self.shape == "diamond":
            steps = [(0, -1), (1, 0), (0, 1), (-1, 0)]
            return tuple((self.x + a * half, self.y + b * half) for a, b in steps)
        arm = [(0, -0.45), (0.55, -1), (1, -0.55), (0.45, 0)]
        steps_of = [(a, b) for a, b in arm] + [(-b, a) for a, b in arm[1:]]
        cross = [*steps_of, *((-a, -b) for a, b in steps_of)]
        return tuple((self.x + a * half, self.y + b * half) for a, b in cross)


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is the line it stands on, `size` in points."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    color: Color = "ink"
    align: Align = "start"
    halo: bool = False  # of paper, where it stands over something


Shape = Box | Line | Mark | Words


@dataclass(frozen=True)
class Drawing:
    """A sheet of a size in inches: what is around the panels, and the shapes of each of those."""

    width: float
    height: float
    around: tuple[Shape, ...]
    panels: tuple[tuple[Shape, ...], ...]

    @property
    def shapes(self) -> Iterable[Shape]:
        """All of them, in the order in which they are drawn."""
        yield from self.around
        for panel in self.panels:
            yield from panel


@dataclass
class Panel:
    """A place on the sheet with a scale: numbers become inches. It collects shapes."""

    left: float
    top: float
    width: float
    height: float
    x: tuple[float, float] = (0.0, 1.0)  # the numbers at its left and right
    y: tuple[float, float] = (0.0, 1.0)  # and at its foot and top
    shapes: list[Shape] = field(default_factory=list)
    zero_at: dict[Literal["x", "y"], float] = field(default_factory=dict)  # inches, where drawn

    def across(self, x: float) -> float:
        """Inches from the left of the sheet."""
        low, high = self.x
        return self.left + (x - low) / (high - low) * self.width

    def down(self, y: float) -> float:
        """Inches from the top of the sheet."""
        low, high = self.y
        return self.top + self.height - (y - low) / (high - low) * self.height

    def bar(
        self, x: tuple[float, float], y: tuple[float, float], look: Look, said: str = ""
    ) -> None:
        """A box between two numbers across and two up."""
        left, right = sorted(map(self.across, x))
        top, foot = sorted(map(self.down, y))
        self.shapes.append(Box(left, top, right - left, foot - top, look, said))

    def line(self, points: Iterable[Point], look: Look) -> None:
        """A line through some points."""
        places = starmap(self._place, points)
        self.shapes.append(Line(tuple(places), look))

    def _place(self, x: float, y: float) -> Point:
        return self.across(x), self.down(y)

    def upright(self, x: float, look: Look) -> None:
        """A line from the foot to the top, at a number."""
        self.line([(x, self.y[0]), (x, self.y[1])], look)

    def level(self, y: float, look: Look) -> None:
        """A line from the left to the right, at a number."""
        self.line([(self.x[0], y), (self.x[1], y)], look)


def hatching(box: Box) -> Sequence[tuple[Point, Point]]:
    """Lines that slant upwards over a box, one beside the other from the same origin."""
    left, top, right, foot = box.left, box.top, box.left + box.width, box.top + box.height
    lines = []
    first = int((left + top) / HATCHING) + 1
    last = int((right + foot) / HATCHING)
    for number in range(first, last + 1):
        both = number * HATCHING  # x + y is the same along the line
        start = max(left, both - foot)
        end = min(right, both - top)
        if end > start:
            lines.append(((start, both - start), (end, both - end)))
    return lines
