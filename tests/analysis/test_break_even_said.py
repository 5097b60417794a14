"""How far a break-even is from the value in use, and how it is said: by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

import costavoid as ca
from costavoid.analysis.break_even import BreakEven

OWN = {"price_year": "2025-26", "source": "Anytown (invented)"}


def found(present: float, value: float, **more: Any) -> BreakEven:
    said = {
        "id": "own.number",
        "label": "own.number",
        "unit": "ratio",
        "measured": "net present value",
    }
    return BreakEven(**{**said, **more}, present=present, value=value)


@pytest.mark.parametrize(
    ("present", "value", "away"),
    [
        (50, 60, 0.2),  # a fifth more, or less
        (50, 40, 0.2),
        (-1, -2, 1.0),
        (1, 3, 2.0),
        (50, 50, 0.0),
        (0, 0, 0.0),
        (0, 3, math.inf),  # no share of nothing
        (50, math.nan, math.inf),
        (0, math.nan, math.inf),
    ],
)
def test_how_far_away_it_is(present: float, value: float, away: float) -> None:
    assert found(present, value).away == pytest.approx(away)
    assert found(present, value).reached is math.isfinite(value)


def test_it_is_said_with_its_name_its_prices_and_what_it_means() -> None:
    assert str(found(0.8, 0.7)) == (
        "own.number breaks even (all payers, discounted) at 0.7, now 0.8."
    )
    full = found(
        900, 700, label="A week", unit="GBP per week", measured="council cash",
        price_year="2024-25", means="It means this",
    )  # fmt: skip
    assert str(full) == (
        "A week (own.number) breaks even (the council's own cash) at £700 per week, now £900, in "
        "2024-25 prices. It means this."
    )
    none = found(900, math.nan, reason="nothing would.")
    assert str(none) == "own.number (all payers, discounted): nothing would."


def even(other: float) -> BreakEven:
    """What 50 people at 0.3 a year would have to be beside `other` a year worth as much."""
    week = ca.local(900, "GBP per week", id="own.week", **OWN)
    rates = {"some": (0.3, 50), "others": (other, 1)}
    changes = tuple(
        ca.Outcome(
            id=id,
            label=f"Of {id}",
            children=f"{id} children",
            months=12,
            counterfactual=ca.RateAvoided(
                rate=ca.local(rate, "events per person-year", id=f"own.{id}", source="Anytown"),
                cohort=cohort,
            ),
            pathway=ca.Placement(cost=week, weeks=10),
        )
        for id, (rate, cohort) in rates.items()
    )
    case = ca.Custom(name="team", changes=changes)
    return ca.appraise(case, horizon=3, price_year="2025-26").break_even("own.some")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (0.6, "Of some: 0.6 a year more, not fewer; now 15.0"),  # 0.6 fewer elsewhere
        (-0.6, "Of some: 0.6 a year; now 15.0"),
        (20, "Of some: 20.0 a year more, not fewer; now 15.0"),
    ],
)
def test_it_is_said_in_cases(other: float, said: str) -> None:
    answer = even(other)
    assert answer.value == pytest.approx(-other / 50)
    assert answer.means == said


def test_a_break_even_of_money_or_time_means_no_cases() -> None:
    week = ca.local(900, "GBP per week", id="own.week", **OWN)
    entries = ca.local(2, "count per year", id="own.entries", source="Anytown")
    cost = ca.local(40_000, "GBP per year", id="own.cost", **OWN)
    case = ca.SystemicPractice(
        entries_avoided=entries, placement=ca.Placement(cost=week, weeks=30), delivery_cost=cost,
        months=24,
    )  # fmt: skip
    answer = ca.appraise(case, horizon=5, price_year="2025-26")
    ids = [id for id, e in answer.inputs.in_use.items() if e.unit.is_money or e.unit.is_duration]
    assert {"own.week", "own.cost", "placement.stay"} & set(ids)
    for id in (*ids, "own.entries"):
        assert answer.break_even(id).means == ""


def test_one_number_of_cases_and_of_people_paid_for_breaks_even_only_at_none() -> None:
    """£8 is saved and £10 paid for each of ten: a loss for any number but none."""
    ten = ca.local(10, "cases", id="own.ten", source="List (invented)")
    priced = {"price_year": "2025-26", "source": "Ledger (invented)"}
    saved = ca.local(8, "GBP per event", id="own.saved", **priced)
    paid = ca.local(10, "GBP per event", id="own.paid", **priced)
    change = ca.Outcome(
        id="cases",
        label="Cases",
        children="those on the list",
        counterfactual=ca.RateAvoided(rate=ten),
        pathway=ca.PublishedCost(cost=saved),
        months=12,
    )
    both = ca.Custom(
        name="Both",
        start="2025-04-01",
        changes=change,
        costs=ca.Delivery(cost=paid, volume=ten, months=12),
    )
    printed = " ".join(ca.appraise(both, horizon=1, price_year="2025-26").in_full().split())
    assert "only where there is none: what it saves and what it costs rise together" in printed
    assert "it would pay even with no effect" not in printed
