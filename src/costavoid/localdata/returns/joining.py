"""Years joined into one row an episode, with each repair counted.

The rules are those of SocialFinanceDigitalLabs' liia-tools-pipeline (`fix_episodes`), which leave a
gap in care a gap; each changes an end, or leaves a row out, and none makes up a start.
"""

from __future__ import annotations

import numpy as np

from costavoid.localdata.returns.codes import SAME_DAY, SHORT_BREAKS, START, TEMPORARY
from costavoid.localdata.returns.frames import NO_DAY
from costavoid.localdata.returns.rows import NONE, Rows, Whole, april, code, codes

OPEN = np.iinfo(np.int32).max  # an end not known yet
REPAIRS = {  # what is met, and what is done with it
    "rows without a child or a start": "left out",
    "rows that start after the end of their return": "left out",
    "rows that end before they start, or the same day": "left out",
    "rows of a child without a date of birth in Header": "left out",
    "children with an asylum-seeking row, left out by uasc=False": "left out",
    "episodes sent again in a later year": "one row kept: the newest with an end",
    "open rows of an earlier year, child starts again later": "ended by 31 March of that year",
    "open rows before another episode": "ended where the next begins",
    "open rows of an earlier year, never seen again": "ended on 31 March of that year; why unknown",
    "overlaps": "the earlier ended where the next begins",
    "gaps after an end that says there is none (X1)": "closed",
    "gaps": "left as the end of one period of care and the start of another",
    "ends after the last return": "taken as still open",
    "reasons for leaving without an end": "set aside",
    "short breaks (V3, V4)": "left out",
    "temporary placements (T0 to T4)": "counted as the placement they interrupt",
    "dates with two-digit years": "read as 20yy to 2068, 19yy after",
    "dates of birth that differ between years: the newest kept": "the newest kept",
    "rows of earlier years in a file of one year": "read as several years",
    "rows of returns named by the year in which they begin": "taken for the year after",
}


def joined(rows: Rows, uasc: bool) -> Rows:
    """The episodes of all years in order, one row each, repaired; counts in `rows.repairs`."""
    counts = {name: rows.repairs.get(name, 0) for name in REPAIRS}
    rows.repairs = counts
    _leave_out(rows, uasc)
    order = np.lexsort((rows["year"], rows["end"] != NO_DAY, rows["start"], rows["child"]))
    rows.keep(order)
    again = _same(rows, "child") & _same(rows, "start")
    counts["episodes sent again in a later year"] = int(again.sum())
    rows.keep(np.append(~again[1:], True) if len(rows) else again)
    _ends(rows)
    _overlaps_and_gaps(rows)
    short = np.isin(rows["LS"], codes("LS", SHORT_BREAKS))
    counts["short breaks (V3, V4)"] = int(short.sum())
    rows.keep(~short)
    return rows


def _same(rows: Rows, name: str) -> Whole:
    """Whether a row has the value of the one before."""
    values = rows[name]
    return np.append(False, values[1:] == values[:-1])[: len(values)]


def _leave_out(rows: Rows, uasc: bool) -> None:
    counts = rows.repairs

    def drop(which: Whole, name: str) -> None:
        counts[name] += int(which.sum())
        rows.keep(~which)

    drop((rows["child"] == NONE) | (rows["start"] == NO_DAY), "rows without a child or a start")
    lasts = np.array([april(y + 1) for y in range(rows.first, rows.last + 1)] or [0])
    late = rows["start"] >= lasts[np.maximum(rows["year"] - rows.first, 0)]
    drop(late, "rows that start after the end of their return")
    ended = rows["end"] != NO_DAY
    counts["reasons for leaving without an end"] = int((~ended & (rows["REC"] != NONE)).sum())
    rows["REC"][~ended] = NONE
    drop(ended & (rows["end"] <= rows["start"]), "rows that end before they start, or the same day")
    unknown = rows.born[rows["child"]] == NO_DAY
    drop(unknown, "rows of a child without a date of birth in Header")
    if not uasc:
        seeking = rows.asylum[rows["child"]]
        name = "children with an asylum-seeking row, left out by uasc=False"
        counts[name] = len(np.unique(rows["child"][seeking]))
        rows.keep(~seeking)


def _next(rows: Rows) -> tuple[Whole, Whole, Whole]:
    """Whether the child has another row, its start, and whether it says that care starts."""
    n = len(rows)
    more = np.append(rows["child"][1:] == rows["child"][:-1], False)[:n]
    start = np.append(rows["start"][1:], OPEN)[:n]
    begins = np.append(rows["RNE"][1:] == code("RNE", START), False)[:n]
    return more, start, begins


def _ends(rows: Rows) -> None:
    """Every open row of an earlier year, or before another, is given an end."""
    counts, end, reason = rows.repairs, rows["end"], rows["REC"]
    more, start, begins = _next(rows)
    open_ = end == NO_DAY
    apart = more & ~open_ & (end < start) & (reason != code("REC", SAME_DAY))
    counts["gaps"] = int(apart.sum())
    lasts = np.array([april(y + 1) - 1 for y in range(rows.first, rows.last + 1)] or [0])
    last = lasts[np.maximum(rows["year"] - rows.first, 0)]
    again = open_ & more & begins
    end[again] = np.maximum(np.minimum(last, start - 1), rows["start"] + 1)[again]
    counts["open rows of an earlier year, child starts again later"] = int(again.sum())
    goes_on = open_ & more & ~begins
    end[goes_on] = start[goes_on]
    reason[goes_on] = code("REC", SAME_DAY)
    counts["open rows before another episode"] = int(goes_on.sum())
    lost = open_ & ~more & (rows["year"] < rows.last)
    end[lost] = np.maximum(last, rows["start"] + 1)[lost]
    reason[lost] = code("REC", "E99")
    reason[again] = code("REC", "E99")
    counts["open rows of an earlier year, never seen again"] = int(lost.sum())
    still = open_ & ~more & ~lost
    end[still] = OPEN
    beyond = ~still & (end >= april(rows.last + 1)) & ~more
    counts["ends after the last return"] = int(beyond.sum())
    end[beyond], reason[beyond] = OPEN, NONE


def _overlaps_and_gaps(rows: Rows) -> None:
    counts, end, reason = rows.repairs, rows["end"], rows["REC"]
    more, start, _ = _next(rows)
    over = more & (end > start)
    counts["overlaps"] = int(over.sum())
    end[over], reason[over] = start[over], code("REC", SAME_DAY)
    said = more & (end < start) & (reason == code("REC", SAME_DAY))
    counts["gaps after an end that says there is none (X1)"] = int(said.sum())
    end[said] = start[said]


def uninterrupted(rows: Rows, new: Whole) -> tuple[Whole, Whole]:
    """Type and provider of each row, a temporary placement's those of the one it interrupts.

    `new` marks the first row of a period of care; one that begins with a temporary placement is
    of the placement that follows it, if any.
    """
    temporary = np.isin(rows["PLACE"], codes("PLACE", TEMPORARY))
    rows.repairs["temporary placements (T0 to T4)"] = int(temporary.sum())
    place, provider = rows["PLACE"].copy(), rows["PLACE_PROVIDER"].copy()
    at = np.arange(len(rows))
    period = np.cumsum(new)
    before = np.maximum.accumulate(np.where(~temporary, at, -1)) if len(at) else at
    fits = temporary & (before >= 0)
    fits &= period[np.maximum(before, 0)] == period
    place[fits], provider[fits] = place[before[fits]], provider[before[fits]]
    return place, provider
