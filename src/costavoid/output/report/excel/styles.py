"""How cells look: one named style each, the same on every sheet."""

from __future__ import annotations

from typing import Any

from costavoid.base.vocabulary import Unit
from costavoid.output.words.evidence_said import RATINGS

INK, PAPER, EDIT, LINE = "#1F3864", "#DCE6F1", "#FFF2CC", "#BFBFBF"
POUNDS = "£#,##0;-£#,##0;£0"
PENCE = "£#,##0.00;-£#,##0.00;£0.00"
THOUSANDS = "#,##0;(#,##0);0"  # brackets: money spent
TEXT = "@"  # keeps 2011-12 a price year: Excel would make it December 2011

_TEXT = {"valign": "top", "text_wrap": True}
_HEAD = {"bold": True, "bg_color": PAPER, "bottom": 1, "valign": "top", "text_wrap": True}
_EDIT = {"locked": False, "bg_color": EDIT, "font_color": "#0000FF", "border": 1}
_EDIT |= {"border_color": LINE, "valign": "top"}
_FIGURE = {"valign": "top", "align": "right"}
_TOTAL = {"bold": True, "valign": "top", "align": "right"}

STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "verdict": _TEXT | {"font_size": 12, "bold": True},
    "chart title": {"bold": True, "font_size": 12, "align": "center"},
    "rating": {"bold": True, "align": "center", "valign": "top"},
    "thousands": _FIGURE | {"num_format": THOUSANDS},
    "total thousands": _TOTAL | {"num_format": THOUSANDS},
    "write here": _TEXT | {"locked": False, "bg_color": EDIT, "border": 1, "border_color": LINE},
    "section": {"bold": True, "font_size": 12, "font_color": INK},
    "head": _HEAD,
    "head aside": _HEAD | {"align": "left", "indent": 1},
    "head figure": _HEAD | {"align": "right"},
    "text": _TEXT,
    "aside": _TEXT | {"align": "left", "indent": 1},  # beside a figure
    "one line": {"valign": "top", "bold": True},
    "id": {"valign": "top", "italic": True, "font_color": "#595959"},
    "note": _TEXT | {"italic": True, "font_color": "#595959"},
    "figure text": {"valign": "top", "align": "right"},
    "number": _FIGURE | {"num_format": "General"},
    "cases": _FIGURE | {"num_format": "#,##0.0000"},
    "years": _FIGURE | {"num_format": "0.0000"},
    "factor": _FIGURE | {"num_format": "0.000000"},
    "ratio": _FIGURE | {"num_format": "0.00"},
    "percent": _FIGURE | {"num_format": "0.0%"},
    "pounds": _FIGURE | {"num_format": POUNDS},
    "pence": _FIGURE | {"num_format": PENCE},
    "difference": _FIGURE | {"num_format": "0.000000"},
    "total pounds": _TOTAL | {"num_format": POUNDS},
    "total cases": _TOTAL | {"num_format": "#,##0.0000"},
    "total ratio": _TOTAL | {"num_format": "0.00"},
    "total label": _TEXT | {"bold": True},
    "day": _FIGURE | {"num_format": "d mmm yyyy"},
    "edit day": _EDIT | {"num_format": "d mmm yyyy", "align": "right"},
    "edit number": _EDIT | {"num_format": "General"},
    "edit percent": _EDIT | {"num_format": "0.0##%"},
    "edit pounds": _EDIT | {"num_format": PENCE},
    "edit text": _EDIT | {"num_format": TEXT, "align": "right"},
}
_WHITE = {"bold": True, "font_color": "#FFFFFF", "valign": "top"}
STYLES |= {one.word: _WHITE | {"bg_color": f"#{one.colour}"} for one in RATINGS}
EDITED = {"percent": "edit percent", "pence": "edit pounds", "number": "edit number"}


def figure_style(unit: Unit) -> str:
    """How a number in a unit is shown."""
    if unit.is_money:
        return "pence"
    return "percent" if unit is Unit.SHARE else "number"


CHANGED = {"bg_color": "#F8CBAD", "bold": True}
WRONG = {"bg_color": "#C00000", "font_color": "#FFFFFF", "bold": True}


class Styles:
    """The styles of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, bool], Any] = {}

    def of(self, name: str, *, quoted: bool = False) -> Any:
        """A style by name; `quoted` keeps what a cell holds text when somebody edits it."""
        if (name, quoted) not in self._made:
            made = self._workbook.add_format({"font_name": "Calibri", **STYLES[name]})
            if quoted:
                made.set_quote_prefix()
            self._made[name, quoted] = made
        return self._made[name, quoted]

    def add(self, look: dict[str, Any]) -> Any:
        """A look for cells that change it by a rule."""
        return self._workbook.add_format(look)
