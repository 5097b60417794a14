"""The register as a TOML file, sealed: what was edited after approval is found, and shown.

The seal is the SHA-256 of what was approved, and a packed copy of it. It finds slips and quiet
edits; who makes a new seal on purpose can, so the approved file is kept where others cannot write.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from costavoid.base.errors import InputError, shown
from costavoid.cases.reading import made
from costavoid.cases.toml import parsed, read
from costavoid.cases.writing import toml, toml_table
from costavoid.tracking.register import FORMAT, Register

SEAL = "seal"
MOST_UNPACKED = 10_000_000  # bytes: a register is far smaller
MOST_SAID = 8  # changes that are said one by one
HEAD = """\
# Benefits register of {programme}, approved on {day:%-d %B %Y}; written by costavoid {version}.
# What stands here was approved: it is read again to compare with what happened, and refused if it
# was edited since. Where a change is agreed, make a new plan of the new case, and keep this one.

"""
LOST = "Take the file again from where it was approved, or make a new plan of the case."


def sealed(register: Register) -> bytes:
    """The file of a register, which `opened` reads back."""
    copy = _canonical(register)
    seal = {
        "sha256": hashlib.sha256(copy).hexdigest(),
        "approved_copy": base64.b64encode(zlib.compress(copy, 9)).decode(),
    }
    head = HEAD.format(
        programme=" ".join(register.programme.split()),
        day=register.approved,
        version=register.costavoid,
    )
    return (head + toml({**toml_table(register), SEAL: seal})).encode()


def hash_of(register: Register) -> str:
    """The SHA-256 of what was approved."""
    return hashlib.sha256(_canonical(register)).hexdigest()


def load_register(path: str | os.PathLike[str]) -> Register:
    """The register in a file. Raises InputError naming the file, the place in it and the cure."""
    try:
        file = Path(path)
    except TypeError:
        raise InputError(
            f"plan: {shown(path)} given; give the path of a plan's TOML file, such as "
            "'our.plan.toml'."
        ) from None
    name = file.name or str(file)
    try:
        return opened(read(file))
    except InputError as error:
        lines = str(error).splitlines()
        raise InputError("\n".join(f"{name}, {line}" for line in lines)) from None


def opened(file: bytes) -> Register:
    """The register that was sealed. Raises InputError showing what was changed since."""
    document = parsed(file)
    seal = document.pop(SEAL, None)
    if "programme" in document and seal is None and "benefits" not in document:
        raise InputError(
            "this is a case and no plan; make its plan with costavoid plan, or costavoid.plan()."
        )
    if not isinstance(seal, dict) or not {"sha256", "approved_copy"} <= set(seal):
        raise InputError(f"seal: it is missing, so nobody can say what was approved. {LOST}")
    if document.get("format") != FORMAT:
        raise InputError(f"format: {shown(document.get('format'))} given; this reads {FORMAT}.")
    approved = _unpacked(seal)
    try:
        found = made(Register, document)
        changes = list(_changes(json.loads(approved), json.loads(_canonical(found))))
    except InputError as error:
        raise InputError(f"edited after it was approved: {error} {LOST}") from None
    if changes:
        raise InputError(_said(changes))
    return found


def _canonical(register: Register) -> bytes:
    """The same bytes for the same register, on any machine."""
    held = register.model_dump(mode="json")
    return json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _unpacked(seal: dict[str, Any]) -> bytes:
    """The approved copy. Raises InputError where it is not what was sealed."""
    try:
        packed = base64.b64decode(str(seal["approved_copy"]), validate=True)
        copy = zlib.decompressobj().decompress(packed, MOST_UNPACKED)
    except (binascii.Error, ValueError, zlib.error):
        copy = b""
    if hashlib.sha256(copy).hexdigest() != seal["sha256"]:
        raise InputError(f"seal: it was itself edited, so nobody can say what was approved. {LOST}")
    return copy


def _said(changes: list[str]) -> str:
    more = len(changes) - MOST_SAID
    listed = "; ".join(changes[:MOST_SAID]) + (f"; and {more} more" if more > 0 else "")
    return (
        f"edited after it was approved, so its hash no longer fits: {listed}. Put back what was "
        "approved; or, where a change was agreed, make a new plan of the new case."
    )


def _changes(approved: Any, now: Any, place: str = "") -> Iterator[str]:
    """Each place where two registers differ, with both values."""
    if isinstance(approved, dict) and isinstance(now, dict):
        for name in dict.fromkeys([*approved, *now]):
            inside = f"{place}.{name}" if place else name
            yield from _changes(approved.get(name), now.get(name), inside)
    elif isinstance(approved, list) and isinstance(now, list):
        yield from _changes_of_list(approved, now, place)
    elif approved != now:
        yield f"{place}: {_short(approved)} when approved, {_short(now)} now"


def _changes_of_list(approved: list[Any], now: list[Any], place: str) -> Iterator[str]:
    if len(approved) != len(now):
        yield f"{place}: {len(approved)} when approved, {len(now)} now"
        return
    for i, (was, is_now) in enumerate(zip(approved, now, strict=True)):
        name = was.get("id", i + 1) if isinstance(was, dict) else i + 1
        yield from _changes(was, is_now, f"{place}[{name}]")


def _short(value: Any) -> str:
    return "nothing" if value in (None, "") else shown(value)
