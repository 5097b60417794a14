"""A case: a programme with how it is to be appraised, as a file holds it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

from costavoid.api.appraisal import Appraisal
from costavoid.api.appraise import appraise
from costavoid.appraisal.answer import an_answer
from costavoid.base.asked import several
from costavoid.base.errors import InputError, nearest
from costavoid.base.executors import Progress
from costavoid.base.files import replacing
from costavoid.base.frozen import Frozen
from costavoid.base.years import year_of
from costavoid.cases.reading import made
from costavoid.cases.settings import Beside, CaseSettings
from costavoid.cases.toml import join, parsed, read, shown
from costavoid.cases.writing import toml, toml_table
from costavoid.cashflow.draws import Drawing
from costavoid.evidence.estimate import Estimate
from costavoid.localdata.councils.localise import check_words, not_published
from costavoid.programme.base import Intervention
from costavoid.programme.delivery import Delivery
from costavoid.programme.interventions import PROGRAMMES
from costavoid.programme.outcomes import Outcome
from costavoid.programme.span import Span

LONGEST_SPAN = 400  # years: holds every start a programme may have
FILL_IN = "fill in"  # what a new file has in the place of what only its owner knows
# Settings without a default, with an example of each as a file has it.
REQUIRED_SETTINGS = {"horizon": "5", "price_year": '"2025-26"'}


@dataclass(frozen=True, init=False)
class Case:
    """What `appraise` takes, held together: a programme, settings, and a council's own overrides.

    Any setting may be left out and given to `.appraise` later. Raises InputError for a setting
    there is not, or what it cannot be.
    """

    intervention: Intervention
    settings: CaseSettings
    overrides: tuple[Estimate, ...]
    _file: bytes = field(repr=False, compare=False)  # read from it, comments and all; else empty

    def __init__(
        self,
        intervention: Intervention,
        *,
        overrides: Estimate | Iterable[Estimate] = (),
        **settings: Any,
    ) -> None:
        if not isinstance(intervention, Intervention):
            raise InputError(
                f"intervention: {type(intervention).__name__} given; give a programme, such as "
                "costavoid.Pause(women=20)."
            )
        wanted = "a list of Estimates, each with the id of the number it replaces"
        one = isinstance(overrides, Estimate)
        listed = (overrides,) if one else tuple(several(overrides, "overrides", wanted))
        beside = Beside(settings=CaseSettings(**settings), overrides=listed)
        self._hold(intervention, beside)

    def _hold(self, intervention: Intervention, beside: Beside, file: bytes = b"") -> None:
        settings = dict(beside.settings)
        check_words(settings["council"], settings["against"])
        for name, value in (
            ("intervention", intervention),
            ("settings", beside.settings),
            ("overrides", beside.overrides),
            ("_file", file),
        ):
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, appraisal: Appraisal) -> Self:
        """The case that gives this appraisal again.

        A council's published figures follow from its name; a trend that they gave stands in the
        programme.
        """
        settings = dict(an_answer(appraisal).settings)
        drawing, _ = settings.pop("drawing"), settings.pop("against")
        settings |= dict(drawing) if drawing else {}
        own = not_published(appraisal.overrides, settings["council"])
        return cls(appraisal.intervention, overrides=own, **settings)

    @classmethod
    def read(cls, file: bytes) -> Self:
        """The case that the bytes of a TOML file describe; `load` reads one by its path."""
        if not isinstance(file, bytes):
            raise InputError(
                f"file: {shown(file)} given; give the bytes of a TOML file, or load(path)."
            )
        document = parsed(file)
        _refuse_unfilled(document)
        if "programme" not in document:
            raise InputError(
                'programme: nothing given; begin the file with programme = "Custom". '
                f"{nearest('', PROGRAMMES)}"
            )
        programme = programme_class(document.pop("programme"))
        beside = {name: document.pop(name) for name in Beside.model_fields if name in document}
        for name in set(document) & set(CaseSettings.model_fields) - set(programme.model_fields):
            raise InputError(
                f"{name}: given among the programme's fields; write it under [settings]."
            )
        case = cls.__new__(cls)
        case._hold(made(programme, document), made(Beside, beside), file)
        _check_whole(case.intervention)
        return case

    @property
    def arguments(self) -> dict[str, Any]:
        """The keywords of `appraise`, for `appraise_many`; only what is given."""
        given = {name: value for name, value in self.settings if value is not None}
        return {"intervention": self.intervention, **given, "overrides": self.overrides}

    def appraise(
        self,
        *,
        overrides: Estimate | Iterable[Estimate] = (),
        executor: Executor | None = None,
        progress: Progress | None = None,
        **settings: Any,
    ) -> Appraisal:
        """The appraisal of this case; what is given here goes before what the case has.

        A setting given as None has its default again; with draws=None, there are no draws.
        Raises InputError as `appraise` does, and where a horizon or a price year is in neither.
        """
        more = Case(self.intervention, overrides=overrides, **settings)
        replaced = {own.id for own in more.overrides}
        kept = tuple(own for own in self.overrides if own.id not in replaced)
        had = self.arguments
        if "draws" in settings and settings["draws"] is None:  # how to draw goes with the draws
            had = {name: value for name, value in had.items() if name not in Drawing.model_fields}
        asked = {**had, **settings, "overrides": (*kept, *more.overrides)}
        asked = {name: value for name, value in asked.items() if value is not None}
        for name, example in REQUIRED_SETTINGS.items():
            if name not in asked:
                raise InputError(
                    f"{name}: nothing given; write {name} = {example} under [settings] in the "
                    f"file, or give {name}={example} (--{name.replace('_', '-')} on the command "
                    "line)."
                )
        return appraise(**asked, executor=executor, progress=progress)

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Write it to a TOML file, which `load` reads back as the same case.

        A case that was read from a file is written as it stood there, comments and all. Raises
        InputError for a file that is there already, unless `overwrite`, and for a case that no
        file can hold; nothing is then written.
        """
        file = self._file or self._written()
        with replacing(path, overwrite=overwrite) as write:
            write(file)
        return Path(path)

    def _written(self) -> bytes:
        name = type(self.intervention).__name__
        if PROGRAMMES.get(name) is not type(self.intervention):
            raise InputError(
                f"save: {name} is not a programme of the library, so it could not be read back; "
                "put it together as a costavoid.Custom."
            )
        beside = toml_table(Beside(settings=self.settings, overrides=self.overrides))
        rest = {name: part for name, part in beside.items() if part}
        file = toml({"programme": name, **toml_table(self.intervention), **rest}).encode()
        if Case.read(file) != self:
            raise InputError(
                f"save: this {name} holds something that a file cannot; keep it with to_json() of "
                "its appraisal."
            )
        return file


def programme_class(name: object) -> type[Intervention]:
    """The programme with this name, in any case. Raises InputError offering the nearest."""
    found = name if isinstance(name, str) else ""
    if found not in PROGRAMMES:
        plain = {_plain(each): each for each in PROGRAMMES}
        found = plain.get(_plain(found), "")
    if not found:
        raise InputError(f"programme: {shown(name)} given. {nearest(str(name), PROGRAMMES)}")
    return PROGRAMMES[found]


def _plain(name: str) -> str:
    """A name without its capitals, and without what people put between its words."""
    return re.sub(r"[\s_-]", "", name.casefold())


def _refuse_unfilled(document: dict[str, Any]) -> None:
    """Raises InputError naming every place of a new file that is still as it was written."""
    left = list(unfilled(document))
    if left:
        raise InputError(
            f"{', '.join(left)}: still to be filled in; write {'each' if left[1:] else 'it'} in "
            f'the place of "{FILL_IN}". The notes in the file say what is wanted.'
        )


def unfilled(given: Any, place: str = "") -> Iterator[str]:
    """The places of a new file that are still as it was written."""
    if isinstance(given, dict):
        for name, part in given.items():
            yield from unfilled(part, join(place, name))
    elif isinstance(given, list):
        for i, part in enumerate(given):
            yield from unfilled(part, f"{place}[{i}]")
    elif given == FILL_IN:
        yield place


def _check_whole(programme: Intervention) -> None:
    """Raises InputError for what is wrong between parts: one id for two things or numbers."""
    parts: tuple[Outcome | Delivery, ...] = (*programme.outcomes(), *programme.delivery())
    first = min((part.start for part in parts if part.start), default=date(2025, 4, 1))
    used: dict[str, Estimate] = {}
    for line in programme.lines(Span(first_year=year_of(first), horizon=LONGEST_SPAN)):
        for estimate in line.estimates:
            other = used.setdefault(estimate.id, estimate)
            if other != estimate:
                places = " and ".join(_where(programme, estimate.id)) or estimate.id
                raise InputError(
                    f"{places}: two different numbers under one id, {estimate.id!r} "
                    f"({other.value:g} and {estimate.value:g}); give one of them another: "
                    '{ id = "...", value = ..., unit = "...", source = "..." }.'
                )


def _where(programme: Intervention, id: str) -> Iterator[str]:
    """Where in a programme the numbers with one id stand."""
    return (place for place, number in numbers_in(programme) if number.id == id)


def numbers_in(made: Any, place: str = "") -> Iterator[tuple[str, Estimate]]:
    """Every number in a programme, with its place: `changes[0].pathway.cost`."""
    if isinstance(made, Estimate):
        yield place, made
    elif isinstance(made, Frozen):
        for name in type(made).model_fields:
            yield from numbers_in(getattr(made, name), join(place, name))
    elif isinstance(made, tuple):
        for i, part in enumerate(made):
            yield from numbers_in(part, f"{place}[{i}]")


def load(path: str | os.PathLike[str]) -> Case:
    """The case that a TOML file describes: `programme = "Custom"`, then the class's fields.

    An estimate may be written as `{ id = "..." }`, the library's own number; as
    `{ value = ..., unit = "...", source = "..." }`, a council's own (see `local`); or in full.
    `[settings]` and `[[overrides]]` are what `appraise` takes; they may be left out. Raises
    InputError naming the file, the place in it, what was given and the cure, for anything that
    `appraise` could not use whatever its settings.
    """
    try:
        file = Path(path)
    except TypeError:
        raise InputError(
            f"load: {shown(path)} given; give the path of a TOML file, such as 'our.toml'."
        ) from None
    name = file.name or str(file)
    try:
        return Case.read(read(file))
    except InputError as error:
        lines = str(error).splitlines()
        raise InputError("\n".join(f"{name}, {line}" for line in lines)) from None
