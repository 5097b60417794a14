"""Would social workers in schools pay for themselves, and what effect would they need?

The trial found 5.5% more section 47 enquiries, not fewer, so on its effect they cost money. Beside
it stands what a council might hope for: counts, pay and hopes are invented. The review stands:
could_be_chance and more_not_fewer are the trial's own answer, and printed; stale_cost, because no
cost of an enquiry newer than 2008-09 was found.
"""

import costavoid as ca

OURS = {"price_year": "2025-26", "source": "Anytown schools survey and budget (invented)"}


def schools(**effects: object) -> ca.Appraisal:
    """Twenty schools, a day a week in each, for two years."""
    programme = ca.SocialWorkersInSchools(
        schools=20,
        days_per_week=ca.local(1, "days per week", id="own.days", source=OURS["source"]),
        section_47_per_school=ca.local(
            8, "events per school-year", id="own.enquiries", source=OURS["source"]
        ),
        social_worker=ca.local(62_000, "GBP per person-year", id="own.social_worker", **OURS),
        start="2026-09-01",
        months=24,
        **effects,
    )
    return ca.appraise(programme, horizon=6, price_year="2025-26")


def appraisal() -> ca.Appraisal:
    return schools()


def hoped_for() -> ca.Appraisal:
    """Fewer enquiries, and a quarter fewer of 0.6 entries to care a school and year: hopes."""
    hope = "Hope of the steering group (invented)"
    usual_length = ca.FixedStay(length=ca.default("care.duration.ceased.2024"))
    return schools(
        section_47_ratio=ca.local(0.9, "ratio", id="own.enquiry_ratio", source=hope),
        care_entries_per_school=ca.local(
            0.6, "events per school-year", id="own.entries", source=OURS["source"]
        ),
        care_entry_ratio=ca.local(0.75, "ratio", id="own.entry_ratio", source=hope),
        placement=ca.Placement(stay=usual_length),
    )


def main() -> None:
    trial, hope = appraisal(), hoped_for()
    print(trial)
    options = {"Do nothing": None, "The trial's effect": trial, "Hoped for": hope}
    table = ca.compare(options)[["delivery", "gross", "net", "council_net_cash"]]
    print("\nOver six years, real £\n" + table.round(0).astype(int).to_string())
    print("What would break even on enquiries alone, and on entries to care as hoped for:")
    print(trial.break_even("swis.section_47_ratio"), hope.break_even("own.entry_ratio"), sep="\n")


if __name__ == "__main__":
    main()
