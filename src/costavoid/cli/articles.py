"""The command for the articles the library was made for: `articles`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from costavoid.cli.cases import Json
from costavoid.cli.codes import OK
from costavoid.cli.screen import bar, table, wrapped


def articles(
    id: Annotated[
        str | None, typer.Argument(metavar="[CLAIM]", help="Of a claim, such as 4.2.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Answer what the articles claim.

    Of each claim: what a council would ask of it, the answer, how it stands, and, for one, the
    lines of Python that give it.
    """
    from costavoid.articles.claim import Claim, claim, claims

    found: tuple[Claim, ...] = claims() if id is None else (claim(id),)
    answers = []
    with bar("Answering claims") as progress:
        for done, each in enumerate(found, 1):
            answers.append(each.answer())
            progress(done, len(found))
    if as_json:
        rows = [
            {**each.model_dump(mode="json"), "answer": answer, "call": each.call}
            for each, answer in zip(found, answers, strict=True)
        ]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    elif id is None:
        named = zip(found, answers, strict=True)
        print(table(("Claim", "Standing", "Answer"), [(c.id, c.standing, a) for c, a in named]))
        print()
        print(wrapped("`costavoid articles 4.2` prints the question, and the lines to copy."))
    else:
        (one,), (answer,) = found, answers
        print(wrapped(f"{one.id} {one.says}"), wrapped(one.article), "", sep="\n")
        print(wrapped(f"{one.question} {one.standing.capitalize()}: {answer}"))
        print(f"\nimport costavoid as ca\n\n{one.call}" if one.call else "")
    return OK
