"""Survival curves that cannot be, and a few that can, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from costavoid.base.errors import InputError
from costavoid.programme.occupancy import (
    AfterExit,
    ExponentialCurve,
    StepCurve,
    Until,
    caseload,
    exits,
    occurrences,
    person_years,
)


@pytest.mark.parametrize(
    ("times", "shares", "said"),
    [
        ([1, 2], [0.5, -0.1], "staying at 0 or more"),
        ([1], [-0.1], "staying at 0 or more"),
        ([1], [1.1], "start at 1 or less"),
        ([1, 2], [0.5, 0.6], "fall"),
        ([2, 1], [0.5, 0.4], "rise"),
        ([-1, 1], [0.5, 0.4], "rise"),
        ([], [], "at least one"),
        ([1, 2], [0.5], "2 times and 1 shares"),
        ([1], [[0.5, -0.1]], "staying at 0 or more"),  # of two draws, one
        ([[1, 2], [2, 1.5]], [0.5, 0.4], "rise"),
    ],
)
def test_tables_that_cannot_be(times: list[float], shares: list[float], said: str) -> None:
    with pytest.raises(InputError, match=said):
        StepCurve(times, shares)


def test_tables_that_can() -> None:
    for times, shares in (([0], [0.5]), ([1, 1], [1, 0]), ([1, 2], [0.5, 0.5])):
        StepCurve(times, shares)


def test_an_exponential_has_a_mean_above_0() -> None:
    for mean in (0, -1, [1, 0]):
        with pytest.raises(InputError, match="the mean must be above 0"):
            ExponentialCurve(mean)
    ExponentialCurve(1e-9)


def test_the_integrals_of_a_table_by_hand() -> None:
    """1 to 1 year, 0.5 to 3, 0.2 on: H(4) = 1 + 1 + 0.2; G is the triangles under it."""
    curve = StepCurve([1, 3], [0.5, 0.2])
    at = np.array([[-1.0], [0.0], [1.0], [2.0], [4.0]])
    assert curve.s(at)[:, 0].tolist() == pytest.approx([0, 0, 1, 0.5, 0.2])
    assert curve.h(at)[:, 0].tolist() == pytest.approx([0, 0, 1, 1.5, 2.2])
    # 1/2; then 1 + 0.25; then from 2 to 3 1.5 + 0.25, and from 3 to 4 2 + 0.1
    assert curve.g(at)[:, 0].tolist() == pytest.approx([0, 0, 0.5, 1.75, 1.75 + 1.75 + 2.1])


def test_the_integrals_of_an_exponential_by_hand() -> None:
    """S = e^(-x/2), H = 2 (1 - S), G = 2 (x - H)."""
    curve, at = ExponentialCurve(2), np.array([[-1.0], [0.0], [3.0]])
    s = math.exp(-1.5)
    h = 2 * (1 - s)
    assert curve.s(at)[:, 0].tolist() == pytest.approx([0, 0, s])
    assert curve.h(at)[:, 0].tolist() == pytest.approx([0, 0, h])
    assert curve.g(at)[:, 0].tolist() == pytest.approx([0, 0, 2 * (3 - h)])


def test_a_limit_ends_a_stay_and_what_follows_it() -> None:
    curve, at = StepCurve([1], [0.4]), np.array([[0.5], [1.5], [2.0], [2.5]])
    assert Until(curve, 2).s(at)[:, 0].tolist() == pytest.approx([1, 0.4, 0.4, 0])
    assert Until(curve, 2).h(at)[:, 0].tolist() == pytest.approx([0.5, 1.2, 1.4, 1.4])
    assert Until(curve, 2).g(at)[-1, 0] == pytest.approx(0.5 + 1.2 + 0.5 * 1.4)
    assert Until(curve, 2).g(np.array([[0.0], [-1.0]]))[:, 0].tolist() == [0, 0]
    assert AfterExit(curve, 2).s(at)[:, 0].tolist() == pytest.approx([0, 0.6, 0.6, 0])
    assert AfterExit(curve, 2).h(at)[:, 0].tolist() == pytest.approx([0, 0.3, 0.6, 0.6])


def test_cases_over_a_window_by_hand() -> None:
    """One a year over [0.5, 2], each for a year: half of one in the first year, one in the second.

    Present at 1, 2, 3: 0.5, 1, 0. Years stayed: (0.5)²/2; 1 - that; and the rest of 1.5.
    """
    edges, stay = [0, 1, 2, 3, 4], StepCurve([1], [0])
    assert occurrences(edges, 0.5, 2)[:, 0].tolist() == pytest.approx([0.5, 1, 0, 0])
    assert caseload([1, 2, 3], 0.5, 2, stay)[:, 0].tolist() == pytest.approx([0.5, 1, 0])
    assert person_years(edges, 0.5, 2, stay)[:, 0].tolist() == pytest.approx([0.125, 0.875, 0.5, 0])
    assert exits(edges, 0.5, 2, stay)[:, 0].tolist() == pytest.approx([0, 0.5, 1, 0])
    # one case, at 0.5
    assert occurrences(edges, 0.5, 0.5)[:, 0].tolist() == [1, 0, 0, 0]
    assert person_years(edges, 0.5, 0.5, stay)[:, 0].tolist() == pytest.approx([0.5, 0.5, 0, 0])
    with pytest.raises(InputError, match="must not end before it starts"):
        occurrences(edges, 2, 1)
