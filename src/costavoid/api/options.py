"""What a person holds to choose by: several answers, doing nothing among them, side by side."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from costavoid.analysis.compare import Option, named, refuse_unlike
from costavoid.base.asked import one_of
from costavoid.base.errors import InputError
from costavoid.base.files import replacing

if TYPE_CHECKING:
    import pandas as pd

    from costavoid.appraisal.answer import Answer
    from costavoid.output.words.side_by_side import SideBySide

DO_NOTHING = "Do nothing"


class Options:
    """Options side by side, and documents of them; doing nothing is always one.

    `options` is as for `compare`: a list of Appraisals, or a mapping from names to Appraisals, in
    which None is doing nothing ("Do nothing" comes first unless it is given). `preferred` is the
    name of the one put forward. Word, Excel and HTML need `pip install "costavoid[report]"`.
    Raises InputError as `compare` does, and for a preferred option that is none of them.
    """

    def __init__(
        self,
        options: Iterable[Answer] | Mapping[str, Answer | None],
        *,
        preferred: str | None = None,
    ) -> None:
        listed = named(options)
        refuse_unlike(listed)
        self._options = tuple(_with_nothing(listed))
        chosen = None if preferred is None else one_of(preferred, self.names, "preferred")
        self.preferred = chosen

    @property
    def names(self) -> tuple[str, ...]:
        """What the options are called, in order."""
        return tuple(name for name, _ in self._options)

    def table(self) -> pd.DataFrame:
        """One row each, as `compare` gives them."""
        from costavoid.analysis.compare import compare

        return compare(dict(self._options))

    def unlike(self) -> tuple[str, ...]:
        """What to know before one option is set against another, as `unlike` gives it."""
        from costavoid.analysis.compare import unlike

        return unlike(dict(self._options))

    def __str__(self) -> str:
        """What is unlike, then evidence beside money, an option in each row."""
        from costavoid.output.words.printed import printed_options

        return printed_options(self.page)

    __repr__ = __str__

    def to_word(
        self,
        path: str | os.PathLike[str],
        *,
        template: str | os.PathLike[str] | None = None,
        overwrite: bool = False,
    ) -> Path:
        """What is unlike, the options side by side, then the first page of each, in Word.

        `template` is a council's own .docx, whose styles are used.
        """
        from costavoid.output.report.options import options_word

        with replacing(path, overwrite=overwrite) as write:
            write(options_word(self.page, template))
        return Path(path)

    def to_html(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """The same as one HTML file that needs nothing else."""
        from costavoid.output.report.options import options_html

        with replacing(path, overwrite=overwrite) as write:
            write(options_html(self.page))
        return Path(path)

    def to_markdown(self) -> str:
        """The same in Markdown."""
        from costavoid.output.report.options import options_markdown

        return options_markdown(self.page)

    def to_excel(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """A workbook: the options side by side by formula, with a chart, then a sheet of each."""
        from costavoid.output.report.excel.options import options_bytes

        with replacing(path, overwrite=overwrite) as write:
            write(options_bytes(self.page))
        return Path(path)

    @property
    def page(self) -> SideBySide:
        """What every document of them says, as data."""
        from costavoid.output.words.side_by_side import side_by_side

        return side_by_side(self._options, self.preferred or "")


def _with_nothing(listed: list[Option]) -> list[Option]:
    """The options, with doing nothing among them."""
    if any(part is None for _, part in listed):
        return listed
    if DO_NOTHING in (name for name, _ in listed):
        raise InputError(
            f"options: {DO_NOTHING!r} is the name of an Appraisal; give None under it, or give the "
            "Appraisal another name."
        )
    return [(DO_NOTHING, None), *listed]
