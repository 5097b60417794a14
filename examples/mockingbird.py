"""Does a Mockingbird constellation pay for itself? All that is published is 99p for each pound.

The two constellations and their cost are invented; the return is the published one. It does not
quite pay, and none of the return is a budget's cash. The review stands:
- no_interval, rests_on_weak, caution: the one published return has no interval, and the study's
  impact part was retired;
- pathway_assumption: no years are printed with it, so it is put in those of the spending.
"""

import costavoid as ca

BUDGET = {"price_year": "2025-26", "source": "Anytown budget book 2025-26 (invented)"}


def appraisal() -> ca.Appraisal:
    hubs = ca.Mockingbird(
        constellations=2,
        cost_a_year=ca.local(130_000, "GBP per year", id="own.constellations", **BUDGET),
        start="2026-04-01",
        months=36,
    )
    return ca.appraise(hubs, horizon=3, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print("\nEvery payer, real and discounted, £")
    print(answer.economic_case().round(2).to_string())


if __name__ == "__main__":
    main()
