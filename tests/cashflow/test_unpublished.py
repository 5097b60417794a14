"""Numbers of which nobody said how far they may be out: a fifth of their value, if asked for."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

import costavoid as ca
from costavoid.analysis.chances import borne, published_alone, would_change
from costavoid.evidence.distributions import assumed


def own(value: float, unit: str, **more: Any) -> ca.Estimate:
    if unit.startswith("GBP"):
        more["price_year"] = "2025-26"
    return ca.local(value, unit, id="own.x", source="Anytown", **more)


@pytest.mark.parametrize(
    ("value", "unit", "kind"),
    [
        (900, "GBP per week", "gamma"),
        (38, "weeks", "gamma"),
        (0.2, "events per person-year", "gamma"),
        (0.4, "share", "beta"),
        (1.3, "ratio", "log-normal"),
        (-0.1, "events per person-year", "normal"),
    ],
)
def test_a_fifth_of_the_value_is_the_standard_error_and_the_value_the_mean(
    value: float, unit: str, kind: str
) -> None:
    spread = assumed(own(value, unit), 0.2)
    assert spread is not None and spread.kind == kind
    frozen = {
        "gamma": lambda: stats.gamma(spread.first, scale=spread.second),
        "beta": lambda: stats.beta(spread.first, spread.second),
        "log-normal": lambda: stats.lognorm(spread.second, scale=math.exp(spread.first)),
        "normal": lambda: stats.norm(spread.first, spread.second),
    }[kind]()
    assert frozen.mean() == pytest.approx(value)
    assert frozen.std() == pytest.approx(0.2 * abs(value))


def test_a_share_varies_by_a_fifth_of_the_smaller_part_and_all_or_none_does_not() -> None:
    spread = assumed(own(0.9, "share"), 0.2)
    assert spread is not None
    assert stats.beta(spread.first, spread.second).std() == pytest.approx(0.2 * 0.1)
    days = assumed(own(4, "days per week"), 0.2)
    assert days is not None and (days.mean, days.high) == (pytest.approx(4), 5)
    for value in (0, 1):
        assert assumed(own(value, "share"), 0.2) is None
    assert assumed(own(0, "weeks"), 0.2) is None


def case(**settings: Any) -> ca.Appraisal:
    pause = ca.Pause(women=20, start="2026-10-01")
    return ca.appraise(pause, horizon=5, price_year="2025-26", draws=4_000, **settings)


def test_off_unless_given_and_said_with_every_chance() -> None:
    plain, guessed = case(), case(unpublished=0.2)
    assert plain.uncertainty.varying == (
        "pause.removals_avoided.round1",
        "placement.foster.any.week",  # between councils
    )
    assert len(guessed.uncertainty.varying) > 15
    said = " ".join(guessed.in_full().split())
    assert "of them by an assumed standard error, as nobody published one" in said
    alone = published_alone(guessed).chance_public_purse_pays_back
    assert alone == plain.uncertainty.chance_public_purse_pays_back
    assert "With the published intervals alone: chance that the council's" in said
    assert (
        guessed.uncertainty.chance_public_purse_pays_back > 1.5 * alone
    )  # one more varied already
    assert "few_vary" not in {f.id for f in guessed.review()}
    (few,) = [f for f in plain.review() if f.id == "few_vary"]
    assert few.severity == "serious"


def test_it_is_in_the_record_and_comes_back() -> None:
    guessed = case(unpublished=0.2)
    back = ca.Appraisal.from_json(guessed.to_json())
    assert back.settings.drawing == guessed.settings.drawing
    np.testing.assert_array_equal(back.uncertainty.sums, guessed.uncertainty.sums)


def test_no_chance_where_what_varies_is_not_half_of_what_moves_the_answer() -> None:
    narrow = ca.local(
        0.197, "events per person-year", id="own.rate", low=0.19, high=0.204,
        range_kind="95% interval", source="Anytown",
    )  # fmt: skip
    pause = ca.Pause(women=20, start="2026-10-01", removal_rate=narrow)
    answer = ca.appraise(pause, horizon=5, price_year="2025-26", draws=4_000)
    assert borne(answer) < 0.5
    said = " ".join(answer.in_full().split())
    assert "No chance is given: what varies in the simulations is less than half" in said
    assert "Chance that" not in said and "95% of simulations" not in said
    for turn in would_change(answer):
        assert f"{turn.label} at " in said
    assert len(would_change(answer)) == 3
    assert borne(case()) > 0.5


@pytest.mark.parametrize("given", [0, -0.1, 0.6, 2, "a fifth"])
def test_a_share_of_the_value_and_nothing_else(given: Any) -> None:
    with pytest.raises(ca.InputError, match="unpublished"):
        case(unpublished=given)
    with pytest.raises(ca.InputError, match="unpublished: given without draws"):
        ca.appraise(ca.Pause(women=2), horizon=2, price_year="2025-26", unpublished=0.2)
