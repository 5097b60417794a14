"""Pictures of the documents as people see them: pages in Word, sheets in Excel, slides.

Needs LibreOffice and pdftoppm. Run it after a change to the documents, and look at what changed:
python docs/draw_documents.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from draw_pictures import PICTURES, appraised, one_payer, placements

import costavoid as ca

# Each picture: the document, the page or slide, and the dots to the inch.
SHOWN = {
    "word_first_page": ("case.docx", 1, 75),
    "excel_first_page": ("case.xlsx", 1, 75),
    "options_word": ("options.docx", 1, 75),
    "options_word_option": ("options.docx", 2, 75),
    "options_excel": ("options.xlsx", 1, 75),
    **{f"slide_{slide}": ("case.pptx", slide, 60) for slide in range(1, 6)},
}
FOLDER = PICTURES / "documents"


def options() -> ca.Options:
    """Three ways to spend of one invented council, doing nothing among them."""
    small = appraised("a team of two", (placements(30),), 130_000, "Team")
    whole = appraised("a team of six", (placements(90),), 310_000, "Team")
    named = {"Do nothing": None, "Do minimum: a team of two": small, "A team of six": whole}
    return ca.Options(named, preferred="A team of six")


def printed(folder: Path, document: str) -> Path:
    """A document as LibreOffice prints it."""
    office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    made = [*office, "--convert-to", "pdf", "--outdir", str(folder), str(folder / document)]
    subprocess.run(made, check=True, capture_output=True)
    found = folder / f"{document}.pdf"
    return (folder / document).with_suffix(".pdf").replace(found)


def drawn(paper: Path, page: int, dots: int) -> bytes:
    """One page of it as a PNG picture."""
    picture = paper.with_name("page")
    ends = ["-f", str(page), "-l", str(page), "-r", str(dots), "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *ends, str(paper), str(picture)], check=True)
    return picture.with_suffix(".png").read_bytes()


def main() -> None:
    """Every document of one invented council, a page of each."""
    with tempfile.TemporaryDirectory() as name:
        folder, appraisal, several = Path(name), one_payer(), options()
        appraisal.to_word(folder / "case.docx")
        appraisal.to_excel(folder / "case.xlsx")
        appraisal.to_powerpoint(folder / "case.pptx")
        several.to_word(folder / "options.docx")
        several.to_excel(folder / "options.xlsx")
        papers = {document: printed(folder, document) for document, _, _ in SHOWN.values()}
        for picture, (document, page, dots) in SHOWN.items():
            path = FOLDER / f"{picture}.png"
            path.write_bytes(drawn(papers[document], page, dots))
            print(path.name)


if __name__ == "__main__":
    main()
