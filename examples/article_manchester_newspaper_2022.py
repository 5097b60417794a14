"""Claim: fewer repeat referrals, and fewer children in care for each 10,000 (2022).

Against its ten statistical neighbours and England, from published counts of 2014 and 2022. Priced
for one year as a before-and-after with a trend, which is not proof: what the city spent is not in.
The review stands: no_comparison, trend (neighbours are not a control), no_delivery, no_ramp_up
(one year of the level reached), families_or_children (referrals are of children), rests_on_weak,
caution and stale_cost (a referral's cost is of 2008-09, staff time and not cash).
"""

import costavoid as ca

AREAS = ("neighbours", "england")
YEARS = {"before_year": "2013-14", "after_year": "2021-22"}
COUNTS = {"looked_after": "children", "repeat_referrals": "referrals"}
SHARES = {"looked_after": "looked_after_share", "repeat_referrals": "repeat_referral_share"}


def against(area: str, what: str) -> ca.BeforeAfter:
    """Manchester's count, of its children or referrals, moved as the share moved elsewhere."""

    def figure(of: str, name: str, year: int) -> ca.Estimate:
        return ca.default(f"series.{of}.{name}.{year}")

    return ca.BeforeAfter(
        before=figure("manchester", what, 2014),
        after=figure("manchester", what, 2022),
        population_before=figure("manchester", COUNTS[what], 2014),
        population_after=figure("manchester", COUNTS[what], 2022),
        trend_before=figure(area, SHARES[what], 2014),
        trend_after=figure(area, SHARES[what], 2022),
        **YEARS,
    )


def appraisal() -> ca.Appraisal:
    referrals = ca.Outcome(
        id="referrals",
        label="Repeat referrals avoided",
        counterfactual=against("neighbours", "repeat_referrals"),
        pathway=ca.SocialWork(),
        children="children not referred again",
        months=12,
    )
    city = ca.Custom(name="Manchester's repeat referrals", changes=(referrals,), start="2021-04-01")
    return ca.appraise(city, horizon=1, price_year="2021-22")


def main() -> None:
    for what in COUNTS:
        for area in AREAS:
            print(f"{what}, against {area}: {against(area, what).statement()}")
    print()
    print(appraisal())


if __name__ == "__main__":
    main()
