"""England's costs vary as councils' own do: their ends, their middle, and that they are drawn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.evidence.distributions import distribution, ends_drawn
from costavoid.evidence.kinds import Distribution
from costavoid.localdata.councils import table
from costavoid.localdata.councils.localise import measure_of

FOSTER = "placement.foster.any.week"
BETWEEN = [e for e in ca.defaults().values() if e.range_kind == "between councils"]


def own(value: float, low: float, high: float, unit: str = "GBP per week") -> ca.Estimate:
    priced = {"price_year": "2025-26"} if unit.startswith("GBP") else {}
    kind = "between councils"
    return ca.local(
        value, unit, id="own.x", low=low, high=high, range_kind=kind, source="Us", **priced
    )


def made(estimate: ca.Estimate) -> Distribution:
    found = distribution(estimate)
    assert found is not None
    return found


@pytest.mark.parametrize("england", BETWEEN, ids=lambda e: e.id)
def test_the_range_is_that_of_the_published_figures(england: ca.Estimate) -> None:
    """The 2.5th and 97.5th percentiles by hand, between two councils by distance."""
    of = measure_of(england.id)
    assert of is not None
    values = sorted(
        float(text)
        for code, text in table.figures()[of.id][str(england.price_year)].items()
        if table.areas()[code].kind == "council" and float(text) > 0
    )
    for share, end in ((0.025, england.low), (0.975, england.high)):
        at = share * (len(values) - 1)
        below, part = int(at), at % 1
        percentile = values[below] * (1 - part) + values[below + 1] * part
        assert end == pytest.approx(percentile, abs=0.51)
    assert f"percentile of {len(values)} councils" in england.note


def test_every_default_that_councils_publish_too_has_one() -> None:
    assert {e.id for e in BETWEEN} == {id for id in ca.defaults() if measure_of(id)}
    assert len(BETWEEN) == 10


def test_typed_from_the_table() -> None:
    """Of 150 councils, the fourth and fifth lowest and highest foster weeks of 2024-25."""
    week = ca.default(FOSTER)  # at 3.725 and 145.275 of 0 to 149
    assert week.low == round(485 + 0.725 * (520 - 485))
    assert week.high == round(1165 + 0.275 * (1195 - 1165))


@given(
    value=st.floats(1, 1e5),
    below=st.floats(1.01, 20),
    above=st.floats(1.01, 5),
)
def test_half_lies_on_either_side_and_both_ends_are_kept(
    value: float, below: float, above: float
) -> None:
    estimate = own(value, value / below, value * above)
    spread = made(estimate)
    assert ends_drawn(estimate, spread) == pytest.approx((value / below, value * above))
    assert spread.quantile(np.array([0.5]))[0] == pytest.approx(value)
    # each piece is the half of a log-normal of its own
    halves = (
        stats.lognorm(math.log(side) / stats.norm.ppf(0.975), scale=value)
        for side in (below, above)
    )
    lower, upper = halves
    shares = np.array([0.01, 0.2, 0.4]), np.array([0.6, 0.9, 0.999])
    np.testing.assert_allclose(spread.quantile(shares[0]), lower.ppf(shares[0]), rtol=1e-9)
    np.testing.assert_allclose(spread.quantile(shares[1]), upper.ppf(shares[1]), rtol=1e-9)
    evenly = (np.arange(200_000) + 0.5) / 400_000  # of the lower half of the draws
    expected = (lower.ppf(evenly).mean() + upper.ppf(evenly + 0.5).mean()) / 2
    assert spread.mean == pytest.approx(expected, rel=2e-3)


def test_what_is_drawn_is_what_is_said() -> None:
    spread = made(ca.default("placement.residential.any.week"))
    drawn = spread.draw(np.random.default_rng(5), 200_000)
    assert np.mean(drawn < 7385) == pytest.approx(0.5, abs=0.005)
    assert np.mean(drawn < 5463) == pytest.approx(0.025, abs=0.002)
    assert np.mean(drawn > 12368) == pytest.approx(0.025, abs=0.002)
    assert drawn.mean() == pytest.approx(spread.mean, rel=0.005)
    # councils' own mean is 7,697: within 3%, where a gamma through both ends has 8,571
    assert spread.mean == pytest.approx(7697, rel=0.03)


def test_a_share_between_councils_stays_below_one() -> None:
    assert made(own(0.7, 0.55, 0.85, "share")).kind == "beta"
    with pytest.raises(InputError, match="cannot be drawn"):
        distribution(own(100, 0, 300))


def test_without_a_council_it_varies_and_with_one_its_own_years_do() -> None:
    pause = ca.Pause(women=20)
    years = {"horizon": 5, "price_year": "2025-26", "draws": 20_000}
    england, hackney = (ca.appraise(pause, **years, council=name) for name in (None, "Hackney"))
    assert FOSTER in england.uncertainty.varying and FOSTER in hackney.uncertainty.varying
    assert hackney.inputs.in_use[FOSTER].range_kind == "between years"
    assert "Varied as councils' own figures differ" in " ".join(england.in_full().split())
    assert "Varied as councils' own figures differ" not in " ".join(hackney.in_full().split())
    fixed = england.uncertainty.fixed + len(england.uncertainty.varying)
    assert fixed == hackney.uncertainty.fixed + len(hackney.uncertainty.varying)
    widths = [
        np.ptp(each.uncertainty.interval("net present value, public purse"))
        for each in (england, hackney)
    ]
    assert widths[0] > widths[1]  # Hackney's own years say more than 150 councils do
