"""Overlap worked on paper: three rules, part of a cohort, a stay, a lag, and who is not reduced."""

from __future__ import annotations

import numpy as np
import pytest

import costavoid as ca
from portfolio_cases import appraised, cohort, count, pounds, programme

YEARS = ["2026-27", "2027-28", "2028-29", "2029-30", "2030-31"]
RULES = ("largest only", "independent", "sum, capped")


def two(**more: object) -> ca.Portfolio:
    """30 and 20 a year of 100, for two years, each worth £1,000."""
    parts = {"One": appraised("One", 30), "Two": appraised("Two", 20)}
    return ca.portfolio(parts, cohorts=cohort("One", "Two", **more))


def test_three_answers_by_hand() -> None:
    # a year: 30; 100 (1 - 0.7 x 0.8) = 44; 30 + 20 = 50. Two years, £1,000 each
    found = two().bounds()
    assert found["net_present_value"].index.tolist() == [*RULES, "sum, as if nothing overlapped"]
    frames = {rule: two().to_frame(rule=rule)["pounds"].sum() for rule in RULES}
    assert frames == pytest.approx(dict(zip(RULES, (60_000, 88_000, 100_000), strict=True)))
    events = two().events().loc["Entries"]
    assert events.loc["2026-27"].tolist() == pytest.approx([100, 30, 20, 50, 30, 44, 50])
    assert events.loc["2028-29"].tolist() == pytest.approx([0] * 7)


def test_the_sum_is_capped_at_the_baseline() -> None:
    # 30 and 20 of 40 a year: 30; 40 (1 - 0.25 x 0.5) = 35; 40
    part = two(baseline=40)
    pounds_of = {rule: part.to_frame(rule=rule)["pounds"].sum() for rule in RULES}
    assert pounds_of == pytest.approx(dict(zip(RULES, (60_000, 70_000, 80_000), strict=True)))


def test_what_is_removed_is_in_proportion_and_on_lines_of_its_own() -> None:
    # 6 of 50 are lost: 3.6 of One's 30, 2.4 of Two's 20, in each of two years; 60% is cash
    frame = two().to_frame()
    gone = frame[frame["kind"] == "overlap"]
    assert sorted(set(gone["line"])) == ["entries.published.overlap"]
    by_year = gone.pivot_table("pounds", "financial_year", ["programme", "cash"], "sum")
    assert by_year.loc["2026-27"].to_dict() == pytest.approx(
        {
            ("One", "cash"): -2_160,
            ("One", "avoided"): -1_440,
            ("Two", "cash"): -1_440,
            ("Two", "avoided"): -960,
        }
    )
    payer = two().by_payer().loc["council"]
    assert payer["gross"] == pytest.approx(100_000)
    assert payer["overlap"] == pytest.approx(-12_000)
    assert payer["overlap_cash"] == pytest.approx(-7_200)
    assert payer["net"] == pytest.approx(88_000)
    profile = two().cash_profile().xs("council", level="payer")
    assert profile["overlap"].tolist() == pytest.approx([-6_000, -6_000, 0, 0, 0])
    assert two().by_programme().loc["One", "overlap"] == pytest.approx(-7_200)


def test_one_programme_twice_is_less_than_twice_and_within_the_baseline() -> None:
    part = appraised("Same", 30)
    found = ca.portfolio({"One": part, "Again": part}, cohorts=cohort("One", "Again"))
    # 100 (1 - 0.7 x 0.7) = 51 a year of the 60
    assert found.to_frame()["pounds"].sum() == pytest.approx(102_000)
    every = appraised("Every", 100)
    full = ca.portfolio({"One": every, "Again": every}, cohorts=cohort("One", "Again"))
    assert full.to_frame()["pounds"].sum() == pytest.approx(200_000)  # 100 a year, and no more


def test_three_programmes_by_hand() -> None:
    names = ("One", "Two", "Three")
    parts = {n: appraised(n, a) for n, a in zip(names, (50, 20, 10), strict=True)}
    found = ca.portfolio(parts, cohorts=cohort(*names))
    # 1 - 0.5 x 0.8 x 0.9 = 0.64 of 100, for two years; each keeps 64 of its 80 parts
    assert found.to_frame()["pounds"].sum() == pytest.approx(128_000)
    assert found.by_programme()["net"].loc[list(names)].tolist() == pytest.approx(
        [80_000, 32_000, 16_000]
    )


def test_a_stay_that_goes_on_follows_the_time_of_its_own_case() -> None:
    """Two starts a year later, so One's first cases lose nothing, however long they stay."""
    parts = {
        "One": appraised("One", 30, stay=True),
        "Two": appraised("Two", 20, stay=True, start="2027-04-01"),
    }
    found = ca.portfolio(parts, cohorts=cohort("One", "Two"))
    profile = found.cash_profile().xs("council", level="payer")
    # In 2027-28 both run, and 6 of 50 cases are lost. Cases that come evenly over a year stay one
    # year: half their weeks fall in it, half in the next. 6 x 52 x £1,000 / 2 = £156,000
    assert profile["overlap"].tolist() == pytest.approx([0, -156_000, -156_000, 0, 0])


def test_part_of_a_year_counts_as_what_it_is() -> None:
    parts = {"One": appraised("One", 30), "Two": appraised("Two", 20, start="2026-10-01")}
    found = ca.portfolio(parts, cohorts=cohort("One", "Two"))
    # One alone to October; both for 18 months: 6 lost a year. Then Two alone for 6 months
    assert found.cash_profile()["overlap"].tolist() == pytest.approx([-3_000, -6_000, 0, 0, 0])
    events = found.events().loc["Entries"]
    assert events.loc["2026-27", "independent"] == pytest.approx(15 + 22)
    assert events.loc["2028-29", ["baseline", "independent"]].tolist() == pytest.approx([50, 10])


def test_a_lag_moves_the_events_and_so_the_overlap() -> None:
    parts = {"One": appraised("One", 30, lag=12), "Two": appraised("Two", 20)}
    found = ca.portfolio(parts, cohorts=cohort("One", "Two"))
    # Two's events fall in the first two years, One's in the second and third
    assert found.cash_profile()["overlap"].tolist() == pytest.approx([0, -6_000, 0, 0, 0])


def test_phase_in_and_what_persists() -> None:
    parts = {
        "One": appraised("One", 30, phase_in=(0.5,), persistence=(0.2,)),
        "Two": appraised("Two", 20, months=36),
    }
    found = ca.portfolio(parts, cohorts=cohort("One", "Two"))
    # shares 0.15, 0.3, 0.06 beside 0.2: lost is their product, 3, 6 and 1.2 events
    assert found.cash_profile()["overlap"].tolist() == pytest.approx([-3_000, -6_000, -1_200, 0, 0])


def test_only_the_children_in_common_overlap() -> None:
    """One reaches 200 children, of whom 50 are the cohort; Two reaches no other."""
    shared = ca.Cohort(
        name="Entries",
        children=count(50, "shared", "count"),
        baseline=count(10, "shared.baseline"),
        reached={
            "One": ca.Reached(
                programme="One", outcomes=("entries",), children=count(200, "one", "count")
            ),
            "Two": "entries",
        },
    )
    found = ca.portfolio({"One": appraised("One", 30), "Two": appraised("Two", 4)}, cohorts=shared)
    # A quarter of One's 30 are in the cohort: 7.5 of 10; Two 4 of 10. 8.5 of 11.5 are left, so
    # 3 a year are lost, 7.5 / 11.5 of them One's
    nets = found.by_programme()["net"]
    assert nets["One"] == pytest.approx(2_000 * (30 - 3 * 7.5 / 11.5))
    assert nets["Two"] == pytest.approx(2_000 * (4 - 3 * 4 / 11.5))


def test_an_outcome_in_two_cohorts_loses_in_each() -> None:
    def shared(name: str, other: str) -> ca.Cohort:
        own = ca.Reached(
            programme="One", outcomes=("entries",), children=count(200, "one", "count")
        )
        return ca.Cohort(
            name=name,
            children=count(100, f"{other.lower()}.shared", "count"),
            baseline=count(50, f"{other.lower()}.baseline"),
            reached={"One": own, other: "entries"},
        )

    parts = {n: appraised(n, a) for n, a in (("One", 40), ("Two", 10), ("Three", 5))}
    cohorts = [shared("North", "Two"), shared("South", "Three")]
    found = ca.portfolio(parts, cohorts=cohorts)
    # 20 of 50 of One's in each; lost with Two 0.4 x 0.2 x 50 = 4, with Three 0.4 x 0.1 x 50 = 2
    nets = found.by_programme()["net"]
    assert nets["One"] == pytest.approx(2_000 * (40 - 4 * 20 / 30 - 2 * 20 / 25))
    assert nets["Two"] == pytest.approx(2_000 * (10 - 4 * 10 / 30))


def test_a_rate_for_each_child_is_a_baseline() -> None:
    rate = ca.Cohort(
        name="Entries",
        children=count(400, "children", "count"),
        baseline=count(0.25, "rate", "events per person-year"),
        reached={"One": "entries", "Two": "entries"},
    )
    parts = {"One": appraised("One", 30), "Two": appraised("Two", 20)}
    found = ca.portfolio(parts, cohorts=rate)
    assert found.to_frame()["pounds"].sum() == pytest.approx(88_000)


def test_two_outcomes_of_the_same_events_are_counted_once() -> None:
    """A case avoided is worth £1,000 to the council and £100 to the NHS: 30 events, not 60."""
    case = ca.RateAvoided(rate=count(30, "both.avoided"))
    run = {"start": "2026-04-01", "months": 24, "counterfactual": case}
    changes = tuple(
        ca.Outcome(
            id=id,
            label=id,
            children=who,
            pathway=ca.PublishedCost(cost=cost, covers=(covers,)),
            **run,
        )
        for id, who, cost, covers in (
            ("entries", "children", pounds(1_000, "both.care"), "placement"),
            ("births", "mothers", pounds(100, "both.nhs", payer="nhs"), "health"),
        )
    )
    settings = {"horizon": 5, "price_year": "2026-27", "first_year": "2026-27"}
    both = ca.appraise(ca.Custom(name="Both", changes=changes), **settings)
    parts = {"Both": both, "Two": appraised("Two", 20)}
    found = ca.portfolio(parts, cohorts=cohort("Both", "Two", Both=["entries", "births"]))
    # 44 of 50 as ever; the NHS loses 3.6 x £100 a year, as the council loses 3.6 x £1,000
    assert found.by_payer().loc["nhs", "overlap"] == pytest.approx(-720)
    assert found.by_payer().loc["council", "overlap"] == pytest.approx(-12_000)


def test_outcomes_that_split_the_same_events_add_up_to_them() -> None:
    """Of 30 a year a quarter are worth £1,000 and the rest £2,000: 30 events still."""
    case, share = ca.RateAvoided(rate=count(30, "split.avoided")), count(0.25, "split", "share")
    run = {"start": "2026-04-01", "months": 24, "counterfactual": case}
    changes = tuple(
        ca.Outcome(
            id=id,
            label=id,
            children=id,
            pathway=ca.PublishedCost(cost=pounds(cost, id), covers=("placement",)),
            **part,
            **run,
        )
        for id, cost, part in (
            ("homes", 1_000, {"share": share}),
            ("foster", 2_000, {"other_share": share}),
        )
    )
    settings = {"horizon": 5, "price_year": "2026-27", "first_year": "2026-27"}
    split = ca.appraise(ca.Custom(name="Split", changes=changes), **settings)
    parts = {"Split": split, "Two": appraised("Two", 20)}
    found = ca.portfolio(parts, cohorts=cohort("Split", "Two", Split=["homes", "foster"]))
    assert found.events().loc["Entries"]["Split alone"].tolist()[:2] == pytest.approx([30, 30])
    # a year: 7.5 x £1,000 + 22.5 x £2,000 = £52,500, of which 6 in 50 go
    assert found.by_programme().loc["Split", "overlap"] == pytest.approx(-2 * 52_500 * 6 / 50)


def test_caution_is_taken_off_first_and_overlap_off_what_it_leaves() -> None:
    settings = {"horizon": 5, "price_year": "2026-27", "first_year": "2026-27"}
    caution = ca.optimism_bias(benefits=0.2, source="By hand")
    parts = {
        name: ca.appraise(programme(name, avoided), **settings, adjustments=caution)
        for name, avoided in (("One", 30), ("Two", 20))
    }
    found = ca.portfolio(parts, cohorts=cohort("One", "Two"))
    assert found.to_frame()["pounds"].sum() == pytest.approx(0.8 * 88_000)


def test_delivery_costs_are_never_reduced() -> None:
    parts = {"One": appraised("One", 30, yearly=9_000), "Two": appraised("Two", 20, yearly=5_000)}
    found = ca.portfolio(parts, cohorts=cohort("One", "Two"))
    assert found.by_payer().loc["council", "delivery"] == pytest.approx(-28_000)
    assert found.by_payer().loc["council", "net"] == pytest.approx(88_000 - 28_000)


def test_what_costs_more_than_it_saves_is_not_reduced() -> None:
    """Each case avoided is £500 more spent: overlap is a caution, and takes nothing off a loss."""
    spends = ca.Outcome(
        id="entries",
        label="Entries",
        counterfactual=ca.RateAvoided(rate=count(30, "loss.avoided")),
        pathway=ca.CostDifference(
            cost=pounds(500, "loss.difference", "GBP per person, difference")
        ),
        children="children",
        start="2026-04-01",
        months=24,
    )
    settings = {"horizon": 5, "price_year": "2026-27", "first_year": "2026-27"}
    loses = ca.appraise(ca.Custom(name="Loses", changes=(spends,)), **settings)
    alone = float(loses.annual().sum())
    assert alone < 0
    found = ca.portfolio(
        {"Loses": loses, "Two": appraised("Two", 20)}, cohorts=cohort("Loses", "Two")
    )
    assert found.by_programme().loc["Loses", "net"] == pytest.approx(alone)
    assert found.by_programme().loc["Two", "net"] == pytest.approx(2_000 * (20 - 6 * 20 / 50))


def test_the_headline_is_the_independent_rule() -> None:
    found = two()
    assert found.npv == found.bounds().loc["independent", "net_present_value"]
    assert found.council_net_cash == found.bounds().loc["independent", "council_net_cash"]
    # discounted: nothing in the first year, 3.5% or the edition's own rate in the second
    factors = found.first.discount_factors
    assert found.npv == pytest.approx(44_000 * float(factors[:2].sum()))
    assert np.isclose(factors[0], 1.0)


def test_placements_avoided_are_those_that_begin_in_the_horizon() -> None:
    parts = {"One": appraised("One", 30, stay=True), "Two": appraised("Two", 20, stay=True)}
    found = ca.portfolio(parts, cohorts=cohort("One", "Two"))
    assert found.placements_avoided == pytest.approx(88)
