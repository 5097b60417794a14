"""The chart of what every budget buys draws the frontier's own numbers, and says them."""

from __future__ import annotations

import numpy as np
import pytest

import costavoid as ca
from costavoid import charts
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


def test_it_draws_the_sets_and_the_steps_between_them() -> None:
    found = frontier()
    (axes,) = (a for a in charts.frontier(found).figure.axes if len(a.lines) >= 3)
    steps, dots = axes.lines[0], axes.lines[1]
    assert steps.get_drawstyle() == "steps-post"
    assert np.allclose(dots.get_xydata(), np.column_stack([found.budget, found.worth]))
    assert np.allclose(steps.get_xydata()[:-1], dots.get_xydata())
    assert steps.get_ydata()[-1] == found.worth[-1]


def test_what_it_shows_is_said_and_what_is_never_bought_too() -> None:
    found = frontier()
    chart = charts.frontier(found)
    assert "£80,777" in chart.alt and f"Never: {NAME}" in chart.alt
    assert chart.svg() == charts.frontier(found).svg()
    assert chart.png().startswith(b"\x89PNG")


def test_placements_are_no_pounds() -> None:
    found = frontier("placements avoided", stay=True)
    chart = charts.frontier(found)
    (axes,) = (a for a in chart.figure.axes if len(a.lines) >= 3)
    assert not any("£" in label.get_text() for label in axes.get_yticklabels())
    assert any("£" in label.get_text() for label in axes.get_xticklabels())
    # Big alone 80 in two years; with Small 60 (1 - (1 - 2/3) (1 - 1/4)) = 45 a year; all of 60 by
    # three, of which Costly is in no cohort: 5 a year more
    assert found.worth.tolist() == pytest.approx([0, 30, 80, 90, 100])


def test_anything_else_is_refused() -> None:
    with pytest.raises(ca.InputError, match=r"chart: int given; give what Portfolio.frontier"):
        charts.frontier(5)
