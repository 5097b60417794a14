"""What is said of draws, against numpy's own words for the same draws."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.cashflow.simulation import Tally, added, parts, tally, together
from costavoid.cashflow.uncertainty import Uncertainty

OWN = {"price_year": "2025-26", "source": "Anytown (invented)", "payer": "council"}
NAMES = {"95": (2.5, 97.5), "80": (10, 90), "50": (25, 75)}


def drawn(draws: int = 501, cost: float = 105_000, varies: bool = True, **more: Any) -> Uncertainty:
    rate = ca.local(
        4, "count per year", id="own.rate", low=1, high=8, range_kind="95% interval",
        source="Anytown (invented)",
    )  # fmt: skip
    week = ca.local(900, "GBP per week", id="own.week", cash_releasing=1, **OWN)
    case = ca.SystemicPractice(
        entries_avoided=rate if varies else rate.at(4),
        placement=ca.Placement(cost=week, weeks=30),
        delivery_cost=ca.local(cost, "GBP per year", id="own.cost", **OWN),
        months=24,
    )
    settings = {"horizon": 4, "price_year": "2025-26", "draws": draws, **more}
    return ca.appraise(case, **settings).uncertainty


def test_each_column_of_the_summary_is_numpys() -> None:
    made = drawn()
    summary = made.summary()
    for name, values in made.headlines.items():
        row = summary.loc[name]
        assert row["mean"] == pytest.approx(np.mean(values))
        assert row["median"] == pytest.approx(np.median(values))
        assert row["standard_error"] == pytest.approx(np.std(values, ddof=1) / math.sqrt(501))
        for share, ends in NAMES.items():
            expected = np.percentile(values, ends)
            assert [row[f"low_{share}"], row[f"high_{share}"]] == pytest.approx(expected)
            assert made.interval(name, int(share)) == pytest.approx(tuple(expected))
        lost = values[values < 0]
        assert 0 < lost.size < values.size
        assert row["chance_below_zero"] == pytest.approx(lost.size / values.size)
        assert row["loss_if_below"] == pytest.approx(-lost.mean())
        assert (row["inputs_varying"], row["inputs_fixed"]) == (
            1,
            len(made.simulation.inputs.in_use) - 1,
        )


def test_figures_that_so_many_draws_support() -> None:
    """As many as leave two errors of the mean less than one of the last."""
    made = drawn()
    for name, values in made.headlines.items():
        error = np.std(values, ddof=1) / math.sqrt(values.size)
        figures = made.digits(name)
        assert figures == max(0, math.floor(math.log10(abs(np.mean(values)) / (2 * error))))


def test_payback_years_are_where_so_many_draws_have_paid_back() -> None:
    made = drawn()
    paid = made.council_cash_by_year()["chance_paid_back"]
    years = made.council_payback_year()
    for name, percent in (("median", 50), ("low_95", 2.5), ("high_80", 90), ("low_50", 25)):
        those = [year for year, chance in paid.items() if chance >= percent / 100]
        assert years[name] == (those[0] if those else f"not by {paid.index[-1]}")
    assert len(set(years)) > 1


def test_a_median_takes_half_of_the_draws() -> None:
    """249 of 501 are not half: a cost that so many cover, between those of two runs, is chosen."""
    name = "council net cash, nominal"
    one, other = (drawn(cost=cost).headlines[name] for cost in (100_000, 200_000))
    per_pound = (one - other) / 100_000  # what a pound more a year costs to the end
    covers = np.sort(one / per_pound + 100_000)[::-1]  # the cost that each draw can bear
    for count, found in ((249, "not by 2028-29"), (251, None)):
        cost = (covers[count - 1] + covers[count]) / 2
        made = drawn(cost=float(cost))
        assert made.council_cash_by_year()["chance_paid_back"].iloc[-1] == count / 501
        year = made.council_payback_year()["median"]
        assert year == found if found else year.startswith("20")


def test_where_nothing_varies_every_figure_is_supported() -> None:
    assert drawn(varies=False).digits("council net cash, nominal") == 15


def test_the_cash_of_each_year_is_of_the_same_draws() -> None:
    made = drawn()
    frame = made.council_cash_by_year()
    assert frame["mean"].sum() == pytest.approx(
        np.mean(made.headlines["council net cash, nominal"])
    )


# ---- tallies


def test_a_tally_by_hand() -> None:
    """Of -3, -1, 0, 4 and a rounding below 0: two are lost, 4 in all; squares about 0 are 26."""
    found = tally(np.array([-3.0, -1, 0, 4, -5e-10]))
    assert (found.draws, found.lost) == (5, 2)
    assert found.mean == pytest.approx(0, abs=1e-9) and found.squares == pytest.approx(26)
    assert found.pounds_lost == pytest.approx(4) and found.loss_if_below == pytest.approx(2)
    assert found.chance_below_zero == 0.4 and found.chance_not_below_zero == 0.6
    assert found.standard_error == pytest.approx(math.sqrt(26 / 4 / 5))
    assert tally(np.array([-2.0])).lost == 1 and tally(np.array([-2e-9])).lost == 1
    assert tally(np.array([1.0, 2])).loss_if_below == 0
    assert math.isnan(tally(np.array([1.0])).standard_error)
    assert tally(np.array([1.0, 3])).standard_error == pytest.approx(1)
    assert tally(np.array([math.nan, 1.0])).lost == 1  # what is not a number does not pay


def test_tallies_together_are_the_tally_of_all() -> None:
    values = np.random.default_rng(5).normal(3, 10, 1000)
    pieces = [tally(part) for part in np.split(values, [100, 101, 700])]
    whole, all_of_it = together(pieces), tally(values)
    assert (whole.draws, whole.lost) == (1000, all_of_it.lost)
    for name in ("mean", "squares", "pounds_lost"):
        assert getattr(whole, name) == pytest.approx(getattr(all_of_it, name), rel=1e-12)
    assert together([Tally(2, 1.0, 3.0, 1, 4.0)]) == Tally(2, 1.0, 3.0, 1, 4.0)


def test_rows_added_up() -> None:
    sums = np.array([[1.0, 2], [10, 20], [100, 200]])
    assert added(sums, ()).tolist() == [0, 0]
    assert added(sums, (1,)).tolist() == [10, 20]
    assert added(sums, (0, 2)).tolist() == [101, 202]
    assert added(sums, (0, 1, 2)).tolist() == [111, 222]
    assert sums.tolist() == [[1, 2], [10, 20], [100, 200]]  # as they were


def test_parts_of_so_many_draws() -> None:
    """Chunks of 16,384: the second part of one begins at 1, of three at 3."""
    assert list(parts(10)) == [(0, 0, 10)]
    assert list(parts(40_000)) == [(0, 0, 16_384), (1, 16_384, 16_384), (2, 32_768, 7_232)]
    assert list(parts(60_000, 3 * 16_384)) == [(0, 0, 49_152), (3, 49_152, 10_848)]
