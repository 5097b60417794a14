"""What a programme costs, and when it runs: each delivery's line by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Kind, Measure, Resource
from costavoid.cashflow.flows import resource_use
from costavoid.evidence.inputs import Inputs
from costavoid.programme.delivery import Budget, Delivery, Post, deliveries
from costavoid.programme.lines import Line
from costavoid.programme.span import Span

SPAN = Span(first_year="2025-26", horizon=4)
EDGES = np.arange(5.0)


def money(value: float, unit: str, id: str = "cost") -> ca.Estimate:
    return ca.local(value, unit, id=f"own.{id}", source="Anytown", price_year="2025-26")


def own(id: str, value: float, unit: str) -> ca.Estimate:
    return ca.local(value, unit, id=f"own.{id}", source="Anytown")


def the_line(given: Delivery) -> Line:
    (found,) = given.lines(SPAN)
    assert (found.kind, found.use.resource, found.use.spends) == (
        Kind.DELIVERY, Resource.DELIVERY, True
    )  # fmt: skip
    return found


def used(given: Delivery) -> list[float]:
    """How many of its cost fall in each year."""
    it = the_line(given)
    return resource_use(it, EDGES, Inputs(it.estimates))[:, 0].tolist()


YEAR_AND_A_HALF = {"start": date(2025, 10, 1), "months": 18}


@pytest.mark.parametrize(
    ("unit", "given", "expected"),
    [
        # a cost a year runs while the programme does: half of the first year, all of the second
        ("GBP per year", {}, [0.5, 1, 0, 0]),
        ("GBP per person-year", {"cohort": 3}, [1.5, 3, 0, 0]),
        ("GBP per council-year", {"cohort": 2}, [1, 2, 0, 0]),
        # a total is spread over the year and a half
        ("GBP", {}, [1 / 3, 2 / 3, 0, 0]),
        ("GBP per person", {"cohort": 30}, [10, 20, 0, 0]),
        ("GBP per event", {"cohort": 30}, [10, 20, 0, 0]),
        # of so many a year, in the half year and in the whole one
        ("GBP per person", {"volume": own("v", 8, "count per year")}, [4, 8, 0, 0]),
        ("GBP per event", {"volume": own("v", 8, "count per year")}, [4, 8, 0, 0]),
        ("GBP per person-year", {"volume": own("v", 8, "count")}, [4, 8, 0, 0]),
        # how many is no matter where the cost is in all
        ("GBP", {"cohort": 30}, [1 / 3, 2 / 3, 0, 0]),
        ("GBP per year", {"cohort": 30}, [0.5, 1, 0, 0]),
        ("GBP", {"volume": own("v", 8, "count per year")}, [1 / 3, 2 / 3, 0, 0]),
        # six months later, and it ends with the programme
        ("GBP per year", {"begins_after": 6}, [0, 1, 0, 0]),
        ("GBP", {"begins_after": 15}, [0, 1, 0, 0]),
    ],
)
def test_how_much_of_a_cost_falls_in_each_year(
    unit: str, given: dict[str, Any], expected: list[float]
) -> None:
    # 183 and 182 days: the clock is in days of a year, so half to a day's width
    found = used(Delivery(cost=money(9, unit), **YEAR_AND_A_HALF, **given))
    assert found == pytest.approx(expected, abs=0.01 * max(expected))


def test_a_cost_by_time_flows_and_the_others_are_lumps() -> None:
    measures = {
        unit: the_line(Delivery(cost=money(9, unit), cohort=2, months=12)).use.measure
        for unit in ("GBP per year", "GBP per person-year", "GBP", "GBP per event")
    }
    flow, lump = Measure.FLOW, Measure.LUMP
    assert list(measures.values()) == [flow, flow, lump, lump]


def test_a_cost_that_begins_after_the_years_appraised_has_no_line() -> None:
    cost = money(9, "GBP per year")
    assert Delivery(cost=cost, begins_after=48).lines(SPAN) == ()
    assert len(Delivery(cost=cost, begins_after=47).lines(SPAN)) == 1


@pytest.mark.parametrize(
    ("unit", "given", "said"),
    [
        ("GBP per year", {"months": 12, "begins_after": 12}, "begins after 12 months of a prog"),
        ("GBP per year", {"months": 12, "begins_after": 13}, "begins after 13 months"),
        ("GBP per hour", {}, "delivery cost: own.cost given in 'GBP per hour'"),
        ("GBP per person", {}, "how many people is not known here"),
        ("GBP per event", {}, "how many people is not known here"),
        ("GBP per council-year", {}, "how many people is not known here"),
        ("GBP per person", {"volume": own("v", 0.8, "share")}, "in 'count' or 'count per year'"),
        ("GBP per person-year", {"volume": own("v", 8, "count per year")}, "number in 'count'"),
        ("GBP per person", {"cohort": 0}, "must be above 0"),
        ("GBP per person", {"cohort": -1}, "must be above 0"),
    ],
)
def test_what_a_delivery_refuses(unit: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Delivery(cost=money(9, unit), **given)


def test_what_a_delivery_accepts() -> None:
    Delivery(cost=money(9, "GBP per year"), months=12, begins_after=11)
    Delivery(cost=money(9, "GBP per year"), begins_after=13)
    Delivery(cost=money(9, "GBP per person"), cohort=0.5)
    Delivery(cost=money(9, "GBP per year"), volume=own("v", 8, "count"))


# ---- budgets

POST = Post(title="Family Worker", fte=2.5, salary=money(40_000, "GBP per person-year", "pay"))
RUN = money(5_000, "GBP per year", "rooms")


def test_a_budget_is_its_parts() -> None:
    """2.5 at £40,000 with 30% on top, and 10% on that: 2.5 x 1.3 x 1.1."""
    budget = Budget(posts=(POST,), on_costs=0.3, overheads=0.1, premises=RUN)
    post, rooms = budget.deliveries(
        "Team", start=None, months=12, cohort=None, volume=None, persons=None
    )
    assert (post.id, post.label, post.cohort) == (
        "delivery.family_worker", "Team: Family Worker", 2.5
    )  # fmt: skip
    inputs = Inputs([e for factor in post.factors for e in factor.estimates])
    assert [f.value(inputs)[0] for f in post.factors] == pytest.approx([1.3, 1.1])
    assert used(post) == pytest.approx([2.5 * 1.3 * 1.1, 0, 0, 0])
    assert (rooms.id, rooms.cohort, used(rooms)) == ("delivery.own.rooms", None, [1, 0, 0, 0])
    assert budget.missing == ()
    assert Budget(premises=RUN).missing == ("on-costs", "overheads")
    assert Budget(posts=(POST,)).missing == ("on-costs", "overheads", "premises")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "nothing given; give posts, premises or activities"),
        ({"on_costs": 0.3, "premises": RUN}, "are shares of pay; give posts too"),
        ({"overheads": 0.3, "premises": RUN}, "are shares of pay; give posts too"),
        ({"posts": (POST, POST.model_copy(update={"title": "family-worker"}))}, "two posts called"),
    ],
)
def test_what_a_budget_refuses(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Budget(**given)


def test_a_budget_of_one_part_is_one() -> None:
    for given in ({"posts": (POST,)}, {"premises": RUN}, {"activities": (RUN,)}):
        Budget(**given)
    Budget(posts=(POST, POST.model_copy(update={"title": "Manager"})))


def test_a_cost_is_for_as_many_as_its_unit_counts() -> None:
    """Events are so many a year; people may be fewer."""
    many, people = own("events", 8, "count per year"), own("people", 5, "count per year")
    assert deliveries(None, "Team") == ()

    def one(unit: str, **more: Any) -> Delivery:
        (found,) = deliveries(money(9, unit), "Team", **more)
        return found

    assert one("GBP per event", volume=many, persons=people).volume == many
    assert one("GBP per person", volume=many, persons=people).volume == people
    assert one("GBP per person", volume=many).volume == many
    assert one("GBP per year", months=7, start=date(2025, 5, 1)).months == 7
    each = deliveries(
        Budget(activities=(money(9, "GBP per person", "trips"),)), "Team", volume=many,
        persons=people,
    )  # fmt: skip
    assert [part.volume for part in each] == [people]


# ---- when it runs


def test_a_programme_runs_from_its_day_for_its_months() -> None:
    assert SPAN.start(None) == 0 and SPAN.end(None, None) == 4
    assert SPAN.start(date(2025, 4, 1)) == 0
    assert SPAN.start(date(2026, 4, 1)) == 1
    assert SPAN.end(date(2026, 4, 1), 18) == pytest.approx(2.5)
    assert SPAN.end(None, 6) == pytest.approx(0.5)
    assert SPAN.end(date(2026, 4, 1), None) == 4
    SPAN.start(date(2029, 3, 31))
    for day, said in (
        (date(2025, 3, 31), "before the first year 2025-26"),
        (date(2029, 4, 1), "after the horizon of 4 years"),
    ):
        with pytest.raises(InputError, match=said):
            SPAN.start(day)
