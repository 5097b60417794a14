"""A programme that is not in the library, from its parts: an edge-of-care team.

The counts and costs are invented. The effect is a trial's of family group conferences (entries to
care within a year 36.2% against 44.8%), as a stand-in. Of its review: no_interval and rests_on_weak
stand, as none is printed and it is a stand-in; caution, as the price is an average; and no_source,
as one bare number, 52 weeks, is left in to show it.
"""

import costavoid as ca

LEDGER = {"price_year": "2025-26", "source": "Anytown budget book 2025-26 (invented)"}


def appraisal() -> ca.Appraisal:
    effect = ca.local(
        0.086,
        "events per person-year",
        id="own.entries_avoided",
        label="Entries to care avoided for each child referred",
        design="trial",
        source=ca.Source(
            id="foundations_2023",
            title="Over 2,000 children per year could avoid the care system",
            publisher="Foundations",
            year=2023,
        ),
    )
    entries = ca.Outcome(
        id="entries",
        label="Entries to care avoided",
        counterfactual=ca.RateAvoided(rate=effect, cohort=80),  # 80 children referred a year
        pathway=ca.Placement(type="foster", provider="agency", weeks=52),
        children="children referred to the team",
        start="2026-04-01",
        months=24,
        people=160,  # over the two years, and each can enter care for the first time only once
        recurs=False,
        phase_in=(0.5,),  # half the referrals in the first year: an assumption
    )
    team = ca.Delivery(
        label="Team of five",
        cost=ca.local(310_000, "GBP per year", id="own.team", **LEDGER),
        start="2026-04-01",
        months=24,
    )
    programme = ca.Custom(
        name="edge-of-care team", start="2026-04-01", changes=(entries,), costs=(team,)
    )
    return ca.appraise(programme, horizon=4, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print(answer.financial_case("council").round().to_string())


if __name__ == "__main__":
    main()
