"""The form of one state of the page: the first choices, then all that can be changed."""

from __future__ import annotations

from dataclasses import dataclass

from costavoid.cases.blank import asked, asks_for
from costavoid.cases.settings import CaseSettings
from costavoid.localdata.councils.table import areas
from costavoid.page.answered import DRAWING, Answered
from costavoid.page.boxes import Box, Choice, Node
from costavoid.page.fields_drawn import Fields
from costavoid.page.numbers_drawn import Drawn
from costavoid.page.numbers_read import SETTINGS
from costavoid.page.placing import STILL
from costavoid.page.said import without_code
from costavoid.page.shapes import Takes, shapes
from costavoid.programme.fields import Entry, entries, first_sentence
from costavoid.programme.interventions import PROGRAMMES

COUNCILS = "list-of-councils"  # the list of names to choose from
FIRST_SETTINGS = ("horizon", "price_year", "council")
OWN_PROGRAMME = "Custom"
USUAL = {
    "edition": "2026",
    "schedule": "standard",
    "timing": "start of year",
    "placement_inflation": "0",
}


@dataclass(frozen=True)
class Form:
    """What can be typed: who, where, how many and when first; then the rest of the programme.

    `first` are the few boxes at the top, `about` what the programme is; `programme` its other
    fields, `settings` how the sums are done.
    """

    first: tuple[Node, ...]
    title: str
    about: str
    programme: tuple[Node, ...]
    settings: tuple[Node, ...]
    councils: tuple[str, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All of it."""
        return (*self.first, *self.programme, *self.settings)


def form(made: Answered) -> Form:
    """The form with what stands in it."""
    drawn = Drawn(made.texts, made.read.echoes, _all_faults(made))
    fields = Fields(drawn)
    listed = list(asked(made.cls))
    top = _at_the_top(made)
    needed = tuple(node for e in listed if e.name in top for node in fields.node(made.cls, "", e))
    return Form(
        first=(_programme(drawn), _council(drawn), *needed, *_years(drawn)),
        title=made.cls.title,
        about=without_code(first_sentence(made.cls)),
        programme=fields.nodes(made.cls, "", listed, but=top),
        settings=_settings(fields),
        councils=tuple(sorted(_councils())),
    )


def drawn_of(made: Answered) -> Drawn:
    """What stands in the form, for the numbers beneath it."""
    return Drawn(made.texts, made.read.echoes, _all_faults(made))


def _all_faults(made: Answered) -> dict[str, str]:
    asked_for = dict.fromkeys(made.missing, STILL)
    return {**asked_for, **made.faults}


def _at_the_top(made: Answered) -> tuple[str, ...]:
    """The fields that the programme cannot do without, but parts of many fields; its first day."""
    takes = shapes(made.cls)
    short = [n for n in asks_for(made.cls) if takes[n].takes is not Takes.PART]
    return (*short, *(["start"] if "start" in takes else []))


def _programme(drawn: Drawn) -> Box:
    named = sorted(
        ((name, cls.title) for name, cls in PROGRAMMES.items() if name != OWN_PROGRAMME),
        key=lambda each: each[1],
    )
    own: Choice = (OWN_PROGRAMME, "Your own programme")
    return drawn.box("programme", "Programme", choices=(*named, own))


def _council(drawn: Drawn) -> Box:
    return drawn.box(
        f"{SETTINGS}.council",
        "Council",
        help="Its published costs then stand in the place of England's. Blank: England",
        suggested=COUNCILS,
    )


def _years(drawn: Drawn) -> tuple[Box, ...]:
    return (
        drawn.box(
            f"{SETTINGS}.horizon", "Financial years", help="How many to look at", number=True
        ),
        drawn.box(f"{SETTINGS}.price_year", "Prices of", help="Such as 2025-26"),
    )


def _settings(fields: Fields) -> tuple[Node, ...]:
    """How the sums are done, but what stands elsewhere on the page."""
    listed = [
        Entry(entry.name, entry.what, entry.how, USUAL.get(entry.name, entry.value))
        for entry in entries(CaseSettings)
    ]
    return fields.nodes(CaseSettings, SETTINGS, listed, but=(*FIRST_SETTINGS, *DRAWING))


def _councils() -> list[str]:
    """The councils that run children's services today."""
    return [area.name for area in areas().values() if area.kind == "council" and not area.ended]
