"""The council's net cash by year of several options: a panel of each, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from costavoid.base.arrays import Array
from costavoid.evidence.figures import short
from costavoid.output.charts.chart import Chart
from costavoid.output.charts.drawing import Drawing, Look, Panel
from costavoid.output.charts.scales import pound_axis, year_axis, zero_line
from costavoid.output.charts.sheet import CASH, COST, Form, Key, Row, blank
from costavoid.output.words.side_by_side import Line, SideBySide

ACROSS, HIGH = 3, 1.1  # panels in a row; inches of one
HALF = 0.35  # of a year: half a bar
TO_DATE, CASING = Look(edge="ink", width=1.6), Look(edge="paper", width=3.2)
SAID = "Pounds of each year, with inflation, against doing nothing. Up is saved, down is spent."
KEY = (
    Key("Net cash saved in the year", CASH),
    Key("Net cash spent in the year", COST),
    Key("Net to date", TO_DATE, "line"),
)


def net_cash(page: SideBySide) -> Chart:
    """Bars of the council's net cash in each year, and its line to date, of every option."""
    lines = [line for line in page.lines if line.answer is not None]
    return Chart(page.finding, f"{page.finding}. {_alt(page, lines)}", partial(_drawn, page, lines))


def _drawn(page: SideBySide, lines: Sequence[Line], form: Form) -> Drawing:
    across = min(2 if form.narrow else ACROSS, len(lines))
    headings = [f"{line.name}: {_end(page, line)} at the end" for line in lines]
    rows = [
        Row(tuple(headings[i : i + across]), HIGH, form, columns=across)
        for i in range(0, len(lines), across)
    ]
    sheet = blank(form, page.finding, rows, said=[SAID], key=KEY)
    nets = [np.array(line.amounts("net", len(page.columns))) * page.unit for line in lines]
    ends = [float(end) for net in nets for end in (*net, *net.cumsum(), 0)]
    panels = [panel for row in sheet.panels for panel in row]
    for panel, net in zip(panels, nets, strict=True):
        _panel(panel, net, page.columns, (min(ends), max(ends)))
    return sheet.drawing


def _panel(panel: Panel, net: Array, years: Sequence[str], span: tuple[float, float]) -> None:
    year_axis(panel, years)
    pound_axis(panel, "y", *span)
    for at, pounds in enumerate(net.tolist()):
        panel.bar((at - HALF, at + HALF), (0.0, pounds), CASH if pounds >= 0 else COST)
    zero_line(panel)
    points = list(enumerate(net.cumsum().tolist()))
    panel.line(points, CASING)
    panel.line(points, TO_DATE)


def _end(page: SideBySide, line: Line) -> str:
    return short(line.whole("net") * page.unit, 3)


def _alt(page: SideBySide, lines: Sequence[Line]) -> str:
    said = []
    for line in lines:
        years = zip(page.columns, line.amounts("net", len(page.columns)), strict=True)
        by_year = ", ".join(f"{year} {short(amount * page.unit, 3)}" for year, amount in years)
        said.append(f"{line.name}: {by_year}; in all {_end(page, line)}")
    return f"The council's net cash by year, a panel of bars for each. {'. '.join(said)}."
