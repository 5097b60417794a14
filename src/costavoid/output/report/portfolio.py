"""What a portfolio's document holds: a first page, the programmes side by side, then each."""

from __future__ import annotations

import os
from functools import partial

from costavoid.output.charts.budgets import frontier as frontier_chart
from costavoid.output.charts.options import net_cash
from costavoid.output.report import html, markdown, word
from costavoid.output.report.contents import first_page
from costavoid.output.report.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Picture,
    Rated,
    Section,
    Table,
    in_plain_words,
)
from costavoid.output.words.cover import (
    BREAK_EVEN,
    EVIDENCE,
    RECOMMENDATION,
    RISKS_TITLE,
    cells,
    heads,
)
from costavoid.output.words.plainly import names, plainly
from costavoid.output.words.portfolio_page import (
    BUYS,
    FUND,
    OVERLAP,
    PROGRAMMES,
    RULES,
    RULES_CAPTION,
    TITLE,
    PortfolioPage,
    frontier_heads,
    frontier_lines,
    frontier_rows,
    fund_lines,
    side_heads,
    side_rows,
)
from costavoid.output.words.side_by_side import UNLIKE, Line
from costavoid.portfolios.choice.choose import Choice
from costavoid.portfolios.choice.frontier import Frontier
from costavoid.portfolios.rules import HEADLINE, Rule

NETS = ("net", "cumulative", "present_value")


def portfolio_word(page: PortfolioPage, template: str | os.PathLike[str] | None = None) -> bytes:
    """The document as the bytes of a .docx file. Raises as `word.to_word`, but for the path."""
    return word.document_bytes(portfolio_document(page), template=template)


def portfolio_html(page: PortfolioPage) -> bytes:
    """The document as the bytes of an HTML file."""
    return html.document_bytes(portfolio_document(page))


def portfolio_markdown(page: PortfolioPage) -> str:
    """The document in Markdown."""
    return markdown.document_text(portfolio_document(page))


def portfolio_document(page: PortfolioPage) -> Document:
    """Everything, in order."""
    asked = []
    if page.choice is not None:
        asked.append(_fund(page.choice))
    if page.frontier is not None:
        asked.append(_buys(page.frontier))
    each = (_of(number, line) for number, line in enumerate(page.lines, 1))
    first = (_summary(page), _side_by_side(page), _overlap(page))
    return Document(TITLE, page.about, (*first, *asked, *each))


def _summary(page: PortfolioPage) -> Section:
    columns = heads(page.table)
    strong = frozenset(at for at, row in enumerate(page.table.rows) if row.id in NETS)
    figures = frozenset(range(1, len(columns)))
    blocks: tuple[Block, ...] = (
        Paragraph(" ".join(page.verdict), "verdict"),
        Rated(EVIDENCE, page.rating, page.chance),
        Table(page.caption, columns, cells(page.table), figures, strong=strong),
        Heading(BREAK_EVEN),
        Paragraph(page.break_even),
        Heading(RISKS_TITLE),
        *(Paragraph(risk, "item") for risk in page.risks),
        Heading(RECOMMENDATION),
        Paragraph(page.recommendation, "gap"),
    )
    return Section("summary", "Summary", blocks)


def _side_by_side(page: PortfolioPage) -> Section:
    columns, rows = side_heads(page), side_rows(page)
    figures = frozenset(range(2, len(columns)))
    blocks: tuple[Block, ...] = (
        Table(page.programmes.caption, columns, rows, figures, total=True, rated=frozenset({1})),
        Picture(partial(net_cash, page.programmes)),
        Heading(UNLIKE),
        *(Paragraph(sentence, "item") for sentence in page.programmes.unlike),
    )
    return Section("programmes", PROGRAMMES, blocks, on_new_page=True)


def _overlap(page: PortfolioPage) -> Section:
    headline = frozenset({list(Rule).index(HEADLINE)})
    unit = heads(page.table)[0]
    columns = (f"{RULES[0]}, {unit}", *RULES[1:])
    said = (Paragraph(sentence, "item") for sentence in page.overlap)
    table = Table(RULES_CAPTION, columns, page.rules, frozenset(range(1, 5)), strong=headline)
    return Section("overlap", OVERLAP, (table, *said))


def _fund(choice: Choice) -> Section:
    said = (
        Paragraph(line.strip(), "item" if line.startswith(" ") else "plain")
        for line in fund_lines(choice)
    )
    return Section("fund", FUND, tuple(said))


def _buys(frontier: Frontier) -> Section:
    first, *rest = frontier_lines(frontier)
    columns, rows = frontier_heads(frontier), frontier_rows(frontier)
    blocks: tuple[Block, ...] = (
        Table(first, columns, rows, frozenset({0, 1})),
        Picture(partial(frontier_chart, frontier)),
        *(Paragraph(line, "item") for line in rest),
    )
    return Section("frontier", BUYS, blocks)


def _of(number: int, line: Line) -> Section:
    """The first page of one programme, alone."""
    assert line.answer is not None  # a portfolio has no line that does nothing
    case = line.answer.intervention
    about = dict.fromkeys(said for said in (case.called, case.summary()) if said != line.name)
    alone = f"{': '.join(about)}. " if about else ""
    blocks = (Paragraph(f"{alone}Alone, before overlap."), *first_page(line.answer))
    section = Section(f"programme-{number}", line.name, blocks, on_new_page=True)
    return in_plain_words(section, plainly(names(line.answer)))
