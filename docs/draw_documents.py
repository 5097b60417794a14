"""Pictures of the documents as people see them: the first page in Word, sheets in Excel.

Needs LibreOffice and pdftoppm. Run it after a change to the documents, and look at what changed:
python docs/draw_documents.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from draw_pictures import PICTURES, one_payer

SHOWN = {"word_first_page": ("case.docx", "")}  # a document, and the words its page ends with
SHEETS = ("Dashboard", "Inputs", "Cash flows", "Payers", "Deflators", "Sources", "Check")
SHOWN |= {f"excel_{name.lower().replace(' ', '_')}": ("case.xlsx", name) for name in SHEETS}
DOTS_PER_INCH = "75"
FOLDER = PICTURES / "documents"


def printed(folder: Path, document: str) -> Path:
    """A document as a PDF file, made once."""
    found = (folder / document).with_suffix(f"{Path(document).suffix}.pdf")
    if not found.exists():
        office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        made = [*office, "--convert-to", "pdf", "--outdir", str(folder), str(folder / document)]
        subprocess.run(made, check=True, capture_output=True)
        (folder / document).with_suffix(".pdf").rename(found)
    return found


def page_of(file: Path, foot: str) -> int:
    """The first page whose foot begins with some words; the first of all without any."""
    said = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True)
    pages = [page.strip().splitlines() for page in said.stdout.decode().split("\f")]
    at = [i for i, page in enumerate(pages, 1) if page and page[-1].strip().startswith(foot)]
    return at[0]


def drawn(folder: Path, document: str, foot: str) -> bytes:
    """One page of a document as a PNG picture."""
    file = printed(folder, document)
    page = page_of(file, foot)
    ends = ["-f", str(page), "-l", str(page), "-r", DOTS_PER_INCH, "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *ends, str(file), str(folder / "page")], check=True)
    return (folder / "page.png").read_bytes()


def main() -> None:
    """Every document of one invented council, a page of each."""
    with tempfile.TemporaryDirectory() as name:
        folder, appraisal = Path(name), one_payer()
        appraisal.to_word(folder / "case.docx")
        appraisal.to_excel(folder / "case.xlsx")
        for picture, (document, foot) in SHOWN.items():
            path = FOLDER / f"{picture}.png"
            path.write_bytes(drawn(folder, document, foot))
            print(path.name)


if __name__ == "__main__":
    main()
