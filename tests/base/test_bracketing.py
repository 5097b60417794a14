"""The search for roots between two values, against SciPy's, of functions of many shapes."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.optimize.elementwise import find_root

from costavoid.base.arrays import Array
from costavoid.base.bracketing import Places, roots

NEAR = 1e-12
Function = Callable[[Array], Array]
Shape = Callable[[float, float], Function]

# Each crosses zero once, at its first number; the second is how steep, bent or high it is.
SHAPES: dict[str, Shape] = {
    "line": lambda at, by: lambda x: by * (x - at),
    "falling": lambda at, by: lambda x: by * (at - x),
    "kink at the root": lambda at, by: lambda x: np.where(x < at, x - at, by * (x - at)),
    "kink beside it": lambda at, by: lambda x: np.maximum(x - at, 20 * (x - at) - by),
    "steep": lambda at, by: lambda x: np.sinh(np.clip(by * (x - at), -300, 300)),
    "cube, flat at the root": lambda at, by: lambda x: by * (x - at) ** 3,
    "ninth power": lambda at, by: lambda x: by * (x - at) ** 9,
    "bounded": lambda at, by: lambda x: np.arctan(by * (x - at)),
    "exponential": lambda at, by: lambda x: np.expm1(np.minimum((x - at) / by, 600)),
    "rounded to whole pounds": lambda at, by: lambda x: np.round(1e6 * by * (x - at)),
    "step": lambda at, by: lambda x: np.where(x < at, -by, 1.0),
    "line with a step": lambda at, by: lambda x: x - at + np.copysign(by, x - at),
    "capped": lambda at, by: lambda x: np.clip(x - at, -by, by),
}
ONE_ROOT = {name: shape for name, shape in SHAPES.items() if name != "rounded to whole pounds"}
numbers = st.floats(-1000, 1000, allow_subnormal=False)
widths = st.floats(0.01, 1000)
steepness = st.floats(0.01, 10)
names = st.sampled_from(list(SHAPES))


def search(functions: list[Function], low: list[float], high: list[float]) -> Array:
    """The roots by the tolerances of a break-even; each function is asked of its own values."""

    def values_at(x: Array, places: Places) -> Array:
        return np.array([functions[at](value) for at, value in zip(places, x, strict=True)])

    return roots(values_at, np.array(low), np.array(high), absolute=NEAR, relative=NEAR)


@given(st.lists(st.tuples(names, numbers, widths, widths, steepness), min_size=1, max_size=8))
def test_side_by_side_each_is_what_scipy_finds(
    asked: list[tuple[str, float, float, float, float]],
) -> None:
    functions = [SHAPES[name](at, by) for name, at, _, _, by in asked]
    low = [at - below for _, at, below, _, _ in asked]
    high = [at + above for _, at, _, above, _ in asked]
    found = search(functions, low, high)
    for one, function, least, most in zip(found, functions, low, high, strict=True):
        theirs = find_root(function, (least, most), tolerances={"xatol": NEAR, "xrtol": NEAR})
        assert theirs.success
        assert abs(one - theirs.x) <= NEAR * (1 + abs(one))


@given(st.sampled_from(list(ONE_ROOT)), numbers, widths, widths, steepness)
def test_each_is_where_it_was_put_and_where_brent_finds_it(
    name: str, at: float, below: float, above: float, by: float
) -> None:
    function = SHAPES[name](at, by)
    (found,) = search([function], [at - below], [at + above])
    underflows = 1e-30 if name == "ninth power" else 0.0  # 1e-36 to the ninth is 0
    assert abs(found - at) <= NEAR * (1 + abs(at)) + underflows
    brent = brentq(function, at - below, at + above, xtol=NEAR, rtol=NEAR, maxiter=2000)
    if name not in ("cube, flat at the root", "ninth power"):  # there its steps end too early
        assert abs(found - brent) <= 2 * NEAR * (1 + abs(at))


@given(st.sampled_from(list(ONE_ROOT)), numbers, widths, widths, steepness)
def test_it_is_the_same_from_either_end_to_the_tolerance(
    name: str, at: float, below: float, above: float, by: float
) -> None:
    function = SHAPES[name](at, by)
    one, other = search([function] * 2, [at - below, at + above], [at + above, at - below])
    assert abs(one - other) <= 2 * NEAR * (1 + abs(at))


def test_no_more_is_asked_than_by_scipy() -> None:
    """The steps are the paper's: a cube, a curve and a step take as many as SciPy takes."""
    for function in (
        lambda x: x**3 - 2 * x - 5,
        lambda x: np.exp(-x) - 0.1,
        SHAPES["step"](2.1, 3),
    ):
        asked: list[float] = []

        def counted(x: Array, asked: list[float] = asked, function: Function = function) -> Array:
            asked.append(float(x))
            return function(x)

        (found,) = search([counted], [0.0], [3.0])
        theirs = find_root(function, (0.0, 3.0), tolerances={"xatol": NEAR, "xrtol": NEAR})
        assert (len(asked), found) == (theirs.nfev, theirs.x)


def test_the_cube_of_wallis() -> None:
    """x³ - 2x - 5: 2.094551481542326591482... (Wallis, 1685; to 16 figures)."""
    (found,) = search([lambda x: x**3 - 2 * x - 5], [2.0], [3.0])
    assert found == pytest.approx(2.0945514815423265, abs=2e-12)


def test_without_a_tolerance_it_is_the_nearest_float() -> None:
    """No float squared is 2: it ends at one of the two beside the root. Of x³ at 0, it ends too."""
    for values_at, low, high, root in (
        (lambda x, _: x * x - 2, 1.0, 2.0, math.sqrt(2)),
        (lambda x, _: x**3, -1.0, 3.0, 0.0),
        (lambda x, _: np.where(x < math.pi, -1.0, 2.0), 0.0, 10.0, math.pi),
    ):
        (found,) = roots(values_at, np.array([low]), np.array([high]), absolute=0.0, relative=0.0)
        assert abs(found - root) <= max(math.ulp(root), 1e-100)


def test_a_wider_tolerance_asks_less_and_is_kept() -> None:
    function = SHAPES["steep"](123.4, 0.5)
    asked = []
    for near in (1.0, 1e-3, 1e-12):
        count = 0

        def values_at(x: Array, places: Places) -> Array:
            nonlocal count
            count += 1
            return function(x)

        ends = np.array([100.0]), np.array([150.0])
        (absolute,) = roots(values_at, *ends, absolute=near, relative=0.0)
        (relative,) = roots(lambda x, _: function(x), *ends, absolute=0.0, relative=near)
        assert abs(absolute - 123.4) <= near + 1e-13
        assert abs(relative - 123.4) <= near * 124
        asked.append(count)
    assert asked == sorted(set(asked))


# ---- where there is none, and where a value is refused


def test_an_end_that_is_the_root_is_it_at_once() -> None:
    found = search([lambda x: x - 2, lambda x: x - 5], [2.0, 0.0], [9.0, 5.0])
    assert found.tolist() == [2.0, 5.0]


def test_signs_that_do_not_differ_give_none_beside_those_that_do() -> None:
    found = search([lambda x: x**2 + 1, lambda x: x - 3, lambda x: -1.0 - x], [0.0] * 3, [9.0] * 3)
    assert np.isnan(found).tolist() == [True, False, True]
    assert found[1] == pytest.approx(3)


def test_a_value_that_is_nan_ends_its_search_and_no_other() -> None:
    """Refused at fractions: asked at the ends and once between; the other goes on to its root."""
    asked: list[float] = []

    def whole(x: float) -> float:
        asked.append(x)
        return x**2 - 50 if x == int(x) else math.nan

    found = search([whole, lambda x: x**2 - 50], [0.0, 0.0], [13.0, 13.0])
    assert math.isnan(found[0])
    assert found[1] == pytest.approx(math.sqrt(50), rel=1e-12)
    assert asked == [0.0, 13.0, 6.5]


@pytest.mark.parametrize("ends", [(math.nan, 1.0), (0.0, math.nan), (math.nan, math.nan)])
def test_an_end_that_is_nan_gives_none(ends: tuple[float, float]) -> None:
    found = search([lambda x: ends[0] if x == 1 else ends[1]], [1.0], [2.0])
    assert np.isnan(found).all()


def test_infinite_values_are_signs_too() -> None:
    (found,) = search([lambda x: math.copysign(math.inf, x - 0.7)], [0.0], [1.0])
    assert found == pytest.approx(0.7, abs=2e-12)


def test_nothing_asked_is_nothing_found() -> None:
    assert search([], [], []).size == 0
