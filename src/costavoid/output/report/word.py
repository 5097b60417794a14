"""The document in Word, by python-docx: real headings, header rows, alternative text."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from costavoid.appraisal.answer import Answer
from costavoid.base.errors import CostavoidError, InputError, shown
from costavoid.base.extras import from_extra
from costavoid.base.files import replacing
from costavoid.output.report.contents import document
from costavoid.output.report.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Picture,
    Rated,
    Reference,
    Section,
    Table,
    chosen,
    unbroken,
)
from costavoid.output.report.template import is_numbered, opened
from costavoid.output.report.word_page import STATUS, set_footer, set_page
from costavoid.output.report.word_table import across, clean, table

LONGEST_PROPERTY = 255  # characters, by the format
VERDICT, BODY = 12, 9.5  # points


def to_word(
    appraisal: Answer,
    path: str | os.PathLike[str],
    *,
    template: str | os.PathLike[str] | None = None,
    parts: Iterable[str] | None = None,
    overwrite: bool = False,
) -> Path:
    """Write the business case as .docx, after what the template holds, and give its path.

    Raises InputError for a part that is none, a template that is not Word, is damaged, far too
    large, or holds what Word would run or fetch, or a path that cannot be written; CostavoidError
    where python-docx is not installed. Warns where a template that it was made from is left out.
    """
    with replacing(path, overwrite=overwrite) as write:
        write(word_bytes(appraisal, template=template, parts=parts))
    return Path(path)


def word_bytes(
    appraisal: Answer,
    *,
    template: str | os.PathLike[str] | None = None,
    parts: Iterable[str] | None = None,
) -> bytes:
    """The business case as the bytes of a .docx file. Raises as `to_word`, but for the path."""
    from_extra("docx")  # said before anything is worked out
    content = chosen(document(appraisal), parts)
    return document_bytes(content, template=template, whole=parts is None)


def document_bytes(
    content: Document,
    *,
    template: str | os.PathLike[str] | None = None,
    whole: bool = True,
    status: str = STATUS,
) -> bytes:
    """Any document as the bytes of a .docx file; without its title unless it is `whole`."""
    docx = from_extra("docx")
    made = _plain(docx.Document()) if template is None else opened(template)
    file = io.BytesIO()
    if template is None:
        set_footer(made, clean(content.title), status)
    try:
        _fill(made, content, whole=whole)
        made.save(file)
    except CostavoidError:
        raise
    except Exception as error:  # a damaged template fails anywhere, in any way
        if template is None:
            raise
        raise InputError(
            f"template: {shown(os.fspath(template))} cannot be filled ({shown(str(error))}); open "
            "it in Word, save it again as a Word document with an ordinary page, or leave template "
            "out."
        ) from error
    return file.getvalue()


def _plain(made: Any) -> Any:
    """The library's own look: letters and margins that let the first page be one page."""
    shared = from_extra("docx.shared")
    normal, item = made.styles["Normal"], made.styles["List Bullet"]
    normal.font.name, normal.font.size = "Calibri", shared.Pt(BODY)
    normal.paragraph_format.space_after = shared.Pt(4)
    item.paragraph_format.space_after = shared.Pt(1)
    made.styles["Title"].font.size = shared.Pt(20)
    for name, above in (("Title", 0), ("Subtitle", 0), ("Heading 1", 10), ("Heading 2", 4)):
        made.styles[name].paragraph_format.space_before = shared.Pt(above)
    made.styles["Title"].paragraph_format.space_after = shared.Pt(4)
    made.styles["Subtitle"].paragraph_format.space_after = shared.Pt(0)
    set_page(made)
    return made


def _fill(made: Any, content: Document, *, whole: bool) -> None:
    """Every section; the title only above a whole document, as a part stands in another's."""
    made.core_properties.title = clean(content.title)[:LONGEST_PROPERTY]
    made.core_properties.author = "costavoid"
    made.core_properties.comments = ""
    if whole:
        made.add_paragraph(clean(content.title), style="Title")
        made.add_paragraph(clean(content.subtitle), style="Subtitle")
    for section in content.sections:
        _section(made, section, whole=whole)


def _section(made: Any, section: Section, *, whole: bool) -> None:
    """A section under its heading, on a page of its own where a whole document has it so."""
    heading = made.add_paragraph(clean(section.title), style="Heading 1")
    heading.paragraph_format.page_break_before = (whole and section.on_new_page) or None
    for block in section.blocks:
        WRITERS[type(block)](made, block)


def _heading(made: Any, block: Heading) -> None:
    made.add_paragraph(clean(block.text), style="Heading 2")


def _paragraph(made: Any, block: Paragraph) -> None:
    if block.kind == "item":
        bullet = "" if is_numbered(made.styles["List Bullet"]) else "\N{BULLET} "
        made.add_paragraph(bullet + _prose(block.text), style="List Bullet")
        return
    written = made.add_paragraph().add_run(_prose(block.text))
    if block.kind == "verdict":
        written.bold, written.font.size = True, from_extra("docx.shared").Pt(VERDICT)
    if block.kind == "gap":
        written.font.highlight_color = from_extra("docx.enum.text").WD_COLOR_INDEX.YELLOW


def _rated(made: Any, block: Rated) -> None:
    """The label, the rating's shape and word on its colour, and the note."""
    rating, written = block.rating, made.add_paragraph()
    written.add_run(f"{clean(block.label)}: ").bold = True
    run = written.add_run(f"\N{NO-BREAK SPACE}{rating.shape} {rating.word}\N{NO-BREAK SPACE}")
    run.bold, run.font.color.rgb = True, from_extra("docx.shared").RGBColor(255, 255, 255)
    shade = from_extra("docx.oxml").OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", rating.colour)):
        shade.set(from_extra("docx.oxml.ns").qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(shade)
    if block.note:
        written.add_run(f" {_prose(block.note)}")


def _reference(made: Any, block: Reference) -> None:
    address = f" {block.url}" if block.url else ""
    made.add_paragraph(clean(f"[{block.number}] {block.text}.{address}"))


def _picture(made: Any, block: Picture) -> None:
    """The chart across the text, its finding as the caption above, its words behind it."""
    chart = block.draw()
    caption = made.add_paragraph(_prose(chart.title), style="Caption")
    caption.paragraph_format.keep_with_next = True
    shape = made.add_picture(io.BytesIO(chart.png(titled=False)), width=across(made))
    properties = shape._inline.docPr
    properties.set("descr", clean(chart.alt))
    properties.set("title", clean(chart.title))


def _prose(text: str) -> str:
    """A sentence as it is set."""
    return unbroken(clean(text))


WRITERS: dict[type[Block], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Reference: _reference,
    Picture: _picture,
    Rated: _rated,
    Table: table,
}
