"""The page of units: what each means, how many make a year, and which fields take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from costavoid.base.vocabulary import COUNTED, PERIODS_PER_YEAR, WHOLES, YEARS_PER_UNIT, Unit
from costavoid.output.markdown_text import table
from costavoid.programme.base import Programme
from costavoid.programme.fields import units_of
from costavoid.programme.interventions import PROGRAMMES
from costavoid.programme.pathways.published import PayerShare
from costavoid.programme.staff import RetentionOffer
from generate.markdown import document
from generate.parts import PARTS

MEANS: dict[Unit, str] = {
    Unit.GBP: "pounds in all, for the whole run",
    Unit.GBP_PER_EVENT: "pounds for each case, once",
    Unit.GBP_PER_PERSON: "pounds for each person, once",
    Unit.GBP_DIFFERENCE: "what each person costs more than in a trial's other arm; less is below 0",
    Unit.GBP_PER_HOUR: "pounds for an hour; no field takes it: give a day, a week or a year",
    Unit.GBP_PER_DAY: "pounds for a day: a working day of staff, or a day of a stay in hospital",
    Unit.GBP_PER_WEEK: "pounds for a week",
    Unit.GBP_PER_MONTH: "pounds for a month",
    Unit.GBP_PER_PERSON_YEAR: "pounds for one person, post or place, for a year",
    Unit.GBP_PER_COUNCIL_YEAR: "pounds for one council, for a year",
    Unit.GBP_PER_CENTRE_YEAR: "pounds for one centre, for a year",
    Unit.GBP_PER_YEAR: "pounds a year, for all of it",
    Unit.GBP_PER_QALY: "pounds for a quality-adjusted life year, a worth and nobody's money",
    Unit.COUNT: "how many, in all over the run; or at any time, of what is there all the time",
    Unit.COUNT_PER_YEAR: "how many in each year",
    Unit.EVENTS_PER_PERSON_YEAR: "how often, for one person in a year; below 0 is more often",
    Unit.EVENTS_PER_COUNCIL_YEAR: "how often, in one council in a year; below 0 is more often",
    Unit.EVENTS_PER_SCHOOL_YEAR: "how often, in one school in a year",
    Unit.DAYS_PER_WEEK: "working days of a week",
    Unit.WEEKS_PER_YEAR: "weeks that are worked or paid of a year",
    Unit.WORKING_DAYS: "paid days of a year",
    Unit.QALYS: "quality-adjusted life years; below 0 is harm",
    Unit.SHARE: "a part of one whole: 0.4 for 40%",
    Unit.RATIO: "one number over another: 0.8 is a fifth less, 1.055 is 5.5% more",
    Unit.YEARS: "a length of time",
    Unit.MONTHS: "a length of time",
    Unit.WEEKS: "a length of time",
    Unit.DAYS: "a length of time",
}
SHARED = Programme.model_fields  # said once, of every programme
NONE = "no field"


def units_page() -> str:
    """docs/units.md: every unit in one list, then the fields of each."""
    programmes = (Programme, *PROGRAMMES.values())
    return document(
        "# Units",
        'The unit is the second thing in `ca.local(35, "months", source="...")`, and `unit = "..."`'
        " in [a file](own-programme.md). These are all of them. A field takes some; another is "
        "refused, with those it takes. Money is in pounds of a price year.",
        "A count may be called by what is counted, in all or a year: "
        + ", ".join(f"`{name}`" for name in COUNTED)
        + ' (`"families"`, `"children per year"`). A number without money, such as '
        "`deadweight=0.3`, may be given bare where a field says so: it is then in the field's own "
        "unit.",
        table(
            ("Unit", "Means", "A year, or the whole"),
            [(f"`{unit.value}`", MEANS[unit], _whole(unit)) for unit in Unit],
        ),
        "## Which field takes it",
        "Of the [parts](reference/parts.md) of a programme of your own, and of the "
        "[programmes](programmes/README.md) beside them. `effect` of a `Volume` takes any: it is "
        "the number of the pathway that carries the effect, given again.",
        table(
            ("Unit", "Parts", "Programmes"),
            [
                (
                    f"`{unit.value}`",
                    _named(_parts(), unit),
                    _named(programmes, unit),
                )
                for unit in Unit
            ],
        ),
    )


def _whole(unit: Unit) -> str:
    """How many make a year, or the most that there can be."""
    if unit in PERIODS_PER_YEAR and PERIODS_PER_YEAR[unit] > 1:
        return f"{PERIODS_PER_YEAR[unit]} to a year"
    if unit in YEARS_PER_UNIT and YEARS_PER_UNIT[unit] > 1:
        return f"{YEARS_PER_UNIT[unit]} to a year"
    return f"{WHOLES[unit]} at most" if unit in WHOLES else ""


def _parts() -> Iterator[type[BaseModel]]:
    for classes in PARTS.values():
        yield from classes
    yield from (RetentionOffer, PayerShare)


def taken(cls: type[BaseModel]) -> dict[str, tuple[Unit, ...]]:
    """The fields of a class that take an Estimate, each with its units."""
    found = {
        name: units_of(info.annotation, tuple(info.metadata))
        for name, info in cls.model_fields.items()
        if name in cls.__annotations__ or name not in SHARED
    }
    return {name: units for name, units in found.items() if 0 < len(units) < len(Unit)}


def _named(classes: Iterable[type[BaseModel]], unit: Unit) -> str:
    """`Placement` cost, replaced_by; `SocialWork` support."""
    said = []
    for cls in classes:
        fields = [name for name, units in taken(cls).items() if unit in units]
        if fields:
            name = "every programme" if cls is Programme else f"`{cls.__name__}`"
            said.append(f"{name} {', '.join(fields)}")
    return "; ".join(said) or NONE
