"""A Word page of our own: checked as British English, with a footer that Word numbers."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

import costavoid as ca

QUALIFIED = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = ca.appraise(ca.Pause(women=20), horizon=3, price_year="2025-26")
    return case.to_word(tmp_path_factory.mktemp("word") / "case.docx")


def test_spelling_is_checked_as_british_english(written: Path) -> None:
    styles = docx.Document(str(written)).styles.element
    languages = {lang.get(f"{QUALIFIED}val") for lang in styles.iter(f"{QUALIFIED}lang")}
    assert languages == {"en-GB"}


def test_a_footer_has_the_title_its_status_and_fields_for_the_page(written: Path) -> None:
    (page,) = docx.Document(str(written)).sections
    footer = page.footer.paragraphs[0]
    assert footer.text.startswith("Pause: business case. Draft. Written by costavoid ")
    fields = [text.text.strip() for text in footer._p.iter(f"{QUALIFIED}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_councils_own_template_keeps_its_own_footer(tmp_path: Path) -> None:
    own = docx.Document()
    own.sections[0].footer.paragraphs[0].text = "Anytown Council"
    own.save(str(tmp_path / "own.docx"))
    case = ca.appraise(ca.Pause(women=20), horizon=3, price_year="2025-26")
    made = case.to_word(tmp_path / "a.docx", template=tmp_path / "own.docx")
    assert docx.Document(str(made)).sections[0].footer.paragraphs[0].text == "Anytown Council"


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or pdftotext is not installed",
)
def test_every_page_is_numbered_by_the_program_that_opens_it(written: Path) -> None:
    folder = written.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, str(written)], check=True, capture_output=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(written.with_suffix(".pdf")), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    numbers = re.findall(r"Page (\d+) of (\d+)", text)
    last = len(numbers)
    assert last > 2
    assert numbers == [(str(page), str(last)) for page in range(1, last + 1)]
