"""Manchester's published counts, 2014 and 2022, and against those of its neighbours."""

from __future__ import annotations

from collections.abc import Callable

from costavoid.evidence.catalogue import default
from costavoid.programme.effects.before_after import BeforeAfter


def rate(count: str, of: str, year: int, each: float) -> float:
    """One published count for each so many of another."""
    found = (default(f"series.manchester.{name}.{year}").value for name in (count, of))
    return each * next(found) / next(found)


def over_expected(count: str, of: str, share: str) -> float:
    """The count of 2022 over that expected had its share moved as its neighbours'."""
    compared = BeforeAfter(
        before=default(f"series.manchester.{count}.2014"),
        after=default(f"series.manchester.{count}.2022"),
        before_year="2013-14",
        after_year="2021-22",
        population_before=default(f"series.manchester.{of}.2014"),
        population_after=default(f"series.manchester.{of}.2022"),
        trend_before=default(f"series.neighbours.{share}.2014"),
        trend_after=default(f"series.neighbours.{share}.2022"),
    )
    return compared.rate_ratio()[0]


FIGURES: dict[str, Callable[[], float | None]] = {
    "manchester.looked_after_2014": lambda: rate("looked_after", "children", 2014, 10_000),
    "manchester.looked_after_2022": lambda: rate("looked_after", "children", 2022, 10_000),
    "manchester.repeat_referrals_2014": lambda: rate("repeat_referrals", "referrals", 2014, 100),
    "manchester.repeat_referrals_2022": lambda: rate("repeat_referrals", "referrals", 2022, 100),
    "manchester.looked_after_against_neighbours": lambda: over_expected(
        "looked_after", "children", "looked_after_share"
    ),
    "manchester.repeat_referrals_against_neighbours": lambda: over_expected(
        "repeat_referrals", "referrals", "repeat_referral_share"
    ),
}
