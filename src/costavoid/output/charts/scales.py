"""The scales of a panel and the words beside its numbers, which never stand on its zero line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from costavoid.evidence.figures import short
from costavoid.output.charts.drawing import POINTS, Align, Box, Color, Look, Panel, Words
from costavoid.output.charts.lettering import LEADING, RISE, SMALL, legible, wide
from costavoid.output.charts.sheet import LEAST

Side = Literal["above", "above right", "below", "below right", "left", "right"]
TICKS = (1, 2, 2.5, 5, 10)
MOST, HIGH, BROAD = 6, 0.16, 0.55  # steps of a scale; inches a step takes up, and across
ZERO, FAINT = Look(edge="ink", width=0.9), Look(edge="faint", width=0.6)
OFF, SLACK = 3 / POINTS, 0.11  # inches: from a point to its words; labels past a scale's end
FALL = 0.22  # how far a letter hangs, as a part of the size
ALIGNED: dict[str, Align] = {"left": "end", "right": "start"}
FEW = 4  # year labels worth having, else only the first and the last


def pound_axis(
    panel: Panel, which: Literal["x", "y"], low: float, high: float, *, spare: float = 0.04
) -> None:
    """The limits with a `spare` part of room, and ticks in pounds; bars stand on the foot.

    A level scale has faint lines, as its bars have no figures on them.
    """
    if high - low < LEAST:
        high = low + 1.0
    room = spare * (high - low)
    both = which == "x"
    limits = (low - room * (both or low < 0), high + room * (both or high > 0))
    fit = panel.height / HIGH if which == "y" else panel.width / BROAD
    found = [t for t in ticks(*limits, min(MOST, int(fit))) if limits[0] <= t <= limits[1]]
    found = [t for t in found if t == 0] if high - low <= 1 else found
    mark(panel, which, limits, found, _told_apart(found))
    if which == "y":
        for tick in found:
            panel.level(tick, FAINT)


def mark(
    panel: Panel,
    which: Literal["x", "y"],
    limits: tuple[float, float],
    places: Sequence[float],
    labels: Sequence[str],
) -> None:
    """The scale of a panel, and what stands at some places of it, where there is room."""
    setattr(panel, which, limits)
    middle = panel.left + panel.width / 2
    for place, label in zip(places, labels, strict=True):
        if which == "y":
            write(panel, panel.left - OFF, panel.down(place), label, color="grey", align="end")
        elif abs(panel.across(place) - middle) + wide(label, SMALL) / 2 < panel.width / 2 + SLACK:
            _under(panel, panel.across(place), label, "middle")


def _under(panel: Panel, x: float, label: str, align: Align) -> None:
    foot = panel.top + panel.height + OFF + SMALL / POINTS
    panel.shapes.append(Words(x, foot, legible(label), SMALL, color="grey", align=align))


def ticks(low: float, high: float, steps: int = MOST) -> list[float]:
    """Round numbers around the least and the most, in so many steps or less; nothing is one."""
    least = (high - low) / steps
    scale = 10.0 ** math.floor(math.log10(least))
    step = next(part * scale for part in TICKS if part * scale >= least * (1 - 1e-9))
    return [n * step for n in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _told_apart(ticks: Sequence[float]) -> list[str]:
    """Ticks in pounds, with as many figures as it takes to tell them apart."""
    labels: list[str] = []
    for figures in range(3, 15):
        labels = [short(tick, figures) for tick in ticks]
        if len(set(labels)) == len(labels):
            break
    return labels


def with_zero(values: Iterable[float], far: float) -> tuple[float, float, str]:
    """The least and the most, with break-even, £0, between them; or where it is, in words.

    It is left out where it is farther off than `far` times the width of the values.
    """
    listed = list(values)
    low, high = min(listed), max(listed)
    width, away = high - low, max(low, -high)
    if width < LEAST or away <= far * width:
        return min(low, 0.0), max(high, 0.0), ""
    side = "left" if low > 0 else "right"
    return low, high, f"break-even is far to the {side} of what is shown"


def zero_line(panel: Panel) -> None:
    """The level line at nothing, over the bars; words beside a number then keep off it."""
    panel.level(0.0, ZERO)
    panel.zero_at["y"] = panel.down(0.0)


LEVEL_BAR = (0.0, 0.31)  # of the height of a row: its bar's middle below its own, half its height
BELOW_NAME = (0.24, 0.2)


def level_rows(panel: Panel, count: int, *, narrow: bool) -> tuple[float, float]:
    """A row for each level bar, from the top; words keep off its zero line, where it has one.

    Gives where in its row a bar lies: its middle, below the row's own, and half its height. On a
    small screen a name stands above its bar.
    """
    panel.y = (count - 0.5, -0.5)
    shift, half = BELOW_NAME if narrow else LEVEL_BAR
    low, high = panel.x
    if low <= 0 <= high:
        panel.zero_at["x"] = panel.across(0.0)
    return shift, half


def down_rows(panel: Panel, x: float, count: int, look: Look, *, narrow: bool) -> None:
    """A line at a number through the bars of the rows; not through names that stand above them."""
    if not narrow:
        panel.upright(x, look)
        return
    shift, half = BELOW_NAME
    for i in range(count):
        panel.line([(x, i + shift - half - 0.06), (x, i + shift + half + 0.06)], look)


def year_axis(panel: Panel, years: Sequence[str]) -> None:
    """Financial years under the bars: all, every so many, or the first and last, as fits."""
    count, label = len(years), wide("2025-26", SMALL)
    fit = max(1, int(panel.width / (label + 0.12)))
    every = next((n for n in (1, 2, 5, 10, 20, 25) if count <= n * fit), count)
    few = fit < FEW < count or every == count
    shown = sorted({0, count - 1}) if few else list(range(0, count, every))
    panel.x = (-0.6, count - 0.4)
    outside = panel.width * 0.6 / count < label / 2  # they would stand outside the scale
    tight = len(shown) == 2 and outside and 2 * label + 0.08 > panel.across(count) - panel.left
    for i in shown:
        year = years[i][2:] if tight else years[i]
        if outside and i == 0:
            _under(panel, panel.across(-0.5), year, "start")
        elif outside and i == count - 1:
            _under(panel, panel.across(i + 0.5), year, "end")
        else:
            _under(panel, panel.across(i), year, "middle")


def write(
    panel: Panel,
    x: float,
    middle: float,
    lines: str | Sequence[str],
    *,
    size: float = SMALL,
    bold: bool = False,
    color: Color = "ink",
    align: Align = "start",
) -> None:
    """A word or some lines, level with a place: inches from the left and the top of the sheet."""
    text = [legible(lines)] if isinstance(lines, str) else lines
    rise = (RISE / 2 - (len(text) - 1) * LEADING / 2) * size / POINTS
    for i, line in enumerate(text):
        foot = middle + rise + i * LEADING * size / POINTS
        panel.shapes.append(Words(x, foot, line, size, bold, color, align))


def beside(
    panel: Panel,
    x: float,
    y: float,
    text: str,
    side: Side,
    *,
    bold: bool = False,
    off: float = OFF,
    halo: bool = False,
) -> None:
    """A few small words just off a number, on one side of it, and off the zero line."""
    across, down, size = panel.across(x), panel.down(y), SMALL / POINTS
    align = ALIGNED.get(side.split()[-1], "middle")
    over, under = side.startswith("above"), side.startswith("below")
    foot = down + (-off if over else off + RISE * size if under else RISE / 2 * size)
    shift = {"end": -off, "start": off, "middle": 0.0}[align]
    words = Words(across + shift, foot, legible(text), SMALL, bold, "ink", align, halo)
    panel.shapes.append(_off_zero(panel, words, up=over or (not under and y >= 0)))


def extent(words: Words) -> Box:
    """The box a line of words fills."""
    width, size = wide(words.text, words.size, words.bold), words.size / POINTS
    left = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.align]
    return Box(left, words.y - RISE * size, width, (RISE + FALL) * size, Look())


def _off_zero(panel: Panel, words: Words, *, up: bool) -> Words:
    """The words moved on, away from what they stand beside, until no zero line is under them."""
    box, pad = extent(words), 1.5 / POINTS
    level, upright = panel.zero_at.get("y"), panel.zero_at.get("x")
    if level is not None and box.top - pad < level < box.top + box.height + pad:
        foot = level - pad - FALL * words.size / POINTS if up else level + pad + words.y - box.top
        words = replace(words, y=foot)
    if upright is not None and box.left - pad < upright < box.left + box.width + pad:
        left = words.align == "end"
        words = replace(words, x=upright - 2 * pad if left else upright + 2 * pad)
    return words
