"""The answer in full, behind the first page: the question, what it takes, how we know, the risks.

Every number on it is read off the appraisal and rounded as a person would say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from costavoid.analysis.sensitivity import NO_INTERVAL, PLUS_MINUS, Swing, widest
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Kind, Payer
from costavoid.evidence.figures import about
from costavoid.output.words.effects import break_evens_of_effects
from costavoid.output.words.sentences import Sentences, sentences, when

RISKS = 3
WORDS = (
    "Cash-releasing (cashable) saving: a bill that falls, such as a placement not bought.",
    "Cost avoidance (non-cashable): time or places freed; no budget falls unless somebody cuts it.",
    "Delivery cost: what the programme itself costs.",
    "Net present value: benefits less delivery cost in today's worth, later years counting for "
    "less.",
    "Break-even: the value of one number at which benefits just cover the delivery cost.",
    "95% interval: where the true figure is likely to be, as far as chance alone goes.",
)


@dataclass(frozen=True)
class Section:
    """A heading and its sentences."""

    id: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """What it is about, and its sections in order."""

    title: str
    sections: tuple[Section, ...]


def page(appraisal: Answer) -> Page:
    """The same sections in the same order for every programme."""
    said = sentences(appraisal)
    found = {
        ("question", "The question"): _question(appraisal, said),
        ("answer", "The answer"): (*said.serious, *said.answer),
        ("break_even", "What it would take to break even"): _break_even(appraisal, said),
        ("how_we_know", "How we know"): said.how_we_know,
        ("risks", "The largest risks to the number"): _risks(appraisal),
        ("not_counted", "What is assumed, and what is not counted"): (
            *said.assumed,
            *said.not_counted,
        ),
        ("words", "Words used"): (" ".join(WORDS),),
    }
    sections = (Section(id, title, tuple(part)) for (id, title), part in found.items() if part)
    return Page(appraisal.intervention.called, tuple(sections))


def _question(appraisal: Answer, said: Sentences) -> list[str]:
    case, settings = appraisal.intervention, appraisal.settings
    about_it = "" if case.summary() == case.called else f" ({case.summary()})"
    return [
        f"{case.called}{about_it}: what does it avoid spending in "
        f"{when(appraisal.years)}, for whom, how surely, and is it cash?",
        *said.own,
        f"Pounds are in real terms ({settings.price_year} prices) and not discounted, unless it "
        "says so.",
    ]


def _break_even(appraisal: Answer, said: Sentences) -> Sequence[str]:
    """Of each effect (or count after), for all payers and for the council's own cash."""
    if not appraisal.has_delivery:
        return ["No delivery cost was given, so there is nothing to break even with."]
    if not appraisal.annual(payer=Payer.COUNCIL, kind=Kind.DELIVERY).any():
        return said.effects
    own = break_evens_of_effects(appraisal, "council cash")
    return [*said.effects, *map(str, own.values())]


def _risks(appraisal: Answer) -> list[str]:
    """The inputs that move the answer most, each with its evidence"""
    said = []
    for row in widest(appraisal, RISKS):
        quality = appraisal.inputs.in_use[row.id].quality.value
        said.append(
            f"{row.label}: {_ends(row.kind)} moves the net present value by {about(row.swing)}, "
            f"from {about(row.net_at_low)} to {about(row.net_at_high)}: {_pays(row)}. The evidence "
            f"for it is rated {quality}."
        )
    return said


def _pays(row: Swing) -> str:
    """Whether the case pays at the ends of an input."""
    ends = {round(end, 2) >= 0 for end in (row.net_at_low, row.net_at_high)}
    if len(ends) > 1:
        return "it pays at one end and not at the other"
    return "it pays at both ends" if ends.pop() else "it pays at neither end"


def _ends(kind: str) -> str:
    """What an input was moved between."""
    return (
        f"{PLUS_MINUS:.0%} either way (it has no interval)"
        if kind == NO_INTERVAL
        else f"its {'range ' * kind.startswith('between')}{kind}"
    )
