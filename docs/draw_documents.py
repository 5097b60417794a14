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

# A document, and its page: its number, or the words it ends with.
SHOWN: dict[str, tuple[str, str | int]] = {
    "word_first_page": ("case.docx", "")
}  # a document, and its page, by number or by the words it ends with
SHEETS = ("Dashboard", "Inputs", "Cash flows", "Payers", "Deflators", "Sources", "Check")
SHOWN |= {"options_word": ("options.docx", ""), "options_word_option": ("options.docx", 2)}
SHOWN |= {"options_excel": ("options.xlsx", "")}
SHOWN |= {f"slide_{slide}": ("case.pptx", slide) for slide in range(1, 6)}
SHOWN |= {f"excel_{name.lower().replace(' ', '_')}": ("case.xlsx", name) for name in SHEETS}
DOTS_PER_INCH = "75"
FOLDER = PICTURES / "documents"


def options() -> ca.Options:
    """Three ways to spend of one invented council, doing nothing among them."""
    small = appraised("a team of two", (placements(30),), 130_000, "Team")
    whole = appraised("a team of six", (placements(90),), 310_000, "Team")
    named = {"Do nothing": None, "Do minimum: a team of two": small, "A team of six": whole}
    return ca.Options(named, preferred="A team of six")


def printed(folder: Path, document: str) -> Path:
    """A document as a PDF file, made once."""
    found = (folder / document).with_suffix(f"{Path(document).suffix}.pdf")
    if not found.exists():
        office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        made = [*office, "--convert-to", "pdf", "--outdir", str(folder), str(folder / document)]
        subprocess.run(made, check=True, capture_output=True)
        (folder / document).with_suffix(".pdf").rename(found)
    return found


def page_of(file: Path, foot: str | int) -> int:
    """The page of that number, or the first whose foot begins with some words."""
    if isinstance(foot, int):
        return foot
    said = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True)
    pages = [page.strip().splitlines() for page in said.stdout.decode().split("\f")]
    at = [i for i, page in enumerate(pages, 1) if page and page[-1].strip().startswith(foot)]
    return at[0]


def drawn(folder: Path, document: str, foot: str | int) -> bytes:
    """One page of a document as a PNG picture."""
    file = printed(folder, document)
    page = page_of(file, foot)
    ends = ["-f", str(page), "-l", str(page), "-r", DOTS_PER_INCH, "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *ends, str(file), str(folder / "page")], check=True)
    return (folder / "page.png").read_bytes()


def main() -> None:
    """Every document of one invented council, a page of each."""
    with tempfile.TemporaryDirectory() as name:
        folder, appraisal, several = Path(name), one_payer(), options()
        appraisal.to_word(folder / "case.docx")
        appraisal.to_excel(folder / "case.xlsx")
        appraisal.to_powerpoint(folder / "case.pptx")
        several.to_word(folder / "options.docx")
        several.to_excel(folder / "options.xlsx")
        for picture, (document, foot) in SHOWN.items():
            path = FOLDER / f"{picture}.png"
            path.write_bytes(drawn(folder, document, foot))
            print(path.name)


if __name__ == "__main__":
    main()
