"""The rules of a review, one row each: what it looks for, its weight, where it comes from."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from costavoid.analysis.review.finding import ORDER, Finding
from costavoid.analysis.review.rules import RULES
from costavoid.output.markdown_text import plain, table
from generate.markdown import document

WEIGHTS = {
    "serious": "Do not send the case before it is mended or answered.",
    "warning": "Say it wherever the result is quoted, or mend it.",
    "note": "For the reader to know.",
}


def rules_page() -> str:
    """docs/review-rules.md: every rule, in the order in which they are put."""
    rows = [
        (
            ", ".join(f"`{id}`" for id in dict.fromkeys(found["id"])),
            plain(inspect.getdoc(rule) or ""),
            " or ".join(weight for weight in ORDER if weight in found["severity"]),
            plain("; ".join(dict.fromkeys(found["source"]))),
        )
        for rule in RULES
        for found in [_findings(rule)]
    ]
    return document(
        "# The rules of a review",
        f"`appraisal.review()` and `costavoid review` put these {len(rows)} rules to a case. A "
        "finding has the name of its rule, its weight, one sentence, a cure, and where the rule "
        "comes from. [For reviewers](for-reviewers.md) says how to use them.",
        table(("Weight", "Means"), WEIGHTS.items()),
        table(("Rule", "What it finds", "Weight", "Where it comes from"), rows),
        "A rule reads the case and what it holds. It cannot know what nobody wrote down: whether "
        "the figures you gave are right, or whether the children would have come into care.",
    )


def _findings(rule: Callable[..., Iterator[Finding]]) -> dict[str, list[str]]:
    """What the findings of a rule can have as id, severity and source, as its code has them."""
    found: dict[str, list[str]] = {"id": [], "severity": [], "source": []}
    for call in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(rule)))):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == Finding.__name__:
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            found["id"].append(ast.literal_eval(given["id"]))
            found["severity"] += _words_in(given["severity"])
            found["source"].append(_said(given["source"], vars(sys.modules[rule.__module__])))
    return found


def _words_in(node: ast.AST) -> list[str]:
    """Every text in an expression: "warning" and "serious" where one of two is chosen."""
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and n.value in ORDER]


def _said(node: ast.expr, names: dict[str, Any]) -> str:
    """A text made of words and of the module's own constants."""
    if isinstance(node, ast.JoinedStr):
        parts = [n.value if isinstance(n, ast.FormattedValue) else n for n in node.values]
        return "".join(_said(part, names) for part in parts)
    return str(names[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node))
