"""Laws that hold for every programme of the library, judged on its example.

A new programme is covered by adding its example: nothing here names one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import costavoid as ca
from costavoid.base.vocabulary import WHOLES, Cash, Kind, Payer
from costavoid.programme.base import Intervention
from costavoid.programme.interventions import PROGRAMMES
from example_cases import CASES, again

FEW = settings(max_examples=12)
YEARS = sorted(ca.price_index().index)
LONG = 60  # years: nothing in an example comes later


FIRST = {type(case.intervention).__name__: case.intervention for case in reversed(CASES.values())}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
every_name = pytest.mark.parametrize("name", CASES)  # beside @given: a case prints at length
every_class = pytest.mark.parametrize("programme", FIRST.values(), ids=list(FIRST))


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_programme_has_an_example(name: str) -> None:
    if name not in FIRST:
        pytest.fail(
            f"{name} has no example: add examples/{snake(name)}.py, whose appraisal() builds the "
            "case and appraises it."
        )
    assert isinstance(FIRST[name], PROGRAMMES[name])


# What the class says of itself


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_class_says_what_it_is(name: str) -> None:
    cls = PROGRAMMES[name]
    assert vars(cls)["title"].strip()
    assert vars(cls)["__doc__"].strip()
    assert {id for _, id in cls.evidence} <= set(ca.defaults())
    assert cls.evidence or cls.evidence_gap or cls is ca.Custom, (
        f"{name}: give `evidence`, or say in `evidence_gap` why there is none"
    )


@every_class
def test_its_summary_is_one_line(programme: Intervention) -> None:
    summary = programme.summary()
    assert summary.strip() == summary != ""
    assert "\n" not in summary and len(summary) <= 92


@every_case
def test_an_effect_that_must_be_given_says_why(case: ca.Appraisal) -> None:
    carries = {effect.id for effect, _ in effects(case)}
    for name, field in type(case.intervention).model_fields.items():
        value = getattr(case.intervention, name)
        if field.is_required() and isinstance(value, ca.Estimate) and value.id in carries:
            assert field.description, f"{type(case.intervention).__name__}.{name}"


# One table, many views


@every_case
def test_every_line_has_a_payer_and_finite_money(case: ca.Appraisal) -> None:
    flows = case.flows
    assert np.isfinite(flows.amounts).all()
    assert len(flows.payers) == len(flows.lines) == len(set(case.lines))
    assert all(isinstance(payer, Payer) for payer in flows.payers)
    spent = flows.amounts[[line.kind is Kind.DELIVERY for line in flows.lines]]
    assert (spent <= 0).all() and not spent[:, 1].any()  # delivery is cash, and spent
    assert np.abs(flows.amounts).sum() > 0


@every_case
def test_every_view_agrees(case: ca.Appraisal) -> None:
    total = case.annual()
    close = {"rtol": 1e-9, "atol": 1e-6}
    frame = case.to_frame()
    by_line = frame.groupby("line")["pounds"].sum().sum()
    by_payer = sum(case.annual(payer=payer) for payer in Payer)
    np.testing.assert_allclose(by_line, total.sum(), **close)
    np.testing.assert_allclose(by_payer, total, **close)
    np.testing.assert_allclose(sum(case.annual(cash=c) for c in Cash), total, **close)
    np.testing.assert_allclose(sum(case.annual(kind=k) for k in Kind), total, **close)
    by_year = frame.groupby("financial_year")["pounds"].sum()
    np.testing.assert_allclose(by_year[list(case.years)], total, **close)
    profile = case.cash_profile()["net"].groupby(level="financial_year").sum()
    np.testing.assert_allclose(profile[list(case.years)], total, **close)
    np.testing.assert_allclose(case.economic_case()["net"], total, **close)
    table = case.by_payer()
    np.testing.assert_allclose(table.loc["all payers", "net"], total.sum(), **close)
    np.testing.assert_allclose(
        table["cash"] + table["avoided"] + table["delivery"], table["net"], **close
    )
    for year, amount in zip(case.years, total, strict=True):
        np.testing.assert_allclose(case.in_year(year).loc["all payers", "net"], amount, **close)
    worth = case.economic_case()["present_value"].sum()
    np.testing.assert_allclose(worth, case.npv, **close)


# What moves when one number moves


def set_to(estimate: ca.Estimate, value: float) -> ca.Estimate:
    """The same estimate with another value."""
    no_range = {"low": None, "high": None, "range_kind": None}
    return estimate.model_copy(update={"value": value, **no_range})


@FEW
@every_name
@given(times=st.floats(0, 10))
def test_a_dearer_programme_costs_more_and_avoids_the_same(name: str, times: float) -> None:
    case = CASES[name]
    lines = case.flows.lines
    paid = {case.inputs.estimate(line.use.cost) for line in lines if line.kind is Kind.DELIVERY}
    if not paid:
        assert "no_delivery" in {finding.id for finding in case.review()}
    dearer = again(case, *(set_to(cost, times * cost.value) for cost in paid))
    for line, before, after in zip(lines, case.flows.amounts, dearer.flows.amounts, strict=True):
        # a published return for each pound spent moves with the spending; nothing else does
        moves = bool(paid & set(map(case.inputs.estimate, line.estimates)))
        assert moves or line.kind is Kind.BENEFIT
        np.testing.assert_allclose(after, before * (times if moves else 1), rtol=1e-9, atol=1e-6)


def effects(case: ca.Appraisal) -> Iterator[tuple[ca.Estimate, bool]]:
    """Each number that carries an effect, and whether it is a count of whole cases."""
    for counterfactual in case.by_counterfactual:
        whole = isinstance(counterfactual, ca.BeforeAfter)
        effect = counterfactual.after if whole else counterfactual.effect
        yield case.inputs.estimate(effect), whole


def avoided(case: ca.Appraisal) -> float:
    """Cases avoided a year at full effect, over every counterfactual."""
    resting = case.by_counterfactual
    return sum(float(counterfactual.avoided(case.inputs)[0]) for counterfactual in resting)


def gross(case: ca.Appraisal) -> float:
    return float(case.annual(kind="benefit").sum())


def most(case: ca.Appraisal, effect: ca.Estimate) -> float:
    """The largest value to try: its whole, or twice what is used where that can be appraised."""
    if effect.unit in WHOLES:
        return WHOLES[effect.unit]
    try:
        again(case, set_to(effect, 2 * effect.value))
    except ca.InputError:
        return effect.value
    return 2 * effect.value


@FEW
@every_name
@given(shares=st.lists(st.floats(0.01, 1), min_size=3, max_size=3).map(sorted))
def test_avoiding_more_never_saves_less(name: str, shares: list[float]) -> None:
    case = CASES[name]
    for effect, whole in effects(case):
        top = most(case, effect)
        least, *values = (round(top * share) if whole else top * share for share in (0.01, *shares))
        ends = [again(case, set_to(effect, value)) for value in (least, top)]
        measured = avoided if avoided(ends[0]) != avoided(ends[1]) else gross
        assert measured(ends[0]) != measured(ends[1]), f"{effect.id} moves nothing"
        way = 1 if measured(ends[1]) > measured(ends[0]) else -1
        saved = [gross(again(case, set_to(effect, value))) for value in values]
        slack = 1e-9 * max(abs(gross(end)) for end in ends) + 1e-6
        for less, more in pairwise(saved[::way]):
            assert more >= less - slack, (effect.id, values, saved)
        if not effect.unit.is_duration:  # every effect but a length of time is a straight line
            (rise, in_all), (step, width) = (
                (part[1] - part[0], part[2] - part[0]) for part in (saved, values)
            )
            assert abs(rise * width - in_all * step) <= slack * max(width, 1), effect.id


# What does not move


def later(case: ca.Appraisal, years: int) -> Intervention:
    """The same programme so many years later; two years long where it had no end of its own."""

    def moved(day: str | None) -> str | None:
        start = date.fromisoformat(day) if day else None
        return start.replace(year=start.year + years).isoformat() if start else None

    def walk(part: Any) -> Any:
        if isinstance(part, list):
            return [walk(each) for each in part]
        if not isinstance(part, dict):
            return part
        found = {name: walk(each) for name, each in part.items()}
        if "start" in found:
            found["start"] = moved(found["start"])
        if "months" in found and found["months"] is None:
            found["months"] = 24
        return found

    fields = case.intervention.model_dump(mode="json")
    fields["start"] = fields["start"] or f"{case.settings.first_year[:4]}-04-01"
    return type(case.intervention)(**walk(fields))


@FEW
@every_name
@given(years=st.integers(1, 5))
def test_a_later_start_moves_the_money_and_changes_none(name: str, years: int) -> None:
    case = CASES[name]
    now = again(case, programme=later(case, 0), horizon=LONG)
    then = again(case, programme=later(case, years), horizon=LONG)
    np.testing.assert_allclose(
        then.flows.amounts[:, :, years:], now.flows.amounts[:, :, :-years], rtol=1e-9, atol=1e-6
    )
    assert not then.flows.amounts[:, :, :years].any()
    totals = [each.flows.amounts.sum(axis=(2, 3)) for each in (now, then)]
    np.testing.assert_allclose(totals[1], totals[0], rtol=1e-9, atol=1e-6)


@FEW
@every_name
@given(price_year=st.sampled_from(YEARS))
def test_a_price_year_scales_every_line_alike(name: str, price_year: str) -> None:
    case = CASES[name]
    index = ca.price_index()
    ratio = index.level(price_year) / index.level(case.settings.price_year)
    other = again(case, price_year=price_year)
    np.testing.assert_allclose(
        other.flows.amounts, ratio * case.flows.amounts, rtol=1e-9, atol=1e-6
    )


@FEW
@every_name
@given(more=st.integers(1, 20))
def test_a_longer_horizon_changes_no_earlier_year(name: str, more: int) -> None:
    case = CASES[name]
    programme, years = later(case, 0), case.settings.horizon
    short = again(case, programme=programme)
    long = again(case, programme=programme, horizon=years + more)
    np.testing.assert_allclose(
        long.flows.amounts[:, :, :years], short.flows.amounts, rtol=1e-9, atol=1e-6
    )


@every_case
def test_the_same_case_gives_the_same_answer(case: ca.Appraisal) -> None:
    np.testing.assert_array_equal(again(case).flows.amounts, case.flows.amounts)
    back = ca.Appraisal.from_json(case.to_json())
    np.testing.assert_array_equal(back.flows.amounts, case.flows.amounts)
    assert back.intervention == case.intervention
    assert back.settings == case.settings


@every_class
def test_a_programme_comes_back_from_its_fields(programme: Intervention) -> None:
    for mode in ("python", "json"):
        assert type(programme)(**programme.model_dump(mode=mode)) == programme
    assert programme.model_copy() == programme


# What can be added


def local(amount: float, unit: str) -> ca.Estimate:
    return ca.local(amount, unit, id="law.cost", price_year="2025-26", source="A law")


COSTS = {
    "a year": lambda amount: local(amount, "GBP per year"),
    "in all": lambda amount: local(amount, "GBP"),
    "a budget": lambda amount: ca.Budget(premises=local(amount, "GBP per year")),
}


@FEW
@every_name
@pytest.mark.parametrize("how", COSTS)
@given(amount=st.floats(0, 1e7))
def test_any_cost_that_is_not_for_each_can_be_added(name: str, how: str, amount: float) -> None:
    case = CASES[name]
    if "delivery_cost" not in type(case.intervention).model_fields:
        return  # put together from its parts
    ended = later(case, 0)
    costed = again(
        case,
        programme=ended.model_copy(update={"delivery_cost": COSTS[how](amount)}),
        horizon=LONG,
        price_year="2025-26",
    )
    (line,) = (line for line in costed.flows.lines if line.use.cost.id == "law.cost")
    named = (getattr(ended, name, 0) for name in ("months", "programme_months"))
    own = [change.months for change in getattr(ended, "changes", ()) if change.months]
    months = next(filter(None, named), None) or max(own)
    years = 1 if how == "in all" else months / 12
    row = costed.lines.index(line.id)
    assert costed.flows.amounts[row].sum() == pytest.approx(-amount * years, abs=1e-6)
    assert (costed.flows.payers[row], line.kind) == (Payer.COUNCIL, Kind.DELIVERY)


@pytest.mark.parametrize("horizon", [1, 2, 3])
@every_case
def test_any_horizon_gives_an_answer_or_a_sentence(case: ca.Appraisal, horizon: int) -> None:
    endless = case.intervention
    if "months" in type(endless).model_fields:
        endless = endless.model_copy(update={"months": None})
    for programme in (case.intervention, endless):
        try:
            short = again(case, programme=programme, horizon=horizon)
        except ca.InputError as refused:
            assert "horizon" in str(refused)
        else:
            assert len(short.years) == horizon and str(short)


# What is printed


@every_case
def test_it_prints(case: ca.Appraisal) -> None:
    text = str(case)
    assert case.intervention.called in text
    assert case.intervention.summary() in " ".join(text.split())
    assert not re.search(r"\b(nan|None|inf)\b|£-", text)
    assert max(len(line) for line in text.splitlines()) <= 92
    assert all(str(finding).strip() for finding in case.review())


@every_case
def test_every_line_explains_its_own_total(case: ca.Appraisal) -> None:
    totals = case.to_frame().groupby("line")["pounds"].sum()
    for id in case.lines:
        text = case.explain(id)
        assert not re.search(r"\b(nan|None|inf)\b|£-", text), id
        said = re.fullmatch(r"  total: (-?)£([\d,]+)", text.splitlines()[-1])
        assert said, text
        total = float(said[1] + said[2].replace(",", ""))
        assert total == pytest.approx(totals[id], abs=0.5 + 1e-6)


# What is refused


def fields_of(programme: Intervention) -> dict[str, Any]:
    """What was given to it."""
    return {name: getattr(programme, name) for name in programme.model_fields_set}


def refusal(programme: Intervention, fields: dict[str, Any]) -> str:
    with pytest.raises(ca.InputError) as raised:
        type(programme)(**fields)
    assert "pydantic" not in str(raised.value)
    return str(raised.value)


@every_class
def test_an_unknown_field_is_refused_with_the_nearest(programme: Intervention) -> None:
    for name in type(programme).model_fields:
        wrong = name + name[-1]
        said = refusal(programme, {**fields_of(programme), wrong: 1})
        assert f".{wrong}: there is no such field. Did you mean {name!r}?" in said


@every_class
def test_what_has_no_default_is_asked_for(programme: Intervention) -> None:
    cls = type(programme)
    for name, field in cls.model_fields.items():
        if field.is_required():
            rest = {k: v for k, v in fields_of(programme).items() if k != name}
            said = refusal(programme, rest)
            assert f"{cls.__name__}.{name}: nothing given" in said
            assert (field.description or "") in said


def kinds(schema: dict[str, Any]) -> set[str]:
    """The JSON types a field takes, and "Estimate"."""
    options = schema.get("anyOf", [])
    found = set().union(*map(kinds, options)) if options else {str(schema.get("type", ""))}
    if schema.get("$ref", "").endswith("/Estimate"):
        found.add("Estimate")
    if "items" in schema and kinds(schema["items"]) & {"number", "integer"}:
        found.add("numbers")
    return found


@every_class
@pytest.mark.parametrize("wrong", [-1, math.nan, -math.inf])
def test_a_number_that_cannot_be_is_refused(programme: Intervention, wrong: float) -> None:
    for name, schema in type(programme).model_json_schema()["properties"].items():
        takes = kinds(schema)
        own = getattr(programme, name)
        if wrong == -1 and isinstance(own, ca.Estimate) and own.unit.may_be_negative:
            continue  # health may be lost, as a rate avoided may go the other way
        if takes & {"number", "integer", "Estimate", "numbers"}:
            given = (wrong,) if "numbers" in takes else wrong
            assert name in refusal(programme, {**fields_of(programme), name: given})
