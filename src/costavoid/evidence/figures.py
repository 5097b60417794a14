"""How a number is written: pounds, figures, intervals. Every writer of one is here."""

from __future__ import annotations

import math
from collections.abc import Callable

from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import as_float
from costavoid.base.vocabulary import RangeKind, Unit
from costavoid.evidence.estimate import Estimate

SAID = {
    Unit.SHARE: "",
    Unit.RATIO: "",
    Unit.COUNT: "",
    Unit.COUNT_PER_YEAR: " a year",
    Unit.EVENTS_PER_PERSON_YEAR: " a year for each person",
    Unit.EVENTS_PER_COUNCIL_YEAR: " a year for each council",
    Unit.EVENTS_PER_SCHOOL_YEAR: " a year for each school",
}


FINER = 1000  # times: how much finer than two figures pounds may be said, for their difference


def figure(value: float) -> str:
    """A number to three decimals or four figures, without an exponent: 0.0036, 1.055, 28,020."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    if 0.01 <= abs(value) < 10:
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return f"{value:.4g}"


def three(value: float) -> str:
    """A number to three figures, without an exponent: 0.197, 0.00361, 2,290."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{float(f'{value:.3g}'):.12f}".rstrip("0").rstrip(".")


def printed(value: float | None) -> str:
    """A number beside a published one, to six figures, pounds whole: 0.324596, 1,173,205, -."""
    if value is None:
        return "-"
    if abs(value) < 1e-9:  # what is left of a difference of nothing
        return "0"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.6g}"


def interval(estimate: Estimate) -> str:
    """Its interval or range in brackets, after the number; blank without one."""
    if estimate.low is None or estimate.high is None or estimate.range_kind is None:
        return ""
    kind = estimate.range_kind
    words = "published range" if kind is RangeKind.RANGE else kind.value
    return f" ({words} {figure(estimate.low)} to {figure(estimate.high)})"


def note_of(estimate: Estimate) -> str:
    """Its note as a sentence to follow another; blank without one."""
    return f" {estimate.note}." if estimate.note else ""


def pounds(amount: float) -> str:
    """Whole pounds for a table or a step of arithmetic: £1,173,311; -£40."""
    return f"{'-' if round(amount) < 0 else ''}£{abs(round(amount)):,}"


def pence(amount: float) -> str:
    """Pounds and pence, for a ratio or a price: £1.95, £8,490.00, -£0.40."""
    return f"{'-' if round(amount, 2) < 0 else ''}£{abs(amount):,.2f}"


def number(value: float, unit: Unit, money: Callable[[float], str] = pounds) -> str:
    """A number without the name of its unit: as `money` writes it, or in figures."""
    return money(value) if unit.is_money else figure(value)


def about(amount: float) -> str:
    """Pounds as a person would say them, to two figures: £3.1 billion, £770,000, £40."""
    try:
        amount = as_float(amount)
    except ValueError:
        raise InputError(f"amount: {shown(amount)} given; give a number of pounds.") from None
    if not math.isfinite(amount):
        return "not defined"
    sign = "-" if amount < 0 else ""
    size = abs(amount)
    if size < 0.5:
        return "£0"
    rounded = round(size, 1 - math.floor(math.log10(size)))
    if rounded >= 1e9:
        return f"{sign}£{rounded / 1e9:,g} billion"
    if rounded >= 1e6:
        return f"{sign}£{rounded / 1e6:g} million"
    return f"{sign}£{rounded:,.0f}"


def together(*amounts: float, difference: float = 0.0) -> tuple[float, ...]:
    """Pounds to be said in one breath, each to two figures of the largest, so that they add up.

    To more, where the `difference` of some would else be left with one figure or none.
    """
    largest = max((abs(amount) for amount in amounts if math.isfinite(amount)), default=0.0)
    if largest < 0.5:
        return tuple(0.0 for _ in amounts)
    unit = 10.0 ** max(0, math.floor(math.log10(largest)) - 1)
    least = max(1.0, unit / FINER)
    while 0.5 < abs(difference) < 10 * unit and unit > least:
        unit /= 10
    return tuple(round(amount / unit) * unit for amount in amounts)


def rounded(amount: float) -> str:
    """Pounds that `together` has rounded, or a sum of such: £1.17 million, -£540,000, £40."""
    sign, size = "-" if amount < 0 else "", abs(amount)
    for scale, name in ((1e9, " billion"), (1e6, " million")):
        if size >= scale:
            return f"{sign}£{f'{size / scale:,.3f}'.rstrip('0').rstrip('.')}{name}"
    return f"{sign}£{size:,.0f}"


def in_pounds(amount: int, unit: int = 1) -> str:
    """Whole units of a table, of `unit` pounds each, as it says them: £515,000, £1.208 million."""
    return rounded(amount * unit)


def bracketed(amount: int) -> str:
    """A whole number as a budget prints it, money spent in brackets: 1,208; (515); 0."""
    return f"({-amount:,})" if amount < 0 else f"{amount:,}"


def short(amount: float, figures: int = 2) -> str:
    """Pounds for a chart, to some figures: £3.1bn, £1.2m, £350k, £40."""
    if not math.isfinite(amount):
        return "not defined"
    size = abs(amount)
    if size < 0.5:
        return "£0"
    rounded = round(size, figures - 1 - math.floor(math.log10(size)))
    sign = "-" if amount < 0 else ""
    for scale, letters in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if rounded >= scale:
            number = f"{rounded / scale:,.{figures}f}".rstrip("0").rstrip(".")
            return f"{sign}£{number}{letters}"
    return f"{sign}£{rounded:,.0f}"


def amount(value: float, unit: Unit) -> str:
    """A number in its unit as people say it: £912 per week, 37.9%, 26 weeks, 4 a year."""
    if unit is Unit.SHARE:
        return f"{value:.1%}".replace(".0%", "%")
    return number(value, unit) + per(unit)


def per(unit: Unit) -> str:
    """What follows a number in this unit: " per week", " a year", nothing after a share."""
    if unit.is_money:
        return unit.value.removeprefix("GBP")
    return SAID.get(unit, f" {unit.value}")


def unit_name(unit: Unit) -> str:
    """A unit as people write it: "£ per week", "share"."""
    return "£" + unit.value.removeprefix("GBP") if unit.is_money else unit.value


def tenths(value: float) -> str:
    """A count that need not be whole, to a tenth: 4.2, 600, 105,671, 0.04."""
    if 0 < abs(value) < 0.05:
        return figure(value)
    return f"{value:,.1f}".removesuffix(".0")


def many(number: float, one: str, more: str = "") -> str:
    """So many of something: "1 school", "20 schools", "1 woman" of "women"."""
    return f"{figure(number)} {one if number == 1 else more or one + 's'}"


def percent(chance: float) -> str:
    """A chance as a whole per cent; never quite 0% or 100% unless it is."""
    if 0 < chance < 0.005:
        return "less than 1%"
    if 0.995 < chance < 1:
        return "more than 99%"
    return f"{chance:.0%}"
