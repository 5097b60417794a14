"""The documents in the programs that people have: a browser, and a word processor.

Skipped where they are not installed, but for a run of the whole suite (CI), where they must be.
"""

from __future__ import annotations

import os
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
    # nothing but a table or a picture is wider than the window
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    grave = [
        (found["id"], [node["html"][:200] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert grave == []
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
    assert page.locator("script").count() == 0


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
