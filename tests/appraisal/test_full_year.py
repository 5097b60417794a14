"""A year's cost of what stands at 31 March: posts and services, by hand."""

from __future__ import annotations

import pytest

import costavoid as ca


def stable(**more: object) -> ca.Appraisal:
    workforce = ca.WorkforceStabilisation(
        posts=120,
        agency_rate_before=0.18,
        agency_rate_after=0.1,
        phase_in=(0.5,),
        months=24,
        start="2025-04-01",
        **more,
    )
    return ca.appraise(workforce, horizon=3, price_year="2025-26")


def test_posts_that_no_agency_holds_at_31_march() -> None:
    case = stable()
    # 120 x 0.08 = 9.6 posts, half of them in the first year, at 52 x (1,800 - 1,280)
    found = [case.full_year_effect(year).loc["council", "cash"] for year in case.years]
    assert found == pytest.approx([4.8 * 27_040, 9.6 * 27_040, 0])


def test_a_lag_moves_what_stands() -> None:
    case = stable(lag=6)
    found = [case.full_year_effect(year).loc["council", "cash"] for year in case.years]
    assert found == pytest.approx([4.8 * 27_040, 9.6 * 27_040, 0])
    late = stable(lag=13)
    first = late.full_year_effect(late.years[0]).loc["council", "cash"]
    assert first == 0  # the first month of April 2026 has not come


def test_what_is_paid_once_is_named() -> None:
    pause = ca.Pause(women=20, start="2025-04-01", lag=None)
    case = ca.appraise(pause, horizon=3, price_year="2025-26")
    left_out = case.full_year_effect("2026-27").attrs["left_out"]
    assert "Pre-birth assessment" in left_out and "Foster placement before adoption" not in left_out
    assert stable().full_year_effect("2025-26").attrs["left_out"] == []


def test_a_guess_beside_a_statistic_is_an_opinion() -> None:
    known = ca.local(0.3, "share", id="own.without", source="Return", design="statistics")
    guess = ca.local(0.2, "share", id="own.with", source="Hope", design="opinion")
    shares = ca.SharesCompared(
        without=known, with_programme=guess,
        cohort=ca.local(100, "count per year", id="own.many", source="Return"),
    )  # fmt: skip
    part = ca.Outcome(
        id="x", label="Entries avoided", counterfactual=shares, pathway=ca.Placement(weeks=20),
        children="c", months=12,
        deadweight=ca.local(0.3, "share", id="own.deadweight", source="Panel"),
    )  # fmt: skip
    case = ca.appraise(ca.Custom(name="x", changes=(part,)), horizon=2, price_year="2025-26")
    assert "How we know: opinion" in case.in_full()
    (found,) = [f for f in case.review() if f.id == "no_comparison"]
    assert found.severity == "serious"
