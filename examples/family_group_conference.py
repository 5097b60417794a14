"""What would offering a family group conference to every family at pre-proceedings avoid?

The effect is the trial's. The numbers of families and children and the cost of a conference are
invented, as are four months to the first effect; a stay in care is the average one, 864 days.
The review stands, but for what a council can put in of its own:
- no_interval: the trial prints none for its shares;
- stale_cost: no split of court costs by payer newer than 2005-06 was found;
- caution, average_as_cash: the placement and the stay are averages: put in your own.
"""

import costavoid as ca

BUDGET = {"price_year": "2025-26", "source": "Anytown budget book 2025-26 (invented)"}
COUNT = {"quality": "amber", "source": "Anytown legal gateway panel (invented)"}


def appraisal() -> ca.Appraisal:
    conferences = ca.FamilyGroupConference(
        families=ca.local(40, "count per year", id="own.families", **COUNT),
        children=ca.local(68, "count per year", id="own.children", **COUNT),
        delivery_cost=ca.local(2_400, "GBP per event", id="own.conference", **BUDGET),
        lag=ca.local(4, "months", id="own.lag", **COUNT),  # from letter to conference
        start="2026-04-01",
        months=12,
    )
    return ca.appraise(conferences, horizon=5, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print("\nWho saves, over five years, real £")
    print(answer.by_payer().round(0).astype(int).to_string())


if __name__ == "__main__":
    main()
