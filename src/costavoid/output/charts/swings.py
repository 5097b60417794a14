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
from costavoid.output.charts.drawing import POINTS, Color, Drawing, Look, Panel
from costavoid.output.charts.lettering import LEADING, SMALL, clean, wide, wrapped
from costavoid.output.charts.scales import (
    OFF,
    ZERO,
    beside,
    down_rows,
    level_rows,
    pound_axis,
    with_zero,
    write,
)
from costavoid.output.charts.sheet import LEAST, Form, Key, Row, blank, called
from costavoid.output.words.findings import tornado_finding
from costavoid.output.words.plainly import names

if TYPE_CHECKING:
    import pandas as pd

BAR, TALL = 0.42, 0.62  # inches: an input's height; with its name above it
EDGES = 0.1  # inches: for what a scale says past its ends
NAMES = 2.6  # inches: room for the name of an input beside it
HIGH, LOW = Look("saved", "saved", 0.7), Look("pale", "saved", 0.7)
NOW = Look(edge="ink", width=1.1, dotted=True)
DIGITS = 3  # figures of an input's value
FAR = 2.0  # times the width of what is shown: zero farther off than this is not drawn
OWN_ENDS = "Inputs with a published interval or range, moved to its ends"
TEN_PERCENT = (
    f"Inputs with no published interval, moved {PLUS_MINUS:.0%} either way: how far they may be "
    "out is not known"
)
WHAT = {
    "net present value": "Net present value, all payers",
    "council cash": "The council's net cash in cash terms",
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
    words = names(appraisal)
    table["label"] = [words[str(id)] for id in table.index]
    moving = table[~(table["swing"] < LEAST)]
    kinds = {
        OWN_ENDS: moving[moving["plus_minus"] == 0].head(int(limit)),
        TEN_PERCENT: moving[moving["plus_minus"] > 0].head(int(limit)),
    }
    groups = {heading: part for heading, part in kinds.items() if len(part)}
    shown = moving[moving.index.isin([id for part in groups.values() for id in part.index])]
    now = float(table["net"].iloc[0])
    span = with_zero([now, *_nets(shown)], FAR)
    line = "the dotted line" if groups else "no input moves it"
    beyond = f"; {span[2]}" if span[2] else ""
    said = f"{WHAT[measured]}, as the case stands: {about(now)} ({line}){beyond}."
    title = tornado_finding(appraisal, measured, range_as)

    def draw(form: Form) -> Drawing:
        left, bar = (EDGES, TALL) if form.narrow else (NAMES, BAR)
        rows = [
            Row((heading,), bar * len(part), form, left=left, right=EDGES)
            for heading, part in groups.items()
        ]
        sheet = blank(
            form,
            title,
            rows,
            subject=called(appraisal),
            said=[said],
            key=_key() if rows else (),
            notes=_notes(table, shown),
        )
        ends = (_value(row, end) for _, row in shown.iterrows() for end in ("low", "high"))
        figures = max((wide(value, SMALL) for value in ends), default=0.0) + 3 * OFF
        for (panel,), part in zip(sheet.panels, groups.values(), strict=True):
            _bars(panel, part, now, span[:2], figures, narrow=form.narrow)
        return sheet.drawing

    return Chart(title, f"{title}. {_alt(said, shown)}", draw)


def _key() -> list[Key]:
    return [Key("Input at its low", LOW), Key("Input at its high", HIGH)]


def _nets(shown: pd.DataFrame) -> list[float]:
    """The nets at both ends of the inputs shown, where they are known."""
    ends = [*shown["net_at_low"], *shown["net_at_high"]]
    return [float(net) for net in ends if not math.isnan(net)]


def _bars(
    panel: Panel,
    part: pd.DataFrame,
    now: float,
    span: tuple[float, float],
    figures: float,
    *,
    narrow: bool,
) -> None:
    pound_axis(panel, "x", *span, spare=figures / (panel.width - 2 * figures))
    shift, half = level_rows(panel, len(part), narrow=narrow)
    for i, (_, row) in enumerate(part.iterrows()):
        _name(panel, i, row, narrow=narrow)
        _bar(panel, i + shift, half, row, now)
    if "x" in panel.zero_at:
        down_rows(panel, 0.0, len(part), ZERO, narrow=narrow)
    down_rows(panel, now, len(part), NOW, narrow=narrow)


def _name(panel: Panel, i: int, row: Any, *, narrow: bool) -> None:
    """The input, and under it which way it moves the net, and its unit."""
    unit = str(row["unit"]).removeprefix("GBP").strip()
    below = ", ".join(part for part in (str(row["direction"]), unit) if part)
    inches = panel.width if narrow else NAMES - 0.1
    name = wrapped(str(row["label"]), inches, size=SMALL, most=1 if narrow else 2)
    under = wrapped(below, inches, size=SMALL, most=1)
    line = SMALL * LEADING / POINTS
    lines: list[tuple[str, Color]] = [(text, "ink") for text in name]
    lines += [(text, "grey") for text in under]
    middle = panel.down(i - 0.23 if narrow else i) - line * (len(lines) - 1) / 2
    for k, (text, color) in enumerate(lines):
        level = middle + k * line
        if narrow:
            write(panel, panel.left, level, [text], color=color)
        else:
            write(panel, panel.left - OFF, level, [text], color=color, align="end")


def _bar(panel: Panel, at: float, half: float, row: Any, now: float) -> None:
    """From the net as it stands to the net at each end; halves where both go one way."""
    ends = {"low": float(row["net_at_low"]), "high": float(row["net_at_high"])}
    one_way = all(not math.isnan(n) for n in ends.values()) and (
        (ends["low"] - now) * (ends["high"] - now) > 0
    )
    for name, look, down in (("low", LOW, -1), ("high", HIGH, 1)):
        net = ends[name]
        if math.isnan(net):
            continue
        middle, tall = (at + 0.5 * half * down, half / 2) if one_way else (at, half)
        if abs(net - now) >= LEAST:
            panel.bar((now, net), (middle - tall, middle + tall), look)
            beside(panel, net, middle, _value(row, name), "right" if net > now else "left")


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
