"""How numbers are said: one is one, a difference is not lost, and what is whole has no tenths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costavoid.base.vocabulary import Unit
from costavoid.evidence.figures import amount, many, rounded, tenths, together

POUNDS = st.floats(1, 1e9)


@given(POUNDS, POUNDS)
def test_a_difference_said_is_near_the_difference(released: float, spent: float) -> None:
    """Within a tenth of it, or a thousandth of a hundredth of the larger, and as the parts say."""
    net = released - spent
    said = together(released, spent, difference=net)
    printed = said[0] - said[1]
    assert abs(printed - net) <= max(0.1 * abs(net), 1e-4 * max(released, spent), 1.0) + 1e-6


@pytest.mark.parametrize(
    ("released", "spent", "said"),
    [
        (246_057, 201_942, ["£246,000", "£202,000", "£44,000"]),
        (1_460_000, 1_540_000, ["£1.46 million", "£1.54 million", "-£80,000"]),
        (220_000, 780_000, ["£220,000", "£780,000", "-£560,000"]),
    ],
)
def test_parts_and_their_difference_by_hand(released: float, spent: float, said: list[str]) -> None:
    one, other = together(released, spent, difference=released - spent)
    assert [rounded(one), rounded(other), rounded(one - other)] == said


def test_words_of_number() -> None:
    assert [many(1, "woman", "women"), many(20, "woman", "women")] == ["1 woman", "20 women"]
    assert [many(8.5, "month"), many(0, "point")] == ["8.5 months", "0 points"]
    assert [tenths(600.0), tenths(105_671), tenths(4.25), tenths(0.03)] == [
        "600", "105,671", "4.2", "0.03",
    ]  # fmt: skip
    assert amount(1, Unit.SHARE) == "100%" and amount(0.379, Unit.SHARE) == "37.9%"
    assert amount(2_000, Unit.GBP_PER_EVENT) == "£2,000 per event"
