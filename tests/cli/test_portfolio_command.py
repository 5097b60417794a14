"""costavoid portfolio: case files together, one budget, and the answer as text and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import costavoid as ca
from costavoid import cli
from portfolio_cases import SETTINGS, programme

COHORTS = """
[[cohorts]]
name = "Entries"
children = { value = 400, unit = "children", source = "Panel" }
baseline = { value = 100, unit = "children per year", source = "Panel" }

[[cohorts.reached]]
programme = "one"
outcomes = ["entries"]

[[cohorts.reached]]
programme = "two"
outcomes = ["entries"]
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, avoided, yearly in (("one", 30, 9_000), ("two", 20, 5_000)):
        ca.Case(programme(name, avoided, yearly=yearly), **SETTINGS).save(f"{name}.toml")
    (tmp_path / "shared.toml").write_text(COHORTS, encoding="utf-8")
    return tmp_path


def said(capsys: Capture, *arguments: str) -> str:
    assert cli.main(["portfolio", "one.toml", "two.toml", *arguments]) == cli.OK
    return capsys.readouterr().out


def refused(capsys: Capture, *arguments: str) -> str:
    capsys.readouterr()
    assert cli.main(["portfolio", "one.toml", "two.toml", *arguments]) == cli.WRONG_INPUT
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def test_without_cohorts_it_says_that_nothing_is_taken_to_overlap(
    folder: Path, capsys: Capture
) -> None:
    text = said(capsys)
    assert text.startswith("2 programmes together, 2026-27 to 2030-31: one, two")
    assert "£0 removed for overlap" in text
    assert "No overlap was said" in text
    assert "Fund" not in text


def test_as_data_it_is_what_python_gives(folder: Path, capsys: Capture) -> None:
    found = json.loads(
        said(
            capsys,
            "--cohorts",
            "shared.toml",
            "--budget",
            "2026-27=£10,000",
            "--json",
            "--frontier",
        )
    )
    assert set(found) == {"portfolio", "choice", "frontier"}
    parts = {name: ca.load(f"{name}.toml").appraise() for name in ("one", "two")}
    whole = ca.portfolio(parts, cohorts=ca.load_cohorts("shared.toml"))
    bounds = {row["rule"]: row for row in found["portfolio"]["bounds"]}
    assert bounds["independent"]["net_present_value"] == pytest.approx(whole.npv)
    # 44 of 50 a year for two years at £1,000 each, 60% cash: real; less 2 x 14,000
    net = {row["payer"]: row["net_cash"] for row in found["portfolio"]["payers"]}
    assert net["council"] == pytest.approx(0.6 * 88_000 - 28_000)
    assert found["choice"]["funded"] == ["one"]  # £9,000 and £5,000 do not fit in £10,000
    assert found["choice"]["years"][0]["left"] == pytest.approx(1_000)
    assert found["frontier"]["sets"][0]["programmes"] == []


def test_a_budget_says_what_to_fund(folder: Path, capsys: Capture) -> None:
    text = said(capsys, "--cohorts", "shared.toml", "--budget", "2026-27=10000")
    assert "\nFund one.\n" in text
    assert "2026-27: £9,000 used, £1,000 left of £10,000 (one £9,000)" in text
    assert "The next £100,000 in 2026-27 alone would buy" in text
    must = said(capsys, "--budget", "2026/27=10000", "--must", "two", "--by", "net present value")
    assert "\nFund two.\n" in must
    barred = said(capsys, "--budget", "2026-27=100000", "--not-both", "one,two")
    assert "\nFund one.\n" in barred


def test_what_cannot_be_is_refused_before_anything_is_printed(
    folder: Path, capsys: Capture
) -> None:
    for arguments, words in (
        (("--budget", "2026-27"), "--budget: '2026-27' given; write YEAR=POUNDS"),
        (("--budget", "2026-27=much"), "--budget: '2026-27=much' given"),
        (("--budget", "2026-27=1", "--budget", "2026/27=2"), "2026-27 given twice"),
        (("--budget", "2040-41=9"), "budget, year: 2040-41 given; this appraisal runs"),
        (("--budget", "2026-27=9"), "no programme can be funded with it"),
        (("--must", "one"), "given without a budget"),
        (("--by", "cash", "--budget", "2026-27=10000"), "by: 'cash' given"),
        (("--cohorts", "none.toml"), "none.toml"),
    ):
        assert words in refused(capsys, *arguments), arguments


def test_a_cohort_file_that_is_wrong_names_the_place(folder: Path, capsys: Capture) -> None:
    wrong = {
        'unit = "children", ': "",
        'outcomes = ["entries"]': 'outcomes = ["entry"]',
        "value = 100": "value = 29",
        'programme = "two"': 'program = "two"',
    }
    told = (
        "cohorts[0].children: 400 given without a unit",
        "outcome 'entry' given. Did you mean 'entries'?",
        "one would avoid 30 events a year",
        "cohorts[0].reached[1].program: there is no such field. Did you mean 'programme'?",
    )
    for (old, new), words in zip(wrong.items(), told, strict=True):
        assert old in COHORTS
        (folder / "wrong.toml").write_text(COHORTS.replace(old, new, 1), encoding="utf-8")
        assert words in refused(capsys, "--cohorts", "wrong.toml")


def test_cases_of_other_years_are_put_alike_by_an_option(folder: Path, capsys: Capture) -> None:
    other = {**SETTINGS, "horizon": 4}
    ca.Case(programme("two", 20), **other).save("two.toml", overwrite=True)
    assert "give one for all of them with --horizon" in refused(capsys)
    assert "2026-27 to 2028-29" in said(capsys, "--horizon", "3")


def test_documents_are_written_all_or_none_and_hold_what_was_asked(
    folder: Path, capsys: Capture
) -> None:
    asked = ("--cohorts", "shared.toml", "--budget", "2026-27=10000", "--out", "docs")
    (folder / "docs").mkdir()
    said(capsys, *asked, "--word", "--excel", "--html", "--markdown")
    made = sorted(path.name for path in (folder / "docs").iterdir())
    assert made == ["portfolio.docx", "portfolio.html", "portfolio.md", "portfolio.xlsx"]
    text = (folder / "docs" / "portfolio.md").read_text(encoding="utf-8")
    assert "## What to fund" in text and "Fund one." in text
    assert "## What each budget buys" not in text
    (folder / "docs" / "portfolio.docx").unlink()
    assert "there already" in refused(capsys, *asked, "--word", "--markdown")
    assert not (folder / "docs" / "portfolio.docx").exists()
    said(capsys, "--frontier", "--out", "docs", "--word", "--markdown", "--force")
    text = (folder / "docs" / "portfolio.md").read_text(encoding="utf-8")
    assert "## What each budget buys" in text and "## What to fund" not in text


def test_a_document_does_not_replace_a_case_or_the_cohorts(folder: Path, capsys: Capture) -> None:
    (folder / "portfolio.md").write_text(COHORTS, encoding="utf-8")
    told = refused(capsys, "--cohorts", "portfolio.md", "--markdown", "--force")
    assert "its own document would replace" in told
    assert (folder / "portfolio.md").read_text(encoding="utf-8") == COHORTS
