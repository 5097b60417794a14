"""No id and no code on any page of a document but the technical annex, where both stay."""

from __future__ import annotations

import re

import pytest

import costavoid as ca
from costavoid.output.report.contents import document
from costavoid.output.report.document import Heading, Paragraph, Rated, Reference, Table
from costavoid.output.words.plainly import names, plainly
from example_cases import CASES

CODE = re.compile(
    r"\b\w+\(\)|\w+=['\w]|\b[a-z]+_[a-z_]+\b|\bappraisal\.\w|\bcostavoid (?:review|appraise)"
)


def pages(case: ca.Appraisal) -> dict[str, list[str]]:
    """Every text of each section, sources left out."""
    found: dict[str, list[str]] = {}
    for section in document(case).sections:
        texts = found.setdefault(section.id, [section.title])
        for block in section.blocks:
            if isinstance(block, Heading | Paragraph):
                texts.append(block.text)
            elif isinstance(block, Table):
                texts += [block.caption, *block.columns, *(c for row in block.rows for c in row)]
            elif isinstance(block, Rated):
                texts += [block.label, block.note]
            else:
                assert isinstance(block, Reference) or block.draw
    return found


@pytest.mark.parametrize("name", CASES)
def test_no_id_and_no_code_but_in_the_annex(name: str) -> None:
    case = CASES[name]
    known = {*ca.defaults(), *case.inputs.in_use}
    for section, texts in pages(case).items():
        if section == "record":
            continue
        for text in texts:
            words = set(re.findall(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+", text))
            assert not words & known, (section, text)
            assert not CODE.search(text), (section, text)


@pytest.mark.parametrize("name", CASES)
def test_the_annex_has_every_id_in_use(name: str) -> None:
    case = CASES[name]
    annex = " ".join(pages(case)["record"])
    assert all(id in annex for id in case.inputs.in_use)
    assert all(finding.cure in annex for finding in case.review())


def test_a_name_stands_in_the_place_of_an_id() -> None:
    case = CASES["systemic_practice"]
    said = plainly(names(case))
    assert said("own.avoided breaks even at 6.883 a year.") == (
        "Entries to care avoided breaks even at 6.883 a year."
    )
    label = case.inputs.in_use["placement.foster.any.week"].label
    assert said("Override placement.foster.any.week.") == f"Override {label}."
    assert said(f"{label} (placement.foster.any.week): 5") == f"{label}: 5"
    assert said("What one saves (basis='marginal').") == "What one saves."
    assert (
        said("Nothing to change (in 2025-26 prices).") == "Nothing to change (in 2025-26 prices)."
    )
