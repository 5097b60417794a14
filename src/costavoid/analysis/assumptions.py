"""The assumptions log: how good each number is, and how much hangs on it. Formula 16."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from costavoid.analysis.sensitivity import Swing, swings, unknown_last
from costavoid.appraisal.answer import Answer, an_answer
from costavoid.base.vocabulary import Kind, Prices, Quality
from costavoid.evidence.estimate import Estimate

if TYPE_CHECKING:
    import pandas as pd

RED, AMBER = 0.25, 0.05  # of what is at stake
WORST_FIRST = (Quality.RED, Quality.AMBER, Quality.GREEN)


def assumptions(appraisal: Answer) -> pd.DataFrame:
    """Every input with its quality and its impact, the worst of both together first.

    One row an input, by id. `quality` is how good the evidence is; `impact` compares the input's
    swing of net present value (see `one_at_a_time`) with what is at stake, the larger of all
    payers' benefits and delivery cost, as present values: red from 25% of it, or where the case
    pays (a net present value of 0 or more) at one value of the input and not at another, or
    where it can be appraised at neither end; amber from 5%; green below. Sorted by the two
    together, then by impact, then by swing. Where `kind` says there is no interval, the swing is
    of 10% each way: a number known to be poor may move the answer further. Formula 16.
    """
    import pandas as pd

    at_stake = _at_stake(an_answer(appraisal))
    found = [(s, _impact(s, at_stake)) for s in swings(appraisal, appraisal.inputs.in_use)]
    found.sort(key=lambda part: _rank(appraisal.inputs.in_use[part[0].id].quality, *part))
    rows = [_row(appraisal.inputs.in_use[swing.id], swing, impact) for swing, impact in found]
    return pd.DataFrame(rows).set_index("id")


def _row(estimate: Estimate, swing: Swing, impact: Quality) -> dict[str, str | float]:
    return {
        "id": swing.id,
        "label": swing.label,
        "value": swing.value,
        "unit": swing.unit,
        "price_year": swing.price_year,
        "source": str(estimate.source),
        "status": estimate.status.value,
        "quality": estimate.quality.value,
        "impact": impact.value,
        "swing": swing.swing,
        "direction": swing.direction,
        "kind": swing.kind,
        "caution": estimate.caution,
        "note": swing.note,
    }


def _at_stake(appraisal: Answer) -> float:
    """The larger of benefits and delivery cost, all payers, present value."""
    worth = (appraisal.annual(kind=kind, prices=Prices.PRESENT_VALUE).sum() for kind in Kind)
    return max(abs(float(pounds)) for pounds in worth)


def _impact(swing: Swing, at_stake: float) -> Quality:
    """Red, amber or green, by the swing against what is at stake, and by whether it still pays."""
    if swing.direction == "no effect":
        return Quality.GREEN
    pays = {round(net, 2) >= 0 for net in swing.nets}
    if math.isnan(swing.swing) or len(pays) > 1 or swing.swing >= RED * at_stake:
        return Quality.RED
    return Quality.AMBER if swing.swing >= AMBER * at_stake else Quality.GREEN


def _rank(quality: Quality, swing: Swing, impact: Quality) -> tuple[int, int, float, str]:
    poor, heavy = WORST_FIRST.index(quality), WORST_FIRST.index(impact)
    return poor + heavy, heavy, unknown_last(swing.swing), swing.id
