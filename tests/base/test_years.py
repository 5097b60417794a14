"""Financial years and the clock."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.base.years import (
    clock,
    financial_years,
    index_of,
    month_edges,
    start_year,
    year_label,
    year_of,
)


def test_labels() -> None:
    assert start_year("2025-26") == 2025
    assert year_label(1999) == "1999-00"
    assert start_year("1999-00") == 1999
    assert financial_years("2029-30", 3) == ("2029-30", "2030-31", "2031-32")


@pytest.mark.parametrize(
    "wrong", ["2025", "2025-27", "2025/27", "25-26", "", None, 2025, "2025-2027", "9999-00", "FY26"]
)
def test_wrong_years_are_refused_with_the_cure(wrong: object) -> None:
    with pytest.raises(InputError, match=r"given; .*'2\d\d\d-\d\d'"):
        start_year(wrong)


@pytest.mark.parametrize(
    "written",
    [
        "2025-26",
        "2025/26",
        "FY2025-26",
        "fy 2025/26",
        "2025–26",
        "2025—26",
        "2025-2026",
        " 2025 - 26 ",
        "2025/2026",
        "2025 to 2026",
    ],
)
def test_a_financial_year_as_people_write_it(written: str) -> None:
    assert start_year(written) == 2025
    assert ca.Settings(horizon=5, price_year=written, first_year=written).first_year == "2025-26"
    answer = ca.appraise(ca.Pause(women=1), horizon=2, price_year=written)
    assert answer.settings.price_year == answer.years[0] == "2025-26"
    assert answer.in_year(written).equals(answer.in_year("2025-26"))
    assert ca.price_index().level(written) == ca.price_index().level("2025-26")
    assert ca.local(9, "GBP", price_year=written, source="Us").price_year == "2025-26"


def test_one_year_alone_could_be_either_of_two() -> None:
    alone: Any
    for alone in ("2025", "FY2025", 2025):
        with pytest.raises(InputError, match="either of two: write '2025-26'.*or '2024-25'"):
            start_year(alone)


@pytest.mark.parametrize("far", ["1066-67", "9998-99", "2201-02"])
def test_a_year_that_nobody_can_mean(far: str) -> None:
    with pytest.raises(InputError, match="given; give a financial year from"):
        ca.Settings(horizon=1, price_year=far, first_year="2025-26")


@pytest.mark.parametrize(
    "written",
    [
        "2026-10-01",
        "1 October 2026",
        "1st of October, 2026",
        "01/10/2026",
        "1/10/2026",
        "01.10.2026",
        "1 Oct 2026",
        "1-OCT-2026",
        "October 1, 2026",
        "2026/10/01",
        "01-10-2026",
    ],
)
def test_a_day_as_people_write_it(written: str) -> None:
    assert ca.Pause(women=1, start=written).start == date(2026, 10, 1)


@pytest.mark.parametrize(
    "written", ["10/13/2026", "31/02/2026", "01/10/26", "October 2026", "1 Octob 2026", "", "20261"]
)
def test_what_is_no_day_or_could_be_two(written: str) -> None:
    with pytest.raises(InputError, match="it takes a day, written like '2026-10-01'"):
        ca.Pause(women=1, start=written)


def test_only_what_was_given_is_blamed() -> None:
    wrong: Any
    for wrong in ("2025", "9999-00", None):
        with pytest.raises(InputError) as raised:
            ca.appraise(ca.Pause(women=1), horizon=5, price_year=wrong)
        assert "price_year" in str(raised.value) and "first_year" not in str(raised.value)
    with pytest.raises(InputError, match="^start: 1901-01-01 given; the price index starts in"):
        ca.appraise(ca.Pause(women=1, start="1901-01-01"), horizon=5, price_year="2025-26")
    with pytest.raises(InputError, match="^first_year: 1901-02 given; the price index starts in"):
        ca.appraise(ca.Pause(women=1), horizon=5, price_year="2025-26", first_year="1901-02")
    with pytest.raises(InputError, match="first_year: '' given"):
        ca.appraise(ca.Pause(women=1), horizon=5, price_year="2025-26", first_year="")


def test_the_clock_of_the_design() -> None:
    # 1 October is half a year after 1 April, and 18 months later exactly two years.
    assert clock(date(2026, 10, 1), "2026-27") == 0.5
    assert clock(date(2026, 10, 1), "2026-27") + 18 / 12 == 2.0
    assert clock(date(2026, 4, 1), "2026-27") == 0.0
    assert clock(date(2026, 3, 1), "2026-27") == pytest.approx(-1 / 12)
    # 16 April is half of a 30-day month.
    assert clock(date(2026, 4, 16), "2026-27") == pytest.approx(0.5 / 12)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_the_clock_keeps_the_order_of_days(one: date, other: date) -> None:
    if one < other:
        assert clock(one, "2000-01") < clock(other, "2000-01")


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_day_lies_in_its_financial_year(day: date) -> None:
    assert 0 <= clock(day, year_of(day)) < 1


def test_index_of_a_year_outside_the_horizon() -> None:
    assert index_of("2026-27", ("2025-26", "2026-27")) == 1
    with pytest.raises(InputError, match="runs from 2025-26 to 2026-27"):
        index_of("2030-31", ("2025-26", "2026-27"))


def test_month_edges_end_on_the_year() -> None:
    edges = month_edges(3)
    assert len(edges) == 37
    assert edges[-1] == 3.0
