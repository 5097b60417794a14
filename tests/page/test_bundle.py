"""What a page is built of: each file checked, nothing half written, the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import marshal
import re
import tarfile
import zipfile
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

import costavoid as ca
from costavoid.base.errors import CostavoidError
from costavoid.cli import OK, WRONG_INPUT, main
from costavoid.page.bundle import packs
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


def test_a_command_that_cannot_build_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "page.html"
    assert main(["page", str(target), "--pyodide", str(tmp_path)]) == WRONG_INPUT
    assert main(["page", str(tmp_path / "page.txt"), "--pyodide", str(tmp_path)]) == WRONG_INPUT
    assert not list(tmp_path.iterdir())
    target.write_text("ours")
    assert main(["page", str(target), "--pyodide", str(tmp_path)]) == WRONG_INPUT
    assert target.read_text() == "ours"
    said = capsys.readouterr().err
    assert "end the name in .html" in " ".join(said.split())


def recorded(folder: Path, hash: str) -> PathDistribution:
    """A package as pip leaves it, with this hash in its record."""
    (folder / "thing.py").write_bytes(b"x = 1\n")
    about = folder / "thing-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n")
    (about / "RECORD").write_text(f"thing.py,sha256={hash},6\n")
    return PathDistribution(about)


def test_an_installed_package_is_checked_by_its_record(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"x = 1\n").digest()
    right = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    assert packs.installed_files(recorded(first, right)) == {"thing.py": b"x = 1\n"}
    with pytest.raises(CostavoidError, match=r"thing\.py was changed after it was installed"):
        packs.installed_files(recorded(second, right[::-1]))


def test_the_same_files_give_the_same_bytes() -> None:
    held = {"b/two.py": b"2", "a/one.py": b"1" * 1_000}
    backwards = dict(reversed(held.items()))
    assert packs.tar(held) == packs.tar(backwards)
    assert packs.zipped(packs.tar(held)) == packs.zipped(packs.tar(backwards))
    with tarfile.open(fileobj=io.BytesIO(packs.tar(held))) as opened:
        assert opened.getnames() == sorted(held)
        assert {each.mtime for each in opened.getmembers()} == {0}


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


def test_the_command_says_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["page", "--help"]) == OK
    assert "--without-documents" in capsys.readouterr().out
