"""How a command ends: its exit code, and one paragraph where it cannot be done."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from costavoid.base.errors import CostavoidError
from costavoid.cli.codes import FAULT, INTERRUPTED, OK, WRONG_INPUT
from costavoid.cli.screen import wrapped
from costavoid.cli.streams import plainly
from costavoid.cli.wording import on_the_command_line

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
            return told(str(error), WRONG_INPUT)
        except KeyboardInterrupt:
            return told("Stopped from the keyboard; no file was half written.", INTERRUPTED)
        except BrokenPipeError:  # the reader has seen enough: `costavoid replicate | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return OK
        except OSError as error:  # a full disk, a closed terminal
            return told(f"The answer could not be written: {error.strerror or error}.", WRONG_INPUT)
        except Exception as error:
            if hasattr(error, "format_message"):
                return _misused(error)
            if hasattr(error, "exit_code") or isinstance(error, typer.Abort):
                raise  # the end of a command, as typer has it
            return told(
                f"costavoid failed, which is a fault of its own: {type(error).__name__}: {error}. "
                "Please report it with the case file and the command.",
                FAULT,
            )


def told(words: str, code: int) -> int:
    """Say why a command ended, as wide as the terminal; gives its code."""
    said = plainly(on_the_command_line(words))
    if sys.stderr.isatty():
        said = "\n".join(wrapped(line, on=sys.stderr) for line in said.split("\n"))
    print(said, file=sys.stderr)
    return code


def _misused(error: Any) -> int:
    """Say what is wrong with the words of a command, and how it is used."""
    usage = f"{error.ctx.get_usage()}\n\n" if getattr(error, "ctx", None) else ""
    return told(f"{usage}Error: {error.format_message()}", error.exit_code)
