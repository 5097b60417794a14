"""Small cases whose answers are worked out on paper, one for each rule of the arithmetic."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.evidence.intervals import rate_ratio_interval
from costavoid.evidence.prices import discount_factors

FOSTER, RESIDENTIAL = 765, 7385  # pounds a week, 2024-25


def money(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=id, price_year="2024-25", source="By hand", **more)


def one_a_year(pathway: Any, months: int = 12, **options: Any) -> ca.Appraisal:
    """One removal avoided a year, from 1 April 2024, in 2024-25 prices."""
    pause = ca.Pause(
        women=1,
        programme_months=months,
        removal_rate=ca.local(1, "events per person-year", id="hand.rate", source="By hand"),
        lag=None,
        neonatal=None,
        pathway=pathway,
        delivery_cost=options.pop("delivery_cost", None),
    )
    return ca.appraise(pause, **{"horizon": 4, "price_year": "2024-25", **options})


def totals(appraisal: ca.Appraisal) -> dict[str, float]:
    return appraisal.to_frame().groupby("line")["pounds"].sum().to_dict()


def test_what_replaces_a_placement_is_spent_as_cash() -> None:
    cheaper = money(FOSTER, "GBP per week", "hand.foster", payer="council", cash_releasing=0)
    appraisal = one_a_year(ca.Placement(type="residential", weeks=40, replaced_by=cheaper))
    found = totals(appraisal)
    assert found["removals.placement"] == pytest.approx(40 * RESIDENTIAL)
    assert found["removals.replacement"] == pytest.approx(-40 * FOSTER)
    # 78% of the residential week is cash; every pound of new spending is
    assert appraisal.by_payer().loc["council", "cash"] == pytest.approx(
        0.78 * 40 * RESIDENTIAL - 40 * FOSTER
    )


def test_the_application_fee_is_the_courts_income() -> None:
    appraisal = one_a_year(ca.CareProceedings(duration=None))
    frame = appraisal.by_payer()
    fee = 2515 * 100 / 103.2388
    assert frame.loc["court", "gross"] == pytest.approx(4180 * 100 / 77.0388 - fee)
    assert frame.loc["legal_aid", "gross"] == pytest.approx(15_000 * 100 / 61.3576)
    assert frame.loc["cafcass", "gross"] == pytest.approx(2500 * 100 / 61.3576)
    assert frame.loc["council", "cash"] == pytest.approx(fee)


def test_delivery_is_paid_by_whoever_the_cost_says() -> None:
    by_nhs = money(1000, "GBP per person-year", "hand.delivery", payer="nhs")
    appraisal = one_a_year(ca.Placement(weeks=26), delivery_cost=by_nhs)
    assert appraisal.by_payer().loc["nhs", "delivery"] == pytest.approx(-1000)
    assert appraisal.by_payer().loc["council", "delivery"] == 0
    assert appraisal.payback.startswith("No delivery cost falls here")
    assert appraisal.bcr == pytest.approx(
        appraisal.annual(kind="benefit") @ appraisal.discount_factors / 1000
    )


def centres(**fields: Any) -> ca.Appraisal:
    programme = ca.ChildrensCentres(
        **{
            "proceedings_before": 60,
            "proceedings_after": 50,
            "before_year": "2022-23",
            "after_year": "2023-24",
            **fields,
        }
    )
    return ca.appraise(programme, horizon=2, price_year="2024-25")


@pytest.mark.parametrize("step", ["deadweight", "attribution"])
def test_centres_apply_each_step_to_every_outcome(step: str) -> None:
    extra = {"children_placed_sooner": 12, "weeks_sooner": 8}
    extra |= {"placement": ca.Placement(weeks=20), "placement_share": 0.25}
    plain, halved = centres(**extra), centres(**extra, **{step: 0.5})
    np.testing.assert_allclose(halved.flows.amounts, plain.flows.amounts / 2, rtol=1e-12)


def test_centres_by_hand() -> None:
    found = totals(
        centres(
            children_placed_sooner=12,
            weeks_sooner=8,
            placement=ca.Placement(type="residential", weeks=20),
            placement_share=0.25,
        )
    )
    # weeks saved by 12 children a year, 8 each: those starting in the last 8 of 104 weeks have
    # saved on average only half of them when the horizon ends
    assert found["permanence.placement"] == pytest.approx(12 * (2 - 4 / 52) * 8 * FOSTER)
    assert found["placements.placement"] == pytest.approx(
        10 * 0.25 * (2 - 10 / 52) * 20 * RESIDENTIAL
    )


def test_your_own_counts_are_the_full_effect_at_once() -> None:
    appraisal = centres()
    line = appraisal.line("proceedings.pre_proceedings")
    assert line.cases.blocks == ((0.0, 2.0, 1.0),)
    ratio = ca.ChildrensCentres(proceedings_before=60)
    assert ratio.phases == (0.0, 0.5)


def allowance(**fields: Any) -> ca.InfantRemovedAtBirth:
    return ca.InfantRemovedAtBirth(
        **{
            "assessment": None,
            "proceedings": None,
            "adoption_share": 1,
            "guardianship_share": 0,
            "adoption_cost": None,
            **fields,
        }
    )


def test_an_adoption_allowance_starts_at_the_order_and_ends_at_18() -> None:
    weekly = money(100, "GBP per week", "hand.allowance", payer="council", cash_releasing=1)
    found = totals(one_a_year(allowance(adoption_allowance=weekly), horizon=20))
    # placed at 17 months, ordered at 26, to 18 years
    assert found["removals.foster_adoption"] == pytest.approx(17 / 12 * 52 * FOSTER)
    assert found["removals.adoption_allowance"] == pytest.approx((18 - 26 / 12) * 5200)


def test_long_term_care_lasts_18_years_to_the_day() -> None:
    pathway = allowance(adoption_share=0, long_term_share=1)
    found = totals(one_a_year(pathway, horizon=20))
    assert found["removals.foster_care"] == pytest.approx(18 * 52 * FOSTER)
    early = totals(one_a_year(pathway, horizon=18))
    # one a year over [0, 1]: at 18.0 they have had 17.5 years on average
    assert early["removals.foster_care"] == pytest.approx(17.5 * 52 * FOSTER)


def test_nobody_leaves_to_a_guardian_at_18() -> None:
    mean = ca.ExponentialStay(mean=ca.local(10, "years", id="hand.mean", source="By hand"))
    order = money(3000, "GBP per event", "hand.order", payer="council")
    pathway = allowance(
        adoption_share=0,
        guardianship_share=1,
        stay_before_guardianship=mean,
        guardianship_cost=order,
    )
    found = totals(one_a_year(pathway, horizon=30))
    # those still in care at 18 leave without an order
    assert found["removals.guardianship_order"] == pytest.approx(3000 * (1 - math.exp(-1.8)))


def test_placement_prices_grow_from_their_own_price_year() -> None:
    pathway = ca.Placement(type="residential", weeks=520)
    case = {"first_year": "2026-27", "price_year": "2026-27", "months": 12}
    plain = one_a_year(pathway, **case)
    dearer = one_a_year(pathway, placement_inflation=0.05, **case)
    # a cost of 2024-25 has grown twice by 2026-27
    growth = [1.05**2, 1.05**3, 1.05**4, 1.05**5]
    np.testing.assert_allclose(dearer.annual(), plain.annual() * growth, rtol=1e-12)
    for year, factor in zip(plain.years, growth, strict=True):
        before, after = (a.full_year_effect(year).loc["council"] for a in (plain, dearer))
        np.testing.assert_allclose(after, before * factor, rtol=1e-12)


def test_mid_year_takes_the_rate_of_the_coming_year() -> None:
    plain = discount_factors(32, ca.discount_schedule())
    middle = discount_factors(32, ca.discount_schedule(), "mid-year")
    assert middle[29] == pytest.approx(plain[29] / math.sqrt(1.035))
    assert middle[30] == pytest.approx(plain[30] / math.sqrt(1.03))


def test_mid_p_for_none_after_five_before_by_hand() -> None:
    # P(X = 0) / 2 = 0.025 for X binomial(5, p): (1 - p)^5 = 0.05
    share = 1 - 0.05 ** (1 / 5)
    low, high = rate_ratio_interval(5, 0, method="mid-p")
    assert low == 0
    assert high == pytest.approx(share / (1 - share), rel=1e-9)
    # and the mirror image: none before, five after
    low, high = rate_ratio_interval(0, 5, method="mid-p")
    assert low == pytest.approx((1 - share) / share, rel=1e-9)
    assert math.isinf(high)


def test_a_total_arrives_evenly() -> None:
    total = money(900, "GBP", "hand.total")
    appraisal = one_a_year(ca.Placement(weeks=26), months=18, delivery_cost=total)
    np.testing.assert_allclose(appraisal.annual(kind="delivery"), [-600, -300, 0, 0])
    assert "1 arriving evenly, 0.000 to 1.500" in appraisal.explain("delivery")


def test_pounds_can_be_had_by_words() -> None:
    appraisal = one_a_year(ca.Placement(provider="agency", weeks=52))
    council = appraisal.annual(payer="council", cash="cash", kind="benefit")
    # 743 a week of 2023-24 in 2024-25 prices; half a year of care in each of two years
    assert council[:2] == pytest.approx([743 * 52 / 2 * 100 / 96.1117] * 2)
    assert appraisal.annual(prices="nominal")[1] == pytest.approx(council[1] * 1.032388)
    assert appraisal.annual(prices="present value")[1] == pytest.approx(council[1] / 1.035)
    for wrong in ({"payer": "councl"}, {"cash": "x"}, {"kind": "benefits"}, {"prices": "nominl"}):
        with pytest.raises(ca.InputError, match="given"):
            appraisal.annual(**wrong)


def test_an_effect_cannot_outlast_what_it_came_to() -> None:
    outcome = ca.Outcome(
        id="half",
        label="Half",
        counterfactual=ca.RateAvoided(
            rate=ca.local(1, "events per person-year", id="hand.rate", source="By hand"), cohort=1
        ),
        pathway=ca.Placement(weeks=1),
        children="children",
        months=12,
        phase_in=(0.5,),
        persistence=(0.5,),
    )
    appraisal = ca.appraise(
        ca.Custom(name="half", changes=(outcome,)), horizon=4, price_year="2024-25"
    )
    # half a case in the first year, half of that in the second: 0.75 of a week each
    assert appraisal.annual().sum() == pytest.approx(0.75 * FOSTER)
