"""The page in a browser: what a person does there, and what is then on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

RELEASE = os.environ.get("COSTAVOID_PYODIDE", "")  # a folder of Pyodide's files
WITH_PYODIDE = pytest.mark.skipif(
    not RELEASE, reason="COSTAVOID_PYODIDE names no folder of Pyodide's files: see .ci/run"
)
# Of the page with the Python of this machine: what takes long, where the other page is driven too.
IN_FULL = pytest.mark.skipif(not RELEASE, reason="driven in full where Pyodide is: see .ci/run")
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
TABLE = """() => [...document.querySelectorAll("#answer .first-page tbody tr")].map((row) =>
  [...row.cells].map((cell) => cell.textContent))"""


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser; without it the test is skipped, or fails where CI is set."""
    found = shutil.which("chromium")
    if found is None and "CI" not in os.environ:
        pytest.skip("Chromium is not installed")
    assert found, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield opened
        opened.close()


class Driven:
    """One page, with all that it asked for, said wrong or had refused."""

    def __init__(self, browser: Any, *, wait: float = 20_000, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(wait)
        self.page.add_init_script(WATCH)
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", self._alarmed)

    def _heard(self, message: Any) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def _alarmed(self, dialog: Any) -> None:
        self.errors.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, address: str) -> Driven:
        self.page.goto(address, wait_until="commit")
        return self.idle()

    def idle(self) -> Driven:
        """Wait until all that was done has its answer."""
        self.page.locator('html[data-idle="yes"]').wait_for(state="attached")
        return self

    def box(self, name: str) -> Any:
        return self.page.locator(f'[id="{name}"]')

    def fill(self, name: str, text: str) -> Driven:
        self.box(name).fill(text)
        return self.idle()

    def choose(self, name: str, value: str) -> Driven:
        self.box(name).select_option(value)
        return self.idle()

    def press(self, id: str) -> Driven:
        self.box(id).click()
        return self.idle()

    @property
    def verdict(self) -> str:
        found: str = self.page.locator(".verdict").inner_text()
        return found

    @property
    def table(self) -> list[list[str]]:
        found: list[list[str]] = self.page.evaluate(TABLE)
        return found

    def text(self, id: str) -> str:
        found: str = self.box(id).inner_text()
        return found

    def download(self, want: str, folder: Path) -> Path:
        with self.page.expect_download() as waited:
            self.box(f"want-{want}").click()
        target = folder / waited.value.suggested_filename
        waited.value.save_as(target)
        self.idle()
        return target

    @property
    def wrong(self) -> list[str]:
        """Whatever went wrong in the page, its policy's refusals among it."""
        violations: list[str] = self.page.evaluate("window.violations")
        return [*self.errors, *violations]
