"""The first page of every output: the question, the answer, what it takes, how we know, the risks.

Every number on it is read off the appraisal and rounded as a person would say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from costavoid.analysis.review.finding import Finding
from costavoid.analysis.review.rules import review
from costavoid.analysis.sensitivity import NO_INTERVAL, PLUS_MINUS, one_at_a_time
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Kind, Payer
from costavoid.evidence.figures import about
from costavoid.output.words import headline
from costavoid.output.words.caution import adjustment_lines
from costavoid.output.words.chances import uncertainty_lines
from costavoid.output.words.effects import break_evens_of_effects, effect_lines

if TYPE_CHECKING:
    import pandas as pd

RISKS = 3
WORDS = (
    "Cash released: a bill that falls, such as a placement not bought.",
    "Avoided without releasing cash: time or places freed; no budget falls unless somebody cuts "
    "it.",
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
    """The first page: what it is about, and its sections in order."""

    title: str
    sections: tuple[Section, ...]


def page(appraisal: Answer) -> Page:
    """The first page of an appraisal; the same sections in the same order for every programme."""
    findings = review(appraisal)
    answer = (
        *headline.council(appraisal),
        *headline.others(appraisal),
        *headline.public(appraisal),
        *uncertainty_lines(appraisal),
        *adjustment_lines(appraisal),
        *(f.sentence for f in findings if f.id == "beyond_forecast"),
    )
    found = {
        ("question", "The question"): _question(appraisal),
        ("answer", "The answer"): answer,
        ("break_even", "What it would take to break even"): _break_even(appraisal),
        ("how_we_know", "How we know"): headline.how_we_know(appraisal),
        ("risks", "The largest risks to the number"): _risks(appraisal, findings),
        ("not_counted", "What is assumed, and what is not counted"): (
            *headline.assumed(appraisal),
            *headline.not_counted(appraisal),
        ),
        ("words", "Words used"): [" ".join(WORDS)],
    }
    sections = (Section(id, title, tuple(said)) for (id, title), said in found.items() if said)
    return Page(appraisal.intervention.called, tuple(sections))


def _question(appraisal: Answer) -> list[str]:
    case, settings = appraisal.intervention, appraisal.settings
    about_it = "" if case.summary() == case.called else f" ({case.summary()})"
    return [
        f"{case.called}{about_it}: what does it avoid spending in "
        f"{headline.when(appraisal.years)}, for whom, how surely, and is it cash?",
        *headline.own(appraisal),
        f"Pounds are in {settings.price_year} prices, not discounted unless it says so.",
    ]


def _break_even(appraisal: Answer) -> list[str]:
    """Of each effect (or count after), for all payers and for the council's own cash."""
    if not appraisal.has_delivery:
        return ["No delivery cost was given, so there is nothing to break even with."]
    said = effect_lines(appraisal)
    if not appraisal.annual(payer=Payer.COUNCIL, kind=Kind.DELIVERY).any():
        return said
    own = break_evens_of_effects(appraisal, "council cash")
    return [*said, *map(str, own.values())]


def _risks(appraisal: Answer, findings: tuple[Finding, ...]) -> list[str]:
    """The inputs that move the answer most, each with its evidence; then what is serious."""
    said = []
    table = one_at_a_time(appraisal)
    widest = table["swing"].round(2).sort_values(ascending=False, kind="stable")
    for id, row in table.loc[widest[widest > 0].index].head(RISKS).iterrows():
        quality = appraisal.inputs.in_use[str(id)].quality.value
        said.append(
            f"{row['label']}: {_ends(str(row['kind']))} moves the net present value by "
            f"{about(float(row['swing']))}, from {about(float(row['net_at_low']))} to "
            f"{about(float(row['net_at_high']))}: {_pays(row)}. The evidence for it is rated "
            f"{quality}."
        )
    return [*said, *headline.serious(findings)]


def _pays(row: pd.Series[Any]) -> str:
    """Whether the case pays at the ends of an input."""
    ends = {round(float(row[end]), 2) >= 0 for end in ("net_at_low", "net_at_high")}
    if len(ends) > 1:
        return "it pays at one end and not at the other"
    return "it pays at both ends" if ends.pop() else "it pays at neither end"


def _ends(kind: str) -> str:
    """What an input was moved between."""
    return (
        f"{PLUS_MINUS:.0%} either way (it has no interval)"
        if kind == NO_INTERVAL
        else f"its {kind}"
    )
