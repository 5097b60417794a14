"""Reviewer mode: every rule put to an appraisal, the gravest findings first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from costavoid.rules import costs, evidence, published
from costavoid.rules.finding import ORDER, Finding

if TYPE_CHECKING:
    from costavoid.answer import Appraisal

RULES: tuple[Callable[[Appraisal], Iterator[Finding]], ...] = (
    published.no_published_effect,
    published.outranked,
    evidence.no_comparison,
    evidence.could_be_chance,
    evidence.more_than_one_each,
    evidence.counted_before,
    evidence.trend,
    evidence.harm,
    costs.no_delivery,
    costs.average_of_all_care,
    evidence.cautions,
    costs.stale_costs,
    costs.average_as_cash,
    costs.no_cash_share,
    evidence.no_source,
    evidence.assumed,
    evidence.pathway_assumptions,
    evidence.phased_in,
    costs.unpaid_benefits,
    costs.beyond_horizon,
    costs.beyond_forecast,
)


def review(appraisal: Appraisal) -> tuple[Finding, ...]:
    """Every finding, gravest first."""
    found = {finding: None for rule in RULES for finding in rule(appraisal)}
    return tuple(sorted(found, key=lambda finding: ORDER.index(finding.severity)))
