"""What one case uses on each pathway: the uses, their factors and their times, written out here."""

from __future__ import annotations

import math
from typing import Any

import pytest

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Measure, Payer, Resource
from costavoid.evidence.inputs import Inputs
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase
from costavoid.programme.stays import FixedStay

PRICED = {"price_year": "2024-25", "payer": "council"}


def own(id: str, value: float, unit: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=f"own.{id}", source="Anytown", **more)


def share(id: str, value: float) -> ca.Estimate:
    return own(id, value, "share")


def money(id: str, value: float, unit: str) -> ca.Estimate:
    return own(id, value, unit, **PRICED)


def part(use: Use) -> float:
    """Its factors, multiplied."""
    inputs = Inputs(use.estimates)
    return math.prod(float(factor.value(inputs)[0]) for factor in use.factors)


def parts(pathway: PathwayBase) -> dict[str, float]:
    return {use.id: pytest.approx(part(use)) for use in pathway.used}


def length(use: Use) -> float:
    assert isinstance(use.stay, FixedStay)
    return use.stay.length.value


# ---- placements


def test_a_placement_and_what_replaces_it() -> None:
    """A fifth go back after 4 weeks of 30: the others stay out all 30, and it is paid for both."""
    week, instead = money("week", 900, "GBP per week"), money("instead", 500, "GBP per week")
    plain = ca.Placement(cost=week, weeks=30)
    assert parts(plain) == {"placement": 1}
    assert length(plain.used[0]) == 30 and plain.used[0].until is None
    back = ca.Placement(
        cost=week, weeks=30, replaced_by=instead, re_entry_share=0.2, re_entry_after=4
    )
    assert parts(back) == {
        "placement": 0.8, "replacement": 0.8,
        "placement_until_re_entry": 0.2, "replacement_until_re_entry": 0.2,
    }  # fmt: skip
    assert [length(use) for use in back.used] == [30, 30, 4, 4]
    assert [use.spends for use in back.used] == [False, True, False, True]
    assert [use.cost.value for use in back.used] == [900, 500, 900, 500]
    assert [use.label for use in back.used] == [
        "Placement", "What replaces the placement",
        "Placement until re entry", "What replaces the placement until re entry",
    ]  # fmt: skip
    # who goes back saves no longer than the placement lasts, or the longest time
    assert back.used[2].until == back.weeks and back.used[0].until is None
    stays = ca.ExponentialStay(mean=own("mean", 40, "weeks"))
    until = ca.Placement(cost=week, stay=stays, until=8, re_entry_share=0.2, re_entry_after=4)
    assert [use.until.value for use in until.used if use.until] == [8, 8]


def test_what_a_placement_leaves_out() -> None:
    week = money("week", 900, "GBP per week")
    goes_back = "children who go back to the placement (no re_entry_share was given)"
    plain = ca.Placement(cost=week, weeks=30)
    replaced = ca.Placement(cost=week, weeks=30, replaced_by=week)
    back = ca.Placement(cost=week, weeks=30, replaced_by=week, re_entry_share=0.2, re_entry_after=4)
    assert [goes_back in it.not_counted for it in (plain, replaced, back)] == [False, True, False]


def test_a_placement_is_given_one_length_and_both_of_a_way_back() -> None:
    week = money("week", 900, "GBP per week")
    stay = FixedStay(length=own("stay", 3, "years"))
    table = ca.StepStay(times=(12,), shares=(0.5,), tail="stays")
    for given in ({}, {"weeks": 3, "stay": stay}):
        with pytest.raises(InputError, match="give the length of the placement once"):
            ca.Placement(cost=week, **given)
    for one in ({"re_entry_share": 0.2}, {"re_entry_after": 4}):
        with pytest.raises(InputError, match="a re-entry rate needs a way back"):
            ca.Placement(cost=week, weeks=30, **one)
    with pytest.raises(InputError, match=r"Placement\.until: nothing given"):
        ca.Placement(cost=week, stay=table)
    ca.Placement(cost=week, stay=table, until=3)
    ca.Placement(cost=week, stay=table.model_copy(update={"tail": "leaves"}))
    ca.Placement(cost=week, stay=table.model_copy(update={"shares": (0.0,)}))


def test_what_replaces_a_placement_ends_within_the_horizon() -> None:
    """104 weeks are the whole of two years, and 105 are more."""
    week = money("week", 900, "GBP per week")

    def check(weeks: float, **more: Any) -> None:
        it = ca.Placement(cost=week, weeks=weeks, **more)
        it.check(2, Inputs([e for use in it.used for e in use.estimates]))

    check(104, replaced_by=week)
    check(400)
    with pytest.raises(InputError, match="105 weeks of placement replaced, longer than"):
        check(105, replaced_by=week)
    with pytest.raises(InputError, match=r"104\.1 weeks of placement replaced"):
        check(104.1, replaced_by=week)


@pytest.mark.parametrize(("type", "provider"), [("foster", "any"), ("residential", "in_house")])
def test_a_placement_has_the_price_of_its_kind(type: Any, provider: Any) -> None:
    id = f"placement.{type}.{provider}.week"
    if id in ca.defaults():
        assert ca.Placement(type=type, provider=provider, weeks=3).cost == ca.default(id)


# ---- social work


def test_social_work_from_a_referral_to_a_plan() -> None:
    """Of 100 referrals 50 assessed; of those 20 supported and 25 enquired into, 10 with a plan."""
    whole = ca.SocialWork(
        assessment_share=0.5, child_in_need_share=0.4, support_months=6, section_47_share=0.5,
        plan_share=0.4, plan_weeks=30,
    )  # fmt: skip
    assert parts(whole) == {
        "referral": 1, "assessment": 0.5, "support": 0.2, "closing": 0.2, "section_47": 0.25,
        "plan": 0.1,
    }  # fmt: skip
    by_id = {use.id: use for use in whole.used}
    assert (length(by_id["support"]), length(by_id["plan"])) == (6, 30)
    assert {use.id for use in whole.used if use.resource is Resource.ASSESSMENT} == {"assessment"}
    assert {use.id for use in whole.used if use.measure is Measure.STAY} == {"support", "plan"}
    assert whole.not_counted == ("time of police, health and schools",)


@pytest.mark.parametrize(
    ("given", "uses", "left_out"),
    [
        ({}, ["referral"], "a s e p"),
        ({"assessment_share": 0.5}, ["referral", "assessment"], "s e p"),
        ({"first": "assessment"}, ["assessment"], "s e p"),
        ({"first": "assessment", "section_47_share": 0.3}, ["assessment", "section_47"], "s p"),
        ({"first": "section 47"}, ["section_47"], "p"),
        ({"first": "section 47", "plan_share": 0.3, "plan_weeks": 9}, ["section_47", "plan"], ""),
        ({"first": "child in need", "support_months": 5}, ["support", "closing"], ""),
    ],
)
def test_where_social_work_begins_and_what_it_leaves_out(
    given: dict[str, Any], uses: list[str], left_out: str
) -> None:
    words = {
        "a": "assessments", "s": "support for children in need", "e": "section 47 enquiries",
        "p": "child protection plans",
    }  # fmt: skip
    it = ca.SocialWork(**given)
    assert [use.id for use in it.used] == uses
    assert it.not_counted == (
        *(f"{words[step]} that follow (no share was given)" for step in left_out.split()),
        "time of police, health and schools",
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"first": "assessment", "assessment_share": 0.5}, "begins at 'assessment', after it"),
        ({"first": "section 47", "section_47_share": 0.5}, "begins at 'section 47', after it"),
        ({"section_47_share": 0.5}, "assessment_share: nothing given"),
        ({"child_in_need_share": 0.5, "support_months": 3}, "assessment_share: nothing given"),
        ({"assessment_share": 0.5, "child_in_need_share": 0.5}, "support_months: nothing given"),
        ({"first": "child in need"}, "support_months: nothing given"),
        ({"first": "section 47", "plan_share": 0.5}, "plan_weeks: nothing given"),
        ({"first": "assessment", "plan_share": 0.5, "plan_weeks": 3}, "no enquiries lead to a"),
        ({"first": "section 47", "plan_weeks": 3}, "plan_share is not, so no plan is counted"),
        ({"first": "assessment", "support_months": 3}, "so no support is counted"),
        (
            {"first": "assessment", "child_in_need_share": 0.8, "support_months": 3,
             "section_47_share": 0.5, "plan_share": 0.5, "plan_weeks": 3},
            "0.8 of the assessments lead to support and 0.25 to a plan, more than all",
        ),
    ],
)  # fmt: skip
def test_steps_of_social_work_that_do_not_follow(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        ca.SocialWork(**given)


def test_support_and_a_plan_may_be_all_of_the_assessments() -> None:
    """0.75 and half of a half."""
    ca.SocialWork(
        first="assessment", child_in_need_share=0.75, support_months=3, section_47_share=0.5,
        plan_share=0.5, plan_weeks=3,
    )  # fmt: skip


# ---- the others


def test_an_infant_leaves_by_one_of_four_ways() -> None:
    """0.4 adopted, 0.3 with a guardian, 0.2 in care to 18, and 0.1 the rest."""
    allowance = money("allowance", 150, "GBP per week")
    it = ca.InfantRemovedAtBirth(
        assessment=None, proceedings=None, adoption_share=0.4, guardianship_share=0.3,
        long_term_share=0.2, months_to_adoptive_placement=10, months_to_adoption_order=20,
        adoption_cost=money("fee", 30_000, "GBP per event"), adoption_allowance=allowance,
        guardianship_cost=money("order", 2_000, "GBP per event"),
        guardianship_allowance=allowance, return_cost=money("home", 500, "GBP per event"),
    )  # fmt: skip
    assert parts(it) == {
        "foster_adoption": 0.4, "adoptive_placement": 0.4, "adoption_allowance": 0.4,
        "foster_guardianship": 0.3, "guardianship_order": 0.3, "guardianship_allowance": 0.3,
        "foster_return": 0.1, "return_home": 0.1, "foster_care": 0.2,
    }  # fmt: skip
    weeks = ca.default("care_proceedings.duration").value
    assert {use.id: length(use) for use in it.used} == {
        "foster_adoption": 10, "adoptive_placement": 10, "adoption_allowance": 20,
        "foster_guardianship": weeks, "guardianship_order": weeks, "guardianship_allowance": weeks,
        "foster_return": weeks, "return_home": weeks, "foster_care": 18,
    }  # fmt: skip
    assert {use.until.value for use in it.used if use.until} == {18}
    assert all(use.until for use in it.used)
    measures = {use.id: use.measure for use in it.used}
    assert {id for id, m in measures.items() if m is Measure.EXIT} == {
        "adoptive_placement", "guardianship_order", "return_home"
    }  # fmt: skip
    assert {id for id, m in measures.items() if m is Measure.AFTER_EXIT} == {
        "adoption_allowance", "guardianship_allowance"
    }  # fmt: skip
    assert it.not_counted == ("the child's own social worker", "support after the age of 18")
    assert len(it.assumptions) == 2
    stay = FixedStay(length=own("stay", 3, "years"))
    told = it.model_copy(update={"stay_before_return": stay, "stay_before_guardianship": stay})
    assert told.assumptions == ()


def test_an_infant_by_default_has_no_allowances() -> None:
    it = ca.InfantRemovedAtBirth()
    ids = [use.id for use in it.used]
    assert ids[0] == "assessment" and "proceedings_council" in ids
    assert not {"adoption_allowance", "guardianship_allowance", "return_home"} & set(ids)
    assert len(it.not_counted) == 4


def test_care_proceedings_with_and_without_a_duration() -> None:
    whole = ca.CareProceedings()
    by_id = {use.id: use for use in whole.used}
    assert list(by_id) == [
        "pre_proceedings", "application_fee", "application_fee_income", "proceedings_council",
        "proceedings_legal_aid", "proceedings_court", "proceedings_cafcass",
    ]  # fmt: skip
    lost = by_id["application_fee_income"]
    assert lost.spends and lost.payer is Payer.COURT and lost.cost == by_id["application_fee"].cost
    spread = {use.id for use in whole.used if use.measure is Measure.SPREAD}
    assert spread == {id for id in by_id if id.startswith("proceedings_")}
    at_once = ca.CareProceedings(duration=None, application_fee=None, pre_proceedings=None)
    assert {use.measure for use in at_once.used} == {Measure.LUMP}
    assert [use.id for use in at_once.used] == list(by_id)[3:]
    assert len(ca.CareProceedings(council=None, cafcass=None).used) == 5


def test_a_post_an_agency_fills() -> None:
    """39 weeks of 52 are 0.75 of the agency's; the permanent worker is paid all of them."""
    plain, fewer = ca.AgencyPost(), ca.AgencyPost(weeks_paid=39)
    assert parts(plain) == {"agency": 1, "permanent": 1}
    assert parts(fewer) == {"agency": 0.75, "permanent": 1}
    assert [use.spends for use in plain.used] == [False, True]
    extra = ca.AgencyPost(extra=money("extra", 300, "GBP per week"))
    assert parts(extra) == {"agency": 1} and extra.used[0].cost.value == 300
    assert [bool(it.assumptions) for it in (plain, fewer, extra)] == [True, True, False]


def test_leaving_care_counts_the_effects_given() -> None:
    """The least surely known is what the outcome rests on: no design is an opinion."""
    trial = own("homeless", 0.2, "share", design="trial")
    it = ca.LeavingCare(homeless=trial, neet_months=3, first_offences=0.1)
    assert parts(it) == {"homeless": 0.2, "offence": 0.1, "neet": 1}
    assert length(it.used[-1]) == 3
    assert it.effect != trial
    assert ca.LeavingCare(homeless=trial).effect == trial
    assert it.not_counted == ("evictions", "health, and anything after the years appraised")
    with pytest.raises(InputError, match="no effect given"):
        ca.LeavingCare()
    with pytest.raises(InputError, match="evictions and homeless given"):
        ca.LeavingCare(evictions=0.1, homeless=0.1)
    assert parts(ca.LeavingCare(evictions=0.1)) == {"eviction": 0.1}


def test_a_published_cost_is_once_or_over_some_years() -> None:
    cost = money("case", 5_000, "GBP per person")
    (once,), (over,) = ca.PublishedCost(cost=cost).used, ca.PublishedCost(cost=cost, over=4).used
    assert once.measure is Measure.LUMP and once.stay is None and once.bundle
    assert over.measure is Measure.SPREAD and length(over) == 4 and over.bundle
    it = ca.PublishedCost(cost=cost, covers=(Resource.HEALTH, Resource.WORK))
    assert it.saves() == {Resource.HEALTH, Resource.WORK}
    assert it.used[0].resource is Resource.HEALTH
    with pytest.raises(InputError, match="covers: nothing given"):
        ca.PublishedCost(cost=cost, covers=())
    with pytest.raises(InputError, match="takes a number in"):
        ca.PublishedCost(cost=money("case", 5_000, "GBP per week"))


def test_returns_and_health_are_never_cash() -> None:
    (back,) = ca.ReturnOnSpend(
        spend=money("spend", 10_000, "GBP per year"), per_pound=own("back", 1.4, "ratio")
    ).used
    assert part(back) == pytest.approx(1.4)
    assert (back.measure, back.payer, back.bundle, back.never_cash, back.spends) == (
        Measure.FLOW, Payer.SEVERAL, True, True, False
    )  # fmt: skip
    (health,) = ca.HealthGain(qalys=0.02).used
    assert health.quantity and health.quantity.value == 0.02
    assert (health.payer, health.never_cash, health.bundle) == (Payer.INDIVIDUALS, True, False)


def test_a_neonatal_stay_is_of_days_or_a_whole_one() -> None:
    (days,) = ca.NeonatalStay(share=0.1, days=7).used
    assert part(days) == pytest.approx(0.1) and days.quantity and days.quantity.value == 7
    cost = own("stay", 4_000, "GBP per event", price_year="2024-25", payer="nhs")
    (whole,) = ca.NeonatalStay(share=0.1, days=None, cost=cost).used
    assert whole.quantity is None


def test_a_pathway_saves_what_it_does_not_spend() -> None:
    week = money("week", 900, "GBP per week")
    assert ca.Placement(cost=week, weeks=3, replaced_by=week).saves() == {Resource.PLACEMENT}
    it = ca.RunningCost(cost=money("run", 900, "GBP per year"))
    assert it.saves() == {Resource.RUNNING} and it.used is it.used
    assert it.used[0].measure is Measure.FLOW
