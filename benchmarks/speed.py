"""How fast, and in how much memory: the library against the same case written by hand.

    python benchmarks/speed.py            prints the ratios of this run
    python benchmarks/speed.py --write    and writes docs/performance.md

Every measurement is a process of its own, run in turn with those it is compared with; a ratio is
the median over the rounds. Run it on a machine that does nothing else: two cores are enough.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import waits
from jobs import JOBS, MILLION
from page import page

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def run(job: str, draws: int, threads: int = 1) -> dict[str, Any]:
    """One measurement in a process of its own, with one thread for matrix products."""
    kept = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    words = [sys.executable, __file__, "--job", job, str(draws), str(threads)]
    done = subprocess.run(words, env={**os.environ, **kept}, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    print(f"  {job}, {draws:,} draws, {threads} thread(s): {found['seconds']:.2f} s", flush=True)
    return found


def agree(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Both find the same means, within five standard errors."""
    for a, b, e, f in zip(
        one["means"], other["means"], one["errors"], other["errors"], strict=True
    ):
        assert abs(a - b) < 5 * (e * e + f * f) ** 0.5, (one["means"], other["means"])


SMALL = """
import time
began = time.perf_counter()
import numpy, pydantic
class Number(pydantic.BaseModel):
    id: str
    value: float
print(time.perf_counter() - began)
"""
WHOLE = (
    "import time\nbegan = time.perf_counter()\nimport costavoid\nprint(time.perf_counter() - began)"
)
FIRST_USE = "costavoid.appraise, costavoid.Pause"
USED = WHOLE.replace("import costavoid\n", f"import costavoid\n{FIRST_USE}\n")
HEAVIEST = 8


def imports(code: str) -> float:
    """Seconds that an import takes in a new process."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def heaviest() -> list[tuple[str, float]]:
    """Milliseconds of each package's own modules, by `python -X importtime`, the heaviest first."""
    words = [sys.executable, "-X", "importtime", "-c", f"import costavoid\n{FIRST_USE}"]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stderr
    spent: dict[str, float] = {}
    for line in told.splitlines()[1:]:
        alone, _, module = line.removeprefix("import time:").split("|")
        parts = module.strip().split(".")
        name = ".".join(parts[: 2 if parts[0] == "costavoid" else 1])
        spent[name] = spent.get(name, 0.0) + int(alone) / 1000
    return sorted(spent.items(), key=lambda part: -part[1])[:HEAVIEST]


def measure(rounds: int, before: Path | None) -> dict[str, Any]:
    """Every measurement."""
    ones, twos, hands = [], [], []
    for _ in range(rounds):
        hands.append(run("by_hand", MILLION))
        ones.append(run("library", MILLION))
        twos.append(run("library", MILLION, 2))
    loop_draws = 3000
    loop = run("looped", loop_draws)
    agree(ones[0], hands[0])
    agree(loop, hands[0])

    def ratio(above: list[dict[str, Any]], below: list[dict[str, Any]]) -> float:
        pairs = zip(above, below, strict=True)
        return statistics.median(a["seconds"] / b["seconds"] for a, b in pairs)

    one = statistics.median(found["seconds"] for found in ones)
    large, larger = run("library", 10 * MILLION), run("library", 10 * MILLION, 2)
    small = [run("library", MILLION // 10)["seconds"] for _ in range(3)]
    pairs = [(imports(WHOLE), imports(SMALL), imports(USED)) for _ in range(9)]
    return {
        "hand": ratio(ones, hands),
        "threads": ratio(twos, ones),
        "both": ratio(twos, hands),
        "loop": loop["seconds"] / loop_draws * MILLION / one,
        "seconds": one,
        "hand seconds": statistics.median(found["seconds"] for found in hands),
        "memory": {
            "a million draws": (ones[0], twos[0]),
            "ten million draws": (large, larger),
        },
        "flat": (run("summaries", MILLION), run("summaries", 10 * MILLION)),
        "up": large["seconds"] / one / 10,
        "down": statistics.median(small) / one * 10,
        "point": run("point", 1),
        "profile": run("profile", MILLION),
        "import": statistics.median(whole / small for whole, small, _ in pairs),
        "used": statistics.median(used / small for _, small, used in pairs),
        "heaviest": heaviest(),
        "waits": waits.table(before),
    }


def main() -> None:
    """Print the ratios, or one measurement."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--write", action="store_true")
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--before", type=Path, help="the folder of an earlier state")
    words.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.job:
        name, draws, threads = given.job
        print(json.dumps(JOBS[name](int(draws), int(threads))))
        return
    text = page(measure(given.rounds, given.before))
    print(text)
    if given.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
