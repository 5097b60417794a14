"""How many draws may be asked for and kept, and which numbers are parts of one whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.cashflow.draws import Drawing, counts_compared, stream
from costavoid.cashflow.wholes import parts_of_wholes
from costavoid.evidence.inputs import Inputs
from costavoid.programme.span import Span

SPAN = Span(first_year="2025-26", horizon=4)
OWN = {"price_year": "2025-26", "source": "Anytown", "payer": "council"}


@pytest.mark.parametrize(
    "given",
    [
        {"draws": 2},
        {"draws": 1_000_000_000, "keep": 1_000},
        {"draws": 100_000_000},
        {"draws": 5_000, "keep": 1_000},
        {"draws": 500, "keep": 500},
        {"draws": 200_000_000, "keep": 100_000_000},
        {"draws": 10, "correlations": (("a", "b", 0.5), ("a", "c", 0.5))},
    ],
)
def test_what_may_be_asked(given: dict[str, Any]) -> None:
    assert Drawing(**given).seed == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"draws": 1}, "draws: 1 given; use 2 to 1,000,000,000"),
        ({"draws": 1_000_000_001, "keep": 1_000}, "a thousand million or less"),
        ({"draws": 5_000, "keep": 999}, "keep: 999 given"),
        ({"draws": 500, "keep": 499}, "keep: 499 given"),
        ({"draws": 100_000_001}, "more than memory holds"),
        ({"draws": 200_000_000, "keep": 100_000_001}, "more than memory holds"),
        ({"draws": 10, "correlations": (("a", "b", 0.5), ("b", "a", 0.2))}, "given twice"),
        ({"draws": 10, "seed": -1}, "a seed is a whole number"),
        ({"draws": 10, "seed": True}, "a seed is a whole number"),
        ({"draws": 10, "seed": 1.5}, "a seed is a whole number"),
    ],
)
def test_what_may_not_be_asked(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Drawing(**given)


def test_a_seed_may_be_nothing_and_numpys() -> None:
    assert Drawing(draws=10, seed=0).seed == 0
    assert Drawing(draws=10, seed=np.int64(7)).seed == 7
    assert stream(1, "a", 0).random() == stream(1, "a", 0).random()
    others = [stream(1, "a", 0), stream(2, "a", 0), stream(1, "b", 0), stream(1, "a", 1)]
    assert len({made.random() for made in others}) == 4


def number(id: str, value: float, unit: str) -> ca.Estimate:
    return ca.local(value, unit, id=f"own.{id}", source="Anytown")


def outcome(id: str, effect: Any, **more: Any) -> ca.Outcome:
    week = ca.local(900, "GBP per week", id="own.week", **OWN)
    fields = {"pathway": ca.Placement(cost=week, weeks=10), "children": id, **more}
    return ca.Outcome(id=id, label=id, counterfactual=effect, **fields)


def lines(*outcomes: ca.Outcome) -> list[Any]:
    return [line for it in outcomes for line in it.lines(SPAN)]


def test_the_counts_of_a_before_and_after_are_its_counts() -> None:
    """Not a trend that is a rate, nor the count of any other effect."""
    rate = "events per person-year"
    effect = ca.BeforeAfter(
        before=number("before", 30, "count per year"), after=number("after", 20, "count per year"),
        before_year="2019-20", after_year="2022-23",
        trend_before=number("then", 0.4, rate), trend_after=number("now", 0.5, rate),
    )  # fmt: skip
    other = ca.RateAvoided(rate=number("rate", 3, "count per year"))
    listed = lines(outcome("a", effect), outcome("b", other))
    inputs = Inputs(estimate for line in listed for estimate in line.estimates)
    assert counts_compared(listed, inputs) == {"own.before": 30, "own.after": 20}


def test_shares_that_are_parts_of_one_whole() -> None:
    """Those of the same cases that save one resource; and the ways out of one pathway."""
    one = ca.RateAvoided(rate=number("rate", 3, "count per year"))
    two = ca.RateAvoided(rate=number("second", 3, "count per year"))
    a, b, c = (number(id, 0.3, "share") for id in "abc")
    found = parts_of_wholes(
        lines(
            outcome("x", one, share=a),
            outcome("y", one, share=b),
            outcome("z", two, share=c),
            outcome("w", one),
        )
    )
    assert found == (("own.a", "own.b"), ("own.c",))
    infant = outcome("i", one, pathway=ca.InfantRemovedAtBirth())
    (ways,) = parts_of_wholes(lines(infant))
    assert set(ways) == {
        "infant.exit.adoption", "infant.exit.special_guardianship", "infant.exit.long_term_care"
    }  # fmt: skip
    week = ca.local(500, "GBP per week", id="own.instead", **OWN)
    spent = outcome("s", one, share=a, pathway=ca.Placement(cost=week, weeks=3, replaced_by=week))
    assert parts_of_wholes(lines(spent)) == (("own.a",),)  # once, and not for what is spent


def test_shares_that_are_all_of_the_whole_but_for_a_rounding_are_drawn() -> None:
    """0.5, 0.3 and 0.2 and a little: nothing is left, and each keeps its share of all."""
    for little in (0.0, 4e-10):
        given = {
            name: ca.local(
                value, "share", id=f"own.{name}", low=0.8 * value, high=1.2 * value,
                range_kind="95% interval", source="Anytown",
            )
            for name, value in (("a", 0.5), ("b", 0.3), ("c", 0.2 + little))
        }  # fmt: skip
        pathway = ca.InfantRemovedAtBirth(
            adoption_share=given["a"], guardianship_share=given["b"], long_term_share=given["c"]
        )
        rate = ca.RateAvoided(rate=number("rate", 3, "count per year"))
        case = ca.Custom(name="team", changes=(outcome("i", rate, pathway=pathway),))
        drawn = ca.appraise(case, horizon=3, price_year="2025-26", draws=4000).uncertainty
        values = drawn.simulation.draws.chunk(0, 4000)
        total = sum(values[f"own.{name}"] for name in "abc")
        np.testing.assert_allclose(total, 1, rtol=1e-12)
        assert values["own.a"].mean() == pytest.approx(0.5, abs=0.01)


def ranged(id: str, value: float, kind: str = "95% interval") -> ca.Estimate:
    return ca.local(
        value, "share", id=f"own.{id}", low=0.5 * value, high=1.4 * value, range_kind=kind,
        source="Anytown",
    )  # fmt: skip


def test_a_whole_whose_shares_are_fixed_hides_no_other() -> None:
    """The first pathway's shares are fixed, and two of the second's vary: those are one whole."""
    first, second = (
        ca.RateAvoided(rate=number(id, 3, "count per year")) for id in ("rate", "second")
    )
    varying = ca.InfantRemovedAtBirth(
        adoption_share=ranged("a", 0.5), guardianship_share=ranged("b", 0.4),
        long_term_share=number("c", 0.0, "share"),
    )  # fmt: skip
    case = ca.Custom(
        name="team",
        changes=(
            outcome("x", first, pathway=ca.InfantRemovedAtBirth()),
            outcome("y", second, pathway=varying),
        ),
    )
    drawn = ca.appraise(case, horizon=3, price_year="2025-26", draws=4000).uncertainty
    values = drawn.simulation.draws.chunk(0, 4000)
    assert (values["own.a"] + values["own.b"]).max() <= 1 + 1e-12
    assert np.corrcoef(values["own.a"], values["own.b"])[0, 1] < -0.5


def test_shares_read_as_triangular_stay_within_their_ranges() -> None:
    """They are no parts of a whole that is drawn: each is between its own ends."""
    pathway = ca.InfantRemovedAtBirth(
        adoption_share=ranged("a", 0.4, "range"), guardianship_share=ranged("b", 0.3, "range"),
        long_term_share=number("c", 0.0, "share"),
    )  # fmt: skip
    rate = ca.RateAvoided(rate=number("rate", 3, "count per year"))
    case = ca.Custom(name="team", changes=(outcome("i", rate, pathway=pathway),))
    drawn = ca.appraise(
        case, horizon=3, price_year="2025-26", draws=4000, range_as="triangular"
    ).uncertainty
    for id, value in (("a", 0.4), ("b", 0.3)):
        found = drawn.simulation.draws.chunk(0, 4000)[f"own.{id}"]
        assert 0.5 * value <= found.min() < 0.52 * value
        assert 1.36 * value < found.max() <= 1.4 * value
