"""What a page needs to move its first page by itself: stops of each slider, products, words.

No number is worked out here: the pounds are those of `analysis.response`, and the words those of
`words.verdict`, filled by the script of the page.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from costavoid.analysis.movable import EFFECT, Movable, matters, movables
from costavoid.analysis.response import Response, response, way
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import FIRST, MOST, SMALL, THOUSAND, budget
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import amount, figure, interval
from costavoid.output.words import verdict as said
from costavoid.output.words.cover import caption, unit_said
from costavoid.output.words.evidence_said import evidence_sentence, leading, rating

STEPS = 40  # about as many stops as a slider has
NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
MILLIONTHS = 6  # decimals of the pounds that are sent
LEFT_OUT = "Not among them, as the pounds do not move in proportion to it: {what}."


@dataclass(frozen=True)
class Slider:
    """One number: where it can stand, each place in words, and which is the document's.

    `ways` are how far each place is along the way to the farther end (see `Response`); `interval`
    are the places of what was published, and `note` says it.
    """

    name: str
    label: str
    ways: tuple[float, ...]
    texts: tuple[str, ...]
    here: int
    interval: tuple[int, ...]
    note: str

    @property
    def last(self) -> int:
        """The position of the last place."""
        return len(self.ways) - 1


@dataclass(frozen=True)
class Sliders:
    """All of a page's sliders, what its script reads (JSON), and what is left out, in words."""

    each: tuple[Slider, ...]
    numbers: str
    left_out: str


def sliders(appraisal: Answer) -> Sliders | None:
    """Those of a case; none where no number of it can be moved."""
    made = response(appraisal, movables(appraisal, leading(appraisal)))
    if not made.moves:
        return None
    used = appraisal.inputs.in_use
    each = tuple(_slider(one, used.get(one.of)) for one in made.moves)
    left_out = LEFT_OUT.format(what="; ".join(made.left_out)) if made.left_out else ""
    numbers = {
        "moves": [asdict(one) for one in each],
        "terms": _terms(made),
        "words": _words(appraisal),
        "years": appraisal.years,
        "columns": _columns(len(appraisal.years)),
        "small": SMALL,
        "thousand": THOUSAND,
        "units": {
            str(unit): [caption(appraisal, unit), unit_said(unit)] for unit in (1, int(THOUSAND))
        },
        "evens": matters(appraisal) if each[0].name == EFFECT and appraisal.has_delivery else "",
    }
    return Sliders(each, json.dumps(numbers, ensure_ascii=False, allow_nan=False), left_out)


def stops(one: Movable) -> tuple[float, ...]:
    """The places of a slider: round numbers, with the value in use and what was published."""
    own = {one.value, *(end for end in one.published or () if one.low <= end <= one.high)}
    told = {_said(one, value) for value in own}
    step = _step(one)
    first, last = math.ceil(one.low / step - 1e-9), math.floor(one.high / step + 1e-9)
    even = (min(max(round(n * step, 12), one.low), one.high) for n in range(first, last + 1))
    return tuple(sorted(own | {value for value in even if _said(one, value) not in told}))


def _step(one: Movable) -> float:
    least = (one.high - one.low) / STEPS
    scale = 10.0 ** math.floor(math.log10(least))
    step = next(part * scale for part in NICE if part * scale >= least * (1 - 1e-9))
    return math.ceil(step) if one.whole else step


def _said(one: Movable, value: float) -> str:
    return figure(value) if one.unit is None else amount(value, one.unit)


def _slider(one: Movable, used: Estimate | None) -> Slider:
    places = stops(one)
    published = [end for end in one.published or () if end in places]
    return Slider(
        name=one.name,
        label=one.label,
        ways=tuple(way(one, value) for value in places),
        texts=tuple(_said(one, value) for value in places),
        here=places.index(one.value),
        interval=tuple(places.index(end) for end in published) if len(published) == 2 else (),
        note=interval(used) if used and one.published else "",
    )


def _terms(made: Response) -> dict[str, list[Any]]:
    """Of each sum: which numbers, and the pounds by year, to a millionth."""
    return {
        name: [[list(of), np.round(by, MILLIONTHS).tolist()] for of, by in terms.items()]
        for name, terms in made.terms.items()
    }


def _columns(years: int) -> list[list[int]]:
    """The first year of each column, and the year after its last."""
    if years <= MOST:
        return [[year, year + 1] for year in range(years)]
    return [*([year, year + 1] for year in range(FIRST)), [FIRST, years]]


def _words(appraisal: Answer) -> dict[str, Any]:
    """What the script fills with pounds."""
    facts = said.facts(appraisal, budget(appraisal))
    rated = rating(appraisal)
    return {
        "evidence": evidence_sentence(appraisal),
        "before": said.IF_IT_HOLDS.get(rated.word, said.otherwise(appraisal)),
        "council": said.council_words(appraisal),
        "titles": said.TITLES,
        "all": said.worth_words(facts.delivery),
        "who": facts.who,
        "by": facts.by,
        "last": facts.last,
        "delivery": facts.delivery,
    }
