"""docs/performance.md, from what was measured."""

from __future__ import annotations

import math
import os
import platform
from importlib.metadata import version
from typing import Any


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
    few, many = (one["memory with summary"] for one in found["flat"])
    rows += [
        ("Memory: a million and ten million draws, 100,000 kept, with the summary",
         f"{few:.0f} and {many:.0f} MB", "flat", met(many, 1.1 * few)),
        ("Time by draws, 100,000 to ten million: to the power", f"{grows:.3f}", "0.95 to 1.05",
         "met" if 0.95 <= grows <= 1.05 else "**not met**"),
        ("A point appraisal, against plain Python floats",
         f"{dear:.0f} times ({point['appraise']:.1f} ms)", "40", met(dear, 40)),
        ("Its pounds alone, against plain Python floats",
         f"{point['evaluate'] / point['floats']:.0f} times ({point['evaluate']:.1f} ms)", "", ""),
        ("Import, against numpy and one pydantic class", f"{found['import']:.2f} times", "1.25",
         met(found["import"], 1.25)),
    ]  # fmt: skip
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    split = "\n".join(
        f"| {name} | {value:.0f} | {value / whole:.0%} |" for name, value in nanoseconds.items()
    )
    heavy = ", ".join(f"{name} {spent:.0f}" for name, spent in found["heaviest"])
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
  handing over Python's lock takes as long. Three chunks are drawn one by one, and worked on
  together.
- **Memory given back was fetched again** page by page, a fifth of the time: see
  `REUSED_BY_MALLOC` in `simulation.py`.
- Each input's own stream in each chunk costs a little (first row): the price of draws that no
  other input, line or worker changes.

Bars not met, and why:

- **Ten million draws on two threads, with the summary**: each thread holds the blocks it works
  on, and the summary sorts a copy of one headline. `keep=` is the way out, above.
- **Time by draws**: a case costs ten to twenty milliseconds before its first draw (checking it,
  finding the spread of each interval), a sixth of the time of a hundred thousand draws. The power
  lies on either side of 0.95 from run to run.

## What people wait for

Written by `python benchmarks/speed.py --write --before FOLDER`: the same cases, in the same run,
in the state before the house was rebuilt and now; `benchmarks/waits.py` has them. What was wished
for is held against how many times as fast, which carries over to another machine.

{found["waits"]}

What made the difference: what the engine makes for itself is plain slotted data, and was checked
objects before; what a pathway uses is made once for each case, and was made five times; a what-if
is a column of one evaluation, and was a new run. An import loads a name when it is first used;
with `appraise` and `Pause` used, it is {found["used"]:.2f} times numpy and one pydantic class. By
`python -X importtime`, milliseconds of modules alone: {heavy}.

Not done: tabled quantiles would draw beta and gamma values faster, at the price of a second way
to draw the same number. Beyond what memory holds, `appraise(..., keep=100_000)` keeps
so many draws for the percentiles; means, errors and chances come from all of them.
"""
