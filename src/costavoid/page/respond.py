"""What the page asks and what it is told: one request in, one response out, nothing kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from costavoid.base.errors import CostavoidError, InputError
from costavoid.base.executors import Progress
from costavoid.cases.case import Case
from costavoid.page.actions import done
from costavoid.page.answered import Answered, answered
from costavoid.page.drawing import page_html
from costavoid.page.taking_away import FILES, file_of
from costavoid.page.typed import query_of, read_query
from costavoid.page.versions import Version, joined, split
from costavoid.page.writing_back import texts_of

PAGE, DRAWS, OPEN = "page", "draws", "open"
WANTS = (PAGE, DRAWS, OPEN, *FILES)
USUAL_DRAWS = "10000"
MOST_DRAWS = 100_000  # on a page: more is for Python
DRAWS_NAME = "settings.draws"


@dataclass(frozen=True)
class Asked:
    """A request, read: the form, the versions kept, and what is wanted."""

    texts: dict[str, str]
    kept: tuple[Version, ...]
    want: str
    said: str = ""


def respond(request: Mapping[str, Any], progress: Progress | None = None) -> dict[str, Any]:
    """The response to one request of the page, both plain JSON values.

    `request` has `state`, what stands in the form as a query string; `want`, what is asked for
    ("page" unless given; "draws", "open" with the `file` dropped, or a file: "word", "excel",
    "html", "case"); and `do`, a button of the form. The response has the `state` as it now is, the
    `html` of the whole page, `said` for a reader of the screen, and the `file` where one was made.
    `progress(done, draws)` is called while it draws. Raises CostavoidError for a request that no
    page sends; what is wrong with what was typed is said on the page.
    """
    asked = _read(request)
    drawn = asked.want == DRAWS or (asked.want in FILES and DRAWS_NAME in asked.texts)
    made = answered(asked.texts, drawn=drawn, progress=progress)
    file, said = None, asked.said
    if asked.want in FILES:
        if made.answer is None:
            said = "There is no answer to take away yet: fill in what is marked first."
        else:
            file = file_of(asked.want, made, made.answer)
            said = f"Made: {file['name']}."
    if said and asked.said:
        made = replace(made, general=(*made.general, said))
    state = query_of(joined(made.texts, asked.kept))
    html = page_html(made, asked.kept, said)
    return {"state": state, "html": html, "said": _announced(made, said)} | (
        {"file": file} if file else {}
    )


def _read(request: Mapping[str, Any]) -> Asked:
    """The request, what its button does done. Raises InputError for what no page sends."""
    want = request.get("want", PAGE)
    if want not in WANTS:
        raise InputError(f"want: {want!r} given; ask for one of {', '.join(WANTS)}.")
    state, do, file = (_text(request, name) for name in ("state", "do", "file"))
    try:
        texts, kept = split(read_query(state))
    except InputError as error:
        return Asked({}, (), PAGE, str(error))
    if want == OPEN:
        return _opened(file, texts, kept)
    try:
        texts, kept = done(do, texts, kept)
    except CostavoidError as error:
        return Asked(texts, kept, PAGE, str(error))
    if want == DRAWS:
        texts = {**texts, DRAWS_NAME: texts.get(DRAWS_NAME, USUAL_DRAWS)}
        texts = _few_enough(texts)
    return Asked(texts, kept, str(want))


def _text(request: Mapping[str, Any], name: str) -> str:
    given = request.get(name, "")
    if not isinstance(given, str):
        raise InputError(f"{name}: {type(given).__name__} given; the page sends text.")
    return given


def _opened(file: str, texts: dict[str, str], kept: tuple[Version, ...]) -> Asked:
    """The form with a dropped case file in it, or as it was with what is wrong with the file."""
    try:
        return Asked(texts_of(Case.read(file.encode())), kept, PAGE)
    except (CostavoidError, UnicodeEncodeError) as error:
        said = str(error) if isinstance(error, CostavoidError) else "it is not plain text."
        return Asked(texts, kept, PAGE, f"The file was not opened. {said}")


def _few_enough(texts: dict[str, str]) -> dict[str, str]:
    """At most so many draws as a page bears."""
    plain = texts[DRAWS_NAME].replace(",", "")
    if plain.isdigit() and len(plain) < 12 and int(plain) > MOST_DRAWS:
        return {**texts, DRAWS_NAME: str(MOST_DRAWS)}
    return texts


def _announced(made: Answered, said: str) -> str:
    """What a reader of the screen hears of the change."""
    if said:
        return said
    if made.answer is None:
        wrong = len(made.faults) + len(made.general)
        left = len(made.missing)
        return f"No answer yet: {wrong} to mend, {left} still to be given."
    return ""
