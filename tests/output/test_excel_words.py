"""The words of Answer in full when an input is changed: afresh by formula, or they give way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import costavoid as ca
from costavoid.appraisal.tables import financial_case
from costavoid.output.report.excel import values
from costavoid.output.words.in_full import page
from costavoid.output.words.plainly import names, plainly
from excel_formulas import Workbook
from workbook_cases import pause
from workbook_edits import Cell, day, editable, in_python

GIVES_WAY = "Inputs have been changed: read the figures by formula below; these sentences were"
YOURS = "Inputs have been changed. With yours:"


@pytest.fixture(scope="module", autouse=True)
def only_live() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for sheet in ("sensitivity", "log"):
            patch.setattr(values, sheet, lambda *_: None)
        yield


@pytest.fixture(scope="module")
def case() -> ca.Appraisal:
    return ca.appraise(pause(neonatal=None), horizon=5, price_year="2025-26")


@pytest.fixture(scope="module")
def workbook(case: ca.Appraisal, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return Workbook(case.to_excel(tmp_path_factory.mktemp("words") / "a.xlsx"))


@pytest.fixture(scope="module")
def cells(workbook: Workbook) -> dict[str, Cell]:
    return {cell.id: cell for cell in editable(workbook) if cell.column == 2}


def said(workbook: Workbook) -> list[str]:
    """What column A of Answer in full says, from the top down."""
    return [row[0] for row in workbook.rows("Answer in full") if row[0]]


def as_written(case: ca.Appraisal) -> list[str]:
    """The sentences that hold for costavoid's own figures alone."""
    plain = plainly(names(case))
    return [
        plain(s)
        for part in page(case).sections
        if part.id not in ("words", "not_counted")
        for s in part.sentences
    ]


def pounds(amount: float) -> str:
    return f"£{abs(amount):,.0f}"


def test_nothing_is_said_of_a_change_before_there_is_one(
    workbook: Workbook, case: ca.Appraisal
) -> None:
    found = said(workbook)
    assert set(as_written(case)) <= set(found)
    assert not [text for text in found if "have been changed" in text]


def test_a_case_that_pays_back_once_edited_says_so_and_no_longer_that_it_does_not(
    workbook: Workbook, case: ca.Appraisal, cells: dict[str, Cell]
) -> None:
    assert "does not pay back" in case.payback
    edit = cells["delivery.pause.woman_year"], 500
    after = in_python(case, edit)
    assert after.payback in after.years
    with workbook.typed(edit[0].given(500)):
        found = said(workbook)
    assert f"Its cash pays back in {after.payback}." in found
    assert not set(as_written(case)) & set(found)
    council = financial_case(after).sum()
    assert YOURS in found
    assert (
        "The council's own cash, in cash terms: "
        f"{pounds(council['cash_released'])} released in 2026-27 to 2030-31."
    ) in found
    assert (
        f"Delivery costs it {pounds(council['delivery'])}, so net it saves "
        f"{pounds(council['net'])}."
    ) in found
    assert f"Net present value, every payer, in 2025-26 prices: {pounds(after.npv)}." in found
    peak = after.peak_funding
    assert (
        f"The most it has to fund by any year's end is {pounds(peak.pounds)}, in {peak.year}."
    ) in found
    gave_way = [text for text in found if text.startswith(GIVES_WAY)]
    # all but the answer, how it is known, what is not counted and the words used
    assert len(gave_way) == len(page(case).sections) - 4
    known = ": before and after. There is no comparison group"
    assert any(known in text for text in found)


def test_a_harm_and_a_net_cost_are_told_as_such(
    workbook: Workbook, case: ca.Appraisal, cells: dict[str, Cell]
) -> None:
    rate = cells["pause.removals_avoided.round1"]
    after = in_python(case, (rate, -0.1))
    with workbook.typed(rate.given(-0.1)):
        found = " ".join(said(workbook))
    council = financial_case(after).sum()
    assert f"{pounds(council['cash_released'])} more spent in 2026-27" in found
    assert f"so net it costs {pounds(council['net'])}." in found
    assert f"in 2025-26 prices: -{pounds(after.npv)}." in found
    assert after.payback in said_with(workbook, rate, -0.1)


def said_with(workbook: Workbook, cell: Cell, typed: object) -> list[str]:
    with workbook.typed(cell.given(typed)):
        return said(workbook)


def test_a_moved_start_gives_way_too_and_a_bad_cell_leaves_no_sentence(
    workbook: Workbook, case: ca.Appraisal, cells: dict[str, Cell]
) -> None:
    moved = said_with(workbook, cells["start"], day(2027, 6, 1))
    assert set(as_written(case)) & set(moved) == {case.payback} and YOURS in moved
    bad = said_with(workbook, cells["women"], None)
    assert not [text for text in bad if "£" in text and text.startswith(("Delivery", "The c"))]
    assert "An input cannot be used, so there is no answer." in bad and YOURS not in bad
    assert bad[1].startswith("Inputs!B10, Women, is empty: give a whole number of 1 or more.")


def test_a_ratio_to_nothing_is_no_input_that_cannot_be_used(
    workbook: Workbook, case: ca.Appraisal, cells: dict[str, Cell]
) -> None:
    """Delivery that costs nothing has no benefit for each £1 of it, and every figure is right."""
    found = said_with(workbook, cells["delivery.pause.woman_year"], 0)
    assert "Inputs were changed: the differences are what the changes do." in found
    assert not [text for text in found if "cannot be used" in text]
