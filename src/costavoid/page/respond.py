"""What the page asks and what it is told: one request in, one response out, nothing kept."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qsl

from costavoid.base.errors import CostavoidError
from costavoid.base.executors import Progress
from costavoid.cases.blank import new_case
from costavoid.cases.case import Case
from costavoid.output.words.cover import cover


def respond(request: Mapping[str, Any], progress: Progress | None = None) -> dict[str, Any]:
    """The response to one request of the page, both plain JSON values.

    `request` has `state`, what stands in the form as a query string, and `want`, what is asked
    for: "page" unless given. `progress(done, draws)` is called while it draws.
    """
    state = str(request.get("state", ""))
    told = dict(parse_qsl(state))
    name = told.pop("programme", "Pause")
    try:
        answer = Case.read(new_case(name, told or {"women": "20"}).encode()).appraise()
        html = f"<p>{escape(' '.join(cover(answer).verdict))}</p>"
    except CostavoidError as error:
        html = f"<p>{escape(str(error))}</p>"
    return {"state": state, "html": html}
