"""Files: written whole or not at all, and as the folder and the file before them would have it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import costavoid as ca
from costavoid.base.extras import from_extra
from costavoid.base.files import replacing, replacing_all
from costavoid.base.parts import _claimed

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


@pytest.fixture
def small_files() -> Iterator[None]:
    """A process whose files may hold no more than a thousand bytes: as on a full disk."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


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


@pytest.mark.parametrize("fails", [0, 1, 2])
def test_what_was_written_is_said(fails: int, tmp_path: Path) -> None:
    wanted = [tmp_path / name for name in "abc"]
    with pytest.raises(ca.InputError) as raised, replacing_all(wanted, overwrite=True) as writes:
        for write in writes:
            write(b"new")
        wanted[fails].mkdir()  # which no file can replace
    before = ", ".join(map(str, wanted[:fails]))
    done = f". Written before it: {before}." if fails else "; nothing was changed."
    assert str(raised.value).startswith(f"{wanted[fails]}: it could not be written (")
    assert done in str(raised.value)
    assert sorted(tmp_path.iterdir()) == wanted[: fails + 1]


@pytest.mark.parametrize("fails", [0, 1, 2])
def test_a_file_that_appears_meanwhile_is_not_replaced(fails: int, tmp_path: Path) -> None:
    wanted = [tmp_path / name for name in "abc"]
    with pytest.raises(ca.InputError) as raised, replacing_all(wanted) as writes:
        for write in writes:
            write(b"new")
        wanted[fails].write_bytes(b"another's")
    assert str(raised.value).startswith(f"{wanted[fails]}: this file is there already; ")
    for before in wanted[:fails]:
        assert str(before) in str(raised.value) and before.read_bytes() == b"new"
    assert wanted[fails].read_bytes() == b"another's"
    assert sorted(tmp_path.iterdir()) == wanted[: fails + 1]


def test_of_four_who_write_one_new_file_three_are_told(tmp_path: Path) -> None:
    together = threading.Barrier(4)

    def write(number: int) -> str:
        try:
            with replacing(tmp_path / "a") as put:
                together.wait()
                put(b"%d" % number * 100_000)
        except ca.InputError as error:
            return str(error)
        return ""

    for _ in range(10):
        with ThreadPoolExecutor(4) as threads:
            said = sorted(threads.map(write, range(4)))
        assert said[0] == "" and all("there already" in each for each in said[1:])
        (only,) = tmp_path.iterdir()
        assert len(set(only.read_bytes())) == 1 and only.stat().st_size == 100_000
        only.unlink()


def test_a_disk_without_links(tmp_path: Path) -> None:
    part, place = tmp_path / "part", tmp_path / "a"
    part.write_bytes(b"new")
    _claimed(part, place)
    assert place.read_bytes() == b"new" and not part.exists()
    part.write_bytes(b"newer")
    with pytest.raises(FileExistsError):
        _claimed(part, place)
    assert place.read_bytes() == b"new" and part.exists()
    with pytest.raises(FileNotFoundError):
        _claimed(tmp_path / "absent", tmp_path / "b")
    assert not (tmp_path / "b").exists()


# Full, read-only, killed


@posix
def test_a_full_disk(tmp_path: Path, small_files: None) -> None:
    old = CASE.save(tmp_path / "a.toml")
    before = old.read_bytes()
    pause = ca.Pause(women=20, delivery_cost=ca.Budget(posts=[post(n) for n in range(20)]))
    for name in ("a.toml", "b.toml"):
        with pytest.raises(ca.InputError) as raised:
            ca.Case(pause, horizon=5, price_year="2025-26").save(tmp_path / name, overwrite=True)
        assert str(raised.value) == (
            f"{tmp_path / name}: it could not be written (File too large); nothing was changed. "
            "Close it if it is open, or give another name or folder."
        )
    assert [old] == list(tmp_path.iterdir()) and old.read_bytes() == before


def post(number: int) -> ca.Post:
    salary = ca.local(50_000, "GBP per person-year", price_year="2025-26", source="Pay scales")
    return ca.Post(title=f"worker {number}", fte=1, salary=salary)


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_folder(tmp_path: Path) -> None:
    old = CASE.save(tmp_path / "a.toml")
    tmp_path.chmod(0o500)
    try:
        for name in ("a.toml", "b.toml"):
            with pytest.raises(ca.InputError, match="could not be written .its folder is read-on"):
                CASE.save(tmp_path / name, overwrite=True)
    finally:
        tmp_path.chmod(0o700)
    assert [old] == list(tmp_path.iterdir()) and ca.load(old) == CASE


KILLED = """
import os, random, signal, sys, time
from pathlib import Path
import costavoid as ca
from costavoid.base.files import replacing

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
place, whole = folder / "a", {letter * 4_000_000 for letter in (b"a", b"b")}
order, strays = random.Random(1), 0
for _ in range(kills):
    child = os.fork()
    if not child:
        while True:
            for content in sorted(whole):
                with replacing(place, overwrite=True) as write:
                    write(content)
    time.sleep(order.uniform(0.005, 0.05))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    strays += len(list(folder.iterdir())) - place.exists()
    assert not place.exists() or place.read_bytes() in whole
    ca.Case(ca.Pause(women=20)).save(folder / "b", overwrite=True)
    left = sorted(path.name for path in folder.iterdir())
    assert left in (["a", "b"], ["b"]), left
    (folder / "b").unlink()
print(place.exists(), strays)
"""


@posix
def test_who_is_killed_leaves_the_old_file_or_the_new_and_no_more(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), "20"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    exists, strays = done.stdout.split()
    assert exists == "True" and int(strays) > 0  # some were killed in the middle


@posix
def test_what_another_is_writing_is_not_cleared(tmp_path: Path) -> None:
    old = tmp_path / f".costavoid-{'0' * 16}"
    old.write_bytes(b"of one that was killed")
    other = tmp_path / ".costavoid-notes"
    other.write_bytes(b"of somebody else")
    with replacing(tmp_path / "a") as write_a:
        write_a(b"one")
        with replacing(tmp_path / "b") as write_b:
            write_b(b"two")
    assert sorted(tmp_path.iterdir()) == [other, tmp_path / "a", tmp_path / "b"]


def test_an_error_of_what_is_made_is_not_taken_for_one_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="a font"), replacing_all([tmp_path / "a"]):
        raise FileNotFoundError("a font")
    assert list(tmp_path.iterdir()) == []


def test_an_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert from_extra("json.decoder") is sys.modules["json.decoder"]
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ca.CostavoidError, match=r'docx is not installed.*"costavoid\[report\]"'):
        from_extra("docx")
