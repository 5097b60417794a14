"""The documents that a command writes: by the ending of its name, the bytes of each file.

Markdown has its pictures in files beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from costavoid.api.appraisal import Appraisal
from costavoid.api.options import Options
from costavoid.output.words.portfolio_page import PortfolioPage

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


def _powerpoint(answer: Appraisal, path: Path) -> Files:
    from costavoid.output.report.powerpoint import powerpoint_bytes

    return {path: powerpoint_bytes(answer)}


WRITERS: dict[str, Callable[[Appraisal, Path], Files]] = {
    ".docx": _word,
    ".xlsx": _excel,
    ".html": _html,
    ".md": _markdown,
    ".pptx": _powerpoint,
}


def _options_word(options: Options) -> bytes:
    from costavoid.output.report.options import options_word

    return options_word(options.page)


def _options_excel(options: Options) -> bytes:
    from costavoid.output.report.excel.options import options_bytes

    return options_bytes(options.page)


def _options_html(options: Options) -> bytes:
    from costavoid.output.report.options import options_html

    return options_html(options.page)


def _options_markdown(options: Options) -> bytes:
    return options.to_markdown().encode()


OPTIONS_WRITERS: dict[str, Callable[[Options], bytes]] = {
    ".docx": _options_word,
    ".xlsx": _options_excel,
    ".html": _options_html,
    ".md": _options_markdown,
}


def _portfolio_word(page: PortfolioPage) -> bytes:
    from costavoid.output.report.portfolio import portfolio_word

    return portfolio_word(page)


def _portfolio_excel(page: PortfolioPage) -> bytes:
    from costavoid.output.report.excel.portfolio import portfolio_bytes

    return portfolio_bytes(page)


def _portfolio_html(page: PortfolioPage) -> bytes:
    from costavoid.output.report.portfolio import portfolio_html

    return portfolio_html(page)


def _portfolio_markdown(page: PortfolioPage) -> bytes:
    from costavoid.output.report.portfolio import portfolio_markdown

    return portfolio_markdown(page).encode()


PORTFOLIO_WRITERS: dict[str, Callable[[PortfolioPage], bytes]] = {
    ".docx": _portfolio_word,
    ".xlsx": _portfolio_excel,
    ".html": _portfolio_html,
    ".md": _portfolio_markdown,
}
