"""A count of each year and one in all over the run give one answer; a bare one is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca

SAVED = ca.local(
    12_000, "GBP per person", id="hand.saved", payer="council", price_year="2025-26", source="Hand"
)
SPENT = ca.local(5_493, "GBP per person", id="hand.spent", price_year="2025-26", source="By hand")


def families(cases: ca.Estimate, paid: dict[str, Any], months: int = 36) -> ca.Appraisal:
    """So much saved and so much spent on each family, over some months."""
    saved = ca.Outcome(
        id="families",
        label="Families helped",
        counterfactual=ca.Volume(cases=cases, effect=SAVED),
        pathway=ca.PublishedCost(cost=SAVED),
        children="children of those families",
        months=months,
    )
    cost = ca.Delivery(cost=SPENT, months=months, **paid)
    programme = ca.Custom(name="Families", changes=(saved,), costs=(cost,), start="2025-04-01")
    return ca.appraise(programme, horizon=5, price_year="2025-26")


def count(value: float, unit: str) -> ca.Estimate:
    return ca.local(value, unit, id="hand.families", source="By hand")


def test_in_all_and_a_year_give_the_same_ratio() -> None:
    in_all = families(count(105_671, "count"), {"cohort": 105_671})
    both = families(count(105_671, "count"), {"volume": count(105_671, "count")})
    a_year = families(
        count(105_671 / 3, "count per year"), {"volume": count(105_671 / 3, "count per year")}
    )
    for answer in (in_all, both, a_year):
        worth = answer.to_frame().groupby("kind")["pounds"].sum()
        assert worth["benefit"] == pytest.approx(105_671 * 12_000)
        assert worth["delivery"] == pytest.approx(-105_671 * 5_493)
        assert answer.bcr == pytest.approx(12_000 / 5_493)  # 2.18, not 6.55
        assert "differ_in_number" not in {f.id for f in answer.review()}


def test_paying_for_fewer_people_than_gain_is_found() -> None:
    mixed = families(count(105_671, "count per year"), {"cohort": 105_671})
    assert mixed.bcr == pytest.approx(3 * 12_000 / 5_493)
    (found,) = [f for f in mixed.review() if f.id == "differ_in_number"]
    assert found.severity == "serious"
    assert "105,671 are paid for" in found.sentence and "317,013" in found.sentence


@given(number=st.integers(1, 10_000), months=st.integers(1, 60))
def test_a_count_in_all_is_that_many_however_long_the_run(number: int, months: int) -> None:
    answer = families(count(number, "count"), {"cohort": number}, months)
    worth = answer.to_frame().groupby("kind")["pounds"].sum()
    assert worth["benefit"] == pytest.approx(number * 12_000)
    assert answer.delivery_parts()["number"].iloc[0] == pytest.approx(number)


@pytest.mark.parametrize("field", ["cases", "cohort", "baseline"])
def test_a_bare_number_is_refused_with_both_spellings(field: str) -> None:
    make = {
        "cases": lambda: ca.Volume(cases=20, effect=SAVED),
        "cohort": lambda: ca.SharesCompared(without=0.4, with_programme=0.3, cohort=20),
        "baseline": lambda: ca.RatioOnBaseline(baseline=20, ratio=0.8),
    }[field]
    with pytest.raises(ca.InputError) as raised:
        make()
    assert f"{field}: 20 given" in str(raised.value)
    assert "costavoid.local(20, 'count per year'" in str(raised.value)
    assert "costavoid.local(20, 'count', source='...'), in all" in str(raised.value)


def test_shares_ratios_and_rates_take_a_count_in_all() -> None:
    cost = ca.PublishedCost(cost=SAVED)
    number = count(600, "count")
    for counterfactual, avoided in (
        (ca.SharesCompared(without=0.4, with_programme=0.3, cohort=number), 60),
        (ca.RatioOnBaseline(baseline=number, ratio=0.9), 60),
        (ca.RateAvoided(rate=number), 600),
    ):
        part = ca.Outcome(
            id="x",
            label="Cases",
            counterfactual=counterfactual,
            pathway=cost,
            children="c",
            months=24,
        )
        case = ca.Custom(name="Case", changes=(part,), start="2025-04-01")
        answer = ca.appraise(case, horizon=3, price_year="2025-26")
        assert answer.annual() == pytest.approx([avoided / 2 * 12_000] * 2 + [0])
        assert f"{avoided:g} cases in all" in answer.in_full()


def test_a_programmes_own_count_may_be_in_all() -> None:
    a_year = ca.HouseProject(young_people=10, weeks_replaced=20, months=24, start="2025-04-01")
    in_all = a_year.model_copy(update={"young_people": count(20, "count")})
    one, other = (
        ca.appraise(case, horizon=4, price_year="2025-26").annual() for case in (a_year, in_all)
    )
    assert one == pytest.approx(other)
