"""Commands to copy: each word of them quoted as shells need it."""

from __future__ import annotations

import os
import re
import shlex

PLAIN = re.compile(r"[A-Za-z0-9_./:\\-]+" if os.name == "nt" else r"[A-Za-z0-9_./:-]+")
SPECIAL = re.compile(r"[\"`$!\n]" if os.name == "nt" else r"[\"`$!\\\n]")  # inside double quotes


def quoted(word: str) -> str:
    """A word as it is pasted: in double quotes, which every shell knows, where those will do.

    Else as POSIX shells have it, or PowerShell on Windows. One that begins as an option does is
    the same file by its folder.
    """
    path = f".{os.sep}{word}" if word.startswith("-") else word
    if PLAIN.fullmatch(path):
        return path
    if not SPECIAL.search(path):
        return f'"{path}"'
    return "'" + path.replace("'", "''") + "'" if os.name == "nt" else shlex.quote(path)
