"""What can be taken away: Word, Excel, HTML, the case file, and three lines of Python."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass

from costavoid.api.appraisal import Appraisal
from costavoid.cases.writing import toml
from costavoid.page.answered import Answered


@dataclass(frozen=True)
class Kind:
    """One kind of file: its ending, what it is, and how it is made."""

    ending: str
    type: str
    label: str
    made: Callable[[Answered, Appraisal], bytes]


def _word(made: Answered, answer: Appraisal) -> bytes:
    from costavoid.output.report.word import word_bytes

    return word_bytes(answer)


def _excel(made: Answered, answer: Appraisal) -> bytes:
    from costavoid.output.report.excel import excel_bytes

    return excel_bytes(answer)


def _html(made: Answered, answer: Appraisal) -> bytes:
    from costavoid.output.report.html import html_bytes

    return html_bytes(answer)


def case_file(made: Answered) -> bytes:
    """The case as a file that `costavoid.load` and the command line read."""
    return toml(made.read.table).encode()


def _case(made: Answered, answer: Appraisal) -> bytes:
    return case_file(made)


OFFICE = "application/vnd.openxmlformats-officedocument"
FILES = {
    "word": Kind(".docx", f"{OFFICE}.wordprocessingml.document", "Word document", _word),
    "excel": Kind(".xlsx", f"{OFFICE}.spreadsheetml.sheet", "Excel workbook", _excel),
    "html": Kind(".html", "text/html", "Web page", _html),
    "case": Kind(".toml", "application/toml", "Case file", _case),
}


def file_of(want: str, made: Answered, answer: Appraisal) -> dict[str, str]:
    """One file to be saved by the browser: its name, its type and its bytes in base64."""
    kind = FILES[want]
    content = base64.b64encode(kind.made(made, answer)).decode()
    return {"name": f"{stem(made)}{kind.ending}", "type": kind.type, "base64": content}


def stem(made: Answered) -> str:
    """What the files are called: by the programme, and by the council where one is named."""
    answer = made.answer
    called = answer.intervention.called if answer else made.cls.title
    council = made.texts.get("settings.council", "")
    said = re.sub(r"[^a-z0-9]+", "-", f"{called} {council}".casefold()).strip("-")
    return said[:60].strip("-") or "case"


def three_lines(made: Answered) -> str:
    """The lines of Python that give the same answer from the case file."""
    return f'import costavoid as ca\ncase = ca.load("{stem(made)}.toml")\nprint(case.appraise())'
