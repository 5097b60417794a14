"""What would offering a family group conference to every family at pre-proceedings avoid?

The effect is the trial's. The numbers of families and children and the cost of a conference are
invented; how long a child would have stayed in care is the average of all who left, 864 days.
"""

import costavoid as ca

BUDGET = {"price_year": "2025-26", "source": "Anytown budget book 2025-26 (invented)"}
COUNT = "Anytown legal gateway panel (invented)"


def appraisal() -> ca.Appraisal:
    conferences = ca.FamilyGroupConference(
        families=ca.local(40, "count per year", id="own.families", source=COUNT),
        children=ca.local(68, "count per year", id="own.children", source=COUNT),
        delivery_cost=ca.local(2_400, "GBP per event", id="own.conference", **BUDGET),
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
