"""What a terminal shows: a bar for what takes long, and tables. Text is never read as markup."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from threading import Timer
from typing import Any, TextIO

from costavoid.base.executors import Progress
from costavoid.cli.streams import as_shown

NARROWEST, WIDEST = 50, 100  # columns
GAP = "  "
WHOLE: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}
PATIENCE = 1.0  # seconds before a bar is shown


@contextmanager
def bar(words: str) -> Iterator[Progress]:
    """`progress(done, of)`, shown on a terminal once it has lasted a second, and then cleared."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Shown

    shown = Shown(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = shown.add_task(words, total=None)
    later = Timer(PATIENCE, shown.start)
    later.daemon = True
    later.start()
    try:
        yield lambda done, of: shown.update(task, completed=done, total=of)
    finally:
        later.cancel()
        later.join()
        shown.stop()


def width(on: TextIO | None = None) -> int:
    """How wide text may be: as the terminal is, from 50 to 100 columns; 100 where there is none."""
    stream = sys.stdout if on is None else on
    if not stream.isatty():
        return WIDEST
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def wrapped(line: str, indent: str = "", *, on: TextIO | None = None, most: int = WIDEST) -> str:
    """A line of prose as wide as the screen, no word broken; what follows its start is indented."""
    stream = sys.stdout if on is None else on
    return textwrap.fill(
        as_shown(line, stream),
        min(width(stream), most),
        initial_indent=indent,
        subsequent_indent="  ",
        **WHOLE,
    )


def listed(line: str) -> str:
    """One of a list: wrapped on a terminal, and a line to search anywhere else."""
    return wrapped(line) if sys.stdout.isatty() else line


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: bool = False,
    first_wraps: bool = False,
) -> str:
    """A table as text; columns after the first stand to the right where they are `numbers`.

    The first is as wide as its longest cell, unless it `first_wraps`. Where the screen is too
    narrow for its words, each row is a list of its own.
    """
    under = tuple("-" * len(head) for head in heads)
    cells = [[as_shown(cell, sys.stdout) for cell in row] for row in (heads, under, *rows)]
    wide = _widths(cells, width(), first_wraps)
    if wide is None:
        return "\n\n".join(_as_list(heads, row) for row in cells[2:])
    return "\n".join(_row(row, wide, numbers) for row in cells)


def _widths(rows: Sequence[Sequence[str]], most: int, first_wraps: bool) -> list[int] | None:
    """How wide each column is; None where not even their longest words stand side by side."""
    columns = list(zip(*rows, strict=True))
    natural = [max(map(len, column)) for column in columns]
    least = [
        max(len(word) for cell in column for word in (*cell.split(), "")) for column in columns
    ]
    least[0] = least[0] if first_wraps else natural[0]
    room = most - len(GAP) * (len(columns) - 1)
    if sum(least) > room:
        return None
    found = list(natural)
    while sum(found) > room:  # the widest that can be narrower gives way
        at = max((i for i, to in enumerate(found) if to > least[i]), key=found.__getitem__)
        found[at] -= 1
    return found


def _row(cells: Sequence[str], wide: Sequence[int], numbers: bool) -> str:
    """A row as lines of text."""
    parts = [textwrap.wrap(cell, to, **WHOLE) for cell, to in zip(cells, wide, strict=True)]
    lines = []
    for line in zip_longest(*parts, fillvalue=""):
        placed = [
            part.rjust(to) if numbers and at else part.ljust(to)
            for at, (part, to) in enumerate(zip(line, wide, strict=True))
        ]
        lines.append(GAP.join(placed).rstrip())
    return "\n".join(lines)


def _as_list(heads: Sequence[str], row: Sequence[str]) -> str:
    """A row of a table too wide for the screen: its first cell, and under it the others."""
    first, *others = zip(heads, row, strict=True)
    said = [f"{head}: {cell or 'none'}" if head else cell for head, cell in others]
    return "\n".join([wrapped(first[1]), *(wrapped(each, "  ") for each in said)])
