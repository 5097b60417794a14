"""Packs: the files of several packages in one archive, the same bytes from the same files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import lzma
import tarfile
import zipfile
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources.abc import Traversable

from costavoid.base.errors import CostavoidError
from costavoid.page.bundle.bytecode import STDLIB, how, precompiled
from costavoid.page.bundle.release import Files, checked, core, packages, settings
from costavoid.version import __version__

OWN = "costavoid"
COMPILED = (".so", ".pyd", ".dll", ".dylib")
Held = dict[str, bytes]


@dataclass(frozen=True)
class Taken:
    """One package in a pack: its name, version, where it is from, and how many bytes."""

    name: str
    version: str
    where: str
    size: int


@dataclass(frozen=True)
class Pack:
    """One archive and what is in it: a tar, by gzip for what every start needs, else by xz."""

    name: str
    archive: bytes
    taken: tuple[Taken, ...]


def pack(name: str, files: Files, *, compile_it: bool = True) -> Pack:
    """The pack of this name. Raises CostavoidError for a file that is missing or not as it was."""
    wanted = settings()["packs"][name]
    held: Held = {}
    taken = []
    for package in wanted["release"]:
        said = packages(files)[package]
        found = _kept(_wheel(checked(files, said["file_name"], said["sha256"])))
        taken.append(_taken(package, said["version"], "Pyodide", found))
        held |= found
    for package in wanted["own"]:
        installed = _installed(package)
        found = _kept(installed_files(installed))
        taken.append(_taken(package, installed.version, "installed here", found))
        held |= found
    if name == "core":
        found = _kept(_own_files())
        taken.append(_taken(OWN, __version__, "itself", found))
        held |= found
    if compile_it and wanted.get("compile", True):
        held = precompiled(files, held)
    archive = tar(held)
    return Pack(
        name, lzma.compress(archive) if wanted["modules"] else zipped(archive), tuple(taken)
    )


def zipped(content: bytes) -> bytes:
    """What a browser undoes by itself, at once: for what every start needs."""
    return gzip.compress(content, 9, mtime=0)


def stdlib(files: Files, *, compile_it: bool = True) -> bytes:
    """The standard library as the release has it, compiled where that can be done."""
    plain = core(files, STDLIB)
    if not compile_it or not how(files):
        return plain
    with zipfile.ZipFile(io.BytesIO(plain)) as opened:
        held = _kept({name: opened.read(name) for name in opened.namelist() if name[-1] != "/"})
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as written:
        for name, content in sorted(precompiled(files, held).items()):
            written.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def _taken(name: str, version: str, where: str, found: Held) -> Taken:
    return Taken(name, version, where, sum(map(len, found.values())))


def _kept(found: Held) -> Held:
    """The files that the page has a use for."""
    starts = tuple(settings()["left_out"])
    ends = tuple(settings()["left_out_by_ending"])
    return {
        path: content
        for path, content in found.items()
        if not path.startswith(starts) and not path.endswith(ends) and "/tests/" not in path
    }


def _wheel(content: bytes) -> Held:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {each: opened.read(each) for each in opened.namelist() if not each.endswith("/")}


def _installed(package: str) -> Distribution:
    try:
        return distribution(package)
    except PackageNotFoundError:
        raise CostavoidError(
            f"{package}: it is not installed; a page needs it: pip install 'costavoid[app]'."
        ) from None


def installed_files(installed: Distribution) -> Held:
    """The files of a package installed here, each as its record has it, but what is compiled."""
    name = installed.metadata["Name"]
    found: Held = {}
    for file in installed.files or ():
        path = file.as_posix()
        if path.startswith("..") or path.endswith((*COMPILED, ".pyc")) or file.hash is None:
            continue
        content = file.read_binary()
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        if file.hash.mode == "sha256" and file.hash.value != digest:
            raise CostavoidError(
                f"{name}: {path} was changed after it was installed; install {name} again."
            )
        found[path] = content
    if not any(path.endswith(".py") for path in found):
        raise CostavoidError(f"{name}: its files are not recorded; install {name} again with pip.")
    return found


def _own_files() -> Held:
    """costavoid itself, as it stands here."""
    return dict(_walked(resources.files(OWN), OWN))


def _walked(folder: Traversable, place: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in folder.iterdir():
        path = f"{place}/{each.name}"
        if each.is_dir():
            found += _walked(each, path)
        else:
            found.append((path, each.read_bytes()))
    return found


def tar(held: Held) -> bytes:
    """Files in order, without a date or an owner."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as opened:
        for path in sorted(held):
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode = len(held[path]), 0o644
            opened.addfile(entry, io.BytesIO(held[path]))
    return made.getvalue()
