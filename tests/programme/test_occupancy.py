"""The exact integrals against brute force, and the laws that tie them together."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costavoid.base.errors import InputError
from costavoid.programme.occupancy import (
    AfterExit,
    Curve,
    ExponentialCurve,
    StepCurve,
    Until,
    caseload,
    exits,
    occurrences,
    person_years,
)

CASES = 200_000
EDGES = np.array([0.0, 0.4, 1.0, 1.75, 2.0, 3.5, 6.0, 11.0])
Lengths = Callable[[np.random.Generator], np.ndarray]


def _kaplan_meier(random: np.random.Generator) -> np.ndarray:
    # 30% leave at 0.5 years, 45% at 1.5, 10% at 2.25, 15% stay
    return random.choice([0.5, 1.5, 2.25, 1e9], p=[0.3, 0.45, 0.1, 0.15], size=CASES)


CURVES: dict[str, tuple[Curve, Lengths]] = {
    "fixed": (StepCurve([1.3], [0.0]), lambda r: np.full(CASES, 1.3)),
    "exponential": (ExponentialCurve(0.8), lambda r: r.exponential(0.8, CASES)),
    "step": (StepCurve([0.5, 1.5, 2.25], [0.7, 0.25, 0.15]), _kaplan_meier),
    "exponential until 2": (
        Until(ExponentialCurve(1.7), 2.0),
        lambda r: np.minimum(r.exponential(1.7, CASES), 2.0),
    ),
    "step until 1.8": (
        Until(StepCurve([0.5, 1.5, 2.25], [0.7, 0.25, 0.15]), 1.8),
        lambda r: np.minimum(_kaplan_meier(r), 1.8),
    ),
}
WINDOWS = [(0.0, 1.5), (0.3, 0.9), (-1.0, 2.5), (0.7, 0.7)]


def simulated(lengths: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Time in each period spent between begin and end, summed over cases."""
    spent = [
        np.clip(np.minimum(end, t) - np.maximum(begin, s), 0, None).sum()
        for s, t in pairwise(EDGES)
    ]
    return np.array(spent)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", CURVES)
def test_against_simulation(name: str, window: tuple[float, float]) -> None:
    curve, draw = CURVES[name]
    a, b = window
    random = np.random.default_rng(1)
    began = a + (b - a) * (np.arange(CASES) + 0.5) / CASES
    stayed = draw(random)
    left = began + stayed
    weight = ((b - a) or 1.0) / CASES  # each simulated case is this many real ones
    tolerance = 4 * weight * np.sqrt(CASES) + 1e-4  # four standard errors of a count
    counted = np.array([((began >= s) & (began < t)).sum() for s, t in pairwise(EDGES)])
    gone = np.array([((left >= s) & (left < t)).sum() for s, t in pairwise(EDGES)])
    present = np.array([((began < t) & (left >= t)).sum() for t in EDGES])
    np.testing.assert_allclose(occurrences(EDGES, a, b)[:, 0], counted * weight, atol=1e-4)
    np.testing.assert_allclose(
        person_years(EDGES, a, b, curve)[:, 0],
        simulated(stayed, began, left) * weight,
        atol=5 * tolerance,
    )
    np.testing.assert_allclose(caseload(EDGES, a, b, curve)[:, 0], present * weight, atol=tolerance)
    np.testing.assert_allclose(exits(EDGES, a, b, curve)[:, 0], gone * weight, atol=tolerance)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", ["fixed", "exponential", "step"])
def test_what_follows_an_exit_against_simulation(name: str, window: tuple[float, float]) -> None:
    curve, draw = CURVES[name]
    a, b = window
    limit = 4.5
    began = a + (b - a) * (np.arange(CASES) + 0.5) / CASES
    left = began + np.minimum(draw(np.random.default_rng(2)), limit)
    weight = ((b - a) or 1.0) / CASES
    expected = simulated(left, left, began + limit) * weight
    got = person_years(EDGES, a, b, AfterExit(curve, limit))[:, 0]
    np.testing.assert_allclose(got, expected, atol=20 * weight * np.sqrt(CASES) + 1e-4)


def test_a_fixed_stay_by_hand() -> None:
    # One a year over [0, 1], each staying 1 year: caseload rises to 1 and falls to 0, so
    # half a person-year in each of the two years; all leave in the second.
    curve = StepCurve([1.0], [0.0])
    np.testing.assert_allclose(person_years([0, 1, 2, 3], 0, 1, curve)[:, 0], [0.5, 0.5, 0])
    np.testing.assert_allclose(caseload([0, 1, 2, 3], 0, 1, curve)[:, 0], [0, 1, 0, 0])
    np.testing.assert_allclose(exits([0, 1, 2, 3], 0, 1, curve)[:, 0], [0, 1, 0])
    np.testing.assert_allclose(occurrences([0, 1, 2, 3], 0, 1)[:, 0], [1, 0, 0])


curves = st.one_of(
    st.floats(0.05, 20).map(lambda m: StepCurve([m], [0.0])),
    st.floats(0.05, 20).map(ExponentialCurve),
    st.tuples(st.floats(0.1, 3), st.floats(0.1, 3), st.floats(0, 1), st.floats(0, 1)).map(
        lambda p: StepCurve([p[0], p[0] + p[1]], [max(p[2], p[3]), min(p[2], p[3])])
    ),
)
starts = st.floats(0, 5)
lengths = st.one_of(st.just(0.0), st.floats(0.02, 6))


@given(curves, starts, lengths, st.integers(1, 30))
def test_months_sum_to_years(curve: Curve, a: float, length: float, years: int) -> None:
    months = np.arange(12 * years + 1) / 12
    for measure in (
        lambda edges: occurrences(edges, a, a + length),
        lambda edges: person_years(edges, a, a + length, curve),
        lambda edges: exits(edges, a, a + length, curve),
    ):
        by_year = measure(np.arange(years + 1.0))[:, 0]
        by_month = measure(months)[:, 0].reshape(years, 12).sum(axis=1)
        np.testing.assert_allclose(by_month, by_year, rtol=0, atol=1e-9)


@given(starts, lengths, st.floats(0.05, 10))
def test_person_years_are_occurrences_times_mean_stay(a: float, length: float, mean: float) -> None:
    count = length or 1.0
    for curve, far in ((StepCurve([mean], [0.0]), 30), (ExponentialCurve(mean), 1000)):
        total = person_years([0.0, float(far)], a, a + length, curve).sum()
        assert total == pytest.approx(count * mean, rel=1e-9)


@given(curves, starts, lengths)
def test_everybody_is_either_present_or_gone(curve: Curve, a: float, length: float) -> None:
    edges = np.linspace(0, 40, 23)
    came = np.cumsum(occurrences(edges, a, a + length)[:, 0])
    went = np.cumsum(exits(edges, a, a + length, curve)[:, 0])
    np.testing.assert_allclose(caseload(edges, a, a + length, curve)[1:, 0], came - went, atol=1e-9)
    assert (exits(edges, a, a + length, curve) >= -1e-9).all()


@given(curves, starts, lengths, st.floats(0.5, 20))
def test_the_stay_and_what_follows_it_fill_the_time(
    curve: Curve, a: float, length: float, limit: float
) -> None:
    edges = np.linspace(0, 40, 17)
    together = StepCurve([limit], [0.0])
    np.testing.assert_allclose(
        person_years(edges, a, a + length, Until(curve, limit))
        + person_years(edges, a, a + length, AfterExit(curve, limit)),
        person_years(edges, a, a + length, together),
        atol=1e-9,
    )


@given(curves, starts, st.floats(0.02, 6))
def test_g_and_h_are_integrals(curve: Curve, a: float, length: float) -> None:
    x = np.linspace(0, 25, 20_001).reshape(-1, 1)
    step = float(x[1, 0])
    for inner, outer in ((curve.s, curve.h), (curve.h, curve.g)):
        trapezium = np.concatenate(
            [[0], np.cumsum((inner(x)[1:, 0] + inner(x)[:-1, 0]) / 2) * step]
        )
        np.testing.assert_allclose(outer(x)[:, 0], trapezium, atol=4 * step)


@given(starts, st.floats(0.02, 3), st.floats(0.1, 5), st.floats(0, 5))
def test_a_longer_stay_never_uses_less(a: float, length: float, mean: float, more: float) -> None:
    edges = np.linspace(0, 12, 13)
    for make in (lambda m: StepCurve([m], [0.0]), ExponentialCurve):
        short = person_years(edges, a, a + length, make(mean))
        long = person_years(edges, a, a + length, make(mean + more))
        assert (long - short >= -1e-9).all()


@given(curves, starts)
def test_a_narrow_window_tends_to_the_instant(curve: Curve, a: float) -> None:
    edges = np.linspace(0, 12, 25) + 0.0371
    width = 1e-5
    narrow = person_years(edges, a, a + width, curve) / width
    np.testing.assert_allclose(narrow, person_years(edges, a, a, curve), atol=1e-4)


def test_draws_run_along_the_last_axis() -> None:
    means = np.array([0.5, 1.0, 4.0])
    lags = np.array([0.0, 0.25, 1.0])
    together = person_years(EDGES, 0.5 + lags, 2.0 + lags, ExponentialCurve(means))
    for i, (mean, lag) in enumerate(zip(means, lags, strict=True)):
        alone = person_years(EDGES, 0.5 + lag, 2.0 + lag, ExponentialCurve(mean))
        np.testing.assert_allclose(together[:, i], alone[:, 0], rtol=1e-14)


def test_impossible_curves_are_refused() -> None:
    with pytest.raises(InputError, match="one share for each time"):
        StepCurve([1.0, 2.0], [0.5])
    with pytest.raises(InputError, match="does not come back"):
        StepCurve([1.0, 2.0], [0.5, 0.6])
    with pytest.raises(InputError, match="rise"):
        StepCurve([2.0, 1.0], [0.5, 0.4])
    with pytest.raises(InputError, match="above 0"):
        ExponentialCurve(0.0)
    with pytest.raises(InputError, match="must not end before it starts"):
        occurrences([0, 1], 1.0, 0.5)
