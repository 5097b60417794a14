"""The document as one HTML file, by Jinja2: offline, to print, read without a mouse or eyes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from html import escape
from pathlib import Path

from costavoid.appraisal.answer import Answer
from costavoid.base.extras import from_extra
from costavoid.base.files import replacing
from costavoid.output.charts.svg import page_style
from costavoid.output.report.contents import document
from costavoid.output.report.document import SHADES, Document, chosen, unbroken
from costavoid.output.words.cover import (
    BREAK_EVEN,
    EVIDENCE,
    RECOMMENDATION,
    RISKS_TITLE,
    cells,
    cover,
    heads,
)

TEMPLATE = "document.html.j2"


def to_html(
    appraisal: Answer,
    path: str | os.PathLike[str],
    *,
    parts: Iterable[str] | None = None,
    overwrite: bool = False,
) -> Path:
    """Write the business case as one HTML file, pictures within it, and give its path.

    Raises InputError for a part that is none or a path that cannot be written; CostavoidError
    where Jinja2 is not installed.
    """
    with replacing(path, overwrite=overwrite) as write:
        write(html_bytes(appraisal, parts=parts))
    return Path(path)


def html_bytes(appraisal: Answer, *, parts: Iterable[str] | None = None) -> bytes:
    """The business case as the bytes of an HTML file. Raises as `to_html`, but for the path."""
    from_extra("jinja2")  # said before anything is worked out
    return document_bytes(chosen(document(appraisal), parts))


def document_bytes(content: Document) -> bytes:
    """Any document as the bytes of an HTML file."""
    jinja = from_extra("jinja2")
    shown = jinja.Environment(
        loader=jinja.PackageLoader("costavoid.output.report"),
        autoescape=True,
        undefined=jinja.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown.filters["unbroken"] = unbroken
    text: str = shown.get_template(TEMPLATE).render(
        document=content,
        drawn=lambda block: block.draw(),
        chart_style=page_style(),
        web=_web,
        shades=SHADES,
    )
    return text.encode()


def _web(url: str) -> bool:
    """Whether an address is one to follow."""
    return url.startswith(("https://", "http://"))


def first_page(appraisal: Answer) -> str:
    """The first page as a piece of HTML, for a notebook; needs nothing installed."""
    said = cover(appraisal)
    title = f"{said.title}: {said.about}" if said.about else said.title
    head = "".join(f"<th>{escape(text)}</th>" for text in heads(said.table))
    rows = "".join(
        f"<tr><th>{escape(label)}</th>{''.join(f'<td>{escape(one)}</td>' for one in amounts)}</tr>"
        for label, *amounts in cells(said.table)
    )
    parts = [
        f"<h3>{escape(title)}</h3>",
        f"<p><strong>{escape(unbroken(' '.join(said.verdict)))}</strong></p>",
        f"<p>{EVIDENCE}: {said.rating.shape} {said.rating.word}. {escape(said.chance)}</p>",
        f"<table><caption>{escape(said.caption)}</caption><tr>{head}</tr>{rows}</table>",
        f"<p>{escape(said.finding)}.</p>",
        f"<p>{BREAK_EVEN}. {escape(said.break_even)}</p>",
        f"<p>{RISKS_TITLE}:</p><ul>{''.join(f'<li>{escape(one)}</li>' for one in said.risks)}</ul>",
        f"<p>{RECOMMENDATION}. {escape(said.recommendation)}</p>",
    ]
    return f"<div>{''.join(parts)}</div>"
