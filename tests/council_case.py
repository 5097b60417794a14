"""A council's own case, with one text wherever a council may write."""

from __future__ import annotations

from typing import Any

import costavoid as ca


def council(text: str = "Anytown", **settings: Any) -> ca.Appraisal:
    """A case with the text wherever a council may write."""
    own = {"source": f"From {text}", "label": f"Of {text}", "note": f"Note {text}"}
    money = {**own, "price_year": "2025-26"}
    week = ca.local(900, "GBP per week", id="own.week", cash_releasing=1, **money)
    rate = ca.local(
        5, "count per year", id="own.rate", low=3, high=7, range_kind="95% interval",
        caution=f"Beware {text}", **own,
    )  # fmt: skip
    change = ca.Outcome(
        id="placements",
        label=f"Placements {text}",
        counterfactual=ca.RateAvoided(rate=rate),
        pathway=ca.Placement(cost=week, weeks=30),
        children=f"children of {text}",
    )
    cost = ca.local(60_000, "GBP per year", id="own.cost", **money)
    team = ca.Delivery(id="team", label=f"Team {text}", cost=cost)
    programme = ca.Custom(name=f"Plan {text}", changes=[change], costs=[team])
    given = {"horizon": 4, "price_year": "2025-26", "draws": 2_000, **settings}
    return ca.appraise(programme, **given)
