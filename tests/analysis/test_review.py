"""Reviewer mode: a case that trips each rule and one that does not, and the command."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import costavoid as ca
from costavoid import cli
from costavoid.analysis.review import (
    before_after,
    chances,
    claims,
    costs,
    evidence,
    limits,
    paid_for,
    prices,
)
from costavoid.analysis.review import other_studies as published
from costavoid.analysis.review.finding import ORDER
from costavoid.analysis.review.rules import RULES
from costavoid.evidence.figures import about

ROOT = Path(__file__).parents[2]
GOOD = {"source": "Trial and ledger, 2025", "quality": "green"}
PRICED = {**GOOD, "price_year": "2025-26", "payer": "council"}
YEARS = {"horizon": 3, "price_year": "2025-26"}


def rate(value: float = 0.1, **more: Any) -> ca.Estimate:
    spread = {"low": 0.8 * value, "high": 1.2 * value, "range_kind": "95% interval"}
    if "low" in more:
        spread = {}
    more = {name: given for name, given in more.items() if given is not None}
    made = {"id": "own.rate", "design": "trial", **GOOD, **spread, **more}
    return ca.local(value, "events per person-year", **made)


def week(value: float = 900, **more: Any) -> ca.Estimate:
    made = {"id": "own.week", "cash_releasing": 1, "basis": "price", **PRICED, **more}
    return ca.local(value, None if made["id"] != "own.week" else "GBP per week", **made)


def own_foster_week(**more: Any) -> ca.Estimate:
    """Our own price, under the library's id: what share of it is cash is the library's too."""
    return ca.local(912, id="placement.foster.any.week", **{**PRICED, **more})


def weeks(value: float = 20) -> ca.Estimate:
    return ca.local(value, "weeks", id="own.weeks", **GOOD)


def share(value: float, id: str, **more: Any) -> ca.Estimate:
    return ca.local(value, "share", id=id, **{**GOOD, "design": "trial", **more})


def count(value: float, id: str, **more: Any) -> ca.Estimate:
    return ca.local(value, "count per year", id=id, **{**GOOD, **more})


def outcome(**fields: Any) -> ca.Outcome:
    """Five entries to care avoided in a year, 20 weeks each at £900, after three months."""
    made = {
        "id": "entries",
        "label": "Entries avoided",
        "counterfactual": ca.RateAvoided(rate=rate(), cohort=50),
        "pathway": ca.Placement(cost=week(), weeks=weeks()),
        "children": "children referred",
        "months": 12,
        "lag": ca.local(3, "months", id="own.lag", **GOOD),
    }
    return ca.Outcome(**{**made, **fields})


def delivery(**fields: Any) -> ca.Delivery:
    cost = ca.local(40_000, "GBP per year", id="own.team", **PRICED)
    return ca.Delivery(**{"cost": cost, "months": 12, **fields})


def case(*outcomes: ca.Outcome, costs: Any = None, **settings: Any) -> ca.Appraisal:
    """The sound case, unless something is put in its place."""
    paid = (delivery(),) if costs is None else costs
    team = ca.Custom(name="Team", changes=outcomes or (outcome(),), costs=paid)
    return ca.appraise(team, **{**YEARS, **settings})


def resting_on(design: str, **fields: Any) -> ca.Appraisal:
    return case(outcome(counterfactual=ca.RateAvoided(rate=rate(design=design)), **fields))


def placed(cost: ca.Estimate, **settings: Any) -> ca.Appraisal:
    return case(outcome(pathway=ca.Placement(cost=cost, weeks=weeks())), **settings)


def counted(
    before: float, after: float, first: str, last: str, draws: int | None = None, **more: Any
) -> ca.Appraisal:
    """Care proceedings before and after, as children's centres count them."""
    given = {"proceedings_before": before, "proceedings_after": after}
    centres = ca.ChildrensCentres(**given, before_year=first, after_year=last, **more)
    return ca.appraise(centres, horizon=3, price_year="2014-15", first_year="2014-15", draws=draws)


def east_riding(**more: Any) -> ca.Appraisal:
    return counted(95, 45, "2012-13", "2014-15", **more)


def expected(avoided: float) -> ca.Appraisal:
    both = {"rate": rate(avoided), "expected": rate(0.2, id="own.expected"), "cohort": 50}
    return case(outcome(counterfactual=ca.RateAvoided(**both)))


def on_baseline(ratio: float) -> ca.Appraisal:
    found = ca.local(ratio, "ratio", id="own.ratio", design="trial", **GOOD)
    of = ca.RatioOnBaseline(baseline=count(50, "own.baseline"), ratio=found)
    return case(outcome(counterfactual=of))


def compared(with_programme: float) -> ca.Appraisal:
    shares = ca.SharesCompared(
        without=share(0.4, "own.without"),
        with_programme=share(with_programme, "own.with"),
        cohort=count(50, "own.cohort"),
    )
    return case(outcome(counterfactual=shares))


def two(other: Any, **fields: Any) -> ca.Appraisal:
    return case(outcome(), outcome(id="others", children="others", counterfactual=other, **fields))


def halves() -> ca.Appraisal:
    one, other = share(0.5, "own.half"), share(0.5, "own.rest")
    return case(outcome(share=one), outcome(id="others", children="others", share=other))


def budget(**parts: Any) -> ca.Appraisal:
    worker = ca.local(50_000, "GBP per person-year", id="own.worker", **PRICED)
    paid = ca.Budget(posts=(ca.Post(title="Worker", fte=1, salary=worker),), **parts)
    pause = ca.Pause(women=20, programme_months=12, delivery_cost=paid)
    return ca.appraise(pause, **YEARS)


def whole_budget(**more: Any) -> ca.Appraisal:
    rent = ca.local(9_000, "GBP per year", id="own.rent", **PRICED)
    parts = {"on_costs": share(0.3, "own.on"), "overheads": share(0.1, "own.over")}
    return budget(**{**parts, "premises": rent, **more})


def legal_aid(**fields: Any) -> ca.Appraisal:
    made = {"id": "care_proceedings.legal_aid", "price_year": "2025-26", **GOOD, **fields}
    cost = ca.local(16_000, "GBP per event", **made)
    return case(outcome(pathway=ca.CareProceedings(legal_aid=cost)))


def in_draws(**fields: Any) -> ca.Appraisal:
    """The sound case with an interval on some of its numbers, drawn."""
    spread = {"low": 0.05, "high": 0.15, "range_kind": "95% interval"}
    uncertain = rate(**{**spread, **fields.pop("rate", {})})
    draws, range_as = fields.pop("draws", 20_000), fields.pop("range_as", None)
    of = outcome(counterfactual=ca.RateAvoided(rate=uncertain, cohort=50), **fields)
    return case(of, draws=draws, range_as=range_as)


def most_vary(**more: Any) -> ca.Appraisal:
    def within(estimate: ca.Estimate) -> ca.Estimate:
        ends = {"low": 0.8 * estimate.value, "high": 1.2 * estimate.value}
        return estimate.model_copy(update={**ends, "range_kind": "95% interval"})

    stays = ca.Placement(cost=within(week()), weeks=within(weeks()))
    return in_draws(pathway=stays, **more)


def one_each(value: float) -> ca.Appraisal:
    """Fifty people, two years, each of whom can be in it once: at most 0.5 a year for each."""
    uncertain = rate(value, low=0.05, high=2 * value + 0.05, range_kind="95% interval")
    of = ca.RateAvoided(rate=uncertain, cohort=50)
    once = outcome(counterfactual=of, people=50, recurs=False, months=24)
    return case(once, draws=5_000)


def lifetime(**pathway: Any) -> ca.Appraisal:
    made = {"id": "own.lifetime", "label": "Lifetime cost", "cash_releasing": 1, "basis": "price"}
    cost = ca.local(90_000, "GBP per person", **{**PRICED, **made})
    return case(outcome(pathway=ca.PublishedCost(cost=cost, **pathway)))


@dataclass(frozen=True)
class Case:
    """What one rule says, of which appraisal, and an appraisal of which it says nothing."""

    id: str
    severity: str
    trips: Callable[[], ca.Appraisal]
    quiet: Callable[[], ca.Appraisal] = case


def pause(**fields: Any) -> ca.Appraisal:
    return ca.appraise(ca.Pause(**{"women": 20, **fields}), **YEARS)


def for_each(paid: float, unit: str) -> ca.Appraisal:
    """So many paid for in all, of forty who gain."""
    gain = ca.Volume(cases=ca.local(40, "count", id="own.forty", **GOOD), effect=weeks())
    price = ca.local(500, "GBP per person", id="own.each", **PRICED)
    return case(
        outcome(counterfactual=gain),
        costs=(delivery(cost=price, volume=ca.local(paid, unit, id="own.paid", **GOOD)),),
    )


def practice() -> ca.Appraisal:
    paid = ca.local(9_000, "GBP per year", id="own.team", **PRICED)
    return ca.appraise(ca.SystemicPractice(entries_avoided=3, delivery_cost=paid), **YEARS)


CASES: dict[Any, Case] = {
    published.no_published_effect: Case("no_published_effect", "serious", practice),
    published.outranked: Case(
        "outranked",
        "serious",
        lambda: pause(removal_rate=ca.default("pause.removals.projection")),
        pause,
    ),
    published.other_effect: Case("other_effect", "warning", pause, east_riding),
    evidence.no_comparison: Case(
        "no_comparison", "serious", lambda: resting_on("before and after")
    ),
    claims.no_deadweight: Case(
        "no_deadweight",
        "warning",
        lambda: resting_on("historical rate"),
        lambda: resting_on("before and after", deadweight=share(0.2, "own.deadweight")),
    ),
    before_after.families_or_children: Case(
        "families_or_children",
        "warning",
        east_riding,
        lambda: east_riding(counted="families"),
    ),
    before_after.years_before: Case(
        "years_before",
        "note",
        east_riding,
        lambda: east_riding(earlier=(100, 110)),
    ),
    before_after.peak_baseline: Case(
        "peak_baseline",
        "warning",
        east_riding,
        lambda: counted(95, 45, "2013-14", "2014-15"),
    ),
    evidence.could_be_chance: Case(
        "could_be_chance",
        "serious",
        lambda: counted(50, 48, "2013-14", "2014-15"),
        east_riding,
    ),
    evidence.no_interval: Case(
        "no_interval",
        "warning",
        lambda: case(outcome(counterfactual=ca.RateAvoided(rate=rate(low=None), cohort=50))),
    ),
    claims.unanswered: Case(
        "unanswered",
        "warning",
        pause,
        lambda: pause(postponed_share=0.2, returns=(1,), no_birth_share=0.9),
    ),
    claims.near_all: Case("near_all", "warning", lambda: expected(0.17), lambda: expected(0.1)),
    claims.less_than_one: Case(
        "less_than_one",
        "warning",
        lambda: case(outcome(counterfactual=ca.RateAvoided(rate=rate(0.3), cohort=1))),
    ),
    claims.no_optimism_bias: Case(
        "no_optimism_bias", "note", lambda: resting_on("before and after")
    ),
    evidence.more_than_one_each: Case(
        "more_than_one_each",
        "serious",
        lambda: case(outcome(counterfactual=ca.RateAvoided(rate=rate(8.6)))),
    ),
    before_after.counted_before: Case(
        "counted_before", "serious", lambda: counted(95, 45, "2010-11", "2013-14"), east_riding
    ),
    before_after.trend: Case(
        "trend", "warning", lambda: east_riding(against_national_trend=True), east_riding
    ),
    evidence.harm: Case(
        "more_not_fewer", "serious", lambda: counted(45, 95, "2012-13", "2014-15"), east_riding
    ),
    costs.not_the_councils: Case(
        "not_the_councils",
        "serious",
        lambda: legal_aid(payer="council", cash_releasing=1),
        legal_aid,
    ),
    costs.no_delivery: Case("no_delivery", "serious", lambda: case(costs=())),
    costs.delivery_incomplete: Case("delivery_incomplete", "warning", budget, whole_budget),
    costs.average_of_all_care: Case(
        "average_of_all_care", "serious", lambda: placed(ca.default("placement.average.week"))
    ),
    prices.placement_prices: Case(
        "placement_prices",
        "warning",
        lambda: placed(week(price_year="2022-23")),
        lambda: placed(week(price_year="2023-24")),
    ),
    prices.other_discount_rate: Case(
        "other_discount_rate",
        "serious",
        lambda: case(schedule="health"),
        lambda: case(schedule="lower", horizon=51),
    ),
    prices.inflated_twice: Case(
        "inflated_twice",
        "warning",
        lambda: placed(week(price_year="2027-28"), placement_inflation=0.03),
        lambda: placed(week(price_year="2024-25"), placement_inflation=0.03),
    ),
    prices.no_home: Case(
        "no_home",
        "warning",
        lambda: placed(week(), residential_inflation=0.05),
        lambda: case(
            outcome(pathway=ca.Placement(type="residential", cost=week(), weeks=weeks())),
            residential_inflation=0.05,
        ),
    ),
    prices.discounted_twice: Case(
        "discounted_twice",
        "warning",
        lambda: placed(week(label="A week, present value of the years to come")),
        lambda: placed(week(label="A week, undiscounted", note="Lifetime cost, not discounted.")),
    ),
    prices.lifetime_at_once: Case(
        "lifetime_at_once", "warning", lifetime, lambda: lifetime(present_value=True)
    ),
    claims.rests_on_weak: Case("rests_on_weak", "warning", lambda: placed(week(quality="red"))),
    claims.overlap: Case(
        "overlap",
        "warning",
        lambda: two(ca.RateAvoided(rate=rate(), cohort=20)),
        lambda: two(ca.RateAvoided(rate=rate(id="own.other"), cohort=20)),
    ),
    evidence.cautions: Case("caution", "warning", pause),
    prices.stale_costs: Case(
        "stale_cost",
        "warning",
        lambda: case(outcome(pathway=ca.CareProceedings())),
        lambda: placed(week(price_year="2010-11")),  # said by placement_prices
    ),
    costs.average_as_cash: Case(
        "average_as_cash", "warning", lambda: placed(week(basis="average", cash_releasing=0.4))
    ),
    costs.no_cash_share: Case(
        "no_cash_share", "serious", lambda: placed(week(cash_releasing=None))
    ),
    costs.kept_cash_share: Case(
        "kept_cash_share",
        "warning",
        lambda: placed(own_foster_week()),
        lambda: placed(own_foster_week(cash_releasing=0.8)),
    ),
    claims.no_ramp_up: Case(
        "no_ramp_up",
        "warning",
        lambda: case(outcome(lag=None)),
        lambda: case(outcome(lag=None, phase_in=(1,))),
    ),
    evidence.no_source: Case("no_source", "warning", lambda: case(outcome(lag=3))),
    evidence.pathway_assumptions: Case("pathway_assumption", "warning", pause),
    paid_for.unpaid_benefits: Case(
        "unpaid_benefits", "serious", lambda: case(costs=(delivery(months=6),))
    ),
    paid_for.differ_in_number: Case(
        "differ_in_number", "warning", lambda: for_each(20, "count"), lambda: for_each(40, "count")
    ),
    costs.beyond_horizon: Case("beyond_horizon", "warning", lambda: case(horizon=1)),
    chances.few_vary: Case("few_vary", "serious", in_draws, lambda: most_vary(lag=None)),
    chances.ends_moved: Case(
        "ends_moved",
        "note",
        lambda: in_draws(rate={"value": 0.1, "low": -0.1, "high": 0.6}),
        lambda: in_draws(rate={"value": 0.1, "low": -0.1, "high": 0.3}),
    ),
    chances.range_as_interval: Case(
        "range_as_interval",
        "warning",
        lambda: in_draws(rate={"range_kind": "range"}, range_as="95% interval"),
        lambda: in_draws(range_as="95% interval"),
    ),
    limits.past_the_limit: Case(
        "past_the_limit",
        "warning",
        lambda: one_each(0.3),
        lambda: one_each(0.1),
    ),
    limits.count_of_nothing: Case(
        "count_of_nothing",
        "warning",
        lambda: counted(20, 0, "2013-14", "2014-15", draws=100),
        lambda: counted(20, 1, "2013-14", "2014-15", draws=100),
    ),
    chances.too_few_draws: Case(
        "too_few_draws", "warning", lambda: in_draws(draws=20), lambda: in_draws(draws=50_000)
    ),
    chances.too_fine: Case(
        "too_fine",
        "note",
        lambda: case(outcome(counterfactual=ca.RateAvoided(rate=rate(quality="red")))),
    ),
    evidence.assumed: Case(
        "assumed", "note", lambda: pause(pathway=ca.CareProceedings(), neonatal=None)
    ),
    evidence.phased_in: Case("phased_in", "note", lambda: case(outcome(phase_in=(0.5,)))),
    prices.beyond_forecast: Case("beyond_forecast", "note", lambda: case(horizon=9)),
}


def test_every_rule_has_a_case_that_trips_it_and_one_that_does_not() -> None:
    assert set(RULES) == set(CASES)
    assert len(RULES) == len(set(RULES))
    ids = [made.id for made in CASES.values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_trips_and_stays_quiet(rule: Any) -> None:
    made = CASES[rule]
    appraisal = made.trips()
    found = list(rule(appraisal))
    assert {(f.id, f.severity) for f in found} == {(made.id, made.severity)}
    assert set(found) <= set(appraisal.review())
    assert list(rule(made.quiet())) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_finding_is_a_sentence_with_a_cure_and_a_source(rule: Any) -> None:
    for finding in rule(CASES[rule].trips()):
        assert finding.sentence.endswith((".", ")")) and finding.cure.endswith(".")
        assert finding.source.startswith(("HM Treasury ", "costavoid: "))
        assert str(finding) == f"[{finding.severity}] {finding.sentence} {finding.cure}"


def test_a_rule_says_where_it_comes_from() -> None:
    with pytest.raises(ca.InputError, match="source"):
        ca.Finding(id="x", severity="note", sentence="So.", cure="Do.", source="")


def test_a_sound_case_is_passed() -> None:
    assert case().review() == ()


def test_findings_come_gravest_first_and_once() -> None:
    found = east_riding().review()
    grades = [ORDER.index(f.severity) for f in found]
    assert grades == sorted(grades) and len(found) == len(set(found))


def one(appraisal: ca.Appraisal, id: str) -> ca.Finding:
    (finding,) = (f for f in appraisal.review() if f.id == id)
    return finding


def ids(appraisal: ca.Appraisal) -> set[str]:
    return {finding.id for finding in appraisal.review()}


def test_east_ridings_year_was_a_national_peak() -> None:
    said = one(east_riding(), "peak_baseline").sentence
    assert "11,110 care applications, against 10,255 in 2011-12 and 10,620 in 2013-14" in said
    # still a peak when the trend of England is allowed for
    assert "peak_baseline" in ids(east_riding(against_national_trend=True))


def test_a_peak_matters_where_proceedings_are_counted_and_the_series_reaches() -> None:
    weeks_only = ca.BeforeAfter(
        before=count(95, "own.before"),
        after=count(45, "own.after"),
        before_year="2012-13",
        after_year="2014-15",
    )
    assert "peak_baseline" not in ids(case(outcome(counterfactual=weeks_only)))
    assert "peak_baseline" not in ids(counted(95, 45, "2009-10", "2014-15"))  # none for 2008-09
    assert "peak_baseline" not in ids(counted(95, 45, "2004-05", "2014-15"))


@pytest.mark.parametrize(
    ("note", "is_one"),
    [
        ("Net present value, 2014-15", True),
        ("The NPV of ten years", True),
        ("Present values, added up", True),
        ("Lifetime cost, discounted at 3.5% a year", True),
        ("Lifetime cost, not discounted.", False),
        ("Not discounted at any rate", False),
        ("Not a present value", False),
        ("Bought at a discounted price", False),
        ("Undiscounted", False),
    ],
)
def test_only_what_says_it_is_a_present_value_is_one(note: str, is_one: bool) -> None:
    assert ("discounted_twice" in ids(placed(week(note=note)))) is is_one


def test_a_comparison_that_fell_too_is_noted() -> None:
    years = ("2013-14", "2014-15")
    fell = one(counted(95, 45, *years, trend_before=120, trend_after=100), "peak_baseline")
    assert fell.severity == "note" and "from 120 in 2013-14 to 100" in fell.sentence
    rose = counted(95, 45, *years, trend_before=100, trend_after=120)
    assert "peak_baseline" not in ids(rose)


@pytest.mark.parametrize(
    ("appraisal", "severity", "said"),
    [
        (lambda: expected(0.16), "warning", "80%"),
        (lambda: expected(0.15), None, ""),
        (lambda: on_baseline(0.04), "serious", "96% of what was expected"),
        (lambda: on_baseline(0.15), "warning", "(42.5 of 50)"),
        (lambda: compared(0.04), "warning", "90%"),
        (lambda: compared(0.3), None, ""),
        (lambda: counted(50, 1, "2013-14", "2014-15"), "serious", "98%"),
        (case, None, ""),
    ],
)
def test_nearly_all_is_too_good(
    appraisal: Callable[[], ca.Appraisal], severity: str | None, said: str
) -> None:
    found = list(claims.near_all(appraisal()))
    assert [f.severity for f in found] == ([severity] if severity else [])
    assert all(said in f.sentence for f in found)


def test_the_share_that_rests_on_weak_numbers_is_worked_out() -> None:
    # two outcomes of 5 cases x 20 weeks, at £900 and at £300: a quarter and three quarters
    other = ca.Placement(
        cost=week(300, quality="red", id="placement.foster.any.week"), weeks=weeks()
    )
    of = ca.RateAvoided(rate=rate(id="own.other"), cohort=50)
    finding = one(two(of, pathway=other), "rests_on_weak")
    assert finding.severity == "note"
    assert finding.sentence.startswith("25% of the gross benefit")
    assert "Foster placement, all providers (25%)" in finding.sentence
    dearer = ca.Placement(
        cost=week(2700, quality="red", id="placement.foster.any.week"), weeks=weeks()
    )
    finding = one(two(of, pathway=dearer), "rests_on_weak")
    assert finding.severity == "warning" and finding.sentence.startswith("75%")
    cheap = ca.Placement(
        cost=week(90, quality="red", id="placement.foster.any.week"), weeks=weeks()
    )
    assert "rests_on_weak" not in ids(two(of, pathway=cheap))


def test_a_share_of_nothing_is_not_said() -> None:
    worse = counted(45, 95, "2012-13", "2014-15")
    assert "rests_on_weak" not in ids(worse)


def test_deadweight_is_asked_for_once() -> None:
    plain = resting_on("before and after")
    assert {"no_comparison", "no_deadweight"} <= ids(plain)
    bare = resting_on("before and after", deadweight=0.2)
    assert "no_deadweight" not in ids(bare)
    assert "20%, without a source" in one(bare, "no_comparison").sentence
    sourced = resting_on("before and after", deadweight=share(0.2, "own.deadweight"))
    assert one(sourced, "no_comparison").severity == "warning"
    attributed = resting_on("before and after", attribution=share(0.5, "own.attribution"))
    assert "no_deadweight" not in ids(attributed)
    cut = ca.design_adjustment({"before and after": 0.3}, source="Our own record")
    pair = ca.Custom(name="T", changes=plain.intervention.outcomes(), costs=(delivery(),))
    assert "no_deadweight" not in ids(ca.appraise(pair, **YEARS, adjustments=cut))


def test_an_opinion_is_not_cured_by_deadweight() -> None:
    guess = resting_on("opinion", deadweight=share(0.2, "own.deadweight"))
    finding = one(guess, "no_comparison")
    assert finding.severity == "serious" and "deadweight" not in finding.cure
    assert "no_deadweight" not in ids(guess)


def test_effects_known_alike_are_said_together() -> None:
    before = ca.RateAvoided(rate=rate(design="before and after", id="own.other"), cohort=20)
    first = outcome(counterfactual=ca.RateAvoided(rate=rate(design="before and after")))
    appraisal = case(first, outcome(id="b", label="More", children="b", counterfactual=before))
    assert "Entries avoided, more: before and after." in one(appraisal, "no_comparison").sentence


def test_a_saving_of_another_payer_is_caught_with_and_without_the_librarys_id() -> None:
    finding = one(legal_aid(payer="council", cash_releasing=1), "not_the_councils")
    assert "in part as its cash" in finding.sentence and "(Legal aid)" in finding.sentence
    capacity = one(legal_aid(payer="council", cash_releasing=0), "not_the_councils")
    assert "as its cash" not in capacity.sentence
    fresh = legal_aid(id="own.lawyers", payer="council", cash_releasing=0)
    assert "not_the_councils" in ids(fresh)
    own = ca.local(7_000, id="care_proceedings.legal_aid", **PRICED)
    assert "not_the_councils" in ids(ca.appraise(ca.Pause(women=9), **YEARS, overrides=[own]))
    assert "not_the_councils" not in ids(pause())


def test_old_placement_prices_are_said_once_and_graded() -> None:
    old = placed(week(price_year="2010-11"))
    assert one(old, "placement_prices").severity == "serious"
    assert "stale_cost" not in ids(old)
    grown = placed(week(price_year="2010-11"), placement_inflation=0.03)
    assert "placement_prices" not in ids(grown)
    assert "placements by 3.0% a year above it" in one(grown, "stale_cost").sentence
    instead = week(400, id="placement.foster.any.week", price_year="2020-21")
    swapped = ca.Placement(cost=week(), weeks=weeks(), replaced_by=instead)
    found = one(case(outcome(pathway=swapped)), "placement_prices")
    assert "Foster placement, all providers" in found.sentence


def test_the_lower_rate_is_a_test_of_long_horizons() -> None:
    assert one(case(schedule="lower"), "other_discount_rate").severity == "warning"


def test_a_budget_names_the_parts_it_lacks() -> None:
    assert (
        "no on-costs and no overheads and no premises"
        in one(budget(), "delivery_incomplete").sentence
    )
    paid = whole_budget(premises=None)
    assert one(paid, "delivery_incomplete").severity == "note"
    free = whole_budget(premises=ca.local(0, "GBP per year", id="own.rent", **PRICED))
    assert "delivery_incomplete" not in ids(free)


def test_outcomes_that_split_the_cases_are_noted() -> None:
    assert one(halves(), "overlap").severity == "note"


def test_savings_of_the_first_year_are_in_pounds() -> None:
    # five cases a year of 20 weeks: those of the first 32 weeks stay out their 20 in the year,
    # the rest on average half: 5 x (32 + 20 / 2) x 20 / 52 weeks at £900
    said = one(case(outcome(lag=None)), "no_ramp_up").sentence
    assert ca.about(5 * (32 + 20 / 2) * 20 / 52 * 900) in said and "2025-26 already" in said
    late = case(
        outcome(lag=None, start="2027-04-01"),
        costs=(delivery(start="2027-04-01"),),
        horizon=4,
        first_year="2025-26",
    )
    assert "in 2027-28 already" in one(late, "no_ramp_up").sentence
    told = case(outcome(lag=ca.local(0, "months", id="own.lag", **GOOD)))
    assert "no_ramp_up" not in ids(told)


def test_what_is_never_cash_is_not_asked_for_a_cash_share() -> None:
    own = ca.local(90_000, "GBP per year", id="own.centres", **PRICED)
    centres = ca.SureStart(cost_a_year=own, months=36)
    assert "no_cash_share" not in ids(ca.appraise(centres, **YEARS))


def test_an_all_age_average_is_not_warned_of_twice() -> None:
    cost = ca.default("placement.average.year.nao")
    found = [f for f in placed(cost).review() if cost.label in f.sentence]
    assert "caution" not in {f.id for f in found}
    assert "average_of_all_care" in {f.id for f in found}


def test_draws_in_which_nothing_varies_are_serious() -> None:
    nothing = case(
        outcome(counterfactual=ca.RateAvoided(rate=rate(low=None), cohort=50)), draws=100
    )
    assert one(nothing, "few_vary").severity == "serious"
    assert "few_vary" not in ids(case())


def test_one_figure_is_not_asked_to_bear_two() -> None:
    weak = in_draws(rate={"quality": "red"}, draws=2_000)
    assert "too_fine" in ids(weak)
    assert chances.figures(weak) == 1 and chances.figures(in_draws()) == 2
    assert "one figure" in one(weak, "too_fine").cure
    assert "£" not in one(weak, "too_fine").cure  # no second figure beside the headline's


def test_a_mean_near_nothing_is_not_mended_by_more_draws() -> None:
    net = in_draws(draws=10_000)
    mean = float(net.uncertainty.headlines["net present value, all payers"].mean())
    even = 40_000 + mean  # the delivery that leaves about nothing
    cost = ca.local(even, "GBP per year", id="own.team", **PRICED)
    spread = rate(low=0.05, high=0.15, range_kind="95% interval")
    close = case(
        outcome(counterfactual=ca.RateAvoided(rate=spread, cohort=50)),
        costs=(delivery(cost=cost),),
        draws=10_000,
    )
    finding = one(close, "too_few_draws")
    assert finding.severity == "note" and "Quote the interval" in finding.cure


def test_how_often_a_limit_is_passed_is_counted() -> None:
    finding = one(one_each(0.3), "past_the_limit")
    drawn = one_each(0.3).uncertainty
    passed = (drawn.simulation.draws.chunk(0, 5_000)["own.rate"] > 0.5).mean()
    assert passed > 0.05
    assert (
        f"entries, more than one for each of 50: held at one ({passed:.0%} of" in finding.sentence
    )


def test_what_was_expected_and_shares_of_a_whole_may_be_passed() -> None:
    within = {"low": 0.05, "high": 0.25, "range_kind": "95% interval"}
    of = ca.RateAvoided(rate=rate(0.15, **within), expected=rate(0.2, id="own.expected"), cohort=50)
    sentence = one(case(outcome(counterfactual=of), draws=2_000), "past_the_limit").sentence
    assert "own.rate, more than own.expected: held at it" in sentence
    ends = {"low": 0.1, "high": 0.9, "range_kind": "range"}
    parts = [share(0.5, f"own.{name}", **ends) for name in ("half", "rest")]
    split = case(
        outcome(share=parts[0]),
        outcome(id="others", children="others", share=parts[1]),
        draws=2_000,
        range_as="PERT",
    )
    assert "own.half and own.rest, more than the whole: not held" in str(
        one(split, "past_the_limit")
    )


def test_a_count_of_nothing_names_its_interval() -> None:
    finding = one(counted(20, 0, "2013-14", "2014-15", draws=100), "count_of_nothing")
    assert "proceedings.after" in finding.sentence and "runs to 3.689" in finding.sentence
    assert "a count of 4" in finding.cure
    assert not any(
        f.id == "count_of_nothing" for f in counted(20, 0, "2013-14", "2014-15").review()
    )


def test_only_what_a_council_could_better_is_to_be_overridden() -> None:
    cures = {f.sentence: f.cure for f in pause().review() if f.id == "caution"}
    assert any("Override placement.foster.any.week with local" in cure for cure in cures.values())
    nurses = ca.FamilyNursePartnership(participants=50, months=12)
    cautions = [f for f in ca.appraise(nurses, **YEARS).review() if f.id == "caution"]
    valued = next(f for f in cautions if "A value, not money" in f.sentence)
    assert valued.cure == "Say so wherever the result is quoted."
    conference = ca.FamilyGroupConference(families=40, children=60, delivery_cost=None, months=12)
    cautions = [f for f in ca.appraise(conference, **YEARS).review() if f.id == "caution"]
    effect = next(f for f in cautions if "at twelve months" in f.sentence)
    assert "Override" not in effect.cure


def shipped(path: Path) -> ca.Appraisal:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    appraisal = module.appraisal()
    assert isinstance(appraisal, ca.Appraisal)
    return appraisal


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda p: p.stem)
def test_a_reviewer_is_not_long_winded(path: Path) -> None:
    found = shipped(path).review()
    assert 1 <= len(found) <= 13
    sentences = [f.sentence for f in found]
    assert len(sentences) == len(set(sentences))


def test_a_years_count_beside_the_whole_runs_is_serious_and_families_are_not() -> None:
    """Three years of forty are 120: paid for as 40 it is a slip, as 80 it may be families."""
    found = {}
    for paid in (40, 80):
        gain = ca.Volume(cases=count(40, "own.a_year"), effect=weeks())
        price = ca.local(500, "GBP per person", id="own.each", **PRICED)
        many = ca.local(paid, "count", id="own.paid", **GOOD)
        made = case(
            outcome(counterfactual=gain, months=36),
            costs=(delivery(cost=price, volume=many, months=36),),
        )
        found[paid] = {f.severity for f in made.review() if f.id == "differ_in_number"}
    assert found == {40: {"serious"}, 80: {"warning"}}


def test_a_word_makes_no_headcount_a_price() -> None:
    """A director's five a year are a claim, and the word for two prices is refused of them."""
    with pytest.raises(
        ca.InputError, match="accounting comparison takes pounds, not count per year"
    ):
        count(5, "own.said", design="accounting comparison")


def test_all_of_a_delivery_committed_leaves_a_programme_that_looks_free() -> None:
    spent = case(costs=(delivery(committed=True),)).review()
    (said,) = (f for f in spent if f.id == "no_delivery")
    assert said.severity == "serious" and "committed already" in said.sentence
    later = ca.local(10_000, "GBP per year", id="own.contract", **PRICED)
    kept = (delivery(months=6), ca.Delivery(cost=later, months=12, committed=True, id="later"))
    assert "unpaid_benefits" not in {f.id for f in case(costs=kept).review()}


def test_a_present_value_is_never_cash_of_a_year() -> None:
    cash = lifetime(present_value=True).financial_case()["cash_released"]
    assert (cash == 0).all()


def test_two_prices_are_an_accounting_comparison_and_one_is_a_claim() -> None:
    price = ca.local(2_000, "GBP per week", id="own.agency", design="accounting comparison",
                     cash_releasing=1, basis="price", **PRICED)  # fmt: skip
    ended = ca.Volume(cases=ca.local(6, "posts", id="own.posts", **GOOD), effect=price)
    instead = ca.local(1_200, "GBP per week", id="own.permanent", cash_releasing=1, **PRICED)
    both = outcome(counterfactual=ended, pathway=ca.AgencyPost(agency=price, permanent=instead))
    stays = ca.local(20, "weeks", id="own.stay", **GOOD)
    one = outcome(counterfactual=ended, pathway=ca.Placement(cost=price, weeks=stays))
    for part, severity in ((both, "warning"), (one, "serious")):
        (said,) = (f for f in case(part, costs=()).review() if f.id == "no_comparison")
        assert said.severity == severity
        assert "accounting comparison. It compares prices" in said.sentence


OWN = str(ROOT / "examples" / "own_programme.toml")
ASKED = ["--horizon", "4", "--price-year", "2025-26"]
SLIP = """
programme = "Pause"
women = 20
"""


def test_the_command_prints_each_finding_with_its_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["review", OWN, *ASKED]) == cli.OK
    printed = " ".join(capsys.readouterr().out.split())
    assert printed.startswith("edge-of-care team, 2026-27 to 2029-30, in 2025-26 prices")
    for finding in ca.load(OWN).appraise().review():
        assert f"{finding.id} [{finding.severity}] {finding.sentence} {finding.cure}" in printed
        assert f"Rule: {finding.source}" in printed
    assert "Findings: 5 (serious 0, warnings 4, notes 1)." in printed


def test_the_command_ends_with_1_if_anything_is_serious(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(SLIP, encoding="utf-8")
    assert cli.main(["review", str(file), *ASKED, "--json"]) == cli.FOUND
    found = json.loads(capsys.readouterr().out)
    assert found[0]["severity"] == "serious"
    assert all(list(f) == ["id", "severity", "sentence", "cure", "source"] for f in found)
    assert cli.main(["review", str(file), *ASKED, "--first-year", "2027-28"]) == cli.FOUND
    assert capsys.readouterr().out.startswith("Pause, 2027-28 to 2030-31, in 2025-26 prices\n\n")
    assert cli.main(["review", str(file), "--horizon", "1", "--price-year", "2025-26"]) == 1
    assert capsys.readouterr().out.startswith("Pause, 2025-26, in 2025-26 prices")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([str(ROOT / "nothing.toml"), *ASKED], "nothing.toml"),
        ([OWN, "--horizon", "4", "--price-year", "2025"], "'2025' given"),
        ([OWN, "--horizon", "0", "--price-year", "2025-26"], "horizon: 0 given"),
        ([OWN, *ASKED, "--first-year", "2028-29"], "first year"),
    ],
)
def test_what_cannot_be_reviewed_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["review", *arguments]) == cli.WRONG_INPUT
    printed = capsys.readouterr()
    assert said in printed.err and not printed.out


@pytest.mark.parametrize("arguments", [[], [OWN, "--horizon", "four", *ASKED[2:]]])
def test_a_command_without_what_it_needs_ends_with_2(arguments: list[str]) -> None:
    assert cli.main(["review", *arguments]) == cli.WRONG_INPUT


def test_the_years_may_be_the_files_own(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for asked in ([], ASKED, ["--horizon", "3"]):
        assert cli.main(["review", OWN, *asked]) == cli.OK
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1] != printed[2]
    assert "2026-27 to 2028-29" in printed[2]


def test_a_cost_of_no_stated_basis_is_taken_for_an_average_whatever_share_is_cash() -> None:
    bare = ca.local(900, "GBP per week", id="own.bare", cash_releasing=1, **PRICED)
    (found,) = [f for f in placed(bare).review() if f.id == "average_as_cash"]
    assert "not said to be anything else" in found.sentence
    for basis in ("price", "marginal"):
        said = bare.model_copy(update={"basis": basis})
        assert not [f for f in placed(said).review() if f.id == "average_as_cash"]


def test_what_takes_the_place_of_a_placement_is_off_the_first_years_saving() -> None:
    home = ca.local(5_000, "GBP per week", id="own.home", basis="price", cash_releasing=1, **PRICED)
    foster = ca.local(1_000, "GBP per week", id="own.foster", **PRICED)
    moved = ca.Placement(cost=home, weeks=weeks(), replaced_by=foster)
    answer = case(outcome(pathway=moved, lag=None))
    (found,) = [f for f in answer.review() if f.id == "no_ramp_up"]
    rows = answer.to_frame().query("outcome == 'entries'").groupby("financial_year")["pounds"].sum()
    assert about(float(rows.iloc[0])) in found.sentence
