"""A case with numbers that can be done by hand, for what comes after a decision."""

from __future__ import annotations

from typing import Any

import costavoid as ca

OWN = {"source": "Panel log (invented)"}
MONEY = {"price_year": "2026-27", "source": "Ledger (invented)"}


def entries(**changed: Any) -> ca.Outcome:
    """20 children a year enter care, 5 a quarter; a fifth fewer with the programme."""
    fields: dict[str, Any] = {
        "id": "entries",
        "label": "Entries to care avoided",
        "counterfactual": ca.RatioOnBaseline(
            baseline=ca.local(20, "count per year", id="own.entries", **OWN),
            ratio=ca.local(0.8, "ratio", id="own.ratio", **OWN),
        ),
        "pathway": ca.Placement(
            weeks=26,
            cost=ca.local(1000, "GBP per week", id="own.week", cash_releasing=0.5, **MONEY),
        ),
        "children": "children on the edge of care",
        "start": "2026-04-01",
    }
    return ca.Outcome(**{**fields, **changed})


def appraisal(horizon: int = 3, more: tuple[ca.Outcome, ...] = (), **changed: Any) -> ca.Appraisal:
    programme = ca.Custom(
        name="edge-of-care team",
        start="2026-04-01",
        changes=(entries(**changed), *more),
        costs=ca.Delivery(
            label="Team", cost=ca.local(24_000, "GBP per year", id="own.team", **MONEY)
        ),
    )
    return ca.appraise(programme, horizon=horizon, price_year="2026-27")


def plan(**given: Any) -> ca.Plan:
    return ca.plan(appraisal(), **{"approved": "2026-03-02", **given})


def monthly(counts: list[Any], first: str = "2026-04") -> dict[str, Any]:
    """Counts of months that follow each other."""
    year, month = map(int, first.split("-"))
    return {
        f"{year + (month - 1 + i) // 12}-{(month - 1 + i) % 12 + 1:02d}": count
        for i, count in enumerate(counts)
    }
