"""The first sheet of a portfolio's workbook: words, switches, the table by formula, the budget."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from costavoid.base.arrays import Array
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.options import LAST, WIDTH
from costavoid.output.report.excel.portfolio_budget import write_budget, write_chart
from costavoid.output.report.excel.portfolio_pounds import (
    LARGEST,
    MOST,
    ON,
    SCALE,
    Placed,
    Switches,
    locked_in_scale,
    locked_on,
)
from costavoid.output.report.excel.rows import letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.words.cover import BREAK_EVEN, EVIDENCE, RECOMMENDATION, RISKS_TITLE
from costavoid.output.words.portfolio_page import (
    PROGRAMMES,
    REMOVED,
    TITLE,
    TOGETHER,
    PortfolioPage,
)
from costavoid.output.words.side_by_side import MONEY
from costavoid.portfolios.budget import ALONE, DELIVERY, GONE, LINES, REDUCED
from costavoid.version import __version__

EVIDENCE_AT, MONEY_AT = 3, 4  # columns
TO_FUND = "To fund"
BY_YEAR = "Together, by year"
WORDS_OF_ALL = (
    "The words of this workbook are of all programmes on, each at scale 1; the tables of this "
    "sheet follow the cells to edit, in pounds: of each year, or in present value where that is "
    "said."
)
TO_EDIT = (
    "Write 1 for on or 0 for off. A scale of 2 is twice the programme: its people, what they avoid "
    "and what it costs to run."
)
STRONG = ("net", "cumulative", "present_value")


def write_top(sheet: Sheet, page: PortfolioPage) -> Switches:
    """The words above the switches, and the heads; the table begins on the row to come."""
    sheet.wide(TITLE, "title", last=LAST, width=WIDTH // 2)
    sheet.wide(page.about, last=LAST, width=WIDTH)
    sheet.wide(" ".join(page.verdict), "total label", last=LAST, width=WIDTH)
    rated = f"{EVIDENCE}: {page.rating}. {page.chance}".strip()
    sheet.wide(rated, last=LAST, width=WIDTH)
    sheet.wide(WORDS_OF_ALL, "note", last=LAST, width=WIDTH)
    sheet.section(PROGRAMMES)
    sheet.wide(TO_EDIT, "note", last=LAST, width=WIDTH)
    for sentence in _locked(page):
        sheet.wide(sentence, "note", last=LAST, width=WIDTH)
    first = sheet.row + 3  # below the banner and the heads, counted from 1
    column = letters(MONEY_AT)
    counts = f"{column}{first}:{column}{first + len(page.lines) - 1}"
    wrong = "a switch is not 0 or 1, or a scale is no number from 0 to"
    sheet.banner(
        f'IF(ISERROR(SUM({counts})),"Nothing can be worked out: {wrong} {LARGEST}.","")', last=LAST
    )
    money = (page.programmes.labels[id] for id in MONEY)
    fund = [TO_FUND] if page.choice is not None else []
    sheet.heads(("Programme, £", "On", "Scale", EVIDENCE, *money, *fund), figures_from=MONEY_AT)
    return Switches(sheet.prefix, first)


def _locked(page: PortfolioPage) -> list[str]:
    """Why a switch or a scale is not to be edited."""
    found = []
    if names := locked_in_scale(page.joined):
        found.append(
            f"Scale is locked for {', '.join(names)}: they share children with another programme, "
            "and what overlap removes does not grow in step; appraise another size in Python."
        )
    on = locked_on(page.joined)
    for cohort in dict.fromkeys(on.values()):
        sharing = [name for name, of in on.items() if of == cohort]
        found.append(
            f"Locked on: {', '.join(sharing)}. {len(sharing)} programmes reach the children of "
            f"{cohort}, more than {MOST}, and a workbook cannot hold what overlap removes of "
            "every set of them; choose among them in Python."
        )
    return found


def write_live(book: Book, sheet: Sheet, page: PortfolioPage, placed: Placed) -> None:
    """The switches, the tables by formula, the budget, and the words below."""
    top = sheet.row
    lines_at = top + len(page.lines) + 2
    years_at = lines_at + 3  # the row of the first line by year, counted from 0
    rows = {row.id: years_at + at for at, row in enumerate(page.table.rows)}
    _programmes(sheet, page, placed, rows)
    sheet.section(BY_YEAR)
    head = sheet.row
    sheet.heads(("£", *page.joined.years, "Total"), figures_from=1)
    assert sheet.row == years_at
    _years(sheet, page, placed, rows)
    write_budget(book, sheet, page, placed, rows[DELIVERY])
    write_chart(book, sheet, page, head, rows)
    _words(sheet, page)


def _programmes(sheet: Sheet, page: PortfolioPage, placed: Placed, rows: dict[str, int]) -> None:
    """A row of each programme, what overlap removes, and all together."""
    fixed, unscaled = locked_on(page.joined), locked_in_scale(page.joined)
    count, first = len(page.lines), sheet.row + 1
    for at, line in enumerate(page.lines):
        sheet.text(0, line.name)
        _switch(sheet, ON, 1, {"validate": "list", "source": [1, 0]}, line.name in fixed)
        limits = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST}
        _switch(sheet, SCALE, 1, limits, line.name in unscaled)
        if line.rating:
            sheet.text(EVIDENCE_AT, line.rating, line.rating.word)
        counted = f"{placed.sheet}!$B${placed.counts + at}"
        for column, id in enumerate(MONEY, MONEY_AT):
            sums = [_across(placed, name, at, page) for name in _parts(id)]
            pounds = sum(float(placed.known.alone[line.name][p].sum()) for p in _parts(id))
            sheet.formula(column, f"{counted}*({'+'.join(sums)})", pounds, "thousands")
        if page.choice is not None:
            funded = line.name in page.choice.funded
            sheet.text(MONEY_AT + len(MONEY), "yes" if funded else "no", "figure text")
        sheet.row += 1
    total = letters(1 + len(page.joined.years))
    sheet.text(0, REMOVED)
    for column, id in enumerate(MONEY, MONEY_AT):
        gone = [part for part in _parts(id) if part in REDUCED]
        cells = "+".join(f"${total}${rows[f'{GONE} {part}'] + 1}" for part in gone) or "0"
        known = sum(float(placed.known.removed[part].sum()) for part in gone)
        sheet.formula(column, cells, known, "thousands")
    sheet.row += 1
    sheet.text(0, TOGETHER, "total label")
    sheet.text(EVIDENCE_AT, page.rating, page.rating.word)
    for column, id in enumerate(MONEY, MONEY_AT):
        whole = sum(float(placed.known.whole(part).sum()) for part in _parts(id))
        cells = f"SUM({letters(column)}{first}:{letters(column)}{first + count})"
        sheet.formula(column, cells, whole, "total thousands")
    sheet.row += 1


def _parts(id: str) -> tuple[str, ...]:
    """What a column of money is the sum of."""
    return (DELIVERY, "released") if id == "net" else (id,)


def _across(placed: Placed, line: str, at: int, page: PortfolioPage) -> str:
    """A programme's line over all years."""
    row, last = placed.lines[line] + at, letters(len(page.joined.years))
    return f"SUM({placed.sheet}!$B${row}:${last}${row})"


def _switch(
    sheet: Sheet, column: int, value: float, allowed: dict[str, object], locked: bool
) -> None:
    """A cell to edit, or one that is locked."""
    sheet.number(column, value, "number" if locked else "edit number")
    if not locked:
        sheet.sheet.data_validation(sheet.row, column, sheet.row, column, allowed)


def _years(sheet: Sheet, page: PortfolioPage, placed: Placed, rows: dict[str, int]) -> None:
    """The first page's table, every year by formula."""
    known = _known(page, placed)
    years, count = len(page.joined.years), len(page.lines)

    def formula(id: str, year: int) -> str:
        at = letters(1 + year)
        kind, _, line = id.partition(" ")
        if kind == GONE:
            return placed.removed(line, year, years)
        if id in (DELIVERY, f"{ALONE} {line}"):
            first = placed.lines[line or DELIVERY]
            pounds = placed.down(first, first + count - 1, 1 + year)
            return f"SUMPRODUCT({placed.counted(count)},{pounds})"
        if id == "cumulative":
            before = f"{letters(year)}{rows[id] + 1}+" if year else ""
            return f"{before}{at}{rows['net'] + 1}"
        summed = {
            "net": (DELIVERY, f"{ALONE} released", f"{GONE} released"),
            "present_value": (f"{ALONE} present_value", f"{GONE} present_value"),
        }
        return "+".join(f"{at}{rows[part] + 1}" for part in summed[id])

    for row in page.table.rows:
        strong = row.id in STRONG
        style = "total thousands" if strong else "thousands"
        sheet.text(0, row.label, "total label" if strong else "text")
        for year in range(years):
            sheet.formula(1 + year, formula(row.id, year), float(known[row.id][year]), style)
        if row.total is not None:
            across = f"SUM(B{sheet.row + 1}:{letters(years)}{sheet.row + 1})"
            sheet.formula(1 + years, across, float(np.sum(known[row.id])), style)
        sheet.row += 1


def _known(page: PortfolioPage, placed: Placed) -> dict[str, Sequence[float]]:
    """What every line comes to in Python, all programmes on."""
    pounds = placed.known
    alone = {line: np.sum([of[line] for of in pounds.alone.values()], axis=0) for line in LINES}
    net = pounds.whole(DELIVERY) + pounds.whole("released")
    found: dict[str, Array] = {DELIVERY: alone[DELIVERY], "net": net, "cumulative": net.cumsum()}
    for line in REDUCED:
        found |= {f"{ALONE} {line}": alone[line], f"{GONE} {line}": pounds.removed[line]}
    found["present_value"] = pounds.whole("present_value")
    return {row.id: np.asarray(found[row.id]).tolist() for row in page.table.rows}


def _words(sheet: Sheet, page: PortfolioPage) -> None:
    parts = {
        BREAK_EVEN: (page.break_even,),
        RISKS_TITLE: page.risks,
        RECOMMENDATION: (page.recommendation,),
    }
    for title, sentences in parts.items():
        sheet.section(title)
        for sentence in sentences:
            sheet.wide(sentence, last=LAST, width=WIDTH)
    sheet.wide(f"Written by costavoid {__version__}.", "note", last=LAST, width=WIDTH)
    last = max(LAST + (page.choice is not None), 1 + len(page.joined.years))
    sheet.widths(44, 13, 13, 18, *[14] * (last - 3))
    sheet.print_to(last, one=True)
