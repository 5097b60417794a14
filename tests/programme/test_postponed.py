"""What is only put off comes after all, and success by either route: Pause, by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import costavoid as ca

EVENT = ca.local(
    1_000, "GBP per event", id="hand.event", payer="council", price_year="2025-26", source="Hand"
)
RATE = ca.local(0.5, "events per person-year", id="hand.rate", source="By hand")


def pause(**fields: Any) -> ca.Pause:
    """Ten women for two years, half a removal each a year, £1,000 for each removal."""
    return ca.Pause(
        **{
            "women": 10,
            "programme_months": 24,
            "removal_rate": RATE,
            "pathway": ca.PublishedCost(cost=EVENT),
            "neonatal": None,
            "lag": None,
            "delivery_cost": None,
            "start": "2025-04-01",
            **fields,
        }
    )


def by_year(programme: ca.Pause, outcome: str, horizon: int = 8) -> np.ndarray:
    case = ca.appraise(programme, horizon=horizon, price_year="2025-26")
    frame = case.to_frame().query("outcome == @outcome")
    return frame.groupby("financial_year")["pounds"].sum().to_numpy()


def test_what_is_put_off_comes_in_the_years_after_at_the_pace_given() -> None:
    case = pause(postponed_share=0.4, returns=(0.5, 0.3, 0.2))
    # 5 a year for two years; 10 x 0.4 = 4 come back: 2, 1.2 and 0.8
    assert by_year(case, "removals") == pytest.approx([5_000, 5_000, 0, 0, 0, 0, 0, 0])
    found = by_year(case, "removals_postponed")
    assert found == pytest.approx([0, 0, -2_000, -1_200, -800, 0, 0, 0])


def test_a_lag_puts_both_later_and_a_horizon_cuts_what_comes_after_it() -> None:
    late = pause(postponed_share=1, returns=(1,), lag=12)
    assert by_year(late, "removals")[:4] == pytest.approx([0, 5_000, 5_000, 0])
    assert by_year(late, "removals_postponed")[:5] == pytest.approx([0, 0, 0, -10_000, 0])
    cut = by_year(pause(postponed_share=1, returns=(1,)), "removals_postponed", horizon=2)
    assert cut == pytest.approx([0, 0])  # it all comes after the two years


@settings(max_examples=30)
@given(
    share=st.floats(0, 1),
    months=st.integers(1, 48),
    pace=st.lists(st.floats(0.05, 1), min_size=1, max_size=4),
    deadweight=st.floats(0, 0.9),
)
def test_over_all_years_the_share_postponed_is_what_is_taken_back(
    share: float, months: int, pace: list[float], deadweight: float
) -> None:
    returns = tuple(part / sum(pace) for part in pace)
    case = pause(
        postponed_share=share, returns=returns, programme_months=months, deadweight=deadweight
    )
    avoided = by_year(case, "removals", 12).sum()
    back = by_year(case, "removals_postponed", 12).sum()
    assert back == pytest.approx(-share * avoided, abs=0.01)


def test_each_route_carries_its_share_and_no_birth_is_avoided_by_the_second() -> None:
    nights = ca.NeonatalStay(
        share=1,
        days=10,
        cost=ca.local(
            100, "GBP per day", id="hand.night", payer="nhs", price_year="2025-26", source="Hand"
        ),
    )
    support = ca.local(300, "GBP per event", id="hand.help", price_year="2025-26", source="Hand")
    either = pause(no_birth_share=0.7, home_support=support, neonatal=nights)
    assert by_year(either, "removals").sum() == pytest.approx(7_000)
    assert by_year(either, "stays_home").sum() == pytest.approx(3_000)
    assert by_year(either, "home_support").sum() == pytest.approx(-900)
    assert by_year(either, "births").sum() == pytest.approx(7_000)  # ten nights at £100 for 7
    # a birth put off is a birth: only the first route comes back
    later = pause(no_birth_share=0.7, neonatal=nights, postponed_share=0.5, returns=(1,))
    assert by_year(later, "removals_postponed").sum() == pytest.approx(-3_500)
    assert by_year(later, "births_postponed").sum() == pytest.approx(-3_500)


def test_a_child_who_is_born_is_assessed_before_the_birth_all_the_same() -> None:
    usual = pause(pathway=ca.InfantRemovedAtBirth(), no_birth_share=0.5)
    case = ca.appraise(usual, horizon=5, price_year="2025-26")
    assert "removals.assessment" in case.lines and "stays_home.assessment" not in case.lines


def test_without_answers_nothing_changes_and_the_review_asks() -> None:
    case = ca.appraise(pause(), horizon=8, price_year="2025-26")
    (asked,) = [f for f in case.review() if f.id == "unanswered"]
    assert "postponed_share" in asked.sentence and "no_birth_share" in asked.sentence
    both = pause(postponed_share=0, returns=(1,), no_birth_share=1)
    told = ca.appraise(both, horizon=8, price_year="2025-26")
    assert not [f for f in told.review() if f.id == "unanswered"]
    assert told.npv == pytest.approx(case.npv)
    known = {f.id for f in told.review()}
    assert not known & {"more_not_fewer", "unpaid_benefits", "overlap"}


def test_it_makes_the_evidence_no_weaker() -> None:
    measured = pause(removal_rate=ca.default("pause.removals_avoided.round1"))
    cautious = measured.model_copy(update={"postponed_share": 0.5, "returns": (1,)})
    table = ca.compare(
        {
            name: ca.appraise(case, horizon=8, price_year="2025-26")
            for name, case in (("claimed", measured), ("cautious", cautious))
        }
    )
    assert table["evidence"].nunique() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"postponed_share": 0.5}, "postponed_share and returns belong together"),
        ({"returns": (1,)}, "postponed_share and returns belong together"),
        (
            {"postponed_share": 0.5, "returns": (0.5, 0.3)},
            "together 0.8; all that is postponed comes in the end",
        ),
        ({"home_support": EVENT}, "no child is known to stay at home"),
        ({"postponed_share": 1.5, "returns": (1,)}, "must lie between 0 and 1"),
    ],
)
def test_what_does_not_go_together(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        pause(**fields)
