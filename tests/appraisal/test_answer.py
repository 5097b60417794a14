"""The headlines of one small case, each worked by hand from its pounds a year.

12 cases a year for two years: £1,000 each of the council's, 0.4 of it cash, and £500 each that
individuals gain; £3,000 a year of delivery paid by the council, £1,000 by the NHS and £500 by
individuals.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.evidence.catalogue import price_index
from costavoid.programme.delivery import Delivery

OWN = {"price_year": "2025-26", "source": "Anytown"}
MOVED = price_index().level("2026-27") / price_index().level("2025-26")


def saving(id: str, pounds: float, payer: str, cash: float) -> ca.Outcome:
    cost = ca.local(
        pounds, "GBP per event", id=f"own.{id}", payer=payer, cash_releasing=cash, **OWN
    )
    rate = ca.local(12, "count per year", id=f"own.{id}_rate", source="Anytown")
    return ca.Outcome(
        id=id,
        label=id,
        children=id,
        counterfactual=ca.RateAvoided(rate=rate),
        pathway=ca.PublishedCost(cost=cost),
        months=24,
    )


def spending(payer: str, pounds: float) -> Delivery:
    cost = ca.local(pounds, "GBP per year", id=f"own.{payer}_cost", payer=payer, **OWN)
    return Delivery(id=f"delivery.{payer}", cost=cost, months=24)


SAVINGS = (saving("theirs", 1000, "council", 0.4), saving("gains", 500, "individuals", 0))
COSTS = (spending("council", 3000), spending("nhs", 1000), spending("individuals", 500))


def answer(
    savings: tuple[ca.Outcome, ...] = SAVINGS, costs: tuple[Delivery, ...] = COSTS, **more: Any
) -> ca.Appraisal:
    case = ca.Custom(name="A case", changes=savings, costs=costs)
    settings = {"horizon": 3, "price_year": "2025-26", "first_year": "2025-26"}
    return ca.appraise(case, **{**settings, **more})


@pytest.mark.parametrize(
    ("chosen", "a_year"),
    [
        ({}, 12_000 + 6_000 - 4_500),
        ({"payer": "council"}, 9_000),
        ({"payer": "individuals"}, 5_500),
        ({"payer": "police"}, 0),
        ({"cash": "cash"}, 4_800 - 4_500),
        ({"cash": "avoided"}, 7_200 + 6_000),
        ({"kind": "benefit"}, 18_000),
        ({"kind": "delivery"}, -4_500),
        ({"payer": "council", "cash": "cash", "kind": "benefit"}, 4_800),
    ],
)
def test_pounds_a_year(chosen: dict[str, str], a_year: float) -> None:
    made = answer()
    assert made.annual(**chosen) == pytest.approx([a_year, a_year, 0])
    assert made.annual(**chosen, prices="present value") == pytest.approx(
        [a_year, a_year / 1.035, 0]
    )
    assert made.annual(**chosen, prices="nominal") == pytest.approx([a_year, a_year * MOVED, 0])


def test_the_headlines() -> None:
    made = answer()
    assert made.npv == pytest.approx(13_500 * (1 + 1 / 1.035))
    assert made.bcr == pytest.approx(18_000 / 4_500)
    assert made.public_bcr == pytest.approx(12_000 / 4_000)  # without what individuals gain and pay
    assert made.roi == pytest.approx((4_800 - 3_000) / 3_000)
    assert made.payback == "2025-26"
    assert made.has_delivery and made.years == ("2025-26", "2026-27", "2027-28")
    assert math.isnan(made.irr)
    assert made.why == {"irr": "Not defined: no year has costs above its savings."}


def test_without_a_delivery_cost_nothing_is_compared() -> None:
    made = answer(costs=())
    assert not made.has_delivery
    assert all(math.isnan(n) for n in (made.bcr, made.public_bcr, made.roi, made.irr))
    assert list(made.why) == ["bcr", "roi", "irr"]
    assert made.payback.startswith("No delivery cost falls here")
    assert made.npv == pytest.approx(18_000 * (1 + 1 / 1.035))


def test_a_cost_first_and_savings_later_have_a_rate_of_return() -> None:
    """£20,000 in the first year, and 12 months later £18,000 in each of two."""
    late = tuple(
        it.model_copy(update={"lag": ca.local(12, "months", id=f"own.{it.id}_lag", source="Us")})
        for it in SAVINGS
    )
    cost = ca.local(20_000, "GBP per year", id="own.cost", payer="council", **OWN)
    made = answer(late, (Delivery(cost=cost, months=12),))
    assert made.annual() == pytest.approx([-20_000, 18_000, 18_000])
    v = (-18 + math.sqrt(18**2 + 4 * 18 * 20)) / 36
    assert made.irr == pytest.approx(1 / v - 1) and made.why == {}
    assert made.payback == "It does not pay back within the 3 years from 2025-26 to 2027-28."


def test_lines_are_found_by_id() -> None:
    made = answer()
    assert made.lines[:2] == ("theirs.published", "gains.published")
    assert made.line("gains.published").outcome == "gains"
    with pytest.raises(InputError, match="line: 'gain.published' given. Did you mean 'gains"):
        made.line("gain.published")
    with pytest.raises(InputError, match="line: 3 given"):
        number: Any = 3
        made.line(number)


def test_what_was_not_drawn_is_not_said() -> None:
    with pytest.raises(InputError, match="uncertainty: no draws were made"):
        _ = answer().uncertainty


def test_factors_by_the_schedule_and_timing_chosen() -> None:
    made = answer(timing="mid-year")
    expected = 1.035 ** -np.array([0.5, 1.5, 2.5])
    np.testing.assert_allclose(made.discount_factors, expected, rtol=1e-12)
    with pytest.raises(ValueError, match="read-only"):
        made.discount_factors[0] = 2
    assert made.inflation_factors[:2] == pytest.approx([1, MOVED])
