"""Financial years and the clock."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    "wrong", ["2025", "2025-27", "2025/26", "25-26", "", None, 2025, "2025-2026"]
)
def test_wrong_years_are_refused_with_the_cure(wrong: object) -> None:
    with pytest.raises(InputError, match=r"given; .*'20\d\d-\d\d'"):
        start_year(wrong)


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
