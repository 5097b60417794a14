"""Options side by side: rows worked on paper, laws, and what cannot be put side by side."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.base.vocabulary import Payer, Resource
from strategies import programmes

COLUMNS = [
    "delivery",
    "council_cash",
    "council_avoided",
    "others",
    "several",
    "gross",
    "net",
    "council_net_cash",
    "npv",
    "bcr",
    "payback",
    "peak_funding",
    "evidence",
    "adjusted",
    "serious",
]
CASE: dict[str, Any] = {"horizon": 2, "price_year": "2024-25"}


def money(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=id, price_year="2024-25", source="By hand", **more)


def avoided(id: str, design: str, count: float, cost: ca.Estimate, covers: Resource) -> ca.Outcome:
    rate = ca.local(count, "count per year", id=f"hand.{id}", source="By hand", design=design)
    return ca.Outcome(
        id=id,
        label=id.title(),
        counterfactual=ca.RateAvoided(rate=rate),
        pathway=ca.PublishedCost(cost=cost, covers=(covers,)),
        children="children",
    )


def mentoring(runs: float | None = 7000, **case: Any) -> ca.Appraisal:
    """10 placements a year of £1,000, 60% cash; 5 a year of £300 of the NHS; £7,000 a year."""
    placement = money(1000, "GBP per event", "hand.place", payer="council", cash_releasing=0.6)
    health = money(300, "GBP per event", "hand.health", payer="nhs", cash_releasing=0)
    cost = None if runs is None else money(runs, "GBP per year", "hand.runs", payer="council")
    programme = ca.Custom(
        name="Mentoring",
        changes=(
            avoided("placements", "historical rate", 10, placement, Resource.PLACEMENT),
            avoided("illness", "trial", 5, health, Resource.HEALTH),
        ),
        costs=() if cost is None else (ca.Delivery(cost=cost),),
    )
    return ca.appraise(programme, **{**CASE, **case})


def test_a_row_by_hand() -> None:
    frame = ca.compare({"Mentoring": mentoring()})
    assert list(frame.columns) == COLUMNS
    assert (list(frame.index), frame.index.name) == (["Mentoring"], "option")
    row = frame.loc["Mentoring"]
    # on paper, two years alike: 10 x 1,000 = 10,000 a year to the council, of which 6,000 cash;
    # 5 x 300 = 1,500 a year to the NHS; 7,000 a year of delivery
    assert row["delivery"] == pytest.approx(14_000)
    assert row["council_cash"] == pytest.approx(12_000)
    assert row["council_avoided"] == pytest.approx(8_000)
    assert row["others"] == pytest.approx(3_000)
    assert row["several"] == 0
    assert row["gross"] == pytest.approx(23_000)
    assert row["net"] == pytest.approx(9_000)
    assert row["council_net_cash"] == pytest.approx(-2_000)
    # a net 4,500 a year, the second worth 1/1.035: 4,500 + 4,347.83; and 11,500 for each 7,000
    assert row["npv"] == pytest.approx(8_847.826, abs=0.001)
    assert row["bcr"] == pytest.approx(1.642857, abs=1e-6)
    assert row["payback"].startswith("It does not pay back within the 2 years")
    # each year 1,000 more goes out than comes back, the second with 2025-26's inflation
    assert 2_000 < row["peak_funding"] == mentoring().peak_funding.pounds < 2_100
    # a trial and a historical rate: the weaker counts, and only it has no comparison group
    assert row["evidence"] == "historical rate"
    assert row["serious"] == 1


def test_other_payers_delivery_is_in_the_cost_but_not_in_the_councils_cash() -> None:
    appraisal = mentoring()
    by_nhs = money(500, "GBP per year", "hand.nhs_runs", payer="nhs")
    case = appraisal.intervention.model_copy(update={"costs": (ca.Delivery(cost=by_nhs),)})
    row = ca.compare({"Mentoring": ca.appraise(case, **CASE)}).loc["Mentoring"]
    # 500 a year of the NHS and nothing of the council: 1,000 in all; 23,000 - 1,000
    assert (row["delivery"], row["net"]) == (pytest.approx(1_000), pytest.approx(22_000))
    assert row["council_net_cash"] == row["council_cash"] == pytest.approx(12_000)


def test_without_delivery_nothing_is_claimed_for_each_pound() -> None:
    row = ca.compare({"Gross": mentoring(runs=None)}).loc["Gross"]
    assert (row["delivery"], math.copysign(1, row["delivery"])) == (0, 1)
    assert math.isnan(row["bcr"])
    assert row["payback"].startswith("No delivery cost falls here")
    assert row["serious"] == 2  # no comparison group, and no delivery cost


def test_doing_nothing_is_a_row_of_zeros() -> None:
    frame = ca.compare({"Do nothing": None, "Mentoring": mentoring()})
    nothing = frame.loc["Do nothing"]
    assert list(frame.index) == ["Do nothing", "Mentoring"]
    assert (nothing.drop(["payback", "evidence", "adjusted", "bcr"]) == 0).all()
    assert math.isnan(nothing["bcr"])
    assert (nothing["payback"], nothing["evidence"]) == ("", "no change")
    assert all(pd.api.types.is_float_dtype(frame[c]) for c in COLUMNS[:9])
    assert pd.api.types.is_integer_dtype(frame["serious"])


def test_a_list_is_named_by_titles_and_numbered_where_one_repeats() -> None:
    few, many = (ca.appraise(ca.Pause(women=women), **CASE) for women in (20, 40))
    centres = ca.appraise(ca.ChildrensCentres(proceedings_before=60), **CASE)
    frame = ca.compare([few, centres, many])
    assert list(frame.index) == ["Pause 1", ca.ChildrensCentres.title, "Pause 2"]
    assert frame.loc["Pause 2", "gross"] == pytest.approx(2 * frame.loc["Pause 1", "gross"])


def test_placement_inflation_is_the_same_for_all() -> None:
    plain, dearer = mentoring(), mentoring(placement_inflation=0.03)
    with pytest.raises(ca.InputError, match="placement_inflation 0.0 .Plain., 0.03 .Dearer. given"):
        ca.compare({"Plain": plain, "Dearer": dearer})


@given(
    st.lists(programmes, min_size=2, max_size=3), st.integers(2, 10), st.booleans(), st.randoms()
)
def test_the_order_of_options_changes_no_row(
    cases: list[ca.Intervention], horizon: int, idle: bool, shuffle: Any
) -> None:
    settings = {"horizon": horizon, "price_year": "2025-26", "first_year": "2025-26"}
    named: dict[str, ca.Appraisal | None] = {
        f"Option {i}": ca.appraise(case, **settings) for i, case in enumerate(cases)
    }
    named |= {"Do nothing": None} if idle else {}
    names = list(named)
    shuffle.shuffle(names)
    frame = ca.compare(named)
    again = ca.compare({name: named[name] for name in names})
    assert list(again.index) == names
    pd.testing.assert_frame_equal(again.loc[list(named)], frame)


@given(programmes, st.integers(2, 10))
def test_a_row_adds_up_and_agrees_with_the_views(case: ca.Intervention, horizon: int) -> None:
    appraisal = ca.appraise(case, horizon=horizon, price_year="2025-26", first_year="2025-26")
    row = ca.compare([appraisal]).iloc[0]
    by_payer = appraisal.by_payer()
    close = {"rel": 1e-9, "abs": 1e-9 * max(1.0, abs(by_payer).to_numpy().sum())}
    parts = row["council_cash"] + row["council_avoided"] + row["others"]
    assert parts == pytest.approx(row["gross"], **close)
    assert row["gross"] - row["delivery"] == pytest.approx(row["net"], **close)
    assert row["net"] == pytest.approx(by_payer.loc["all payers", "net"], **close)
    assert row["council_net_cash"] == pytest.approx(by_payer.loc["council", "net_cash"], **close)
    others = by_payer.drop(["council", "all payers"])["gross"].sum()
    assert row["others"] == pytest.approx(others, **close)
    assert (row["npv"], row["payback"]) == (appraisal.npv, appraisal.payback)
    printed = " ".join(appraisal.in_full().split())
    assert f"How we know: {row['evidence']}." in printed
    assert f"points, {row['serious']} of them serious" in printed


@pytest.mark.parametrize(
    "designs",
    [
        ("trial", "matched comparison"),
        ("matched comparison", "before and after, against a trend"),
        ("before and after, against a trend", "before and after"),
        ("before and after", "historical rate"),
        ("historical rate", "opinion"),
    ],
)
@pytest.mark.parametrize("first", [0, 1])
def test_the_weakest_design_is_the_one_shown(designs: tuple[str, str], first: int) -> None:
    cost = money(1000, "GBP per event", "hand.place", payer=Payer.COUNCIL)
    changes = (
        avoided("one", designs[first], 1, cost, Resource.PLACEMENT),
        avoided("other", designs[1 - first], 2, cost, Resource.HEALTH),
    )
    appraisal = ca.appraise(ca.Custom(name="Two", changes=changes), **CASE)
    assert ca.compare([appraisal])["evidence"].tolist() == [designs[1]]


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("price_year", "2025-26", "price_year 2024-25 (A), 2025-26 (B) given"),
        ("horizon", 3, "horizon 2 (A), 3 (B) given"),
        ("first_year", "2026-27", "first_year 2024-25 (A), 2026-27 (B) given"),
        ("schedule", "health", "schedule standard (A), health (B) given"),
        ("timing", "mid-year", "timing start of year (A), mid-year (B) given"),
    ],
)
def test_options_in_other_years_prices_or_discounting_are_refused(
    field: str, given: Any, said: str
) -> None:
    settings = {"first_year": "2024-25", field: given}
    with pytest.raises(ca.InputError) as raised:
        ca.compare({"A": mentoring(), "Nothing": None, "B": mentoring(**settings)})
    assert str(raised.value) == (
        f"options: {said}, so they cannot be put side by side; appraise each with the same {field}."
    )


def test_another_edition_of_the_discount_rates_is_refused() -> None:
    now = mentoring()  # only one edition is in the library, so the other is written by hand
    then = replace(now, settings=now.settings.model_copy(update={"edition": "2022"}))
    with pytest.raises(ca.InputError) as raised:
        ca.compare({"Now": now, "Then": then})
    assert str(raised.value) == (
        "options: edition 2026 (Now), 2022 (Then) given, so they cannot be put side by side; "
        "appraise each with the same edition."
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "options: no Appraisal given; give at least one."),
        ({}, "options: no Appraisal given; give at least one."),
        ({"Do nothing": None}, "options: no Appraisal given; give at least one."),
        (mentoring(), "options: Appraisal given; give a list of Appraisals, or a mapping"),
        ("Pause", "options: 'Pause' given; give a list of Appraisals, or a mapping"),
        (None, "options: None given; give a list of Appraisals, or a mapping"),
        ([ca.Pause(women=20)], "options, number 1: Pause given; give an Appraisal, such as"),
        ({"Pause": ca.Pause(women=20)}, "options, Pause: Pause given; give an Appraisal, such as"),
        ([mentoring(), None], "options: None given as number 2 of a list; name it, as in"),
        ({2: mentoring()}, "options: 2 given as a name; name each option in words."),
        ({" ": mentoring()}, "options: ' ' given as a name; name each option in words."),
    ],
)
def test_what_is_no_option_is_refused(options: Any, said: str) -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.compare(options)
    assert str(raised.value).startswith(said)


def test_an_option_made_cautious_says_so() -> None:
    caution = ca.optimism_bias(benefits=0.2, source="Own record")
    frame = ca.compare({"As it is": mentoring(), "Cautious": mentoring(adjustments=caution)})
    assert list(frame["adjusted"]) == ["", "optimism bias"]
    assert frame.loc["Cautious", "gross"] == pytest.approx(0.8 * frame.loc["As it is", "gross"])


def test_what_is_not_alike_is_said() -> None:
    week = ca.local(
        640,
        id="placement.foster.any.week",
        price_year="2025-26",
        cash_releasing=1,
        source="Anytown (invented)",
    )
    years = {"horizon": 5, "price_year": "2025-26"}
    own = ca.appraise(ca.Pause(women=18, deadweight=0.3), overrides=[week], **years)
    library = ca.appraise(ca.Pause(women=18, delivery_cost=None), **years)
    found = ca.unlike({"Own": own, "Library": library, "Nothing": None})
    assert found == (
        "Library: no delivery cost was given, so its figures are gross of it.",
        "Something is taken off for what would have happened anyway (deadweight) in Own; nothing "
        "in Library.",
        "Foster placement, all providers (placement.foster.any.week): £640 per week (2025-26 "
        "prices), 100% of it cash in Own; £765 per week (2024-25 prices), 80% of it cash in "
        "Library.",
    )
    assert ca.unlike([own, own]) == ()
