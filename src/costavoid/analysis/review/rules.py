"""Reviewer mode: every rule put to an appraisal, the gravest findings first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
from costavoid.analysis.review.finding import ORDER, Finding
from costavoid.appraisal.answer import Answer

RULES: tuple[Callable[[Answer], Iterator[Finding]], ...] = (
    published.no_published_effect,
    published.outranked,
    published.other_effect,
    evidence.no_comparison,
    claims.no_deadweight,
    before_after.peak_baseline,
    before_after.families_or_children,
    evidence.could_be_chance,
    evidence.no_interval,
    claims.near_all,
    claims.less_than_one,
    claims.unanswered,
    evidence.more_than_one_each,
    before_after.counted_before,
    before_after.trend,
    evidence.harm,
    costs.not_the_councils,
    costs.no_delivery,
    costs.delivery_incomplete,
    costs.average_of_all_care,
    prices.placement_prices,
    prices.other_discount_rate,
    prices.inflated_twice,
    prices.no_home,
    prices.discounted_twice,
    prices.lifetime_at_once,
    claims.rests_on_weak,
    claims.overlap,
    evidence.cautions,
    prices.stale_costs,
    costs.average_as_cash,
    costs.no_cash_share,
    costs.kept_cash_share,
    claims.no_ramp_up,
    evidence.no_source,
    evidence.pathway_assumptions,
    paid_for.unpaid_benefits,
    paid_for.differ_in_number,
    costs.beyond_horizon,
    chances.few_vary,
    chances.range_as_interval,
    chances.ends_moved,
    limits.past_the_limit,
    limits.count_of_nothing,
    chances.too_few_draws,
    chances.too_fine,
    evidence.assumed,
    evidence.phased_in,
    before_after.years_before,
    claims.no_optimism_bias,
    prices.beyond_forecast,
)


MOST_AT_FIRST = 5
SAME_POINT = {"no_deadweight": "no_comparison", "no_interval": "no_comparison"}  # said once


def points(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, one for each point, gravest first."""
    ids = {finding.id for finding in findings}
    return tuple(f for f in findings if SAME_POINT.get(f.id) not in ids)


def at_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Five findings at most, gravest first, one for each point: what a short review says."""
    return points(findings)[:MOST_AT_FIRST]


def review(appraisal: Answer) -> tuple[Finding, ...]:
    """Every finding, gravest first."""
    found = {finding: None for rule in RULES for finding in rule(appraisal)}
    return tuple(sorted(found, key=lambda finding: ORDER.index(finding.severity)))
