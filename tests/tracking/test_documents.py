"""Money from the ledger, and the documents: opened, read, and recalculated by LibreOffice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pandas as pd
import pytest
from scipy import stats

import costavoid as ca
from libreoffice import Shown, calculate, program
from plan_cases import plan

TODAY = "2040-01-01"
COUNTS = {"2026-27 Q1": 5, "2026-27 Q2": 3}


def ledger(**columns: list[Any]) -> pd.DataFrame:
    periods = ["2026-27 Q1", "2026-27 Q2", "2026-27 Q3"]
    return pd.DataFrame({"period": periods[: len(next(iter(columns.values())))], **columns})


def money(frame: Any) -> dict[str, tuple[float, float, float, float]]:
    found = plan().against(COUNTS, ledger=frame, today=TODAY).money
    return {m.kind: (m.actual, m.planned, m.year_forecast, m.year_planned) for m in found}


# Money


def test_money_is_set_against_the_plan_of_the_same_months() -> None:
    """£2,000 a month is planned: of two quarters £12,000, of the year £24,000."""
    found = money(ledger(spent=[5000, "£7,500.50"], released=[0, 0]))
    assert found["spent"] == pytest.approx((12_500.5, 12_000, 24_500.5, 24_000), abs=0.01)
    # four fewer a year, half a year each: what is released builds up from nothing
    made = plan().money.released
    assert found["released"] == pytest.approx(
        (0, sum(made[:6]), sum(made[6:12]), sum(made[:12])), abs=0.01
    )
    assert 0 < sum(made[:6]) < sum(made[6:12])


def test_a_ledger_that_begins_later_is_compared_from_there() -> None:
    frame = pd.DataFrame({"quarter": ["2026-27 Q2"], "delivery": [7000]})
    assert money(frame)["spent"] == pytest.approx((7000, 6000, 25_000, 24_000), abs=0.01)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (ledger(spent=[5000, None, 3]), "row 3: nothing given for 2026-27 Q2; write pounds"),
        (ledger(spent=["much"]), "'much' given for 2026-27 Q1; write pounds"),
        (ledger(spend=[5000]), "a column 'spend' given. Did you mean 'spent'?"),
        (ledger(spent=[None]), "no pounds given"),
        (pd.DataFrame({"period": ["2025-26"], "spent": [1]}), "2025-26 given, but the plan runs"),
        (pd.DataFrame({"period": ["2026-04", "2026-06"], "spent": [1, 2]}), "is followed by"),
        (pd.DataFrame({"period": ["2026-04"]}), "no column of pounds given"),
        (ledger(spent=[1], delivery=[2]), "two columns of one kind"),
        (3, "ledger: 3 given; give the path of a CSV"),
    ],
)
def test_a_ledger_that_cannot_be_compared(frame: Any, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        money(frame)


# Documents


def texts(made: bytes) -> str:
    document = docx.Document(io.BytesIO(made))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    footer = [p.text for p in document.sections[0].footer.paragraphs]
    return "\n".join([*(p.text for p in document.paragraphs), *cells, *footer])


def test_the_register_in_word_has_what_a_register_has(tmp_path: Path) -> None:
    made = plan(owners="Head of service", data_sources="Panel log")
    text = texts(made.to_word(tmp_path / "register.docx").read_bytes())
    for wanted in (
        "Approved 2 March 2026",
        "Entries to care avoided",
        "Head of service",
        "Panel log",
        "1 April 2026 to 31 March 2029",
        "2028-29 Q4",
        made.hash,
        "£52,000 (2027-28)",  # four fewer, half a year each, half of £1,000 a week
        "No number of years of counts",
    ):
        assert wanted in text, wanted
    assert "Approved. Written by costavoid" in text and "Draft" not in text
    assert "to be named" in texts(plan().files()[".docx"]())


def test_what_came_of_it_in_every_form(tmp_path: Path) -> None:
    found = plan().against(COUNTS, ledger=ledger(spent=[5000, 6000]), today=TODAY)
    word = texts(found.to_word(tmp_path / "a.docx").read_bytes())
    html = found.to_html(tmp_path / "a.html").read_text(encoding="utf-8")
    for said in ("Cannot tell yet", "£11,000 against £12,000 planned, £1,000 less"):
        assert said in word and said in html and said in found.to_markdown() and said in str(found)
    sheets = openpyxl.load_workbook(found.to_excel(tmp_path / "a.xlsx"))
    counts = [[cell.value for cell in row] for row in sheets["The counts, cumulatively"]]
    assert ["2026-27 Q2", 3, 4, 8, "3.5 to 15.8", 8, 10, "cannot tell yet"] in counts
    assert [stats.chi2.ppf(0.025, 16) / 2, stats.chi2.ppf(0.975, 18) / 2] == pytest.approx(
        [3.5, 15.8], abs=0.05
    )


def test_a_document_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"mine")
    with pytest.raises(ca.InputError, match="there already"):
        plan().to_word(tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes() == b"mine"


def test_text_is_never_a_formula() -> None:
    with pytest.raises(ca.InputError, match="owner"):
        plan(owners="=1+1")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register's workbook with nine months typed into it, and with none, calculated afresh."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "in").mkdir()
    files = {"plan.xlsx": [2, 1, 2, 0, 3, 1, 2, 2, 1], "blank.xlsx": []}
    for name, counts in files.items():
        book = openpyxl.load_workbook(io.BytesIO(plan().files()[".xlsx"]()))
        for row, count in enumerate(counts, 2):
            book["Actuals"].cell(row, 2, count)
        book.save(folder / "in" / name)
    calculate(program(), [folder / "in" / name for name in files], folder)
    return folder


def test_the_workbook_adds_up_what_is_typed_in(filled: Path) -> None:
    assert not any(Shown(filled / "blank.xlsx").rows("So far", 3)[0][6:9])
    rows = Shown(filled / "plan.xlsx").rows("So far", 3)
    first, second, third, fourth = rows[:4]
    assert first[0] == "2026-27 Q1" and first[1:4] == [5, 4, 5]
    assert [second[3], second[6], third[3], third[6]] == [4, 9, 5, 14]
    for row in (first, second, third):
        by_hand = [stats.chi2.ppf(0.025, 2 * row[6]) / 2, stats.chi2.ppf(0.975, 2 * row[6] + 2) / 2]
        assert row[7:9] == pytest.approx(by_hand, rel=1e-9)
    assert not any(fourth[3:4] + fourth[6:9])  # no month of it is in yet


def test_the_workbook_typed_into_is_read_as_actuals(filled: Path) -> None:
    (row,) = plan().against(filled / "plan.xlsx", today=TODAY).to_frame().to_dict("records")
    assert (row["observed"], round(row["without"], 3)) == (14, 15)


# The business case


def test_a_business_case_says_what_counting_could_show() -> None:
    from plan_cases import appraisal

    text = appraisal().to_markdown(parts=["management"])
    assert "When counting could show it" in text
    assert "| 2026\\-27 Q4, quarter 4 | 20 | 16 | 2% | 13% |".replace("\\", "") in text.replace(
        "\\", ""
    )
    pause = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26")
    assert "When counting could show it" not in pause.to_markdown(parts=["management"])
