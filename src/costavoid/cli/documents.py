"""The documents that a command writes: by the ending of its name, the bytes of each file."""

from __future__ import annotations

from collections.abc import Callable

from costavoid.api.appraisal import Appraisal
from costavoid.api.options import Options


def _word(answer: Appraisal) -> bytes:
    from costavoid.output.report.word import word_bytes

    return word_bytes(answer)


def _excel(answer: Appraisal) -> bytes:
    from costavoid.output.report.excel import excel_bytes

    return excel_bytes(answer)


def _html(answer: Appraisal) -> bytes:
    from costavoid.output.report.html import html_bytes

    return html_bytes(answer)


def _powerpoint(answer: Appraisal) -> bytes:
    from costavoid.output.report.powerpoint import powerpoint_bytes

    return powerpoint_bytes(answer)


def _markdown(answer: Appraisal) -> bytes:
    return answer.to_markdown().encode()


WRITERS: dict[str, Callable[[Appraisal], bytes]] = {
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
