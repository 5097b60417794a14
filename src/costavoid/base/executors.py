"""Running parts of the work on any concurrent.futures executor: threads, processes, a cluster.

Where a part runs changes no answer: each says which it is, and is put in its own place.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, Future
from contextlib import closing
from itertools import islice
from queue import SimpleQueue
from typing import TypeVar

from costavoid.base.by_file import ByFile, folder_of_answers, given_back, is_process_pool
from costavoid.base.errors import CostavoidError, InputError

Progress = Callable[[int, int], None]
Part = TypeVar("Part")
Answer = TypeVar("Answer")
Result = TypeVar("Result")
AHEAD = 64  # parts handed out at a time: enough for that many workers, and little to hold


def checked(executor: object) -> Executor | None:
    """The executor, or None. Raises InputError for what is neither."""
    if executor is None or isinstance(executor, Executor):
        return executor
    raise InputError(
        f"executor: {type(executor).__name__} given; give an Executor of concurrent.futures, such "
        "as ThreadPoolExecutor(4), or client.get_executor() of a Dask client."
    )


def each(
    run: Callable[[Part], Result], parts: Sequence[Part], executor: Executor | None
) -> Generator[tuple[int, Result], None, None]:
    """The place of every part and its result, in the order in which they are done.

    If the executor fails, what it finished is kept and the rest is run here, with a warning. What
    the library itself refuses is raised again. Whatever happens, nothing stays in the queue.
    """
    left = dict(enumerate(parts))
    if executor is not None:
        with closing(_finished(run, parts, executor)) as finished:
            for place, result in finished:
                del left[place]
                yield place, result
    for place, part in left.items():
        yield place, run(part) if executor is None else _again(run, part)


def _finished(
    run: Callable[[Part], Result], parts: Sequence[Part], executor: Executor
) -> Generator[tuple[int, Result], None, None]:
    """What the executor finishes; by files where it is a pool of processes."""
    if not is_process_pool(executor):
        yield from _handed_out(run, parts, executor, lambda found: found)
        return
    with folder_of_answers() as folder:
        yield from _handed_out(ByFile(run, folder), parts, executor, given_back)


def _handed_out(
    run: Callable[[Part], Answer],
    parts: Sequence[Part],
    executor: Executor,
    read: Callable[[Answer], Result],
) -> Generator[tuple[int, Result], None, None]:
    """What the executor finishes: everything, unless it fails. `read` makes it of an answer."""
    waiting: dict[Future[Answer], int] = {}
    done: SimpleQueue[Future[Answer]] = SimpleQueue()
    queue = enumerate(parts)
    try:
        while True:
            for place, part in islice(queue, AHEAD - len(waiting)):
                future = executor.submit(run, part)
                waiting[future] = place
                future.add_done_callback(done.put)
            if not waiting:
                return
            future = done.get()
            result = read(future.result())
            yield waiting.pop(future), result
    except CostavoidError:
        raise
    except Exception as error:
        warnings.warn(
            f"The executor failed ({error!r}). What it has finished is kept; the rest is run here, "
            "one part after another.",
            RuntimeWarning,
            stacklevel=2,
        )
        for future, place in waiting.items():
            if future.done() and not future.cancelled() and future.exception() is None:
                yield place, read(future.result())
    finally:
        for future in waiting:
            future.cancel()


def _again(run: Callable[[Part], Result], part: Part) -> Result:
    """One part that the executor did not finish. Raises CostavoidError where it fails here too."""
    try:
        return run(part)
    except CostavoidError:
        raise
    except Exception as error:
        raise CostavoidError(
            f"executor: a part that it did not finish cannot be run here either: "
            f"{type(error).__name__}: {error}."
        ) from error
