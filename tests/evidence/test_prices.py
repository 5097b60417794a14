"""Re-basing, inflation, discounting, rounding."""

import math

import numpy as np
import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costavoid.base.errors import InputError
from costavoid.evidence.catalogue import discount_schedule, discount_schedules, price_index
from costavoid.evidence.figures import about, pounds
from costavoid.evidence.prices import (
    Band,
    DiscountSchedule,
    discount_factors,
    inflation_factors,
    rebase,
)

YEARS = sorted(price_index().index)


def closed_form(bands: list[tuple[int, float]], year: int) -> float:
    """Independent of the library: whole powers of each band's rate, multiplied out."""
    factor, done = 1.0, 0
    for to_year, rate in bands:
        steps = min(year, to_year) - done
        if steps > 0:
            factor /= (1 + rate) ** steps
            done += steps
    return factor


# The published table, typed out here again: years, standard, health, lower-rate test.
TABLE = [
    (30, 3.50, 1.50, 3.00),
    (75, 3.00, 1.29, 2.57),
    (125, 2.50, 1.07, 2.14),
]


@pytest.mark.parametrize(("name", "column"), [("standard", 1), ("health", 2), ("lower", 3)])
def test_factors_to_six_places_for_years_0_to_125(name: str, column: int) -> None:
    bands = [(int(row[0]), row[column] / 100) for row in TABLE]
    expected = [closed_form(bands, year) for year in range(126)]
    got = discount_factors(126, discount_schedule(name))
    np.testing.assert_allclose(got, expected, atol=5e-7, rtol=0)
    assert got[0] == 1.0


def test_published_factors() -> None:
    # From the rules: standard and health factors to four places.
    standard = discount_factors(36, discount_schedule("standard"))
    health = discount_factors(36, discount_schedule("health"))
    for year, factor in {
        1: 0.9662,
        5: 0.8420,
        10: 0.7089,
        30: 0.3563,
        31: 0.3459,
        35: 0.3073,
    }.items():
        assert round(float(standard[year]), 4) == factor
    for year, factor in {1: 0.9852, 5: 0.9283, 30: 0.6398, 31: 0.6316, 35: 0.6000}.items():
        assert round(float(health[year]), 4) == factor


def flat(rate: float) -> DiscountSchedule:
    return DiscountSchedule(
        edition="x", name="flat", title="flat", source="x", bands=(Band(to_year=1000, rate=rate),)
    )


@given(
    st.floats(0, 0.2),
    st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=40),
)
def test_npv_on_a_flat_rate_is_numpy_financials(rate: float, flows: list[float]) -> None:
    worth = float(np.array(flows) @ discount_factors(len(flows), flat(rate)))
    assert worth == pytest.approx(float(numpy_financial.npv(rate, flows)), rel=1e-9, abs=1e-3)


def test_mid_year_takes_half_a_step_more() -> None:
    start = discount_factors(3, flat(0.035))
    middle = discount_factors(3, flat(0.035), "mid-year")
    np.testing.assert_allclose(middle, start / math.sqrt(1.035))


def test_unknown_timing_edition_and_schedule() -> None:
    with pytest.raises(InputError, match="mid-year"):
        discount_factors(3, flat(0.035), "midyear")
    with pytest.raises(InputError, match="edition: '2022' given"):
        discount_schedule("standard", "2022")
    with pytest.raises(InputError, match="'standard'"):
        discount_schedule("standrad")


@given(st.floats(0.01, 1e9), st.sampled_from(YEARS), st.sampled_from(YEARS))
def test_rebasing_there_and_back_is_the_identity(amount: float, one: str, other: str) -> None:
    there = rebase(amount, one, other, price_index())
    assert rebase(there, other, one, price_index()) == pytest.approx(amount, rel=1e-12)


def test_rebasing_by_hand() -> None:
    # 74.0662 / 61.3576 = 1.2071234 (the two index values, divided by hand)
    assert rebase(1_250_000, "2005-06", "2014-15", price_index()) == pytest.approx(
        1_250_000 * 1.2071234, rel=1e-6
    )


def test_a_price_year_outside_the_index() -> None:
    for year in ("1989-90", "2031-32"):
        with pytest.raises(InputError, match="runs from 1990-91 to 2030-31"):
            rebase(1, year, "2020-21", price_index())


def test_nominal_years_after_the_forecast_keep_its_last_growth() -> None:
    factors = inflation_factors(
        ("2029-30", "2030-31", "2031-32", "2032-33"), "2024-25", price_index()
    )
    growth = 113.6416 / 111.3959
    np.testing.assert_allclose(
        factors, [1.113959, 1.136416, 1.136416 * growth, 1.136416 * growth**2], rtol=1e-9
    )


def test_there_are_three_schedules_of_2026() -> None:
    assert {("2026", n) for n in ("standard", "health", "lower")} == set(discount_schedules())


def test_pounds_as_written_and_as_said() -> None:
    assert pounds(1173310.6) == "£1,173,311"
    assert pounds(-40.2) == "-£40"
    assert pounds(-0.2) == "£0"
    assert about(1_173_310) == "£1.2 million"
    assert about(96_400_000) == "£96 million"
    assert about(774_321) == "£770,000"
    assert about(-23_456) == "-£23,000"
    assert about(995_000) == "£1 million"
    assert about(0.1) == "£0"
    assert about(math.nan) == "not defined"
