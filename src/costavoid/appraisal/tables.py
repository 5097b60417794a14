"""Tables of an appraisal as pandas frames. No money is calculated here, only read and added."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.own_cash import own_cash
from costavoid.appraisal.quantities import used_in
from costavoid.base.arrays import Array
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Cash, Kind, Measure, Payer, Prices, Unit
from costavoid.base.years import index_of, year_edges
from costavoid.cashflow import flows
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate
from costavoid.programme.lines import Line

if TYPE_CHECKING:
    import pandas as pd


def payers(appraisal: Answer) -> tuple[Payer, ...]:
    """The payers of an appraisal, the council first."""
    return tuple(p for p in Payer if p is Payer.COUNCIL or p in appraisal.flows.payers)


def to_frame(appraisal: Answer) -> pd.DataFrame:
    """A row for each line, payer, financial year, and cash or avoided: real pounds.

    `quantity`, in `unit`, is what the line avoids of its own in that year; it stands in the row of
    cash alone, so that it can be added up.
    """
    import pandas as pd

    flows, edges = appraisal.flows, year_edges(len(appraisal.years))
    own = [used_in(line, edges, appraisal) for line in flows.lines]
    rows = [
        {
            "line": line.id,
            "label": line.label,
            "outcome": line.outcome,
            "kind": line.kind.value,
            "payer": flows.payers[i].value,
            "cash": cash.value,
            "financial_year": year,
            "pounds": float(flows.amounts[i, c, t, 0]),
            "quantity": float(own[i][0][t]) if cash is Cash.CASH else math.nan,
            "unit": own[i][1],
        }
        for i, line in enumerate(flows.lines)
        for t, year in enumerate(flows.years)
        for c, cash in enumerate(Cash)
    ]
    return pd.DataFrame(rows)


def cash_profile(appraisal: Answer, prices: str = "real") -> pd.DataFrame:
    """Financial year x payer: cash, avoided, delivery and net, annual and cumulative."""

    import pandas as pd

    def annual(payer: Payer, cash: Cash | None = None, kind: Kind | None = None) -> Array:
        return appraisal.annual(payer=payer, cash=cash, kind=kind, prices=prices)

    parts = []
    for payer in payers(appraisal):
        columns = {
            "cash": annual(payer, Cash.CASH, Kind.BENEFIT),
            "avoided": annual(payer, Cash.AVOIDED),
            "delivery": annual(payer, kind=Kind.DELIVERY),
            "net_cash": annual(payer, Cash.CASH),
            "net": annual(payer),
        }
        index = {"financial_year": appraisal.years, "payer": payer.value}
        totals = {f"cumulative_{name}": column.cumsum() for name, column in columns.items()}
        parts.append(pd.DataFrame({**index, **columns, **totals}))
    frame = pd.concat(parts).sort_values("financial_year", kind="stable")
    return frame.set_index(["financial_year", "payer"])


def _by_payer(rows: dict[Payer, dict[str, float]]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame.from_dict({p.value: row for p, row in rows.items()}, orient="index")
    frame.index.name = "payer"
    frame.loc["all payers"] = frame.sum()
    return frame


def payer_totals(appraisal: Answer, year: int | None = None) -> dict[Payer, dict[str, float]]:
    """Of each payer: cash, avoided and gross of delivery; delivery; net. One year, or all; real."""
    chosen = slice(None) if year is None else year

    def total(payer: Payer, cash: Cash | None = None, kind: Kind | None = None) -> float:
        return float(appraisal.annual(payer=payer, cash=cash, kind=kind)[chosen].sum())

    return {
        payer: {
            "cash": total(payer, Cash.CASH, Kind.BENEFIT),
            "avoided": total(payer, Cash.AVOIDED, Kind.BENEFIT),
            "gross": total(payer, kind=Kind.BENEFIT),
            "delivery": total(payer, kind=Kind.DELIVERY),
            "net_cash": total(payer, Cash.CASH),
            "net": total(payer),
        }
        for payer in payers(appraisal)
    }


def by_payer(appraisal: Answer) -> pd.DataFrame:
    """Over the horizon: gross cash and avoided, delivery, and net of it; real pounds."""
    return _by_payer(payer_totals(appraisal))


def in_year(appraisal: Answer, year: str) -> pd.DataFrame:
    """One financial year of the undiscounted table, with the columns of `by_payer`."""
    return _by_payer(payer_totals(appraisal, index_of(year, appraisal.years)))


def full_year_effect(appraisal: Answer, year: str) -> pd.DataFrame:
    """Caseload at 31 March x a year's cost: payers x cash, avoided, gross; no delivery in it.

    What is paid once for each case (an assessment, a hearing) has no caseload: `attrs["left_out"]`
    names the lines it leaves out.
    """
    at = index_of(year, appraisal.years)
    effect = flows.full_year_effect(appraisal.flows, at, appraisal.inputs, appraisal.pricing)
    owners = np.array(appraisal.flows.payers)
    rows = {}
    for payer in payers(appraisal):
        parts = effect[owners == payer][:, :, 0].sum(axis=0)
        row = {cash.value: float(part) for cash, part in zip(Cash, parts, strict=True)}
        rows[payer] = row | {"gross": float(parts.sum())}
    frame = _by_payer(rows)
    frame.attrs["left_out"] = [
        line.label
        for line in appraisal.flows.lines
        if line.kind is Kind.BENEFIT and not flows.has_caseload(line)
    ]
    return frame


def economic_case(appraisal: Answer) -> pd.DataFrame:
    """By year: benefits and delivery of every payer, real; factor and present value."""
    import pandas as pd

    return pd.DataFrame(
        {
            "benefits": appraisal.annual(kind=Kind.BENEFIT),
            "delivery": appraisal.annual(kind=Kind.DELIVERY),
            "net": appraisal.annual(),
            "discount_factor": appraisal.discount_factors,
            "present_value": appraisal.annual(prices=Prices.PRESENT_VALUE),
        },
        index=pd.Index(appraisal.years, name="financial_year"),
    )


def financial_case(appraisal: Answer, payer: str = "council") -> pd.DataFrame:
    """By year: one payer's cash released, cash spent on delivery, net and cumulative; nominal."""

    import pandas as pd

    own = own_cash(appraisal, payer)
    columns = {
        "cash_released": own.released,
        "delivery": own.delivery,
        "net": own.net,
        "cumulative_net": own.to_date,
    }
    return pd.DataFrame(columns, index=pd.Index(own.years, name="financial_year"))


def inputs_used(appraisal: Answer) -> pd.DataFrame:
    """Every estimate in use, with what it replaced, and the settings of the case."""
    import pandas as pd

    rows = [_input_row(appraisal, id, estimate) for id, estimate in appraisal.inputs.in_use.items()]
    rows += [
        {"id": name, "label": "Setting of the case", "setting": str(value), "status": "setting"}
        for name, value in case_settings(appraisal).items()
    ]
    return pd.DataFrame(rows).set_index("id")


def case_settings(appraisal: Answer) -> dict[str, object]:
    """Every plain field of the programme, its parts and pathways, and how it is appraised."""
    return {
        **dict(_plain(type(appraisal.intervention).__name__, appraisal.intervention)),
        **dict(_plain("settings", appraisal.settings)),
    }


def _plain(name: str, value: object) -> Iterator[tuple[str, object]]:
    """What is neither an estimate (listed by itself) nor blank, under the path that leads to it."""
    if isinstance(value, Estimate):
        return
    if isinstance(value, Frozen):
        for field in type(value).model_fields:
            yield from _plain(f"{name}.{field}", getattr(value, field))
    elif isinstance(value, tuple) and any(isinstance(part, Frozen) for part in value):
        for i, part in enumerate(value):
            yield from _plain(f"{name}.{getattr(part, 'id', i)}", part)
    elif value not in (None, (), ""):
        yield name, value


def _input_row(appraisal: Answer, id: str, used: Estimate) -> dict[str, Any]:
    national = defaults().get(id)
    in_prices = (
        float(appraisal.pricing.unit_cost(used, appraisal.inputs)[0]) if used.price_year else None
    )
    return {
        "id": id,
        "label": used.label,
        "value": used.value,
        "low": used.low,
        "high": used.high,
        "unit": used.unit.value,
        "price_year": used.price_year,
        "value_in_price_year": in_prices,
        "payer": used.payer.value if used.payer else None,
        "cash_releasing": used.cash_releasing,
        "design": used.design.value if used.design else None,
        "status": used.status.value,
        "quality": used.quality.value,
        "source": str(used.source),
        "url": used.source.url or None,
        "note": used.note or None,
        "caution": used.caution or None,
        "library_value": national.value if national else None,
        "library_price_year": national.price_year if national else None,
        "library_source": str(national.source) if national else None,
    }


def delivery_parts(appraisal: Answer) -> pd.DataFrame:
    """What the programme costs to run, by its parts: how many, at what price, in all.

    A row for each delivery line. `number` is how many there are at any time (full-time posts,
    centres, families' years of support), or in all for what is paid once for each; `unit_cost`
    what one costs in pounds of the price year, `per` of what; `pounds` the total over the horizon,
    real and positive. Without a delivery cost, no rows.
    """
    import pandas as pd

    rows = {}
    for line, amounts in zip(appraisal.flows.lines, appraisal.flows.amounts, strict=True):
        if line.kind is not Kind.DELIVERY or line.adjustment:
            continue
        of_each, of_pay = _posts_and_pay(appraisal, line)
        number = float(line.cases.per_year(appraisal.inputs)[0]) * of_each
        if line.use.measure is Measure.LUMP:
            number *= line.cases.length
        cost = appraisal.pricing.unit_cost(line.use.cost, appraisal.inputs)
        per = line.use.cost.unit.value.removeprefix("GBP").strip() or "in all"
        rows[line.label] = (number, float(cost[0]) * of_pay, per, -float(amounts[:, :, 0].sum()))
    columns = ["number", "unit_cost", "per", "pounds"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("part")


def _posts_and_pay(appraisal: Answer, line: Line) -> tuple[float, float]:
    """What its factors make of how many there are, and of what one costs (a share of pay)."""
    many = cost = 1.0
    for factor in line.use.factors:
        value = float(factor.value(appraisal.inputs)[0])
        of_pay = factor.one_plus or (factor.times and factor.times.unit in (Unit.SHARE, Unit.RATIO))
        many, cost = (many, cost * value) if of_pay else (many * value, cost)
    return many, cost
