"""Which council is meant by a name, a common short form or a code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from costavoid.base.errors import LONGEST_NAME, InputError, shown
from costavoid.localdata.councils.table import Area, areas, districts

# What people put before or after the name of a place.
TITLES = re.compile(
    r"^(?:the )?(?:(?:london|royal|metropolitan) )*(?:borough|city|county|council)(?: council)? of "
    r"|(?: (?:london|royal|metropolitan|borough|county|city|district|unitary|council|authority|"
    r"mbc|cc|bc|dc))+$"
)
OFFERED, CLOSE = 3, 0.75  # near misses, and how near


def plain(name: str) -> str:
    """A name without its capitals and its marks: "St. Helens" and "st helens" are one."""
    text = name.casefold().replace("&", " and ")
    return " ".join(re.sub(r"['’.,()]", "", text).replace("-", " ").split())


def bare(name: str) -> str:
    """The same without what kind of council it is."""
    return TITLES.sub("", TITLES.sub("", plain(name))).strip()


@cache
def _by_name() -> Mapping[str, Area]:
    """Every council by all it is called; one that runs services today goes first."""
    found: dict[str, Area] = {}
    councils = [area for area in areas().values() if area.kind == "council"]
    for area in sorted(councils, key=lambda each: bool(each.ended)):
        for called in (area.code, area.ons, area.name, *area.short):
            if called:
                found.setdefault(plain(called), area)
    return MappingProxyType(found)


def found(name: object) -> Area:
    """The council of this name. Raises InputError offering the nearest.

    For a district, the council that runs its children's services is named; a region is refused.
    """
    if not isinstance(name, str) or not name.strip():
        raise InputError(
            f"council: {shown(name)} given; give its name or code, such as 'Hackney' or '204'."
        )
    known, said = _by_name(), name[:LONGEST_NAME]
    for key in (plain(said), bare(said)):
        if key in known:
            return known[key]
    _refuse_district(said)
    for area in areas().values():
        if area.kind != "council" and plain(area.name) == plain(said):
            raise InputError(f"council: {shown(name)} given, which is no council; give one in it.")
    raise InputError(f"council: {shown(name)} given. {_offered(said)}")


def _refuse_district(said: str) -> None:
    """Raises InputError for a council without children's services, naming the one that has them."""
    for district, (runs, ended) in districts().items():
        if plain(district) in (plain(said), bare(said)):
            was = f", a district until {ended}" if ended else ""
            raise InputError(
                f"council: {shown(said)} given{was}; children's services there are run by {runs}: "
                f"give {runs!r}."
            )


def _offered(said: str) -> str:
    """The nearest names, as a sentence."""
    runs_there = {plain(district): runs for district, (runs, _) in districts().items()}
    known = (*_by_name(), *runs_there)
    offered = [
        _by_name()[key].name if key in _by_name() else f"{runs_there[key]} (for {key.title()})"
        for key in get_close_matches(bare(said) or plain(said), known, n=OFFERED, cutoff=CLOSE)
    ]
    if offered:
        return f"Did you mean {' or '.join(dict.fromkeys(offered))}?"
    return "Give the name of an English council that runs children's services, such as 'Hackney'."
