"""One count of a return by year, as others may read it: what each may be, nothing where hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor

from costavoid.base.asked import one_of
from costavoid.base.errors import InputError
from costavoid.localdata.returns.disclosure import could_be
from costavoid.localdata.returns.orders import ORDERS, SAID
from costavoid.localdata.returns.placement_counts import STARTED, ProtectedPlacements, Whole

PLACEMENTS, PROCEEDINGS = STARTED, "proceedings"
WHAT = (PLACEMENTS, PROCEEDINGS)


@dataclass(frozen=True)
class YearlyCounts:
    """A protected count of a return by year: made by `Return903.yearly`, read by `Plan.against`.

    `shown` has what is shown of each year by the year in which it ends, rounded; None where it is
    hidden. `between` has the least and the most that a number shown may be. `label` says what is
    counted, `said` what was hidden and rounded.
    """

    label: str
    shown: Mapping[int, int | None]
    between: Mapping[int, tuple[int, int]]
    said: tuple[str, ...]

    def __str__(self) -> str:
        years = (
            f"{year}: {'hidden' if many is None else self._of(year)}"
            for year, many in self.shown.items()
        )
        return "\n".join([self.label, *years, *self.said])

    __repr__ = __str__

    def _of(self, year: int) -> str:
        low, high = self.between[year]
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def yearly_counts(
    what: object,
    placement: str | None,
    provider: str | None,
    ratio: float | None,
    ordered: Whole,
    placements: ProtectedPlacements,
) -> YearlyCounts:
    """One of what a reading shows by year. Raises InputError for another count or group."""
    which = one_of(what, WHAT, "yearly, what")
    years, threshold = placements.years, placements.threshold
    if which == PROCEEDINGS:
        if placement is not None or provider is not None:
            raise InputError("yearly: a placement or provider given; proceedings have none.")
        each = "" if ratio is None else f", {ratio:g} to an application"
        return _told(f"{ORDERS}{each}", years, ordered, threshold, ratio or 1.0, SAID)
    if ratio is not None:
        raise InputError("yearly: children_per_application given; placements have no applications.")
    types, providers = placements.types, placements.providers
    row = -1 if placement is None else types.place(placement, "yearly, placement")
    column = -1 if provider is None else providers.place(provider, "yearly, provider")
    label = f"{placement or 'all'} {PLACEMENTS}" + (f", {provider}" if provider else "")
    return _told(label, years, placements.started[:, row, column], threshold)


def _told(
    label: str,
    years: Iterable[int],
    numbers: Iterable[int],
    threshold: int,
    ratio: float = 1.0,
    more: tuple[str, ...] = (),
) -> YearlyCounts:
    """Of protected numbers, -1 where one is hidden; each over the ratio, outwards."""
    found = {year: int(number) for year, number in zip(years, numbers, strict=True)}
    hidden = [str(year) for year, number in found.items() if number < 0]
    said = [
        "From the council's own SSDA903 return: each year is rounded to the nearest 5, so it is "
        "read as the range it may have been."
    ]
    if hidden:
        said.append(
            f"Hidden in the return's tables, so not known: {', '.join(hidden)}. A hidden count is "
            f"1 to {threshold}, or one from which such a count could be worked out."
        )
    ranges = {year: could_be(number, threshold) for year, number in found.items() if number >= 0}
    return YearlyCounts(
        label,
        {year: None if number < 0 else round(number / ratio) for year, number in found.items()},
        {year: (floor(low / ratio), ceil(high / ratio)) for year, (low, high) in ranges.items()},
        (*said, *more),
    )
