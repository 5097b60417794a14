"""Each cure, applied as it is written to a case that raised its finding, makes a shorter review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import test_review as of

import costavoid as ca
from costavoid.analysis.review.rules import RULES, at_first

STALE = (
    "pre_proceedings.council",
    "care_proceedings.council",
    "care_proceedings.legal_aid",
    "court_cost.public_law_case.2017_18",
    "care_proceedings.cafcass",
)


def recent() -> ca.Appraisal:
    own = [
        ca.local(9_000, id=id, price_year="2025-26", source="Our ledger", basis="marginal",
                 cash_releasing=0)
        for id in STALE
    ]  # fmt: skip
    return of.case(of.outcome(pathway=ca.CareProceedings()), overrides=own)


def own_stays() -> ca.Appraisal:
    stay = ca.FixedStay(length=ca.local(40, "weeks", id="own.stay", source="Our 903"))
    return of.pause(
        pathway=ca.InfantRemovedAtBirth(stay_before_guardianship=stay, stay_before_return=stay)
    )


def own_lag() -> ca.Appraisal:
    lag = ca.local(8, id="pause.lag", source="Our own births")
    case = ca.Pause(women=20, pathway=ca.CareProceedings(), neonatal=None)
    return ca.appraise(case, **of.YEARS, overrides=[lag])


def in_the_years_of_the_change() -> ca.Appraisal:
    centres = of.counted(95, 45, "2010-11", "2013-14").intervention
    return ca.appraise(centres, horizon=3, price_year="2014-15", first_year="2013-14")


CURED: dict[str, Callable[[], ca.Appraisal]] = {
    "no_comparison": lambda: of.resting_on(
        "before and after", deadweight=of.share(0.2, "own.deadweight")
    ),
    "no_deadweight": lambda: of.resting_on(
        "historical rate",
        deadweight=of.share(0, "own.deadweight"),
        attribution=of.share(1, "own.attribution"),
    ),
    "peak_baseline": lambda: of.counted(95, 45, "2013-14", "2014-15"),
    "families_or_children": lambda: of.east_riding(counted="children"),
    "years_before": lambda: of.east_riding(earlier=(100, 110)),
    "no_interval": of.case,
    "unanswered": lambda: of.pause(
        women=80,
        postponed_share=of.share(0.2, "own.postponed"),
        returns=(1,),
        no_birth_share=of.share(0.9, "own.no_birth"),
    ),
    "less_than_one": lambda: of.case(
        of.outcome(counterfactual=ca.RateAvoided(rate=of.rate(0.3), cohort=10))
    ),
    "no_optimism_bias": lambda: of.case(
        of.outcome(counterfactual=ca.RateAvoided(rate=of.rate(design="before and after"))),
        adjustments=[ca.optimism_bias(benefits=0.1, source="Our own record of five programmes")],
    ),
    "more_than_one_each": lambda: of.case(
        of.outcome(counterfactual=ca.RateAvoided(rate=of.rate(0.086), cohort=20))
    ),
    "counted_before": in_the_years_of_the_change,
    "not_the_councils": of.legal_aid,
    "no_delivery": of.case,
    "delivery_incomplete": of.whole_budget,
    "average_of_all_care": lambda: of.placed(of.week(basis="marginal")),
    "placement_prices": lambda: of.placed(of.week(price_year="2025-26")),
    "other_discount_rate": lambda: of.case(schedule="standard"),
    "inflated_twice": lambda: of.placed(of.week(price_year="2025-26"), placement_inflation=0.03),
    "no_home": lambda: of.placed(of.week()),
    "discounted_twice": lambda: of.placed(of.week(label="A week, undiscounted")),
    "lifetime_at_once": lambda: of.lifetime(
        over=ca.local(0.25, "years", id="own.years", source="The study")
    ),
    "rests_on_weak": lambda: of.placed(of.week(quality="amber")),
    "overlap": of.case,
    "stale_cost": recent,
    "average_as_cash": lambda: of.placed(of.week(basis="marginal", cash_releasing=0.4)),
    "no_cash_share": lambda: of.placed(of.week(cash_releasing=1)),
    "kept_cash_share": lambda: of.placed(of.own_foster_week(cash_releasing=0.8)),
    "no_ramp_up": lambda: of.case(of.outcome(lag=0)),
    "no_source": of.case,
    "pathway_assumption": own_stays,
    "unpaid_benefits": lambda: of.case(costs=(of.delivery(months=12),)),
    "differ_in_number": lambda: of.for_each(40, "count"),
    "beyond_horizon": lambda: of.case(horizon=3),
    "few_vary": of.most_vary,
    "range_as_interval": of.in_draws,
    "past_the_limit": lambda: of.one_each(0.1),
    "too_few_draws": lambda: of.in_draws(draws=20_000),
    "assumed": own_lag,
}
# What can only be said or checked: no field ends it, and its cure asks for no other.
SAID = {
    "no_published_effect", "outranked", "other_effect", "could_be_chance", "near_all", "trend",
    "more_not_fewer", "caution", "ends_moved", "count_of_nothing", "too_fine", "phased_in",
    "beyond_forecast",
}  # fmt: skip


def test_every_rule_has_a_cure_that_is_applied_or_can_only_be_said() -> None:
    assert {of.CASES[rule].id for rule in RULES} == set(CURED) | SAID
    assert not set(CURED) & SAID


@pytest.mark.parametrize("rule", [r for r in RULES if of.CASES[r].id in CURED])
def test_a_cure_as_written_shortens_the_review_and_leaves_no_new_finding(rule: Any) -> None:
    raised = of.CASES[rule].trips().review()
    cured = CURED[of.CASES[rule].id]().review()
    assert len(cured) < len(raised)
    assert {finding.id for finding in cured} <= {finding.id for finding in raised}


def test_no_cure_asks_for_what_cures_nothing() -> None:
    cures = [finding.cure for rule in RULES for finding in rule(of.CASES[rule].trips())]
    assert not any("pathway's own fields" in cure for cure in cures)
    (weak,) = (f for f in of.pause().review() if f.id == "rests_on_weak")
    assert "pause.lag" not in weak.cure  # a pregnancy


def test_a_short_review_has_five_findings_at_most_and_each_point_once() -> None:
    found = of.east_riding().review()
    first = at_first(found)
    assert len(found) > 5 == len(first)
    assert [f.severity for f in first] == sorted(
        (f.severity for f in first), key=["serious", "warning", "note"].index
    )
    assert not {"no_comparison", "no_deadweight"} <= {finding.id for finding in first}
    document = of.east_riding().to_markdown(parts=["review"])
    assert (
        sum(line.startswith(("| serious", "| warning", "| note")) for line in document.split("\n"))
        == 5
    )
    assert f"{len(found) - 5} more points" in document
