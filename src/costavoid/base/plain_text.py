"""Text that a spreadsheet or a terminal would take for an instruction is refused."""

from __future__ import annotations

import re
import unicodedata

from costavoid.base.errors import InputError, shown

FORMULA_STARTS = ("=", "+", "@", "\t", "\r")  # what a spreadsheet would run
_LAST_TWO = (0xFFFE, 0xFFFF)  # of every plane: never characters
# What a reader does not see, or no file can hold: control characters but for the end of a line;
# those of no width, and fillers; those that turn what follows them round; halves of characters
# (surrogates); what is no character; tags, and variants that hide other text.
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in _LAST_TWO)
    + "]"
)


def begins_as_formula(text: str, *also: str) -> bool:
    """Whether a spreadsheet would run it: by its first character, in full width too."""
    starts = (*FORMULA_STARTS, *also)
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return text.startswith(starts) or first.startswith(starts)


def visible(text: str) -> str:
    """The text with what cannot be seen written out, so that it may be shown."""
    return HIDDEN.sub(lambda found: ascii(found[0])[1:-1], text)


def refuse_hidden(place: str, text: str) -> None:
    """Raises InputError naming the place, for what a reader does not see or no file can hold."""
    hidden = HIDDEN.search(text)
    if hidden:
        raise InputError(
            f"{place}: {_quoted(text)} given, which holds a control character or one that cannot "
            f"be seen, {hidden[0]!a}; write plain text."
        )


def refuse_instruction(place: str, text: str) -> None:
    """Raises InputError naming the place, for a formula, or for text that is hidden or turned."""
    if begins_as_formula(text, "-"):
        raise InputError(
            f"{place}: {_quoted(text)} given, which a spreadsheet would run as a formula; begin "
            "with a letter or a figure."
        )
    refuse_hidden(place, text)


def _quoted(text: str) -> str:
    return visible(repr(text[:60]))


def name_in_words(place: str, name: object, what: str) -> str:
    """The name of one of several things. Raises InputError for what is none, or is not plain."""
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{place}: {shown(name)} given as a name; name each {what} in words.")
    refuse_instruction(place, name)
    return name
