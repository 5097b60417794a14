"""The documents in the programs that people have: a browser, and a word processor.

Skipped where they are not installed, but for a run of the whole suite (CI), where they must be.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import costavoid as ca
from council_case import council

BROWSER, OFFICE = shutil.which("chromium"), shutil.which("soffice")


def wanted(program: str | None, name: str) -> None:
    if program is None and "CI" not in os.environ:
        pytest.skip(f"{name} is not installed")
    assert program, f"{name} is not installed"


@pytest.fixture(scope="module")
def case() -> ca.Appraisal:
    return ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26", draws=2_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    wanted(BROWSER, "chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_html_in_a_browser(
    case: ca.Appraisal, browser: Any, tmp_path: Path, scheme: str, width: int
) -> None:
    path = case.to_html(tmp_path / "case.html")
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert said == []
    # nothing but a table is wider than the window
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []
    page.close()


READ = """() => [...document.querySelectorAll('figure.chart')].map(figure => {
  const shown = [...figure.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width);
  const [svg] = shown, scale = svg.getScreenCTM().a;
  const all = where => [...svg.querySelectorAll(where)];
  const colors = (where, what) => all(where).map(e => getComputedStyle(e)[what]);
  return {
    shown: shown.map(s => s.getAttribute('class')), label: svg.getAttribute('aria-label'),
    letters: all('text').map(t => scale * parseFloat(t.getAttribute('font-size'))),
    words: colors('text:not(.s-paper)', 'fill'),
    shapes: colors('rect.f-saved, rect.f-spent, rect.f-other', 'fill'),
    lines: colors('path.s-ink, path.s-saved', 'stroke'),
    paper: getComputedStyle(document.body).backgroundColor };
})"""


def light(color: str) -> float:
    """Relative luminance, by the Web Content Accessibility Guidelines 2.2."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "form"), [(1280, "wide"), (360, "narrow")])
def test_charts_can_be_read_on_any_screen(
    case: ca.Appraisal, browser: Any, tmp_path: Path, scheme: Any, width: int, form: str
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(case.to_html(tmp_path / "case.html").as_uri())
    figures = page.evaluate(READ)
    assert len(figures) >= 4
    for found in figures:
        beside = form == "wide" and found is figures[0]  # the first stands beside the table
        assert found["shown"] == ["narrow" if beside else form] and found["label"]
        assert min(found["letters"]) >= 10.5  # pixels
        assert min(contrast(color, found["paper"]) for color in found["words"]) >= 4.5
        others = {*found["shapes"], *found["lines"]}
        assert min(contrast(color, found["paper"]) for color in others) >= 3
    assert (light(figures[0]["paper"]) < 0.5) == (scheme == "dark")
    page.close()


def test_charts_are_printed_dark_on_white(case: ca.Appraisal, browser: Any, tmp_path: Path) -> None:
    page = browser.new_page(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(case.to_html(tmp_path / "case.html").as_uri())
    for found in page.evaluate(READ):
        assert found["shown"] == ["wide"]
        assert min(contrast(color, "rgb(255, 255, 255)") for color in found["words"]) >= 4.5
    page.close()


def test_the_html_prints(case: ca.Appraisal, browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(case.to_html(tmp_path / "case.html").as_uri())
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF") and len(printed) > 50_000


def test_hostile_text_runs_nothing_in_a_browser(browser: Any, tmp_path: Path) -> None:
    case = council(
        '"><script>document.title="taken"</script><img src=x onerror="document.title=1">'
    )
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(case.to_html(tmp_path / "case.html").as_uri())
    assert page.title().startswith("Plan ") and dialogs == []
    assert page.locator("script").count() == 1  # the page's own
    slider = page.locator("input[type=range]").first
    slider.press("End")
    assert page.locator("#yours").is_visible() and page.title().startswith("Plan ")
    assert page.locator("img").count() == 0


def test_the_word_document_opens_and_becomes_a_pdf(case: ca.Appraisal, tmp_path: Path) -> None:
    wanted(OFFICE, "LibreOffice")
    path = case.to_word(tmp_path / "case.docx")
    profile = (tmp_path / "profile").as_uri()
    words = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*words, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180
    )
    assert (tmp_path / "case.pdf").read_bytes().startswith(b"%PDF")
    plain = [*words[:3], "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(path)]
    subprocess.run(plain, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "case.txt").read_text(encoding="utf-8", errors="replace")
    assert "Pause: business case" in text and "Assumptions log" in text
