"""Which tests: those that reach a line, and a process of its own to run them in."""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import sys
from collections import defaultdict
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import coverage
import pytest
from mutants import SOURCE, Mutant

ROOT = SOURCE.parents[1]
FAST = (
    *("whole/test_worked_example.py", "whole/test_by_hand.py", "whole/test_programmes_by_hand.py"),
    *("whole/test_bad_input.py", "whole/test_properties.py", "programme", "cashflow", "appraisal"),
    *("evidence/test_prices.py", "evidence/test_distributions.py", "analysis/test_zero.py"),
    *("analysis/test_break_even.py", "analysis/test_break_even_said.py"),
    "analysis/test_what_if.py",
)
PYTEST = ("-q", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist")
PYTEST += ("-W", "ignore::pytest.PytestAssertRewriteWarning", "--hypothesis-profile=mutation")
MEMORY = 4 << 30  # bytes of each mutant
Reached = dict[str, Any]


class Watch:
    """Which test failed first; how long each takes; and what it reaches, where that is asked."""

    def __init__(self, reached: coverage.Coverage | None = None) -> None:
        self.failed, self.all_failed = "", set[str]()
        self.seconds, self.reached = dict[str, float](), reached

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self.reached:
            self.reached.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if report.failed:
            self.failed = self.failed or report.nodeid
            self.all_failed.add(report.nodeid)


def child(tests: list[str], watch: Watch, module: str = "", source: str = "") -> int:
    """In a process of its own: the tests, with the source of one module replaced."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)

    class Loader(SourceFileLoader):
        def get_code(self, name: str) -> object:
            return compile(source, self.path, "exec")

    class Finder:
        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> object:
            if not module or name != f"costavoid.{module[:-3].replace('/', '.')}":
                return None
            file = str(SOURCE / module)
            return importlib.util.spec_from_file_location(name, file, loader=Loader(name, file))

    sys.path.insert(0, str(SOURCE.parent))
    sys.meta_path.insert(0, Finder())
    return int(pytest.main([*PYTEST, f"--rootdir={ROOT}", *tests], plugins=[watch]))


def reached() -> dict[str, Reached]:
    """Each test that passes, with its seconds, and the lines of each module that it reaches."""
    out, into = os.pipe()
    if not os.fork():
        measure = coverage.Coverage(data_file=None, source=[str(SOURCE)], config_file=False)
        measure.start()
        watch, lines = Watch(measure), defaultdict(lambda: defaultdict(list))
        child([str(ROOT / "tests" / test) for test in FAST], watch)
        measure.stop()
        data = measure.get_data()
        for file in data.measured_files():
            for line, tests in data.contexts_by_lineno(file).items():
                for test in tests:
                    lines[test][str(Path(file).relative_to(SOURCE))].append(line)
        passed = {test: n for test, n in watch.seconds.items() if test not in watch.all_failed}
        seconds = {"": 0.0, **passed}
        with os.fdopen(into, "w") as pipe:
            json.dump({test: {"seconds": n, **lines[test]} for test, n in seconds.items()}, pipe)
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        found: dict[str, Reached] = json.load(pipe)
    os.wait()
    return found


def chosen(mutant: Mutant, tests: dict[str, Reached]) -> list[str]:
    """Those that reach its line, quickest first; all of them where it is read on import."""
    lines = set(range(mutant.lines[0], mutant.lines[1] + 1))
    some = {test for test, part in tests.items() if lines & set(part.get(mutant.module, ()))}
    some = set(tests) if "" in some else some
    return sorted(some - {""}, key=lambda test: tests[test]["seconds"])
