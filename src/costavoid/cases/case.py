"""A case: a programme with how it is to be appraised, as a file holds it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

from pydantic import Field

from costavoid.appraisal.adjustments import Adjustment
from costavoid.appraisal.answer import Appraisal
from costavoid.appraisal.run import appraise
from costavoid.base.errors import InputError, nearest
from costavoid.base.executors import Progress
from costavoid.base.files import replacing
from costavoid.base.frozen import Frozen, Number, PositiveCount
from costavoid.base.years import FinancialYear, year_of
from costavoid.cases.reading import made
from costavoid.cases.toml import join, parsed, shown
from costavoid.cases.writing import table, toml
from costavoid.cashflow.draws import Drawing, RangeAs, Seed
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.prices import Timing
from costavoid.programme.base import Intervention
from costavoid.programme.delivery import Delivery
from costavoid.programme.interventions import PROGRAMMES
from costavoid.programme.outcomes import Outcome
from costavoid.programme.span import Span

LONGEST_SPAN = 400  # years: holds every start a programme may have
FILL_IN = "fill in"  # what a new file has in the place of what only its owner knows
# Settings without a default, with an example of each as a file has it.
REQUIRED_SETTINGS = {"horizon": "5", "price_year": '"2025-26"'}


class CaseSettings(Frozen):
    """How a case is to be appraised, as `appraise` takes it; what is left out has its default."""

    horizon: PositiveCount | None = Field(None, description="How many financial years")
    price_year: FinancialYear | None = Field(
        None, description="The financial year whose pounds the results are in"
    )
    first_year: FinancialYear | None = Field(
        None,
        description="The first financial year; without it, the one in which the programme starts, "
        "else the price year",
    )
    edition: str | None = Field(None, description="The edition of the Green Book")
    schedule: str | None = Field(
        None, description="Its discount rates to use: standard, health or lower"
    )
    timing: Timing | None = Field(None, description="When in a year its pounds fall")
    placement_inflation: Number | None = Field(
        None, description="Growth of placement costs a year above general inflation: 0.03 for 3%"
    )
    draws: PositiveCount | None = Field(None, description="How many draws; none without it")
    seed: Seed | None = Field(None, description="Which draws: the same seed gives the same")
    range_as: RangeAs | None = Field(
        None, description="What a published range is read as; without it, it does not vary"
    )
    correlations: tuple[tuple[str, str, Number], ...] | None = Field(
        None, description="Numbers that vary together: id, id, rank correlation"
    )
    keep: PositiveCount | None = Field(
        None, description="How many draws stay in memory for percentiles; all without it"
    )
    adjustments: tuple[Adjustment, ...] | None = Field(
        None, description="Cautious cuts, each with its source; none without it"
    )


class Beside(Frozen):
    """What a file holds beside its programme."""

    settings: CaseSettings = Field(default_factory=CaseSettings)
    overrides: tuple[Estimate, ...] = Field(
        (), description="Your own numbers, each with the id of the number it replaces"
    )


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
        listed = (overrides,) if isinstance(overrides, Estimate) else overrides
        beside = Beside(settings=CaseSettings(**settings), overrides=listed)
        self._hold(intervention, beside)

    def _hold(self, intervention: Intervention, beside: Beside, file: bytes = b"") -> None:
        for name, value in (
            ("intervention", intervention),
            ("settings", beside.settings),
            ("overrides", beside.overrides),
            ("_file", file),
        ):
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, appraisal: Appraisal) -> Self:
        """The case that gives this appraisal again."""
        settings = dict(appraisal.settings)
        drawing = settings.pop("drawing")
        settings |= dict(drawing) if drawing else {}
        return cls(appraisal.intervention, overrides=appraisal.overrides, **settings)

    @classmethod
    def read(cls, file: bytes) -> Self:
        """The case that the bytes of a TOML file describe; `load` reads one by its path."""
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
        beside = table(Beside(settings=self.settings, overrides=self.overrides))
        rest = {name: part for name, part in beside.items() if part}
        file = toml({"programme": name, **table(self.intervention), **rest}).encode()
        if Case.read(file) != self:
            raise InputError(
                f"save: this {name} holds something that a file cannot; keep it with to_json() of "
                "its appraisal."
            )
        return file


def programme_class(name: object) -> type[Intervention]:
    """The programme with this name. Raises InputError offering the nearest."""
    if not isinstance(name, str) or name not in PROGRAMMES:
        raise InputError(f"programme: {shown(name)} given. {nearest(str(name), PROGRAMMES)}")
    return PROGRAMMES[name]


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
                places = " and ".join(_where(programme, estimate.id, "")) or estimate.id
                raise InputError(
                    f"{places}: two different numbers under one id, {estimate.id!r} "
                    f"({other.value:g} and {estimate.value:g}); give one of them another: "
                    '{ id = "...", value = ..., unit = "...", source = "..." }.'
                )


def _where(made: Any, id: str, place: str) -> Iterator[str]:
    """Where in a programme the numbers with one id stand."""
    if isinstance(made, Estimate):
        if made.id == id:
            yield place
    elif isinstance(made, Frozen):
        for name in type(made).model_fields:
            yield from _where(getattr(made, name), id, join(place, name))
    elif isinstance(made, tuple):
        for i, part in enumerate(made):
            yield from _where(part, id, f"{place}[{i}]")
