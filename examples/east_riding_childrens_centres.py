"""East Riding's children's centres: care proceedings for under-twos from 95 to 45.

Prints what a business case would quote: how many fewer, how sure, who saves, year by year. The
article gives no more than two counts, so its review stands, and the serious part is printed:
- no_comparison, no_deadweight, no_delivery: there is no comparison group and no cost to set off;
- peak_baseline, rests_on_weak: two single years carry it, and England's count peaked in the first;
- families_or_children: it does not say which it counts;
- stale_cost, average_as_cash: the split by payer is of 2005-06; its cash is legal aid's alone.
"""

import costavoid as ca

COURT = ca.default("care_proceedings.court")  # a part of the article's own £25,000 of 2005-06
LEFT_OUT = dict.fromkeys(("pre_proceedings", "application_fee", "duration"))


def centres(against_national_trend: bool) -> ca.ChildrensCentres:
    """The article's counts; its years are read as financial years."""
    return ca.ChildrensCentres(
        start="2012-04-01",
        proceedings_before=ca.default("east_riding.proceedings.before"),
        proceedings_after=ca.default("east_riding.proceedings.after"),
        before_year="2012-13",
        after_year="2014-15",
        against_national_trend=against_national_trend,
        phase_in=(0.0, 0.5),  # no count for 2013 was published: half is an assumption
        proceedings=ca.CareProceedings(**LEFT_OUT, court=COURT),
    )


def appraisal(against_national_trend: bool = False) -> ca.Appraisal:
    return ca.appraise(centres(against_national_trend), horizon=3, price_year="2014-15")


def main() -> None:
    for trended in (False, True):
        answer = appraisal(trended)
        comparison = answer.intervention.outcomes()[0].counterfactual
        print(comparison.statement(answer.inputs))
    answer = appraisal()
    print("\nCost avoided in 2014-15, in 2014-15 prices, £")
    print(answer.in_year("2014-15").round(0).astype(int).to_string())
    print("\nYear by year, all payers, £ (2013-14 is interpolated: an assumption)")
    for year in answer.years:
        print(f"  {year}: {answer.in_year(year).loc['all payers', 'gross']:>11,.0f}")
    gross = answer.in_year("2014-15")["gross"]
    print(
        f"\nThe council's own part is about {ca.about(gross['council'])} of "
        f"{ca.about(gross['all payers'])}, none of it counted as cash."
    )

    print("\nWhat a sceptical reader would say first:")
    for finding in answer.review():
        if finding.severity == "serious" or finding.id == "peak_baseline":
            print(f"  {finding.sentence}")


if __name__ == "__main__":
    main()
