"""Python compiled before it is shipped: a page then starts in about half the time.

Bytecode fits one version of Python alone, so it is made by that version: by this one, where it is
the release's own, or by the release's Python itself, in Node, where that is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from costavoid.base.errors import CostavoidError
from costavoid.page.bundle.compiling import compiled
from costavoid.page.bundle.release import Files, core, info, settings

Held = dict[str, bytes]
WAIT = 300  # seconds for all of it
SCRIPTS = ("compiling.py", "compiling.mjs")
RUN = ("pyodide-lock.json", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs")
STDLIB = "python_stdlib.zip"


def how(files: Files) -> str:
    """What can compile for the release, in words; blank where nothing here can."""
    version = ".".join(map(str, sys.version_info[:2]))
    if str(info(files)["python"]).startswith(f"{version}."):
        return f"Python {version}, which is this one"
    return "the release's own Python, in Node" if shutil.which("node") else ""


def precompiled(files: Files, held: Held) -> Held:
    """The same files, each that is Python compiled where that can be done.

    Raises CostavoidError where Node was found and could not do it.
    """
    found = how(files)
    if not found:
        return held
    if "Node" not in found:
        return {_name(path, made): made for path, made in map(_here, held.items())}
    return _in_node(files, held)


def _here(each: tuple[str, bytes]) -> tuple[str, bytes]:
    path, content = each
    return path, compiled(content, path) if path.endswith(".py") else content


def _name(path: str, content: bytes) -> str:
    """What a file is called once it may have been compiled."""
    return path + "c" if path.endswith(".py") and content[2:4] == b"\r\n" else path


def _in_node(files: Files, held: Held) -> Held:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in (*RUN, STDLIB):
            (folder / name).write_bytes(core(files, name))
        for name in SCRIPTS:
            (folder / name).write_bytes((Path(__file__).parent / name).read_bytes())
        with zipfile.ZipFile(folder / "given.zip", "w") as given:
            for path, content in held.items():
                if path.endswith(".py"):
                    given.writestr(path, content)
        _run([str(shutil.which("node")), str(folder / "compiling.mjs")])
        with zipfile.ZipFile(folder / "made.zip") as made:
            found = {name: made.read(name) for name in made.namelist()}
    kept = {path: content for path, content in held.items() if f"{path}c" not in found}
    return {**kept, **found}


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=WAIT, text=True)
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        raise CostavoidError(
            f"node: it could not compile for Pyodide {settings()['release']} "
            f"({said[-1] if said else error}); use a newer Node, or none (--no-compile)."
        ) from None
