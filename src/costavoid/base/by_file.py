"""What a worker process found, given back by a file: only its name goes through the pool's pipe.

A worker that is killed in the middle of a long message leaves a pool of `concurrent.futures`
waiting for the rest of it for ever. A short message is there at once or not at all.
"""

from __future__ import annotations

import os
import pickle
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

Part = TypeVar("Part")
REMOVALS, PAUSE = 100, 0.01  # tries, and seconds between them
SHORT = 2_000  # bytes: with what the pool adds, less than a pipe takes at once (4,096 by POSIX)


def is_process_pool(executor: Executor) -> bool:
    """Whether its workers are processes of this machine that answer through one pipe."""
    module = sys.modules.get("concurrent.futures.process")
    return module is not None and isinstance(executor, module.ProcessPoolExecutor)


@contextmanager
def folder_of_answers() -> Iterator[str]:
    """A folder for the answers, gone at the end.

    Where no more is wanted, a worker may still write its last one while the folder is removed: then
    it is removed again. Once it is gone, nothing can be written in it.
    """
    folder = tempfile.mkdtemp(prefix="costavoid-")
    try:
        yield folder
    finally:
        for _ in range(REMOVALS):
            shutil.rmtree(folder, ignore_errors=True)
            if not os.path.exists(folder):
                break
            time.sleep(PAUSE)


@dataclass(frozen=True)
class ByFile(Generic[Part]):
    """Runs a part, in a worker, and answers shortly: with its pickle, or the file that holds it."""

    run: Callable[[Part], Any]
    folder: str

    def __call__(self, part: Part) -> bytes | str:
        """The result or the error, pickled; or the name of the file it is in."""
        try:
            found: tuple[bool, Any] = (True, self.run(part))
        except Exception as error:
            found = (False, error)
        answer = pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL)
        if len(answer) <= SHORT:
            return answer
        file = Path(self.folder, secrets.token_hex(8))
        file.write_bytes(answer)
        return os.fspath(file)


def given_back(answer: bytes | str) -> Any:
    """What a part found. Raises the error that it ended in."""
    if isinstance(answer, str):
        file = Path(answer)
        content = file.read_bytes()
        file.unlink()
    else:
        content = answer
    is_found, found = pickle.loads(content)
    if not is_found:
        raise found
    return found
