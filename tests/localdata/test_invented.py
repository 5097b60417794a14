"""Invented returns: what went in comes out, and both are like England's published tables."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from recovered import recovered

import costavoid as ca
from costavoid.evidence.catalogue import sources
from costavoid.localdata.returns import england
from costavoid.localdata.returns.england import tables
from costavoid.localdata.returns.invented import invent, lengths


def test_every_file_and_row_says_that_it_is_invented(tmp_path: Path) -> None:
    folder = ca.invent_903(tmp_path / "r", starts=20, years=2)
    assert "INVENTED DATA" in (folder / "README.txt").read_text()
    files = sorted(folder.rglob("*.csv"))
    assert [file.name for file in files] == ["episodes.csv", "header.csv", "uasc.csv"] * 2
    for file in files:
        with file.open(encoding="utf-8") as opened:
            rows = list(csv.DictReader(opened))
        assert "INVENTED" in file.read_text().split("\n")[0]
        assert all(row["INVENTED"] == "invented, no real child" for row in rows)
        assert all(row["CHILD"].startswith("INV") for row in rows)


def test_the_same_seed_gives_the_same_children(tmp_path: Path) -> None:
    one, same, other = (
        (ca.invent_903(tmp_path / name, starts=15, years=2, seed=seed) / "2025" / "episodes.csv")
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert one.read_text() == same.read_text() != other.read_text()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(ca.InputError, match="holds something already"):
        ca.invent_903(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_an_invented_return_needs_no_repair(tmp_path: Path) -> None:
    read = ca.read_903(ca.invent_903(tmp_path / "r", starts=60, years=3))
    met = read.repairs().frame["rows"]
    assert set(met.index[met != "0"]) == {"episodes sent again in a later year"}


def test_ages_needs_and_status_at_the_start_are_englands() -> None:
    """Within three standard errors of the shares published for 2024."""
    made = invent(3_000, 5, 2025, np.random.default_rng(3))
    first = np.append(True, made.child[1:] != made.child[:-1])
    age = (made.start[first] - made.born) / 365.25
    # 5,220 of 33,120 under 1; 4,830; 4,900; 8,730; 9,440 of 16 and over
    for low, high, share in (
        (-1, 1, 0.1576),
        (1, 5, 0.1458),
        (5, 10, 0.1479),
        (10, 16, 0.2636),
        (16, 18, 0.2850),
    ):
        found = ((age >= low) & (age < high)).mean()
        assert abs(found - share) < 3 * (share * (1 - share) / 3_000) ** 0.5 + 0.002
    # of the statuses used: 19,020 of 33,080 under section 20, 10,090 interim care orders
    assert abs((made.status == "V2").mean() - 0.575) < 0.03
    assert abs((made.status == "C1").mean() - 0.305) < 0.03
    # 41,260 of 66,060 placements moved from were of children for abuse or neglect
    assert abs((made.need == "N1").mean() - 0.6246) < 0.03


@pytest.mark.parametrize(
    ("kind", "median", "mean"),
    [("foster", 174, 406), ("residential", 263, 444), ("supported", 114, 163)],
)
def test_lengths_have_the_published_median_and_mean(kind: str, median: float, mean: float) -> None:
    drawn = lengths(kind, 60_000, np.random.default_rng(5))
    assert np.median(drawn) == pytest.approx(median, rel=0.05)
    assert drawn.mean() == pytest.approx(mean, rel=0.04)


@pytest.mark.parametrize("seed", range(4))
def test_what_went_in_comes_out(seed: int, tmp_path: Path) -> None:
    found = recovered(seed, tmp_path / "r")
    assert found.counts_differ == []
    assert found.nights_differ == 0
    assert abs(found.foster_median) < 4 and abs(found.care_median) < 4  # standard errors


def test_every_published_number_has_its_source() -> None:
    place = Path(england.__file__).with_name("england.csv")
    with place.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 150
    for row in rows:
        assert sources()[row["source"]].url.startswith("https://")
        assert row["locator"] and row["table"] and row["name"]
    # typed from the source, not from the file
    assert tables()["age at start", ""]["Under 1 year"] == 5_220
    assert tables()["duration", "foster"]["all"] == 49_670
    assert tables()["reason ceased", ""]["Adopted"] == 3_020
