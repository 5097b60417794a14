"""How long something runs, as people say it: months (a half too), weeks, or to a last day."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from costavoid.base.errors import InputError
from costavoid.base.frozen import MOST, Frozen, as_float
from costavoid.base.vocabulary import MONTHS_PER_YEAR, WEEKS_PER_YEAR
from costavoid.base.years import Day, clock, year_of

LEAST = 0.01  # months: a few hours


def _months(value: Any) -> Any:
    """A number of months above 0: 18 and 8.5 are; 0, -3, True and "18" are not."""
    try:
        number = as_float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError("months must be a number, such as 18 or 8.5")
    if not 0 < number <= MOST:
        raise ValueError("months must be above 0")
    if number < LEAST:
        raise ValueError(f"months must be {LEAST:g} or more")
    return int(number) if number == int(number) else number


Months = Annotated[
    int | float,
    BeforeValidator(_months),
    WithJsonSchema({"type": "number", "minimum": LEAST, "maximum": MOST}),
]


class Runs(Frozen):
    """A start and a length: `months`, or `weeks` (52 to a year), or the `last_day` of it.

    Raises InputError where two of them differ, or a last day has no start or comes before it.
    """

    start: Day | None = None
    months: Months | None = None
    weeks: Months | None = Field(
        default=None, description="How many weeks it runs, in the place of months; 52 to a year"
    )
    last_day: Day | None = Field(
        default=None, description="The last day of it, in the place of months"
    )

    @model_validator(mode="after")
    def _length(self) -> Self:
        implied = self._implied()
        if implied is None:
            return self
        said = "months" in self.model_fields_set and self.months is not None
        if said and not math.isclose(self.months or 0, implied, rel_tol=1e-9):
            raise InputError(
                f"{type(self).__name__}: months {self.months} given beside weeks or last_day; "
                "give the length once."
            )
        self.__dict__["months"] = int(implied) if implied == int(implied) else implied
        return self

    def _implied(self) -> float | None:
        """The months that weeks or the last day come to; None without either."""
        name = type(self).__name__
        if self.weeks is not None and self.last_day is not None:
            raise InputError(f"{name}: weeks and last_day given; give the length once.")
        if self.weeks is not None:
            return self.weeks * MONTHS_PER_YEAR / WEEKS_PER_YEAR
        if self.last_day is None:
            return None
        if self.start is None:
            raise InputError(
                f"{name}.last_day: {self.last_day} given without a start; give start too, or the "
                "length as months or weeks."
            )
        if self.last_day < self.start:
            raise InputError(
                f"{name}.last_day: {self.last_day} given, before the start, {self.start}."
            )
        origin = year_of(self.start)
        after = clock(self.last_day + timedelta(days=1), origin)
        return round((after - clock(self.start, origin)) * MONTHS_PER_YEAR, 9)
