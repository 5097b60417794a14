"""Sensitivity, scenarios and the assumptions log: by hand, put back, and what is refused."""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import costavoid as ca
from costavoid.analysis import what_if
from strategies import appraisals

FEW = settings(max_examples=12)
YEAR: dict[str, Any] = {"horizon": 1, "price_year": "2025-26"}
INTERVAL: dict[str, Any] = {"range_kind": "95% interval"}
APART, TOGETHER = "own.apart", "own.together"


def money(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    return ca.local(
        value, unit, id=id, price_year="2025-26", source="By hand", payer="council", **more
    )


def shared(
    apart: dict[str, Any] | None = None, together: dict[str, Any] | None = None, **case: Any
) -> ca.Appraisal:
    """Two councils that each paid £40,000 a year, and pay £100,000 together: net 2a - t."""
    service = ca.SharedService(
        councils=2,
        cost_apart=money(40_000, "GBP per council-year", APART, **(apart or {})),
        delivery_cost=money(100_000, "GBP per year", TOGETHER, **(together or {})),
    )
    return ca.appraise(service, **{**YEAR, **case})


def between(low: float, high: float, kind: str = "95% interval") -> dict[str, Any]:
    return {"low": low, "high": high, "range_kind": kind}


def again(case: ca.Appraisal, **values: float) -> ca.Appraisal:
    """The case appraised from the start with other values; `own_apart` is `own.apart`."""
    ids = {id.replace(".", "_"): id for id in case.inputs.in_use}
    bare = {"low": None, "high": None, "range_kind": None}
    own = [
        case.inputs.in_use[ids[name]].model_copy(update={"value": value, **bare})
        for name, value in values.items()
    ]
    kept = case.settings
    return ca.appraise(
        case.intervention,
        horizon=kept.horizon,
        price_year=kept.price_year,
        first_year=kept.first_year,
        placement_inflation=kept.placement_inflation,
        overrides=own,
    )


# One at a time


def test_a_tornado_by_hand() -> None:
    case = shared(between(34_000, 46_500), between(90_000, 130_000, "range"))
    frame = case.one_at_a_time()
    assert frame.index.name == "id" and list(frame.index) == [TOGETHER, APART]
    apart, together = frame.loc[APART], frame.loc[TOGETHER]
    # 2 x 34,000 - 100,000; 2 x 40,000 - 100,000; 2 x 46,500 - 100,000
    nets = ["net_at_low", "net", "net_at_high"]
    assert list(apart[nets]) == pytest.approx([-32_000, -20_000, -7_000])
    assert (apart["low"], apart["value"], apart["high"]) == (34_000, 40_000, 46_500)
    assert apart["swing"] == pytest.approx(2 * 12_500)  # the slope times the width
    assert (apart["direction"], apart["kind"]) == ("more saves more", "95% interval")
    assert list(together[nets]) == pytest.approx([-10_000, -20_000, -50_000])
    assert together["swing"] == pytest.approx(40_000)
    assert (together["direction"], together["kind"]) == ("more saves less", "range")
    assert (frame["note"] == "").all() and (frame["plus_minus"] == 0).all()
    assert apart["unit"] == "GBP per council-year"


def test_it_is_discounted_or_the_councils_cash_as_asked() -> None:
    case = shared(between(30_000, 50_000), horizon=2)
    worth = case.one_at_a_time().loc[APART, "swing"]
    assert worth == pytest.approx(2 * 20_000 * (1 + 1 / 1.035))
    cash = case.one_at_a_time(measured="council cash")
    assert cash.loc[APART, "direction"] == "no effect"  # no cash-releasing share was given
    assert cash.loc[APART, "swing"] == 0
    assert cash.loc[TOGETHER, "direction"] == "more saves less"


def test_without_an_interval_it_is_ten_per_cent_each_way_and_comes_after() -> None:
    frame = shared(between(39_999, 40_001)).one_at_a_time()
    assert list(frame.index) == [APART, TOGETHER]  # though the second swings more
    moved = frame.loc[TOGETHER]
    assert (moved["low"], moved["high"]) == (pytest.approx(90_000), pytest.approx(110_000))
    assert moved["swing"] == pytest.approx(20_000)
    assert (moved["kind"], moved["plus_minus"]) == ("no interval: ±10%", 0.1)
    assert list(frame["plus_minus"]) == [0, 0.1]


def test_a_share_goes_no_further_than_one_and_a_count_is_whole() -> None:
    centres = ca.ChildrensCentres(
        proceedings_before=60,
        proceedings_after=45,
        before_year="2023-24",
        after_year="2025-26",
        attribution=0.95,
        deadweight=0,
    )
    frame = ca.appraise(centres, horizon=3, price_year="2025-26").one_at_a_time()
    assert (frame.loc["attribution", "high"], frame.loc["attribution", "low"]) == (1, 0.95 * 0.9)
    assert frame.loc["attribution", "note"] == ""
    after = frame.loc["proceedings.after"]  # Garwood: 32.8 to 60.2, which are no counts
    assert (after["low"], after["high"]) == (32, 61)
    assert after["note"] == "A count: moved to whole numbers."
    assert (after["kind"], after["plus_minus"]) == ("95% interval (Poisson)", 0)
    none = ca.appraise(centres.model_copy(update={"proceedings_after": 0}), **YEAR)
    row = none.one_at_a_time().loc["proceedings.after"]
    assert (row["low"], row["high"], row["direction"]) == (0, 4, "more saves less")  # 0 to 3.7
    assert frame.loc["deadweight", "note"].startswith("It is 0")
    assert frame.loc["deadweight", "direction"] == "no effect"


def infants(adopted: float, guardian: float) -> ca.Appraisal:
    own = {"source": "Ours", "unit": "share"}
    pathway = ca.InfantRemovedAtBirth(
        adoption_share=ca.local(adopted, id="own.adopted", **own),
        guardianship_share=ca.local(guardian, id="own.guardian", **own),
    )
    programme = ca.Pause(women=20, programme_months=18, pathway=pathway)
    return ca.appraise(programme, horizon=5, price_year="2025-26")


def test_an_end_that_cannot_be_appraised_says_why() -> None:
    row = infants(0.6, 0.4).one_at_a_time().loc["own.adopted"]
    assert math.isnan(row["net_at_high"]) and not math.isnan(row["net_at_low"])
    assert "shares add to more than 1" in row["note"]
    assert row["swing"] == pytest.approx(abs(row["net"] - row["net_at_low"]))


def test_neither_end_can_be_appraised(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*given: object) -> ca.InputError:
        return ca.InputError("not today.")

    case = shared()
    monkeypatch.setattr("costavoid.analysis.what_if._refused", refused)
    monkeypatch.setattr("costavoid.analysis.what_if._run_again", refused)
    for id, row in case.one_at_a_time().iterrows():
        assert math.isnan(row["swing"]), id
        assert (row["direction"], row["note"]) == ("not known", "not today.")
    log = case.assumptions()
    assert set(log["impact"]) == {"red"}
    assert set(log["note"]) == {"not today."}


def test_a_range_read_as_a_spread_goes_to_the_ends_of_its_middle() -> None:
    case = shared(between(39_000, 41_000), between(90_000, 110_000, "range"))
    plain, triangular, pert, interval = (
        case.one_at_a_time(range_as=read).loc[TOGETHER]
        for read in (None, "triangular", "PERT", "95% interval")
    )
    # a triangle from 90 to 110 thousand: 2.5% of it lies below 90 + sqrt(0.025 x 20 x 10)
    assert triangular["low"] == pytest.approx(90_000 + 1_000 * math.sqrt(5))
    assert triangular["high"] == pytest.approx(110_000 - 1_000 * math.sqrt(5))
    assert triangular["low"] < pert["low"] < 100_000 < pert["high"] < triangular["high"]
    assert (interval["low"], interval["high"]) == (plain["low"], plain["high"]) == (90_000, 110_000)
    assert triangular["kind"] == "range, read as triangular"
    apart = case.one_at_a_time(range_as="PERT").loc[APART]
    assert (apart["low"], apart["kind"]) == (39_000, "95% interval")


@FEW
@given(appraisals())
def test_every_net_is_that_of_the_case_with_the_input_there(case: ca.Appraisal) -> None:
    frame = case.one_at_a_time()
    assert set(frame.index) == set(case.inputs.in_use)
    for id, row in frame.iterrows():
        for end in ("low", "high"):
            if not math.isnan(row[f"net_at_{end}"]):
                there = again(case, **{str(id).replace(".", "_"): row[end]})
                assert row[f"net_at_{end}"] == pytest.approx(there.npv, rel=1e-9, abs=1e-6)
        assert row["net"] == case.npv
    without = frame["plus_minus"] > 0
    assert without.is_monotonic_increasing
    for part in (frame[~without], frame[without]):  # to the penny: what is alike goes by id
        assert part["swing"].dropna().round(2).is_monotonic_decreasing


@FEW
@given(st.floats(0, 30_000), st.floats(0, 30_000), st.floats(1, 2))
def test_a_wider_interval_never_swings_less(down: float, up: float, times: float) -> None:
    narrow, wide = (
        shared(between(40_000 - down * by, 40_000 + up * by)).one_at_a_time().loc[APART, "swing"]
        for by in (1 / times, 1)
    )
    assert wide >= narrow - 1e-6
    assert wide == pytest.approx(2 * (down + up), abs=1e-6)


def test_one_at_a_time_refuses() -> None:
    with pytest.raises(ca.InputError, match="one_at_a_time, measured: 'profit' given"):
        shared().one_at_a_time(measured="profit")
    with pytest.raises(ca.InputError, match="range_as: 'triangle' given. Did you mean 'triang"):
        shared().one_at_a_time(range_as="triangle")


# Two at a time


def test_a_grid_by_hand() -> None:
    frame = ca.grid(shared(), APART, [40_000, 50_000], TOGETHER, [80_000, 100_000, 120_000])
    assert frame.to_numpy().tolist() == [[0, -20_000, -40_000], [20_000, 0, -20_000]]
    assert (frame.index.name, frame.columns.name) == (APART, TOGETHER)
    assert list(frame.columns) == [80_000, 100_000, 120_000]


@FEW
@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=3), st.floats(0, 1e5))
def test_a_grids_cells_are_appraisals(apart: list[float], together: float) -> None:
    case = shared(horizon=3)
    for measured in ("net present value", "council cash"):
        frame = ca.grid(case, APART, apart, TOGETHER, [together], measured=measured)
        for row, value in enumerate(apart):
            there = again(case, own_apart=value, own_together=together)
            cash = there.annual(payer="council", cash="cash", prices="nominal").sum()
            expected = there.npv if measured == "net present value" else cash
            assert frame.iloc[row, 0] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (("own.apar", [1], TOGETHER, [1]), "grid: 'own.apar' given.*Did you mean 'own.apart'"),
        ((APART, [1], "own.togethr", [1]), "grid: 'own.togethr' given.*'own.together'"),
        ((APART, [1], APART, [1]), "grid: own.apart given twice"),
        ((APART, [], TOGETHER, [1]), "grid, values_one: nothing given"),
        (
            (APART, [1], TOGETHER, "12"),
            "grid, values_two: '12' given; give a list of finite numbers",
        ),
        ((APART, 3, TOGETHER, [1]), "grid, values_one: 3 given; give a list of finite numbers"),
        ((APART, [1, "x"], TOGETHER, [1]), "grid, values_one: 'x' given"),
        ((APART, [-1], TOGETHER, [1]), "grid, at own.apart -1, own.together 1: .*0 or more"),
        ((APART, [math.nan], TOGETHER, [1]), "grid, values_one: nan given; give a list of finite"),
    ],
)
def test_a_grid_refuses(given_: tuple[Any, ...], said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        ca.grid(shared(), *given_)


def test_a_grid_of_another_measure_is_refused() -> None:
    with pytest.raises(ca.InputError, match="grid, measured: 'profit' given"):
        ca.grid(shared(), APART, [1], TOGETHER, [1], measured="profit")


# Break-evens


def test_break_evens_by_hand() -> None:
    frame = shared().break_evens()
    assert frame.loc[APART, "break_even"] == shared().break_even(APART).value
    # 2a = 100,000 at 50,000, a quarter more; 80,000 = t, a fifth less
    assert list(frame.index) == [TOGETHER, APART]
    assert list(frame["break_even"]) == pytest.approx([80_000, 50_000])
    assert list(frame["away"]) == pytest.approx([0.2, 0.25])
    assert list(frame["present"]) == [100_000, 40_000]
    assert (frame["reason"] == "").all()


@settings(max_examples=8)
@given(
    appraisals(),
    st.sampled_from([None, 200_000.0]),
    st.sampled_from(["net present value", "council cash"]),
)
def test_put_back_in_every_one_gives_nothing(
    case: ca.Appraisal, cost: float | None, measured: Any
) -> None:
    if cost:
        spent = money(cost, "GBP per year", "own.cost")
        case = ca.appraise(
            case.intervention.model_copy(update={"delivery_cost": spent, "persistence": ()}),
            horizon=case.settings.horizon,
            price_year=case.settings.price_year,
            first_year=case.settings.first_year,
        )
    frame = case.break_evens(measured=measured)
    assert set(frame.index) == set(case.inputs.in_use)
    reached = frame["reason"] == ""
    assert frame["away"].round(9).is_monotonic_increasing and reached.is_monotonic_decreasing
    for id, row in frame[reached].iterrows():
        there = again(case, **{str(id).replace(".", "_"): row["break_even"]})
        cash = there.annual(payer="council", cash="cash", prices="nominal").sum()
        assert abs(there.npv if measured == "net present value" else cash) < 0.01, id
    assert frame[~reached]["break_even"].isna().all()


def test_straight_lines_are_found_in_two_evaluations(monkeypatch: pytest.MonkeyPatch) -> None:
    case, rounds = shared(), []
    work_out = what_if._worked_out

    def counted(*given: Any) -> Any:
        rounds.append(len(given[2]))
        return work_out(*given)

    monkeypatch.setattr(what_if, "_worked_out", counted)
    assert len(case.break_evens()) == 2
    assert rounds == [4, 2]  # each of two at its value and at nothing; then where each is zero


def test_a_count_that_must_be_whole_says_between_which() -> None:
    centres = ca.ChildrensCentres(
        proceedings_before=60,
        proceedings_after=45,
        before_year="2023-24",
        after_year="2025-26",
        delivery_cost=money(100_000, "GBP per year", "own.cost"),
    )
    case = ca.appraise(centres, horizon=3, price_year="2025-26")
    answer = case.break_even("proceedings.before")
    said = re.fullmatch(r"it must be whole: it pays at (\d+), and not at (\d+)\.", answer.reason)
    assert said
    pays, loses = (int(end) for end in said.groups())
    assert pays == loses + 1
    lower, upper = (again(case, proceedings_before=end).npv for end in (loses, pays))
    assert lower < 0 < upper
    assert case.break_evens().loc["proceedings.before", "reason"] == answer.reason
    # without a cost it is zero where nothing changed, which is a whole number
    gross = ca.appraise(centres.model_copy(update={"delivery_cost": None}), **YEAR)
    assert gross.break_even("proceedings.before").value == 45


def test_bent_and_broken_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    def shaped(net: Any) -> ca.Appraisal:
        def work_out(appraisal: ca.Appraisal, plan: object, tries: list[Any]) -> list[Any]:
            nets = (float(net(values[APART] / 1_000)) for values in tries)
            return [{"net present value": each, "council cash": each} for each in nets]

        monkeypatch.setattr(what_if, "_worked_out", work_out)
        return shared()

    # now at 40: a hump from 20 to 50 saves, and 50 is the nearer end of it
    hump = shaped(lambda value: (value - 20) * (50 - value)).break_even(APART)
    assert hump.value == pytest.approx(50_000) and hump.away == pytest.approx(0.25)
    # far up, where neither end shows it
    far = shaped(lambda value: -abs(value - 12_000) + 4_000).break_even(APART)
    assert far.value == pytest.approx(8_000_000)
    step = shaped(lambda value: -1_000 if value < 45 else 1_000).break_even(APART)
    assert not step.reached and math.isinf(step.away)
    assert step.reason == (
        "the result steps over zero at £45,000 per council-year, and is zero nowhere."
    )


def test_break_evens_refuses_another_measure_and_names_the_nearest_input() -> None:
    with pytest.raises(ca.InputError, match="break_evens, measured: 'profit' given"):
        shared().break_evens(measured="profit")
    with pytest.raises(ca.InputError, match="break_even: 'own.apar' given.*'own.apart'"):
        shared().break_even("own.apar")


def test_an_input_that_does_not_matter_says_so() -> None:
    cash = shared().break_evens(measured="council cash")
    assert cash.loc[APART, "reason"] == "it does not move this result."
    assert cash.index[-1] == APART and math.isinf(cash.loc[APART, "away"])


# Scenarios


def own(id: str, value: float, **more: Any) -> ca.Estimate:
    unit = {APART: "GBP per council-year", TOGETHER: "GBP per year"}[id]
    return money(value, unit, id, **more)


def test_rows_are_the_appraisals_with_those_overrides() -> None:
    case = shared(horizon=3)
    sets = {"cautious": [own(APART, 30_000), own(TOGETHER, 1.2e5)], "hopeful": own(APART, 6e4)}
    frame = ca.scenarios(case, sets)
    expected = ca.compare(
        {
            "central": case,
            "cautious": again(case, own_apart=30_000, own_together=1.2e5),
            "hopeful": again(case, own_apart=6e4),
        }
    )
    pd.testing.assert_frame_equal(frame, expected.rename_axis("scenario"))


def test_a_set_wins_over_the_councils_own_override_and_keeps_the_rest() -> None:
    case = shared(overrides=[own(APART, 50_000), own(TOGETHER, 90_000)])
    frame = ca.scenarios(case, {"low": [own(APART, 45_000)], "as it is": []})
    assert list(frame["net"]) == pytest.approx([10_000, 0, 10_000])
    assert list(frame.index) == ["central", "low", "as it is"]


def test_a_set_may_be_called_central() -> None:
    frame = ca.scenarios(shared(), {"low": [own(APART, 1e4)], "central": [own(APART, 5e4)]})
    assert list(frame.index) == ["low", "central"]
    assert frame.loc["central", "net"] == pytest.approx(0)


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ([own(APART, 1)], "scenarios, sets: list given; give a mapping"),
        ({" ": []}, "scenarios, sets: ' ' given as a name"),
        ({3: []}, "scenarios, sets: 3 given as a name"),
        ({"low": 3}, "scenarios, low: 3 given; give a list of Estimates"),
        ({"low": "own.apart"}, "scenarios, low: 'own.apart' given; give a list"),
        ({"low": [own(APART, 1), 4]}, "scenarios, low: 4 given; give a list of Estimates"),
        (
            {"low": [own(APART, 1).model_copy(update={"id": "own.apar"})]},
            "scenarios, low: overrides: 'own.apar' given.*Did you mean 'own.apart'",
        ),
        ({"low": [own(APART, 1), own(APART, 2)]}, "scenarios, low: .*own.apart given twice"),
    ],
)
def test_scenarios_refuses(sets: Any, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        ca.scenarios(shared(), sets)


def test_low_and_high_are_the_ends_that_save_less_and_more() -> None:
    case = shared(between(35_000, 60_000), between(90_000, 130_000, "range"))
    sets = ca.low_and_high(case, [APART, TOGETHER])
    assert {name: [e.value for e in part] for name, part in sets.items()} == {
        "cautious": [35_000, 130_000],
        "hopeful": [60_000, 90_000],
    }
    assert {e.low for e in sets["cautious"]} == {35_000, 90_000}  # the interval stays what it was
    frame = ca.scenarios(case, sets)
    assert list(frame["net"]) == pytest.approx([-20_000, -60_000, 30_000])


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["own.apar"], "low_and_high: 'own.apar' given.*Did you mean 'own.apart'"),
        ([TOGETHER], "low_and_high: own.together given, without low and high"),
        (APART, "low_and_high, ids: 'own.apart' given; give a list of ids"),
        ([], "low_and_high, ids: nothing given"),
        ([3], "low_and_high: 3 given"),
    ],
)
def test_low_and_high_refuses(ids: Any, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        ca.low_and_high(shared(between(35_000, 60_000)), ids)


def test_low_and_high_says_where_an_input_does_not_matter_or_cannot_go() -> None:
    still = shared(between(40_000, 40_000))
    with pytest.raises(ca.InputError, match="own.apart given, but it does not move this result"):
        ca.low_and_high(still, [APART])
    case = infants(0.6, 0.4)
    wide = case.inputs.in_use["own.adopted"].model_copy(update=between(0.5, 0.7))
    case = ca.appraise(case.intervention, horizon=5, price_year="2025-26", overrides=[wide])
    with pytest.raises(ca.InputError, match="own.adopted cannot be put at both its ends.*more"):
        ca.low_and_high(case, ["own.adopted"])


# The assumptions log


def impact(low: float, high: float, together: float = 100_000) -> str:
    """Of £40,000 apart with that interval; 2a - t, so £100,000 is at stake unless t is less."""
    case = shared(between(low, high), overrides=[own(TOGETHER, together)])
    return str(case.assumptions().loc[APART, "impact"])


def test_the_rule_at_its_edges() -> None:
    assert impact(34_000, 46_500) == "red"  # 25,000 of 100,000
    assert impact(34_001, 46_500) == "amber"  # 24,998
    assert impact(38_000, 40_500) == "amber"  # 5,000
    assert impact(38_001, 40_500) == "green"  # 4,998
    assert impact(40_000, 40_000) == "green"
    # a net of 100 turns into a loss of 2; at exactly nothing it still pays
    assert impact(39_949, 40_051, together=79_900) == "red"
    assert impact(39_950, 40_050, together=79_900) == "green"
    assert impact(39_999, 40_001, together=80_000) == "red"


def test_the_larger_of_benefits_and_cost_is_at_stake() -> None:
    # benefits of 80,000, a cost of 1,000: 25% is 20,000 and 5% is 4,000
    assert impact(35_000, 45_000, together=1_000) == "red"
    assert impact(35_001, 45_000, together=1_000) == "amber"
    assert impact(39_001, 41_000, together=1_000) == "green"


def test_the_log_has_the_worst_first() -> None:
    case = shared({**between(39_000, 40_500), "quality": "red"}, {"quality": "green"})
    log = case.assumptions()
    # apart: red, and 3,000 of 100,000 is green; together: green, and 20,000 is amber
    assert list(log["quality"]) == ["red", "green"] and list(log["impact"]) == ["green", "amber"]
    case = shared({**between(20_000, 60_000), "quality": "amber"}, {"quality": "red"})
    log = case.assumptions()
    # apart is amber and red, together red and amber: together alike, so the impact decides
    assert list(log.index) == [APART, TOGETHER]
    assert list(log["source"]) == ["By hand (given for this case)"] * 2
    assert list(log["status"]) == ["local", "local"]
    assert list(log["kind"]) == ["95% interval", "no interval: ±10%"]


@FEW
@given(appraisals())
def test_the_log_lists_every_input_and_sorts_them(case: ca.Appraisal) -> None:
    log, table = case.assumptions(), case.one_at_a_time()
    assert set(log.index) == set(case.inputs.in_use)
    worst = {"red": 0, "amber": 1, "green": 2}
    assert (log["quality"].map(worst) + log["impact"].map(worst)).is_monotonic_increasing
    pd.testing.assert_series_equal(log["swing"].sort_index(), table["swing"].sort_index())
    for id, estimate in case.inputs.in_use.items():
        assert log.loc[id, "caution"] == estimate.caution


def test_functions_and_methods_are_the_same() -> None:
    case = shared()
    pd.testing.assert_frame_equal(ca.one_at_a_time(case), case.one_at_a_time())
    pd.testing.assert_frame_equal(ca.break_evens(case), case.break_evens())
    pd.testing.assert_frame_equal(ca.assumptions(case), case.assumptions())
