"""Workers who stay in post, and what one costs while an agency supplies them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Self

from pydantic import model_validator

from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import Frozen, ShareNumber, as_float
from costavoid.base.vocabulary import WEEKS_PER_YEAR, Unit
from costavoid.evidence.estimate import Estimate, require_unit

if TYPE_CHECKING:
    import pandas as pd


class Retention(Frozen):
    """The share of those who qualified still in post at the end of each year after, year 1 first.

    Raises InputError where none is given, or a later share is higher than an earlier one.
    """

    shares: tuple[ShareNumber, ...]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.shares:
            raise InputError(
                "Retention.shares: none given; give the share still in post at the end of each "
                "year, such as (0.9, 0.8)."
            )
        for year, (before, after) in enumerate(zip(self.shares, self.shares[1:], strict=False), 1):
            if after > before:
                raise InputError(
                    f"Retention.shares: a retention curve cannot rise: {before:g} at the end of "
                    f"year {year} and {after:g} at the end of year {year + 1} given; give each "
                    "year's share of all who started, not of those left the year before."
                )
        return self

    def in_post(self, years: int) -> float:
        """The share still in post so many whole years after qualifying; 1.0 at 0.

        Raises InputError beyond the table: no share is extrapolated.
        """
        try:
            given = as_float(years)
        except ValueError:
            given = math.nan
        if given not in range(len(self.shares) + 1):
            raise InputError(
                f"years: {shown(years)} given; shares are known for whole years from 0 to "
                f"{len(self.shares)}, and none is extrapolated. Ask for one of them, or give "
                "Retention a longer table."
            )
        return (1.0, *self.shares)[int(given)]


def cost_per_worker_in_post(cost: Estimate, retention: Retention) -> pd.DataFrame:
    """What each worker still in post has cost: the cost of one who started over the share left.

    `cost` is pounds per person (or per event, such as a training place). One row a year from 0
    to the end of the table, with `share_in_post` and `cost_per_worker`, in pounds of the cost's
    own price year; nan where nobody is left. Raises InputError for another unit.
    """
    import pandas as pd

    _require_money("cost", cost, Unit.GBP_PER_PERSON, Unit.GBP_PER_EVENT)
    if not isinstance(retention, Retention):
        raise InputError(
            f"retention: {shown(retention)} given; give costavoid.Retention(shares=(0.9, 0.8))."
        )
    shares = [retention.in_post(year) for year in range(len(retention.shares) + 1)]
    return pd.DataFrame(
        {
            "share_in_post": shares,
            "cost_per_worker": [_over(cost.value, share) for share in shares],
        },
        index=pd.RangeIndex(len(shares), name="year"),
    )


def agency_premium(
    agency: Estimate, permanent: Estimate, *, posts: float = 1, weeks_paid: float = WEEKS_PER_YEAR
) -> pd.DataFrame:
    """What agency workers cost more than permanent ones: a week, a year, and a year of `posts`.

    Both costs are pounds per week of one price year. An agency worker is paid `weeks_paid` weeks
    of the year; permanent staff all 52. Columns: `agency`, `permanent` and `premium` (agency less
    permanent), in pounds of that price year, and `premium_share`, the premium over the permanent
    cost (nan where that is 0). Raises InputError for other units, two price years, posts not
    above 0, or weeks outside 0 to 52.
    """
    import pandas as pd

    for field, cost in (("agency", agency), ("permanent", permanent)):
        _require_money(field, cost, Unit.GBP_PER_WEEK)
    if agency.price_year != permanent.price_year:
        raise InputError(
            f"price_year: agency in {agency.price_year} and permanent in {permanent.price_year} "
            "prices given; give both in one price year."
        )
    count = _number("posts", posts, math.inf, "a number above 0")
    weeks = _number("weeks_paid", weeks_paid, WEEKS_PER_YEAR, "weeks of a year: above 0, up to 52")
    year = agency.value * weeks, permanent.value * WEEKS_PER_YEAR
    rows = {
        "one week": (agency.value, permanent.value),
        f"one year, {weeks:g} {'week' if weeks == 1 else 'weeks'} paid": year,
    }
    if count != 1:
        rows[f"{count:,.10g} posts, a year"] = (year[0] * count, year[1] * count)
    frame = pd.DataFrame(
        list(rows.values()),
        columns=["agency", "permanent"],
        index=pd.Index(list(rows), name="period"),
    )
    frame["premium"] = frame["agency"] - frame["permanent"]
    frame["premium_share"] = [
        _over(*pair) for pair in zip(frame["premium"], frame["permanent"], strict=True)
    ]
    return frame


def _over(amount: float, base: float) -> float:
    """A quotient, or nan where there is nothing to divide by."""
    return amount / base if base else math.nan


def _require_money(field: str, given: Any, *units: Unit) -> None:
    """Raises InputError unless it is an Estimate in one of the units."""
    if not isinstance(given, Estimate):
        amount = shown(given) if isinstance(given, int | float) else "1000"
        raise InputError(
            f"{field}: {shown(given)} given; money needs a unit, a price year and a source: "
            f"costavoid.local({amount}, {units[0].value!r}, price_year='2025-26', source='...')."
        )
    require_unit(given, *units, field=field)


def _number(field: str, given: Any, most: float, wanted: str) -> float:
    """A finite number above 0 and up to `most`. Raises InputError saying what is wanted."""
    try:
        number = as_float(given)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or not 0 < number <= most:
        raise InputError(f"{field}: {shown(given)} given; give {wanted}.")
    return number
