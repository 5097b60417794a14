"""An appraisal's frames as tables of text: pounds in full, other numbers as the field prints."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from costavoid.analysis import sensitivity
from costavoid.analysis.alternatives import alternatives_frame
from costavoid.analysis.information import value_of_information
from costavoid.analysis.structure import structural_frame
from costavoid.appraisal import tables as frames
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import Budget
from costavoid.appraisal.committed import spent_anyway
from costavoid.appraisal.quantities import quantities as appraisal_quantities
from costavoid.base.vocabulary import Payer, Unit
from costavoid.evidence.figures import amount, figure, percent, pounds, tenths, unit_name
from costavoid.output.report.document import Table
from costavoid.output.words.chances import resting_on
from costavoid.output.words.cover import cells, heads

if TYPE_CHECKING:
    import pandas as pd

Write = Callable[[Any], str]
BY_YEAR = "Financial year"


def _text(value: Any) -> str:
    blank = value is None or (isinstance(value, float) and math.isnan(value))
    return "" if blank else str(value)


def _number(value: float) -> str:
    return "not defined" if not math.isfinite(value) else figure(value)


def _money(value: float) -> str:
    return "not defined" if not math.isfinite(value) else pounds(value)


def _factor(value: float) -> str:
    return f"{value:.4f}"


def payer(name: str) -> str:
    """A payer's name as it is written: "Legal aid"; "All payers" for the total."""
    return Payer(name).label if name in {p.value for p in Payer} else name.capitalize()


NUMERIC: tuple[Write, ...] = (_money, _number, _factor, percent)


def table(
    frame: pd.DataFrame,
    caption: str,
    columns: Mapping[str, tuple[str, Write]],
    *,
    index: tuple[str, Write],
    total: bool = False,
) -> Table:
    """A frame as a table: its index first, then the columns named, each with how it is written."""
    first, write = index
    rows = tuple(
        (write(at), *(form(row[name]) for name, (_, form) in columns.items()))
        for at, row in frame.iterrows()
    )
    numeric = {i for i, (_, form) in enumerate(columns.values(), 1) if form in NUMERIC}
    titles = (first, *(title for title, _ in columns.values()))
    return Table(caption, titles, rows, frozenset(numeric), total)


def _told(frame: pd.DataFrame, kept: tuple[str, ...] = ()) -> pd.DataFrame:
    """Without rows of nothing but zeros, but those kept."""
    return frame[(frame.abs() >= 0.05).any(axis=1) | frame.index.isin(kept)]


def by_payer(appraisal: Answer) -> Table:
    """What each payer is spared over the horizon, cash apart from avoided, and what it spends."""
    columns = {
        "cash": ("Cash-releasing saving", _money),
        "avoided": ("Cost avoidance", _money),
        "delivery": ("Delivery", _money),
        "net_cash": ("Net cash", _money),
        "net": ("Net of all", _money),
    }
    prices = f"real terms, {appraisal.settings.price_year} prices, not discounted"
    caption = f"By payer over the appraisal period, {prices}"
    frame = _told(frames.by_payer(appraisal), kept=("council", "all payers"))
    return table(frame, caption, columns, index=("Payer", payer), total=True)


def economic(appraisal: Answer) -> Table:
    """Benefits, delivery and present value of all payers by year."""
    columns = {
        "benefits": ("Benefits", _money),
        "delivery": ("Delivery", _money),
        "net": ("Net", _money),
        "discount_factor": ("Discount factor", _factor),
        "present_value": ("Present value", _money),
    }
    caption = f"All payers by year, real terms, {appraisal.settings.price_year} prices"
    return table(frames.economic_case(appraisal), caption, columns, index=(BY_YEAR, str))


def financial(appraisal: Answer) -> Table:
    """The council's own cash by year, in cash terms."""
    columns = {
        "cash_released": ("Cash-releasing saving", _money),
        "delivery": ("Delivery", _money),
        "net": ("Net", _money),
        "cumulative_net": ("Net so far", _money),
    }
    caption = "The council's own cash, in cash terms, not discounted"
    frame = frames.financial_case(appraisal)
    last = frame["cumulative_net"].iloc[-1]
    frame.loc["All years"] = frame.sum()
    frame.loc["All years", "cumulative_net"] = last
    return table(frame, caption, columns, index=(BY_YEAR, str), total=True)


def medium_term(lines: Budget) -> Table:
    """The lines of a medium-term financial plan."""
    columns = heads(lines)
    caption = (
        f"Line for the medium-term financial plan, {columns[0]} in cash terms, against today's "
        "budget (not against the year before). Brackets: money spent"
    )
    right = frozenset(range(1, len(columns)))
    return Table(caption, columns, cells(lines), right, total=True)


def committed(appraisal: Answer) -> Table | None:
    """Delivery spent whatever is decided, by year; none without."""
    frame = spent_anyway(appraisal)
    if frame.empty:
        return None
    frame = frame.assign(payer=frame["payer"].map(payer)).set_index("financial_year")
    columns = {
        "label": ("What", _text),
        "payer": ("Payer", _text),
        "pounds": ("Pounds of the year", _money),
        "source": ("Source", _text),
    }
    caption = "Committed already, whatever is decided: in the budget, and in no other figure"
    return table(frame, caption, columns, index=(BY_YEAR, str))


def every_payer(appraisal: Answer) -> Table:
    """Cash, avoided and net of each payer in each year in which anything is."""
    frame = frames.cash_profile(appraisal).reset_index()
    frame = frame[(frame[["cash", "avoided", "delivery"]].round() != 0).any(axis=1)]
    frame = frame.assign(payer=frame["payer"].map(payer))
    columns = {
        "payer": ("Payer", _text),
        "cash": ("Cash-releasing saving", _money),
        "avoided": ("Cost avoidance", _money),
        "delivery": ("Delivery", _money),
        "net": ("Net of all", _money),
    }
    caption = (
        f"Every payer by year, real terms, {appraisal.settings.price_year} prices, not "
        "discounted; years of nothing are left out"
    )
    return table(frame.set_index("financial_year"), caption, columns, index=(BY_YEAR, str))


def tornado(appraisal: Answer, most: int) -> Table:
    """The inputs that move the answer most, each alone from its low to its high."""
    columns = {
        "low": ("Low", _number),
        "high": ("High", _number),
        "net_at_low": ("Net present value at low", _money),
        "net_at_high": ("At high", _money),
        "kind": ("Range", _text),
    }
    caption = "One at a time: the inputs that move the net present value most"
    frame = sensitivity.one_at_a_time(appraisal).head(most).set_index("label")
    return table(frame, caption, columns, index=("Input", str))


def break_evens(appraisal: Answer, most: int) -> Table:
    """Where each input would break even, the nearest first; why not where it cannot."""
    frame = sensitivity.break_evens(appraisal).head(most).copy()
    found = zip(frame["break_even"], frame["reason"], strict=True)
    frame["answer"] = [figure(value) if math.isfinite(value) else why for value, why in found]
    frame["per"] = [
        unit_name(Unit(unit)) + (f", {year} prices" if year else "")
        for unit, year in zip(frame["unit"], frame["price_year"], strict=True)
    ]
    columns = {
        "present": ("Used here", _number),
        "answer": ("Breaks even at", _text),
        "per": ("Unit", _text),
    }
    caption = "What each input would have to be for benefits to cover delivery, the rest unchanged"
    return table(frame.set_index("label"), caption, columns, index=("Input", str))


def quantities(appraisal: Answer) -> Table:
    """What is avoided in its own units, by year."""
    frame = appraisal_quantities(appraisal)
    frame["of"] = frame["label"] + " (" + frame["unit"] + ")"
    wide = frame.pivot_table(
        index="of", columns="financial_year", values="quantity", aggfunc="sum", sort=False
    )
    wide["all years"] = wide.sum(axis=1)
    wide = _told(wide)
    columns = {year: (str(year), tenths) for year in wide.columns}
    caption = "What is avoided, in its own units (a minus is used in its place)"
    return table(wide, caption, columns, index=("What", str))


def otherwise(appraisal: Answer) -> Table:
    """The answer if something that no interval holds were otherwise."""
    columns = {
        "npv": ("Net present value", _money),
        "change": ("Change", _money),
        "council_net_cash": ("Council's own cash, cash terms", _money),
    }
    caption = "What no interval holds, one thing otherwise at a time"
    return table(structural_frame(appraisal), caption, columns, index=("Otherwise", str.capitalize))


def other_figures(appraisal: Answer) -> Table | None:
    """Other published values of the numbers in use, and what each would do; none without."""
    frame = alternatives_frame(appraisal)
    if frame.empty:
        return None
    frame["published"] = [
        amount(value, Unit(unit)) + (f", {year} prices" if year else "")
        for value, unit, year in zip(
            frame["value"], frame["unit"], frame["price_year"], strict=True
        )
    ]
    columns = {
        "published": ("Value", _text),
        "why": ("How it differs", _text),
        "npv": ("Net present value with it", _money),
        "change": ("Change", _money),
    }
    caption = "Other published figures in the place of those in use, one at a time"
    return table(frame.set_index("label"), caption, columns, index=("Figure", str))


def chances(appraisal: Answer) -> Table:
    """Mean, interval and chance of a loss of each headline, over the draws."""
    columns = {
        "mean": ("Mean", _money),
        "low_95": ("2.5%", _money),
        "median": ("Median", _money),
        "high_95": ("97.5%", _money),
        "chance_below_zero": ("Chance below zero", percent),
        "standard_error": ("Error of the mean", _money),
    }
    drawn = appraisal.uncertainty
    return table(
        drawn.summary(),
        f"How far each headline may be out. {resting_on(drawn)}",
        columns,
        index=("Headline", str.capitalize),
    )


def worth_knowing(appraisal: Answer) -> Table:
    """What it would be worth to know each varying input exactly."""
    columns = {
        "evppi": ("Worth knowing exactly", _money),
        "standard_error": ("Error of that", _money),
        "words": ("In words", _text),
    }
    caption = "Which figure to measure"
    frame = value_of_information(appraisal).set_index("label")
    return table(frame, caption, columns, index=("Input", str))


def assumptions(log: pd.DataFrame, numbers: Mapping[str, int]) -> Table:
    """The assumptions log; `numbers` are those of the sources in the list."""
    frame = log.copy()
    frame["used"] = [
        amount(value, Unit(unit)) for value, unit in zip(frame["value"], frame["unit"], strict=True)
    ]
    frame["number"] = [f"[{numbers[source]}]" for source in frame["source"]]
    columns = {
        "used": ("Value", _text),
        "status": ("Status", _text),
        "quality": ("Quality", _text),
        "impact": ("Impact", _text),
        "swing": ("Moves net present value by", _money),
        "number": ("Source", _text),
    }
    caption = "Assumptions log: the poorest and weightiest first"
    made = table(frame.set_index("label"), caption, columns, index=("Assumption", str))
    return replace(made, rated=frozenset({3, 4}))  # quality and impact
