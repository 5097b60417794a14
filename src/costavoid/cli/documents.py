"""The documents that `appraise` writes: by the ending of its name, the bytes of each file.

Markdown has its pictures in files beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from costavoid.api.appraisal import Appraisal

Files = dict[Path, bytes]  # the document itself first


def _word(answer: Appraisal, path: Path) -> Files:
    from costavoid.output.report.word import word_bytes

    return {path: word_bytes(answer)}


def _excel(answer: Appraisal, path: Path) -> Files:
    from costavoid.output.report.excel import excel_bytes

    return {path: excel_bytes(answer)}


def _html(answer: Appraisal, path: Path) -> Files:
    from costavoid.output.report.html import html_bytes

    return {path: html_bytes(answer)}


def _markdown(answer: Appraisal, path: Path) -> Files:
    from costavoid.output.report.markdown import markdown_files

    return markdown_files(answer, path)


WRITERS: dict[str, Callable[[Appraisal, Path], Files]] = {
    ".docx": _word,
    ".xlsx": _excel,
    ".html": _html,
    ".md": _markdown,
}
