"""A TOML file as plain values, or a sentence that says what is wrong with it and where."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

from costavoid.base.errors import InputError
from costavoid.base.incoming import refuse_special, text_of
from costavoid.base.plain_text import refuse_instruction

MOST_BYTES = 1_000_000
_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
MOST_WHOLE = 2**63  # as in TOML itself; Python cannot even print some larger ones
MOST_SHOWN = 80
MOST_LEVELS = 20  # of names with dots between: the time that they take to read grows as a square
LEVELS = re.compile(rf"(?:{_NAME}[ \t]*\.[ \t]*){{{MOST_LEVELS}}}")
DAY = re.compile(r"\b\d{1,4}([/.-])\d{1,2}\1\d{1,4}\b")
PER_CENT = re.compile(r"\d\s*%")
TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")


def parsed(file: bytes) -> dict[str, Any]:
    """What a TOML file holds. Raises InputError with the line, what was given and the cure."""
    try:
        found = _values(text_of(file))
        _refuse_everywhere(found, "")
    except RecursionError:
        raise InputError(
            "tables or lists stand inside one another too deeply to read; a case needs four or "
            "five levels."
        ) from None
    return found


def read(file: Path) -> bytes:
    """The bytes of a file. Raises InputError where it cannot be opened, or is far too long."""
    refuse_special("path", file)
    try:
        if file.is_dir():  # not left to open, which says other things on Windows
            raise IsADirectoryError
        with file.open("rb") as opened:
            held = opened.read(MOST_BYTES + 1)
    except IsADirectoryError:
        raise InputError(
            f"path: {str(file)!r} given, which is a folder; give a TOML file in it."
        ) from None
    except FileNotFoundError:
        raise InputError(
            f"path: {str(file)!r} given, where there is no file; check the folder and the spelling."
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"path: {shown(str(file))} given, which cannot be opened ({error}); give a TOML file "
            "that you may read."
        ) from None
    if len(held) > MOST_BYTES:
        raise InputError(
            f"size: more than {MOST_BYTES:,} bytes; a case is a page or two, so check that "
            "this is the right file."
        )
    return held


def _values(text: str) -> dict[str, Any]:
    """The file as tomllib reads it, or its complaint as a sentence with the line it is about."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= MOST_LEVELS and LEVELS.search(line):
            raise InputError(
                f"line {number}: a name of more than {MOST_LEVELS} parts given; a case needs four "
                "or five levels."
            )
    try:  # with a last line break, so that an error in the last line has a number
        return tomllib.loads(text + "\n")
    except tomllib.TOMLDecodeError as error:
        raise InputError(_syntax(str(error), text)) from None
    except ValueError:
        raise InputError(
            "number: one of thousands of digits given; write one that can be meant."
        ) from None


def _syntax(said: str, text: str) -> str:
    at = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    place, line_given = "end of file", ""
    if at:
        line = int(at[1])
        place = f"line {line}, column {at[2]}"
        lines = text.split("\n")
        line_given = lines[line - 1].strip() if line <= len(lines) else ""
    given = f" in {shown(line_given)}" if line_given else ""
    problem = re.sub(r" \(at [^()]*\)$", "", said)
    cure = _cure(problem, line_given)
    return f"{place}: {problem[:1].lower()}{problem[1:]}{given}; {cure}."


def _cure(problem: str, line: str) -> str:
    if problem.startswith(TWICE):
        return "a name or a table stands twice, so keep one"
    bare = re.sub(r"""("|').*?\1|#.*""", "", line)  # what is neither text nor a note
    if DAY.search(bare):
        return "write a day as year-month-day, without quotes, like 2026-10-01"
    if PER_CENT.search(bare):
        return "write a percentage as a share, without the sign: 0.3 for 30%"
    return (
        'write name = value, with text and years in double quotes and numbers plain (like "'
        '2025-26" and 1000)'
    )


def _refuse_everywhere(given: Any, place: str) -> None:
    """Raises InputError for what no field takes: an instruction, or too great a number."""
    if isinstance(given, dict):
        for name, part in given.items():
            _refuse_everywhere(part, join(place, name))
    elif isinstance(given, list):
        for i, part in enumerate(given):
            _refuse_everywhere(part, f"{place}[{i}]")
    elif isinstance(given, str):
        refuse_instruction(place, given)
    elif isinstance(given, int) and abs(given) > MOST_WHOLE:
        raise InputError(
            f"{place}: a whole number of {given.bit_length()} bits given; write one that can be "
            "meant."
        )


def join(place: str, name: str) -> str:
    """The place of a field: `changes[0].pathway` and `cost` are `changes[0].pathway.cost`."""
    plain = name if re.fullmatch(r"[\w.\[\]-]{1,80}", name) else shown(name)
    return f"{place}.{plain}" if place else plain


def shown(given: object) -> str:
    """What was given, as TOML writes it, cut where it is long."""
    text = str(given).lower() if isinstance(given, bool) else repr(given)
    if isinstance(given, date | time):
        text = given.isoformat()
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 3]}..."
