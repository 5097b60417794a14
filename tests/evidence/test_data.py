"""The data files: every row loads, is cited, and says what it is; a wrong row is named."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest

from costavoid.analysis.replication.figures import published_figures
from costavoid.base.errors import DataError, InputError
from costavoid.base.vocabulary import EvidenceStatus, Payer, Quality, Unit
from costavoid.base.years import start_year
from costavoid.evidence import catalogue
from costavoid.evidence.catalogue import default, defaults, price_index, sources
from costavoid.evidence.intervals import poisson_interval, rate_ratio_interval
from costavoid.localdata.councils.table import measures
from costavoid.localdata.councils.trends import NEIGHBOURS

DATA = files("costavoid.evidence") / "data"


WITHOUT_ADDRESS = {"lgc_2016", "community_care_manchester_2022"}  # articles not found online


def test_every_number_has_what_the_library_promises() -> None:
    assert len(defaults()) > 200
    for id, estimate in defaults().items():
        assert estimate.id == id
        assert estimate.status is not EvidenceStatus.LOCAL
        assert estimate.source.id in sources()
        assert estimate.source.url.startswith("http") or estimate.source.id in WITHOUT_ADDRESS, id
        assert 3 <= len(estimate.label) <= 90
        if estimate.unit.is_money:
            assert estimate.price_year and estimate.payer and estimate.basis
            assert estimate.cash_releasing is not None
            price_index().level(estimate.price_year)
        else:
            assert estimate.design


def test_no_orphan_sources() -> None:
    cited = {e.source.id for e in defaults().values()}
    cited |= {figure.source for figure in published_figures().values()}
    cited |= {s.source for s in catalogue.discount_schedules().values()}
    with (DATA / "gdp_deflator.csv").open(encoding="utf-8") as handle:
        cited |= {row["source"] for row in csv.DictReader(handle)}
    cited |= {measure.source for measure in measures().values()} | {NEIGHBOURS}
    assert cited == set(sources())


def test_the_defaults_the_issue_names() -> None:
    for id, value, year in (
        ("placement.foster.any.week", 765, "2024-25"),
        ("placement.residential.any.week", 7385, "2024-25"),
    ):
        assert (default(id).value, default(id).price_year) == (value, year)
        assert default(id).unit is Unit.GBP_PER_WEEK
        assert default(id).quality is Quality.GREEN
    assert default("infant.exit.adoption").value == 0.379
    assert default("infant.exit.special_guardianship").value == 0.218
    assert default("infant.months_to_adoptive_placement").value == 17
    assert default("infant.months_to_adoption_order").value == 26
    assert default("infant.exit.adoption").status is EvidenceStatus.DERIVED


def test_the_parts_of_proceedings_sum_to_the_whole() -> None:
    parts = [
        default(f"care_proceedings.{p}").value for p in ("council", "legal_aid", "court", "cafcass")
    ]
    assert sum(parts) == default("care_proceedings.total").value == 25_000
    assert default("care_proceedings.total").payer is Payer.SEVERAL


def test_derived_numbers_follow_from_what_they_are_derived_from() -> None:
    pause = default("pause.removals_avoided.round1")
    low, high = poisson_interval(27)
    assert pause.value == pytest.approx(27 / 137, abs=1e-6)
    assert (pause.low, pause.high) == pytest.approx((low / 137, high / 137), abs=1e-6)
    ratio = default("childrens_centres.proceedings_ratio.east_riding")
    assert ratio.value == pytest.approx(45 / 95, abs=1e-6)
    assert (ratio.low, ratio.high) == pytest.approx(rate_ratio_interval(95, 45), abs=1e-6)
    assert default("pause.removals.projection").value == 264 / 500
    assert default("pause.removals_avoided.worked_back.low").value == 21 / 125
    assert default("pause.removals_avoided.worked_back.high").value == 36 / 125
    assert default("infant.exit.adoption").value == pytest.approx(10_500 / 27_700, abs=5e-4)
    assert default("infant.exit.special_guardianship").value == pytest.approx(
        6_050 / 27_700, abs=5e-4
    )
    assert default("delivery.pause.woman_year").value == 9_000_000 / 500
    assert default("pause.cost_per_removal.projection").value == pytest.approx(20e6 / 264, abs=0.01)
    assert default("neonatal.withdrawal.stay").value == pytest.approx(62_646_661 / 6_411, abs=0.5)
    # fees, allowances and agency payments over all fostering, section 251 2023-24, line 3.1.2
    fostering = (845_040_380 + 28_245_021 + 828_862_281) / 2_119_499_495
    assert default("placement.foster.any.week").cash_releasing == pytest.approx(fostering, abs=5e-3)
    residential = (2_412_172_981 + 29_149_686) / 3_145_885_211
    assert default("placement.residential.any.week").cash_releasing == pytest.approx(
        residential, abs=5e-3
    )


def test_the_price_index_has_no_gap_and_rises() -> None:
    index = price_index().index
    years = [start_year(y) for y in index]
    assert years == list(range(1990, 2031))
    assert list(index.values()) == sorted(index.values())
    assert price_index().outturn == "2024-25"
    assert "March 2026" in price_index().vintage


def test_an_average_or_staff_time_is_never_all_cash() -> None:
    for id, estimate in defaults().items():
        if id.startswith(("placement.average", "assessment.c", "pre_proceedings", "child_in_need")):
            assert estimate.cash_releasing == 0, id


def test_no_cell_can_become_a_formula_or_holds_a_path() -> None:
    for name in ("unit_costs.csv", "effects.csv", "activity.csv", "sources.csv"):
        with (DATA / name).open(encoding="utf-8", newline="") as handle:
            for row in csv.reader(handle):
                for cell in row:
                    assert not re.match(r"[=+@\t\r]", cell)
                    assert not re.search(r"/(work|root|tmp)/", cell)


HEADER = (
    "id,label,value,low,high,range_kind,unit,price_year,payer,basis,cash_releasing,status,quality,"
    "source"
)
GOOD = "a.b,Thing,5,,,,GBP per week,2024-25,council,price,1,published,green,gmca_ucd_v1_4"


def load(monkeypatch: pytest.MonkeyPatch, folder: Path, *rows: str) -> None:
    (folder / "unit_costs.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    sources()  # from the real folder, before it is exchanged
    monkeypatch.setattr(catalogue, "_folder", lambda: folder)
    catalogue.read_table("unit_costs.csv", catalogue._estimate)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (GOOD.replace("2024-25", ""), "row 2, price_year: blank"),
        (GOOD.replace("council", ""), "row 2, payer: blank"),
        (
            GOOD.replace("gmca_ucd_v1_4", "gmca_ucd"),
            "row 2, source: 'gmca_ucd' is not.*'gmca_ucd_v1_4'",
        ),
        (GOOD.replace(",5,", ",five,"), "row 2, value: 'five' is not a number"),
        (GOOD.replace("GBP per week", "GBP per wk"), "row 2: .*unit.*GBP per wk"),
        (GOOD.replace(",1,published", ",1.4,published"), "row 2: .*between 0 and 1"),
        (GOOD.replace("2024-25", "2024-26"), "row 2: .*2024-26.*like '2024-25'"),
        (GOOD.replace("2024-25", "2020-21"), "row 2: .*cannot be later"),
        (GOOD.replace(",,,,", ",6,7,range,"), "row 2: .*low 6, value 5, high 7"),
        (GOOD.replace("Thing", "=1+1"), "row 2, label: '=1\\+1' looks like a spreadsheet formula"),
        (GOOD + ",more", "row 2: more or fewer cells"),
    ],
)
def test_a_wrong_row_is_named_with_its_cure(
    row: str, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=f"unit_costs.csv, {message}"):
        load(monkeypatch, tmp_path, row)


def test_a_missing_column_and_a_byte_order_mark(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    good = GOOD.replace("2024-25", "2013-14")
    load(monkeypatch, tmp_path, good)
    text = (tmp_path / "unit_costs.csv").read_text(encoding="utf-8")
    (tmp_path / "unit_costs.csv").write_text("\ufeff" + text, encoding="utf-8")
    assert list(catalogue.read_table("unit_costs.csv", catalogue._estimate)) == ["a.b"]
    (tmp_path / "unit_costs.csv").write_text(text.replace("quality", "grade"), encoding="utf-8")
    with pytest.raises(DataError, match="unit_costs.csv: no column quality"):
        catalogue.read_table("unit_costs.csv", catalogue._estimate)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2025-26,101,outturn,hmt_gdp_deflator_2026_03", "years must follow one another"),
        ("2024-25,-3,outturn,hmt_gdp_deflator_2026_03", "above 0"),
        ("2024-25,abc,outturn,hmt_gdp_deflator_2026_03", "index: 'abc' is not a number"),
        ("2024-25,101,guess,hmt_gdp_deflator_2026_03", "write outturn or forecast"),
    ],
)
def test_a_wrong_row_of_the_price_index(
    row: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = "2023-24,100,outturn,hmt_gdp_deflator_2026_03"
    header = "financial_year,index,kind,source"
    (tmp_path / "gdp_deflator.csv").write_text("\n".join([header, first, row]), encoding="utf-8")
    sources()
    monkeypatch.setattr(catalogue, "_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=f"gdp_deflator.csv, row 3.*{said}"):
        catalogue.price_index.__wrapped__()


GOOD_SCHEDULE = """[[schedule]]
edition = "x"
name = "n"
title = "t"
source = "gmca_ucd_v1_4"
bands = [{ to_year = 30, rate = 0.035 }, { to_year = 75, rate = 0.03 }]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[schedule]]", "[[schedule]", "write it as TOML"),
        ("0.035", "3.5", "rate"),
        ("75", "20", "years must rise"),
        ("gmca_ucd_v1_4", "nowhere", "'nowhere' is not in sources.csv"),
        ("[[schedule]]", "[[timetable]]", "no 'schedule'"),
        ("bands", "steps", "bands"),
        (GOOD_SCHEDULE, GOOD_SCHEDULE * 2, "stands twice"),
    ],
)
def test_a_wrong_discount_schedule(
    old: str, new: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = GOOD_SCHEDULE.replace(old, new)
    (tmp_path / "discount_rates.toml").write_text(text, encoding="utf-8")
    sources()
    monkeypatch.setattr(catalogue, "_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=f"discount_rates.toml: (?s:.*){said}"):
        catalogue.discount_schedules.__wrapped__()


def test_a_good_row_loads_and_a_repeated_id_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    good = GOOD.replace("2024-25", "2013-14")
    load(monkeypatch, tmp_path, good)
    with pytest.raises(DataError, match=r"row 3, id: 'a\.b' stands twice"):
        load(monkeypatch, tmp_path, good, good)


def test_an_unknown_id_offers_the_nearest() -> None:
    with pytest.raises(InputError, match=r"'placement\.foster\.any\.week'"):
        default("placement.foster.week")
