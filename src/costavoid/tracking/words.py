"""What is said of a plan and of what came of it. Nothing is worked out here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from costavoid.evidence.figures import about, figure, pounds, tenths
from costavoid.output.words.telling import NO_FALL, never, told_by
from costavoid.tracking.forecast import Forecast
from costavoid.tracking.ledger import MoneySoFar
from costavoid.tracking.periods import Period
from costavoid.tracking.register import Benefit, in_years
from costavoid.tracking.so_far import Ahead, Interval, SoFar, Verdict

METHOD = (
    "All that was counted is compared, once, with all that was expected for the same months. A "
    "count's own interval is exact (Garwood 1936, Biometrika 28:437-442). What was expected rests "
    "on a count too: the two are compared by the exact conditional test (Przyborowski and Wilenski "
    "1940, Biometrika 31:313-323), and what chance alone may bring is its prediction interval "
    "(Faulkenberry 1973, J. Am. Stat. Assoc. 68:433-435). Intervals are 95%, and wider where "
    "children come in families.",
    "Something is ruled out where it lies outside the interval. Who looks each quarter, and stops "
    "at the first that rules something out, is wrong more often than 1 time in 20 (of 20 looks at "
    "5 expected a quarter, 20 in 100): settle before when to look, and say how often it was.",
    "Fewer than expected is not yet the programme's doing: what else changed is not in any of "
    "these intervals. A comparison with councils alike says how things went elsewhere.",
)
SAYS = {
    Verdict.NOTHING: "No count is known, so nothing can be said.",
    Verdict.NOT_PLANNED: "No fall was planned yet, and the counts do not rule out 'no change'.",
    Verdict.CANNOT_TELL: (
        "Cannot tell yet: the counts rule out neither the planned fall nor 'no change'."
    ),
    Verdict.AS_PLANNED: (
        "Fewer than without the programme: 'no change' is ruled out, the planned fall is not."
    ),
    Verdict.SHORT: (
        "Fewer than without the programme, but by less than planned: 'no change' is ruled out, "
        "and so is the planned fall."
    ),
    Verdict.BEYOND: (
        "Fewer than planned: 'no change' is ruled out, and so is the planned count, as too high."
    ),
    Verdict.NOT_MET: (
        "The planned fall is ruled out; 'no change' is not. The plan is not being met."
    ),
    Verdict.MORE: "More than without the programme: 'no change' is ruled out, upwards.",
}


def day_said(day: date) -> str:
    """A day: "1 September 2026"."""
    return f"{day.day} {day:%B %Y}"


def whole_or_tenth(value: float) -> str:
    """An expected number of events."""
    return tenths(round(value, 1))


def between(interval: Interval, said: str = " to ") -> str:
    """Two ends of an interval."""
    return f"{whole_or_tenth(interval[0])}{said}{whole_or_tenth(interval[1])}"


def span(periods: Sequence[Period]) -> str:
    """From the first period to the last."""
    first, last = periods[0], periods[-1]
    return str(first) if first == last else f"{first} to {last}"


def said(so_far: SoFar) -> list[str]:
    """What the counts of one benefit show."""
    against = ", against the comparison" if so_far.compared else ""
    found = [f"{span(so_far.periods)}{against}: {SAYS[so_far.verdict]}"]
    if so_far.verdict is Verdict.NOTHING:
        return found
    unknown = ""
    if so_far.unknown:
        unknown = (
            f" Not known, and left out of all of these: {', '.join(map(str, so_far.unknown))}."
        )
    moved = ", had things gone as where it is compared with" if so_far.compared else ""
    many = figure(so_far.observed)
    fewer, least, most = so_far.fewer
    fall = whole_or_tenth(fewer)
    if so_far.rounded:
        many = f"{figure(so_far.least)} to {figure(so_far.most)}"
        fall = between((so_far.without - so_far.most, so_far.without - so_far.least))
    found.append(
        f"{many} counted (95% interval {between(so_far.interval)}); "
        f"{whole_or_tenth(so_far.planned)} planned; {whole_or_tenth(so_far.without)} expected "
        f"without the programme{moved} (chance alone may bring "
        f"{between(so_far.by_chance)}).{unknown}"
    )
    found.append(
        f"Fewer than without the programme: {fall} (95% interval "
        f"{between((least, most))}); planned {whole_or_tenth(so_far.without - so_far.planned)}."
    )
    return found


def when_it_could(ahead: Ahead, benefit: Benefit) -> str:
    """When counts could tell the planned fall from none."""
    if benefit.fall <= 0:
        return NO_FALL
    if ahead.months is not None:
        return told_by(f"after {in_years(ahead.months)} more of counts")
    known = ahead.months_if_known
    if_known = f"{in_years(known)} more of counts would" if known else ""
    return never(benefit.baseline_source, if_known)


def said_of_year(forecast: Forecast) -> str:
    """The forecast of a financial year."""
    if forecast.complete:
        return (
            f"{forecast.year}: {figure(forecast.counted)} counted in the whole "
            f"year, {whole_or_tenth(forecast.planned)} planned, {whole_or_tenth(forecast.without)} "
            "expected without the programme."
        )
    cash = ""
    if abs(forecast.cash) >= 1:
        low, high = forecast.cash_interval
        cash = (
            " At the plan's own pounds for each case, that is worth "
            f"{about(forecast.cash)} of the council's cash over the plan's years ({about(low)} to "
            f"{about(high)}; a minus is more spent)."
        )
    return (
        f"{forecast.year}: {whole_or_tenth(forecast.events)} forecast at the "
        f"rate so far (95% interval {between(forecast.interval)}), of which "
        f"{figure(forecast.counted)} are counted; {whole_or_tenth(forecast.planned)} planned, "
        f"{whole_or_tenth(forecast.without)} expected without the programme.{cash}"
    )


def said_of_money(money: MoneySoFar) -> str:
    """One kind of money against the plan."""
    return (
        f"{money.label}, {span(money.periods)}: {pounds(money.actual)} against "
        f"{pounds(money.planned)} planned, {_over(money.over)}. {money.year}: "
        f"{pounds(money.year_forecast)} if the rest of it goes as planned, against "
        f"{pounds(money.year_planned)}."
    )


def _over(over: float) -> str:
    if abs(over) < 0.5:
        return "as planned"
    return f"{pounds(abs(over))} {'more' if over > 0 else 'less'}"
