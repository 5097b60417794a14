"""Claim: Manchester cut caseloads to 15 to 18 children, and teams of eight to six (2022).

More social workers for the same children, and more managers for the same workers. What they must
avoid is asked of years of fostering. The numbers of children, workers and entries are invented.
The review stands:
- no_published_effect, no_comparison, rests_on_weak: the effect is hoped for;
- caution, average_as_cash, stale_cost: posts of one council, an average placement, an old cost;
- no_ramp_up: smaller caseloads would take time to tell, so the first year flatters.
"""

import costavoid as ca

OWN = {"quality": "amber", "source": "Anytown workforce return (invented)"}


def appraisal() -> ca.Appraisal:
    programme = ca.NeighbourhoodTeams(
        repeat_referrals=ca.local(1_700, "count per year", id="own.repeats", **OWN),
        repeat_referral_ratio=ca.local(1, "ratio", id="own.ratio", source="no effect assumed"),
        children=ca.local(3_840, "count", id="own.children", **OWN),
        caseload_before=ca.local(24, "count", id="own.caseload_before", **OWN),
        caseload_after=ca.local(16, "count", id="own.caseload_after", **OWN),
        workers=ca.local(240, "count", id="own.workers", **OWN),
        team_size_before=ca.local(8, "count", id="own.team_before", **OWN),
        team_size_after=ca.local(6, "count", id="own.team_after", **OWN),
        care_entries=ca.local(500, "count per year", id="own.entries", **OWN),
        care_entry_ratio=ca.local(0.9, "ratio", id="own.entry_ratio", source="hoped for"),
        placement=ca.Placement(weeks=ca.local(52, "weeks", id="own.weeks", **OWN)),
        start="2026-04-01",
        months=36,
    )
    return ca.appraise(programme, horizon=5, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer.delivery_parts().round(1).to_string())
    print(answer.break_even("own.entry_ratio", measured="council cash"))
    print()
    print(answer)


if __name__ == "__main__":
    main()
