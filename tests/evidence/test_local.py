"""Whose number it is: given for this case, and rated by what it is."""

from __future__ import annotations

import pytest

import costavoid as ca


def given(unit: str, **fields: object) -> ca.Estimate:
    price = {"price_year": "2025-26"} if unit.startswith("GBP") else {}
    return ca.local(1 if unit != "share" else 0.5, unit, source="A speech", **price, **fields)


def test_a_number_is_given_for_this_case_and_not_the_councils_because_it_was_typed() -> None:
    assert str(given("GBP per week").source) == "A speech (given for this case)"


@pytest.mark.parametrize(
    ("unit", "design", "quality"),
    [
        ("GBP per week", None, "amber"),
        ("GBP per week", "opinion", "red"),
        ("count per year", None, "amber"),
        ("weeks", None, "amber"),
        ("share", None, "red"),
        ("share", "opinion", "red"),
        ("share", "statistics", "amber"),
        ("ratio", "trial", "amber"),
        ("ratio", "before and after", "red"),
        ("events per person-year", None, "red"),
    ],
)
def test_a_number_is_rated_by_how_it_is_known(unit: str, design: str | None, quality: str) -> None:
    fields = {"design": design} if design else {}
    assert given(unit, **fields).quality == quality


def test_a_rating_may_be_stated_with_its_reason() -> None:
    stated = given("GBP per week", quality="green", quality_reason="the ledger, every invoice")
    assert stated.quality == "green"
    assert stated.note == "Rated green: the ledger, every invoice"
    with pytest.raises(ca.InputError, match="quality_reason 'the ledger' given without quality"):
        given("GBP per week", quality_reason="the ledger")


def test_the_review_blames_the_opinion_and_not_the_count_of_families() -> None:
    families = ca.local(40, "count per year", id="own.families", source="Panel list")
    fewer = ca.local(0.3, "share", id="own.with", source="A minister", design="opinion")
    without = ca.local(0.6, "share", id="own.without", source="Our own 903", design="statistics")
    outcome = ca.Outcome(
        id="entries",
        label="Entries avoided",
        counterfactual=ca.SharesCompared(without=without, with_programme=fewer, cohort=families),
        pathway=ca.Placement(
            cost=ca.default("placement.foster.any.week"),
            weeks=ca.local(26, "weeks", id="own.weeks", source="Our own 903"),
        ),
        children="children on the edge of care",
        months=12,
    )
    programme = ca.Custom(name="Edge", changes=(outcome,), start="2025-04-01")
    found = ca.appraise(programme, horizon=2, price_year="2025-26").review()
    (weak,) = (finding for finding in found if finding.id == "rests_on_weak")
    assert "own.with" in weak.cure
    assert "own.families" not in weak.cure


@pytest.mark.parametrize("blank", ["", " ", "\N{NO-BREAK SPACE}", "\n"])
def test_a_source_is_not_blank(blank: str) -> None:
    with pytest.raises(ca.InputError, match="source"):
        ca.local(5, "months", source=blank)
    with pytest.raises(ca.InputError, match="title"):
        ca.Source(id="user.mine", title=blank, publisher="Us")
