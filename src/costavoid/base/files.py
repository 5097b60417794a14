"""Files are written whole or not at all, whatever stops the writing."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from costavoid.base.errors import InputError, shown
from costavoid.base.parts import Part, begun

Write = Callable[[bytes], None]


@contextmanager
def replacing(path: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[Write]:
    """`write(content)`, for one file; it takes its name when all is written.

    A link is followed, and a file that is replaced keeps its permissions. Raises InputError, with
    an existing file untouched and nothing left behind, where the path cannot be written: a folder
    that is not there, a file that is (unless `overwrite`; one that appears meanwhile too), a
    read-only file, a full disk.
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
    with ExitStack() as held:
        wanted = [_Wanted(*_places(path, overwrite), overwrite, held) for path in paths]
        yield [one.write for one in wanted]
        _put(wanted)


def refuse_unwritable(paths: Iterable[str | os.PathLike[str]], *, overwrite: bool = False) -> None:
    """Raises InputError as `replacing_all` would, before there is anything to write."""
    for path in paths:
        _places(path, overwrite)


@dataclass
class _Wanted:
    """A file that is to be written, and what is written of it so far."""

    named: Path  # as it was given, for what is said of it
    place: Path  # the same, with links followed
    overwrite: bool
    held: ExitStack = field(repr=False)  # what is written is gone at its end, if still there
    part: Part | None = None

    def write(self, content: bytes) -> None:
        """All that the file will hold. Raises InputError, of the file as named, on a full disk."""
        try:
            self.part = self.held.enter_context(begun(self.place))
            self.part.write(content)
        except OSError as error:
            raise _refused(self.named, error) from None

    def put(self) -> None:
        """What is written takes its name. Raises FileExistsError where another has it by now."""
        if self.part is not None:
            self.part.put(self.place, replace=self.overwrite)


def _put(wanted: Iterable[_Wanted]) -> None:
    """Each takes its name."""
    written: list[Path] = []
    for one in wanted:
        try:
            one.put()
        except FileExistsError:
            raise InputError(_there_already(one.named) + _before(written)) from None
        except OSError as error:
            raise _refused(one.named, error, written) from None
        written.append(one.named)


def _places(path: object, overwrite: bool) -> tuple[Path, Path]:
    """The path, and where its links lead. Raises InputError with the cure where none can be."""
    if not isinstance(path, str | os.PathLike) or not _is_name(os.fspath(path)):
        raise InputError(f"path: {shown(path)} given; give the name of a file to write.")
    named, place = Path(path), Path(os.path.realpath(path))
    try:
        for folder in (named.parent, place.parent):
            if not folder.is_dir():
                raise InputError(
                    f"{_cut(named)}: the folder {str(folder)!r} is not there; make it first, or "
                    "give another."
                )
        if os.path.lexists(place):
            _check_replaceable(named, place.stat().st_mode, overwrite)
        if not os.access(place.parent, os.W_OK):
            raise PermissionError(0, "its folder is read-only")
    except OSError as error:
        raise _refused(named, error) from None
    return named, place


def _is_name(path: str | bytes) -> bool:
    """Whether a file can have this name: text, not blank, that the disk's own letters can write."""
    if isinstance(path, bytes) or not path.strip() or "\0" in path:
        return False
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def _check_replaceable(named: Path, mode: int, overwrite: bool) -> None:
    """Raises InputError with the cure where what is there is not to be replaced."""
    if stat.S_ISDIR(mode):
        raise InputError(f"{_cut(named)}: this is a folder; give the name of a file in it.")
    if not stat.S_ISREG(mode):
        raise InputError(
            f"{_cut(named)}: this is a device or a pipe, not a file; give another name."
        )
    if not overwrite:
        raise InputError(_there_already(named))
    if not mode & stat.S_IWUSR:
        raise InputError(
            f"{_cut(named)}: this file is read-only; make it writable, or give another name."
        )


def _there_already(named: Path) -> str:
    return (
        f"{_cut(named)}: this file is there already; give another name, or overwrite=True "
        "(--force on the command line) to replace it."
    )


def _refused(path: Path, error: OSError, written: Sequence[Path] = ()) -> InputError:
    done = f".{_before(written)}" if written else "; nothing was changed."
    return InputError(
        f"{_cut(path)}: it could not be written ({error.strerror or error})"
        f"{done} Close it if it is open, or give another name or folder."
    )


def _before(written: Sequence[Path]) -> str:
    return f" Written before it: {', '.join(map(str, written))}." if written else ""


def _cut(path: Path) -> str:
    """A path in a sentence: all of it, but for one that no disk takes."""
    text = str(path)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


LONGEST = 1000  # letters of a path that are said again
