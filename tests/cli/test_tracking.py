"""`costavoid plan` and `costavoid track`: from a case to whether it happened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from costavoid import cli

Capture = pytest.CaptureFixture[str]
CASE = """\
programme = "TeamAroundTheSchool"
start = 2026-09-01
schools = 12
months = 36
referrals_per_school = { value = 15, unit = "events per school-year", source = "Panel (invented)" }
referral_ratio = { value = 0.8, unit = "ratio", source = "Panel (invented)" }
families_helped = { value = 60, unit = "count per year", source = "Panel (invented)" }

[settings]
horizon = 4
price_year = "2025-26"
"""
COUNTS = "month,referrals\n01/09/2026,14\n01/10/2026,16\n01/11/2026,11\n01/12/2026,12\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "team.toml").write_text(CASE, encoding="utf-8")
    (tmp_path / "counts.csv").write_text(COUNTS, encoding="utf-8")
    return tmp_path


def run(line: str) -> int:
    return cli.main(line.split())


def planned(more: str = "") -> int:
    return run(f"plan team.toml --approved 2026-08-01 {more}")


def test_from_a_case_to_what_came_of_it(folder: Path, capsys: Capture) -> None:
    assert planned("--word --excel --html --markdown --owner Heads") == cli.OK
    told = capsys.readouterr()
    assert "Referrals: 537 planned, 645 without the programme." in told.out.replace("\n  ", " ")
    assert "by the end of 2029-30 Q1 (quarter 12)" in told.out.replace("\n  ", " ")
    assert told.err.startswith("Written: team.plan.toml, team.plan.docx, team.plan.xlsx")
    assert run("track team.plan.toml counts.csv --today 2027-01-05 --word --markdown") == cli.OK
    told = capsys.readouterr()
    assert "Cannot tell yet" in told.out and "53 counted (95% interval 39.7 to 69.3)" in told.out
    assert told.err == "Written: team.track.docx, team.track.md\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        "counts.csv",
        "team.plan.docx",
        "team.plan.html",
        "team.plan.md",
        "team.plan.toml",
        "team.plan.xlsx",
        "team.toml",
        "team.track.docx",
        "team.track.md",
    ]


def test_as_data_with_a_ledger_and_a_comparison(folder: Path, capsys: Capture) -> None:
    planned("--baseline referrals=171,186,183")
    (folder / "ledger.csv").write_text("month,spent\n2026-09,12000\n", encoding="utf-8")
    capsys.readouterr()
    asked = "track team.plan.toml counts.csv --today 2027-01-05 --ledger ledger.csv"
    assert run(f"{asked} --comparison referrals=2400,2280") == cli.OK
    assert "Spent on delivery, 2026-09: £12,000 against £11,585 planned" in capsys.readouterr().out
    assert run(f"{asked} --comparison referrals=2400,2280 --json") == cli.OK
    plain, compared = json.loads(capsys.readouterr().out)
    assert (plain["observed"], plain["compared"], compared["compared"]) == (53, False, True)
    assert compared["without"] == pytest.approx(plain["without"] * 0.95)


def test_set_against_neighbours_as_published(folder: Path, capsys: Capture) -> None:
    """Referrals of Norfolk's neighbours: what the plan says they stand for, of the years known."""
    early = CASE.replace("2026-09-01", "2023-09-01") + 'first_year = "2023-24"\n'
    (folder / "team.toml").write_text(early, encoding="utf-8")
    (folder / "counts.csv").write_text("month,referrals\n2023-09,14\n", encoding="utf-8")
    planned("--published referrals=referrals,2022-23")
    assert 'published = "referrals"' in (folder / "team.plan.toml").read_text(encoding="utf-8")
    capsys.readouterr()
    asked = "track team.plan.toml counts.csv --council Norfolk"
    assert run(asked) == cli.OK
    told = " ".join(capsys.readouterr().out.split())
    assert "Set against Norfolk's ten statistical neighbours by Referrals to social care" in told
    assert "which the plan says stands for Referrals, its baseline of 2022-23" in told
    assert run(f"{asked} --against England --json") == cli.OK
    plain, compared = json.loads(capsys.readouterr().out)
    # referrals in England, years to March 2023 and 2024, as published
    assert compared["without"] == pytest.approx(plain["without"] * 621880 / 640430, rel=1e-6)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("track team.plan.toml none.csv", "where there is no file"),
        ("track team.toml counts.csv", "this is a case and no plan"),
        ("track team.plan.toml counts.csv --today 2026-12-31", "has not ended on 2026-12-31"),
        ("track team.plan.toml counts.csv --comparison referrals", "write BENEFIT=N,N"),
        ("track team.plan.toml counts.csv --comparison referrals=5", "such as (2310, 2204)"),
        ("track team.plan.toml counts.csv --against region", "'region' given without council"),
        ("track team.plan.toml counts.csv --council Norwich", "run by Norfolk"),
        ("plan team.toml --published referrals=referrals --force", "given; give a measure and"),
        ("plan team.toml --published referrals --force", "write BENEFIT=MEASURE,YEAR"),
        ("plan team.toml", "this file is there already"),
        ("plan team.toml --approved soon --force", "approved: 'soon' given"),
        ("plan team.toml --baseline referrals=a --force", "'a' given; write numbers"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    folder: Path, capsys: Capture, line: str, said: str
) -> None:
    planned()
    capsys.readouterr()
    held = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(line) == cli.WRONG_INPUT
    told = capsys.readouterr()
    assert said in told.err and told.out == ""
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == held


def test_an_edited_plan_says_what_was_changed(folder: Path, capsys: Capture) -> None:
    planned()
    file = folder / "team.plan.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("baseline_a_year = 180", "baseline_a_year = 240"), "utf-8")
    capsys.readouterr()
    assert run("track team.plan.toml counts.csv --today 2027-01-05") == cli.WRONG_INPUT
    said = capsys.readouterr().err
    assert "benefits[referrals].baseline_a_year: 180.0 when approved, 240.0 now" in said
