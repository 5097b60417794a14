"""A Word page of our own as a council sets it: A4, British spelling, a footer with page numbers."""

from __future__ import annotations

from typing import Any

from costavoid.base.extras import from_extra
from costavoid.version import __version__

A4, MARGIN, FOOTER = (21.0, 29.7), 1.7, 0.7  # centimetres
SMALL = 8  # points
SPELLING = "en-GB"
STATUS = "Draft"


def set_page(made: Any) -> None:
    """The one section on A4, its margins, and the language that Word checks spelling in."""
    shared = from_extra("docx.shared")
    (page,) = made.sections
    page.page_width, page.page_height = (shared.Cm(side) for side in A4)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(page, side, shared.Cm(MARGIN))
    page.footer_distance = shared.Cm(FOOTER)
    qualified = from_extra("docx.oxml.ns").qn
    for language in made.styles.element.iter(qualified("w:lang")):
        language.set(qualified("w:val"), SPELLING)


def set_footer(made: Any, title: str, status: str = STATUS) -> None:
    """On every page: the title, its status (for the author to change), the version, the number."""
    shared, text = from_extra("docx.shared"), from_extra("docx.enum.text")
    (page,) = made.sections
    line = page.footer.paragraphs[0]
    line.alignment = text.WD_ALIGN_PARAGRAPH.LEFT
    line.add_run(f"{title}. ")
    marked = line.add_run(status)
    marked.font.highlight_color = text.WD_COLOR_INDEX.YELLOW
    line.add_run(f". Written by costavoid {__version__}. Page ")
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")
    for run in line.runs:
        run.font.size = shared.Pt(SMALL)


def _field(line: Any, name: str) -> None:
    """A number that Word works out."""
    element, qualified = from_extra("docx.oxml").OxmlElement, from_extra("docx.oxml.ns").qn
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = line.add_run()
        if kind == "instruction":
            part = element("w:instrText")
            part.set(qualified("xml:space"), "preserve")
            part.text = f" {name} "
        elif kind == "shown":
            run.text = "1"
            continue
        else:
            part = element("w:fldChar")
            part.set(qualified("w:fldCharType"), kind)
        run._r.append(part)
