"""What people really do to a workbook: clear a cell, write in it, a minus, two noughts too many.

Each of them to every cell to edit of every programme's workbook: it then shows an error and says
which cell, or the number that Python gives. By plain Python; LibreOffice calculates a sample.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import costavoid as ca
from costavoid.output.report.excel import in_full, values
from costavoid.output.words.in_full import Page, Section
from costavoid.programme.interventions import PROGRAMMES
from example_cases import CASES
from excel_formulas import Workbook
from libreoffice import Shown, calculate, program
from workbook_cases import HARD
from workbook_edits import (
    BANNER,
    NPV,
    ONE_EACH,
    PRICED,
    USED,
    Cell,
    editable,
    in_python,
    npv_with_level,
    shown,
    slips,
)

PENNY = 0.005
REFUSED = "refused"
LEVELS = {"1990-91", "2025-26"}  # of the price index: the others are alike


@pytest.fixture(autouse=True, scope="module")
def only_what_is_calculated() -> Iterator[None]:
    """Leaves out the sheets of values and most of the words, which are slow."""
    with pytest.MonkeyPatch.context() as patch:
        for sheet in ("sensitivity", "log"):
            patch.setattr(values, sheet, lambda *_: None)
        sections = (Section("answer", "The answer", ("As written.",)),)
        patch.setattr(in_full, "page", lambda case: Page(case.intervention.title, sections))
        yield


def by_python(case: ca.Appraisal, cell: Cell, typed: Any) -> float | str:
    """Python's net present value after the same slip, or that it refuses it."""
    if typed is None or isinstance(typed, str) or cell.is_rate:
        return REFUSED
    try:
        if cell.is_level:
            return npv_with_level(case, cell.label, typed) if typed > 0 else REFUSED
        return in_python(case, (cell, typed)).npv
    except ca.InputError:
        return REFUSED


def said_or_right(npv: Any, banner: Any, expected: float | str) -> bool:
    """An error and a banner; or Python's number and none."""
    if str(npv).startswith("#"):
        return bool(banner) and str(banner).startswith(("Inputs!", "Deflators!", "On Inputs"))
    return isinstance(expected, float) and abs(npv - expected) < PENNY and not banner


def test_every_programme_is_here() -> None:
    assert set(ONE_EACH) == set(PROGRAMMES)


@pytest.mark.parametrize("name", ONE_EACH.values())
def test_a_slip_is_an_error_that_names_the_cell_or_what_python_gives(
    name: str, tmp_path: Path
) -> None:
    case = CASES[name]
    workbook = Workbook(case.to_excel(tmp_path / "a.xlsx"))
    assert shown(workbook, BANNER) == ""
    tried = 0
    for cell in editable(workbook):
        if cell.is_level and cell.label not in LEVELS:
            continue
        for typed in slips(cell):
            expected = by_python(case, cell, typed)
            with workbook.typed(cell.given(typed)):
                npv, banner = shown(workbook, NPV), shown(workbook, BANNER)
            assert said_or_right(npv, banner, expected), (cell, typed, npv, banner, expected)
            tried += 1
    assert tried > 25


@pytest.fixture
def pause(tmp_path: Path) -> tuple[Workbook, dict[str, Cell]]:
    workbook = Workbook(HARD["postponed"]().to_excel(tmp_path / "a.xlsx"))
    cells = {f"{cell.id or cell.label} {cell.column}": cell for cell in editable(workbook)}
    return workbook, cells


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        (
            "care_proceedings.legal_aid 2",
            None,
            "Care proceedings: legal aid, is empty: give a number of 0 or more, in £",
        ),
        ("care_proceedings.legal_aid 6", 40, " is 40: give a share from 0 to 1 (0.4 is 40%)."),
        ("care_proceedings.legal_aid 5", "2060-61", "price year of Care proceedings: legal aid"),
        ("care_proceedings.legal_aid 5", "20*", " is not in the price index: choose a year"),
        ("care_proceedings.legal_aid 5", None, " is empty: choose a year of the price index"),
        ("2025-26 2", None, "2025-26, is empty: give a number above 0."),
        ("Discount rate, years 0 to 30 2", 3.5, " is 3.5: give a number from 0 to 0.999999"),
        ("women 2", 20.5, "Women, is 20.5: give a whole number of 1 or more."),
        ("start 2", None, "First day, is empty: give a day from 1 April 2026 to 31 March 2031."),
        ("start 2", 7, "First day, cannot be used: give a day from 1 April 2026"),
        ("programme_months 2", "a year", "How many months it runs, is not a number: give a number"),
        ("infant.exit.adoption 2", 0.9, "On Inputs, this does not hold: The shares "),
    ],
)
def test_the_banner_says_which_cell_and_what_to_give(
    pause: tuple[Workbook, dict[str, Cell]], name: str, typed: Any, said: str
) -> None:
    workbook, cells = pause
    cell = cells[name]
    letter = {USED: "B", PRICED: "E"}.get(cell.column, "F")
    with workbook.typed(cell.given(typed)):
        banner = shown(workbook, BANNER)
        assert banner == shown(workbook, ("Inputs", 1, 6))
        assert shown(workbook, NPV).startswith("#")
    assert said in banner
    assert banner.startswith((f"{cell.sheet}!{letter}{cell.row}, ", "On Inputs"))
    assert banner.endswith("Until then, read no figure here.")


def test_the_banner_counts_the_others(pause: tuple[Workbook, dict[str, Cell]]) -> None:
    workbook, cells = pause
    some = [cells[name] for name in ("women 2", "pause.lag 2", "care_proceedings.cafcass 6")]
    with workbook.typed(*(cell.given(None) for cell in some)):
        assert " And 2 more, shown in red." in shown(workbook, BANNER)


def test_no_cell_takes_a_blank_when_it_is_typed(tmp_path: Path) -> None:
    for name in ("neighbourhood_teams", "change_of_provider"):
        path = CASES[name].to_excel(tmp_path / f"{name}.xlsx")
        ruled = set()
        for sheet in openpyxl.load_workbook(path):
            rules = sheet.data_validations.dataValidation
            assert all(not rule.allowBlank and rule.error and rule.prompt for rule in rules)
            ruled |= {(sheet.title, str(cell)) for rule in rules for cell in rule.sqref}
        held = {(c.sheet, f"{'_ABCDEF'[c.column]}{c.row}") for c in editable(Workbook(path))}
        assert held == ruled


SAMPLE = {
    f"{name} {i}": (name, i)
    for name in ("own_programme", "social_workers_in_schools")
    for i in range(4)
}


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Shown, Any]]:
    """Workbooks with one slip each, calculated by LibreOffice, and what plain Python shows."""
    soffice = program()
    typed, saved = tmp_path_factory.mktemp("typed"), tmp_path_factory.mktemp("saved")
    expected = {}
    for sample, (name, i) in SAMPLE.items():
        workbook = Workbook(CASES[name].to_excel(typed / f"{sample}.xlsx"))
        cells = [cell for cell in editable(workbook) if isinstance(cell.holds, int | float)]
        cell = cells[(3 * i) % len(cells)]
        what = list(slips(cell))[i]
        with workbook.typed(cell.given(what)):
            expected[sample] = shown(workbook, NPV), shown(workbook, BANNER)
            workbook.book.save(typed / f"{sample}.xlsx")
    calculate(soffice, sorted(typed.iterdir()), saved)
    return {name: (Shown(saved / f"{name}.xlsx"), expected[name]) for name in SAMPLE}


@pytest.mark.parametrize("sample", SAMPLE)
def test_libreoffice_shows_the_same(
    sample: str, by_libreoffice: dict[str, tuple[Shown, Any]]
) -> None:
    workbook, (npv, banner) = by_libreoffice[sample]
    found = workbook.rows("Check")[8][2]
    if str(npv).startswith("#"):
        assert str(found).startswith("#")
    else:
        assert found == pytest.approx(npv, abs=PENNY)
    assert (workbook.rows("Answer in full")[1][0] or "") == banner
