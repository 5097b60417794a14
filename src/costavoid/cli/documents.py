"""The documents that `appraise` writes: by the ending of its name, the bytes of each file."""

from __future__ import annotations

from collections.abc import Callable

from costavoid.api.appraisal import Appraisal


def _word(answer: Appraisal) -> bytes:
    from costavoid.output.report.word import word_bytes

    return word_bytes(answer)


def _excel(answer: Appraisal) -> bytes:
    from costavoid.output.report.excel import excel_bytes

    return excel_bytes(answer)


def _html(answer: Appraisal) -> bytes:
    from costavoid.output.report.html import html_bytes

    return html_bytes(answer)


def _markdown(answer: Appraisal) -> bytes:
    return answer.to_markdown().encode()


WRITERS: dict[str, Callable[[Appraisal], bytes]] = {
    ".docx": _word,
    ".xlsx": _excel,
    ".html": _html,
    ".md": _markdown,
}
