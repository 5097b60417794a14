"""The chart of what every budget buys draws the frontier's own numbers, and says them."""

from __future__ import annotations

import numpy as np
import pytest

import costavoid as ca
from costavoid import charts
from costavoid.output.charts.drawing import Line, Mark, Words
from costavoid.output.charts.sheet import CAPTIONED, NARROW, TITLED, Form
from costavoid.portfolios.choice.frontier import Frontier
from portfolio_cases import appraised, cohort

NAME = "Costs $5 & <b>10%</b> " + "longword" * 8


def frontier(by: str = "council cash", stay: bool = False) -> Frontier:
    price = 400 if stay else 12_000
    parts = {
        "Big": appraised("Big", 40, cost=price, yearly=150_000, stay=stay),
        "Small": appraised("Small", 15, cost=price, yearly=40_000, stay=stay),
        NAME: appraised("Costly", 5, cost=price, yearly=400_000, stay=stay),
    }
    return ca.portfolio(parts, cohorts=cohort("Big", "Small", baseline=60)).frontier(by=by)


@pytest.mark.parametrize("form", [TITLED, CAPTIONED, NARROW], ids=["titled", "plain", "narrow"])
def test_it_draws_the_sets_and_the_steps_between_them(form: Form) -> None:
    found = frontier()
    (panel,) = charts.frontier(found).draw(form).panels
    dots = np.array([(s.x, s.y) for s in panel if isinstance(s, Mark)])
    # inches are a straight line of pounds, across and (downwards) up
    for inches, pounds, way in ((dots[:, 0], found.budget, 1), (dots[:, 1], found.worth, -1)):
        slope, _ = np.polyfit(pounds, inches, 1)
        assert np.sign(slope) == way
        assert np.corrcoef(inches, pounds)[0, 1] == pytest.approx(way)
    steps = max((s for s in panel if isinstance(s, Line)), key=lambda line: len(line.points))
    assert {tuple(np.round(dot, 9)) for dot in dots} <= {
        tuple(np.round(point, 9)) for point in steps.points
    }
    for (x, y), (then_x, then_y) in zip(steps.points, steps.points[1:], strict=False):
        assert x == pytest.approx(then_x) or y == pytest.approx(then_y)  # level, then up
    assert steps.points[-1][0] > dots[-1][0]


def test_what_it_shows_is_said_and_what_is_never_bought_too() -> None:
    chart = charts.frontier(frontier())
    assert chart.title.startswith("The most that any budget buys is £")
    assert "£80,777" in chart.alt and f"Never: {NAME}" in chart.alt
    assert chart.svg() == charts.frontier(frontier()).svg()
    assert chart.png().startswith(b"\x89PNG")


def test_placements_are_no_pounds() -> None:
    found = frontier("placements avoided", stay=True)
    (panel,) = charts.frontier(found).draw(TITLED).panels
    words = [shape.text for shape in panel if isinstance(shape, Words)]
    assert {"0", "30", "80", "90", "100"} <= set(words)  # beside their dots
    assert any(text.startswith("£") for text in words)  # along the foot
    # Big alone 80 in two years; with Small 60 (1 - (1 - 2/3) (1 - 1/4)) = 45 a year; and Costly,
    # in no cohort, 5 a year more
    assert found.worth.tolist() == pytest.approx([0, 30, 80, 90, 100])


def test_no_budget_that_buys_anything_is_said() -> None:
    loses = ca.portfolio({"One": appraised("One", 1, yearly=90_000)}).frontier()
    chart = charts.frontier(loses)
    assert chart.title == "No budget buys a saving."
    assert "<svg" in chart.svg()


def test_anything_else_is_refused() -> None:
    with pytest.raises(ca.InputError, match=r"chart: int given; give what Portfolio.frontier"):
        charts.frontier(5)
