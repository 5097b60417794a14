"""A trial's difference of costs, which may be a saving: by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm

import costavoid as ca
from costavoid.analysis.chances import chance_it_saves

TRIAL = ca.local(
    -300,
    "GBP per person, difference",
    id="own.difference",
    low=-900,
    high=300,
    range_kind="95% interval",
    price_year="2025-26",
    payer="nhs",
    design="trial",
    source="A trial (invented)",
)


def trial(**settings: object) -> ca.Appraisal:
    """Fifty people a year who cost £300 less each, give or take £600."""
    outcome = ca.Outcome(
        id="care",
        label="Care of both arms",
        counterfactual=ca.Volume(
            cases=ca.local(50, "count per year", source="Referrals"), effect=TRIAL
        ),
        pathway=ca.CostDifference(cost=TRIAL),
        children="people in the trial",
        months=12,
    )
    programme = ca.Custom(name="Arms", changes=(outcome,), start="2025-04-01")
    return ca.appraise(programme, horizon=1, price_year="2025-26", **settings)


def test_below_nothing_is_saved_and_above_it_spent() -> None:
    assert trial().npv == pytest.approx(50 * 300)
    dearer = TRIAL.model_copy(update={"value": 100, "low": -500, "high": 700})
    more = trial(overrides=[dearer])
    assert more.npv == pytest.approx(-50 * 100)
    assert more.by_payer().loc["nhs", "cash"] == 0  # no share of it is said to be cash


def test_a_net_benefit_whose_interval_crosses_nothing_can_be_drawn() -> None:
    drawn = trial(draws=40_000)
    net = drawn.uncertainty.headlines["net present value, all payers"]
    deviation = 1_200 / (2 * norm.ppf(0.975))
    assert net.mean() == pytest.approx(15_000, abs=4 * 50 * deviation / 200)
    assert net.std() == pytest.approx(50 * deviation, rel=0.02)
    assert np.quantile(net, [0.025, 0.975]) == pytest.approx([-15_000, 45_000], abs=900)
    chance = norm.cdf(300 / deviation)
    assert chance_it_saves(TRIAL) == pytest.approx(chance)
    assert f"the chance that it is a saving is {chance:.0%}" in " ".join(drawn.in_full().split())


def test_the_family_nurse_partnership_has_its_published_interval() -> None:
    cost = ca.default("delivery.fnp.participant")
    assert (cost.value, cost.low, cost.high) == (1_812, -2_700, 5_744)
    # a normal of mean 1,812 and width 8,444: a standard deviation of 2,154.1
    deviation = (5_744 + 2_700) / (2 * 1.959964)
    assert deviation == pytest.approx(2_154.1, abs=0.1)
    by_hand = 0.5 * math.erfc(1_812 / deviation / math.sqrt(2))
    assert by_hand == pytest.approx(0.2001, abs=0.0002)
    assert chance_it_saves(cost) == pytest.approx(by_hand)
    nurses = ca.FamilyNursePartnership(participants=100, months=12)
    drawn = ca.appraise(nurses, horizon=1, price_year="2013-14", draws=20_000)
    assert "delivery.fnp.participant" in drawn.uncertainty.varying
    said = " ".join(drawn.in_full().split())
    assert "the chance that it is a saving is 20%, by a normal with that mean and width" in said
    # its mean and width are kept, and so its ends are 2,410 less to 6,034
    (moved,) = [f for f in drawn.review() if f.id == "ends_moved"]
    assert "-2,410 to 6,034" in moved.sentence


def test_other_money_is_never_below_nothing() -> None:
    with pytest.raises(ca.InputError, match="give a number of 0 or more"):
        ca.local(-5, "GBP per person", price_year="2025-26", source="x")
    with pytest.raises(ca.InputError, match="this takes a number in 'GBP per person, difference'"):
        ca.CostDifference(cost=ca.local(5, "GBP per person", price_year="2025-26", source="x"))
