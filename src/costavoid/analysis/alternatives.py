"""What other published figures, in the place of those in use, would do to an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from costavoid.analysis.what_if import measure, with_overrides
from costavoid.appraisal.answer import Answer
from costavoid.base.errors import InputError
from costavoid.evidence.alternatives import Alternative, all_alternatives
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Other:
    """One alternative in place: both nets with it, the rest unchanged."""

    alternative: Alternative
    npv: float
    council_net_cash: float


@dataclass(frozen=True)
class Together:
    """Net present value with every number at its worst published value, and at its best."""

    low: float
    high: float


def others(appraisal: Answer) -> tuple[Other, ...]:
    """Each alternative to a number of the library's own that is in use, by itself.

    What cannot be put in its place (a price year before the index) is left out.
    """
    found = []
    for id, in_use in appraisal.inputs.in_use.items():
        if in_use != defaults().get(id):  # a figure of the council's own has no rival here
            continue
        for alternative in all_alternatives().get(id, ()):
            try:
                answer = with_overrides(appraisal, [alternative.in_its_place])
            except InputError:
                continue
            cash = measure(answer, "council cash")
            found.append(Other(alternative, answer.npv, cash))
    return tuple(found)


def together(appraisal: Answer, found: Iterable[Other]) -> Together:
    """All at their worst and all at their best; the number in use is one of each one's values."""
    ends: list[float] = []
    for sign in (1, -1):
        chosen: dict[str, tuple[float, Estimate]] = {}
        for other in found:
            id = other.alternative.of
            best = chosen[id][0] if id in chosen else appraisal.npv
            if sign * (other.npv - best) < 0:
                chosen[id] = (other.npv, other.alternative.in_its_place)
        moved = [estimate for _, estimate in chosen.values()]
        ends.append(with_overrides(appraisal, moved).npv if moved else appraisal.npv)
    return Together(*ends)


def alternatives_frame(appraisal: Answer) -> pd.DataFrame:
    """A row for each other published value of a number in use: what it would do to the answer.

    By `id` and `alternative`: `label`, `value` and `unit` as published, its `price_year`, `why` it
    differs, `npv` and `council_net_cash` with it in place, and `change` of the net present value.
    """
    import pandas as pd

    rows = [
        {
            "id": other.alternative.of,
            "alternative": other.alternative.estimate.id,
            "label": other.alternative.estimate.label,
            "value": other.alternative.estimate.value,
            "unit": other.alternative.estimate.unit.value,
            "price_year": other.alternative.estimate.price_year,
            "why": other.alternative.why,
            "npv": other.npv,
            "change": other.npv - appraisal.npv,
            "council_net_cash": other.council_net_cash,
        }
        for other in others(appraisal)
    ]
    columns = ["id", "alternative", "label", "value", "unit", "price_year", "why"]
    frame = pd.DataFrame(rows, columns=[*columns, "npv", "change", "council_net_cash"])
    return frame.set_index(["id", "alternative"])
