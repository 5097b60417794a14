"""Cash by financial year and payer: the council's own first, and what is not cash apart from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.own_cash import OwnCash, own_cash
from costavoid.appraisal.tables import payers as payers_of
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices
from costavoid.evidence.figures import about, pounds, short
from costavoid.output.charts.chart import Chart, checked
from costavoid.output.charts.drawing import POINTS, Drawing, Look, Mark, Panel
from costavoid.output.charts.lettering import SMALL, wide
from costavoid.output.charts.scales import OFF, Side, beside, pound_axis, year_axis, zero_line
from costavoid.output.charts.sheet import (
    CASH,
    COST,
    DOT,
    LEAST,
    NOT_CASH,
    Form,
    Key,
    Row,
    blank,
    called,
    room,
)
from costavoid.output.words.findings import cash_finding, profile_finding
from costavoid.output.words.sentences import when

Bars = dict[str, Array]  # pounds by year, by what they are

THIN = 6 / POINTS  # inches: bars nearer than this stand without gaps between them
DIGITS = 3  # figures of the net to date, which a table beside it has in thousands
MARKED = 12  # years: with more, the line has no marks on it
ACROSS, MANY, CLOSER = 3, 6, 4  # panels of other payers in a row; in one of many
OWN, UNCASHED = 1.7, 0.5  # inches: the council's cash; what is not cash, and other payers
ALONE, EMPTY = 1.5, 0.4  # the council's cash on a first page; where there is none
PAST = OFF + DOT / 2 / POINTS  # inches from the middle of a mark to its words
NET, CASING = Look(edge="ink", width=1.8), Look(edge="paper", width=3.6)
SPOT, PAYBACK = Look("ink", "paper", 0.8), Look(edge="ink", width=1.0, dotted=True)
# What a sum of each column is called: a saving, and what is spent.
WORDS = {
    "cash": ("cash-releasing", "more cash spent"),
    "delivery": ("taken off delivery", "delivery cost"),
    "avoided": ("cost avoidance", "more used, not cash"),
}
LOOKS = {"cash": CASH, "delivery": COST, "avoided": NOT_CASH}
SAID = "Cash terms: pounds of each year, with inflation. Up is saved, down is spent."
ONE_SCALE = "The panels of the other payers share one scale."


def council_cash(appraisal: Answer) -> Chart:
    """The council's own cash by financial year, with its net to date over it, for a first page.

    Pounds of each year, with inflation, not discounted. Raises InputError for anything but an
    appraisal.
    """
    checked(appraisal)
    council = own_cash(appraisal)
    title, said = cash_finding(appraisal), _own_alt(appraisal, council)

    def draw(form: Form) -> Drawing:
        moves = _moves(_own_bars(council))
        row = _own_row("", council, ALONE if moves else EMPTY, form)
        key = _own_key(council)
        sheet = blank(form, title, [row], subject=called(appraisal), said=[SAID], key=key)
        _own(sheet.panels[0][0], council, appraisal.payback)
        return sheet.drawing

    return Chart(title, f"{title}. {said}", draw)


def cash_profile(appraisal: Answer) -> Chart:
    """The council's cash by financial year, its net to date over it; then every other payer.

    Pounds of each year, with inflation, not discounted: what a budget holds, and what payback is
    counted in. What is avoided without releasing cash is hatched, and never in the council's
    cash. Raises InputError for anything but an appraisal.
    """
    checked(appraisal)
    title, payers = profile_finding(appraisal), _by_payer(appraisal)
    return Chart(title, _alt(appraisal, title, payers), partial(_profile, appraisal, title, payers))


def _profile(appraisal: Answer, title: str, payers: dict[Payer, Bars], form: Form) -> Drawing:
    council, years = own_cash(appraisal), appraisal.years
    others = dict(payers)
    apart = {"avoided": others.pop(Payer.COUNCIL)["avoided"]}
    rows = [_own_row(_heading(appraisal, council), council, OWN, form)]
    if uncashed := _moves(apart):
        heading = f"Council, apart from cash: {_parts(apart)}"
        rows.append(Row((heading,), UNCASHED, form, right=rows[0].right))
    rows += _other_rows(others, form)
    key = [*_own_key(council), *_other_key(payers)]
    notes = [ONE_SCALE] if len(others) > 1 else []
    sheet = blank(form, title, rows, subject=called(appraisal), said=[SAID], key=key, notes=notes)
    _own(sheet.panels[0][0], council, appraisal.payback)
    if uncashed:
        _bars(sheet.panels[1][0], apart, years, _span([apart]))
    small = [panel for row in sheet.panels[1 + uncashed :] for panel in row]
    span = _span(list(others.values()))
    for panel, frame in zip(small, others.values(), strict=True):
        _bars(panel, frame, years, span)
    return sheet.drawing


def _by_payer(appraisal: Answer) -> dict[Payer, Bars]:
    """Cash, delivery and what is not cash by year, of each payer, the council first."""
    return {payer: _bars_of(appraisal, payer) for payer in payers_of(appraisal)}


def _bars_of(appraisal: Answer, payer: Payer) -> Bars:
    def pounds(cash: Cash | None = None, kind: Kind | None = None) -> Array:
        return appraisal.annual(payer=payer, cash=cash, kind=kind, prices=Prices.NOMINAL)

    return {
        "cash": pounds(Cash.CASH, Kind.BENEFIT),
        "delivery": pounds(kind=Kind.DELIVERY),
        "avoided": pounds(Cash.AVOIDED),
    }


def _own_bars(council: OwnCash) -> Bars:
    return {"cash": council.released, "delivery": council.delivery}


def _moves(bars: Bars) -> bool:
    """Whether any of it is more than nothing."""
    return any(bool((np.abs(values) >= LEAST).any()) for values in bars.values())


def _own_key(council: OwnCash) -> list[Key]:
    """What is in the council's panel."""
    found = []
    if _moves({"cash": council.released}):
        spent = (council.released <= -LEAST).any()
        found.append(
            Key("Cash-releasing saving" + " (below the line: more spent)" * bool(spent), CASH)
        )
    if _moves({"delivery": council.delivery}):
        found.append(Key("Delivery cost", COST))
    return [*found, Key("Cumulative net cash", NET, "marked")] if found else []


def _other_key(payers: dict[Payer, Bars]) -> list[Key]:
    """What is in the other panels and not in the council's."""
    if not any(_moves({"avoided": frame["avoided"]}) for frame in payers.values()):
        return []
    return [Key("Cost avoidance (no budget falls)", NOT_CASH)]


def _heading(appraisal: Answer, council: OwnCash) -> str:
    peak = appraisal.peak_funding
    most = f"; most to fund: {short(peak.pounds)}, {peak.year}" if peak.needed else ""
    return f"The council's own cash: {_parts(_own_bars(council))}{most}"


def _own_row(heading: str, council: OwnCash, height: float, form: Form) -> Row:
    """With room at the right for what the last year's net to date is."""
    end = wide(short(float(council.to_date[-1]), DIGITS), SMALL, bold=True) + 1.5 * PAST
    row = Row((heading,), height, form)
    half_a_year = room(row) / (len(council.years) + 0.2) * 0.6
    return replace(row, right=max(row.right, end - half_a_year))


def _other_rows(payers: dict[Payer, Bars], form: Form) -> list[Row]:
    headings = [f"{payer.label}: {_parts(frame)}" for payer, frame in payers.items()]
    across = 2 if form.narrow else ACROSS if len(headings) <= MANY else CLOSER
    return [
        Row(tuple(headings[i : i + across]), UNCASHED, form, left=0.42, right=0.02, columns=across)
        for i in range(0, len(headings), across)
    ]


def _parts(frame: Bars, pounds: Callable[[float], str] = short) -> str:
    """What a payer releases, spends and avoids in all, in words."""
    sums = {name: float(by.sum()) for name, by in frame.items() if _moves({name: by})}
    said = [f"{pounds(abs(v))} {WORDS[c][v < 0]}" for c, v in sums.items()]
    return ", ".join(said) or "nothing moves"


def _span(frames: Sequence[Bars]) -> tuple[float, float]:
    """The lowest and the highest end of any stack of bars, with zero."""
    stacks = [np.stack(list(frame.values())) for frame in frames]
    ends = [
        (
            float(np.minimum(stack, 0.0).sum(axis=0).min()),
            float(np.maximum(stack, 0.0).sum(axis=0).max()),
        )
        for stack in stacks
    ]
    return min([0.0, *(low for low, _ in ends)]), max([0.0, *(high for _, high in ends)])


def _own(panel: Panel, council: OwnCash, payback: str) -> None:
    """Cash released up and delivery down, and the net to date over both of them."""
    years = list(council.years)
    bars, net = _own_bars(council), council.to_date
    low, high = _span([bars])
    _bars(panel, bars, years, (min(low, net.min()), max(high, net.max())), spare=0.12)
    if payback in years:
        panel.upright(years.index(payback), PAYBACK)
    if _moves(bars):
        _to_date(panel, years, net)


def _bars(
    panel: Panel,
    frame: Bars,
    years: Sequence[str],
    span: tuple[float, float],
    *,
    spare: float = 0.04,
) -> None:
    """The columns as bars, savings up and spending down, each on the last of its side."""
    year_axis(panel, years)
    pound_axis(panel, "y", *span, spare=spare)
    thin = panel.width / len(years) < THIN
    half = 0.5 if thin else 0.35
    up, down = np.zeros(len(years)), np.zeros(len(years))
    for column, values in frame.items():
        feet = np.where(values >= 0, up, down)
        look = LOOKS[column]
        look = Look(look.fill, hatched=False) if thin and not look.hatched else look
        for i in np.flatnonzero(np.abs(values) >= LEAST):
            amount = float(values[i])
            said = f"{years[int(i)]}: {pounds(abs(amount))} {WORDS[column][amount < 0]}"
            panel.bar((i - half, i + half), (feet[i], feet[i] + values[i]), look, said)
        up, down = up + np.maximum(values, 0), down + np.minimum(values, 0)
    zero_line(panel)


def _to_date(panel: Panel, years: Sequence[str], net: Array) -> None:
    """The council's net cash to date as a line, its lowest point and its end in figures."""
    end, lowest = len(net) - 1, int(net.argmin())
    points = list(enumerate(net.tolist()))
    panel.line(points, CASING)
    panel.line(points, NET)
    if len(net) <= MARKED:
        for i, at in points:
            said = f"{years[i]}: {pounds(at)} to date"
            place = panel.across(i), panel.down(at)
            panel.shapes.append(Mark(*place, DOT + 1, SPOT, said=said))
    beside(
        panel,
        end,
        net[end],
        short(float(net[end]), DIGITS),
        "right",
        bold=True,
        off=PAST,
        halo=True,
    )
    if lowest != end and net[lowest] <= -LEAST:
        side: Side = "below right" if lowest < end / 10 and end > MARKED else "below"
        beside(panel, lowest, net[lowest], short(float(net[lowest]), DIGITS), side, halo=True)


def _payback(appraisal: Answer) -> str:
    """Payback in words, whether there is one or not."""
    found = appraisal.payback
    return f"The council's cash pays back in {found}." if found in appraisal.years else found


def _own_alt(appraisal: Answer, council: OwnCash) -> str:
    net, to_date = float(council.net.sum()), council.to_date
    lowest = int(to_date.argmin())
    return (
        f"Bars by financial year, {when(appraisal.years)}, in cash terms. The council's "
        f"own cash: {_parts(_own_bars(council), about)}; net {about(net)}. The line of "
        f"cumulative net cash is lowest in {council.years[lowest]}, at "
        f"{about(float(to_date[lowest]))}."
    )


def _alt(appraisal: Answer, title: str, payers: dict[Payer, Bars]) -> str:
    own = _own_alt(appraisal, own_cash(appraisal))
    said = f"{title}. {own} {_payback(appraisal)}"
    parts = payers | {Payer.COUNCIL: {"avoided": payers[Payer.COUNCIL]["avoided"]}}
    others = [
        f"{payer.label} {_parts(frame, about)}" for payer, frame in parts.items() if _moves(frame)
    ]
    return said + (f" Apart from that: {'; '.join(others)}." if others else "")
