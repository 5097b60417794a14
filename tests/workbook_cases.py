"""Cases that are hard to write as a workbook: every kind of line, stay, step and payer."""

from __future__ import annotations

from typing import Any

import costavoid as ca
from costavoid.base.vocabulary import Payer

STEPS = ca.StepStay(times=(3, 9, 20), shares=(0.7, 0.4, 0.2), tail="stays")


COUNTED_STEPS = ca.StepStay(
    times=(3, 9, 20),
    shares=(0.7, 0.4, 0.0),
    tail="leaves",
    at_risk=(80, 50, 20),
    id="test.stay",
    source=ca.Source(id="user.test", title="Test", publisher="Test"),
)


def number(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=f"test.{id}", source="Test", **more)


def money(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    return number(value, unit, id, **{"price_year": "2024-25", **more})


def pause(**fields: Any) -> ca.Pause:
    return ca.Pause(**{"women": 20, "start": "2026-10-15", "programme_months": 18, **fields})


def custom(name: str = "team", label: str = "Entries", costs: Any = (), **more: Any) -> ca.Custom:
    outcome = ca.Outcome(
        id="entries",
        label=label,
        counterfactual=ca.RateAvoided(rate=number(0.1, "events per person-year", "rate"), cohort=9),
        pathway=ca.Placement(weeks=52),
        children="children",
        months=24,
        **more,
    )
    return ca.Custom(name=name, start="2026-04-01", changes=(outcome,), costs=costs)


def stays(horizon: int, **settings: Any) -> ca.Appraisal:
    """Every kind of stay, exit and allowance, late and fading."""
    allowance = money(150, "GBP per week", "allowance", payer="council", cash_releasing=1)
    infant = ca.InfantRemovedAtBirth(
        guardianship_allowance=allowance,
        guardianship_cost=money(5000, "GBP per event", "order", payer="council"),
        return_cost=money(900, "GBP per event", "return", payer="council"),
        long_term_share=0.1,
        stay_before_return=STEPS,
        stay_before_guardianship=ca.ExponentialStay(mean=number(60, "weeks", "mean")),
    )
    programme = pause(
        programme_months=30,
        lag=9,
        persistence=(0.6, 0.3),
        deadweight=0.2,
        attribution=0.7,
        pathway=infant,
        neonatal=ca.NeonatalStay(),
    )
    return ca.appraise(programme, horizon=horizon, price_year="2013-14", **settings)


def steps_that_vary() -> ca.Appraisal:
    """A table of steps that carries its counts: each step is an input."""
    programme = pause(pathway=ca.Placement(stay=COUNTED_STEPS))
    return ca.appraise(programme, horizon=5, price_year="2025-26")


def cautious() -> list[Any]:
    return [
        ca.design_adjustment({"before and after": 0.3}, source="Test"),
        ca.optimism_bias(benefits=0.2, costs=0.1, source="Test"),
    ]


def goes_back() -> ca.Appraisal:
    """Re-entry, with what replaces the placement."""
    placement = ca.Placement(
        type="residential",
        weeks=80,
        replaced_by=money(1500, "GBP per week", "instead"),
        re_entry_share=0.3,
        re_entry_after=12,
    )
    rate = number(0.3, "events per person-year", "rate")
    return ca.appraise(
        pause(women=5, removal_rate=rate, pathway=placement),
        horizon=5,
        price_year="2025-26",
        placement_inflation=0.02,
        residential_inflation=0.055,
        adjustments=ca.optimism_bias(benefits=0.2, source="Test"),
    )


def counted() -> ca.Appraisal:
    """Counts before and after, against a trend; phase-in; a budget; more cases, not fewer."""
    budget = ca.Budget(
        posts=[ca.Post(title="nurse", fte=2.5, salary=money(5e4, "GBP per person-year", "pay"))],
        on_costs=0.3,
        overheads=0.1,
        premises=money(20_000, "GBP", "rooms"),
        activities=[money(3_000, "GBP per year", "trips")],
    )
    programme = ca.ChildrensCentres(
        start="2026-02-28",
        proceedings_before=60,
        proceedings_after=70,
        before_year="2012-13",
        after_year="2014-15",
        against_national_trend=True,
        months=30,
        phase_in=(0.2, 0.5),
        deadweight=0.1,
        placement=ca.Placement(weeks=40, type="residential"),
        placement_share=0.5,
        children_placed_sooner=12,
        weeks_sooner=20,
        delivery_cost=budget,
    )
    return ca.appraise(programme, horizon=7, price_year="2024-25")


def forty() -> ca.Appraisal:
    """Forty lines of delivery, over every payer there is."""
    costs = [
        ca.Delivery(
            id=f"delivery.part_{i}",
            label=f"Part {i}",
            cost=money(1000 + i, "GBP per year", f"part_{i}", payer=list(Payer)[i % len(Payer)]),
        )
        for i in range(40)
    ]
    return ca.appraise(custom(costs=costs), horizon=4, price_year="2025-26")


def nothing() -> ca.Appraisal:
    """No benefit at all, over one year."""
    rate = number(0, "events per person-year", "rate")
    return ca.appraise(pause(removal_rate=rate), horizon=1, price_year="2025-26")


def without_cost() -> ca.Appraisal:
    return ca.appraise(custom(), horizon=3, price_year="2025-26")


def capped() -> ca.Appraisal:
    """A table of who is still placed, cut off; health rates; years past the price index."""
    rate = number(0.3, "events per person-year", "rate")
    placement = ca.Placement(type="residential", stay=STEPS, until=2)
    return ca.appraise(
        pause(removal_rate=rate, pathway=placement),
        horizon=12,
        price_year="2025-26",
        schedule="health",
    )


def postponed() -> ca.Appraisal:
    """Births put off, and success by either route, late and beyond the horizon."""
    programme = pause(
        postponed_share=0.4,
        returns=(0.5, 0.3, 0.2),
        no_birth_share=0.7,
        home_support=money(4_000, "GBP per event", "support"),
        deadweight=0.2,
    )
    return ca.appraise(programme, horizon=5, price_year="2025-26")


def empty_posts() -> ca.Appraisal:
    """Vacancies beside agency posts, leave that is not cash, and a rate that fades in."""
    programme = ca.WorkforceStabilisation(
        posts=120,
        agency_rate_before=0.147,
        vacancy_rate_before=0.258,
        vacancy_rate_after=0.075,
        vacancy=ca.FilledPost(empty=money(20_000, "GBP per person-year", "empty")),
        offer=ca.RetentionOffer(days_of_leave=1),
        phase_in=(0.25, 0.5),
        start="2026-07-01",
    )
    return ca.appraise(programme, horizon=4, price_year="2025-26")


def teams() -> ca.Appraisal:
    """Posts by caseload and team size, and a bonus of a share of salary."""
    programme = ca.NeighbourhoodTeams(
        repeat_referrals=500,
        repeat_referral_ratio=0.9,
        children=3_000,
        caseload_before=20,
        caseload_after=16,
        workers=200,
        team_size_before=8,
        team_size_after=6,
        start="2026-04-01",
    )
    return ca.appraise(programme, horizon=3, price_year="2025-26")


def rates_compared() -> ca.Appraisal:
    """Counts before and after of populations that grew, against a trend of shares."""
    compared = ca.BeforeAfter(
        before=1_373,
        after=1_384,
        before_year="2013-14",
        after_year="2021-22",
        population_before=113_517,
        population_after=126_774,
        trend_before=number(0.0074, "share", "then"),
        trend_after=number(0.0089, "share", "now"),
    )
    outcome = ca.Outcome(
        id="children",
        label="Fewer in care",
        counterfactual=compared,
        pathway=ca.Placement(weeks=52),
        children="children in care",
    )
    city = ca.Custom(name="City", start="2026-04-01", changes=(outcome,))
    return ca.appraise(city, horizon=2, price_year="2025-26")


HARD = {
    "60 years, mid-year": lambda: stays(60, placement_inflation=0.03, timing="mid-year"),
    "adjusted": lambda: stays(8, placement_inflation=0.03, adjustments=cautious()),
    "cut off by the horizon": lambda: stays(3),
    "goes back": goes_back,
    "steps that vary": steps_that_vary,
    "before and after": counted,
    "forty lines": forty,
    "no benefit": nothing,
    "no delivery cost": without_cost,
    "capped": capped,
    "postponed": postponed,
    "empty posts": empty_posts,
    "teams": teams,
    "rates compared": rates_compared,
}
