"""The files of one Pyodide release: from a folder, or from where it is published, each checked."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from importlib import resources
from pathlib import Path
from typing import Any, Protocol
from urllib.request import urlopen

from costavoid.base.errors import CostavoidError, InputError

LOCK = "pyodide-lock.json"
WAIT = 60  # seconds for an answer
MOST = 64 * 2**20  # bytes of one file


class Files(Protocol):
    """Where the files of a release are."""

    def held(self, name: str) -> bytes:
        """The bytes of one. Raises CostavoidError where it cannot be had."""

    @property
    def where(self) -> str:
        """Where they are, in words."""


@dataclass(frozen=True)
class Folder:
    """A folder of files of the release."""

    path: Path

    @property
    def where(self) -> str:
        """Its path."""
        return str(self.path)

    def held(self, name: str) -> bytes:
        """The bytes of one file. Raises InputError where there is none."""
        if not self.path.is_dir():
            raise InputError(f"pyodide: {str(self.path)!r} given, which is no folder.")
        file = self.path / name
        if not file.is_file():
            raise InputError(
                f"pyodide: {self.path} has no {name}; put the files of Pyodide "
                f"{settings()['release']} in it, or leave --pyodide out to fetch them."
            )
        return file.read_bytes()


@dataclass(frozen=True)
class Published:
    """Where the release is published."""

    address: str

    @property
    def where(self) -> str:
        """Its address."""
        return self.address

    def held(self, name: str) -> bytes:
        """The bytes of one file. Raises CostavoidError where it does not come, or not all of it."""
        try:
            with urlopen(self.address + name, timeout=WAIT) as answer:  # an address of our own data
                found: bytes = answer.read(MOST + 1)
        except (OSError, HTTPException) as error:
            raise CostavoidError(
                f"{name}: it could not be fetched from {self.address} ({error}). Without a "
                f"network give --pyodide FOLDER, with the files of Pyodide "
                f"{settings()['release']} in it."
            ) from None
        if len(found) > MOST:
            raise CostavoidError(f"{name}: more than {MOST:,} bytes came from {self.address}.")
        return found


@cache
def settings() -> dict[str, Any]:
    """What is built of what, as data."""
    text = (resources.files("costavoid.page.bundle") / "pyodide.toml").read_text("utf-8")
    return tomllib.loads(text)


def checked(files: Files, name: str, sha256: str) -> bytes:
    """The bytes of one file. Raises CostavoidError where they are not those of the release."""
    found = files.held(name)
    if hashlib.sha256(found).hexdigest() != sha256:
        raise CostavoidError(
            f"{name}: the file in {files.where} is not that of Pyodide {settings()['release']} "
            "(its sha256 differs); fetch it again."
        )
    return found


def core(files: Files, name: str) -> bytes:
    """A file of the core, checked by the hash that is kept here."""
    return checked(files, name, settings()["core"][name])


def packages(files: Files) -> dict[str, dict[str, Any]]:
    """What the release's lock file says of each of its packages."""
    found: dict[str, dict[str, Any]] = json.loads(core(files, LOCK))["packages"]
    return found


def info(files: Files) -> dict[str, Any]:
    """What the lock file says of the release itself."""
    found: dict[str, Any] = json.loads(core(files, LOCK))["info"]
    return found
