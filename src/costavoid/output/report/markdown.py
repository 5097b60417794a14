"""The document in Markdown: what reads well as plain text, without pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from costavoid.appraisal.answer import Answer
from costavoid.output.markdown_text import link, plain, table
from costavoid.output.report.contents import document
from costavoid.output.report.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Picture,
    Rated,
    Reference,
    Table,
    chosen,
)


def to_markdown(appraisal: Answer, *, parts: Iterable[str] | None = None) -> str:
    """The business case in Markdown. Raises InputError for a part that is none."""
    return document_text(chosen(document(appraisal), parts), whole=parts is None)


def document_text(content: Document, *, whole: bool = True) -> str:
    """Any document in Markdown; without its title unless it is `whole`."""
    found = [f"# {plain(content.title)}", plain(content.subtitle)] if whole else []
    for section in content.sections:
        found.append(f"## {plain(section.title)}")
        found += [WRITERS[type(block)](block) for block in section.blocks]
    return "\n\n".join(text for text in found if text).replace("\n\n- ", "\n- ") + "\n"


def _paragraph(block: Paragraph) -> str:
    if block.kind == "verdict":
        return f"**{plain(block.text)}**"
    start = {"item": "- ", "gap": "> ", "plain": ""}[block.kind]
    return start + plain(block.text)


def _rated(block: Rated) -> str:
    rated = f"{plain(block.label)}: {block.rating.shape} **{block.rating.word}**."
    return f"{rated} {plain(block.note)}".rstrip()


def _table(block: Table) -> str:
    rows = [[plain(text) for text in row] for row in block.rows]
    return f"**{plain(block.caption)}**\n\n{table(block.columns, rows, block.numeric)}"


WRITERS: dict[type[Block], Callable[[Any], str]] = {
    Heading: lambda block: f"### {plain(block.text)}",
    Paragraph: _paragraph,
    Table: _table,
    Picture: lambda block: "",
    Rated: _rated,
    Reference: lambda block: f"\\[{block.number}\\] {link(block.text, block.url)}",
}
