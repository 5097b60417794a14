"""What a business case of one appraisal holds, in order: the first page, the five cases, what they
rest on, and a technical annex, the only page with ids and code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from costavoid.analysis.assumptions import assumptions
from costavoid.analysis.review.rules import at_first, review
from costavoid.appraisal.answer import Answer
from costavoid.evidence.estimate import NO_SOURCE, Source
from costavoid.output import charts
from costavoid.output.report import five_cases, tables
from costavoid.output.report.annex import annex
from costavoid.output.report.document import (
    SOURCES,
    Block,
    Document,
    Heading,
    Paragraph,
    Picture,
    Rated,
    Reference,
    Section,
    Table,
    in_plain_words,
)
from costavoid.output.words.cover import (
    BREAK_EVEN,
    EVIDENCE,
    RECOMMENDATION,
    RISKS_TITLE,
    Cover,
    cells,
    cover,
    heads,
)
from costavoid.output.words.in_full import page
from costavoid.output.words.local import whose
from costavoid.output.words.plainly import names, plainly
from costavoid.output.words.sentences import when

MOST = 12  # rows of a table of inputs: the rest move the answer little


def document(appraisal: Answer) -> Document:
    """The whole business case, in order."""
    case = appraisal.intervention
    numbers = _numbered(appraisal)
    sections = (
        _summary(appraisal),
        five_cases.strategic(appraisal),
        five_cases.economic(appraisal),
        five_cases.commercial(),
        five_cases.financial(appraisal),
        five_cases.management(appraisal),
        _in_full(appraisal),
        _sensitivity(appraisal),
        _assumptions(appraisal, numbers),
        raised(appraisal),
        Section(SOURCES, "Sources", _references(appraisal, numbers)),
    )
    plain = plainly(names(appraisal))
    said = (in_plain_words(section, plain) for section in sections)
    return Document(f"{case.called}: business case", _when(appraisal), (*said, annex(appraisal)))


def _when(appraisal: Answer) -> str:
    """Who and how long, and the years and prices of the answer."""
    prices = f"{when(appraisal.years)}, in {appraisal.settings.price_year} prices"
    return "; ".join(filter(None, (appraisal.intervention.summary(), whose(appraisal), prices)))


def first_page(appraisal: Answer) -> tuple[Block, ...]:
    """What a cabinet member has to know, but for the recommendation."""
    return blocks_of(cover(appraisal), appraisal)


def blocks_of(said: Cover, appraisal: Answer) -> tuple[Block, ...]:
    """The same, of a first page that is put together already."""
    nets = frozenset(i for i, row in enumerate(said.table.rows) if row.id in ("net", "cumulative"))
    columns = heads(said.table)
    return (
        Paragraph(" ".join(said.verdict), "verdict"),
        Rated(EVIDENCE, said.rating, said.chance),
        Table(
            said.caption,
            columns,
            cells(said.table),
            frozenset(range(1, len(columns))),
            strong=nets,
        ),
        Picture(partial(charts.council_cash, appraisal)),
        Heading(BREAK_EVEN),
        Paragraph(said.break_even),
        Heading(RISKS_TITLE),
        *(Paragraph(risk, "item") for risk in said.risks),
    )


def _summary(appraisal: Answer) -> Section:
    """The first page, with the place for a recommendation."""
    asked = (Heading(RECOMMENDATION), Paragraph(cover(appraisal).recommendation, "gap"))
    return Section("summary", "Summary", (*first_page(appraisal), *asked))


def _in_full(appraisal: Answer) -> Section:
    """All there is to say of the answer in words, behind the first page."""
    blocks: list[Block] = []
    for part in page(appraisal).sections:
        blocks.append(Heading(part.title))
        blocks += [Paragraph(sentence, "item") for sentence in part.sentences]
    return Section("answer", "The answer in full", tuple(blocks))


def _sensitivity(appraisal: Answer) -> Section:
    blocks: list[Block] = [
        Picture(partial(charts.tornado, appraisal)),
        tables.tornado(appraisal, MOST),
        tables.break_evens(appraisal, MOST),
        tables.otherwise(appraisal),
    ]
    if other := tables.other_figures(appraisal):
        blocks.append(other)
    if appraisal.drawn is not None and appraisal.drawn.varying:
        blocks += [Picture(partial(charts.distribution, appraisal)), tables.chances(appraisal)]
    return Section("sensitivity", "How sure we are", tuple(blocks))


def _assumptions(appraisal: Answer, numbers: Mapping[str, int]) -> Section:
    """The log, then what to beware of in each number that has a warning."""
    log = assumptions(appraisal)
    warned = [(row["label"], row["caution"]) for _, row in log.iterrows() if row["caution"]]
    blocks: list[Block] = [
        Paragraph(
            "Quality is how good the evidence is; impact is how much of what is at stake moves "
            "with the number. Numbers in square brackets are those of the list of sources."
        ),
        tables.assumptions(log, numbers),
    ]
    if warned:
        blocks.append(Heading("What to beware of"))
        blocks += [Paragraph(f"{label}: {caution}", "item") for label, caution in warned]
    return Section("assumptions", "Assumptions log", tuple(blocks), cites=True)


def raised(appraisal: Answer) -> Section:
    """The gravest five; the rest by asking, so that they are not lost among many."""
    found = review(appraisal)
    first = at_first(found)
    rows = tuple((f.severity, f.sentence, f.cure, f.source) for f in first)
    columns = ("Weight", "What a reviewer would say", "Cure", "Rule")
    caption = "What a sceptical finance officer would raise, the gravest first"
    blocks: list[Block] = [Table(caption, columns, rows, rated=frozenset({0}))]
    if len(found) > len(first):
        more = len(found) - len(first)
        blocks.append(
            Paragraph(
                f"{more} more {'point' if more == 1 else 'points'} of less weight, or of the same "
                f"kind, {'is' if more == 1 else 'are'} in the technical annex."
            )
        )
    return Section("review", "What a reviewer would raise", tuple(blocks))


def _sources(appraisal: Answer) -> dict[str, Source]:
    """Every source of a number in use, by its words."""
    return {str(used.source): used.source for used in appraisal.inputs.in_use.values()}


def _numbered(appraisal: Answer) -> dict[str, int]:
    return {words: number for number, words in enumerate(_sources(appraisal), 1)}


def _references(appraisal: Answer, numbers: Mapping[str, int]) -> tuple[Reference, ...]:
    return tuple(
        Reference(numbers[words], words, "" if source.id == NO_SOURCE.id else source.url)
        for words, source in _sources(appraisal).items()
    )
