"""Tables of an appraisal as pandas frames. No money is calculated here, only read and added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from costavoid.cashflows import caseload_cost
from costavoid.catalogue import defaults
from costavoid.errors import InputError, nearest
from costavoid.evidence import Estimate
from costavoid.inputs import Array
from costavoid.money import rebase
from costavoid.periods import index_of
from costavoid.vocabulary import Cash, Payer

if TYPE_CHECKING:
    from costavoid.appraisal import Appraisal

PRICES = ("real", "nominal")


def payers(appraisal: Appraisal) -> tuple[Payer, ...]:
    """The payers of an appraisal, the council first."""
    return tuple(p for p in Payer if p is Payer.COUNCIL or p in appraisal.flows.payers)


def _payer(name: str) -> Payer:
    try:
        return Payer(name)
    except ValueError:
        raise InputError(f"payer: {name!r} given. {nearest(str(name), list(Payer))}") from None


def to_frame(appraisal: Appraisal) -> pd.DataFrame:
    """A row for each line, payer, financial year, and cash or avoided: real pounds."""
    flows = appraisal.flows
    rows: list[dict[str, Any]] = []
    for i, line in enumerate(flows.lines):
        share = flows.cash_shares[i]
        for t, year in enumerate(flows.years):
            amount = float(flows.amounts[i, t, 0])
            for cash, part in ((Cash.CASH, share), (Cash.AVOIDED, 1 - share)):
                rows.append(
                    {
                        "line": line.id,
                        "label": line.label,
                        "outcome": line.outcome,
                        "kind": line.kind,
                        "payer": flows.payers[i].value,
                        "cash": cash.value,
                        "financial_year": year,
                        "pounds": amount * part,
                    }
                )
    return pd.DataFrame(rows)


def cash_profile(appraisal: Appraisal, prices: str) -> pd.DataFrame:
    """Financial year x payer: cash, avoided, total, each annual and cumulative."""
    if prices not in PRICES:
        raise InputError(f"prices: {prices!r} given. {nearest(str(prices), PRICES)}")
    factors = appraisal.inflation_factors if prices == "nominal" else np.ones(len(appraisal.years))
    parts = []
    for payer in payers(appraisal):
        part = pd.DataFrame(
            {
                "financial_year": appraisal.years,
                "payer": payer.value,
                "cash": appraisal.annual(payer=payer, cash=Cash.CASH) * factors,
                "avoided": appraisal.annual(payer=payer, cash=Cash.AVOIDED) * factors,
            }
        )
        part["total"] = part["cash"] + part["avoided"]
        for column in ("cash", "avoided", "total"):
            part[f"cumulative_{column}"] = part[column].cumsum()
        parts.append(part)
    frame = pd.concat(parts).sort_values("financial_year", kind="stable")
    return frame.set_index(["financial_year", "payer"])


def _by_payer(rows: dict[Payer, dict[str, float]]) -> pd.DataFrame:
    frame = pd.DataFrame.from_dict({p.value: row for p, row in rows.items()}, orient="index")
    frame.index.name = "payer"
    frame.loc["all payers"] = frame.sum()
    return frame


def by_payer(appraisal: Appraisal) -> pd.DataFrame:
    """Over the horizon: gross cash and avoided, delivery, and net of it; real pounds."""
    rows = {}
    for payer in payers(appraisal):
        cash, avoided = (
            float(appraisal.annual(payer=payer, cash=c, kind="benefit").sum()) for c in Cash
        )
        delivery = float(appraisal.annual(payer=payer, kind="delivery").sum())
        rows[payer] = {
            "cash": cash,
            "avoided": avoided,
            "gross": cash + avoided,
            "delivery": delivery,
            "net_cash": cash + delivery,
            "net": cash + avoided + delivery,
        }
    return _by_payer(rows)


def economic_case(appraisal: Appraisal) -> pd.DataFrame:
    """By year: benefits and delivery of every payer, real; factor and present value."""
    frame = pd.DataFrame(
        {
            "benefits": appraisal.annual(kind="benefit"),
            "delivery": appraisal.annual(kind="delivery"),
            "net": appraisal.annual(),
            "discount_factor": appraisal.discount_factors,
        },
        index=pd.Index(appraisal.years, name="financial_year"),
    )
    frame["present_value"] = frame["net"] * frame["discount_factor"]
    return frame


def financial_case(appraisal: Appraisal, payer: str) -> pd.DataFrame:
    """By year: one payer's cash released, cash spent on delivery, net and cumulative; nominal."""
    owner = _payer(payer)
    factors = appraisal.inflation_factors
    released, spent = (
        appraisal.annual(payer=owner, cash=Cash.CASH, kind=kind) * factors
        for kind in ("benefit", "delivery")
    )
    frame = pd.DataFrame(
        {"cash_released": released, "delivery": spent, "net": released + spent},
        index=pd.Index(appraisal.years, name="financial_year"),
    )
    frame["cumulative_net"] = frame["net"].cumsum()
    return frame


def _split(appraisal: Appraisal, by_line: Array) -> pd.DataFrame:
    """Amounts by line as payers x cash, avoided and total."""
    flows = appraisal.flows
    rows = {p: {"cash": 0.0, "avoided": 0.0, "total": 0.0} for p in payers(appraisal)}
    for amount, owner, share in zip(by_line, flows.payers, flows.cash_shares, strict=True):
        row = rows[owner]
        row["cash"] += float(amount * share)
        row["avoided"] += float(amount * (1 - share))
        row["total"] += float(amount)
    return _by_payer(rows)


def in_year(appraisal: Appraisal, year: str) -> pd.DataFrame:
    """One financial year of the undiscounted table: payers x cash, avoided, total; delivery in."""
    return _split(appraisal, appraisal.flows.amounts[:, index_of(year, appraisal.years), 0])


def full_year_effect(appraisal: Appraisal, year: str) -> pd.DataFrame:
    """Caseload at 31 March x a year's cost: payers x cash, avoided, total."""
    at = float(index_of(year, appraisal.years) + 1)
    costs = [
        float(caseload_cost(line, at, appraisal.inputs, appraisal.pricing)[0])
        for line in appraisal.flows.lines
    ]
    return _split(appraisal, np.array(costs))


def inputs_used(appraisal: Appraisal) -> pd.DataFrame:
    """Every estimate in use, with what it replaced, and the settings of the case."""
    rows = [_input_row(appraisal, id, estimate) for id, estimate in appraisal.inputs.in_use.items()]
    rows += [
        {"id": name, "label": "Setting of the case", "setting": str(value), "status": "setting"}
        for name, value in case_settings(appraisal).items()
    ]
    return pd.DataFrame(rows).set_index("id")


def case_settings(appraisal: Appraisal) -> dict[str, object]:
    """The plain fields of the programme, and how it is appraised."""
    fields = appraisal.intervention.model_dump()
    plain = {
        f"{type(appraisal.intervention).__name__}.{name}": value
        for name, value in fields.items()
        if not isinstance(value, dict) and value not in (None, ())
    }
    return plain | {
        f"settings.{name}": value for name, value in appraisal.settings.model_dump().items()
    }


def _input_row(appraisal: Appraisal, id: str, used: Estimate) -> dict[str, Any]:
    national = defaults().get(id)
    in_prices = (
        rebase(used.value, used.price_year, appraisal.settings.price_year, appraisal.pricing.index)
        if used.price_year
        else None
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
        "source": f"{used.source.title} ({used.source.publisher}, {used.source.year or 'n.d.'})",
        "url": used.source.url or None,
        "library_value": national.value if national else None,
        "library_price_year": national.price_year if national else None,
        "library_source": national.source.title if national else None,
    }
