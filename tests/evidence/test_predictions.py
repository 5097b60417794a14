"""Power, prediction intervals and ratios, against scipy's own distributions and by simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import costavoid as ca
from costavoid.evidence.predictions import (
    KNOWN,
    after_none,
    at_least,
    at_most,
    most_that_rules_out,
    prediction_interval,
    ratio_interval,
)

COUNTS = np.arange(0, 1200)


def known_by_hand(expected: float, fall: float) -> float:
    """The chance that Garwood's interval, by chi-squared quantiles, lies below the expectation."""
    upper = stats.chi2.ppf(0.975, 2 * COUNTS + 2) / 2
    return float(stats.poisson.pmf(COUNTS[upper < expected], expected * (1 - fall)).sum())


def counted_by_hand(baseline: int, times: float, fall: float) -> float:
    """The same where the baseline is a count: Clopper-Pearson's interval of the later share."""
    expected, chance = baseline * times, 0.0
    for count in range(int(expected) + 1):
        test = stats.binomtest(count, count + baseline)
        high = test.proportion_ci(0.95, method="exact").high
        if high / (1 - high) / times < 1:
            chance += float(stats.poisson.pmf(count, expected * (1 - fall)))
    return chance


@pytest.mark.parametrize(("quarters", "about"), [(4, 0.13), (12, 0.32), (40, 0.84)])
def test_five_a_quarter_and_a_fifth_fewer(quarters: int, about: float) -> None:
    chance = ca.chance_of_telling(5 * quarters, 0.2)
    assert chance == pytest.approx(known_by_hand(5 * quarters, 0.2), abs=1e-12)
    assert chance == pytest.approx(about, abs=0.01)


def test_five_a_quarter_by_simulation() -> None:
    """The counts themselves drawn, 20 expected: told where Garwood's upper limit is below 20."""
    drawn = np.random.default_rng(1).poisson(16, 400_000)
    told = (stats.chi2.ppf(0.975, 2 * drawn + 2) / 2 < 20).mean()
    assert ca.chance_of_telling(20, 0.2) == pytest.approx(told, abs=4 * math.sqrt(0.13 / 400_000))


@pytest.mark.parametrize(
    ("baseline", "times", "fall"), [(20, 1, 0.5), (60, 2, 0.3), (95, 2, 0.4), (200, 1, 0.2)]
)
def test_a_baseline_that_is_itself_a_count(baseline: int, times: float, fall: float) -> None:
    chance = ca.chance_of_telling(baseline * times, fall, baseline=baseline)
    assert chance == pytest.approx(counted_by_hand(baseline, times, fall), abs=1e-9)
    assert chance < ca.chance_of_telling(baseline * times, fall)


def test_children_in_families_tell_less() -> None:
    """With twice the variance of a count, 60 children tell what 30 families do."""
    twice = ca.chance_of_telling(60, 0.2, dispersion=2)
    assert twice == ca.chance_of_telling(30, 0.2)
    assert ca.chance_of_telling(60, 0.2, baseline=60, dispersion=2) == pytest.approx(
        ca.chance_of_telling(30, 0.2, baseline=30), abs=1e-12
    )


def test_too_few_to_tell_anything() -> None:
    """Of 3 expected even none at all is no surprise: exp(-3) is 0.0498, above 0.025."""
    assert ca.chance_of_telling(3, 1) == 0.0
    assert ca.chance_of_telling(3.7, 1) == 1.0  # exp(-3.7) is 0.0247


@pytest.mark.parametrize(("looks", "wrong"), [(1, 0.05), (12, 0.16), (20, 0.20)])
def test_who_looks_often_is_wrong_more_often(looks: int, wrong: float) -> None:
    """What docs/tracking.md says of 5 a quarter: every path of counts that no look rules out."""
    left, told = np.zeros(500), 0.0
    left[0], counts = 1.0, np.arange(500)
    for look in range(1, looks + 1):
        left = np.convolve(left, stats.poisson.pmf(counts, 5))[:500]
        outside = (counts <= most_that_rules_out(np.array([5.0 * look]), KNOWN)[0]) | (
            counts > prediction_interval(5 * look, KNOWN)[1]
        )
        told += left[outside].sum()
        left[outside] = 0.0
    assert told <= 0.05 if looks == 1 else told == pytest.approx(wrong, abs=0.006)


def test_a_prediction_interval_by_the_tables() -> None:
    """Of a mean of 20: P(11 or fewer) is 0.0214, P(30 or more) is 0.0218."""
    assert stats.poisson.cdf(11, 20) == pytest.approx(0.0214, abs=5e-5)
    assert stats.poisson.sf(29, 20) == pytest.approx(0.0218, abs=5e-5)
    assert prediction_interval(20, KNOWN) == (12, 29)


def test_a_prediction_from_a_count_by_the_negative_binomial() -> None:
    """After 20 in one year, a year to come: scipy's negative binomial with 20 and 21 events."""
    low, high = prediction_interval(20, 20)
    below, above = stats.nbinom(20, 0.5), stats.nbinom(21, 0.5)
    assert below.cdf(low - 1) <= 0.025 < below.cdf(low)
    assert above.sf(high) <= 0.025 < above.sf(high - 1)
    assert (low, high) == (9, 35)


def test_with_no_event_so_far() -> None:
    """As long again: P(y or more) is 1/2 to the y, and 1/32 > 0.025 > 1/64."""
    assert after_none(1) == (0, 5)
    assert after_none(3) == prediction_interval(3e-9, 1e-9)  # its limit


@given(
    mean=st.floats(0.5, 300),
    events=st.one_of(st.just(KNOWN), st.floats(0.5, 500)),
    count=st.integers(0, 400),
)
def test_the_prediction_interval_and_the_ratio_say_one_thing(
    mean: float, events: float, count: int
) -> None:
    low, high = prediction_interval(mean, events)
    ratio_low, ratio_high = ratio_interval(mean, events, count)
    one, of = np.array([float(count)]), np.array([mean])
    tails = (float(at_most(one, of, events)[0]), at_least(count, mean, events))
    if min(abs(tail - 0.025) for tail in tails) > 1e-9:
        assert (low <= count <= high) == (ratio_low <= 1 <= ratio_high)
    assert (count <= most_that_rules_out(of, events)[0]) == (tails[0] <= 0.025)


@given(expected=st.floats(1, 500), fall=st.floats(0.01, 1), baseline=st.floats(1, 1e4))
def test_more_of_a_fall_and_a_better_baseline_tell_more(
    expected: float, fall: float, baseline: float
) -> None:
    chance = ca.chance_of_telling(expected, fall, baseline=baseline)
    assert 0 <= chance <= ca.chance_of_telling(expected, min(1, fall * 1.5), baseline=baseline)
    assert chance <= ca.chance_of_telling(expected, fall, baseline=2 * baseline) + 1e-12
    assert chance <= ca.chance_of_telling(expected, fall) + 1e-12


def covered(mean: float, times: float, ratio: float, rng: np.random.Generator) -> float:
    """The share of 20,000 trials whose interval holds the true ratio."""
    before = np.maximum(rng.poisson(mean, 20_000), 1)
    after = rng.poisson(mean * times * ratio, 20_000)
    pairs, times_drawn = np.unique(np.stack([before, after], axis=1), axis=0, return_counts=True)
    held = 0
    for (first, then), many in zip(pairs, times_drawn, strict=True):
        low, high = ratio_interval(first * times, float(first), float(then))
        held += int(many) * (low <= ratio <= high)
    return held / 20_000


@pytest.mark.parametrize("mean", [10, 40, 160])
@pytest.mark.parametrize(("times", "ratio"), [(1, 1.0), (3, 0.8)])
def test_its_interval_holds_the_truth_as_often_as_it_says(
    mean: float, times: float, ratio: float
) -> None:
    """At least 95%, within the error of 20,000 trials; and hardly more where counts are many."""
    share = covered(mean, times, ratio, np.random.default_rng(7))
    error = math.sqrt(0.95 * 0.05 / 20_000)
    assert share >= 0.95 - 3 * error
    assert share <= (0.97 if mean >= 160 else 1.0)


@pytest.mark.parametrize("mean", [8, 50])
@pytest.mark.parametrize("times", [0.5, 2])
def test_a_count_to_come_is_in_its_prediction_as_often_as_it_says(
    mean: float, times: float
) -> None:
    rng = np.random.default_rng(11)
    before, after = rng.poisson(mean, 20_000), rng.poisson(mean * times, 20_000)
    ends = {
        n: prediction_interval(n * times, float(n)) if n else after_none(times)
        for n in range(int(before.max()) + 1)
    }
    held = np.mean([ends[n][0] <= y <= ends[n][1] for n, y in zip(before, after, strict=True)])
    assert held >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / 20_000)


@pytest.mark.parametrize(
    ("field", "value"),
    [("expected", 0), ("expected", float("inf")), ("fall", 20), ("fall", 0), ("baseline", -1)],
)
def test_what_is_no_count_and_no_share_is_refused(field: str, value: float) -> None:
    with pytest.raises(ca.InputError, match=f"^{field}: .* given; give "):
        ca.chance_of_telling(**{"expected": 60, "fall": 0.2, field: value})


def test_a_level_and_a_spread_that_are_none() -> None:
    with pytest.raises(ca.InputError, match="dispersion: 0.5 given; it is 1 or more"):
        ca.chance_of_telling(60, 0.2, dispersion=0.5)
    with pytest.raises(ca.InputError, match="level: 95 given"):
        ca.chance_of_telling(60, 0.2, level=95)
