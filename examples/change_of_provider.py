"""What would a children's services trust have to avoid, to pay for its own setting up?

Setting up is Worcestershire's estimate; what it costs more to run, and the entries it avoids, are
invented: no effect of a trust has been published. With these it does not pay within ten years.
The review stands:
- no_published_effect, no_comparison, rests_on_weak: so the break-evens are printed;
- caution, stale_cost, average_as_cash: one council's estimates and averages: put in your own;
- beyond_horizon: children kept out at the end are out for longer.
"""

import costavoid as ca

OWN = {"price_year": "2025-26", "source": "Anytown options paper (invented)"}


def appraisal() -> ca.Appraisal:
    trust = ca.ChangeOfProvider(
        running_more=ca.local(900_000, "GBP per year", id="own.running", quality="amber", **OWN),
        entries_avoided=ca.local(10, "count per year", id="own.entries", source="Hoped for"),
        phase_in=(0, 0.5),
        start="2026-04-01",
    )
    return ca.appraise(trust, horizon=10, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer.delivery_parts().round(0).to_string())
    print(answer.break_even("own.entries", measured="council cash"))
    peak = answer.peak_funding
    print(f"The most to fund: £{peak.pounds:,.0f}, by the end of {peak.year}")
    print()
    print(answer)


if __name__ == "__main__":
    main()
