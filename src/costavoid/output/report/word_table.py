"""A table in Word: a header row on every page, rows that no page splits, a total never alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from costavoid.base.extras import from_extra
from costavoid.output.report.document import SHADES, Table

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SMALL, SMALLER, SMALLEST = 9, 8, 7.5  # points: of a table, and of those of many columns
WIDE, WIDER = 6, 9  # columns
BREAK = re.compile(r"\s+|(?<=[a-z]-)(?=[a-z])")  # where a line of a cell may end
WORD = 20  # characters of a word that no column is narrower than
LETTER, PADDING = 0.19, 0.45  # centimetres of a letter of a table, and of a cell's two edges
LONGEST = 250  # characters of a cell that count towards the width of its column
WHOLE, TOGETHER = 14, 3  # rows: a table this short stays on one page; so many at the end of others
TWIPS = 567  # in a centimetre


def clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return NOT_XML.sub("", text)


def across(made: Any) -> int:
    """The width of the text."""
    page = made.sections[-1]
    return int(page.page_width - page.left_margin - page.right_margin)


def table(made: Any, block: Table) -> None:
    """A caption, a header row that is repeated on each page, and rows that no page splits.

    Written as XML at once: cell by cell takes twenty times as long.
    """
    shared = from_extra("docx.shared")
    caption = made.add_paragraph(clean(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    grid = made.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    grid.autofit = False
    widths = _widths(made, block)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = shared.Cm(width)
    parse = from_extra("docx.oxml").parse_xml
    names = from_extra("docx.oxml.ns").nsdecls("w")
    rows = "".join(_rows(block, widths))
    for row in parse(f"<w:tbl {names}>{rows}</w:tbl>").xpath("./w:tr"):
        grid._tbl.append(row)
    made.add_paragraph()


def _rows(block: Table, widths: list[float]) -> Iterator[str]:
    size = round(2 * _letters(block))
    rows = (block.columns, *block.rows)
    last = len(rows) - 1
    for number, row in enumerate(rows):
        bold = number == 0 or (block.total and number == last) or number - 1 in block.strong
        whole = last <= WHOLE or number >= last - TOGETHER or number == 0
        cells = "".join(
            _cell(
                text,
                width,
                size,
                bold=bold,
                right=column in block.numeric,
                shade=SHADES.get(text, "") if number and column in block.rated else "",
                follows=whole and number < last,
            )
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        head = "<w:tblHeader/>" if number == 0 else ""
        yield f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _cell(
    text: str, width: float, size: int, *, bold: bool, right: bool, shade: str, follows: bool
) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    ink = '<w:color w:val="FFFFFF"/>' if shade else ""
    side = '<w:jc w:val="right"/>' if right else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{fill}</w:tcPr><w:p>'
        f"<w:pPr>{'<w:keepNext/>' if follows else ''}"
        f'<w:spacing w:after="0"/>{side}</w:pPr>'
        f"<w:r><w:rPr>{'<w:b/>' if bold or shade else ''}{ink}"
        f'<w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r></w:p></w:tc>'
    )


def _widths(made: Any, block: Table) -> list[float]:
    """Of each column in centimetres: by its longest cell, up to a limit, no less than a word."""
    columns = list(zip(block.columns, *block.rows, strict=True))
    words = [max(len(word) for cell in column for word in BREAK.split(cell)) for column in columns]
    letter = LETTER * _letters(block) / SMALL
    least = [min(word, WORD) * letter + PADDING for word in words]
    wanted = [min(LONGEST, max(len(cell) for cell in column)) ** 0.7 for column in columns]
    room = across(made) / from_extra("docx.shared").Cm(1)
    spare = max(0.0, room - sum(least)) / sum(wanted)
    squeezed = min(1.0, room / sum(least))
    return [squeezed * narrow + spare * wide for narrow, wide in zip(least, wanted, strict=True)]


def _letters(block: Table) -> float:
    """Points of the letters of a table, by its columns."""
    columns = len(block.columns)
    return SMALL if columns <= WIDE else SMALLER if columns <= WIDER else SMALLEST
