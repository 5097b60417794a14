"""Quantities, what would be spent without the programme, and costs for each case: by hand."""

from __future__ import annotations

import json
import math

import pytest

import costavoid as ca
from example_cases import CASES


def edge(**fields: object) -> ca.Appraisal:
    """40 children a year, of whom 30% enter care and 20% with it; 26 weeks at £1,000 each."""
    source = {"source": "Our own 903"}
    outcome = ca.Outcome(
        **{
            "id": "entries",
            "label": "Entries avoided",
            "counterfactual": ca.SharesCompared(
                without=ca.local(0.3, "share", id="own.without", design="statistics", **source),
                with_programme=ca.local(0.2, "share", id="own.with", design="trial", **source),
                cohort=ca.local(40, "count per year", id="own.children", **source),
            ),
            "pathway": ca.Placement(
                cost=ca.local(1_000, "GBP per week", id="own.week", price_year="2025-26", **source),
                weeks=ca.local(26, "weeks", id="own.weeks", **source),
            ),
            "children": "children on the edge of care",
            "months": 12,
            **fields,
        }
    )
    cost = ca.local(60_000, "GBP", id="own.team", price_year="2025-26", source="Budget book")
    programme = ca.Custom(
        name="Edge",
        changes=(outcome,),
        costs=(ca.Delivery(cost=cost, months=12),),
        start="2025-04-01",
    )
    return ca.appraise(programme, horizon=2, price_year="2025-26")


def test_weeks_and_children_by_hand() -> None:
    """4 fewer entries spread over a year, each for half a year: 104 weeks; half fall in it
    but for the last half-year's tail."""
    table = edge().quantities().set_index("financial_year")
    assert set(table["unit"]) == {"weeks"}
    assert table["quantity"].sum() == pytest.approx(4 * 26)
    # in the first year, 4 a year for half a year each: 4 x (1/2 - 1/8) person-years
    assert table.loc["2025-26", "quantity"] == pytest.approx(4 * (0.5 - 0.125) * 52)
    assert table.loc["2025-26", "at_31_march"] == pytest.approx(2)  # half a year's arrivals
    assert table.loc["2026-27", "at_31_march"] == 0
    assert "In quantities, over the 2 years: 104 weeks of placement." in " ".join(
        edge().in_full().split()
    )
    assert "4 cases in all" in " ".join(edge().in_full().split())


def test_the_same_quantities_in_the_tidy_frame_the_json_and_the_documents() -> None:
    case = edge()
    frame = case.to_frame()
    line = frame[frame["line"] == "entries.placement"]
    assert line["quantity"].sum() == pytest.approx(104)
    assert set(line["unit"]) == {"weeks"}
    held = json.loads(CASES["hackney_pause"].to_json())["quantities"]
    assert {part["unit"] for part in held.values()} >= {"days", "person-years"}
    assert "What is avoided, in its own units" in case.to_markdown(parts=["economic"])
    pounds = line.groupby("financial_year")["pounds"].sum()
    weeks = line.groupby("financial_year")["quantity"].sum()
    assert (pounds / weeks).tolist() == pytest.approx([1_000, 1_000])


@pytest.mark.parametrize("name", CASES)
def test_every_line_of_benefit_has_a_quantity_in_a_named_unit(name: str) -> None:
    table = CASES[name].quantities()
    assert table["quantity"].notna().all()
    assert (table["unit"].str.len() > 0).all()


def test_what_would_be_spent_without_it_by_hand() -> None:
    table = edge(deadweight=None).without()
    # 12 a year without, of whom 8 with: the same weeks each
    assert table.loc["council", "expected"].sum() == pytest.approx(12 * 26_000)
    assert table.loc["council", "avoided"].sum() == pytest.approx(4 * 26_000)
    assert table.loc["council", "left"].sum() == pytest.approx(8 * 26_000)
    assert table.attrs["left_out"] == []
    pause = CASES["hackney_pause"].without()
    assert pause.empty
    assert pause.attrs["left_out"]


def test_without_takes_no_share_of_what_is_avoided_off_what_was_expected() -> None:
    cut = edge(phase_in=(0.5,), lag=3).without()
    assert cut["expected"].sum() == pytest.approx(edge().without()["expected"].sum())
    assert cut["avoided"].sum() < edge().without()["avoided"].sum()


def test_no_more_is_avoided_in_a_year_than_was_expected_in_it() -> None:
    """With a lag, the last effect falls after the programme; so do the last events expected."""
    table = ca.appraise(
        ca.FamilyGroupConference(families=40, children=68, lag=4, start="2026-10-01", months=12),
        horizon=6,
        price_year="2025-26",
    ).without()
    left = table["left"].drop("court", level="payer")  # who loses the fee, before it saves the rest
    assert left.min() >= 0
    # 592 of 717 sets of proceedings go on, in every year
    legal_aid = table.loc["legal_aid"]
    assert (legal_aid["left"] * 717).tolist() == pytest.approx(
        (legal_aid["expected"] * 592).tolist()
    )


def test_what_persists_is_set_against_what_was_expected_then() -> None:
    lasting = edge(
        counterfactual=ca.BeforeAfter(
            before=12, after=8, before_year="2023-24", after_year="2025-26"
        ),
        persistence=(0.5,),
    )
    table = lasting.without().loc["council"]
    # the second year: 12 expected of whom 2 are avoided, after 12 of whom 4 were
    assert table["expected"].sum() == pytest.approx((12 * (2 - 0.25)) * 26_000)
    assert table["left"].min() > 0


def test_delivery_for_each_case_avoided() -> None:
    assert edge().cost_per_case().to_dict() == {"Entries avoided": pytest.approx(60_000 / 4)}


def test_a_break_even_carries_numbers() -> None:
    answer = edge().break_even("own.with")
    # £60,000 of delivery, at £26,000 an entry less what the second year's discount takes
    worth = edge().annual(kind="benefit", prices="present value").sum() / 4
    assert answer.cases == pytest.approx(60_000 / worth, rel=1e-6)
    assert answer.cases_now == pytest.approx(4)
    assert answer.value == pytest.approx(0.3 - answer.cases / 40)
    assert answer.points == pytest.approx(answer.value - 0.2)
    assert answer.share_of_present == pytest.approx(answer.value / 0.2)
    weekly = edge().break_even("own.week")
    assert math.isnan(weekly.cases)
    assert math.isnan(weekly.points)
    assert weekly.share_of_present == pytest.approx(60_000 / (4 * worth), rel=1e-6)
