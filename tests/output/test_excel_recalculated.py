"""The workbook, calculated afresh, is Python to the penny.

Twice over: by plain Python (excel_formulas.py), on every run; and by LibreOffice, with the values
that come with the formulas made wrong first, so that only LibreOffice can put them right. Without
`soffice` the second is skipped; where CI is set it fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

import costavoid as ca
from costavoid.base.vocabulary import Cash, Payer
from costavoid.output.report.excel import in_full, values
from costavoid.output.report.excel.book import Sheet
from costavoid.output.words.in_full import Page
from costavoid.programme.interventions import PROGRAMMES
from example_cases import CASES, ONCE, again
from excel_formulas import Workbook
from libreoffice import Shown, calculate, program
from workbook_cases import HARD, custom, pause

PENNY = 0.005
WRONG = -123_456_789.0
IN_USE, PRICE_YEAR, CASH_SHARE, ID = 2, 5, 6, 19  # columns of Inputs, as openpyxl counts
REAL = {
    "cash": "Cash-releasing saving",
    "avoided": "Cost avoidance (non-cashable)",
    "gross": "Benefits, cash and cost avoidance",
    "delivery": "Delivery cost",
    "net_cash": "Net cash",
    "net": "Net, cash and cost avoidance",
}


@dataclass(frozen=True)
class Edit:
    """One cell of Inputs typed over: which number, the column, what, and the same in Python."""

    id: str
    column: int
    typed: Any
    python: dict[str, Any]


def value(id: str, to: float) -> Edit:
    return Edit(id, IN_USE, to, {"value": to, "low": None, "high": None, "range_kind": None})


@dataclass(frozen=True)
class Edited:
    """A case, and cells of its workbook typed over."""

    case: Callable[[], ca.Appraisal]
    edits: tuple[Edit, ...]
    settings: tuple[tuple[str, str, Any], ...] = ()  # label on Inputs, setting, value

    def rerun(self) -> ca.Appraisal:
        """Python with the same numbers."""
        case = self.case()
        numbers: dict[str, ca.Estimate] = {}
        for edit in self.edits:
            used = numbers.get(edit.id, case.inputs.in_use[edit.id])
            numbers[edit.id] = used.model_copy(update=edit.python)
        return again(case, *numbers.values(), **{name: to for _, name, to in self.settings})


def hackney() -> ca.Appraisal:
    return ca.appraise(pause(neonatal=ca.NeonatalStay()), horizon=5, price_year="2025-26")


GROWTH = "Real growth of placement costs a year, above general inflation"
EDITED = {
    "a rate": Edited(hackney, (value("pause.removals_avoided.round1", 0.31),)),
    "a unit cost": Edited(hackney, (value("placement.foster.any.week", 1234.56),)),
    "a length of stay": Edited(hackney, (value("infant.months_to_adoptive_placement", 29),)),
    "a price year": Edited(
        hackney,
        (Edit("placement.foster.any.week", PRICE_YEAR, "2011-12", {"price_year": "2011-12"}),),
    ),
    "a share that is cash": Edited(
        hackney,
        (Edit("placement.foster.any.week", CASH_SHARE, 0.35, {"cash_releasing": 0.35}),),
    ),
    "growth of placement costs": Edited(hackney, (), ((GROWTH, "placement_inflation", 0.04),)),
    "stays, lags, cuts and shares at once": Edited(
        HARD["adjusted"],
        (
            value("test.mean", 200),
            value("pause.lag", 14),
            value("infant.exit.adoption", 0.2),
            value("age.end_of_childhood", 1.2),
            value("adjustment.optimism_bias.benefits", 0.45),
            value("test.allowance", 10),
        ),
    ),
    "going back": Edited(
        HARD["goes back"], (value("placement.re_entry_after", 90), value("placement.weeks", 30))
    ),
    "a cut-off": Edited(HARD["capped"], (value("placement.until", 0.4),)),
}


def few() -> ca.Appraisal:
    """Nine people, each of whom can have one case only."""
    programme = custom(people=9, recurs=False)
    return ca.appraise(programme, horizon=3, price_year="2025-26")


REFUSED = {
    "shares add to more than 1": Edited(hackney, (value("infant.exit.adoption", 0.95),)),
    "each of whom can have only one": Edited(few, (value("test.rate", 0.7),)),
}
TYPED = {**EDITED, **REFUSED}


Calculated = Shown | Workbook
Open = Callable[[str], Calculated]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every workbook, its values wrong until somebody calculates them."""
    folder = tmp_path_factory.mktemp("written")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sheet, "formula", _with_a_wrong_value(Sheet.formula))
        for sheet in ("sensitivity", "log"):  # slow, and nothing on them is calculated
            patch.setattr(values, sheet, lambda *_: None)
        patch.setattr(in_full, "page", lambda case: Page(case.intervention.title, ()))
        for name, case in (*ONCE.items(), *((name, make()) for name, make in HARD.items())):
            case.to_excel(folder / f"{name}.xlsx")
        for name, edited in TYPED.items():
            edited.case().to_excel(folder / f"edit {name}.xlsx")
    for name, edited in TYPED.items():
        _type_over(folder / f"edit {name}.xlsx", edited)
    return folder


@pytest.fixture(scope="session")
def soffice() -> str:
    """The program; asked for before any workbook is written."""
    return program()


@pytest.fixture(scope="session")
def by_libreoffice(soffice: str, written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every workbook, saved by LibreOffice."""
    folder, files = tmp_path_factory.mktemp("libreoffice"), sorted(written.iterdir())
    calculate(soffice, files, folder)
    return folder


@pytest.fixture(params=["plain Python", "LibreOffice"], scope="session")
def recalculated(request: pytest.FixtureRequest) -> Open:
    """Opens a workbook by name, calculated by one or the other."""
    if request.param == "LibreOffice":
        folder: Path = request.getfixturevalue("by_libreoffice")
        return lambda name: Shown(folder / f"{name}.xlsx")
    plain: Path = request.getfixturevalue("written")
    return lambda name: Workbook(plain / f"{name}.xlsx")


def _with_a_wrong_value(formula: Callable[..., None]) -> Callable[..., None]:
    def wrong(sheet: Sheet, column: int, text: str, known: object, style: str) -> None:
        formula(sheet, column, text, WRONG, style)

    return wrong


def _type_over(path: Path, edited: Edited) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Inputs"]
    rows = {sheet.cell(row, ID).value: row for row in range(9, sheet.max_row + 1)}
    labels = {sheet.cell(row, 1).value: row for row in range(9, sheet.max_row + 1)}
    typed = [(rows[e.id], e.column, e.typed) for e in edited.edits]
    typed += [(labels[label], IN_USE, to) for label, _, to in edited.settings]
    for row, column, given in typed:
        cell = sheet.cell(row, column)
        assert not cell.protection.locked, (cell, given)
        cell.value = given
    workbook.save(path)
    workbook.close()


def test_every_programme_is_here() -> None:
    assert {type(case.intervention).__name__ for case in ONCE.values()} == set(PROGRAMMES)


def _near(found: object, expected: float) -> bool:
    if np.isnan(expected):
        return found == "not defined"
    return isinstance(found, int | float) and abs(found - expected) < PENNY


def same_to_the_penny(workbook: Calculated, case: ca.Appraisal) -> None:
    """Every line, payer, year and headline of a workbook against an appraisal."""
    years = len(case.years)
    rows = workbook.rows("Cash flows", 6)
    for j, part in enumerate(Cash):
        found = np.array([row[5 : 5 + years] for row in rows if row[4] == part.value], dtype=float)
        assert found.shape == case.flows.amounts[:, j, :, 0].shape
        assert np.abs(found - case.flows.amounts[:, j, :, 0]).max() < PENNY
    checked = {(row[0], row[1]): row[2] for row in workbook.rows("Check", 9)}
    for payer, totals in case.by_payer().iterrows():
        name = "All payers" if payer == "all payers" else Payer(payer).label
        for column, label in REAL.items():
            assert _near(checked[name, label], totals[column]), (name, label)
        if payer != "all payers":
            cash = case.financial_case(payer).sum()
            label = "Net cash, cash terms"
            assert _near(checked[name, label], cash["net"]), (name, label)
    assert _near(checked["Economic case", "Net present value"], case.npv)
    assert _near(checked["Economic case", "Benefit for each £1 of delivery"], case.bcr)
    _economic(workbook, case)
    said = [value for row in workbook.rows("Answer in full") for value in row]
    assert case.payback in said
    assert WRONG not in said


def _economic(workbook: Calculated, case: ca.Appraisal) -> None:
    table, years = case.economic_case(), len(case.years)
    rows = {(row[0], row[1]): row[5 : 5 + years] for row in workbook.rows("Discounting")}
    real = {"benefits": "Benefits", "delivery": "Delivery cost", "net": "Net"}
    for column, label in real.items():
        assert np.abs(np.array(rows[label, "real terms"]) - table[column]).max() < PENNY
    worth = np.array(rows["Net, present value", "present value"])
    assert np.abs(worth - table["present_value"]).max() < PENNY


def _outcome(workbook: Calculated) -> list[Any]:
    """Inputs changed, the largest difference, and what it means."""
    return [row[2] for row in workbook.rows("Check", 4)[:3]]


@pytest.mark.parametrize("name", [*ONCE, *HARD])
def test_the_workbook_is_python_to_the_penny(name: str, recalculated: Open) -> None:
    workbook = recalculated(name)
    same_to_the_penny(workbook, CASES[name] if name in CASES else HARD[name]())
    changed, largest, said = _outcome(workbook)
    assert changed == 0 and 0 <= largest < PENNY
    assert said == "Every total agrees with Python to the penny."
    for sheet in workbook.sheets:
        shown = [value for row in workbook.rows(sheet) for value in row]
        assert WRONG not in shown, sheet
        assert not [value for value in shown if str(value).startswith("#")], sheet  # an error


@pytest.mark.parametrize("name", EDITED)
def test_a_changed_input_moves_all_that_follows(name: str, recalculated: Open) -> None:
    workbook, edited = recalculated(f"edit {name}"), EDITED[name]
    before, after = edited.case(), edited.rerun()
    assert abs(after.npv - before.npv) > 1 or "cash" in name
    same_to_the_penny(workbook, after)
    changed, largest, said = _outcome(workbook)
    assert changed == len(edited.edits) + len(edited.settings)
    assert largest > 1
    assert said == "Inputs were changed: the differences are what the changes do."


@pytest.mark.parametrize("why", REFUSED)
def test_what_python_refuses_shows_no_figure(why: str, recalculated: Open) -> None:
    with pytest.raises(ca.InputError, match=why):
        REFUSED[why].rerun()
    workbook = recalculated(f"edit {why}")
    said = [value for row in workbook.rows("Answer in full") for value in row]
    assert any(str(text).startswith("An input cannot be used") for text in said)
    checked = {row[1]: row[2] for row in workbook.rows("Check", 9)}
    assert checked["Net present value"] == "#N/A"
