"""What an options document holds: what is unlike, the options side by side, then a page of each."""

from __future__ import annotations

import os
from functools import partial

from costavoid.output.charts.options import net_cash
from costavoid.output.report import html, markdown, word
from costavoid.output.report.contents import first_page
from costavoid.output.report.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Picture,
    Section,
    Table,
    in_plain_words,
)
from costavoid.output.words.cover import RECOMMENDATION
from costavoid.output.words.plainly import names, plainly
from costavoid.output.words.side_by_side import (
    BY_YEAR,
    NO_CHANGE,
    PROMPT,
    TABLE,
    TITLE,
    UNLIKE,
    WHAT_HAPPENS,
    Line,
    SideBySide,
    called,
    heads,
    rows,
    year_heads,
    year_rows,
)

RATED = frozenset({1})  # the column of the evidence


def options_word(page: SideBySide, template: str | os.PathLike[str] | None = None) -> bytes:
    """The document as the bytes of a .docx file. Raises as `word.to_word`, but for the path."""
    return word.document_bytes(options_document(page), template=template)


def options_html(page: SideBySide) -> bytes:
    """The document as the bytes of an HTML file."""
    return html.document_bytes(options_document(page))


def options_markdown(page: SideBySide) -> str:
    """The document in Markdown."""
    return markdown.document_text(options_document(page))


def options_document(page: SideBySide) -> Document:
    """Every option, in order."""
    pages = (_of(page, number, line) for number, line in enumerate(page.lines, 1))
    return Document(TITLE, page.about, (_unlike(page), _table(page), *pages))


def _unlike(page: SideBySide) -> Section:
    said = tuple(Paragraph(sentence, "item") for sentence in page.unlike)
    return Section("unlike", UNLIKE, said)


def _table(page: SideBySide) -> Section:
    columns, years = heads(page), year_heads(page)
    chosen = frozenset(at for at, line in enumerate(page.lines) if line.name == page.preferred)
    figures = frozenset(range(2, len(columns)))
    asked: list[Block] = [Heading(RECOMMENDATION)]
    if page.preferred:
        asked.append(Paragraph(f"{page.preferred} is put forward as the preferred option."))
    blocks: tuple[Block, ...] = (
        Table(page.caption, columns, rows(page), figures, strong=chosen, rated=RATED),
        Picture(partial(net_cash, page)),
        Table(BY_YEAR, years, year_rows(page), frozenset(range(1, len(years))), strong=chosen),
        *asked,
        Paragraph(PROMPT, "gap"),
    )
    return Section("options", TABLE, blocks)


def _of(page: SideBySide, number: int, line: Line) -> Section:
    """The first page of one option."""
    id, title = f"option-{number}", called(page, line)
    if line.answer is None:
        nothing = (Paragraph(NO_CHANGE, "verdict"), Paragraph(WHAT_HAPPENS, "gap"))
        return Section(id, title, nothing)
    case = line.answer.intervention
    about = dict.fromkeys(said for said in (case.called, case.summary()) if said != line.name)
    blocks = (Paragraph(": ".join(about)), *first_page(line.answer))
    section = Section(id, title, blocks if about else blocks[1:], on_new_page=True)
    return in_plain_words(section, plainly(names(line.answer)))
