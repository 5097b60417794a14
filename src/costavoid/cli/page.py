"""The command that writes the page with Python in it: `page`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from costavoid.base.errors import InputError
from costavoid.base.files import refuse_unwritable, replacing_all
from costavoid.cli.cases import Force
from costavoid.cli.codes import OK
from costavoid.cli.streams import plainly
from costavoid.page.bundle.build import INDEX, built, said_of
from costavoid.page.bundle.bytecode import how
from costavoid.page.bundle.release import Files, Folder, Published, settings


def page(
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="The file to write, such as page.html.")
    ],
    folder: Annotated[
        bool, typer.Option("--folder", help="Write a folder to host, not one file to open.")
    ] = False,
    pyodide: Annotated[
        str | None,
        typer.Option(metavar="FOLDER", help="Where the files of Pyodide are; else fetched."),
    ] = None,
    without_documents: Annotated[
        bool, typer.Option("--without-documents", help="Smaller, but it makes no Word or Excel.")
    ] = False,
    no_compile: Annotated[
        bool, typer.Option("--no-compile", help="Leave its Python uncompiled: it starts slower.")
    ] = False,
    force: Force = False,
) -> int:
    """Write the page as one file, with Python inside it.

    Whoever opens it needs a browser and nothing else: no Python, no network, no server. What they
    type stays on their machine.
    """
    target = Path(out)
    if not folder and target.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"out: {out} given; end the name in .html, or add --folder.")
    if folder and not target.is_dir():
        refuse_unwritable([target])  # where a folder can be made, a file can
    else:
        refuse_unwritable([target / INDEX if folder else target], overwrite=force)
    files: Files = Folder(Path(pyodide)) if pyodide else Published(str(settings()["address"]))
    compiler = "" if no_compile else how(files)
    print(plainly(_compiled(compiler, no_compile)), file=sys.stderr, flush=True)
    made = built(files, documents=not without_documents, folder=folder, compile_it=not no_compile)
    if folder:
        target.mkdir(exist_ok=True)
    placed = {target / name if folder else target: held for name, held in made.files.items()}
    with replacing_all(placed, overwrite=force) as writes:
        for write, content in zip(writes, placed.values(), strict=True):
            write(content)
    print("\n".join(said_of(made)))
    print(plainly(f"Written: {target}."))
    return OK


def _compiled(compiler: str, no_compile: bool) -> str:
    """Whether it starts fast, and what would make it."""
    if compiler:
        return f"Its Python is compiled by {compiler}."
    if no_compile:
        return "Its Python is left uncompiled, so the page starts more slowly."
    return "Nothing here can compile its Python (Node would), so the page starts more slowly."
