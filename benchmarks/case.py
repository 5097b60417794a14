"""The case that is timed, for the library and, in plain numbers, for what is written by hand."""

from __future__ import annotations

from typing import Any

import reference
from reference import Numbers

WIDTH = 0.25  # of each interval, either way
COSTS = (
    "assessment.core",
    "pre_proceedings.council",
    "court_fee.care_application",
    "care_proceedings.council",
    "care_proceedings.legal_aid",
    "care_proceedings.court",
    "care_proceedings.cafcass",
    "placement.foster.any.week",
    "adoption.interagency_fee",
    "neonatal.special_care.day",
    "delivery.pause.woman_year",
)
OTHERS = (
    "care_proceedings.duration",
    "infant.months_to_adoptive_placement",
    "infant.exit.adoption",
    "infant.exit.special_guardianship",
    "neonatal.days",
    "neonatal.share",
)


def arguments() -> dict[str, Any]:
    """The case: what `appraise` is given, but for the draws."""
    import costavoid as ca

    def share(id: str, value: float, low: float, high: float) -> ca.Estimate:
        return ca.local(
            value, "share", id=id, source="Benchmark (invented)", low=low, high=high,
            range_kind="95% interval",
        )  # fmt: skip

    def own(id: str) -> ca.Estimate:
        known = ca.default(id)
        ends = {"low": known.value * (1 - WIDTH), "high": known.value * (1 + WIDTH)}
        return known.model_copy(update={**ends, "range_kind": "95% interval"})

    pathway = ca.InfantRemovedAtBirth(
        long_term_share=share("infant.exit.long_term_care", 0.1, 0.06, 0.15)
    )
    return {
        "intervention": ca.Pause(
            women=20,
            start="2025-04-01",
            persistence=(0.5, 0.3),
            deadweight=share("deadweight", 0.1, 0.05, 0.17),
            attribution=share("attribution", 0.9, 0.8, 0.97),
            pathway=pathway,
        ),
        "horizon": reference.YEARS,
        "price_year": "2025-26",
        "overrides": [own(id) for id in (*COSTS, *OTHERS)],
    }


def numbers() -> tuple[Numbers, dict[str, float]]:
    """The same case for the hand-written ones, and its point values."""
    import costavoid as ca
    from costavoid.cashflow.flows import cash_share

    appraisal = ca.appraise(**arguments(), draws=2)
    simulation = appraisal.uncertainty.simulation
    draws, lines = simulation.draws, appraisal.flows.lines
    (whole,) = draws.wholes
    means = [part.first / (part.first + part.second) for part in whole]
    concentration = min(part.first + part.second for part in whole)
    costs = {line.use.cost.id: line for line in lines}
    point = {id: e.value for id, e in appraisal.inputs.in_use.items()}
    made = Numbers(
        spreads={id: (s.kind, s.first, s.second) for id, s in draws.alone.items()},
        exits=tuple(concentration * mean for mean in (*means, 1 - sum(means))),
        prices={
            id: float(appraisal.pricing.unit_cost(line.use.cost, appraisal.inputs)[0]) / point[id]
            for id, line in costs.items()
        },
        cash={id: cash_share(line, appraisal.inputs) for id, line in costs.items()},
        discount=appraisal.discount_factors.tolist(),
        inflation=appraisal.inflation_factors.tolist(),
    )
    return made, point
