"""The five cases of a business case: what an appraisal fills, and marked gaps for the author.

HM Treasury, Green Book: the Five Case Model.
"""

from __future__ import annotations

from functools import partial

from costavoid.analysis import information
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import medium_term
from costavoid.appraisal.children import placement_lines
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.output import charts
from costavoid.output.report import prompts, tables
from costavoid.output.report.document import Block, Heading, Paragraph, Picture, Section
from costavoid.output.report.prompts import asked
from costavoid.output.report.to_count import to_count
from costavoid.output.words.chances import resting_on


def strategic(appraisal: Answer) -> Section:
    """Why, and what is counted; the options are the author's."""
    outcomes = (Paragraph(o.label, "item") for o in appraisal.outcomes)
    blocks: tuple[Block, ...] = (
        Heading("Strategic fit"),
        Paragraph(asked(prompts.STRATEGIC_FIT), "gap"),
        Heading("Options considered"),
        Paragraph(asked(prompts.OPTIONS), "gap"),
        Heading("What is counted here"),
        *outcomes,
    )
    return Section("strategic", "Strategic case", blocks, on_new_page=True)


def economic(appraisal: Answer) -> Section:
    """Every payer: what is avoided, who gains and who pays."""
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
        Picture(partial(charts.cash_profile, appraisal)),
        Picture(partial(charts.waterfall, appraisal)),
    ]
    if placement_lines(appraisal):
        blocks.append(Picture(partial(charts.children, appraisal)))
    return Section("economic", "Economic case", tuple(blocks))


def commercial() -> Section:
    """How it is bought: the author's."""
    return Section("commercial", "Commercial case", (Paragraph(asked(prompts.COMMERCIAL), "gap"),))


def _own_cash(appraisal: Answer) -> Block:
    """The council's cash by year, or that there is none."""
    kinds = (appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, kind=kind) for kind in Kind)
    if not any(amounts.any() for amounts in kinds):
        return Paragraph(
            "None of the council's own cash is released or spent in these years, so there is no "
            "table."
        )
    return tables.financial(appraisal)


def financial(appraisal: Answer) -> Section:
    """The council's own cash by year, its line in the medium-term plan, and who funds it."""
    blocks = (
        Paragraph(
            "The council's own cash only, in cash terms: what leaves or stays in its budget. Cost "
            "avoidance is not here."
        ),
        _own_cash(appraisal),
        *((anyway,) if (anyway := tables.committed(appraisal)) else ()),
        Heading("Medium-term financial plan"),
        tables.medium_term(medium_term(appraisal)),
        Heading("Funding"),
        Paragraph(asked(prompts.FUNDING), "gap"),
    )
    return Section("financial", "Financial case", blocks)


def management(appraisal: Answer) -> Section:
    """Delivery, benefits and implications: the author's; what to measure, from the draws."""
    blocks: list[Block] = [
        Heading("Delivery"),
        Paragraph(asked(prompts.DELIVERY), "gap"),
        Heading("Benefits"),
        Paragraph(asked(prompts.BENEFITS), "gap"),
    ]
    drawn = appraisal.drawn
    if drawn is not None and drawn.varying and drawn.draws >= information.FEWEST:
        blocks += [
            Heading("What to measure"),
            Paragraph(f"{resting_on(drawn)} What it would be worth to know those is not known."),
            tables.worth_knowing(appraisal),
        ]
    blocks += to_count(appraisal)
    blocks.append(Heading("Implications"))
    blocks += [Paragraph(asked(wanted, of), "gap") for of, wanted in prompts.IMPLICATIONS]
    return Section("management", "Management case", tuple(blocks))
