"""Numbers as people write them, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.base.vocabulary import Unit
from costavoid.page.plain_numbers import number_in, understood
from costavoid.page.writing_back import plain

MEANT = {
    "310000": 310_000.0,
    "£310,000": 310_000.0,
    "£ 310,000.50": 310_000.5,
    "310 000": 310_000.0,
    "£1.2m": 1_200_000.0,
    "£1.2 million": 1_200_000.0,
    "45k": 45_000.0,
    "2bn": 2_000_000_000.0,
    "40%": 0.4,
    "37.9 per cent": 0.379,
    "0.1%": 0.001,
    ".5": 0.5,
    "1,234,567": 1_234_567.0,
    "-5": -5.0,
    "−5": -5.0,
    "minus 5": -5.0,
    "-£40": -40.0,
    "£-40": -40.0,
    "12.": 12.0,
    "GBP 12": 12.0,
}
NONE = [
    "",
    "about forty",
    "1,5",
    "1,00,000",
    "12,34",
    "1.2.3",
    "40%%",
    "1e6",
    "0x10",
    "nan",
    "inf",
    "£",
    "%",
    "--5",
    "-£-5",
    "1,200 to 1,300",
    "=1+1",
    "9" * 60,
    "½",
    "٣٤",
]


@pytest.mark.parametrize("text", MEANT)
def test_what_people_write_is_understood(text: str) -> None:
    assert number_in(text) == MEANT[text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_is_refused_with_a_cure(text: str) -> None:
    with pytest.raises(ca.InputError, match="write a number"):
        number_in(text)


def test_pounds_and_percentages_only_where_they_are_meant() -> None:
    with pytest.raises(ca.InputError, match="not pounds"):
        number_in("£40", (Unit.WEEKS,))
    with pytest.raises(ca.InputError, match="not a percentage"):
        number_in("40%", (Unit.GBP_PER_WEEK,))
    assert number_in("40%", (Unit.SHARE,)) == 0.4
    assert number_in("40%", (Unit.RATIO,)) == 0.4
    assert number_in("40%", (), share=True) == 0.4


@given(st.integers(0, 10**12))
def test_a_whole_number_with_its_commas_is_itself(number: int) -> None:
    assert number_in(f"£{number:,}") == number


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=1e-9, max_value=1e12))
def test_a_number_written_back_is_read_as_the_same_bits(number: float) -> None:
    assert number_in(plain(number)) == number


def test_what_was_understood_is_said_as_people_say_it() -> None:
    assert understood(310_000, Unit.GBP_PER_YEAR) == "£310,000 per year"
    assert understood(912.5, Unit.GBP_PER_WEEK) == "£912.50 per week"
    assert understood(0.379, Unit.SHARE) == "37.9%"
    assert understood(26, Unit.WEEKS) == "26 weeks"
    assert understood(1_234) == "1,234"
