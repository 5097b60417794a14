"""The first page as a terminal prints it: the same sentences and table as in every document."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

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
from costavoid.output.words.side_by_side import (
    BY_YEAR,
    TITLE,
    UNLIKE,
    SideBySide,
    year_heads,
    year_rows,
)
from costavoid.output.words.side_by_side import heads as heads_of
from costavoid.output.words.side_by_side import rows as rows_of

WIDTH = 92
WHOLE: dict[str, Any] = {"break_on_hyphens": False, "break_long_words": False}  # words
GAP = 2
HEAD, NAME = 11, 40  # letters of a head in one line at least; of the name of an option
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


def printed_options(page: SideBySide, wrap: Wrap | None = None, width: int = WIDTH) -> str:
    """Options side by side: what is unlike, then evidence beside money, then cash by year."""
    to_fit = wrap or wrapped
    paragraphs = (
        f"{TITLE}: {page.about}",
        "",
        f"{UNLIKE}:",
        *(f"- {sentence}" for sentence in page.unlike),
        "",
        page.caption,
    )
    most = min(NAME, width // 2)
    money = _table(heads_of(page), _cut(rows_of(page), most), width)
    by_year = _table(year_heads(page), _cut(year_rows(page), most), width)
    finding = to_fit(f"{page.finding}.")
    return "\n".join([*map(to_fit, paragraphs), *money, "", BY_YEAR, *by_year, "", finding])


def _cut(rows: Iterable[Sequence[str]], most: int) -> Iterator[Sequence[str]]:
    """Rows whose names leave room for their figures."""
    for name, *others in rows:
        yield name if len(name) <= most else f"{name[: most - 1]}…", *others


def wrapped(text: str) -> str:
    """A paragraph to the width of a printed answer."""
    return textwrap.fill(text, WIDTH, subsequent_indent="  ", **WHOLE)


def _table(heads: Sequence[str], given: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    """The columns side by side, a long head on lines of its own; as many at a time as fit."""
    rows = list(given)
    columns = list(zip(*rows, strict=True))
    tops = [
        textwrap.wrap(head, max(HEAD, *map(len, column)), **WHOLE)
        for head, column in zip(heads, columns, strict=True)
    ]
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

    high = max(len(tops[i]) for i in shown)
    padded = [[*[""] * (high - len(top)), *top] for top in tops]
    yield from (line([top[level] for top in padded]).rstrip() for level in range(high))
    yield from (line(row).rstrip() for row in rows)
