"""What comes in from files: only from what is one, and as text in any encoding a shell writes."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from costavoid.base.errors import InputError

# By the mark at its beginning; that of UTF-32 begins as that of UTF-16 does.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HANDED_ON = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")  # what a shell hands on as a file


def refuse_special(place: str, file: Path) -> None:
    """Raises InputError for a pipe or a device, which may never end, or never begin.

    What a shell hands on is read: `/dev/stdin`, and the /dev/fd/63 of `<(command)`. What is not
    there is left to whoever opens it.
    """
    try:
        mode = file.stat().st_mode
    except (OSError, ValueError):
        return
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return
    if not str(file).startswith(HANDED_ON):
        raise InputError(
            f"{place}: {str(file)!r} given, which is a pipe or a device; give a file, or "
            "/dev/stdin for what another command writes."
        )


def text_of(held: bytes) -> str:
    """The text of a file: UTF-8, or the UTF-16 that a shell of Windows writes; lines end in \\n.

    Raises InputError with the line of a byte that is neither.
    """
    try:
        text = held.decode(_encoding(held))
    except UnicodeDecodeError as error:
        line = held[: error.start].count(b"\n") + 1
        raise InputError(
            f"line {line}: a byte given that is not UTF-8 text; save the file as UTF-8."
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(held: bytes) -> str:
    for mark, encoding in MARKS:
        if held.startswith(mark):
            return encoding
    if held[1:2] == b"\0" != held[:1]:
        return "utf-16-le"
    return "utf-16-be" if held[:1] == b"\0" != held[1:2] else "utf-8"
