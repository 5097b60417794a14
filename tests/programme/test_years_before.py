"""Several years before, counts that spread beyond chance, and children who come in families."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import beta, gamma

import costavoid as ca
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.series import dispersion_of, fall_from_worst


def counts(before: int = 95, after: int = 45, **fields: object) -> ca.BeforeAfter:
    return ca.BeforeAfter(
        before=before, after=after, before_year="2012-13", after_year="2014-15", **fields
    )


def interval(effect: ca.BeforeAfter) -> tuple[float, float, float]:
    return effect.rate_ratio(Inputs(effect.estimates))


def test_the_spread_of_a_series_by_hand() -> None:
    # mean 80; (20^2 + 10^2 + 10^2) / 80 / 2 = 600 / 160
    assert dispersion_of((100, 70, 70)) == pytest.approx(3.75)
    assert dispersion_of((80, 81, 79)) == 1  # spreads less than chance would: it is chance
    assert dispersion_of((100, 20)) == 1  # two counts tell nothing of a spread


def test_the_worst_of_three_years_falls_back_by_itself() -> None:
    """Against a million triples: a usual year of 70, and the worst of three."""
    draws = np.random.default_rng(5).poisson(70, (1_000_000, 3)).max(axis=1)
    assert fall_from_worst(70, 3) == pytest.approx(1 - 70 / draws.mean(), abs=2e-4)
    assert fall_from_worst(70, 3) == pytest.approx(0.092, abs=0.001)
    assert fall_from_worst(70, 1) == pytest.approx(0, abs=1e-9)


def test_what_was_expected_is_the_mean_of_the_years_before() -> None:
    effect = counts(95, 45, earlier=(70, 75))
    inputs = Inputs(effect.estimates)
    assert float(effect.expected(inputs)[0]) == pytest.approx(80)
    assert float(effect.avoided(inputs)[0]) == pytest.approx(35)
    # index of dispersion (10^2 + 5^2 + 15^2) / 80 / 2; 240 in three years against 45 in one
    spread = (100 + 25 + 225) / 160
    low = beta.ppf(0.025, 45 / spread, 240 / spread + 1)
    high = beta.ppf(0.975, 45 / spread + 1, 240 / spread)
    ratio, *ends = interval(effect)
    assert ratio == pytest.approx(45 / 80)
    assert ends == pytest.approx([3 * low / (1 - low), 3 * high / (1 - high)])
    said = effect.statement()
    assert "95 in 2012-13 (after 70, 75; mean of the 3 years 80.0), 45 in 2014-15" in said
    assert "with 2.2 times the variance of a count (as the years before spread)" in said


def test_one_year_is_as_before() -> None:
    ratio, low, high = interval(counts())
    assert (ratio, low, high) == pytest.approx((45 / 95, 0.3247, 0.6822), abs=1e-3)
    assert counts(counted="families").statement() == counts().statement()


def families(rng: np.random.Generator, mean: float, size: int) -> np.ndarray:
    """Children of families that come by chance, one to four of them, 1.69 on average."""
    groups = rng.poisson(mean / 1.69, size)
    children = np.array([1, 2, 3, 4])
    shares = np.array([0.57, 0.24, 0.12, 0.07])
    return np.array([int(rng.choice(children, n, p=shares).sum()) for n in groups])


def test_children_who_come_in_families_widen_the_interval_until_it_covers() -> None:
    """Nothing changed: how often 95% intervals of 1,500 pairs hold a ratio of 1."""
    rng = np.random.default_rng(11)
    pairs = list(zip(families(rng, 70, 1_500), families(rng, 70, 1_500), strict=True))
    covered = {}
    for counted in ("families", "children"):
        found = [
            ca.rate_ratio_interval(int(b), int(a), dispersion=2.0 if counted == "children" else 1.0)
            for b, a in pairs
        ]
        covered[counted] = np.mean([low <= 1 <= high for low, high in found])
    assert 0.78 < covered["families"] < 0.88  # what is called 95% covers some 83%
    assert covered["children"] >= 0.94


def test_draws_have_the_wider_error_and_the_same_mean() -> None:
    centres = ca.ChildrensCentres(
        start="2025-04-01",
        proceedings_before=95,
        proceedings_after=45,
        before_year="2012-13",
        after_year="2014-15",
        counted="children",
    )
    drawn = ca.appraise(centres, horizon=3, price_year="2025-26", draws=100_000).uncertainty
    spreads = drawn.simulation.draws.alone
    for id, count in (("proceedings.before", 95), ("proceedings.after", 45)):
        drawn_as = gamma(spreads[id].first, scale=spreads[id].second)
        assert drawn_as.mean() == pytest.approx(count)
        assert drawn_as.var() == pytest.approx(2 * count)


def test_the_mean_of_years_is_drawn_with_the_error_of_all_of_them() -> None:
    effect = counts(95, 45, earlier=(70, 75), dispersion=ca.local(1.5, "ratio", source="x"))
    cases = effect.independent(Inputs(effect.estimates))
    # variance of 95 drawn: 95^2 / cases; of the mean of three: a ninth of it; wanted 1.5 x 80 / 3
    assert 95**2 / cases[effect.before] / 9 == pytest.approx(1.5 * 80 / 3)
    assert cases[effect.after] == pytest.approx(45 / 1.5)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"earlier": (70.5,)}, "earlier: 70.5 given"),
        ({"earlier": (-1,)}, "earlier: -1 given"),
        ({"before": 0, "earlier": (3,)}, "before is 0"),
        ({"dispersion": 0.5}, "dispersion: 0.5 given"),
        ({"counted": "mothers"}, "mothers"),
    ],
)
def test_what_no_count_can_be_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        counts(**fields)


def test_a_review_puts_regression_to_the_mean_in_figures() -> None:
    def review(**fields: object) -> dict[str, str]:
        centres = ca.ChildrensCentres(
            start="2015-04-01",
            proceedings_before=80,
            proceedings_after=60,
            before_year="2013-14",
            after_year="2014-15",
            **fields,
        )
        found = ca.appraise(centres, horizon=3, price_year="2014-15").review()
        return {finding.id: finding.sentence for finding in found}

    falls = fall_from_worst(80, 3)
    assert f"it would fall by some {falls:.1%} on average" in review()["years_before"]
    worst = review(earlier=(62, 68))["years_before"]
    assert "(80) was above the mean of the 3 given (70.0)" in worst
    assert f"falls by {fall_from_worst(70, 3):.1%} on average" in worst
    assert "families_or_children" in review()
    assert "families_or_children" not in review(counted="children")
    assert math.isclose(falls, 0.0867, abs_tol=0.001)


def test_a_series_that_rises_says_its_spread_in_plain_figures() -> None:
    rising = counts(14_597, 13_556, earlier=(11_159, 12_792))
    assert "with 230 times the variance of a count" in rising.statement()


def test_the_national_trend_is_of_the_same_years_as_the_counts(tmp_path: Path) -> None:
    """England rose to 2012-13: a mean of three years moves with a mean of three years."""
    centres = ca.ChildrensCentres(
        proceedings_before=95,
        proceedings_after=45,
        earlier=(80, 86),
        before_year="2012-13",
        after_year="2014-15",
        against_national_trend=True,
    )
    case = ca.Case(centres, horizon=1, price_year="2014-15", first_year="2014-15")
    effect = centres.outcomes()[0].counterfactual
    expected = 87 * 11_159 / ((9_204 + 10_255 + 11_110) / 3)
    assert float(effect.expected(Inputs(effect.estimates))[0]) == pytest.approx(expected)
    assert "95.3 expected (moved with the comparison trend, +9.5%)" in effect.statement()
    case.save(tmp_path / "centres.toml")
    assert ca.load(tmp_path / "centres.toml").appraise().npv == pytest.approx(case.appraise().npv)
    with pytest.raises(ca.InputError, match="2008-09 given; counts are known for 2009-10"):
        ca.ChildrensCentres(**{**dict(centres), "earlier": (80, 81, 82, 86), "trend_before": None})
