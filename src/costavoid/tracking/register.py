"""The benefits register as data: what was approved, to be counted against for years."""

from __future__ import annotations

from datetime import date
from typing import Literal

import numpy as np
from pydantic import Field

from costavoid.analysis.telling import month_after
from costavoid.base.arrays import Array
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.frozen import Frozen, Number
from costavoid.base.vocabulary import MONTHS_PER_YEAR, Cash, Payer
from costavoid.base.years import Day, FinancialYear, financial_years

FORMAT = 1
Class = Literal["cash", "non-cash", "quantified"]  # as the Green Book classes benefits


class Value(Frozen):
    """What a benefit is worth to one payer, as cash or avoided: real pounds by financial year."""

    payer: Payer
    kind: Cash
    pounds: tuple[Number, ...]


class Benefit(Frozen):
    """One benefit of the register.

    Where it can be counted, `without` and `planned` are the events expected in each month from
    `first_month`, without the programme and with it; `baseline_events` is how many independent
    events `without` rests on, and `dispersion` the variance of a count over its mean. Else
    `not_counted` says why no count shows it. `published` is the measure, published by council,
    that stands for it when it is set against others, of the years that the baseline is of.
    """

    id: str
    benefit: str
    measure: str
    owner: str = ""
    data_source: str = ""
    starts: Day
    ends: Day
    not_counted: str = ""
    baseline_a_year: Number = 0.0
    baseline_events: Number = 0.0
    baseline_source: str = ""
    dispersion: Number = 1.0
    first_month: Day | None = None
    without: tuple[Number, ...] = ()
    planned: tuple[Number, ...] = ()
    published: str = ""
    published_years: tuple[FinancialYear, ...] = ()
    values: tuple[Value, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether events can be counted that show it."""
        return not self.not_counted

    @property
    def of_class(self) -> Class:
        """Cash where it releases any, else non-cash; quantified where it has no pounds at all."""
        if any(sum(value.pounds) for value in self.values if value.kind is Cash.CASH):
            return "cash"
        return "non-cash" if any(sum(value.pounds) for value in self.values) else "quantified"

    @property
    def fall(self) -> float:
        """Events that are planned to be fewer than without the programme, in all."""
        return sum(self.without) - sum(self.planned)

    def yearly(self, kind: Cash | None = None, payer: Payer | None = None) -> Array:
        """Real pounds by financial year."""
        parts = [
            value.pounds
            for value in self.values
            if kind in (None, value.kind) and payer in (None, value.payer)
        ]
        return np.sum(parts, axis=0) if parts else np.zeros(1)

    def worth(self, kind: Cash | None = None, payer: Payer | None = None) -> float:
        """Real pounds over the horizon."""
        return float(self.yearly(kind, payer).sum())


class Money(Frozen):
    """The council's own money as planned, in the pounds of each year, by month from `first_month`.

    `spent` on delivery; `released`, cash that leaves a budget line; `avoided`, what is not.
    """

    first_month: Day
    spent: tuple[Number, ...]
    released: tuple[Number, ...]
    avoided: tuple[Number, ...]


class Register(Frozen):
    """What was approved and when: the benefits, their baselines and targets, and the money."""

    format: int = FORMAT
    programme: str
    summary: str
    approved: Day
    first_year: FinancialYear
    horizon: int = Field(ge=1)
    price_year: FinancialYear
    costavoid: str
    data_sha256: str
    benefits: tuple[Benefit, ...]
    money: Money

    @property
    def years(self) -> tuple[str, ...]:
        """The financial years it covers."""
        return financial_years(self.first_year, self.horizon)

    @property
    def counted(self) -> tuple[Benefit, ...]:
        """The benefits that counts can show."""
        return tuple(benefit for benefit in self.benefits if benefit.counted)

    def benefit(self, id: str) -> Benefit:
        """One benefit by its id. Raises InputError offering the nearest."""
        found = {benefit.id: benefit for benefit in self.benefits}
        if not isinstance(id, str) or id not in found:
            raise InputError(f"benefit: {shown(id)} given. {nearest(str(id), found)}")
        return found[id]


def months_of(benefit: Benefit) -> tuple[date, ...]:
    """The months of a benefit that is counted, each by its first day."""
    first = benefit.first_month
    return tuple(month_after(first, i) for i in range(len(benefit.without))) if first else ()


def in_years(months: int) -> str:
    """So many months, as people say them: "9 months", "2 years", "3 years and 3 months"."""
    whole, rest = divmod(months, MONTHS_PER_YEAR)
    said = [
        f"{number} {word if number == 1 else word + 's'}"
        for number, word in ((whole, "year"), (rest, "month"))
        if number
    ]
    return " and ".join(said) or "no time"
