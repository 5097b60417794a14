"""What a terminal shows: a bar for what takes long, and tables. Text is never read as markup."""

from __future__ import annotations

import io
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import Literal

from costavoid.base.executors import Progress

WIDTH = 100
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


def wrapped(line: str, indent: str = "") -> str:
    """A line of prose as wide as the screen, no word broken; what follows its start is indented."""
    return textwrap.fill(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = False) -> str:
    """A table as text; columns after the first stand to the right where they are `numbers`."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, padding=(0, 2, 0, 0), header_style="")
    for at, head in enumerate(heads):
        side: Literal["left", "right"] = "right" if numbers and at else "left"
        made.add_column(Text(head), justify=side, overflow="fold", no_wrap=not at)
    for row in (tuple("-" * len(head) for head in heads), *rows):
        made.add_row(*(Text(cell) for cell in row))
    written = io.StringIO()
    Console(file=written, width=WIDTH, color_system=None, legacy_windows=False).print(made)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())
