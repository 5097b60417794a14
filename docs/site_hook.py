"""What the site adds to docs/: a page for each example, and folders in the list of pages.

A new programme, decision or example is then on the site without an edit of mkdocs.yml.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files, InclusionLevel

ROOT = Path(__file__).parent.parent
WIDE = ("evidence/", "replications.md")
LINKED = re.compile(r"\]\(\.\./((?:\.\./)*(?:examples|benchmarks)/[\w.]+)\)")


def on_config(config: Any) -> Any:
    """A folder in the list of pages stands for the pages in it."""
    config["nav"] = _with_folders(config["nav"], Path(config["docs_dir"]))
    return config


def _with_folders(entries: list[Any], docs: Path) -> list[Any]:
    """The list of pages with each name that ends in / replaced by the pages of that folder."""
    found: list[Any] = []
    for entry in entries:
        if isinstance(entry, dict):
            ((title, inside),) = entry.items()
            listed = isinstance(inside, list)
            found.append({title: _with_folders(inside, docs) if listed else inside})
        elif entry.endswith("/"):
            paths = sorted((docs / entry).glob("*.md"), key=lambda p: (p.name != "README.md", p))
            found += [path.relative_to(docs).as_posix() for path in paths]
        else:
            found.append(entry)
    return found


def on_files(files: Files, config: Any) -> Files:
    """A page for each example and benchmark, and their list."""
    examples = sorted((ROOT / "examples").glob("*.[pt][yo]*"))
    for path in (*examples, *sorted((ROOT / "benchmarks").glob("*.py"))):
        name = f"{path.parent.name}/{path.name}.md"
        language = {".py": "py", ".toml": "toml"}[path.suffix]
        text = path.read_text(encoding="utf-8")
        page = f"# {path.name}\n\n```{language}\n{text}```\n"
        files.append(
            File.generated(config, name, content=page, inclusion=InclusionLevel.NOT_IN_NAV)
        )
    files.append(File.generated(config, "examples/index.md", content=_list(examples)))
    return files


def on_page_markdown(markdown: str, page: Any, **kwargs: Any) -> str:
    """Links to code outside docs/ go to its page; pages of wide tables have no list beside them."""
    if page.file.src_uri.startswith(WIDE):
        page.meta["hide"] = ["navigation"]
    return LINKED.sub(r"](\1.md)", markdown)


def _list(examples: list[Path]) -> str:
    rows = [f"- [{path.name}]({path.name}.md): {_said(path)}" for path in examples]
    return "# Examples\n\nEach is short and runs as it stands.\n\n" + "\n".join(rows) + "\n"


def _said(path: Path) -> str:
    """The first sentence of an example: its docstring, or the note at its top."""
    text = path.read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(text)) if path.suffix == ".py" else text.lstrip("# ")
    return (said or "").split("\n")[0]
