"""The letters' widths that are kept are those of the font."""

from __future__ import annotations

import json
from importlib import resources

from costavoid.output.charts.lettering import WIDTHS, font, wide


def test_every_width_kept_is_the_fonts_own() -> None:
    kept = json.loads((resources.files("costavoid.output.charts") / WIDTHS).read_text("utf-8"))
    assert len(kept) > 1_000
    for place, bold in enumerate((False, True)):
        drawn = font(1_000, bold)
        assert not [each for each in kept if drawn.getlength(each) != kept[each][place]]


def test_a_letter_that_is_not_kept_is_measured() -> None:
    ahsa = "\N{GOTHIC LETTER AHSA}"
    assert wide(ahsa, 10) == font(1_000, False).getlength(ahsa) / 1_000 * 10 / 72
