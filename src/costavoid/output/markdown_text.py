"""Markdown from other people's words: nothing in a name or a note can break a table or a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from urllib.parse import quote

WHOLE_URL = "%:/?#@!$&'*+,;=~"  # what an address may hold beside letters, digits, - . and _
# what Markdown, or HTML or mathematics within it, would take for an instruction
SPECIAL = re.compile(r"([\\`*_\[\]<&~$])")
# what begins a heading, a quotation or a list
STARTS = re.compile(r"^(#|>|=|[-+](?=[-+\s]|$)|\d+[.)](?=\s|$))")


def plain(text: str) -> str:
    """Words as Markdown that shows them and does nothing else, on one line."""
    line = SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return STARTS.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", line)


def cell(text: str) -> str:
    """One cell of a table: on one line, without a bar of its own."""
    return " ".join(text.split()).replace("|", r"\|")


def table(
    header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Set[int] = frozenset()
) -> str:
    """A table; `numeric` are the columns set to the right."""
    marks = ["---:" if column in numeric else "---" for column in range(len(header))]
    lines = [header, marks, *rows]
    return "\n".join(f"| {' | '.join(cell(text) for text in line)} |" for line in lines)


def link(text: str, address: str) -> str:
    """A link; the bare text where there is no address."""
    if not re.match(r"https?://", address):
        return plain(text)
    return f"[{plain(text)}]({quote(address, safe=WHOLE_URL)})"
