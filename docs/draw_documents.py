"""Pictures of the documents as people see them: the first page in Word, the sheets in Excel.

Needs LibreOffice and pdftoppm. Run it after a change to the documents, and look at what changed:
python docs/draw_documents.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from draw_pictures import PICTURES, one_payer

SHOWN = {"word": ("case.docx", 1), "excel": ("case.xlsx", 1)}
DOTS_PER_INCH = "75"
FOLDER = PICTURES / "documents"


def drawn(folder: Path, document: str, page: int) -> bytes:
    """One page of a document as a PNG picture."""
    office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    made = [*office, "--convert-to", "pdf", "--outdir", str(folder), str(folder / document)]
    subprocess.run(made, check=True, capture_output=True)
    printed = (folder / document).with_suffix(".pdf")
    ends = ["-f", str(page), "-l", str(page), "-r", DOTS_PER_INCH, "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *ends, str(printed), str(folder / "page")], check=True)
    return (folder / "page.png").read_bytes()


def main() -> None:
    """Every document of one invented council, a page of each."""
    with tempfile.TemporaryDirectory() as name:
        folder, appraisal = Path(name), one_payer()
        appraisal.to_word(folder / "case.docx")
        appraisal.to_excel(folder / "case.xlsx")
        for picture, (document, page) in SHOWN.items():
            path = FOLDER / f"{picture}_first_page.png"
            path.write_bytes(drawn(folder, document, page))
            print(path.name)


if __name__ == "__main__":
    main()
