"""Files: written whole or not at all, and as the folder and the file before them would have it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import costavoid as ca
from costavoid.base.extras import from_extra
from costavoid.base.files import replacing_all

CASE = ca.Case(ca.Pause(women=20), horizon=5, price_year="2025-26")
posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.fixture
def careful_umask() -> Iterator[None]:
    """A process whose new files no stranger may read."""
    before = os.umask(0o027)
    yield
    os.umask(before)


# Permissions


@posix
@pytest.mark.parametrize("wanted", [0o600, 0o640, 0o664, 0o666, 0o200])
def test_a_file_that_is_replaced_keeps_its_permissions(wanted: int, tmp_path: Path) -> None:
    file = CASE.save(tmp_path / "a.toml")
    file.chmod(wanted)
    ca.Case(ca.Pause(women=7)).save(file, overwrite=True)
    assert mode(file) == wanted
    file.chmod(0o600)
    assert b"women = 7" in file.read_bytes()


@posix
def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path, careful_umask: None) -> None:
    assert mode(CASE.save(tmp_path / "a.toml")) == 0o640


def test_the_permissions_of_the_process_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(mask: int) -> int:
        raise AssertionError("another thread could make a file that anyone may write")

    monkeypatch.setattr(os, "umask", touched)
    assert CASE.save(tmp_path / "a.toml").exists()


# Links, and what is no file


@posix
def test_a_link_still_leads_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    file, link = tmp_path / "shared" / "a.toml", tmp_path / "link.toml"
    file.write_text("old")
    link.symlink_to(file)
    with pytest.raises(ca.InputError, match=r"link\.toml: this file is there already"):
        CASE.save(link)
    assert file.read_text() == "old"
    assert CASE.save(link, overwrite=True) == link
    assert link.is_symlink() and ca.load(file) == CASE
    assert [each.name for each in file.parent.iterdir()] == ["a.toml"]


@posix
def test_a_link_to_nothing_yet(tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "a.toml")
    CASE.save(link)
    assert link.is_symlink() and ca.load(tmp_path / "a.toml") == CASE
    link.unlink()
    link.symlink_to(tmp_path / "absent" / "a.toml")
    with pytest.raises(ca.InputError, match=r"the folder '.*absent' is not there; make it first"):
        CASE.save(link)


@posix
def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to(tmp_path / "b.toml")
    (tmp_path / "b.toml").symlink_to(tmp_path / "a.toml")
    for overwrite in (False, True):
        with pytest.raises(ca.InputError, match=r"a\.toml: "):
            CASE.save(tmp_path / "a.toml", overwrite=overwrite)
    assert (tmp_path / "a.toml").is_symlink() and len(list(tmp_path.iterdir())) == 2


@posix
def test_a_pipe_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ca.InputError, match="not a file"):
        CASE.save(pipe, overwrite=True)
    assert pipe.is_fifo() and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("path", ["", "  ", None, 5, "a\0b", b"a.toml"])
def test_what_is_no_name(path: Any) -> None:
    with pytest.raises(ca.InputError, match="path: .* given; give the name of a file"):
        CASE.save(path)


def test_a_long_name_that_a_folder_takes(tmp_path: Path) -> None:
    longest = tmp_path / f"a.{'x' * 240}"
    assert ca.load(CASE.save(longest)) == CASE
    with pytest.raises(ca.InputError, match="it could not be written"):
        CASE.save(tmp_path / ("x" * 300))


# Several at once


def test_none_is_written_unless_all_are_made(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    with pytest.raises(ZeroDivisionError), replacing_all([a, b]) as (write_a, write_b):
        write_a(b"one")
        write_b(b"two" * (1 // 0))
    assert list(tmp_path.iterdir()) == []
    b.write_bytes(b"mine")
    with pytest.raises(ca.InputError, match="b: this file is there already"), replacing_all([a, b]):
        raise AssertionError("refused before anything is made")
    with replacing_all([a, b], overwrite=True) as (write_a, write_b):
        write_b(b"two")
        write_a(b"one")
        assert not a.exists() and b.read_bytes() == b"mine"
    assert (a.read_bytes(), b.read_bytes()) == (b"one", b"two")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("fails", "written", "said"),
    [
        (0, [], "a: it could not be written (Permission denied); nothing was changed. "),
        (1, ["a"], "b: it could not be written (Permission denied). Written before it: {}. "),
        (2, ["a", "b"], "c: it could not be written (Permission denied). Written before it: {}. "),
    ],
)
def test_what_was_written_is_said(
    fails: int, written: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [tmp_path / name for name in "abc"]
    replace = os.replace

    def refuses(part: Path, to: Path) -> None:
        if Path(to).name == wanted[fails].name:
            raise PermissionError(13, "Permission denied")
        replace(part, to)

    monkeypatch.setattr(os, "replace", refuses)
    with pytest.raises(ca.InputError) as raised, replacing_all(wanted) as writes:
        for write in writes:
            write(b"new")
    before = ", ".join(str(tmp_path / name) for name in written)
    assert f"{tmp_path}{os.sep}{said.format(before)}" in str(raised.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == written


def test_writing_names_no_hidden_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ca.InputError) as raised:
        CASE.save(tmp_path / "a.toml")
    assert str(raised.value) == (
        f"{tmp_path / 'a.toml'}: it could not be written (No space left on device); nothing was "
        "changed. Close it if it is open, or give another name or folder."
    )
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_what_is_made_is_not_taken_for_one_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="a font"), replacing_all([tmp_path / "a"]):
        raise FileNotFoundError("a font")
    assert list(tmp_path.iterdir()) == []


def test_an_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert from_extra("json.decoder") is sys.modules["json.decoder"]
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ca.CostavoidError, match=r'docx is not installed.*"costavoid\[report\]"'):
        from_extra("docx")
