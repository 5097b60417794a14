"""A small release of Pyodide, its hashes with it: one wheel, and a core of a few bytes."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from costavoid.page.bundle.release import settings

HERE = ".".join(map(str, sys.version_info[:2]))
LOADER = (
    "const K = 1;\nexport{K as loadPyodide,K as version};\n//# sourceMappingURL=pyodide.mjs.map"
)
ASSEMBLY = "function _createPyodideModule() {}\nexport default _createPyodideModule;\n"
ADD = b'"""What it does."""\n\n\ndef add(a, b):\n    """The sum."""\n    return a + b\n'
WHEEL = {
    "little/__init__.py": ADD,
    "little/part.so": b"\0asm compiled",
    "little/__init__.pyi": b"def add(a: int, b: int) -> int: ...\n",
    "little/tests/test_add.py": b"assert False\n",
    "little-1.0.dist-info/METADATA": b"Name: little\nVersion: 1.0\n",
}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def zip_of(held: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, content in held.items():
            opened.writestr(name, content)
    return made.getvalue()


def small_release(target: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a release of one wheel, and the settings that name it."""
    wheel = zip_of(WHEEL)
    package = {"version": "1.0", "file_name": "little.whl", "sha256": sha256(wheel)}
    lock = {"info": {"python": f"{HERE}.0"}, "packages": {"little": package}}
    files = {
        "pyodide-lock.json": json.dumps(lock).encode(),
        "pyodide.asm.mjs": ASSEMBLY.encode(),
        "pyodide.asm.wasm": b"\0asm core" * 1000,
        "pyodide.mjs": LOADER.encode(),
        "python_stdlib.zip": zip_of({"this.py": b"VALUE = 1\n"}),
    }
    target.mkdir()
    for name, content in {**files, "little.whl": wheel}.items():
        (target / name).write_bytes(content)
    hashes = {name: sha256(content) for name, content in files.items()}
    little = {"release": ["little"], "own": [], "modules": ["little"], "says": "Loading little"}
    packs = {
        "core": {"release": [], "own": ["jinja2", "tomlkit"], "modules": []},
        "special": little,
        "documents": {**little, "release": [], "own": ["python-docx"], "modules": ["docx"]},
    }
    monkeypatch.setitem(settings(), "core", hashes)
    monkeypatch.setitem(settings(), "packs", packs)
    return target
