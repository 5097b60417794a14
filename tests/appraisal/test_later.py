"""What lies after the last year counted is on the first page when it is large."""

from __future__ import annotations

import costavoid as ca
from example_cases import CASES


def court(horizon: int, months: int | None = 12) -> ca.Appraisal:
    """Ten cases a year, each worth £10,000 spread evenly over five years from the day."""
    saving = ca.local(
        10_000, "GBP per event", id="own.saving", price_year="2025-26", payer="several", source="x"
    )
    programme = ca.FamilyDrugAlcoholCourt(
        cases=ca.local(10, "count per year", source="Court list"),
        saving=saving,
        start="2025-04-01",
        months=months,
    )
    return ca.appraise(programme, horizon=horizon, price_year="2025-26")


def said(appraisal: ca.Appraisal) -> str:
    return " ".join(appraisal.in_full().split())


def test_a_short_horizon_says_what_it_hides() -> None:
    # £100,000 over five years for cases of one year: the first three years hold 0.1, 0.2, 0.2
    assert court(3).by_payer().loc["several", "gross"] == 50_000
    assert (
        "After 2027-28, the last year counted, another £50,000 is avoided (all payers, in 2025-26 "
        "prices, not discounted)"
    ) in said(court(3))
    assert "the last year counted" not in said(court(6))


def test_what_is_small_is_left_to_the_review() -> None:
    # of £100,000, the last tenth falls in the sixth year: an eleventh of what is counted more
    large = court(5)
    assert large.by_payer().loc["several", "gross"] == 90_000
    assert "the last year counted, another £10,000" in said(large)
    pause = CASES["hackney_pause"]
    assert ("the last year counted, another" in said(pause)) == (
        "beyond_horizon" in {finding.id for finding in pause.review()}
    )


def test_a_programme_that_goes_on_says_so() -> None:
    assert "It is taken to go on to the end of 2027-28" in said(court(3, months=None))
    assert "(it goes on after the appraisal period)" in said(court(3, months=None))
    assert "goes on" not in said(court(3))
