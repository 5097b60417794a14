"""`invent_903`: a folder of invented returns, in the form a council's are exported in."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from costavoid.base.asked import a_number
from costavoid.base.errors import InputError, shown
from costavoid.localdata.returns.codes import EPISODES, SAME_DAY, START
from costavoid.localdata.returns.invented import Invented, invent
from costavoid.localdata.returns.rows import april

MARK = "INVENTED"
SAID = "invented, no real child"
EPOCH = date(1970, 1, 1)
MOST_STARTS, MOST_YEARS, BEFORE = 50_000, 25, 12
README = (
    "INVENTED DATA. No child in these files is real. They were made by costavoid.invent_903, set "
    "to England's published tables of children looked after, for tests and for trying out.\n"
)
SHORT = {"L1": 2, "L2": 7}  # days after which care goes on under section 20, without an order
Row = tuple[str, ...]


def invent_903(
    folder: Any, *, starts: int = 100, years: int = 10, end: int = 2025, seed: int = 1
) -> Path:
    """A folder of invented SSDA903 returns, one a year, set to England's published tables.

    About `starts` children start to be looked after each year; the last of `years` returns ends on
    31 March of `end`. The same `seed` gives the same children. Every file says in each row that it
    is invented. Returns the folder. Raises InputError where it holds something already.
    """
    a_year = _whole(starts, "starts", 1, MOST_STARTS)
    many, last = _whole(years, "years", 1, MOST_YEARS), _whole(end, "end", 2010, 2100)
    chosen = _whole(seed, "seed", 0, 2**63)
    where = _empty_folder(folder)
    random = np.random.default_rng(chosen)
    made = invent(a_year * (many + BEFORE), many, last, random)
    write(made, where, range(last - many + 1, last + 1))
    return where


def _whole(given: Any, field: str, least: int, most: int) -> int:
    wanted = f"a whole number from {least:,} to {most:,}"
    number = a_number(given, f"invent_903, {field}", wanted)
    if number != int(number) or not least <= number <= most or isinstance(given, bool):
        raise InputError(f"invent_903, {field}: {shown(given)} given; give {wanted}.")
    return int(number)


def _empty_folder(given: Any) -> Path:
    if not isinstance(given, str | Path) or not str(given).strip():
        raise InputError(f"invent_903, folder: {shown(given)} given; give the path of a folder.")
    folder = Path(given)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(
                f"invent_903, folder: {shown(str(given))} given, which holds something already; "
                "give a new one."
            )
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"invent_903, folder: {shown(str(given))} given, which cannot be made; give another."
        ) from None
    return folder


def write(made: Invented, folder: Path, years: range) -> None:
    """One folder a year: episodes, header and uasc, each row marked as invented."""
    rows = episodes_of(made)
    first = np.array([start for start, *_ in rows])
    ends = np.array([end for _, end, *_ in rows])
    (folder / "README.txt").write_text(README, encoding="utf-8")
    for year in years:
        inside = np.flatnonzero((first < april(year + 1)) & (ends >= april(year)))
        listed = [rows[i] for i in inside]
        here = sorted({row[2] for row in listed})
        place = folder / str(year)
        place.mkdir()
        _csv(place / "episodes.csv", EPISODES, [_row(row, year) for row in listed])
        header = ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
        sex = ("F", "M") if year >= 2025 else ("2", "1")  # the codes of the year
        of = [(_id(c), sex[c % 2], day(made.born[c]), "NOBT", "UN1", "", "") for c in here]
        _csv(place / "header.csv", header, of)
        asylum = [(_id(c), sex[c % 2], day(made.born[c]), "") for c in here if made.asylum[c]]
        _csv(place / "uasc.csv", ("CHILD", "SEX", "DOB", "DUC"), asylum)


Episode = tuple[int, int, int, str, str, str, str, str, str]


def episodes_of(made: Invented) -> list[Episode]:
    """Start, end, child, and the codes of each episode: placements cut where the status changes."""
    found: list[Episode] = []
    before = -1
    for i in range(len(made.child)):
        child, start, end = int(made.child[i]), int(made.start[i]), int(made.end[i])
        changes = _statuses(made, child, int(made.start[made.child.searchsorted(child)]))
        cuts = sorted({start, *(d for d, _ in changes if start < d < end)})
        for k, cut in enumerate(cuts):
            until = cuts[k + 1] if k + 1 < len(cuts) else end
            status = [code for d, code in changes if d <= cut][-1]
            changed = any(d == cut for d, _ in changes)
            new = START if child != before else ("L" if k else ("B" if changed else "P"))
            over = bool(made.last[i]) and until == end
            reason = str(made.reason[child]) if over else SAME_DAY
            codes = (new, status, str(made.need[child]), str(made.place[i]))
            found.append((cut, until, child, *codes, str(made.provider[i]), reason))
            before = child
    return found


def _statuses(made: Invented, child: int, start: int) -> list[tuple[int, str]]:
    """From which day each legal status holds."""
    status = str(made.status[child])
    order, final = int(made.order[child]), int(made.final[child])
    changes = [(start, status)]
    if status in SHORT and order < 0:
        changes.append((start + SHORT[status], "V2"))
    if order > start:
        changes.append((order, "C1"))
    if final >= 0:
        changes.append((max(final, start), str(made.then[child])))
    changes.sort(key=lambda each: each[0])
    return changes


def _id(child: int) -> str:
    return f"INV{child:07d}"


def day(number: int) -> str:
    """A day as the return writes it."""
    return (EPOCH + timedelta(days=int(number))).strftime("%d/%m/%Y")


def _row(episode: Episode, year: int) -> Row:
    start, end, child, new, status, need, place, provider, reason = episode
    over = end < april(year + 1)
    ended = (day(end), reason) if over else ("", "")
    return (_id(child), day(start), new, status, need, place, provider, *ended)


def _csv(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*columns, MARK))
        writer.writerows((*row, SAID) for row in rows)
