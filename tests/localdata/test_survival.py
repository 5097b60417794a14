"""Kaplan-Meier with late entry, by hand and against lifelines; the tables of steps made from it."""

from __future__ import annotations

import numpy as np
import pytest

import costavoid as ca
from costavoid.localdata.returns.curves import AT_RISK, DAYS, Followed, _steps, stay
from costavoid.localdata.returns.england import durations
from costavoid.localdata.returns.estimates import mean_of, median_of
from costavoid.localdata.returns.survival import Survival, kaplan_meier

OWN = ca.Source(id="user.ssda903", title="Ours", publisher="Us")


def test_eight_children_by_hand() -> None:
    """Two seen late (from day 4 and day 6), two still there when last seen (days 5 and 12).

    day 2: 6 at risk (C and D not seen yet), 1 leaves: 5/6
    day 5: A has left, C is seen: 6 at risk, 1 leaves, one more is last seen: 5/6 x 5/6
    day 8: 4 and D, seen from day 6: 5 at risk, 2 leave: 25/36 x 3/5 = 5/12
    day 12: 3 at risk, 1 leaves, one last seen: 5/12 x 2/3 = 5/18
    day 20: 1 at risk, leaves: 0
    """
    entry = np.array([0, 0, 4, 6, 0, 0, 0, 0], dtype=float)
    time = np.array([2, 5, 8, 12, 5, 8, 12, 20], dtype=float)
    left = np.array([1, 1, 1, 0, 0, 1, 1, 1], dtype=bool)
    found = kaplan_meier(entry, time, left)
    assert found.times.tolist() == [2, 5, 8, 12, 20]
    assert found.at_risk.tolist() == [6, 6, 5, 3, 1]
    assert found.left.tolist() == [1, 1, 2, 1, 1]
    assert found.shares == pytest.approx([5 / 6, 25 / 36, 5 / 12, 5 / 18, 0], abs=1e-15)
    # 2 x 1 + 3 x 5/6 + 3 x 25/36 + 4 x 5/12 + 8 x 5/18
    assert found.area(0, 20) == pytest.approx(2 + 2.5 + 25 / 12 + 5 / 3 + 20 / 9)
    # Greenwood to day 8: 1/(6x5) + 1/(6x5) + 2/(5x3)
    assert found.spread(0, 8) == pytest.approx(1 / 30 + 1 / 30 + 2 / 15)
    assert found.share_after(7.9) == found.share_after(5)


def cases(seed: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    length = np.ceil(random.exponential(300, count))
    entry = np.where(random.random(count) < 0.3, np.floor(random.exponential(100, count)), 0)
    seen = length > entry
    last = entry + np.ceil(random.exponential(500, count))
    time = np.minimum(length, last)
    return entry[seen], time[seen], (length <= last)[seen]


@pytest.mark.parametrize("seed", range(5))
def test_equal_to_lifelines(seed: int) -> None:
    lifelines = pytest.importorskip("lifelines", reason="lifelines is not installed here")
    entry, time, left = cases(seed, 400)
    theirs = lifelines.KaplanMeierFitter().fit(time, left, entry=entry)
    ours = kaplan_meier(entry, time, left)
    known = theirs.survival_function_at_times(ours.times).to_numpy()
    assert np.abs(known - ours.shares).max() < 1e-12


def test_without_late_entry_or_censoring_it_is_the_share_left() -> None:
    time = np.array([3.0, 3, 5, 9, 9, 9, 30])
    found = kaplan_meier(np.zeros(7), time, np.ones(7, dtype=bool))
    for day in (0, 3, 4, 9, 29, 30):
        assert found.share_after(day) == pytest.approx((time > day).mean())
    assert found.area(0, 30) == pytest.approx(time.mean())


def table(count: int, seed: int = 1) -> tuple[Followed, ca.StepStay, Survival]:
    entry, time, left = cases(seed, count)
    made = Followed(entry, time, left)
    return made, stay(made, "foster", "stay.foster", OWN, 5, 3), kaplan_meier(entry, time, left)


@pytest.mark.parametrize("count", [80, 300, 5_000])
def test_every_step_rests_on_ten_at_risk_of_whom_more_than_the_threshold_leave(count: int) -> None:
    made, _, _ = table(count)
    since = 0
    steps = _steps(made, 5)
    assert steps
    for step in steps:
        inside = (made.time > since) & (made.time <= step.day) & made.left
        assert inside.sum() >= 6
        for day in np.unique(made.time[inside]):
            assert ((made.entry < day) & (made.time >= day)).sum() >= AT_RISK
        assert ((made.entry <= step.day) & (made.time > step.day)).sum() >= AT_RISK
        assert step.day in DAYS
        since = step.day


@pytest.mark.parametrize("count", [300, 5_000])
def test_the_table_keeps_the_time_spent(count: int) -> None:
    """Of exponential stays with a mean of 300.5 days: mean and median within sampling error."""
    _, found, curve = table(count)
    assert mean_of(found) == pytest.approx(curve.area(0, float(curve.times[-1])), rel=0.08)
    error = 300 / np.sqrt(count * 0.7)
    assert abs(mean_of(found) - 300.5) < 4 * error
    assert abs(median_of(found) - 300 * np.log(2)) < 6 * error


def test_shares_are_rounded_to_five_cases_and_fall() -> None:
    _, found, _ = table(300)
    assert all((share / 0.02) == pytest.approx(round(share / 0.02)) for share in found.shares)
    assert list(found.shares) == sorted(found.shares, reverse=True)
    assert all(count % 5 == 0 and count >= 10 for count in found.at_risk)
    assert found.tail == "leaves" and "leave at once" in found.note


def test_few_cases_are_englands_held_fixed() -> None:
    _, found, _ = table(25)
    assert found.note.startswith("England's published lengths") and found.estimates == ()
    # 174 and 406 days published for foster placements that ended in 2024
    assert mean_of(found) == pytest.approx(406, rel=0.02)
    assert median_of(found) == pytest.approx(174, rel=0.1)
    assert found.source is not None and found.source.url.startswith("https://")


@pytest.mark.parametrize("kind", ["foster", "residential", "supported", "with parents"])
def test_englands_bands_give_back_the_published_mean_and_median(kind: str) -> None:
    published = {
        "foster": (406, 174),
        "residential": (444, 263),
        "supported": (163, 114),
        "with parents": (284, 147),
    }
    mean, median = published[kind]
    found = durations(kind)
    assert (found.mean, found.median) == (mean, median)
    assert found.mean_beyond(0) == pytest.approx(mean, rel=0.04)


def test_a_short_return_takes_englands_tail_and_says_so() -> None:
    random = np.random.default_rng(4)
    length = np.ceil(random.exponential(900, 400))
    time = np.minimum(length, 365.0)
    found = stay(Followed(np.zeros(400), time, length <= 365), "foster", "s.f", OWN, 5, 1)
    assert "England's mean time" in found.note
    assert found.times[-1] > 365
