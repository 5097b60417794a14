"""The articles the library was made for, claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from costavoid.articles.claim import Claim, Standing, claims
from costavoid.output.markdown_text import plain, table
from generate.markdown import document

MEANS = {
    Standing.REPRODUCED: "The published inputs give the published figure.",
    Standing.CONSISTENT: "It can come out like this; an input or the figure was not published.",
    Standing.NOT_REPRODUCED: "It does not come out as stated.",
    Standing.REQUIRED: "No effect is published: the answer is the effect at which it would pay.",
    Standing.NOT_MONEY: "No figure in pounds follows from it.",
}


def articles_page() -> str:
    """docs/articles.md: every claim, its question, its answer and the lines that give it."""
    found = claims()
    rows = [
        (standing, str(sum(c.standing is standing for c in found)), MEANS[standing])
        for standing in Standing
    ]
    parts = [
        part
        for article, its in groupby(found, key=lambda claim: claim.article)
        for part in (f"## {article}", *_article(its))
    ]
    return document(
        "# The articles, claim by claim",
        f"Five articles say that early help, better teams and shared services save money. These "
        f"are the {len(found)} things in them that a number can be put to, what a council would "
        "ask of each, and the answer, worked out by the lines under it.",
        table(("Standing", "Claims", "Means"), rows),
        "**To repeat one for your council:** copy its lines under `import costavoid as ca`, put "
        "your own figures in the place of those marked `your own` or `yours` and of the defaults, "
        "and print what you want of the answer: `print(answer)`, `answer.payback`, "
        "`answer.peak_funding`, `answer.delivery_parts()`, `answer.break_even(...)`. "
        "`costavoid articles 4.2` prints one claim with its lines. A post, a salary or a price "
        "that is published is a default with its source (`costavoid sources`); it is one "
        "council's or an old one where that is all there is, and the answer says so. A field "
        "that is not shown has its default: [the programme's page](programmes/README.md) lists "
        "them all.",
        "```python\nimport costavoid as ca\n```",
        *parts,
    )


def _article(claims_of_it: Iterator[Claim]) -> Iterator[str]:
    for claim in claims_of_it:
        yield f"### {claim.id} {plain(claim.says)}"
        yield f"*{plain(claim.question)}*"
        yield f"**{str(claim.standing).capitalize()}.** {plain(claim.answer())}"
        if claim.call:
            yield f"```python\n{claim.call}\n```"
