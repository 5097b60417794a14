"""Do teams around schools save more in referrals than the early help costs that replaces them?

The counts and the fifth fewer referrals are invented: no effect has been published. A referral and
what follows cost far less than early help for a family, so on these measures it does not pay. The
review stands:
- no_published_effect, no_comparison, rests_on_weak: it is opinion: nobody has measured it;
- caution, stale_cost: the costs are old and of every agency's time, and no newer were found.
"""

import costavoid as ca

PANEL = {"quality": "amber", "source": "Anytown early help panel (invented)"}


def appraisal() -> ca.Appraisal:
    team = ca.TeamAroundTheSchool(
        schools=12,
        referrals_per_school=ca.local(15, "events per school-year", id="own.referrals", **PANEL),
        referral_ratio=ca.local(0.8, "ratio", id="own.referral_ratio", source=PANEL["source"]),
        referral=ca.SocialWork(
            assessment_share=ca.local(0.6, "share", id="own.assessed", **PANEL),
            child_in_need_share=ca.local(0.5, "share", id="own.in_need", **PANEL),
            support_months=ca.local(6, "months", id="own.support", **PANEL),
        ),
        families_helped=ca.local(60, "count per year", id="own.families", **PANEL),
        phase_in=(0.5,),  # while schools learn whom to ask: an assumption
        start="2026-09-01",
        months=36,
    )
    return ca.appraise(team, horizon=4, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print("\nHow many families could be helped a year for it to pay:")
    print(answer.break_even("own.families"))
    print("and what help for each could cost, in pounds of 2010-11:")
    print(answer.break_even("early_help.caf.six_months"))


if __name__ == "__main__":
    main()
