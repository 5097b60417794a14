"""Claim: fifteen councils that recruit together saved more than £700,000 in ten years (2021).

For £1.05m: 0.67 for each £1 if that is gross, which the article does not say. Its savings are
mostly adverts and events, so the question is how many: prices and delegates here are invented.
The review stands:
- no_comparison, rests_on_weak: nobody counted what was bought, so the break-evens are printed;
- caution, stale_cost: one council's price of an advert in 2010: put in your own;
- no_ramp_up: adverts are saved from the first one, which the first year flatters.
"""

import costavoid as ca

OWN = {"quality": "amber", "source": "Anytown recruitment team (invented)"}


def appraisal() -> ca.Appraisal:
    programme = ca.RegionalRecruitmentPartnership(
        councils=15,
        adverts=ca.local(60, "count per year", id="own.adverts", **OWN),
        delegates=ca.local(300, "count per year", id="own.delegates", **OWN),
        delegate=ca.local(
            150,
            "GBP per event",
            id="own.place",
            price_year="2025-26",
            cash_releasing=1,
            basis="price",
            **OWN,
        ),
        start="2026-04-01",
    )
    return ca.appraise(programme, horizon=10, price_year="2025-26")


def main() -> None:
    printed = {each.id: each for each in ca.replications()}["recruitment.ratio"]
    print(f"As published: {printed.computed:.2f} for each £1. {printed.note}")
    answer = appraisal()
    print(answer.delivery_parts().round(0).to_string())
    for number in ("own.adverts", "own.delegates"):
        print(answer.break_even(number, measured="council cash"))
    councils = {f"Council {n}": 1 for n in range(1, 16)}
    print(ca.share_between(answer, councils).iloc[0].round(2).to_string())
    print()
    print(answer)


if __name__ == "__main__":
    main()
