"""Pause localised in one word: the published figures of three unlike councils beside England's.

A foster week costs £775 in Hackney, £270 in Leeds and £1,555 in Essex, as each publishes it; then
East Riding's care applications, set against its neighbours, its region and England. The review of
the first stands: no_comparison, other_effect, no_deadweight, rests_on_weak, unanswered (the effect
is Pause's own); caution, average_as_cash (a council's average, staff included, is not what one
placement fewer saves: put in your own); stale_cost (Pause's price).
"""

import costavoid as ca

FOSTER = "placement.foster.any.week"
PLACED = ca.Placement(weeks=ca.default("care_proceedings.duration"))  # that long: assumed
PAUSE = ca.Pause(women=20, start="2026-10-01", pathway=PLACED, neonatal=None)
BEFORE, AFTER = "2018-19", "2024-25"


def appraisal(council: str | None = "Hackney") -> ca.Appraisal:
    return ca.appraise(PAUSE, horizon=5, price_year="2025-26", council=council)


def applications(against: str | None) -> ca.Appraisal:
    """East Riding's published care applications as a before-and-after: of nothing it did."""
    east_riding = ca.council("East Riding")
    before, after = (
        east_riding.figure("care_applications_rate", year=year, as_count=True)
        for year in (BEFORE, AFTER)
    )
    counts = ca.ChildrensCentres(
        proceedings_before=before, proceedings_after=after, before_year=BEFORE, after_year=AFTER
    )
    return ca.appraise(
        counts, horizon=3, price_year="2025-26", council="East Riding", against=against
    )


def main() -> None:
    england = appraisal(None)
    print("A foster week, £ (England's beside it), and what Pause for 20 women avoids, £")
    for name in ("Hackney", "Leeds", "Essex"):
        here = appraisal(name)
        week = here.inputs_used().loc[FOSTER]
        cash, national = (a.by_payer().loc["council", "cash"] for a in (here, england))
        print(
            f"  {name:8} {week['value']:>6,.0f} ({week['library_value']:,.0f})  council's cash "
            f"{cash:>9,.0f}, {cash - national:+9,.0f} on England's; net worth {here.npv:,.0f}"
        )
    print(f"  {here.inputs.in_use[FOSTER].caution}")

    print("\nEast Riding's care applications, by whom they are set against")
    for against in (None, "neighbours", "region", "England"):
        effect = applications(against).outcomes[0].counterfactual
        print(f"  {against or 'nothing'}: {effect.statement()}")


if __name__ == "__main__":
    main()
