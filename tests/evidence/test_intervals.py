"""Counting-error intervals against other ways to find them."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import brentq

from costavoid.base.errors import InputError
from costavoid.evidence.intervals import poisson_interval, rate_ratio_interval


def test_pauses_27_removals() -> None:
    low, high = poisson_interval(27)
    assert (round(low / 137, 3), round(high / 137, 3)) == (0.130, 0.287)


@given(st.integers(0, 500), st.sampled_from([0.5, 0.8, 0.95]))
def test_poisson_limits_leave_half_the_rest_in_each_tail(count: int, level: float) -> None:
    low, high = poisson_interval(count, level)
    tail = (1 - level) / 2
    assert stats.poisson.cdf(count, high) == pytest.approx(tail, rel=1e-6)
    if count:
        assert stats.poisson.sf(count - 1, low) == pytest.approx(tail, rel=1e-6)
    else:
        assert low == 0


def test_east_riding_exact() -> None:
    low, high = rate_ratio_interval(95, 45)
    assert (round(low, 3), round(high, 3)) == (0.325, 0.682)


@given(st.integers(0, 200), st.integers(0, 200))
def test_exact_is_scipys_clopper_pearson(before: int, after: int) -> None:
    if before + after == 0:
        with pytest.raises(InputError, match="nothing to compare"):
            rate_ratio_interval(before, after)
        return
    expected = stats.binomtest(after, before + after).proportion_ci(method="exact")
    low, high = rate_ratio_interval(before, after)
    assert low == pytest.approx(expected.low / (1 - expected.low), rel=1e-6, abs=1e-12)
    if before:
        assert high == pytest.approx(expected.high / (1 - expected.high), rel=1e-6)
    else:
        assert math.isinf(high)


@given(st.integers(1, 80), st.integers(1, 80))
def test_mid_p_is_inside_exact_and_solves_its_equation(before: int, after: int) -> None:
    exact_low, exact_high = rate_ratio_interval(before, after)
    low, high = rate_ratio_interval(before, after, method="mid-p")
    assert exact_low < low < after / before < high < exact_high
    share, total = high / (1 + high), before + after
    tail = stats.binom.cdf(after - 1, total, share) + stats.binom.pmf(after, total, share) / 2
    assert tail == pytest.approx(0.025, rel=1e-6)


def shares_by_scipy(before: int, after: int, level: float) -> tuple[float, float]:
    """Where each tail of SciPy's binomial, with half the observed outcome, is what is left out."""
    tail, total = (1 - level) / 2, before + after
    near = {"xtol": 1e-300, "rtol": 8.9e-16, "maxiter": 1000}

    def above(p: float) -> float:
        return stats.binom.sf(after, total, p) + stats.binom.pmf(after, total, p) / 2 - tail

    def below(p: float) -> float:
        return stats.binom.cdf(after - 1, total, p) + stats.binom.pmf(after, total, p) / 2 - tail

    low = brentq(above, 0.0, 1.0, **near) if after else 0.0
    return low, brentq(below, 0.0, 1.0, **near) if before else 1.0


@given(
    st.integers(0, 100_000) | st.integers(0, 60),
    st.integers(0, 100_000) | st.integers(0, 60),
    st.sampled_from([0.5, 0.8, 0.95, 0.99]),
)
def test_mid_p_is_that_of_scipys_binomial_to_twelve_figures(
    before: int, after: int, level: float
) -> None:
    assume(before + after)
    found = rate_ratio_interval(before, after, level=level, method="mid-p")
    shares = shares_by_scipy(before, after, level)
    ratios = [share / (1 - share) if share < 1 else math.inf for share in shares]
    assert found == pytest.approx(ratios, rel=1e-12, abs=0)


def test_exposure_scales_the_ratio() -> None:
    plain = rate_ratio_interval(95, 45)
    grown = rate_ratio_interval(95, 45, exposure=11159 / 11110)
    for one, other in zip(plain, grown, strict=True):
        assert other == pytest.approx(one * 11110 / 11159)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(InputError, match="'exact' or 'mid-p'"):
        rate_ratio_interval(95, 45, method="wald")
