"""Posts from caseloads and teams, offers to stay, and posts that stood empty: by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca

PAY = ca.local(
    60_000, "GBP per person-year", id="hand.post", price_year="2025-26", source="By hand"
)
A_YEAR = {"horizon": 1, "price_year": "2025-26"}


def lines(programme: Any, **settings: Any) -> dict[str, float]:
    case = ca.appraise(programme, **{**A_YEAR, **settings})
    return case.to_frame().groupby("line")["pounds"].sum().to_dict()


def teams(**fields: Any) -> ca.NeighbourhoodTeams:
    sizes = {"workers": 240, "team_size_before": 8, "team_size_after": 6}
    return ca.NeighbourhoodTeams(
        **{
            "repeat_referrals": 100,
            "repeat_referral_ratio": 1,
            "social_worker": PAY,
            "team_manager": PAY,
            "months": 12,
            **(sizes if "children" not in fields else {}),
            **fields,
        }
    )


def stable(**fields: Any) -> ca.WorkforceStabilisation:
    return ca.WorkforceStabilisation(
        **{
            "posts": 100,
            "agency_rate_before": 0.147,
            "agency_rate_after": 0.031,
            "months": 12,
            **fields,
        }
    )


def test_managers_by_team_size_and_workers_by_caseload() -> None:
    # 240 / 6 - 240 / 8 = 10 managers at £60,000
    assert lines(teams())["delivery.team_managers"] == pytest.approx(-600_000)
    # 3,000 / 15 - 3,000 / 20 = 50 workers at £60,000
    lower = teams(children=3_000, caseload_before=20, caseload_after=15)
    assert lines(lower)["delivery.social_workers"] == pytest.approx(-3_000_000)
    parts = ca.appraise(lower, **A_YEAR).delivery_parts()
    assert parts.iloc[0].to_dict() == {
        "number": pytest.approx(50),
        "unit_cost": 60_000,
        "per": "per person-year",
        "pounds": pytest.approx(3_000_000),
    }


@given(
    workers=st.integers(1, 2_000),
    before=st.floats(1.5, 40),
    cut=st.floats(0.05, 0.6),
)
def test_the_same_people_make_more_teams(workers: int, before: float, cut: float) -> None:
    after = before * (1 - cut)
    if after < 1:
        return
    made = teams(workers=workers, team_size_before=before, team_size_after=after)
    found = ca.appraise(made, **A_YEAR).delivery_parts()["number"].iloc[0]
    assert found == pytest.approx(workers / after - workers / before)


def test_an_offer_in_cash_is_spent_and_one_in_leave_is_capacity() -> None:
    paid = {"salary": PAY, "on_costs": 0.3}
    bonus = stable(offer=ca.RetentionOffer(share_of_salary=0.035, **paid))
    # 96.9 that no agency holds x 60,000 x 1.3 x 0.035
    assert lines(bonus)["delivery.offer"] == pytest.approx(-96.9 * 2_730)
    part = ca.appraise(bonus, **A_YEAR).delivery_parts().loc["Retention offer"]
    assert (part["number"], part["unit_cost"]) == pytest.approx((96.9, 2_730))
    leave = ca.appraise(stable(offer=ca.RetentionOffer(days_of_leave=2, **paid)), **A_YEAR)
    # 96.9 x 60,000 x 1.3 x 2 / 260, none of it cash, and no delivery cost
    worth = leave.to_frame().query("line == 'leave.leave'").groupby("cash")["pounds"].sum()
    assert worth["avoided"] == pytest.approx(-96.9 * 600) and worth["cash"] == 0
    assert leave.delivery_parts().empty
    without = ca.appraise(stable(), **A_YEAR)
    assert leave.by_payer().loc["council", "cash"] == without.by_payer().loc["council", "cash"]


def test_a_vacancy_that_an_agency_covered_is_not_filled_twice() -> None:
    filled = stable(
        vacancy_rate_before=0.258,
        vacancy_rate_after=0.075,
        agency_covering=1,
        vacancy=ca.FilledPost(
            permanent=PAY,
            empty=ca.local(
                20_000,
                "GBP per person-year",
                id="hand.empty",
                cash_releasing=1,
                price_year="2025-26",
                source="By hand",
            ),
        ),
    )
    found = lines(filled)
    # 18.3 vacancies fewer, 11.6 of them covered by agencies: 6.7 stood empty
    assert found["vacancies.permanent"] == pytest.approx(-6.7 * 60_000)
    assert found["vacancies.empty"] == pytest.approx(6.7 * 20_000)
    assert found["agency.agency"] == pytest.approx(11.6 * 52 * 1_800)
    # where four in five cover one: 18.3 - 11.6 x 0.8
    part = filled.model_copy(update={"agency_covering": 0.8})
    assert lines(part)["vacancies.permanent"] == pytest.approx(-(18.3 - 9.28) * 60_000)


def test_induction_and_a_supported_year() -> None:
    support = ca.NewlyQualifiedSupport(
        newly_qualified=40,
        induction_weeks=4,
        social_worker=PAY,
        supported_year=ca.local(
            2_600, "GBP per person-year", id="hand.support", price_year="2025-26", source="Hand"
        ),
        leavers_avoided=0,
        replacement_cost=ca.local(
            9_000, "GBP per event", id="hand.leaver", price_year="2025-26", source="By hand"
        ),
        months=12,
    )
    found = lines(support)
    assert found["delivery.induction"] == pytest.approx(-40 * 60_000 * 4 / 52)
    assert found["delivery.supported_year"] == pytest.approx(-104_000)
    case = ca.appraise(support, **A_YEAR)
    # (40 x 60,000 x 4 / 52 + 104,000) / 9,000
    needed = case.break_even("newly_qualified.leavers").value
    assert needed == pytest.approx((184_615.3846 + 104_000) / 9_000)


def test_routes_change_places_where_the_cost_over_those_left_is_equal() -> None:
    cost = {"price_year": "2025-26", "source": "By hand", "payer": "several"}
    route = ca.QualifyingRoute(
        route="frontline",
        instead_of="masters",
        workers=10,
        cost=ca.local(40_000, "GBP per person", id="hand.fast", **cost),
        cost_instead=ca.local(30_000, "GBP per person", id="hand.slow", **cost),
        in_post=ca.local(0.9, "share", id="hand.stay", source="By hand"),
        in_post_instead=ca.local(0.6, "share", id="hand.stay_other", source="By hand"),
        months=12,
    )
    # nine still in post need 15 by the other route: 15 x 30,000
    assert lines(route)["route.published"] == pytest.approx(450_000)
    needed = ca.appraise(route, **A_YEAR).break_even("hand.stay_other").value
    assert needed == pytest.approx(0.9 * 30_000 / 40_000)


def test_centres_by_their_number_and_disruptions_by_their_support() -> None:
    centres = ca.ChildrensCentres(
        proceedings_before=0,
        centres=14,
        centre=ca.local(
            200_000, "GBP per centre-year", id="hand.centre", price_year="2025-26", source="Hand"
        ),
        disruptions_avoided=3,
        disruption=ca.Placement(
            weeks=10,
            cost=ca.local(
                800, "GBP per week", id="hand.foster", price_year="2025-26", source="By hand"
            ),
        ),
        phase_in=(),
        months=12,
    )
    found = lines(centres, horizon=2)
    assert found["delivery.centres"] == pytest.approx(-2_800_000)
    assert found["disruptions.placement"] == pytest.approx(3 * 10 * 800)


def test_a_change_of_provider_is_set_up_once() -> None:
    trust = ca.ChangeOfProvider(
        set_up=ca.local(3_000_000, "GBP", id="hand.set_up", price_year="2025-26", source="Hand"),
        running_more=ca.local(
            500_000, "GBP per year", id="hand.more", price_year="2025-26", source="By hand"
        ),
        agency_posts_filled=10,
    )
    case = ca.appraise(trust, horizon=3, price_year="2025-26")
    by_year = case.annual(kind="delivery")
    assert by_year == pytest.approx([-3_500_000, -500_000, -500_000])


def test_posts_that_come_to_stand_empty_are_called_a_harm() -> None:
    worse = stable(
        agency_rate_before=0.2,
        agency_rate_after=0.2,
        vacancy_rate_before=0.2,
        vacancy_rate_after=0.25,
    )
    (found,) = [f for f in ca.appraise(worse, **A_YEAR).review() if f.id == "more_not_fewer"]
    assert "there are 5.0 at any time more" in found.sentence
    assert "what they would cost is not spent" in found.sentence


REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "a caseload of 0": (
        lambda: teams(children=100, caseload_before=20, caseload_after=0),
        "teams.caseload.after: 0 given; give how many each post has, 1 or more",
    ),
    "a team smaller than one": (
        lambda: teams(team_size_after=0.5),
        "teams.size.after: 0.5 given; give how many each post has, 1 or more",
    ),
    "a team that grows": (
        lambda: teams(team_size_after=9),
        "teams.size.after: 9 given, not below the 8 of teams.size.before",
    ),
    "half of a caseload": (
        lambda: teams(children=100, caseload_after=15),
        "children, caseload_after given without caseload_before",
    ),
    "a share of salary of 3.5": (
        lambda: ca.RetentionOffer(share_of_salary=3.5),
        "3.5 given; a share or probability must lie between 0 and 1 (write 0.4 for 40%)",
    ),
    "both money and leave": (
        lambda: ca.RetentionOffer(share_of_salary=0.035, days_of_leave=1),
        "give share_of_salary=0.035 (money) or days_of_leave=1 (time), not both",
    ),
    "more days than a year has": (
        lambda: ca.RetentionOffer(days_of_leave=300),
        "300 working days per year given; there are only 260",
    ),
    "more days than a week has": (
        lambda: ca.SocialWorkersInSchools(
            schools=4, days_per_week=6, section_47_per_school=3, months=12
        ),
        "6 days per week given; there are only 5",
    ),
    "a route with nobody left": (
        lambda: ca.QualifyingRoute(route="frontline", workers=1, in_post=0.9, in_post_instead=0),
        "0 given; nobody of that route is left",
    ),
    "a payment twice": (
        lambda: stable(offer=ca.RetentionOffer(share_of_salary=0.01), retention_payment=PAY),
        "offer and retention_payment given",
    ),
    "a vacancy rate below what agencies cover": (
        lambda: ca.appraise(stable(vacancy_rate_before=0.05, vacancy_rate_after=0.04), **A_YEAR),
        "0.05 given, but agency workers hold 0.147 and 81% of them cover a vacancy",
    ),
    "a saving and what it is made of": (
        lambda: ca.RegionalRecruitmentPartnership(
            councils=2,
            adverts=5,
            saving=ca.local(9_000, "GBP per council-year", price_year="2025-26", source="By hand"),
        ),
        "saving given beside adverts or delegates",
    ),
    "more leavers than posts": (
        lambda: stable(
            leavers_avoided=500,
            replacement_cost=ca.local(1, "GBP per event", price_year="2025-26", source="x"),
        ),
        "500 leavers avoided given, of 100 posts",
    ),
    "more disruptions than families": (
        lambda: ca.ChildrensCentres(
            proceedings_before=5,
            disruptions_avoided=30,
            families_supported=10,
            family_support=ca.local(1, "GBP per event", price_year="2025-26", source="x"),
        ),
        "30 disruptions avoided given, of 10 families",
    ),
    "weeks counted twice": (
        lambda: ca.TherapeuticFosterPlacement(
            young_people=4,
            weeks_replaced=52,
            weeks_after=52,
            support_months=6,
            therapeutic_placement=ca.local(9_000, "GBP per week", price_year="2025-26", source="x"),
        ),
        "6 given, less than the 52 weeks of placement replaced, so weeks would be counted twice",
    ),
    "set up for longer than it runs": (
        lambda: ca.SharedService(
            councils=2,
            months=12,
            set_up_months=24,
            cost_apart=ca.local(1, "GBP per council-year", price_year="2025-26", source="x"),
            cost_together=ca.local(1, "GBP per year", price_year="2025-26", source="x"),
        ),
        "set_up_months: 24 given of 12 months",
    ),
    "a number where an object goes": (
        lambda: stable(vacancy=20_000),
        "20000 given; it takes a FilledPost, with fields of its own: see help(costavoid.",
    ),
    "a count as the trend of a population": (
        lambda: ca.BeforeAfter(
            before=100,
            after=100,
            before_year="2019-20",
            after_year="2021-22",
            population_before=1_000,
            population_after=1_200,
            trend_before=50,
            trend_after=60,
        ),
        "give the trend as a share of them",
    ),
    "more cases than people": (
        lambda: ca.BeforeAfter(
            before=100,
            after=90,
            before_year="2019-20",
            after_year="2021-22",
            population_before=50,
            population_after=200,
        ),
        "100 given among 50",
    ),
    "a trust that changes nothing": (
        lambda: ca.ChangeOfProvider(
            running_more=ca.local(1, "GBP per year", price_year="2025-26", source="x")
        ),
        "nothing that it changes given",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_clear_sentence(name: str) -> None:
    make, said = REFUSED[name]
    with pytest.raises(ca.InputError) as raised:
        make()
    assert said in str(raised.value)
