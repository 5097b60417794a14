"""Numbers as people write them: £310,000, 40%, 1.2m, minus 5; and what they were taken for."""

from __future__ import annotations

import re
from decimal import Decimal

from costavoid.base.errors import InputError, shown
from costavoid.base.vocabulary import Unit
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import pence, per, printed, unit_name

TIMES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_NUMBER = re.compile(
    r"(?P<minus>minus |[-\u2212\u2010-\u2013])?\s*(?P<pound>£|gbp)?\s*(?P<minus_after>[-\u2212])?"
    r"(?P<figures>[0-9]{1,3}(?:[, \u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?|[0-9]*\.?[0-9]+)"
    rf"\s*(?P<times>{'|'.join(sorted(TIMES, key=len, reverse=True))})?\s*(?P<per_cent>%|per cent)?",
    re.IGNORECASE,
)
MOST_FIGURES = 40  # characters: a longer number is none that anybody means
CURE = "write a number, such as 310,000, £1.2m or 0.4"


def number_in(text: str, units: tuple[Unit, ...] = (), share: bool = False) -> float:
    """The number that a text plainly means.

    `units` are those its field takes. A percentage is taken where a share or a ratio is, or where
    the field is a `share` or takes any number. Raises InputError for anything else.
    """
    match = _NUMBER.fullmatch(text.strip().rstrip(".")) if len(text) <= MOST_FIGURES else None
    if match is None or (match["minus"] and match["minus_after"]):
        raise InputError(f"{shown(text)} given; {CURE}.")
    if match["pound"] and units and not any(unit.is_money for unit in units):
        raise InputError(f"{shown(text)} given; this takes {_units_said(units)}, not pounds.")
    if match["per_cent"] and not (share or not units or {Unit.SHARE, Unit.RATIO} & set(units)):
        raise InputError(f"{shown(text)} given; this takes {_units_said(units)}, not a percentage.")
    value = Decimal(re.sub(r"[^0-9.]", "", match["figures"]))
    value *= TIMES[match["times"].lower()] if match["times"] else 1
    value = value / 100 if match["per_cent"] else value
    return float(-value if match["minus"] or match["minus_after"] else value)


def understood(value: float, unit: Unit | None = None) -> str:
    """What a number was taken for: "£310,000 per year", "40%", "0.4", "26 weeks"."""
    if unit is None:
        return printed(value)
    if unit is Unit.SHARE:
        return f"{float(f'{value * 100:.10g}'):g}%"
    if unit.is_money:
        amount = pence(value).removesuffix(".00")
        return amount + per(unit)
    return printed(value) + per(unit)


def estimate_said(estimate: Estimate) -> str:
    """A number as people say it, with its price year: "£765 per week, 2024-25 prices"."""
    words = understood(estimate.value, estimate.unit)
    return f"{words}, {estimate.price_year} prices" if estimate.price_year else words


def unit_said(unit: Unit) -> str:
    """A unit beside a box: "£ per week", "share, such as 40%", "a year for each person"."""
    if unit is Unit.SHARE:
        return "share, such as 40%"
    return unit_name(unit) if unit.is_money else per(unit).strip() or unit_name(unit)


def _units_said(units: tuple[Unit, ...]) -> str:
    return f"a number in {' or '.join(unit_name(unit) for unit in units[:4])}"
