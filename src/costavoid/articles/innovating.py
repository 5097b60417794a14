"""Services are innovating (2016): Pause, House Project, East Riding, tri-borough, trusts."""

from __future__ import annotations

import costavoid as ca
from costavoid.evidence.figures import about, pounds


def hackney() -> str:
    """Hackney's £1.2m, run again."""
    figures = {each.id: each for each in ca.replications()}
    neonatal = figures["pause.hackney.neonatal"].computed or 0
    evaluated = figures["pause.hackney.evaluated"].computed or 0
    by_cost = figures["pause.hackney.projection_cost"].computed or 0
    full_year = figures["pause.hackney.full_year"].computed or 0
    return (
        f"{pounds(full_year)} by a full year of care for each removal and {pounds(by_cost)} by the "
        "charity's cost of one, two reconstructions from its projection, so it can be reached; the "
        f"pilot's own inputs were never published. At the evaluated rate: {pounds(evaluated)}. The "
        f"NHS part is {pounds(neonatal)}. It is a full year's effect, at an average cost of care, "
        "and not cash; the cost of Pause is left out of it."
    )


def two_routes() -> str:
    """Pause by either route, and with births that are only put off."""
    claimed = ca.Pause(women=20, start="2026-10-01")
    alone = ca.appraise(claimed, horizon=10, price_year="2025-26")
    routes = claimed.model_copy(update={"no_birth_share": 0.8})
    either = ca.appraise(routes, horizon=10, price_year="2025-26")
    parts = either.to_frame().groupby("outcome")["pounds"].sum()
    put_off = claimed.model_copy(update={"postponed_share": 0.5, "returns": (0.5, 0.3, 0.2)})
    later = ca.appraise(put_off, horizon=10, price_year="2025-26")
    return (
        f"For twenty women over ten years: net present value {about(alone.npv)} as claimed. Were "
        f"four in five of the removals births that do not happen, they carry "
        f"{about(parts['removals'])} (undiscounted) and the children at home "
        f"{about(parts['stays_home'])}, before what their support "
        f"costs. Were half of the pregnancies only put off, and all come within "
        f"three years after, it is {about(later.npv)}. Neither share is published: give your own."
    )


def house_project() -> str:
    """Weeks of the earlier placement that a House Project must replace."""
    project = ca.HouseProject(
        young_people=10,
        weeks_replaced=52,
        delivery_cost=ca.local(
            200_000, "GBP per year", price_year="2025-26", source="your own set-up and fee"
        ),
        months=12,
    )
    answer = ca.appraise(project, horizon=3, price_year="2025-26")
    case = {each.id: each for each in ca.replications()}["house_project.one_young_person"]
    needed = answer.break_even("step.weeks_replaced", measured="council cash")
    return (
        f"{pounds(case.computed or 0)} for one young person and year in the charity's one case, "
        "£160,000 less £55,000. In 2025-26 prices, with £200,000 a year of other cost for ten "
        f"young people, each must be housed {needed.value:.0f} weeks in the place of that "
        "placement. What comes later (tenancy, work, offending) is counted with effects of your "
        "own: none could be read in a published evaluation."
    )


def east_riding() -> str:
    """95 to 45, by payer and against the trend."""
    centres = ca.ChildrensCentres(
        proceedings_before=ca.default("east_riding.proceedings.before"),
        proceedings_after=ca.default("east_riding.proceedings.after"),
        before_year="2012-13",
        after_year="2014-15",
        against_national_trend=True,
        start="2014-04-01",
        months=12,
    )
    answer = ca.appraise(centres, horizon=1, price_year="2005-06", first_year="2014-15")
    effect = answer.outcomes[0].counterfactual
    figures = {each.id: each for each in ca.replications()}
    total = figures["east_riding.total_2005_06"].computed or 0
    council = figures["east_riding.council_2005_06"].computed or 0
    found = effect.statement(answer.inputs)
    return (
        f"{found} A year of it is {pounds(total)} to every "
        f"payer in 2005-06 prices, of which the council {pounds(council)}. One "
        "council, two years, no comparison, from a national peak."
    )


def permanence() -> str:
    """Weeks of fostering sooner, and disruptions that support must avoid."""
    no_fewer = ca.local(1, "ratio", id="own.ratio", source="no fewer proceedings are counted")
    sooner = ca.ChildrensCentres(
        proceedings_before=45,
        proceedings_ratio=no_fewer,
        children_placed_sooner=20,
        weeks_sooner=10,
        phase_in=(),
        months=12,
    )
    first = ca.appraise(sooner, horizon=3, price_year="2025-26")
    worth = first.to_frame().groupby("outcome")["pounds"].sum()
    support = ca.ChildrensCentres(
        proceedings_before=45,
        proceedings_ratio=no_fewer,
        disruptions_avoided=0,
        disruption=ca.Placement(weeks=52),
        families_supported=60,
        family_support=ca.local(3_000, "GBP per event", price_year="2025-26", source="yours"),
        phase_in=(),
        months=12,
    )
    then = ca.appraise(support, horizon=3, price_year="2025-26")
    needed = then.break_even("permanence.disruptions", measured="council cash")
    return (
        f"A week of fostering sooner is worth {about(worth['permanence'] / 200)} for each child "
        f"(20 children, ten weeks: {about(worth['permanence'])}). Support for 60 families at "
        f"£3,000 pays in the council's cash at {needed.value:.1f} disruptions avoided a year, "
        f"{needed.value / 60:.0%} of the families, each a year of fostering. Nearby: 3.2% of "
        "adoptions in England broke down over the twelve years after the order; a rate for "
        "special guardians could not be read."
    )


def systemic() -> str:
    """When clinicians pay for themselves, and what is funded before."""
    clinicians = ca.SystemicPractice(
        entries_avoided=12,
        clinicians=8,
        clinician=ca.local(70_000, "GBP per person-year", price_year="2025-26", source="yours"),
        phase_in=(0, 0.25, 0.5),
        start="2026-04-01",
    )
    answer = ca.appraise(clinicians, horizon=10, price_year="2025-26")
    peak = answer.peak_funding
    needed = answer.break_even("systemic.entries_avoided", measured="council cash")
    return (
        f"Eight clinicians who came to avoid twelve entries a year by the fourth year would pay "
        f"back in {answer.payback}, after {about(peak.pounds)} by the end of {peak.year}. Over ten "
        f"years it takes {needed.value:.1f} entries a year. No size of effect is published; "
        "nearby, Hackney reported 30% fewer children in care, before and after, and the conference "
        "trial found 8.6 in a hundred fewer in care."
    )


def shared_services() -> str:
    """Years to recover what it costs to set up a shared service."""
    shared = ca.SharedService(
        councils=3,
        cost_apart=ca.local(
            1_000_000,
            "GBP per council-year",
            id="own.apart",
            cash_releasing=1,
            price_year="2025-26",
            source="yours",
        ),
        cost_together=ca.local(2_700_000, "GBP per year", price_year="2025-26", source="yours"),
        set_up=ca.local(900_000, "GBP", id="own.set_up", price_year="2025-26", source="yours"),
    )
    answer = ca.appraise(shared, horizon=8, price_year="2025-26")
    alike = {"First": 1, "Second": 1, "Third": 1}
    parts = ca.share_between(answer, {"First": 2, "Second": 1, "Third": 1}, gets=alike)
    return (
        "With figures to be replaced by yours (£1m each apart, £2.7m together, £900,000 to set "
        f"up), it pays back in {answer.payback}; the most to fund is "
        f"{about(answer.peak_funding.pounds)}, in {answer.peak_funding.year}. If the first pays "
        "half, as the largest, and each saves what its own service cost, the first nets "
        f"{about(parts.loc['First', 'net_cash'])} over eight years and each of the others "
        f"{about(parts.loc['Second', 'net_cash'])}: how the cost is shared decides who gains. What "
        "the three councils paid, before and after, is not published."
    )


def fast_track() -> str:
    """Three times the cost, and the rate of leaving at which routes change places."""
    figures = {each.id: each for each in ca.replications()}
    masters = figures["routes.three_times_masters"].computed or 0
    undergraduate = figures["routes.three_times_undergraduate"].computed or 0
    route = ca.QualifyingRoute(
        route="frontline",
        instead_of="masters",
        basis="net",
        workers=100,
        in_post=ca.local(0.88, "share", id="own.stay", source="your own, after two years"),
        in_post_instead=ca.local(0.82, "share", id="own.stay_other", source="your own"),
        months=12,
    )
    answer = ca.appraise(route, horizon=1, price_year="2015-16", first_year="2015-16")
    needed = answer.break_even("own.stay_other")
    return (
        f"{masters:.2f} times the master's route gross, "
        f"{undergraduate:.2f} the undergraduate: not three times as stated. Net "
        "it is £38,117 against £28,690. For each still in post after two years, if 88% of the fast "
        f"track stay, the routes change places where only {needed.value:.0%} of the other do. "
        "Nearby: 88% of fast-track workers at 18 months and 82% of all at 15; of Frontline's first "
        "cohort 29% had left the profession at 36 months (Community Care, 2020)."
    )


def trusts() -> str:
    """What a change of who delivers costs, and would have to avoid."""
    trust = ca.ChangeOfProvider(
        running_more=ca.local(1_000_000, "GBP per year", price_year="2025-26", source="yours"),
        entries_avoided=0,
        start="2026-04-01",
    )
    answer = ca.appraise(trust, horizon=10, price_year="2025-26")
    entries = answer.break_even("trust.entries_avoided", measured="council cash")
    cost = answer.delivery_parts()["pounds"]
    with_agency = ca.ChangeOfProvider(
        running_more=ca.local(1_000_000, "GBP per year", price_year="2025-26", source="yours"),
        agency_posts_filled=0,
        start="2026-04-01",
    )
    posts = ca.appraise(with_agency, horizon=10, price_year="2025-26")
    filled = posts.break_even("trust.agency_posts", measured="council cash")
    return (
        f"Setting up costs {about(cost.iloc[0])} in today's prices by Worcestershire's estimate "
        "(DfE's part alone was £2.9m in Doncaster, £3.3m in Slough). At £1m a year more to run, it "
        f"would have to avoid {entries.value:.0f} entries to care a year for ten years, or fill "
        f"{filled.value:.0f} agency posts all the time, in the council's cash. No effect of a "
        "trust is published; Slough's owed £5.5m when it ended."
    )


def funded_ahead() -> str:
    """Peak funding need, of any programme."""
    case = ca.Pause(women=20, start="2026-10-01")
    answer = ca.appraise(case, horizon=10, price_year="2025-26", draws=2_000)
    peak = answer.peak_funding
    cash = answer.financial_case()["net"]
    spread = answer.uncertainty.council_peak_funding()
    return (
        "The most to fund stands beside payback on every summary. Twenty women in Pause, at its "
        f"evaluated rate: {about(peak.pounds)} by the end of {peak.year} (95% of draws "
        f"{about(spread['low_95'])} to {about(spread['high_95'])}), of which "
        f"{about(-float(cash.iloc[0]))} in the first year; the financial case gives every year."
    )


ANSWERS = {
    "2.1": hackney,
    "2.2": two_routes,
    "2.3": house_project,
    "2.4": east_riding,
    "2.5": permanence,
    "2.6": systemic,
    "2.7": shared_services,
    "2.8": fast_track,
    "2.9": trusts,
    "2.10": funded_ahead,
}
