"""What the generated pages share: citations, anchors, and the line that says who made them."""

from __future__ import annotations

import re

from costavoid.evidence.estimate import Source
from costavoid.output.markdown_text import link, plain


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
    made = "<!-- Made by `python docs/generate docs`: change the library, not this page. -->"
    return "\n\n".join((made, *(part for part in parts if part))) + "\n"
