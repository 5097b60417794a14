"""A what-if is a draw: one evaluation gives what putting the case together again would give."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import costavoid as ca
from costavoid.analysis import what_if
from costavoid.analysis.what_if import Measured, measure, nets_at, refusals, with_values
from costavoid.base.designs import Design
from strategies import appraisals

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))
RELATIVE = 1e-9  # of what is at stake
TIMES = (0.0, 0.3, 0.9, 1.1, 2.5, 40.0)
CAUTIOUS = (
    ca.optimism_bias(benefits=0.2, costs=0.1, source="Our own record"),
    ca.design_adjustment({design.value: 0.15 for design in Design}, source="Our judgement"),
)


@cache
def example(path: Path) -> ca.Appraisal:
    spec = importlib.util.spec_from_file_location(f"what_if.{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module.appraisal()
    assert isinstance(found, ca.Appraisal)
    return found


def again(case: ca.Appraisal, **changed: object) -> ca.Appraisal:
    """The case with other settings."""
    kept = {name: getattr(case.settings, name) for name in ("horizon", "price_year", "first_year")}
    return ca.appraise(case.intervention, overrides=case.overrides, **{**kept, **changed})


def rebuilt(case: ca.Appraisal, id: str, value: float) -> dict[Measured, float] | str:
    """Both measures of the case put together again, or why it cannot be."""
    try:
        there = with_values(case, {id: value})
    except ca.InputError as refused:
        return str(refused)
    return {measured: measure(there, measured) for measured in get_args(Measured)}


def at_stake(case: ca.Appraisal) -> float:
    return float(abs(case.flows.amounts).sum()) + 1.0


def check_same(case: ca.Appraisal, tries: list[tuple[str, float]]) -> None:
    values = [{id: value} for id, value in tries]
    found = {m: nets_at(case, values, m) for m in get_args(Measured)}
    for at, (id, value) in enumerate(tries):
        wanted = rebuilt(case, id, value)
        for measured, nets in found.items():
            net = nets[at]
            if isinstance(wanted, str):
                assert isinstance(net, ca.InputError), (id, value)
                assert str(net) == wanted, (id, value)
            else:
                assert not isinstance(net, ca.InputError), (id, value, net)
                size = max(at_stake(case), abs(wanted[measured]))
                assert net == pytest.approx(wanted[measured], abs=RELATIVE * size), (id, value)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_equals_the_case_put_together_again(path: Path) -> None:
    case = example(path)
    tries = [(id, e.value * times) for id, e in case.inputs.in_use.items() for times in TIMES]
    check_same(case, tries)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_and_under_cautious_adjustments(path: Path) -> None:
    case = again(example(path), adjustments=CAUTIOUS)
    tries = [(id, e.value * times) for id, e in case.inputs.in_use.items() for times in TIMES]
    check_same(case, tries)


@given(appraisals(), st.data())
@settings(max_examples=25)
def test_and_for_any_programme(case: ca.Appraisal, data: st.DataObject) -> None:
    ids = st.sampled_from(sorted(case.inputs.in_use))
    tried = data.draw(st.lists(st.tuples(ids, st.floats(0, 3)), min_size=1, max_size=5))
    check_same(case, [(id, case.inputs.in_use[id].value * times) for id, times in tried])


def moving_time() -> ca.Appraisal:
    """A case in which numbers move when a thing happens and how long it lasts."""
    own = {"source": "Ours"}
    pathway = ca.Placement(
        type="residential",
        weeks=ca.local(40, "weeks", id="own.weeks", **own),
        until=ca.local(3, "years", id="own.until", **own),
        replaced_by=ca.local(900, "GBP per week", id="own.instead", price_year="2025-26", **own),
        re_entry_share=ca.local(0.3, "share", id="own.share", **own),
        re_entry_after=ca.local(12, "weeks", id="own.after", **own),
    )
    effect = ca.Outcome(
        id="own",
        label="Fewer stays",
        counterfactual=ca.RateAvoided(rate=ca.local(3, "count per year", id="own.rate", **own)),
        pathway=pathway,
        children="children on the edge of care",
        lag=ca.local(7, "months", id="own.lag", **own),
        persistence=(0.5, 0.25),
        months=18,
    )
    cost = ca.local(90_000, "GBP per year", id="own.cost", price_year="2025-26", **own)
    custom = ca.Custom(name="Edge", changes=(effect,), costs=(ca.Delivery(cost=cost, months=18),))
    return ca.appraise(custom, horizon=6, price_year="2025-26", placement_inflation=0.02)


@pytest.mark.parametrize("id", ["own.lag", "own.weeks", "own.until", "own.after", "own.share"])
def test_numbers_that_move_when_and_how_long(id: str) -> None:
    case = moving_time()
    now = case.inputs.in_use[id].value
    check_same(case, [(id, now * times / 8) for times in range(30)])


def count_rebuilt(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    runs: list[object] = []
    run = what_if.run

    def counted(*given: Any) -> Any:
        runs.append(given)
        return run(*given)

    monkeypatch.setattr(what_if, "run", counted)
    return lambda: len(runs)


@pytest.mark.parametrize("adjustments", [(), CAUTIOUS], ids=["as it is", "with caution"])
def test_nothing_is_put_together_again_for_what_changes_no_line(
    monkeypatch: pytest.MonkeyPatch, adjustments: tuple[ca.Adjustment, ...]
) -> None:
    case = again(moving_time(), adjustments=adjustments)
    runs = count_rebuilt(monkeypatch)
    tries = [{id: e.value * 1.1} for id, e in case.inputs.in_use.items()]
    assert all(isinstance(net, float) for net in nets_at(case, tries, "council cash"))
    assert runs() == 0


def test_a_value_that_changes_the_lines_is_put_together_again_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # at 3,000 a week what takes its place costs more than the placement: the outcome is then not
    # a gain, and no caution may cut it; an adjustment of nothing has no line at all
    case = again(moving_time(), adjustments=CAUTIOUS)
    cut = next(id for id in case.inputs.in_use if id.endswith("optimism_bias.benefits"))
    tries = [{"own.instead": 1_000.0}, {"own.instead": 300_000.0}, {cut: 0.0}, {cut: 0.1}]
    runs = count_rebuilt(monkeypatch)
    nets_at(case, tries, "net present value")
    assert runs() == 2
    check_same(case, [next(iter(values.items())) for values in tries])


def test_two_numbers_at_once() -> None:
    case = moving_time()
    tries = [{"own.rate": rate, "own.weeks": weeks} for rate in (1.0, 5.0) for weeks in (4.0, 60.0)]
    for values, net in zip(tries, nets_at(case, tries, "net present value"), strict=True):
        assert net == pytest.approx(with_values(case, values).npv, rel=1e-9)


def test_a_refusal_is_the_one_of_the_case_put_together_again() -> None:
    case = moving_time()
    tries = [{"own.share": 1.2}, {"own.rate": -1.0}, {"own.weeks": 600.0}, {"own.weeks": math.nan}]
    for values, refused in zip(tries, refusals(case, tries), strict=True):
        with pytest.raises(ca.InputError) as raised:
            with_values(case, values)
        assert str(refused) == str(raised.value)


def test_what_was_tried_is_kept_as_long_as_the_appraisal(monkeypatch: pytest.MonkeyPatch) -> None:
    case = moving_time()
    (first,) = nets_at(case, [{"own.rate": 2.0}], "net present value")
    plan = what_if._plan(case)
    monkeypatch.setattr(plan.sums, "of", None)  # asked again, nothing is summed
    assert nets_at(case, [{"own.rate": 2.0}], "net present value") == [first]
    assert case in what_if._PLANS


TOO_LARGE = "removals.foster_adoption: the numbers given are too large or too small to compute."
STAY = "infant.months_to_adoptive_placement: a stay of 0 months given"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"pause.removals_avoided.round1": 9e8, "placement.foster.any.week": 9e8}, TOO_LARGE),
        ({"infant.months_to_adoptive_placement": 0.0, "infant.exit.adoption": 0.9}, STAY),
        ({"infant.exit.adoption": 0.9, "infant.months_to_adoptive_placement": 0.0}, STAY),
    ],
)
def test_two_numbers_are_refused_in_the_words_of_a_run(values: dict[str, float], said: str) -> None:
    case = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26")
    (found,) = nets_at(case, [values], "net present value")
    with pytest.raises(ca.InputError) as raised:
        with_values(case, values)
    assert str(found) == str(raised.value)
    assert str(found).startswith(said)
