"""Hackney's Pause pilot: can the published £1.2m be reached, and what was it?

29 women, 18 months, £1.2m avoided in-year. The pilot's inputs were never published: this tests the
claim with the charity's projection. The review stands: outranked, no_comparison, no_deadweight,
rests_on_weak, caution, unanswered (an evaluated rate, beside it, is far lower); no_delivery,
average_of_all_care, no_ramp_up, pathway_assumption, beyond_horizon (a year's average care only).
"""

import costavoid as ca


def pilot(rate: str) -> ca.Appraisal:
    """A full year of care at the all-age average of the time (2013-14); pilot dates assumed."""
    year_of_care = ca.Placement(
        cost=ca.default("placement.average.year.gmca"),
        stay=ca.FixedStay(length=ca.default("age.end_of_childhood")),
    )
    pause = ca.Pause(
        women=29,
        start="2012-10-01",
        programme_months=18,
        removal_rate=ca.default(rate),
        pathway=year_of_care,
        lag=None,
        delivery_cost=None,
    )
    return ca.appraise(pause, horizon=2, price_year="2013-14")


def appraisal() -> ca.Appraisal:
    return pilot("pause.removals.projection")


def main() -> None:
    claimed = appraisal()
    full_year = claimed.full_year_effect("2013-14")["gross"]
    in_year = claimed.in_year("2013-14")["gross"]
    nhs = claimed.by_payer().loc["nhs", "gross"]
    print("Hackney, the charity's rate (0.528 removals a woman-year), 2013-14 prices")
    print(f"  full-year effect at 31 March 2014, council: £{full_year['council']:,.0f}")
    print(f"  in-year cost avoided 2013-14, council:      £{in_year['council']:,.0f}")
    print(f"  neonatal care over the pilot, NHS:          £{nhs:,.0f}")

    print("The same at the rates the Round 1 evaluation supports, full-year effect, council")
    for name, rate in (
        ("lowest, 21 among 125", "pause.removals_avoided.worked_back.low"),
        ("27 among 137", "pause.removals_avoided.round1"),
        ("highest, 36 among 125", "pause.removals_avoided.worked_back.high"),
    ):
        effect = pilot(rate).full_year_effect("2013-14").loc["council", "gross"]
        print(f"  {name:22} £{effect:,.0f}")

    figure = {r.id: r for r in ca.replications()}["pause.hackney.full_year"]
    print(f"Status of the £1.2m: {figure.status.value}. {figure.note}")
    print("None of it is shown as cash: an all-age average is not what one child fewer releases.")


if __name__ == "__main__":
    main()
