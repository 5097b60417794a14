"""People, first day, length and deadweight typed over in a workbook: Python to the penny.

By plain Python for every programme; LibreOffice calculates a sample.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Cash
from costavoid.output.report.excel import in_full, values
from costavoid.output.words.in_full import Page
from example_cases import CASES
from excel_formulas import Workbook
from libreoffice import Shown, calculate, program
from workbook_cases import HARD, custom, money, pause
from workbook_edits import BANNER, ID, NOTE, NPV, ONE_EACH, Cell, day, editable, in_python, shown

PENNY = 0.005
MORE = ("before and after", "postponed", "empty posts", "capped", "goes back")
ALL = {**{name: (lambda case=case: case) for name, case in CASES.items()}}
ALL |= {name: HARD[name] for name in MORE}


@pytest.fixture(autouse=True, scope="module")
def only_what_is_calculated() -> Iterator[None]:
    """Leaves out the sheets of values and the words, which are slow."""
    with pytest.MonkeyPatch.context() as patch:
        for sheet in ("sensitivity", "log"):
            patch.setattr(values, sheet, lambda *_: None)
        patch.setattr(in_full, "page", lambda case: Page(case.intervention.title, ()))
        yield


def levers(workbook: Workbook, case: Answer) -> list[Cell]:
    """The cells to edit that hold no number with a source."""
    return [cell for cell in editable(workbook) if cell.id and cell.id not in case.inputs.in_use]


def elsewhere(cell: Cell, case: Answer, turn: int) -> Any:
    """Another value for a cell."""
    first, horizon = int(case.settings.first_year[:4]), case.settings.horizon
    if isinstance(cell.holds, datetime):
        days = (
            day(first, 5, 1),
            day(first + horizon // 3, 8, 20),
            day(first + horizon - 1, 11, 30),
        )
        return days[turn]
    if cell.id.endswith("set_up_months"):
        return (6, 3, 9)[turn]
    if cell.id.endswith("months"):
        return (36, 31, 125)[turn]
    if cell.id.endswith("deadweight"):
        return (0.15, 1, 0.4)[turn]
    return cell.holds + (3, 11, -1 if cell.holds > 2 else 1)[turn]


def same(workbook: Workbook | Shown, case: Answer) -> None:
    """Every line, in cash and avoided, in every year."""
    rows, years = workbook.rows("Cash flows", 6), len(case.years)
    for j, part in enumerate(Cash):
        found = np.array([row[5 : 5 + years] for row in rows if row[4] == part.value], dtype=float)
        assert np.abs(found - case.flows.amounts[:, j, :, 0]).max() < PENNY
    npv = workbook.rows("Check", 9)[0][2]
    assert abs(npv - case.npv) < PENNY


def check(workbook: Workbook, case: ca.Appraisal, edits: list[tuple[Cell, Any]]) -> bool:
    """Whether Python takes the edits; the workbook then shows the same, else an error."""
    with workbook.typed(*(cell.given(to) for cell, to in edits)):
        try:
            expected = in_python(case, *edits)
        except ca.InputError:
            assert shown(workbook, NPV).startswith("#") and shown(workbook, BANNER)
            return False
        assert shown(workbook, BANNER) == ""
        same(workbook, expected)
    return True


@pytest.mark.parametrize("name", [*ONE_EACH.values(), *MORE])
def test_each_lever_and_all_together_are_python_to_the_penny(name: str, tmp_path: Path) -> None:
    case = ALL[name]()
    workbook = Workbook(case.to_excel(tmp_path / "a.xlsx"))
    cells = levers(workbook, case)
    assert {cell.id.split(".")[-1] for cell in cells} & {"months", "programme_months"}
    assert [cell for cell in cells if isinstance(cell.holds, datetime)]
    taken = [check(workbook, case, [(cell, elsewhere(cell, case, 0))]) for cell in cells]
    for turn in range(3):
        everything = [(cell, elsewhere(cell, case, turn)) for cell in cells]
        taken.append(check(workbook, case, everything))
    assert taken.count(True) > len(taken) / 2


def test_a_controlled_effect_takes_no_deadweight_and_says_so(tmp_path: Path) -> None:
    workbook = Workbook(CASES["social_workers_in_schools"].to_excel(tmp_path / "a.xlsx"))
    sheet = workbook.book["Inputs"]
    (row,) = [row for row in sheet.iter_rows() if row[ID - 1].value == "deadweight"]
    assert row[1].protection.locked and row[1].value == 0
    assert "control group already shows" in row[NOTE - 1].value


def test_a_length_that_was_not_given_can_be_and_moves_with_the_start(tmp_path: Path) -> None:
    case = HARD["empty posts"]()
    workbook = Workbook(case.to_excel(tmp_path / "a.xlsx"))
    start, months = levers(workbook, case)[:2]
    assert (start.id, months.id, months.holds) == ("start", "months", "to the end")
    for edits in (
        [(start, day(2027, 12, 3))],
        [(months, 18)],
        [(months, 18), (start, day(2028, 4, 1))],
    ):
        assert check(workbook, case, edits)


def test_a_cost_paid_as_long_as_the_longest_of_two_changes_locks_their_lengths(
    tmp_path: Path,
) -> None:
    """The longest of two lengths is no sum of them: never a wrong number."""
    change = custom().changes[0]
    other = change.model_copy(
        update={
            "id": "other",
            "children": "others",
            "months": 12,
            "counterfactual": change.counterfactual.model_copy(update={"cohort": 5}),
        }
    )
    cost = money(50_000, "GBP per year", "cost")
    case = ca.appraise(
        ca.Custom(name="Two", start="2026-04-01", changes=(change, other), delivery_cost=cost),
        horizon=4,
        price_year="2025-26",
    )
    workbook = Workbook(case.to_excel(tmp_path / "a.xlsx"))
    assert not [cell for cell in levers(workbook, case) if cell.id.endswith("months")]
    rows = {row[ID - 1].value: row[NOTE - 1].value for row in workbook.book["Inputs"].iter_rows()}
    for i in range(2):
        assert rows[f"changes.{i}.months"].startswith("Locked: ")


def test_more_cases_than_people_is_refused_as_in_python(tmp_path: Path) -> None:
    case = ca.appraise(custom(people=20, recurs=False), horizon=3, price_year="2025-26")
    workbook = Workbook(case.to_excel(tmp_path / "a.xlsx"))
    cells = {cell.id: cell for cell in levers(workbook, case)}
    people, cohort = cells["changes.0.people"], cells["changes.0.counterfactual.cohort"]
    assert check(workbook, case, [(cohort, 90)])
    assert not check(workbook, case, [(cohort, 120)])
    assert check(workbook, case, [(cohort, 120), (people, 40)])


SAMPLE = ("own_programme", "change_of_provider", "before and after", "postponed", "empty posts")


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Shown, Answer]]:
    """Workbooks with every lever typed over, calculated by LibreOffice; and Python's answers."""
    soffice = program()
    typed, saved = tmp_path_factory.mktemp("typed"), tmp_path_factory.mktemp("saved")
    expected = {}
    for name in SAMPLE:
        case = ALL[name]()
        workbook = Workbook(case.to_excel(typed / f"{name}.xlsx"))
        edits = [(cell, elsewhere(cell, case, 0)) for cell in levers(workbook, case)]
        expected[name] = in_python(case, *edits)
        with workbook.typed(*(cell.given(to) for cell, to in edits)):
            workbook.book.save(typed / f"{name}.xlsx")
    calculate(soffice, sorted(typed.iterdir()), saved)
    return {name: (Shown(saved / f"{name}.xlsx"), expected[name]) for name in SAMPLE}


@pytest.mark.parametrize("name", SAMPLE)
def test_libreoffice_has_python_to_the_penny(
    name: str, by_libreoffice: dict[str, tuple[Shown, Answer]]
) -> None:
    same(*by_libreoffice[name])


def test_a_month_of_rounding_does_not_make_the_effect_whole(tmp_path: Path) -> None:
    """From 1 May for two years: what lasts is half of what was reached, not half of all."""
    programme = pause(start="2026-05-01", programme_months=12, persistence=(0.5,), lag=None)
    case = ca.appraise(programme, horizon=5, price_year="2025-26")
    workbook = Workbook(case.to_excel(tmp_path / "a.xlsx"))
    cells = {cell.id: cell for cell in levers(workbook, case)}
    assert check(
        workbook, case, [(cells["programme_months"], 24), (cells["start"], day(2026, 8, 1))]
    )


def test_parts_without_a_length_take_one_and_begin_with_the_programme(tmp_path: Path) -> None:
    change = custom().changes[0].model_copy(update={"months": None})
    cost = ca.Delivery(id="delivery.team", label="Team", cost=money(50_000, "GBP per year", "pay"))
    programme = ca.Custom(name="Open", start="2026-07-01", changes=(change,), costs=(cost,))
    case = ca.appraise(programme, horizon=5, price_year="2025-26")
    workbook = Workbook(case.to_excel(tmp_path / "a.xlsx"))
    cells = {cell.id: cell for cell in levers(workbook, case)}
    start, months, paid = cells["start"], cells["changes.0.months"], cells["costs.0.months"]
    assert (months.holds, paid.holds) == ("to the end", "to the end")
    later = (start, day(2027, 12, 3))
    for edits in ([later], [(months, 18)], [(months, 18), later], [(paid, 30), (months, 7), later]):
        assert check(workbook, case, edits)
