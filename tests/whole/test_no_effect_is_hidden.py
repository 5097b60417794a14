"""No programme with two published effects hides one, in its answer, its review or its page."""

from __future__ import annotations

from typing import Any

import pytest
from generate import programme_page

import costavoid as ca
from costavoid.cases.known import known
from costavoid.evidence.figures import figure
from costavoid.programme.interventions import PROGRAMMES
from example_cases import CASES

PAUSE = {"women": {"women": 20}, "councils": {"councils": 1}}


@pytest.mark.parametrize("by", PAUSE)
def test_pause_prints_the_other_rounds_effect_beside_its_own(by: str) -> None:
    fields: dict[str, Any] = {"start": "2026-10-01", **PAUSE[by]}
    answer = ca.appraise(ca.Pause(**fields), horizon=5, price_year="2025-26")
    other = (
        "14.4 a year for each council" if by == "women" else "0.197 (95% interval 0.13 to 0.287)"
    )
    said = " ".join(answer.in_full().split())
    assert "Also published: " in said and other in said
    assert "They cannot both be right of one practice." in said
    (found,) = [f for f in answer.review() if f.id == "other_effect"]
    assert other in found.sentence
    assert found.severity == ("warning" if by == "women" else "note")


@pytest.mark.parametrize("name", CASES)
def test_every_published_effect_of_a_field_in_use_is_in_the_answer(name: str) -> None:
    answer = CASES[name]
    own = answer.intervention
    said = " ".join(answer.in_full().split())
    effects = {c.effect.id for c in answer.claimed if c.effect is not None}
    for field, id in own.evidence:
        value = getattr(own, field, None)
        if isinstance(value, ca.Estimate) and value.id in effects and answer.has_delivery:
            published = ca.default(id)
            stronger = published.unit is value.unit and not _stronger(published, value)
            assert stronger or figure(published.value) in said, id


def _stronger(one: ca.Estimate, other: ca.Estimate) -> bool:
    order = [design.value for design in type(one.design or other.design)]
    ranks = [order.index(e.design.value) if e.design else len(order) for e in (one, other)]
    return ranks[0] < ranks[1]


def test_what_is_known_is_said_alike_by_the_command_and_the_page() -> None:
    assert known(ca.Pause) == "before and after (red); also published: matched comparison"
    for name, cls in PROGRAMMES.items():
        for _, id in cls.evidence:
            assert ca.default(id).label in programme_page(cls), (name, id)


def test_an_opinion_does_not_outrank_a_trial_that_found_no_benefit() -> None:
    schools = ca.SocialWorkersInSchools(
        schools=10,
        days_per_week=1,
        section_47_per_school=8,
        care_entries_per_school=1,
        care_entry_ratio=0.8,
        placement=ca.Placement(weeks=52),
        months=12,
    )
    answer = ca.appraise(schools, horizon=2, price_year="2025-26")
    found = [f.sentence for f in answer.review() if f.id == "outranked"]
    assert any("Entries to care avoided" in s and "no evidence of benefit" in s for s in found)
    said = " ".join(answer.in_full().split())
    assert "fewer days a week are not the dose" in said
    whole = schools.model_copy(update={"days_per_week": 5})
    assert "not the dose" not in ca.appraise(whole, horizon=2, price_year="2025-26").in_full()
