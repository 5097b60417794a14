"""Re-basing, discounting and the writing of pounds: here, and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.frozen import Frozen, Number
from costavoid.base.years import start_year, year_label

Timing = Literal["start of year", "mid-year"]
TIMINGS: tuple[Timing, ...] = ("start of year", "mid-year")


@dataclass(frozen=True)
class PriceIndex:
    """The GDP deflator by financial year; `outturn` is the last year that is not a forecast."""

    vintage: str
    outturn: str
    levels: tuple[tuple[str, float], ...]

    @cached_property
    def _by_year(self) -> dict[str, float]:
        return dict(self.levels)

    @property
    def index(self) -> Mapping[str, float]:
        """The level of each financial year, read-only."""
        return MappingProxyType(self._by_year)

    @property
    def first(self) -> str:
        """The first year of the index."""
        return self.levels[0][0]

    @property
    def last(self) -> str:
        """The last year of the index, usually a forecast."""
        return self.levels[-1][0]

    @property
    def final_growth(self) -> float:
        """Growth of the last year on the one before; used for every later year."""
        return self.levels[-1][1] / self.levels[-2][1] - 1

    def level(self, year: str) -> float:
        """Index of a price year. Raises InputError for a year outside the index."""
        if year not in self._by_year:
            year = year_label(start_year(year))
        if year not in self._by_year:
            raise InputError(
                f"price year: {year} given; the price index runs from {self.first} to "
                f"{self.last}. Use a price year inside it."
            )
        return self._by_year[year]

    def nominal_level(self, year: str) -> float:
        """As `level`, with years after the last growing at its growth rate."""
        beyond = start_year(year) - start_year(self.last)
        if beyond <= 0:
            return self.level(year)
        return float(self.level(self.last) * (1 + self.final_growth) ** beyond)


def rebase(amount: float, from_year: str, to_year: str, index: PriceIndex) -> float:
    """Pounds of one price year in pounds of another, by the GDP deflator. Formula 8."""
    return amount * (index.level(to_year) / index.level(from_year))


def inflation_factors(
    years: tuple[str, ...], price_year: str, index: PriceIndex
) -> NDArray[np.float64]:
    """Cash pounds of each year per pound of the price year. Formula 9."""
    base = index.level(price_year)
    return np.array([index.nominal_level(year) / base for year in years])


class Band(Frozen):
    """One step of a declining discount rate: `rate` holds up to and including year `to_year`."""

    to_year: int
    rate: Annotated[Number, Field(ge=0, lt=1)]


class DiscountSchedule(Frozen):
    """A declining discount rate, in bands of years from year 0, of one edition."""

    edition: str
    name: str
    title: str
    source: str
    bands: tuple[Band, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        ends = [band.to_year for band in self.bands]
        if ends != sorted(set(ends)):
            raise InputError(f"bands of {self.name}: {ends} given; their years must rise.")
        return self

    def rate(self, year: int) -> float:
        """The rate that applies to the step into year `year` (1 or more)."""
        for band in self.bands:
            if year <= band.to_year:
                return band.rate
        return self.bands[-1].rate


def discount_factors(
    count: int, schedule: DiscountSchedule, timing: Timing = "start of year"
) -> NDArray[np.float64]:
    """Present value at year 0 of a pound in each of years 0 to count-1. Formula 10.

    Year 0 is undiscounted with flows at the start of each year; "mid-year" adds half a step at
    the rate of the coming year.
    """
    if timing not in TIMINGS:
        raise InputError(f"timing: {shown(timing)} given. {nearest(str(timing), TIMINGS)}")
    factors = [1.0]
    for year in range(1, count):
        factors.append(factors[-1] / (1 + schedule.rate(year)))
    if timing == "mid-year":
        factors = [f / math.sqrt(1 + schedule.rate(t + 1)) for t, f in enumerate(factors)]
    return np.array(factors)
