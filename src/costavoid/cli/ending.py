"""How a command ends: its exit code, and one paragraph where it cannot be done."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from costavoid.base.errors import CostavoidError
from costavoid.base.plain_text import HIDDEN
from costavoid.cli.codes import FAULT, INTERRUPTED, OK, WRONG_INPUT

if TYPE_CHECKING:
    from typing import Never


class Told(TyperGroup):
    """The commands, which give their exit codes, and whose errors are told in words."""

    def invoke(self, ctx: Any) -> Never:
        """Run the command, and end with its code."""
        raise typer.Exit(self._code(ctx))

    def _code(self, ctx: Any) -> int:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
            return code if isinstance(code, int) else OK
        except CostavoidError as error:
            return _said(str(error), WRONG_INPUT)
        except KeyboardInterrupt:
            return _said("Stopped from the keyboard; no file was half written.", INTERRUPTED)
        except BrokenPipeError:  # the reader has seen enough: `costavoid replicate | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return OK
        except OSError as error:  # a full disk, a closed terminal
            return _said(
                f"The answer could not be written: {error.strerror or error}.", WRONG_INPUT
            )
        except Exception as error:
            if hasattr(error, "exit_code") or isinstance(error, typer.Abort):
                raise  # misuse of the command, told by typer
            return _said(
                f"costavoid failed, which is a fault of its own: {type(error).__name__}: {error}. "
                "Please report it with the case file and the command.",
                FAULT,
            )


def _said(words: str, code: int) -> int:
    print(HIDDEN.sub("?", words), file=sys.stderr)  # no name of a file may steer the terminal
    return code
