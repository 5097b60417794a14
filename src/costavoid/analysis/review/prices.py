"""Rules about price years, inflation and discounting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from costavoid.analysis.review.costs import unit_costs
from costavoid.analysis.review.finding import GREEN_BOOK, STALE_YEARS, STATUSES, Finding, ids, named
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.children import placement_lines
from costavoid.base.years import start_year
from costavoid.evidence.catalogue import discount_schedule
from costavoid.evidence.estimate import Estimate
from costavoid.programme.pathways import PublishedCost

CARRIED_YEARS = 2  # how far general inflation alone may carry the price of a placement
# What says that it is one; not what says that it is not.
PRESENT_VALUE = re.compile(
    r"(?<!\bnot )(?<!\bnot a )(?<!\bno )\b(present values?|NPV|discounted at)\b", re.IGNORECASE
)
LIFETIME_COST = re.compile(
    r"(?<!\bnot )(?<!\bnot a )(?<!\bno )\b(life-?time|whole[- ]life|to age 18)\b", re.IGNORECASE
)
LONG_HORIZON = 50  # years beyond which the lower rate is a test to make


def _age(cost: Estimate, appraisal: Answer) -> int:
    """Years from its price year to the appraisal's; negative for a later one."""
    to = start_year(appraisal.settings.price_year)
    return to - start_year(cost.price_year) if cost.price_year else 0


def _placements(appraisal: Answer) -> list[Estimate]:
    """Costs of placements, and of what replaces them, whose price may grow on its own."""
    uses = [line.use for line in appraisal.flows.lines]
    placed = {u.cost.id for u in uses if u.resource.grows_with_placements and not u.bundle}
    return [e for e in unit_costs(appraisal, spent=True) if e.id in placed]


def _growths(appraisal: Answer) -> dict[str, float]:
    """By id of a placement's cost, its own real growth a year."""
    uses = (line.use for line in appraisal.flows.lines)
    return {use.cost.id: appraisal.pricing.growth(use) for use in uses}


def _carried(appraisal: Answer) -> list[Estimate]:
    """Placement costs that general inflation alone carries for longer than it should."""
    growths = _growths(appraisal)
    return [
        e
        for e in _placements(appraisal)
        if not growths[e.id] and _age(e, appraisal) > CARRIED_YEARS
    ]


def placement_prices(appraisal: Answer) -> Iterator[Finding]:
    """Placement costs of some years ago, carried forward by the deflator alone."""
    carried = _carried(appraisal)
    if carried:
        oldest = max(_age(cost, appraisal) for cost in carried)
        yield Finding(
            id="placement_prices",
            severity="serious" if oldest > STALE_YEARS else "warning",
            sentence=f"Placement prices up to {oldest} years old, carried forward by general "
            f"inflation alone: {named(carried)}. Prices of placements move on their own; those of "
            "children's homes have outrun it.",
            cure=f"Override {ids(carried)} with this year's price, or give placement_inflation "
            "and say what it rests on.",
            source=f"{GREEN_BOOK} 5.13",
        )


def stale_costs(appraisal: Answer) -> Iterator[Finding]:
    """Unit costs more than five years older than the price year."""
    told = _carried(appraisal)
    stale = [
        cost
        for cost in unit_costs(appraisal, spent=True)
        if _age(cost, appraisal) > STALE_YEARS and cost not in told
    ]
    if stale:
        oldest = min(cost.price_year or "" for cost in stale)
        growths = _growths(appraisal)
        own = sorted({growths[e.id] for e in _placements(appraisal) if e in stale} - {0.0})
        rises = " or ".join(f"{growth:.1%}" for growth in own)
        by = f"general inflation, and placements by {rises} a year above it" if own else ""
        yield Finding(
            id="stale_cost",
            severity="warning",
            sentence=f"Unit costs more than {STALE_YEARS} years old (the oldest of {oldest}), "
            f"carried forward by {by or 'general inflation alone'}: {named(stale)}.",
            cure=f"Override {ids(stale)} with recent local figures.",
            source=STATUSES,
        )


def inflated_twice(appraisal: Answer) -> Iterator[Finding]:
    """A placement priced in a later year, which placement inflation then grows again."""
    growths = _growths(appraisal)
    later = [e for e in _placements(appraisal) if _age(e, appraisal) < 0 and growths[e.id]]
    if later:
        growth = growths[later[0].id]
        yield Finding(
            id="inflated_twice",
            severity="warning",
            sentence=f"Priced in a year after {appraisal.settings.price_year}, so a forecast: "
            f"{named(later)}. If it holds a rise in placement prices, growth of "
            f"{growth:.1%} a year may count that rise twice.",
            cure=f"Give {ids(later)} at the price paid now, or say what rise the forecast holds.",
            source=f"{GREEN_BOOK}s 5.11 to 5.13",
        )


def no_home(appraisal: Answer) -> Iterator[Finding]:
    """A growth of the prices of homes, in a case of placements that holds none."""
    growth, lines = appraisal.settings.residential_inflation, placement_lines(appraisal)
    if growth and lines and not any(line.use.in_a_home for line in appraisal.flows.lines):
        yield Finding(
            id="no_home",
            severity="warning",
            sentence=f"residential_inflation of {growth:.1%} a year was given, and no placement "
            "here is said to be in a children's home, so it moves nothing.",
            cure='Give Placement(type="residential") for what is one, or leave it out.',
            source=f"{GREEN_BOOK}s 5.11 to 5.13",
        )


def _not_handled(appraisal: Answer) -> list[Estimate]:
    """Unit costs but those whose pathway says over how long they come, or that they are worth so
    much at the time."""
    handled = {
        outcome.pathway.cost.id
        for outcome in appraisal.outcomes
        if isinstance(outcome.pathway, PublishedCost)
        and (outcome.pathway.present_value or outcome.pathway.over)
    }
    return [e for e in unit_costs(appraisal, spent=True) if e.id not in handled]


def discounted_twice(appraisal: Answer) -> Iterator[Finding]:
    """A unit cost that says it is a present value, which is then discounted again."""
    made = _not_handled(appraisal)
    found = [e for e in made if PRESENT_VALUE.search(f"{e.label} {e.note} {e.caution}")]
    if found:
        yield Finding(
            id="discounted_twice",
            severity="warning",
            sentence=f"Said to be a present value already: {named(found)}. What falls after the "
            "first year is discounted here again.",
            cure=f"Give {ids(found)} undiscounted, by year where the source has it, or as "
            "PublishedCost(..., present_value=True).",
            source=f"{GREEN_BOOK} 5.35",
        )


def lifetime_at_once(appraisal: Answer) -> Iterator[Finding]:
    """A cost of a lifetime, booked whole in the year of the case."""
    found = [e for e in _not_handled(appraisal) if LIFETIME_COST.search(f"{e.id} {e.label}")]
    if found:
        yield Finding(
            id="lifetime_at_once",
            severity="warning",
            sentence=f"A figure of a lifetime, booked in the year of the case: {named(found)}. "
            "It comes over many years, and may be discounted already.",
            cure="Say over how long it comes (over), or that it is a present value "
            "(present_value=True).",
            source=f"{GREEN_BOOK} 5.35",
        )


def other_discount_rate(appraisal: Answer) -> Iterator[Finding]:
    """Money discounted by a schedule that is not for it."""
    settings = appraisal.settings
    title = discount_schedule(settings.schedule, settings.edition).title
    if settings.schedule == "health":
        why = "That rate is for values of life and health; these are budgets, and later pounds "
        why += "count for too much."
    elif settings.schedule == "lower" and settings.horizon <= LONG_HORIZON:
        why = f"That rate tests horizons beyond {LONG_HORIZON} years; this one is "
        why += f"{settings.horizon}."
    else:
        return
    yield Finding(
        id="other_discount_rate",
        severity="serious" if settings.schedule == "health" else "warning",
        sentence=f"Present values use {title}. {why}",
        cure="Use schedule='standard', and show this beside it if it matters.",
        source=f"{GREEN_BOOK} 5.35; Department for Transport, note on the edition of 2026",
    )


def beyond_forecast(appraisal: Answer) -> Iterator[Finding]:
    """Nominal years after the last forecast of the price index."""
    last = appraisal.pricing.index.last
    if start_year(appraisal.years[-1]) > start_year(last):
        growth = appraisal.pricing.index.final_growth
        yield Finding(
            id="beyond_forecast",
            severity="note",
            sentence=f"Nominal figures after {last} grow at the index's last rate, {growth:.1%} a "
            "year.",
            cure="Use real figures for those years.",
            source=f"{GREEN_BOOK} 5.12",
        )
