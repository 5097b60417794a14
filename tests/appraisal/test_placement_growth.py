"""Prices of placements that grow otherwise than others, and those of children's homes alone."""

from __future__ import annotations

from typing import Any

import pytest

import costavoid as ca
from costavoid.analysis.structure import homes_rise

LEDGER = {"price_year": "2025-26", "source": "Anytown ledger (invented)", "cash_releasing": 1}
HOME = ca.local(5_000, "GBP per week", id="own.home", **LEDGER)
FAMILY = ca.local(1_000, "GBP per week", id="own.family", **LEDGER)
MOVED = ca.local(2, "young people per year", id="own.moved", source="Panel (invented)")
STAY = ca.local(52, "weeks", id="own.stay", source="Panel (invented)")


def moves(**settings: Any) -> ca.Appraisal:
    """Two moves a year from a home to a family, one year in each, from April 2025."""
    to_family = ca.Outcome(
        id="moves",
        label="Moves to a family",
        children="young people in homes",
        counterfactual=ca.RateAvoided(rate=MOVED),
        pathway=ca.Placement(type="residential", cost=HOME, weeks=STAY, replaced_by=FAMILY),
        months=12,
    )
    case = ca.Custom(name="Step down", changes=to_family, start="2025-04-01")
    return ca.appraise(case, horizon=2, price_year="2025-26", **settings)


def by_year(case: ca.Appraisal, line: str) -> list[float]:
    rows = case.to_frame().query("line == @line")
    return rows.groupby("financial_year")["pounds"].sum().tolist()


@pytest.mark.parametrize(
    ("settings", "home", "family"),
    [
        ({}, 0, 0),
        ({"placement_inflation": 0.1}, 0.1, 0.1),
        ({"residential_inflation": 0.1}, 0.1, 0),
        ({"placement_inflation": -0.01, "residential_inflation": 0.1}, 0.1, -0.01),
        ({"placement_inflation": 0.1, "residential_inflation": 0}, 0, 0.1),
    ],
)
def test_homes_may_grow_otherwise_than_families(
    settings: dict[str, float], home: float, family: float
) -> None:
    """A year of arrivals stays a year: half of two years' weeks in each of two years."""
    case = moves(**settings)
    weeks = 52  # 2 x 52 weeks, of which half fall in each year
    assert by_year(case, "moves.placement") == pytest.approx(
        [weeks * 5_000, weeks * 5_000 * (1 + home)]
    )
    assert by_year(case, "moves.replacement") == pytest.approx(
        [-weeks * 1_000, -weeks * 1_000 * (1 + family)]
    )


def test_the_librarys_price_of_a_home_is_one_wherever_it_stands() -> None:
    priced = ca.default("placement.residential.any.week")
    dear = moves(residential_inflation=0.05)
    stays = dear.intervention.changes[0].pathway.model_copy(update={"replaced_by": priced})
    change = dear.intervention.changes[0].model_copy(update={"pathway": stays})
    case = ca.Custom(name="Up", changes=change, start="2025-04-01")
    grown = ca.appraise(case, horizon=2, price_year="2025-26", residential_inflation=0.05)
    plain = ca.appraise(case, horizon=2, price_year="2025-26")
    first, second = (by_year(it, "moves.replacement") for it in (grown, plain))
    years = 2025 - int(priced.price_year[:4])
    assert [a / b for a, b in zip(first, second, strict=True)] == pytest.approx(
        [1.05**years, 1.05 ** (years + 1)]
    )


def test_a_case_of_homes_has_a_scenario_of_their_own_prices() -> None:
    rise = "prices of children's homes alone rise 5.4% a year above others"
    family = ca.appraise(ca.Pause(women=20), horizon=2, price_year="2025-26")
    for case, found in (
        (moves(), True),
        (moves(residential_inflation=0.02), False),
        (family, False),
    ):
        assert any(name.startswith(rise) for name in case.structural().index) is found


def test_it_is_written_in_a_record_and_refused_where_it_is_a_slip() -> None:
    case = moves(residential_inflation=0.05)
    assert ca.Appraisal.from_json(case.to_json()).npv == case.npv
    with pytest.raises(ca.InputError, match="residential_inflation: 5 given; write 0.03 for 3%"):
        moves(residential_inflation=5)


def test_by_how_much_prices_are_taken_to_grow_is_said() -> None:
    printed = " ".join(moves(placement_inflation=0.01, residential_inflation=0.3).in_full().split())
    assert "Prices of children's homes grow 30.0% a year above others." in printed
    assert "Prices of placements grow 1.0% a year above others." in printed
    assert "Prices of" not in " ".join(moves().in_full().split())


def test_dearer_placements_are_no_scenario_where_all_are_homes_of_a_stated_growth() -> None:
    homes = moves(residential_inflation=0.05)
    names = [name for name in homes.structural().index if name.startswith("placement prices")]
    assert names == ["placement prices other than homes' rise 3% a year above others"]


def test_the_rise_of_homes_is_that_of_two_published_prices() -> None:
    """£133,000 of 2012-13 is so much in 2023-24; £318,400 is more, by 5.4% in each of 11 years."""
    index = ca.price_index()
    then = 133_000 * index.level("2023-24") / index.level("2012-13")
    rise, when = homes_rise()
    assert then * (1 + rise) ** 11 == pytest.approx(318_400, rel=0.005)
    assert (rise, when) == (0.054, "2012-13 to 2023-24")
