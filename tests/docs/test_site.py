"""The documentation site: builds strictly, holds together, needs no network, names everything."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import costavoid as ca
from costavoid import charts

ROOT = Path(__file__).parents[2]
BUILT_BY = ("mkdocs", "material", "mkdocstrings", "mkdocstrings_handlers")
MISSING = [name for name in BUILT_BY if importlib.util.find_spec(name) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING) and "CI" not in os.environ,
    reason=f"{', '.join(MISSING)} not installed: pip install '.[docs]'",
)
OUTSIDE = ("http:", "https:", "mailto:", "//")
LOADED = {("a", "href"): False, ("link", "href"): True}  # what a browser fetches by itself


@dataclass
class Page(HTMLParser):
    """What one page holds: anchors, links, what it loads, and its words."""

    text: str
    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src", "srcset", "action", "data") and value:
                fetched = LOADED.get((tag, name), True)
                (self.loaded if fetched else self.links).append(value)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return site


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Page]:
    """Every page by its path in the site."""
    found = {
        path.relative_to(built).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(built.rglob("*.html"))
    }
    assert len(found) > 60
    return found


def targets(pages: dict[str, Page]) -> Iterator[tuple[str, str]]:
    """Every link to a place on the site, with the page it stands on."""
    for name, page in pages.items():
        for link in (*page.links, *page.loaded):
            # the page shown for an address that is not there can be at any depth
            if not link.startswith((*OUTSIDE, "data:")) and name != "404.html":
                yield name, link


def test_every_link_and_anchor_leads_somewhere(built: Path, pages: dict[str, Page]) -> None:
    count = 0
    for name, link in targets(pages):
        parts = urlsplit(link)
        file = (built / name).parent / unquote(parts.path) if parts.path else built / name
        file = file / "index.html" if file.is_dir() else file
        assert file.is_file(), (name, link)
        to = file.resolve().relative_to(built.resolve()).as_posix()
        if parts.fragment and to in pages:
            assert unquote(parts.fragment) in pages[to].anchors, (name, link)
        count += 1
    assert count > 2000


def test_every_public_name_is_in_the_reference(pages: dict[str, Page]) -> None:
    anchors = {a for n in pages if n.startswith("reference/") for a in pages[n].anchors}
    for of, home in ((ca, "costavoid"), (charts, "costavoid.charts")):
        for name in set(of.__all__) - {"charts"}:  # a module, with a page of its own
            thing = getattr(of, name)
            known = {f"{home}.{name}", f"{thing.__module__}.{thing.__qualname__}"}
            assert known & anchors, name


def test_no_page_of_the_reference_is_empty(pages: dict[str, Page]) -> None:
    for name in (n for n in pages if n.startswith("reference/")):
        assert "table" in pages[name].tags or len(pages[name].anchors) > 20, name


def test_every_document_is_on_the_site_and_in_the_menu(pages: dict[str, Page]) -> None:
    for path in (ROOT / "docs").rglob("*.md"):
        name = path.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        name = name.replace("README", "index")
        if name.startswith("pictures/"):
            continue
        assert name in pages
        assert "md-nav" in pages[name].text
    for path in (ROOT / "examples").glob("*.py"):
        assert f"examples/{path.name}.html" in pages


def test_the_site_needs_no_network(built: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        outside = [each for each in page.loaded if each.startswith(OUTSIDE)]
        assert not outside, (name, outside)
    for style in built.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert "url(http" not in text and "@import" not in text, style.name
    for name, page in pages.items():
        for word in ("googletagmanager", "google-analytics", "fonts.googleapis", "unpkg.com"):
            assert word not in page.text, (name, word)


def test_search_works_from_a_folder_and_asks_nobody(built: Path) -> None:
    """In a real browser, the page opened from disk: results, and no request to any host."""
    browser = shutil.which("chromium")
    if browser is None and "CI" not in os.environ:
        pytest.skip("chromium is not installed")
    assert browser, "chromium is not installed"
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = opened.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((built / "programmes" / "pause.html").as_uri())
        page.fill(".md-search__input", "deadweight")
        page.wait_for_selector(".md-search-result__item")
        assert page.locator(".md-search-result__item").count() >= 5
        opened.close()
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
