"""What several years' counts say of one: how much they spread, and how a worst year falls back."""

from __future__ import annotations

from collections.abc import Sequence

ENOUGH = 3  # counts, to tell a spread from


def dispersion_of(counts: Sequence[float]) -> float:
    """Variance of yearly counts over their mean, 1 or more: 1 is that of independent cases.

    The index of dispersion, sum((x - mean)^2) / mean / (n - 1). 1 for fewer than three counts.
    """
    if len(counts) < ENOUGH or not sum(counts):
        return 1.0
    mean = sum(counts) / len(counts)
    index = sum((count - mean) ** 2 for count in counts) / mean / (len(counts) - 1)
    return max(1.0, index)


def fall_from_worst(mean: float, years: int) -> float:
    """By what share the worst of some years' Poisson counts falls to their mean, on average.

    Regression to the mean: 1 - mean / E[the highest of them], from the exact distribution.
    """
    import numpy as np
    from scipy.special import pdtr

    most = int(mean + 12 * np.sqrt(mean) + 30)
    highest = float((1 - pdtr(np.arange(most), mean) ** years).sum())
    return 1 - mean / highest if highest else 0.0
