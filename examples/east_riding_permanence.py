"""Claim: East Riding also placed children for good sooner, and supported guardians and adopters.

The second half of the claim, without the fall in proceedings: weeks of fostering saved, and how
many disruptions the support must avoid. All its counts and prices are invented.
The review stands:
- outranked: the fall in proceedings is left out on purpose: see children's centres;
- no_comparison, rests_on_weak: nobody measured this half, nor when it begins;
- caution, average_as_cash, stale_cost: averages and old costs: put in your own.
"""

import costavoid as ca

OWN = {"quality": "amber", "source": "Anytown permanence panel (invented)"}


def appraisal() -> ca.Appraisal:
    centres = ca.ChildrensCentres(
        proceedings_before=ca.local(45, "count per year", id="own.proceedings", **OWN),
        proceedings_ratio=ca.local(1, "ratio", id="own.ratio", source="no fewer are counted"),
        children_placed_sooner=ca.local(20, "count per year", id="own.sooner", **OWN),
        weeks_sooner=ca.local(10, "weeks", id="own.weeks_sooner", source="Judgement of the panel"),
        disruptions_avoided=ca.local(3, "count per year", id="own.disruptions", source="Hoped for"),
        disruption=ca.Placement(weeks=ca.local(52, "weeks", id="own.back_in_care", **OWN)),
        families_supported=ca.local(60, "count per year", id="own.families", **OWN),
        family_support=ca.local(
            3_000, "GBP per event", id="own.support", price_year="2025-26", **OWN
        ),
        phase_in=(),
        lag=0,
        start="2026-04-01",
        months=36,
    )
    return ca.appraise(centres, horizon=5, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    worth = answer.to_frame().groupby("outcome")["pounds"].sum().round(-3)
    print("Over five years, real £\n" + worth.astype(int).to_string())
    print(answer.break_even("own.disruptions", measured="council cash"))
    print(answer.break_even("own.weeks_sooner", measured="council cash"))
    print()
    print(answer)


if __name__ == "__main__":
    main()
