"""Structural scenarios and other published figures: by hand where they can be."""

from __future__ import annotations

import pytest

import costavoid as ca
from costavoid.analysis.alternatives import others, together
from costavoid.analysis.structure import exits_break_even
from example_cases import CASES


@pytest.fixture(scope="module")
def pause() -> ca.Appraisal:
    return ca.appraise(ca.Pause(women=20, start="2026-10-01"), horizon=5, price_year="2025-26")


def team(**fields: object) -> ca.Appraisal:
    """Ten entries a year for two years, 26 weeks at £1,000 each; £100,000 a year to deliver."""
    of = ca.local(10, "count per year", id="own.entries", source="Panel")
    outcome = ca.Outcome(
        **{
            "id": "entries",
            "label": "Entries avoided",
            "counterfactual": ca.RateAvoided(rate=of),
            "pathway": ca.Placement(
                cost=ca.local(
                    1_000, "GBP per week", id="own.week", price_year="2025-26", source="Ledger"
                ),
                weeks=ca.local(26, "weeks", id="own.weeks", source="Our own 903"),
            ),
            "children": "children on the edge of care",
            "months": 24,
            **fields,
        }
    )
    cost = ca.local(
        100_000, "GBP per year", id="own.team", price_year="2025-26", source="Budget book"
    )
    programme = ca.Custom(
        name="Team",
        changes=(outcome,),
        costs=(ca.Delivery(cost=cost, months=24),),
        start="2025-04-01",
    )
    return ca.appraise(programme, horizon=5, price_year="2025-26")


def test_each_scenario_is_the_case_with_one_thing_otherwise() -> None:
    case = team()
    table = case.structural()["npv"]
    expected = {
        "half of the effect": team(attribution=0.5),
        "the effect comes a year later": team(lag=12),
        "half of it lasts a year after the end": team(persistence=(0.5,)),
    }
    for name, other in expected.items():
        assert table[name] == pytest.approx(other.npv), name
    # £520,000 of benefit, half of it later; a stay half as long saves half of each year's
    halved = case.npv - table["the children would have stayed half as long"]
    assert halved == pytest.approx(case.npv - team(attribution=0.5).npv, rel=0.01)
    rising = table["placement prices rise 3% a year above others"]
    assert case.npv < rising < case.npv + 520_000 * (1.03**3 - 1)


def test_a_step_that_is_there_is_moved_and_not_replaced() -> None:
    deadweight = {"lag": 6, "attribution": 0.8}
    table = team(**deadweight).structural()["npv"]
    assert table["half of the effect"] == pytest.approx(team(lag=6, attribution=0.4).npv)
    assert table["the effect comes a year later"] == pytest.approx(
        team(lag=18, attribution=0.8).npv
    )


@pytest.mark.parametrize("name", CASES)
def test_every_programme_has_two_or_more(name: str) -> None:
    case = CASES[name]
    assert len(case.structural()) >= 2
    assert case.structural()["npv"].notna().all()
    assert "What no interval holds" in " ".join(case.in_full().split())


def test_infants_who_stay_to_18_are_shown_over_a_childhood_too(pause: ca.Appraisal) -> None:
    table = pause.structural()["npv"]
    assert table["none of the infants in care to 18, over 18 years"] == pytest.approx(
        pause.npv, abs=1
    )  # 5 years and 18 alike: nobody is taken to stay
    long = ca.appraise(
        ca.Pause(
            women=20,
            start="2026-10-01",
            pathway=ca.InfantRemovedAtBirth(
                long_term_share=ca.local(0.1, "share", id="own.staying", source="x")
            ),
        ),
        horizon=18,
        price_year="2025-26",
    )
    assert table["10% of the infants in care to 18, over 18 years"] == pytest.approx(long.npv)
    crossing = exits_break_even(pause)
    assert crossing is not None
    assert crossing.reached
    none, ten = (
        table[f"{share} of the infants in care to 18, over 18 years"] for share in ("none", "10%")
    )
    assert crossing.value == pytest.approx(0.1 * -none / (ten - none), rel=0.01)  # it is straight


def test_other_published_figures_of_court_and_legal_aid_by_hand(pause: ca.Appraisal) -> None:
    found = pause.alternatives()
    court = found.loc[("court_cost.public_law_case.2017_18", "care_proceedings.court")]
    aid = found.loc[("care_proceedings.legal_aid", "legal_aid.care_case.2009_10")]
    # both are costs of the same proceedings at the same times: their changes are as their pounds
    of_court = (1_250 / 61.3576 - 4_180 / 77.0388) * 103.2388
    levels = {"2005-06": 61.3576, "2009-10": ca.price_index().level("2009-10")}
    of_aid = (30_769 / levels["2009-10"] - 15_000 / levels["2005-06"]) * 103.2388
    assert court["change"] / aid["change"] == pytest.approx(of_court / of_aid, rel=1e-6)


def test_a_sign_that_hangs_on_the_figure_used_is_said(pause: ca.Appraisal) -> None:
    ends = together(pause, others(pause))
    assert ends.low < 0 < ends.high
    assert "The sign of the answer hangs on which published figures are used" in " ".join(
        pause.in_full().split()
    )
    cheap = ca.local(900_000, "GBP", id="own.cost", price_year="2025-26", source="Quotation")
    dear = ca.appraise(
        ca.Pause(women=20, start="2026-10-01", delivery_cost=cheap), horizon=5, price_year="2025-26"
    )
    assert "The sign of the answer hangs" not in " ".join(dear.in_full().split())


def test_a_figure_of_the_councils_own_has_no_rival(pause: ca.Appraisal) -> None:
    own = ca.local(20_000, id="care_proceedings.legal_aid", price_year="2025-26", source="LAA")
    table = ca.appraise(
        pause.intervention, horizon=5, price_year="2025-26", overrides=[own]
    ).alternatives()
    assert "care_proceedings.legal_aid" not in table.index.get_level_values("id")


def test_an_alternative_can_be_put_in_its_place(pause: ca.Appraisal) -> None:
    (st_helens,) = ca.alternatives("delivery.pause.woman_year")
    put = ca.appraise(
        pause.intervention, horizon=5, price_year="2025-26", overrides=[st_helens.in_its_place]
    )
    of = ("delivery.pause.woman_year", "delivery.pause.woman_year.st_helens")
    assert put.npv == pytest.approx(pause.alternatives().loc[of, "npv"])
    with pytest.raises(ca.InputError, match="there is no such number"):
        ca.alternatives("delivery.pause.woman")


def test_what_is_counted_in_all_over_weeks_does_not_last_at_a_years_rate() -> None:
    """Ten children in four weeks are 130 a year; nobody keeps that up for another year."""
    ten = ca.local(10, "children", id="own.ten", source="Panel (invented)")
    short = ca.Outcome(
        id="entries",
        label="Entries avoided",
        children="those referred",
        counterfactual=ca.RateAvoided(rate=ten),
        pathway=ca.Placement(weeks=10),
        weeks=4,
    )
    case = ca.Custom(name="Four weeks", changes=short, start="2025-04-01")
    answer = ca.appraise(case, horizon=2, price_year="2025-26")
    assert not [name for name in answer.structural().index if "lasts a year" in name]
    assert "10 cases in all" in answer.in_full()
