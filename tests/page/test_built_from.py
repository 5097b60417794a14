"""What a page is built of: files of the release, compiled Python, the scripts that it names."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import marshal
import re
import zipfile
from pathlib import Path

import pytest

import costavoid as ca
from costavoid.base.errors import CostavoidError
from costavoid.page.bundle.compiling import compiled, compiled_zip
from costavoid.page.bundle.release import LOCK, Folder, Published, checked, core, settings
from costavoid.page.shell import own, policy_of_page, shell


def test_a_file_that_is_not_the_releases_is_refused(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("{}")
    with pytest.raises(CostavoidError, match=r"pyodide-lock\.json.*sha256 differs"):
        core(Folder(tmp_path), LOCK)


def test_a_file_is_taken_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(b"abc")
    sha256 = (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # of "abc", FIPS 180
    )
    assert checked(Folder(tmp_path), "a.whl", sha256) == b"abc"
    with pytest.raises(CostavoidError, match="a.whl"):
        checked(Folder(tmp_path), "a.whl", sha256.replace("b", "c"))


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ca.InputError, match=r"has no pyodide-lock\.json"):
        core(Folder(tmp_path), LOCK)
    with pytest.raises(ca.InputError, match="which is no folder"):
        core(Folder(tmp_path / "nowhere"), LOCK)


def test_without_a_network_the_cure_is_said() -> None:
    with pytest.raises(CostavoidError, match="give --pyodide FOLDER"):
        core(Published("http://127.0.0.1:9/"), LOCK)


def test_compiled_python_is_python() -> None:
    made = compiled(b"answer = 6 * 7\n", "costavoid/thing.py")
    assert made[:4] == importlib.util.MAGIC_NUMBER
    found: dict[str, object] = {}
    exec(marshal.loads(made[16:]), found)
    assert found["answer"] == 42
    assert compiled(b"not python at all", "thing.py") == b"not python at all"
    given = io.BytesIO()
    with zipfile.ZipFile(given, "w") as written:
        written.writestr("a.py", "x = 1")
        written.writestr("b.py", "not python at all")
    with zipfile.ZipFile(io.BytesIO(compiled_zip(given.getvalue()))) as opened:
        assert opened.namelist() == ["a.pyc"]


def test_what_is_built_is_said_as_data() -> None:
    wanted = settings()
    assert re.fullmatch(r"\d+\.\d+\.\d+", wanted["release"])
    assert wanted["release"] in wanted["address"]
    assert all(re.fullmatch("[0-9a-f]{64}", sha256) for sha256 in wanted["core"].values())
    assert set(wanted["packs"]) == {"core", "special", "documents"}


def test_the_policy_names_every_script_of_the_page() -> None:
    page = shell(own("here.js"), policy={"connect-src": "'none'"}, embedded={"x": "QUJD"})
    policy = policy_of_page(own("here.js"), {"connect-src": "'none'"})
    for text in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert page.count("<script>") == 3
    assert '<script type="text/plain" id="embedded-x">QUJD</script>' in page


def test_the_library_in_the_page_has_its_licence() -> None:
    assert "Zero-Clause BSD" in own("idiomorph.LICENSE.txt")
