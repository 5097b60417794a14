"""What is known of draws that are not kept: how many, their mean and error, and what they lose.

Each part of the draws has a tally of its own, and the parts are added in their order: the same
numbers whichever was finished first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from costavoid.cashflow.metrics import NOTHING
from costavoid.evidence.inputs import Array


@dataclass(frozen=True)
class Tally:
    """So many draws, their `mean`, the sum of `squares` about it, and those below zero."""

    draws: int
    mean: float
    squares: float
    lost: int  # draws below zero
    pounds_lost: float  # their sum, as a loss

    @property
    def standard_error(self) -> float:
        """The Monte Carlo error of the mean; not a number for one draw."""
        if self.draws < 2:
            return math.nan
        return math.sqrt(self.squares / (self.draws - 1) / self.draws)

    @property
    def chance_below_zero(self) -> float:
        """The share of draws that lose."""
        return self.lost / self.draws

    @property
    def chance_not_below_zero(self) -> float:
        """The share of draws that do not lose."""
        return (self.draws - self.lost) / self.draws

    @property
    def loss_if_below(self) -> float:
        """The mean of what the draws that lose lose; 0 where none does."""
        return self.pounds_lost / self.lost if self.lost else 0.0


def tally(values: Array) -> Tally:
    """Of one part of the draws."""
    with np.errstate(over="ignore", invalid="ignore"):
        mean = float(values.mean())
        lost = values[~(values >= -NOTHING)]
        about = values - mean
        squares = float(np.square(about, out=about).sum())
        return Tally(values.size, mean, squares, lost.size, float(-lost.sum()))


def together(parts: Sequence[Tally]) -> Tally:
    """Of all the parts: squares about the mean of all (Chan, Golub and LeVeque 1979)."""
    draws, means, squares, lost, pounds = np.array([astuple(part) for part in parts]).T
    with np.errstate(over="ignore", invalid="ignore"):
        mean = float((draws * means).sum() / draws.sum())
        about = float((squares + draws * np.square(means - mean)).sum())
    return Tally(int(draws.sum()), mean, about, int(lost.sum()), float(pounds.sum()))
