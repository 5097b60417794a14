"""What one process measures: the library, the reference, the loop, and where time goes."""

from __future__ import annotations

import resource
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import reference
from case import arguments, numbers
from reference import PAYERS

MILLION = 1_000_000


def resident() -> float:
    """Megabytes of this process now."""
    with open("/proc/self/status", encoding="ascii") as lines:
        (line,) = (line for line in lines if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def peak() -> float:
    """Megabytes of this process at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def library(draws: int, threads: int, keep: int | None = None) -> dict[str, Any]:
    """Appraise, then summarise; the first run, of few draws, loads what is loaded late."""
    import costavoid as ca

    for name in ca.__all__:  # each is loaded when it is first used
        getattr(ca, name)
    imported = resident()
    case = arguments()
    ca.appraise(**case, draws=1000).uncertainty.summary()
    executor = ThreadPoolExecutor(threads) if threads > 1 else None
    began = time.perf_counter()
    drawn = ca.appraise(**case, draws=draws, executor=executor, keep=keep).uncertainty
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


def summaries(draws: int, threads: int) -> dict[str, Any]:
    """The library, keeping a hundred thousand draws for the percentiles."""
    return library(draws, threads, keep=MILLION // 10)


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
    from costavoid.cashflow.draws import stream
    from costavoid.cashflow.simulation import BLOCK, CHUNK, Simulation

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
        "working out the pounds": timed(lambda: ready.part(0, BLOCK), BLOCK),
        "percentiles, chances and errors": timed(drawn.summary, draws),
    }


def point(draws: int, threads: int) -> dict[str, Any]:
    """A point appraisal, and the same pounds in plain Python floats."""
    import costavoid as ca
    from costavoid.cashflow.flows import evaluate

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


JOBS = {f.__name__: f for f in (library, summaries, by_hand, looped, profile, point)}
