"""Published figures: the arithmetic, the statuses, and the command that reruns them."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import costavoid as ca
from costavoid import cli
from costavoid.analysis.replication import figures as replication
from costavoid.analysis.replication.figures import (
    Knowledge,
    PublishedFigure,
    Status,
    published_figures,
    status,
)
from costavoid.analysis.replication.studies.east_riding import east_riding
from costavoid.analysis.replication.studies.pause import hackney
from costavoid.programme.interventions import PROGRAMMES

FOUND = {r.id: r for r in ca.replications()}

# Worked out by hand from the published numbers, never from the code.
ARITHMETIC = {
    "pause.hackney.full_year": 29 * 1.5 * 0.528 * 51_080,
    "pause.hackney.projection_cost": 29 * 1 * 0.528 * 20_000_000 / 264,
    "pause.hackney.evaluated_low": 29 * 1.5 * 21 / 125 * 51_080,
    "pause.hackney.evaluated": 29 * 1.5 * 27 / 137 * 51_080,
    "pause.hackney.evaluated_high": 29 * 1.5 * 36 / 125 * 51_080,
    # removals at 15.312 a year from 0.5 to 2.0: the caseload rises from 7.656 to 22.968 in the
    # second year, so 15.312 person-years of care fall in it
    "pause.hackney.in_year": 15.312 * 51_080,
    "pause.hackney.neonatal": 22.968 / 7 * 8 * 605 * 73.0337 / 77.0388,
    "pause.hackney.neonatal_most": 22.968 * 9_772 * 73.0337 / 76.0754,
    "pause.projection.removals": 264,
    "pause.projection.care_cost": 20_000_000,
    "pause.projection.programme_cost": 9_000_000,
    "pause.projection.net": 11_000_000,
    "pause.round1.low": 57_102 * 21,
    "pause.round1.central": 57_102 * 27,
    "pause.round1.high": 57_102 * 36,
    "pause.round2.three_years": 216,
    "pause.round2.england": 14.4 * 151,
    "east_riding.fewer": 50,
    "east_riding.percentage": -100 * 50 / 95,
    "east_riding.fewer_against_trend": 95 * 11_159 / 11_110 - 45,
    "east_riding.interval_low": 0.3246,
    "east_riding.interval_high": 0.6822,
    "east_riding.total_2005_06": 1_250_000,
    "east_riding.council_2005_06": 312_500,
    "east_riding.legal_aid_2005_06": 750_000,
    "east_riding.court_2005_06": 62_500,
    "east_riding.cafcass_2005_06": 125_000,
    "east_riding.total_2014_15": 1_250_000 * 74.0662 / 61.3576,
    "east_riding.council_2014_15": 312_500 * 74.0662 / 61.3576,
    "east_riding.middle_year": 625_000,
    "swis.enquiries": 5.5,
    "swis.net": -(5 * 90_600) - 5.5 * 511 * 80.8738 / 66.8397,
    "swis.southampton": 453_000,
    "swis.lambeth": 374_000,
    "house_project.one_young_person": 160_000 - 55_000,
    "recruitment.cost": 150_000 + 15 * 7_500 * 8,
    "recruitment.saving": 700_000,
    "recruitment.ratio": 700 / 1_050,
    "workforce.agency_posts": 14.7 - 3.1,
    "workforce.saving_2010": 11.6 * 14_400,
    "workforce.saving_2025": 11.6 * 52 * (1_800 - 1_280),
    "manchester.looked_after_2014": 10_000 * 1_373 / 113_517,
    "manchester.looked_after_2022": 10_000 * 1_384 / 126_774,
    "manchester.repeat_referrals_2014": 100 * 4_215 / 13_222,
    "manchester.repeat_referrals_2022": 100 * 1_752 / 7_872,
    "manchester.looked_after_against_neighbours": (1_384 / 126_774)
    / (1_373 / 113_517)
    / ((7_878 / 889_999) / (6_446 / 867_283)),
    "manchester.repeat_referrals_against_neighbours": (1_752 / 7_872)
    / (4_215 / 13_222)
    / ((12_932 / 61_454) / (8_407 / 43_973)),
    "routes.frontline_premium": 100 * (38_117 - 34_523) / 34_523,
    "routes.three_times_masters": 45_323 / 23_225,
    "routes.three_times_undergraduate": 45_323 / 14_675,
    "fgc.points": 44.8 - 36.2,
    "fgc.children_per_entry": 100 / 8.6,
    "fgc.saved_each": 150_000_000 / 2_000,
    "fgc.saved_each_modelled": 864 / 7 * 765 * 91.2996 / 100.0000,
    "fdac.cost": 46 * 12_170,
    "fdac.net": 46 * 15_850,
    "fdac.gross": 46 * (15_850 + 12_170),
    "fdac.ratio": (15_850 + 12_170) / 12_170,
    "fdac.gross_by_component": 46 * (17_220 + 2_110 + 5_300 + 6_345),
    "fdac.ratio_by_component": (17_220 + 2_110 + 5_300 + 6_345) / 12_170,
    "fnp.net": 0.0036 * 20_000 - 1_812,
    "fnp.cost_per_qaly": 1_812 / 0.0036,
    "sure_start.ratio": (2.4 + 3.1) / 2.7,
    "sure_start.public_ratio": 2.4 / 2.7,
    "mockingbird.ratio": 0.99,
}


@pytest.mark.parametrize("id", ARITHMETIC)
def test_within_a_thousandth_of_the_arithmetic(id: str) -> None:
    assert FOUND[id].computed == pytest.approx(ARITHMETIC[id], rel=1e-3)


def test_every_other_figure_says_what_is_missing() -> None:
    for id in set(FOUND) - set(ARITHMETIC):
        assert FOUND[id].computed is None
        assert FOUND[id].status is Status.NOT_REPRODUCED
        assert FOUND[id].note.startswith("Missing:")


def test_hackney_is_never_called_reproduced() -> None:
    for id, figure in FOUND.items():
        if id.startswith("pause.hackney"):
            assert figure.status in (Status.CONSISTENT, Status.NOT_REPRODUCED)
    for id in ("pause.hackney.full_year", "pause.hackney.projection_cost"):
        assert FOUND[id].status is Status.CONSISTENT
        assert round(FOUND[id].computed or 0, -5) == 1_200_000


def test_hackney_in_year_cash_stands_beside_the_full_year_effect() -> None:
    appraisal = ca.Appraisal.of(hackney())
    in_year = appraisal.in_year("2013-14").loc["council", "gross"]
    full_year = appraisal.full_year_effect("2013-14").loc["council", "gross"]
    assert in_year == pytest.approx(782_137, rel=1e-3)
    assert full_year == pytest.approx(1_173_205, rel=1e-3)
    # an all-age average: none of it is cash
    assert appraisal.in_year("2013-14").loc["council", "cash"] == 0


def test_hackney_neonatal_care_is_the_nhss_own_line() -> None:
    appraisal = ca.Appraisal.of(hackney(neonatal=ca.NeonatalStay()))
    line = appraisal.to_frame().query("line == 'births.neonatal'")
    assert set(line["payer"]) == {"nhs"}
    without = ca.Appraisal.of(hackney()).by_payer().loc["council", "gross"]
    assert appraisal.by_payer().loc["council", "gross"] == pytest.approx(without)


def test_east_riding_year_by_year_names_the_interpolation() -> None:
    appraisal = ca.Appraisal.of(east_riding("2005-06"))
    totals = [appraisal.in_year(y).loc["all payers", "gross"] for y in appraisal.years]
    assert appraisal.years == ("2012-13", "2013-14", "2014-15")
    assert totals == pytest.approx([0, 625_000, 1_250_000])
    assert any(f.id == "phased_in" and "assumption" in f.sentence for f in appraisal.review())
    assert "Clopper-Pearson" in " ".join(appraisal.in_full().split())
    assert "no comparison group" in " ".join(appraisal.in_full().split())
    by_payer = appraisal.in_year("2014-15")["gross"]
    assert by_payer[["council", "legal_aid", "court", "cafcass"]].tolist() == pytest.approx(
        [312_500, 750_000, 62_500, 125_000]
    )


def test_no_figure_has_regressed() -> None:
    assert not [r.id for r in FOUND.values() if r.regressed]


def figure(**fields: object) -> PublishedFigure:
    made = {
        "id": "x",
        "programme": "X",
        "quantity": "x",
        "published": 100.0,
        "tolerance": 2.0,
        "inputs": "complete",
        "expected_status": "reproduced",
        "source": "x",
        "note": "x",
    }
    return PublishedFigure(**{**made, **fields})


@pytest.mark.parametrize(
    ("computed", "inputs", "expected"),
    [
        (100.0, "complete", Status.REPRODUCED),
        (100.005, "complete", Status.REPRODUCED),
        (101.9, "complete", Status.WITHIN_ROUNDING),
        (102.1, "complete", Status.NOT_REPRODUCED),
        (100.0, "unpublished", Status.CONSISTENT),
        (102.1, "unpublished", Status.NOT_REPRODUCED),
        (None, "missing", Status.NOT_REPRODUCED),
    ],
)
def test_status_is_a_rule(computed: float | None, inputs: Knowledge, expected: Status) -> None:
    assert status(figure(inputs=inputs), computed) is expected


def test_json_has_the_same_figures_under_the_named_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["replicate", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    keys = ["id", "programme", "quantity", "published", "computed", "difference", "status", "note"]
    assert all(list(row) == keys for row in data)
    assert {row["id"] for row in data} == set(published_figures())


def test_the_command_prints_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["replicate"]) == 0
    text = capsys.readouterr().out
    for id in FOUND:
        assert f"[{id}]" in text
    assert text.rstrip().endswith("not reproduced.")


def test_a_figure_that_no_longer_comes_out_fails_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(replication.FIGURES, "east_riding.fewer", lambda: 49.0)
    assert cli.main(["replicate"]) == 1
    assert "east_riding.fewer: was reproduced, is now not reproduced." in capsys.readouterr().err


def run(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    program = f"{shlex.quote(sys.executable)} -m costavoid.cli {command}"
    return subprocess.run(
        ["bash", "-c", program], capture_output=True, env={**os.environ, **environment}
    )


def test_a_reader_that_stops_early_is_no_error() -> None:
    done = run("replicate | head -1")
    assert b"East Riding" in done.stdout
    assert done.stderr == b""


def test_a_terminal_without_pound_signs_still_prints() -> None:
    done = run("replicate", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")


def test_misuse_of_the_command_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["replicat"]) == cli.WRONG_INPUT
    assert "No such command 'replicat'" in capsys.readouterr().err


def test_the_gallery_covers_the_programmes_with_published_figures() -> None:
    titles = {cls.title for cls in PROGRAMMES.values()}
    programmes = {figure.programme for figure in FOUND.values()}
    assert programmes <= titles
    assert len(FOUND) >= 20 and len(programmes) >= 12


def test_a_null_and_a_loss_are_shown_as_they_are() -> None:
    assert FOUND["swis.net"].computed < 0
    assert FOUND["mockingbird.ratio"].computed < 1
    assert FOUND["sure_start.public_ratio"].computed < 1
    for id in ("fdac.gross_by_component", "fdac.ratio_by_component", "routes.three_times_masters"):
        assert FOUND[id].status is Status.NOT_REPRODUCED
    for id in ("fdac.net", "fdac.gross", "fdac.ratio"):  # identities, not tests
        assert FOUND[id].status is Status.CONSISTENT


def test_what_does_not_come_out_says_what_would_be_needed() -> None:
    for figure in FOUND.values():
        if figure.status is Status.NOT_REPRODUCED:
            assert "would be needed" in figure.note or figure.note.startswith("Missing:"), figure.id


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_is_told_and_is_not_a_regression() -> None:
    command = [sys.executable, "-m", "costavoid.cli", "replicate"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == cli.WRONG_INPUT
    assert "could not be written" in done.stderr and "Traceback" not in done.stderr
