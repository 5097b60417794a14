"""What the library says in Python, as it is said on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable

OPTIONS = ("horizon", "price_year", "first_year", "draws")
_PYTHON = (
    (r"overwrite=True \(--force on the command line\)", "--force"),
    (r"\b(?:CaseSettings|Settings|Drawing)\.(?=[a-z])", ""),
    (r"\bdraws=([\d_]+)", lambda found: f"--draws {found[1].replace('_', '')}"),
    (r"\b(horizon|price_year|first_year)=(\S*[^\s.,;)])", r"\1 = \2"),
    (r"(?<=: )True(?= given)", "true"),
    (r"(?<=: )False(?= given)", "false"),
)


def option(setting: str) -> str:
    """The option that a setting is given by."""
    return f"--{setting.replace('_', '-')}"


def on_the_command_line(said: str, given: Iterable[str] = ()) -> str:
    """An error in words for a terminal; a setting `given` there is blamed by its option."""
    for pattern, words in _PYTHON:
        said = re.sub(pattern, words, said)
    for setting in given:
        said = re.sub(rf"(?m)^{setting}(?=[: ])", option(setting), said)
    return said
