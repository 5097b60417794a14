"""Cash by financial year and payer: the council's own first, and what is not cash apart from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.tables import cash_profile as cash_profile_table
from costavoid.appraisal.tables import financial_case
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Payer
from costavoid.evidence.figures import about, short
from costavoid.output.charts.chart import Chart, checked
from costavoid.output.charts.lettering import INK, POINTS, Side, beside
from costavoid.output.charts.sheet import (
    CASH,
    COST,
    LABELLED,
    LEAST,
    NOT_CASH,
    Key,
    Look,
    Row,
    blank,
    called,
    pound_axis,
    room,
    year_axis,
    zero_line,
)
from costavoid.output.words.sentences import when

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ON_ZERO = 0.1  # of the height of a panel: a figure nearer to the zero line is set off it
THIN = 6  # points: bars nearer than this stand without gaps between them
ACROSS, MANY, CLOSER = 3, 6, 4  # panels of other payers in a row; in one of many
ANNUAL, TO_DATE, UNCASHED = 1.25, 0.9, 0.5  # inches
# What a sum of each column is called: a saving, and what is spent.
WORDS = {
    "cash": ("cash released", "more cash spent"),
    "delivery": ("taken off delivery", "delivery cost"),
    "avoided": ("avoided, not cash", "more used, not cash"),
}
LOOKS: dict[str, Look] = {"cash": CASH, "delivery": COST, "avoided": NOT_CASH}


def cash_profile(appraisal: Answer) -> Chart:
    """The council's cash by financial year and to date, with payback; then every other payer.

    Pounds of each year, with inflation, not discounted: what a budget holds, and what payback is
    counted in. What is avoided without releasing cash is hatched, and never in the council's
    cash. Raises InputError for anything but an appraisal.
    """
    checked(appraisal)
    council = financial_case(appraisal, "council")
    payers = _by_payer(appraisal)
    own = payers.pop(Payer.COUNCIL)
    uncashed = bool((own["avoided"].abs() >= LEAST).any())
    rows = [*_council_rows(appraisal, council, own, uncashed), *_other_rows(payers)]
    title = f"Cash by financial year: {called(appraisal)}"
    figure, axes = blank(title, rows, said=_said(appraisal), key=_key(), notes=_notes(payers))
    years = appraisal.years
    _annual(axes[0][0], council, years, room(rows[0]))
    _to_date(axes[1][0], council["cumulative_net"], appraisal.payback, years, room(rows[1]))
    if uncashed:
        _bars(axes[2][0], own[["avoided"]], years, room(rows[2]), _span([own[["avoided"]]]))
    small = [panel for row in axes[2 + uncashed :] for panel in row]
    span = _span(list(payers.values()))
    for panel, frame in zip(small, payers.values(), strict=True):
        _bars(panel, frame, years, room(rows[-1]), span)
    return Chart(figure, title, _alt(appraisal, council, own, payers))


def _by_payer(appraisal: Answer) -> dict[Payer, pd.DataFrame]:
    """Cash, delivery and what is not cash by year, of each payer, the council first."""
    profile = cash_profile_table(appraisal, prices="nominal")[list(WORDS)]
    owners = profile.index.get_level_values("payer")
    return {
        Payer(name): profile[owners == name].droplevel("payer") for name in dict.fromkeys(owners)
    }


def _said(appraisal: Answer) -> list[str]:
    return ["Pounds of each year, with inflation. Up is saved, down is spent.", _payback(appraisal)]


def _payback(appraisal: Answer) -> str:
    """Payback in words, whether there is one or not."""
    found = appraisal.payback
    return f"The council's cash pays back in {found}." if found in appraisal.years else found


def _key() -> list[Key]:
    return [
        Key("Cash released", CASH),
        Key("Delivery cost", COST),
        Key("Avoided, not cash (no budget falls)", NOT_CASH),
    ]


def _notes(payers: dict[Payer, pd.DataFrame]) -> list[str]:
    return ["The panels of the other payers share one scale."] if len(payers) > 1 else []


def _council_rows(
    appraisal: Answer, council: pd.DataFrame, own: pd.DataFrame, uncashed: bool
) -> list[Row]:
    right = 0.62
    end = short(float(council["net"].sum()))
    headings = [
        (f"The council's own cash in each year: {_parts(own[['cash', 'delivery']])}", ANNUAL),
        (f"The council's own net cash to date: {end} at the end{_mark(appraisal)}", TO_DATE),
    ]
    if uncashed:
        headings.append((f"Council, apart from cash: {_parts(own[['avoided']])}", UNCASHED))
    return [Row((heading,), height, right=right) for heading, height in headings]


def _mark(appraisal: Answer) -> str:
    found, peak = appraisal.payback, appraisal.peak_funding
    most = f"; most to fund {short(peak.pounds)}, {peak.year}" if peak.needed else ""
    return most + ("; dotted: payback" if found in appraisal.years else "")


def _other_rows(payers: dict[Payer, pd.DataFrame]) -> list[Row]:
    headings = [f"{payer.label}: {_parts(frame)}" for payer, frame in payers.items()]
    across = ACROSS if len(headings) <= MANY else CLOSER
    return [
        Row(tuple(headings[i : i + across]), UNCASHED, left=0.5, columns=across)
        for i in range(0, len(headings), across)
    ]


def _parts(frame: pd.DataFrame, pounds: Callable[[float], str] = short) -> str:
    """What a payer releases, spends and avoids in all, in words."""
    sums = {str(c): float(v) for c, v in frame.sum().items() if (frame[c].abs() >= LEAST).any()}
    said = [f"{pounds(abs(v))} {WORDS[c][v < 0]}" for c, v in sums.items()]
    return ", ".join(said) or "nothing moves"


def _span(frames: Sequence[pd.DataFrame]) -> tuple[float, float]:
    """The lowest and the highest end of any stack of bars, with zero."""
    ends = [
        (float(f.clip(upper=0).sum(axis=1).min()), float(f.clip(lower=0).sum(axis=1).max()))
        for f in frames
    ]
    return min([0.0, *(low for low, _ in ends)]), max([0.0, *(high for _, high in ends)])


def _annual(axes: Axes, council: pd.DataFrame, years: Sequence[str], inches: float) -> None:
    frame = council.rename(columns={"cash_released": "cash"})[["cash", "delivery"]]
    labelled = len(years) <= LABELLED
    up, down = _bars(axes, frame, years, inches, _span([frame]), spare=0.14 if labelled else 0.04)
    if labelled:
        for i, (top, bottom) in enumerate(zip(up, down, strict=True)):
            if top >= LEAST:
                beside(axes, i, top, short(top), "above")
            if bottom <= -LEAST:
                beside(axes, i, bottom, short(bottom), "below")


def _bars(
    axes: Axes,
    frame: pd.DataFrame,
    years: Sequence[str],
    inches: float,
    span: tuple[float, float],
    *,
    spare: float = 0.04,
) -> tuple[Array, Array]:
    """The columns as bars, savings up and spending down; where each stack ends."""
    up, down = np.zeros(len(years)), np.zeros(len(years))
    thin = inches * POINTS / len(years) < THIN
    for column in frame:
        values = frame[column].to_numpy(dtype=float)
        foot = np.where(values >= 0, up, down)
        look = {**LOOKS[str(column)], **({"linewidth": 0} if thin else {})}
        axes.bar(np.arange(len(years)), values, 1.0 if thin else 0.7, foot, **look)
        up, down = up + np.maximum(values, 0), down + np.minimum(values, 0)
    pound_axis(axes, "y", *span, spare=spare)
    year_axis(axes, years, inches)
    zero_line(axes)
    return up, down


def _to_date(
    axes: Axes, net: pd.Series[float], payback: str, years: Sequence[str], inches: float
) -> None:
    """The council's net cash to date as a line, its lowest point and its end in figures."""
    values = net.to_numpy(dtype=float)
    end = len(values) - 1
    marker = "o" if len(values) <= LABELLED else ""
    look: Look = {"color": INK, "linewidth": 1.6, "markersize": 3.5, "marker": marker}
    axes.plot(np.arange(end + 1), values, clip_on=False, **look)
    pound_axis(axes, "y", min(0.0, values.min()), max(0.0, values.max()), spare=0.2)
    year_axis(axes, years, inches)
    zero_line(axes)
    on_zero = abs(values[end]) < ON_ZERO * float(np.ptp([0.0, *values]) or 1.0)
    off: Side = "above right" if values[end] >= 0 else "below right"
    beside(axes, end, values[end], short(float(values[end])), off if on_zero else "right")
    lowest = int(values.argmin())
    if lowest != end and values[lowest] <= -LEAST:
        side: Side = "below" if lowest > end / 10 or end < LABELLED else "below right"
        beside(axes, lowest, values[lowest], short(float(values[lowest])), side)
    if payback in years:
        at = list(years).index(payback)
        axes.axvline(at, color=INK, linewidth=1.0, linestyle=":", zorder=1)


def _alt(
    appraisal: Answer,
    council: pd.DataFrame,
    own: pd.DataFrame,
    payers: dict[Payer, pd.DataFrame],
) -> str:
    net, lowest = float(council["net"].sum()), council["cumulative_net"]
    said = (
        f"Bars by financial year, {when(appraisal.years)}, in pounds of each year. The council's "
        f"own cash: {_parts(own[['cash', 'delivery']], about)}; net {about(net)}. The line of net "
        f"cash to date is lowest in {lowest.idxmin()}, at {about(float(lowest.min()))}. "
        f"{_payback(appraisal)}"
    )
    parts = {Payer.COUNCIL: own[["avoided"]], **payers}
    others = [
        f"{payer.label} {_parts(frame, about)}"
        for payer, frame in parts.items()
        if (frame.abs() >= LEAST).any(axis=None)
    ]
    return said + (f" Apart from that: {'; '.join(others)}." if others else "")
