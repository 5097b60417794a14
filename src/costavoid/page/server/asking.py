"""One request of the page answered in lines of JSON, within a time, a few at once."""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from queue import Empty, Queue
from typing import Any

from costavoid.base.errors import CostavoidError
from costavoid.page.respond import respond

AT_ONCE = 2  # computations; others wait their turn
WAIT, LONGEST = 30.0, 120.0  # seconds: for a turn, and for an answer that tells of its progress
GRACE = 5.0  # seconds more, for what tells of no progress
BUSY = "Too much is asked at once; try again in a moment."
TOO_LONG = (
    f"That took longer than {LONGEST:.0f} seconds and was stopped; ask for fewer simulations."
)
NOT_JSON = "The request is not JSON with a state in it."
FAULT = "costavoid failed, which is a fault of its own; the terminal it runs in says more."

turns = threading.BoundedSemaphore(AT_ONCE)
Line = dict[str, Any]


class TooLongError(Exception):
    """A computation that went on for longer than anybody waits."""


def lines(body: bytes, wait: float = WAIT, longest: float = LONGEST) -> Iterator[bytes]:
    """The answer to a request, a line of JSON each: its progress, then a response or an error."""
    request = _read(body)
    if request is None:
        yield _line({"error": NOT_JSON})
        return
    if not turns.acquire(timeout=wait):
        yield _line({"error": BUSY})
        return
    for line in _worked_out(request, longest):
        yield _line(line)


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _worked_out(request: dict[str, Any], longest: float) -> Iterator[Line]:
    """What is said while it is worked out, and then what came of it.

    The turn is given back when the work itself has ended, whoever still listens.
    """
    said: Queue[Line] = Queue()
    ends = time.monotonic() + longest

    def progress(done: int, of: int) -> None:
        if time.monotonic() > ends:
            raise TooLongError
        said.put({"progress": [done, of]})

    def work() -> None:
        try:
            said.put(_answer(request, progress))
        finally:
            turns.release()

    threading.Thread(target=work, daemon=True).start()
    while True:
        try:
            line = said.get(timeout=max(0.0, ends - time.monotonic()) + GRACE)
        except Empty:
            line = {"error": TOO_LONG}
        yield line
        if "progress" not in line:
            return


def _answer(request: dict[str, Any], progress: Any) -> Line:
    try:
        return {"response": respond(request, progress)}
    except CostavoidError as error:
        return {"error": str(error)}
    except TooLongError:
        return {"error": TOO_LONG}
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return {"error": FAULT}


def _line(line: Line) -> bytes:
    return json.dumps(line).encode() + b"\n"
