"""What stands in the form: text by name, as a browser sends a form and an address holds it.

A name is the place of a field in a case file ("changes.0.pathway.cost"), a part of a number with a
point after it ("placement.source"), or a part of a number of one's own in the place of one of the
library's ("own:placement.foster.any.week:value").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from costavoid.base.errors import InputError

Texts = dict[str, str]

MOST = 400_000  # characters of a whole form
MOST_NAMES = 5_000
OWN = re.compile(r"own:(?P<id>[a-z0-9_.]+):(?P<part>[a-z_.]+)")
_NAME = re.compile(r"[A-Za-z0-9_.:\[\]-]{1,300}")


def read_query(query: str) -> Texts:
    """The texts that a query string holds; blank ones are left out, and so is a name twice.

    Raises InputError for more than any form holds.
    """
    if len(query) > MOST:
        raise InputError(
            f"form: more than {MOST:,} characters given; a case is a page or two, so begin anew "
            "or drop a case file on the page."
        )
    try:
        pairs = parse_qsl(query, max_num_fields=MOST_NAMES)
    except ValueError:
        raise InputError(f"form: more than {MOST_NAMES:,} fields given; begin anew.") from None
    found: Texts = {}
    for name, text in pairs:
        if _NAME.fullmatch(name) and text.strip():
            found.setdefault(name, text.strip())
    return found


def query_of(texts: Mapping[str, str]) -> str:
    """The query string that holds these texts."""
    return urlencode({name: text for name, text in texts.items() if text})


def inside(place: str, name: str) -> bool:
    """Whether a name is this place or in it."""
    return name == place or name.startswith(f"{place}.")


def without(texts: Mapping[str, str], place: str) -> Texts:
    """The texts but those of one place."""
    return {name: text for name, text in texts.items() if not inside(place, name)}


def own_name(id: str, part: str) -> str:
    """The name of a part of a number of one's own in the place of another."""
    return f"own:{id}:{part}"


def own_ids(names: Iterable[str]) -> list[str]:
    """The ids of the numbers that have one of one's own in their place, in order."""
    found = (OWN.fullmatch(name) for name in names)
    return list(dict.fromkeys(match["id"] for match in found if match))


def number_of_items(texts: Mapping[str, str], place: str) -> int | None:
    """How many items a list has; None where the form says nothing of it."""
    said = texts.get(place)
    if said is None or not re.fullmatch(r"\d{1,3}", said):
        return None
    return int(said)
