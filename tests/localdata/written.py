"""Returns written by hand, a few rows at a time, for tests of reading."""

from __future__ import annotations

import zipfile
from pathlib import Path

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
ENOUGH = 30  # children beside, so that a return is not too small to read


def episode(child: str, start: str, end: str = "", **codes: str) -> str:
    """One row: codes not given are those of a first foster placement under section 20."""
    usual = {"rne": "S", "ls": "V2", "cin": "N1", "place": "U4", "provider": "PR1"}
    usual["rec"] = "X1" if end else ""
    c = usual | codes
    return (
        f"{child},{start},{c['rne']},{c['ls']},{c['cin']},{c['place']},{c['provider']},{end},"
        f"{c['rec']},,AB1 2CD,AB1 2CE,SC123456"
    )


def others(year: int) -> list[str]:
    """Children who are in one foster placement all year."""
    return [episode(f"OTHER{i:03d}", f"{i % 28 + 1:02d}/05/{year - 1}") for i in range(ENOUGH)]


def header(*children: str, born: str = "01/01/2015") -> str:
    """A Header table of these and the others."""
    ids = [*children, *(f"OTHER{i:03d}" for i in range(ENOUGH))]
    return "\n".join([HEADER, *(f"{id},1,{born},WBRI,UN1,," for id in ids)]) + "\n"


def write(folder: Path, years: dict[int, list[str]], children: tuple[str, ...]) -> Path:
    """A folder of returns: the rows of each year, and the others beside."""
    for year, rows in years.items():
        place = folder / str(year)
        place.mkdir(parents=True)
        (place / "header.csv").write_text(header(*children), encoding="utf-8")
        listed = [EPISODES, *rows, *(others(min(years)))]
        (place / "episodes.csv").write_text("\n".join(listed) + "\n", encoding="utf-8")
    return folder


def packed(folder: Path, file: Path) -> Path:
    """The folder as a zip."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for each in sorted(folder.rglob("*.csv")):
            made.write(each, each.relative_to(folder.parent).as_posix())
    return file
