"""The most that each budget buys: net saving against what the council spends to run programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costavoid.base.errors import InputError
from costavoid.evidence.figures import short, tenths
from costavoid.output.charts.chart import Chart
from costavoid.output.charts.lettering import GREY, INK, SMALL, beside, style
from costavoid.output.charts.sheet import LEAST, SAVED, Key, Look, Row, blank, pound_axis, zero_line
from costavoid.output.words.together import frontier_said
from costavoid.portfolios.choice.frontier import Frontier
from costavoid.portfolios.worth import MEASURES, PLACEMENTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 2.6
NAMED = 8  # sets whose figures are written beside them; with more, of the first and the last
STEP: Look = {"color": SAVED, "linewidth": 1.6, "drawstyle": "steps-post"}
DOT: Look = {"color": INK, "marker": "o", "markersize": 4, "linestyle": "none"}


def frontier(found: Frontier) -> Chart:
    """The most that each budget buys, as steps: each dot a set of programmes.

    `found` is what `Portfolio.frontier` returns. Raises InputError for anything else.
    """
    if not isinstance(found, Frontier):
        raise InputError(
            f"chart: {type(found).__name__} given; give what Portfolio.frontier returns."
        )
    measure = MEASURES[found.by]
    heading = f"{measure[:1].upper()}{measure[1:]}, less overlap"
    rows = [Row((heading,), HEIGHT, left=0.62, right=0.75)]
    figure, ((axes,),) = blank(
        "The most that each budget buys",
        rows,
        said=["Across: what the council pays to run them over the horizon, pounds of each year."],
        key=[
            Key("A set of programmes", DOT, "dot"),
            Key("The most for that budget", STEP, "line"),
        ],
        notes=[f"Never: {name}, as {why}." for name, why in found.never.items()],
    )
    budget, worth = found.budget, found.worth
    end = float(budget[-1]) * 1.08 + LEAST
    axes.plot([*budget, end], [*worth, worth[-1]], **STEP)
    axes.plot(budget, worth, **DOT)
    pound_axis(axes, "x", 0.0, end, spare=0.02)
    _worth_axis(axes, found)
    zero_line(axes)
    for at in range(len(worth)) if len(worth) <= NAMED else (0, len(worth) - 1):
        said = _said(found, float(worth[at]))
        beside(axes, float(budget[at]), float(worth[at]), said, "above right")
    return Chart(figure, "The most that each budget buys", " ".join(frontier_said(found).split()))


def _worth_axis(axes: Axes, found: Frontier) -> None:
    """What the sets come to, with room for their figures: pounds, or placements."""
    low, high = min(0.0, float(found.worth.min())), max(0.0, float(found.worth.max()))
    pound_axis(axes, "y", low, high, spare=0.12)
    if found.by == PLACEMENTS:
        ticks = axes.get_yticks()
        axes.set_yticks(ticks, [tenths(float(t)) for t in ticks], **style(SMALL, color=GREY))


def _said(found: Frontier, worth: float) -> str:
    return tenths(worth) if found.by == PLACEMENTS else short(worth)
