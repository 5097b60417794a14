"""How the draws of the net saving are spread, with the break-even line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.cashflow.uncertainty import NOMINAL, PUBLIC_PURSE
from costavoid.evidence.figures import about, percent
from costavoid.output.charts.chart import Chart, checked
from costavoid.output.charts.drawing import Drawing, Look, Mark, Panel
from costavoid.output.charts.scales import beside, pound_axis, with_zero
from costavoid.output.charts.sheet import (
    CASH,
    COST,
    DOT,
    DOTTED,
    LEAST,
    Form,
    Key,
    Row,
    blank,
    called,
)
from costavoid.output.words.chances import resting_on
from costavoid.output.words.findings import distribution_finding

if TYPE_CHECKING:
    import pandas as pd

HEIGHT, BINS = 1.25, 40
FAR = 10.0  # times the width of the draws: break-even farther off than this is not drawn
NAMES = {
    NOMINAL: "The council's own net cash in cash terms",
    PUBLIC_PURSE: "The public purse's net present value",
}
MIDDLE, FOOT, EVEN = (Look(edge="ink", width=width) for width in (1.6, 0.5, 1.2))


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
    notes = [_varied(appraisal), *(f"{NAMES[n]}: {s[2]}." for n, s in spans.items() if s[2])]
    title, said = distribution_finding(appraisal), _said(appraisal)
    bars = {name: _counts(drawn.headlines[name], spans[name]) for name in NAMES}

    def draw(form: Form) -> Drawing:
        rows = [Row((heading,), HEIGHT, form, left=0.3, right=0.3) for heading in headings]
        sheet = blank(
            form, title, rows, subject=called(appraisal), said=said, key=_key(), notes=notes
        )
        for (panel,), name in zip(sheet.panels, NAMES, strict=True):
            _histogram(panel, *bars[name], spans[name], summary[name])
        return sheet.drawing

    alt = " ".join([f"{title}.", *said, *(f"{heading}." for heading in headings), notes[0]])
    return Chart(title, alt, draw)


def _said(appraisal: Answer) -> list[str]:
    """What the height is; a warning where there is nothing to pay back."""
    said = [
        "The higher the bar, the more simulations gave that net saving. The line is break-even, £0."
    ]
    if not appraisal.has_delivery:
        said.append("No delivery cost was given, so this is gross of it.")
    return said


def _varied(appraisal: Answer) -> str:
    found = appraisal.uncertainty
    kept = f" The first {found.kept:,} simulations are shown." if found.kept < found.draws else ""
    return f"{resting_on(found)}{kept}"


def _spread(row: pd.Series[float]) -> str:
    """The mean, the middle of the draws, and how many lose, in words."""
    low, high = float(row["low_95"]), float(row["high_95"])
    if abs(high - low) < LEAST:
        return f"{about(float(row['mean']))} in every simulation"
    return (
        f"mean {about(float(row['mean']))}, 95% of simulations from {about(low)} to {about(high)}; "
        f"{percent(float(row['chance_below_zero']))} of simulations are below break-even"
    )


def _key() -> list[Key]:
    return [
        Key("Below break-even", COST),
        Key("At or above it", CASH),
        Key("Middle 95% of simulations", MIDDLE, "line"),
        Key("Mean", DOTTED, "dot"),
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


def _counts(draws: Array, span: tuple[float, float, str]) -> tuple[Array, Array]:
    """The bounds of the bars, and how many draws are in each."""
    if draws.max() - draws.min() < LEAST:
        half = max(span[1] - span[0], 1.0) / BINS / 2
        return np.array([draws[0] - half, draws[0] + half]), np.array([float(draws.size)])
    bounds = edges(draws)
    return bounds, np.histogram(draws, bounds)[0].astype(float)


def _histogram(
    panel: Panel,
    bounds: Array,
    counts: Array,
    span: tuple[float, float, str],
    row: pd.Series[float],
) -> None:
    low, high, _ = span
    tall = float(counts.max())
    panel.y = (-0.14 * tall, 1.3 * tall)
    pound_axis(panel, "x", min(low, bounds[0]), max(high, bounds[-1]), spare=0.05)
    for left, right, count in zip(bounds, bounds[1:], counts, strict=False):
        if count:
            panel.bar((left, right), (0.0, count), COST if left + right < 0 else CASH)
    panel.level(0.0, FOOT)
    panel.line([(row["low_95"], -0.07 * tall), (row["high_95"], -0.07 * tall)], MIDDLE)
    place = panel.across(row["mean"]), panel.down(-0.07 * tall)
    panel.shapes.append(Mark(*place, DOT, DOTTED))
    if low <= 0 <= high:
        panel.upright(0.0, EVEN)
        right_of = high >= -low
        beside(panel, 0, 1.2 * tall, "break-even", "right" if right_of else "left")
