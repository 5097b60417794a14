"""Manchester (2022): caseloads, teams, vacancies, newly qualified workers, and the counts."""

from __future__ import annotations

import costavoid as ca
from costavoid.evidence.figures import about


def _referrals(needed: ca.BreakEven, there: int) -> str:
    """How many of the referrals that there are would pay by themselves."""
    if not needed.reached:
        return f"Referrals alone cannot pay for it, not if all {there:,} were avoided."
    return f"{there * (1 - needed.value):.0f} of {there:,} referrals avoided would pay for it."


def caseloads() -> str:
    """More social workers for the same children."""
    lower = ca.NeighbourhoodTeams(
        repeat_referrals=1_752,
        repeat_referral_ratio=1,
        children=3_840,
        caseload_before=24,
        caseload_after=16,
        care_entries=500,
        care_entry_ratio=ca.local(1, "ratio", id="own.entries", source="what would have to be"),
        placement=ca.Placement(weeks=52),
        months=12,
    )
    answer = ca.appraise(lower, horizon=3, price_year="2025-26")
    posts = answer.delivery_parts().iloc[0]
    needed = answer.break_even("own.entries", measured="council cash")
    return (
        "As an example, from 24 children each to 16, 3,840 children need "
        f"{posts['number']:.0f} more social workers (160 to 240), {about(posts['pounds'])} a year. "
        f"In the council's cash that is {500 * (1 - needed.value):.0f} years of fostering avoided "
        "a year, of 500 entries. No effect of caseloads is published; nearby, the city's own "
        "repeat referrals fell further than England's (4.6), before and after."
    )


def teams() -> str:
    """More team managers for the same staff."""
    smaller = ca.NeighbourhoodTeams(
        repeat_referrals=1_752,
        repeat_referral_ratio=1,
        workers=240,
        team_size_before=8,
        team_size_after=6,
        months=12,
    )
    answer = ca.appraise(smaller, horizon=1, price_year="2025-26")
    more = answer.delivery_parts().loc["Team managers more, for smaller teams"]
    needed = answer.break_even("teams.repeat_referral_ratio")
    return (
        f"240 workers in teams of six need 40 managers and in teams of eight 30: "
        f"{more['number']:.0f} more, {about(more['pounds'])} a year, or "
        f"{about(more['pounds'] / 2.4)} for each 100 workers, at one advertised salary with "
        f"on-costs. {_referrals(needed, 1_752)} No effect of the size of a team is published; "
        "nearby, the city's repeat referrals fell further than England's (4.6), before and after."
    )


def vacancies() -> str:
    """Posts filled, what they cost and what they save."""
    stable = ca.WorkforceStabilisation(
        posts=100,
        agency_rate_before=ca.default("manchester.agency_rate.before"),
        vacancy_rate_before=ca.local(0.258, "share", id="own.before", source="the article"),
        vacancy_rate_after=ca.local(0.075, "share", id="own.after", source="the article"),
        months=12,
    )
    answer = ca.appraise(stable, horizon=1, price_year="2025-26")
    worth = answer.to_frame().groupby("outcome")["pounds"].sum()
    agency, empty = (o.counterfactual.avoided(answer.inputs)[0] for o in answer.outcomes)
    return (
        f"In 100 posts, 18.3 vacancies fewer and {agency:.1f} agency posts fewer. A vacancy rate "
        "holds the posts that agency workers cover (81% of them do), so "
        f"{empty:.1f} were filled that stood empty. The agency posts save {about(worth['agency'])} "
        f"a year and the empty ones cost {about(-worth['vacancies'])} in pay, so in all "
        f"{about(worth['agency'] + worth['vacancies'])}, before what each cost while empty (yours: "
        "none is published). One council, before and after."
    )


def newly_qualified() -> str:
    """Four weeks of induction and a supported year."""
    summer_school = ca.NewlyQualifiedSupport(
        newly_qualified=40,
        induction_weeks=4,
        leavers_avoided=0,
        replacement_cost=ca.local(
            27_000, "GBP per event", id="own.leaver", price_year="2017-18", source="any, CIPD"
        ),
        months=12,
    )
    answer = ca.appraise(summer_school, horizon=1, price_year="2025-26")
    parts = answer.delivery_parts()["pounds"] / 40
    needed = answer.break_even("newly_qualified.leavers")
    return (
        f"{about(parts['Induction'])} of pay for each in four weeks, and DfE's grant of "
        f"{about(parts['Supported year'])} in today's prices for the year. For forty workers it "
        f"must prevent {needed.value:.1f} leavers a year ({needed.value / 40:.0%} of them) at the "
        "£27,000 printed in 2017 for any qualified employee, £36,000 today, little of it cash. "
        "Nearby: those kept rose from 85% in 2008-09 "
        "to 91.5% in 2010-11 under the scheme before, without a comparison."
    )


def in_house() -> str:
    """Contracts ended against teams paid, by year."""
    book = {"price_year": "2025-26", "source": "your own budget"}
    teams = ca.NeighbourhoodTeams(
        repeat_referrals=1_752,
        repeat_referral_ratio=1,
        delivery_cost=ca.local(700_000, "GBP per year", id="own.in_house", **book),
        contracts_ended=ca.local(
            1_000_000, "GBP per year", id="own.contracts", cash_releasing=1, **book
        ),
        workers=240,
        team_size_before=8,
        team_size_after=6,
        start="2026-04-01",
        phase_in=(0.5,),
    )
    answer = ca.appraise(teams, horizon=4, price_year="2025-26")
    by_year = answer.financial_case()["net"]
    needed = answer.break_even("own.contracts", measured="council cash")
    return (
        "With contracts of £1m a year that end half way through the first year, £700,000 a year "
        "for the same services in house and ten managers more: "
        f"{about(float(by_year.iloc[0]))} in {by_year.index[0]}, then "
        f"{about(float(by_year.iloc[1]))} in {by_year.index[1]}. The contracts would have to be "
        f"{about(needed.value)} a year. What Manchester's contracts and teams cost is not "
        "published."
    )


def series() -> str:
    """Looked-after children and repeat referrals against neighbours and England."""
    years = {"before_year": "2013-14", "after_year": "2021-22"}
    counted = {
        "population_before": ca.default("series.manchester.children.2014"),
        "population_after": ca.default("series.manchester.children.2022"),
    }
    looked_after = ca.BeforeAfter(
        before=ca.default("series.manchester.looked_after.2014"),
        after=ca.default("series.manchester.looked_after.2022"),
        trend_before=ca.default("series.neighbours.looked_after_share.2014"),
        trend_after=ca.default("series.neighbours.looked_after_share.2022"),
        **years,
        **counted,
    )
    referred = {
        "population_before": ca.default("series.manchester.referrals.2014"),
        "population_after": ca.default("series.manchester.referrals.2022"),
    }
    repeats = ca.BeforeAfter(
        before=ca.default("series.manchester.repeat_referrals.2014"),
        after=ca.default("series.manchester.repeat_referrals.2022"),
        trend_before=ca.default("series.neighbours.repeat_referral_share.2014"),
        trend_after=ca.default("series.neighbours.repeat_referral_share.2022"),
        **years,
        **referred,
    )
    england_care = {
        "trend_before": ca.default("series.england.looked_after_share.2014"),
        "trend_after": ca.default("series.england.looked_after_share.2022"),
    }
    england_repeats = {
        "trend_before": ca.default("series.england.repeat_referral_share.2014"),
        "trend_after": ca.default("series.england.repeat_referral_share.2022"),
    }
    against_neighbours = [looked_after.rate_ratio(), repeats.rate_ratio()]
    against_england = [
        looked_after.model_copy(update=england_care).rate_ratio(),
        repeats.model_copy(update=england_repeats).rate_ratio(),
    ]
    (care, repeat), (care_england, repeat_england) = (
        [f"{1 - ratio:.0%} ({1 - high:.0%} to {1 - low:.0%})" for ratio, low, high in found]
        for found in (against_neighbours, against_england)
    )
    return (
        "Children looked after went from 121 to 109 for each 10,000 from March 2014 to March "
        f"2022, {care} fewer than if they had moved as in its ten statistical neighbours and "
        f"{care_england} than as in England. Repeat referrals went from 31.9% to 22.3% of "
        f"referrals, {repeat} and {repeat_england} fewer. Both moved more than theirs; the "
        "intervals are counting error only, and nothing here says why: spending, funding and what "
        "is counted as a referral changed too."
    )


def around_the_school() -> str:
    """Which cost, which outcome, where it breaks even."""
    team = ca.TeamAroundTheSchool(
        schools=30,
        referrals_per_school=20,
        referral_ratio=1,
        families_helped=150,
        months=12,
    )
    answer = ca.appraise(team, horizon=1, price_year="2025-26")
    cost = answer.delivery_parts()["pounds"].sum()
    needed = answer.break_even("schools.referral_ratio")
    shares = {"assessment_share": 0.7, "child_in_need_share": 0.4, "support_months": 6}
    follow = team.model_copy(update={"referral": ca.SocialWork(**shares)})
    more = ca.appraise(follow, horizon=2, price_year="2025-26")
    then = more.break_even("schools.referral_ratio")
    return (
        f"Early help for 150 families costs {about(cost)} a year (every agency's time) and should "
        f"avoid referrals. {_referrals(needed, 600)} Counting the assessments and support that "
        f"follow, for the shares given, {600 * (1 - then.value):.0f} of 600 would, in staff time "
        "and not in cash. Nearby: the trial of social workers in schools found enquiries 5.5% "
        "higher (4.5% lower to 16.6% higher)."
    )


def rating() -> str:
    """A grade is not money."""
    return (
        "A better grade may lower agency rates and spare the cost of intervention, but "
        "no figure for either is published; put what it is hoped to change into a "
        "case of ChangeOfProvider or WorkforceStabilisation, and the grade beside it in words."
    )


ANSWERS = {
    "4.1": caseloads,
    "4.2": teams,
    "4.3": vacancies,
    "4.4": newly_qualified,
    "4.5": in_house,
    "4.6": series,
    "4.7": around_the_school,
    "4.8": rating,
}
