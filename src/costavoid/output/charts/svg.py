"""A drawing as SVG: a file of its own, or a piece of a web page in that page's colours."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from costavoid.output.charts.drawing import (
    POINTS,
    Box,
    Drawing,
    Line,
    Look,
    Mark,
    Point,
    Shape,
    Words,
    hatching,
)
from costavoid.output.charts.lettering import FAMILY, clean

# Okabe and Ito's colours that stand out from white and from each other to every eye.
LIGHT = {
    "ink": "#222222",
    "grey": "#555555",
    "faint": "#DDDDDD",
    "paper": "#FFFFFF",
    "saved": "#0072B2",
    "spent": "#D55E00",
    "pale": "#CFE3F2",
    "other": "#595959",
}
# The same hues, light enough to stand out from a dark page.
DARK = LIGHT | {
    "ink": "currentColor",
    "grey": "#B4BAC0",
    "faint": "#454A50",
    "paper": "var(--paper, Canvas)",
    "saved": "#56B4E9",
    "spent": "#F0894A",
    "pale": "#1E3F54",
    "other": "#9AA2AA",
}
ON_A_PAGE = LIGHT | {"ink": "currentColor", "paper": "var(--paper, Canvas)"}
FORCED = {"ink": "CanvasText", "grey": "CanvasText", "paper": "Canvas"}
NARROW_BELOW = "37rem"  # of the width of the figure: less, and the narrow drawing is shown
HALO = 2.6  # points
DOTS = (1.0, 1.65)  # of a dotted line, in widths of the line
Paint = Callable[[Look], str]


def svg_file(drawing: Drawing, title: str, alt: str) -> str:
    """A whole file, on white, with its title and words inside; the same every time."""
    width, height = (_short(side * POINTS) for side in (drawing.width, drawing.height))
    shapes = "\n".join(_shapes(drawing, _painted))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" font-family="{FAMILY}, Verdana, sans-serif" role="img">\n'
        f"<title>{escape(clean(title))}</title>\n<desc>{escape(clean(alt))}</desc>\n"
        f'<rect width="{width}" height="{height}" fill="{LIGHT["paper"]}"/>\n{shapes}\n</svg>\n'
    )


def svg_in_page(drawing: Drawing, alt: str, name: str) -> str:
    """A piece of a page: no colours of its own but names for them (see `page_style`)."""
    width, height = (_short(side * POINTS) for side in (drawing.width, drawing.height))
    shapes = "".join(_pointed(shape) for shape in drawing.shapes)
    return (
        f'<svg class="{name}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(clean(alt))}">{shapes}</svg>'
    )


def _pointed(shape: Shape) -> str:
    """A shape of a page, with its number in words for whoever points at it."""
    drawn = WRITERS[type(shape)](shape, _classed)
    said = shape.said if isinstance(shape, Box | Mark) else ""
    return f"<g><title>{escape(clean(said))}</title>{drawn}</g>" if said else drawn


def page_style() -> str:
    """The rules of a page for its charts, each a `figure` of the class "chart".

    Light, dark, printed and forced colours; the wide drawing, or the narrow one where it would be
    too small to read.
    """
    names = "".join(f".f-{c}{{fill:var(--c-{c})}}.s-{c}{{stroke:var(--c-{c})}}" for c in LIGHT)
    return (
        f"{_named(ON_A_PAGE)}@media (prefers-color-scheme:dark){{{_named(DARK)}}}"
        f"@media print{{{_named(LIGHT)}}}@media (forced-colors:active){{{_named(FORCED)}}}"
        f".chart svg{{width:100%;height:auto;max-width:50rem}}{names}"
        ".chart text{white-space:pre}.chart{container-type:inline-size}"
        f".chart .wide{{display:block}}.chart svg.narrow{{display:none;max-width:28rem}}"
        f"@media not print{{@container (max-width:{NARROW_BELOW}){{"
        ".chart .wide{display:none}.chart svg.narrow{display:block}}}"
    )


def _named(colors: dict[str, str]) -> str:
    return ".chart{" + ";".join(f"--c-{name}:{color}" for name, color in colors.items()) + "}"


def _painted(look: Look) -> str:
    """The colours themselves."""
    fill = f' fill="{LIGHT[look.fill] if look.fill else "none"}"'
    edge = f' stroke="{LIGHT[look.edge]}"' if look.edge and look.width else ""
    return fill + edge + _stroke(look)


def _classed(look: Look) -> str:
    """The names of the colours."""
    names = [f"f-{look.fill}"] if look.fill else []
    names += [f"s-{look.edge}"] if look.edge and look.width else []
    listed = f' class="{" ".join(names)}"' if names else ""
    return listed + ("" if look.fill else ' fill="none"') + _stroke(look)


def _stroke(look: Look) -> str:
    if not look.edge or not look.width:
        return ""
    dashes = " ".join(_short(look.width * part) for part in DOTS)
    return f' stroke-width="{_short(look.width)}"' + (
        f' stroke-dasharray="{dashes}"' if look.dotted else ""
    )


def _shapes(drawing: Drawing, paint: Paint) -> list[str]:
    return [WRITERS[type(shape)](shape, paint) for shape in drawing.shapes]


def _box(box: Box, paint: Paint) -> str:
    left, top = _place((box.left, box.top))
    width, height = _place((box.width, box.height))
    look = box.look
    drawn = f'<rect x="{left}" y="{top}" width="{width}" height="{height}"{paint(look)}/>'
    if not look.hatched:
        return drawn
    lines = "".join(_path(pair) for pair in hatching(box))
    return f'{drawn}<path d="{lines}"{paint(Look(edge=look.edge, width=look.width))}/>'


def _line(line: Line, paint: Paint) -> str:
    joined = ' stroke-linejoin="round"' if len(line.points) > 2 else ""
    return f'<path d="{_path(line.points)}"{paint(line.look)}{joined}/>'


def _mark(mark: Mark, paint: Paint) -> str:
    if mark.shape != "dot":
        return f'<path d="{_path(mark.outline)}Z"{paint(mark.look)}/>'
    x, y = _place((mark.x, mark.y))
    return f'<circle cx="{x}" cy="{y}" r="{_short(mark.size / 2)}"{paint(mark.look)}/>'


def _words(words: Words, paint: Paint) -> str:
    x, y = _place((words.x, words.y))
    anchor = f' text-anchor="{words.align}"' if words.align != "start" else ""
    weight = ' font-weight="bold"' if words.bold else ""
    look = paint(Look(fill=words.color))
    place = f'<text x="{x}" y="{y}" font-size="{_short(words.size)}"{weight}{anchor}'
    text = f"{escape(words.text, quote=False)}</text>"
    around = paint(Look("paper", "paper", HALO)) if words.halo else ""
    return (f"{place}{around}>{text}" if words.halo else "") + f"{place}{look}>{text}"


def _path(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(" ".join(_place(point)) for point in points)


def _place(point: Point) -> tuple[str, str]:
    """Inches as the points of the drawing."""
    return _short(point[0] * POINTS), _short(point[1] * POINTS)


def _short(number: float) -> str:
    """To a hundredth, without what says nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if number else "0"


WRITERS: dict[type[Shape], Callable[[Any, Paint], str]] = {
    Box: _box,
    Line: _line,
    Mark: _mark,
    Words: _words,
}
