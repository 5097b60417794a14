"""How fast, and in how much memory: the library against the same case written by hand.

    python benchmarks/speed.py            prints the ratios of this run
    python benchmarks/speed.py --write    and writes docs/performance.md

Every measurement is a process of its own, run in turn with those it is compared with; a ratio is
the median over the rounds. Run it on a machine that does nothing else: two cores are enough.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import reference
from reference import PAYERS, Numbers

MILLION = 1_000_000
PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
WIDTH = 0.25  # of each interval, either way
COSTS = (
    "assessment.core",
    "pre_proceedings.council",
    "court_fee.care_application",
    "care_proceedings.council",
    "care_proceedings.legal_aid",
    "care_proceedings.court",
    "care_proceedings.cafcass",
    "placement.foster.any.week",
    "adoption.interagency_fee",
    "neonatal.special_care.day",
    "delivery.pause.woman_year",
)
OTHERS = (
    "care_proceedings.duration",
    "infant.months_to_adoptive_placement",
    "infant.exit.adoption",
    "infant.exit.special_guardianship",
    "neonatal.days",
    "neonatal.share",
)


def arguments() -> dict[str, Any]:
    """The case: what `appraise` is given, but for the draws."""
    import costavoid as ca

    def share(id: str, value: float, low: float, high: float) -> ca.Estimate:
        return ca.local(
            value, "share", id=id, source="Benchmark (invented)", low=low, high=high,
            range_kind="95% interval",
        )  # fmt: skip

    def own(id: str) -> ca.Estimate:
        known = ca.default(id)
        ends = {"low": known.value * (1 - WIDTH), "high": known.value * (1 + WIDTH)}
        return known.model_copy(update={**ends, "range_kind": "95% interval"})

    pathway = ca.InfantRemovedAtBirth(
        long_term_share=share("infant.exit.long_term_care", 0.1, 0.06, 0.15)
    )
    return {
        "intervention": ca.Pause(
            women=20,
            start="2025-04-01",
            persistence=(0.5, 0.3),
            deadweight=share("deadweight", 0.1, 0.05, 0.17),
            attribution=share("attribution", 0.9, 0.8, 0.97),
            pathway=pathway,
        ),
        "horizon": reference.YEARS,
        "price_year": "2025-26",
        "overrides": [own(id) for id in (*COSTS, *OTHERS)],
    }


def numbers() -> tuple[Numbers, dict[str, float]]:
    """The same case for the hand-written ones, and its point values."""
    import costavoid as ca
    from costavoid.cashflows import cash_share

    appraisal = ca.appraise(**arguments(), draws=2)
    simulation = appraisal.uncertainty.simulation
    draws, lines = simulation.draws, appraisal.flows.lines
    (whole,) = draws.wholes
    means = [part.first / (part.first + part.second) for part in whole]
    concentration = min(part.first + part.second for part in whole)
    costs = {line.use.cost.id: line for line in lines}
    point = {id: e.value for id, e in appraisal.inputs.in_use.items()}
    made = Numbers(
        spreads={id: (s.kind, s.first, s.second) for id, s in draws.alone.items()},
        exits=tuple(concentration * mean for mean in (*means, 1 - sum(means))),
        prices={
            id: float(appraisal.pricing.unit_cost(line.use.cost, appraisal.inputs)[0]) / point[id]
            for id, line in costs.items()
        },
        cash={id: cash_share(line, appraisal.inputs) for id, line in costs.items()},
        discount=appraisal.discount_factors.tolist(),
        inflation=appraisal.inflation_factors.tolist(),
    )
    return made, point


# ---- what one process measures


def resident() -> float:
    """Megabytes of this process now."""
    with open("/proc/self/status", encoding="ascii") as lines:
        (line,) = (line for line in lines if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def peak() -> float:
    """Megabytes of this process at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def library(draws: int, threads: int) -> dict[str, Any]:
    """Appraise, then summarise; the first run, of few draws, loads what is loaded late."""
    import costavoid as ca

    imported = resident()
    case = arguments()
    ca.appraise(**case, draws=1000).uncertainty.summary()
    executor = ThreadPoolExecutor(threads) if threads > 1 else None
    began = time.perf_counter()
    drawn = ca.appraise(**case, draws=draws, executor=executor).uncertainty
    simulated, memory = time.perf_counter() - began, peak()
    drawn.summary()
    found = dict(zip((m.name for m in drawn.simulation.measures), drawn.sums, strict=True))
    rows = [found[name] for name in (*PAYERS, "council net cash")]
    return {
        "seconds": time.perf_counter() - began,
        "simulated": simulated,
        "memory": memory - imported,
        "memory with summary": peak() - imported,
        "means": [float(row.mean()) for row in rows],
        "errors": [float(row[:MILLION].std() / draws**0.5) for row in rows],
    }


def by_hand(draws: int, threads: int) -> dict[str, Any]:
    """The NumPy reference."""
    made, _ = numbers()
    reference.summary(reference.in_numpy(made, 1000))
    began = time.perf_counter()
    found = reference.in_numpy(made, draws)
    simulated = time.perf_counter() - began
    reference.summary(found)
    return {
        "seconds": time.perf_counter() - began,
        "simulated": simulated,
        "means": found.mean(axis=1).tolist(),
        "errors": (found.std(axis=1) / draws**0.5).tolist(),
    }


def looped(draws: int, threads: int) -> dict[str, Any]:
    """The plain Python loop."""
    made, _ = numbers()
    began = time.perf_counter()
    found = reference.in_a_loop(made, draws)
    seconds = time.perf_counter() - began
    columns = list(zip(*found, strict=True))
    return {
        "seconds": seconds,
        "means": [statistics.fmean(column) for column in columns],
        "errors": [statistics.stdev(column) / draws**0.5 for column in columns],
    }


def profile(draws: int, threads: int) -> dict[str, Any]:
    """Where the library's time goes, each part alone, as shares of the whole."""
    import costavoid as ca
    from costavoid.draws import stream
    from costavoid.simulation import BLOCK, CHUNK, Simulation

    drawn = ca.appraise(**arguments(), draws=draws).uncertainty
    simulation: Simulation = drawn.simulation
    inputs = simulation.draws.chunks(0, BLOCK)

    class Drawn:
        def chunks(self, first: int, size: int) -> dict[str, Any]:
            return inputs

    ready = Simulation(
        simulation.flows, simulation.inputs, simulation.pricing, Drawn(), simulation.measures
    )
    ids = simulation.draws.varying

    def timed(run: Any, each: int) -> float:
        times = []
        for _ in range(15):
            began = time.perf_counter()
            run()
            times.append(time.perf_counter() - began)
        return statistics.median(times) / each * 1e9

    streams = timed(lambda: [stream(1, id, 3) for id in ids], CHUNK)
    return {
        "seconds": 0.0,
        "starting a stream for each input and chunk": streams,
        "drawing the inputs": timed(lambda: simulation.draws.chunks(0, BLOCK), BLOCK) - streams,
        "working out the pounds": timed(lambda: ready.chunk(0, BLOCK), BLOCK),
        "percentiles, chances and errors": timed(drawn.summary, draws),
    }


def point(draws: int, threads: int) -> dict[str, Any]:
    """A point appraisal, and the same pounds in plain Python floats."""
    import costavoid as ca
    from costavoid.cashflows import evaluate

    case = arguments()
    made, values = numbers()
    exits = [values[f"infant.exit.{n}"] for n in ("adoption", "special_guardianship")]
    exits += [values["infant.exit.long_term_care"]]
    shares = (*exits, 1 - sum(exits))
    appraisal = ca.appraise(**case)

    def timed(run: Any) -> float:
        times = []
        for _ in range(50):
            began = time.perf_counter()
            run()
            times.append(time.perf_counter() - began)
        return statistics.median(times) * 1e3

    flows = reference.one(made, values, shares)
    worth = sum(f * d for p in PAYERS for f, d in zip(flows[p], made.discount, strict=True))
    assert abs(worth - appraisal.npv) < 0.01, (worth, appraisal.npv)
    table = (appraisal.flows.lines, appraisal.years, appraisal.inputs, appraisal.pricing)
    return {
        "seconds": 0.0,
        "appraise": timed(lambda: ca.appraise(**case)),
        "evaluate": timed(lambda: evaluate(*table)),
        "floats": timed(lambda: reference.one(made, values, shares)),
    }


JOBS = {f.__name__: f for f in (library, by_hand, looped, profile, point)}


# ---- what compares them


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


def imports(code: str) -> float:
    """Seconds that an import takes in a new process."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure(rounds: int) -> dict[str, Any]:
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
    pairs = [(imports(WHOLE), imports(SMALL)) for _ in range(9)]
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
        "up": large["seconds"] / one / 10,
        "down": statistics.median(small) / one * 10,
        "point": run("point", 1),
        "profile": run("profile", MILLION),
        "import": statistics.median(a / b for a, b in pairs),
    }


def met(value: float, bar: float, *, most: bool = True) -> str:
    """Whether a bar is met, in a word."""
    return "met" if (value <= bar if most else value >= bar) else "**not met**"


def page(found: dict[str, Any]) -> str:
    """docs/performance.md."""
    parts = found["profile"]
    nanoseconds = {name: value for name, value in parts.items() if name != "seconds"}
    whole = sum(nanoseconds.values())
    point = found["point"]
    dear = point["appraise"] / point["floats"]
    # per draw, against a million: so much at a hundred thousand (down) and at ten million (up)
    grows = 1 + math.log10(found["up"] / found["down"]) / 2
    rows = [
        ("One thread, against the NumPy reference", f"{found['hand']:.2f} times as long", "1.2",
         met(found["hand"], 1.2)),
        ("Two threads, against one", f"{found['threads']:.2f} of the time", "0.65",
         met(found["threads"], 0.65)),
        ("One thread, against the Python loop", f"{found['loop']:.0f} times as fast",
         "at least 50", met(found["loop"], 50, most=False)),
    ]  # fmt: skip
    for name, bar in (("a million draws", 150), ("ten million draws", 600)):
        for threads, one in zip(("one thread", "two threads"), found["memory"][name], strict=True):
            for what, key in (("", "memory"), (", with its summary", "memory with summary")):
                rows.append(
                    (f"Memory: {name}, {threads}{what}", f"{one[key]:.0f} MB", f"{bar} MB",
                     met(one[key], bar))
                )  # fmt: skip
    rows += [
        ("Time by draws, 100,000 to ten million: to the power", f"{grows:.3f}", "0.95 to 1.05",
         "met" if 0.95 <= grows <= 1.05 else "**not met**"),
        ("A point appraisal, against plain Python floats",
         f"{dear:.0f} times ({point['appraise']:.1f} ms)", "40", met(dear, 40)),
        ("Its pounds alone, against plain Python floats",
         f"{point['evaluate'] / point['floats']:.0f} times ({point['evaluate']:.1f} ms)", "", ""),
        ("Import, against numpy and one pydantic class", f"{found['import']:.2f} times", "1.4",
         met(found["import"], 1.4)),
    ]  # fmt: skip
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    split = "\n".join(
        f"| {name} | {value:.0f} | {value / whole:.0%} |" for name, value in nanoseconds.items()
    )
    used = ", ".join(
        f"{name} {version(name)}" for name in ("costavoid", "numpy", "scipy", "pydantic")
    )
    return f"""# Speed and memory

Written by `python benchmarks/speed.py --write`, in one run on one machine. Only ratios carry
over to another: {platform.machine()}, {os.cpu_count()} cores, Python
{platform.python_version()}, {used}.

The case: Pause for 20 women, its effect fading over two years after the end; 18 financial
years, five payers, 21 uncertain inputs of 23, two of them lengths of stay and three of them
shares of one whole. Both are timed from the case to the summary: present value by payer and the
council's cash in every draw, then means, errors, percentiles and chances of four headlines. The
NumPy reference and the loop are in [reference.py](../benchmarks/reference.py); they know this
one case, and find the same means.

| What | Measured | Bar | |
|---|---|---|---|
{table}

A million draws took {found["seconds"]:.2f} seconds on one thread, the reference
{found["hand seconds"]:.2f}. Memory is the most the process ever held, above what it held after
`import costavoid`; it includes scipy's and pandas' own code, loaded when first needed. It is eight
bytes for each draw and each payer, and the council's cash, and a copy of one of these to sort
in a summary.

## Where the time goes

| Part of one draw | Nanoseconds | Share |
|---|---|---|
{split}

Drawing is the bound, as it is in the reference. What we found on the way, and did:

- **The years of each stay took more than nine tenths of the time**: lines x blocks of the
  programme x years, each a table of years and draws. Now the weights of the years go in first.
  A sum over years is then a sum over the times since arrivals changed, and those past every
  draw's stay are one polynomial of the draw; only the few times inside the spread of the stays
  are worked out one by one.
- **Lines that use time alike share it**, and the cases of an outcome are worked out once.
- **Threads waited for each other** in arrays of 16,384: each is over in a few microseconds, and
  handing over Python's lock takes as long. Four chunks are drawn one by one, and worked on
  together.
- **Memory given back was fetched again** page by page, a fifth of the time: see `KEPT` in
  `simulation.py`.
- Each input's own stream in each chunk costs a little (first row): the price of draws that no
  other input, line or worker changes.

Not done: tabled quantiles would draw beta and gamma values faster, at the price of a second way
to draw the same number. Draws are always kept; to go beyond what memory holds, run several
seeds.
"""


def main() -> None:
    """Print the ratios, or one measurement."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--write", action="store_true")
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.job:
        name, draws, threads = given.job
        print(json.dumps(JOBS[name](int(draws), int(threads))))
        return
    text = page(measure(given.rounds))
    print(text)
    if given.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
