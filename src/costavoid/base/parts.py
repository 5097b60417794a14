"""Files half written: hidden beside the file whose name they will take, and gone if all stops.

Whoever writes one holds a lock on it. A process that is killed cannot clear up after itself, but
it holds no lock any more: so the next to write in the folder clears what nobody holds.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from io import FileIO
from pathlib import Path

# None on Windows, where a file that is open cannot be removed
fcntl = import_module("fcntl") if find_spec("fcntl") else None

NAME = re.compile(r"\.costavoid-[0-9a-f]{16}")
NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
NO_LOCKS_WAIT = 3600.0  # seconds: without locks, one that is as old as this is nobody's
TRIES = 8


@dataclass(frozen=True)
class Part:
    """A file that is being written, open and locked."""

    path: Path
    file: FileIO

    def write(self, content: bytes) -> None:
        """All of the content, down to the disk. Raises OSError where it is full."""
        left = memoryview(content)
        while left:
            left = left[self.file.write(left) :]
        os.fsync(self.file.fileno())

    def put(self, place: Path, *, replace: bool) -> None:
        """It takes its name. Raises FileExistsError where that is taken, unless `replace`."""
        if fcntl is None:
            self.file.close()  # Windows gives no new name to a file that is open
        if replace:
            os.replace(self.path, place)
        elif os.name == "nt":
            os.rename(self.path, place)  # which replaces nothing on Windows
        else:
            _linked(self.path, place)


def _linked(part: Path, place: Path) -> None:
    """A name that nobody has yet, at once: by a link, or where there are none by claiming it."""
    try:
        os.link(part, place)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        _claimed(part, place)


def _claimed(part: Path, place: Path) -> None:
    """The same for a disk without links: an empty file of that name first, which is then ours."""
    os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        os.replace(part, place)
    except OSError:
        place.unlink()
        raise


@contextmanager
def begun(place: Path) -> Iterator[Part]:
    """An empty part with the permissions the file will have; gone at the end, if still there."""
    clear(place.parent)
    part = _made(place.parent)
    try:
        if place.exists():
            shutil.copymode(place, part.path)
        yield part
    finally:
        part.file.close()
        part.path.unlink(missing_ok=True)


def _made(folder: Path) -> Part:
    """A new one, locked. Another process may take it for nobody's before it is: then another."""
    for _ in range(TRIES):
        path = folder / f".costavoid-{secrets.token_hex(8)}"
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        if _locked(file) is not False and os.fstat(file).st_nlink:
            return Part(path, FileIO(file, "w"))
        os.close(file)
    raise OSError(errno.EBUSY, "another program removes what is written")


def clear(folder: Path) -> None:
    """Removes the parts in a folder that nobody is writing any more; what cannot be is left."""
    with suppress(OSError), os.scandir(folder) as found:
        old = [Path(one.path) for one in found if NAME.fullmatch(one.name)]
        for path in old:
            with suppress(OSError):
                _clear(path)


def _clear(path: Path) -> None:
    file = os.open(path, os.O_WRONLY | _NO_FOLLOW)
    try:
        status = os.fstat(file)
        locked = _locked(file)
        if locked is None:
            locked = time.time() - status.st_mtime > NO_LOCKS_WAIT
        if not stat.S_ISREG(status.st_mode) or not locked:
            return
        if fcntl is not None:  # while it is locked, so that nobody can begin to hold it
            path.unlink()
    finally:
        os.close(file)
    if fcntl is None:
        path.unlink(missing_ok=True)


def _locked(file: int) -> bool | None:
    """Whether this process now holds it; None where the disk knows no locks."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _BINARY
