"""What each chart shows, in a sentence: right by hand, and by the tables it is read off."""

from __future__ import annotations

import re
from typing import Any

import pytest

import costavoid as ca
from costavoid.evidence.figures import about
from costavoid.output.words.findings import (
    cash_finding,
    children_finding,
    distribution_finding,
    profile_finding,
    replications_finding,
    tornado_finding,
    waterfall_finding,
)
from costavoid.output.words.plainly import names
from example_cases import CASES

SOURCE = ca.Source(id="test", title="Test", publisher="Test", year=2025)


def case(
    team: float | None = None,
    *,
    cash: float = 0.6,
    cost: float = 1_000,
    payer: str = "council",
    paid_by: str = "council",
    horizon: int = 1,
    interval: bool = False,
    **how: Any,
) -> ca.Appraisal:
    """Twelve cases in 2025-26 in the prices of that year: £12,000, six tenths of it cash."""
    ends = {"low": 0.05, "high": 0.15, "range_kind": "95% interval"} if interval else {}
    outcome = ca.Outcome(
        id="cases",
        label="Cases",
        children="all",
        counterfactual=ca.RateAvoided(
            rate=ca.Estimate(
                id="rate",
                label="Cases avoided",
                value=0.1,
                unit="events per person-year",
                design="before and after",
                status="local",
                quality="amber",
                source=SOURCE,
                **ends,
            ),
            cohort=120,
        ),
        pathway=ca.PublishedCost(
            cost=ca.local(
                cost,
                "GBP per event",
                id="cost",
                label="Cost of a case",
                price_year="2025-26",
                source="Test",
                payer=payer,
                cash_releasing=cash,
            )
        ),
        months=12,
    )
    costs: tuple[ca.Delivery, ...] = ()
    if team is not None:
        money = ca.local(
            team,
            "GBP per year",
            id="team",
            label="Team",
            price_year="2025-26",
            source="Test",
            payer=paid_by,
        )
        costs = (ca.Delivery(label="Team", cost=money),)
    programme = ca.Custom(name="Found", start="2025-04-01", changes=(outcome,), costs=costs)
    return ca.appraise(programme, horizon=horizon, price_year="2025-26", **how)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"team": 2_000}, "The council's cash pays back in 2025-26"),  # £7,200 less £2,000
        ({"team": 7_200}, "The council's cash pays back in 2025-26"),  # to the pound
        ({"team": 20_000}, "The council's cash is £13,000 down in 2025-26"),  # £12,800
        ({"team": 5_000, "cash": 0}, "The council's cash is £5,000 down in 2025-26"),
        ({}, "£7,000 of the council's cash is released in 2025-26, before any delivery cost"),
        (
            {"team": 5_000, "paid_by": "nhs"},
            "£7,200 of the council's cash is released in 2025-26; others pay",
        ),
        ({"cash": 0}, "No cash of the council's is released or spent"),
        ({"payer": "nhs"}, "No cash of the council's is released or spent"),
        ({"cost": 0.01}, "No cash of the council's is released or spent"),
    ],
)
def test_the_councils_cash(given: dict[str, Any], said: str) -> None:
    assert cash_finding(case(**given)) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Of £12,000 avoided by all payers, £7,200 is the council's cash"),
        ({"team": 9e6}, "Of £12,000 avoided by all payers, £7,200 is the council's cash"),
        ({"cash": 1}, "All of the £12,000 avoided is the council's cash"),
        ({"payer": "nhs"}, "Of £12,000 avoided by all payers, none is the council's cash"),
        ({"cost": 0.01}, "Nothing is avoided and nothing is released"),
    ],
)
def test_what_is_avoided(given: dict[str, Any], said: str) -> None:
    assert profile_finding(case(**given)) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"team": 9_000}, "gain £3,000, but the council's own cash is down"),  # £7,200 less £9,000
        ({"team": 2_000}, "gain £10,000, and the council's own cash is up"),
        ({"team": 15_000}, "lose £3,000, and the council's own cash is down"),
        ({"team": 15_000, "paid_by": "nhs"}, "lose £3,000, but the council's own cash is up"),
        ({"team": 12_000}, "neither gain nor lose, and the council's own cash is down"),
        ({}, "gain £12,000, before any delivery cost, and the council's own cash is up"),
        (
            {"cash": 0},
            "gain £12,000, before any delivery cost; the council's own cash does not change",
        ),
    ],
)
def test_who_gains_and_who_pays(given: dict[str, Any], said: str) -> None:
    assert waterfall_finding(case(**given)) == f"All payers together {said}"


def test_what_moves_it_most() -> None:
    # 0.05 to 0.15 cases for each of 120 at £1,000, less £2,000, in the first year: undiscounted
    found = tornado_finding(case(2_000, interval=True))
    assert found == "What moves the net present value most: Cases avoided, from £4,000 to £16,000"
    # six tenths of it the council's cash: £3,600 and £10,800, less £2,000
    found = tornado_finding(case(2_000, interval=True), "council cash")
    assert found == "What moves the council's net cash most: Cases avoided, from £1,600 to £8,800"
    assert tornado_finding(case(cost=0.01)) == "No input moves the net present value"


def test_the_chance() -> None:
    drawn = case(7_000, interval=True, draws=400)
    pays = (drawn.uncertainty.headlines["council net cash, nominal"] >= 0).mean()
    said = f"The chance that the council's cash pays back by 2025-26 is {100 * pays:.0f}%"
    assert 0.2 < pays < 0.8 and distribution_finding(drawn) == said
    held = distribution_finding(case(7_000, draws=400))
    assert held == "No input has a published interval, so no chance can be given"
    others = distribution_finding(case(10, interval=True, draws=400, paid_by="nhs"))
    assert others.startswith("The chance that the public purse gets back what it spends is ")
    gross = distribution_finding(case(interval=True, draws=400))
    assert gross.startswith("95% of simulations lie between £") and "before any delivery" in gross
    with pytest.raises(ca.InputError, match="draws=10_000"):
        distribution_finding(case(7_000))


def test_no_chance_is_given_where_too_little_varies() -> None:
    words = CASES["systemic_practice"]
    drawn = ca.appraise(
        words.intervention, horizon=len(words.years), price_year="2025-26", draws=400
    )
    headline = str(drawn)
    found = distribution_finding(drawn)
    assert ("no chance is given" in found) == ("No chance is given" in headline)


def placed(**more: Any) -> ca.Appraisal:
    """Twelve a year for a year from 1 October 2025, a placement of a year each."""
    programme = ca.Custom(
        name="Placed",
        start="2025-04-01",
        changes=(
            ca.Outcome(
                id="entries",
                label="Entries",
                children="all",
                counterfactual=case().intervention.changes[0].counterfactual,
                pathway=ca.Placement(weeks=52),
                start="2025-10-01",
                months=12,
                **more,
            ),
        ),
    )
    return ca.appraise(programme, horizon=3, price_year="2025-26")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "6 fewer children are in placement at the peak, on 31 March 2026"),
        ({"deadweight": 5 / 6}, "1 fewer child is in placement at the peak, on 31 March 2026"),
        ({"lag": 120}, "No fewer children are in placement by 31 March 2028"),
    ],
)
def test_children_at_the_peak(more: dict[str, Any], said: str) -> None:
    assert children_finding(placed(**more)) == said


def test_without_placements_there_is_nothing_to_show() -> None:
    assert children_finding(case()) == "No placement is counted, so there is nothing to show"


def pounds(text: str) -> float:
    """The first sum of a sentence."""
    found = re.search(r"£([\d,.]*\d)( million)?", text)
    assert found, text
    return float(found[1].replace(",", "")) * (1e6 if found[2] else 1)


@pytest.mark.parametrize("name", CASES)
def test_the_pounds_of_a_finding_are_in_the_tables(name: str) -> None:
    appraisal = CASES[name]
    cash = appraisal.financial_case("council")
    last, released = cash["cumulative_net"].iloc[-1], cash["cash_released"].sum()
    found = cash_finding(appraisal)
    if " down " in found:
        assert last < 0 and pounds(found) == pytest.approx(-last, abs=1_000)
        assert found.endswith(appraisal.years[-1])
    elif "pays back" in found:
        year = found.split()[-1]
        assert last >= -1e-6 and cash["cumulative_net"].loc[year:].min() >= -1e-6
    elif " released " in found and found.startswith("£"):
        assert pounds(found) == pytest.approx(released, abs=1_000) and not cash["delivery"].any()
    else:
        assert abs(released) < 0.5
    every = appraisal.by_payer().loc["all payers"]
    assert about(abs(every["net"])) in waterfall_finding(appraisal)
    table = appraisal.one_at_a_time()
    widest = table.loc[table["swing"].idxmax()]
    nets = widest[["net_at_low", "net", "net_at_high"]].dropna()
    called = names(appraisal)[str(widest.name)]  # never its id
    ends = f"{called}, from {about(nets.min())} to {about(nets.max())}"
    assert tornado_finding(appraisal).endswith(ends)


@pytest.mark.parametrize("name", CASES)
def test_a_finding_is_one_plain_sentence(name: str) -> None:
    appraisal = CASES[name]
    for find in (cash_finding, profile_finding, waterfall_finding, children_finding):
        found = find(appraisal)
        assert len(found) <= 110 and not found.endswith(".") and "nan" not in found
        assert found[0].isupper() or found[0].isdigit() or found[0] == "£"


def test_published_figures() -> None:
    found = ca.replications()
    again = [one for one in found if one.status.value.startswith("reproduced")]
    said = replications_finding(tuple(found))
    assert said == f"{len(again)} of {len(found)} published figures come out again"
