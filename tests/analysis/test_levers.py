"""Levers: which there are, between which limits, and which are refused."""

from __future__ import annotations

from datetime import date

import pytest

import costavoid as ca
from costavoid.analysis.lever_search import LeverSearch
from costavoid.analysis.levers import Lever, Moves, Sum
from costavoid.analysis.reread import changed
from example_cases import CASES
from workbook_cases import HARD, custom, pause


def levers(case: ca.Appraisal) -> dict[str, Lever]:
    return {lever.id: lever for lever in LeverSearch(case).levers}


def test_the_levers_of_pause() -> None:
    found = levers(ca.appraise(pause(), horizon=5, price_year="2025-26"))
    assert set(found) == {"women", "start", "programme_months", "deadweight"}
    women, start, months = found["women"], found["start"], found["programme_months"]
    assert (women.moves, women.value, women.low, women.whole) == (Moves.PEOPLE, 20, 1, True)
    assert (start.day, start.value) == (date(2026, 10, 15), pytest.approx((6 + 14 / 31) / 12))
    assert (months.value, months.low, months.above) == (18, 0, True)
    assert not any(lever.refused for lever in found.values())


def test_what_a_line_follows() -> None:
    """What was put off begins when the programme ends, and takes three years."""
    search = LeverSearch(HARD["postponed"]())
    lines = [line.id for line in HARD["postponed"]().flows.lines]
    follows = dict(zip(lines, search.follows(), strict=True))
    late = next(f for id, f in follows.items() if id.startswith("removals_postponed"))
    months = (("programme_months",),)
    assert late.start == Sum(0.0, ("start",), months) and late.end == Sum(3.0, ("start",), months)
    assert (late.compared, late.put_off) == (("women",), ("programme_months",))
    assert follows["delivery"].cohort == ("women",)


def test_a_length_that_must_be_whole_or_longer_than_another_says_so() -> None:
    """Setting up is of whole months, and ends before the end."""
    found = levers(CASES["regional_recruitment_partnership"])
    assert found["months"].not_below == ("set_up_months",) and found["months"].above
    assert found["set_up_months"].whole
    assert levers(CASES["shared_service"])["councils"].low == 2


def test_deadweight_on_a_controlled_effect_is_refused_and_a_given_one_is_no_lever() -> None:
    assert "control group" in levers(CASES["sure_start"])["deadweight"].refused
    given = ca.appraise(pause(deadweight=0.2), horizon=3, price_year="2025-26")
    assert "deadweight" not in levers(given)


def test_two_lengths_of_which_the_longest_counts_are_refused() -> None:
    change = custom().changes[0]
    five = change.counterfactual.model_copy(update={"cohort": 5})
    more = {"id": "other", "children": "others", "months": 12, "counterfactual": five}
    cost = ca.local(9e4, "GBP per year", id="own.cost", price_year="2025-26", source="Test")
    two = ca.Custom(
        name="Two", changes=(change, change.model_copy(update=more)), delivery_cost=cost
    )
    found = levers(ca.appraise(two, horizon=4, price_year="2025-26"))
    assert found["changes.0.months"].refused and found["changes.1.months"].refused
    assert not found["start"].refused


def test_a_length_takes_the_place_of_a_last_day() -> None:
    programme = CASES["sure_start"].intervention.model_copy(
        update={"months": None, "last_day": date(2027, 3, 31)}
    )
    assert dict(programme)["months"] == 12
    longer = changed(programme, ("months",), 30)
    assert (dict(longer)["months"], dict(longer)["last_day"]) == (30, None)
