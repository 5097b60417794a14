"""A table that is safe to print, with what was done to make it so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
        return "\n".join([self.frame.to_string(na_rep="hidden"), *self.said])

    __repr__ = __str__


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
