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


OURS = ca.Source(id="user.ssda903", title="Our return", publisher="Us")
COUNTED: dict[str, Any] = {
    "times": (3, 12, 24),
    "shares": (0.8, 0.4, 0.0),
    "tail": "leaves",
    "at_risk": (100, 60, 30),
    "id": "stay.foster",
    "source": OURS,
}


def test_a_table_with_counts_varies_as_they_allow() -> None:
    """Of those there, 0.8 stay beyond 3 months, and 0.4 / 0.8 beyond 12: betas of 100 and 60."""
    stay = StepStay(**COUNTED)
    first, second = stay.estimates
    assert (first.value, second.value) == (0.8, 0.5)
    # 2.5% and 97.5% of a beta (80, 20), as scipy.stats.beta.ppf gives them, and of (30, 30)
    assert (first.low, first.high) == pytest.approx((0.716632, 0.872015), abs=1e-5)
    assert (second.low, second.high) == pytest.approx((0.374983, 0.625017), abs=1e-5)
    found = ca.appraise(
        ca.Pause(women=20, pathway=ca.Placement(stay=stay)),
        horizon=5,
        price_year="2025-26",
        draws=4_000,
    )
    assert found.uncertainty is not None
    assert {"stay.foster.step_1", "stay.foster.step_2"} <= set(found.uncertainty.varying)
    drawn = found.uncertainty.simulation.draws.chunks(0, 4_000)
    values = drawn["stay.foster.step_1"]
    assert values.mean() == pytest.approx(0.8, abs=0.003)
    assert values.std() == pytest.approx((0.8 * 0.2 / 101) ** 0.5, rel=0.05)
    together = np.corrcoef(values, drawn["stay.foster.step_2"])[0, 1]
    assert abs(together) < 4 / 4_000**0.5


def test_a_drawn_table_is_the_product_of_its_steps() -> None:
    stay = StepStay(**COUNTED)
    draws = {"stay.foster.step_1": np.array([0.9, 0.5]), "stay.foster.step_2": np.array([0.5, 1.0])}
    curve = stay.curve(Inputs(stay.estimates).drawn(draws))
    assert curve.s(np.array([6 / 12])).tolist() == [0.9, 0.5]
    assert curve.s(np.array([18 / 12])).tolist() == [0.45, 0.5]
    assert curve.s(np.array([2.5])).tolist() == [0.0, 0.0]
    # mean stay: 3 months, 9 at the first share, 12 at the second
    means = curve.h(np.array([10.0])) * 12
    assert means == pytest.approx([3 + 9 * 0.9 + 12 * 0.45, 3 + 9 * 0.5 + 12 * 0.5])


def test_point_answers_do_not_change_with_counts() -> None:
    bare = {name: COUNTED[name] for name in ("times", "shares", "tail")}
    one, other = (
        ca.appraise(
            ca.Pause(women=20, pathway=ca.Placement(stay=StepStay(**fields))),
            horizon=5,
            price_year="2025-26",
        )
        for fields in (bare, COUNTED)
    )
    assert one.npv == pytest.approx(other.npv, rel=1e-12)
    assert StepStay(**bare).estimates == ()


def test_counts_need_a_name_and_a_source() -> None:
    for missing in ("id", "source"):
        fields = {name: value for name, value in COUNTED.items() if name != missing}
        with pytest.raises(InputError, match="given without id and source"):
            StepStay(**fields)
    with pytest.raises(InputError, match="2 numbers given for 3 times"):
        StepStay(**{**COUNTED, "at_risk": (10, 5)})
    with pytest.raises(InputError, match="rests on 1 case or more"):
        StepStay(**{**COUNTED, "at_risk": (10, 5, 0)})


def test_a_step_nobody_or_everybody_leaves_at_is_held_fixed() -> None:
    stay = StepStay(**{**COUNTED, "shares": (0.8, 0.8, 0.0)})
    assert stay.estimates[1].value == 1.0 and stay.estimates[1].low is None
