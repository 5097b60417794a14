"""The sums of a first page as products of what is moved: they are the appraisal's own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import costavoid as ca
from costavoid.analysis.movable import movables, moved
from costavoid.analysis.response import Response, response
from costavoid.appraisal.budget import exact
from costavoid.base.arrays import Array
from costavoid.output.words.evidence_said import leading
from example_cases import CASES, again

MADE: dict[str, Response] = {}
SEVERAL = ("hackney_pause", "team_around_the_school", "systemic_practice", "own_programme")


def of(name: str) -> Response:
    if name not in MADE:
        MADE[name] = response(CASES[name], movables(CASES[name], leading(CASES[name])))
    return MADE[name]


def sums(case: ca.Appraisal) -> dict[str, Array]:
    found = exact(case.flows, case.inflation_factors, case.discount_factors)
    return {name: by[:, 0] for name, by in found.items()}


@pytest.mark.parametrize("name", sorted(CASES))
def test_where_nothing_is_moved_it_is_the_answer(name: str) -> None:
    here = sums(CASES[name])
    for part, by in of(name).at({}).items():
        assert by == pytest.approx(here[part], abs=1e-6), part


@pytest.mark.parametrize("name", SEVERAL)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_anywhere_between_the_ends_it_is_the_appraisal_there(
    name: str, data: st.DataObject
) -> None:
    made = of(name)
    values = {
        one: float(data.draw(st.integers(int(one.low), int(one.high))))
        if one.whole
        else data.draw(st.floats(one.low, one.high))
        for one in made.moves
    }
    there = sums(moved(CASES[name], values))
    for part, by in made.at(values).items():
        assert by == pytest.approx(there[part], rel=1e-9, abs=1e-3), part


def test_what_cannot_be_appraised_is_beyond_the_ends() -> None:
    case = CASES["shared_service"]  # of three councils: one alone shares nothing
    (councils,) = (one for one in of("shared_service").moves if one.name == "people")
    assert councils.value == 3 and councils.low == 2
    with pytest.raises(ca.InputError):
        again(case, programme=case.intervention.model_copy(update={"councils": 1}))


def test_a_length_of_stay_is_left_out_as_the_pounds_follow_its_curve() -> None:
    case, made = CASES["house_project"], of("house_project")
    assert made.left_out == ("Weeks",)
    weeks = case.inputs.in_use["own.weeks"]
    ends = [again(case, weeks.at(part * weeks.value)).npv for part in (0.5, 1, 1.5)]
    assert abs(ends[0] + ends[2] - 2 * ends[1]) > 1_000


def test_the_numbers_moved_are_those_that_carry_the_answer() -> None:
    moves = {one.name: one for one in of("social_workers_in_schools").moves}
    assert moves["people"].label == "Schools" and moves["people"].value == 20
    effect = moves["effect"]
    assert effect.published == (0.955, 1.166) and effect.low <= 1 <= effect.high
    assert "deadweight" not in moves  # of a trial: it has a comparison group
