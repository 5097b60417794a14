"""We are the social work champions (2021): Children's Social Work Matters."""

from __future__ import annotations

import costavoid as ca
from costavoid.evidence.figures import about, pence, pounds


def partnership() -> str:
    """What came back for each pound."""
    councils = ca.RegionalRecruitmentPartnership(councils=15)
    answer = ca.appraise(councils, horizon=10, price_year="2011-12", first_year="2011-12")
    council = answer.by_payer().loc["council"]
    paid, saved = -council["delivery"], council["gross"]
    return (
        f"{pence(saved / paid)} for each £1, if the saving is before what was paid: "
        f"{pounds(saved)} over {pounds(paid)}. The article does not say whether it is, nor what it "
        "counts; if it is after, the same figures give £1.67."
    )


def adverts() -> str:
    """How many adverts and delegates a year pay for the partnership."""
    adverts_alone = ca.RegionalRecruitmentPartnership(
        councils=15, adverts=0, advert=ca.default("recruitment.advert.press")
    )
    alone = ca.appraise(adverts_alone, horizon=10, price_year="2025-26")
    cost = alone.delivery_parts()["pounds"].sum()
    without = alone.break_even("recruitment.adverts", measured="council cash")
    price = ca.local(
        150, "GBP per event", cash_releasing=1, price_year="2025-26", source="your own price"
    )
    with_events = adverts_alone.model_copy(update={"delegates": 300, "delegate": price})
    both = ca.appraise(with_events, horizon=10, price_year="2025-26")
    needed = both.break_even("recruitment.adverts", measured="council cash")
    return (
        f"{about(cost)} over ten years in today's prices is covered by {needed.value:.0f} adverts "
        "a year among fifteen councils at the £2,000 one council printed for a press advert in "
        f"2010, with 300 delegates at £150; by {without.value:.0f} adverts alone. At a job board's "
        "price, a quarter of that, four times as many. What the partnership bought is not "
        "published."
    )


def one_point() -> str:
    """One point of agency, vacancy and turnover, for fifteen councils."""
    posts = ca.local(15 * 235, "count", source="15 councils of 235 posts, England's average")
    less_agency = ca.WorkforceStabilisation(
        posts=posts, agency_rate_before=0.13, agency_rate_after=0.12, months=12
    )
    agency = ca.appraise(less_agency, horizon=1, price_year="2025-26")
    fewer_vacant = ca.WorkforceStabilisation(
        posts=posts,
        agency_rate_before=0.13,
        agency_rate_after=0.13,
        vacancy_rate_before=0.142,
        vacancy_rate_after=0.132,
        months=12,
    )
    vacancy = ca.appraise(fewer_vacant, horizon=1, price_year="2025-26")
    fewer_leave = ca.WorkforceStabilisation(
        posts=posts,
        agency_rate_before=0.13,
        agency_rate_after=0.13,
        leavers_avoided=35,
        replacement_cost=ca.local(
            27_000, "GBP per event", price_year="2017-18", source="any employee, CIPD"
        ),
        months=12,
    )
    turnover = ca.appraise(fewer_leave, horizon=1, price_year="2025-26")
    return (
        "For 3,525 posts, a point is 35: less agency saves "
        f"{about(agency.by_payer().loc['council', 'cash'])} a year in cash; fewer vacancies cost "
        f"{about(-vacancy.by_payer().loc['council', 'cash'])} in pay for posts that stood empty, "
        "less what the empty ones cost you (none is published); 35 fewer leavers avoid "
        f"{about(turnover.by_payer().loc['council', 'avoided'])}, not cash, at the £27,000 printed "
        "for any qualified employee. Nothing shows that the partnership brought them about."
    )


def trend() -> str:
    """A before-and-after set against 24% more entries to care."""
    against = ca.BeforeAfter(
        before=100,
        after=100,
        before_year="2010-11",
        after_year="2020-21",
        trend_before=100,
        trend_after=124,
    )
    ratio, low, high = against.rate_ratio()
    return (
        "A trend is given to any before-and-after as its two numbers. A council that stayed at "
        f"100 entries to care while England's rose by 24% had 24 fewer than expected: a ratio of "
        f"{ratio:.3f} ({low:.3f} to {high:.3f}, counting error only), so at these counts it could "
        "be chance. A trend stands in for a comparison and is not one."
    )


ANSWERS = {"3.1": partnership, "3.2": adverts, "3.3": one_point, "3.4": trend}
