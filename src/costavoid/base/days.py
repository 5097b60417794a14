"""A day as people write it: 2026-10-01, 1 October 2026, 01/10/2026 with the day first."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY, _YEAR, _WORD = (
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?",
    r"(?P<year>[0-9]{4})",
    r"(?P<word>[a-z]+)\.?",
)
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})([/.-])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})",
        rf"{_DAY}[ -](?:of )?{_WORD},?[ -]{_YEAR}",
        rf"{_WORD} {_DAY},? {_YEAR}",
    )
)


def day_of(text: str) -> date | None:
    """The day that a text plainly means; None where it means none, or could mean two.

    A day of figures alone is read as in Britain, its day first, unless it begins with the year.
    """
    plain = " ".join(text.lower().replace("\u2010", "-").replace("\u2011", "-").split())
    for pattern in _WRITTEN:
        match = pattern.fullmatch(plain)
        if match:
            parts = match.groupdict()
            month = int(parts["month"]) if "month" in parts else _month(parts["word"])
            return _date(int(parts["year"]), month, int(parts["day"]))
    return None


def _month(word: str) -> int:
    """The number of a month by its name or the first three or four letters of it; else 0."""
    short = 3 <= len(word) <= 4
    found = [
        n for n, name in enumerate(MONTHS, 1) if name == word or (short and name.startswith(word))
    ]
    return found[0] if found else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
