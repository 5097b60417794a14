"""Do smaller neighbourhood teams pay through fewer repeat referrals and entries to care?

Counts, effects, contracts and the teams' cost are all invented: no size of effect has been
published. With these it does not pay: the ended contract covers half, repeat referrals little. Of
its review no_published_effect, no_comparison and rests_on_weak stand, as nobody has measured it;
caution and average_as_cash, as the placement is the average one; stale_cost: a referral's is old.
"""

import costavoid as ca

BOOK = {"price_year": "2025-26", "source": "Anytown budget book 2025-26 (invented)"}
COUNTS = {"quality": "amber", "source": "Anytown children in need return (invented)"}
RATES = {"quality": "amber", "source": BOOK["source"]}
GUESS = "Judgement of the service (invented)"


def appraisal() -> ca.Appraisal:
    worker = ca.local(44_000, "GBP per person-year", id="own.worker", **BOOK)
    manager = ca.local(56_000, "GBP per person-year", id="own.manager", **BOOK)
    cost = ca.Budget(
        posts=(
            ca.Post(title="Social worker", fte=9, salary=worker),
            ca.Post(title="Team manager", fte=2, salary=manager),
        ),
        on_costs=ca.local(0.3, "share", id="own.on_costs", **RATES),
        overheads=ca.local(0.1, "share", id="own.overheads", **RATES),
        premises=ca.local(25_000, "GBP per year", id="own.premises", **BOOK),
    )
    contract = {"payer": "council", "cash_releasing": 1, **BOOK}
    teams = ca.NeighbourhoodTeams(
        repeat_referrals=ca.local(620, "count per year", id="own.repeats", **COUNTS),
        repeat_referral_ratio=ca.local(0.9, "ratio", id="own.repeat_ratio", source=GUESS),
        referral=ca.SocialWork(
            assessment_share=ca.local(0.7, "share", id="own.assessed", **COUNTS)
        ),
        care_entries=ca.local(130, "count per year", id="own.entries", **COUNTS),
        care_entry_ratio=ca.local(0.96, "ratio", id="own.entry_ratio", source=GUESS),
        placement=ca.Placement(weeks=ca.local(52, "weeks", id="own.weeks", **COUNTS)),
        contracts_ended=ca.local(420_000, "GBP per year", id="own.contract", **contract),
        delivery_cost=cost,
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
