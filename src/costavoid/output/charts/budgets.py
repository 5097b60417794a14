"""The most that each budget buys: net saving against what the council spends to run programmes."""

from __future__ import annotations

from functools import partial

from costavoid.base.errors import InputError
from costavoid.evidence.figures import about, short, tenths
from costavoid.output.charts.chart import Chart
from costavoid.output.charts.drawing import Drawing, Look, Mark, Panel
from costavoid.output.charts.scales import beside, mark, pound_axis, ticks, zero_line
from costavoid.output.charts.sheet import DOT, DOTTED, LEAST, Form, Key, Row, blank
from costavoid.output.words.together import frontier_said
from costavoid.portfolios.choice.frontier import Frontier
from costavoid.portfolios.worth import MEASURES, PLACEMENTS

HEIGHT, RIGHT = 2.4, 0.7  # inches: of the panel, and for the last figure
NAMED = 8  # sets whose figures are written beside them; with more, of the first and the last
STEP = Look(edge="saved", width=1.6)
SPARE = 0.12  # of the height, for figures
ACROSS = "Across: what the council pays to run them over the horizon, gross, in cash terms."


def frontier(found: Frontier) -> Chart:
    """The most that each budget buys, as steps: each dot a set of programmes.

    `found` is what `Portfolio.frontier` returns. Raises InputError for anything else.
    """
    if not isinstance(found, Frontier):
        raise InputError(
            f"chart: {type(found).__name__} given; give what Portfolio.frontier returns."
        )
    title = _finding(found)
    alt = f"{title} {' '.join(frontier_said(found).split())}"
    return Chart(title, alt, partial(_drawn, found, title))


def _finding(found: Frontier) -> str:
    """What the chart shows, in a sentence."""
    if float(found.worth[-1]) <= 0:
        return "No budget buys a saving."
    most = float(found.worth[-1])
    worth = f"{tenths(most)} placements avoided" if found.by == PLACEMENTS else about(most)
    return f"The most that any budget buys is {worth}, for {about(float(found.budget[-1]))}."


def _drawn(found: Frontier, title: str, form: Form) -> Drawing:
    measure = MEASURES[found.by]
    heading = f"{measure[:1].upper()}{measure[1:]}, less overlap"
    sheet = blank(
        form,
        title,
        [Row((heading,), HEIGHT, form, right=RIGHT)],
        said=[ACROSS],
        key=[
            Key("A set of programmes", DOTTED, "dot"),
            Key("The most for that budget", STEP, "line"),
        ],
        notes=[f"Never: {name}, as {why}." for name, why in found.never.items()],
    )
    _steps(sheet.panels[0][0], found)
    return sheet.drawing


def _steps(panel: Panel, found: Frontier) -> None:
    """The steps with a dot at the start of each, and figures where there is room for them."""
    budget, worth = found.budget.tolist(), found.worth.tolist()
    end = budget[-1] * 1.08 + LEAST
    pound_axis(panel, "x", 0.0, end, spare=0.02)
    _worth_axis(panel, found)
    zero_line(panel)
    corners = [(budget[0], worth[0])]
    for at, then in zip(budget[1:], worth[1:], strict=True):
        corners += [(at, corners[-1][1]), (at, then)]
    panel.line([*corners, (end, worth[-1])], STEP)
    for at, then in zip(budget, worth, strict=True):
        panel.shapes.append(Mark(panel.across(at), panel.down(then), DOT, DOTTED))
    for at in range(len(worth)) if len(worth) <= NAMED else (0, len(worth) - 1):
        said = tenths(worth[at]) if found.by == PLACEMENTS else short(worth[at])
        beside(panel, budget[at], worth[at], said, "above right")


def _worth_axis(panel: Panel, found: Frontier) -> None:
    """What the sets come to, with room for their figures: pounds, or placements."""
    low, high = min(0.0, float(found.worth.min())), max(0.0, float(found.worth.max()))
    if found.by != PLACEMENTS:
        pound_axis(panel, "y", low, high, spare=SPARE)
        return
    top = max(high, 1.0) * (1 + SPARE)
    places = [at for at in ticks(low, top) if low <= at <= top]
    mark(panel, "y", (low, top), places, [tenths(at) for at in places])
