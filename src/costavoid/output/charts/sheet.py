"""The sheet every chart is drawn on: title, key, panels and notes, placed in inches from the top.

Nothing of matplotlib's shared state is used or changed: no pyplot, no settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from costavoid.base.extras import from_extra
from costavoid.evidence.figures import short
from costavoid.output.charts.lettering import (
    BODY,
    GREY,
    INK,
    SMALL,
    TITLE,
    clean,
    high,
    paragraph,
    style,
    wide,
    wrapped,
    write,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Across = Literal["left", "center", "right"]
Look = dict[str, Any]  # how something is drawn, in matplotlib's words
WIDTH, EDGE, GAP = 7.2, 0.15, 0.16  # inches: of the sheet, of its margin, between panels
# Okabe and Ito's colours that stand out from white and from each other to every eye.
SAVED, SPENT, PALE, OTHER = "#0072B2", "#D55E00", "#CFE3F2", "#595959"
NOT_CASH: Look = {"facecolor": "#E4F0F8", "edgecolor": SAVED, "hatch": "/////", "linewidth": 0.5}
CASH: Look = {"facecolor": SAVED, "linewidth": 0}
COST: Look = {"facecolor": SPENT, "linewidth": 0}
LEAST = 0.5  # pounds: less than this is nothing
TICKS = (1, 2, 2.5, 5, 10)
LABELLED = 8  # years: with more, the bars stand too near for a figure on each
FEW = 4  # year labels worth having, else only the first and the last


@dataclass(frozen=True)
class Key:
    """One entry of the key: what a colour means."""

    words: str
    look: Look
    shape: Literal["box", "line", "dot"] = "box"


@dataclass(frozen=True)
class Row:
    """A row of panels of equal width, each with its heading; sizes in inches.

    `left` and `right` are kept free in each panel for labels, `foot` beneath it.
    """

    headings: tuple[str, ...]
    height: float
    left: float = 0.62
    right: float = 0.1
    foot: float = 0.24
    columns: int = 0  # how many there is room for; as many as there are headings, unless given

    @property
    def panel(self) -> float:
        """The width of one panel with what is kept free."""
        count = self.columns or len(self.headings)
        return (WIDTH - 2 * EDGE - (count - 1) * GAP) / count

    @property
    def lines(self) -> list[list[str]]:
        """The headings as lines."""
        return [wrapped(text, self.panel, size=BODY, bold=True) for text in self.headings]

    @property
    def top(self) -> float:
        """Inches taken by the headings."""
        return high(max(len(lines) for lines in self.lines), BODY) + 0.1


def blank(
    title: str,
    rows: Sequence[Row],
    *,
    said: Sequence[str] = (),
    key: Sequence[Key] = (),
    notes: Sequence[str] = (),
) -> tuple[Figure, list[list[Axes]]]:
    """A figure with its words, and the empty axes of each row.

    `said` stands under the title, `notes` at the foot.
    """
    inside = WIDTH - 2 * EDGE
    heads = wrapped(title, inside, size=TITLE, bold=True, most=3)
    under = [line for text in said for line in wrapped(text, inside, size=BODY)]
    foot = [line for text in notes for line in wrapped(text, inside, size=SMALL)]
    entries = _key_lines(key, inside)
    top = EDGE + high(len(heads), TITLE) + 0.03 + high(len(under), BODY)
    keyed = top + 0.05
    top = keyed + high(len(entries), BODY) * 1.15 + 0.08
    panels = sum(row.top + row.height + row.foot + GAP for row in rows)
    height = top + panels + high(len(foot), SMALL) + EDGE
    figure: Figure = from_extra("matplotlib.figure").Figure(
        figsize=(WIDTH, height), facecolor="white", edgecolor="white", layout="none"
    )
    paragraph(figure, EDGE, EDGE, heads, size=TITLE, bold=True)
    paragraph(figure, EDGE, EDGE + high(len(heads), TITLE) + 0.03, under)
    _draw_key(figure, entries, keyed)
    axes = []
    for row in rows:
        axes.append(_panels(figure, row, top))
        top += row.top + row.height + row.foot + GAP
    paragraph(figure, EDGE, top, foot, size=SMALL, color=GREY)
    return figure, axes


def _panels(figure: Figure, row: Row, top: float) -> list[Axes]:
    """The axes of one row, with their headings."""
    width, height = figure.get_size_inches()
    made = []
    for i, lines in enumerate(row.lines):
        left = EDGE + i * (row.panel + GAP)
        paragraph(figure, left, top, lines, bold=True)
        low = top + row.top + row.height
        place = (
            (left + row.left) / width,
            1 - low / height,
            (row.panel - row.left - row.right) / width,
            row.height / height,
        )
        made.append(_bare(figure.add_axes(place)))
    return made


def _bare(axes: Axes) -> Axes:
    """Axes without a frame, ticks or grid."""
    axes.set_facecolor("none")
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(which="both", length=0, pad=3)
    axes.set_xticks([])
    axes.set_yticks([])
    return axes


SWATCH = 0.2


def _key_lines(key: Sequence[Key], inches: float) -> list[list[tuple[float, Key]]]:
    """The key in lines that fit: each entry with where it starts."""
    lines: list[list[tuple[float, Key]]] = []
    at = inches + 1
    for entry in key:
        wanted = SWATCH + 0.07 + wide(entry.words, BODY)
        if at + wanted > inches:
            lines.append([])
            at = 0.0
        lines[-1].append((at, entry))
        at += wanted + 0.22
    return lines


def _draw_key(figure: Figure, lines: list[list[tuple[float, Key]]], top: float) -> None:
    if not lines:
        return
    width, height = figure.get_size_inches()
    step = high(1, BODY) * 1.15
    shape = (EDGE / width, 1 - (top + step * len(lines)) / height)
    inside = WIDTH - 2 * EDGE
    axes = _bare(figure.add_axes((*shape, inside / width, step * len(lines) / height)))
    axes.set_xlim(0, inside)
    axes.set_ylim(step * len(lines), 0)
    for i, line in enumerate(lines):
        middle = step * (i + 0.5)
        for at, entry in line:
            _swatch(axes, at, middle, entry)
            write(axes, at + SWATCH + 0.07, middle, entry.words, ha="left")


def _swatch(axes: Axes, at: float, middle: float, entry: Key) -> None:
    if entry.shape == "box":
        axes.barh(middle, SWATCH, left=at, height=0.1, **entry.look)
    elif entry.shape == "line":
        axes.plot([at, at + SWATCH], [middle, middle], **entry.look)
    else:
        axes.plot([at + SWATCH / 2], [middle], **{"linestyle": "none", **entry.look})


def pound_axis(
    axes: Axes, which: Literal["x", "y"], low: float, high: float, *, spare: float = 0.04
) -> None:
    """The limits with a `spare` part of room, and ticks in pounds; bars stand on the foot."""
    if high - low < LEAST:
        high = low + 1.0
    room = spare * (high - low)
    both = which == "x"
    limits = (low - room * (both or low < 0), high + room * (both or high > 0))
    locator = from_extra("matplotlib.ticker").MaxNLocator(nbins=4, steps=TICKS)
    ticks = [t for t in locator.tick_values(low, high) if limits[0] <= t <= limits[1]]
    ticks = [t for t in ticks if t == 0] if high - low <= 1 else ticks
    labels = _told_apart(ticks)
    size = style(SMALL, color=GREY)
    if which == "y":
        axes.set_ylim(*limits)
        axes.set_yticks(ticks, labels, **size)
    else:
        axes.set_xlim(*limits)
        axes.set_xticks(ticks, labels, **size)


def _told_apart(ticks: Sequence[float]) -> list[str]:
    """Ticks in pounds, with as many figures as it takes to tell them apart."""
    for figures in range(3, 15):
        labels = [short(tick, figures) for tick in ticks]
        if len(set(labels)) == len(labels):
            return labels
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


def zero_line(axes: Axes, which: Literal["x", "y"] = "y") -> None:
    """The line at nothing."""
    look: Look = {"color": INK, "linewidth": 0.8, "zorder": 3}
    if which == "y":
        axes.axhline(0.0, **look)
    else:
        axes.axvline(0.0, **look)


def year_axis(axes: Axes, years: Sequence[str], inches: float) -> None:
    """Financial years under the bars: all, every so many, or the first and last, as fits."""
    count = len(years)
    fit = max(1, int(inches / (wide("2025-26", SMALL) + 0.12)))
    every = next((n for n in (1, 2, 5, 10, 20, 25) if count <= n * fit), count)
    few = fit < FEW < count or every == count
    shown = sorted({0, count - 1}) if few else list(range(0, count, every))
    axes.set_xlim(-0.6, count - 0.4)
    places: dict[float, Across] = {float(i): "center" for i in shown}
    if inches * 0.6 / count < wide("2025-26", SMALL) / 2:  # they would stand outside the axes
        ends: dict[float, tuple[float, Across]] = {
            0.0: (-0.5, "left"),
            count - 1.0: (count - 0.5, "right"),
        }
        places = dict(ends.get(at, (at, side)) for at, side in places.items())
    words = [years[i] for i in shown]
    axes.set_xticks(list(places), words, **style(SMALL, color=GREY))
    for label, side in zip(axes.get_xticklabels(), places.values(), strict=True):
        label.set_horizontalalignment(side)


def called(appraisal: Any) -> str:
    """What to call the programme in a title, beginning with a capital."""
    name = clean(appraisal.intervention.called)
    return name[:1].upper() + name[1:]


def room(row: Row) -> float:
    """Inches across the axes of one panel."""
    return row.panel - row.left - row.right
