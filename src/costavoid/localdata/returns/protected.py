"""A table that is safe to print, with what was done to make it so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class ProtectedTable:
    """A table of counts of children that is safe to print: `frame`, and `said`, its sentences.

    Hidden numbers are missing in `frame` (`<NA>`); `said` tells what was merged, hidden and
    rounded. Numbers are children, placements or nights, as the column says.
    """

    frame: pd.DataFrame
    said: tuple[str, ...]

    def __str__(self) -> str:
        columns = {str(name): _written(self.frame[name]) for name in self.frame}
        return "\n".join([self.frame.assign(**columns).to_string(), *self.said])

    __repr__ = __str__


def _written(column: pd.Series[Any]) -> list[str]:
    """A column as text: counts that are missing are hidden, other numbers are not known."""
    missing = "hidden" if str(column.dtype) == "Int64" else "-"
    absent = column.isna()
    return [missing if no else _word(v) for v, no in zip(column, absent, strict=True)]


def _word(value: object) -> str:
    return f"{value:,.10g}" if isinstance(value, float) else _whole(value)


def _whole(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def sentences(
    threshold: int, merged: tuple[str, ...], hidden: int, numbers: int
) -> tuple[str, ...]:
    """What was merged, hidden and rounded."""
    together = "; ".join(merged)
    return (
        f"Counted together, as few children are in each: {together}." if merged else "None merged.",
        f"{hidden:,} of {numbers:,} numbers hidden: counts of 1 to {threshold}, and others from "
        "which they could be worked out.",
        f"The rest is rounded to the nearest 5; what is just above {threshold} is rounded up.",
    )
