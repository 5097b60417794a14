"""What would be spent without the programme on the events it is said to avoid a part of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Kind
from costavoid.cashflow.flows import evaluate
from costavoid.evidence.inputs import Inputs
from costavoid.programme.effects import Counterfactual
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.effects.rates import RateAvoided, RatioOnBaseline
from costavoid.programme.effects.shares_compared import SharesCompared
from costavoid.programme.lines import Cases, Line
from costavoid.programme.outcomes import Outcome

if TYPE_CHECKING:
    import pandas as pd


def expected(counterfactual: Counterfactual, inputs: Inputs) -> float:
    """How many are expected without the programme, counted as its effect is; 0 where nothing
    says."""
    if isinstance(counterfactual, BeforeAfter):
        return float(counterfactual.expected(inputs)[0])
    if isinstance(counterfactual, RatioOnBaseline):
        return float(inputs.of(counterfactual.baseline)[0] * counterfactual.cohort)
    if isinstance(counterfactual, SharesCompared):
        of = inputs.of(counterfactual.cohort)
        return float(inputs.of(counterfactual.without)[0] * of[0])
    if isinstance(counterfactual, RateAvoided) and counterfactual.expected:
        return float(inputs.of(counterfactual.expected)[0] * counterfactual.cohort)
    return 0.0


def without(appraisal: Answer) -> pd.DataFrame:
    """What the events expected without the programme cost, by payer and year, beside what is saved.

    Real pounds by (`payer`, `financial_year`): `expected`, without the programme; `avoided`, of
    those; `left`, still spent with it. The events are those in the time in which the effect
    falls: after the lag, and to the end of what persists, at the full rate. Only outcomes whose
    evidence says how many were expected: `attrs["left_out"]` names the others, and what replaces
    a placement is taken off.
    """
    import pandas as pd

    known = {
        outcome.id: many
        for outcome in appraisal.claiming
        if (many := expected(outcome.counterfactual, appraisal.inputs)) > 0
    }
    flows = appraisal.flows
    rows = [
        i
        for i, line in enumerate(flows.lines)
        if line.outcome in known and line.kind is Kind.BENEFIT and not line.adjustment
    ]
    outcomes = {outcome.id: outcome for outcome in appraisal.outcomes}
    lines = tuple(
        _all_of(flows.lines[i], outcomes[flows.lines[i].outcome], appraisal, known) for i in rows
    )
    payers = tuple(dict.fromkeys(flows.payers[i] for i in rows))
    all_of = {payer: np.zeros(len(appraisal.years)) for payer in payers}
    avoided = {payer: np.zeros(len(appraisal.years)) for payer in payers}
    if rows:
        full = evaluate(lines, appraisal.years, appraisal.inputs, appraisal.pricing).amounts
        for at, i in enumerate(rows):
            all_of[flows.payers[i]] += _by_year(full[at])
            avoided[flows.payers[i]] += _by_year(flows.amounts[i])
    index = pd.MultiIndex.from_product(
        [[payer.value for payer in payers], appraisal.years], names=["payer", "financial_year"]
    )
    columns = {"expected": all_of, "avoided": avoided}
    frame = pd.DataFrame(
        {name: np.concatenate([*of.values(), np.zeros(0)]) for name, of in columns.items()},
        index=index,
    )
    frame["left"] = frame["expected"] - frame["avoided"]
    frame.attrs["left_out"] = [o.label for o in appraisal.claiming if o.id not in known]
    return frame


def _by_year(amounts: Array) -> Array:
    summed: Array = amounts[:, :, 0].sum(axis=0)
    return summed


def _all_of(line: Line, outcome: Outcome, appraisal: Answer, known: dict[str, float]) -> Line:
    """The same line for every case expected, while its effect can fall: at the full rate."""
    run = outcome.cases(appraisal.span)
    cases = Cases(
        cohort=known[outcome.id],
        evenly=outcome.in_all,
        start=run.start,
        end=run.end,
        share=run.share,
        other_share=run.other_share,
        lag=run.lag,
        persistence=(1.0,) * len(run.persistence),
    )
    return replace(line, cases=cases)


def cost_per_case(appraisal: Answer) -> pd.Series[float]:
    """What delivery costs for each case avoided, by outcome: real pounds, over the horizon.

    The whole of delivery is set against each outcome by itself, so the figures are not parts of
    one sum. Outcomes of which none is avoided have nan.
    """
    import pandas as pd

    spent = -float(appraisal.annual(kind=Kind.DELIVERY).sum())
    found = {}
    for outcome in appraisal.claiming:
        many = outcome.cases(appraisal.span).total(appraisal.inputs)
        found[outcome.label] = spent / many if many > 0 else float("nan")
    return pd.Series(found, name="cost_per_case", dtype=float).rename_axis("outcome")
