"""Four weeks of induction and a supported year: how many leavers must they prevent?

As Manchester's summer school and supported year, for forty workers. The cost of a leaver is that
of any qualified employee, and the leavers avoided are invented: neither is known of social workers.
The review stands:
- no_published_effect, no_comparison, rests_on_weak: so the break-even is printed;
- no_cash_share: most of a leaver's cost is time and lost work, so none is counted as cash;
- caution, stale_cost: one council's pay and a grant of 2018; no_ramp_up: they stay at once.
"""

import costavoid as ca

OWN = {"quality": "amber", "source": "Anytown workforce return (invented)"}


def appraisal() -> ca.Appraisal:
    support = ca.NewlyQualifiedSupport(
        newly_qualified=ca.local(40, "count", id="own.newly_qualified", **OWN),
        induction_weeks=ca.local(4, "weeks per year", id="own.weeks", **OWN),
        leavers_avoided=ca.local(5, "count per year", id="own.leavers", source="Hoped for"),
        replacement_cost=ca.local(
            27_000,
            "GBP per event",
            id="own.leaver",
            price_year="2017-18",
            source="The MJ (2017), citing CIPD: any qualified employee",
        ),
        start="2026-04-01",
        months=24,
    )
    return ca.appraise(support, horizon=3, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    parts = answer.delivery_parts()
    print((parts["pounds"] / (40 * 2)).round(0).to_string())
    print(answer.break_even("own.leavers"))
    print()
    print(answer)


if __name__ == "__main__":
    main()
