"""Does a retention payment pay for itself in agency workers no longer needed?

The posts, the rate before, the payment, the hoped-for rate and the leavers are invented; the costs
of an agency and an employed worker are one council's. Manchester's fall to 3.1% is shown beside it.
The review stands:
- no_comparison, rests_on_weak: the rate after is a hope, shown beside one that was counted;
- caution, pathway_assumption: pay is one council's, and agency workers are taken to be paid for
  all 52 weeks: put in your own pay and weeks, and count.
"""

import costavoid as ca

BOOK = {"price_year": "2025-26", "source": "Anytown pay bill 2025-26 (invented)"}


def stabilised(**rate: ca.Estimate) -> ca.Appraisal:
    plan = "Anytown workforce plan (invented)"
    programme = ca.WorkforceStabilisation(
        posts=ca.local(120, "count", id="own.posts", source=plan),
        agency_rate_before=ca.local(0.18, "share", id="own.rate", source=plan),
        retention_payment=ca.local(2_500, "GBP per person-year", id="own.payment", **BOOK),
        leavers_avoided=ca.local(6, "count per year", id="own.leavers", source=plan),
        replacement_cost=ca.local(
            4_000,
            "GBP per event",
            id="own.replacing",
            payer="council",
            basis="price",
            cash_releasing=1,
            **BOOK,
        ),
        start="2026-04-01",
        months=36,
        phase_in=(0.5,),
        **rate,
    )
    return ca.appraise(programme, horizon=3, price_year="2025-26")


def appraisal() -> ca.Appraisal:
    hope = ca.local(0.10, "share", id="own.rate_after", source="Hope of the plan (invented)")
    return stabilised(agency_rate_after=hope)


def main() -> None:
    answer = appraisal()
    print(answer)
    week = (ca.default(f"workforce.{kind}_social_worker.week") for kind in ("agency", "employed"))
    print("\nWhat agency workers cost more, £ of 2025-26")
    print(ca.agency_premium(*week, posts=120 * (0.18 - 0.10)).round(2).to_string())
    table = ca.compare({"To 10%, our hope": answer, "To 3.1%, Manchester's": stabilised()})
    print(table[["delivery", "council_cash", "council_net_cash"]].round(0).astype(int).to_string())


if __name__ == "__main__":
    main()
