"""A document in every form, by the ending of its name, whole or not at all."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from costavoid.base.files import replacing
from costavoid.output.report.document import Document

PathLike = str | os.PathLike[str]
Files = dict[str, Callable[[], bytes]]


def in_every_form(document: Document, excel: Callable[[], bytes], status: str) -> Files:
    """By the ending of its name, how each file is made."""

    def word() -> bytes:
        from costavoid.output.report.word import document_bytes

        return document_bytes(document, status=status)

    def html() -> bytes:
        from costavoid.output.report.html import document_bytes

        return document_bytes(document)

    def markdown() -> bytes:
        from costavoid.output.report.markdown import document_text

        return document_text(document).encode()

    return {".docx": word, ".xlsx": excel, ".html": html, ".md": markdown}


class Written(ABC):
    """What can be written as a document of any kind, whole or not at all."""

    @abstractmethod
    def files(self) -> Files:
        """By the ending of its name, how the bytes of each file are made."""

    def _put(self, ending: str, path: PathLike, overwrite: bool) -> Path:
        with replacing(path, overwrite=overwrite) as write:
            write(self.files()[ending]())
        return Path(path)

    def to_word(self, path: PathLike, *, overwrite: bool = False) -> Path:
        """Write it in Word. Needs `pip install "costavoid[report]"`."""
        return self._put(".docx", path, overwrite)

    def to_excel(self, path: PathLike, *, overwrite: bool = False) -> Path:
        """Write it as a workbook. Needs `pip install "costavoid[report]"`."""
        return self._put(".xlsx", path, overwrite)

    def to_html(self, path: PathLike, *, overwrite: bool = False) -> Path:
        """Write it as one HTML file. Needs `pip install "costavoid[report]"`."""
        return self._put(".html", path, overwrite)

    def to_markdown(self) -> str:
        """The same in Markdown."""
        return self.files()[".md"]().decode()
