"""Tables of a portfolio as pandas frames: what overlap removes stands apart in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from costavoid.base.arrays import Array
from costavoid.base.errors import member
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.overlap import Overlap
from costavoid.portfolios.pounds import OVERLAP, Row, rows, summed
from costavoid.portfolios.rules import HEADLINE, Rule, together

if TYPE_CHECKING:
    import pandas as pd

ALL = "all programmes"
COUNCIL_CASH, PRESENT_VALUE = "council net cash", "net present value"


def to_frame(joined: Joined, rule: str = HEADLINE) -> pd.DataFrame:
    """A row for each programme, line, payer, financial year, and cash or avoided: real pounds.

    What overlap removes has lines of its own, of the kind "overlap".
    """
    import pandas as pd

    found: list[dict[str, Any]] = [
        {
            "programme": row.programme,
            "line": row.line,
            "label": row.label,
            "outcome": row.outcome,
            "kind": row.kind,
            "payer": row.payer.value,
            "cash": cash.value,
            "financial_year": year,
            "pounds": float(row.amounts[c, t]),
        }
        for row in rows(joined, member(Rule, rule, "rule"))
        for t, year in enumerate(joined.years)
        for c, cash in enumerate(Cash)
    ]
    return pd.DataFrame(found)


def payers(joined: Joined) -> tuple[Payer, ...]:
    """The payers of any programme, the council first."""
    paying = {payer for _, part in joined.parts for payer in part.flows.payers}
    return tuple(p for p in Payer if p is Payer.COUNCIL or p in paying)


def by_payer(joined: Joined, rule: str = HEADLINE) -> pd.DataFrame:
    """Over the horizon: gross cash and avoided, what overlap removes of each, delivery, and net.

    `gross` is before overlap; `overlap` the whole removed, negative, `overlap_cash` that of cash.
    """
    import pandas as pd

    listed = rows(joined, member(Rule, rule, "rule"))
    found = {payer.value: _gross_to_net(listed, {"payer": payer}) for payer in payers(joined)}
    frame = pd.DataFrame.from_dict(found, orient="index").rename_axis("payer")
    frame.loc["all payers"] = frame.sum()
    return frame


def by_programme(joined: Joined, rule: str = HEADLINE) -> pd.DataFrame:
    """The columns of `by_payer`, for each programme: all payers, then the council's net cash."""
    import pandas as pd

    listed = rows(joined, member(Rule, rule, "rule"))
    found = {}
    for name in joined.names:
        own = summed(listed, payer=Payer.COUNCIL, cash=Cash.CASH, programme=name)
        found[name] = _gross_to_net(listed, {"programme": name}) | {
            "council_net_cash": float(own.sum())
        }
    frame = pd.DataFrame.from_dict(found, orient="index").rename_axis("programme")
    frame.loc[ALL] = frame.sum()
    return frame


def _gross_to_net(listed: list[Row], which: dict[str, Any]) -> dict[str, float]:
    def total(cash: Cash | None = None, kind: str | None = None) -> float:
        return float(summed(listed, cash=cash, kind=kind, **which).sum())

    return {
        "cash": total(Cash.CASH, Kind.BENEFIT),
        "avoided": total(Cash.AVOIDED, Kind.BENEFIT),
        "gross": total(kind=Kind.BENEFIT),
        "overlap_cash": total(Cash.CASH, OVERLAP),
        "overlap": total(kind=OVERLAP),
        "delivery": total(kind=Kind.DELIVERY),
        "net_cash": total(Cash.CASH),
        "net": total(),
    }


def cash_profile(joined: Joined, prices: str = "real", rule: str = HEADLINE) -> pd.DataFrame:
    """Financial year x payer: cash, avoided, overlap, delivery and net, annual and cumulative."""
    import pandas as pd

    listed = rows(joined, member(Rule, rule, "rule"))
    factors = price_factors(joined, prices)
    parts = []
    for payer in payers(joined):

        def annual(cash: Cash | None = None, kind: str | None = None, of: Payer = payer) -> Array:
            return summed(listed, payer=of, cash=cash, kind=kind) * factors

        columns = {
            "cash": annual(Cash.CASH, Kind.BENEFIT),
            "avoided": annual(Cash.AVOIDED, Kind.BENEFIT),
            "overlap_cash": annual(Cash.CASH, OVERLAP),
            "overlap": annual(kind=OVERLAP),
            "delivery": annual(kind=Kind.DELIVERY),
            "net_cash": annual(Cash.CASH),
            "net": annual(),
        }
        index = {"financial_year": joined.years, "payer": payer.value}
        totals = {f"cumulative_{name}": column.cumsum() for name, column in columns.items()}
        parts.append(pd.DataFrame({**index, **columns, **totals}))
    frame = pd.concat(parts).sort_values("financial_year", kind="stable")
    return frame.set_index(["financial_year", "payer"])


def price_factors(joined: Joined, prices: str) -> Array:
    """What a real pound of each year is in real, nominal or present-value pounds."""
    basis = member(Prices, prices, "prices")
    if basis is Prices.NOMINAL:
        return joined.first.inflation_factors
    present = basis is Prices.PRESENT_VALUE
    return joined.first.discount_factors if present else np.ones(len(joined.years))


def bounds(joined: Joined) -> pd.DataFrame:
    """The three answers side by side, and the sum as if nothing overlapped; pounds.

    Columns: `council_net_cash`, nominal, over the horizon; `net_present_value`, all payers; and
    what overlap removes of each. The headline is "independent".
    """
    import pandas as pd

    nominal, present = joined.first.inflation_factors, joined.first.discount_factors
    found = {}
    for rule in (*Rule, None):
        listed = rows(joined, rule or HEADLINE)
        if rule is None:
            listed = [row for row in listed if row.kind != OVERLAP]
        found[rule.value if rule else "sum, as if nothing overlapped"] = {
            "council_net_cash": _council(listed) @ nominal,
            "council_cash_removed": _council(listed, OVERLAP) @ nominal,
            "net_present_value": summed(listed) @ present,
            "present_value_removed": summed(listed, kind=OVERLAP) @ present,
        }
    return pd.DataFrame.from_dict(found, orient="index").astype(float).rename_axis("rule")


def _council(listed: list[Row], kind: str | None = None) -> Array:
    return summed(listed, payer=Payer.COUNCIL, cash=Cash.CASH, kind=kind)


def events(joined: Joined) -> pd.DataFrame:
    """Events of each cohort by financial year: expected without, avoided by each, and together.

    A row for each cohort and year. `baseline` is expected in the time in which any programme
    avoids some; then each programme's own, as if alone ("Pause alone"); `sum`; and what they
    avoid together by each rule. What stands all the time is counted in years of it.
    """
    import pandas as pd

    found = []
    for overlap in joined.overlaps:
        for year in range(len(joined.years)):
            found.append(
                {
                    "cohort": overlap.cohort.name,
                    "financial_year": joined.years[year],
                    **_events_in(overlap, year),
                }
            )
    columns = ["cohort", "financial_year"]
    if not found:
        return pd.DataFrame(columns=columns).set_index(columns)
    return pd.DataFrame(found).set_index(columns)


def _events_in(overlap: Overlap, year: int) -> dict[str, float]:
    """The events of one year: the shares of each time, over as much of it as falls in the year."""
    bounded = np.clip(overlap.breaks[:, 0], year, year + 1)
    there = np.diff(bounded) * float(overlap.baseline[0])
    shares = overlap.shares[:, :, 0]
    alone = {
        f"{name} alone": float(share @ there)
        for name, share in zip(overlap.programmes, shares, strict=True)
    }
    rules = {rule.value: float(together(shares, rule) @ there) for rule in Rule}
    return {
        "baseline": float(there[shares.any(axis=0)].sum()),
        **alone,
        "sum": sum(alone.values()),
        **rules,
    }
