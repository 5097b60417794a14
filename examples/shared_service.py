"""What does each of three councils pay and get when they run one adoption panel together?

All figures are invented: no council has published what each paid before and after. It saves in
all, but where each pays by population the largest council loses by it. Of the review,
no_published_effect and no_comparison stand: prices are compared, and nobody has measured it.
"""

import costavoid as ca

BOOK = {"price_year": "2025-26", "source": "Anytown and partners' budget books (invented)"}
POPULATION = {"Anytown": 260_000, "Otherham": 180_000, "Midshire": 520_000}


def appraisal() -> ca.Appraisal:
    panel = ca.SharedService(
        councils=3,
        cost_apart=ca.local(
            145_000,
            "GBP per council-year",
            id="own.panel_alone",
            design="accounting comparison",
            payer="council",
            basis="marginal",
            cash_releasing=0.9,
            **BOOK,
        ),
        cost_together=ca.local(295_080, "GBP per year", id="own.together", **BOOK),
        set_up=ca.local(60_000, "GBP", id="own.set_up", **BOOK),
        phase_in=(0.5,),  # the old panels close in the course of the first year
        start="2026-04-01",
        months=48,
    )
    return ca.appraise(panel, horizon=4, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print(f"\nSetting up is recovered in {answer.payback}")
    print(answer.break_even("own.panel_alone", measured="council cash"))
    print("\nEach pays by population and saves what one panel cost alone, four years, real £")
    alike = dict.fromkeys(POPULATION, 1)
    print(ca.share_between(answer, POPULATION, gets=alike).round(2).to_string())


if __name__ == "__main__":
    main()
