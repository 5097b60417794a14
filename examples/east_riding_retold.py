"""East Riding, 95 care proceedings and then 45: what a tracker would have said, year by year.

The plan is what was then achieved, as no plan was published; the year in between was never
published either, and half is an assumption. It is about the counts, so its review stands:
- no_comparison, no_deadweight, no_delivery: no comparison group, and no cost to set off;
- peak_baseline, rests_on_weak: two single years carry it, England's count peaked in the first;
- families_or_children: it does not say which it counts;
- stale_cost, average_as_cash, beyond_horizon: a split by payer of 2005-06; two years are few.
"""

import costavoid as ca

BEFORE, AFTER = map(ca.default, ("east_riding.proceedings.before", "east_riding.proceedings.after"))
ENGLAND = tuple(ca.default(f"care_applications.england.{year}") for year in ("2012_13", "2014_15"))


def appraisal() -> ca.Appraisal:
    centres = ca.ChildrensCentres(
        start="2013-04-01",
        proceedings_before=BEFORE,
        proceedings_after=AFTER,
        before_year="2012-13",
        after_year="2014-15",
        phase_in=(0.5,),
    )
    return ca.appraise(centres, horizon=2, price_year="2014-15", first_year="2013-14")


def main() -> None:
    plan = ca.plan(appraisal(), approved="2013-04-01", owners="Head of children's centres")
    print(plan)
    print("\nThe chance of telling the fall from none, by each quarter's end")
    chances = plan.targets().set_index("quarter")[["chance", "chance_if_known"]]
    print(chances.round(2).to_string())

    print("\nAt the end of 2013-14")
    print(plan.against({"2013-14": "unknown"}, today="2014-04-01"))

    print("\nAt the end of 2014-15")
    counts = {"2013-14": "unknown", "2014-15": 45}
    print(plan.against(counts, comparisons={"proceedings": ENGLAND}, today="2015-04-01"))


if __name__ == "__main__":
    main()
