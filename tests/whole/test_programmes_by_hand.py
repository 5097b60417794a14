"""One small case of each programme, worked on paper in pounds of one year, and its refusals.

Pause and children's centres are in test_by_hand.py. Every unit cost is given in the price year,
so that no sum needs an index; an effect that has been published is the published one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.programme.base import Intervention


def money(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    """The council's own money, all of it cash unless told otherwise."""
    whole = {"price_year": "2025-26", "source": "By hand", "payer": "council", "cash_releasing": 1}
    return ca.local(value, unit, id=id, **{**whole, **more})


def number(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=id, source="By hand", **more)


def appraise(programme: Intervention, horizon: int, price_year: str = "2025-26") -> ca.Appraisal:
    """From 1 April of the price year."""
    return ca.appraise(programme, horizon=horizon, price_year=price_year)


def lines(appraisal: ca.Appraisal) -> dict[str, float]:
    return appraisal.to_frame().groupby("line")["pounds"].sum().to_dict()


def payers(appraisal: ca.Appraisal, column: str = "net") -> dict[str, float]:
    return appraisal.by_payer()[column].to_dict()


FOSTER = money(800, "GBP per week", "hand.foster", cash_releasing=0.75)


# Programmes with a published effect


def in_schools(**fields: Any) -> ca.SocialWorkersInSchools:
    return ca.SocialWorkersInSchools(
        **{
            "schools": 10,
            "days_per_week": 2,
            "section_47_per_school": 6,
            "social_worker": money(60_000, "GBP per person-year", "hand.post"),
            "enquiry": ca.SocialWork(
                first="section 47",
                section_47=money(1_000, "GBP per event", "hand.enquiry"),
                plan_share=0.5,
                plan_weeks=26,
                plan=money(100, "GBP per week", "hand.plan"),
            ),
            "months": 24,
            **fields,
        }
    )


def test_social_workers_in_schools() -> None:
    entries = {
        "care_entries_per_school": 0.5,
        "care_entry_ratio": 0.8,
        "placement": ca.Placement(weeks=26, cost=FOSTER),
    }
    found = lines(appraise(in_schools(**entries), horizon=3))
    # the trial: 10 schools x 6 x (1 - 1.055) = -3.3 a year, so 6.6 enquiries more in two years
    assert found["section_47.section_47"] == pytest.approx(-6.6 * 1_000)
    # half of them lead to a plan of 26 weeks: 6.6 x 0.5 x 26 x 100
    assert found["section_47.plan"] == pytest.approx(-8_580)
    # 10 x 0.5 x (1 - 0.8) = 1 entry fewer a year, 2 in all, 26 weeks each at 800
    assert found["care_entries.placement"] == pytest.approx(2 * 20_800)
    # 10 schools x 2 days of 5 = 4 posts, two years
    assert found["delivery.social_workers"] == pytest.approx(-4 * 60_000 * 2)


def test_a_whole_week_in_school_is_a_whole_post() -> None:
    found = lines(appraise(in_schools(schools=1, days_per_week=5, months=12), horizon=1))
    assert found["delivery.social_workers"] == pytest.approx(-60_000)


def test_family_group_conference() -> None:
    programme = ca.FamilyGroupConference(
        families=60,
        children=100,
        placement=ca.Placement(weeks=50, cost=FOSTER),
        proceedings=ca.CareProceedings(
            pre_proceedings=None,
            application_fee=money(2_500, "GBP per event", "hand.fee"),
            council=money(6_000, "GBP per event", "hand.council", cash_releasing=0),
            legal_aid=money(16_000, "GBP per event", "hand.legal_aid", payer="legal_aid"),
            court=money(1_200, "GBP per event", "hand.court", payer="court", cash_releasing=0),
            cafcass=money(2_400, "GBP per event", "hand.cafcass", payer="cafcass"),
            duration=None,
        ),
        delivery_cost=money(1_500, "GBP per event", "hand.conference"),
        months=12,
    )
    answer = appraise(programme, horizon=3)
    found = lines(answer)
    # (0.448 - 0.362) x 100 = 8.6 children, 50 weeks at 800
    assert found["care_entries.placement"] == pytest.approx(8.6 * 40_000)
    # (0.717 - 0.592) x 60 = 7.5 families
    assert found["proceedings.proceedings_legal_aid"] == pytest.approx(7.5 * 16_000)
    assert found["delivery"] == pytest.approx(-60 * 1_500)
    # council: 344,000 + 7.5 x (2,500 + 6,000) - 90,000; the court loses the fee
    assert payers(answer) == pytest.approx(
        {
            "council": 344_000 + 63_750 - 90_000,
            "legal_aid": 120_000,
            "court": 7.5 * (1_200 - 2_500),
            "cafcass": 18_000,
            "all payers": 344_000 + 63_750 - 90_000 + 120_000 - 9_750 + 18_000,
        }
    )
    # cash: three quarters of the placements, and the fee
    assert payers(answer, "cash")["council"] == pytest.approx(0.75 * 344_000 + 7.5 * 2_500)


def test_family_group_conference_at_a_published_cost_without_court() -> None:
    each = ca.default("fgc.rollout.saving_per_child")  # 75,000 of 2022-23
    programme = ca.FamilyGroupConference(
        families=60,
        children=100,
        placement=ca.PublishedCost(cost=each),
        proceedings=None,
        months=12,
    )
    answer = appraise(programme, 1, "2022-23")
    assert answer.lines == ("care_entries.published",)
    assert answer.annual().sum() == pytest.approx(8.6 * 75_000)


def test_family_drug_and_alcohol_court() -> None:
    programme = ca.FamilyDrugAlcoholCourt(
        cases=10,
        cost_per_case=money(12_000, "GBP per event", "hand.case"),
        saving=money(30_000, "GBP per event", "hand.saving", payer="several", cash_releasing=0),
        months=12,
    )
    answer = appraise(programme, horizon=7)
    # each saves 6,000 a year for five years; the cases come evenly over the first year, so half a
    # year's worth falls in the first and in the sixth: 10 x 3,000, then 10 x 6,000
    saved = [30_000, 60_000, 60_000, 60_000, 60_000, 30_000, 0]
    np.testing.assert_allclose(answer.annual(kind="benefit"), saved, atol=1e-6)
    np.testing.assert_allclose(answer.annual(kind="delivery"), [-120_000, *[0] * 6], atol=1e-6)
    assert payers(answer)["several"] == pytest.approx(300_000)


def test_the_parts_of_the_drug_and_alcohol_court_come_to_more_than_its_total() -> None:
    whole, parts = (
        appraise(ca.FamilyDrugAlcoholCourt(cases=1, months=12, by_component=by), 6, "2014-15")
        for by in (False, True)
    )
    assert whole.annual().sum() == pytest.approx(28_020 - 12_170)  # net 15,850, as printed
    found = lines(parts)
    assert found.pop("delivery.cases") == pytest.approx(-12_170)
    assert found == pytest.approx(
        {
            "care.published": 17_220,
            "legal.published": 6_345,
            "return.published": 2_110,
            "health.published": 5_300,
        }
    )
    assert sum(found.values()) - 28_020 == pytest.approx(2_955)
    assert payers(parts, "avoided")["council"] == pytest.approx(17_220)  # care alone
    assert payers(parts, "cash")["council"] == 0


def test_family_nurse_partnership() -> None:
    answer = appraise(ca.FamilyNursePartnership(participants=100, months=12), 1, "2013-14")
    # 100 x 0.0036 QALYs x 20,000; 100 x 1,812
    assert payers(answer) == pytest.approx(
        {"council": 0, "nhs": -181_200, "individuals": 7_200, "all payers": -174_000}
    )
    cash = money(20_000, "GBP per QALY", "hand.qaly", payer="individuals")
    valued = appraise(ca.FamilyNursePartnership(participants=100, value_of_health=cash), 1)
    assert payers(valued, "avoided")["individuals"] == pytest.approx(7_200)
    assert payers(valued, "cash")["individuals"] == 0  # a value, not money, whatever is given
    assert answer.bcr == pytest.approx(72 / 1_812)
    assert answer.public_bcr == 0


def test_mockingbird() -> None:
    cost = money(100_000, "GBP per year", "hand.hubs")
    programme = ca.Mockingbird(constellations=2, cost_a_year=cost, months=24)
    answer = appraise(programme, horizon=3)
    assert lines(answer) == pytest.approx(  # 99p for each pound of two years
        {"return.return": 198_000, "delivery.constellations": -200_000}
    )
    assert answer.bcr == pytest.approx(0.99)
    assert answer.npv == pytest.approx(-1_000 - 1_000 / 1.035)
    assert payers(answer, "cash")["council"] == payers(answer, "cash")["several"] == 0


def test_sure_start() -> None:
    answer = appraise(ca.SureStart(months=12), 1, "2023-24")
    # 2.7bn cost; 2.4bn back to the public purse and 3.1bn to those who went, as printed
    assert payers(answer) == pytest.approx(
        {
            "council": 0,
            "dfe": -2.7e9,
            "several": 2.4e9,
            "individuals": 3.1e9,
            "all payers": 2.8e9,
        },
        rel=1e-6,
    )
    own = money(900_000, "GBP per year", "hand.centres")
    council = payers(appraise(ca.SureStart(cost_a_year=own, months=24), 2))
    # two years of 900,000: 1.8m x 24/27 and x 31/27
    assert council == pytest.approx(
        {
            "council": -1_800_000,
            "several": 1_600_000,
            "individuals": 1_800_000 * 31 / 27,
            "all payers": 1_600_000 + 1_800_000 * 31 / 27 - 1_800_000,
        },
        rel=1e-6,
    )


SAVED_EACH = 4_600
PARTNERSHIP = {
    "set_up": money(150_000, "GBP", "hand.set_up"),
    "contribution": money(7_500, "GBP per council-year", "hand.contribution"),
    "saving": money(SAVED_EACH, "GBP per council-year", "hand.saving", cash_releasing=0),
    "post": ca.AgencyPost(
        agency=money(1_800, "GBP per week", "hand.agency"),
        permanent=money(1_280, "GBP per week", "hand.permanent"),
    ),
}


def test_regional_recruitment_partnership() -> None:
    programme = ca.RegionalRecruitmentPartnership(councils=15, agency_posts_filled=2, **PARTNERSHIP)
    answer = appraise(programme, horizon=12)
    # 150,000 over two years, then 15 x 7,500 for eight: 150,000 + 900,000; nothing after ten
    paid = [-75_000] * 2 + [-112_500] * 8 + [0] * 2
    np.testing.assert_allclose(answer.annual(kind="delivery"), paid, atol=1e-6)
    assert answer.annual(kind="delivery").sum() == pytest.approx(-1_050_000)
    found = lines(answer)
    # what each council saves is given for one: 15 of them for ten years
    assert found["advertising.running"] == pytest.approx(15 * 10 * SAVED_EACH)
    # two posts for ten years: 520 weeks at 1,800 not bought, at 1,280 paid
    assert found["posts.agency"] == pytest.approx(2 * 520 * 1_800)
    assert found["posts.permanent"] == pytest.approx(-2 * 520 * 1_280)
    assert payers(answer, "cash")["council"] == pytest.approx(2 * 520 * 520)


def test_the_published_partnership_in_its_own_pounds() -> None:
    answer = appraise(ca.RegionalRecruitmentPartnership(councils=15), 10, "2011-12")
    assert answer.annual(kind="benefit").sum() == pytest.approx(700_000)
    assert answer.annual(kind="delivery").sum() == pytest.approx(-1_050_000)


def stabilised(**fields: Any) -> ca.WorkforceStabilisation:
    post = {"post": PARTNERSHIP["post"]}
    return ca.WorkforceStabilisation(
        **{"posts": 200, "agency_rate_before": 0.131, "months": 24, **post, **fields}
    )


def test_workforce_stabilisation() -> None:
    answer = appraise(
        stabilised(
            retention_payment=money(500, "GBP per person-year", "hand.payment"),
            leavers_avoided=8,
            replacement_cost=money(3_000, "GBP per event", "hand.replacing"),
        ),
        horizon=3,
    )
    # (0.131 - 0.031) x 200 = 20 posts at any time, two years of 52 weeks
    assert lines(answer) == pytest.approx(
        {
            "agency.agency": 20 * 104 * 1_800,
            "agency.permanent": -20 * 104 * 1_280,
            "leavers.published": 8 * 2 * 3_000,
            "delivery.retention": -200 * 500 * 2,
        }
    )
    # standing posts: 20 x 52 x 520 + 24,000 - 100,000 in each of the two years, nothing after
    np.testing.assert_allclose(answer.annual(), [464_800, 464_800, 0], atol=1e-6)


def test_a_cost_for_each_is_explained_with_how_many() -> None:
    paid = stabilised(retention_payment=money(500, "GBP per person-year", "hand.payment"))
    assert "\n  200 " in appraise(paid, 2).explain("delivery.retention")
    court = ca.FamilyDrugAlcoholCourt(cases=10, months=12)
    assert "\n  10 " in appraise(court, 1).explain("delivery.cases")


@pytest.mark.parametrize(
    ("post", "a_year"),
    [
        # one year of one post: 44 weeks at 1,800 billed, 52 at 1,280 paid
        ({"weeks_paid": 44}, 44 * 1_800 - 52 * 1_280),
        ({"extra": money(520, "GBP per week", "hand.extra")}, 52 * 520),
        ({"extra": money(520, "GBP per week", "hand.extra"), "weeks_paid": 44}, 44 * 520),
        ({"extra": money(14_400, "GBP per person-year", "hand.extra")}, 14_400),
    ],
)
def test_an_agency_post(post: dict[str, Any], a_year: float) -> None:
    pathway = ca.AgencyPost(
        **{name: getattr(PARTNERSHIP["post"], name) for name in ("agency", "permanent")}, **post
    )
    answer = appraise(stabilised(post=pathway, months=12), horizon=2)
    np.testing.assert_allclose(answer.annual(), [20 * a_year, 0], atol=1e-6)


# Programmes whose effect is the council's own


CHAIN = {
    "assessment": money(400, "GBP per event", "hand.assessment", cash_releasing=0),
    "child_in_need_share": 0.5,
    "support_months": 6,
    "support": money(150, "GBP per month", "hand.support", cash_releasing=0),
    "closing": money(100, "GBP per event", "hand.closing", cash_releasing=0),
    "section_47_share": 0.2,
    "section_47": money(500, "GBP per event", "hand.enquiry", cash_releasing=0),
    "plan_share": 0.25,
    "plan_weeks": 40,
    "plan": money(90, "GBP per week", "hand.plan", cash_releasing=0),
}


def test_team_around_the_school_and_the_whole_chain_of_social_work() -> None:
    programme = ca.TeamAroundTheSchool(
        schools=10,
        referrals_per_school=20,
        referral_ratio=0.75,
        referral=ca.SocialWork(
            referral=money(200, "GBP per event", "hand.referral", cash_releasing=0),
            assessment_share=0.6,
            **CHAIN,
        ),
        families_helped=30,
        early_help=money(1_600, "GBP per event", "hand.help"),
        delivery_cost=money(25_000, "GBP per year", "hand.coordinator"),
        months=12,
    )
    answer = appraise(programme, horizon=3)
    # 10 x 20 x (1 - 0.75) = 50 referrals fewer; 30 assessed; 15 supported; 6 enquired; 1.5 planned
    assert lines(answer) == pytest.approx(
        {
            "referrals.referral": 50 * 200,
            "referrals.assessment": 30 * 400,
            "referrals.support": 15 * 6 * 150,
            "referrals.closing": 15 * 100,
            "referrals.section_47": 6 * 500,
            "referrals.plan": 1.5 * 40 * 90,
            "delivery.early_help": -30 * 1_600,
            "delivery": -25_000,
        }
    )
    assert payers(answer, "cash")["council"] == 0  # staff time


POSTS = (
    ca.Post(title="Lead", fte=1, salary=money(50_000, "GBP per person-year", "hand.lead")),
    ca.Post(title="Worker", fte=2.5, salary=money(40_000, "GBP per person-year", "hand.worker")),
)


def test_health_visitor_secondment_and_a_whole_budget() -> None:
    programme = ca.HealthVisitorSecondment(
        assessments_avoided=80,
        assessments=500,
        assessment=ca.SocialWork(first="assessment", **CHAIN),
        delivery_cost=ca.Budget(
            posts=POSTS,
            on_costs=0.3,
            overheads=0.1,
            premises=money(9_000, "GBP per year", "hand.premises"),
            activities=(money(4_000, "GBP", "hand.launch"),),
        ),
        months=24,
    )
    answer = appraise(programme, horizon=4)
    # 160 assessments in two years; 80 supported, 32 enquired into, 8 planned
    assert lines(answer) == pytest.approx(
        {
            "assessments.assessment": 160 * 400,
            "assessments.support": 80 * 6 * 150,
            "assessments.closing": 80 * 100,
            "assessments.section_47": 32 * 500,
            "assessments.plan": 8 * 40 * 90,
            # two years with on-costs of 30%, and overheads of 10% on salary and on-costs
            "delivery.lead": -2 * 50_000 * 1.3 * 1.1,
            "delivery.worker": -2 * 100_000 * 1.3 * 1.1,
            "delivery.hand.premises": -2 * 9_000,
            "delivery.hand.launch": -4_000,
        }
    )


def test_social_work_that_begins_with_support() -> None:
    parts = {name: CHAIN[name] for name in ("support_months", "support", "closing")}
    rate = number(10, "count per year", "hand.rate")
    outcome = ca.Outcome(
        id="support",
        label="Support avoided",
        counterfactual=ca.RateAvoided(rate=rate),
        pathway=ca.SocialWork(first="child in need", **parts),
        children="children",
        months=12,
    )
    found = lines(appraise(ca.Custom(name="support", changes=(outcome,)), horizon=2))
    assert found == pytest.approx({"support.support": 10 * 900, "support.closing": 1_000})


def test_neighbourhood_teams() -> None:
    programme = ca.NeighbourhoodTeams(
        repeat_referrals=200,
        repeat_referral_ratio=0.9,
        referral=ca.SocialWork(referral=money(200, "GBP per event", "hand.referral")),
        care_entries=50,
        care_entry_ratio=0.96,
        placement=ca.Placement(weeks=26, cost=FOSTER),
        contracts_ended=money(300_000, "GBP per year", "hand.contract", cash_releasing=0.5),
        delivery_cost=ca.Budget(posts=POSTS, on_costs=0.25),
        phase_in=(0.5,),
        months=24,
    )
    answer = appraise(programme, horizon=3)
    # half in the first year, so 1.5 years' worth of 20 referrals, 2 entries and the contract;
    # the teams cost from the first day: 2 x (50,000 + 100,000) x 1.25
    assert lines(answer) == pytest.approx(
        {
            "referrals.referral": 30 * 200,
            "care_entries.placement": 3 * 26 * 800,
            "contracts.running": 450_000,
            "delivery.lead": -2 * 62_500,
            "delivery.worker": -2 * 125_000,
        }
    )
    assert payers(answer, "cash")["council"] == pytest.approx(6_000 + 46_800 + 225_000)


PLACED = {
    "previous_placement": money(104_000, "GBP per person-year", "hand.home"),  # 2,000 a week
    "house_project": money(52_000, "GBP per person-year", "hand.project"),  # 1,000 a week
}


def house(**fields: Any) -> ca.HouseProject:
    return ca.HouseProject(
        **{"young_people": 4, "weeks_replaced": 40, "months": 12, **PLACED, **fields}
    )


def test_house_project() -> None:
    later = ca.LeavingCare(
        homeless=0.2,
        application=money(2_500, "GBP per event", "hand.homeless"),
        neet_months=6,
        neet=money(4_000, "GBP per person-year", "hand.neet", payer="dwp"),
        first_offences=0.25,
        first_offence=money(3_000, "GBP per person", "hand.offence", payer="moj"),
    )
    project = house(later=later, delivery_cost=money(20_000, "GBP", "hand.set_up"))
    answer = appraise(project, horizon=3)
    assert lines(answer) == pytest.approx(
        {
            "placements.placement": 4 * 40 * 2_000,
            "placements.replacement": -4 * 40 * 1_000,
            "later.homeless": 4 * 0.2 * 2_500,
            "later.offence": 4 * 0.25 * 3_000,
            "later.neet": 4 * 0.5 * 4_000,
            "delivery": -20_000,
        }
    )
    assert payers(answer)["dwp"] == pytest.approx(8_000)
    assert payers(answer)["moj"] == pytest.approx(3_000)


def test_those_who_go_back_save_only_until_then() -> None:
    back = {"re_entry_share": 0.25, "re_entry_after": 10}
    found = lines(appraise(house(**back), horizon=2))
    # three stay out for 40 weeks, one for 10: 120 + 10 weeks, of either kind of care
    assert found == pytest.approx(
        {
            "placements.placement": 120 * 2_000,
            "placements.replacement": -120 * 1_000,
            "placements.placement_until_re_entry": 10 * 2_000,
            "placements.replacement_until_re_entry": -10 * 1_000,
        }
    )
    # who would go back after the 40 weeks has saved all 40, and no more
    late = {"re_entry_share": 0.25, "re_entry_after": 60}
    never = appraise(house(), horizon=2).annual()
    np.testing.assert_allclose(appraise(house(**late), horizon=2).annual(), never, atol=1e-6)


def test_therapeutic_foster_placement() -> None:
    programme = ca.TherapeuticFosterPlacement(
        young_people=2,
        weeks_replaced=30,
        re_entry_share=0.5,
        re_entry_after=6,
        placement=money(7_000, "GBP per week", "hand.home", cash_releasing=0.8),
        therapeutic_placement=money(3_000, "GBP per week", "hand.foster"),
        delivery_cost=money(15_000, "GBP per year", "hand.clinic"),
        months=12,
    )
    answer = appraise(programme, horizon=2)
    # one settles for 30 weeks, one for 6: 36 weeks
    assert answer.annual(kind="benefit").sum() == pytest.approx(36 * (7_000 - 3_000))
    # 80% of a children's home is cash; every pound of the other placement is
    assert payers(answer, "cash")["council"] == pytest.approx(0.8 * 36 * 7_000 - 36 * 3_000)
    assert payers(answer, "delivery")["council"] == pytest.approx(-15_000)


def test_qualifying_route() -> None:
    cases = [
        # (instead of, route) as printed, for each who qualifies
        ({"route": "step_up"}, (34_523, 34_394)),
        ({"route": "step_up", "basis": "gross"}, (14_675, 40_413)),
        ({"route": "masters", "instead_of": "frontline"}, (38_117, 28_690)),
    ]
    for fields, (instead, own) in cases:
        answer = appraise(ca.QualifyingRoute(workers=10, months=24, **fields), 2, "2015-16")
        assert lines(answer) == pytest.approx(
            {"route.published": 20 * instead, "delivery.route": -20 * own}
        )
    own_costs = ca.QualifyingRoute(
        route="step_up",
        workers=3,
        cost=money(30_000, "GBP per person", "hand.own"),
        cost_instead=money(25_000, "GBP per person", "hand.instead"),
        months=12,
    )
    assert payers(appraise(own_costs, 1))["council"] == pytest.approx(3 * -5_000)


def test_training_partnership() -> None:
    programme = ca.TrainingPartnership(
        placements=40,
        cost_per_placement=money(3_000, "GBP per event", "hand.placement"),
        posts_filled=3,
        post=PARTNERSHIP["post"],
        lag=12,
        months=24,
    )
    answer = appraise(programme, horizon=4)
    # placements in the first two years; posts a year later: 3 x 52 x (1,800 - 1,280) a year
    np.testing.assert_allclose(
        answer.annual(kind="delivery"), [-120_000, -120_000, 0, 0], atol=1e-6
    )
    np.testing.assert_allclose(
        answer.annual(kind="benefit"), [0, 81_120, 81_120, 0], rtol=1e-9, atol=1e-6
    )


def test_shared_service() -> None:
    apart = money(100_000, "GBP per council-year", "hand.apart", cash_releasing=0.6)
    together = money(60_000, "GBP per council-year", "hand.together")
    programme = ca.SharedService(councils=3, cost_apart=apart, delivery_cost=together, months=24)
    answer = appraise(programme, horizon=3)
    assert lines(answer) == pytest.approx({"services.running": 600_000, "delivery": -360_000})
    assert payers(answer, "net_cash")["council"] == pytest.approx(0.6 * 600_000 - 360_000)
    # pays by size (1, 1, 2 of 4), gets what each spent alone: Midshire pays 180,000, gets 200,000
    table = ca.share_between(
        answer,
        {"Anytown": 1, "Otherham": 1, "Midshire": 2},
        gets={"Anytown": 1, "Otherham": 1, "Midshire": 1},
    )
    assert table["net"].to_dict() == pytest.approx(
        {"Anytown": 110_000, "Otherham": 110_000, "Midshire": 20_000, "all councils": 240_000}
    )
    # a service that costs less in all, as money a year
    cheaper = programme.model_copy(
        update={"delivery_cost": money(90_000, "GBP per year", "hand.one")}
    )
    assert appraise(cheaper, 2).annual(kind="delivery").sum() == pytest.approx(-180_000)


def test_systemic_practice() -> None:
    programme = ca.SystemicPractice(
        entries_avoided=4,
        entries=90,
        placement=ca.Placement(weeks=50, cost=FOSTER),
        delivery_cost=ca.Budget(posts=POSTS[:1], on_costs=0.2),
        phase_in=(0.25, 0.75),
        persistence=(0.5,),
        months=36,
    )
    answer = appraise(programme, horizon=6)
    # 1, 3 and 4 entries in the three years, and half of 4 in the year after: 10 x 50 weeks at 800
    assert lines(answer) == pytest.approx(
        {"care_entries.placement": 400_000, "delivery.lead": -3 * 60_000}
    )
    assert payers(answer, "cash")["council"] == pytest.approx(300_000)


def test_deadweight_attribution_and_a_lag_of_half_a_year() -> None:
    programme = ca.SystemicPractice(
        entries_avoided=10,
        placement=ca.Placement(weeks=26, cost=FOSTER),
        delivery_cost=money(50_000, "GBP per year", "hand.clinicians"),
        deadweight=0.2,
        attribution=0.5,
        lag=6,
        months=12,
    )
    answer = appraise(programme, horizon=3)
    # 10 x 0.8 x 0.5 = 4 a year, from 0.5 to 1.5; each stays half a year at 41,600 a year. Caseload
    # rises to 2 at 1.0, stays 2 to 1.5 and falls to 0 at 2.0: 0.5, then 1 + 0.5 person-years
    np.testing.assert_allclose(
        answer.annual(kind="benefit"), [0.5 * 41_600, 1.5 * 41_600, 0], rtol=1e-9, atol=1e-6
    )


# Refusals

A_YEAR = money(50_000, "GBP per year", "hand.team")
PER_COUNCIL = money(50_000, "GBP per council-year", "hand.apart")
GAPS: dict[str, tuple[type[Intervention], dict[str, Any], str]] = {
    "assessments_avoided": (
        ca.HealthVisitorSecondment,
        {"delivery_cost": A_YEAR},
        "none is published, so give your own",
    ),
    "weeks_replaced": (ca.HouseProject, {"young_people": 4}, "No study has measured it"),
    "repeat_referral_ratio": (
        ca.NeighbourhoodTeams,
        {"repeat_referrals": 200, "delivery_cost": A_YEAR},
        "repeat referrals with the teams over without: none is published",
    ),
    "cost_apart": (
        ca.SharedService,
        {"councils": 3, "delivery_cost": A_YEAR},
        "the effect, and none is published",
    ),
    "entries_avoided": (
        ca.SystemicPractice,
        {"delivery_cost": A_YEAR},
        "none is published, so give your own",
    ),
    "referral_ratio": (
        ca.TeamAroundTheSchool,
        {"schools": 3, "referrals_per_school": 20, "families_helped": 9},
        "none is published, so give your own",
    ),
    "posts_filled": (
        ca.TrainingPartnership,
        {"placements": 40, "cost_per_placement": money(9, "GBP per event", "hand.placement")},
        "none is published, so give your own",
    ),
}


@pytest.mark.parametrize("field", GAPS)
def test_an_effect_nobody_published_is_asked_for(field: str) -> None:
    cls, fields, said = GAPS[field]
    with pytest.raises(ca.InputError) as raised:
        cls(**fields)
    assert f"{cls.__name__}.{field}: nothing given; it has no default" in str(raised.value)
    assert said in str(raised.value)
    assert cls.evidence_gap


def post(title: str) -> ca.Post:
    salary = money(40_000, "GBP per person-year", "hand.salary")
    return ca.Post(title=title, fte=1, salary=salary)


def outcome(rate_in: str, pathway: Any) -> ca.Outcome:
    return ca.Outcome(
        id="mixed",
        label="Mixed",
        counterfactual=ca.RateAvoided(rate=number(3, rate_in, "hand.rate")),
        pathway=pathway,
        children="children",
    )


def practice(**fields: Any) -> ca.SystemicPractice:
    return ca.SystemicPractice(**{"entries_avoided": 4, "delivery_cost": A_YEAR, **fields})


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    # half-given groups
    "entries to care, schools": (
        lambda: in_schools(care_entry_ratio=0.8),
        "entries to care need care_entries_per_school, care_entry_ratio and placement together; "
        "the trial found no benefit in them",
    ),
    "entries to care, teams": (
        lambda: ca.NeighbourhoodTeams(
            repeat_referrals=200,
            repeat_referral_ratio=0.9,
            care_entries=50,
            care_entry_ratio=0.9,
            delivery_cost=A_YEAR,
        ),
        "entries to care need care_entries, care_entry_ratio and placement together",
    ),
    "leavers without their cost": (
        lambda: stabilised(leavers_avoided=8),
        "need both leavers_avoided and replacement_cost",
    ),
    "a cost without leavers": (
        lambda: stabilised(replacement_cost=money(9, "GBP per event", "hand.replacing")),
        "need both leavers_avoided and replacement_cost",
    ),
    # what replaces a placement, and going back
    "weeks beyond the horizon": (
        lambda: appraise(house(weeks_replaced=60), horizon=1),
        "60 weeks of placement replaced, longer than the horizon of 1 years",
    ),
    "going back, not when": (
        lambda: appraise(house(re_entry_share=0.2), horizon=2),
        "a re-entry rate needs a way back: give both re_entry_share (who goes back) and "
        "re_entry_after",
    ),
    "going back, not how many": (
        lambda: ca.Placement(weeks=20, re_entry_after=6),
        "a re-entry rate needs a way back",
    ),
    # one thing in the place of the same
    "equal routes": (
        lambda: ca.QualifyingRoute(route="undergraduate", workers=10),
        "route and instead_of are both 'undergraduate'; give two routes",
    ),
    "an unknown route": (
        lambda: ca.QualifyingRoute(route="frontlne", workers=10),
        "'frontlne' given. Did you mean 'frontline'?",
    ),
    "a shared service of one": (
        lambda: ca.SharedService(councils=1, cost_apart=PER_COUNCIL, delivery_cost=A_YEAR),
        "SharedService.councils: 1 given; a shared service needs 2 or more",
    ),
    "a service apart, in all": (
        lambda: ca.SharedService(councils=3, cost_apart=A_YEAR, delivery_cost=A_YEAR),
        "cost_apart: hand.team given in 'GBP per year'; this takes a number in "
        "'GBP per council-year'",
    ),
    # pathways
    "a share before the start": (
        lambda: ca.SocialWork(first="section 47", assessment_share=0.5),
        "SocialWork.assessment_share: given, but the pathway begins at 'section 47', after it",
    ),
    "a share of nothing assessed": (
        lambda: ca.SocialWork(section_47_share=0.2),
        "SocialWork.assessment_share: nothing given; section_47_share and child_in_need_share "
        "are of those",
    ),
    "support without an end": (
        lambda: ca.SocialWork(first="child in need"),
        "SocialWork.support_months: nothing given; support lasts some time",
    ),
    "plans without a length": (
        lambda: ca.SocialWork(first="section 47", plan_share=0.2),
        "SocialWork.plan_weeks: nothing given; a plan lasts some time",
    ),
    "plans without enquiries": (
        lambda: ca.SocialWork(first="assessment", plan_share=0.2, plan_weeks=30),
        "no enquiries lead to a plan; give section_47_share",
    ),
    "leaving care, nothing changed": (
        lambda: ca.LeavingCare(eviction=money(9, "GBP per event", "hand.eviction")),
        "LeavingCare: no effect given; give evictions, homeless, neet_months or first_offences. "
        "None has a published value",
    ),
    "a published cost of nothing": (
        lambda: ca.PublishedCost(cost=money(9, "GBP per event", "hand.cost"), covers=()),
        "nothing given; name what the cost holds",
    ),
    # budgets and delivery
    "an empty budget": (lambda: ca.Budget(), "Budget: nothing given; give posts, premises"),
    "one title twice": (
        lambda: ca.Budget(posts=(post("Family worker"), post("family  Worker"))),
        "two posts called 'family_worker'; give one with both fte",
    ),
    "on-costs of nobody": (
        lambda: ca.Budget(premises=A_YEAR, on_costs=0.3),
        "on_costs and overheads are shares of pay; give posts too",
    ),
    "a salary a week": (
        lambda: ca.Post(title="Lead", fte=1, salary=money(900, "GBP per week", "hand.salary")),
        "salary of Lead: hand.salary given in 'GBP per week'; this takes a number in "
        "'GBP per person-year'",
    ),
    "nobody in post": (
        lambda: ca.Post(title="Lead", fte=0, salary=post("Lead").salary),
        "Post.fte: 0 given; must be above 0",
    ),
    "a cost for each of nobody knows how many": (
        lambda: appraise(
            practice(delivery_cost=money(9_000, "GBP per person", "hand.each")), horizon=2
        ),
        "hand.each given in 'GBP per person', but how many people is not known here",
    ),
    "an activity for each of nobody knows how many": (
        lambda: appraise(
            practice(delivery_cost=ca.Budget(activities=[money(9, "GBP per event", "hand.each")])),
            horizon=2,
        ),
        "hand.each given in 'GBP per event', but how many people is not known here",
    ),
    "no delivery cost where one is needed": (
        lambda: ca.SystemicPractice(entries_avoided=4),
        "SystemicPractice: no cost given; give clinicians=8 and clinician (what one costs a "
        "year), or delivery_cost",
    ),
    # standing and arriving
    "posts that arrive": (
        lambda: outcome("count per year", ca.AgencyPost()),
        "agency worker is used all the time, so it takes a standing number, in 'count'",
    ),
    "posts given a year": (
        lambda: stabilised(posts=number(200, "count per year", "hand.posts")),
        "posts: hand.posts given in 'count per year'; this takes a number in 'count'",
    ),
    # more than there is
    "six days of five": (
        lambda: in_schools(days_per_week=6),
        "6 days per week given; there are only 5",
    ),
    "weeks beyond the year": (
        lambda: ca.AgencyPost(weeks_paid=53),
        "53 weeks per year given; there are only 52",
    ),
    "more avoided than there are": (
        lambda: appraise(practice(entries_avoided=91, entries=90), horizon=2),
        "91 avoided a year given, but only 90 are expected without the programme",
    ),
    "deadweight on a trial": (
        lambda: appraise(in_schools(deadweight=0.3), horizon=2),
        "the effect rests on a trial, whose control group already shows",
    ),
    "pounds without a unit": (
        lambda: practice(delivery_cost=50_000),
        "delivery_cost: 50000 given; money needs a unit, a price year and a source",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_clear_sentence(case: str) -> None:
    make, said = REFUSED[case]
    with pytest.raises(ca.InputError) as raised:
        make()
    assert said in str(raised.value)
    assert "pydantic" not in str(raised.value) and "\n" not in str(raised.value)


def test_lengths_without_a_share_are_refused() -> None:
    with pytest.raises(ca.InputError, match="plan_weeks: given, but plan_share is not"):
        ca.SocialWork(first="section 47", plan_weeks=26)
    with pytest.raises(ca.InputError, match="support_months: given, but child_in_need_share"):
        ca.SocialWork(assessment_share=0.7, support_months=6)


def test_a_way_back_is_asked_for_at_once() -> None:
    with pytest.raises(ca.InputError, match="HouseProject: a re-entry rate needs a way back"):
        ca.HouseProject(young_people=6, weeks_replaced=40, re_entry_share=0.2)


def test_a_standing_number_is_explained_as_one() -> None:
    staff = ca.WorkforceStabilisation(posts=100, agency_rate_before=0.2, months=12)
    text = ca.appraise(staff, horizon=1, price_year="2025-26").explain("agency.agency")
    assert "16.9 at any time" in text and "they stand over" in text


def test_a_short_partnership_is_all_set_up() -> None:
    short = appraise(ca.RegionalRecruitmentPartnership(councils=3, months=24, **PARTNERSHIP), 3)
    assert short.annual(kind="delivery") == pytest.approx([-75_000, -75_000, 0])
    # and half of the saving of fifteen councils is not that of three
    assert lines(short)["advertising.running"] == pytest.approx(3 * 2 * SAVED_EACH)


def test_a_councils_own_cost_is_its_own_unless_it_says_who_pays() -> None:
    own = ca.local(
        9_000, "GBP per council-year", id="hand.apart", price_year="2025-26", source="By hand"
    )
    shared = ca.SharedService(councils=3, cost_apart=own, delivery_cost=A_YEAR)
    gross = appraise(shared, horizon=2).by_payer()["gross"]
    assert gross["council"] == pytest.approx(2 * 3 * 9_000)
    nhs = own.model_copy(update={"payer": "nhs"})
    theirs = ca.SharedService(councils=3, cost_apart=nhs, delivery_cost=A_YEAR)
    assert payers(appraise(theirs, horizon=2))["nhs"] == pytest.approx(2 * 3 * 9_000)


def test_what_was_refused_before_it_doubled() -> None:
    claimed = ca.PublishedCost(cost=ca.default("fgc.rollout.saving_per_child"))
    with pytest.raises(ca.InputError, match="would count them twice; set proceedings=None"):
        ca.FamilyGroupConference(families=50, children=85, placement=claimed)
    with pytest.raises(ca.InputError, match="evictions and homeless given"):
        ca.LeavingCare(evictions=0.6, homeless=0.6)
    with pytest.raises(ca.InputError, match="more than all"):
        ca.SocialWork(
            assessment_share=1,
            child_in_need_share=1,
            support_months=6,
            section_47_share=1,
            plan_share=1,
            plan_weeks=30,
        )
    with pytest.raises(ca.InputError, match="none come after it ends"):
        appraise(ca.SureStart(months=12, persistence=(1, 1)), horizon=4)
    with pytest.raises(ca.InputError, match="retention_payment.*'GBP per person-year'"):
        stabilised(retention_payment=money(1_500, "GBP per year", "hand.payment"))


def test_a_cost_per_person_of_a_conference_is_for_its_children() -> None:
    for unit, many in (("GBP per person", 85), ("GBP per event", 50)):
        offered = ca.FamilyGroupConference(
            families=50, children=85, months=12, delivery_cost=money(200, unit, "hand.each")
        )
        assert lines(appraise(offered, horizon=2))["delivery"] == pytest.approx(-200 * many)


def test_the_least_sure_effect_after_care_is_the_one_that_counts() -> None:
    sure = number(0.1, "share", "hand.evictions", design="trial")
    hoped = number(6, "months", "hand.neet", design="opinion")
    assert ca.LeavingCare(evictions=sure, neet_months=hoped).effect == hoped


def test_individuals_who_pay_are_not_the_public_purse() -> None:
    paid = money(10, "GBP per person", "hand.paid", payer="individuals")
    nurses = ca.FamilyNursePartnership(participants=100, months=12, cost_per_participant=paid)
    assert math.isnan(appraise(nurses, horizon=2).public_bcr)


def test_two_shares_name_both_their_sources() -> None:
    own = number(0.2, "share", "hand.before")
    text = appraise(stabilised(agency_rate_before=own), horizon=3)
    said = " ".join(text.in_full().split())
    assert "sources: with, We strive to be better" in said and "without, By hand" in said


def test_the_difference_of_two_shares_may_be_chance() -> None:
    def could_be(low: float, high: float) -> bool:
        treated = ca.default("fgc.care.with").model_copy(
            update={"low": low, "high": high, "range_kind": "95% interval"}
        )
        offered = ca.FamilyGroupConference(
            families=50, children=85, care_with=treated, proceedings=None, months=12
        )
        return any(f.id == "could_be_chance" for f in appraise(offered, horizon=4).review())

    assert could_be(0.27, 0.46)  # 0.362 and 0.448 differ by 0.086, less than half of 0.19
    assert not could_be(0.30, 0.42)


def test_your_own_delivery_cost_is_not_put_on_another_payer() -> None:
    own = ca.local(
        400_000, id="delivery.sure_start.year", price_year="2025-26", source="Anytown's budget"
    )
    for case in (
        appraise(ca.SureStart(cost_a_year=own, months=12), horizon=1),
        ca.appraise(ca.SureStart(months=12), horizon=1, price_year="2025-26", overrides=[own]),
    ):
        assert case.by_payer().loc["council", "delivery"] == pytest.approx(-400_000)
