"""Factors, uses and cases: the steps from a counterfactual to cases a year, each by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Measure, Resource
from costavoid.evidence.inputs import Inputs
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Cases, Line, Use
from costavoid.programme.stays import ExponentialStay, FixedStay

PRICED = {"price_year": "2025-26", "payer": "council"}


def own(id: str, value: float, unit: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=f"own.{id}", source="Anytown", **more)


def share(id: str, value: float) -> ca.Estimate:
    return own(id, value, "share")


# ---- factors


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"times": share("a", 0.3)}, 0.3),
        ({"times": own("a", 2, "days per week")}, 0.4),  # of 5
        ({"times": own("a", 13, "weeks per year")}, 0.25),  # of 52
        ({"times": own("a", 1.7, "ratio")}, 1.7),
        ({"one_plus": share("a", 0.3)}, 1.3),
        ({"one_minus": (share("a", 0.3),)}, 0.7),
        ({"one_minus": (share("a", 0.3), share("b", 0.2))}, 0.5),
        ({"one_minus": (share("a", 0.75), share("b", 0.25))}, 0.0),
    ],
)
def test_the_value_of_a_factor(given: dict[str, Any], value: float) -> None:
    factor = Factor(name="x", **given)
    assert factor.value(Inputs(factor.estimates)).tolist() == pytest.approx([value])


def test_a_factor_of_draws_that_pass_the_whole_leaves_none() -> None:
    factor = Factor(name="x", one_minus=(share("a", 0.5), share("b", 0.3)))
    drawn = {"own.a": np.array([0.5, 0.8]), "own.b": np.array([0.3, 0.4])}
    found = factor.value(Inputs(factor.estimates).drawn(drawn)).tolist()
    assert found == pytest.approx([0.2, 0.0])
    assert [e.id for e in factor.estimates] == ["own.a", "own.b"]


def test_shares_that_add_to_more_than_the_whole_are_refused() -> None:
    """By a billionth it is a rounding; by ten it is not."""
    for over, fits in ((0.0, True), (5e-10, True), (1e-8, False), (0.5, False)):
        factor = Factor(name="x", one_minus=(share("a", 0.5), share("b", 0.5 + over)))
        if fits:
            assert factor.value(Inputs(factor.estimates))[0] == 0
        else:
            with pytest.raises(InputError, match="x: shares add to more than 1"):
                factor.value(Inputs(factor.estimates))


def test_a_factor_is_one_thing() -> None:
    one = share("a", 0.3)
    for given in ({}, {"times": one, "one_plus": one}, {"times": one, "one_minus": (one,)},
                  {"one_plus": one, "one_minus": (one,)}):  # fmt: skip
        with pytest.raises(InputError, match="give one of times, one_minus, one_plus and one_for"):
            Factor(name="x", **given)
    for given in ({"times": own("a", 3, "weeks")}, {"one_plus": own("a", 1.2, "ratio")},
                  {"one_minus": (own("a", 1.2, "ratio"),)}):  # fmt: skip
        with pytest.raises(InputError, match="this takes a number in"):
            Factor(name="x", **given)


# ---- uses

EVENT = own("cost", 9, "GBP per event", **PRICED)
WEEK = own("cost", 9, "GBP per week", **PRICED)
DAY = own("cost", 9, "GBP per day", **PRICED)
FIXED = FixedStay(length=own("stay", 2, "years"))
CHANCE = ExponentialStay(mean=own("stay", 2, "years"))
END = own("end", 18, "years")


@pytest.mark.parametrize(
    ("measure", "given", "refused"),
    [
        (Measure.LUMP, {"cost": EVENT}, ""),
        (Measure.LUMP, {"cost": WEEK}, "takes a number in"),
        (Measure.LUMP, {"cost": DAY}, "takes a number in"),
        (Measure.LUMP, {"cost": DAY, "quantity": own("q", 3, "days")}, ""),
        (Measure.LUMP, {"cost": DAY, "quantity": own("q", 3, "QALYs")}, "takes a number in 'days'"),
        (Measure.LUMP, {"cost": EVENT, "quantity": own("q", 3, "days")}, "takes a number in"),
        (Measure.STAY, {"cost": WEEK, "stay": CHANCE}, ""),
        (Measure.STAY, {"cost": WEEK, "stay": CHANCE, "until": END}, ""),
        (Measure.STAY, {"cost": WEEK, "stay": CHANCE, "until": share("end", 1)}, "takes a number"),
        (Measure.STAY, {"cost": EVENT, "stay": FIXED}, "takes a number in"),
        (Measure.STAY, {"cost": WEEK}, "a stay needs a length of stay"),
        (Measure.EXIT, {"cost": EVENT}, "an? exit needs a length of stay"),
        (Measure.EXIT, {"cost": EVENT, "stay": CHANCE}, ""),
        (Measure.SPREAD, {"cost": EVENT, "stay": FIXED}, ""),
        (Measure.SPREAD, {"cost": EVENT, "stay": CHANCE}, "spread over one fixed length"),
        (Measure.AFTER_EXIT, {"cost": WEEK, "stay": FIXED}, "needs a time at which it ends"),
        (Measure.AFTER_EXIT, {"cost": WEEK, "stay": FIXED, "until": END}, ""),
        (Measure.FLOW, {"cost": own("cost", 9, "GBP per year", **PRICED)}, ""),
    ],
)
def test_what_a_use_needs(measure: Measure, given: dict[str, Any], refused: str) -> None:
    def use() -> Use:
        return Use(id="u", label="U", resource=Resource.PLACEMENT, measure=measure, **given)

    if not refused:
        it = use()
        assert [e.id for e in it.estimates] == [
            e.id
            for e in (given["cost"], given.get("quantity"), given.get("until"))
            if e is not None
        ] + (["own.stay"] if "stay" in given else [])
        return
    with pytest.raises(InputError, match=refused):
        use()


def test_a_lump_has_no_curve() -> None:
    it = Use(id="u", label="U", resource=Resource.HEALTH, measure=Measure.LUMP, cost=EVENT)
    with pytest.raises(InputError, match="u: a lump has no stay"):
        it.curve(Inputs(it.estimates))


def test_money_spent_is_negative_and_what_is_taken_back_of_it_positive() -> None:
    signs = {}
    for spends in (False, True):
        for back in (False, True):
            use = Use(
                id="u", label="U", resource=Resource.HEALTH, measure=Measure.LUMP, cost=EVENT,
                spends=spends,
            )  # fmt: skip
            it = Line(
                id="l", label="L", outcome="o", cases=Cases(start=0, end=1), use=use,
                takes_back=back,
            )  # fmt: skip
            signs[spends, back] = it.sign
    assert signs == {
        (False, False): 1, (True, False): -1, (False, True): -1, (True, True): 1
    }  # fmt: skip


# ---- cases


def test_the_blocks_of_an_effect_that_phases_in_and_fades() -> None:
    """From half a year on: 0.2 in the first year, 0.6 in the second, all to 3, then fading."""
    cases = Cases(start=0.5, end=3, phase_in=(0.2, 0.6), persistence=(0.5, 0.25))
    assert cases.blocks == (
        (0.5, 1.5, 0.2), (1.5, 2.5, 0.6), (2.5, 3, 1.0), (3, 4, 0.5), (4, 5, 0.25)
    )  # fmt: skip
    assert cases.changes.tolist() == pytest.approx([0.2, 0.4, 0.4, -0.5, -0.25, -0.25])
    assert cases.length == pytest.approx(0.2 + 0.6 + 0.5 + 0.5 + 0.25)


def test_an_effect_cannot_outlast_what_it_came_to() -> None:
    """It ends half way through its second year, at 0.6: half of that lasts."""
    cases = Cases(start=0, end=1.5, phase_in=(0.2, 0.6, 0.8), persistence=(0.5,))
    assert cases.blocks == ((0, 1, 0.2), (1, 1.5, 0.6), (1.5, 2.5, 0.3))
    assert Cases(start=0, end=2, phase_in=(0.2, 0.6)).blocks == ((0, 1, 0.2), (1, 2, 0.6))
    assert Cases(start=1, end=3).blocks == ((1, 3, 1.0),)


@pytest.mark.parametrize("months", range(1, 12))
def test_rounding_of_months_makes_no_moment_at_full_effect(months: int) -> None:
    """From 1 May, 1/12 + 2 and 1/12 + 24/12 differ in the last digit: no time is at full effect."""
    start = months / 12
    for years in (1, 2, 3):
        cases = Cases(
            start=start, end=start + years * 12 / 12, phase_in=(0.2, 0.5, 0.8), persistence=(0.5,)
        )
        reached = (0.2, 0.5, 0.8)[years - 1]
        assert [share for _, _, share in cases.blocks][-2:] == [reached, 0.5 * reached]


def rate(cases: Cases, **drawn: list[float]) -> list[float]:
    inputs = Inputs(cases.estimates)
    values = {f"own.{id}": np.array(each) for id, each in drawn.items()}
    return cases.per_year(inputs.drawn(values)).tolist()


def test_cases_a_year_after_each_step() -> None:
    """10 a year, of which a half, of which a fifth anyway, of the rest 0.7: 2.8."""
    avoided = ca.RateAvoided(rate=own("rate", 10, "count per year"))
    steps = {
        "share": share("share", 0.5),
        "deadweight": share("dead", 0.2),
        "attribution": share("due", 0.7),
    }
    cases = Cases(counterfactual=avoided, start=0, end=2, lag=own("lag", 3, "months"), **steps)
    assert rate(cases) == pytest.approx([2.8])
    assert [f.name for f in cases.factors] == ["share of cases", "not deadweight", "attribution"]
    assert [e.id for e in cases.estimates] == [
        "own.rate", "own.share", "own.lag", "own.dead", "own.due"
    ]  # fmt: skip
    assert cases.total(Inputs(cases.estimates)) == pytest.approx(5.6)
    for name, left in (("share", 5.6), ("deadweight", 3.5), ("attribution", 4.0)):
        others = {step: e for step, e in steps.items() if step != name}
        assert rate(Cases(counterfactual=avoided, start=0, end=2, **others)) == pytest.approx(
            [left]
        )


def test_cases_without_a_counterfactual() -> None:
    assert rate(Cases(start=0, end=2)) == [1]
    assert rate(Cases(cohort=30, start=0.5, end=2)) == [30]
    assert rate(Cases(cohort=30, evenly=True, start=0.5, end=2)) == [20]  # 30 over 1.5 years
    assert rate(Cases(volume=own("v", 4, "count per year"), start=0, end=2)) == [4]


def test_only_gains_leaves_out_an_effect_that_goes_the_wrong_way() -> None:
    effect = ca.RateAvoided(rate=own("rate", -3, "events per person-year"))
    assert rate(Cases(counterfactual=effect, start=0, end=2)) == [-3]
    gains = Cases(counterfactual=effect, start=0, end=2, only_gains=True)
    assert rate(gains) == [0] and rate(gains, rate=[-1, 0.5]) == [0, 0.5]


def test_people_who_can_have_one_case_each_have_no_more() -> None:
    """12 people over 0.5 + 1 years at full effect: 8 a year at most."""
    effect = ca.RateAvoided(rate=own("rate", 5, "count per year"))
    cases = Cases(counterfactual=effect, start=0, end=2, phase_in=(0.5,), people=12)
    assert cases.most == pytest.approx(8)
    assert rate(cases) == [5] and rate(cases, rate=[7, 9]) == pytest.approx([7, 8])
    assert cases.unlimited(Inputs(cases.estimates)).tolist() == [5]
    assert Cases(counterfactual=effect, start=0, end=2).most == math.inf
    # no length at full effect: nobody is ever reached
    assert Cases(counterfactual=effect, start=0, end=1, phase_in=(0,), people=12).most == math.inf
