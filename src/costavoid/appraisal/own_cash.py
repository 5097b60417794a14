"""One payer's own cash by financial year: what a budget holds, and what payback is counted in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.errors import member
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices


@dataclass(frozen=True)
class OwnCash:
    """Cash pounds of each year: released, spent on delivery (negative), their net, and to date."""

    years: tuple[str, ...]
    released: Array
    delivery: Array
    net: Array

    @property
    def to_date(self) -> Array:
        """The net of each year and all before it."""
        found: Array = np.cumsum(self.net)
        return found


def own_cash(appraisal: Answer, payer: str = "council") -> OwnCash:
    """That of one payer. Raises InputError for a payer there is not."""
    owner = member(Payer, payer, "payer")

    def cash(kind: Kind | None) -> Array:
        return appraisal.annual(payer=owner, cash=Cash.CASH, kind=kind, prices=Prices.NOMINAL)

    return OwnCash(appraisal.years, cash(Kind.BENEFIT), cash(Kind.DELIVERY), cash(None))
