"""Outcomes and programmes: what is refused, and what is carried into their lines, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Kind, Resource
from costavoid.evidence.inputs import Inputs
from costavoid.programme.base import (
    Programme,
    by_counterfactual,
    labels,
    refuse_more_than_whole,
    refuse_overlap,
    refuse_repeats,
)
from costavoid.programme.span import Span

SPAN = Span(first_year="2025-26", horizon=4)
PRICED = {"price_year": "2025-26", "payer": "council"}


def own(id: str, value: float, unit: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=f"own.{id}", source="Anytown", **more)


WEEK = own("week", 900, "GBP per week", **PRICED)
RATE = ca.RateAvoided(rate=own("rate", 3, "count per year"))
POSTS = ca.RateAvoided(rate=own("posts", 3, "count"))
RUNNING = ca.RunningCost(cost=own("run", 900, "GBP per year", **PRICED))


def outcome(**given: Any) -> ca.Outcome:
    fields = {
        "id": "entries",
        "label": "Entries avoided",
        "children": "children at school",
        "counterfactual": RATE,
        "pathway": ca.Placement(cost=WEEK, weeks=10),
    }
    return ca.Outcome(**{**fields, **given})


def check(it: ca.Outcome) -> None:
    it.check(SPAN, Inputs([e for line in it.lines(SPAN) for e in line.estimates]))


# ---- one outcome


def test_bare_numbers_are_entered_under_the_outcomes_own_id() -> None:
    it = outcome(share=0.5, lag=3, deadweight=0.2, attribution=0.7)
    steps = (it.share, it.lag, it.deadweight, it.attribution)
    assert [(e.id, e.value, e.unit.value) for e in steps if e] == [
        ("entries.share", 0.5, "share"), ("entries.lag", 3, "months"),
        ("entries.deadweight", 0.2, "share"), ("entries.attribution", 0.7, "share"),
    ]  # fmt: skip
    given = own("mine", 0.4, "share")
    assert outcome(share=given).share == given
    assert outcome().share is None
    with pytest.raises(InputError, match="'half' given; give a number in share"):
        outcome(share="half")


def test_its_cases_are_on_the_clock_of_the_appraisal() -> None:
    it = outcome(start=date(2026, 4, 1), months=18, phase_in=(0.5,), persistence=(0.3,), people=40)
    cases = it.cases(SPAN)
    assert (cases.start, cases.end) == (1, pytest.approx(2.5))
    assert (cases.phase_in, cases.persistence, cases.people) == ((0.5,), (0.3,), None)
    assert outcome(people=40, recurs=False).cases(SPAN).people == 40
    (line,) = it.lines(SPAN)
    assert (line.id, line.outcome, line.kind) == ("entries.placement", "entries", Kind.BENEFIT)


def test_an_effect_that_outlasts_the_programme_can_only_fade() -> None:
    for fades in ((), (0.5,), (0.5, 0.5), (0.5, 0.2, 0.0)):
        outcome(persistence=fades)
    with pytest.raises(InputError, match="can only fade"):
        outcome(persistence=(0.2, 0.5))
    weeks = own("weeks", 10, "weeks")
    volume = ca.Volume(cases=own("cases", 3, "count per year"), effect=weeks)
    handled = {"counterfactual": volume, "pathway": ca.Placement(cost=WEEK, weeks=weeks)}
    outcome(**handled)
    with pytest.raises(InputError, match="none come after it ends"):
        outcome(**handled, persistence=(0.5,))


def test_a_standing_number_is_used_all_the_time_and_cases_by_each() -> None:
    outcome(counterfactual=POSTS, pathway=RUNNING)
    with pytest.raises(InputError, match="used all the time, so it takes a standing number"):
        outcome(pathway=RUNNING)
    paid = own("paid", 9, "GBP per event", price_year="2025-26")
    number = ca.Volume(number=3, effect=paid)
    with pytest.raises(InputError, match="used by each case, so it takes cases a year, or in all"):
        outcome(counterfactual=number, pathway=ca.PublishedCost(cost=paid))


def test_the_effect_of_a_volume_is_part_of_its_pathway() -> None:
    cases, other = own("cases", 3, "count per year"), own("other", 10, "weeks")
    with pytest.raises(InputError, match=r"the effect own\.other is not part of the pathway"):
        outcome(counterfactual=ca.Volume(cases=cases, effect=other))


def test_deadweight_is_for_effects_without_a_control_group() -> None:
    check(outcome(deadweight=0.2))
    trial = ca.RateAvoided(rate=own("rate", 3, "count per year", design="trial"))
    check(outcome(counterfactual=trial))
    with pytest.raises(InputError, match=r"entries\.deadweight: 0\.2 given, but the effect rests"):
        check(outcome(counterfactual=trial, deadweight=0.2))


def test_no_more_cases_than_people_who_can_have_one_each() -> None:
    """3 a year for two years are 6."""
    two = {"months": 24, "recurs": False}
    check(outcome(**two, people=6))
    check(outcome(months=24, people=5))  # each may have several
    check(outcome(**two))
    with pytest.raises(InputError, match=r"6\.0 occurrences avoided among 5 people"):
        check(outcome(**two, people=5))


# ---- several


def test_two_outcomes_do_not_save_the_same_for_the_same_children() -> None:
    first, other = outcome(), outcome(id="other")
    refuse_overlap((first,))
    refuse_overlap((first, outcome(id="other", children="children at home")))
    refuse_overlap((first, outcome(id="other", pathway=ca.CareProceedings())))
    with pytest.raises(InputError, match="outcomes entries and other: both save placement"):
        refuse_overlap((first, other))
    with pytest.raises(InputError, match="both save placement"):  # said otherwise
        refuse_overlap((first, outcome(id="other", children="Children,  at SCHOOL.")))
    with pytest.raises(InputError, match="outcome: entries stands twice"):
        refuse_overlap((first, outcome(children="children at home")))


def test_outcomes_share_no_more_cases_than_there_are() -> None:
    """Of one counterfactual: 0.6 and 0.4 are all, to a billionth; of two each may be all."""

    def refuse(*outcomes: ca.Outcome) -> None:
        used = [e for it in outcomes for line in it.lines(SPAN) for e in line.estimates]
        refuse_more_than_whole(outcomes, Inputs(used))

    def some(id: str, share: float | None, **more: Any) -> ca.Outcome:
        return outcome(id=id, children=id, share=share, **more)

    refuse(some("a", 0.6), some("b", 0.4))
    refuse(some("a", 0.6), some("b", 0.4 + 5e-10))
    refuse(some("a", None))
    refuse(some("a", 0.6), some("b", 0.6, pathway=ca.CareProceedings()))
    other = ca.RateAvoided(rate=own("second", 3, "count per year"))
    refuse(some("a", 0.6), some("b", 0.6, counterfactual=other))
    for second in (0.4 + 1e-8, 0.6, None):
        with pytest.raises(InputError, match="outcome b: with the others on the same counterfact"):
            refuse(some("a", 0.6), some("b", second))
    with pytest.raises(InputError, match=r"outcome c: .* saves placement for 120% of the cases"):
        refuse(some("a", 0.4), some("b", 0.4), some("c", 0.4))


def test_outcomes_by_what_they_rest_on_and_by_name() -> None:
    first, second = outcome(), outcome(id="other", label="Other entries")
    third = outcome(id="third", counterfactual=POSTS, pathway=RUNNING)
    found = by_counterfactual((first, third, second))
    assert dict(found) == {RATE: (first, second), POSTS: (third,)}
    assert labels((first, second)) == "Entries avoided, other entries"
    assert labels((second,)) == "Other entries"


def test_repeats() -> None:
    refuse_repeats("line", ["a", "b"])
    with pytest.raises(InputError, match="line: a, c stands twice"):
        refuse_repeats("line", ["c", "a", "b", "a", "c"])


# ---- programmes


class Team(Programme):
    """A team."""

    title = "A team"
    given: tuple[Any, ...] = ()

    def summary(self) -> str:
        return "A team."

    def outcomes(self) -> tuple[ca.Outcome, ...]:
        return self.given or (self.outcome(
            "entries", "Entries avoided", children="children", counterfactual=RATE,
            pathway=ca.Placement(cost=WEEK, weeks=10),
        ),)  # fmt: skip


def test_an_outcome_of_a_programme_has_its_start_length_and_steps() -> None:
    it = Team(
        start="2026-04-01", months=18, phase_in=(0.5,), lag=3, deadweight=0.2, attribution=0.7,
        persistence=(0.4,),
    )  # fmt: skip
    (found,) = it.outcomes()
    assert (found.start, found.months) == (date(2026, 4, 1), 18)
    assert (found.phase_in, found.persistence) == ((0.5,), (0.4,))
    assert [e.value for e in (found.lag, found.deadweight, found.attribution) if e] == [3, 0.2, 0.7]
    assert (it.length, Team().length) == ("18 months", "the whole appraisal period")
    assert Team().phases == () and it.phases == (0.5,)
    assert it.outcome(
        "b", "B", children="c", counterfactual=RATE, months=6,
        pathway=ca.Placement(cost=WEEK, weeks=10),
    ).months == 6  # fmt: skip
    assert it.called == "A team" and it.assumptions == ()


def test_its_lines_are_of_its_outcomes_and_its_delivery() -> None:
    cost = own("cost", 50_000, "GBP per year", **PRICED)
    assert [line.id for line in Team().lines(SPAN)] == ["entries.placement"]
    found = Team(delivery_cost=cost).lines(SPAN)
    assert [line.id for line in found] == ["entries.placement", "delivery"]
    assert found[1].use.label == "A team, delivery"
    other = outcome(id="other", children="others")
    assert [line.id for line in Team().lines(SPAN, (other,))] == ["other.placement"]
    assert {line.use.resource for line in found} == {Resource.PLACEMENT, Resource.DELIVERY}


def test_its_parts_are_outcomes_and_deliveries() -> None:
    class Wrong(Team):
        def delivery(self) -> Any:
            return ("free",)

    with pytest.raises(InputError, match=r"Wrong: 'free' given; outcomes\(\) gives Outcomes"):
        Wrong().lines(SPAN)


def test_a_programme_that_saves_nothing_is_refused() -> None:
    class Costs(Team):
        def outcomes(self) -> tuple[ca.Outcome, ...]:
            return ()

    cost = own("cost", 50_000, "GBP per year", **PRICED)
    for it in (Costs(), Costs(delivery_cost=cost)):
        with pytest.raises(InputError, match="Costs: no outcome has a cost to avoid"):
            it.lines(SPAN)
