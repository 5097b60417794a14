"""The first page as a terminal prints it: the same sentences and table as in every document."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from costavoid.appraisal.answer import Answer
from costavoid.output.words.cover import (
    BREAK_EVEN,
    EVIDENCE,
    RECOMMENDATION,
    RISKS_TITLE,
    cells,
    cover,
    heads,
)

WIDTH = 92
GAP = 2
Wrap = Callable[[str], str]


MORE = ("All there is to say: .in_full(). What a reviewer would raise: .review()",)


def printed(
    appraisal: Answer,
    more: Sequence[str] = MORE,
    wrap: Wrap | None = None,
    width: int = WIDTH,
) -> str:
    """The first page; it ends with `more`, lines that lead to what lies behind it, not wrapped."""
    said, to_fit = cover(appraisal), wrap or wrapped
    title = f"{said.title}: {said.about}" if said.about else said.title
    evidence = f"{EVIDENCE}: {said.rating.shape} {said.rating.word}. {said.chance}".rstrip()
    above = (title, "", " ".join(said.verdict), evidence, "", said.caption)
    below = (
        "",
        f"{said.finding}.",
        f"{BREAK_EVEN}. {said.break_even}",
        f"{RISKS_TITLE}:",
        *(f"- {risk}" for risk in said.risks),
        f"{RECOMMENDATION}. {said.recommendation}",
        "",
    )
    table = _table(heads(said.table), cells(said.table), width)
    return "\n".join((*map(to_fit, above), *table, *map(to_fit, below), *more))


def wrapped(text: str) -> str:
    """A paragraph to the width of a printed answer."""
    return textwrap.fill(
        text, WIDTH, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The columns side by side, a long head on two lines; as many at a time as fit."""
    tops = [head.split(" to ") for head in heads]
    columns = list(zip(*rows, strict=True))
    widths = [
        max(len(text) for text in (*top, *column))
        for top, column in zip(tops, columns, strict=True)
    ]
    room, first = width - widths[0], 1
    while first < len(heads):
        last, left = first, room
        while last < len(heads) and (last == first or left >= widths[last] + GAP):
            left -= widths[last] + GAP
            last += 1
        yield from _lines([0, *range(first, last)], tops, rows, widths)
        first = last


def _lines(
    shown: Sequence[int],
    tops: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> Iterator[str]:
    def line(texts: Sequence[str]) -> str:
        label, *others = (texts[i] for i in shown)
        parts = [text.rjust(widths[i] + GAP) for i, text in zip(shown[1:], others, strict=True)]
        return label.ljust(widths[0]) + "".join(parts)

    if any(len(tops[i]) > 1 for i in shown):
        yield line([f"{top[0]} to" if len(top) > 1 else "" for top in tops]).rstrip()
    yield line([top[-1] for top in tops])
    yield from (line(row).rstrip() for row in rows)
