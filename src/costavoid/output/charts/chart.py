"""A chart: its finding, what it shows in words, and the pictures it can be drawn as."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from costavoid.appraisal.answer import Answer
from costavoid.base.errors import InputError, shown
from costavoid.base.files import replacing
from costavoid.output.charts.drawing import Drawing
from costavoid.output.charts.png import png_file
from costavoid.output.charts.sheet import CAPTIONED, NARROW, TITLED, Form
from costavoid.output.charts.svg import svg_file, svg_in_page


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart: its `title`, which is its finding; `alt`, the finding and its numbers in words.

    `alt` holds what a reader needs who cannot see the picture.
    """

    title: str
    alt: str
    draw: Callable[[Form], Drawing] = field(repr=False)

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Writes a .png or an .svg file, whole or not at all; gives its path.

        Raises InputError for another ending, or where the file cannot be written.
        """
        kind = Path(path).suffix.lower() if isinstance(path, str | os.PathLike) else ""
        if kind not in (".png", ".svg"):
            raise InputError(
                f"path: {shown(path)} given; a chart is saved as a picture: end the name in .png "
                "(for a document) or .svg (for a web page, or to enlarge)."
            )
        content = self.png() if kind == ".png" else self.svg().encode()
        with replacing(path, overwrite=overwrite) as write:
            write(content)
        return Path(path)

    def png(self, *, titled: bool = True) -> bytes:
        """The chart as a PNG picture; without its title where a caption says it."""
        return png_file(self.draw(TITLED if titled else CAPTIONED), self.title, self.alt)

    def svg(self, *, titled: bool = True) -> str:
        """The chart as an SVG drawing, with its title and words inside; the same every time."""
        return svg_file(self.draw(TITLED if titled else CAPTIONED), self.title, self.alt)

    def in_page(self) -> str:
        """Two drawings for a `figure` of a web page, a wide and a narrow one, without the title.

        The page has to hold `page_style()`, which gives them its colours and shows one of them.
        """
        forms = {"wide": CAPTIONED, "narrow": NARROW}
        return "".join(svg_in_page(self.draw(form), self.alt, n) for n, form in forms.items())

    def _repr_png_(self) -> bytes:
        return self.png()

    def __str__(self) -> str:
        return self.alt


def checked(appraisal: object) -> None:
    """Raises InputError for anything but an appraisal."""
    if not isinstance(appraisal, Answer):
        raise InputError(
            f"chart: {type(appraisal).__name__} given; give an appraisal, such as "
            "costavoid.appraise(costavoid.Pause(women=20), horizon=5, price_year='2025-26')."
        )
