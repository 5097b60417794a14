"""Ratios, payback and the rate of return of a few pounds, by hand."""

from __future__ import annotations

import math

import numpy as np
import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costavoid.cashflow.metrics import (
    NO_COST,
    Figure,
    PeakFunding,
    internal_rate_of_return,
    paid_back,
    payback,
    peak_funding,
    ratio,
)

YEARS = ("2025-26", "2026-27", "2027-28", "2028-29")


def irr(*net: float) -> Figure:
    return internal_rate_of_return(np.array(net, dtype=float))


def test_a_ratio_is_for_each_pound_and_of_no_pounds_there_is_none() -> None:
    assert ratio(30, 20) == Figure(1.5)
    assert ratio(-1, 0.5) == Figure(-2)
    assert math.isnan(ratio(30, 0).value) and ratio(30, 0).reason == NO_COST


def test_the_rate_at_which_it_is_worth_nothing() -> None:
    """110 a year on from 100 is 10%; 60 and 60 solve 60 v² + 60 v = 100 for v = 1 / (1 + rate)."""
    assert irr(-100, 110).value == pytest.approx(0.1)
    assert irr(-0.5, 0.55).value == pytest.approx(0.1)  # of pence too
    assert irr(-1e-10, 1.1e-10).value == pytest.approx(0.1)  # of any size
    assert irr(100, -110).value == pytest.approx(0.1)  # a loan
    v = (-60 + math.sqrt(60**2 + 4 * 60 * 100)) / 120
    assert irr(-100, 60, 60).value == pytest.approx(1 / v - 1)
    assert irr(0, -100, 0, 121).value == pytest.approx(0.1)
    assert irr(-100, 60, 60).reason == ""


@pytest.mark.parametrize(
    ("net", "reason"),
    [
        ([-5, -6], "no year has savings above its costs."),
        ([0, 0], "no year has savings above its costs."),
        ([0, -0.5], "no year has savings above its costs."),
        ([5, 6], "no year has costs above its savings."),
        ([0.5, 0], "no year has costs above its savings."),
        ([-5, 9, -1], "the net flow changes sign 2 times, so there may be several."),
        ([-5, 0, 9, -1, 3], "the net flow changes sign 3 times, so there may be several."),
    ],
)
def test_why_there_is_no_rate(net: list[float], reason: str) -> None:
    found = irr(*net)
    assert math.isnan(found.value) and found.reason == f"Not defined: {reason}"


def test_what_is_left_of_a_sum_changes_no_sign() -> None:
    """Less than one part in 1e9 of the most, 110, is nothing: 1e-7 is, and 2e-7 is not."""
    assert irr(-100, 1e-7, -1e-7, 110).value == pytest.approx(1.1 ** (1 / 3) - 1, rel=1e-6)
    assert "changes sign 3 times" in irr(-100, 2e-7, -2e-7, 110).reason


def test_where_no_rate_is_found_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(net: object) -> float:
        raise np.linalg.LinAlgError

    for search in (fails, lambda net: math.nan):
        monkeypatch.setattr(numpy_financial, "irr", search)
        found = irr(-100, 110)
        assert math.isnan(found.value) and found.reason == "Not defined: no rate was found."


def paid(benefits: list[float], costs: list[float]) -> str:
    years = YEARS[: len(costs)]
    return payback(np.array(benefits, dtype=float), np.array(costs, dtype=float), years)


@pytest.mark.parametrize(
    ("benefits", "costs", "said"),
    [
        ([0, 60, 50, 0], [100, 0, 0, 0], "2027-28"),
        ([0, 60, 40, 0], [100, 0, 0, 0], "2027-28"),  # to the pound
        ([150, 0, 0, 60], [100, 0, 100, 0], "2028-29"),  # it did, and does not stay so
        ([50, 50, 50, 0], [0, 0, 100, 0], "2027-28"),  # nothing to pay back before
        ([9, 0, 0, 0], [0.5, 0, 0, 0], "2025-26"),
        ([0, 60, 30, 0], [100, 0, 0, 0],
         "It does not pay back within the 4 years from 2025-26 to 2028-29."),
        ([9], [10], "It does not pay back within 2025-26."),
        ([10], [10], "2025-26"),
        ([9, 9], [0, 0], NO_COST),
    ],
)  # fmt: skip
def test_the_year_from_which_it_has_paid_back(
    benefits: list[float], costs: list[float], said: str
) -> None:
    assert paid(benefits, costs) == said


def test_paid_back_by_year_and_draw() -> None:
    """Two draws: to date -100, -40, 20 and -100, 10, -5; a third that is short by a rounding."""
    net = np.array([[-100, -100, -100], [60, 110, 100 - 5e-10], [60, -15, 0]])
    found = paid_back(net, np.array([100, 0, 0]))
    assert found.T.tolist() == [[False, False, True], [False, False, False], [False, True, True]]
    short = np.array([[-100.0], [100 - 1e-8]])
    assert paid_back(short, np.array([100, 0])).T.tolist() == [[False, False]]
    # before the first cost there is nothing to pay back; without any there is from the start
    later = paid_back(np.array([[50.0], [-20], [10]]), np.array([0, 20, 0]))
    assert later.T.tolist() == [[False, True, True]]
    assert paid_back(np.array([[0.0], [5]]), np.zeros(2)).T.tolist() == [[True, True]]


def test_the_most_to_fund_is_the_deepest_point_and_its_year() -> None:
    # to date: -100, -150, -30, 40
    net = np.array([-100.0, -50, 120, 70])
    assert peak_funding(net, YEARS) == PeakFunding(150, "2026-27")
    assert peak_funding(np.array([10.0, -5, 0, 1]), YEARS) == PeakFunding(0, "")
    assert peak_funding(np.array([-1e-10, 0, 0, 0]), YEARS) == PeakFunding(0, "")
    # the first year of two as deep
    assert peak_funding(np.array([-5.0, 0, 0, 0]), YEARS).year == "2025-26"


@given(st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4))
def test_funding_the_peak_ahead_is_enough_and_no_less_is(net: list[float]) -> None:
    flows = np.array(net)
    needed = peak_funding(flows, YEARS).pounds
    assert (needed + np.cumsum(flows) >= -1e-6).all()
    if needed:
        assert (needed - 1 + np.cumsum(flows) < 0).any()
