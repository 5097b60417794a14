"""When do clinicians in social work units pay back, if they keep some children out of care?

The clinicians' pay, the entries to care and the four avoided a year are invented: the published
claims are of fewer children and lower costs while much else changed. The review stands:
- no_published_effect, no_comparison, rests_on_weak: it is opinion, so the break-even is printed;
- caution, average_as_cash: the placement and the stay are averages: put in your own.
"""

import costavoid as ca

PAY = {"price_year": "2025-26", "source": "Anytown pay scales (invented)"}
RATES = {"quality": "amber", "source": "Anytown budget book 2025-26 (invented)"}


def clinician(title: str, fte: float, salary: float) -> ca.Post:
    id = f"own.{title.lower().replace(' ', '_')}"
    return ca.Post(
        title=title, fte=fte, salary=ca.local(salary, "GBP per person-year", id=id, **PAY)
    )


def appraisal() -> ca.Appraisal:
    panel = "Anytown entry to care panel (invented)"
    programme = ca.SystemicPractice(
        entries_avoided=ca.local(4, "count per year", id="own.avoided", source=panel),
        entries=ca.local(140, "count per year", id="own.entries", quality="amber", source=panel),
        delivery_cost=ca.Budget(
            posts=(
                clinician("Clinical lead", 1, 68_000),
                clinician("Family therapist", 4, 54_000),
            ),
            on_costs=ca.local(0.3, "share", id="own.on_costs", **RATES),
            overheads=ca.local(0.1, "share", id="own.overheads", **RATES),
            premises=ca.local(9_000, "GBP per year", id="own.premises", **PAY),
        ),
        phase_in=(0.25, 0.75),
        start="2026-04-01",
        months=48,
    )
    return ca.appraise(programme, horizon=7, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    council = answer.cash_profile(prices="nominal").xs("council", level="payer")
    columns = ["cash", "delivery", "net_cash", "cumulative_net_cash"]
    print("\nThe council's cash, £ of each year")
    print(council[columns].round(0).astype(int).to_string())
    print(answer.break_even("own.avoided", measured="council cash"))


if __name__ == "__main__":
    main()
