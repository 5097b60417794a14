"""The page as a folder on a plain server: the same parts, each fetched when it is wanted.

Built of the Pyodide release in the folder that COSTAVOID_PYODIDE names (see .ci/run); skipped
without it. It is left uncompiled and without documents, as a page may be.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from costavoid.page.bundle.build import built
from costavoid.page.bundle.packs import pack
from costavoid.page.bundle.release import Folder
from page_driver import RELEASE, WITH_PYODIDE, Driven, chromium

pytestmark = WITH_PYODIDE


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    made = built(Folder(Path(RELEASE)), documents=False, folder=True, compile_it=False)
    for name, content in made.files.items():
        (target / name).write_bytes(content)
    return target


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join(5)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def names(page: Driven, address: str) -> list[str]:
    """What was asked for of the server, in order; of nobody else is anything asked."""
    asked = [each for each in page.asked if not each.startswith(("blob:", "data:"))]
    assert all(each.startswith(address) for each in asked)
    return [urlsplit(each).path.strip("/") for each in asked]


def test_each_part_is_fetched_when_it_is_wanted(browser: Any, address: str) -> None:
    page = Driven(browser, wait=60_000).open(address)
    start = ["", "worker.bin", "pyodide.bin", "stdlib.bin", "core.bin"]
    assert names(page, address) == start
    page.fill("women", "40")
    assert "40 women" in page.text("answer")
    for _ in range(2):
        page.press("want-draws")
        said = page.page.locator("section[aria-labelledby=sure-title]").inner_text()
        assert "From 10,000 simulations" in said
    assert names(page, address) == [*start, "special.bin"]
    assert page.wrong == []
    page.context.close()


def test_without_documents_it_says_so_and_goes_on(browser: Any, address: str) -> None:
    page = Driven(browser, wait=60_000).open(address)
    page.press("want-word")
    assert "made without what documents need" in page.text("status")
    page.fill("women", "50")
    assert "50 women" in page.text("answer")
    assert page.wrong == []
    page.context.close()


def test_a_part_that_does_not_come_is_named(browser: Any, address: str) -> None:
    page = Driven(browser, wait=60_000)
    page.context.route("**/special.bin", lambda route: route.abort())
    page.open(address)
    page.press("want-draws")
    assert "could not be had: special.bin (no connection)" in page.text("status")
    page.context.unroute("**/special.bin")
    page.press("want-draws")
    said = page.page.locator("section[aria-labelledby=sure-title]").inner_text()
    assert "From 10,000 simulations" in said
    page.context.close()


def test_a_page_without_its_python_says_so(browser: Any, address: str) -> None:
    page = Driven(browser, wait=60_000)
    page.context.route("**/core.bin", lambda route: route.fulfill(status=404))
    page.page.goto(address)
    page.page.locator("#status", has_text="Python has stopped in this page").wait_for()
    page.context.close()


def test_nothing_leaves_from_where_python_runs(browser: Any, address: str) -> None:
    """The policy of the page holds in its worker, whatever a script there tries."""
    page = Driven(browser, wait=60_000).open(address)
    tried = page.page.evaluate(
        """() => new Promise((done) => {
          const text = `const asked = new XMLHttpRequest();
            asked.onload = () => postMessage("it left");
            self.addEventListener("securitypolicyviolation", (event) =>
              postMessage(event.effectiveDirective));
            asked.open("GET", "http://localhost:9/"); asked.send();`;
          const worker = new Worker(URL.createObjectURL(new Blob([text])));
          worker.onmessage = ({ data }) => done(data);
        })"""
    )
    assert tried == "connect-src"
    page.context.close()


def test_compiled_again_it_is_the_same_bytes() -> None:
    first, again = (pack("special", Folder(Path(RELEASE))) for _ in range(2))
    assert first.archive == again.archive
