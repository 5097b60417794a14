"""What a programme comes to in its example: the verdict of the example's first page."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from costavoid.appraisal.answer import Answer
from costavoid.output.markdown_text import plain
from costavoid.output.words.cover import cover
from costavoid.programme.base import Intervention


def examples_of(cls: type[Intervention], folder: Path | None) -> list[Path]:
    """The examples that make one, that of its own name first."""
    files = sorted(folder.glob("*.py")) if folder else []
    uses = re.compile(rf"\b{cls.__name__}\(")
    found = [file for file in files if uses.search(file.read_text(encoding="utf-8"))]
    return sorted(found, key=lambda file: (file.stem.startswith("article_"), file.stem))


def answer(cls: type[Intervention], folder: Path | None) -> str:
    """The verdict and the rating of its first example; blank without one."""
    for file in examples_of(cls, folder):
        made = runpy.run_path(str(file))["appraisal"]()
        if isinstance(made, Answer) and type(made.intervention) is cls:
            said = cover(made)
            about = f" ({plain(said.about)})" if said.about else ""
            return (
                f"**What it comes to in [its example](../../examples/{file.name}){about}.** "
                f"{plain(' '.join(said.verdict))} Evidence: {said.rating.shape} {said.rating.word}."
            )
    return ""
