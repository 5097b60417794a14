"""Laws that hold for every programme, pathway, date and horizon."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.appraisal import answer
from costavoid.appraisal.run import run
from costavoid.base.vocabulary import Cash, Payer
from costavoid.base.years import month_edges, year_edges
from costavoid.cashflow.flows import resource_use
from costavoid.evidence.prices import Band, DiscountSchedule, discount_factors
from costavoid.programme.base import Intervention
from strategies import appraisals, pauses, programmes, rate


@given(appraisals())
def test_payers_and_cash_sum_to_the_total(appraisal: ca.Appraisal) -> None:
    total = appraisal.annual()
    np.testing.assert_allclose(sum(appraisal.annual(payer=p) for p in Payer), total, atol=1e-6)
    np.testing.assert_allclose(sum(appraisal.annual(cash=c) for c in Cash), total, atol=1e-6)
    parts = [appraisal.annual(kind=kind) for kind in ("benefit", "delivery")]
    np.testing.assert_allclose(sum(parts), total, atol=1e-6)


@given(appraisals())
def test_every_view_reads_one_table(appraisal: ca.Appraisal) -> None:
    total = appraisal.annual().sum()
    scale = max(1.0, float(np.abs(appraisal.flows.amounts).sum()))
    close = {"abs": 1e-9 * scale}
    assert appraisal.to_frame()["pounds"].sum() == pytest.approx(total, **close)
    assert appraisal.cash_profile()["net"].sum() == pytest.approx(total, **close)
    assert appraisal.by_payer().loc["all payers", "net"] == pytest.approx(total, **close)
    assert appraisal.economic_case()["net"].sum() == pytest.approx(total, **close)
    years = sum(appraisal.in_year(y).loc["all payers", "net"] for y in appraisal.years)
    assert years == pytest.approx(total, **close)
    assert appraisal.economic_case()["present_value"].sum() == pytest.approx(appraisal.npv, **close)


@given(appraisals())
def test_months_sum_to_years_for_every_line(appraisal: ca.Appraisal) -> None:
    years = len(appraisal.years)
    for line in appraisal.flows.lines:
        by_month = resource_use(line, month_edges(years), appraisal.inputs)
        by_year = resource_use(line, year_edges(years), appraisal.inputs)
        summed = by_month.reshape(years, 12, -1).sum(axis=1)
        np.testing.assert_allclose(summed, by_year, rtol=1e-9, atol=1e-9)


@given(pauses(women=20), st.integers(2, 12))
def test_doubling_the_cohort_doubles_every_flow(pause: ca.Pause, horizon: int) -> None:
    case = {"horizon": horizon, "price_year": "2024-25", "first_year": "2025-26"}
    one = ca.appraise(pause, **case)
    two = ca.appraise(pause.model_copy(update={"women": 40}), **case)
    np.testing.assert_allclose(two.flows.amounts, 2 * one.flows.amounts, rtol=1e-12, atol=1e-9)


@given(pauses(removal_rate=0.0), st.integers(2, 12))
def test_zero_effect_gives_zero_benefit(pause: ca.Pause, horizon: int) -> None:
    appraisal = ca.appraise(pause, horizon=horizon, price_year="2024-25", first_year="2025-26")
    assert not appraisal.annual(kind="benefit").any()
    assert appraisal.annual(kind="delivery").sum() < 0


@given(pauses(), st.floats(0, 2), st.floats(0, 2))
def test_a_larger_effect_saves_more(pause: ca.Pause, one: float, other: float) -> None:
    low, high = sorted((one, other))
    case = {"horizon": 10, "price_year": "2024-25", "first_year": "2025-26"}
    sums = [
        ca.appraise(pause.model_copy(update={"removal_rate": rate(r)}), **case)
        .annual(payer=Payer.COUNCIL, kind="benefit")
        .sum()
        for r in (low, high)
    ]
    assert sums[0] <= sums[1] + 1e-6


@given(programmes, st.integers(2, 15), st.integers(1, 10))
def test_a_longer_horizon_changes_no_earlier_year(
    programme: Intervention, horizon: int, more: int
) -> None:
    if getattr(programme, "months", 1) is None:
        return  # runs for the whole appraisal period, so its spread changes by definition
    case = {"price_year": "2024-25", "first_year": "2025-26"}
    short = ca.appraise(programme, horizon=horizon, **case)
    long = ca.appraise(programme, horizon=horizon + more, **case)
    np.testing.assert_allclose(
        long.flows.amounts[:, :, :horizon], short.flows.amounts, rtol=1e-9, atol=1e-6
    )


@given(pauses(), st.floats(1, 200), st.floats(0, 200))
def test_a_longer_stay_never_costs_less(pause: ca.Pause, weeks: float, more: float) -> None:
    case = {"horizon": 8, "price_year": "2024-25", "first_year": "2025-26"}
    totals = [
        ca.appraise(pause.model_copy(update={"pathway": ca.Placement(weeks=w)}), **case)
        .annual(kind="benefit")
        .cumsum()
        for w in (weeks, weeks + more)
    ]
    assert (totals[1] >= totals[0] - 1e-6).all()


@given(pauses(), st.floats(1, 200))
def test_person_years_are_occurrences_times_mean_stay(pause: ca.Pause, weeks: float) -> None:
    placed = pause.model_copy(update={"pathway": ca.Placement(weeks=weeks), "neonatal": None})
    appraisal = ca.appraise(placed, horizon=30, price_year="2024-25", first_year="2025-26")
    line = appraisal.line("removals.placement")
    used = resource_use(line, year_edges(30), appraisal.inputs).sum()
    assert used == pytest.approx(line.cases.total(appraisal.inputs) * weeks / 52, rel=1e-9)


@given(appraisals())
def test_at_rate_0_the_discounted_sum_is_the_plain_sum(appraisal: ca.Appraisal) -> None:
    free = DiscountSchedule(
        edition="free", name="zero", title="zero", source="x", bands=(Band(to_year=999, rate=0),)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answer, "discount_schedule", lambda name, edition: free)
        case = (appraisal.intervention, appraisal.settings, appraisal.overrides)
        again = ca.Appraisal.of(run(*case))
        assert again.npv == pytest.approx(again.annual().sum(), rel=1e-9, abs=1e-6)
        worth = again.economic_case()["present_value"]
    np.testing.assert_allclose(worth, appraisal.annual(), rtol=1e-12, atol=1e-9)


@given(appraisals())
def test_a_higher_rate_makes_benefits_worth_less(appraisal: ca.Appraisal) -> None:
    benefits = appraisal.annual(kind="benefit")
    if (benefits >= 0).all():
        standard = discount_factors(len(benefits), ca.discount_schedule("standard"))
        health = discount_factors(len(benefits), ca.discount_schedule("health"))
        assert benefits @ standard <= benefits @ health + 1e-9


@given(pauses(), st.sampled_from(["2013-14", "2019-20", "2025-26", "2029-30"]), st.booleans())
def test_a_price_year_scales_everything_alike(
    pause: ca.Pause, price_year: str, dearer: bool
) -> None:
    case = {"horizon": 8, "first_year": "2025-26", "placement_inflation": 0.04 if dearer else 0.0}
    base = ca.appraise(pause, price_year="2024-25", **case)
    other = ca.appraise(pause, price_year=price_year, **case)
    index = ca.price_index()
    factor = index.level(price_year) / index.level("2024-25")
    np.testing.assert_allclose(
        other.flows.amounts, base.flows.amounts * factor, rtol=1e-9, atol=1e-6
    )
    # nominal pounds and ratios do not depend on the price year they were worked in
    np.testing.assert_allclose(
        other.cash_profile(prices="nominal")["net"],
        base.cash_profile(prices="nominal")["net"],
        rtol=1e-9,
        atol=1e-6,
    )
    assert other.bcr == pytest.approx(base.bcr, rel=1e-9)
    for view in ("in_year", "full_year_effect"):
        scaled = getattr(base, view)("2027-28") * factor
        np.testing.assert_allclose(getattr(other, view)("2027-28"), scaled, rtol=1e-9, atol=1e-6)


@given(appraisals())
def test_json_and_back_is_the_same(appraisal: ca.Appraisal) -> None:
    again = ca.Appraisal.from_json(appraisal.to_json())
    np.testing.assert_array_equal(again.flows.amounts, appraisal.flows.amounts)
    assert again.intervention == appraisal.intervention
    assert again.settings == appraisal.settings
    assert again.to_json() == appraisal.to_json()


@given(appraisals())
def test_every_case_prints_reviews_and_explains(appraisal: ca.Appraisal) -> None:
    text = " ".join(appraisal.in_full().split())
    assert (
        text.index("The council's own cash") < text.index("All payers") < text.index("How we know")
    )
    assert " nan" not in text and "£-" not in text
    assert appraisal.review()
    for line in appraisal.flows.lines:
        assert "total:" in appraisal.explain(line.id)


@given(programmes)
def test_run_a_run_b_run_a_again(programme: Intervention) -> None:
    case = {"horizon": 6, "price_year": "2024-25", "first_year": "2025-26"}
    first = ca.appraise(programme, **case)
    own = ca.local(
        9999, "GBP per event", id="care_proceedings.council", price_year="2024-25", source="B"
    )
    ca.appraise(
        ca.ChildrensCentres(proceedings_before=50), overrides=[own], horizon=9, price_year="2013-14"
    )
    again = ca.appraise(programme, **case)
    assert again.to_json() == first.to_json()
