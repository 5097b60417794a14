"""The command line: `costavoid --help` says what there is.

Comes in: words, and the paths of files. Goes out: printed answers, files, exit codes.
Not here: anything that is worked out; a command opens a case and asks the other rooms.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from costavoid.cli.codes import FAULT, FOUND, INTERRUPTED, OK, WRONG_INPUT
from costavoid.version import __version__

__all__ = ["FAULT", "FOUND", "INTERRUPTED", "OK", "WRONG_INPUT", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code, as `costavoid --help` lists them."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given == ["--version"]:  # asked by scripts at every start: nothing else is loaded for it
        print(f"costavoid {__version__}")
        return OK
    from costavoid.cli.commands import run

    return run(arguments)
