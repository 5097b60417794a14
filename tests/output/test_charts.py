"""Charts draw the appraisal's own numbers, say them in words, and are legible whatever is given."""

from __future__ import annotations

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
from matplotlib.backends.backend_agg import FigureCanvasAgg

import costavoid as ca
from costavoid import charts
from costavoid.analysis.gross_to_net import gross_to_net
from costavoid.appraisal.children import children_in_placement
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.evidence.figures import about, short
from costavoid.output.charts.lettering import clean
from costavoid.output.charts.lettering import legible as legible_text
from costavoid.output.charts.sheet import with_zero

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
    charts.cash_profile,
    charts.waterfall,
    charts.children,
    charts.tornado,
    charts.distribution,
)


@cache
def made(name: str) -> ca.Appraisal:
    return CASES[name]()


def panels(chart: charts.Chart) -> list[Any]:
    """The axes with data: not those of the key."""
    return [axes for axes in chart.figure.axes if axes.get_xticklabels()]


def heights(axes: Any) -> list[float]:
    return [bar.get_height() for bar in axes.patches]


@pytest.mark.parametrize("draw", DRAWN, ids=lambda f: f.__name__)
@pytest.mark.parametrize("name", CASES)
def test_all_words_are_on_the_sheet_and_apart(
    name: str, draw: Callable[[ca.Appraisal], charts.Chart]
) -> None:
    legible(draw(made(name)))


@pytest.mark.parametrize("programme", [None, "Pause", "Children's centres", "Mockingbird"])
def test_so_are_those_of_the_replications(programme: str | None) -> None:
    legible(charts.replications(programme))


def legible(chart: charts.Chart) -> None:
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()
    sheet, boxes = chart.figure.bbox, []
    assert sheet.height <= 1.45 * sheet.width  # it fits on a page
    for text in chart.figure.findobj(matplotlib.text.Text):
        if text.get_visible() and text.get_text().strip():
            box = text.get_window_extent(canvas.get_renderer())
            assert box.x0 >= sheet.x0 and box.x1 <= sheet.x1, (text.get_text(), "off the side")
            assert box.y0 >= sheet.y0 and box.y1 <= sheet.y1, (text.get_text(), "off the end")
            boxes.append((text.get_text(), box.padded(-0.8)))
    for (one, a), (other, b) in combinations(boxes, 2):
        assert not a.overlaps(b), (one, other)


def test_the_bars_are_the_councils_financial_case() -> None:
    appraisal = case(team=20_000, cash=1.0)
    annual, to_date = panels(charts.cash_profile(appraisal))
    frame = appraisal.financial_case("council")
    assert heights(annual) == pytest.approx([*frame["cash_released"], *frame["delivery"]])
    assert list(to_date.lines[0].get_ydata()) == pytest.approx(list(frame["cumulative_net"]))
    marked = [float(line.get_xdata()[0]) for line in to_date.lines if line.get_linestyle() == ":"]
    assert marked == [appraisal.years.index(appraisal.payback)]


def test_what_is_not_cash_is_hatched_and_never_in_the_councils_cash() -> None:
    appraisal = case(3)
    annual, _, apart, *others = panels(charts.cash_profile(appraisal))
    assert all(bar.get_hatch() is None for bar in annual.patches)
    assert all(bar.get_hatch() for bar in apart.patches)
    profile = appraisal.cash_profile(prices="nominal")
    assert heights(apart) == pytest.approx(list(profile.xs("council", level="payer")["avoided"]))
    for axes, payer in zip(others, ("nhs", "legal_aid"), strict=True):
        frame = profile.xs(payer, level="payer")
        hatched = [bar for bar in axes.patches if bar.get_hatch()]
        assert [bar.get_height() for bar in hatched] == pytest.approx(list(frame["avoided"]))
        plain = [bar.get_height() for bar in axes.patches if not bar.get_hatch()]
        assert plain == pytest.approx([*frame["cash"], *frame["delivery"]])


def test_twelve_payers_have_a_panel_each_on_one_scale() -> None:
    _, _, _, *others = panels(charts.cash_profile(case(12)))
    assert len(others) == 11
    assert len({axes.get_ylim() for axes in others}) == 1


def test_no_payback_is_said() -> None:
    appraisal = case(team=1e6)
    chart = charts.cash_profile(appraisal)
    assert appraisal.payback in chart.alt
    assert appraisal.payback in [text.get_text() for text in chart.figure.texts]
    assert not [line for line in panels(chart)[1].lines if line.get_linestyle() == ":"]


def test_the_words_of_the_cash_profile_hold_its_numbers() -> None:
    appraisal = case(2)
    frame = appraisal.financial_case("council")
    alt = charts.cash_profile(appraisal).alt
    assert f"{about(frame['cash_released'].sum())} cash released" in alt
    assert f"{about(-frame['delivery'].sum())} delivery cost" in alt
    assert f"net {about(frame['net'].sum())}" in alt
    assert f"lowest in {frame['cumulative_net'].idxmin()}" in alt


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
    council, _ = panels(chart)
    widths = [bar.get_width() for bar in council.patches]
    assert widths == pytest.approx(list(BY_HAND.values()))
    said = {text.get_text() for text in council.texts}
    assert {"-£1.44k", "£2.16k", "-£40", *BY_HAND} <= said
    assert "comes to net -£40" in chart.alt and "less deadweight -£1,400" in chart.alt


def test_a_case_without_delivery_says_so() -> None:
    council, _ = panels(charts.waterfall(case(team=None)))
    assert "Delivery cost (none given)" in {text.get_text() for text in council.texts}


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
    (axes,) = panels(chart)
    assert heights(axes) == pytest.approx([6, 6, 0])
    assert "The most in 2026-27: 6.0; at the end, in 2028-29: 0." in chart.alt
    assert "No placement is counted" in charts.children(case()).alt


def test_what_replaces_a_placement_is_noted() -> None:
    instead = ca.local(300, "GBP per week", id="instead", price_year="2025-26", source="Test")
    appraisal = placed(pathway={"replaced_by": instead})
    assert list(children_in_placement(appraisal)) == pytest.approx([6, 6, 0])
    notes = " ".join(text.get_text() for text in charts.children(appraisal).figure.texts)
    assert "looked after in another way" in notes


@pytest.mark.parametrize("measured", ["net present value", "council cash"])
def test_the_tornado_is_one_at_a_time(measured: Any) -> None:
    appraisal = case(2)
    table = appraisal.one_at_a_time(measured=measured)
    table = table[table["swing"] >= 0.5]
    chart = charts.tornado(appraisal, measured=measured)
    drawn = [
        (bar.get_x(), bar.get_x() + bar.get_width())
        for axes in panels(chart)
        for bar in axes.patches
    ]
    wanted = [
        (row["net"], row[end])
        for _, row in table.iterrows()
        for end in ("net_at_low", "net_at_high")
    ]
    assert np.array(drawn) == pytest.approx(np.array(wanted))
    said = {text.get_text() for axes in panels(chart) for text in axes.texts}
    assert "more saves less, per year" in said and "0.04" in said and "£90k" in said
    assert about(float(table["net_at_low"].iloc[0])) in chart.alt


def test_the_tornado_never_hides_what_has_no_interval_behind_what_has() -> None:
    chart = charts.tornado(case(12), most=3)
    assert [len(axes.patches) for axes in panels(chart)] == [6, 6]
    assert "£110k" in {text.get_text() for text in panels(chart)[1].texts}  # the team, at its high
    assert any("Not shown" in text.get_text() for text in chart.figure.texts)


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
    for axes, name in zip(
        panels(charts.distribution(appraisal)),
        ("council net cash, nominal", "net present value, public purse"),
        strict=True,
    ):
        below = sum(bar.get_height() for bar in axes.patches if bar.get_x() < -0.01)
        assert sum(heights(axes)) == found.draws
        assert below == round(found.summary()["chance_below_zero"][name] * found.draws)
        assert 0 < below < found.draws
        assert any(list(line.get_xdata()) == [0, 0] for line in axes.lines)


def test_the_words_of_the_distribution_hold_its_numbers() -> None:
    appraisal = case(team=60_000)
    alt = charts.distribution(appraisal).alt
    low, high = appraisal.uncertainty.interval("council net cash, nominal")
    assert f"95% of draws from {about(low)} to {about(high)}" in alt
    assert "1 input varies and 3 are held fixed" in alt
    assert "in every draw" in charts.distribution(case(interval=False)).alt


def test_a_distribution_needs_draws() -> None:
    with pytest.raises(ca.InputError, match="draws=10_000"):
        charts.distribution(case(draws=None))


def test_replications_are_all_there() -> None:
    found = ca.replications()
    chart = charts.replications()
    (axes,) = panels(chart)
    marks = sorted(float(x) for line in axes.lines[1:] for x in _marks(line))
    wanted = sorted(
        one.computed / one.published
        for one in found
        if one.published is not None and one.computed is not None
    )
    assert marks == pytest.approx(wanted)
    assert f"of {len(found)}," in chart.alt
    alone = charts.replications("Pause").alt
    for one in found:
        assert (one.quantity in alone) is (one.programme == "Pause")
    with pytest.raises(ca.InputError, match="Pause"):
        charts.replications("Pasue")


def _marks(line: Any) -> list[float]:
    return list(line.get_xdata()) if line.get_marker() not in ("", "None", None) else []


@pytest.mark.parametrize("draw", DRAWN, ids=lambda f: f.__name__)
def test_only_an_appraisal_can_be_drawn(draw: Any) -> None:
    with pytest.raises(ca.InputError, match="Pause given; give an appraisal"):
        draw(ca.Pause(women=20))


def test_saved_files_are_what_they_say(tmp_path: Path) -> None:
    chart = charts.cash_profile(case(2, name=HOSTILE))
    png = chart.save(tmp_path / "a.PNG").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == 7.2 * 200 and height > 400
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
    assert chart.title.endswith("A_b^2 $x$")
    assert "$\\alpha$ and $5" in chart.alt
    for text in chart.figure.findobj(matplotlib.text.Text):
        if text.get_text():
            assert text.get_parse_math() is False and text.get_usetex() is False


def test_what_cannot_be_seen_is_left_out() -> None:
    assert clean(" a\x07\n\tb\u202ec\ud800 ") == "a bc"
    assert legible_text("日a") == "□a"


def test_the_subject_is_never_cut_off_by_a_long_name() -> None:
    chart = charts.cash_profile(case(name="W" * 3000))
    heading = chart.figure.texts[0].get_text()
    assert heading.startswith("Cash by financial year:")


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
    appraisal = case(draws=None)
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    from costavoid.output.charts import lettering

    for cached in (lettering._font, lettering._letters, lettering._measure):
        cached.cache_clear()
    with pytest.raises(ca.CostavoidError, match=r"costavoid\[report\]"):
        charts.cash_profile(appraisal)
    for cached in (lettering._font, lettering._letters, lettering._measure):
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
    assert len(drawn) == 2 * len(DRAWN) + 2
    for name in drawn:
        assert f"]({name}.png)" in page
