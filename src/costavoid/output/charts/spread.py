"""How the draws of the net saving are spread, with the break-even line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.cashflow.uncertainty import NOMINAL, PUBLIC_PURSE
from costavoid.evidence.figures import about, percent
from costavoid.output.charts.chart import Chart, checked
from costavoid.output.charts.lettering import INK, beside
from costavoid.output.charts.sheet import (
    CASH,
    COST,
    LEAST,
    Key,
    Look,
    Row,
    blank,
    called,
    pound_axis,
    with_zero,
)
from costavoid.output.words.chances import resting_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

HEIGHT, BINS = 1.5, 40
FAR = 10.0  # times the width of the draws: break-even farther off than this is not drawn
NAMES = {
    NOMINAL: "The council's own net cash, pounds of each year",
    PUBLIC_PURSE: "The public purse's net present value",
}
MIDDLE: Look = {"color": INK, "linewidth": 1.6}
MEAN: Look = {"color": INK, "marker": "o", "markersize": 4.5}


def distribution(appraisal: Answer) -> Chart:
    """How often each net saving comes up in the draws: the council's cash, then the public purse.

    Below break-even in one colour and above it in another, with the mean and the middle 95%.
    Raises InputError where no draws were made: ask for them with draws=10_000.
    """
    checked(appraisal)
    drawn = appraisal.uncertainty
    summary = drawn.summary().T  # a column for each headline
    headings = [f"{NAMES[name]}: {_spread(summary[name])}" for name in NAMES]
    spans = {name: with_zero(_ends(drawn.headlines[name]), FAR) for name in NAMES}
    rows = [Row((heading,), HEIGHT, left=0.35, right=0.35) for heading in headings]
    notes = [_varied(appraisal), *(f"{NAMES[n]}: {s[2]}." for n, s in spans.items() if s[2])]
    title = f"How far the net saving may be out: {called(appraisal)}"
    figure, axes = blank(title, rows, said=_said(appraisal), key=_key(), notes=notes)
    for (panel,), name in zip(axes, NAMES, strict=True):
        _histogram(panel, drawn.headlines[name], spans[name], summary[name])
    alt = " ".join([*_said(appraisal), *(f"{heading}." for heading in headings), notes[0]])
    return Chart(figure, title, alt)


def _said(appraisal: Answer) -> list[str]:
    """What the height is; a warning where there is nothing to pay back."""
    said = ["The higher the bar, the more draws gave that net saving. The line is break-even, £0."]
    if not appraisal.has_delivery:
        said.append("No delivery cost was given, so this is gross of it.")
    return said


def _varied(appraisal: Answer) -> str:
    found = appraisal.uncertainty
    kept = f" The first {found.kept:,} draws are shown." if found.kept < found.draws else ""
    return f"{resting_on(found)}{kept}"


def _spread(row: pd.Series[float]) -> str:
    """The mean, the middle of the draws, and how many lose, in words."""
    low, high = float(row["low_95"]), float(row["high_95"])
    if abs(high - low) < LEAST:
        return f"{about(float(row['mean']))} in every draw"
    return (
        f"mean {about(float(row['mean']))}, 95% of draws from {about(low)} to {about(high)}; "
        f"{percent(float(row['chance_below_zero']))} of draws are below break-even"
    )


def _key() -> list[Key]:
    return [
        Key("Below break-even", COST),
        Key("At or above it", CASH),
        Key("Middle 95% of draws", MIDDLE, "line"),
        Key("Mean", MEAN, "dot"),
    ]


def _ends(draws: Array) -> tuple[float, float]:
    """The least and the most."""
    return float(draws.min()), float(draws.max())


def edges(draws: Array) -> Array:
    """Bounds of the bars, of one width; one is break-even where draws fall on both sides of it."""
    low, high = _ends(draws)
    step = (high - low) / BINS
    if not low < 0 < high:
        return np.linspace(low, high, BINS + 1)
    return step * np.arange(np.floor(low / step), np.ceil(high / step) + 1)


def _histogram(
    axes: Axes, draws: Array, span: tuple[float, float, str], row: pd.Series[float]
) -> None:
    low, high, _ = span
    if draws.max() - draws.min() < LEAST:
        width = max(high - low, 1.0) / BINS
        bounds = np.array([draws[0] - width / 2, draws[0] + width / 2])
        counts = np.array([draws.size])
    else:
        bounds = edges(draws)
        counts, _ = np.histogram(draws, bounds)
    middles = (bounds[1:] + bounds[:-1]) / 2
    for side, look in ((middles < 0, COST), (middles >= 0, CASH)):
        axes.bar(middles[side], counts[side], np.diff(bounds)[side], **{**look, "linewidth": 0})
    pound_axis(axes, "x", min(low, bounds[0]), max(high, bounds[-1]), spare=0.05)
    tall = float(counts.max())
    axes.set_ylim(-0.14 * tall, 1.3 * tall)
    axes.axhline(0, color=INK, linewidth=0.5)
    axes.plot([row["low_95"], row["high_95"]], [-0.07 * tall] * 2, **MIDDLE)
    axes.plot([row["mean"]], [-0.07 * tall], **MEAN)
    if low <= 0 <= high:
        axes.axvline(0, color=INK, linewidth=1.2)
        right = high >= -low
        beside(axes, 0, 1.2 * tall, "break-even", "right" if right else "left")
