"""Time and pounds of one line, by quadrature over each arrival and by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Cash, Kind, Measure, Payer, Resource
from costavoid.cashflow.flows import (
    CashFlows,
    Pricing,
    caseload_cost,
    cash_share,
    evaluate,
    full_year_effect,
    payer_of,
    present,
    price,
    resource_use,
)
from costavoid.evidence.catalogue import price_index
from costavoid.evidence.inputs import Inputs
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Cases, Line, Use
from costavoid.programme.stays import ExponentialStay, FixedStay, Stay, StepStay

EDGES = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 10.0])
LIMITS = [0.7, 1.5, 2.5, 3.5]  # of a step stay that steps at 1, 2 and 3 years
WEEK = {"price_year": "2025-26", "payer": "council", "cash_releasing": 0.4}


def own(id: str, value: float, unit: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=f"own.{id}", source="Anytown", **more)


def line(
    measure: Measure,
    stay: Stay | None = None,
    until: float | None = None,
    cost: ca.Estimate | None = None,
    cases: dict[str, Any] | None = None,
    kind: Kind = Kind.BENEFIT,
    **use: Any,
) -> Line:
    """12 cases a year over two years, unless others are given."""
    unit = "GBP per week" if measure.is_by_time else "GBP per event"
    return Line(
        id="a.line",
        label="A line",
        outcome="a",
        kind=kind,
        cases=Cases(
            **{
                "counterfactual": ca.RateAvoided(rate=own("rate", 12, "count per year")),
                "start": 0.0,
                "end": 2.0,
                **(cases or {}),
            }
        ),
        use=Use(
            **{
                "id": "use",
                "label": "Use",
                "resource": Resource.PLACEMENT,
                "measure": measure,
                "cost": cost or own("cost", 100, unit, **WEEK),
                "stay": stay,
                "until": None if until is None else own("until", until, "years"),
                **use,
            }
        ),
    )


def used(it: Line, **drawn: list[float]) -> np.ndarray:
    inputs = Inputs(it.estimates)
    values = {f"own.{id}": np.array(each) for id, each in drawn.items()}
    return resource_use(it, EDGES, inputs.drawn(values))


def left_by(mean: float, limit: float) -> Callable[[float], float]:
    """The share that left before the limit, a time after they came, of an exponential stay."""
    return lambda since: 1 - math.exp(-min(max(since, 0.0), limit) / mean)


def over_arrivals(share: Callable[[float], float], breaks: list[float]) -> list[float]:
    """By quadrature: 12 a year over two years, of each of which `share` has gone by then."""

    def gone(at: float) -> float:
        points = sorted({p for p in (at - b for b in breaks) if 0 < p < 2})
        return quad(lambda came: 12 * share(at - came), 0, 2, points=points or None)[0]

    return [gone(t) - gone(s) for s, t in pairwise(EDGES)]


# ---- cases that reach the end of their time do not exit


@pytest.mark.parametrize("mean", [0.5, 3.0])
def test_exits_where_the_end_varies_by_quadrature(mean: float) -> None:
    """Each draw has an end of its own: those who left before it, and none at it."""
    stay = ExponentialStay(mean=own("mean", mean, "years"))
    found = used(line(Measure.EXIT, stay, until=2.0), until=LIMITS)
    for at, limit in enumerate(LIMITS):
        expected = over_arrivals(left_by(mean, limit), [0.0, limit])
        np.testing.assert_allclose(found[:, at], expected, rtol=1e-7, atol=1e-9)
    # and in all: 24 come, of whom e^(-limit / mean) reach the end
    total = [24 * (1 - math.exp(-limit / mean)) for limit in LIMITS]
    np.testing.assert_allclose(found.sum(axis=0), total, rtol=1e-9)


def test_exits_where_the_stay_varies_too() -> None:
    """24 come: with a stay of 1, 2 and 3 years, none leaves before 0.9, all before 2.5 and 3.5."""
    it = line(Measure.EXIT, FixedStay(length=own("mean", 1, "years")), until=2.0)
    found = used(it, until=[0.9, 2.5, 3.5], mean=[1.0, 2.0, 3.0])
    np.testing.assert_allclose(found.sum(axis=0), [0, 24, 24], atol=1e-9)
    # a stay of two years: whoever comes in a year leaves in the second after it
    np.testing.assert_allclose(found[:, 1], [0, 0, 12, 12, 0, 0], atol=1e-9)
    np.testing.assert_allclose(found[:, 2], [0, 0, 0, 12, 12, 0], atol=1e-9)


def test_exits_of_a_table_whose_tail_stays() -> None:
    """0.5 left after a year, 0.2 after two and for good: 12 x 0.5 and 12 x 0.3, and 0.2 never."""
    stay = StepStay(times=(12, 24), shares=(0.5, 0.2), tail="stays")
    found = used(line(Measure.EXIT, stay, until=2.0), until=[1.5, 3.5])
    np.testing.assert_allclose(found[:, 0], [0, 6, 6, 0, 0, 0], atol=1e-9)
    np.testing.assert_allclose(found[:, 1], [0, 6, 6 + 3.6, 3.6, 0, 0], atol=1e-9)


def test_exits_without_an_end_are_all_that_leave() -> None:
    stay = ExponentialStay(mean=own("mean", 1.5, "years"))
    expected = over_arrivals(left_by(1.5, math.inf), [0.0])
    np.testing.assert_allclose(used(line(Measure.EXIT, stay))[:, 0], expected, rtol=1e-7)


def test_exits_that_come_later_than_the_programme_runs() -> None:
    """A lag of 12 months moves all of them by one year; two lags, each its own draws."""
    stay = ExponentialStay(mean=own("mean", 0.5, "years"))
    plain = used(line(Measure.EXIT, stay, until=2.0), until=[0.7, 2.5])
    late = line(Measure.EXIT, stay, until=2.0, cases={"lag": own("lag", 12, "months")})
    np.testing.assert_allclose(used(late, until=[0.7, 2.5])[1:4], plain[:3], rtol=1e-9, atol=1e-9)
    two = used(late, until=[0.7, 0.7], lag=[0.0, 12.0])
    np.testing.assert_allclose(two[:4, 0], plain[:4, 0], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(two[1:4, 1], plain[:3, 0], rtol=1e-9, atol=1e-9)


def test_what_follows_an_exit_lasts_to_an_end_that_varies() -> None:
    """24 come, each away for a year and then paid for to the end: 24 x (end - 1) years in all."""
    it = line(Measure.AFTER_EXIT, FixedStay(length=own("mean", 1, "years")), until=3.0)
    found = used(it, until=[1.5, 3.0, 0.5])
    np.testing.assert_allclose(found.sum(axis=0), [12, 48, 0], atol=1e-9)


def test_a_stay_is_as_long_as_its_end_allows() -> None:
    """24 x the shorter of a stay of two years and the end."""
    it = line(Measure.STAY, FixedStay(length=own("mean", 2, "years")), until=3.0)
    found = used(it, until=[0.5, 1.5, 2.0, 3.0])
    np.testing.assert_allclose(found.sum(axis=0), [12, 36, 48, 48], atol=1e-9)


def test_a_cost_spread_over_a_length_is_one_a_case() -> None:
    """It is 24 in all, whatever the length.

    In the first year 12 arrive evenly, each having used (1 - arrival) / length of it, at most 1.
    """
    it = line(
        Measure.SPREAD, FixedStay(length=own("mean", 18, "months")),
        cost=own("cost", 100, "GBP per event", **WEEK),
    )  # fmt: skip
    found = used(it, mean=[18.0, 6.0])
    np.testing.assert_allclose(found.sum(axis=0), [24, 24], atol=1e-9)
    np.testing.assert_allclose(found[0], [12 * 0.5 / 1.5, 12 * (0.5 + 0.5 * 0.5)], atol=1e-9)


# ---- prices


def pricing(inflation: float = 0.0, first: str = "2025-26", year: str = "2025-26") -> Pricing:
    return Pricing(year, first, price_index(), inflation)


@pytest.mark.parametrize(
    ("unit", "periods"),
    [("GBP per week", 52), ("GBP per month", 12), ("GBP per year", 1), ("GBP per person-year", 1)],
)
def test_a_price_by_time_is_for_a_year(unit: str, periods: int) -> None:
    stay = FixedStay(length=own("mean", 1, "years"))
    it = line(Measure.STAY, stay, cost=own("cost", 100, unit, **WEEK))
    inputs = Inputs(it.estimates)
    assert price(it, inputs, pricing())[0] == pytest.approx(100 * periods)
    spent = line(Measure.STAY, stay, cost=own("cost", 100, unit, **WEEK), spends=True)
    assert price(spent, inputs, pricing())[0] == pytest.approx(-100 * periods)


def test_a_price_for_each_is_for_one_and_of_a_quantity_for_all_of_it() -> None:
    once = line(Measure.LUMP, cost=own("cost", 100, "GBP per event", **WEEK))
    assert price(once, Inputs(once.estimates), pricing())[0] == pytest.approx(100)
    days = line(
        Measure.LUMP, cost=own("cost", 100, "GBP per day", **WEEK), quantity=own("d", 7, "days")
    )
    inputs = Inputs(days.estimates)
    assert price(days, inputs, pricing())[0] == pytest.approx(700)
    drawn = inputs.drawn({"own.d": np.array([1.0, 3.0])})
    assert price(days, drawn, pricing()).tolist() == pytest.approx([100, 300])


def test_placements_grow_by_their_own_inflation_from_their_own_price_year() -> None:
    """Priced in 2023-24, from 2025-26 on: two years of 3% above prices, then three, then four."""
    stay = FixedStay(length=own("mean", 1, "years"))
    cost = own("cost", 100, "GBP per week", **{**WEEK, "price_year": "2023-24"})
    it = line(Measure.STAY, stay, cost=cost)
    inputs = Inputs(it.estimates)
    grown = pricing(0.03).relative_price(it, 3, inputs)
    np.testing.assert_allclose(grown, [[1.03**2], [1.03**3], [1.03**4]], rtol=1e-12)
    assert Pricing("2025-26", "2025-26", price_index()).placement_inflation == 0
    other = line(Measure.STAY, stay, cost=cost, resource=Resource.SOCIAL_WORK)
    assert pricing(0.03).relative_price(other, 3, inputs).tolist() == [[1], [1], [1]]


# ---- who pays, and whether it is cash


def paid(resource: Resource, kind: Kind = Kind.BENEFIT, **more: Any) -> Payer:
    cost = {"price_year": "2025-26", "payer": more.pop("of", None)}
    it = line(
        Measure.LUMP, cost=own("cost", 9, "GBP per event", **cost), resource=resource, kind=kind,
        **more,
    )  # fmt: skip
    return payer_of(it, Inputs(it.estimates))


def test_who_pays() -> None:
    assert paid(Resource.PLACEMENT) is Payer.COUNCIL  # its own figure is its own cost
    assert paid(Resource.HEALTH, of="nhs") is Payer.NHS
    assert paid(Resource.HEALTH, of="nhs", payer=Payer.COURT) is Payer.COURT  # the use says so
    assert paid(Resource.DELIVERY, Kind.DELIVERY) is Payer.COUNCIL
    assert paid(Resource.DELIVERY, Kind.DELIVERY, of="several") is Payer.SEVERAL
    assert paid(Resource.HEALTH, of="several", bundle=True) is Payer.SEVERAL
    for resource, payer in ((Resource.HEALTH, None), (Resource.HEALTH, "several")):
        with pytest.raises(InputError, match=r"own\.cost: no single payer"):
            paid(resource, of=payer)


def test_how_much_is_cash() -> None:
    """What the cost releases; all of what is spent; none of a value."""

    def share(releases: float | None, **use: Any) -> float:
        cost = own("cost", 9, "GBP per event", price_year="2025-26", cash_releasing=releases)
        it = line(Measure.LUMP, cost=cost, **use)
        return cash_share(it, Inputs(it.estimates))

    assert [share(0.4), share(None), share(1)] == [0.4, 0, 1]
    assert [share(0.4, spends=True), share(None, spends=True)] == [1, 1]
    assert [share(0.4, never_cash=True), share(0.4, spends=True, never_cash=True)] == [0, 0]


# ---- the caseload at one time


def test_a_years_cost_of_those_who_are_there() -> None:
    """12 a year for two years, each for a year and a half: 12 at 1, 18 at 2, 6 at 3, 0 at 3.5.

    At £100 a week, 52 weeks: £62,400, £93,600 and £31,200, of which 0.4 is cash.
    """
    it = line(Measure.STAY, FixedStay(length=own("mean", 18, "months")))
    inputs = Inputs(it.estimates)
    there = present(it, [0.5, 1.0, 2.0, 3.0, 3.5], inputs)[:, 0]
    np.testing.assert_allclose(there, [6, 12, 18, 6, 0], atol=1e-9)
    costs = [caseload_cost(it, at, inputs, pricing())[0] for at in (1.0, 2.0, 3.0)]
    assert costs == pytest.approx([62_400, 93_600, 31_200])
    grown = caseload_cost(it, 2.0, inputs, pricing(0.1))[0]
    assert grown == pytest.approx(93_600 * 1.1)  # the year that ends then is the second
    flows = evaluate((it,), ("2025-26", "2026-27", "2027-28"), inputs, pricing())
    whole = full_year_effect(flows, 1, inputs, pricing())
    assert whole.shape == (1, 2, 1)
    assert whole[0, :, 0] == pytest.approx([93_600 * 0.4, 93_600 * 0.6])


def test_only_stays_and_what_follows_them_have_a_caseload() -> None:
    stay = FixedStay(length=own("mean", 1, "years"))
    lump = line(Measure.LUMP)
    leaving = line(Measure.EXIT, stay)
    delivery = line(Measure.STAY, stay, kind=Kind.DELIVERY)
    for it in (lump, leaving, delivery):
        assert caseload_cost(it, 1.0, Inputs(it.estimates), pricing()).tolist() == [0]
    after = line(Measure.AFTER_EXIT, stay, until=3.0)
    # of 24, those who came before 1.0 are being paid for at 2.0: 12 of them
    found = caseload_cost(after, 2.0, Inputs(after.estimates), pricing())[0]
    assert found == pytest.approx(12 * 5200)


# ---- the table


def table() -> CashFlows:
    """A quarter of 12 a year at £100: £300 for two years, 0.4 of it cash; and £50 a year spent."""
    saved = line(Measure.LUMP, factors=(Factor(name="some", times=own("s", 0.25, "share")),))
    spent = Line(
        id="b.line", label="B", outcome="delivery", kind=Kind.DELIVERY,
        cases=Cases(start=0.0, end=3.0), adjustment="caution",
        use=Use(
            id="use", label="Use", resource=Resource.DELIVERY, measure=Measure.FLOW, spends=True,
            cost=own("spent", 50, "GBP per year", price_year="2025-26", payer="nhs"),
        ),
    )  # fmt: skip
    lines = (saved, spent)
    inputs = Inputs([e for it in lines for e in it.estimates])
    return evaluate(lines, ("2025-26", "2026-27", "2027-28"), inputs, pricing())


def test_the_table_by_hand_and_what_is_chosen_of_it() -> None:
    flows = table()
    cash, avoided = list(Cash).index(Cash.CASH), list(Cash).index(Cash.AVOIDED)
    expected = np.zeros((2, 2, 3))
    expected[0, cash], expected[0, avoided] = [120, 120, 0], [180, 180, 0]
    expected[1, cash] = [-50, -50, -50]
    np.testing.assert_allclose(flows.amounts[..., 0], expected, atol=1e-9)
    assert flows.payers == (Payer.COUNCIL, Payer.NHS)
    assert not np.signbit(flows.amounts[flows.amounts == 0]).any()  # nothing is not less than 0
    with pytest.raises(ValueError, match="read-only"):
        flows.amounts[0] = 1.0
    for chosen, years in [
        ({}, [250, 250, -50]),
        ({"payer": Payer.COUNCIL}, [300, 300, 0]),
        ({"payer": Payer.COURT}, [0, 0, 0]),
        ({"cash": Cash.CASH}, [70, 70, -50]),
        ({"cash": Cash.AVOIDED}, [180, 180, 0]),
        ({"kind": Kind.DELIVERY}, [-50, -50, -50]),
        ({"adjustment": ""}, [300, 300, 0]),
        ({"adjustment": "caution"}, [-50, -50, -50]),
        ({"payer": Payer.NHS, "kind": Kind.BENEFIT}, [0, 0, 0]),
    ]:
        assert flows.select(**chosen)[:, 0] == pytest.approx(years), chosen


def test_pounds_too_large_to_be_exact_are_refused() -> None:
    """12 a year at £8e13 are £9.6e14, and at £9e13 £1.08e15, past 1e15."""
    for cost, fits in ((8e13, True), (9e13, False)):
        it = line(
            Measure.LUMP, cost=own("cost", cost, "GBP per event", **{**WEEK, "cash_releasing": 1})
        )
        inputs = Inputs(it.estimates)
        if fits:
            evaluate((it,), ("2025-26",), inputs, pricing())
        else:
            with pytest.raises(InputError, match=r"a\.line: the numbers given are too large"):
                evaluate((it,), ("2025-26",), inputs, pricing())
