"""Puts the files of a Pyodide release in one folder: its core, and what a wheel carries of it.

python unpack_pyodide.py CORE.tgz WHEEL FOLDER
"""

import json
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

CORE = (
    "pyodide-lock.json",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide.mjs",
    "python_stdlib.zip",
)


def main(core: str, wheel: str, folder: str) -> None:
    """Write the core, and every package of the wheel that the lock file names."""
    target = Path(folder)
    target.mkdir(parents=True)
    with tarfile.open(core) as opened:
        for name in CORE:
            held = opened.extractfile(f"package/{name}")
            assert held
            (target / name).write_bytes(held.read())
    lock = json.loads((target / CORE[0]).read_text())
    named = {package["file_name"] for package in lock["packages"].values()}
    with zipfile.ZipFile(wheel) as opened:
        for name in opened.namelist():
            if PurePosixPath(name).name in named:
                (target / PurePosixPath(name).name).write_bytes(opened.read(name))


if __name__ == "__main__":
    main(*sys.argv[1:])
