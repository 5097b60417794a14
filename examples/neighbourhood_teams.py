"""Do smaller neighbourhood teams pay through fewer repeat referrals and entries to care?

Counts, effects, contracts and the teams' cost are all invented: no size of effect has been
published. With these it does not pay: the ended contract covers half, repeat referrals little.
"""

import costavoid as ca

BOOK = {"price_year": "2025-26", "source": "Anytown budget book 2025-26 (invented)"}
COUNTS = "Anytown children in need return (invented)"
GUESS = "Judgement of the service (invented)"


def appraisal() -> ca.Appraisal:
    posts = (
        ca.Post(
            title="Social worker",
            fte=9,
            salary=ca.local(44_000, "GBP per person-year", id="own.worker", **BOOK),
        ),
        ca.Post(
            title="Team manager",
            fte=2,
            salary=ca.local(56_000, "GBP per person-year", id="own.manager", **BOOK),
        ),
    )
    contract = {"payer": "council", "cash_releasing": 1, **BOOK}
    teams = ca.NeighbourhoodTeams(
        repeat_referrals=ca.local(620, "count per year", id="own.repeats", source=COUNTS),
        repeat_referral_ratio=ca.local(0.9, "ratio", id="own.repeat_ratio", source=GUESS),
        referral=ca.SocialWork(assessment_share=0.7),
        care_entries=ca.local(130, "count per year", id="own.entries", source=COUNTS),
        care_entry_ratio=ca.local(0.96, "ratio", id="own.entry_ratio", source=GUESS),
        placement=ca.Placement(weeks=52),
        contracts_ended=ca.local(420_000, "GBP per year", id="own.contract", **contract),
        delivery_cost=ca.Budget(posts=posts, on_costs=0.3, overheads=0.1),
        start="2026-04-01",
        months=36,
        phase_in=(0.5,),
    )
    return ca.appraise(teams, horizon=4, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    worth = answer.to_frame().groupby("outcome")["pounds"].sum()
    print("\nWhat carries it, over four years, real £\n" + worth.round(0).astype(int).to_string())


if __name__ == "__main__":
    main()
