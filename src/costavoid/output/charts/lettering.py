"""Words on a chart: measured before they are drawn, and never read as formulas or markup."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from costavoid.base.extras import from_extra

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FAMILY = "DejaVu Sans"  # comes with matplotlib: the same on every machine
TITLE, BODY, SMALL = 11.0, 8.5, 7.5  # points
LEADING = 1.28  # from one line to the next, as a part of the size
POINTS = 72  # to the inch
UNKNOWN = "□"  # in the place of a letter the font does not have
INK, GREY = "#222222", "#555555"


@cache
def _font(size: float, bold: bool) -> Any:
    manager = from_extra("matplotlib.font_manager")
    return manager.FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")


@cache
def _letters() -> frozenset[int]:
    """The characters the font has."""
    manager = from_extra("matplotlib.font_manager")
    return frozenset(manager.get_font(manager.findfont(_font(BODY, False))).get_charmap())


@cache
def _measure() -> Any:
    return from_extra("matplotlib.textpath").TextToPath()


def clean(text: str) -> str:
    """One line of text without what cannot be seen: control characters, turned text."""
    seen = "".join(" " if c.isspace() else c for c in text)
    kept = (c for c in seen if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(kept).split())


def legible(text: str) -> str:
    """The same, with a box for each letter that the font does not have."""
    return "".join(c if ord(c) in _letters() else UNKNOWN for c in clean(text))


@lru_cache(maxsize=4096)  # a title is measured again for every place it may break
def wide(text: str, size: float, bold: bool = False) -> float:
    """How many inches a line of text takes."""
    points, _, _ = _measure().get_text_width_height_descent(text, _font(size, bold), False)
    return float(points) / POINTS


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


def style(size: float, *, bold: bool = False, color: str = INK) -> dict[str, Any]:
    """What every piece of text is drawn with: this font, and no formulas in it."""
    return {
        "fontproperties": _font(size, bold),
        "color": color,
        "parse_math": False,
        "usetex": False,
    }


def paragraph(
    figure: Figure,
    left: float,
    top: float,
    lines: list[str],
    *,
    size: float = BODY,
    bold: bool = False,
    color: str = INK,
) -> None:
    """Some lines of text on the figure, inches from its left and top."""
    width, height = figure.get_size_inches()
    for i, line in enumerate(lines):
        base = top + (i * LEADING + 1) * size / POINTS
        look = style(size, bold=bold, color=color)
        figure.text(left / width, 1 - base / height, line, va="baseline", ha="left", **look)


def write(
    axes: Axes,
    x: float,
    y: float,
    lines: str | list[str],
    *,
    size: float = BODY,
    bold: bool = False,
    color: str = INK,
    **place: Any,
) -> None:
    """A word or some lines at a place on the axes, by default level with it."""
    text = [legible(lines)] if isinstance(lines, str) else lines
    level = {"va": "center_baseline" if len(text) == 1 else "center"}
    look = style(size, bold=bold, color=color)
    axes.text(x, y, "\n".join(text), linespacing=LEADING, **look, **{**level, **place})


Side = Literal["above", "above right", "below", "below right", "left", "right"]
_BESIDE: dict[Side, tuple[tuple[float, float], str, str]] = {
    "above": ((0, 2), "center", "bottom"),
    "above right": ((3, 2), "left", "bottom"),
    "below": ((0, -3), "center", "top"),
    "below right": ((0, -3), "left", "top"),
    "left": ((-3, 0), "right", "center_baseline"),
    "right": ((3, 0), "left", "center_baseline"),
}


def beside(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    side: Side,
    *,
    bold: bool = False,
    clear: bool = False,
) -> None:
    """A few small words just off a point, on one side of it; `clear` keeps lines out of them."""
    offset, across, up = _BESIDE[side]
    behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.5} if clear else None
    axes.annotate(
        legible(text),
        (x, y),
        xytext=offset,
        textcoords="offset points",
        ha=across,
        va=up,
        annotation_clip=False,
        bbox=behind,
        zorder=4,
        **style(SMALL, bold=bold),
    )
