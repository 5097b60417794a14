"""What cannot be read is said in a sentence: the file, how many rows, the cure; never a row."""

from __future__ import annotations

import contextlib
import copy
import io
import logging
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_reading import SAMPLES, VAL, needs_samples
from written import EPISODES, episode, header, others, packed, write

import costavoid as ca
from costavoid.localdata.returns.reading import read_903

CHILD, BORN, UPN, POST = "MARKCHILD77", "17/11/2014", "MARKUPN777777", "MK7 7MK"
MARKS = (CHILD, "MARKCHILD", BORN, "2014-11-17", "MARKUPN", POST, "MK77MK")


def marked(folder: Path, years: tuple[int, ...] = (2023,)) -> Path:
    """A return in which every child's id, day of birth, UPN and postcode is a marked text."""
    for year in years:
        place = folder / str(year)
        place.mkdir(parents=True)
        ids = [f"{CHILD}{i:03d}" for i in range(60)]
        lines = ["CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"]
        lines += [f"{id},1,{BORN},WBRI,{UPN},," for id in ids]
        (place / "header.csv").write_text("\n".join(lines))
        rows = []
        for i, id in enumerate(ids):
            kind = ("U4", "K2", "P1", "A5")[i % 4]
            row = episode(
                id, f"{i % 28 + 1:02d}/05/{years[0] - 1}", place=kind, cin=f"N{i % 8 + 1}"
            )
            rows.append(row.replace("AB1 2CD", POST).replace("AB1 2CE", POST))
        (place / "episodes.csv").write_text("\n".join([EPISODES, *rows]))
    return folder


def clean(text: str) -> None:
    for mark in MARKS:
        assert mark not in text, text[max(0, text.find(mark) - 80) :][:200]


def outputs(read: ca.Return903) -> list[Any]:
    made: list[Any] = [read.placements(), read.entries(), read.proceedings(1.7), read.repairs()]
    made += [read.checks(), read.stays(), read.stay(), read.stay("foster")]
    made += [read.exits()] if len(read.years) > 1 else []
    return made


def test_no_output_holds_a_mark(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for by in ("placement", "placement and provider", "placement and age"):
        read = ca.read_903(marked(tmp_path / by, (2023, 2024, 2025)), stays_by=by)
        made = outputs(read) if by == "placement" else [read.stays()]
        for each in made:
            with pd.option_context("display.max_colwidth", None, "display.max_columns", None):
                clean(f"{each} {each!r}")
            clean(pickle.dumps(each, protocol=0).decode("latin-1"))
            frame = getattr(each, "frame", each)
            if isinstance(frame, pd.DataFrame):
                clean(frame.to_csv())
        clean(repr(read) + str(read))
        # the ids are not in it at all: only numbers are kept
        clean(repr(sorted(vars(read).items(), key=lambda item: item[0])))
    clean(caplog.text)


def test_a_return_is_not_pickled_or_copied(tmp_path: Path) -> None:
    read = ca.read_903(marked(tmp_path / "r"))
    for way in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(ca.InputError, match="not pickled or copied"):
            way(read)
        for inner in (read._periods, read._placements):
            with pytest.raises(ca.InputError, match="not pickled or copied"):
                way(inner)


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        file = folder / "2023" / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    return do


def delete(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "2023" / name).unlink()


def put(name: str, held: bytes) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(held)

    return do


def twice(folder: Path) -> None:
    (folder / "again 2023").mkdir()
    for file in (folder / "2023").iterdir():
        (folder / "again 2023" / file.name).write_bytes(file.read_bytes())


def headless(folder: Path) -> None:
    file = folder / "2023" / "episodes.csv"
    file.write_text("\n".join(file.read_text().split("\n")[1:]))


def other_year(year: int) -> Callable[[Path], None]:
    return lambda folder: (folder / "2023").rename(folder / str(year))


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "no return": (
        put("2023/list.csv", b"name,age\nx,y\n"),
        "list.csv is no table of the SSDA903 return: its columns are 'NAME', 'AGE'. The nearest is",
    ),
    "no names of columns": (headless, "does not begin with the names of columns"),
    "no header": (delete("header.csv"), "no Header table found; ages come from it"),
    "no episodes": (delete("episodes.csv"), "no table of Episodes found"),
    "a year twice": (twice, "of 2023 given twice: .* and .*; keep one"),
    "a date that cannot be": (
        change("episodes.csv", "01/05/2022", "31/02/2022"),
        r"episodes.csv, column DECOM: 3 of 60 rows hold what is no date",
    ),
    "a date of birth that is none": (
        change("header.csv", BORN, "born " + BORN),
        r"header.csv, column DOB: 60 of 60 rows",
    ),
    "a column that is missing": (
        change("episodes.csv", "PLACE,", "PLAICE,"),
        "Episodes without the column PLACE",
    ),
    "a comma inside a cell": (
        change("episodes.csv", ",V2,", ",V,2,"),
        "episodes.csv, column DEC: 60 of 60 rows hold what is no date",
    ),
    "a quotation mark left open": (
        change("episodes.csv", f"{CHILD}001", f'"{CHILD}001'),
        "more cells than its 13 columns, or a quotation mark left open",
    ),
    "a year far too early": (other_year(2015), "taken for the return of 2015, but 60 of its 60"),
    "XML that is cut off": (put("2023/a.xml", b"<EXPSSDA903><CHILD>"), "a.xml is not whole XML"),
    "XML with a document type": (
        put("2023/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "document type",
    ),
    "XML of something else": (put("2023/a.xml", b"<a><b/></a>"), "no SSDA903 return"),
    "a zip that is none": (put("2023/a.zip", b"PK not a zip"), "a.zip cannot be opened as a zip"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_fault_is_a_sentence_without_a_mark(fault: str, tmp_path: Path) -> None:
    spoil, said = BAD[fault]
    folder = marked(tmp_path / "r")
    spoil(folder)
    with pytest.raises(ca.InputError, match=said) as caught:
        ca.read_903(folder)
    clean(str(caught.value))
    assert (caught.value.__cause__ is None and caught.value.__suppress_context__) or not (
        caught.value.__context__
    )


def test_a_year_that_is_missing_between(tmp_path: Path) -> None:
    with pytest.raises(ca.InputError, match="none of 2024; give that year too"):
        ca.read_903(marked(tmp_path / "r", (2023, 2025)))


def test_one_year_follows_nobody(tmp_path: Path) -> None:
    read = ca.read_903(marked(tmp_path / "r"))
    for ask in (read.exits, lambda: read.exit_share("adoption")):
        with pytest.raises(ca.InputError, match="one year only given"):
            ask()


def test_rows_that_cannot_be_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [episode("A", "01/06/2022", "01/05/2022") for _ in range(1)]
    rows += [episode("", "01/06/2022"), episode("A", ""), episode("A", "01/06/2023")]
    rows += [episode("NOBODY", "01/06/2022", "01/07/2022"), episode("A", "01/07/2022", place="QQ")]
    read = ca.read_903(write(tmp_path / "r", {2023: rows}, ("A",)))
    found = read.repairs().frame["rows"]
    for name in (
        "rows without a child or a start",
        "rows that start after the end of their return",
        "rows that end before they start, or the same day",
        "rows of a child without a date of birth in Header",
    ):
        assert found[name] == "1 to 5"
    checks = read.checks().frame["rows"]
    assert checks["unknown codes of placement (PLACE)"] == "1 to 5"


def test_empty_and_one_byte_files_are_nothing(tmp_path: Path) -> None:
    folder = marked(tmp_path / "r")
    before = ca.read_903(folder).placements().frame
    (folder / "2023" / "ad1.csv").write_bytes(b"\n")
    (folder / "2023" / "oc3.csv").write_bytes(b"")
    assert ca.read_903(folder).placements().frame.equals(before)
    for held in (b"", b" "):
        (tmp_path / "a.csv").write_bytes(held)
        with pytest.raises(ca.InputError, match="every file given is empty"):
            ca.read_903(tmp_path / "a.csv")


def test_zips_with_tricks(tmp_path: Path) -> None:
    folder = marked(tmp_path / "r")
    good = packed(folder, tmp_path / "good.zip")
    assert ca.read_903(good).years == (2023,)
    for name in ("../../out.csv", "/etc/out.csv", "C:\\out.csv", "a\\..\\..\\b.csv"):
        file = tmp_path / "trick.zip"
        with zipfile.ZipFile(file, "w") as made:
            made.writestr(name, "CHILD,DOB\n")
        with pytest.raises(ca.InputError, match="a path that leaves it"):
            ca.read_903(file)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("2023/episodes.csv", b"0" * 50_000_000)
    with pytest.raises(ca.InputError, match="packed 200 times or more"):
        ca.read_903(tmp_path / "bomb.zip")
    with zipfile.ZipFile(tmp_path / "none.zip", "w") as made:
        made.writestr("a.docx", "x")
    with pytest.raises(ca.InputError, match="holds no CSV or XML file"):
        ca.read_903(tmp_path / "none.zip")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"threshold": 4}, "may be raised, not lowered below 5"),
        ({"threshold": 0}, "may be raised, not lowered below 5"),
        ({"threshold": 5.5}, "a whole number from 5"),
        ({"threshold": True}, "a whole number from 5"),
        ({"stays_by": "place"}, "stays_by: 'place' given"),
        ({"uasc": "no"}, "write True or False"),
        ({"year": 24}, "the year in which the return ends"),
    ],
)
def test_a_setting_that_is_none(options: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(ca.InputError, match=said):
        ca.read_903(marked(tmp_path / "r"), **options)


def test_too_few_children_are_refused(tmp_path: Path) -> None:
    (tmp_path / "header.csv").write_text(header("A"))
    rows = [episode("A", "01/06/2022"), *others(2023)[:10]]
    (tmp_path / "episodes.csv").write_text("\n".join([EPISODES, *rows]))
    with pytest.raises(ca.InputError, match="fewer than 20 periods of care"):
        ca.read_903(tmp_path)


def test_what_is_asked_of_a_return_is_refused_in_words(tmp_path: Path) -> None:
    ca.invent_903(tmp_path / "r", starts=60, years=4, seed=1)
    read = ca.read_903(tmp_path / "r")
    oldest = str(read.exits().frame.index[0][0])
    costs = {"placement": "foster", "year": 2025, "source": "Ledger"}
    for ask, said in (
        (lambda: read.stay("fostering"), "stay, placement: 'fostering' given. Did you mean"),
        (lambda: read.stay("foster", age="under 1"), "one table for a type of placement"),
        (lambda: read.stay(provider="agency"), "one table for a period of care"),
        (lambda: read.unit_cost(1e6, **{**costs, "year": 1999}), "this return has 2022 to 2025"),
        (lambda: read.unit_cost(-1, **costs), "give pounds above 0"),
        (lambda: read.unit_cost(1e6, **{**costs, "source": " "}), "write where the spend is from"),
        (lambda: read.proceedings(0.5), "1 to 10, such as 1.7"),
        (lambda: read.exit_share("adopted", oldest), "exit_share, reason: 'adopted' given"),
    ):
        with pytest.raises(ca.InputError, match=said):
            ask()
    by_age = ca.read_903(tmp_path / "r", stays_by="placement and age")
    with pytest.raises(ca.InputError, match="give age=..., and no provider"):
        by_age.stay("foster", provider="agency")
    with pytest.raises(ca.InputError, match="give age="):
        by_age.stay("foster")


WRONG: list[Any] = [None, np.nan, pd.NA, "", "abc", b"abc", [1], {"a": 1}, True, 10**400, len]
WRONG += [np.array([1.0, 2.0]), pd.Series([1.0]), pd.Timestamp("2026-10-01"), -1, 5.5, "\ud800"]


def test_a_method_raises_only_our_errors(tmp_path: Path) -> None:
    ca.invent_903(tmp_path / "r", starts=30, years=2, seed=1)
    read = ca.read_903(tmp_path / "r")
    right: dict[str, dict[str, Any]] = {
        "stay": {"placement": "foster", "provider": None, "age": None},
        "exit_share": {"reason": "return", "age": "10 to 15"},
        "proceedings": {"children_per_application": 1.7},
        "unit_cost": {
            "spend": 1e6,
            "placement": "foster",
            "year": 2025,
            "source": "Ledger",
            "provider": None,
            "per": "week",
        },
    }
    for method, arguments in right.items():
        for name in arguments:
            for wrong in WRONG:
                with contextlib.suppress(ca.CostavoidError):
                    getattr(read, method)(**{**arguments, name: wrong})


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_our_error(held: bytes) -> None:
    for name in ("episodes.csv", "a.xml"):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as made:
            made.writestr(f"2023/{name}", held)
        place = Path(_scratch())
        (place / "a.zip").write_bytes(file.getvalue())
        with pytest.raises(ca.InputError):
            read_903(place / "a.zip")


@given(st.text(alphabet="CHILD,DOB;\t\n\"'0123456789/- .", max_size=300))
def test_any_rows_are_read_or_refused_by_our_error(rows: str) -> None:
    place = Path(_scratch())
    (place / "episodes.csv").write_text(f"{EPISODES}\n{rows}", encoding="utf-8")
    (place / "header.csv").write_text(header(), encoding="utf-8")
    with contextlib.suppress(ca.InputError):
        read_903([place / "episodes.csv", place / "header.csv"], year=2023)


_made: list[str] = []


@pytest.fixture(autouse=True, scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    _made.append(str(tmp_path_factory.mktemp("scratch")))


def _scratch() -> str:
    return _made[-1]


@needs_samples
def test_the_samples_show_no_id(tmp_path: Path) -> None:
    files = [SAMPLES / f"{VAL}_{name}.csv" for name in ("header", "episodes")]
    ids = {line.split(",")[0] for line in files[0].read_text().split("\n")[1:] if line}
    said = "\n".join(str(each) for each in outputs(ca.read_903(files)))
    assert not {word for word in said.replace(",", " ").split() if word in ids and len(word) > 4}
