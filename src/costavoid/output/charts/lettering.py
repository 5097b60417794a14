"""Words on a chart: cleaned, measured before they are drawn, and broken into lines that fit."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from costavoid.base.extras import from_extra
from costavoid.output.charts.drawing import POINTS

FAMILY = "DejaVu Sans"  # comes with matplotlib: the same on every machine
TITLE, BODY, SMALL = 11.2, 8.4, 7.6  # points: whole dots at the dots to the inch of a picture
LEADING = 1.28  # from one line to the next, as a part of the size
RISE = 0.73  # how high a figure or a capital is, as a part of the size
MEASURED = 1000  # dots: the size at which letters are measured
WIDTHS = "letter_widths.json"
UNKNOWN = "□"  # in the place of a letter the font does not have


@cache
def font(size: int, bold: bool) -> Any:
    """The font at a size in dots."""
    pillow = from_extra("PIL.ImageFont")
    return pillow.truetype(_file(bold), size, layout_engine=pillow.Layout.BASIC)


def _file(bold: bool) -> str:
    folder = Path(from_extra("matplotlib").get_data_path(), "fonts", "ttf")
    return str(folder / f"{FAMILY.replace(' ', '')}{'-Bold' if bold else ''}.ttf")


@cache
def _letters() -> frozenset[int]:
    """The characters the font has."""
    return frozenset(from_extra("matplotlib.ft2font").FT2Font(_file(False)).get_charmap())


@cache
def _widths() -> dict[str, list[int]]:
    """Of the common letters: how far each moves the next, in thousandths, plain and bold.

    Kept, so that a chart of a page is laid out without the font (docs/make_letter_widths.py).
    """
    text = (resources.files("costavoid.output.charts") / WIDTHS).read_text("utf-8")
    found: dict[str, list[int]] = json.loads(text)
    return found


def _is_known(letter: str) -> bool:
    """Whether the font has a letter."""
    return letter in _widths() or ord(letter) in _letters()


@cache
def _advance(letter: str, bold: bool) -> float:
    """How far one letter moves the next, as a part of the size."""
    if letter in _widths():
        return _widths()[letter][bold] / MEASURED
    return float(font(MEASURED, bold).getlength(letter)) / MEASURED


def clean(text: str) -> str:
    """One line of text without what cannot be seen: control characters, turned text."""
    seen = "".join(" " if c.isspace() else c for c in text)
    kept = (c for c in seen if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(kept).split())


def legible(text: str) -> str:
    """The same, with a box for each letter that the font does not have."""
    return "".join(c if _is_known(c) else UNKNOWN for c in clean(text))


@lru_cache(maxsize=4096)  # a title is measured again for every place it may break
def wide(text: str, size: float, bold: bool = False) -> float:
    """How many inches a line of text takes."""
    return sum(_advance(letter, bold) for letter in text) * size / POINTS


def high(lines: int, size: float) -> float:
    """How many inches some lines take."""
    return lines * size * LEADING / POINTS


def wrapped(
    text: str, inches: float, *, size: float, bold: bool = False, most: int | None = None
) -> list[str]:
    """The text in lines no wider than `inches`; what is past the last line is cut, with an …"""
    lines = [""]
    for word in legible(text).split():
        for part in _pieces(word, inches, size, bold):
            longer = f"{lines[-1]} {part}".strip()
            if wide(longer, size, bold) <= inches:
                lines[-1] = longer
            else:
                lines.append(part)
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and wide(f"{last}…", size, bold) > inches:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _pieces(word: str, inches: float, size: float, bold: bool) -> list[str]:
    """A word that is wider than a line, in pieces that are not."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and wide(pieces[-1] + letter, size, bold) > inches:
            pieces.append("")
        pieces[-1] += letter
    return pieces
