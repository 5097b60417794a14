"""The same bits from any executor; what is kept when one dies; many cases at once."""

from __future__ import annotations

import os
import pickle
import re
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import (
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from contextlib import closing, contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.base.by_file import folder_of_answers
from costavoid.base.executors import AHEAD, each
from costavoid.cashflow.simulation import BLOCK, parts

DRAWS = 4 * BLOCK + BLOCK // 3  # parts of two sizes


def case(draws: int | None = DRAWS, **more: Any) -> dict[str, Any]:
    stay = ca.default("care_proceedings.duration").model_copy(
        update={"low": 26.0, "high": 52.0, "range_kind": "95% interval"}
    )
    share = ca.local(
        0.3, "share", id="own.deadweight", source="Anytown (invented)",
        low=0.2, high=0.4, range_kind="95% interval",
    )  # fmt: skip
    pause = ca.Pause(women=20, deadweight=share, persistence=(0.5, 0.2))
    made = {"intervention": pause, "horizon": 8, "price_year": "2025-26", "overrides": [stay]}
    if draws:
        pair = ("own.deadweight", "pause.removals_avoided.round1", 0.4)
        made |= {"draws": draws, "correlations": [pair]}
    return {**made, **more}


def sums(**more: Any) -> np.ndarray:
    arguments = case(**more)
    return ca.appraise(arguments.pop("intervention"), **arguments).uncertainty.sums


@pytest.fixture(scope="module")
def serial() -> np.ndarray:
    return sums()


@contextmanager
def dask(workers: int, processes: bool = False) -> Iterator[Executor]:
    distributed = pytest.importorskip(
        "distributed", reason="Dask is not installed: pip install 'costavoid[cluster]'"
    )
    with (
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=processes,
            dashboard_address=None,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor()


def processes(workers: int) -> ProcessPoolExecutor:
    # not a fork: other tests leave threads behind
    return ProcessPoolExecutor(workers, mp_context=get_context("forkserver"))


MAKERS: dict[str, Callable[[int], Any]] = {
    "threads": ThreadPoolExecutor,
    "processes": processes,
    "dask": dask,
}


@pytest.mark.filterwarnings("default")  # Dask's own
@pytest.mark.parametrize("workers", [1, 2, 7])
@pytest.mark.parametrize("kind", MAKERS)
def test_any_executor_gives_the_same_bits(kind: str, workers: int, serial: np.ndarray) -> None:
    with MAKERS[kind](workers) as executor:
        assert sums(executor=executor).tobytes() == serial.tobytes()


@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_of_processes_gives_the_same_bits(serial: np.ndarray) -> None:
    with dask(2, processes=True) as executor:
        assert sums(executor=executor).tobytes() == serial.tobytes()
        cases = {"one": case(), "none": case(draws=None)}
        found = ca.appraise_many(cases, executor=executor)
    assert found["one"].uncertainty.sums.tobytes() == serial.tobytes()


class Wrong(Executor):
    """Runs each part at once, in a way that may go wrong at the third."""

    def __init__(self, at_three: Callable[[Future[Any]], None]) -> None:
        self.at_three, self.handed, self.cancelled = at_three, 0, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.handed += 1
        future: Future[Any] = Future()
        if self.handed == 3:
            self.at_three(future)
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def broken(future: Future[Any]) -> None:
    future.set_exception(RuntimeError("a worker was killed"))


def cancelled(future: Future[Any]) -> None:
    future.cancel()
    future.set_running_or_notify_cancel()


def shut(future: Future[Any]) -> None:
    raise RuntimeError("cannot schedule new futures after shutdown")


@pytest.mark.parametrize("how", [broken, cancelled, shut], ids=lambda how: how.__name__)
def test_what_an_executor_finished_is_kept_when_it_fails(
    how: Callable[[Future[Any]], None], serial: np.ndarray
) -> None:
    seen: list[tuple[int, int]] = []
    with pytest.warns(RuntimeWarning, match="The executor failed .* kept; the rest is run here"):
        got = sums(executor=Wrong(how), progress=lambda done, all: seen.append((done, all)))
    assert got.tobytes() == serial.tobytes()
    assert len(seen) == len(list(parts(DRAWS, BLOCK))) and seen[-1] == (DRAWS, DRAWS)


def test_each_part_is_run_once_and_only_what_is_missing_again() -> None:
    ran: list[int] = []

    def run(part: int) -> int:
        ran.append(part)
        return part * part

    with pytest.warns(RuntimeWarning):
        found = dict(each(run, range(10), Wrong(broken)))
    assert found == {part: part * part for part in range(10)}
    assert sorted(ran) == list(range(10))  # the third had not run; the others only once


def die_in_a_worker(part: int, parent: int) -> int:
    if part == 4 and os.getpid() != parent:
        os._exit(1)
    return part


def test_a_process_that_is_killed_is_not_the_end() -> None:
    run = partial(die_in_a_worker, parent=os.getpid())
    with (
        processes(2) as executor,
        pytest.warns(RuntimeWarning, match="BrokenProcessPool"),
    ):
        assert dict(each(run, range(20), executor)) == {part: part for part in range(20)}


KILLED = '''
import os, signal, sys, threading, warnings
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from costavoid.base.executors import each


class Last:
    """Pickled last, just before all of it is sent: then the worker has a moment to live."""

    def __reduce__(self):
        threading.Timer(0.01, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return (str, ())


def big(part, parent):
    dies = part == 4 and os.getpid() != parent
    return [b"x" * 100_000_000, Last()] if dies else part


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor, warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        found = dict(each(partial(big, parent=os.getpid()), range(20), executor))
        assert found == {part: part for part in range(20)}
        assert ["BrokenProcessPool" in str(one.message) for one in seen] == [True]
'''


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_process_that_is_killed_while_it_sends_is_not_the_end(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def much_or_wrong(part: int) -> np.ndarray:
    if part == 3:
        raise ca.InputError("own.rate: wrong" * 1000)
    return np.full(100_000, part)


def test_long_results_and_errors_come_from_processes_and_leave_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with processes(2) as executor:
        found = dict(each(much_or_wrong, [0, 1, 2], executor))
        assert [found[part].sum() for part in range(3)] == [0, 100_000, 200_000]
        with pytest.raises(ca.InputError, match="own.rate: wrong"):
            list(each(much_or_wrong, range(8), executor))
        with closing(each(much_or_wrong, [1] * 20, executor)) as results:
            next(results)  # and no more of it is wanted
    assert list(tmp_path.glob("costavoid-*")) == []


def test_a_folder_of_answers_goes_although_something_is_still_written_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stop = threading.Event()

    def write(folder: str) -> None:
        with suppress(OSError):  # the folder is gone
            while not stop.is_set():
                Path(folder, secrets.token_hex(8)).write_bytes(b"late")
                stop.wait(0.0005)

    for _ in range(20):
        with folder_of_answers() as folder:
            worker = threading.Thread(target=write, args=(folder,), daemon=True)
            worker.start()
        worker.join(5)
        assert not worker.is_alive()
    stop.set()
    assert list(tmp_path.glob("costavoid-*")) == []


def test_what_the_library_refuses_is_not_taken_for_a_broken_executor() -> None:
    def refuse(part: int) -> int:
        raise ca.InputError("own.rate: wrong")

    with ThreadPoolExecutor(2) as executor, pytest.raises(ca.InputError, match="own.rate: wrong"):
        list(each(refuse, range(5), executor))


def test_what_fails_here_too_is_a_clear_error() -> None:
    def fail(part: int) -> int:
        raise MemoryError("no room")

    with (
        ThreadPoolExecutor(2) as executor,
        pytest.warns(RuntimeWarning),
        pytest.raises(ca.CostavoidError, match="cannot be run here either: MemoryError: no room"),
    ):
        list(each(fail, range(5), executor))


class Held(Executor):
    """Keeps every part waiting but the first, and remembers them."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if not self.futures:
            future.set_result(fn(*args, **kwargs))
        self.futures.append(future)
        return future


def test_an_interruption_cancels_what_waits() -> None:
    executor = Held()

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sums(executor=executor, progress=interrupt)
    first, *rest = executor.futures
    assert rest and all(future.cancelled() for future in rest) and not first.cancelled()


def test_few_parts_are_handed_out_at_a_time() -> None:
    executor = Held()
    with closing(each(str, range(10 * AHEAD), executor)) as results:
        assert next(results) == (0, "0")
        assert len(executor.futures) == AHEAD


def test_progress_is_told_to_the_thread_that_asked() -> None:
    where, seen = set(), []

    def progress(done: int, total: int) -> None:
        where.add(threading.get_ident())
        seen.append(done)

    with ThreadPoolExecutor(3) as executor:
        sums(executor=executor, progress=progress)
    assert where == {threading.get_ident()}
    assert seen == sorted(seen) and seen[-1] == DRAWS


def test_what_is_not_an_executor_is_refused_before_anything_is_done() -> None:
    for wrong in (4, "threads", ThreadPoolExecutor):
        with pytest.raises(ca.InputError, match=r"executor: .* given; give an Executor"):
            sums(executor=wrong, draws=100)
        with pytest.raises(ca.InputError, match=r"executor: .* given; give an Executor"):
            ca.appraise_many({"one": case(draws=None)}, executor=wrong)


def test_an_appraisal_survives_pickling() -> None:
    one = ca.appraise_many({"one": case(draws=500)})["one"]
    again = pickle.loads(pickle.dumps(one))
    assert str(again) == str(one) and again.to_json() == one.to_json()
    assert again.uncertainty.sums.tobytes() == one.uncertainty.sums.tobytes()
    assert again.uncertainty.summary().equals(one.uncertainty.summary())
    for array in (again.flows.amounts, again.uncertainty.sums, again.discount_factors):
        assert not array.flags.writeable
    assert again.review() == one.review()


# ---- many cases

COUNCILS = {f"Council {number}": case(draws=None, horizon=2 + number) for number in range(12)}


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    return {name: appraisal.to_json() for name, appraisal in ca.appraise_many(COUNCILS).items()}


def test_many_cases_are_each_case_appraised(expected: dict[str, str]) -> None:
    for name, arguments in COUNCILS.items():
        rest = dict(arguments)
        assert ca.appraise(rest.pop("intervention"), **rest).to_json() == expected[name]


@pytest.mark.parametrize("workers", [1, 2, 7])
@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_many_cases_come_back_in_order(kind: str, workers: int, expected: dict[str, str]) -> None:
    seen: list[tuple[int, int]] = []
    with MAKERS[kind](workers) as executor:
        found = ca.appraise_many(
            COUNCILS, executor=executor, progress=lambda *done: seen.append(done)
        )
    assert list(found) == list(COUNCILS)
    assert {name: one.to_json() for name, one in found.items()} == expected
    assert seen == [(done, 12) for done in range(1, 13)]


def test_a_case_may_be_a_pair() -> None:
    rest = case(draws=None)
    pair = (rest.pop("intervention"), rest)
    (found,) = ca.appraise_many({"pair": pair}).values()
    assert found.npv == ca.appraise(pair[0], **rest).npv


WRONG = {
    **COUNCILS,
    "Hull": case(draws=None, horizon=0),
    "Leeds": case(draws=None, horizonn=5),
}


@pytest.mark.parametrize("kind", [None, "threads", "processes"])
def test_a_case_that_fails_is_named_after_the_others_are_done(kind: str | None) -> None:
    done = []

    def many(executor: Executor | None, **more: Any) -> Any:
        return ca.appraise_many(
            WRONG, executor=executor, progress=lambda n, _: done.append(n), **more
        )

    def both(executor: Executor | None) -> None:
        with pytest.raises(ca.CostavoidError) as raised:
            many(executor)
        assert done == list(range(1, 15))
        said = str(raised.value)
        assert "cases: 2 of 14 could not be appraised." in said
        assert "Hull: Settings.horizon: 0 given" in said and "Leeds: TypeError: " in said
        kept = many(executor, errors="keep")
        assert list(kept) == list(WRONG)
        assert {n for n, one in kept.items() if isinstance(one, Exception)} == {"Hull", "Leeds"}
        assert isinstance(kept["Hull"], ca.InputError)

    if kind is None:
        both(None)
        return
    with MAKERS[kind](2) as executor:
        both(executor)


def test_an_executor_that_fails_loses_no_case(expected: dict[str, str]) -> None:
    with pytest.warns(RuntimeWarning, match="The executor failed"):
        found = ca.appraise_many(COUNCILS, executor=Wrong(broken))
    assert {name: one.to_json() for name, one in found.items()} == expected


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ([case()], "cases: list given; give a mapping from names"),
        ({"": case()}, "cases: '' given as a name"),
        ({3: case()}, "cases: 3 given as a name"),
        ({"Hull": {"horizon": 5}}, "cases, Hull: dict given; .* 'intervention' among them"),
        ({"Hull": ca.Pause(women=3)}, "cases, Hull: Pause given"),
        ({"Hull": case(executor=None)}, "cases, Hull: executor given for one case"),
        ({"Hull": case(progress=print)}, "cases, Hull: progress given for one case"),
    ],
)
def test_what_is_not_a_mapping_of_cases_is_refused(cases: Any, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        ca.appraise_many(cases)


def test_errors_is_one_of_two_words() -> None:
    with pytest.raises(ca.InputError, match="errors: 'ignore' given"):
        ca.appraise_many(COUNCILS, errors="ignore")
    assert ca.appraise_many({}) == {}


def test_the_script_on_the_page_of_many_cases_runs(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "many-cases.md"
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.S)
    (script,) = [block for block in blocks if "__main__" in block]
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    done = subprocess.run([sys.executable, tmp_path / "script.py"], capture_output=True, text=True)
    assert (done.returncode, done.stdout.count(" women ")) == (0, 3), done.stderr
