"""What stands on a slide, in inches: words that are made to fit their box, a rating, a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from costavoid.base.extras import from_extra
from costavoid.output.charts.lettering import wrapped
from costavoid.output.report.word_table import clean
from costavoid.output.words.evidence_said import Rating

SLIDE = (13.333, 7.5)
EDGE = 0.6
LEADING, AFTER = 1.2, 0.35  # of the size: a line, a gap
POINTS = 72  # to the inch
LEAST = 10  # points: smaller cannot be read across a room
INK, GREY, HEAD, GAP = "1B1B1B", "595959", "DCE6F1", "FFF3C4"
TITLE_ONLY = 5  # the layout of python-pptx's own template
SPELLING = "en-GB"


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches from its top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Look:
    """How words are set: the largest size in points, whether bold, and their colour."""

    size: float
    bold: bool = False
    colour: str = INK
    bullets: bool = False


def legal(text: str) -> str:
    """Text on one line, without what XML cannot hold."""
    return " ".join(clean(text).split())


def high(texts: Iterable[str], width: float, size: float, bold: bool) -> float:
    """Inches that texts take, each a paragraph, in the font of the charts: a wide one."""
    lines = [len(wrapped(text, width, size=size, bold=bold)) for text in texts]
    return sum(count * LEADING + AFTER for count in lines) * size / POINTS


def fitted(texts: Sequence[str], box: Box, look: Look) -> tuple[list[str], float]:
    """The texts at the largest size at which they fit; no smaller than the least.

    What is too long even so is cut, and says so by an ….
    """
    kept, size = list(texts), look.size
    while size > LEAST and high(kept, box.width, size, look.bold) > box.height:
        size -= 1
    while high(kept, box.width, size, look.bold) > box.height and max(map(len, kept)) > 1:
        at = max(range(len(kept)), key=lambda i: len(kept[i]))
        kept[at] = kept[at][: len(kept[at]) * 9 // 10].rstrip(" …") + "…"
    return kept, size


def write(slide: Any, box: Box, texts: Sequence[str], look: Look) -> Any:
    """Paragraphs in a box of their own."""
    shape = slide.shapes.add_textbox(*placed(box))
    fill_text(shape.text_frame, box, texts, look)
    return shape


def fill_text(frame: Any, box: Box, texts: Sequence[str], look: Look) -> None:
    """Paragraphs in the frame of a shape."""
    util = from_extra("pptx.util")
    indent = "\N{BULLET} " if look.bullets else ""
    kept, size = fitted([indent + legal(text) for text in texts], box, look)
    frame.word_wrap = True
    frame.auto_size = from_extra("pptx.enum.text").MSO_AUTO_SIZE.NONE
    for side in ("left", "right", "top", "bottom"):
        setattr(frame, f"margin_{side}", 0)
    for number, text in enumerate(kept):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = util.Pt(AFTER * size)
        _run(paragraph, text, size, look)


def _run(paragraph: Any, text: str, size: float, look: Look) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = from_extra("pptx.util").Pt(size), look.bold
    run.font.color.rgb = rgb(look.colour)
    run._r.get_or_add_rPr().set("lang", SPELLING)


def new_slide(made: Any, title: str, foot: str) -> Any:
    """A slide with its title in the place a reader aloud looks for, and its foot."""
    slide = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    box = Box(EDGE, 0.4, SLIDE[0] - 2 * EDGE, 1.0)
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = placed(box)
    heading.text_frame.vertical_anchor = from_extra("pptx.enum.text").MSO_ANCHOR.MIDDLE
    fill_text(heading.text_frame, box, [title], Look(28, bold=True))
    heading.text_frame.paragraphs[0].alignment = from_extra("pptx.enum.text").PP_ALIGN.LEFT
    below = Box(EDGE, SLIDE[1] - 0.45, SLIDE[0] - 2 * EDGE, 0.3)
    _number(write(slide, below, [f"{foot} Slide"], Look(LEAST, colour=GREY)))
    return slide


def _number(shape: Any) -> None:
    """The slide's number, which PowerPoint works out."""
    paragraph = shape.text_frame.paragraphs[0]
    _run(paragraph, " ", LEAST, Look(LEAST, colour=GREY))
    parse = from_extra("pptx.oxml").parse_xml
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    field = parse(
        f'<a:fld xmlns:a="{space}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="{SPELLING}" sz="1000"><a:solidFill><a:srgbClr val="{GREY}"/></a:solidFill>'
        "</a:rPr><a:t>#</a:t></a:fld>"
    )
    paragraph._p.append(field)


def filled(slide: Any, box: Box, texts: Sequence[str], look: Look, colour: str) -> None:
    """Words on a block of a colour."""
    rectangle = from_extra("pptx.enum.shapes").MSO_SHAPE.RECTANGLE
    shape = slide.shapes.add_shape(rectangle, *placed(box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    shape._element.remove(shape._element.find(from_extra("pptx.oxml.ns").qn("p:style")))
    inner = Box(box.left, box.top, box.width - 0.3, box.height - 0.1)
    fill_text(shape.text_frame, inner, texts, look)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = from_extra("pptx.util").Inches(0.15)
    frame.vertical_anchor = from_extra("pptx.enum.text").MSO_ANCHOR.MIDDLE
    for paragraph in frame.paragraphs:
        paragraph.alignment = from_extra("pptx.enum.text").PP_ALIGN.LEFT


def rated(slide: Any, box: Box, label: str, rating: Rating) -> None:
    """A rating by colour, shape and word."""
    words = f"{label}: {rating.shape} {rating.word}"
    filled(slide, box, [words], Look(18, bold=True, colour="FFFFFF"), rating.colour)


def grid(
    slide: Any,
    box: Box,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    strong: Iterable[int] = (),
    size: float = 13,
) -> None:
    """A table: its first column of words, the others of figures."""
    util, text = from_extra("pptx.util"), from_extra("pptx.enum.text")
    shape = slide.shapes.add_table(len(rows) + 1, len(heads), *placed(box))
    table, first, bold = shape.table, box.width * 0.28, {0, *(row + 1 for row in strong)}
    table.horz_banding = False
    rest = (box.width - first) / (len(heads) - 1)
    for column in range(len(heads)):
        table.columns[column].width = util.Inches(rest if column else first)
    for row, texts in enumerate((heads, *rows)):
        table.rows[row].height = util.Inches(box.height / (len(rows) + 1))
        for column, words in enumerate(texts):
            cell = table.cell(row, column)
            cell.margin_top = cell.margin_bottom = util.Inches(0.02)
            cell.margin_left = cell.margin_right = util.Inches(0.06)
            cell.vertical_anchor = text.MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(HEAD if row == 0 else "FFFFFF")
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = text.PP_ALIGN.RIGHT if column else text.PP_ALIGN.LEFT
            _run(paragraph, legal(words), size, Look(size, bold=row in bold))


def describe(shape: Any, words: str) -> None:
    """What a reader aloud says of a picture."""
    shape._element.nvGraphicFramePr.cNvPr.set("descr", legal(words))


def placed(box: Box) -> tuple[Any, ...]:
    """A box as PowerPoint measures it: left, top, width, height."""
    inches = from_extra("pptx.util").Inches
    return tuple(inches(side) for side in (box.left, box.top, box.width, box.height))


def rgb(colour: str) -> Any:
    """A colour by its hexadecimal name."""
    return from_extra("pptx.dml.color").RGBColor.from_string(colour)
