"""How long things run, as people buy time, and what a count may be called; by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca

LEDGER = {"price_year": "2025-26", "source": "Anytown ledger (invented)"}
APRIL = date(2026, 4, 1)


def paid(value: float, unit: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=f"own.{value:g}", **LEDGER, **more)


def running(**fields: Any) -> ca.Delivery:
    return ca.Delivery(cost=paid(300, "GBP per week"), **fields)


def agency_team(agency: ca.Estimate, permanent: ca.Estimate, **fields: Any) -> ca.Appraisal:
    """Six posts filled by employed workers in the place of an agency's."""
    posts = ca.Outcome(
        id="posts",
        label="Agency posts ended",
        counterfactual=ca.Volume(cases=ca.local(6, "posts", source="HR list"), effect=agency),
        pathway=ca.AgencyPost(agency=agency, permanent=permanent),
        children="our posts",
        **fields,
    )
    team = ca.Custom(name="Team", start=APRIL, changes=posts)
    return ca.appraise(team, horizon=2, price_year="2025-26")


def by_year(case: ca.Appraisal, kind: str) -> list[float]:
    """Pounds of each year, in the price year's."""
    rows = case.to_frame().query("kind == @kind")
    return rows.groupby("financial_year")["pounds"].sum().tolist()


def saved(case: ca.Appraisal) -> list[float]:
    return by_year(case, "benefit")


def spent(case: ca.Appraisal) -> list[float]:
    return by_year(case, "delivery")


def test_weeks_and_a_last_day_are_months_in_other_words() -> None:
    assert running(weeks=52).months == 12
    assert running(weeks=37).months == pytest.approx(37 * 12 / 52)
    assert running(start=APRIL, last_day="2027-03-31").months == 12
    assert running(start="2026-10-01", last_day="2027-03-31").months == 6
    assert running(months=8.5).months == 8.5


@given(st.dates(APRIL, APRIL + timedelta(days=3_000)), st.integers(1, 60))
def test_a_later_last_day_is_longer_and_whole_years_are_whole(day: date, years: int) -> None:
    here = running(start=APRIL, last_day=day).months or 0
    after = running(start=APRIL, last_day=day + timedelta(days=1)).months or 0
    assert 0 < here < after
    whole = running(start=APRIL, last_day=date(2026 + years, 3, 31)).months
    assert whole == 12 * years


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"weeks": 37, "months": 8}, "give the length once"),
        ({"weeks": 37, "start": APRIL, "last_day": "2027-03-31"}, "give the length once"),
        ({"last_day": "2027-03-31"}, "given without a start"),
        ({"start": APRIL, "last_day": "2026-03-31"}, "before the start, 2026-04-01"),
        ({"months": 0}, "above 0"),
        ({"weeks": -1}, "above 0"),
        ({"months": True}, "True given"),
        ({"weeks": float("inf")}, "inf given"),
    ],
)
def test_a_length_is_given_once_and_above_nothing(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        running(**fields)


def test_a_length_in_weeks_outlives_a_record() -> None:
    case = agency_team(paid(2_000, "GBP per week"), paid(1_200, "GBP per week"), weeks=37)
    again = ca.Appraisal.from_json(case.to_json())
    assert again.npv == case.npv and again.intervention == case.intervention


def test_a_team_that_stands_for_37_weeks() -> None:
    """6 posts x 37 weeks x (£2,000 - £1,200) = £177,600."""
    case = agency_team(paid(2_000, "GBP per week"), paid(1_200, "GBP per week"), weeks=37)
    assert case.by_payer().loc["all payers", "gross"] == pytest.approx(6 * 37 * 800)
    assert saved(case) == pytest.approx([6 * 37 * 800, 0])


def test_a_rate_a_day_is_of_260_working_days() -> None:
    """£400 a day is £2,000 a week of five days: the same 37 weeks, the same £177,600."""
    daily = agency_team(paid(400, "GBP per day"), paid(240, "GBP per day"), weeks=37)
    assert daily.by_payer().loc["all payers", "gross"] == pytest.approx(6 * 37 * 800)
    row = daily.quantities().set_index(["line", "financial_year"]).loc[("posts.agency", "2026-27")]
    assert row["unit"] == "working days"
    assert row["quantity"] == pytest.approx(6 * 37 * 5)


@pytest.mark.parametrize(
    ("unit", "a_year"),
    [("GBP per day", 260), ("GBP per week", 52), ("GBP per month", 12), ("GBP per year", 1)],
)
def test_a_delivery_cost_by_any_time_runs_for_as_long(unit: str, a_year: int) -> None:
    """£100 for eighteen months from October: half of a year's, then all of it."""
    programme = ca.Pause(
        women=20,
        start="2025-10-01",
        programme_months=18,
        delivery_cost=paid(100, unit),
        neonatal=None,
    )
    case = ca.appraise(programme, horizon=2, price_year="2025-26")
    assert spent(case) == pytest.approx([-50 * a_year, -100 * a_year])


@pytest.mark.parametrize(
    "make",
    [
        lambda: ca.AgencyPost(agency=paid(9, "GBP per person")),
        lambda: ca.AgencyPost(extra=paid(9, "GBP per event")),
        lambda: ca.Placement(cost=paid(9, "GBP per day")),
        lambda: ca.Placement(cost=paid(9, "GBP per event")),
        lambda: ca.SocialWork(referral=paid(9, "GBP per week")),
        lambda: ca.SocialWork(plan=paid(9, "GBP per person")),
        lambda: ca.CareProceedings(council=paid(9, "GBP per week")),
        lambda: ca.RunningCost(cost=paid(9, "GBP per event")),
    ],
)
def test_a_unit_a_field_cannot_use_is_refused_when_it_is_built(make: Any) -> None:
    with pytest.raises(ca.InputError, match=r"own\.9 given in 'GBP per .*; this takes"):
        make()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("families", "count"),
        ("posts", "count"),
        ("young people", "count"),
        ("children per year", "count per year"),
        ("cases per year", "count per year"),
    ],
)
def test_a_count_is_called_by_what_is_counted(name: str, unit: str) -> None:
    assert ca.local(40, name, source="Our list").unit == unit


@pytest.mark.parametrize("name", ["families per week", "per year", " per year", "shoes"])
def test_other_words_are_no_unit(name: str) -> None:
    with pytest.raises(ca.InputError, match="unit"):
        ca.local(40, name, source="Our list")


def test_one_change_and_one_cost_need_no_list() -> None:
    """Two costs without ids of their own are told apart; £52,000 and £10,000 in the year."""
    effect = ca.local(0.1, "events per person-year", id="own.rate", design="trial", source="Trial")
    entries = ca.Outcome(
        id="entries",
        label="Entries avoided",
        counterfactual=ca.RateAvoided(rate=effect, cohort=50),
        pathway=ca.Placement(type="foster", weeks=10),
        children="those referred",
        months=12,
    )
    team = ca.Custom(
        name="Team",
        start=APRIL,
        changes=entries,
        costs=ca.Delivery(cost=paid(10_000, "GBP"), months=12),
        delivery_cost=paid(1_000, "GBP per week"),
    )
    case = ca.appraise(team, horizon=1, price_year="2025-26")
    assert spent(case) == pytest.approx([-62_000])
    assert [line.id for line in case.flows.lines if line.outcome == "delivery"] == [
        "delivery",
        "delivery_2",
    ]
    listed = team.model_copy(update={"changes": (entries,)})
    assert ca.appraise(listed, horizon=1, price_year="2025-26").npv == case.npv
