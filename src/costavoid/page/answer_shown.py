"""The answer beside the form: the first page of every document, then what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from costavoid.api.appraisal import Appraisal
from costavoid.appraisal.tables import payer_totals
from costavoid.base.designs import Design
from costavoid.evidence.figures import bracketed, interval
from costavoid.output.report.contents import blocks_of, raised
from costavoid.output.report.document import Block, Table, in_plain_words
from costavoid.output.words.chances import uncertainty_lines
from costavoid.output.words.cover import cover
from costavoid.output.words.findings import waterfall_finding
from costavoid.output.words.plainly import names, plainly
from costavoid.output.words.sentences import when
from costavoid.page.plain_numbers import understood
from costavoid.programme.base import labels


@dataclass(frozen=True)
class AnswerShown:
    """What is said of an answer.

    `verdict` is one sentence or two for a bar that stays in sight; `first` the first page; `payers`
    who pays and who gains; `known`
    how each effect is known; `raised` what a reviewer would send back; `sure` what the draws say,
    nothing without them.
    """

    title: str
    about: str
    verdict: str
    first: tuple[Block, ...]
    payers: Table
    known: tuple[str, ...]
    raised: tuple[Block, ...]
    sure: tuple[str, ...]


def answer_shown(answer: Appraisal) -> AnswerShown:
    """All that the page says of an answer; no number is worked out here."""
    said = cover(answer)
    plain = plainly(names(answer))
    return AnswerShown(
        title=said.title,
        about=said.about,
        verdict=" ".join(said.verdict[1:]),
        first=blocks_of(said, answer),
        payers=_payers(answer),
        known=tuple(plain(each) for each in _known(answer)),
        raised=in_plain_words(raised(answer), plain).blocks,
        sure=tuple(plain(each) for each in uncertainty_lines(answer)),
    )


COLUMNS = {
    "delivery": "Delivery",
    "cash": "Cash-releasing saving",
    "avoided": "Cost avoidance",
    "net": "Net",
}


def _payers(answer: Appraisal) -> Table:
    """Who pays and who gains, each payer that does either, in whole pounds."""
    rows = {
        payer: [round(amounts[name]) for name in COLUMNS]
        for payer, amounts in payer_totals(answer).items()
    }
    told = [(payer.label, *map(bracketed, row)) for payer, row in rows.items() if any(row)]
    prices = f"{answer.settings.price_year} prices, not discounted"
    caption = f"{waterfall_finding(answer)}. £, {when(answer.years)}, in {prices}. Brackets: spent"
    columns = ("Payer", *COLUMNS.values())
    return Table(caption, columns, tuple(told), frozenset(range(1, len(columns))))


def _known(answer: Appraisal) -> list[str]:
    """For each effect: the number used, how it is known, and where it was published."""
    found = []
    for counterfactual, outcomes in answer.claimed.items():
        used = answer.inputs.estimate(counterfactual.moved)
        design = used.design or Design.OPINION
        found.append(
            f"{labels(outcomes)}: {understood(used.value, used.unit)}{interval(used)}. Known by: "
            f"{design.value}. Evidence: {used.quality.value}. Source: {used.source}."
        )
    return found
