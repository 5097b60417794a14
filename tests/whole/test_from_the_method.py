"""Cases of children and of places, by docs/method.md in plain NumPy, cell by cell to a penny.

tests/the_method.py has the formulas; services are in test_from_the_method_services.py.
"""

from __future__ import annotations

import numpy as np

import costavoid as ca
from the_method import (
    Blocks,
    Case,
    Line,
    agrees,
    cut,
    exits,
    exponential,
    fixed,
    following,
    money,
    occurrences,
    person_years,
    spent_over,
)

value = ca.default


def in_court(change: str, blocks: Blocks, horizon: int, *, before: bool = True) -> dict[str, Line]:
    """One set of proceedings: the fee at the case and the rest over 38 weeks, by payer."""
    at_once = occurrences(blocks, horizon)
    spread = spent_over(blocks, value("care_proceedings.duration").value / 52, horizon)
    fee = value("court_fee.care_application")
    lines = {
        "application_fee": Line(at_once, fee),
        "application_fee_income": Line(-at_once, fee, payer="court", cash=1),
        "proceedings_court": Line(spread, value("court_cost.public_law_case.2017_18")),
    }
    for payer in ("council", "legal_aid", "cafcass"):
        lines[f"proceedings_{payer}"] = Line(spread, value(f"care_proceedings.{payer}"))
    if before:
        lines["pre_proceedings"] = Line(at_once, value("pre_proceedings.council"))
    return {f"{change}.{name}": line for name, line in lines.items()}


def infants(
    change: str, blocks: Blocks, horizon: int, *, growth: float = 0, assessed: bool = True
) -> dict[str, Line]:
    """Infants removed at birth: 37.9% adopted, 21.8% with a guardian, the rest home."""
    adopted, guardian = (
        value(f"infant.exit.{way}").value for way in ("adoption", "special_guardianship")
    )
    placed = fixed(value("infant.months_to_adoptive_placement").value / 12)
    in_proceedings = fixed(value("care_proceedings.duration").value / 52)
    foster = value("placement.foster.any.week")

    def fostered(share: float, stay: tuple) -> Line:
        years = person_years(blocks, cut(stay, 18), horizon)
        return Line(share * years, foster, 52, growth=growth)

    lines = {
        f"{change}.foster_adoption": fostered(adopted, placed),
        f"{change}.foster_guardianship": fostered(guardian, in_proceedings),
        f"{change}.foster_return": fostered(1 - adopted - guardian, in_proceedings),
        f"{change}.adoptive_placement": Line(
            adopted * exits(blocks, cut(placed, 18), horizon), value("adoption.interagency_fee")
        ),
    }
    if assessed:
        lines[f"{change}.assessment"] = Line(occurrences(blocks, horizon), value("assessment.core"))
    return lines | in_court(change, blocks, horizon)


def newborn(blocks: Blocks, horizon: int) -> Line:
    """The days of a stay in neonatal care, on the day of birth."""
    days = value("neonatal.share").value * value("neonatal.days").value
    return Line(days * occurrences(blocks, horizon), value("neonatal.special_care.day"))


def test_pause_with_women() -> None:
    horizon, women = 5, 20
    # 18 months from 1 October 2026; the first birth it can avoid is nine months later
    births = [(1.25, 2.75, women * value("pause.removals_avoided.round1").value)]
    run = women * occurrences([(0.5, 2.0, 1)], horizon)
    lines = infants("removals", births, horizon) | {
        "births.neonatal": newborn(births, horizon),
        "delivery": Line(-run, value("delivery.pause.woman_year"), delivery=True),
    }
    # from the order at 26 months to 18, for those adopted: what follows an exit
    allowance = money(100, "GBP per week", "hand.allowance", payer="council", cash_releasing=1)
    adopted = value("infant.exit.adoption").value
    lines["removals.adoption_allowance"] = Line(
        adopted * person_years(births, following(fixed(26 / 12), 18), horizon), allowance, 52
    )
    infant = ca.InfantRemovedAtBirth(adoption_allowance=allowance)
    pause = ca.Pause(women=women, start="2026-10-01", pathway=infant)
    agrees(
        Case(2026, horizon, 2025, lines), ca.appraise(pause, horizon=horizon, price_year="2025-26")
    )


def test_pause_with_councils() -> None:
    """Two councils for two years; some births only put off, some children at home."""
    horizon, growth = 9, 0.02
    rate = 2 * value("pause.infants_avoided.round2").value
    unborn, at_home = [(1.0, 3.0, 0.75 * rate)], [(1.0, 3.0, 0.25 * rate)]
    put_off = -0.3 * 0.75 * rate * 2  # three in ten of those of two years
    later = [(3.0, 4.0, 0.6 * put_off), (4.0, 5.0, 0.4 * put_off)]
    support = money(4_000, "GBP per event", "hand.support")
    lines = {
        **infants("removals", unborn, horizon, growth=growth),
        **infants("stays_home", at_home, horizon, growth=growth, assessed=False),
        **infants("removals_postponed", later, horizon, growth=growth),
        "births.neonatal": newborn(unborn, horizon),
        "births_postponed.neonatal": newborn(later, horizon),
        "home_support.support": Line(-occurrences(at_home, horizon), support, cash=1),
    }
    pause = ca.Pause(
        councils=2,
        start="2026-07-01",
        programme_months=24,
        postponed_share=0.3,
        returns=(0.6, 0.4),
        no_birth_share=0.75,
        home_support=support,
    )
    answer = ca.appraise(pause, horizon=horizon, price_year="2025-26", placement_inflation=growth)
    agrees(Case(2026, horizon, 2025, lines), answer)


BEFORE, AFTER = ("2010_11", "2011_12", "2012_13"), "2014_15"


def test_east_riding_with_the_years_before_and_the_trend() -> None:
    horizon = 5
    england = {year: value(f"care_applications.england.{year}").value for year in (*BEFORE, AFTER)}
    trend = england[AFTER] / np.mean([england[year] for year in BEFORE])  # of the same years
    fewer = np.mean([80, 86, 95]) * trend - 45
    cases = [(1.0, 2.0, 0.5 * fewer), (2.0, 5.0, fewer)]  # none in the first year, then half
    weeks = person_years(cases, fixed(26 / 52), horizon)
    lines = in_court("proceedings", cases, horizon) | {
        "placements.placement": Line(0.1 * weeks, value("placement.residential.any.week"), 52),
        "delivery.centres": Line(
            -3 * np.ones(horizon), value("childrens_centre.year"), delivery=True
        ),
    }
    centres = ca.ChildrensCentres(
        start="2012-04-01",
        proceedings_before=95,
        proceedings_after=45,
        earlier=(80, 86),
        before_year="2012-13",
        after_year="2014-15",
        against_national_trend=True,
        phase_in=(0, 0.5),
        placement=ca.Placement(type="residential", weeks=26),
        placement_share=0.1,
        centres=3,
    )
    answer = ca.appraise(centres, horizon=horizon, price_year="2014-15")
    agrees(Case(2012, horizon, 2014, lines), answer)


def test_family_group_conference() -> None:
    horizon, families, children = 6, 40, 68
    first, last = 0.5 + 4 / 12, 1.5 + 4 / 12  # a year from 1 October 2026, four months later
    share = {
        f"{what}_{arm}": value(f"fgc.{what}.{arm}").value
        for what in ("care", "proceedings")
        for arm in ("without", "with")
    }
    court = families * (share["proceedings_without"] - share["proceedings_with"])
    care = children * (share["care_without"] - share["care_with"])
    stay = fixed(value("care.duration.ceased.2024").value / 364)
    conference = money(2_400, "GBP per event", "hand.conference")
    lines = in_court("proceedings", [(first, last, court)], horizon, before=False) | {
        "care_entries.placement": Line(
            person_years([(first, last, care)], stay, horizon),
            value("placement.foster.any.week"),
            52,
        ),
        "delivery": Line(
            -families * occurrences([(0.5, 1.5, 1)], horizon), conference, delivery=True
        ),
    }
    conferences = ca.FamilyGroupConference(
        families=families,
        children=children,
        lag=4,
        start="2026-10-01",
        months=12,
        delivery_cost=conference,
    )
    answer = ca.appraise(conferences, horizon=horizon, price_year="2025-26")
    agrees(Case(2026, horizon, 2025, lines), answer)


def test_a_programme_of_ones_own_that_moves_children_to_fostering() -> None:
    """From the middle of a month to a last day, with every step, and discounted at mid-year."""
    horizon, growth = 6, 0.03
    start, end, lag = (5 + 14 / 30) / 12, 32 / 12, 3 / 12  # 15 September 2025 to 30 November 2027
    rate = 20 * 0.25 * 0.5 * 0.8 * 0.9  # children, share of them, deadweight, attribution
    first, last = start + lag, end + lag
    cases = [
        (first, first + 1, 0.4 * rate),
        (first + 1, first + 2, 0.8 * rate),
        (first + 2, last, rate),
        (last, last + 1, 0.5 * rate),
    ]
    years = {
        "": 0.75 * person_years(cases, cut(exponential(1.5), 4), horizon),
        "_until_re_entry": 0.25 * person_years(cases, fixed(20 / 52), horizon),
    }
    home, family = value("placement.residential.any.week"), value("placement.foster.agency.week")
    team = money(2_000, "GBP per week", "hand.team")
    lines = {"delivery": Line(-occurrences([(start, end, 1)], horizon), team, 52, delivery=True)}
    for which, used in years.items():
        lines[f"moves.placement{which}"] = Line(used, home, 52, growth=growth)
        lines[f"moves.replacement{which}"] = Line(-used, family, 52, cash=1, growth=growth)
    moves = ca.Outcome(
        id="moves",
        label="Children who move to fostering",
        children="children in homes",
        counterfactual=ca.RateAvoided(
            rate=ca.local(0.25, "events per person-year", id="hand.rate", source="By hand"),
            cohort=20,
        ),
        pathway=ca.Placement(
            type="residential",
            stay=ca.ExponentialStay(mean=ca.local(18, "months", id="hand.mean", source="By hand")),
            until=4,
            replaced_by=family,
            re_entry_share=0.25,
            re_entry_after=20,
        ),
        start="2025-09-15",
        last_day="2027-11-30",
        phase_in=(0.4, 0.8),
        persistence=(0.5,),
        lag=3,
        share=0.5,
        deadweight=0.2,
        attribution=0.9,
    )
    own = ca.Custom(name="step down", changes=moves, start="2025-09-15", delivery_cost=team)
    answer = ca.appraise(
        own,
        horizon=horizon,
        price_year="2025-26",
        placement_inflation=growth,
        timing="mid-year",
    )
    agrees(Case(2025, horizon, 2025, lines, mid_year=True), answer)
