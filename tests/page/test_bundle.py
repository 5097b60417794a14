"""The builder of the page, on a small release of its own: what it checks, takes, says and writes.

A page of the true release is opened in `test_alone.py`.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import lzma
import marshal
import re
import tarfile
from pathlib import Path
from typing import Any

import pytest

from costavoid.base.errors import CostavoidError, InputError
from costavoid.page.bundle.build import Built, built, said_of
from costavoid.page.bundle.packs import tar, zipped
from costavoid.page.bundle.release import Folder, core, settings
from small_release import WHEEL, small_release


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return small_release(tmp_path / "release", monkeypatch)


def parts_of(made: Built) -> dict[str, bytes]:
    """What is embedded in a page, by name."""
    page = made.files["index.html"].decode()
    found = re.findall(r'<script type="text/plain" id="embedded-([^"]+)">([^<]*)</script>', page)
    return {name: base64.b64decode(text, validate=True) for name, text in found}


def files_of(archive: bytes) -> dict[str, bytes]:
    plain = gzip.decompress(archive) if archive[:2] == b"\x1f\x8b" else lzma.decompress(archive)
    with tarfile.open(fileobj=io.BytesIO(plain)) as opened:
        held = {each.name: opened.extractfile(each) for each in opened}
    return {name: file.read() for name, file in held.items() if file}


def policy_of(made: Built) -> dict[str, str]:
    page = made.files["index.html"].decode()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    rules = found[1].replace("&#39;", "'").split("; ")
    return {name: words for name, _, words in (rule.partition(" ") for rule in rules)}


def test_one_file_holds_all_parts_as_they_are(folder: Path) -> None:
    made = built(Folder(folder), compile_it=False)
    assert list(made.files) == ["index.html"]
    parts = parts_of(made)
    assert sorted(parts) == [
        f"{name}.bin" for name in ("core", "documents", "pyodide", "special", "stdlib", "worker")
    ]
    wasm, stdlib = (folder / name for name in ("pyodide.asm.wasm", "python_stdlib.zip"))
    assert gzip.decompress(parts["pyodide.bin"]) == wasm.read_bytes()
    assert parts["stdlib.bin"] == stdlib.read_bytes()
    assert files_of(parts["special.bin"]) == {
        name: WHEEL[name] for name in ("little/__init__.py", "little/part.so")
    }
    worker = gzip.decompress(parts["worker.bin"]).decode()
    assert not re.search(r"^export|\bimport\.meta|sourceMappingURL", worker, re.MULTILINE)
    own = files_of(parts["core.bin"])
    assert {"costavoid/page/respond.py", "jinja2/__init__.py", "tomlkit/__init__.py"} < own.keys()
    assert not [name for name in own if name.startswith(("costavoid/cli/", "costavoid/page/bun"))]


def test_the_policy_of_a_file_and_of_a_folder(folder: Path) -> None:
    file = policy_of(built(Folder(folder), compile_it=False))
    script = file.pop("script-src").split()
    assert "'wasm-unsafe-eval'" in script
    assert all(word.startswith("'sha256-") for word in script if word != "'wasm-unsafe-eval'")
    assert file.pop("style-src").startswith("'sha256-")
    assert file == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "worker-src": "blob:",
    }
    hosted = policy_of(built(Folder(folder), compile_it=False, folder=True))
    assert {name for name in hosted if name not in file} == {
        "script-src",
        "style-src",
        "connect-src",
    }
    assert hosted["connect-src"] == "'self'"


def test_a_folder_holds_the_same_parts_beside_the_page(folder: Path) -> None:
    alone = built(Folder(folder), compile_it=False)
    hosted = built(Folder(folder), compile_it=False, folder=True)
    parts = {name: held for name, held in hosted.files.items() if name != "index.html"}
    assert parts == parts_of(alone)
    assert parts_of(hosted) == {}


def test_without_documents(folder: Path) -> None:
    parts = parts_of(built(Folder(folder), compile_it=False, documents=False))
    assert "documents.bin" not in parts and "special.bin" in parts


def test_the_same_files_give_the_same_bytes(folder: Path) -> None:
    assert built(Folder(folder)).files == built(Folder(folder)).files
    held = {"b/c.py": b"2", "a.py": b"1"}
    backwards = dict(reversed(held.items()))
    assert zipped(tar(held)) == zipped(tar(backwards))


def test_it_is_compiled_by_the_release_s_own_version(folder: Path) -> None:
    held = files_of(parts_of(built(Folder(folder)))["special.bin"])
    assert sorted(held) == ["little/__init__.pyc", "little/part.so"]
    space: dict[str, Any] = {}
    exec(marshal.loads(held["little/__init__.pyc"][16:]), space)
    assert space["add"](2, 3) == 5
    assert space["add"].__doc__ is None
    own = files_of(parts_of(built(Folder(folder)))["core.bin"])
    exec(marshal.loads(own["costavoid/version.pyc"][16:]), space)
    assert space["__doc__"]


def test_it_says_what_it_took_and_how_large_it_is(folder: Path) -> None:
    made = built(Folder(folder), compile_it=False)
    said = said_of(made)
    assert said[-1] == f"The whole: {len(made.files['index.html']) / 1e6:.1f} MB."
    assert "little 1.0 (Pyodide): 0.0 MB unpacked" in said
    assert any(line.startswith("python-docx ") and "installed here" in line for line in said)


@pytest.mark.parametrize("name", ["pyodide-lock.json", "pyodide.asm.wasm", "little.whl"])
def test_another_file_under_a_name_of_the_release(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1] + b"?")
    with pytest.raises(CostavoidError, match=f"^{name}: .* is not that of Pyodide 314.0.3"):
        built(Folder(folder), compile_it=False)
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"has no {name}; put the files of Pyodide 314.0.3 in it"):
        built(Folder(folder), compile_it=False)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="which is no folder"):
        core(Folder(tmp_path / "nowhere"), "pyodide.asm.wasm")


def installed(place: Path, *, recorded: bytes, content: bytes) -> None:
    """A package as pip leaves it: its file, and a record of what the file was."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(recorded).digest()).rstrip(b"=").decode()
    (place / "tiny.py").write_bytes(content)
    folder = place / "tiny-2.0.dist-info"
    folder.mkdir(exist_ok=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: tiny\nVersion: 2.0\n")
    (folder / "RECORD").write_text(f"tiny.py,sha256={digest},{len(recorded)}\n")


def test_a_package_installed_here_is_checked_by_its_record(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings()["packs"]["special"], "own", ["tiny"])
    with pytest.raises(CostavoidError, match=r"^tiny: it is not installed.*costavoid\[app\]"):
        built(Folder(folder), compile_it=False)
    place = tmp_path / "packages"
    place.mkdir()
    monkeypatch.syspath_prepend(str(place))
    installed(place, recorded=b"A = 1\n", content=b"A = 1\n")
    made = built(Folder(folder), compile_it=False)
    assert files_of(parts_of(made)["special.bin"])["tiny.py"] == b"A = 1\n"
    assert "tiny 2.0 (installed here): 0.0 MB unpacked" in said_of(made)
    installed(place, recorded=b"A = 1\n", content=b"A = 2\n")
    with pytest.raises(CostavoidError, match=r"tiny\.py was changed after it was installed"):
        built(Folder(folder), compile_it=False)
    (place / "tiny-2.0.dist-info" / "RECORD").unlink()
    with pytest.raises(CostavoidError, match="its files are not recorded"):
        built(Folder(folder), compile_it=False)
