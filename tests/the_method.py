"""docs/method.md in plain NumPy, for tests: written from that page and not from the library.

Only values, price levels and discount rates are taken from the library, by its public names.
A number in brackets is that of a formula on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import costavoid as ca

Blocks = Sequence[tuple[float, float, float]]  # from, to, share of the yearly rate
Curve = tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]]  # H and G
PENNY = 0.005


def money(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    """A cost of the test's own, in pounds of 2025-26."""
    return ca.local(value, unit, id=id, price_year="2025-26", source="By hand", **more)


def ramp(x: np.ndarray) -> np.ndarray:
    """R(x)."""
    return np.maximum(x, 0.0)


def steps(falls: Sequence[tuple[float, float]]) -> Curve:
    """A step curve: by so much at each time; one that falls by 1 is a stay of a fixed length."""
    return (
        lambda x: ramp(x) - sum(d * ramp(x - t) for t, d in falls),
        lambda x: ramp(x) ** 2 / 2 - sum(d * ramp(x - t) ** 2 / 2 for t, d in falls),
    )


def fixed(years: float) -> Curve:
    return steps([(years, 1.0)])


def exponential(mean: float) -> Curve:
    def h(x: np.ndarray) -> np.ndarray:
        return mean * (1 - np.exp(-ramp(x) / mean))

    return h, lambda x: mean * (ramp(x) - h(x))


def cut(curve: Curve, end: float) -> Curve:
    """Nobody stays longer than `end`."""
    h, g = curve
    return (
        lambda x: h(np.minimum(x, end)),
        lambda x: g(np.minimum(x, end)) + h(np.array(end)) * ramp(x - end),
    )


def following(curve: Curve, end: float) -> Curve:
    """What follows the stay, to `end`."""
    h, g = curve
    least = lambda x: np.minimum(ramp(x), end)  # noqa: E731
    return (
        lambda x: least(x) - h(least(x)),
        lambda x: least(x) ** 2 / 2 - g(least(x)) + (end - h(np.array(end))) * ramp(x - end),
    )


def in_years(of: Callable[[np.ndarray], np.ndarray], blocks: Blocks, horizon: int) -> np.ndarray:
    """Σ share × {[F(t−a) − F(t−b)] − [F(s−a) − F(s−b)]} for each year [s, t]."""
    t = np.arange(horizon + 1.0)
    to_date = sum((share * (of(t - a) - of(t - b)) for a, b, share in blocks), 0 * t)
    return np.diff(to_date)


def occurrences(blocks: Blocks, horizon: int) -> np.ndarray:
    """(2)."""
    return in_years(ramp, blocks, horizon)


def person_years(blocks: Blocks, curve: Curve, horizon: int) -> np.ndarray:
    """(4)."""
    return in_years(curve[1], blocks, horizon)


def spent_over(blocks: Blocks, years: float, horizon: int) -> np.ndarray:
    """A cost of a case that is spent evenly over a time."""
    return person_years(blocks, fixed(years), horizon) / years


def exits(blocks: Blocks, curve: Curve, horizon: int) -> np.ndarray:
    """(5): occurrences less the change of (3)."""
    return occurrences(blocks, horizon) - in_years(curve[0], blocks, horizon)


def level(year: int) -> float:
    """I of the financial year that begins in `year`; after the last it grows at its last rate."""
    levels = {int(name[:4]): value for name, value in ca.price_index().levels}
    last = max(levels)
    growth = levels[last] / levels[last - 1]
    return levels[year] if year <= last else levels[last] * growth ** (year - last)


def discounting(horizon: int, mid_year: bool = False) -> np.ndarray:
    """(10)."""
    rates = [ca.discount_schedule().rate(t) for t in range(1, horizon + 1)]
    whole = np.cumprod([1.0, *(1 / (1 + r) for r in rates[:-1])])
    return whole / np.sqrt(1 + np.array(rates)) if mid_year else whole


@dataclass
class Line:
    """Units used in each year at a price; `cash` overrides what the price says of itself."""

    uses: np.ndarray
    price: ca.Estimate
    a_year: float = 1.0  # how many of its periods a year holds
    payer: str = ""
    cash: float | None = None
    delivery: bool = False
    growth: float = 0.0  # of a placement's price a year, above the deflator

    def pounds(self, case: Case) -> np.ndarray:
        """(7) and (8): pounds of the price year."""
        of = int(str(self.price.price_year)[:4])
        rebased = self.price.value * level(case.price_year) / level(of)
        years = case.first_year + np.arange(case.horizon)
        grown = (1 + self.growth) ** (years - of)
        return self.uses * rebased * self.a_year * grown

    def parts(self, case: Case) -> dict[str, np.ndarray]:
        """Its cash and the rest; what is spent is cash."""
        share = 1.0 if self.delivery else self.cash
        if share is None:
            share = self.price.cash_releasing or 0.0
        pounds = self.pounds(case)
        return {"cash": pounds * share, "avoided": pounds * (1 - share)}

    def who(self) -> str:
        return self.payer or str(self.price.payer or "council")


@dataclass
class Case:
    """A whole case: its lines by their ids, and when it is looked at."""

    first_year: int
    horizon: int
    price_year: int
    lines: dict[str, Line]
    mid_year: bool = False

    def factors(self, prices: str) -> np.ndarray:
        """(9) and (10)."""
        if prices == "nominal":
            years = range(self.first_year, self.first_year + self.horizon)
            return np.array([level(y) for y in years]) / level(self.price_year)
        if prices == "present value":
            return discounting(self.horizon, self.mid_year)
        return np.ones(self.horizon)

    def column(self, payer: str, column: str) -> np.ndarray:
        """Cash or avoided of the benefits of a payer, or what delivery costs it; real pounds."""
        total = np.zeros(self.horizon)
        for line in self.lines.values():
            if line.who() != payer or line.delivery != (column == "delivery"):
                continue
            parts = line.parts(self)
            total += parts["cash"] if line.delivery else parts[column]
        return total


def agrees(case: Case, answer: ca.Appraisal) -> None:
    """Every cell of the public frames is what the page gives, to a penny."""
    _lines_agree(case, answer)
    payers = {line.who() for line in case.lines.values()}
    for prices in ("real", "nominal", "present value"):
        frame = answer.cash_profile(prices=prices)
        found = set(frame.index.get_level_values("payer"))
        assert payers <= found
        for payer in found - {"all payers"}:
            cash, avoided, delivery = (
                case.column(payer, column) * case.factors(prices)
                for column in ("cash", "avoided", "delivery")
            )
            wanted = {
                "cash": cash,
                "avoided": avoided,
                "delivery": delivery,
                "net_cash": cash + delivery,
                "net": cash + avoided + delivery,
            }
            wanted |= {f"cumulative_{name}": np.cumsum(v) for name, v in wanted.items()}
            own = frame.xs(payer, level="payer")
            for name, values in wanted.items():
                np.testing.assert_allclose(own[name], values, rtol=0, atol=PENNY, err_msg=name)
    _totals_agree(case, answer)


def _lines_agree(case: Case, answer: ca.Appraisal) -> None:
    frame = answer.to_frame()
    table = frame.pivot_table("pounds", ["line", "cash"], "financial_year", aggfunc="sum")
    seen = {line for (line, _), row in table.iterrows() if np.abs(row).max() > 0}
    assert seen == {id for id, line in case.lines.items() if np.abs(line.uses).max() > 0}
    for id in seen:
        for kind, pounds in case.lines[id].parts(case).items():
            row = table.loc[(id, kind)] if (id, kind) in table.index else np.zeros(case.horizon)
            np.testing.assert_allclose(row, pounds, rtol=0, atol=PENNY, err_msg=f"{id}, {kind}")


def _totals_agree(case: Case, answer: ca.Appraisal) -> None:
    """(11), and the ratio of benefits to delivery."""
    factors = case.factors("present value")
    value = {False: 0.0, True: 0.0}
    for line in case.lines.values():
        value[line.delivery] += float(sum(v @ factors for v in line.parts(case).values()))
    assert abs(answer.npv - sum(value.values())) < PENNY
    if value[True]:
        assert answer.bcr is not None and abs(answer.bcr + value[False] / value[True]) < 1e-9
