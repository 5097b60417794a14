"""The workbook as it is written: its sheets, what can be edited, and text that must stay text.

Nothing here says that a formula is right, as what Python stored beside one is read, or its text:
that is the business of test_excel_recalculated.py.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

import costavoid as ca
from costavoid.base.vocabulary import Cash
from costavoid.output.report.excel import SHEETS, counts, values
from costavoid.output.report.excel.book import Book
from costavoid.output.words.cover import PROMPT
from costavoid.output.words.in_full import page
from costavoid.output.words.plainly import names, plainly
from example_cases import CASES
from excel_formulas import Workbook
from workbook_cases import HARD, custom, pause

FUNCTIONS = {  # in Excel 2007 and since, and in LibreOffice
    *("ABS", "AND", "COLUMN", "DATE", "DAY", "EXP", "IF", "INDEX", "INT", "ISBLANK", "ISERROR"),
    *("ISNUMBER", "LEFT", "LOG10", "MATCH", "MAX", "MID", "MIN", "MOD", "MONTH", "NA", "OR"),
    *("PRODUCT", "ROUND", "SQRT", "SUM", "SUMPRODUCT", "TEXT", "UPPER", "VALUE", "YEAR"),
}
FORMULA = '=HYPERLINK("http://127.0.0.1/","Press")'
HOSTILE = [
    FORMULA,
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tTab",
    "\rReturn",
    "  =1+1",
    "'quoted",
    "=",
    "_x0041_",
]


@pytest.fixture(scope="module")
def example() -> ca.Appraisal:
    return CASES["family_group_conference"]


@pytest.fixture(scope="module")
def book(example: ca.Appraisal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example.to_excel(tmp_path_factory.mktemp("excel") / "example.xlsx")


@pytest.fixture
def only_live(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out the sheets of values, which are slow and hold no formula."""
    for sheet in ("sensitivity", "log"):
        monkeypatch.setattr(values, sheet, lambda *_: None)


def cells(path: Path, *, values: bool = False) -> dict[str, Any]:
    """Every cell that holds something, by sheet and place."""
    workbook = openpyxl.load_workbook(path, data_only=values)
    return {
        f"{sheet.title}!{cell.coordinate}": cell
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def words(path: Path) -> list[str]:
    return [cell.value for cell in cells(path).values() if isinstance(cell.value, str)]


# The file


def test_the_sheets_are_those_promised(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    promised = (
        "Dashboard, Inputs, Answer in full, How often, Resource use, Unit costs, Cash flows, "
        "Payers, Discounting, Deflators, Sensitivity, Assumptions log, Sources, "
        "Dashboard working, Check, Technical annex"
    )
    assert ", ".join(workbook.sheetnames) == promised == ", ".join(SHEETS)
    for sheet in workbook:
        down = sheet.page_setup.fitToHeight
        assert down == (None if sheet.title == "Dashboard" else 0)  # one page; as many as needed
        assert sheet["A1"].value


def test_there_are_no_macros_and_no_links(book: Path) -> None:
    with zipfile.ZipFile(book) as parts:
        assert not [n for n in parts.namelist() if re.search("vba|external|hyperlink", n, re.I)]
        for name in parts.namelist():
            text = parts.read(name).decode()
            assert "<hyperlink" not in text and 'TargetMode="External"' not in text


def test_formulas_need_no_new_excel(book: Path) -> None:
    for place, cell in cells(book).items():
        if cell.data_type == "f":
            outside = re.sub(r'"[^"]*"', "", cell.value)
            assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", outside)) <= FUNCTIONS, place
            assert "#REF" not in cell.value and "{" not in cell.value and len(cell.value) < 8192


def test_only_inputs_and_deflators_can_be_edited_and_a_total_reads_each(book: Path) -> None:
    calculated = Workbook(book)
    calculated.rows("Payers")
    calculated.rows("Discounting")
    found = 0
    for sheet in calculated.book:
        assert sheet.protection.sheet and not sheet.protection.password, sheet.title
        for cell in (c for row in sheet.iter_rows() for c in row if not c.protection.locked):
            if cell.value not in ("A cell to edit", PROMPT) and cell.value is not None:
                found += 1
                assert sheet.title in ("Inputs", "Deflators"), cell
                assert f"{sheet.title}!{cell.coordinate}" in calculated.asked
    assert found > 15


@pytest.mark.usefixtures("only_live")
def test_a_number_that_no_line_uses_cannot_be_edited(tmp_path: Path) -> None:
    none = ca.optimism_bias(benefits=0.0, source="Test")
    case = ca.appraise(pause(), horizon=2, price_year="2025-26", adjustments=none)
    sheet = openpyxl.load_workbook(case.to_excel(tmp_path / "a.xlsx"))["Inputs"]
    (row,) = [
        r for r in sheet.iter_rows() if "adjustment.optimism_bias.benefits" in [c.value for c in r]
    ]
    assert row[1].protection.locked and "no line" in row[8].value


# What it says


def test_the_labels_fit_what_stands_beside_them(book: Path, example: ca.Appraisal) -> None:
    calculated = Workbook(book)
    summary = {row[0]: row[1] for row in calculated.rows("Answer in full")}
    assert summary["Payback"] == example.payback and "It pays back in" not in summary
    assert "Rows of Inputs changed since this was written" in cells_of(calculated, "Check")
    formulas = [str(row[0].value) for row in calculated.book["Answer in full"].iter_rows()]
    assert any('"Rows of Inputs changed: "&' in formula for formula in formulas)


def cells_of(workbook: Workbook, sheet: str) -> list[Any]:
    return [value for row in workbook.rows(sheet) for value in row]


def test_the_summary_begins_with_the_first_page(book: Path, example: ca.Appraisal) -> None:
    said = [row[0] for row in Workbook(book).rows("Answer in full") if row[0]]
    first = page(example)
    expected, plain = [first.title], plainly(names(example))
    for section in first.sections:
        expected += [section.title, *map(plain, section.sentences)]
    assert [text for text in said if not text.startswith("The words of this page")][
        : len(expected)
    ] == (expected)


@pytest.mark.usefixtures("only_live")
def test_inputs_stand_beside_their_units_sources_and_national_values(tmp_path: Path) -> None:
    paid = ca.local(912, id="placement.foster.any.week", price_year="2025-26", source="Ledger")
    case = ca.appraise(pause(), horizon=3, price_year="2025-26", overrides=[paid])
    path = case.to_excel(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(path)["Inputs"]
    shown = openpyxl.load_workbook(path, data_only=True)
    on_inputs = {row[18].value: row[1].value for row in sheet.iter_rows(min_row=9)}
    for id, used in case.inputs.in_use.items():
        assert on_inputs[id] == used.value
    heads = [cell.value for cell in shown["Sources"][4]]
    rows = {row[14].value: [c.value for c in row] for row in shown["Sources"].iter_rows(min_row=5)}
    assert set(case.inputs.in_use) <= set(rows)
    row = dict(zip(heads, rows[paid.id], strict=False))
    national = ca.default(paid.id)
    assert (row["In use"], row["The library's own"]) == (912, national.value)
    assert (row["Unit"], row["Price year"]) == ("£ per week", "2025-26")
    assert "Ledger" in row["Source"] and row["Status"] == "local"
    assert f"in {national.price_year} prices" in row["Note and caution"]
    assert national.source.title in row["Note and caution"]


def test_readers_that_do_not_calculate_show_what_python_has(
    book: Path, example: ca.Appraisal
) -> None:
    """What is stored beside the formulas, whatever these say."""
    sheet = openpyxl.load_workbook(book, data_only=True)["Cash flows"]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=6)]
    for part, amounts in zip(Cash, example.flows.amounts.swapaxes(0, 1), strict=True):
        found = [row[5 : 5 + len(example.years)] for row in rows if row[4] == part.value]
        assert found == amounts[..., 0].tolist()
    check = openpyxl.load_workbook(book, data_only=True)["Check"]
    totals = {(r[0].value, r[1].value): r[2].value for r in check.iter_rows(min_row=9)}
    assert totals["Economic case", "Net present value"] == example.npv
    assert totals["Council", "Net cash"] == example.by_payer().loc["council", "net_cash"]


def test_what_is_not_live_says_so(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    for name in ("Sensitivity", "Assumptions log"):
        sheet = workbook[name]
        assert "(Python's figures)" in sheet["A1"].value
        assert "do not change when you edit" in sheet["A2"].value
        assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    cited = " ".join(str(c.value) for row in workbook["Sources"].iter_rows() for c in row)
    assert all(
        used.source.title in cited
        for used in CASES["family_group_conference"].inputs.in_use.values()
    )


# Text that must stay text


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_a_formula(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = Book(workbook, ["One"], ("2025-26",))["One"]
    sheet.words(text)
    sheet.wide(text, last=3, width=40)
    sheet.section(text)
    workbook.close()
    found = openpyxl.load_workbook(path)["One"]
    for cell in (found["A1"], found["A2"], found["A4"]):
        assert cell.data_type == "s"
        assert bool(cell.quotePrefix) == (text != "_x0041_")  # text when edited, too
    with zipfile.ZipFile(path) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()
        shared = parts.read("xl/sharedStrings.xml").decode()
    assert ("_x005F_x0041_" in shared) == (text == "_x0041_")  # else Excel shows an A


def test_a_hostile_title_stays_text_on_every_sheet(
    tmp_path: Path, example: ca.Appraisal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(example.intervention), "title", FORMULA)
    found = cells(example.to_excel(tmp_path / "a.xlsx"))
    assert found["Dashboard!A1"].value == FORMULA and found["Dashboard!A1"].data_type == "s"
    assert not [p for p, c in found.items() if c.data_type == "f" and "HYPERLINK" in c.value]


@pytest.mark.parametrize("text", ["Łódź 👶 日本語 الأطفال", "n" * 300, "long " * 8000])
def test_any_name_can_be_written(text: str, tmp_path: Path) -> None:
    path = ca.appraise(custom(name=text, label=text), horizon=2, price_year="2025-26").to_excel(
        tmp_path / "a.xlsx"
    )
    found = [value for value in words(path) if value.startswith(text.strip()[:200])]
    assert found and max(len(value) for value in words(path)) <= 32_767
    if len(text) > 32_767:
        assert any(value.endswith("(cut: longer than a cell holds)") for value in found)


@pytest.mark.parametrize(
    "name", ["goes back", "forty lines", "no benefit", "no delivery cost", "capped"]
)
def test_every_sheet_of_a_hard_case_is_written(name: str, tmp_path: Path) -> None:
    """Sheets of values too; the slowest cases are left to test_excel_recalculated.py."""
    case = HARD[name]()
    path = case.to_excel(tmp_path / "a.xlsx")
    shown = openpyxl.load_workbook(path, data_only=True)
    assert all(sheet["A1"].value for sheet in shown)
    rows = {(r[0].value, r[1].value): r[2].value for r in shown["Check"].iter_rows(min_row=9)}
    assert rows["Economic case", "Net present value"] == pytest.approx(case.npv)
    ratio = rows["Economic case", "Benefit for each £1 of delivery"]
    assert ratio == ("not defined" if "bcr" in case.why else pytest.approx(case.bcr))


# What is refused


def test_a_file_is_replaced_only_when_asked(tmp_path: Path, example: ca.Appraisal) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("mine")
    with pytest.raises(ca.InputError, match="overwrite=True"):
        example.to_excel(path)
    assert path.read_text() == "mine"
    assert example.to_excel(path, overwrite=True) == path
    assert zipfile.is_zipfile(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_kind_that_no_formula_is_known_for_is_refused(
    tmp_path: Path, example: ca.Appraisal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "KINDS", {})
    with pytest.raises(ca.CostavoidError, match="no formula is known for the counterfactual"):
        example.to_excel(tmp_path / "a.xlsx")
    assert not list(tmp_path.iterdir())


def test_the_extra_that_is_missing_is_named(
    tmp_path: Path, example: ca.Appraisal, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ca.CostavoidError, match=r"costavoid\[report\]"):
        example.to_excel(tmp_path / "a.xlsx")
