"""The page with Python in it, as one file or as the files of a folder."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass

from costavoid.page.bundle.packs import Pack, Taken, pack, stdlib, zipped
from costavoid.page.bundle.release import Files, core, info, settings
from costavoid.page.shell import own, shell

MEGABYTE = 1_000_000
WORKER, INDEX = "worker.js", "index.html"
ALWAYS = ("core", "special")
DOCUMENTS = "documents"
LATE = ("special.bin", "documents.bin")  # no start waits for these
HERE = {"script-src": "'wasm-unsafe-eval'", "worker-src": "blob:"}
HOSTED = {**HERE, "connect-src": "'self'"}


@dataclass(frozen=True)
class Built:
    """The files of a page by name (one, or those of a folder), and what went into them."""

    files: dict[str, bytes]
    taken: tuple[Taken, ...]

    @property
    def size(self) -> int:
        """Bytes of all of it."""
        return sum(map(len, self.files.values()))


def built(
    files: Files, *, documents: bool = True, folder: bool = False, compile_it: bool = True
) -> Built:
    """The page of a release's `files`; without `documents` it makes no Word and no Excel.

    With `compile_it` its Python is compiled, where that can be done. Raises CostavoidError for a
    file that is missing or not as it was published.
    """
    packs = [
        pack(name, files, compile_it=compile_it)
        for name in (*ALWAYS, *((DOCUMENTS,) if documents else ()))
    ]
    taken = tuple(each for one in packs for each in one.taken)
    parts = {f"{name}.bin": content for name, content in _parts(files, packs, compile_it).items()}
    embedded = {} if folder else {n: base64.b64encode(part).decode() for n, part in parts.items()}
    page = shell(
        own("here.js"),
        embedded={name: text for name, text in embedded.items() if name not in LATE},
        late={name: text for name, text in embedded.items() if name in LATE},
        policy=HOSTED if folder else HERE,
        facts=_facts(packs, hosted=folder),
    )
    return Built({INDEX: page.encode(), **(parts if folder else {})}, taken)


def _parts(files: Files, packs: list[Pack], compile_it: bool) -> dict[str, bytes]:
    """What the page carries besides itself."""
    return {
        "worker": zipped(_worker(files).encode()),
        "pyodide": zipped(core(files, "pyodide.asm.wasm")),
        "stdlib": stdlib(files, compile_it=compile_it),
        **{one.name: one.archive for one in packs},
    }


def _worker(files: Files) -> str:
    """Pyodide and what calls it, as one script: nothing in it imports anything.

    Not as a module, which a browser does not start from a page that was opened as a file.
    """
    assembly = core(files, "pyodide.asm.mjs").decode()
    loader = core(files, "pyodide.mjs").decode()
    assembly = assembly.replace("export default _createPyodideModule;", "")
    loader = re.sub(r"//# sourceMappingURL=.*", "", loader)
    loader = re.sub(r"export\{(\w+) as loadPyodide[^}]*\};?", r"const loadPyodide = \1;", loader)
    both = f"{assembly}\n{loader}".replace("import.meta.url", "self.location.href")
    lock = json.dumps({"info": info(files), "packages": {}})
    return f"{both}\n{{\nconst LOCK = {json.dumps(lock)};\n{own(WORKER)}\n}}"


def _facts(packs: list[Pack], *, hosted: bool) -> dict[str, object]:
    """What the carrier has to know: where its parts are, and which packs there are."""
    wanted = settings()["packs"]
    return {
        "hosted": hosted,
        "packs": [one.name for one in packs],
        "modules": {name: said["modules"] for name, said in wanted.items()},
        "says": {name: said.get("says", "") for name, said in wanted.items()},
    }


def said_of(made: Built) -> list[str]:
    """What was taken and how large the result is, a line each."""
    lines = [
        f"{each.name} {each.version} ({each.where}): {each.size / MEGABYTE:.1f} MB unpacked"
        for each in made.taken
    ]
    return [*lines, f"The whole: {made.size / MEGABYTE:.1f} MB."]
