"""The files of a return: found in a folder, a zip or a list, read as text, told apart by columns.

Nothing is written and nothing is unpacked to disk. No message holds a cell of a file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from costavoid.base.errors import InputError, shown
from costavoid.base.incoming import refuse_special
from costavoid.localdata.returns.codes import CLUES, READ, TABLES

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
SPAN = re.compile(r"(?<!\d)(20\d\d)[-_/ ](\d\d)(?!\d)")  # 2023-24 is the return of 2024
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
LARGEST = 2_000_000_000  # bytes of one file, unpacked
MOST_TIMES = 200  # a file may unpack to so many times its size in the zip
MOST_FILES = 5_000
SMALLEST = 2  # bytes: a file of one holds nothing
KINDS = (".csv", ".xml")
# What zipfile raises for a broken file: NotImplementedError is a compression it cannot undo,
# RuntimeError a password.
NOT_A_ZIP = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


@dataclass(frozen=True)
class Found:
    """One file: where it is for a sentence, its year where its name says one, its text."""

    place: str
    year: int | None
    text: str = field(repr=False)
    xml: bool = False


def found_in(path: object) -> list[Found]:
    """Every CSV and XML file of a folder, a zip, one file or a list of files, by name.

    Raises InputError naming the file for what cannot be read; empty files are left out.
    """
    return [found for found in _walk(path) if found.text.strip()]


def _walk(path: object) -> Iterator[Found]:
    if isinstance(path, list | tuple):
        if not path:
            raise InputError("read_903: an empty list given; give a folder, a zip or files.")
        for one in path:
            yield from _walk(one)
        return
    if not isinstance(path, str | Path) or not str(path).strip():
        raise InputError(f"read_903: {shown(path)} given; give a folder, a zip or files.")
    place = Path(path)
    try:
        is_folder, is_file = place.is_dir(), place.exists()
    except (OSError, ValueError):
        is_folder = is_file = False
    if is_folder:
        yield from _folder(place)
    elif is_file:
        yield from _file(place, f"{place.absolute().parent.name}/{place.name}")
    else:
        raise InputError(f"read_903: {shown(str(path))} given; there is no such file or folder.")


def _folder(folder: Path) -> Iterator[Found]:
    files = [each for each in sorted(folder.rglob("*")) if each.is_file()]
    listed = [each for each in files if each.suffix.lower() in (*KINDS, ".zip")]
    if not listed:
        raise InputError(
            f"read_903: {shown(str(folder))} given; there is no CSV, XML or zip file in it."
        )
    if len(listed) > MOST_FILES:
        raise InputError(
            f"read_903: {len(listed):,} files in {shown(str(folder))}; a return has about twelve "
            "a year: give its own folder."
        )
    for file in listed:
        yield from _file(file, file.relative_to(folder).as_posix())


def _file(file: Path, name: str) -> Iterator[Found]:
    refuse_special("read_903", file)
    if file.suffix.lower() == ".zip":
        yield from _zip(file, name)
        return
    if file.suffix.lower() not in KINDS:
        raise InputError(f"read_903: {name} given; a return is CSV or XML, or a zip of them.")
    try:
        if file.stat().st_size > LARGEST:
            raise InputError(f"read_903: {name} is over {LARGEST:,} bytes; no return is.")
        held = file.read_bytes()
    except OSError:
        raise InputError(f"read_903: {name} cannot be read; close it, or ask who may.") from None
    yield _of(name, held)


def _zip(file: Path, name: str) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(file) as held:
            members = [each for each in held.infolist() if not each.is_dir()]
            listed = [m for m in members if PurePosixPath(m.filename).suffix.lower() in KINDS]
            _refuse_tricks(name, members)
            if not listed:
                raise InputError(f"read_903: {name} holds no CSV or XML file.")
            for member in sorted(listed, key=lambda each: each.filename):
                yield _of(f"{name}/{member.filename}", held.read(member))
    except InputError:
        raise
    except NOT_A_ZIP:
        raise InputError(
            f"read_903: {name} cannot be opened as a zip (broken, or with a password); pack it "
            "again, or give the folder."
        ) from None


def _refuse_tricks(name: str, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise InputError(f"read_903: {name} holds {len(members):,} files; a return has about 12.")
    if sum(member.file_size for member in members) > LARGEST:
        raise InputError(f"read_903: {name} unpacks to over {LARGEST:,} bytes; no return does.")
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match(r"^[A-Za-z]:", member.filename):
            raise InputError(
                f"read_903: {name} holds a file with a path that leaves it; pack it again."
            )
        if member.file_size > 1_000_000 and member.file_size > MOST_TIMES * member.compress_size:
            raise InputError(
                f"read_903: {name} holds a file packed {MOST_TIMES} times or more, as no return "
                "is; give the folder itself if it is one."
            )


def _of(name: str, held: bytes) -> Found:
    short = len(held) < SMALLEST
    text = "" if short else decoded(name, held)
    return Found(name, year_of(name), text, xml=text.lstrip().startswith("<"))


def year_of(name: str) -> int | None:
    """The year in which a return ends, by its file's name, or the nearest folder that says one."""
    for part in reversed(PurePosixPath(name.replace("\\", "/")).parts):
        if span := SPAN.search(part):
            return int(span[1][:2] + span[2])
        if years := YEAR.findall(part):
            return int(years[-1])
    return None


def decoded(name: str, held: bytes) -> str:
    """Its text: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252."""
    encodings = ["utf-8-sig", "cp1252"]
    if held.startswith(MARKS[1:]):
        encodings = ["utf-16"]
    elif held[1:2] == b"\0":
        encodings = ["utf-16-le"]
    elif held[:1] == b"\0":
        encodings = ["utf-16-be"]
    for encoding in encodings:
        try:
            return held.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise InputError(f"read_903: {name} is not text in any encoding known; save it as UTF-8.")


def columns_of(first_line: str) -> tuple[list[str], str]:
    """The columns named in a first line, in capitals, and the mark between them."""
    separator = max(",;\t", key=first_line.count)
    return [
        cell.strip().strip('"').strip().upper() for cell in first_line.split(separator)
    ], separator


def table_of(columns: Iterable[str]) -> str | None:
    """The table of the return that has these columns; None where it is none."""
    have = set(columns)
    if "CHILD" not in have:
        return None
    if have >= CLUES["Episodes"]:
        return "Episodes"
    if "DUC" in have:
        return "UASC"
    best = max(TABLES, key=lambda name: len(have & set(TABLES[name])) / len(TABLES[name]))
    share = len(have & set(TABLES[best])) / len(TABLES[best])
    if best == "Header" and "DOB" not in have:
        return None
    return best if share > (0.5 if best not in READ else 0.3) else None


def refuse_unknown(place: str, columns: list[str]) -> None:
    """Raises InputError that a file is no table of the return, with its columns and the nearest.

    A first line with a digit in it is no line of names but perhaps a child's: it is not shown.
    """
    have = set(columns)
    near = max(TABLES, key=lambda name: len(have & set(TABLES[name])))
    wanted = f"The nearest is {near}, which has {', '.join(('CHILD', *TABLES[near]))}."
    if any(character.isdigit() for column in columns for character in column):
        raise InputError(
            f"read_903: {place} does not begin with the names of columns; export it again with "
            f"them. {wanted}"
        )
    listed = ", ".join(shown(column, 30) for column in columns[:12])
    raise InputError(
        f"read_903: {place} is no table of the SSDA903 return: its columns are {listed}. {wanted}"
    )
