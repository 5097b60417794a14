"""What does a social worker cost by Step Up and by a degree, and what once some have left?

Costs are the Department for Education's of 2015-16; the number of workers and both retention
curves are invented, because none by route is published. Net of work on placement Step Up costs
about the same as a degree, so a small difference in who stays decides it. Both are put in the year
a worker starts. The review stands:
- no_published_effect, no_comparison, rests_on_weak: no comparison of routes is published;
- caution, stale_cost: the costs are old averages, each for one who qualifies and
  not one who stays, which is why what each costs after some have left is printed.
"""

import costavoid as ca

STAYING = {"step_up": (0.95, 0.88, 0.80), "undergraduate": (0.92, 0.80, 0.70)}  # invented


def appraisal() -> ca.Appraisal:
    plan = {"quality": "amber", "source": "Anytown workforce plan (invented)"}
    route = ca.QualifyingRoute(
        route="step_up",
        workers=ca.local(12, "count per year", id="own.workers", **plan),
        lag=ca.local(0, "months", id="own.lag", **plan),
        start="2026-04-01",
        months=36,
    )
    return ca.appraise(route, horizon=3, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    for route, shares in STAYING.items():
        cost = ca.default(f"training.{route}.net")
        table = ca.cost_per_worker_in_post(cost, ca.Retention(shares=shares))
        print(f"\n{route}, £ of 2015-16 for each still in post\n{table.round(2).to_string()}")


if __name__ == "__main__":
    main()
