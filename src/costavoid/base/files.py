"""Files are written whole or not at all; what an extra would bring is named where it is missing."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from costavoid.base.errors import InputError, shown

Write = Callable[[bytes], None]


@contextmanager
def replacing(path: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[Write]:
    """`write(content)`, for one file; it takes its name when all is written.

    A link is followed, and a file that is replaced keeps its permissions. Raises InputError, with
    an existing file untouched and nothing left behind, where the path cannot be written: a folder
    that is not there, a file that is (unless `overwrite`), a read-only file, a full disk.
    """
    with replacing_all([path], overwrite=overwrite) as (write,):
        yield write


@contextmanager
def replacing_all(
    paths: Iterable[str | os.PathLike[str]], *, overwrite: bool = False
) -> Iterator[list[Write]]:
    """One `write(content)` for each file; none takes its name until every one is written.

    They take their names one after another: where one is refused, as a file that is open may be,
    the InputError says which were written before it. Else as `replacing`.
    """
    with ExitStack() as begun:
        parts = [begun.enter_context(_begun(path, overwrite)) for path in paths]
        yield [part.write for part in parts]
        _put(parts)


@dataclass(frozen=True)
class _Part:
    """A file that is being written: hidden, in the folder of the file whose name it will take."""

    named: Path  # as it was given, for what is said of it
    wanted: Path  # the same, with links followed
    path: Path

    def write(self, content: bytes) -> None:
        """All that the file will hold. Raises InputError, of the file as named, on a full disk."""
        try:
            self.path.write_bytes(content)
        except OSError as error:
            raise _refused(self.named, error) from None


@contextmanager
def _begun(path: object, overwrite: bool) -> Iterator[_Part]:
    """An empty part, with the permissions the file will have; gone at the end, if still there."""
    named, wanted = _wanted(path, overwrite)
    part = _Part(named, wanted, wanted.with_name(f".costavoid-{secrets.token_hex(8)}"))
    try:
        try:
            os.close(os.open(part.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            if wanted.exists():
                shutil.copymode(wanted, part.path)
        except OSError as error:
            raise _refused(named, error) from None
        yield part
    finally:
        part.path.unlink(missing_ok=True)


def _put(parts: Iterable[_Part]) -> None:
    """Each part takes its name."""
    written: list[Path] = []
    for part in parts:
        try:
            os.replace(part.path, part.wanted)
        except OSError as error:
            raise _refused(part.named, error, written) from None
        written.append(part.named)


def _wanted(path: object, overwrite: bool) -> tuple[Path, Path]:
    """The path, and where its links lead. Raises InputError with the cure where none can be."""
    if not isinstance(path, str | os.PathLike) or not str(path).strip() or "\0" in str(path):
        raise InputError(f"path: {shown(path)} given; give the name of a file to write.")
    named, wanted = Path(path), Path(os.path.realpath(path))
    try:
        for folder in (named.parent, wanted.parent):
            if not folder.is_dir():
                raise InputError(
                    f"{named}: the folder {str(folder)!r} is not there; make it first, or give "
                    "another."
                )
        if os.path.lexists(wanted):
            _check_replaceable(named, wanted.stat().st_mode, overwrite)
    except OSError as error:
        raise _refused(named, error) from None
    return named, wanted


def _check_replaceable(named: Path, mode: int, overwrite: bool) -> None:
    """Raises InputError with the cure where what is there is not to be replaced."""
    if stat.S_ISDIR(mode):
        raise InputError(f"{named}: this is a folder; give the name of a file in it.")
    if not stat.S_ISREG(mode):
        raise InputError(f"{named}: this is a device or a pipe, not a file; give another name.")
    if not overwrite:
        raise InputError(
            f"{named}: this file is there already; give another name, or overwrite=True "
            "(--force on the command line) to replace it."
        )
    if not mode & stat.S_IWUSR:
        raise InputError(
            f"{named}: this file is read-only; make it writable, or give another name."
        )


def _refused(path: Path, error: OSError, written: Sequence[Path] = ()) -> InputError:
    done = f". Written before it: {', '.join(map(str, written))}" if written else None
    return InputError(
        f"{path}: it could not be written ({error.strerror or error})"
        f"{done or '; nothing was changed'}. Close it if it is open, or give another name or "
        "folder."
    )
