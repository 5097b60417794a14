"""Children who are not in placement, at the end of each financial year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.children import children_in_placement, placement_lines
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Resource
from costavoid.evidence.figures import figure
from costavoid.output.charts.chart import Chart, checked
from costavoid.output.charts.drawing import Drawing, Panel
from costavoid.output.charts.lettering import SMALL, wide
from costavoid.output.charts.scales import beside, mark, ticks, year_axis, zero_line
from costavoid.output.charts.sheet import CASH, Form, Row, blank, called
from costavoid.output.words.findings import children_finding

if TYPE_CHECKING:
    import pandas as pd

NOTHING = 0.005  # children: less than is shown
HEIGHT, EMPTY = 1.7, 0.5  # inches


def children(appraisal: Answer) -> Chart:
    """Fewer children in placement at each 31 March than without the programme.

    Less what adjustments take off. Where no line is time in a placement, the chart says so.
    Raises InputError for anything but an appraisal.
    """
    checked(appraisal)
    counted: pd.Series[float] = children_in_placement(appraisal)
    title = children_finding(appraisal)
    placed = bool(placement_lines(appraisal))
    alt = f"{title}. {_alt(counted)}" if placed else f"{title}."
    return Chart(title, alt, partial(_draw, appraisal, title, counted, placed))


def _draw(
    appraisal: Answer, title: str, counted: pd.Series[float], placed: bool, form: Form
) -> Drawing:
    said = "Fewer children in placement on 31 March of each year than without the programme."
    row = Row(("",), HEIGHT if placed else EMPTY, form)
    sheet = blank(
        form,
        title,
        [row],
        subject=called(appraisal),
        said=[said] if placed else [],
        notes=_notes(appraisal),
    )
    panel = sheet.panels[0][0]
    year_axis(panel, appraisal.years)
    if placed:
        _bars(panel, np.asarray(counted, dtype=np.float64))
    else:
        zero_line(panel)
    return sheet.drawing


def _notes(appraisal: Answer) -> list[str]:
    """What the count does not take off."""
    used = {line.use.resource for line in appraisal.flows.lines}
    if Resource.REPLACEMENT not in used:
        return []
    return [
        "These children are looked after in another way, which is not taken off: see the line of "
        "what replaces the placement."
    ]


def _bars(panel: Panel, values: Array) -> None:
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    if high - low < NOTHING:
        high = 1.0
    spare = 0.14 * (high - low)
    shown = [tick for tick in ticks(low, high) if low <= tick <= high]
    limits = (low - spare * (low < 0), high + spare)
    mark(panel, "y", limits, shown, [figure(tick) for tick in shown])
    for i, value in enumerate(values):
        if abs(value) >= NOTHING:
            panel.bar((i - 0.35, i + 0.35), (0.0, value), CASH)
    zero_line(panel)
    widest = max(wide(_count(float(value)), SMALL) for value in values)
    all_of_them = widest + 0.05 < panel.width / len(values)
    for i in range(len(values)) if all_of_them else (int(np.abs(values).argmax()),):
        value = float(values[i])
        beside(panel, i, value, _count(value), "above" if value >= 0 else "below")


def _count(children: float) -> str:
    """A number of children to one decimal; two where it is small."""
    if abs(children) < NOTHING:
        return "0"
    return f"{children:,.1f}" if abs(children) >= 1 else f"{children:.2f}"


def _alt(counted: pd.Series[float]) -> str:
    years, values = list(counted.index), [float(value) for value in counted]
    most = int(np.abs(values).argmax())
    return (
        "Bars by financial year, of how many fewer children are in placement on 31 March. The most "
        f"in {years[most]}: {_count(values[most])}; at the end, in {years[-1]}: "
        f"{_count(values[-1])}."
    )
