"""What does a House Project release, year by year, when some young people go back?

How many move, for how long, how many go back, evictions, prices and the £90,000 over three years
for setting up are invented. The review stands:
- no_published_effect, no_comparison, rests_on_weak: the weeks replaced are opinion, as none are
  published, so their break-even is printed;
- stale_cost: the cost of an eviction is of 2010-11, and little here.
"""

import costavoid as ca

BOOK = {"price_year": "2025-26", "source": "Anytown placements ledger (invented)"}
GUESS = "Judgement of the leaving care service (invented)"


def appraisal() -> ca.Appraisal:
    project = ca.HouseProject(
        young_people=ca.local(6, "count per year", id="own.moving", source=GUESS),
        weeks_replaced=ca.local(40, "weeks", id="own.weeks", source=GUESS),
        re_entry_share=ca.local(0.2, "share", id="own.going_back", source=GUESS),
        re_entry_after=ca.local(12, "weeks", id="own.back_after", source=GUESS),
        previous_placement=ca.local(
            118_000,
            "GBP per person-year",
            id="house_project.previous_placement.case",
            cash_releasing=1,  # all bought from agencies
            **BOOK,
        ),
        house_project=ca.local(
            72_000, "GBP per person-year", id="house_project.case", cash_releasing=1, **BOOK
        ),
        later=ca.LeavingCare(evictions=ca.local(0.05, "share", id="own.evicted", source=GUESS)),
        delivery_cost=ca.local(90_000, "GBP", id="own.set_up", **BOOK),
        lag=ca.local(6, "months", id="own.lag", source=GUESS),  # homes to be found first
        start="2026-04-01",
        months=36,
    )
    return ca.appraise(project, horizon=5, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    council = answer.cash_profile().xs("council", level="payer")
    columns = ["cash", "avoided", "delivery", "net_cash", "cumulative_net_cash"]
    print("\nThe council, real £ of 2025-26\n" + council[columns].round(0).astype(int).to_string())
    print(answer.break_even("own.weeks", measured="council cash"))


if __name__ == "__main__":
    main()
