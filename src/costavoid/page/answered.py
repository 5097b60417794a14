"""What stands in the form, read and appraised: the answer, or what is still to be given or mended.

Nothing is kept from one request to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from costavoid.api.appraisal import Appraisal
from costavoid.base.errors import InputError
from costavoid.base.executors import Progress
from costavoid.cases.blank import asks_for
from costavoid.cases.case import Case, programme_class
from costavoid.cases.writing import toml
from costavoid.evidence.catalogue import price_index
from costavoid.page.numbers_read import SETTINGS, Read
from costavoid.page.placing import placed
from costavoid.page.reading import read
from costavoid.page.shapes import Takes, shapes
from costavoid.page.typed import OWN, Texts, own_name
from costavoid.programme.base import Intervention

BEGUN = {"horizon": "5"}
# Where a page opened for the first time begins.
EXAMPLE = {"programme": "Pause", "women": "20", "start": "1 October 2026"}
DRAWING = ("draws", "seed", "range_as", "correlations", "keep", "unpublished")
MOST_TRIES = 4  # mistakes taken out one after another
FORM = "form"  # the programme that the form was drawn for, by its class's name


@dataclass(frozen=True)
class Answered:
    """One state of the form: its texts, the case they make, and its answer where there is one.

    `faults` are sentences by the name of the field they stand at, `general` those of no one field,
    `missing` the fields that the programme cannot do without.
    """

    cls: type[Intervention]
    texts: Texts
    read: Read
    case: Case | None
    answer: Appraisal | None
    faults: Mapping[str, str]
    general: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def with_beginnings(given: Mapping[str, str]) -> Texts:
    """The texts of a form with what every case begins with; without what is another programme's."""
    texts = dict(given) or dict(EXAMPLE)
    name = texts.setdefault("programme", EXAMPLE["programme"])
    drawn_for = texts.pop(FORM, name)
    if drawn_for != name:
        texts = {key: text for key, text in texts.items() if not OWN.fullmatch(key)}
    for setting, text in {**BEGUN, "price_year": price_index().outturn}.items():
        texts.setdefault(f"{SETTINGS}.{setting}", text)
    return texts


def answered(
    given: Mapping[str, str], *, drawn: bool = False, progress: Progress | None = None
) -> Answered:
    """Reads the form and appraises its case, with draws only where they are asked for."""
    texts = with_beginnings(given)
    try:
        cls = programme_class(texts["programme"])
    except InputError as error:
        texts = with_beginnings({})
        return _only(answered(texts), general=(str(error),))
    texts["programme"] = cls.__name__
    made = read(cls, texts)
    kept = {**made.used, "programme": cls.__name__}
    missing = tuple(name for name in asks_for(cls) if name not in made.table)
    left = tuple(name for name in missing if name not in made.faults)
    if made.faults:
        return Answered(cls, kept, made, None, None, made.faults, missing=left)
    without: dict[str, Any] = {} if drawn else {"draws": None}
    try:
        case = Case.read(toml(made.table).encode())
        return Answered(cls, kept, made, case, case.appraise(progress=progress, **without), {})
    except InputError as error:
        if left:  # nothing is wrong: something is still to be given
            return Answered(cls, kept, made, None, None, {}, missing=left)
        faults, general = placed(str(error), cls, made)
        return Answered(cls, kept, made, None, None, faults, general)


def standing(made: Answered) -> Appraisal | None:
    """The answer of the form without what is wrong in it, for the numbers beneath the form.

    What the programme cannot do without is taken to be 1: which numbers it uses does not hang on
    how many there are, but its pounds do, and are not to be shown.
    """
    for _ in range(MOST_TRIES):
        if made.answer is not None:
            return made.answer
        wrong = {_whole(name) for name in made.faults}
        left = {n: t for n, t in made.texts.items() if not any(n.startswith(w) for w in wrong)}
        plain = (n for n, s in shapes(made.cls).items() if s.takes in (Takes.NUMBER, Takes.SOURCED))
        needed = set(asks_for(made.cls)) & set(plain) & {*wrong, *made.missing}
        made = answered({**left, **dict.fromkeys(needed, "1")})
    return made.answer


def _whole(name: str) -> str:
    """The number that a part of it belongs to, or the field."""
    own = OWN.fullmatch(name)
    return own_name(own["id"], "") if own else name


def _only(made: Answered, general: tuple[str, ...]) -> Answered:
    return Answered(made.cls, made.texts, made.read, made.case, made.answer, made.faults, general)
