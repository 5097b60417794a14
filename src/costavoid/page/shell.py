"""The whole page around one state: its rules, its scripts, and the policy under which they run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from costavoid.base.extras import from_extra
from costavoid.output.report.html import allowed, environment, style_of_documents
from costavoid.page.respond import respond

LIBRARY = "idiomorph.min.js"  # puts a new state of the page in the place of the old, box by box
SCRIPT, STYLE = "page.js", "page.css"
POLICY = {
    "default-src": "'none'",
    "img-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def shell(
    carrier: str,
    *,
    embedded: Mapping[str, str] | None = None,
    late: Mapping[str, str] | None = None,
    policy: Mapping[str, str] | None = None,
    facts: Mapping[str, object] | None = None,
) -> str:
    """The page as one HTML file: its first state drawn already, and the scripts that carry it.

    `carrier` is the script that takes a request to Python and brings its response; `embedded` are
    texts that it finds in the page, by name, and `late` those that it asks for later on, which a
    start need not wait for. `policy` adds what it needs to the page's content security policy, by
    directive ("worker-src": "blob:"); `facts` are what it has to know.
    """
    scripts = _scripts(carrier)
    first = respond({})
    text: str = _template(from_extra("jinja2")).render(
        policy=policy_of(scripts, policy or {}),
        style=style(),
        first=first["html"],
        state=first["state"],
        embedded=embedded or {},
        late=late or {},
        facts=json.dumps(facts or {}),
        scripts=scripts,
    )
    return text


def _scripts(carrier: str) -> tuple[str, ...]:
    return carrier, own(LIBRARY), own(SCRIPT)


def policy_of_page(carrier: str, more: Mapping[str, str]) -> str:
    """The content security policy of a page, for a server to send as well."""
    return policy_of(_scripts(carrier), more)


def policy_of(scripts: tuple[str, ...], more: Mapping[str, str]) -> str:
    """The content security policy: these scripts, the page's own style, and nothing else."""
    named = " ".join(f"'{allowed(script)}'" for script in scripts)
    rules = {**POLICY, "style-src": f"'{allowed(style())}'", "script-src": named}
    for directive, words in more.items():
        rules[directive] = f"{rules[directive]} {words}" if directive in rules else words
    return "; ".join(f"{directive} {words}" for directive, words in rules.items())


@cache
def style() -> str:
    """The rules of documents, then those of the page."""
    return f"{style_of_documents()}\n{own(STYLE)}"


@cache
def own(name: str) -> str:
    """A file of the page, as it is."""
    return (resources.files("costavoid.page") / "browser" / name).read_text("utf-8")


@cache
def _template(jinja: Any) -> Any:
    return environment(jinja, "costavoid.page").get_template("page.html.j2")
