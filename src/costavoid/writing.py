"""Files are written whole or not at all; what an extra would bring is named where it is missing."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

from costavoid.errors import CostavoidError, InputError


@contextmanager
def replacing(path: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[Path]:
    """A path to write to in the same folder; it takes the wanted name when all is written.

    Raises InputError, with an existing file untouched and nothing left behind, where the path
    cannot be written: a folder that is not there, a file that is (unless `overwrite`), a
    read-only file, a full disk.
    """
    wanted = _wanted(path, overwrite)
    try:
        descriptor, name = tempfile.mkstemp(dir=wanted.parent, prefix=".", suffix=wanted.suffix)
    except OSError as error:
        raise _refused(wanted, error) from None
    os.close(descriptor)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        os.replace(part, wanted)
    except OSError as error:
        raise _refused(wanted, error) from None
    finally:
        part.unlink(missing_ok=True)


def _wanted(path: object, overwrite: bool) -> Path:
    """The path, where it can be written. Raises InputError with the cure where it cannot."""
    if not isinstance(path, str | os.PathLike) or not str(path).strip() or "\0" in str(path):
        raise InputError(f"path: {path!r} given; give the name of a file to write.")
    wanted = Path(path)
    try:
        if not wanted.parent.is_dir():
            raise InputError(
                f"{wanted}: the folder {str(wanted.parent)!r} is not there; make it first, or give "
                "another."
            )
        if wanted.is_dir():
            raise InputError(f"{wanted}: this is a folder; give the name of a file in it.")
        if wanted.exists() and not overwrite:
            raise InputError(
                f"{wanted}: this file is there already; give another name, or overwrite=True "
                "(--force on the command line) to replace it."
            )
        if wanted.exists() and not wanted.stat().st_mode & stat.S_IWUSR:
            raise InputError(
                f"{wanted}: this file is read-only; make it writable, or give another name."
            )
    except OSError as error:
        raise _refused(wanted, error) from None
    return wanted


def _refused(path: Path, error: OSError) -> InputError:
    return InputError(
        f"{path}: it could not be written ({error.strerror or error}); nothing was changed. Close "
        "it if it is open, or give another name or folder."
    )


def _umask() -> int:
    """The permissions that this process takes away from new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def needed(module: str, extra: str = "report") -> ModuleType:
    """A module of an extra. Raises CostavoidError naming the extra where it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise CostavoidError(
            f"{module.split('.')[0]} is not installed; it comes with "
            f"pip install 'costavoid[{extra}]'."
        ) from None
