"""One published saving and its payers: told apart by its study, or a heading of its own."""

from __future__ import annotations

import pytest

import costavoid as ca

SAVED = ca.local(
    10_000,
    "GBP per event",
    id="own.saving",
    price_year="2025-26",
    payer="several",
    basis="average",
    design="matched comparison",
    source="A court study (invented)",
)


def share(value: float, name: str) -> ca.Estimate:
    return ca.local(value, "share", id=f"own.{name}", source="Its table 4 (invented)")


def court(**pathway: object) -> ca.Appraisal:
    """Twenty cases in one year, £10,000 saved on each."""
    saving = ca.Outcome(
        id="saving",
        label="Saving published",
        counterfactual=ca.Volume(
            cases=ca.local(20, "count per year", source="Court list"), effect=SAVED
        ),
        pathway=ca.PublishedCost(cost=SAVED, **pathway),
        children="children of the cases",
        months=12,
    )
    programme = ca.Custom(name="Court", changes=(saving,), start="2025-04-01")
    return ca.appraise(programme, horizon=1, price_year="2025-26")


def test_shares_of_one_saving_fall_to_their_payers_in_one_call() -> None:
    apart = court(shares={"council": share(0.7, "council"), "legal_aid": share(0.3, "legal_aid")})
    sums = apart.by_payer()["gross"]
    assert sums["council"] == pytest.approx(20 * 10_000 * 0.7)
    assert sums["legal_aid"] == pytest.approx(20 * 10_000 * 0.3)
    assert sums["all payers"] == pytest.approx(court().by_payer().loc["all payers", "gross"])
    assert "not_the_councils" not in {finding.id for finding in apart.review()}


@pytest.mark.parametrize(
    "shares", [{"council": 0.7}, {"council": 0.7, "nhs": 0.4}, {"council": 1.2, "nhs": -0.2}]
)
def test_shares_that_are_not_the_whole_are_refused(shares: dict[str, float]) -> None:
    with pytest.raises(ca.InputError, match="share"):
        court(shares=shares)


def test_what_is_not_told_apart_has_a_heading_of_its_own() -> None:
    printed = " ".join(court().in_full().split())
    assert "Avoided by others, not the council" not in printed
    assert "Avoided by several payers, of whom the council may be one" in printed
    assert "in 2025-26 prices: £200,000." in printed
    table = ca.compare({"court": court()}).loc["court"]
    assert table["several"] == pytest.approx(200_000)
    assert table["others"] == table["council_cash"] == 0


def test_a_cost_that_is_nobodys_in_particular_says_nothing_of_the_councils_cash() -> None:
    silent = court()
    assert SAVED.cash_releasing is None
    assert not {"no_cash_share", "average_as_cash"} & {finding.id for finding in silent.review()}


def test_parts_of_one_saving_need_no_invented_children() -> None:
    part = {"counterfactual": ca.Volume(cases=ca.local(20, "count", source="x"), effect=SAVED)}
    twice = tuple(
        ca.Outcome(
            id=f"part_{i}",
            label="Part",
            pathway=ca.PublishedCost(cost=SAVED),
            children="the same",
            months=12,
            **part,
        )
        for i in (1, 2)
    )
    with pytest.raises(ca.InputError) as refused:
        ca.appraise(ca.Custom(name="Two", changes=twice), horizon=1, price_year="2025-26")
    assert "what each holds (covers) or who pays (shares)" in str(refused.value)


def test_a_bare_share_is_from_the_study_that_the_cost_is_from() -> None:
    used = court(shares={"council": 0.7, "nhs": 0.3}).inputs.in_use
    for id in ("payer_share.council", "payer_share.nhs"):
        assert used[id].source == SAVED.source
        assert used[id].quality == SAVED.quality
