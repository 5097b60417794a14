"""Versions kept beside one another, up to five: each is a state of the form under a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from costavoid.api.appraisal import Appraisal
from costavoid.api.options import Options
from costavoid.base.errors import InputError
from costavoid.base.plain_text import refuse_instruction
from costavoid.output.words.side_by_side import heads, rows
from costavoid.page.answered import answered
from costavoid.page.typed import Texts, query_of, read_query

MOST = 5
KEPT = "kept"
THIS = "On the page now"
LONGEST = 60  # characters of a name
_KEPT = re.compile(rf"{KEPT}\.(\d+)")
ENOUGH = f"versions: {MOST} are kept already; take one out to keep another."


@dataclass(frozen=True)
class Version:
    """One that was kept: its place, its name, and the form as it stood."""

    at: int
    name: str
    state: str


@dataclass(frozen=True)
class Compared:
    """The versions side by side with what is on the page: a table, and what to know before it.

    `refused` says why they cannot be put side by side; blank where they can.
    """

    kept: tuple[Version, ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    unlike: tuple[str, ...] = ()
    finding: str = ""
    caption: str = ""
    refused: str = ""


def split(texts: Mapping[str, str]) -> tuple[Texts, tuple[Version, ...]]:
    """The form itself, and the versions kept with it."""
    plain = {name: text for name, text in texts.items() if not name.startswith(f"{KEPT}.")}
    found = sorted((int(m[1]), text) for n, text in texts.items() if (m := _KEPT.fullmatch(n)))
    kept: list[Version] = []
    for _, text in found[:MOST]:
        name, _, state = text.partition("|")
        if name.strip() and state:
            kept.append(Version(len(kept), name.strip()[:LONGEST], state))
    return plain, tuple(kept)


def joined(texts: Mapping[str, str], kept: tuple[Version, ...]) -> Texts:
    """The form with the versions kept, as one."""
    return {**texts, **{f"{KEPT}.{one.at}": f"{one.name}|{one.state}" for one in kept}}


def with_one_more(
    kept: tuple[Version, ...], name: str, texts: Mapping[str, str]
) -> tuple[Version, ...]:
    """The versions and the form as it stands. Raises InputError for one too many."""
    if len(kept) >= MOST:
        raise InputError(ENOUGH)
    name = name.strip()[:LONGEST].replace("|", "/") or f"Version {len(kept) + 1}"
    refuse_instruction("name", name)
    taken = {one.name for one in kept} | {THIS}
    if name in taken:
        raise InputError(f"name: {name!r} is kept already; give this version another name.")
    return (*kept, Version(len(kept), name, query_of(texts)))


def without_one(kept: tuple[Version, ...], at: int) -> tuple[Version, ...]:
    """The versions but one."""
    left = [one for one in kept if one.at != at]
    return tuple(Version(i, one.name, one.state) for i, one in enumerate(left))


def compared(kept: tuple[Version, ...], now: Appraisal | None) -> Compared:
    """The versions side by side with what stands on the page."""
    if not kept:
        return Compared(())
    answers: dict[str, Appraisal] = {}
    for one in kept:
        made = answered(read_query(one.state))
        if made.answer is None:
            return Compared(kept, refused=f"{one.name}: it has no answer; take it out.")
        answers[one.name] = made.answer
    if now is not None:
        answers[THIS] = now
    try:
        page = Options(answers).page
    except InputError as error:
        return Compared(kept, refused=str(error))
    return Compared(
        kept, heads(page), rows(page), page.unlike, page.finding, f"{page.about}. {page.caption}"
    )
