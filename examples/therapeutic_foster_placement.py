"""What may a therapeutic foster placement cost, and how many may go back, before it stops paying?

The young people, the weeks, those who go back and the scheme's prices are invented: it was
described in one council, not measured. The review stands:
- no_published_effect, no_comparison, rests_on_weak: it is opinion, so two break-evens are printed;
- caution, average_as_cash: a children's home at the national average is not the one avoided: put in
  your ledger's price.
"""

import costavoid as ca

BOOK = {"price_year": "2025-26", "source": "Anytown fostering scheme (invented)"}
GUESS = "Judgement of the fostering panel (invented)"


def appraisal() -> ca.Appraisal:
    scheme = ca.TherapeuticFosterPlacement(
        young_people=ca.local(4, "count per year", id="own.young_people", source=GUESS),
        weeks_replaced=ca.local(52, "weeks", id="own.weeks", source=GUESS),
        re_entry_share=ca.local(0.4, "share", id="own.unsettled", source=GUESS),
        re_entry_after=ca.local(10, "weeks", id="own.settled_for", source=GUESS),
        therapeutic_placement=ca.local(
            3_100, "GBP per week", id="own.placement", payer="council", cash_releasing=1, **BOOK
        ),
        delivery_cost=ca.local(160_000, "GBP per year", id="own.clinical_team", **BOOK),
        lag=ca.local(6, "months", id="own.lag", source=GUESS),  # carers to be found first
        start="2026-04-01",
        months=24,
    )
    return ca.appraise(scheme, horizon=4, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    for id in ("own.unsettled", "own.placement"):
        print(answer.break_even(id, measured="council cash"))


if __name__ == "__main__":
    main()
