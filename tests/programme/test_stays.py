"""How long a case stays: units, the shortest and the longest, and tables; each by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.evidence.inputs import Inputs
from costavoid.programme.stays import (
    ExponentialStay,
    FixedStay,
    StepStay,
    length_of_stay,
    years,
)

NONE = Inputs(())


def own(value: float, unit: str) -> ca.Estimate:
    return ca.local(value, unit, id="own.stay", source="Anytown")


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [(3, "years", 3.0), (18, "months", 1.5), (26, "weeks", 0.5), (91, "days", 0.25)],
)
def test_a_length_in_years(value: float, unit: str, expected: float) -> None:
    estimate = own(value, unit)
    inputs = Inputs([estimate])
    assert years(estimate, inputs).tolist() == [expected]
    assert length_of_stay(estimate, inputs).tolist() == [expected]
    drawn = inputs.drawn({"own.stay": np.array([value, 2.0 * value])})
    assert years(estimate, drawn).tolist() == [expected, 2 * expected]


def test_a_stay_is_an_hour_to_200_years() -> None:
    for value in (1e-4, 200):
        assert length_of_stay(own(value, "years"), Inputs([own(value, "years")])).tolist() == [
            value
        ]
    for value in (0, 0.99e-4, 200.1):
        with pytest.raises(InputError, match="use a length between an hour and 200 years"):
            length_of_stay(own(value, "years"), Inputs([own(value, "years")]))
    # weeks are judged in years: 10,400 of them are 200
    with pytest.raises(InputError, match="10401 weeks given"):
        length_of_stay(own(10_401, "weeks"), Inputs([own(10_401, "weeks")]))
    assert length_of_stay(own(10_400, "weeks"), Inputs([own(10_400, "weeks")])).tolist() == [200]


def test_draws_outside_are_the_nearest_that_can_be() -> None:
    estimate = own(3, "years")
    drawn = Inputs([estimate]).drawn({"own.stay": np.array([0.0, 1e-5, 2.0, 199.0, 300.0])})
    assert length_of_stay(estimate, drawn).tolist() == [1e-4, 1e-4, 2, 199, 200]


def test_the_share_still_there() -> None:
    at = np.array([[0.5], [1.0], [1.5], [2.5], [9.0]])
    fixed = FixedStay(length=own(18, "months"))
    # just before 1.5 years they are there
    assert fixed.curve(Inputs(fixed.estimates)).s(at)[:, 0].tolist() == [1, 1, 1, 0, 0]
    chance = ExponentialStay(mean=own(18, "months"))
    left = chance.curve(Inputs(chance.estimates)).s(at)[:, 0]
    np.testing.assert_allclose(left, np.exp(-at[:, 0] / 1.5), rtol=1e-12)


def table(**more: Any) -> StepStay:
    return StepStay(**{"times": (12, 24, 30), "shares": (0.7, 0.4, 0.1), "tail": "stays", **more})


def test_a_table_of_shares() -> None:
    """0.7 after a year, 0.4 after two, 0.1 after two and a half: for good, or gone then."""
    at = np.array([[0.5], [1.0], [1.5], [2.4], [2.6], [50.0]])
    assert table().curve(NONE).s(at)[:, 0] == pytest.approx([1, 1, 0.7, 0.4, 0.1, 0.1])
    leaves = table(tail="leaves")
    assert leaves.curve(NONE).s(at)[:, 0] == pytest.approx([1, 1, 0.7, 0.4, 0, 0])
    assert leaves.curve(NONE).h(np.array([[9.0]]))[0, 0] == pytest.approx(1 + 0.7 + 0.5 * 0.4)
    in_weeks = table(times=(52, 104, 130), unit="weeks")
    assert in_weeks.curve(NONE).s(at)[:, 0] == pytest.approx([1, 1, 0.7, 0.4, 0.1, 0.1])


@pytest.mark.parametrize(
    ("given", "remains"),
    [
        ({}, True),
        ({"tail": "leaves"}, False),
        ({"shares": (0.7, 0.4, 0.0)}, False),
        ({"times": (12,), "shares": (0.5,)}, True),
    ],
)
def test_whether_some_remain(given: dict[str, Any], remains: bool) -> None:
    assert table(**given).remains is remains
    assert table(**given).estimates == ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"unit": "share"}, "'share' given. Known: days, months, weeks, years"),
        ({"times": (12, 24)}, "2 times and 3 shares given"),
        ({"times": (), "shares": ()}, "0 times and 0 shares given"),
        ({"shares": (0.7, 0.8, 0.1)}, "fall"),
        ({"times": (12, 10, 30)}, "rise"),
        ({"times": (-1, 10, 30)}, "rise"),
    ],
)
def test_tables_that_cannot_be(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        table(**given)


def test_a_length_is_in_a_unit_of_time() -> None:
    for stay, name in ((FixedStay, "length"), (ExponentialStay, "mean")):
        with pytest.raises(InputError, match=r"own\.stay given in 'share'"):
            stay(**{name: own(0.5, "share")})
