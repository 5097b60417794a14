"""Which inputs move the answer: each to its low and its high, named, with its direction."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from costavoid.analysis.sensitivity import PLUS_MINUS, one_at_a_time
from costavoid.analysis.what_if import Measured
from costavoid.appraisal.answer import Answer
from costavoid.base.asked import a_number
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Unit
from costavoid.cashflow.draws import RangeAs
from costavoid.evidence.figures import about, number, short
from costavoid.output.charts.chart import Chart, checked
from costavoid.output.charts.lettering import GREY, INK, SMALL, Side, beside, clean, wrapped, write
from costavoid.output.charts.sheet import (
    LEAST,
    PALE,
    SAVED,
    Key,
    Look,
    Row,
    blank,
    called,
    pound_axis,
    room,
    with_zero,
    zero_line,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

BAR, NAMES, VALUES = 0.48, 2.75, 0.55  # inches: an input's height, its name's room, its values'
HIGH: Look = {"facecolor": SAVED, "edgecolor": SAVED, "linewidth": 0.7}
LOW: Look = {"facecolor": PALE, "edgecolor": SAVED, "linewidth": 0.7}
DIGITS = 3  # figures of an input's value
FAR = 2.0  # times the width of what is shown: zero farther off than this is not drawn
OWN_ENDS = "Inputs with a published interval or range, moved to its ends"
TEN_PERCENT = (
    f"Inputs with no published interval, moved {PLUS_MINUS:.0%} either way: how far they may be "
    "out is not known"
)
WHAT = {
    "net present value": "net present value, all payers",
    "council cash": "council's net cash, pounds of each year",
}


def tornado(
    appraisal: Answer,
    *,
    measured: Measured = "net present value",
    range_as: RangeAs | None = None,
    most: int = 8,
) -> Chart:
    """The inputs that move the answer farthest, each at its low and high with the rest unchanged.

    Of all payers' "net present value", or the "council cash". Those with a published interval or
    range first, as in `one_at_a_time`, then the others; no more than `most` of each. Each bar
    ends at the net, with the input's value there. Raises InputError for another measure, or
    `most` below 1.
    """
    checked(appraisal)
    wanted = "how many inputs to show, from 1"
    limit = a_number(most, "tornado, most", wanted)
    if limit < 1 or limit != int(limit):
        raise InputError(f"tornado, most: {most!r} given; give {wanted}.")
    table = one_at_a_time(appraisal, measured=measured, range_as=range_as)
    moving = table[~(table["swing"] < LEAST)]
    kinds = {
        OWN_ENDS: moving[moving["plus_minus"] == 0].head(int(limit)),
        TEN_PERCENT: moving[moving["plus_minus"] > 0].head(int(limit)),
    }
    groups = {heading: part for heading, part in kinds.items() if len(part)}
    shown = moving[moving.index.isin([id for part in groups.values() for id in part.index])]
    rows = [
        Row((heading,), BAR * len(part), left=NAMES, right=0.3) for heading, part in groups.items()
    ]
    title = f"What moves the {WHAT[measured]}: {called(appraisal)}"
    now = float(table["net"].iloc[0])
    low, high, beyond = with_zero([now, *_nets(shown)], FAR)
    line = "the dotted line" if rows else "no input moves it"
    said = [f"As the case stands: {about(now)} ({line}){beyond and '; '}{beyond}."]
    drawing, axes = blank(
        title, rows, said=said, key=_key() if rows else (), notes=_notes(table, shown)
    )
    for (panel,), part in zip(axes, groups.values(), strict=True):
        _bars(panel, part, now, (low, high), room(rows[0]))
    return Chart(drawing, title, _alt(said[0], shown))


def _key() -> list[Key]:
    return [Key("Input at its low", LOW), Key("Input at its high", HIGH)]


def _nets(shown: pd.DataFrame) -> list[float]:
    """The nets at both ends of the inputs shown, where they are known."""
    ends = [*shown["net_at_low"], *shown["net_at_high"]]
    return [float(net) for net in ends if not math.isnan(net)]


def _bars(
    axes: Axes, part: pd.DataFrame, now: float, span: tuple[float, float], inches: float
) -> None:
    pound_axis(axes, "x", *span, spare=VALUES / (inches - 2 * VALUES))
    axes.set_ylim(len(part) - 0.5, -0.5)
    if span[0] <= 0 <= span[1]:
        zero_line(axes, "x")
    axes.axvline(now, color=INK, linewidth=1.0, linestyle=":", zorder=3)
    for i, (_, row) in enumerate(part.iterrows()):
        _name(axes, i, row)
        _bar(axes, i, row, now)


def _name(axes: Axes, i: int, row: Any) -> None:
    """The input, and under it which way it moves the net, and its unit."""
    unit = str(row["unit"]).removeprefix("GBP").strip()
    below = ", ".join(part for part in (str(row["direction"]), unit) if part)
    place: Look = {"ha": "right", "transform": axes.get_yaxis_transform()}
    inches = NAMES - 0.12
    name = wrapped(str(row["label"]), inches, size=SMALL, most=2)
    under = wrapped(below, inches, size=SMALL - 0.5, most=1)
    line = 0.28
    top = i - line * len(name) / 2
    for k, text in enumerate([*name, *under]):
        color = GREY if k == len(name) else INK
        size = SMALL - 0.5 if k == len(name) else SMALL
        write(axes, -0.015, top + k * line, [text], size=size, color=color, **place)


def _bar(axes: Axes, i: int, row: Any, now: float) -> None:
    """From the net as it stands to the net at each end; halves where both go one way."""
    ends = {"low": float(row["net_at_low"]), "high": float(row["net_at_high"])}
    one_way = all(not math.isnan(n) for n in ends.values()) and (
        (ends["low"] - now) * (ends["high"] - now) > 0
    )
    for name, look, half in (("low", LOW, -1), ("high", HIGH, 1)):
        net = ends[name]
        if math.isnan(net):
            continue
        at, tall = (i + 0.17 * half, 0.3) if one_way else (i, 0.6)
        axes.barh(at, net - now, tall, now, **look)
        if abs(net - now) >= LEAST:
            side: Side = "right" if net > now else "left"
            beside(axes, net, at, _value(row, name), side, clear=True)


def _value(row: Any, end: str) -> str:
    """The input's own value at an end."""
    return number(float(row[end]), Unit(row["unit"]), partial(short, figures=DIGITS))


def _notes(table: pd.DataFrame, shown: pd.DataFrame) -> list[str]:
    """What is not shown, and why an end is missing."""
    rest = table.drop(index=shown.index)
    moving = rest[rest["swing"] >= LEAST]
    notes = []
    if len(moving):
        most = about(float(moving["swing"].max()))
        notes.append(f"Not shown: {len(moving)} more inputs, which move it by {most} or less.")
    if len(rest) > len(moving):
        notes.append(f"Inputs that do not move it: {len(rest) - len(moving)}.")
    for _, row in shown.iterrows():
        if math.isnan(row["net_at_low"]) or math.isnan(row["net_at_high"]):
            notes.append(f"{row['label']}: an end cannot be appraised. {row['note']}")
    return notes


def _alt(said: str, shown: pd.DataFrame) -> str:
    if not len(shown):
        return said
    parts = [
        f"{clean(str(row['label']))} ({row['kind']}, {row['direction']}): "
        f"{_net(row, 'low')}; {_net(row, 'high')}"
        for _, row in shown.iterrows()
    ]
    return f"{said} Each input at its low and its high: {'. '.join(parts)}."


def _net(row: Any, end: str) -> str:
    net = float(row[f"net_at_{end}"])
    at = f"at {_value(row, end)}"
    return f"{at} it cannot be appraised" if math.isnan(net) else f"{at}, {about(net)}"
