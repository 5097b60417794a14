"""Workers in post and the agency premium: worked on paper, laws, and refusals."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca


def money(value: float, unit: str, price_year: str = "2025-26", **more: Any) -> ca.Estimate:
    return ca.local(value, unit, price_year=price_year, source="By hand", **more)


def a_week(value: float, price_year: str = "2025-26") -> ca.Estimate:
    return money(value, "GBP per week", price_year)


TRAINING = money(30_000, "GBP per person")
CURVE = ca.Retention(shares=(0.75, 0.6, 0.6))


def test_everybody_is_in_post_at_the_start() -> None:
    assert [CURVE.in_post(year) for year in range(4)] == [1.0, 0.75, 0.6, 0.6]
    assert CURVE.in_post(np.int64(2)) == CURVE.in_post(2.0) == 0.6


def test_cost_per_worker_by_hand() -> None:
    frame = ca.cost_per_worker_in_post(TRAINING, CURVE)
    assert list(frame.columns) == ["share_in_post", "cost_per_worker"]
    assert (list(frame.index), frame.index.name) == ([0, 1, 2, 3], "year")
    assert frame["share_in_post"].tolist() == [1.0, 0.75, 0.6, 0.6]
    # 30,000 over three quarters is 40,000; over three fifths 50,000
    assert frame["cost_per_worker"].tolist() == pytest.approx([30_000, 40_000, 50_000, 50_000])


def test_a_cost_per_event_will_do() -> None:
    place = money(9_000, "GBP per event")
    assert ca.cost_per_worker_in_post(place, CURVE).loc[2, "cost_per_worker"] == 15_000


def test_nobody_left_has_no_cost_each() -> None:
    frame = ca.cost_per_worker_in_post(TRAINING, ca.Retention(shares=(0.5, 0)))
    assert frame["cost_per_worker"].tolist()[:2] == [30_000, 60_000]
    assert math.isnan(frame.loc[2, "cost_per_worker"])


share = st.just(0.0) | st.floats(1e-6, 1)
curves = st.lists(share, min_size=1, max_size=10).map(
    lambda shares: ca.Retention(shares=tuple(sorted(shares, reverse=True)))
)


@given(curves, st.floats(0.01, 1e6))
def test_cost_per_worker_never_falls(curve: ca.Retention, value: float) -> None:
    frame = ca.cost_per_worker_in_post(money(value, "GBP per person"), curve)
    staffed = frame[frame["share_in_post"] > 0]
    assert staffed.loc[0, "cost_per_worker"] == value
    assert staffed["cost_per_worker"].is_monotonic_increasing
    assert frame["cost_per_worker"].isna().tolist() == (frame["share_in_post"] == 0).tolist()
    # cohort x share x cost each is what the cohort cost
    spent = staffed["share_in_post"] * staffed["cost_per_worker"]
    np.testing.assert_allclose(spent, value, rtol=1e-9)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (
            (0.8, 0.7, 0.75),
            "Retention.shares: a retention curve cannot rise: 0.7 at the end of year 2 and 0.75 at "
            "the end of year 3 given; give each year's share of all who started, not of those "
            "left the year before.",
        ),
        (
            (),
            "Retention.shares: none given; give the share still in post at the end of each year, "
            "such as (0.9, 0.8).",
        ),
        (0.8, "Retention.shares: 0.8 given; it takes several values: write (0.8,) for one."),
        (
            (90, 80),
            "Retention.shares.0: 90 given; a share or probability must lie between 0 and 1 (write "
            "0.4 for 40%).",
        ),
        ((0.9, math.nan), "Retention.shares.1: nan given; must be a finite number, not NaN"),
    ],
)
def test_a_curve_that_cannot_be_is_refused(shares: Any, said: str) -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.Retention(shares=shares)
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize("years", [4, -1, 1.5, math.nan, True, "2", None])
def test_no_share_is_extrapolated(years: Any) -> None:
    with pytest.raises(ca.InputError) as raised:
        CURVE.in_post(years)
    assert str(raised.value) == (
        f"years: {years!r} given; shares are known for whole years from 0 to 3, and none is "
        "extrapolated. Ask for one of them, or give Retention a longer table."
    )


@pytest.mark.parametrize(
    ("cost", "curve", "said"),
    [
        (
            money(600, "GBP per week", id="hand.week"),
            CURVE,
            "cost: hand.week given in 'GBP per week'; this takes a number in 'GBP per person' or "
            "'GBP per event'.",
        ),
        (
            30_000,
            CURVE,
            "cost: 30000 given; money needs a unit, a price year and a source: "
            "costavoid.local(30000, 'GBP per person', price_year='2025-26', source='...').",
        ),
        (
            TRAINING,
            (0.9, 0.8),
            "retention: (0.9, 0.8) given; give costavoid.Retention(shares=(0.9, 0.8)).",
        ),
    ],
)
def test_a_cost_per_worker_needs_a_cost_and_a_curve(cost: Any, curve: Any, said: str) -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.cost_per_worker_in_post(cost, curve)
    assert str(raised.value) == said


def test_st_helens_by_hand() -> None:
    # St Helens 2025-26: 1,800 a week against 1,280. A year of 52 weeks: 93,600 against 66,560.
    frame = ca.agency_premium(a_week(1800), a_week(1280))
    assert list(frame.columns) == ["agency", "permanent", "premium", "premium_share"]
    assert (list(frame.index), frame.index.name) == (
        ["one week", "one year, 52 weeks paid"],
        "period",
    )
    assert frame.loc["one week"].tolist() == [1800, 1280, 520, 0.40625]
    assert frame.iloc[1].tolist() == [93_600, 66_560, 27_040, 0.40625]


def test_permanent_staff_are_paid_all_year() -> None:
    frame = ca.agency_premium(a_week(1800), a_week(1280), weeks_paid=46, posts=10)
    assert list(frame.index) == ["one week", "one year, 46 weeks paid", "10 posts, a year"]
    # 1,800 x 46 = 82,800 less 1,280 x 52 = 66,560: 16,240, a share of 0.24399 (16,240 / 66,560)
    assert frame.iloc[0].tolist() == [1800, 1280, 520, 0.40625]
    assert frame.iloc[1].tolist() == pytest.approx([82_800, 66_560, 16_240, 0.243990], abs=1e-6)
    assert frame.iloc[2].tolist() == pytest.approx([828_000, 665_600, 162_400, 0.24399], abs=1e-6)


def test_agency_staff_paid_for_few_weeks_can_cost_less() -> None:
    frame = ca.agency_premium(a_week(1800), a_week(1280), weeks_paid=1, posts=0.5)
    assert list(frame.index) == ["one week", "one year, 1 week paid", "0.5 posts, a year"]
    # 1,800 - 66,560 = -64,760, and half of it
    assert frame["premium"].tolist() == [520, -64_760, -32_380]


def test_a_permanent_post_that_costs_nothing_has_no_share() -> None:
    frame = ca.agency_premium(a_week(1800), a_week(0))
    assert frame["premium"].tolist() == [1800, 93_600]
    assert frame["premium_share"].isna().all()


@given(st.floats(0.01, 1e5), st.floats(0.01, 1e5), st.floats(0.5, 52), st.floats(0.1, 1e5))
def test_posts_scale_the_year(agency: float, permanent: float, weeks: float, posts: float) -> None:
    if posts == 1:
        return
    pay = a_week(agency), a_week(permanent)
    frame = ca.agency_premium(*pay, posts=posts, weeks_paid=weeks)
    _, year, all_posts = (frame.iloc[i] for i in range(3))
    close = {"rel": 1e-9, "abs": 1e-9 * posts * 52 * (agency + permanent)}
    assert all_posts["premium"] == pytest.approx(posts * year["premium"], **close)
    assert year["premium"] == pytest.approx(agency * weeks - permanent * 52, **close)
    # fewer weeks paid never make agency staff dearer
    full = ca.agency_premium(*pay, posts=posts).iloc[1]
    assert year["premium"] <= full["premium"] + 1e-6


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"weeks_paid": 0}, "weeks_paid: 0 given; give weeks of a year: above 0, up to 52."),
        ({"weeks_paid": 52.1}, "weeks_paid: 52.1 given; give weeks of a year: above 0, up to 52."),
        ({"weeks_paid": -4}, "weeks_paid: -4 given; give weeks of a year: above 0, up to 52."),
        ({"weeks_paid": "46"}, "weeks_paid: '46' given; give weeks of a year: above 0, up to 52."),
        ({"posts": 0}, "posts: 0 given; give a number above 0."),
        ({"posts": -2}, "posts: -2 given; give a number above 0."),
        ({"posts": math.nan}, "posts: nan given; give a number above 0."),
        ({"posts": math.inf}, "posts: inf given; give a number above 0."),
        ({"posts": True}, "posts: True given; give a number above 0."),
        (
            {"permanent": a_week(1280, "2024-25")},
            "price_year: agency in 2025-26 and permanent in 2024-25 prices given; give both in "
            "one price year.",
        ),
        (
            {"agency": money(93_600, "GBP per year", id="hand.year")},
            "agency: hand.year given in 'GBP per year'; this takes a number in 'GBP per week'.",
        ),
        (
            {"permanent": 1280},
            "permanent: 1280 given; money needs a unit, a price year and a source: "
            "costavoid.local(1280, 'GBP per week', price_year='2025-26', source='...').",
        ),
    ],
)
def test_a_premium_that_cannot_be_worked_out_is_refused(options: Any, said: str) -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.agency_premium(**{"agency": a_week(1800), "permanent": a_week(1280), **options})
    assert str(raised.value) == said
