"""Each spread against scipy's own distribution of that name: its ends, its mean and its width."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import RangeKind
from costavoid.evidence.distributions import counted, distribution, ends_drawn, part_of
from costavoid.evidence.kinds import Distribution

WITH_INTERVAL = [
    id
    for id, estimate in ca.defaults().items()
    if estimate.low is not None and estimate.range_kind is not RangeKind.RANGE
]
SHARES = np.array([0.0, 1e-6, 0.01, 0.2, 0.25, 0.5, 0.75, 0.8, 0.99, 1 - 1e-6, 1.0])


def own(
    value: float, low: float, high: float, unit: str, kind: str = "95% interval", **more: Any
) -> ca.Estimate:
    if unit.startswith("GBP"):
        more["price_year"] = "2025-26"
    return ca.local(
        value, unit, id="own.x", low=low, high=high, range_kind=kind, source="Anytown", **more
    )


def made(estimate: ca.Estimate, range_as: str | None = None) -> Distribution:
    found = distribution(estimate, range_as)
    assert found is not None
    return found


# ---- ranges read as triangular and PERT, whose mode may stand at an end


@pytest.mark.parametrize("mode", [20.0, 25.0, 36.0, 58.0, 60.0])
def test_a_triangular_range_is_scipys_also_with_the_mode_at_an_end(mode: float) -> None:
    spread = made(own(mode, 20, 60, "weeks", "range"), "triangular")
    exact = stats.triang((mode - 20) / 40, 20, 40)
    np.testing.assert_allclose(spread.quantile(SHARES), exact.ppf(SHARES), rtol=1e-12)
    assert spread.quantile(np.array([0.0, 1.0])).tolist() == [20.0, 60.0]
    drawn = spread.draw(np.random.default_rng(3), 20_000)
    assert stats.kstest(drawn, exact.cdf).pvalue > 0.001
    # by hand: the mean of the three corners; with the mode 36, 0.4 of draws lie below it
    assert drawn.mean() == pytest.approx((20 + mode + 60) / 3, abs=4 * drawn.std() / 141)
    if mode == 36:
        assert spread.quantile(np.array([0.4]))[0] == pytest.approx(36, rel=1e-12)


@pytest.mark.parametrize("mode", [20.0, 25.0, 36.0, 58.0, 60.0])
def test_a_pert_range_is_a_beta_on_it_also_with_the_mode_at_an_end(mode: float) -> None:
    """Of 1 + 4 (mode - low) / (high - low) and 1 + 4 (high - mode) / (high - low)."""
    spread = made(own(mode, 20, 60, "weeks", "range"), "PERT")
    exact = stats.beta(1 + 4 * (mode - 20) / 40, 1 + 4 * (60 - mode) / 40, 20, 40)
    np.testing.assert_allclose(spread.quantile(SHARES), exact.ppf(SHARES), rtol=1e-9)
    assert spread.quantile(np.array([0.0, 1.0])).tolist() == [20.0, 60.0]
    drawn = spread.draw(np.random.default_rng(3), 20_000)
    assert stats.kstest(drawn, exact.cdf).pvalue > 0.001
    assert drawn.mean() == pytest.approx((20 + 4 * mode + 60) / 6, abs=4 * drawn.std() / 141)


def test_what_does_not_vary_has_no_distribution() -> None:
    assert distribution(ca.local(5, "weeks", id="own.x", source="Anytown")) is None
    assert distribution(own(5, 5, 5, "weeks")) is None
    assert distribution(own(5, 5, 5, "weeks", "range"), "triangular") is None
    assert distribution(own(5, 2, 9, "weeks", "range")) is None
    assert distribution(own(0, 0, 9, "weeks", "range"), "triangular") is not None


def test_an_interval_stays_one_whatever_a_range_is_read_as() -> None:
    interval = own(38, 20, 60, "weeks")
    assert made(interval, "triangular") == made(interval, "PERT") == made(interval)
    assert made(interval).kind == "gamma"


def test_a_range_read_as_an_interval_is_one_of_95_per_cent() -> None:
    read = made(own(38, 20, 60, "weeks", "range"), "95% interval")
    assert read == made(own(38, 20, 60, "weeks"))
    ratio = made(own(0.8, 0.5, 1.28, "ratio", "range"), "95% interval")
    low, high = stats.lognorm(ratio.second, scale=math.exp(ratio.first)).ppf([0.025, 0.975])
    assert high / low == pytest.approx(1.28 / 0.5, rel=1e-12)


# ---- intervals


@pytest.mark.parametrize(("percent", "tail"), [(80, 0.1), (90, 0.05), (95, 0.025), (99, 0.005)])
@pytest.mark.parametrize(
    ("value", "low", "high"),
    [(0.1, 0.05, 0.17), (0.5, 0.4, 0.6), (0.9, 0.6, 0.99), (0.5, 0.1, 0.9)],
)
def test_a_share_is_a_beta_with_both_ends(
    value: float, low: float, high: float, percent: int, tail: float
) -> None:
    spread = made(own(value, low, high, "share", f"{percent}% interval"))
    assert (spread.kind, spread.low, spread.high) == ("beta", 0.0, 1.0)
    exact = stats.beta(spread.first, spread.second)
    assert exact.ppf([tail, 1 - tail]) == pytest.approx([low, high], rel=1e-9)
    assert spread.mean == pytest.approx(exact.mean(), rel=1e-12)
    assert low < spread.mean < high


@pytest.mark.parametrize(("percent", "tail"), [(80, 0.1), (90, 0.05), (95, 0.025), (99, 0.005)])
@pytest.mark.parametrize(("value", "low", "high"), [(38, 20, 60), (900, 880, 920), (1, 0.3, 2.5)])
def test_an_amount_is_a_gamma_with_both_ends(
    value: float, low: float, high: float, percent: int, tail: float
) -> None:
    spread = made(own(value, low, high, "GBP per week", f"{percent}% interval"))
    assert spread.kind == "gamma"
    exact = stats.gamma(spread.first, scale=spread.second)
    assert exact.ppf([tail, 1 - tail]) == pytest.approx([low, high], rel=1e-9)
    assert spread.mean == pytest.approx(exact.mean(), rel=1e-12)


@pytest.mark.parametrize(("percent", "tail"), [(80, 0.1), (90, 0.05), (95, 0.025), (99, 0.005)])
def test_a_difference_is_a_normal_and_a_ratio_a_log_normal_of_that_width(
    percent: int, tail: float
) -> None:
    kind = f"{percent}% interval"
    normal = made(own(-0.1, -0.3, 0.2, "events per person-year", kind))
    assert (normal.kind, normal.first) == ("normal", -0.1)
    low, high = stats.norm(normal.first, normal.second).ppf([tail, 1 - tail])
    assert high - low == pytest.approx(0.5, rel=1e-12)
    assert normal.mean == -0.1
    ratio = made(own(0.8, 0.5, 1.28, "ratio", kind))
    exact = stats.lognorm(ratio.second, scale=math.exp(ratio.first))
    assert exact.ppf([tail, 1 - tail]) == pytest.approx([0.5, 1.28], rel=1e-12)
    assert ratio.mean == pytest.approx(exact.mean(), rel=1e-12)


@pytest.mark.parametrize(
    ("unit", "whole"), [("share", 1.0), ("days per week", 5.0), ("weeks per year", 52.0)]
)
def test_a_part_of_a_whole_is_a_beta_between_none_and_the_whole(unit: str, whole: float) -> None:
    """Two fifths of the whole, one to three fifths."""
    spread = made(own(0.4 * whole, 0.2 * whole, 0.6 * whole, unit))
    exact = stats.beta(spread.first, spread.second, 0, whole)
    assert (spread.low, spread.high) == (0.0, whole)
    assert exact.ppf([0.025, 0.975]) == pytest.approx([0.2 * whole, 0.6 * whole], rel=1e-9)
    np.testing.assert_allclose(spread.quantile(SHARES), exact.ppf(SHARES), rtol=1e-9, atol=1e-15)


def test_the_narrowest_interval_that_is_found_and_one_narrower() -> None:
    """A beta of mean 0.5 and concentration n is ±0.98 / √n: 1e-4 is 9.6e7, and 1e-6 past 1e9."""
    narrow = made(own(0.5, 0.4999, 0.5001, "share"))
    assert narrow.first + narrow.second == pytest.approx((1.959964 * 0.5 / 1e-4) ** 2, rel=1e-5)
    for unit in ("share", "weeks"):
        with pytest.raises(InputError, match="its interval is too narrow to tell from none"):
            distribution(own(0.5, 0.4999999, 0.5000001, unit))


@pytest.mark.parametrize("count", [1, 7, 27, 400])
def test_a_rate_from_a_count_is_drawn_as_the_count(count: int) -> None:
    """The exact interval of a count is of gammas with it and one more: half way, a half more."""
    low, high = (stats.gamma(count + more).ppf(end) for more, end in ((0, 0.025), (1, 0.975)))
    spread = made(own(count / 137, low / 137, high / 137, "events per person-year"))
    assert spread.kind == "gamma"
    assert spread.quantile(np.array([0.025, 0.975])) * 137 == pytest.approx([low, high], rel=1e-9)
    assert spread.mean * 137 == pytest.approx(count + 0.5, rel=0.05)


@pytest.mark.parametrize("id", WITH_INTERVAL)
def test_every_published_interval_is_drawn_as_published(id: str) -> None:
    """Both ends within 1% of its width; or, of a difference, the mean and the width."""
    estimate = ca.default(id)
    spread = made(estimate)
    assert estimate.low is not None and estimate.high is not None
    width = estimate.high - estimate.low
    low, high = ends_drawn(estimate, spread)
    if spread.kind == "normal":  # a difference: its mean and its width are kept
        assert spread.mean == estimate.value
        assert high - low == pytest.approx(width)
    else:
        assert (low, high) == pytest.approx((estimate.low, estimate.high), abs=0.01 * width)
        assert estimate.low < spread.mean < estimate.high


# ---- what is refused


def test_a_value_within_a_twentieth_of_an_end_is_refused() -> None:
    """Of 0 to 100, 5 and 95 are in; of a ratio's 1 to 2^20 it is the logarithm that counts."""
    unit = "events per person-year"
    for value in (4, 94):
        assert made(own(value, -1, 99, unit)).first == value
    for value in (-1, 3.99, 94.01, 99):
        with pytest.raises(InputError, match="stands at the end of its own interval"):
            distribution(own(value, -1, 99, unit))
    for power in (1.1, 10, 18.9):
        assert made(own(2**power, 1, 2**20, "ratio")).first == pytest.approx(10 * math.log(2))
    for power in (0.9, 19.1):  # 19.1 would be the middle of 1 to 1,048,576, but is not of 0 to 20
        with pytest.raises(InputError, match="stands at the end of its own interval"):
            distribution(own(2**power, 1, 2**20, "ratio"))


def test_an_interval_that_no_spread_has_is_refused_at_either_extreme() -> None:
    for value, low, high in ((0.5, 0, 1), (0.5, 0, 0.8), (0.5, 0.2, 1)):
        with pytest.raises(InputError, match="no spread of shares has so many draws at none or"):
            distribution(own(value, low, high, "share"))
    with pytest.raises(InputError, match="most draws would be none or all of it"):
        distribution(own(0.5, 0.001, 0.999, "share"))  # wider than equal chances: 0.025 to 0.975
    even = made(own(0.5, 0.0251, 0.9749, "share"))
    assert (even.first, even.second) == pytest.approx((1, 1), rel=0.01)
    with pytest.raises(InputError, match="no spread of amounts above 0 has so many draws at 0"):
        distribution(own(4, 0, 9, "weeks"))


def test_a_ratio_of_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="a ratio's interval must be above 0"):
        distribution(own(0.5, 0, 2, "ratio"))


# ---- counts, and parts of what others leave


def test_a_count_is_a_gamma_whose_mean_and_variance_it_is() -> None:
    for count in (1, 7, 400):
        spread = counted(ca.local(count, "count per year", id="own.x", source="Anytown"), count)
        assert spread is not None
        exact = stats.gamma(spread.first, scale=spread.second)
        assert spread.kind == "gamma"
        assert exact.stats("mv") == (pytest.approx(count), pytest.approx(count))
    assert counted(ca.local(0, "count per year", id="own.x", source="Anytown"), 0) is None


def test_a_part_of_what_fixed_shares_leave_has_its_ends_and_no_more() -> None:
    """0.5 (0.4 to 0.6) of the 0.782 that a fixed 0.218 leaves."""
    spread = part_of(own(0.5, 0.4, 0.6, "share"), 0.782)
    exact = stats.beta(spread.first, spread.second, 0, 0.782)
    assert (spread.low, spread.high) == (0.0, 0.782)
    assert exact.ppf([0.025, 0.975]) == pytest.approx([0.4, 0.6], rel=1e-9)
    drawn = spread.draw(np.random.default_rng(1), 20_000)
    assert stats.kstest(drawn, exact.cdf).pvalue > 0.001
    for left in (0.6, 0.3):
        with pytest.raises(InputError, match=f"leave only {left}: they need one too"):
            part_of(own(0.5, 0.4, 0.6, "share"), left)
