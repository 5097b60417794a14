"""A return read: each repair by hand, every form a file comes in, and the published samples."""

from __future__ import annotations

import csv
import io
import itertools
import os
import socket
import zipfile
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from written import EPISODES, episode, header, others, packed, write

import costavoid as ca
from costavoid.localdata.returns.joining import OPEN
from costavoid.localdata.returns.rows import april

SAMPLES = Path(
    os.environ.get("COSTAVOID_PUBLIC_DATA")
    or Path(__file__).parents[2].parent / "shared" / "public_data"
)
CSDM = "ssda903_sample_cs_demand_model_v1.zip"
VAL = "ssda903_fake_d2i_validator"
needs_samples = pytest.mark.skipif(
    not (SAMPLES / CSDM).is_file(),
    reason="no sample returns: set COSTAVOID_PUBLIC_DATA to the folder that holds them",
)


def days(text: str) -> int:
    d, m, y = map(int, text.split("/"))
    return date(y, m, d).toordinal() - date(1970, 1, 1).toordinal()


def repaired(read: ca.Return903) -> dict[str, str]:
    rows = read.repairs().frame["rows"].to_dict()
    return {name: count for name, count in rows.items() if count != "0"}


def spells(read: ca.Return903) -> list[tuple[int, int | None]]:
    """Start and end of the placements of the first child met."""
    found = read._placements
    mine = found.child == 0
    pairs = zip(found.start[mine].tolist(), found.end[mine].tolist(), strict=True)
    return [(start, None if end == OPEN else end) for start, end in pairs]


def one_child(tmp_path: Path, years: dict[int, list[str]]) -> ca.Return903:
    return ca.read_903(write(tmp_path / "return", years, ("A",)))


def test_open_rows_sent_again_are_one_episode(tmp_path: Path) -> None:
    first = [episode("A", "01/06/2022")]
    second = [episode("A", "01/06/2022", "10/07/2023", rec="E4A")]
    read = one_child(tmp_path, {2023: first, 2024: second})
    assert spells(read) == [(days("01/06/2022"), days("10/07/2023"))]
    # and the others' thirty, open in both years
    assert repaired(read) == {"episodes sent again in a later year": "31"}


def test_an_open_row_never_seen_again_ends_with_its_year(tmp_path: Path) -> None:
    read = one_child(tmp_path, {2023: [episode("A", "01/06/2022")], 2024: []})
    assert spells(read) == [(days("01/06/2022"), days("31/03/2023"))]
    assert repaired(read)["open rows of an earlier year, never seen again"] == "1 to 5"
    assert read._placements.lost[read._placements.child == 0].all()


def test_an_open_row_before_a_later_start_ends_by_then(tmp_path: Path) -> None:
    rows = [episode("A", "01/06/2022"), episode("A", "10/10/2022", "01/12/2022", rec="E4A")]
    read = one_child(tmp_path, {2023: rows})
    assert spells(read) == [
        (days("01/06/2022"), days("09/10/2022")),
        (days("10/10/2022"), days("01/12/2022")),
    ]
    assert (read._periods.child == 0).sum() == 2


def test_an_open_row_before_a_move_ends_with_it(tmp_path: Path) -> None:
    rows = [episode("A", "01/06/2022"), episode("A", "10/10/2022", rne="P")]
    read = one_child(tmp_path, {2023: rows})
    assert spells(read) == [
        (days("01/06/2022"), days("10/10/2022")),
        (days("10/10/2022"), None),
    ]
    assert (read._periods.child == 0).sum() == 1


def test_an_overlap_is_cut_and_a_gap_stays_one(tmp_path: Path) -> None:
    rows = [
        episode("A", "01/05/2022", "20/06/2022"),
        episode("A", "10/06/2022", "01/07/2022", rne="P", rec="E4A"),
        episode("A", "01/09/2022", "01/10/2022", rec="E4A"),
    ]
    read = one_child(tmp_path, {2023: rows})
    assert spells(read)[0] == (days("01/05/2022"), days("10/06/2022"))
    assert (read._periods.child == 0).sum() == 2
    assert repaired(read) == {"overlaps": "1 to 5", "gaps": "1 to 5"}


def test_a_gap_after_an_end_that_says_there_is_none_is_closed(tmp_path: Path) -> None:
    rows = [episode("A", "01/05/2022", "20/06/2022"), episode("A", "25/06/2022", rne="P")]
    read = one_child(tmp_path, {2023: rows})
    assert spells(read)[0][1] == days("25/06/2022")
    assert (read._periods.child == 0).sum() == 1


def test_a_change_of_legal_status_ends_no_placement(tmp_path: Path) -> None:
    rows = [
        episode("A", "01/05/2022", "20/06/2022", ls="C1"),
        episode("A", "20/06/2022", "01/12/2022", rne="L", ls="C2"),
        episode("A", "01/12/2022", rne="P", ls="C2"),
    ]
    read = one_child(tmp_path, {2023: rows})
    assert spells(read) == [
        (days("01/05/2022"), days("01/12/2022")),
        (days("01/12/2022"), None),
    ]
    # one child's first order, in the return of 2023: hidden, as one is a small count
    assert read._orders.tolist() == [1]


def test_a_temporary_placement_does_not_end_the_one_it_interrupts(tmp_path: Path) -> None:
    rows = [
        episode("A", "01/05/2022", "20/06/2022"),
        episode("A", "20/06/2022", "04/07/2022", rne="P", place="T1"),
        episode("A", "04/07/2022", rne="P"),
    ]
    assert spells(one_child(tmp_path, {2023: rows})) == [(days("01/05/2022"), None)]


def test_short_breaks_are_left_out(tmp_path: Path) -> None:
    rows = [episode("A", "01/05/2022", "04/05/2022", ls="V3", rec="E8")]
    read = one_child(tmp_path, {2023: rows})
    assert 0 not in read._placements.child
    assert repaired(read) == {"short breaks (V3, V4)": "1 to 5"}


def test_uasc_is_a_switch(tmp_path: Path) -> None:
    folder = write(tmp_path / "r", {2023: [episode("A", "01/05/2022")]}, ("A",))
    (folder / "2023" / "uasc.csv").write_text("CHILD,SEX,DOB,DUC\nA,1,01/01/2015,\n")
    assert len(ca.read_903(folder)._periods) == 31
    assert len(ca.read_903(folder, uasc=False)._periods) == 30


def test_counts_by_hand(tmp_path: Path) -> None:
    """Thirty children in foster care from days in May 2022 on, and one for ten nights of June."""
    rows = [episode("A", "01/06/2022", "11/06/2022", place="K2", provider="PR4", rec="E4A")]
    read = one_child(tmp_path, {2023: rows})
    counts = read._counts
    assert counts.march.sum() == 30 and counts.started.sum() == 31
    assert counts.nights[0].sum() == 10 + sum(
        april(2024) - days(f"{i % 28 + 1:02d}/05/2022") for i in range(30)
    )
    frame = read.placements().frame
    assert frame.loc[(2023, "all", "all"), "children at 31 March"] == 30
    # ten nights of one child are not to be had as a difference either
    assert frame["nights"].isna().any()


def test_stock_flows_and_nights_agree(tmp_path: Path) -> None:
    """What is there at the end was there before or came: the law of every return."""
    ca.invent_903(tmp_path / "r", starts=60, years=4, seed=2)
    read = ca.read_903(tmp_path / "r")
    counts = read._counts
    for year in range(1, 4):
        left = counts.march[year - 1] + counts.started[year] - counts.march[year]
        assert (left >= 0).all()
        # who leaves on 1 April is there for no night of the year
        assert (counts.there[year] <= counts.march[year - 1] + counts.started[year]).all()
    assert (counts.nights >= counts.march).all()
    assert (counts.nights <= 366 * counts.there).all()


FORMS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "windows-1252": lambda text: text.replace("Return", "R\u2019turn").encode("cp1252"),
    "utf-16": lambda text: text.encode("utf-16"),
    "semicolons": lambda text: text.replace(",", ";").encode(),
    "tabs": lambda text: text.replace(",", "\t").encode(),
    "small letters": lambda text: text.lower().encode(),
    "windows lines": lambda text: text.replace("\n", "\r\n").encode(),
    "blanks": lambda text: text.replace(",", " , ").encode(),
    "ids as floats": lambda text: text.replace("OTHER", "9").replace("\nA,", "\n1.0,").encode(),
    "another column": lambda text: "\n".join(
        f"{row},{'EXTRA' if i == 0 else 'x'}" for i, row in enumerate(text.rstrip("\n").split("\n"))
    ).encode(),
    "another order": lambda text: "\n".join(
        ",".join(reversed(row.split(","))) for row in text.rstrip("\n").split("\n")
    ).encode(),
    "ISO dates": lambda text: _dates(text, "{y}-{m}-{d}").encode(),
    "two digits for the year": lambda text: _dates(text, "{d}/{m}/{y2}").encode(),
}


def _dates(text: str, form: str) -> str:
    made = []
    for cell in text.replace("\n", ",\n,").split(","):
        parts = cell.split("/")
        if len(parts) == 3:
            cell = form.format(d=parts[0], m=parts[1], y=parts[2], y2=parts[2][2:])
        made.append(cell)
    return ",".join(made).replace(",\n,", "\n")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_a_file_comes_in_says_the_same(form: str, tmp_path: Path) -> None:
    rows = [
        episode("A", "01/05/2022", "20/06/2022", ls="C1"),
        episode("A", "20/06/2022", "01/12/2022", rne="P", place="K2", provider="PR4", rec="E4A"),
    ]
    folder = write(tmp_path / "plain", {2023: rows}, ("A",))
    plain = ca.read_903(folder)
    for file in folder.rglob("*.csv"):
        file.write_bytes(FORMS[form](file.read_text(encoding="utf-8")))
    read = ca.read_903(folder)
    assert read.placements().frame.equals(plain.placements().frame)
    assert read.entries().frame.equals(plain.entries().frame)
    assert read._periods.kinds["exit"].tolist() == plain._periods.kinds["exit"].tolist()


def test_folders_files_and_zips_say_the_same(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "r",
        {2023: [episode("A", "01/06/2022")], 2024: [episode("A", "01/06/2022", "01/07/2023")]},
        ("A",),
    )
    files = [str(file) for file in sorted(folder.rglob("*.csv"))]
    loose = tmp_path / "loose"
    loose.mkdir()
    for file in folder.rglob("*.csv"):
        (loose / f"SSDA903_{file.parent.name}_{file.name}").write_bytes(file.read_bytes())
    spans = tmp_path / "spans"
    for year, name in ((2023, "2022-23"), (2024, "2023-24")):
        (spans / name).mkdir(parents=True)
        for file in (folder / str(year)).iterdir():
            (spans / name / file.name).write_bytes(file.read_bytes())
    whole = ca.read_903(folder)
    for other in (packed(folder, tmp_path / "r.zip"), loose, spans, files):
        read = ca.read_903(other)
        assert read.years == (2023, 2024)
        assert read.placements().frame.equals(whole.placements().frame)


def test_a_year_is_given_where_no_name_says_one(tmp_path: Path) -> None:
    (tmp_path / "header.csv").write_text(header("A"))
    rows = [episode("A", "01/06/2022", "01/09/2022", rec="E4A"), *others(2023)]
    (tmp_path / "episodes.csv").write_text("\n".join([EPISODES, *rows]))
    assert ca.read_903(tmp_path).years == (2023,)  # that of the latest start
    assert ca.read_903(tmp_path, year=2023).years == (2023,)


def test_nothing_is_written_and_no_network_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "r", {2023: [episode("A", "01/06/2022")]}, ("A",))
    before = sorted(tmp_path.rglob("*"))

    def refuse(*args: object, **more: object) -> None:
        raise AssertionError("the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    read = ca.read_903(packed(folder, tmp_path / "r.zip"))
    read.stays()
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "r.zip"])


def by_hand(rows: list[dict[str, str]]) -> tuple[int, int, int]:
    """Repeats, overlaps and gaps of episodes, the newest row with an end kept; with dicts alone."""
    kept: dict[tuple[str, date], str] = {}
    repeats = 0
    for row in rows:
        d, m, y = map(int, row["DECOM"].split("/"))
        key = row["CHILD"], date(y, m, d)
        repeats += key in kept
        kept[key] = row["DEC"] or kept.get(key, "")
    children: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for (child, start), end in sorted(kept.items()):
        children[child].append((start, end))
    overlaps = gaps = 0
    for listed in children.values():
        for (_, end), (start, _) in itertools.pairwise(listed):
            if end:
                d, m, y = map(int, end.split("/"))
                overlaps += date(y, m, d) > start
                gaps += date(y, m, d) < start
    return repeats, overlaps, gaps


@needs_samples
def test_the_sample_of_cs_demand_model() -> None:
    """3,737 rows, 910 of them sent again; 40 overlaps and 30 gaps among the newest rows.

    Among the rows first sent, most of them still open, it is 24 and 23.
    """
    rows, first = [], {}
    with zipfile.ZipFile(SAMPLES / CSDM) as held:
        for name in sorted(n for n in held.namelist() if n.endswith("episodes.csv")):
            for row in csv.DictReader(io.StringIO(held.read(name).decode())):
                rows.append(row)
                first.setdefault((row["CHILD"], row["DECOM"]), row)
    assert len(rows) == 3_737
    assert by_hand(rows) == (910, 40, 30)
    assert by_hand(list(first.values()))[1:] == (24, 23)
    read = ca.read_903(SAMPLES / CSDM)
    found = repaired(read)
    assert found["episodes sent again in a later year"] == "910"
    assert (found["overlaps"], found["gaps"]) == ("40", "30")
    # its folders are named by the year in which each return begins
    assert read.years == (2018, 2019, 2020, 2021, 2022)
    assert found["rows of returns named by the year in which they begin"] == "3,737"


@needs_samples
def test_the_sample_of_the_validator() -> None:
    files = [SAMPLES / f"{VAL}_{name}.csv" for name in ("header", "episodes")]
    with files[1].open(encoding="utf-8") as file:
        assert by_hand(list(csv.DictReader(file))) == (0, 62, 53)
    found = repaired(ca.read_903(files))
    assert (found["overlaps"], found["gaps"]) == ("62", "53")
    assert found["short breaks (V3, V4)"] == "803"


@needs_samples
def test_the_sample_in_xml() -> None:
    """253 children and 459 episodes; 76 of them short breaks."""
    read = ca.read_903(SAMPLES / f"{VAL}.xml")
    found = repaired(read)
    assert found["short breaks (V3, V4)"] == "76"
    assert (found["overlaps"], found["gaps"]) == ("7", "1 to 5")
    assert "Return903: returns of 2018" in repr(read)
