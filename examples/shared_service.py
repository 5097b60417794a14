"""What does each of three councils pay and get when they run one adoption panel together?

All figures are invented: no council has published what each paid before and after. It saves in
all, but where each pays by population the largest council loses by it. Of the review,
no_published_effect and no_comparison stand: this is opinion, as nobody has measured it.
"""

import costavoid as ca

BOOK = {"price_year": "2025-26", "source": "Anytown and partners' budget books (invented)"}
RATES = {"quality": "amber", "source": BOOK["source"]}
POPULATION = {"Anytown": 260_000, "Otherham": 180_000, "Midshire": 520_000}


def appraisal() -> ca.Appraisal:
    adviser = ca.local(46_000, "GBP per person-year", id="own.adviser", **BOOK)
    panel = ca.SharedService(
        councils=3,
        cost_apart=ca.local(
            145_000,
            "GBP per council-year",
            id="own.panel_alone",
            payer="council",
            cash_releasing=0.9,
            **BOOK,
        ),
        delivery_cost=ca.Budget(
            posts=(ca.Post(title="Panel adviser", fte=4, salary=adviser),),
            on_costs=ca.local(0.3, "share", id="own.on_costs", **RATES),
            overheads=ca.local(0.15, "share", id="own.overheads", **RATES),
            premises=ca.local(20_000, "GBP per year", id="own.premises", **BOOK),
            activities=(ca.local(60_000, "GBP", id="own.setting_up", **BOOK),),
        ),
        phase_in=(0.5,),  # the old panels close in the course of the first year
        start="2026-04-01",
        months=48,
    )
    return ca.appraise(panel, horizon=4, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print("\nEach pays by population and saves what one panel cost alone, four years, real £")
    alike = dict.fromkeys(POPULATION, 1)
    print(ca.share_between(answer, POPULATION, gets=alike).round(2).to_string())


if __name__ == "__main__":
    main()
