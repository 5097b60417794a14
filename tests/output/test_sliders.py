"""The sliders of a page, in a browser: what they show is what costavoid says of the same values."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from test_opened import BROWSER, wanted

import costavoid as ca
from costavoid.analysis.movable import Movable, movables
from costavoid.analysis.response import Response, response
from costavoid.appraisal.budget import budget
from costavoid.base.vocabulary import Unit
from costavoid.evidence.figures import short
from costavoid.output.report.document import unbroken
from costavoid.output.report.sliders import sliders, stops
from costavoid.output.words.cover import caption, cells, cover, heads
from costavoid.output.words.evidence_said import leading, rating
from costavoid.output.words.verdict import chart_title, facts, money_said
from example_cases import CASES, again

# a null trial, ten years in six columns, another payer's years, a ratio, people in a part
SWEPT = (
    "social_workers_in_schools",
    "article_champions_2021",
    "family_nurse_partnership",
    "team_around_the_school",
    "neighbourhood_teams",
)
READ = """() => {
  const summary = document.getElementById("summary"), table = summary.querySelector("table");
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((c) => c.textContent));
  return { verdict: summary.querySelector(".verdict").textContent, rows,
    head: table.tHead.rows[0].cells[0].textContent, caption: table.caption.textContent,
    title: summary.querySelector("figcaption").textContent };
}"""
MOVE = """(places) => {
  for (const [name, place] of Object.entries(places)) {
    const slider = document.getElementById(`move-${name}`);
    slider.value = place;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""

HEIGHT = """(look) => [...document.querySelectorAll(`svg.live rect.${look}`)]
  .filter((bar) => Number(bar.getAttribute("width")) > 10)  // but for the key
  .reduce((sum, bar) => sum + Number(bar.getAttribute("height")), 0)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    wanted(BROWSER, "chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pause() -> ca.Appraisal:
    return ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26", draws=2_000)


def response_of(case: ca.Appraisal) -> Response:
    return response(case, movables(case, leading(case)))


def of_pause(case: ca.Appraisal, values: dict[str, float]) -> ca.Appraisal:
    """Pause with other numbers, as a person would give them."""
    fields = {"people": "women", "deadweight": "deadweight"}
    given = {fields[name]: value for name, value in values.items() if name in fields}
    if "women" in given:
        given["women"] = int(given["women"])
    used = case.inputs.in_use
    ids = {
        "effect": "pause.removals_avoided.round1",
        "cost": "placement.foster.any.week",
        "delivery": "delivery.pause.woman_year",
    }
    own = {id: used[id].at(values[name]) for name, id in ids.items() if name in values}
    if "cash" in values:
        foster = own.get(ids["cost"], used[ids["cost"]])
        own[foster.id] = foster.model_copy(update={"cash_releasing": values["cash"]})
    return ca.appraise(
        ca.Pause(**{"women": 20, **given}),
        horizon=5,
        price_year="2025-26",
        overrides=list(own.values()),
    )


def said_of(case: ca.Appraisal, there: ca.Appraisal) -> dict[str, Any]:
    """What the first page says at other values, with the evidence of the document."""
    table, rated = budget(there), rating(case)
    known = facts(there, table)
    evidence = cover(case).verdict[0]
    return {
        "verdict": unbroken(" ".join((evidence, *money_said(known, rated)))),
        "rows": [list(row) for row in cells(table)],
        "head": heads(table)[0],
        "caption": caption(there, table.unit),
        "title": chart_title(known),
    }


def page_of(case: ca.Appraisal, browser: Any, folder: Path, **kind: Any) -> Any:
    page = browser.new_page(**kind)
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(case.to_html(folder / "case.html", overwrite=True).as_uri())
    return page


def five(places: int, here: int) -> list[int]:
    """Both ends, two between, and one step on."""
    return [0, places // 3, 2 * places // 3, places - 1, min(here + 1, places - 1)]


def test_five_settings_of_each_slider_are_costavoids_own_numbers(
    pause: ca.Appraisal, browser: Any, tmp_path: Path
) -> None:
    page = page_of(pause, browser, tmp_path)
    moves = response_of(pause).moves
    assert [one.name for one in moves] == [
        "effect",
        "deadweight",
        "people",
        "cost",
        "delivery",
        "cash",
    ]
    first = page.evaluate(READ)
    assert first == said_of(pause, pause)
    for one in moves:
        values = stops(one)
        here = values.index(one.value)
        for place in five(len(values), here):
            page.evaluate(MOVE, {one.name: place})
            expected = said_of(pause, of_pause(pause, {one.name: values[place]}))
            assert page.evaluate(READ) == expected, (one.name, values[place])
        page.evaluate(MOVE, {one.name: here})
    assert page.evaluate(READ) == first and page.said == []


def test_sliders_moved_together_are_costavoids_own_numbers(
    pause: ca.Appraisal, browser: Any, tmp_path: Path
) -> None:
    page, some = page_of(pause, browser, tmp_path), random.Random(8)
    moves = response_of(pause).moves
    for _ in range(12):
        places = {one.name: some.randrange(len(stops(one))) for one in moves}
        page.evaluate(MOVE, places)
        values = {one.name: stops(one)[places[one.name]] for one in moves}
        assert page.evaluate(READ) == said_of(pause, of_pause(pause, values)), values


def elsewhere(case: ca.Appraisal, values: dict[Movable, float]) -> ca.Appraisal:
    """An example at other values of its inputs."""
    used = {one.of: case.inputs.in_use[one.of] for one in values}
    for one, value in values.items():
        cash = {"cash_releasing": value}
        number = used[one.of]
        used[one.of] = number.model_copy(update=cash) if one.name == "cash" else number.at(value)
    return again(case, *used.values())


@pytest.mark.parametrize("name", SWEPT)
def test_examples_moved_are_costavoids_own_numbers(name: str, browser: Any, tmp_path: Path) -> None:
    case, some = CASES[name], random.Random(3)
    page = page_of(case, browser, tmp_path)
    inputs = [one for one in response_of(case).moves if one.of]
    for _ in range(6):
        places = {one: some.randrange(len(stops(one))) for one in inputs}
        page.evaluate(MOVE, {one.name: place for one, place in places.items()})
        there = elsewhere(case, {one: stops(one)[place] for one, place in places.items()})
        assert page.evaluate(READ) == said_of(case, there)
    assert page.said == []


def test_the_chart_that_moves_is_of_the_same_numbers(
    pause: ca.Appraisal, browser: Any, tmp_path: Path
) -> None:
    page = page_of(pause, browser, tmp_path)
    page.evaluate(MOVE, {"people": 4, "cash": 3})
    moves = {one.name: stops(one) for one in response_of(pause).moves}
    there = of_pause(pause, {"people": moves["people"][4], "cash": moves["cash"][3]})
    own = there.financial_case("council")
    said = page.locator("svg.live").get_attribute("aria-label")
    ends = [f"{year} {short(net)}" for year, net in own["cumulative_net"].items()]
    assert said.replace("\N{MINUS SIGN}", "-").endswith(f"net cash: {', '.join(ends)}.")
    # a bar is as high as its pounds: all that is spent against all that is released
    high = {look: page.evaluate(HEIGHT, look) for look in ("f-saved", "f-spent")}
    released, spent = own["cash_released"].sum(), -own["delivery"].sum()
    assert high["f-saved"] / high["f-spent"] == pytest.approx(released / spent, rel=1e-6)


def test_by_the_keyboard_alone(pause: ca.Appraisal, browser: Any, tmp_path: Path) -> None:
    page = page_of(pause, browser, tmp_path)
    first = page.evaluate(READ)

    def tabbed_to(what: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id || document.activeElement.type") == what:
                return
        raise AssertionError(f"{what} is never reached")

    tabbed_to("move-people")
    page.keyboard.press("End")
    assert page.evaluate(READ) == said_of(pause, of_pause(pause, {"people": 40}))
    notice = page.locator("#yours")
    assert notice.is_visible() and "Women: 40 (in the document 20)" in notice.inner_text()
    assert page.locator("#move-people").get_attribute("aria-valuetext") == "40"
    assert not page.locator(".document-only").is_visible()  # a chance of other values
    assert page.locator("svg.live").is_visible()
    echo = page.locator(".echo").text_content()
    assert echo and page.evaluate(READ)["verdict"].endswith(echo)
    assert not page.locator("#summary .chart svg.wide").is_visible()
    page.emulate_media(media="print")
    assert notice.is_visible() and not page.locator("#sliders").is_visible()
    page.emulate_media(media="screen")
    tabbed_to("reset")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('yours').hidden")
    assert page.evaluate(READ) == first and not page.locator("svg.live").is_visible()


def test_what_is_said_beside_the_sliders_covers_none_that_has_the_focus(
    pause: ca.Appraisal, browser: Any, tmp_path: Path
) -> None:
    page = page_of(pause, browser, tmp_path, viewport={"width": 360, "height": 740})
    for back in (False, True):
        page.evaluate("document.activeElement.blur()")
        page.evaluate(f"window.scrollTo(0, {10**6 if back else 0})")
        for one in reversed(response_of(pause).moves) if back else response_of(pause).moves:
            page.evaluate(f"document.getElementById('move-{one.name}').focus()")
            page.wait_for_timeout(50)
            echo, slider = (
                page.locator(what).bounding_box() for what in (".echo", f"#move-{one.name}")
            )
            assert slider["y"] >= echo["y"] + echo["height"] or slider["y"] < echo["y"]
            assert slider["y"] >= 0 and slider["y"] + slider["height"] <= 740


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_page_that_was_moved_is_still_for_everybody(
    pause: ca.Appraisal, browser: Any, tmp_path: Path, scheme: str, width: int
) -> None:
    page = page_of(
        pause, browser, tmp_path, color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    page.evaluate(MOVE, {"people": 3, "effect": 2})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found] == []


def test_the_answer_is_on_the_first_screen(
    pause: ca.Appraisal, browser: Any, tmp_path: Path
) -> None:
    page = page_of(pause, browser, tmp_path, viewport={"width": 1280, "height": 800})
    for what in (".verdict", ".rating", "#summary table", "#summary figure"):
        box = page.locator(what).first.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 800, what


def test_a_table_that_is_cut_off_says_so(pause: ca.Appraisal, browser: Any, tmp_path: Path) -> None:
    page = page_of(pause, browser, tmp_path, viewport={"width": 360, "height": 740})
    cue = page.locator("#summary .cue")
    assert cue.is_visible()
    assert page.evaluate(
        "(() => { const t = document.querySelector('#summary .scroll');"
        " return t.scrollWidth > t.clientWidth })()"
    )
    page.set_viewport_size({"width": 1280, "height": 740})
    cue.wait_for(state="hidden")


def test_the_effect_marks_what_was_published_and_where_it_breaks_even(
    pause: ca.Appraisal, browser: Any, tmp_path: Path
) -> None:
    page = page_of(pause, browser, tmp_path)
    note = page.locator("#note-effect").inner_text()
    assert "0.197" in note and "95% interval 0.13 to 0.287" in note
    even = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26").break_even(
        "pause.removals_avoided.round1", measured="council cash"
    )
    low, high = (float(part.split()[0]) for part in note.split("between ")[1].split(" and "))
    assert low <= even.value <= high
    for mark in ("here", "interval", "even"):
        assert page.locator(f"#move-effect ~ .mark.{mark}").is_visible(), mark


def test_what_does_not_move_in_proportion_is_named_and_left_out() -> None:
    made = sliders(CASES["house_project"])  # weeks of a stay: the pounds follow its curve
    assert made and "effect" not in [one.name for one in made.each]
    assert "Weeks" in made.left_out


@pytest.mark.parametrize("name", sorted(CASES))
def test_stops_rise_within_the_ends_and_hold_the_value_in_use(name: str) -> None:
    for one in response_of(CASES[name]).moves:
        places = stops(one)
        assert list(places) == sorted(set(places)) and one.value in places
        assert one.low <= places[0] and places[-1] <= one.high and len(places) > 2
        if one.unit is Unit.SHARE:
            assert places[0] >= 0 and places[-1] <= 1
        if one.whole:
            assert all(place == int(place) for place in places)
