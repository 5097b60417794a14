"""Cohorts as a file holds them: who is reached by more than one programme."""

from __future__ import annotations

import os
from pathlib import Path

from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import Frozen
from costavoid.cases.reading import made
from costavoid.cases.toml import parsed, read
from costavoid.portfolios.cohorts import Cohort


class _File(Frozen):
    """What such a file holds."""

    cohorts: tuple[Cohort, ...]


def load_cohorts(path: str | os.PathLike[str]) -> tuple[Cohort, ...]:
    """The cohorts of a TOML file: `[[cohorts]]`, each with `[[cohorts.reached]]` below it.

    Raises InputError naming the file, the place in it, what was given and the cure.
    """
    try:
        file = Path(path)
    except TypeError:
        raise InputError(
            f"load_cohorts: {shown(path)} given; give the path of a TOML file, such as "
            "'cohorts.toml'."
        ) from None
    try:
        return made(_File, parsed(read(file))).cohorts
    except InputError as error:
        lines = str(error).splitlines()
        raise InputError("\n".join(f"{file.name}, {line}" for line in lines)) from None
