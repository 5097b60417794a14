"""What a shell gives and takes: arguments as text, output as UTF-8, and what no terminal shows."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Iterable
from typing import TextIO

from costavoid.base.plain_text import refuse_hidden, visible

NEAREST = "costavoid.nearest"
EQUALS = {
    "£": "GBP ",
    "€": "EUR ",
    "\xa0": " ",
    "…": "...",
    "×": "x",
    "÷": "/",
    "½": "1/2",
    "¼": "1/4",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "→": "->",
    "≤": "<=",
    "≥": ">=",
    "≈": "about ",
    "•": "*",
    **dict.fromkeys("○●▲■◆", "*"),
    "·": "-",
    "₂": "2",
    "²": "2",
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


def prepare_output() -> None:
    """What is redirected is UTF-8; a terminal gets what it can show, and the nearest to it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors=NEAREST)


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    """The nearest to what an encoding has not: GBP for a pound sign, a letter without its accent.

    A byte of a file's name that was no text is that byte again.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    character, after = error.object[error.start], error.start + 1
    if "\udc80" <= character <= "\udcff":
        return bytes([ord(character) - 0xDC00]), after
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return EQUALS.get(character) or plain or ascii(character)[1:-1], after


def as_shown(text: str, on: TextIO) -> str:
    """The text as a terminal will show it, so that it can be made to fit."""
    if not on.isatty() or not on.encoding or text.isascii():
        return text
    return text.encode(on.encoding, NEAREST).decode(on.encoding, "surrogateescape")


def words(argument: str) -> str:
    """An argument as text, where its bytes are UTF-8 and the shell's own encoding is another."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        return argument


def refuse_hidden_arguments(given: Iterable[str]) -> None:
    """Raises InputError for an argument with what cannot be seen, or that is no text."""
    for argument in given:
        refuse_hidden("command line", words(argument))


def plainly(text: str) -> str:
    """Text for a terminal, which the name of a file in it may not steer."""
    return "\n".join(visible(line) for line in words(text).split("\n"))


codecs.register_error(NEAREST, _nearest)
