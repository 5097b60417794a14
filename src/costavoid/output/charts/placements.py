"""Children who are not in placement, at the end of each financial year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.children import children_in_placement, placement_lines
from costavoid.base.extras import from_extra
from costavoid.base.vocabulary import Resource
from costavoid.evidence.figures import figure
from costavoid.output.charts.chart import Chart, checked
from costavoid.output.charts.lettering import GREY, SMALL, beside, style
from costavoid.output.charts.sheet import (
    CASH,
    LABELLED,
    Row,
    blank,
    called,
    room,
    year_axis,
    zero_line,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NOTHING = 0.005  # children: less than is shown
HEIGHT, EMPTY = 2.1, 0.5  # inches


def children(appraisal: Answer) -> Chart:
    """Fewer children in placement at each 31 March than without the programme.

    Less what adjustments take off. Where no line is time in a placement, the chart says so.
    Raises InputError for anything but an appraisal.
    """
    checked(appraisal)
    counted = children_in_placement(appraisal)
    title = f"Children in placement avoided: {called(appraisal)}"
    said = "Fewer children in placement on 31 March than without the programme."
    placed = placement_lines(appraisal)
    if not placed:
        said = "No placement is counted in this case, so there is nothing to show."
    row = Row(("Children at the end of each financial year",), HEIGHT if placed else EMPTY)
    drawing, ((axes,),) = blank(title, [row], said=[said], notes=_notes(appraisal))
    if placed:
        _bars(axes, counted, room(row))
    else:
        year_axis(axes, appraisal.years, room(row))
        zero_line(axes)
    return Chart(drawing, title, _alt(said, counted) if placed else said)


def _notes(appraisal: Answer) -> list[str]:
    """What the count does not take off."""
    used = {line.use.resource for line in appraisal.flows.lines}
    if Resource.REPLACEMENT not in used:
        return []
    return [
        "These children are looked after in another way, which is not taken off: see the line of "
        "what replaces the placement."
    ]


def _bars(axes: Axes, counted: pd.Series[float], inches: float) -> None:
    years: Sequence[str] = list(counted.index)
    values = counted.to_numpy(dtype=float)
    axes.bar(np.arange(len(years)), values, 0.7, **CASH)
    low, high = min(0.0, values.min()), max(0.0, values.max())
    if high - low < NOTHING:
        high = 1.0
    spare = 0.12 * (high - low)
    axes.set_ylim(low - spare * (low < 0), high + spare)
    ticks = from_extra("matplotlib.ticker").MaxNLocator(nbins=4, steps=(1, 2, 5, 10))
    shown = [tick for tick in ticks.tick_values(low, high) if low <= tick <= high]
    axes.set_yticks(shown, [figure(tick) for tick in shown], **style(SMALL, color=GREY))
    year_axis(axes, years, inches)
    zero_line(axes)
    largest = int(np.abs(values).argmax())
    for i in range(len(years)) if len(years) <= LABELLED else (largest,):
        above = values[i] >= 0
        beside(axes, i, values[i], _count(float(values[i])), "above" if above else "below")


def _count(children: float) -> str:
    """A number of children to one decimal; two where it is small."""
    if abs(children) < NOTHING:
        return "0"
    return f"{children:,.1f}" if abs(children) >= 1 else f"{children:.2f}"


def _alt(said: str, counted: pd.Series[float]) -> str:
    years, values = list(counted.index), [float(value) for value in counted]
    most = int(np.abs(values).argmax())
    return (
        f"{said} The most in {years[most]}: {_count(values[most])}; at the end, in {years[-1]}: "
        f"{_count(values[-1])}."
    )
