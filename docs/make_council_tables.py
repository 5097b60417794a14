"""Makes the tables of `localdata/councils/data` from the published files.

    python docs/make_council_tables.py FOLDER src/costavoid/localdata/councils/data

FOLDER holds, under any names that end so: LAIT's long tables of finance and of children's social
care (measure, period, area_code_lait, value), ONS mid-year estimates of children
(time_period, old_la_code, ...) and the statistical neighbours of 2025. A missing or suppressed
value has no row. MHCLG's RO3 is left out: its split of looked-after children is blank or 0 for some
large councils.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterator
from pathlib import Path

ENGLAND = "970"
REGIONS = {
    "North East": "980",
    "North West": "981",
    "Yorkshire and The Humber": "982",
    "East Midlands": "983",
    "West Midlands": "984",
    "East of England": "985",
    "London": "986",
    "Inner London": "987",
    "Outer London": "988",
    "South East": "989",
    "South West": "990",
}
MISSING = ("-", "x", "c", "z", "k", "u", "")
POPULATION = "population"
Row = tuple[str, str, str, str, str]  # council, measure, year, value, source


def read(folder: Path, ending: str) -> list[dict[str, str]]:
    """The rows of the one file whose name ends so."""
    (path,) = folder.glob(f"*{ending}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def plain_year(period: str) -> str:
    """2024-25 of "2024-25 (OT)", 2024 of "2024 (Rev)"."""
    return period.split(" ")[0]


def rows(folder: Path, measures: list[dict[str, str]]) -> Iterator[Row]:
    """Every published figure, with the document it is in."""
    lait = {m["published_as"]: m for m in measures if m["source"].startswith("dfe_lait")}
    for ending in ("finance_by_la_2016-17_to_2024-25.csv", "csc_by_la_2016_to_2025.csv"):
        for row in read(folder, ending):
            m = lait.get(row["measure"])
            if m and row["value"] not in MISSING:
                year = plain_year(row["period"])
                yield row["area_code_lait"], m["id"], year, row["value"], m["source"]
    for row in read(folder, "population_estimates_2012_to_2024.csv"):
        area = row["old_la_code"] or REGIONS.get(row["region_name"], ENGLAND)
        if row["population_estimate"] not in MISSING:
            count = row["population_estimate"]
            yield area, POPULATION, row["time_period"], count, "ons_children_2025"


def neighbours(folder: Path) -> Iterator[tuple[str, int, str, str]]:
    """Each council's ten statistical neighbours, the nearest first."""
    for row in read(folder, "sn_model_2025_wide.csv"):
        for at in range(1, 11):
            yield row["old_la_code"], at, row[f"SN_{at}"], row[f"SN_{at}P"].strip()


def written(heads: tuple[str, ...], found: list[tuple[object, ...]]) -> bytes:
    """A CSV file of these rows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([heads, *found])
    return text.getvalue().encode()


def main(source: str, target: str) -> None:
    """Writes figures.csv.gz and neighbours.csv."""
    folder, into = Path(source), Path(target)
    with (into / "measures.csv").open(encoding="utf-8", newline="") as file:
        measures = list(csv.DictReader(file))
    with (into / "councils.csv").open(encoding="utf-8", newline="") as file:
        known = {area["code"] for area in csv.DictReader(file)}
    found = sorted(rows(folder, measures), key=lambda row: (row[1], row[2], row[0]))
    assert {row[0] for row in found} <= known, {row[0] for row in found} - known
    assert len({row[:3] for row in found}) == len(found), "one figure twice"
    heads = ("council", "measure", "year", "value", "source")
    packed = gzip.compress(written(heads, list(found)), compresslevel=9, mtime=0)
    (into / "figures.csv.gz").write_bytes(packed)
    near = written(("council", "rank", "neighbour", "closeness"), list(neighbours(folder)))
    (into / "neighbours.csv").write_bytes(near)
    print(f"{len(found):,} figures, {len(packed):,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
