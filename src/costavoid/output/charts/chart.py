"""A chart: its figure, what it shows in words, and the files it can be saved as."""

from __future__ import annotations

import io
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from costavoid.appraisal.answer import Answer
from costavoid.base.errors import InputError, shown
from costavoid.base.extras import from_extra
from costavoid.base.files import replacing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS_PER_INCH = 200
# The same file for the same chart, wherever it is drawn and whatever the user's own settings.
SAVING = {
    "svg.hashsalt": "costavoid",
    "svg.fonttype": "path",
    "svg.image_inline": True,
    "savefig.bbox": "standard",
    "savefig.transparent": False,
}
_one_at_a_time = threading.Lock()  # matplotlib's settings are shared by every thread


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart: a matplotlib `figure`, its `title`, and `alt`, the chart in words.

    `alt` holds the numbers a reader needs who cannot see the figure.
    """

    figure: Figure
    title: str
    alt: str

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

    def png(self) -> bytes:
        """The chart as a PNG picture."""
        return self._drawn("png", {"Software": None})

    def svg(self) -> str:
        """The chart as an SVG drawing, with its title and words inside; the same every time."""
        return self._drawn("svg", {"Date": None, "Creator": None}).decode()

    def _drawn(self, kind: str, metadata: dict[str, None]) -> bytes:
        matplotlib = from_extra("matplotlib")
        content = io.BytesIO()
        described = {"Title": self.title, "Description": self.alt, **metadata}
        with _one_at_a_time, matplotlib.rc_context(SAVING):
            self.figure.savefig(
                content,
                format=kind,
                dpi=DOTS_PER_INCH,
                facecolor="white",
                edgecolor="white",
                metadata=described,
            )
        return content.getvalue()

    def _repr_png_(self) -> bytes:
        return self.png()

    def __str__(self) -> str:
        return f"{self.title}. {self.alt}"


def checked(appraisal: object) -> None:
    """Raises InputError for anything but an appraisal."""
    if not isinstance(appraisal, Answer):
        raise InputError(
            f"chart: {type(appraisal).__name__} given; give an appraisal, such as "
            "costavoid.appraise(costavoid.Pause(women=20), horizon=5, price_year='2025-26')."
        )
