"""`load`: a case read from a TOML file, with errors that name the file and the place in it."""

from __future__ import annotations

import os
from pathlib import Path

from costavoid.base.errors import InputError
from costavoid.cases.case import Case
from costavoid.cases.toml import read, shown


def load(path: str | os.PathLike[str]) -> Case:
    """The case that a TOML file describes: `programme = "Custom"`, then the class's fields.

    An estimate may be written as `{ id = "..." }`, the library's own number; as
    `{ value = ..., unit = "...", source = "..." }`, a council's own (see `local`); or in full.
    `[settings]` and `[[overrides]]` are what `appraise` takes; they may be left out. Raises
    InputError naming the file, the place in it, what was given and the cure, for anything that
    `appraise` could not use whatever its settings.
    """
    try:
        file = Path(path)
    except TypeError:
        raise InputError(
            f"load: {shown(path)} given; give the path of a TOML file, such as 'our.toml'."
        ) from None
    name = file.name or str(file)
    try:
        return Case.read(read(file))
    except InputError as error:
        lines = str(error).splitlines()
        raise InputError("\n".join(f"{name}, {line}" for line in lines)) from None
    except RecursionError:
        raise InputError(
            f"{name}: tables or lists stand inside one another too deeply to read; a case needs "
            "four or five levels."
        ) from None
