"""When a programme runs, on the clock of one appraisal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from costavoid.base.errors import InputError
from costavoid.base.vocabulary import MONTHS_PER_YEAR
from costavoid.base.years import clock


@dataclass(frozen=True, slots=True)
class Span:
    """When a programme runs, on the clock of one appraisal."""

    first_year: str
    horizon: int

    def start(self, day: date | None) -> float:
        """Years from the start of the horizon; no day means its first day."""
        if day is None:
            return 0.0
        at = clock(day, self.first_year)
        if at < 0:
            raise InputError(
                f"start: {day} given, before the first year {self.first_year}; give an earlier "
                "first_year, so that no cost is lost."
            )
        if at >= self.horizon:
            raise InputError(
                f"start: {day} given, after the horizon of {self.horizon} years from "
                f"{self.first_year}; give a longer horizon."
            )
        return at

    def end(self, day: date | None, months: float | None) -> float:
        """Years from the start of the horizon; no length means to its end."""
        if months is None:
            return float(self.horizon)
        return self.start(day) + months / MONTHS_PER_YEAR
