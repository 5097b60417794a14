"""How fast a return is read, and in how much memory: beside the same join written by hand.

    python benchmarks/returns.py            a council's ten years, and England's twenty

Every measurement is a process of its own, on invented returns in a temporary folder. The join by
hand reads every year, keeps the newest row of each child and start that has an end, and splits
periods of care: with pandas, and with polars where it is installed. `read_903` does that with its
checks, repairs, placements and lengths of stay besides.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import costavoid as ca

ROUNDS = 3
COUNCIL = {"starts": 280, "years": 10, "times": 1}
ENGLAND = {"starts": 470, "years": 20, "times": 47}


def returns(folder: Path, starts: int, years: int, times: int) -> int:
    """Invented returns in the folder, each child so many times under other ids; rows in all."""
    ca.invent_903(folder, starts=starts, years=years, seed=5)
    rows = 0
    for file in folder.rglob("*.csv"):
        first, _, rest = file.read_text(encoding="utf-8").partition("\n")
        with file.open("w", encoding="utf-8") as out:
            out.write(first + "\n")
            for i in range(times):
                out.write(rest.replace("INV", f"I{i:02d}", rest.count("\n")) if i else rest)
        rows += rest.count("\n") * times if file.name == "episodes.csv" else 0
    return rows


def with_costavoid(folder: Path) -> int:
    """Read, repaired, checked, and every length of stay."""
    read = ca.read_903(folder)
    read.stays()
    return len(read._periods)


def with_pandas(folder: Path) -> int:
    """Periods of care, by hand."""
    import pandas as pd

    wanted = ["CHILD", "DECOM", "RNE", "DEC", "REC"]
    parts = []
    for file in sorted(folder.glob("*/episodes.csv")):
        part = pd.read_csv(file, usecols=wanted, dtype="category")
        part["YEAR"] = int(file.parent.name)
        parts.append(part.astype({name: "str" for name in wanted}))
    rows = pd.concat(parts, ignore_index=True)
    for name in ("DECOM", "DEC"):
        known = rows[name].dropna().unique()
        days = dict(zip(known, pd.to_datetime(known, format="%d/%m/%Y"), strict=True))
        rows[name] = rows[name].map(days)
    rows["CLOSED"] = rows["DEC"].notna()
    rows = rows.sort_values(["CHILD", "DECOM", "CLOSED", "YEAR"])
    rows = rows.drop_duplicates(["CHILD", "DECOM"], keep="last")
    same = rows["CHILD"].eq(rows["CHILD"].shift())
    new = ~same | (rows["DECOM"] > rows["DEC"].shift()) | rows["RNE"].eq("S")
    return int(new.sum())


def with_polars(folder: Path) -> int:
    """The same with polars."""
    import polars as pl

    parts = []
    for file in sorted(folder.glob("*/episodes.csv")):
        part = pl.read_csv(
            file, columns=["CHILD", "DECOM", "RNE", "DEC", "REC"], infer_schema=False
        )
        parts.append(part.with_columns(YEAR=pl.lit(int(file.parent.name))))
    rows = pl.concat(parts).with_columns(
        pl.col("DECOM").str.to_date("%d/%m/%Y"), pl.col("DEC").str.to_date("%d/%m/%Y")
    )
    rows = rows.with_columns(CLOSED=pl.col("DEC").is_not_null())
    rows = rows.sort(["CHILD", "DECOM", "CLOSED", "YEAR"])
    rows = rows.unique(["CHILD", "DECOM"], keep="last", maintain_order=True)
    same = pl.col("CHILD").eq_missing(pl.col("CHILD").shift())
    gap = (pl.col("DECOM") > pl.col("DEC").shift()).fill_null(False)
    return int(rows.select((~same | gap | (pl.col("RNE") == "S")).sum()).item())


JOBS = {"costavoid": with_costavoid, "pandas": with_pandas, "polars": with_polars}


def measured(job: str, folder: Path) -> dict[str, Any]:
    """One job in this process: seconds, megabytes and how many periods of care."""
    if job == "costavoid":
        import pandas as pd  # noqa: F401  what is imported once is not what is measured
        import scipy.optimize  # noqa: F401
    else:
        __import__(job)
    began = time.perf_counter()
    periods = JOBS[job](folder)
    seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": most, "periods": periods}


def main() -> None:
    """Both sizes, every way that is installed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--job", nargs=2, metavar=("WAY", "FOLDER"))
    asked = parser.parse_args()
    if asked.job:
        print(json.dumps(measured(asked.job[0], Path(asked.job[1]))))
        return
    jobs = [job for job in JOBS if job == "costavoid" or find_spec(job)]
    for title, size in (("A council, ten years", COUNCIL), ("England's size", ENGLAND)):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "returns"
            print(f"{title}: {returns(folder, **size):,} rows")
            for job in jobs:
                found = []
                for _ in range(ROUNDS):
                    words = [sys.executable, __file__, "--job", job, str(folder)]
                    done = subprocess.run(words, capture_output=True, text=True)
                    if done.returncode:
                        raise SystemExit(done.stderr)
                    found.append(json.loads(done.stdout))
                best = min(found, key=lambda each: float(each["seconds"]))
                print(
                    f"  {job:10} {best['seconds']:6.2f} s {best['megabytes']:7.0f} MB, "
                    f"{best['periods']:,} periods of care"
                )


if __name__ == "__main__":
    main()
