"""What does each council pay and get of a recruitment partnership over ten years?

Costs and the saving are those of the published partnership; the agency posts it fills and who
gets them are invented. On the published saving it costs the councils more than it saves them. The
review stands, because one article is all there is:
- no_comparison, rests_on_weak: it is opinion, so the posts that would break even are printed;
- caution, stale_cost: one region in 2011-12, and one council's pay;
- pathway_assumption: agency workers are taken to be paid for all 52 weeks.
"""

import costavoid as ca

PAYS = {"Anytown": 1, "Otherham": 1, "Midshire": 1, "The other twelve": 12}  # all alike
GETS = {"Anytown": 3, "Otherham": 2, "Midshire": 4, "The other twelve": 21}  # by size, invented
TOTAL = {"quality": "amber", "source": "The article's total is of all ten years"}


def partnership(posts: ca.Estimate | None = None) -> ca.Appraisal:
    together = ca.RegionalRecruitmentPartnership(
        councils=15,
        start="2026-04-01",
        lag=ca.local(0, "months", id="own.lag", **TOTAL),
        agency_posts_filled=posts,
    )
    return ca.appraise(together, horizon=10, price_year="2025-26")


def appraisal() -> ca.Appraisal:
    posts = ca.local(4, "count", id="own.posts", source="Survey of those recruited (invented)")
    return partnership(posts)


def main() -> None:
    answer = appraisal()
    print(answer)
    options = {"The published saving": partnership(), "And four agency posts filled": answer}
    columns = ["delivery", "council_cash", "council_avoided", "council_net_cash", "net"]
    print("\nTen years, real £")
    print(ca.compare(options)[columns].round(0).astype(int).to_string())
    print(answer.break_even("own.posts", measured="council cash"))
    print(ca.share_between(answer, PAYS, gets=GETS).round(2).to_string())


if __name__ == "__main__":
    main()
