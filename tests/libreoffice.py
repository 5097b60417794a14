"""Workbooks calculated afresh by LibreOffice, and as it then saved them."""

from __future__ import annotations

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openpyxl
import pytest

AT_ONCE = 2  # runs of LibreOffice side by side
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


class Shown:
    """A workbook as another program has calculated and saved it."""

    def __init__(self, path: Path) -> None:
        self._book = openpyxl.load_workbook(path, data_only=True)
        self.sheets = list(self._book.sheetnames)

    def rows(self, sheet: str, first: int = 1) -> list[list[Any]]:
        """What every cell of a sheet shows, row by row, from one row on down."""
        return [[cell.value for cell in row] for row in self._book[sheet].iter_rows(min_row=first)]


def program() -> str:
    """`soffice`; without it the test is skipped, or fails where CI is set."""
    soffice = shutil.which("soffice")
    if not soffice and os.environ.get("CI"):
        pytest.fail("LibreOffice is not installed: apt-get install libreoffice-calc")
    if not soffice:
        pytest.skip("LibreOffice (soffice) is not installed, so it cannot calculate the workbooks")
    return soffice


def calculate(soffice: str, files: list[Path], folder: Path) -> None:
    """Saves every workbook in the folder, calculated, in a few runs."""
    at_once = min(AT_ONCE, len(files))  # without a file it waits for a person
    with ThreadPoolExecutor(at_once) as runs:
        parts = [files[i::at_once] for i in range(at_once)]
        done = runs.map(lambda i: _run(soffice, folder, str(i), parts[i]), range(at_once))
        said = "\n".join(done)
    missing = [file.name for file in files if not (folder / file.name).exists()]
    assert not missing, (missing, said)


def _run(soffice: str, folder: Path, profile: str, files: list[Path]) -> str:
    """One run of LibreOffice, with a profile of its own; what it said."""
    user = folder / "profiles" / profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS)
    command = [soffice, f"-env:UserInstallation={user.parent.as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    return done.stdout + done.stderr
