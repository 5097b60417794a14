"""Text that a spreadsheet or a terminal would take for an instruction is refused."""

from __future__ import annotations

import unicodedata

from costavoid.errors import InputError

FORMULA_STARTS = ("=", "+", "@", "\t", "\r")  # what a spreadsheet would run
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # reverse what follows


def refuse_instruction(place: str, text: str) -> None:
    """Raises InputError naming the place, for a formula, a control character or turned text."""
    if text.lstrip().startswith((*FORMULA_STARTS, "-")) or text.startswith(FORMULA_STARTS):
        raise InputError(
            f"{place}: {text[:60]!r} given, which a spreadsheet would run as a formula; begin "
            "with a letter or a figure."
        )
    for letter in text:
        if letter in TURNS or (unicodedata.category(letter) == "Cc" and letter != "\n"):
            raise InputError(
                f"{place}: {text[:60]!r} given, which holds a control character, {letter!r}; "
                "write plain text."
            )
