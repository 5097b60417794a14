"""`costavoid council`, and a new case file for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from costavoid.cli import OK, WRONG_INPUT, main


def test_one_screen_of_a_council(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["council", "hackney"]) == OK
    told = capsys.readouterr().out
    assert len(told.splitlines()) < 45
    assert max(map(len, told.splitlines())) <= 100
    foster = next(line for line in told.splitlines() if line.startswith("Foster placement"))
    assert foster.split()[-5:] == ["2024-25", "£775", "£765", "£952", "80"]
    assert "not what one case" in told and "Open Government Licence v3.0" in told
    assert "Southwark" in told


def test_as_data_it_has_every_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["council", "Hull", "--json"]) == OK
    told = json.loads(capsys.readouterr().out)
    assert told["name"] == "Kingston upon Hull" and len(told["neighbours"]) == 10
    rows = {(row["measure"], row["year"]): row for row in told["figures"]}
    assert rows["looked_after_rate", "2016"]["england"] == 60  # typed from the table
    assert len(rows) == len(told["figures"]) > 300
    assert all(row["value"] is None or row["value"] >= 0 for row in told["figures"])


def test_an_abolished_council_says_what_became_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["council", "Cumbria"]) == OK
    assert "now Cumberland and Westmorland and Furness" in capsys.readouterr().out


def test_a_district_is_told_who_runs_its_services(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["council", "Norwich"]) == WRONG_INPUT
    assert "run by Norfolk" in capsys.readouterr().err


def test_a_new_file_holds_its_council(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ours.toml"
    assert main(["new", "Pause", "women=20", "council=Hackney", "--out", str(file)]) == OK
    text = file.read_text(encoding="utf-8")
    assert 'council = "Hackney"' in text
    assert "placement.foster.any.week: 775 GBP per week" in text
    assert main(["appraise", str(file)]) == OK
    assert "20 women, 18 months; Hackney's published costs" in capsys.readouterr().out
    assert main(["new", "Pause", "women=20", "council=Hakney"]) == WRONG_INPUT
    assert "Did you mean Hackney" in capsys.readouterr().err
