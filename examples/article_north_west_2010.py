"""Claim: Stockport put social workers into over 40 schools, half a day to two days a week in each.

4 to 16 full-time posts; the trial of the same found no fewer enquiries, so at its effect it costs
money at either end. The counts of enquiries are invented.
The review stands:
- could_be_chance, more_not_fewer: that is the trial's finding, and why it does not pay;
- caution: the post is one council's: put in your own; stale_cost: an enquiry's is of 2008-09.
"""

import costavoid as ca

OWN = {"quality": "amber", "source": "Anytown children in need return (invented)"}


def stockport(days: float) -> ca.Appraisal:
    """Forty schools with a social worker for so many days a week, for a year."""
    programme = ca.SocialWorkersInSchools(
        schools=40,
        days_per_week=ca.local(days, "days per week", id="own.days", **OWN),
        section_47_per_school=ca.local(10, "events per school-year", id="own.enquiries", **OWN),
        start="2026-04-01",
        months=12,
    )
    return ca.appraise(programme, horizon=1, price_year="2025-26")


def appraisal() -> ca.Appraisal:
    return stockport(0.5)


def main() -> None:
    for days in (0.5, 2):
        answer = stockport(days)
        posts = answer.delivery_parts().iloc[0]
        print(f"{days:g} days a week: {posts['number']:g} posts, £{posts['pounds']:,.0f} a year")
        print(f"  {answer.break_even('swis.section_47_ratio')}")
    print()
    print(appraisal())


if __name__ == "__main__":
    main()
