"""How the workbook prints and is found one's way in: A4, frozen headings, filters, no ids."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

import costavoid as ca
from example_cases import CASES

A4 = 9
READ_THROUGH = {"Dashboard", "Answer in full", "Technical annex"}  # no table to scroll in
FILTERED = {"Unit costs", "Cash flows", "Sensitivity", "Assumptions log", "Sources", "Check"}


@pytest.fixture(scope="module")
def case() -> ca.Appraisal:
    return CASES["family_group_conference"]


@pytest.fixture(scope="module")
def book(case: ca.Appraisal, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = case.to_excel(tmp_path_factory.mktemp("print") / "a.xlsx")
    return openpyxl.load_workbook(path, data_only=True)


def test_every_sheet_prints_on_a4_as_wide_as_can_be_read(book: Any) -> None:
    for sheet in book:
        assert sheet.page_setup.paperSize == A4, sheet.title
        left, _, right, _ = range_boundaries(sheet.print_area.split("!")[-1])
        letters = [openpyxl.utils.get_column_letter(i) for i in range(left, right + 1)]
        wide = sum(sheet.column_dimensions[letter].width for letter in letters)
        pages = sheet.page_setup.fitToWidth or 1
        upright = sheet.page_setup.orientation == "portrait"
        assert wide / pages <= (145 if upright else 210), sheet.title


def test_headings_stay_in_sight_and_on_every_page(book: Any) -> None:
    for sheet in book:
        assert bool(sheet.freeze_panes) == (sheet.title not in READ_THROUGH), sheet.title
        assert bool(sheet.print_title_rows) == bool(sheet.freeze_panes), sheet.title


def test_tables_can_be_filtered_though_the_sheet_is_protected(book: Any) -> None:
    assert {sheet.title for sheet in book if sheet.auto_filter.ref} == FILTERED
    assert all(not sheet.protection.autoFilter for sheet in book)


def test_no_id_is_printed_but_in_the_technical_annex(book: Any, case: ca.Appraisal) -> None:
    ids = {*case.inputs.in_use, *case.lines}
    for sheet in book:
        if sheet.title == "Technical annex":
            continue
        left, top, right, bottom = range_boundaries(sheet.print_area.split("!")[-1])
        for row in sheet.iter_rows(top, bottom, left, right, values_only=True):
            text = " ".join(cell for cell in row if isinstance(cell, str))
            assert not [id for id in ids if "." in id and id in text], (sheet.title, text)
