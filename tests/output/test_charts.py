"""Charts draw the appraisal's own numbers, say them in words, and are legible whatever is given."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
import threading
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from PIL import Image

import costavoid as ca
from costavoid import charts
from costavoid.analysis.gross_to_net import gross_to_net
from costavoid.appraisal.children import children_in_placement
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.evidence.figures import about, short
from costavoid.output.charts import lettering
from costavoid.output.charts.cash import NET, PAYBACK
from costavoid.output.charts.drawing import Box, Line, Look, Mark, Words
from costavoid.output.charts.lettering import FAMILY, clean
from costavoid.output.charts.lettering import legible as legible_text
from costavoid.output.charts.scales import ZERO, with_zero
from costavoid.output.charts.sheet import CAPTIONED, CASH, COST, NARROW, NOT_CASH, TITLED, Form
from costavoid.output.charts.spread import MIDDLE
from costavoid.output.charts.swings import NOW

HOSTILE = (
    "Costs $5 and $10: a_b^2 \\frac{1}{2} <script>alert(1)</script> & 日本語 Ŵyth 😀 "
    + "W" * 90
    + " longword" * 30
)
SOURCE = ca.Source(id="test", title="Test", publisher="Test", year=2025)
DRAWS = 400


def rate(id: str, label: str, interval: bool) -> ca.Estimate:
    ends = {"low": 0.04, "high": 0.15, "range_kind": "95% interval"} if interval else {}
    return ca.Estimate(
        id=id,
        label=label,
        value=0.1,
        unit="events per person-year",
        design="before and after",
        status="local",
        quality="amber",
        source=SOURCE,
        **ends,
    )


def case(
    payers: int = 1,
    *,
    name: str = "Anytown's team",
    label: str = "Rate avoided",
    team: float | None = 100_000,
    horizon: int = 5,
    interval: bool = True,
    draws: int | None = DRAWS,
    cash: float = 0.4,
    adjustments: Any = (),
    **steps: Any,
) -> ca.Appraisal:
    """Six cases a year for each of some payers, at £42,000, spread over two years."""
    changes = tuple(
        ca.Outcome(
            id=payer.value,
            label=payer.label,
            children=payer.value,
            counterfactual=ca.RateAvoided(rate=rate(f"rate.{payer}", label, interval), cohort=60),
            pathway=ca.PublishedCost(
                cost=ca.local(
                    42_000 / (1 + i),
                    "GBP per event",
                    id=f"cost.{payer}",
                    label=f"Cost to {payer.label}",
                    price_year="2025-26",
                    source="Test",
                    payer=payer.value,
                    cash_releasing=cash if i % 2 == 0 else 0.0,
                ),
                over=2,
            ),
            **steps,
        )
        for i, payer in enumerate(list(Payer)[:payers])
    )
    costs = ()
    if team is not None:
        money = ca.local(team, "GBP per year", id="team", price_year="2025-26", source="Test")
        costs = (ca.Delivery(label="Team", cost=money),)
    programme = ca.Custom(name=name, start="2026-04-01", changes=changes, costs=costs)
    return ca.appraise(
        programme, horizon=horizon, price_year="2025-26", draws=draws, adjustments=adjustments
    )


def pause(**more: Any) -> ca.Appraisal:
    return ca.appraise(
        ca.Pause(women=20, start="2026-10-01", **more),
        horizon=5,
        price_year="2025-26",
        draws=DRAWS,
    )


def schools() -> ca.Appraisal:
    """A programme that a trial found to do slightly more harm than good."""
    worker = ca.local(64_000, "GBP per person-year", price_year="2025-26", source="Test")
    programme = ca.SocialWorkersInSchools(
        schools=12, days_per_week=1, section_47_per_school=4, social_worker=worker, months=24
    )
    return ca.appraise(programme, horizon=4, price_year="2025-26", draws=DRAWS)


CAUTION = (
    ca.optimism_bias(benefits=0.25, costs=0.1, source="Test"),
    ca.design_adjustment({"before and after": 0.2}, source="Test"),
)
CASES: dict[str, Callable[[], ca.Appraisal]] = {
    "one payer": case,
    "twelve payers, every step": lambda: case(
        12, adjustments=CAUTION, deadweight=0.1, attribution=0.8
    ),
    "three years": lambda: case(2, horizon=3),
    "sixty years": lambda: case(3, horizon=60),
    "one year": lambda: case(horizon=1),
    "pays back": lambda: case(2, team=20_000, cash=1.0),
    "negative": lambda: case(1, team=5e9),
    "no delivery": lambda: case(3, team=None),
    "all draws equal": lambda: case(interval=False),
    "no benefit in time": lambda: case(2, horizon=2, team=None, lag=60),
    "hostile names": lambda: case(2, name=HOSTILE, label=HOSTILE, horizon=3),
    "placements": pause,
    "more harm than good": schools,
}
DRAWN = (
    charts.council_cash,
    charts.cash_profile,
    charts.waterfall,
    charts.children,
    charts.tornado,
    charts.distribution,
)


@cache
def made(name: str) -> ca.Appraisal:
    return CASES[name]()


def panels(chart: charts.Chart, form: Form = TITLED) -> list[tuple[Any, ...]]:
    return list(chart.draw(form).panels)


def of(kind: type, panel: tuple[Any, ...], *looks: Look) -> list[Any]:
    """The shapes of a kind, of some looks or of any."""
    return [s for s in panel if isinstance(s, kind) and (not looks or s.look in looks)]


def said(panel: tuple[Any, ...]) -> set[str]:
    return {words.text for words in of(Words, panel)}


def all_said(chart: charts.Chart) -> list[str]:
    return [shape.text for shape in chart.draw(TITLED).shapes if isinstance(shape, Words)]


def printed(text: str) -> float | None:
    """The number of a label of a scale: -250000 of -£250k."""
    found = re.fullmatch(r"(-?)£?([\d.,]+)(bn|m|k|%?)", text)
    if not found:
        return None
    times = {"bn": 1e9, "m": 1e6, "k": 1e3, "%": 0.01, "": 1.0}[found[3]]
    return float(f"{found[1]}{found[2].replace(',', '')}") * times


def scale(panel: tuple[Any, ...], which: str) -> Callable[[float], float]:
    """From inches to what the labels of the scale say, by two of the labels."""
    grey = [w for w in of(Words, panel) if w.color == "grey"]
    level = which == "y"
    size = 7.6 / 72 * 0.73 / 2  # a label at the left is level with its number: half its height
    ticks = [
        (w.y - size if level else w.x, number)
        for w in grey
        if (w.align == "end") == level and (number := printed(w.text)) is not None
    ]
    (a, one), (b, other) = ticks[0], ticks[-1]
    assert a != b
    return lambda inches: one + (other - one) * (inches - a) / (b - a)


def stacked(panel: tuple[Any, ...], look: Look) -> list[float]:
    """The bars of a look by its scale: up from their foot or down from their head."""
    at = scale(panel, "y")
    (zero,) = [line for line in of(Line, panel) if line.look == ZERO]
    found = []
    for box in of(Box, panel, look):
        height = at(box.top) - at(box.top + box.height)
        below = box.top + box.height / 2 > zero.points[0][1]
        found.append(-height if below else height)
    return found


def line_of(panel: tuple[Any, ...], look: Look) -> list[float]:
    (line,) = of(Line, panel, look)
    at = scale(panel, "y")
    return [at(y) for _, y in line.points]


FORMS = {"titled": TITLED, "captioned": CAPTIONED, "narrow": NARROW}


@pytest.mark.parametrize("draw", DRAWN, ids=lambda f: f.__name__)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("form", FORMS)
def test_all_words_are_on_the_sheet_and_apart(
    form: str, name: str, draw: Callable[[ca.Appraisal], charts.Chart]
) -> None:
    legible(draw(made(name)), FORMS[form])


@pytest.mark.parametrize("programme", [None, "Pause", "Children's centres", "Mockingbird"])
@pytest.mark.parametrize("form", FORMS)
def test_so_are_those_of_the_replications(form: str, programme: str | None) -> None:
    legible(charts.replications(programme), FORMS[form])


@cache
def ink(text: str, size: float, bold: bool) -> tuple[float, float, float, float]:
    """Left, right, rise and fall of a line of text in inches, as matplotlib outlines it."""
    font = FontProperties(family=FAMILY, weight="bold" if bold else "normal")
    box = TextPath((0, 0), text, size=size, prop=font, usetex=False).get_extents()
    return box.x0 / 72, box.x1 / 72, box.y1 / 72, -box.y0 / 72


def box_of(words: Words) -> tuple[float, float, float, float]:
    left, right, rise, fall = ink(words.text, words.size, words.bold)
    start = words.x - {"start": 0, "middle": (left + right) / 2, "end": right}[words.align]
    return start + left, start + right, words.y - rise, words.y + fall


def legible(chart: charts.Chart, form: Form) -> None:
    drawing = chart.draw(form)
    assert drawing.width == form.width
    if not form.narrow:
        assert drawing.height <= 1.45 * drawing.width  # it fits on a page
    slack = 0.6 / 72
    boxes = []
    for words in (shape for shape in drawing.shapes if isinstance(shape, Words)):
        left, right, top, foot = box_of(words)
        assert -slack <= left and right <= drawing.width + slack, (words.text, "off the side")
        assert top >= 0 and foot <= drawing.height, (words.text, "off the end")
        boxes.append((words.text, left + slack, right - slack, top + slack, foot - slack))
    for one, other in combinations(boxes, 2):
        apart = one[1] >= other[2] or other[1] >= one[2] or one[3] >= other[4] or other[3] >= one[4]
        assert apart, (one[0], other[0])
    on_no_zero_line(drawing)


def on_no_zero_line(drawing: Any) -> None:
    """No words stand on a line at nothing."""
    for panel in drawing.panels:
        for line in of(Line, panel, ZERO):
            (x0, y0), (x1, y1) = line.points
            for words in of(Words, panel):
                left, right, top, foot = box_of(words)
                on = left < max(x0, x1) and right > min(x0, x1) if y0 == y1 else left < x0 < right
                at = top < y0 < foot if y0 == y1 else top < max(y0, y1) and foot > min(y0, y1)
                assert not (on and at), words.text


@pytest.mark.parametrize("draw", [charts.council_cash, charts.cash_profile])
def test_the_bars_are_the_councils_financial_case(draw: Any) -> None:
    appraisal = case(team=20_000, cash=1.0)
    own, *_ = panels(draw(appraisal))
    frame = appraisal.financial_case("council")
    assert stacked(own, CASH) == pytest.approx(list(frame["cash_released"]))
    assert stacked(own, COST) == pytest.approx(list(frame["delivery"]))
    assert line_of(own, NET) == pytest.approx(list(frame["cumulative_net"]))
    marks = of(Mark, own)
    (line,) = of(Line, own, NET)
    assert [(mark.x, mark.y) for mark in marks] == [pytest.approx(point) for point in line.points]
    (dotted,) = of(Line, own, PAYBACK)
    year = appraisal.years.index(appraisal.payback)
    assert dotted.points[0][0] == pytest.approx(marks[year].x)


def test_delivery_is_below_the_line_and_what_is_released_above_it() -> None:
    own, *_ = panels(charts.council_cash(case(2)))
    assert all(bar < 0 for bar in stacked(own, COST))
    assert all(bar > 0 for bar in stacked(own, CASH))


def test_more_cash_spent_is_below_the_line_too_under_delivery() -> None:
    appraisal = made("more harm than good")
    frame = appraisal.financial_case("council")
    assert (frame["cash_released"] <= 0).all() and (frame["delivery"] < 0).any()
    (own,) = panels(charts.council_cash(appraisal))
    assert sum(stacked(own, COST)) == pytest.approx(frame["delivery"].sum())
    assert all(bar < 0 for bar in stacked(own, CASH))


def test_the_net_to_date_is_drawn_over_the_bars() -> None:
    own, *_ = panels(charts.cash_profile(case(2)))
    last = max(i for i, shape in enumerate(own) if isinstance(shape, Box))
    assert all(own.index(line) > last for line in of(Line, own, NET))


def test_what_is_not_cash_is_hatched_and_never_in_the_councils_cash() -> None:
    appraisal = case(3)
    own, apart, *others = panels(charts.cash_profile(appraisal))
    assert not any(bar.look.hatched for bar in of(Box, own))
    assert all(bar.look.hatched for bar in of(Box, apart))
    profile = appraisal.cash_profile(prices="nominal")
    council = profile.xs("council", level="payer")["avoided"]
    assert stacked(apart, NOT_CASH) == pytest.approx(list(council[council >= 0.5]))
    for panel, payer in zip(others, ("nhs", "legal_aid"), strict=True):
        frame = profile.xs(payer, level="payer")
        assert sum(stacked(panel, NOT_CASH)) == pytest.approx(frame["avoided"].sum())
        assert sum(stacked(panel, CASH)) == pytest.approx(frame["cash"].sum())
        assert sum(stacked(panel, COST)) == pytest.approx(frame["delivery"].sum())


def test_twelve_payers_have_a_panel_each_on_one_scale() -> None:
    _, _, *others = panels(charts.cash_profile(case(12)))
    assert len(others) == 11
    inch = {round(scale(panel, "y")(1) - scale(panel, "y")(0)) for panel in others}
    assert len(inch) == 1


def test_no_payback_is_said_and_nothing_is_dotted() -> None:
    appraisal = case(team=1e6)
    chart = charts.cash_profile(appraisal)
    assert appraisal.payback in chart.alt
    assert " down by " in charts.council_cash(appraisal).title
    assert not of(Line, panels(chart)[0], PAYBACK)


def test_the_words_of_the_cash_profile_hold_its_numbers() -> None:
    appraisal = case(2)
    frame = appraisal.financial_case("council")
    for draw in (charts.cash_profile, charts.council_cash):
        alt = draw(appraisal).alt
        assert f"{about(frame['cash_released'].sum())} cash-releasing" in alt
        assert f"{about(-frame['delivery'].sum())} delivery cost" in alt
        assert f"net {about(frame['net'].sum())}" in alt
        assert f"lowest in {frame['cumulative_net'].idxmin()}" in alt


@pytest.mark.parametrize("draw", DRAWN, ids=lambda f: f.__name__)
def test_a_title_is_said_once_and_begins_the_words(draw: Any) -> None:
    chart = draw(case(2))
    assert chart.alt.startswith(f"{chart.title}.") and str(chart) == chart.alt
    drawn = [" ".join(t for t in all_words(chart.draw(form))) for form in FORMS.values()]
    assert [text.count(chart.title) for text in drawn] == [1, 0, 0]


def all_words(drawing: Any) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Words)]


def test_a_chart_for_the_first_page_is_low_and_as_wide_as_its_text() -> None:
    drawing = charts.council_cash(case(2)).draw(TITLED)
    assert 6.2 <= drawing.width <= 6.9 and 2.2 <= drawing.height <= 2.9
    assert len(drawing.panels) == 1


def stepped() -> ca.Appraisal:
    """Twelve cases in one year at £1,000, six tenths cash; steps and a team of £2,000."""
    outcome = ca.Outcome(
        id="cases",
        label="Cases",
        children="all",
        counterfactual=ca.RateAvoided(rate=rate("rate", "Rate", False), cohort=120),
        pathway=ca.PublishedCost(
            cost=ca.local(
                1_000,
                "GBP per event",
                id="cost",
                price_year="2025-26",
                source="Test",
                payer="council",
                cash_releasing=0.6,
            )
        ),
        deadweight=0.2,
        attribution=0.5,
    )
    money = ca.local(2_000, "GBP per year", id="team", price_year="2025-26", source="Test")
    programme = ca.Custom(
        name="steps",
        start="2025-04-01",
        changes=(outcome,),
        costs=(ca.Delivery(label="Team", cost=money),),
    )
    return ca.appraise(programme, horizon=1, price_year="2025-26", adjustments=CAUTION[:1])


BY_HAND = {  # 12 x £1,000 x 0.6; a fifth, then a half, then a quarter off; a tenth more on £2,000
    "Benefits before these steps": 7_200,
    "Less deadweight": -1_440,
    "Less attribution": -2_880,
    "Less optimism bias": -720,
    "Benefits counted": 2_160,
    "Delivery cost": -2_000,
    "Delivery, more for optimism bias": -200,
    "Net": -40,
}


def test_gross_to_net_by_hand() -> None:
    steps = gross_to_net(stepped(), payer=Payer.COUNCIL, cash=Cash.CASH)
    assert {step.name: step.pounds for step in steps} == pytest.approx(BY_HAND)
    assert [step.so_far for step in steps] == pytest.approx(
        [7_200, 5_760, 2_880, 2_160, 2_160, 160, -40, -40]
    )
    everyone = {step.name: step.pounds for step in gross_to_net(stepped())}
    assert everyone["Benefits before these steps"] == pytest.approx(12_000)


def test_gross_to_net_ends_where_the_appraisal_does() -> None:
    appraisal = case(12, adjustments=CAUTION, deadweight=0.1, attribution=0.8)
    table = appraisal.by_payer()
    for steps, row, gross, net in (
        (gross_to_net(appraisal), "all payers", "gross", "net"),
        (
            gross_to_net(appraisal, payer=Payer.COUNCIL, cash=Cash.CASH),
            "council",
            "cash",
            "net_cash",
        ),
    ):
        found = {step.name: step.so_far for step in steps}
        assert found["Benefits counted"] == pytest.approx(table[gross][row])
        assert found["Net"] == pytest.approx(table[net][row])


def test_flows_are_selected_by_their_adjustment() -> None:
    flows = stepped().flows
    parts = {name: flows.select(adjustment=name) for name in {x.adjustment for x in flows.lines}}
    assert len(parts) > 1 and "" in parts
    assert sum(parts.values()) == pytest.approx(flows.select())
    delivery = flows.select(kind=Kind.DELIVERY, adjustment="")
    assert delivery.sum() == pytest.approx(BY_HAND["Delivery cost"])


def test_the_waterfall_draws_and_says_its_steps() -> None:
    chart = charts.waterfall(stepped())
    for form in FORMS.values():
        council, _ = panels(chart, form)
        at = scale(council, "x")
        widths = [at(bar.left + bar.width) - at(bar.left) for bar in of(Box, council)]
        assert widths == pytest.approx([abs(pounds) for pounds in BY_HAND.values()])
        assert {"-£1.44k", "£2.16k", "-£40", *BY_HAND} <= said(council)
    assert "comes to net -£40" in chart.alt and "less deadweight -£1,400" in chart.alt


def test_a_case_without_delivery_says_so() -> None:
    council, _ = panels(charts.waterfall(case(team=None)))
    assert "Delivery cost (none given)" in said(council)


def placed(**more: Any) -> ca.Appraisal:
    """Twelve a year for a year from 1 October 2026, a year of placement each."""
    outcome = ca.Outcome(
        id="entries",
        label="Entries",
        children="all",
        counterfactual=ca.RateAvoided(rate=rate("rate", "Rate", False), cohort=120),
        pathway=ca.Placement(weeks=52, **more.pop("pathway", {})),
        start="2026-10-01",
        months=12,
    )
    programme = ca.Custom(name="placed", start="2026-04-01", changes=(outcome,))
    return ca.appraise(programme, horizon=3, price_year="2025-26", **more)


def test_children_by_hand() -> None:
    # Six have come by 31 March 2027; a year later those of the last six months are there.
    assert list(children_in_placement(placed())) == pytest.approx([6, 6, 0])
    assert list(children_in_placement(placed(adjustments=CAUTION[:1]))) == pytest.approx(
        [4.5, 4.5, 0]
    )
    assert not children_in_placement(case()).any()


def test_the_chart_of_children_draws_them() -> None:
    chart = charts.children(placed())
    (panel,) = panels(chart)
    assert stacked(panel, CASH) == pytest.approx([6, 6])
    assert chart.title == "6 fewer children are in placement at the peak, on 31 March 2027"
    assert "The most in 2026-27: 6.0; at the end, in 2028-29: 0." in chart.alt
    assert "No placement is counted" in charts.children(case()).alt


def test_what_replaces_a_placement_is_noted() -> None:
    instead = ca.local(300, "GBP per week", id="instead", price_year="2025-26", source="Test")
    appraisal = placed(pathway={"replaced_by": instead})
    assert list(children_in_placement(appraisal)) == pytest.approx([6, 6, 0])
    notes = " ".join(all_said(charts.children(appraisal)))
    assert "looked after in another way" in notes


@pytest.mark.parametrize("measured", ["net present value", "council cash"])
def test_the_tornado_is_one_at_a_time(measured: Any) -> None:
    appraisal = case(2)
    table = appraisal.one_at_a_time(measured=measured)
    table = table[table["swing"] >= 0.5]
    chart = charts.tornado(appraisal, measured=measured)
    drawn = [
        (at(bar.left), at(bar.left + bar.width))
        for panel in panels(chart)
        for at in [scale(panel, "x")]
        for bar in of(Box, panel)
    ]
    wanted = [
        tuple(sorted((row["net"], row[end])))
        for _, row in table.iterrows()
        for end in ("net_at_low", "net_at_high")
    ]
    assert np.array(drawn) == pytest.approx(np.array(wanted))
    for panel in panels(chart):
        (dotted,) = of(Line, panel, NOW)
        assert scale(panel, "x")(dotted.points[0][0]) == pytest.approx(table["net"].iloc[0])
    words = set(all_said(chart))
    assert "more saves less, per year" in words and "0.04" in words and "£90k" in words
    assert about(float(table["net_at_low"].iloc[0])) in chart.alt


def test_the_tornado_never_hides_what_has_no_interval_behind_what_has() -> None:
    chart = charts.tornado(case(12), most=3)
    assert [len(of(Box, panel)) for panel in panels(chart)] == [6, 6]
    assert "£110k" in said(panels(chart)[1])  # the team, at its high
    assert any("Not shown" in text for text in all_said(chart))


@pytest.mark.parametrize("most", [0, -1, 2.5, True, "all"])
def test_the_tornado_refuses_what_is_no_number_of_inputs(most: Any) -> None:
    with pytest.raises(ca.InputError, match="most"):
        charts.tornado(case(draws=None), most=most)


@pytest.mark.parametrize(
    ("values", "low", "high", "side"),
    [
        ([100, 200], 0, 200, None),  # 100 off, and 100 wide
        ([201, 301], 201, 301, "left"),
        ([200, 300], 0, 300, None),
        ([-301, -201], -301, -201, "right"),
        ([-5, 7], -5, 7, None),
        ([1e6, 1e6], 0, 1e6, None),  # nothing to see but how far it is
    ],
)
def test_break_even_is_shown_unless_it_is_far(
    values: list[float], low: float, high: float, side: str | None
) -> None:
    said = f"break-even is far to the {side} of what is shown" if side else ""
    assert with_zero(values, 2) == (low, high, said)


def test_the_tornado_says_where_break_even_is() -> None:
    alt = charts.tornado(case(team=1_000, interval=False)).alt
    assert "(the dotted line); break-even is far to the left of what is shown. Each" in alt


def test_the_bars_of_the_distribution_are_its_draws() -> None:
    appraisal = case(team=60_000)
    found = appraisal.uncertainty
    for panel, name in zip(
        panels(charts.distribution(appraisal)),
        ("council net cash, nominal", "net present value, public purse"),
        strict=True,
    ):
        below, above = (sum(bar.height for bar in of(Box, panel, look)) for look in (COST, CASH))
        share = found.summary()["chance_below_zero"][name]
        assert 0 < share < 1 and below / (below + above) == pytest.approx(share)
        (middle,) = of(Line, panel, MIDDLE)
        at = scale(panel, "x")
        ends = found.summary().loc[name, ["low_95", "high_95"]]
        assert [at(x) for x, _ in middle.points] == pytest.approx(list(ends))


def test_the_words_of_the_distribution_hold_its_numbers() -> None:
    appraisal = case(team=60_000)
    alt = charts.distribution(appraisal).alt
    low, high = appraisal.uncertainty.interval("council net cash, nominal")
    assert f"95% of simulations from {about(low)} to {about(high)}" in alt
    assert "1 input varies and 3 are held fixed" in alt
    assert "in every simulation" in charts.distribution(case(interval=False)).alt


def test_a_distribution_needs_draws() -> None:
    with pytest.raises(ca.InputError, match="draws=10_000"):
        charts.distribution(case(draws=None))


def test_replications_are_all_there() -> None:
    found = ca.replications()
    chart = charts.replications()
    (panel,) = panels(chart)
    at = scale(panel, "x")
    marks = sorted(at(mark.x) for mark in of(Mark, panel))
    wanted = sorted(
        one.computed / one.published
        for one in found
        if one.published is not None and one.computed is not None
    )
    assert marks == pytest.approx(wanted)
    assert f"of {len(found)}," in chart.alt
    good = sum(one.status.value.startswith("reproduced") for one in found)
    assert chart.title == f"{good} of {len(found)} published figures come out again"
    alone = charts.replications("Pause").alt
    for one in found:
        assert (one.quantity in alone) is (one.programme == "Pause")
    with pytest.raises(ca.InputError, match="Pause"):
        charts.replications("Pasue")


@pytest.mark.parametrize("draw", DRAWN, ids=lambda f: f.__name__)
def test_only_an_appraisal_can_be_drawn(draw: Any) -> None:
    with pytest.raises(ca.InputError, match="Pause given; give an appraisal"):
        draw(ca.Pause(women=20))


def test_saved_files_are_what_they_say(tmp_path: Path) -> None:
    chart = charts.cash_profile(case(2, name=HOSTILE))
    png = chart.save(tmp_path / "a.PNG").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == 6.6 * 180 and height > 400
    dots = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).reshape(-1, 3)
    colors, counts = np.unique(dots, axis=0, return_counts=True)
    assert colors[counts.argmax()].tolist() == [255, 255, 255]
    colors = set(map(tuple, colors.tolist()))
    assert (0x00, 0x72, 0xB2) in colors and (0xD5, 0x5E, 0x00) in colors
    svg = chart.save(tmp_path / "a.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(svg)
    names = {element.tag.rpartition("}")[2].lower() for element in root.iter()}
    assert "script" not in names and "foreignObject".lower() not in names
    titles = [e.text for e in root.iter() if e.tag.endswith("title")]
    assert chart.title in titles
    for element in root.iter():
        assert not [name for name in element.attrib if name.lower().startswith("on")]


def test_the_same_chart_is_the_same_file() -> None:
    one, two = (charts.waterfall(case(draws=None)) for _ in range(2))
    assert one.svg() == two.svg() == one.svg()
    assert one.png() == two.png() == one._repr_png_()


@pytest.mark.parametrize("path", ["a.pdf", "a", "png", ".png.txt", 3, None])
def test_other_endings_are_refused(path: Any, tmp_path: Path) -> None:
    chart = charts.children(placed())
    with pytest.raises(ca.InputError, match=r"\.png .*\.svg"):
        chart.save(tmp_path / path if isinstance(path, str) else path)
    assert not list(tmp_path.iterdir())


def test_a_file_is_not_replaced_unless_asked(tmp_path: Path) -> None:
    chart, path = charts.children(placed()), tmp_path / "a.svg"
    path.write_text("mine")
    with pytest.raises(ca.InputError, match="overwrite=True"):
        chart.save(path)
    assert path.read_text() == "mine"
    chart.save(path, overwrite=True)
    assert path.read_text().startswith("<?xml")


def test_names_are_not_read_as_formulas() -> None:
    chart = charts.tornado(case(name="a_b^2 $x$", label="$\\alpha$ and $5"))
    assert "$\\alpha$ and $5" in chart.alt
    assert "A_b^2 $x$" in all_said(chart)
    assert "$\\alpha$ and $5" in " ".join(all_said(chart))


def test_what_cannot_be_seen_is_left_out() -> None:
    assert clean(" a\x07\n\tb\u202ec\ud800 ") == "a bc"
    assert legible_text("日a") == "□a"


def test_the_finding_is_never_cut_off_by_a_long_name() -> None:
    chart = charts.cash_profile(case(name="W" * 3000))
    assert all_said(chart)[0] == chart.title


def test_nothing_of_matplotlib_is_changed_or_opened() -> None:
    before = dict(matplotlib.rcParams)
    chart = charts.tornado(case())
    assert dict(matplotlib.rcParams) == before
    chart.png(), chart.svg()
    assert dict(matplotlib.rcParams) == before


def test_pyplot_is_not_loaded_and_importing_is_light() -> None:
    code = (
        "import sys, costavoid as ca\n"
        "from costavoid import charts\n"
        "assert not {'matplotlib', 'pandas', 'scipy'} & set(sys.modules)\n"
        "charts.replications('Mockingbird').svg()\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_users_own_style_changes_nothing() -> None:
    appraisal = case(draws=None)
    plain = charts.cash_profile(appraisal).png()
    own = {"axes.grid": True, "axes.facecolor": "black", "font.family": "serif", "font.size": 30}
    with matplotlib.rc_context({**own, "lines.linewidth": 9, "savefig.bbox": "tight"}):
        assert charts.cash_profile(appraisal).png() == plain


def test_threads_draw_the_same() -> None:
    appraisal, found = case(draws=None), []
    work = [
        threading.Thread(target=lambda: found.append(charts.waterfall(appraisal).svg()))
        for _ in range(4)
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert len(found) == 4 and len(set(found)) == 1


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = charts.cash_profile(case(draws=None))
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    caches = (lettering.font, lettering._letters, lettering._advance, lettering.wide)
    for cached in caches:
        cached.cache_clear()
    with pytest.raises(ca.CostavoidError, match=r"costavoid\[report\]"):
        chart.png()
    for cached in caches:
        cached.cache_clear()


@pytest.mark.parametrize(
    ("amount", "words", "finer"),
    [
        (350_000, "£350k", "£350k"),
        (-1_234_567, "-£1.2m", "-£1.23m"),
        (999_999, "£1m", "£1m"),
        (0.4, "£0", "£0"),
        (-40.2, "-£40", "-£40"),
        (2.5e9, "£2.5bn", "£2.5bn"),
        (1_250, "£1.2k", "£1.25k"),
        (float("nan"), "not defined", "not defined"),
    ],
)
def test_pounds_on_a_chart(amount: float, words: str, finer: str) -> None:
    assert (short(amount), short(amount, 3)) == (words, finer)


def test_the_pictures_in_docs_are_all_there_and_shown() -> None:
    folder = Path(__file__).parents[2] / "docs" / "pictures"
    page = (folder / "README.md").read_text(encoding="utf-8")
    drawn = {path.stem for path in folder.glob("*.png")}
    assert drawn == {path.stem for path in folder.glob("*.svg")}
    assert len(drawn) == 2 * len(DRAWN) + 3  # replications twice, and the frontier
    for name in drawn:
        assert f"]({name}.png)" in page


def test_a_bar_of_a_page_says_its_number_to_whoever_points_at_it() -> None:
    case = ca.appraise(ca.Pause(women=20, start="2026-10-01"), horizon=5, price_year="2025-26")
    chart = charts.council_cash(case)
    said = re.findall(r"<title>(.*?)</title>", chart.in_page())
    frame = case.financial_case("council")
    spent = [f"{year}: £{-pounds:,.0f} delivery cost" for year, pounds in frame["delivery"].items()]
    assert set(spent[:2]) <= set(said)
    assert "<title>" not in re.sub(r"<title>.*?</title>", "", chart.svg(), count=1)
