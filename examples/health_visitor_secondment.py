"""How many assessments must a health visitor on the duty team save to be worth the secondment?

The pay, the counts and the effect are invented: nobody has published the effect. What is saved is
social workers' time, so it is capacity and not cash, and the council's cash never pays back.
"""

import costavoid as ca

PAY = {"price_year": "2025-26", "source": "Anytown secondment agreement (invented)"}
LOG = "Anytown duty team's log, three months (invented)"


def appraisal() -> ca.Appraisal:
    secondment = ca.HealthVisitorSecondment(
        assessments_avoided=ca.local(120, "count per year", id="own.avoided", source=LOG),
        assessments=ca.local(1_400, "count per year", id="own.assessments", source=LOG),
        assessment=ca.SocialWork(first="assessment", child_in_need_share=0.2, support_months=4),
        delivery_cost=ca.Budget(
            posts=(
                ca.Post(
                    title="Health visitor",
                    fte=1,
                    salary=ca.local(47_000, "GBP per person-year", id="own.salary", **PAY),
                ),
            ),
            on_costs=0.28,
        ),
        start="2026-04-01",
        months=24,
    )
    return ca.appraise(secondment, horizon=3, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print("\n" + answer.by_payer().round(0).astype(int).to_string())
    print(answer.break_even("own.avoided"))


if __name__ == "__main__":
    main()
