"""What must hold of any portfolio: sums, order, monotony, bounds, and draws that move together."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import costavoid as ca
from costavoid.portfolios.drawn import in_draws
from portfolio_cases import SETTINGS, appraised, cohort, count, programme
from strategies import programmes

RULES = ("largest only", "independent", "sum, capped")
BASELINE = 100.0
STARTS = ("2026-04-01", "2026-10-01", "2027-07-01", "2029-04-01")


@st.composite
def members(draw: st.DrawFn, fewest: int = 2, most: int = 5) -> dict[str, ca.Appraisal]:
    """Programmes of all kinds of timing, none of which avoids more than the baseline alone."""
    found = {}
    for at in range(draw(st.integers(fewest, most))):
        name = f"P{at}"
        found[name] = appraised(
            name,
            draw(st.floats(0, BASELINE)),
            stay=draw(st.booleans()),
            cost=draw(st.sampled_from([1.0, 900.0, 30_000.0])),
            payer=draw(st.sampled_from(["council", "nhs"])),
            yearly=draw(st.sampled_from([0.0, 40_000.0])),
            start=draw(st.sampled_from(STARTS)),
            months=draw(st.integers(1, 70)),
            lag=draw(st.sampled_from([None, 5.0])),
            phase_in=tuple(draw(st.lists(st.floats(0, 1), max_size=2))),
            persistence=tuple(sorted(draw(st.lists(st.floats(0, 1), max_size=2)), reverse=True)),
            deadweight=draw(st.sampled_from([None, 0.25])),
        )
    return found


def joined(parts: dict[str, ca.Appraisal], **more: Any) -> ca.Portfolio:
    return ca.portfolio(parts, cohorts=cohort(*parts, baseline=BASELINE, **more))


@settings(max_examples=40, deadline=None)
@given(members())
def test_three_bounds_are_in_order_for_every_payer_and_in_all(
    parts: dict[str, ca.Appraisal],
) -> None:
    whole = joined(parts)
    nets = [whole.by_payer(rule=rule)["net"] for rule in RULES]
    nets.append(ca.portfolio(parts).by_payer()["net"])
    for less, more in pairwise(nets):
        assert (less <= more + 1e-6).all()
    events = whole.events()
    for less, more in pairwise(["largest only", "independent", "sum, capped", "sum"]):
        assert (events[less] <= events[more] + 1e-9).all()
    assert (events["sum, capped"] <= events["baseline"] + 1e-9).all()


@settings(max_examples=25, deadline=None)
@given(members(), st.randoms())
def test_order_does_not_matter(parts: dict[str, ca.Appraisal], random: Any) -> None:
    turned = list(parts.items())
    random.shuffle(turned)
    one, other = joined(parts), joined(dict(turned))
    for rule in RULES:
        left, right = (p.by_programme(rule=rule) for p in (one, other))
        pd.testing.assert_frame_equal(left, right.reindex(left.index), rtol=1e-9, atol=1e-6)


@settings(max_examples=25, deadline=None)
@given(members(3, 5))
def test_one_programme_more_never_raises_the_net_of_another(
    parts: dict[str, ca.Appraisal],
) -> None:
    *others, _last = parts
    fewer = joined({name: parts[name] for name in others}).by_programme()["net"]
    whole = joined(parts).by_programme()["net"]
    assert (whole[others] <= fewer[others] + 1e-6).all()


@settings(max_examples=15, deadline=None)
@given(programmes, programmes)
def test_without_overlap_it_is_the_sum_to_the_penny(one: Any, other: Any) -> None:
    alike: dict[str, Any] = {"horizon": 8, "price_year": "2025-26", "first_year": "2025-26"}
    parts = {"One": ca.appraise(one, **alike), "Other": ca.appraise(other, **alike)}
    _is_the_sum(ca.portfolio(parts), parts)


def _is_the_sum(whole: ca.Portfolio, parts: dict[str, ca.Appraisal]) -> None:
    listed = [part.to_frame().assign(programme=name) for name, part in parts.items()]
    both = pd.concat(listed, ignore_index=True)
    frame = whole.to_frame()
    columns = [column for column in frame if column in both]
    pd.testing.assert_frame_equal(frame[columns], both[columns], check_exact=True)
    key = ["payer", "financial_year", "cash", "kind"]
    left, right = (f.groupby(key)["pounds"].sum().round(2) for f in (frame, both))
    pd.testing.assert_series_equal(left, right)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0, BASELINE), min_size=2, max_size=4), st.booleans())
def test_where_one_at_a_time_acts_nothing_is_removed(rates: list[float], stay: bool) -> None:
    """Each in a year of its own, though their cases may stay into the next."""
    parts = {
        f"P{at}": appraised(f"P{at}", rate, start=f"{2026 + at}-04-01", months=12, stay=stay)
        for at, rate in enumerate(rates)
    }
    _is_the_sum(joined(parts), parts)


@settings(max_examples=25, deadline=None)
@given(members())
def test_tables_are_the_same_pounds(parts: dict[str, ca.Appraisal]) -> None:
    whole = joined(parts)
    frame = whole.to_frame()
    by_payer, profile = whole.by_payer(), whole.cash_profile()
    total = frame["pounds"].sum()
    assert by_payer.loc["all payers", "net"] == pytest.approx(total, abs=1e-6)
    assert profile["net"].sum() == pytest.approx(total, abs=1e-6)
    assert whole.by_programme().loc["all programmes", "net"] == pytest.approx(total, abs=1e-6)
    rows = by_payer.drop(index="all payers")
    summed = rows["gross"] + rows["overlap"] + rows["delivery"]
    assert np.allclose(summed, rows["net"], atol=1e-6)
    gone = frame[frame["kind"] == "overlap"]["pounds"].sum()
    assert by_payer.loc["all payers", "overlap"] == pytest.approx(gone, abs=1e-6)


# Draws


DRAWN = {**SETTINGS, "draws": 400, "seed": 3}


def drawn(name: str, avoided: float = 30, share_id: str = "", **more: Any) -> ca.Appraisal:
    given = programme(name, avoided, low=avoided * 0.5, high=avoided * 1.5, **more)
    if share_id:
        (change,) = given.changes
        rate = change.counterfactual.rate.model_copy(update={"id": share_id})
        moved = change.model_copy(update={"counterfactual": ca.RateAvoided(rate=rate)})
        given = given.model_copy(update={"changes": (moved,)})
    return ca.appraise(given, **DRAWN)


def test_one_number_in_two_programmes_moves_together() -> None:
    parts = {n: drawn(n, share_id="hand.shared") for n in ("One", "Two")}
    whole = ca.portfolio(parts)
    one = parts["One"].uncertainty.headlines["council net cash, nominal"]
    assert np.allclose(in_draws(whole, "council cash"), 2 * one)
    apart = ca.portfolio({n: drawn(n) for n in ("One", "Two")})
    assert in_draws(apart, "council cash").std() == pytest.approx(one.std() * 2**0.5, rel=0.2)


def test_draws_without_overlap_are_the_sum_of_the_draws() -> None:
    parts = {"One": drawn("One"), "Two": drawn("Two", 20, stay=True, lag=4)}
    whole = ca.portfolio(parts)
    for by, name in (
        ("council cash", "council net cash, nominal"),
        ("net present value", "net present value, all payers"),
    ):
        both = sum(part.uncertainty.headlines[name] for part in parts.values())
        assert np.allclose(in_draws(whole, by), both)


def test_each_draw_is_the_rule_at_its_own_numbers() -> None:
    """Of each draw: two rates a and b give 100 (1 - (1 - a / 100)(1 - b / 100)) events a year."""
    parts = {"One": drawn("One"), "Two": drawn("Two", 20)}
    whole = ca.portfolio(parts, cohorts=cohort("One", "Two"))
    factors = whole.first.discount_factors[:2].sum() * 1_000
    alone = [
        part.uncertainty.headlines["net present value, all payers"] / factors
        for part in parts.values()
    ]
    by_hand = 100 * (1 - (1 - alone[0] / 100) * (1 - alone[1] / 100))
    assert np.allclose(in_draws(whole, "net present value"), by_hand * factors)
    table = whole.uncertainty()
    assert table["draws"].tolist() == [400, 400]
    assert table.loc["the net present value, all payers", "mean"] == pytest.approx(
        float(by_hand.mean() * factors)
    )


def test_a_draw_beyond_the_baseline_is_held_there() -> None:
    parts = {"One": drawn("One"), "Two": drawn("Two", 20)}
    whole = ca.portfolio(parts, cohorts=cohort("One", "Two", baseline=31))
    factors = whole.first.discount_factors[:2].sum() * 1_000
    one, two = (
        np.minimum(p.uncertainty.headlines["net present value, all payers"] / factors / 31, 1)
        for p in parts.values()
    )
    share = 1 - (1 - one) * (1 - two)
    assert (share <= 1).all()
    lost = 1 - share / (one + two)
    both = sum(p.uncertainty.headlines["net present value, all payers"] for p in parts.values())
    assert np.allclose(in_draws(whole, "net present value"), both * (1 - lost))


def test_a_lag_that_varies_moves_the_overlap_in_each_draw() -> None:
    """One's events come a lag of L months late: they overlap Two's for 24 - L of 24 months."""
    lag = ca.local(
        6, "months", id="hand.lag", source="By hand", low=2, high=10, range_kind="95% interval"
    )
    one = ca.appraise(programme("One", 30, lag=lag), **DRAWN)
    two = ca.appraise(programme("Two", 20), **DRAWN)
    whole = ca.portfolio({"One": one, "Two": two}, cohorts=cohort("One", "Two"))
    apart = ca.portfolio({"One": one, "Two": two})
    gone = in_draws(apart, "council cash") - in_draws(whole, "council cash")
    inflation = whole.first.inflation_factors
    months = one.uncertainty.simulation.draws.chunk(0, 400)["hand.lag"]
    first, second = np.maximum(12 - months, 0) / 12, np.minimum(24 - months, 12) / 12
    assert np.allclose(gone, 3_600 * (first * inflation[0] + second * inflation[1]))


def test_placements_in_draws_are_events_and_no_pounds() -> None:
    parts = {"One": drawn("One", stay=True), "Two": drawn("Two", 20, stay=True)}
    whole = ca.portfolio(parts, cohorts=cohort("One", "Two"))
    chunk = whole.appraisals["One"].uncertainty.simulation.draws.chunk(0, 400)
    chunk |= whole.appraisals["Two"].uncertainty.simulation.draws.chunk(0, 400)
    one, two = chunk["hand.one.avoided"] / 100, chunk["hand.two.avoided"] / 100
    by_hand = 200 * (1 - (1 - one) * (1 - two))
    assert np.allclose(in_draws(whole, "placements avoided"), by_hand)


def test_two_numbers_with_one_id_cannot_be_drawn() -> None:
    parts = {"One": drawn("One", 30, "hand.shared"), "Two": drawn("Two", 20, "hand.shared")}
    whole = ca.portfolio(parts)
    with pytest.raises(ca.InputError, match=r"hand.shared is 30 in One and 20 in Two"):
        whole.uncertainty()
    assert any("hand.shared" in note for note in whole.notes())


def test_without_draws_there_is_no_uncertainty() -> None:
    whole = ca.portfolio({"One": appraised("One", 30), "Two": appraised("Two", 20)})
    with pytest.raises(ca.InputError, match="no draws were made"):
        whole.uncertainty()


def test_the_baseline_varies_too() -> None:
    shared = ca.Cohort(
        name="Entries",
        children=count(400, "children", "count"),
        baseline=count(100, "base", low=80, high=130, range_kind="95% interval"),
        reached={"One": "entries", "Two": "entries"},
    )
    parts = {n: ca.appraise(programme(n, a), **DRAWN) for n, a in (("One", 30), ("Two", 20))}
    whole = ca.portfolio(parts, cohorts=shared)
    values = in_draws(whole, "net present value")
    factors = whole.first.discount_factors[:2].sum() * 1_000
    # 50 less 600 / b, where b is drawn about 100
    bases = 600 / (50 - values / factors)
    assert bases.std() == pytest.approx((130 - 80) / (2 * 1.96), rel=0.15)
    assert bases.mean() == pytest.approx(100, rel=0.05)
