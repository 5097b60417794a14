"""What cannot be joined or funded is refused in a sentence, and nothing is computed."""

from __future__ import annotations

from typing import Any

import pytest

import costavoid as ca
from portfolio_cases import SETTINGS, SOURCE, appraised, cohort, count, pounds, programme

ONE, TWO = appraised("One", 30, yearly=9_000), appraised("Two", 20, yearly=9_000)
PARTS = {"One": ONE, "Two": TWO}
WHOLE = ca.portfolio(PARTS)


def otherwise(**settings: Any) -> ca.Appraisal:
    return ca.appraise(programme("Two", 20), **{**SETTINGS, **settings})


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"price_year": "2025-26"}, "portfolio: price_year 2026-27 (One), 2025-26 (Two) given"),
        ({"horizon": 4}, "portfolio: horizon 5 (One), 4 (Two) given"),
        ({"first_year": "2025-26"}, "portfolio: first_year 2026-27 (One), 2025-26 (Two) given"),
        ({"schedule": "health"}, "portfolio: schedule standard (One), health (Two) given"),
        ({"draws": 10}, "portfolio: draws made for Two and none for One"),
    ],
)
def test_appraisals_that_do_not_fit(other: dict[str, Any], said: str) -> None:
    with pytest.raises(ca.InputError) as refused:
        ca.portfolio({"One": ONE, "Two": otherwise(**other)})
    assert str(refused.value).startswith(said)


def test_draws_of_another_seed() -> None:
    one, two = (
        ca.appraise(programme(n, 20), **SETTINGS, draws=10, seed=s) for n, s in (("A", 1), ("B", 2))
    )
    with pytest.raises(ca.InputError, match=r"portfolio: seed 1 \(A\), 2 \(B\) given, so that a"):
        ca.portfolio({"A": one, "B": two})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([ONE, TWO], "portfolio: list given; give a mapping"),
        ({}, "portfolio: no Appraisal given"),
        ({"One": 5}, "portfolio, One: int given"),
        ({"": ONE}, "portfolio: '' given as a name"),
        ({"One": ONE, "one ": TWO}, "portfolio: 'One' and 'one ' given; two programmes may not"),
    ],
)
def test_names_and_programmes(given: Any, said: str) -> None:
    with pytest.raises(ca.InputError) as refused:
        ca.portfolio(given)
    assert str(refused.value).startswith(said)


def reached(programme: str, children: float, *outcomes: str) -> ca.Reached:
    return ca.Reached(
        programme=programme,
        outcomes=outcomes or ("entries",),
        children=count(children, "all", "count"),
    )


def test_an_overlap_larger_than_a_cohort() -> None:
    shared = cohort("One", "Two", children=400, One=reached("One", 399))
    with pytest.raises(ca.InputError, match="One: 399 children reached in all, fewer than the 400"):
        ca.portfolio(PARTS, cohorts=shared)


def test_more_events_avoided_than_the_baseline_holds() -> None:
    said = "cohort Entries: One would avoid 30 events a year among its children, and the baseline"
    with pytest.raises(ca.InputError, match=said):
        ca.portfolio(PARTS, cohorts=cohort("One", "Two", baseline=29))


def test_more_of_a_programme_in_cohorts_than_it_reaches() -> None:
    shared = [cohort("One", "Two", name="North"), cohort("One", "Two", name="South")]
    with pytest.raises(ca.InputError, match="entries of One reaches the children of several"):
        ca.portfolio(PARTS, cohorts=shared)


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        (lambda: cohort("One", "Too"), "'Too' given, but it is no programme of the portfolio. Did"),
        (lambda: cohort("One", "Two", Two="entry"), "outcome 'entry' given. Did you mean"),
        (lambda: cohort("One", "Two", Two=["entries"] * 2), "outcome 'entries' given twice"),
        (lambda: [cohort("One", "Two")] * 2, "cohorts: 'Entries' given twice"),
        (lambda: "Entries", "cohorts: 'Entries' given; give a list of costavoid.Cohort"),
        (lambda: [5], "cohorts: 5 given; give a list of costavoid.Cohort"),
    ],
)
def test_cohorts_that_do_not_fit(shared: Any, said: str) -> None:
    with pytest.raises(ca.InputError) as refused:
        ca.portfolio(PARTS, cohorts=shared())
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reached": {"One": "entries"}}, "1 programme given; an overlap takes two"),
        ({"baseline": count(0, "b")}, "baseline: 0 given; without events there is nothing"),
        ({"baseline": count(0.1, "b", "share")}, "baseline: hand.b given in 'share'"),
        ({"baseline": 38}, "it takes an Estimate: costavoid.local(38, unit, source='...')"),
        ({"children": count(0, "c", "count")}, "children: 0 given"),
        ({"children": count(9, "c", "weeks")}, "children: hand.c given in 'weeks'"),
        ({"reached": {1: "entries"}}, "1 given as the name of a programme"),
        (
            {"reached": (reached("One", 5), reached("One", 5))},
            "one programme given twice",
        ),
    ],
)
def test_a_cohort_that_cannot_be(fields: dict[str, Any], said: str) -> None:
    right = {
        "name": "Entries",
        "children": count(400, "c", "count"),
        "baseline": count(100, "b"),
        "reached": {"One": "entries", "Two": "entries"},
    }
    with pytest.raises(ca.InputError) as refused:
        ca.Cohort(**{**right, **fields})
    assert said in str(refused.value)


def test_cases_that_are_handled_are_no_events_avoided() -> None:
    weeks = count(10, "sooner.weeks", "weeks")
    sooner = ca.Outcome(
        id="entries",
        label="Sooner home",
        counterfactual=ca.Volume(cases=count(20, "sooner.cases"), effect=weeks),
        pathway=ca.Placement(
            cost=pounds(900, "sooner.week", "GBP per week"), stay=ca.FixedStay(length=weeks)
        ),
        children="children in care",
    )
    home = ca.appraise(ca.Custom(name="Home", changes=(sooner,)), **SETTINGS)
    with pytest.raises(ca.InputError, match="Home: entries counts cases that the programme"):
        ca.portfolio({"One": ONE, "Home": home}, cohorts=cohort("One", "Home"))


def test_a_baseline_of_another_kind_than_the_outcomes() -> None:
    shared = ca.Cohort(
        name="Entries",
        children=count(400, "c", "count"),
        baseline=count(100, "b", "count"),
        reached={"One": "entries", "Two": "entries"},
    )
    with pytest.raises(ca.InputError, match="baseline: given in 'count'; its outcomes take"):
        ca.portfolio(PARTS, cohorts=shared)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"budget": {"2031-32": 5}}, "budget, year: 2031-32 given; this appraisal runs from"),
        ({"budget": {"2026": 5}}, "budget, '2026' given; one year could be either"),
        ({"budget": {"2026-27": "much"}}, "budget, 2026-27: 'much' given; give pounds"),
        ({"budget": {"2026-27": -5}}, "budget, 2026-27: -5 given"),
        ({"budget": {"2026-27": 5, "2026/27": 6}}, "budget: 2026-27 given twice"),
        ({"budget": {}}, "budget: nothing given"),
        ({"budget": 500_000}, "budget: 500000 given; give pounds for each financial year"),
        (
            {"budget": {"2026-27": 100}},
            "budget: no programme can be funded with it: One takes £9,000 in",
        ),
        ({"by": "cash"}, "by: 'cash' given."),
        ({"must": ["Too"]}, "must: 'Too' given, but it is no programme"),
        ({"must": 5}, "must: 5 given; give a list"),
        ({"must": ["One", "Two"]}, "must: One, Two cost more than the budget: £18,000 in 2026-27"),
        ({"must": ["One", "Two"], "not_both": [("One", "Two")]}, "must: One and Two given, and"),
        ({"not_both": [("One",)]}, "not_both: ('One',) given; give two programmes or more"),
        ({"not_both": ["One", ("One", "Two")]}, "not_both: 'One' given; give a list of pairs"),
    ],
)
def test_what_cannot_be_funded(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ca.InputError) as refused:
        WHOLE.choose(**{"budget": {"2026-27": 10_000}, **asked})
    assert said in str(refused.value)


def test_what_was_not_said_to_overlap_is_noted() -> None:
    (note,) = WHOLE.notes()
    assert note == (
        "Taken not to overlap: entries of One (children who do not enter care) and entries of Two "
        "(children who do not enter care). If these are the same children, say so in a cohort."
    )
    assert "No overlap was said" in str(WHOLE)
    said = ca.portfolio(PARTS, cohorts=cohort("One", "Two"))
    assert said.notes() == ()


def test_a_baseline_below_what_a_programme_itself_expects_is_noted() -> None:
    expects = ca.Outcome(
        id="entries",
        label="Entries",
        counterfactual=ca.RateAvoided(
            rate=count(10, "e.avoided"), expected=count(150, "e.without")
        ),
        pathway=ca.PublishedCost(cost=pounds(100, "e.cost"), covers=("placement",)),
        children="children",
    )
    part = ca.appraise(ca.Custom(name="Expects", changes=(expects,)), **SETTINGS)
    whole = ca.portfolio({"One": ONE, "Expects": part}, cohorts=cohort("One", "Expects"))
    assert any("Expects expects 150 events a year" in note for note in whole.notes())


def test_figures_without_ids_of_their_own_do_not_meet() -> None:
    """60 children in two cohorts, of two sources: two numbers."""
    own = ca.Cohort(
        name="North",
        children=ca.local(60, "children", source=SOURCE),
        baseline=ca.local(60, "children per year", source="Panel"),
        reached={"One": "entries", "Two": "entries"},
    )
    other = own.model_copy(
        update={"name": "South", "reached": {"Three": "entries", "Two2": "entries"}}
    )
    parts = {**PARTS, "Three": appraised("Three", 5), "Two2": appraised("Two2", 5)}
    whole = ca.portfolio(parts, cohorts=[own, other])
    assert sorted(whole.inputs.in_use) == [
        "cohort.north.baseline",
        "cohort.north.children",
        "cohort.south.baseline",
        "cohort.south.children",
    ]
