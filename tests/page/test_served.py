"""The page in a browser with the Python of this machine behind it: what people do there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from openpyxl import load_workbook

import costavoid as ca
from costavoid.output.report.document import unbroken
from costavoid.output.words.cover import cells, cover
from costavoid.page.server.serving import Server
from page_driver import IN_FULL, Driven, chromium

WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 360, "height": 740}
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}'


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with Server(0) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server.door.address
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Driven]:
    made = Driven(browser, viewport=WIDE)
    yield made.open(address)
    assert made.wrong == []
    assert all(each.startswith((address, "data:", "blob:")) for each in made.asked)
    made.context.close()


def appraised(**settings: Any) -> ca.Appraisal:
    given: dict[str, Any] = {"horizon": 5, "price_year": "2025-26", **settings}
    return ca.appraise(ca.Pause(women=40, start="2026-10-01"), **given)


def shown(case: ca.Appraisal) -> tuple[str, list[list[str]]]:
    """What the first page of a case says: its verdict and its table."""
    said = cover(case)
    return unbroken(" ".join(said.verdict)), [list(row) for row in cells(said.table)]


def pause(page: Driven) -> Driven:
    return page.fill("women", "40").fill("settings.price_year", "2025/26")


def test_three_choices_and_the_answer_is_pythons(page: Driven) -> None:
    pause(page)
    assert (page.verdict, page.table) == shown(appraised())
    page.fill("settings.council", "Hackney")
    assert (page.verdict, page.table) == shown(appraised(council="Hackney"))
    page.fill("start", "1 April 2027")
    assert page.table != shown(appraised(council="Hackney"))[1]


def test_a_number_of_ones_own_asks_for_its_source(page: Driven) -> None:
    pause(page).fill("own:placement.foster.any.week:value", "£1,250")
    card = "card-placement.foster.any.week"
    assert "Understood: £1,250 per week" in page.text(card)
    assert "no source yet" in page.text(card)
    page.fill("own:placement.foster.any.week:source", "Ledger 2025-26")
    assert "no source yet" not in page.text(card)
    own = ca.local(
        1250, id="placement.foster.any.week", price_year="2025-26", source="Ledger 2025-26"
    )
    assert (page.verdict, page.table) == shown(appraised(overrides=[own]))
    page.press("do-back:placement.foster.any.week")
    assert (page.verdict, page.table) == shown(appraised())


def test_the_slider_moves_the_number_and_the_answer(page: Driven) -> None:
    before = page.table
    page.box("slide").focus()
    page.page.keyboard.press("Home")
    page.idle()
    assert page.box("own:pause.removals_avoided.round1:value").input_value() == "0"
    assert page.table != before
    assert page.page.evaluate("document.activeElement.id") == "slide"
    page.press("do-back:pause.removals_avoided.round1")
    assert page.table == before


def test_a_mistake_stands_at_its_field_and_is_mended_there(page: Driven) -> None:
    before = page.table
    page.fill("women", "about twenty")
    assert "write a number" in page.text("fault-women")
    assert page.box("women").get_attribute("aria-invalid") == "true"
    assert "There is no answer yet" in page.text("answer")
    assert page.box("own:placement.foster.any.week:value").count() == 1  # still there to be used
    page.page.locator("#no-answer a").click()
    assert page.page.evaluate("document.activeElement.id") == "women"
    page.fill("women", "20")
    assert page.table == before


@IN_FULL
def test_the_address_holds_the_case(page: Driven, browser: Any) -> None:
    pause(page).fill("deadweight", "25%").press("do-open:neonatal")
    held = page.page.url
    other = Driven(browser, viewport=WIDE).open(held)
    assert (other.verdict, other.table) == (page.verdict, page.table)
    assert other.box("deadweight").input_value() == "25%"
    other.context.close()


def test_what_is_taken_away_holds_the_same_numbers(page: Driven, tmp_path: Path) -> None:
    pause(page)
    case = ca.load(page.download("case", tmp_path)).appraise()
    said, table = shown(case)
    assert (page.verdict, page.table) == (said, table)
    word = Document(str(page.download("word", tmp_path)))
    assert said in "\n".join(unbroken(each.text) for each in word.paragraphs)
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert [row[: len(table[0])] for row in rows[1:]] == table
    book = load_workbook(page.download("excel", tmp_path), data_only=False)
    assert "Dashboard" in book.sheetnames
    assert said in unescape(page.download("html", tmp_path).read_text())


def test_a_case_file_is_opened(page: Driven, tmp_path: Path) -> None:
    case = ca.Case(ca.Pause(women=40, start="2026-10-01"), horizon=5, price_year="2025-26")
    file = case.save(tmp_path / "ours.toml")
    page.box("open").set_input_files(file)
    page.idle()
    assert (page.verdict, page.table) == shown(case.appraise())
    (tmp_path / "hostile.toml").write_text(f"programme = '''{HOSTILE}'''\n")
    page.box("open").set_input_files(tmp_path / "hostile.toml")
    page.idle()
    assert "The file was not opened" in page.text("general")
    assert (page.verdict, page.table) == shown(case.appraise())


@IN_FULL
def test_versions_stand_side_by_side(page: Driven) -> None:
    page.box("keep-name").fill("Twenty women")
    page.press("do-keep").fill("women", "60")
    said = page.page.locator("section[aria-labelledby=compare-title]").inner_text()
    assert "Twenty women" in said
    assert "On the page now" in said
    page.press("do-use:0")
    assert page.box("women").input_value() == "20"


@IN_FULL
def test_draws_on_demand(page: Driven) -> None:
    page.box("settings.draws").fill("2,000")
    page.idle().press("want-draws")
    said = page.page.locator("section[aria-labelledby=sure-title]").inner_text()
    assert "From 2,000 simulations" in said


@IN_FULL
def test_ones_own_programme_from_nothing(page: Driven) -> None:
    page.choose("programme", "Custom").fill("name", "Evening visits").press("do-add:changes")
    page.fill("changes.0.label", "Entries to care avoided").fill("changes.0.children", "Teenagers")
    page.choose("changes.0.counterfactual.kind", "ratio on baseline")
    page.fill("changes.0.counterfactual.baseline", "40")
    page.fill("changes.0.counterfactual.ratio", "0.8")
    page.choose("changes.0.pathway.kind", "placement").fill("changes.0.pathway.weeks", "26")
    page.press("do-budget:delivery_cost").fill("delivery_cost.posts.0.title", "Worker")
    page.fill("delivery_cost.posts.0.fte", "2").fill("delivery_cost.posts.0.salary", "£45,000")
    assert "Evening visits" in page.text("answer-title"), page.text("answer")


@IN_FULL
def test_hostile_text_everywhere_runs_nothing(page: Driven, browser: Any, address: str) -> None:
    names = page.page.evaluate(
        "[...document.querySelectorAll('input[type=text][name]')].map((box) => box.name)"
    )
    for name in names[:8]:
        page.fill(name, HOSTILE)
    page.box("keep-name").fill(HOSTILE)
    page.press("do-keep")
    state = "&".join(f"{name}={HOSTILE}" for name in ("programme", "women", "kept.0", "x", "start"))
    other = Driven(browser).open(f"{address}#{state}")
    assert other.wrong == []
    assert other.box("form").count() == 1
    other.context.close()


@IN_FULL
@pytest.mark.parametrize(
    ("scheme", "size"), [("light", WIDE), ("dark", NARROW)], ids=["light and wide", "dark, narrow"]
)
def test_axe_finds_nothing(browser: Any, address: str, scheme: str, size: dict[str, int]) -> None:
    page = Driven(browser, viewport=size, color_scheme=scheme).open(address)
    states = {
        "answer": lambda: page,
        "error": lambda: page.fill("women", "about twenty"),
        "own numbers": lambda: (
            page.fill("women", "20")
            .fill("own:placement.foster.any.week:value", "900")
            .press("do-open:pathway")
        ),
        "nothing yet": lambda: page.press("do-keep").choose("programme", "SocialWorkersInSchools"),
    }
    other = {"dark": "light", "light": "dark"}
    for name, reach in states.items():
        reach()
        page.page.locator("details").evaluate_all(
            "all => all.forEach((one) => { one.open = true })"
        )
        found = Axe().run(page.page)
        assert not found.response["violations"], f"{name}: {found.generate_report()}"
        page.page.emulate_media(color_scheme=other[scheme])
        found = Axe().run(page.page, options={"runOnly": ["color-contrast"]})
        assert not found.response["violations"], f"{name}: {found.generate_report()}"
        page.page.emulate_media(color_scheme=scheme)
    page.context.close()


@IN_FULL
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_wider_than_the_screen(browser: Any, address: str, size: dict[str, int]) -> None:
    page = Driven(browser, viewport=size).open(address)
    page.fill("own:placement.foster.any.week:value", "900").press("do-keep")
    beyond = page.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert beyond <= 0
    page.context.close()


@IN_FULL
def test_the_whole_journey_by_keyboard_alone(page: Driven, tmp_path: Path) -> None:
    """From the top of the page: another number, a source, a version, a file."""
    reach(page, "women")
    page.page.keyboard.press("Control+A")
    page.page.keyboard.type("35")
    page.idle()
    reach(page, "own:placement.foster.any.week:value")
    page.page.keyboard.type("1,100")
    page.idle()
    reach(page, "own:placement.foster.any.week:source")
    page.page.keyboard.type("Ledger")
    page.idle()
    reach(page, "keep-name")
    page.page.keyboard.type("Mine")
    page.page.keyboard.press("Enter")
    page.idle()
    reach(page, "want-case")
    with page.page.expect_download() as waited:
        page.page.keyboard.press("Enter")
    waited.value.save_as(tmp_path / "case.toml")
    case = ca.load(tmp_path / "case.toml")
    assert dict(case.intervention)["women"] == 35
    assert [own.value for own in case.overrides] == [1100]
    assert "Mine" in page.page.locator("section[aria-labelledby=compare-title]").inner_text()


def reach(page: Driven, id: str, most: int = 250) -> None:
    """By the tab key alone; what has the focus is to be seen."""
    for _ in range(most):
        if page.page.evaluate("document.activeElement.id") == id:
            break
        page.page.keyboard.press("Tab")
    else:
        raise AssertionError(f"{id} is not reached by the keyboard")
    seen = page.page.evaluate(
        "(() => { const box = document.activeElement.getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= window.innerHeight + 1; })()"
    )
    assert seen, f"{id} has the focus, but is not in sight"
