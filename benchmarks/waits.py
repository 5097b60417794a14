"""What people wait for, in milliseconds: this state, and an earlier one where its folder is given.

    python benchmarks/waits.py                       prints what is measured here
    python benchmarks/waits.py --before ../earlier   and beside it, for the same cases, there

Each state is a process of its own, in turn; every figure but the longest is a median. The cases
are invented: Pause for 20 women, and programmes of so many outcomes, each with a rate, a
deadweight, weeks and a cost of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1]
ROUNDS = 3
# What is waited for, and how many times as fast as the state before the rooms it was to be: 3.5 ms
# to 1.0, and so on. Milliseconds do not carry over to another machine; these ratios do.
WANTED = {
    "point": ("A point appraisal, Pause, 5 years", 3.5),
    "many": ("1,000 cases in `appraise_many`, one process", 3.2),
    "studies 10": ("Tornado, break-evens and assumptions, 10 outcomes", 20.0),
    "word 10": ("Word, 10 outcomes", 2.3),
    "word 50": ("Word, 50 outcomes", 17.0),
    "print": ("`print(appraisal)`, Pause", 2.4),
    "print 50": ("`print(appraisal)`, 50 outcomes", 40.0),
    "review 50": ("Review, 50 outcomes", 2.0),
}


def outcomes(count: int) -> Any:
    """A case of so many outcomes."""
    import costavoid as ca

    def own(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
        return ca.local(value, unit, id=id, source="Benchmark (invented)", **more)

    interval = {"low": 1, "high": 9, "range_kind": "95% interval"}
    changes = tuple(
        ca.Outcome(
            id=f"o{i}",
            label=f"Outcome {i}",
            counterfactual=ca.RateAvoided(
                rate=own(3 + i % 5, "count per year", f"o{i}.rate", **interval)
            ),
            deadweight=own(0.2, "share", f"o{i}.deadweight"),
            pathway=ca.Placement(
                type="residential",
                weeks=own(26 + i % 20, "weeks", f"o{i}.weeks"),
                cost=own(4000 + 10 * i, "GBP per week", f"o{i}.cost", price_year="2025-26"),
            ),
            children=f"children {i}",
        )
        for i in range(count)
    )
    cost = own(30_000 * count, "GBP per year", "own.delivery", price_year="2025-26")
    programme = ca.Custom(name="Many", changes=changes, costs=(ca.Delivery(cost=cost),))
    return ca.appraise(programme, horizon=5, price_year="2025-26", first_year="2026-27")


def timed(run: Callable[[], object], times: int = 1) -> float:
    """Milliseconds of one run, the median of so many."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found)


def here(largest: int) -> dict[str, float]:
    """Everything, in this process; documents up to so many outcomes."""
    import costavoid as ca

    pause = ca.Pause(women=20, start="2026-10-01")
    case = {"horizon": 5, "price_year": "2025-26"}
    folder = Path(tempfile.mkdtemp())

    def word(count: int) -> float:
        made, path = outcomes(count), folder / f"{count}.docx"
        return timed(lambda: made.to_word(path, overwrite=True))

    def studies() -> float:
        made = outcomes(10)
        return timed(lambda: (made.one_at_a_time(), made.break_evens(), made.assumptions()))

    cases = {
        f"{n}": {"intervention": ca.Pause(women=20 + n % 30, start="2026-10-01"), **case}
        for n in range(1000)
    }
    word(1), studies(), str(ca.appraise(pause, **case))  # loads what is loaded late
    found = {
        "point": timed(lambda: ca.appraise(pause, **case), 200),
        "many": timed(lambda: ca.appraise_many(cases)),
        "studies 10": statistics.median(studies() for _ in range(3)),
        "print 50": timed(partial(str, outcomes(50))),
        "review 50": timed(outcomes(50).review),
    }
    later = (timed(partial(str, ca.appraise(pause, **case))) for _ in range(9))
    found["print"] = statistics.median(later)  # of new ones: what is tried is kept with each
    return found | {f"word {n}": word(n) for n in (10, 50, 100) if n <= largest}


def run(tree: Path, largest: int) -> dict[str, float]:
    """The measurements of one state, in a process of its own."""
    words = [sys.executable, __file__, "--job", str(largest)]
    there = {**os.environ, "PYTHONPATH": str(tree / "src"), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(words, env=there, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    print({name: round(value, 1) for name, value in found.items()}, file=sys.stderr, flush=True)
    return found


def table(before: Path | None) -> str:
    """Before, now, and the bar, as a table."""
    then, now = [], []
    for at in range(ROUNDS):
        now.append(run(HERE, 100))
        if before and at == 0:  # once: its documents take minutes
            then.append(run(before, 50))
    middle = {name: statistics.median(each[name] for each in now) for name in now[0]}
    rows = [
        _row(title, wanted, then[0][name] if then else None, middle[name])
        for name, (title, wanted) in WANTED.items()
    ]
    power = math.log10(middle["word 100"] / middle["word 10"])
    earlier = f"{math.log(then[0]['word 50'] / then[0]['word 10'], 5):.2f} (to 50)" if then else "-"
    rows.append(
        f"| Growth of Word's time, 10 to 100 outcomes: to the power | {earlier} | {power:.2f} |  | "
        f"1.1 or less | {'met' if power <= 1.1 else '**not met**'} |"
    )
    return "\n".join(
        ["| What | Before | Now | Times as fast | Wanted | |", "|---|---|---|---|---|---|", *rows]
    )


def _row(title: str, wanted: float, before: float | None, now: float) -> str:
    if before is None:
        return f"| {title} | - | {_time(now)} | - | {wanted:g} |  |"
    times = before / now
    said = "met" if times >= wanted else "**not met**"
    return f"| {title} | {_time(before)} | {_time(now)} | {times:.1f} | {wanted:g} | {said} |"


def _time(milliseconds: float) -> str:
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f} s"
    return f"{milliseconds:.1f} ms" if milliseconds < 10 else f"{milliseconds:.0f} ms"


def main() -> None:
    """Print the table, or the measurements of one process."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--before", type=Path, help="the folder of an earlier state")
    words.add_argument("--job", type=int, help=argparse.SUPPRESS)
    given = words.parse_args()
    print(json.dumps(here(given.job)) if given.job else table(given.before))


if __name__ == "__main__":
    main()
