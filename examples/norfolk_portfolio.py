"""Four programmes for one council, Norfolk: together, less what they do for the same children.

Norfolk's counts and foster price are published, as are all effects; how many families, women and
centres, the lag and what a conference costs are invented. The conferences' review stands:
- no_interval, caution, stale_cost: the trial prints no interval, and court costs are old;
- average_as_cash, kept_cash_share: an average price and stay, with England's share of cash;
- beyond_horizon: the stays of the last year's children go on after five years.
"""

from pathlib import Path

import costavoid as ca

SHARED = Path(__file__).with_name("norfolk_cohorts.toml")
LAIT = "DfE, LAIT, Norfolk (github.com/dfe-analytical-services/local-authority-interactive-tool)"
YOUNG = f"{LAIT}: 7.4 for each 10,000 of 171,830 children, of whom 78 of 338 are infants"
FOSTER = ca.local(950, id="placement.foster.any.week", price_year="2024-25", source=LAIT)
RUN = {"start": "2026-04-01", "months": 36}


def plan(value: float, unit: str, id: str, **more: str) -> ca.Estimate:
    return ca.local(value, unit, id=id, quality="amber", source="Plan (invented)", **more)


def appraised(programme: ca.Intervention, *own: ca.Estimate) -> ca.Appraisal:
    return ca.appraise(programme, horizon=5, price_year="2025-26", overrides=own)


def appraisal() -> ca.Appraisal:
    conferences = ca.FamilyGroupConference(
        families=plan(60, "count per year", "plan.families"),
        children=plan(102, "count per year", "plan.children"),
        lag=plan(4, "months", "plan.lag"),
        delivery_cost=plan(2_400, "GBP per event", "plan.each", price_year="2025-26"),
        **RUN,
    )
    return appraised(conferences, FOSTER)


def portfolio() -> ca.Portfolio:
    young = ca.local(29, "count per year", id="norfolk.young", source=YOUNG)
    cases = plan(20, "count per year", "plan.cases")
    parts = {
        "Pause": appraised(ca.Pause(women=20, start="2026-04-01", programme_months=36), FOSTER),
        "Conferences": appraisal(),
        "Centres": appraised(ca.ChildrensCentres(proceedings_before=young, centres=3, **RUN)),
        "Drug and alcohol court": appraised(ca.FamilyDrugAlcoholCourt(cases=cases, **RUN)),
    }
    return ca.portfolio(parts, cohorts=ca.load_cohorts(SHARED))


def main() -> None:
    whole = portfolio()
    choice = whole.choose(budget=dict.fromkeys(whole.years[:3], 8e5), by="placements avoided")
    print(whole, choice, whole.frontier(by="net present value"), sep="\n\n")


if __name__ == "__main__":
    main()
