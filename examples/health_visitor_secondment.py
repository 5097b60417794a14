"""How many assessments must a health visitor on the duty team save to be worth the secondment?

The pay, the counts and the effect are invented: nobody has published the effect. What is saved is
social workers' time, so it is capacity and not cash, and the council's cash never pays back. The
review stands:
- no_published_effect, no_comparison, rests_on_weak: it is opinion, as the log compares with
  nothing, so the break-even is printed;
- caution, stale_cost: no cost of an assessment newer than 2008-09 was found.
"""

import costavoid as ca

PAY = {"price_year": "2025-26", "source": "Anytown secondment agreement (invented)"}
LOG = {"quality": "amber", "source": "Anytown duty team's log, three months (invented)"}
RATES = {"quality": "amber", "source": PAY["source"]}


def appraisal() -> ca.Appraisal:
    secondment = ca.HealthVisitorSecondment(
        assessments_avoided=ca.local(120, "count per year", id="own.avoided", source=LOG["source"]),
        assessments=ca.local(1_400, "count per year", id="own.assessments", **LOG),
        assessment=ca.SocialWork(
            first="assessment",
            child_in_need_share=ca.local(0.2, "share", id="own.in_need", **LOG),
            support_months=ca.local(4, "months", id="own.support", **LOG),
        ),
        health_visitors=ca.local(1, "count", id="own.health_visitors", **RATES),
        health_visitor=ca.local(66_176, "GBP per person-year", id="own.health_visitor", **PAY),
        delivery_cost=ca.local(1_500, "GBP per year", id="own.desk", **PAY),
        lag=ca.local(2, "months", id="own.lag", **RATES),  # induction
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
