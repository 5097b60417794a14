"""What a field is called on the form, and how to fill it, from the descriptions of the fields."""

from __future__ import annotations

import re

from costavoid.programme.fields import Entry, part

NAMES = {"start": "First day", "months": "Months it runs", "weeks": "Weeks it runs"}
_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
_ID = re.compile(r" \(`[^`]*`\)")


def label_of(entry: Entry) -> str:
    """What a field is called: the first of what is said of it, without an id."""
    if entry.name in NAMES:
        return NAMES[entry.name]
    said = without_code(_ID.sub("", entry.what))
    return re.split(r"(?<=[a-z\d)])\. |[:;] ", said, maxsplit=1)[0].rstrip(".")


def help_of(entry: Entry) -> str:
    """The rest of what is said of it, and how it is given."""
    said = without_code(_ID.sub("", entry.what)).rstrip(".")
    rest = said.removeprefix(label_of(entry)).lstrip(".:; ")
    how = entry.how.replace(", or an Estimate", "").replace("an Estimate", "a number")
    how = how.replace(", or a `Budget` of posts and other costs", "")
    told = [rest[:1].upper() + rest[1:]] if rest else []
    if part(entry.value) or how == "words" or re.search(r"`[A-Z]", how):
        return ". ".join(told)  # the name of a class says nothing to a reader
    how = (
        how.replace("2026-10-01", "1 October 2026")
        .replace(" (`True` or `False`)", "")
        .replace("GBP", "£")
        .replace("'", "")
    )
    return ". ".join([*told, how[:1].upper() + how[1:]])


def without_code(text: str) -> str:
    """A sentence of a docstring for those who read no code: names of fields as words."""
    return _NAME.sub(lambda found: found[0].replace("_", " "), text.replace("`", ""))
