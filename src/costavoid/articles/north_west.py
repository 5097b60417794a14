"""A real sense of community in the North West (2010): Stockport, Blackburn, Merseyside."""

from __future__ import annotations

import costavoid as ca
from costavoid.evidence.figures import about, pounds


def schools() -> str:
    """Posts of social workers in schools, what they cost, and what they must avoid."""
    half_a_day = ca.SocialWorkersInSchools(
        schools=40,
        days_per_week=0.5,
        section_47_per_school=ca.local(10, "events per school-year", source="your own count"),
        care_entries_per_school=ca.local(1, "events per school-year", source="your own count"),
        care_entry_ratio=ca.local(1, "ratio", id="own.entries", source="what would have to be"),
        placement=ca.Placement(weeks=52),
        months=12,
    )
    least = ca.appraise(half_a_day, horizon=3, price_year="2025-26")
    two_days = half_a_day.model_copy(update={"days_per_week": 2})
    most = ca.appraise(two_days, horizon=3, price_year="2025-26")
    trial = ca.default("swis.section_47_ratio")
    posts, most_posts = (case.delivery_parts().iloc[0] for case in (least, most))
    entries = least.break_even("own.entries", measured="council cash")
    most_entries = most.break_even("own.entries", measured="council cash")
    return (
        f"{posts['number']:g} to {most_posts['number']:g} full-time posts, "
        f"{about(posts['pounds'])} to {about(most_posts['pounds'])} a year. Were a year of "
        f"fostering avoided each time, {40 * (1 - entries.value):.0f} to "
        f"{40 * (1 - most_entries.value):.0f} entries to care a year fewer would pay for them in "
        "the council's cash; forty schools are taken to have 40. The trial of 268 schools found "
        f"enquiries {trial.value - 1:.1%} higher (95% interval {1 - (trial.low or 0):.1%} lower to "
        f"{(trial.high or 0) - 1:.1%} higher) and no evidence of benefit on any outcome, entries "
        "to care among them."
    )


def offer() -> str:
    """A retention offer in cash or in leave, and what it must save."""
    bonus = ca.WorkforceStabilisation(
        posts=100,
        agency_rate_before=0.11,
        agency_rate_after=0.11,
        offer=ca.RetentionOffer(share_of_salary=0.035),
        months=12,
    )
    paid = ca.appraise(bonus, horizon=1, price_year="2025-26")
    cash = paid.delivery_parts().loc["Retention offer", "pounds"]
    needed = paid.break_even("manchester.agency_rate.after", measured="council cash")
    day = bonus.model_copy(update={"offer": ca.RetentionOffer(days_of_leave=1)})
    given = ca.appraise(day, horizon=1, price_year="2025-26")
    capacity = -given.by_payer().loc["council", "avoided"]
    repaid = given.break_even("manchester.agency_rate.after")
    return (
        f"For 100 posts, of which agencies hold eleven, the bonus costs {about(cash)} a year in "
        f"cash. The day's leave is 89 days, worth {about(capacity)} of staff time, and no cash. "
        f"The bonus pays once it replaces {100 * (0.11 - needed.value):.1f} agency posts in 100; "
        f"the leave costs as much time as {100 * (0.11 - repaid.value):.1f} of them saves cash. "
        "Nearby: Manchester's agency rate fell by 11.6 in 100 "
        "over four years, before and after, while much else was done."
    )


def health_visitor() -> str:
    """A health visitor seconded to the duty team."""
    duty = ca.HealthVisitorSecondment(health_visitors=1, assessments_avoided=0, months=12)
    answer = ca.appraise(duty, horizon=1, price_year="2025-26")
    cost = answer.delivery_parts().loc["Health visitors on the duty team", "pounds"]
    needed = answer.break_even("duty.assessments_avoided")
    return (
        "The council's: it has commissioned health visiting since October 2015. One costs "
        f"{about(cost)} a year, and {needed.value:.0f} referrals a year must go no further than "
        "the duty team, each an assessment saved in staff time and not in cash. No count of it is "
        "published; nearby, the trial of social workers in schools found none fewer."
    )


def centres() -> str:
    """Fourteen children's centres, and what they must avoid."""
    fourteen = ca.ChildrensCentres(
        proceedings_before=ca.local(95, "count per year", id="own.before", source="East Riding"),
        centres=14,
        phase_in=(),
        months=12,
    )
    answer = ca.appraise(fourteen, horizon=3, price_year="2025-26")
    cost = answer.delivery_parts().loc["Children's centres", "pounds"]
    saved = answer.by_payer()["gross"]
    needed = answer.break_even("own.before").value * (1 - 45 / 95)
    entries = ca.SystemicPractice(
        entries_avoided=0,
        placement=ca.Placement(weeks=52),
        delivery_cost=ca.local(cost, "GBP per year", price_year="2025-26", source="as above"),
        months=12,
    )
    placed = ca.appraise(entries, horizon=3, price_year="2025-26")
    placements = placed.break_even("systemic.entries_avoided", measured="council cash").value
    return (
        f"Fourteen centres cost about {about(cost)} a year at England's spending of 2014-15. East "
        f"Riding's fall, 50 a year, saves the council {saved['council'] / cost:.0%} of that and "
        f"every payer together {saved['all payers'] / cost:.0%}. To pay for themselves: "
        f"{needed:.0f} fewer proceedings a year, in the account of all payers, which at East "
        f"Riding's ratio takes {needed / (1 - 45 / 95):.0f} a year before; or "
        f"{placements:.0f} years of fostering avoided a year, in the council's cash. "
        "Nearby: East Riding's rate ratio of 0.474 (0.325 to 0.682) is one council against no "
        "comparison, from a national peak."
    )


def therapeutic() -> str:
    """Twelve months in a therapeutic placement, and how long the return must last."""
    year = ca.TherapeuticFosterPlacement(
        young_people=1,
        weeks_replaced=52,
        therapeutic_placement=ca.local(
            9_000, "GBP per week", price_year="2025-26", source="your own price"
        ),
        support_months=12,
        weeks_after=1,
        placement_after=ca.default("placement.foster.any.week"),
        months=12,
    )
    answer = ca.appraise(year, horizon=6, price_year="2025-26")
    home = ca.default("placement.residential.any.week")
    needed = answer.break_even("therapeutic.weeks_after", measured="council cash")
    return (
        f"In the place of a children's home at {pounds(home.value)} a week ({home.price_year}), of "
        f"which {home.cash_releasing:.0%} is cash once a child leaves. At £9,000 a week the twelve "
        "months cost more than they release, and the return to a foster family must last "
        f"{needed.value:.0f} weeks for each young person to pay in the council's cash. No "
        "effect is published; nearby, one child in five who goes home is back in care within a "
        "year."
    )


def long_stay_agency() -> str:
    """Two agency workers who stay, beside two who are employed."""
    dearer = ca.agency_premium(
        ca.default("workforce.agency_social_worker.week"),
        ca.default("workforce.employed_social_worker.week"),
        posts=2,
    )
    fewer_weeks = ca.agency_premium(
        ca.default("workforce.agency_social_worker.week"),
        ca.default("workforce.employed_social_worker.week"),
        posts=2,
        weeks_paid=46,
    )
    two, at_46 = (frame.loc["2 posts, a year", "premium"] for frame in (dearer, fewer_weeks))
    return (
        f"{pounds(two)} a year more than two employed ones at St Helens' rates of 2025-26 (41% "
        f"more a week), {pounds(at_46)} if they are paid 46 weeks of 52. Devon printed £28,000 "
        "a year for one in 2021. At 25 children each a thousand need 40 social workers, at 15 "
        "each 67: see 4.1."
    )


def step_up() -> str:
    """Step Up to Social Work, by those who qualify and by those who stay."""
    route = ca.QualifyingRoute(
        route="step_up",
        instead_of="undergraduate",
        workers=40,
        in_post=ca.default("routes.in_post.fast_track"),
        in_post_instead=ca.default("routes.in_post.all"),
        months=12,
    )
    answer = ca.appraise(route, horizon=1, price_year="2025-26")
    stay = ca.Retention(shares=(0.88, 0.84, 0.80))  # your own curve: none by route is published
    by_year = ca.cost_per_worker_in_post(ca.default("training.step_up.net"), stay)
    needed = answer.break_even("routes.in_post.fast_track")
    return (
        f"{pounds(by_year.loc[0, 'cost_per_worker'])} (net, 2015-16 prices) for each who qualifies "
        f"and, with 80% left after three years, {pounds(by_year.loc[3, 'cost_per_worker'])} for "
        "each in post. If 82% of those by the undergraduate route stay, Step Up costs no more for "
        f"each in post where at least {needed.value:.0%} of its own do. Nearby: 12% of fast-track "
        "workers had left at 18 months, 18% of all routes at 15 months, from different sources. "
        "The 120 applications for 40 places are activity; what they filled is not published."
    )


def learning_together() -> str:
    """Support provided once for seven councils."""
    together = ca.SharedService(
        councils=7,
        cost_apart=ca.local(
            60_000, "GBP per council-year", id="own.apart", price_year="2025-26", source="yours"
        ),
        cost_together=ca.local(350_000, "GBP per year", price_year="2025-26", source="yours"),
        set_up=ca.local(80_000, "GBP", id="own.set_up", price_year="2025-26", source="yours"),
        months=60,
    )
    answer = ca.appraise(together, horizon=5, price_year="2025-26")
    needed = answer.break_even("own.apart")
    part = ca.share_between(answer, {f"Council {n}": 1 for n in range(1, 8)}).iloc[0]
    return (
        "With figures to be replaced by yours (£350,000 a year together, £80,000 to set up), each "
        f"of seven pays {about(part['delivery'])} over five years and avoids "
        f"{about(part['cash'] + part['avoided'])} if alone it paid £60,000, none of it "
        "cash until a budget is cut. To break even each would have to pay "
        f"{pounds(needed.value)} alone, {1 - 50_000 / needed.value:.0%} of it duplication. No "
        "council has published what it paid before and after."
    )


def long_run() -> str:
    """When early intervention turns."""
    early = ca.Pause(women=20, start="2026-10-01", programme_months=18)
    answer = ca.appraise(early, horizon=10, price_year="2025-26")
    turns, peak = answer.payback, answer.peak_funding
    own = ca.SystemicPractice(
        entries_avoided=10,
        clinicians=4,
        clinician=ca.local(70_000, "GBP per person-year", price_year="2025-26", source="yours"),
        phase_in=(0, 0.5),
    )
    other = ca.appraise(own, horizon=10, price_year="2025-26")
    return (
        "Payback and the most to fund are asked of any case. Twenty women in Pause, at its "
        f"evaluated rate: {turns.lower().rstrip('.')}, and {about(peak.pounds)} is the most to "
        f"fund, in {peak.year}. Four clinicians who came to avoid ten entries a year would pay "
        f"back in {other.payback}, after {about(other.peak_funding.pounds)} by the end of "
        f"{other.peak_funding.year}. "
        "Most savings fall in the years of placement avoided, after the cost."
    )


ANSWERS = {
    "1.1": schools,
    "1.2": offer,
    "1.3": health_visitor,
    "1.4": centres,
    "1.5": therapeutic,
    "1.6": long_stay_agency,
    "1.7": step_up,
    "1.8": learning_together,
    "1.9": long_run,
}
