"""Text that a spreadsheet or a terminal would take for an instruction is refused."""

from __future__ import annotations

import re

from costavoid.base.errors import InputError

FORMULA_STARTS = ("=", "+", "@", "\t", "\r")  # what a spreadsheet would run
# control characters but for the end of a line, and those that reverse what follows them
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def refuse_instruction(place: str, text: str) -> None:
    """Raises InputError naming the place, for a formula, a control character or turned text."""
    if text.lstrip().startswith((*FORMULA_STARTS, "-")) or text.startswith(FORMULA_STARTS):
        raise InputError(
            f"{place}: {text[:60]!r} given, which a spreadsheet would run as a formula; begin "
            "with a letter or a figure."
        )
    hidden = HIDDEN.search(text)
    if hidden:
        raise InputError(
            f"{place}: {text[:60]!r} given, which holds a control character, {hidden[0]!r}; "
            "write plain text."
        )
