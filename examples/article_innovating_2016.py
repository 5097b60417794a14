"""Claim: other models save "only if councils are given access to vital initial investment" (2016).

How much, and until when? Clinicians in social work teams, funded ahead until fewer children enter
care: the most to fund, its year, and when it comes back. Pay, entries and effect are invented.
The review stands:
- no_published_effect, no_comparison, rests_on_weak: it is opinion, so the break-even is printed;
- caution, average_as_cash: the placement and the stay are averages: put in your own;
- beyond_horizon: children kept out at the end are out for longer, so it is a little better.
"""

import costavoid as ca

OWN = {"price_year": "2025-26", "source": "Anytown pay scales (invented)"}
PANEL = "Anytown entry to care panel (invented)"


def appraisal() -> ca.Appraisal:
    programme = ca.SystemicPractice(
        entries_avoided=ca.local(12, "count per year", id="own.avoided", source=PANEL),
        entries=ca.local(140, "count per year", id="own.entries", quality="amber", source=PANEL),
        clinicians=ca.local(8, "count", id="own.clinicians", quality="amber", source=PANEL),
        clinician=ca.local(70_000, "GBP per person-year", id="own.pay", quality="amber", **OWN),
        phase_in=(0, 0.25, 0.5),
        start="2026-04-01",
    )
    return ca.appraise(programme, horizon=10, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    peak = answer.peak_funding
    print(f"The most the council has to fund: £{peak.pounds:,.0f}, by the end of {peak.year}")
    print(f"Its cash pays back: {answer.payback}")
    print(f"  {answer.break_even('own.avoided', measured='council cash')}")
    to_date = answer.financial_case()["cumulative_net"]
    print("\nThe council's net cash to date, £ of each year\n" + to_date.round(-3).to_string())
    print()
    print(answer)


if __name__ == "__main__":
    main()
