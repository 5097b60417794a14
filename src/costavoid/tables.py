"""Tables of an appraisal as pandas frames. No money is calculated here, only read and added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from costavoid import cashflows
from costavoid.catalogue import defaults
from costavoid.errors import InputError, nearest
from costavoid.evidence import Estimate
from costavoid.inputs import Array
from costavoid.periods import index_of
from costavoid.vocabulary import Cash, Payer, Prices

if TYPE_CHECKING:
    from costavoid.answer import Appraisal


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
    rows = [
        {
            "line": line.id,
            "label": line.label,
            "outcome": line.outcome,
            "kind": line.kind,
            "payer": flows.payers[i].value,
            "cash": cash.value,
            "financial_year": year,
            "pounds": float(flows.amounts[i, c, t, 0]),
        }
        for i, line in enumerate(flows.lines)
        for t, year in enumerate(flows.years)
        for c, cash in enumerate(Cash)
    ]
    return pd.DataFrame(rows)


def cash_profile(appraisal: Appraisal, prices: str) -> pd.DataFrame:
    """Financial year x payer: cash, avoided, total, each annual and cumulative."""
    basis = _prices(prices)
    parts = []
    for payer in payers(appraisal):
        part = pd.DataFrame(
            {
                "financial_year": appraisal.years,
                "payer": payer.value,
                **{c.value: appraisal.annual(payer=payer, cash=c, prices=basis) for c in Cash},
                "total": appraisal.annual(payer=payer, prices=basis),
            }
        )
        for column in ("cash", "avoided", "total"):
            part[f"cumulative_{column}"] = part[column].cumsum()
        parts.append(part)
    frame = pd.concat(parts).sort_values("financial_year", kind="stable")
    return frame.set_index(["financial_year", "payer"])


def _prices(name: str) -> Prices:
    try:
        return Prices(name)
    except ValueError:
        raise InputError(f"prices: {name!r} given. {nearest(str(name), list(Prices))}") from None


def _by_payer(rows: dict[Payer, dict[str, float]]) -> pd.DataFrame:
    frame = pd.DataFrame.from_dict({p.value: row for p, row in rows.items()}, orient="index")
    frame.index.name = "payer"
    frame.loc["all payers"] = frame.sum()
    return frame


def by_payer(appraisal: Appraisal) -> pd.DataFrame:
    """Over the horizon: gross cash and avoided, delivery, and net of it; real pounds."""

    def total(payer: Payer, cash: Cash | None = None, kind: str | None = None) -> float:
        return float(appraisal.annual(payer=payer, cash=cash, kind=kind).sum())

    return _by_payer(
        {
            payer: {
                "cash": total(payer, Cash.CASH, "benefit"),
                "avoided": total(payer, Cash.AVOIDED, "benefit"),
                "gross": total(payer, kind="benefit"),
                "delivery": total(payer, kind="delivery"),
                "net_cash": total(payer, Cash.CASH),
                "net": total(payer),
            }
            for payer in payers(appraisal)
        }
    )


def economic_case(appraisal: Appraisal) -> pd.DataFrame:
    """By year: benefits and delivery of every payer, real; factor and present value."""
    return pd.DataFrame(
        {
            "benefits": appraisal.annual(kind="benefit"),
            "delivery": appraisal.annual(kind="delivery"),
            "net": appraisal.annual(),
            "discount_factor": appraisal.discount_factors,
            "present_value": appraisal.annual(prices=Prices.PRESENT_VALUE),
        },
        index=pd.Index(appraisal.years, name="financial_year"),
    )


def financial_case(appraisal: Appraisal, payer: str) -> pd.DataFrame:
    """By year: one payer's cash released, cash spent on delivery, net and cumulative; nominal."""

    def cash(kind: str | None) -> Array:
        return appraisal.annual(
            payer=_payer(payer), cash=Cash.CASH, kind=kind, prices=Prices.NOMINAL
        )

    frame = pd.DataFrame(
        {"cash_released": cash("benefit"), "delivery": cash("delivery"), "net": cash(None)},
        index=pd.Index(appraisal.years, name="financial_year"),
    )
    frame["cumulative_net"] = frame["net"].cumsum()
    return frame


def _by_payer_and_cash(appraisal: Appraisal, by_line: Array) -> pd.DataFrame:
    """Amounts by line, and cash or avoided, as payers x cash, avoided and total."""
    owners = np.array(appraisal.flows.payers)
    rows = {}
    for payer in payers(appraisal):
        summed = by_line[owners == payer].sum(axis=0)
        row = {cash.value: float(part) for cash, part in zip(Cash, summed, strict=True)}
        rows[payer] = row | {"total": float(summed.sum())}
    return _by_payer(rows)


def in_year(appraisal: Appraisal, year: str) -> pd.DataFrame:
    """One financial year of the undiscounted table: payers x cash, avoided, total; delivery in."""
    at = index_of(year, appraisal.years)
    return _by_payer_and_cash(appraisal, appraisal.flows.amounts[:, :, at, 0])


def full_year_effect(appraisal: Appraisal, year: str) -> pd.DataFrame:
    """Caseload at 31 March x a year's cost: payers x cash, avoided, total."""
    at = index_of(year, appraisal.years)
    effect = cashflows.full_year_effect(appraisal.flows, at, appraisal.inputs, appraisal.pricing)
    return _by_payer_and_cash(appraisal, effect[:, :, 0])


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
        "source": f"{used.source.title} ({used.source.publisher}, {used.source.year or 'n.d.'})",
        "url": used.source.url or None,
        "library_value": national.value if national else None,
        "library_price_year": national.price_year if national else None,
        "library_source": national.source.title if national else None,
    }
