"""A study's own case, appraised on its own terms."""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.run import first_year_of, run
from costavoid.appraisal.settings import Settings
from costavoid.programme.base import Intervention


def rerun(intervention: Intervention, *, horizon: int, price_year: str) -> Answer:
    """The point answer over so many financial years, in pounds of `price_year`.

    Raises InputError as `run` does.
    """
    first_year = first_year_of(intervention, price_year)
    settings = Settings(horizon=horizon, price_year=price_year, first_year=first_year)
    return run(intervention, settings, ())
