"""A pooled programme by council: shares worked on paper, laws, and refusals."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from strategies import appraisals

COLUMNS = ["pays_share", "gets_share", "delivery", "cash", "avoided", "net_cash", "net"]


def money(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=id, price_year="2024-25", source="By hand", **more)


def pooled(delivery: ca.Estimate | None = None) -> ca.Appraisal:
    """Over two years: £12,000 of cash, £8,000 avoided and £14,000 of delivery of the councils.

    10 cases a year of £1,000, 60% cash, and £7,000 a year. The NHS saves £500 a year besides,
    which no council gets.
    """
    place = money(1000, "GBP per event", "hand.place", payer="council", cash_releasing=0.6)
    health = money(50, "GBP per event", "hand.health", payer="nhs", cash_releasing=0)
    rate = ca.local(10, "count per year", id="hand.rate", source="By hand")
    changes = [
        ca.Outcome(
            id=id,
            label=id,
            counterfactual=ca.RateAvoided(rate=rate),
            pathway=ca.PublishedCost(cost=cost, covers=(covers,)),
            children="children",
        )
        for id, cost, covers in (("care", place, "placement"), ("illness", health, "health"))
    ]
    cost = delivery or money(7000, "GBP per year", "hand.runs", payer="council")
    programme = ca.Custom(name="Pool", changes=tuple(changes), costs=(ca.Delivery(cost=cost),))
    return ca.appraise(programme, horizon=2, price_year="2024-25")


def test_shares_by_hand() -> None:
    frame = ca.share_between(pooled(), {"Anytown": 300_000, "Otherham": 100_000})
    assert list(frame.columns) == COLUMNS
    assert (list(frame.index), frame.index.name) == (
        ["Anytown", "Otherham", "all councils"],
        "council",
    )
    # three quarters and one quarter of 14,000, 12,000 and 8,000; 12,000 - 14,000; 20,000 - 14,000
    expected = [
        [0.75, 0.75, 10_500, 9_000, 6_000, -1_500, 4_500],
        [0.25, 0.25, 3_500, 3_000, 2_000, -500, 1_500],
        [1, 1, 14_000, 12_000, 8_000, -2_000, 6_000],
    ]
    np.testing.assert_allclose(frame.to_numpy(), expected, rtol=1e-12)


def test_who_pays_and_who_gets_may_differ() -> None:
    frame = ca.share_between(pooled(), {"A": 1, "B": 1}, gets={"B": Decimal(1), "A": np.int64(4)})
    # each pays 7,000; A gets four fifths of 12,000 and 8,000, B one fifth
    expected = [
        [0.5, 0.8, 7_000, 9_600, 6_400, 2_600, 9_000],
        [0.5, 0.2, 7_000, 2_400, 1_600, -4_600, -3_000],
        [1, 1, 14_000, 12_000, 8_000, -2_000, 6_000],
    ]
    np.testing.assert_allclose(frame.to_numpy(), expected, rtol=1e-12)


def test_a_council_may_pay_without_getting_and_get_without_paying() -> None:
    frame = ca.share_between(pooled(), {"Payer": 1, "Rider": 0}, gets={"Payer": 0, "Rider": 9})
    assert frame.loc["Payer"].tolist() == pytest.approx([1, 0, 14_000, 0, 0, -14_000, -14_000])
    assert frame.loc["Rider"].tolist() == pytest.approx([0, 1, 0, 12_000, 8_000, 12_000, 20_000])


def test_delivery_somebody_else_pays_is_not_shared() -> None:
    grant = money(7000, "GBP per year", "hand.grant", payer="dfe")
    frame = ca.share_between(pooled(grant), {"A": 1, "B": 1})
    assert (frame["delivery"] == 0).all()
    assert not np.signbit(frame["delivery"]).any()
    assert frame["net_cash"].tolist() == pytest.approx([6_000, 6_000, 12_000])


def test_one_council_alone_has_all_of_it() -> None:
    frame = ca.share_between(pooled(), {"Anytown": 5})
    assert frame.loc["Anytown"].tolist() == frame.loc["all councils"].tolist()


weights = st.lists(st.floats(0, 1e9), min_size=1, max_size=6).filter(any)


def named(values: list[float]) -> dict[str, float]:
    return {f"Council {i}": value for i, value in enumerate(values)}


@given(appraisals(), weights, st.data())
def test_the_parts_add_to_the_whole(
    appraisal: ca.Appraisal, pays: list[float], data: st.DataObject
) -> None:
    size = len(pays)
    gets = data.draw(st.lists(st.floats(0, 1e9), min_size=size, max_size=size).filter(any))
    frame = ca.share_between(appraisal, named(pays), gets=named(gets))
    parts, whole = frame.drop("all councils"), frame.loc["all councils"]
    for column in COLUMNS[:5]:
        assert math.fsum(parts[column]) == pytest.approx(whole[column], rel=1e-9, abs=0)
    # a net is a difference, so it is as exact as the larger of what it is the difference of
    scale = abs(whole[["delivery", "cash", "avoided"]]).sum()
    for column in COLUMNS[5:]:
        assert math.fsum(parts[column]) == pytest.approx(whole[column], rel=1e-9, abs=1e-9 * scale)
    council = appraisal.by_payer().loc["council"]
    assert whole["delivery"] == -council["delivery"]
    for column in ("cash", "avoided"):
        assert whole[column] == council[column]
    for column in ("net_cash", "net"):
        assert whole[column] == pytest.approx(council[column], rel=1e-9, abs=1e-9 * scale)


@given(weights, st.sampled_from([2.0, 1024.0, 0.5]))
def test_doubling_every_weight_changes_nothing(values: list[float], times: float) -> None:
    values = [v if v > 1e-9 else 0.0 for v in values]
    if not any(values):
        return
    plain = ca.share_between(POOL, named(values))
    more = ca.share_between(POOL, named([times * v for v in values]))
    pd.testing.assert_frame_equal(more, plain, check_exact=True)


@given(weights, st.randoms())
def test_the_order_of_councils_changes_no_row(values: list[float], shuffle: Any) -> None:
    councils = named(values)
    names = list(councils)
    shuffle.shuffle(names)
    plain = ca.share_between(POOL, councils)
    again = ca.share_between(POOL, {name: councils[name] for name in names})
    assert list(again.index) == [*names, "all councils"]
    pd.testing.assert_frame_equal(again.loc[plain.index], plain, rtol=1e-12)


POOL = pooled()
TWO = {"A": 1, "B": 1}


@pytest.mark.parametrize(
    ("councils", "gets", "said"),
    [
        ({}, None, "councils: no council given; give one or more, each with its weight."),
        (TWO, {}, "gets: no council given; give one or more, each with its weight."),
        (["A", "B"], None, "councils: list given; give a mapping from each council's name to its"),
        (pd.Series(TWO), None, "councils: Series given; give a mapping from each council's name"),
        ({"A": -1, "B": 2}, None, "councils, A: -1 given; a weight must be a number of 0 or more"),
        ({"A": 1, "B": math.nan}, None, "councils, B: nan given; a weight must be a number"),
        ({"A": math.inf}, None, "councils, A: inf given; a weight must be a number"),
        ({"A": "12"}, None, "councils, A: '12' given; a weight must be a number"),
        ({"A": True}, None, "councils, A: True given; a weight must be a number"),
        (TWO, {"A": 1, "B": -2}, "gets, B: -2 given; a weight must be a number"),
        ({"A": 0, "B": 0}, None, "councils: every weight given is 0; give at least one above 0."),
        (TWO, {"A": 0, "B": 0.0}, "gets: every weight given is 0; give at least one above 0."),
        (
            TWO,
            {"A": 1, "C": 1},
            "gets: 'B', 'C' given in only one of councils and gets; give the same names in both",
        ),
        (TWO, {"A": 1}, "gets: 'B' given in only one of councils and gets; give the same names"),
        ({1: 1}, None, "councils: 1 given as a name; name each council in words."),
        ({"": 1}, None, "councils: '' given as a name; name each council in words."),
        ({"all councils": 1}, None, "councils: 'all councils' given as a name; that is the last"),
    ],
)
def test_what_cannot_be_shared_by_is_refused(councils: Any, gets: Any, said: str) -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.share_between(POOL, councils, gets=gets)
    assert str(raised.value).startswith(said)


def test_only_an_appraisal_is_shared() -> None:
    programme: Any = ca.Pause(women=20)
    with pytest.raises(ca.InputError) as raised:
        ca.share_between(programme, TWO)
    assert str(raised.value) == "appraisal: Pause given; give what costavoid.appraise returns."
