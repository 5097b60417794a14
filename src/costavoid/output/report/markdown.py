"""The document in Markdown: what reads well as plain text, and its pictures beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from costavoid.appraisal.answer import Answer
from costavoid.base.files import refuse_unwritable, replacing_all
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


def to_markdown(
    appraisal: Answer,
    path: str | os.PathLike[str] | None = None,
    *,
    parts: Iterable[str] | None = None,
    overwrite: bool = False,
) -> str:
    """The business case in Markdown: its text, without pictures unless it is written to a path.

    There it stands with its pictures, PNG files beside it: case.md, case-1.png, case-2.png. All are
    written or none. Raises InputError for a part that is none or a path that cannot be written.
    """
    if path is None:
        return document_text(_content(appraisal, parts))
    refuse_unwritable([path], overwrite=overwrite)
    files = markdown_files(appraisal, Path(path), parts=parts)
    with replacing_all(files, overwrite=overwrite) as writes:
        for write, content in zip(writes, files.values(), strict=True):
            write(content)
    return files[Path(path)].decode()


def markdown_files(
    appraisal: Answer, path: Path, *, parts: Iterable[str] | None = None
) -> dict[Path, bytes]:
    """The bytes of the text, by its path, and of its pictures. Raises InputError for a part."""
    pictures: dict[Path, bytes] = {}

    def drawn(block: Picture) -> str:
        chart = block.draw()
        name = f"{path.stem}-{len(pictures) + 1}.png"
        pictures[path.with_name(name)] = chart.png(titled=False)
        return f"**{plain(chart.title)}**\n\n![{plain(chart.alt)}]({quote(os.fsencode(name))})"

    text = document_text(_content(appraisal, parts), drawn)
    return {path: text.encode(), **pictures}


def _content(appraisal: Answer, parts: Iterable[str] | None) -> Document:
    """The document, or some of it, which then has no title of its own."""
    content = chosen(document(appraisal), parts)
    return content if parts is None else replace(content, title="", subtitle="")


def document_text(content: Document, drawn: Callable[[Picture], str] = lambda picture: "") -> str:
    """Any document in Markdown; `drawn` is what stands for a picture."""
    writers = WRITERS | {Picture: drawn}
    found = [f"# {plain(content.title)}", plain(content.subtitle)] if content.title else []
    for section in content.sections:
        found.append(f"## {plain(section.title)}")
        found += [writers[type(block)](block) for block in section.blocks]
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
    Rated: _rated,
    Reference: lambda block: f"\\[{block.number}\\] {link(block.text, block.url)}",
}
