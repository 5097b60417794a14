"""Mutation testing: one change at a time in the arithmetic, and which test notices it.

    python benchmarks/mutation [--mutants 420] [--seed 2026] [--jobs 2] [--results FILE]

Each mutant runs in a process of its own against those tests that reach its line, the quickest
first, until one fails; no file is changed. What has been killed is not run again by the same
command, so after a new test only the survivors are. A survivor that stands in docs/mutation.md is
equivalent to the code it is made of, and is counted apart. It needs Linux, or another with fork.
"""

import argparse
import json
import os
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import hypothesis
import pandas  # noqa: F401  what costavoid imports is imported once, before the processes
import scipy.optimize.elementwise
import scipy.stats  # noqa: F401
from mutants import Mutant, made, sample
from suite import ROOT, Watch, child, chosen, reached

SLOW = 2  # times what its tests take, after half a minute: a loop that does not end
KINDS = ("killed", "survived", "equivalent")


def runs(todo: list[Mutant], jobs: int) -> Iterator[tuple[Mutant, str, float]]:
    """Each mutant with the test that killed it, or "", and its seconds."""
    tests, waiting, running = reached(), todo[::-1], dict[int, tuple[Mutant, int, float, float]]()
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant, source = made(waiting.pop())
            if not (some := chosen(mutant, tests)):
                yield mutant, "", 0.0
                continue
            out, into = os.pipe()
            if not (pid := os.fork()):
                watch = Watch()
                code = child(["-x", *some], watch, mutant.module, source)
                os.write(into, (watch.failed or ("" if code == 0 else "import")).encode())
                os._exit(0)
            os.close(into)
            limit = 30 + SLOW * sum(tests[test]["seconds"] for test in some)
            running[pid] = mutant, out, time.time(), limit
        time.sleep(0.05)
        for pid, (mutant, out, began, limit) in list(running.items()):
            ended, slow = os.waitpid(pid, os.WNOHANG)[0], time.time() - began > limit
            if slow and not ended:
                os.killpg(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            if ended or slow:
                killed = "too slow" if slow else os.read(out, 9999).decode()
                os.close(out)
                del running[pid]
                yield mutant, killed, time.time() - began


def main() -> None:
    """Runs what is not killed yet, and prints how many of each module are."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--mutants", type=int, default=420)
    options.add_argument("--seed", type=int, default=2026)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--results", type=Path, default=ROOT / "mutation.jsonl")
    asked = options.parse_args()
    few = hypothesis.settings(max_examples=10, deadline=None, derandomize=True, database=None)
    hypothesis.settings.register_profile("mutation", few)
    os.chdir(ROOT)
    before = asked.results.read_text().splitlines() if asked.results.exists() else []
    rows = map(json.loads, before)
    dead = {(r["module"], r["operator"], r["occurrence"], r["before"]) for r in rows if r["killed"]}
    named = (ROOT / "docs/mutation.md").read_text().replace(r"\|", "|")
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    todo = []
    for mutant, _ in map(made, sample(asked.seed, asked.mutants)):
        if (mutant.module, mutant.operator, mutant.occurrence, mutant.before) in dead:
            table[mutant.module]["killed"] += 1
        elif f"`{mutant.module}` | `{mutant.before}` | `{mutant.after}`" in named:
            table[mutant.module]["equivalent"] += 1
        else:
            todo.append(mutant)
    with asked.results.open("a") as results:
        for mutant, killed, seconds in runs(todo, asked.jobs):
            table[mutant.module]["killed" if killed else "survived"] += 1
            row = {**asdict(mutant), "killed": killed, "seconds": round(seconds, 1)}
            print(json.dumps(row), file=results, flush=True)
            if not killed:
                print(
                    f"{mutant.module}:{mutant.lines[0]}\n  {mutant.before}\n  {mutant.after}",
                    flush=True,
                )
    whole = sum(table.values(), Counter())
    for name, counts in [*sorted(table.items()), ("all", whole)]:
        print(f"{name:36}", *(f"{counts[kind]:4} {kind}" for kind in KINDS))
    share = whole["killed"] / (whole["killed"] + whole["survived"])
    print(f"seed {asked.seed}: {share:.1%} of those that are not equivalent are killed")


if __name__ == "__main__":
    main()
