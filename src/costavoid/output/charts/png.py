"""A drawing as a PNG picture: shapes by matplotlib's Agg, words by Pillow; no setting is read."""

from __future__ import annotations

import io
from typing import Any

from costavoid.base.extras import from_extra
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
from costavoid.output.charts.lettering import clean, font
from costavoid.output.charts.svg import DOTS, HALO, LIGHT

DOTS_PER_INCH = 180
COLORS = 128  # of the file: the shades at the edges of letters are what there are many of
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}  # on the line, at the left and so on


def png_file(drawing: Drawing, title: str, alt: str) -> bytes:
    """The picture, on white, with its title and words inside; the same every time."""
    size = [round(side * DOTS_PER_INCH) for side in (drawing.width, drawing.height)]
    brush = _Brush(*size)
    brush.box(Box(0, 0, drawing.width, drawing.height, Look(fill="paper")))
    for shape in drawing.shapes:
        brush.draw(shape)
    image = from_extra("PIL.Image").fromarray(brush.pixels).convert("RGB")
    pen = from_extra("PIL.ImageDraw").Draw(image)
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            _write(pen, shape)
    inside = from_extra("PIL.PngImagePlugin").PngInfo()
    for name, words in (("Title", title), ("Description", alt)):
        inside.add_itxt(name, clean(words))
    content = io.BytesIO()
    _few_colors(image).save(content, "png", pnginfo=inside, dpi=(DOTS_PER_INCH,) * 2)
    return content.getvalue()


def _few_colors(image: Any) -> Any:
    """The same with a palette: a third of the size, and sooner written; white stays white."""
    pillow = from_extra("PIL.Image")
    found = image.quantize(COLORS, method=pillow.Quantize.FASTOCTREE, dither=pillow.Dither.NONE)
    found.putpalette([255 if value >= 254 else value for value in found.getpalette()])
    return found


def _write(pen: Any, words: Words) -> None:
    place = (words.x * DOTS_PER_INCH, words.y * DOTS_PER_INCH)
    face = font(round(words.size * DOTS_PER_INCH / POINTS), words.bold)
    where = {"xy": place, "text": words.text, "font": face, "anchor": ANCHORS[words.align]}
    if words.halo:
        edge = round(HALO / 2 * DOTS_PER_INCH / POINTS)
        pen.text(**where, fill=LIGHT["paper"], stroke_width=edge, stroke_fill=LIGHT["paper"])
    pen.text(**where, fill=LIGHT[words.color])


class _Brush:
    """Paints shapes on a sheet of so many dots; its origin is at the foot, as Agg has it."""

    def __init__(self, width: int, height: int) -> None:
        self._agg = from_extra("matplotlib.backends.backend_agg").RendererAgg(
            width, height, DOTS_PER_INCH
        )
        self._path = from_extra("matplotlib.path").Path
        self._unmoved = from_extra("matplotlib.transforms").IdentityTransform()
        self._height = height

    @property
    def pixels(self) -> Any:
        """What has been painted, as rows of dots."""
        return from_extra("numpy").asarray(self._agg.buffer_rgba())

    def draw(self, shape: Shape) -> None:
        """A shape; words are written afterwards."""
        if isinstance(shape, Box):
            self.box(shape)
        elif isinstance(shape, Line):
            self._trace([shape.points], shape.look)
        elif isinstance(shape, Mark):
            self._mark(shape)

    def box(self, box: Box) -> None:
        """A box with its hatching."""
        right, foot = box.left + box.width, box.top + box.height
        corners = ((box.left, box.top), (right, box.top), (right, foot), (box.left, foot))
        self._trace([corners], box.look, closed=True)
        if box.look.hatched:
            self._trace(list(hatching(box)), Look(edge=box.look.edge, width=box.look.width))

    def _mark(self, mark: Mark) -> None:
        if mark.shape != "dot":
            self._trace([mark.outline], mark.look, closed=True)
            return
        middle = self._dots((mark.x, mark.y))
        circle = self._path.circle(middle, mark.size / 2 * DOTS_PER_INCH / POINTS)
        self._paint(circle, mark.look)

    def _trace(self, lines: list[tuple[Point, ...]], look: Look, *, closed: bool = False) -> None:
        """Through the points of each line."""
        if not lines:
            return
        places, steps = [], []
        for points in lines:
            places += [self._dots(point) for point in points]
            steps += [self._path.MOVETO, *[self._path.LINETO] * (len(points) - 1)]
        if closed:
            places.append(places[0])
            steps.append(self._path.CLOSEPOLY)
        self._paint(self._path(places, steps), look)

    def _dots(self, point: Point) -> Point:
        return point[0] * DOTS_PER_INCH, self._height - point[1] * DOTS_PER_INCH

    def _paint(self, path: Any, look: Look) -> None:
        context = self._agg.new_gc()
        context.set_joinstyle("round")
        context.set_linewidth(look.width if look.edge else 0.0)
        context.set_foreground(LIGHT[look.edge or "ink"])
        if look.dotted:
            context.set_dashes(0, [look.width * part for part in DOTS])
        fill = _color(LIGHT[look.fill]) if look.fill else None
        self._agg.draw_path(context, path, self._unmoved, fill)


def _color(name: str) -> tuple[float, ...]:
    """Red, green and blue, each from 0 to 1."""
    return tuple(int(name[i : i + 2], 16) / 255 for i in (1, 3, 5))
