"""When do shared student placements pay back in agency posts filled?

The placements, their cost and the posts filled are invented: only counts of activity have been
published. Nothing comes back for two years, and then only if those who train here stay. The review
stands:
- no_published_effect, no_comparison, rests_on_weak: nobody has counted posts filled: it is opinion;
- caution, pathway_assumption: pay is one council's, and agency workers are taken to be paid for all
  52 weeks: put in your own pay and weeks.
"""

import costavoid as ca

BOOK = {"price_year": "2025-26", "source": "Anytown and Otherham agreement (invented)"}


def appraisal() -> ca.Appraisal:
    survey = "Survey of students, 2025 (invented)"
    partnership = ca.TrainingPartnership(
        placements=ca.local(40, "count per year", id="own.placements", source=survey),
        cost_per_placement=ca.local(3_200, "GBP per event", id="own.placement", **BOOK),
        posts_filled=ca.local(7, "count", id="own.posts", source=survey),
        lag=ca.local(24, "months", id="own.lag", source=survey),
        start="2026-04-01",
        months=48,
    )
    return ca.appraise(partnership, horizon=6, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print("\nThe council's budget, cash £ of each year")
    print(answer.financial_case("council").round(0).astype(int).to_string())


if __name__ == "__main__":
    main()
