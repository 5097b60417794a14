"""Who is reached by more than one programme: how many children, and what would befall them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Unit
from costavoid.evidence.estimate import Estimate, require_unit

EVENTS = (Unit.COUNT_PER_YEAR, Unit.EVENTS_PER_PERSON_YEAR, Unit.COUNT)
UNNAMED_ID = "local."  # how the id begins of a council's own number that was given none


class Reached(Frozen):
    """Outcomes of one programme that reach the children of a cohort.

    `outcomes` are ids, all of one kind of event. `children` is how many children the programme
    reaches in all, where that is more than the cohort: the rest are reached by it alone.
    """

    programme: str = Field(min_length=1)
    outcomes: tuple[str, ...] = Field(min_length=1)
    children: Estimate | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.children:
            _some(self.children, f"cohort, {self.programme}, children")
        return self


class Cohort(Frozen):
    """Children whom two programmes or more reach, and the events expected without any of them.

    `children` is how many they are ("count"). `baseline` is how many events a year would befall
    them with none of the programmes: "count per year", or a rate for each ("events per
    person-year"); for what stands all the time (posts), a "count". `reached` says by which
    outcomes: `{"Pause": "removals", "Court": ["placements"]}`. Each is a published or local
    figure with its source. Raises InputError for another unit, a number of 0, or one programme.
    """

    name: str = Field(min_length=1)
    children: Estimate
    baseline: Estimate
    reached: tuple[Reached, ...]

    @field_validator("reached", mode="before")
    @classmethod
    def _by_programme(cls, given: Any) -> Any:
        """A mapping from programmes to their outcomes, as a tuple."""
        if not isinstance(given, Mapping):
            return given
        for programme in given:
            if not isinstance(programme, str):
                raise InputError(
                    f"reached: {shown(programme)} given as the name of a programme; write text."
                )
        return tuple(_reached(programme, outcomes) for programme, outcomes in given.items())

    @model_validator(mode="after")
    def _check(self) -> Self:
        _some(self.children, f"cohort {self.name}, children")
        place = f"cohort {self.name}, baseline"
        if not require_unit(self.baseline, *EVENTS, field=place).value > 0:
            raise InputError(
                f"{place}: {self.baseline.value:g} given; without events there is nothing to "
                "avoid: give how many a year there would be with none of the programmes."
            )
        names = [part.programme for part in self.reached]
        if len(set(names)) < len(names):
            raise InputError(
                f"cohort {self.name}, reached: one programme given twice; give all its outcomes "
                "in one."
            )
        if len(names) < 2:
            raise InputError(
                f"cohort {self.name}, reached: {len(names)} programme given; an overlap takes two "
                "or more."
            )
        return self

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it."""
        reached = (part.children for part in self.reached)
        return (self.children, self.baseline, *(each for each in reached if each))

    def named(self) -> Self:
        """The same, numbers without ids of their own named after it, so that none meets another."""
        slug = re.sub(r"[^a-z0-9]+", "_", self.name.casefold()).strip("_") or "unnamed"

        def own(estimate: Estimate, what: str) -> Estimate:
            if not estimate.id.startswith(UNNAMED_ID):
                return estimate
            return estimate.model_copy(update={"id": f"cohort.{slug}.{what}"})

        reached = tuple(
            part.model_copy(update={"children": own(part.children, f"reached_{at}")})
            if part.children
            else part
            for at, part in enumerate(self.reached)
        )
        return self.model_copy(
            update={
                "children": own(self.children, "children"),
                "baseline": own(self.baseline, "baseline"),
                "reached": reached,
            }
        )


def _reached(programme: str, outcomes: Any) -> Any:
    """What a mapping gives for one programme: the id of an outcome, several, or a Reached."""
    if isinstance(outcomes, Reached):
        return outcomes.model_copy(update={"programme": programme})
    if isinstance(outcomes, str):
        outcomes = (outcomes,)
    return Reached(programme=programme, outcomes=outcomes)


def _some(children: Estimate, place: str) -> None:
    if not require_unit(children, Unit.COUNT, field=place).value > 0:
        raise InputError(f"{place}: {children.value:g} given; give how many children, above 0.")
