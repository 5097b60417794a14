"""What is left of effects on the same events: the share of each that counts, by three rules.

Each programme alone would avoid a share s of the events. Together they avoid
1 - (1 - s1)(1 - s2)..., where each acts on what the one before left: it does not matter which
comes first. Never less than the largest alone, never more than the sum or than all of them.
Every effect keeps the same share of itself, so what is removed is in proportion.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from costavoid.base.arrays import Array


class Rule(StrEnum):
    """How effects on the same events combine."""

    LARGEST = "largest only"
    INDEPENDENT = "independent"
    CAPPED = "sum, capped"


HEADLINE = Rule.INDEPENDENT


def together(shares: Array, rule: Rule = HEADLINE) -> Array:
    """The share of the events avoided by all; `shares` has a row for each programme, 0 to 1."""
    return np.asarray(shares.sum(axis=0) - twice(shares, rule))


def twice(shares: Array, rule: Rule = HEADLINE) -> Array:
    """The share of the events that is counted more than once in the sum; none where one acts."""
    if rule is Rule.LARGEST:
        return np.asarray(shares.sum(axis=0) - shares.max(axis=0))
    if rule is Rule.CAPPED:
        return np.asarray(np.maximum(shares.sum(axis=0) - 1, 0.0))
    before, found = np.zeros(shares.shape[1:]), np.zeros(shares.shape[1:])
    for share in shares:
        before, found = after(before, share), found + before * share
    return found


def after(avoided: Array, share: Array | float) -> Array:
    """The share of the events avoided when one more programme acts on what others left."""
    return avoided + (1 - avoided) * share


def lost(shares: Array, rule: Rule = HEADLINE) -> Array:
    """The share of each effect that is not counted, as others avoid the same events: 0 to 1."""
    return part(twice(shares, rule), shares.sum(axis=0))


def part(of: Array, whole: Array) -> Array:
    """A part of a whole, from 0 to 1; 0 where there is no whole."""
    share = np.divide(of, whole, out=np.zeros_like(whole), where=whole > 0)
    return np.asarray(np.clip(share, 0.0, 1.0))
