"""Pictures of the page as people see it, wide, narrow and dark, and of a first business case on it.

Needs Chromium and Playwright. Run it after a change to the page, and look at what changed:
python docs/draw_page.py
"""

from __future__ import annotations

import io
import shutil
import threading
from typing import Any

from draw_pictures import PICTURES
from PIL import Image
from playwright.sync_api import sync_playwright

from costavoid.page.server.serving import Server

FOLDER = PICTURES / "page"
COLOURS = 48  # of a picture: enough for text and bars
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 390, "height": 780}
CARD = "own:placement.foster.any.week"


def settled(page: Any) -> None:
    """Wait for the answer to all that was done."""
    page.locator('html[data-idle="yes"]').wait_for(state="attached")


def kept(page: Any, name: str, place: str = "") -> None:
    """The screen as a picture, with what stands at a place brought to its top."""
    if place:
        page.locator(place).first.evaluate("(one) => one.scrollIntoView()")
        page.mouse.wheel(0, -70)
        page.wait_for_timeout(200)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def filled(page: Any, name: str, text: str) -> None:
    """Type into a box."""
    page.locator(f'[id="{name}"]').fill(text)
    settled(page)


def tour(page: Any) -> None:
    """A first business case, step by step."""
    kept(page, "first")
    filled(page, "settings.council", "Hackney")
    filled(page, "women", "25")
    filled(page, "start", "1 April 2027")
    kept(page, "choices")
    kept(page, "slider", "#change-title")
    filled(page, f"{CARD}:value", "£1,250")
    kept(page, "own_number", f'[id="card-{CARD.removeprefix("own:")}"]')
    filled(page, f"{CARD}:source", "Hackney's placement ledger 2026-27 (invented)")
    page.locator("#keep-name").fill("Twenty-five women")
    page.locator("#do-keep").click()
    settled(page)
    filled(page, "women", "15")
    kept(page, "compare", "#compare-title")
    page.locator("#want-draws").click()
    settled(page)
    kept(page, "take_away", "#sure-title")


def main() -> None:
    """Draw them all."""
    FOLDER.mkdir(exist_ok=True)
    with Server(0) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, size, scheme in (("dark", WIDE, "dark"), ("narrow", NARROW, "light")):
            page = browser.new_page(viewport=size, color_scheme=scheme)
            page.goto(server.door.address)
            settled(page)
            kept(page, name)
        page = browser.new_page(viewport=WIDE)
        page.goto(server.door.address)
        settled(page)
        tour(page)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
