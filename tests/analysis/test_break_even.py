"""Break-even: put back in it gives nothing, and where there is none it says so."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.analysis.zero import zero

OWN = {"price_year": "2025-26", "source": "Anytown (invented)"}
POST = ca.local(60_000, "GBP per person-year", **OWN)


def schools(**fields: object) -> ca.SocialWorkersInSchools:
    return ca.SocialWorkersInSchools(
        **{
            "schools": 40,
            "days_per_week": 1,
            "section_47_per_school": 6,
            "social_worker": POST,
            "months": 24,
            **fields,
        }
    )


def with_care(ratio: float) -> ca.SocialWorkersInSchools:
    """A hoped-for effect, on enquiries and on entries to care."""
    return schools(
        section_47_ratio=ca.local(ratio, "ratio", id="own.enquiries", source="Our hope"),
        care_entries_per_school=0.5,
        care_entry_ratio=ca.local(ratio, "ratio", id="own.entries", source="Our hope"),
        placement=ca.Placement(type="foster", weeks=104),
    )


def appraise(programme: ca.Intervention, **more: object) -> ca.Appraisal:
    return ca.appraise(programme, **{"horizon": 5, "price_year": "2025-26", **more})


def said(appraisal: ca.Appraisal) -> str:
    return " ".join(appraisal.in_full().split())


@given(entries=st.floats(1, 200), cost=st.floats(10_000, 10_000_000))
def test_put_back_in_it_gives_nothing(entries: float, cost: float) -> None:
    team = ca.SystemicPractice(
        entries_avoided=ca.local(entries, "count per year", id="own.entries", source="Panel"),
        delivery_cost=ca.local(cost, "GBP per year", id="own.cost", **OWN),
        months=24,
    )
    appraisal = appraise(team)
    for id in ("own.entries", "own.cost", "placement.foster.any.week"):
        answer = appraisal.break_even(id)
        if not answer.reached:
            continue
        own = appraisal.inputs.in_use[id].at(answer.value)  # its interval need not hold it
        assert appraise(team, overrides=[own]).npv == pytest.approx(0, abs=0.01)


def test_by_hand() -> None:
    # 100,000 a year for a service that cost each of two councils 40,000: they would need 50,000
    shared = ca.SharedService(
        councils=2,
        cost_apart=ca.local(40_000, "GBP per council-year", id="own.apart", payer="council", **OWN),
        delivery_cost=ca.local(100_000, "GBP per year", id="own.together", **OWN),
    )
    answer = appraise(shared).break_even("own.apart")
    assert answer.value == pytest.approx(50_000)
    assert (answer.present, answer.unit, answer.reason) == (40_000, "GBP per council-year", "")
    assert appraise(shared).break_even("own.together").value == pytest.approx(80_000)


def test_it_is_said_in_the_units_people_use() -> None:
    hoped = appraise(with_care(0.8))
    effect = str(hoped.break_even("own.entries"))
    # 40 schools x 0.5 entries a year: 20 x (1 - the ratio)
    ratio = hoped.break_even("own.entries").value
    assert f"breaks even (all payers, discounted) at {ratio:.3f}".rstrip("0") in effect
    assert f"Entries to care avoided: {20 * (1 - ratio):.1f} a year; now 4.0." in effect
    week = hoped.break_even("placement.foster.any.week")
    assert f"£{week.value:,.0f} per week, now £765, in 2024-25 prices." in str(week)
    days = hoped.break_even("swis.days_per_week", measured="council cash")
    assert "(the council's own cash)" in str(days) and " days per week, now 1." in str(days)


def test_councils_cash_breaks_even_elsewhere_than_the_public_purse() -> None:
    team = with_care(0.6)
    public = appraise(team).break_even("own.entries")
    council = appraise(team).break_even("own.entries", measured="council cash")
    assert public.value > council.value  # some of what is saved is not the council's cash


def test_where_there_is_none_it_says_what_the_best_would_cost() -> None:
    answer = appraise(schools()).break_even("swis.section_47_ratio")
    assert not answer.reached and math.isnan(answer.value)
    # no enquiries at all: 240 a year x £511 of 2008-09 for two years, of £480,000 x 2 of posts
    assert answer.reason.startswith("nothing would: at 0, the best of all, it still costs £")
    assert "nothing would" in str(answer)
    cash = appraise(schools()).break_even("swis.section_47_ratio", measured="council cash")
    assert cash.reason == "it does not move this result."


def test_bad_input() -> None:
    appraisal = appraise(schools())
    with pytest.raises(ca.InputError, match=r"'swis\.section_47' given.*swis\.section_47_ratio"):
        appraisal.break_even("swis.section_47")
    with pytest.raises(ca.InputError, match="measured: 'profit' given"):
        appraisal.break_even("swis.section_47_ratio", measured="profit")


def test_the_trials_effect_costs_money_and_a_hope_may_not() -> None:
    assert appraise(schools()).npv < 0
    assert appraise(with_care(0.9)).npv < 0
    hoped = appraise(with_care(0.4))
    assert hoped.npv > 0
    text = said(hoped)
    assert "Used here: 0.4, opinion." in text
    assert "Published: 1.055 (95% interval 0.955 to 1.166), trial; the interval excludes" in text
    assert any(f.id == "outranked" and "a trial found 1.055" in f.sentence for f in hoped.review())


def test_the_default_names_break_even_interval_and_design() -> None:
    text = said(appraise(schools()))
    assert "Break-even on 'Section 47 enquiries avoided'" in text
    assert "Used here: 1.055 (95% interval 0.955 to 1.166), trial" in text
    assert not any(f.id == "outranked" for f in appraise(schools()).review())


def test_an_override_of_the_trial_is_outranked_too() -> None:
    own = ca.local(0.7, id="swis.section_47_ratio", source="Our hope")
    findings = appraise(schools(), overrides=[own]).review()
    assert any(f.id == "outranked" for f in findings)


def test_a_programme_without_published_effect_says_so_in_its_review() -> None:
    team = ca.SystemicPractice(
        entries_avoided=3, delivery_cost=ca.local(1e5, "GBP per year", **OWN)
    )
    findings = {f.id: f for f in appraise(team).review()}
    assert findings["no_published_effect"].severity == "serious"
    assert "Reclaiming Social Work" in findings["no_published_effect"].sentence


def replaced_at_a_loss(instead: float) -> ca.Custom:
    """Four entries to care avoided a year, each put at so much a week in the place of £900."""
    baseline = ca.local(20, "count per year", id="own.baseline", source="Anytown (invented)")
    ratio = ca.local(0.8, "ratio", id="own.ratio", source="Anytown (invented)")
    entries = ca.Outcome(
        id="entries",
        label="Entries avoided",
        children="children referred",
        months=12,
        counterfactual=ca.RatioOnBaseline(baseline=baseline, ratio=ratio),
        pathway=ca.Placement(
            cost=ca.local(900, "GBP per week", id="own.week", **OWN),
            weeks=26,
            replaced_by=ca.local(instead, "GBP per week", id="own.instead", **OWN),
        ),
    )
    team = ca.Delivery(cost=ca.local(50_000, "GBP per year", id="own.team", **OWN))
    return ca.Custom(name="team", changes=(entries,), costs=(team,))


def test_it_is_said_to_pay_without_effect_only_where_it_does() -> None:
    # each case avoided costs more than it saves: it breaks even above a ratio of 1, but at 1 the
    # whole of delivery is lost
    loss = appraise(replaced_at_a_loss(2_000))
    assert loss.break_even("own.ratio").value > 1
    assert loss.npv < 0 and "even with no effect" not in said(loss)
    # conferences that cost next to nothing pay by the proceedings alone
    cheap = ca.local(1_000, "GBP per year", id="own.team", **OWN)
    offered = ca.FamilyGroupConference(families=80, children=140, months=12, delivery_cost=cheap)
    assert "it would pay even with no effect on this" in said(appraise(offered))


def a_number(value: float, unit: str) -> ca.Estimate:
    money = {"price_year": "2025-26"} if unit.startswith("GBP") else {}
    return ca.local(value, unit, id="own.number", source="Anytown (invented)", **money)


def test_a_step_over_zero_does_not_hide_where_it_is_zero() -> None:
    # below 5 it steps over zero, from -100 to 275; it is zero at the root of 300
    found, reason = zero(lambda x: -100.0 if x < 5 else 300 - x**2, a_number(10, "ratio"))
    assert found == pytest.approx(math.sqrt(300)) and reason == ""
    # and where it is zero nowhere, that is still said
    found, reason = zero(lambda x: -100.0 if x < 5 else 300.0, a_number(10, "ratio"))
    assert math.isnan(found) and "steps over zero at 5" in reason


def test_a_number_that_may_be_negative_breaks_even_below_zero() -> None:
    avoided = a_number(0.2, "events per person-year")
    assert zero(lambda x: 3 * x + 1, avoided) == (pytest.approx(-1 / 3), "")
    assert zero(lambda x: x**3 + 8, avoided) == (pytest.approx(-2), "")
    assert zero(lambda x: x**3 + 8, avoided.model_copy(update={"value": -5.0}))[0] == pytest.approx(
        -2
    )
    # nearer to it than what is below zero
    assert zero(lambda x: (x - 0.1) * (x + 0.5) * (x + 30), avoided)[0] == pytest.approx(0.1)
    # a price is never below zero
    found, reason = zero(lambda x: 3 * x + 1, a_number(2, "GBP per week"))
    assert math.isnan(found) and reason.startswith("nothing would: it saves £1 or more")


def test_a_harm_that_still_pays_has_its_break_even() -> None:
    """An effect may go the wrong way: how far it may before the rest no longer pays for it."""
    avoided = ca.local(0.3, "events per person-year", id="own.rate", source="Anytown (invented)")
    fixed = ca.local(20, "count per year", id="own.fixed", source="Anytown (invented)")
    week = ca.local(900, "GBP per week", id="own.week", **OWN)
    changes = tuple(
        ca.Outcome(
            id=id,
            label=id,
            children=f"{id} children",
            months=12,
            counterfactual=effect,
            pathway=ca.Placement(cost=week, weeks=10),
        )
        for id, effect in {
            "some": ca.RateAvoided(rate=avoided, cohort=50),
            "others": ca.RateAvoided(rate=fixed),
        }.items()
    )
    answer = appraise(ca.Custom(name="team", changes=changes)).break_even("own.rate")
    assert answer.value == pytest.approx(-20 / 50)  # 20 fewer, and 20 more
    assert "20.0 a year more, not fewer; now 15.0" in str(answer)


def test_a_net_that_rises_and_falls_again_between_two_steps_is_found() -> None:
    # one share twice, of cases and as deadweight: 100 x s x (1 - s) x 40,000 less 999,600 is zero
    # where s (1 - s) = 0.2499, at 0.49 and 0.51, and above it between them by 400 at most
    twice = ca.local(0.3, "share", id="own.twice", source="Ours")
    price = {"price_year": "2025-26", "source": "Ours"}
    cost = ca.local(40_000, "GBP per event", id="own.cost", payer="council", **price)
    effect = ca.Outcome(
        id="own",
        label="Stays avoided",
        counterfactual=ca.RateAvoided(
            rate=ca.local(100, "count per year", id="own.rate", source="Ours")
        ),
        share=twice,
        deadweight=twice,
        pathway=ca.PublishedCost(cost=cost),
        children="children on the edge of care",
    )
    spent = ca.local(999_600, "GBP per year", id="own.delivery", **price)
    custom = ca.Custom(name="Peak", changes=(effect,), costs=(ca.Delivery(cost=spent),))
    case = ca.appraise(custom, horizon=1, price_year="2025-26", first_year="2025-26")
    assert case.break_even("own.twice").value == pytest.approx(0.49, abs=1e-9)
