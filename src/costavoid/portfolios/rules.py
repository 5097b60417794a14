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
    if rule is Rule.LARGEST:
        found = shares.max(axis=0)
    elif rule is Rule.INDEPENDENT:
        found = 1 - np.prod(1 - shares, axis=0)
    else:
        found = np.minimum(shares.sum(axis=0), 1.0)
    return np.asarray(found, dtype=np.float64)


def lost(shares: Array, rule: Rule = HEADLINE) -> Array:
    """The share of each effect that is not counted, as others avoid the same events: 0 to 1."""
    return lost_of(shares.sum(axis=0), together(shares, rule))


def lost_of(added: Array, avoided: Array) -> Array:
    """The same from the sum of the shares and what they avoid together; 0 where there is none."""
    counted = np.divide(avoided, added, out=np.ones_like(added), where=added > 0)
    return np.asarray(np.clip(1 - counted, 0.0, 1.0))
