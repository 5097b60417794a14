"""Delivery spent whatever is decided: shown, and in no result."""

from __future__ import annotations

import pytest

import costavoid as ca

LEDGER = {"price_year": "2025-26", "source": "Anytown contracts register (invented)"}
RENT = ca.local(12_000, "GBP per year", id="own.rent", label="Lease", **LEDGER)
STAFF = ca.local(90_000, "GBP per year", id="own.staff", label="Staff", **LEDGER)


def pause(**budget: object) -> ca.Appraisal:
    """Eighteen months from April 2025."""
    programme = ca.Pause(women=20, start="2025-04-01", delivery_cost=ca.Budget(**budget))
    return ca.appraise(programme, horizon=3, price_year="2025-26")


def test_what_is_committed_is_in_no_result() -> None:
    plain = pause(activities=(STAFF,))
    with_lease = pause(activities=(STAFF,), committed=(RENT,))
    assert with_lease.npv == plain.npv
    assert with_lease.financial_case().equals(plain.financial_case())
    assert plain.spent_anyway().empty
    assert [f.id for f in with_lease.review()] == [f.id for f in plain.review()]


def test_what_is_committed_is_shown_by_year_in_the_pounds_of_each() -> None:
    """£12,000 in the price year; half of that, at the deflator of the next, in 2026-27."""
    case = pause(activities=(STAFF,), committed=(RENT,))
    shown = case.spent_anyway()
    assert shown["financial_year"].tolist() == ["2025-26", "2026-27"]
    assert shown["payer"].unique().tolist() == ["council"]
    assert shown["pounds"].tolist() == pytest.approx([12_000, 6_000 * case.inflation_factors[1]])
    assert "Another £18,000 is committed already" in " ".join(case.in_full().split())
    assert "Committed already, whatever is decided" in case.to_markdown(parts=["financial"])


def test_a_programme_that_is_all_committed_has_a_budget_but_no_cost_to_decide() -> None:
    case = pause(committed=(RENT,))
    assert not case.has_delivery
    assert "no_delivery" in {finding.id for finding in case.review()}


def test_an_override_of_what_is_committed_reaches_it_alone() -> None:
    dearer = ca.local(24_000, "GBP per year", id="own.rent", **LEDGER)
    programme = pause(activities=(STAFF,), committed=(RENT,)).intervention
    case = ca.appraise(programme, horizon=3, price_year="2025-26", overrides=[dearer])
    assert case.npv == pause(activities=(STAFF,)).npv
    assert case.spent_anyway()["pounds"].iloc[0] == pytest.approx(24_000)


def test_a_committed_delivery_outlives_a_record_and_a_file() -> None:
    case = pause(activities=(STAFF,), committed=(RENT,))
    again = ca.Appraisal.from_json(case.to_json())
    assert again.spent_anyway().equals(case.spent_anyway())
