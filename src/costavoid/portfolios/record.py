"""A portfolio as plain values: what JSON holds, and a document is made of."""

from __future__ import annotations

from typing import Any

from costavoid.appraisal.settings import PLAIN
from costavoid.evidence.estimate import Estimate
from costavoid.portfolios import tables
from costavoid.portfolios.cohorts import Cohort
from costavoid.portfolios.joined import Joined


def as_data(joined: Joined) -> dict[str, Any]:
    """Settings, programmes, cohorts, the three answers, and the tables; pounds unrounded.

    Programmes and payers are in real pounds over the horizon, `years_nominal` in pounds of each
    year.
    """
    return {
        "settings": {name: getattr(joined.first.settings, name) for name in PLAIN},
        "programmes": _records(tables.by_programme(joined)),
        "payers": _records(tables.by_payer(joined)),
        "bounds": _records(tables.bounds(joined)),
        "years_nominal": _records(tables.cash_profile(joined, "nominal")),
        "cohorts": [_cohort(cohort) for cohort in joined.cohorts],
        "events": _records(tables.events(joined)),
        "notes": list(joined.notes()),
    }


def _records(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame, what they are of among their cells; blank where a cell has nothing."""
    plain = frame.reset_index()
    cells: list[dict[str, Any]] = plain.astype(object).where(plain.notna(), None).to_dict("records")
    return cells


def _cohort(cohort: Cohort) -> dict[str, Any]:
    return {
        "name": cohort.name,
        "children": _number(cohort.children),
        "baseline": _number(cohort.baseline),
        "reached": [
            {
                "programme": part.programme,
                "outcomes": list(part.outcomes),
                "children": _number(part.children) if part.children else None,
            }
            for part in cohort.reached
        ],
    }


def _number(estimate: Estimate) -> dict[str, Any]:
    return {
        "id": estimate.id,
        "value": estimate.value,
        "unit": estimate.unit.value,
        "source": str(estimate.source),
        "url": estimate.source.url,
    }
