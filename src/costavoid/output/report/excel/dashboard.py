"""The Dashboard sheet: the first page, by formulas, with a chart that follows them."""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import Row as Line
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.cash_chart import insert
from costavoid.output.report.excel.dashboard_working import Working, columns
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.rating_cells import Rated
from costavoid.output.report.excel.rows import FIRST, letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import STYLES
from costavoid.output.report.excel.templates import quoted
from costavoid.output.words.cover import (
    BRACKETS,
    BREAK_EVEN,
    EVIDENCE,
    RECOMMENDATION,
    RISKS_TITLE,
    Cover,
    heads,
)
from costavoid.output.words.evidence_said import RATINGS

NAME = "Dashboard"
LAST, LABEL_WIDTH, WIDTH = 7, 28, 11  # the last column; widths of the first and of the others
ACROSS = LABEL_WIDTH + LAST * WIDTH
CHART_ROWS, ROW_HIGH = 18, 20  # pixels
NO_ANSWER = "An input cannot be used, so there is no answer."
MOVES = "All payers' value moves with: "


def write(
    appraisal: Answer,
    book: Book,
    working: Working,
    rated: Rated,
    break_even: str,
    said: Cover,
    cells: InputCells,
) -> None:
    """The page, from the top down."""
    sheet = book[NAME]
    sheet.widths(LABEL_WIDTH, *[WIDTH] * LAST)
    sheet.wide(said.title, "title", last=LAST, width=ACROSS // 2)
    sheet.banner(cells.banner, last=LAST)
    about = f'IF({cells.changed}=0,{quoted(said.about)},"With your figures on Inputs.")'
    sheet.saying(about, said.about, last=LAST, width=ACROSS)
    verdict = " ".join(said.verdict)
    made = f'{rated.sentence}&" "&{working.council.value}&" "&{working.all_payers.value}'
    failed = f'IF(ISERROR({working.all_payers.value}),"{NO_ANSWER}",{made})'
    sheet.saying(failed, verdict, last=LAST, width=ACROSS, style="verdict")
    _evidence(sheet, rated, said, cells)
    sheet.row += 1
    _table(appraisal, sheet, working, said)
    sheet.row += 1
    finding, high = f'{working.title.value}&""', CHART_ROWS * ROW_HIGH
    sheet.saying(finding, said.finding, last=LAST, width=ACROSS, style="chart title")
    insert(book, sheet, working, unit=said.table.unit, last=LAST, high=high)
    sheet.row += CHART_ROWS + 1
    _beside(sheet, BREAK_EVEN, break_even, said.break_even)
    for i, risk in enumerate(said.risks):
        _beside(sheet, "" if i else RISKS_TITLE, _risk(risk, cells.changed), risk)
    sheet.row += 1
    _recommendation(sheet, said.recommendation)
    sheet.print_to(LAST, portrait=True, one=True)
    sheet.sheet.set_tab_color(STYLES["title"]["font_color"])
    sheet.sheet.activate()


def _beside(sheet: Sheet, label: str, formula: str, known: str, style: str = "text") -> None:
    """A label, and words by formula over the columns beside it."""
    sheet.text(0, label, "total label")
    sheet.spread(1, formula, known, last=LAST, width=LAST * WIDTH, style=style)
    sheet.row += 1


def _evidence(sheet: Sheet, rated: Rated, said: Cover, cells: InputCells) -> None:
    """The rating by colour, shape and word, and how sure it is."""
    known = f"{said.rating.shape} {said.rating.word}"
    sheet.text(0, EVIDENCE, "total label")
    place = (sheet.row, 1, sheet.row, 2)
    sheet.sheet.merge_range(*place, "", sheet.styles.of("rating"))
    sheet.formula(1, f'{rated.shape}&" "&{rated.word}', known, "rating")
    for one in RATINGS:
        look = sheet.workbook_format({"bg_color": f"#{one.colour}", "font_color": "#FFFFFF"})
        rule = {"type": "cell", "criteria": "==", "value": f'"{one.shape} {one.word}"'}
        sheet.sheet.conditional_format(*place, {**rule, "format": look})
    if said.chance:
        chance = f'IF({cells.changed}=0,{quoted(said.chance)},"")'
        sheet.spread(3, chance, said.chance, last=LAST, width=(LAST - 2) * WIDTH, style="aside")
    sheet.row += 1


def _table(appraisal: Answer, sheet: Sheet, working: Working, said: Cover) -> None:
    """The money in whole units by financial year: rows that add up."""
    table, unit = said.table, working.unit.value
    prices = appraisal.settings.price_year
    after = f" in cash terms; present value in {prices} prices, discounted. {BRACKETS}"
    caption = f'IF({unit}>1,"£000s","£")&{quoted(after)}'
    sheet.saying(caption, said.caption, last=LAST, width=ACROSS, style="note")
    for column, head in enumerate(heads(table)):
        sheet.text(column, head, "head figure" if column else "head")
    sheet.formula(0, f'IF({unit}>1,"£000","£")', heads(table)[0], "head")
    sheet.row += 1
    top, places = sheet.row + 1, {row.id: sheet.row + 1 + i for i, row in enumerate(table.rows)}
    for line in table.rows:
        _line(appraisal, sheet, working, line, places)
    assert sheet.row == top - 1 + len(table.rows)


def _line(
    appraisal: Answer, sheet: Sheet, working: Working, line: Line, places: dict[str, int]
) -> None:
    """One row: differences of what is rounded to date, or sums of the rows above."""
    total = line.id in ("net", "cumulative", "present_value")
    style = "total thousands" if total else "thousands"
    sheet.text(0, line.label, "total label" if total else "text")
    spans, here = columns(appraisal.years), sheet.row + 1
    for i, (first, last) in enumerate(spans):
        at = letters(1 + i)
        if line.id == "net":
            made = f"{at}{places['delivery']}+{at}{places['released']}"
        elif line.id == "cumulative":
            made = f"SUM($B{places['net']}:{at}{places['net']})"
        else:
            row = working.to_date[line.id]
            made = row.at(letters(FIRST + last))
            made += f"-{row.at(letters(FIRST + first - 1))}" if first else ""
        sheet.formula(1 + i, made, line.amounts[i], style)
    if line.total is not None:
        across = f"SUM(B{here}:{letters(len(spans))}{here})"
        sheet.formula(1 + len(spans), across, line.total, style)
    else:
        sheet.text(1 + len(spans), "", style)
    sheet.row += 1


def _risk(risk: str, changed: str) -> str:
    """A risk as it was written; one with figures gives them up once an input is changed."""
    _, parted, input_moved = risk.partition(" with: ")
    if "£" not in risk or not parted:
        return quoted(risk)
    return f"IF({changed}=0,{quoted(risk)},{quoted(MOVES + input_moved)})"


def _recommendation(sheet: Sheet, prompt: str) -> None:
    """A place for it, which can be written in."""
    sheet.text(0, RECOMMENDATION, "total label")
    sheet.sheet.set_row_pixels(sheet.row, 3 * ROW_HIGH)
    place = (sheet.row, 1, sheet.row, LAST)
    sheet.sheet.merge_range(*place, "", sheet.styles.of("write here"))
    sheet.text(1, prompt, "write here")
    sheet.keep_height()
    sheet.row += 1
