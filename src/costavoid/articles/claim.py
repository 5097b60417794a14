"""One claim of an article: its question, the lines that answer it, and how the answer stands."""

from __future__ import annotations

import ast
import csv
import inspect
import textwrap
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib.resources import files

from costavoid.articles import champions, innovating, manchester, north_west
from costavoid.base.errors import DataError, InputError, nearest, shown
from costavoid.base.frozen import Frozen

ARTICLES = {
    "1": "A real sense of community in the North West (trade press, 2010)",
    "2": "Services are innovating (local government press, 2016)",
    "3": "We are the social work champions (children's services press, 2021)",
    "4": "Manchester (recruitment feature and evening newspaper, 2022)",
}
ANSWERS: dict[str, Callable[[], str]] = {
    **north_west.ANSWERS,
    **innovating.ANSWERS,
    **champions.ANSWERS,
    **manchester.ANSWERS,
}


class Standing(StrEnum):
    """How the answer to a claim stands."""

    REPRODUCED = "reproduced"
    CONSISTENT = "consistent"
    NOT_REPRODUCED = "not reproduced"
    REQUIRED = "what would have to be true"
    NOT_MONEY = "not money"


class Claim(Frozen):
    """What an article says, what a council would ask of it, and the answer."""

    id: str
    article: str
    says: str
    question: str
    standing: Standing

    @property
    def call(self) -> str:
        """The lines of Python that answer it, to follow `import costavoid as ca`."""
        source = inspect.getsource(ANSWERS[self.id])
        body = source.split('"""', 2)[2]  # what follows the docstring
        lines = textwrap.dedent(body.split("\n    return ")[0]).strip()
        return f"{lines}\nprint({_last_named(lines)})" if lines else ""

    def answer(self) -> str:
        """The answer in a sentence or two, worked out now."""
        return ANSWERS[self.id]()


def _last_named(lines: str) -> str:
    """What the last statement gives a name to."""
    last = ast.parse(lines).body[-1]
    if not isinstance(last, ast.Assign):
        raise DataError(f"articles: {lines.splitlines()[-1]!r} names nothing to print.")
    return ", ".join(ast.unparse(target).strip("()") for target in last.targets)


@cache
def claims() -> tuple[Claim, ...]:
    """Every claim, in the articles' order. Raises DataError where a row has no answer, or one no
    row."""
    text = (files("costavoid.articles") / "claims.csv").read_text(encoding="utf-8-sig")
    found = tuple(
        Claim(article=ARTICLES[row["id"].split(".")[0]], **row)
        for row in csv.DictReader(text.splitlines())
    )
    odd = {claim.id for claim in found} ^ set(ANSWERS)
    if odd:
        raise DataError(
            f"claims.csv: {', '.join(sorted(odd))} stands only there or only in the articles' "
            "modules; give each claim a row and an answer."
        )
    return found


def claim(id: str) -> Claim:
    """One claim by its number. Raises InputError offering the nearest."""
    found = {each.id: each for each in claims()}
    if id not in found:
        raise InputError(f"claim: {shown(id)} given. {nearest(str(id), found)}")
    return found[id]
