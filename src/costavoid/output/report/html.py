"""The document as one HTML file, by Jinja2: offline, to print, read without a mouse or eyes."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from costavoid.appraisal.answer import Answer
from costavoid.base.extras import from_extra
from costavoid.base.files import replacing
from costavoid.output.charts.svg import page_style
from costavoid.output.report.contents import document
from costavoid.output.report.document import (
    SHADES,
    Block,
    Document,
    Heading,
    Section,
    chosen,
    unbroken,
)
from costavoid.output.report.sliders import Sliders, sliders
from costavoid.output.words.cover import (
    BREAK_EVEN,
    EVIDENCE,
    RECOMMENDATION,
    RISKS_TITLE,
    cells,
    cover,
    heads,
)
from costavoid.output.words.evidence_said import RATINGS, Rating

TEMPLATE = "document.html.j2"
SUMMARY = "summary"


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
    content = chosen(document(appraisal), parts)
    summed = any(section.id == SUMMARY for section in content.sections)
    return document_bytes(content, sliders(appraisal) if summed else None)


def document_bytes(content: Document, moved: Sliders | None = None) -> bytes:
    """Any document as the bytes of an HTML file; `moved` are the sliders of its first page."""
    text: str = _template(from_extra("jinja2")).render(
        document=content,
        sliders=moved,
        style=style_of_documents(),
        script=_own("document.js"),
        **parts_of_a_page(),
    )
    return text.encode()


@cache
def _template(jinja: Any) -> Any:
    """The page, put together once."""
    return environment(jinja).get_template(TEMPLATE)


def environment(jinja: Any, *packages: str) -> Any:
    """Jinja's, with the parts of a document; templates of these packages beside its own.

    A template that shows parts is given `drawn`, `web` and `shades` as well (`parts_of_a_page`).
    """
    found = [jinja.PackageLoader(name) for name in (*packages, "costavoid.output.report")]
    shown = jinja.Environment(
        loader=jinja.ChoiceLoader(found),
        autoescape=True,
        undefined=jinja.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown.filters |= {
        "unbroken": unbroken,
        "allowed": allowed,
        "slug": _slug,
        "answer": lambda section: _parted(section)[0],
        "rest": lambda section: _parted(section)[1],
    }
    return shown


def parts_of_a_page() -> dict[str, Any]:
    """What a template needs to show the parts of a document."""
    return {"drawn": lambda block: block.draw(), "web": _web, "shades": SHADES}


@cache
def style_of_documents() -> str:
    """The rules of the page, of its charts and of the colours of the ratings."""
    ratings = (f".{_slug(one)} {{ background: #{one.colour}; }}" for one in RATINGS)
    shades = (f".shade-{word} {{ background: #{colour}; }}" for word, colour in SHADES.items())
    return "\n".join([_own("document.css"), page_style(), *ratings, *shades])


@cache
def _own(name: str) -> str:
    """A file that goes into every page, as it is."""
    return (resources.files("costavoid.output.report") / "templates" / name).read_text("utf-8")


def allowed(text: str) -> str:
    """What the page's security policy names a script or a style by: nothing else runs."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _slug(rating: Rating) -> str:
    return f"rated-{rating.word.lower().replace(' ', '-')}"


def _parted(section: Section) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """A summary's answer, to its first heading, and the rest."""
    at = next(i for i, block in enumerate(section.blocks) if isinstance(block, Heading))
    return section.blocks[:at], section.blocks[at:]


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
