"""Cases of services, courts and workers, by docs/method.md in plain NumPy, to a penny."""

from __future__ import annotations

import numpy as np
import pytest

import costavoid as ca
from the_method import Case, Line, agrees, fixed, money, occurrences, person_years, spent_over

value = ca.default


def test_social_workers_in_schools() -> None:
    """More enquiries, not fewer: what follows them costs; and entries to care, as hoped."""
    horizon, schools = 4, 20
    enquiries = schools * 8 * (1 - value("swis.section_47_ratio").value)
    entries = schools * 0.6 * (1 - 0.75)
    half_first = [(0.5, 1.5, 0.5), (1.5, 2.5, 1.0)]
    post = money(62_000, "GBP per person-year", "hand.post")
    lines = {
        "section_47.section_47": Line(
            enquiries * occurrences(half_first, horizon), value("child_in_need.section_47")
        ),
        "section_47.plan": Line(
            enquiries * 0.4 * person_years(half_first, fixed(30 / 52), horizon),
            value("child_in_need.social_work.week"),
            52,
        ),
        "care_entries.placement": Line(
            entries * person_years(half_first, fixed(26 / 52), horizon),
            value("placement.foster.agency.week"),
            52,
        ),
        "delivery.social_workers": Line(
            -schools * 1 / 5 * occurrences([(0.5, 2.5, 1)], horizon), post, delivery=True
        ),
    }
    programme = ca.SocialWorkersInSchools(
        schools=schools,
        days_per_week=1,
        section_47_per_school=8,
        social_worker=post,
        start="2026-10-01",
        months=24,
        phase_in=(0.5,),
        enquiry=ca.SocialWork(first="section 47", plan_share=0.4, plan_weeks=30),
        care_entries_per_school=0.6,
        care_entry_ratio=0.75,
        placement=ca.Placement(provider="agency", weeks=26),
    )
    answer = ca.appraise(programme, horizon=horizon, price_year="2025-26")
    agrees(Case(2026, horizon, 2025, lines), answer)


@pytest.mark.parametrize("by_component", [False, True])
def test_family_drug_and_alcohol_court(by_component: bool) -> None:
    horizon, cases = 40, 20  # beyond the last forecast of prices, and the 30th year's rate
    each = spent_over([(0.5, 1.5, cases)], value("fdac.years").value, horizon)
    parts = {"saving": "fdac.saving.all"}
    if by_component:
        parts = {
            "care": "fdac.saving.care",
            "legal": "fdac.saving.legal_and_experts.unrounded",
            "return": "fdac.saving.return_to_court",
            "health": "fdac.saving.nhs_and_justice",
        }
    lines = {f"{name}.published": Line(each, value(id)) for name, id in parts.items()}
    lines["delivery.cases"] = Line(
        -cases * occurrences([(0.0, 1.0, 1)], horizon), value("delivery.fdac.case"), delivery=True
    )
    court = ca.FamilyDrugAlcoholCourt(
        cases=cases, start="2026-04-01", months=12, lag=6, by_component=by_component
    )
    answer = ca.appraise(court, horizon=horizon, price_year="2025-26")
    agrees(Case(2026, horizon, 2025, lines), answer)


def test_workforce_stabilisation() -> None:
    """Agency posts given up, empty posts filled, an offer to our own staff, fewer leavers."""
    horizon, posts = 4, 120
    given_up = posts * (0.18 - 0.10)
    filled = posts * (0.25 - 0.15) - value("workforce.agency_covering.2025").value * given_up
    half_first = [(0.5, 1.5, 0.5), (1.5, 3.5, 1.0)]
    standing = occurrences(half_first, horizon)
    leaving = money(4_000, "GBP per event", "hand.leaving", payer="council", cash_releasing=1)
    agency, employed = (value(f"workforce.{k}_social_worker.week") for k in ("agency", "employed"))
    pay = 0.05 * (1 + value("workforce.on_costs.extra_pay").value)
    lines = {
        "agency.agency": Line(given_up * 44 / 52 * standing, agency, 52),
        "agency.permanent": Line(-given_up * standing, employed, 52, cash=1),
        "vacancies.permanent": Line(-filled * standing, employed, 52, cash=1),
        "leavers.published": Line(6 * standing, leaving),
        "delivery.offer": Line(
            -posts * (1 - 0.15) * pay * occurrences([(0.5, 3.5, 1)], horizon),
            value("workforce.social_worker.salary"),
            delivery=True,
        ),
    }
    programme = ca.WorkforceStabilisation(
        posts=posts,
        agency_rate_before=0.18,
        agency_rate_after=0.10,
        vacancy_rate_before=0.25,
        vacancy_rate_after=0.15,
        offer=ca.RetentionOffer(share_of_salary=0.05),
        leavers_avoided=6,
        replacement_cost=leaving,
        post=ca.AgencyPost(weeks_paid=44),
        start="2026-10-01",
        months=36,
        phase_in=(0.5,),
    )
    answer = ca.appraise(programme, horizon=horizon, price_year="2025-26")
    agrees(Case(2026, horizon, 2025, lines), answer)


def test_family_nurse_partnership() -> None:
    horizon, mothers = 5, 50
    health = value("fnp.qalys").value * mothers * occurrences([(1.25, 4.25, 1)], horizon)
    lines = {
        "health.health": Line(health, value("health.qaly.threshold"), payer="individuals"),
        "delivery.nurses": Line(
            -mothers * occurrences([(0.0, 3.0, 1)], horizon),
            value("delivery.fnp.participant"),
            delivery=True,
        ),
    }
    nurses = ca.FamilyNursePartnership(participants=mothers, lag=15, start="2026-04-01", months=36)
    answer = ca.appraise(nurses, horizon=horizon, price_year="2025-26")
    agrees(Case(2026, horizon, 2025, lines), answer)


def test_shared_service() -> None:
    """Three councils for 78 weeks from 1 July 2026; the old services close in the first year."""
    horizon = 4
    start, end = 0.25, 0.25 + 78 / 52
    apart = money(
        145_000,
        "GBP per council-year",
        "hand.apart",
        payer="council",
        basis="marginal",
        cash_releasing=0.9,
    )
    together = money(295_080, "GBP per year", "hand.together")
    set_up = money(60_000, "GBP", "hand.set_up")
    closing = [(start, start + 1, 0.5), (start + 1, end, 1.0)]
    lines = {
        "services.running": Line(3 * occurrences(closing, horizon), apart),
        "delivery.together": Line(
            -occurrences([(start, end, 1)], horizon), together, delivery=True
        ),
        "delivery.set_up": Line(  # half a year's worth of a year's 120,000
            -occurrences([(start, start + 0.5, 2)], horizon), set_up, delivery=True
        ),
    }
    shared = ca.SharedService(
        councils=3,
        cost_apart=apart,
        cost_together=together,
        set_up=set_up,
        set_up_months=6,
        phase_in=(0.5,),
        start="2026-07-01",
        weeks=78,
    )
    answer = ca.appraise(shared, horizon=horizon, price_year="2025-26")
    agrees(Case(2026, horizon, 2025, lines), answer)


def test_staff_by_the_day_week_and_month() -> None:
    """A post of each rate for a year: 260 days, 52 weeks, 12 months of it."""
    day, week, month = (
        money(100, f"GBP per {period}", f"hand.{period}") for period in ("day", "week", "month")
    )
    costs = tuple(
        ca.Delivery(id=cost.id.split(".")[1], label=cost.id, cost=cost)
        for cost in (day, week, month)
    )
    saved = money(50_000, "GBP per event", "hand.saved", payer="council", cash_releasing=1)
    case = ca.Outcome(
        id="case",
        label="One case a year",
        children="children",
        counterfactual=ca.RateAvoided(
            rate=ca.local(1, "count per year", id="hand.one", source="By hand")
        ),
        pathway=ca.PublishedCost(cost=saved, present_value=True),
    )
    programme = ca.Custom(name="staff", changes=case, costs=costs)
    horizon = 3
    year = np.ones(horizon)
    lines = {
        "day": Line(-year, day, 260, delivery=True),
        "week": Line(-year, week, 52, delivery=True),
        "month": Line(-year, month, 12, delivery=True),
        "case.published": Line(year, saved, cash=0),  # a present value is cash of no year
    }
    answer = ca.appraise(programme, horizon=horizon, price_year="2025-26")
    agrees(Case(2025, horizon, 2025, lines), answer)
