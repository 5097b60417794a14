"""Markdown from other people's words: nothing in a title or a note can break a table or a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from costavoid.evidence import Source

WHOLE_URL = "%:/?#@!$&'*+,;=~"  # what an address may hold beside letters, digits, - . and _


def plain(text: str) -> str:
    """Words as Markdown that shows them and does nothing else."""
    return re.sub(r"([\\`*\[\]<])", r"\\\1", " ".join(text.split()))


def cell(text: str) -> str:
    """One cell of a table: on one line, without a bar of its own."""
    return " ".join(text.split()).replace("|", r"\|")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell(text) for text in line)} |" for line in lines)


def link(text: str, address: str) -> str:
    """A link; the bare text where there is no address."""
    if not re.match(r"https?://", address):
        return plain(text)
    return f"[{plain(text)}]({quote(address, safe=WHOLE_URL)})"


def citation(source: Source) -> str:
    """A document: title with its link, publisher, year."""
    parts = [link(source.title, source.url), plain(source.publisher)]
    parts += [str(source.year)] if source.year else []
    return ", ".join(parts) + ("" if source.url else " (no address)")


def anchor(heading: str) -> str:
    """What GitHub calls a heading: "childrens-centres" for "Children's centres"."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def document(*parts: str) -> str:
    """A whole page: its parts with a blank line between them."""
    made = "<!-- Made by `python -m costavoid.pages docs`: change the library, not this page. -->"
    return "\n\n".join((made, *(part for part in parts if part))) + "\n"
