"""What an appraisal can be written as: Word, Excel, HTML, Markdown."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from costavoid.appraisal.answer import Appraisal


class Outputs:
    """The files an Appraisal can be written to; each begins with the same page.

    Nothing is written unless all of it is, and no file is replaced without `overwrite`. Word, Excel
    and HTML need `pip install 'costavoid[report]'`.
    """

    @property
    def _answer(self) -> Appraisal:
        return cast("Appraisal", self)

    def to_word(
        self,
        path: str | os.PathLike[str],
        *,
        template: str | os.PathLike[str] | None = None,
        parts: Iterable[str] | None = None,
        overwrite: bool = False,
    ) -> Path:
        """A business case in Word by the Five Case Model; what we cannot fill is marked.

        `template` is a council's own .docx, whose styles are used. `parts` are the sections
        wanted, such as ["financial", "assumptions"]; all, unless given.
        """
        from costavoid.output.report.word import to_word

        return to_word(self._answer, path, template=template, parts=parts, overwrite=overwrite)

    def to_excel(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """A workbook with live formulas, no macros: change an input, and all of it follows."""
        from costavoid.output.report.excel import to_excel

        return to_excel(self._answer, path, overwrite=overwrite)

    def to_html(
        self,
        path: str | os.PathLike[str],
        *,
        parts: Iterable[str] | None = None,
        overwrite: bool = False,
    ) -> Path:
        """One HTML file that needs nothing else: to read, print or send."""
        from costavoid.output.report.html import to_html

        return to_html(self._answer, path, parts=parts, overwrite=overwrite)

    def to_markdown(self, *, parts: Iterable[str] | None = None) -> str:
        """The same in Markdown, without pictures."""
        from costavoid.output.report.markdown import to_markdown

        return to_markdown(self._answer, parts=parts)

    def _repr_html_(self) -> str:
        """The first page, where a notebook shows the appraisal."""
        from costavoid.output.report.html import first_page

        return first_page(self._answer)
