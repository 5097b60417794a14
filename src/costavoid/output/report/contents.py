"""What a business case of one appraisal holds: the first page, then the Five Case Model.

Economic and financial cases are filled from the appraisal; what only the author knows is a marked
gap. HM Treasury, Green Book: the Five Case Model.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from costavoid.analysis import information
from costavoid.analysis.assumptions import assumptions
from costavoid.analysis.review.rules import at_first, review
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.children import placement_lines
from costavoid.appraisal.tables import case_settings
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.evidence.catalogue import data_hash
from costavoid.evidence.estimate import NO_SOURCE, Source
from costavoid.output import charts
from costavoid.output.report import tables
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
)
from costavoid.output.words.chances import resting_on
from costavoid.output.words.cover import (
    BREAK_EVEN,
    EVIDENCE,
    RECOMMENDATION,
    RISKS_TITLE,
    cells,
    cover,
    heads,
)
from costavoid.output.words.in_full import page
from costavoid.output.words.sentences import when
from costavoid.version import __version__

MOST = 12  # rows of a table of inputs: the rest move the answer little


def document(appraisal: Answer) -> Document:
    """The whole business case, in order."""
    case = appraisal.intervention
    numbers = _numbered(appraisal)
    sections = (
        _summary(appraisal),
        _strategic(appraisal),
        _economic(appraisal),
        _gap(
            "commercial",
            "Commercial case",
            "how it will be bought or staffed, from whom, on what terms, and what the market can "
            "provide.",
        ),
        _financial(appraisal),
        _management(appraisal),
        _in_full(appraisal),
        _sensitivity(appraisal),
        _assumptions(appraisal, numbers),
        _review(appraisal),
        Section(SOURCES, "Sources", _references(appraisal, numbers)),
        _record(appraisal),
    )
    return Document(f"{case.called}: business case", _when(appraisal), sections)


def _when(appraisal: Answer) -> str:
    """Who and how long, and the years and prices of the answer."""
    prices = f"{when(appraisal.years)}, in {appraisal.settings.price_year} prices"
    return f"{appraisal.intervention.summary()}; {prices}"


def _gap(id: str, title: str, wanted: str) -> Section:
    return Section(id, title, (Paragraph(f"For the author: {wanted}", "gap"),))


def _summary(appraisal: Answer) -> Section:
    """The first page: what a cabinet member has to know."""
    said = cover(appraisal)
    nets = frozenset(i for i, row in enumerate(said.table.rows) if row.id in ("net", "cumulative"))
    columns = heads(said.table)
    blocks: list[Block] = [
        Paragraph(" ".join(said.verdict), "verdict"),
        Rated(EVIDENCE, said.rating, said.chance),
        Table(
            said.caption,
            columns,
            cells(said.table),
            frozenset(range(1, len(columns))),
            strong=nets,
        ),
        Picture(partial(charts.cash_profile, appraisal)),
        Heading(BREAK_EVEN),
        Paragraph(said.break_even),
        Heading(RISKS_TITLE),
        *(Paragraph(risk, "item") for risk in said.risks),
        Heading(RECOMMENDATION),
        Paragraph(said.recommendation, "gap"),
    ]
    return Section("summary", "Summary", tuple(blocks))


def _in_full(appraisal: Answer) -> Section:
    """All there is to say of the answer in words, behind the first page."""
    blocks: list[Block] = []
    for part in page(appraisal).sections:
        blocks.append(Heading(part.title))
        blocks += [Paragraph(sentence, "item") for sentence in part.sentences]
    return Section("answer", "The answer in full", tuple(blocks))


def _strategic(appraisal: Answer) -> Section:
    gap = (
        "why this, why here and why now: the need and how many families it touches, what is done "
        "already, what the council has promised, and the options considered, doing nothing among "
        "them."
    )
    outcomes = (Paragraph(o.label, "item") for o in appraisal.outcomes)
    return Section(
        "strategic",
        "Strategic case",
        (Paragraph(f"For the author: {gap}", "gap"), Heading("What is counted here"), *outcomes),
    )


def _economic(appraisal: Answer) -> Section:
    blocks: list[Block] = [
        Paragraph(
            "Every payer, in real terms and discounted by the Green Book: whether the public as a "
            "whole is better off."
        ),
        tables.economic(appraisal),
        Heading("How much is avoided"),
        tables.quantities(appraisal),
        Heading("Who gains and who pays, not discounted"),
        tables.by_payer(appraisal),
        tables.every_payer(appraisal),
        Picture(partial(charts.waterfall, appraisal)),
    ]
    if placement_lines(appraisal):
        blocks.append(Picture(partial(charts.children, appraisal)))
    return Section("economic", "Economic case", tuple(blocks))


def _own_cash(appraisal: Answer) -> Block:
    """The council's cash by year, or that there is none."""
    kinds = (appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, kind=kind) for kind in Kind)
    if not any(amounts.any() for amounts in kinds):
        return Paragraph(
            "None of the council's own cash is released or spent in these years, so there is no "
            "table."
        )
    return tables.financial(appraisal)


def _financial(appraisal: Answer) -> Section:
    blocks = (
        Paragraph(
            "The council's own cash only, in the pounds of each year: what leaves or stays in its "
            "budget. What is avoided without releasing cash is not here."
        ),
        _own_cash(appraisal),
        *((anyway,) if (anyway := tables.committed(appraisal)) else ()),
    )
    return Section("financial", "Financial case", blocks)


def _management(appraisal: Answer) -> Section:
    gap = "who is accountable, the plan and its dates, what could go wrong and who would see it."
    blocks: list[Block] = [Paragraph(f"For the author: {gap}", "gap")]
    drawn = appraisal.drawn
    if drawn is not None and drawn.varying and drawn.draws >= information.FEWEST:
        blocks += [
            Heading("What to measure"),
            Paragraph(f"{resting_on(drawn)} What it would be worth to know those is not known."),
            tables.worth_knowing(appraisal),
        ]
    return Section("management", "Management case", tuple(blocks))


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


def _review(appraisal: Answer) -> Section:
    """The gravest five; the rest by asking, so that they are not lost among many."""
    found = review(appraisal)
    first = at_first(found)
    rows = tuple((f.severity, f.sentence, f.cure, f.source) for f in first)
    columns = ("Weight", "What a reviewer would say", "Cure", "Rule")
    caption = "What a sceptical finance officer would raise, the gravest first"
    blocks: list[Block] = [Table(caption, columns, rows)]
    if len(found) > len(first):
        more = len(found) - len(first)
        blocks.append(
            Paragraph(
                f"{more} more {'point' if more == 1 else 'points'} of less weight, or of the same "
                "kind: appraisal.review(), or costavoid review with the case's file."
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


def _record(appraisal: Answer) -> Section:
    """What gives the same numbers again, anywhere."""
    made = {"costavoid": __version__, "Data (SHA-256)": data_hash()}
    rows = tuple((n, str(value)) for n, value in {**made, **case_settings(appraisal)}.items())
    blocks = (
        Paragraph("The same version, data and settings give the same numbers anywhere."),
        Table("Run record", ("Setting", "Value"), rows),
    )
    return Section("record", "Run record", blocks)
