"""Programmes worked by hand, joined in portfolios: round numbers, and a few to choose from."""

from __future__ import annotations

from typing import Any

import costavoid as ca

SETTINGS: dict[str, Any] = {"horizon": 5, "price_year": "2026-27", "first_year": "2026-27"}
SOURCE = "By hand"


def count(value: float, id: str, unit: str = "count per year", **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=f"hand.{id.lower()}", source=SOURCE, **more)


def pounds(value: float, id: str, unit: str = "GBP per event", **more: Any) -> ca.Estimate:
    given = {"payer": "council", "cash_releasing": 0.6, **more}
    return ca.local(
        value, unit, id=f"hand.{id.lower()}", price_year="2026-27", source=SOURCE, **given
    )


def programme(
    name: str,
    avoided: float,
    *,
    cost: float = 1_000,
    stay: bool = False,
    yearly: float = 0.0,
    start: str = "2026-04-01",
    months: float = 24,
    payer: str = "council",
    low: float | None = None,
    high: float | None = None,
    **steps: Any,
) -> ca.Custom:
    """So many cases a year avoided, each worth `cost` once, or (`stay`) each week for a year."""
    interval = {} if low is None else {"low": low, "high": high, "range_kind": "95% interval"}
    pathway: Any = ca.PublishedCost(
        cost=pounds(cost, f"{name}.cost", payer=payer), covers=("placement",)
    )
    if stay:
        week = pounds(cost, f"{name}.week", "GBP per week", payer=payer)
        pathway = ca.Placement(
            cost=week, stay=ca.FixedStay(length=count(52, f"{name}.stay", "weeks"))
        )
    change = ca.Outcome(
        id="entries",
        label="Entries avoided",
        counterfactual=ca.RateAvoided(rate=count(avoided, f"{name}.avoided", **interval)),
        pathway=pathway,
        children="children who do not enter care",
        start=start,
        months=months,
        **steps,
    )
    runs = pounds(yearly, f"{name}.runs", "GBP per year", cash_releasing=None)
    delivery = ca.Delivery(cost=runs, start=start, months=months)
    return ca.Custom(name=name, changes=(change,), costs=(delivery,))


def appraised(name: str, avoided: float, **more: Any) -> ca.Appraisal:
    return ca.appraise(programme(name, avoided, **more), **SETTINGS)


def cohort(
    *names: str, baseline: float = 100, children: float = 400, name: str = "Entries", **reached: Any
) -> ca.Cohort:
    """The entries outcome of each programme, among so many children with so many events a year."""
    return ca.Cohort(
        name=name,
        children=count(children, f"{name.lower()}.children", "count"),
        baseline=count(baseline, f"{name.lower()}.baseline"),
        reached={each: reached.get(each, "entries") for each in names},
    )
