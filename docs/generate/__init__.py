"""The generated pages of docs/: programmes, parts, evidence, articles, published figures, rules.

`python docs/generate` writes those whose text has changed, and removes none.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from costavoid.base.errors import CostavoidError
from costavoid.programme.interventions import PROGRAMMES
from generate.articles import articles_page
from generate.evidence import evidence_pages
from generate.gallery import replications_page
from generate.parts import parts_page
from generate.programme import file_name, index_page, programme_page
from generate.rules import rules_page
from generate.units import units_page

__all__ = ["main", "pages", "programme_page", "replications_page"]


def pages(examples: Path | None = None) -> dict[str, str]:
    """Every generated page: its path in docs/, and its text.

    `examples` is the folder in which to look for an example of each programme.
    """
    return {
        "articles.md": articles_page(),
        "replications.md": replications_page(),
        "review-rules.md": rules_page(),
        "units.md": units_page(),
        "reference/parts.md": parts_page(),
        **evidence_pages(),
        "programmes/README.md": index_page(PROGRAMMES.values()),
        **{
            f"programmes/{file_name(cls)}.md": programme_page(cls, examples)
            for cls in PROGRAMMES.values()
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages whose text has changed; returns the exit code, 2 for wrong data."""
    parser = argparse.ArgumentParser(
        prog="python docs/generate", description="Write the generated pages of docs/."
    )
    parser.add_argument("docs", type=Path, help="the folder, beside examples/")
    docs: Path = parser.parse_args(arguments).docs
    try:
        made = pages(docs.resolve().parent / "examples")
    except CostavoidError as error:
        print(error, file=sys.stderr)
        return 2
    for name, text in made.items():
        path = docs / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path)
    return 0
