"""What is given on the command line for a new file: fields and settings, checked one by one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from costavoid.appraisal.run import check
from costavoid.appraisal.settings import Settings
from costavoid.base.errors import InputError, nearest
from costavoid.base.frozen import Frozen
from costavoid.base.years import Day, given_day, given_year, year_of
from costavoid.cases.reading import YEAR, made, taken_apart, text_only
from costavoid.cases.settings import CaseSettings
from costavoid.cases.toml import parsed
from costavoid.cases.writing import line
from costavoid.cashflow.draws import Drawing
from costavoid.evidence.catalogue import default
from costavoid.evidence.figures import figure
from costavoid.localdata.councils.localise import check_words, figures_for
from costavoid.localdata.councils.profile import Council, council
from costavoid.localdata.councils.table import measures
from costavoid.programme.fields import value_words

DAY = get_args(Day)[-1]


def filled_in(cls: type[Frozen], given: Mapping[str, str]) -> dict[str, str]:
    """The fields of a programme, and settings, each as TOML writes it.

    A year or a day is written as the library writes it. Raises InputError for a field there is
    not, or a value that it does not take.
    """
    classes = (cls, CaseSettings)
    for field in given:
        if not any(field in each.model_fields for each in classes):
            known = {name for each in classes for name in each.model_fields}
            raise InputError(f"{field}: there is no such field. {nearest(field, known)}")
    told: dict[str, str] = {}
    for each in classes:
        own = {f: _as_toml(v, each, f) for f, v in given.items() if f in each.model_fields}
        own = {f: v for f, v in own.items() if f not in told}
        _check(each, own)
        told |= {f: _in_its_form(v, each, f) for f, v in own.items()}
    return {field: told[field] for field in given}


def published_of(told: Mapping[str, str]) -> str:
    """What is published of the council given, as a note: which figures stand for England's."""
    name = parsed(_document({"council": told["council"]}))["council"] if "council" in told else ""
    if not name:
        return ""
    whose = council(name)
    standing = [default(m.default) for m in measures().values() if m.default]
    lines = [
        f"- {own.id}: {value_words(own)} (England {value_words(england)})"
        for own, england in zip(figures_for(whose, standing), standing, strict=True)
        if own.value != england.value
    ]
    return "\n".join(
        [
            f"Published of {whose.name}, and used in the place of England's where the case has no "
            "number of your own: averages, mixed providers and staff included, not what one case "
            "fewer saves.",
            *lines,
            *_applications(whose),
        ]
    )


def _applications(whose: Council) -> list[str]:
    """Its care applications in a year: a baseline to begin from, where a case asks for one."""
    try:
        found = whose.figure("care_applications_rate", as_count=True)
    except InputError:  # counted with another council's, or not at all
        return []
    return [f"- {found.label}, children of all ages: some {figure(found.value)}"]


def check_settings(settings: Mapping[str, str], told: Mapping[str, str]) -> None:
    """Raises InputError for settings with which no programme can be appraised.

    `told` is all that was given, the programme's start with it.
    """
    given = parsed(_document({f: v for f, v in settings.items() if f in CaseSettings.model_fields}))
    plain = {f: v for f, v in given.items() if v is not False}
    if "draws" in plain:
        Drawing(**{f: v for f, v in plain.items() if f in Drawing.model_fields})
    check_words(plain.get("council"), plain.get("against"))
    of_run = {f: v for f, v in plain.items() if f in Settings.model_fields and f != "adjustments"}
    start = parsed(_document({f: v for f, v in told.items() if f == "start"})).get("start")
    first = year_of(start) if isinstance(start, date) else of_run["price_year"]
    check(Settings(**{"first_year": first, **of_run}), start or None)


def _takes(cls: type[Frozen], field: str) -> tuple[Any, ...]:
    info = cls.model_fields[field]
    return (*taken_apart(info.annotation), *info.metadata)


def _as_toml(value: str, cls: type[Frozen], field: str) -> str:
    """A value from the command line: as TOML, or else words; a field of text takes only words."""
    try:
        read = tomllib.loads(f"x = {value}")
        alone = list(read) == ["x"] and "\n" not in value
    except (ValueError, RecursionError):
        alone = False
    takes = _takes(cls, field)
    if alone and (isinstance(read["x"], str) or YEAR in takes or not text_only(takes)):
        return value.strip()
    return line("x", value).removeprefix("x = ")


def _document(told: Mapping[str, str]) -> bytes:
    return "\n".join(f"{field} = {value}" for field, value in told.items()).encode()


def _check(cls: type[Frozen], told: Mapping[str, str]) -> None:
    """Raises InputError for a value that its field does not take; what is missing may come yet."""
    try:
        made(cls, parsed(_document(told)))
    except InputError as error:
        heads = tuple(f"{field}{end}" for field in told for end in ":.[")
        lines = [line for line in str(error).splitlines() if line.startswith(heads)]
        if lines:
            raise InputError("\n".join(lines)) from None


def _in_its_form(value: str, cls: type[Frozen], field: str) -> str:
    """The same value, a year or a day as the library writes it."""
    takes, read = _takes(cls, field), parsed(_document({field: value}))[field]
    if not isinstance(read, str):
        return value
    if YEAR in takes:
        return f'"{given_year(read)}"'
    return given_day(read).isoformat() if DAY in takes else value
